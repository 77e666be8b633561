//! The text of an HTML draft, laid back over its file: where each letter of a report stands in the page it
//! was taken from.
//!
//! The reader of pages keeps no places. Its blocks are looked for among the letters of the page, without
//! blanks and tags, one after the other; what cannot be found has no place, and is not shown.

use crate::corpus::{BlockKind, Report};
use crate::span::Span;

/// Letters of the text with their places in the page, in the order of the text.
pub(super) struct Page(Vec<(u32, Span)>);

impl Page {
    pub(super) fn new(html: &str, report: &Report) -> Self {
        let letters = Letters::of(html);
        let body = letters.index(html.find("<body").unwrap_or(0));
        let mut next = body;
        let mut places = Vec::new();
        for block in &report.blocks {
            let text = block.span.of(&report.source);
            let own = || text.char_indices().filter(|(_, c)| !c.is_whitespace());
            let wanted: String = own().map(|(_, c)| c).collect();
            let title = block.kind == BlockKind::Title;
            let tries = if title { [body, body, 0] } else { [next, body, 0] };
            let Some(at) = tries.into_iter().find_map(|from| letters.find(&wanted, from)) else {
                continue;
            };
            let here = letters.places.iter().skip(at);
            places.extend(
                own()
                    .zip(here)
                    .map(|((i, _), (_, place))| (block.span.start + i as u32, *place)),
            );
            if !title {
                next = at + wanted.chars().count();
            }
        }
        places.sort_unstable_by_key(|(at, _)| *at);
        Self(places)
    }

    /// Where a stretch of the text stands in the page.
    pub(super) fn placed(&self, span: Span) -> Option<Span> {
        let from = self.0.partition_point(|(at, _)| *at < span.start);
        let to = self.0.partition_point(|(at, _)| *at < span.end);
        let inside = self.0.get(from..to)?;
        let (first, last) = (inside.first()?.1, inside.last()?.1);
        (first.start < last.end).then_some(Span {
            start: first.start,
            end: last.end,
        })
    }
}

/// What a page shows, without blanks.
#[derive(Default)]
struct Letters {
    text: String,
    /// Of each letter, its byte in the text and its place in the page.
    places: Vec<(usize, Span)>,
}

impl Letters {
    fn of(html: &str) -> Self {
        let mut all = Self::default();
        let mut at = 0;
        while let Some(rest) = html.get(at..).filter(|r| !r.is_empty()) {
            let hidden = hidden(rest);
            if hidden > 0 {
                at += hidden;
                continue;
            }
            let (length, shown) = match reference(rest) {
                Some((length, shown)) => (length, shown),
                None => {
                    let c = rest.chars().next().unwrap_or(' ');
                    (c.len_utf8(), c.to_string())
                }
            };
            let place = Span::new(at, at + length);
            for c in shown.chars().filter(|c| !c.is_whitespace()) {
                all.places.push((all.text.len(), place));
                all.text.push(c);
            }
            at += length;
        }
        all
    }

    /// The first letter at or after a byte of the page.
    fn index(&self, byte: usize) -> usize {
        self.places.partition_point(|(_, place)| (place.start as usize) < byte)
    }

    /// The letter where a text begins, at or after a letter.
    fn find(&self, wanted: &str, from: usize) -> Option<usize> {
        let start = self.places.get(from)?.0;
        let at = start + self.text.get(start..)?.find(wanted)?;
        (!wanted.is_empty()).then(|| self.places.partition_point(|(byte, _)| *byte < at))
    }
}

/// How much of what begins here is not shown: a comment, a tag, and the whole of a script or style.
fn hidden(rest: &str) -> usize {
    let to_end_of = |what: &str| rest.find(what).map_or(rest.len(), |i| i + what.len());
    if rest.starts_with("<!--") {
        return to_end_of("-->");
    }
    let named = |name: &str| rest.get(1..=name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
    match rest.strip_prefix('<') {
        Some(_) if named("script") => to_end_of("</script>"),
        Some(_) if named("style") => to_end_of("</style>"),
        Some(inner) if inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') => {
            let mut quote = None;
            let end = inner.char_indices().find(|&(_, c)| match quote {
                Some(q) => {
                    quote = quote.filter(|_| c != q);
                    false
                }
                None => {
                    quote = Some(c).filter(|c| matches!(c, '"' | '\''));
                    c == '>'
                }
            });
            end.map_or(rest.len(), |(i, _)| i + 2)
        }
        _ => 0,
    }
}

/// A character reference, `&eacute;` or `&#233;`: its length, and what it shows.
fn reference(rest: &str) -> Option<(usize, String)> {
    let name = rest.strip_prefix('&')?;
    let length = name.bytes().take(32).position(|b| b == b';')? + 2;
    let written = rest.get(..length)?;
    let sound = written
        .bytes()
        .skip(1)
        .take(length - 2)
        .all(|b| b.is_ascii_alphanumeric() || b == b'#');
    let shown = dom_query::Document::fragment(written).text().to_string();
    (sound && shown != written).then_some((length, shown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus;

    #[test]
    fn every_word_of_a_page_is_found_again() {
        let html = "<html><head><title>Nine die – Courier</title><style>p > a { content: \"Nine\" }</style></head><body>\n\
            <h1>Nine die</h1><!-- Nine --><p title=\"a > b\">Nine&nbsp;men and <b>14</b>\n  w&oacute;men were <i>killed</i> &amp; 31 \
            hurt when a fire swept through the mill in Kell on Tuesday, police said.</p><script>var nine = '<p>Nine';</script>\
            <p>The fire broke out at noon and burned for two hours, the fire service said, before 120 men put it out.</p></body></html>";
        let found = corpus::from_text("a.html", html, crate::rules::packs()).reports;
        let report = found.first().expect("a report");
        let page = Page::new(html, report);
        let at = |word: &str| {
            let start = report.source.rfind(word).expect("it is there");
            page.placed(Span::new(start, start + word.len()))
                .map(|s| s.of(html).to_owned())
        };
        assert_eq!(at("14").as_deref(), Some("14"));
        assert_eq!(at("wómen").as_deref(), Some("w&oacute;men"));
        assert_eq!(at("31").as_deref(), Some("31"));
        assert_eq!(at("120 men").as_deref(), Some("120 men"));
        let men = page.placed(Span::new(
            report.source.find("14").expect("there"),
            report.source.find("killed").expect("there"),
        ));
        assert_eq!(men.map(|s| s.of(html)), Some("14</b>\n  w&oacute;men were"));
    }

    #[test]
    fn odd_pages_have_no_places() {
        for html in ["", "<", "&", "<p", "<!--", "<script>", "&bogus;&#xFFFFFFF;", "é<é>&é;"] {
            let letters = Letters::of(html);
            assert!(letters.text.len() <= html.len(), "{html}");
            let page = Page::new(html, &Report::default());
            assert_eq!(page.placed(Span::new(0, 9)), None);
        }
        assert_eq!(Letters::of("a <b>&lt;b> &x &amp;").text, "a<b>&x&");
    }
}
