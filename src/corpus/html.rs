//! HTML: the article of a page, and what the page says about it.
//!
//! The article is found by the readability heuristics, its text laid out block by block;
//! where they find nothing, the whole body is taken. Spans are into that text, which ends
//! with the title, so that a figure of the headline has a place too.

use super::allow::{Marked, Remarks, bare};
use super::meta;
use super::{Block, BlockKind, Meta, dates};
use crate::error::Error;
use crate::rules::policy::Policies;
use crate::span::Span;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use serde_json::Value;

/// Elements nested deeper than this are unwrapped before parsing: no article needs them, and
/// time and stack must not depend on a hostile page.
const DEEPEST: usize = 256;

/// Tags with more attributes than this are left out for the same reason.
const ATTRIBUTES: usize = 256;

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
    let shallow = shallow(html);
    let html = shallow.as_deref().unwrap_or(html);
    let config = Config {
        disable_json_ld: true,
        max_elements_to_parse: 200_000,
        ..Config::default()
    };
    let Ok(mut reader) = Readability::new(html, None, Some(config)) else {
        return Page::default();
    };
    let (meta, notes) = metadata(&reader);
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

fn metadata(reader: &Readability) -> (Meta, Vec<Error>) {
    let mut meta = Meta::default();
    let doc = &reader.doc;
    let linked = doc.select("script[type='application/ld+json']");
    let article = linked.nodes().iter().find_map(|n| json_ld(&n.text()));
    let tags: Vec<(String, String)> = doc
        .select("meta[content]")
        .nodes()
        .iter()
        .filter_map(|n| {
            let name = ["property", "name", "itemprop"].iter().find_map(|a| n.attr(a))?;
            Some((name.trim().to_ascii_lowercase(), n.attr("content")?.trim().to_owned()))
        })
        .filter(|(_, content)| !content.is_empty())
        .collect();
    let tag = |names: &[&str]| {
        names
            .iter()
            .find_map(|n| tags.iter().find(|(name, _)| name == n))
            .map(|(_, c)| c.clone())
    };
    let field = |name: &str| article.as_ref().and_then(|a| json_text(a.get(name)?));
    meta.outlet = field("publisher")
        .or_else(|| {
            tag(&[
                "og:site_name",
                "dc.publisher",
                "dcterms.publisher",
                "publisher",
                "application-name",
            ])
        })
        .filter(|name| !name.starts_with("http"))
        .map(Into::into);
    meta.title = field("headline")
        .or_else(|| tag(&["og:title", "dc.title", "dcterms.title", "twitter:title"]))
        .or_else(|| Some(reader.get_article_title().trim().to_owned()))
        .map(|t| {
            without_outlet(&bare(&t), meta.outlet.as_deref())
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .filter(|t| !t.is_empty());
    meta.url = doc
        .select_single("link[rel='canonical']")
        .attr("href")
        .map(|u| u.to_string())
        .or_else(|| tag(&["og:url"]))
        .filter(|u| u.starts_with("http"));
    let stated = field("datePublished").or_else(|| {
        tag(&[
            "article:published_time",
            "datepublished",
            "og:pubdate",
            "pubdate",
            "publishdate",
            "publish-date",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "date",
        ])
    });
    let times = doc.select("time[datetime]");
    let time = || {
        times
            .nodes()
            .iter()
            .find_map(|t| dates::published(&t.attr("datetime")?))
    };
    meta.published = stated.as_deref().and_then(dates::published).or_else(time);
    let mut notes = Vec::new();
    if let (Some(value), None) = (stated, meta.published) {
        let mut unread = Meta::default();
        notes = meta::fill(&mut unread, vec![("published".into(), value)]);
    }
    (meta, notes)
}

/// "Nine drown | Vale Herald" is "Nine drown" of Vale Herald.
fn without_outlet<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    outlet
        .and_then(|o| title.trim_end().strip_suffix(o))
        .map(str::trim_end)
        .and_then(|t| t.strip_suffix(['|', '-', '–', '—', '·', ':']))
        .map(str::trim_end)
        .filter(|t| !t.is_empty())
        .unwrap_or(title)
}

/// The article of a block of linked data, wherever it nests.
fn json_ld(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let value: Value = serde_json::from_str(text.trim()).ok()?;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(all) => open.extend(all.into_iter().rev()),
            Value::Object(mut map) => {
                let kind = match map.get("@type") {
                    Some(Value::String(kind)) => kind.clone(),
                    Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
                    _ => String::new(),
                };
                if kind.contains("Article") || kind.contains("BlogPosting") {
                    return Some(Value::Object(map));
                }
                open.extend(map.remove("@graph"));
            }
            _ => {}
        }
    }
    None
}

/// A string, the name of an object, or that of the first of several.
fn json_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(map) => map.get("name")?.as_str()?.to_owned(),
        Value::Array(all) => return all.first().filter(|v| !v.is_array()).and_then(json_text),
        _ => return None,
    };
    // linked data are often written through the page's template, escapes and all
    let plain = [
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(
        text,
        |t, (from, to)| if t.contains(from) { t.replace(from, to) } else { t },
    );
    Some(plain.trim().to_owned()).filter(|t| !t.is_empty())
}

/// Text laid out block by block.
#[derive(Default)]
struct Layout {
    text: String,
    blocks: Vec<Block>,
    /// Start of the open block.
    open: Option<usize>,
    /// White space is due before the next word.
    space: bool,
    kinds: Vec<BlockKind>,
}

impl Layout {
    fn of(root: &NodeRef, title: &str) -> Self {
        let mut layout = Self::default();
        // a stack of our own: pages nest as deep as they like
        let mut stack = vec![(*root, false)];
        while let Some((node, leave)) = stack.pop() {
            if node.is_text() {
                layout.words(&node.text());
                continue;
            }
            let name = node.node_name();
            let name = name.as_deref().unwrap_or("");
            if leave {
                layout.close();
                if kind(name).is_some() {
                    layout.kinds.pop();
                }
                continue;
            }
            if skipped(name) || name == "sup" && reference(&node.text()) {
                continue;
            }
            if block(name) {
                layout.close();
                layout.kinds.extend(kind(name));
                stack.push((node, true));
            }
            stack.extend(node.children_it(true).map(|child| (child, false)));
        }
        layout.close();
        let text = &layout.text;
        layout.blocks.retain(|b| {
            let words = bare(b.span.of(text));
            b.kind != BlockKind::Heading || !words.split_whitespace().eq(title.split_whitespace())
        });
        layout
    }

    fn words(&mut self, text: &str) {
        self.space |= text.starts_with(char::is_whitespace);
        for word in text.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}') {
            if word.is_empty() {
                continue;
            }
            match self.open {
                None => {
                    if !self.text.is_empty() {
                        self.text.push_str("\n\n");
                    }
                    self.open = Some(self.text.len());
                }
                Some(_) if self.space => self.text.push(' '),
                Some(_) => {}
            }
            self.text.push_str(word);
            self.space = true;
        }
        self.space = text.ends_with(char::is_whitespace) || text.is_empty() && self.space;
    }

    fn close(&mut self) {
        self.space = false;
        let Some(start) = self.open.take() else { return };
        let text = self.text.get(start..).unwrap_or("");
        let (lead, body) = (text.len() - text.trim_start().len(), text.trim());
        if body.is_empty() {
            self.text.truncate(start);
            self.text.truncate(self.text.trim_end_matches('\n').len());
            return;
        }
        self.blocks.push(Block {
            span: Span::new(start + lead, start + lead + body.len()),
            kind: self.kinds.last().copied().unwrap_or_default(),
        });
    }
}

/// "1", "[2]", "[a]": a reference raised after a word is no part of it.
fn reference(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('[') || text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 3
}

fn kind(name: &str) -> Option<BlockKind> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dd" => Some(BlockKind::Item),
        "td" | "th" | "caption" | "figcaption" => Some(BlockKind::Caption),
        _ => None,
    }
}

fn block(name: &str) -> bool {
    kind(name).is_some()
        || matches!(
            name,
            "p" | "div"
                | "section"
                | "article"
                | "main"
                | "header"
                | "body"
                | "html"
                | "blockquote"
                | "pre"
                | "ul"
                | "ol"
                | "dl"
                | "dt"
                | "table"
                | "tr"
                | "figure"
                | "br"
                | "hr"
                | "address"
                | "details"
                | "summary"
                | "hgroup"
                | "center"
                | "tbody"
                | "thead"
                | "tfoot"
        )
}

fn skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "nav"
            | "footer"
            | "aside"
            | "form"
            | "button"
            | "select"
            | "textarea"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "del"
            | "s"
            | "strike"
    )
}

/// Elements that may nest without end, and so are counted.
fn nests(name: &str) -> bool {
    !matches!(
        name,
        // void, raw, or closed by what follows
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "p"
            | "li"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "html"
            | "head"
            | "body"
    )
}

/// The page without the tags that nest too deep; `None` where there are none.
fn shallow(html: &str) -> Option<String> {
    let (mut depth, mut dropped, mut copied) = (0usize, 0usize, 0usize);
    let mut out: Option<String> = None;
    let mut at = 0;
    while let Some(open) = html.get(at..).and_then(|t| t.find('<')).map(|i| at + i) {
        let rest = html.get(open..).unwrap_or("");
        let closing = rest.starts_with("</");
        let name: String = rest
            .trim_start_matches(['<', '/'])
            .chars()
            .take(12)
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |i| i + 3)
        } else if !closing && matches!(name.as_str(), "script" | "style") {
            let close = if name == "script" { "</script" } else { "</style" };
            rest.find(close).unwrap_or(rest.len())
        } else {
            rest.find('>').map_or(rest.len(), |i| i + 1)
        };
        at = open + end.max(1);
        if overladen(rest.get(..end).unwrap_or("")) {
            let out = out.get_or_insert_default();
            out.push_str(html.get(copied..open).unwrap_or(""));
            out.push(' ');
            copied = at;
            continue;
        }
        if name.is_empty() || !nests(&name) || matches!(name.as_str(), "script" | "style") {
            continue;
        }
        let drop = if !closing {
            let drop = depth >= DEEPEST;
            if drop {
                dropped += 1
            } else {
                depth += 1
            }
            drop
        } else if dropped > 0 {
            dropped -= 1;
            true
        } else {
            depth = depth.saturating_sub(1);
            false
        };
        if drop {
            let out = out.get_or_insert_default();
            out.push_str(html.get(copied..open).unwrap_or(""));
            out.push(' ');
            copied = at;
        }
    }
    let mut out = out?;
    out.push_str(html.get(copied..).unwrap_or(""));
    Some(out)
}

/// Whether a tag has more attributes than any page needs.
fn overladen(tag: &str) -> bool {
    if tag.len() < 2 * ATTRIBUTES || tag.starts_with("<!") {
        return false;
    }
    let mut quote = None;
    let mut attributes = 0;
    let mut before = b' ';
    for byte in tag.bytes() {
        match quote {
            Some(q) if q == byte => quote = None,
            Some(_) => {}
            None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => attributes += usize::from(byte.is_ascii_whitespace() && !before.is_ascii_whitespace()),
        }
        before = byte;
    }
    attributes > ATTRIBUTES
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
