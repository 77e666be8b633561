//! Markdown: the prose between front matter and markup.
//!
//! Every byte that is no prose becomes a space in the masked text, so that offsets stay those
//! of the file: fences, markers, addresses, images, comments, code, and words struck out.
//! Emphasis and links keep their words.

use super::front::{self, Front};
use super::{Block, BlockKind, text};
use crate::span::Span;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What a Markdown file holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Metadata, and what is wrong with it.
    pub front: Front,
    /// The source with all else blanked.
    pub masked: String,
    /// The prose.
    pub blocks: Vec<Block>,
}

/// Reads Markdown, front matter and all.
pub(super) fn read(source: &str) -> Page {
    let mut front = front::read(source).unwrap_or_else(|| Front {
        body: source.len() - source.trim_start_matches('\u{feff}').len(),
        ..Front::default()
    });
    let mut mask = Mask::new(source);
    let body = source.get(front.body..).unwrap_or("");
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        mask.event(event, range.start + front.body..range.end + front.body);
    }
    mask.flush();
    if let Some(title) = front.title {
        mask.show(title.of(source), title.range());
    }
    let (masked, raw, top) = (mask.finish(), mask.blocks, mask.top);
    let mut blocks = Vec::new();
    for block in raw {
        lines(&masked, block, &mut blocks);
    }
    let title = front.meta.title.clone();
    let same = |b: &Block| title.as_deref().is_some_and(|t| equal(t, b.span.of(&masked)));
    let first = blocks.first().copied();
    match (first, front.title) {
        // a heading of the first level that opens the text is its title
        (Some(block), _) if title.is_none() && Some(block.span.start) == top && block.kind == BlockKind::Heading => {
            front.meta.title = Some(words(block.span.of(&masked)));
            blocks[0].kind = BlockKind::Title;
        }
        (Some(block), _) if block.kind == BlockKind::Heading && same(&block) => blocks[0].kind = BlockKind::Title,
        (_, Some(span)) => blocks.insert(
            0,
            Block {
                span,
                kind: BlockKind::Title,
            },
        ),
        _ => {}
    }
    Page { front, masked, blocks }
}

/// Whether two texts have the same words.
fn equal(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A paragraph of several lines may be several paragraphs: the same question as in plain text.
fn lines(masked: &str, block: Block, out: &mut Vec<Block>) {
    let whole = block.span.of(masked);
    if block.kind == BlockKind::Paragraph && whole.trim().contains(['\n', '\r']) {
        text::split(masked, block.span.range(), out);
        return;
    }
    let trimmed = whole.trim_start();
    let start = block.span.start as usize + whole.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    if !trimmed.is_empty() {
        out.push(Block {
            span: Span::new(start, start + trimmed.len()),
            kind: block.kind,
        });
    }
}

struct Mask<'a> {
    source: &'a str,
    bytes: Vec<u8>,
    blocks: Vec<Block>,
    open: Option<Range<usize>>,
    heading: Option<HeadingLevel>,
    items: usize,
    cell: bool,
    /// Depth of what is left out: images, fenced code, struck-out words.
    skip: usize,
    html: Option<Range<usize>>,
    /// Start of the first heading, if of the first level.
    top: Option<u32>,
}

impl<'a> Mask<'a> {
    fn new(source: &'a str) -> Self {
        let blank = |b: u8| if matches!(b, b'\n' | b'\r') { b } else { b' ' };
        Self {
            source,
            bytes: source.bytes().map(blank).collect(),
            blocks: Vec::new(),
            open: None,
            heading: None,
            items: 0,
            cell: false,
            skip: 0,
            html: None,
            top: None,
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.prose(&text, range),
            Event::Code(text) => {
                let inner = self.source.get(range.clone()).and_then(|raw| raw.find(&*text));
                if let Some(at) = inner {
                    self.prose(&text, range.start + at..range.start + at + text.len());
                }
            }
            Event::Html(_) => {
                let start = self.html.as_ref().map_or(range.start, |h| h.start);
                self.html = Some(start..range.end);
            }
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {}
            Tag::Strikethrough | Tag::Image { .. } => self.skip += 1,
            // a row of a table is one block, its cells told apart by the rule between them
            Tag::TableCell => {
                self.cell = true;
                if self.open.is_some() {
                    let rule = self.source.get(..range.start).and_then(|s| s.rfind('|'));
                    if let Some(at) = rule {
                        self.show("|", at..at + 1);
                    }
                }
            }
            _ => {
                self.flush();
                match tag {
                    Tag::Heading { level, .. } => self.heading = Some(*level),
                    Tag::Item => self.items += 1,
                    // an indented paragraph of prose is code to Markdown, but not to its author
                    Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.skip += 1,
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::Strikethrough | TagEnd::Image => self.skip = self.skip.saturating_sub(1),
            TagEnd::TableCell => {}
            _ => {
                self.flush();
                if matches!(tag, TagEnd::TableRow | TagEnd::TableHead) {
                    self.cell = false;
                }
                match tag {
                    TagEnd::Heading(_) => self.heading = None,
                    TagEnd::Item => self.items = self.items.saturating_sub(1),
                    TagEnd::CodeBlock => self.skip = 0,
                    TagEnd::HtmlBlock => self.html(),
                    _ => {}
                }
            }
        }
    }

    /// Puts a text in place of blanks, if there is room for it.
    fn show(&mut self, text: &str, range: Range<usize>) {
        let room = text.len() <= range.len();
        if let Some(cells) = self
            .bytes
            .get_mut(range.start..range.start + text.len())
            .filter(|_| room)
        {
            cells.copy_from_slice(text.as_bytes());
        }
    }

    /// Lets a stretch of prose show, character references resolved where they fit.
    fn prose(&mut self, text: &str, range: Range<usize>) {
        if self.skip > 0 || range.is_empty() {
            return;
        }
        self.show(text, range.clone());
        let start = self.open.as_ref().map_or(range.start, |o| o.start);
        self.open = Some(start..range.end);
    }

    fn flush(&mut self) {
        let Some(range) = self.open.take() else { return };
        let length = range.len();
        let kind = match () {
            () if self.cell => BlockKind::Caption,
            // text with a rule right below it is no heading
            () if self.heading.is_some() && length <= 250 => BlockKind::Heading,
            () if self.items > 0 => BlockKind::Item,
            () => BlockKind::Paragraph,
        };
        let first = self.blocks.is_empty();
        if first && kind == BlockKind::Heading && self.heading == Some(HeadingLevel::H1) {
            self.top = Some(range.start as u32);
        }
        self.blocks.push(Block {
            span: Span::new(range.start, range.end),
            kind,
        });
    }

    /// Shows the text of an HTML block, without tags, comments, scripts and styles.
    fn html(&mut self) {
        let Some(range) = self.html.take() else { return };
        let raw = self.source.get(range.clone()).unwrap_or("");
        let mut at = 0;
        while let Some(rest) = raw.get(at..).filter(|r| !r.is_empty()) {
            let step = match rest.as_bytes() {
                [b'<', ..] => tag_length(rest),
                _ => {
                    let length = rest.find('<').unwrap_or(rest.len());
                    let shown = rest.get(..length).unwrap_or("");
                    let from = range.start + at;
                    if !shown.trim().is_empty() {
                        self.prose(shown, from..from + length);
                    }
                    length
                }
            };
            if rest.starts_with('<') && !inline(rest) {
                self.flush();
            }
            at += step.max(1);
        }
        self.flush();
    }

    fn finish(&mut self) -> String {
        let bytes = std::mem::take(&mut self.bytes);
        String::from_utf8(bytes).unwrap_or_else(|e| " ".repeat(e.as_bytes().len()))
    }
}

/// Bytes from `<` to the end of a tag, comment, script or style.
pub(super) fn tag_length(text: &str) -> usize {
    let until = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    let starts = |name: &str| text.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name));
    match () {
        () if starts("<!--") => until("-->"),
        () if starts("<script") => until("</script>"),
        () if starts("<style") => until("</style>"),
        () => until(">"),
    }
}

fn inline(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    [
        "a", "b", "i", "em", "strong", "span", "u", "sup", "sub", "small", "abbr", "mark",
    ]
    .iter()
    .any(|n| n.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::BlockKind::{Caption, Heading, Item, Paragraph, Title};
    use super::*;

    fn parse(source: &str) -> (Page, Vec<(BlockKind, String)>) {
        let page = read(source);
        assert_eq!(page.masked.len(), source.len());
        for (a, b) in source.bytes().zip(page.masked.bytes()) {
            assert!(
                a == b || source.contains('&') || b == b' ',
                "{source:?}\n{:?}",
                page.masked
            );
        }
        let blocks = page
            .blocks
            .iter()
            .map(|b| (b.kind, words(b.span.of(&page.masked))))
            .collect();
        (page, blocks)
    }

    fn text(source: &str) -> Vec<(BlockKind, String)> {
        parse(source).1
    }

    fn expect(source: &str, expected: &[(BlockKind, &str)]) {
        let found = text(source);
        let found: Vec<_> = found.iter().map(|(k, t)| (*k, t.as_str())).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn front_matter_is_masked_and_its_title_first() {
        let source = "---\noutlet: Vale Herald\ntitle: Nine drown\n---\nNine *fishermen* drowned.\n";
        let (page, blocks) = parse(source);
        assert_eq!(
            blocks,
            [
                (Title, "Nine drown".into()),
                (Paragraph, "Nine fishermen drowned.".into())
            ]
        );
        assert_eq!(page.blocks[0].span.of(source), "Nine drown");
        assert_eq!(page.front.meta.outlet.as_deref(), Some("Vale Herald"));
        assert!(!page.masked.contains("outlet"));
        let at = source.find("Nine *").unwrap();
        assert_eq!(page.blocks[1].span.start as usize, at);
    }

    #[test]
    fn markup_is_masked() {
        expect("**60** people", &[(Paragraph, "60 people")]);
        expect(
            "The [mayor](https://x.example/12) said **nine** of `40` died.",
            &[(Paragraph, "The mayor said nine of 40 died.")],
        );
        expect(
            "A ![12 boats](b.png) storm <!-- 13 --> came.[^1]\n\n[^1]: A note.",
            &[(Paragraph, "A storm came."), (Paragraph, "A note.")],
        );
        expect("```\n60 dead\n```\nNine ~~ten~~ men.", &[(Paragraph, "Nine men.")]);
        expect("<!-- 60\n\ndead -->\n\nNine men.", &[(Paragraph, "Nine men.")]);
        expect(
            "<div>\n<p>Nine <b>men</b></p><p>Two</p>\n</div>\n",
            &[(Paragraph, "Nine men"), (Paragraph, "Two")],
        );
        expect(
            "<script>\nlet a = 60;\n</script>\n\nNine men.",
            &[(Paragraph, "Nine men.")],
        );
        expect("    Nine men drowned.", &[(Paragraph, "Nine men drowned.")]);
        expect("R&amp;D cost 5&nbsp;million", &[(Paragraph, "R& D cost 5 million")]);
    }

    #[test]
    fn kinds_of_blocks() {
        expect(
            "Intro.\n\n## Toll\n\n1. Nine men\n2. Two *boats*\n   - one ferry\n\n> Quoted.\n\n| Place | Dead |\n|---|---|\n| Vale | 9 |\n\n---\nEnd.",
            &[
                (Paragraph, "Intro."),
                (Heading, "Toll"),
                (Item, "Nine men"),
                (Item, "Two boats"),
                (Item, "one ferry"),
                (Paragraph, "Quoted."),
                (Caption, "Place | Dead"),
                (Caption, "Vale | 9"),
                (Paragraph, "End."),
            ],
        );
    }

    #[test]
    fn a_first_heading_is_the_title() {
        let (page, blocks) = parse("# Nine *drown*\n\nBody.");
        assert_eq!(page.front.meta.title.as_deref(), Some("Nine drown"));
        assert_eq!(blocks[0], (Title, "Nine drown".into()));
        expect(
            "Body.\n\n# Nine drown",
            &[(Paragraph, "Body."), (Heading, "Nine drown")],
        );
        // the same title in front matter and text is one title
        let (page, blocks) = parse("---\ntitle: Nine drown\n---\n# Nine drown\n\nBody.");
        assert_eq!(blocks.len(), 2);
        assert!(page.blocks[0].span.start > 20);
    }

    #[test]
    fn lines_that_are_paragraphs() {
        let long = "Divers working by lamplight brought up the last of the nine bodies late in the evening, the harbour master told relatives who had waited.";
        let found = text(&format!("{long}\nTwo swam ashore.\n{long}"));
        assert_eq!(found.len(), 3);
        let found = text("Nine men drowned on Friday when a boat sank off the\nbreakwater of Vale.\n");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn odd_input() {
        for source in [
            "",
            "---",
            "\u{feff}",
            "---\r\na: b\r\n---\r\n",
            "***\n",
            "[",
            "&#0;",
            "<",
            "<!--",
            "\0",
            "\\",
            "| a |\n|-|",
            "> > > -",
            "é\r\rü\r",
        ] {
            parse(source);
        }
        expect("\u{feff}Nine men.", &[(Paragraph, "Nine men.")]);
        expect(
            "Nine men.\r\n\r\nTwo boats.\r\n",
            &[(Paragraph, "Nine men."), (Paragraph, "Two boats.")],
        );
    }
}
