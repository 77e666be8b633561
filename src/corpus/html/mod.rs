//! HTML: the article of a page, and what the page says about it.
//!
//! The article is found by the readability heuristics, its text laid out block by block;
//! where they find nothing, the whole body is taken. Spans are into that text, which ends
//! with the title, so that a figure of the headline has a place too.

mod about;
mod layout;
mod shallow;

use super::allow::{Marked, Remarks};
use super::{Block, BlockKind, Meta};
use crate::error::Error;
use crate::rules::policy::Policies;
use crate::span::Span;
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use layout::Layout;

/// An article and its metadata.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// What the page says of it.
    pub meta: Meta,
    /// Text, then the title.
    pub source: String,
    /// The blocks, title first.
    pub blocks: Vec<Block>,
    /// What is odd about a value.
    pub notes: Vec<Error>,
    /// Findings that its author stands by.
    pub remarks: Remarks,
}

/// Reads a page, remarks in its comments and all.
pub(super) fn read(html: &str, policies: &Policies) -> Page {
    let mut marked = Marked::new(html);
    let with_marks = marked.html.take();
    let mut page = article(with_marks.as_deref().unwrap_or(html));
    page.remarks = marked.take(html, &mut page.source, &mut page.blocks, policies);
    page
}

fn article(html: &str) -> Page {
    let shallow = shallow::shallow(html);
    let html = shallow.as_deref().unwrap_or(html);
    let config = Config {
        disable_json_ld: true,
        max_elements_to_parse: 200_000,
        ..Config::default()
    };
    let Ok(mut reader) = Readability::new(html, None, Some(config)) else {
        return Page::default();
    };
    let (meta, notes) = about::metadata(&reader);
    let title = meta.title.clone().unwrap_or_default();
    let whole = Layout::of(&reader.doc.root(), &title);
    let article = reader
        .parse()
        .ok()
        .map(|article| Layout::of(&Document::from(&*article.content).root(), &title))
        // heuristics that keep next to nothing of a page have missed the article
        .filter(|a| a.text.len() * 8 > whole.text.len().min(4000));
    let Layout { text, blocks, .. } = article.unwrap_or(whole);
    let mut page = Page {
        meta,
        source: text,
        blocks,
        notes,
        ..Page::default()
    };
    append_title(&mut page.source, &mut page.blocks, page.meta.title.as_deref());
    page
}

/// Puts the title at the end of the text and first among the blocks.
pub(super) fn append_title(source: &mut String, blocks: &mut Vec<Block>, title: Option<&str>) {
    let Some(title) = title.map(str::trim).filter(|t| !t.is_empty()) else {
        return;
    };
    if !source.is_empty() {
        source.push_str("\n\n");
    }
    let start = source.len();
    source.push_str(title);
    blocks.insert(
        0,
        Block {
            span: Span::new(start, source.len()),
            kind: BlockKind::Title,
        },
    );
}

#[cfg(test)]
mod tests {
    use super::BlockKind::{Caption, Heading, Item, Paragraph, Title};
    use super::*;
    use crate::corpus::Published;
    use jiff::civil::Date;

    const PARAGRAPH: &str = "Divers working by lamplight brought up the last of the nine bodies late in the evening, and the \
        harbour master told relatives, who had waited on the pier since dawn, that the search was over.";

    fn read(html: &str) -> Page {
        super::read(html, &crate::rules::packs().policy)
    }

    fn page(head: &str, body: &str) -> Page {
        let page = read(&format!(
            "<!doctype html><html><head>{head}</head><body>{body}</body></html>"
        ));
        for block in &page.blocks {
            let text = block.span.of(&page.source);
            assert!(!text.is_empty() && text == text.trim(), "{text:?}");
        }
        page
    }

    fn kinds(page: &Page) -> Vec<(BlockKind, &str)> {
        page.blocks.iter().map(|b| (b.kind, b.span.of(&page.source))).collect()
    }

    #[test]
    fn article_without_furniture() {
        let page = page(
            "<title>Nine drown off Vale | Vale Herald</title><meta property='og:site_name' content='Vale Herald'>",
            &format!(
                "<nav><a href='/'>Home 12</a></nav><article><h1>Nine drown off Vale</h1><p>{PARAGRAPH}</p>\
                 <h2>Storm</h2><p>About <b>30</b> boats&nbsp;were out.<sup>1</sup> <del>31</del> {PARAGRAPH}</p>\
                 <ul><li>Nine dead</li><li>Two saved</li></ul><p>{PARAGRAPH}</p></article><footer>© 2015</footer>"
            ),
        );
        let found = kinds(&page);
        assert_eq!(found[0], (Title, "Nine drown off Vale"));
        assert_eq!(found[1], (Paragraph, PARAGRAPH));
        assert_eq!(found[2], (Heading, "Storm"));
        assert!(
            found[3].1.starts_with("About 30 boats\u{a0}were out. Divers"),
            "{}",
            found[3].1
        );
        assert_eq!(found[4..6], [(Item, "Nine dead"), (Item, "Two saved")]);
        assert_eq!(found.len(), 7);
        assert!(page.source.ends_with("\n\nNine drown off Vale"));
        assert_eq!(page.meta.outlet.as_deref(), Some("Vale Herald"));
    }

    #[test]
    fn linked_data_come_first() {
        let page = page(
            r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},
            {"@type":["NewsArticle"],"headline":"Nine &amp; two","datePublished":"2015-03-03T23:30:00-03:00",
            "publisher":{"@type":"Organization","name":"Vale Herald"}}]}</script>
            <meta property="og:site_name" content="Other"><meta property="og:title" content="Other title">
            <link rel="canonical" href="https://vale.example/nine">"#,
            &format!("<p>{PARAGRAPH}</p>"),
        );
        assert_eq!(page.meta.outlet.as_deref(), Some("Vale Herald"));
        assert_eq!(page.meta.title.as_deref(), Some("Nine & two"));
        assert_eq!(page.meta.url.as_deref(), Some("https://vale.example/nine"));
        let Some(Published::At { moment, day }) = page.meta.published else {
            panic!()
        };
        assert_eq!(
            (moment.to_string().as_str(), day),
            ("2015-03-04T02:30:00Z", Date::constant(2015, 3, 3))
        );
    }

    #[test]
    fn dates_of_the_page() {
        for head in [
            "<meta property='article:published_time' content='2015-03-03'>",
            "<meta name='DC.date.issued' content='3 March 2015'>",
            "<meta itemprop='datePublished' content='2015-03-03'>",
        ] {
            let page = page(head, &format!("<p>{PARAGRAPH}</p>"));
            assert_eq!(
                page.meta.published.map(Published::day),
                Some(Date::constant(2015, 3, 3)),
                "{head}"
            );
        }
        let timed = page(
            "",
            &format!("<time datetime='2015-03-03'>Tuesday</time><p>{PARAGRAPH}</p>"),
        );
        assert_eq!(
            timed.meta.published.map(Published::day),
            Some(Date::constant(2015, 3, 3))
        );
        let odd = page("<meta name='date' content='soon'>", &format!("<p>{PARAGRAPH}</p>"));
        assert_eq!(odd.notes.len(), 1);
    }

    #[test]
    fn little_text_is_taken_whole() {
        let page = page("", "<p>Nine men.</p><table><tr><td>Vale</td><td>9</td></tr></table>");
        assert_eq!(
            kinds(&page),
            [(Paragraph, "Nine men."), (Caption, "Vale"), (Caption, "9")]
        );
        let bare = read("<p>Nine <i>men</i>, two<br>boats");
        assert_eq!(kinds(&bare), [(Paragraph, "Nine men, two"), (Paragraph, "boats")]);
    }

    #[test]
    fn hostile_pages() {
        let deep = format!("{}Nine men.{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
        let page = read(&deep);
        assert_eq!(kinds(&page), [(Paragraph, "Nine men.")]);
        for html in [
            "",
            "<",
            "<>",
            "</",
            "<!--",
            "<script>",
            "<p",
            "&",
            "<title>",
            "<a href=",
            "<![CDATA[",
            "\0<p>\0",
            "<table><td>é",
        ] {
            read(html);
        }
        let unclosed = "<b><p>".repeat(3000);
        read(&unclosed);
    }
}
