//! XML, written element by element; the crate escapes, this module leaves out what XML cannot hold.

use super::look::clean;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;

/// A document in the making.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document with its declaration.
    pub fn new() -> Self {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 2));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    // Writing to memory does not fail.
    fn write(&mut self, event: Event) {
        let _ = self.0.write_event(event);
    }

    fn start<'a>(name: &'a str, attributes: &'a [(&'a str, &'a str)]) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, &*text(value)));
        }
        start
    }

    /// An element with others inside.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.write(Event::Start(Self::start(name, attributes)));
        inside(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing inside.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(Self::start(name, attributes)));
    }

    /// An element with text inside.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], inside: &str) {
        let lines: Vec<Cow<str>> = inside.lines().map(text).collect();
        self.element(name, attributes, |xml| {
            xml.write(Event::Text(BytesText::new(&lines.join("\n"))))
        });
    }

    /// The document.
    pub fn finish(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default() + "\n"
    }
}

/// Text without what is no character of XML 1.0.
fn text(text: &str) -> Cow<'_, str> {
    let cleaned = clean(text);
    if cleaned.contains(['\u{fffe}', '\u{ffff}']) {
        return Cow::Owned(cleaned.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"));
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        let mut xml = Xml::new();
        let hostile = "a<b> & \"c\" 'd' ]]> \u{1}\u{ffff}\u{1b}[0m";
        xml.element("x", &[("y", hostile)], |xml| xml.text("z", &[], hostile));
        let written = xml.finish();
        let read = roxmltree::Document::parse(&written).expect("well-formed");
        let shown = "a<b> & \"c\" 'd' ]]> \u{fffd}\u{fffd}\u{fffd}[0m";
        assert_eq!(read.root_element().attribute("y"), Some(shown));
        assert_eq!(
            read.root_element().first_element_child().and_then(|z| z.text()),
            Some(shown)
        );
    }
}
