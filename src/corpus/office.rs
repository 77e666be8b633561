//! Drafts of word processors: the text of `.docx` and `.odt`.
//!
//! Either is an archive with a page of XML in it. Each paragraph becomes a line of the extracted text,
//! so that line 7 of a finding is the seventh paragraph that says anything; a row of a table is one
//! line, its cells set apart as in Markdown. Deleted words of tracked changes, notes, comments and
//! field codes are left out.

use super::{Block, BlockKind};
use crate::error::Error;
use crate::span::Span;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;
use std::io::{Cursor, Read};

/// No draft unpacks to more.
const MOST: u64 = 64 << 20;

/// The paragraphs of a document.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// One line a paragraph.
    pub source: String,
    /// The paragraphs, the title first.
    pub blocks: Vec<Block>,
    /// The headline.
    pub title: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Docx,
    Odt,
}

/// Whether a file is an archive, as these documents are.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads a document; `None` for an archive that is none.
///
/// # Errors
/// An archive or a page in it that is broken.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Draft>, Error> {
    let broken = |e: &dyn std::fmt::Display| {
        Error::new(format!("is no sound document: {e}")).help("save it again in the word processor, or as text")
    };
    let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(e) => return Err(broken(&e)),
    };
    let mut part = |name: &str| {
        if archive.index_for_name(name).is_none() {
            return Ok(None);
        }
        let mut text = String::new();
        let page = archive.by_name(name).map_err(|e| broken(&e))?;
        let read = page.take(MOST + 1).read_to_string(&mut text).map_err(|e| broken(&e))?;
        if read as u64 > MOST {
            return Err(Error::new("unpacks to more than 64 MiB").help("split it, or save it as text"));
        }
        Ok(Some(text))
    };
    for (page, styles, kind) in [
        ("word/document.xml", "word/styles.xml", Kind::Docx),
        ("content.xml", "styles.xml", Kind::Odt),
    ] {
        let Some(text) = part(page)? else { continue };
        let mut layout = Layout::new(kind);
        if let Some(sheet) = part(styles)? {
            layout.styles.read(&sheet).map_err(|e| broken(&e))?;
        }
        layout.page(&text).map_err(|e| broken(&e))?;
        return Ok(Some(layout.draft()));
    }
    Ok(None)
}

/// A style of paragraphs: its name, and the style it is made from.
#[derive(Default)]
struct Style {
    name: String,
    parent: Option<String>,
    /// It has a level in the outline: a heading, whatever the language of its name.
    outline: bool,
}

/// The styles of a document, by what paragraphs call them.
#[derive(Default)]
struct Styles(FxHashMap<String, Style>);

impl Styles {
    fn read(&mut self, sheet: &str) -> Result<(), quick_xml::Error> {
        let mut reader = Reader::from_str(sheet);
        reader.config_mut().expand_empty_elements = true;
        let mut open: Option<(String, Style)> = None;
        loop {
            match reader.read_event()? {
                Event::Start(e) if e.local_name().as_ref() == b"style" => {
                    self.0.extend(open.take());
                    open = style(&e);
                }
                Event::Start(e) => {
                    let Some((_, style)) = &mut open else { continue };
                    let value = attribute(&e, b"val");
                    match e.local_name().as_ref() {
                        b"name" => style.name = value.unwrap_or_default(),
                        b"basedOn" => style.parent = value,
                        b"outlineLvl" => style.outline = value.is_some_and(|v| is_heading_level(&v)),
                        _ => {}
                    }
                }
                Event::End(e) if e.local_name().as_ref() == b"style" => self.0.extend(open.take()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// What a paragraph of a style is.
    fn kind(&self, id: &str) -> BlockKind {
        let mut at = id;
        // No chain of styles is longer, unless it is a circle.
        for _ in 0..16 {
            let Some(style) = self.0.get(at) else {
                return by_name(at);
            };
            match by_name(&style.name) {
                BlockKind::Paragraph if style.outline => return BlockKind::Heading,
                BlockKind::Paragraph => {}
                kind => return kind,
            }
            match &style.parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        BlockKind::Paragraph
    }
}

/// A style as its first tag tells it, and what paragraphs call it.
fn style(e: &BytesStart) -> Option<(String, Style)> {
    if let Some(id) = attribute(e, b"styleId") {
        return Some((id, Style::default()));
    }
    let name = attribute(e, b"name")?;
    let style = Style {
        name: name.clone(),
        parent: attribute(e, b"parent-style-name"),
        outline: attribute(e, b"default-outline-level").is_some_and(|l| !l.is_empty()),
    };
    Some((name, style))
}

/// Levels of Word run from 0; 9 is that of the text.
fn is_heading_level(level: &str) -> bool {
    level.parse::<u8>().is_ok_and(|l| l < 9)
}

/// What the English name of a style says; programs keep those of their own styles in every language.
fn by_name(style: &str) -> BlockKind {
    let style = style.to_lowercase();
    match style.as_str() {
        "title" => BlockKind::Title,
        s if s.starts_with("heading") || s == "subtitle" => BlockKind::Heading,
        s if s.starts_with("list") => BlockKind::Item,
        "caption" => BlockKind::Caption,
        _ => BlockKind::Paragraph,
    }
}

struct Layout {
    kind: Kind,
    draft: Draft,
    /// The paragraph, or the row of a table, that is open.
    line: String,
    style: BlockKind,
    /// Depth of what is left out.
    skip: usize,
    /// Depth of list items, tables' rows, paragraphs and runs of text.
    items: usize,
    rows: usize,
    paragraphs: usize,
    text: usize,
    styles: Styles,
}

impl Layout {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            draft: Draft::default(),
            line: String::new(),
            style: BlockKind::Paragraph,
            skip: 0,
            items: 0,
            rows: 0,
            paragraphs: 0,
            text: 0,
            styles: Styles::default(),
        }
    }

    fn page(&mut self, text: &str) -> Result<(), quick_xml::Error> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event()? {
                Event::Start(e) => self.start(&e),
                Event::End(e) => self.end(e.local_name().as_ref()),
                Event::Text(t) => self.words(&t.decode()?),
                Event::CData(t) => self.words(&t.decode()?),
                Event::GeneralRef(r) => {
                    let known = match r.resolve_char_ref()? {
                        Some(c) => Some(c.to_string()),
                        None => quick_xml::escape::resolve_xml_entity(&r.decode()?).map(str::to_owned),
                    };
                    self.words(known.as_deref().unwrap_or(" "));
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, e: &BytesStart) {
        let local = e.local_name();
        let name = local.as_ref();
        if self.skip > 0 || left_out(name) {
            self.skip += 1;
            return;
        }
        match (self.kind, name) {
            (_, b"p") | (Kind::Odt, b"h") => {
                self.paragraphs += 1;
                if self.rows == 0 {
                    self.close();
                } else if !self.line.is_empty() && !self.line.ends_with("| ") {
                    self.line.push(' ');
                }
                if self.kind == Kind::Odt {
                    self.odt_style(name, e);
                }
            }
            (Kind::Docx, b"pStyle") => self.style = self.styles.kind(&attribute(e, b"val").unwrap_or_default()),
            (Kind::Docx, b"outlineLvl")
                if self.style == BlockKind::Paragraph && attribute(e, b"val").is_some_and(|l| is_heading_level(&l)) =>
            {
                self.style = BlockKind::Heading;
            }
            (Kind::Docx, b"numPr") if self.style == BlockKind::Paragraph => self.style = BlockKind::Item,
            (Kind::Docx, b"t") => self.text += 1,
            (Kind::Docx, b"tab" | b"br" | b"cr") | (Kind::Odt, b"s" | b"tab" | b"line-break") => self.blank(),
            (Kind::Docx, b"tr") | (Kind::Odt, b"table-row") => {
                self.close();
                self.rows += 1;
            }
            (Kind::Docx, b"tc") | (Kind::Odt, b"table-cell") if !self.line.trim().is_empty() => {
                self.line.truncate(self.line.trim_end().len());
                self.line.push_str(" | ");
            }
            (Kind::Odt, b"list-item") => self.items += 1,
            (Kind::Odt, b"style") => {
                self.styles.0.extend(style(e));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match (self.kind, name) {
            (_, b"p") | (Kind::Odt, b"h") => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                if self.rows == 0 {
                    self.close();
                }
            }
            (Kind::Docx, b"t") => self.text = self.text.saturating_sub(1),
            (Kind::Docx, b"tr") | (Kind::Odt, b"table-row") => {
                self.style = BlockKind::Caption;
                self.close();
                self.rows = self.rows.saturating_sub(1);
            }
            (Kind::Odt, b"list-item") => self.items = self.items.saturating_sub(1),
            _ => {}
        }
    }

    fn odt_style(&mut self, name: &[u8], e: &BytesStart) {
        let own = attribute(e, b"style-name").unwrap_or_default();
        self.style = self.styles.kind(&own);
        match self.style {
            BlockKind::Paragraph if name == b"h" => self.style = BlockKind::Heading,
            BlockKind::Paragraph if self.items > 0 => self.style = BlockKind::Item,
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        let shown = self.skip == 0
            && match self.kind {
                Kind::Docx => self.text > 0,
                Kind::Odt => self.paragraphs > 0,
            };
        if !shown {
            return;
        }
        for (i, word) in text.split([' ', '\t', '\n', '\r']).enumerate() {
            if i > 0 {
                self.blank();
            }
            self.line.push_str(word);
        }
    }

    fn blank(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn close(&mut self) {
        let line = std::mem::take(&mut self.line);
        let style = std::mem::replace(&mut self.style, BlockKind::Paragraph);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if !self.draft.source.is_empty() {
            self.draft.source.push('\n');
        }
        let start = self.draft.source.len();
        self.draft.source.push_str(line);
        let span = Span::new(start, self.draft.source.len());
        self.draft.blocks.push(Block { span, kind: style });
    }

    /// The document with one title at most: the paragraph of that style, else a heading that opens it.
    fn draft(mut self) -> Draft {
        self.close();
        let mut draft = self.draft;
        let of_style = draft.blocks.iter().position(|b| b.kind == BlockKind::Title);
        let heading = || draft.blocks.first().filter(|b| b.kind == BlockKind::Heading).map(|_| 0);
        let title = of_style.or_else(heading);
        for block in draft.blocks.iter_mut().filter(|b| b.kind == BlockKind::Title) {
            block.kind = BlockKind::Heading;
        }
        if let Some(at) = title {
            let mut block = draft.blocks.remove(at);
            block.kind = BlockKind::Title;
            draft.title = Some(block.span.of(&draft.source).to_owned());
            draft.blocks.insert(0, block);
        }
        draft
    }
}

/// What is no text of the draft: words deleted or moved away, codes of fields, notes and comments, and
/// what is there a second time for old readers.
fn left_out(name: &[u8]) -> bool {
    matches!(
        name,
        b"del" | b"moveFrom" | b"instrText" | b"Fallback" | b"annotation" | b"tracked-changes" | b"note" | b"forms"
    )
}

fn attribute(e: &BytesStart, name: &[u8]) -> Option<String> {
    let found = e.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(String::from_utf8_lossy(&found.value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn archive(part: &str, text: &str) -> Vec<u8> {
        parts(&[("mimetype", "x"), (part, text)])
    }

    fn parts(all: &[(&str, &str)]) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, text) in all {
            out.start_file(*name, stored).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    fn lines(part: &str, text: &str) -> Vec<(BlockKind, String)> {
        told(&archive(part, text))
    }

    fn told(bytes: &[u8]) -> Vec<(BlockKind, String)> {
        let draft = read(bytes).unwrap().unwrap();
        let each = draft.blocks.iter();
        each.map(|b| (b.kind, b.span.of(&draft.source).to_owned())).collect()
    }

    #[test]
    fn paragraphs_of_docx() {
        let text = "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>\
            <w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Nine drown</w:t></w:r></w:p>\
            <w:p><w:r><w:t xml:space=\"preserve\">Nine </w:t></w:r><w:del><w:r><w:delText>ten</w:delText><w:t>x</w:t></w:r></w:del>\
            <w:r><w:t>men &amp; two&#160;boats</w:t><w:br/><w:t>sank.</w:t><w:instrText>PAGE</w:instrText></w:r></w:p><w:p/>\
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>An item</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Vale</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
            </w:body></w:document>";
        assert_eq!(
            lines("word/document.xml", text),
            [
                (BlockKind::Title, "Nine drown".to_owned()),
                (BlockKind::Paragraph, "Nine men & two\u{a0}boats sank.".to_owned()),
                (BlockKind::Item, "An item".to_owned()),
                (BlockKind::Caption, "Vale | 9".to_owned()),
            ]
        );
    }

    #[test]
    fn paragraphs_of_odt() {
        let text = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\">\
            <style:style style:name=\"P1\" style:parent-style-name=\"Title\"/><office:body><office:text>\
            <text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\
            <text:p text:style-name=\"P2\">By Jo Doe</text:p><text:p text:style-name=\"P1\">Nine <text:span>drown</text:span></text:p>\
            <text:h>Toll</text:h><text:list><text:list-item><text:p>Two<text:s/>boats<text:note><text:p>a note</text:p></text:note></text:p>\
            </text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>Vale</text:p></table:table-cell>\
            <table:table-cell><text:p>9</text:p></table:table-cell></table:table-row></table:table>\
            </office:text></office:body></office:document-content>";
        assert_eq!(
            lines("content.xml", text),
            [
                (BlockKind::Title, "Nine drown".to_owned()),
                (BlockKind::Paragraph, "By Jo Doe".to_owned()),
                (BlockKind::Heading, "Toll".to_owned()),
                (BlockKind::Item, "Two boats".to_owned()),
                (BlockKind::Caption, "Vale | 9".to_owned()),
            ]
        );
    }

    #[test]
    fn styles_are_known_by_level_and_origin_in_any_language() {
        let sheet = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
            <w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
            <w:style w:styleId=\"Rubrik\"><w:name w:val=\"Rubrik\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
            <w:style w:styleId=\"Kursiv\"><w:name w:val=\"Kursiv\"/><w:basedOn w:val=\"Rubrik\"/></w:style>\
            <w:style w:styleId=\"Kreis\"><w:name w:val=\"Kreis\"/><w:basedOn w:val=\"Kreis\"/></w:style>\
            <w:style w:styleId=\"Text\"><w:name w:val=\"Fliesstext\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style></w:styles>";
        let paragraph = |style: &str| {
            format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>")
        };
        let own = "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>own</w:t></w:r></w:p>";
        let styles = ["Titel", "berschrift1", "Rubrik", "Kursiv", "Kreis", "Text"];
        let page: String = styles.iter().map(|s| paragraph(s)).collect();
        let page = format!("<w:document xmlns:w=\"w\">{page}{own}</w:document>");
        let docx = parts(&[("word/styles.xml", sheet), ("word/document.xml", &page)]);
        let kinds: Vec<(BlockKind, String)> = told(&docx);
        let expected = [
            (BlockKind::Title, "Titel"),
            (BlockKind::Heading, "berschrift1"),
            (BlockKind::Heading, "Rubrik"),
            (BlockKind::Heading, "Kursiv"),
            (BlockKind::Paragraph, "Kreis"),
            (BlockKind::Paragraph, "Text"),
            (BlockKind::Heading, "own"),
        ];
        assert_eq!(kinds, expected.map(|(k, t)| (k, t.to_owned())));
        let sheet = "<o xmlns:s=\"s\"><s:style s:name=\"Schlagzeile\" s:parent-style-name=\"Title\"/>\
            <s:style s:name=\"Zwischen\" s:default-outline-level=\"2\"/></o>";
        let page = "<o xmlns:t=\"t\" xmlns:s=\"s\"><s:style s:name=\"P1\" s:parent-style-name=\"Schlagzeile\"/>\
            <t:p t:style-name=\"P1\">Nine drown</t:p><t:p t:style-name=\"Zwischen\">Toll</t:p></o>";
        let odt = parts(&[("styles.xml", sheet), ("content.xml", page)]);
        let expected = [(BlockKind::Title, "Nine drown"), (BlockKind::Heading, "Toll")];
        assert_eq!(told(&odt), expected.map(|(k, t)| (k, t.to_owned())));
    }

    #[test]
    fn what_is_broken_or_another_archive() {
        assert!(read(b"PK\x03\x04\0").is_err());
        assert!(read(&archive("word/document.xml", "<a><b></a>")).is_err());
        assert!(read(&archive("data.csv", "a,b")).unwrap().is_none());
        let whole = archive("word/document.xml", "<p><t>Nine</t></p>");
        for length in 0..whole.len() {
            let _ = read(&whole[..length]);
        }
    }
}
