//! Remarks in a report that allow a finding: `<!-- recount: allow CHECK -- reason -->`.
//!
//! A remark that shares its line with text is about the block that holds that text: a paragraph, a
//! heading, an item, a row of a table. One on a line of its own is about the next block. In front
//! matter, `# recount: allow CHECK -- reason` is about the headline. Several checks are set apart
//! by commas; check and reason are both required.

use super::{Block, BlockKind};
use crate::error::{Error, Result, did_you_mean};
use crate::rules::policy::Policies;
use crate::span::{LineIndex, Span};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// How a remark is written.
const FORM: &str = "write `recount: allow CHECK -- reason`";
/// Remarks that are heeded in one report: the time that they take grows with its length.
const MOST: usize = 1000;

/// A finding that the author of a report knows and stands by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The check.
    pub check: CompactString,
    /// Why the finding is right to be there.
    pub reason: String,
    /// Where the remark is shown: itself, or in extracted text the block that it is about.
    pub span: Span,
    /// The line of the file that the remark stands on.
    pub line: u32,
    /// The text that it is about; `None` where no text follows.
    pub covers: Option<Span>,
}

/// The remarks of a report, and what is wrong with some.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// Those that are sound.
    pub allowed: Vec<Allowance>,
    /// What is wrong with the others, with line and column.
    pub errors: Vec<Error>,
}

/// The remarks of a text that is the file as it is on disk; `body` is where its front matter ends.
pub(super) fn remarks(source: &str, body: usize, blocks: &[Block], policies: &Policies) -> Remarks {
    let mut found = Remarks::default();
    if memchr::memmem::find(source.as_bytes(), b"recount:").is_none() {
        return found;
    }
    let title = blocks.iter().find(|b| b.kind == BlockKind::Title).map(|b| b.span);
    let mut left = MOST;
    for (at, text) in hashed(source.get(..body).unwrap_or("")).take(left) {
        left -= 1;
        let span = Span::new(at, at + text.len());
        found.add(source, span, text, title, policies);
    }
    for (span, text) in comments(source).filter(|(s, _)| s.start as usize >= body) {
        if left == 0 {
            found.errors.push(too_many().within(source, span.start as usize));
            break;
        }
        left -= 1;
        found.add(source, span, text, covered(source, span, blocks), policies);
    }
    found
}

fn too_many() -> Error {
    Error::new(format!("a report may hold {MOST} remarks, and this is one more"))
        .help("turn the check off in recount.toml; this remark and those after it were not heeded")
}

/// Marks, of characters that no page has, put before the text that each remark of a page is about:
/// they come out of it with the text, wherever that ends up.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The page with its marks.
    pub html: Option<String>,
    /// Of each mark, the remark: where it stands in the page.
    remarks: Vec<Span>,
    /// The first remark beyond those that are heeded.
    beyond: Option<Span>,
}

/// The first character of the last plane but one: for private use.
const MARK: u32 = 0xF_0000;

fn mark(index: usize) -> Option<char> {
    char::from_u32(MARK + index as u32)
}

/// A text without marks.
pub(super) fn bare(text: &str) -> std::borrow::Cow<'_, str> {
    match text.contains(|c| marked(c).is_some()) {
        true => text.chars().filter(|&c| marked(c).is_none()).collect::<String>().into(),
        false => text.into(),
    }
}

/// Whether a character is a mark, and of which remark.
fn marked(c: char) -> Option<usize> {
    (c as u32).checked_sub(MARK).map(|i| i as usize).filter(|&i| i < MOST)
}

impl Marked {
    /// Puts marks in a page.
    pub fn new(html: &str) -> Self {
        let mut all = Self::default();
        let mut out = String::new();
        let mut done = 0;
        for (span, _) in comments(html) {
            if all.remarks.len() == MOST {
                all.beyond = Some(span);
                break;
            }
            let beside = text_beside(html, span.start as usize);
            let at = beside.unwrap_or_else(|| next_text(html, span.end as usize));
            let (Some(before), Some(sign)) = (html.get(done..at.max(done)), mark(all.remarks.len())) else {
                continue;
            };
            out.push_str(before);
            out.push(sign);
            done = at.max(done);
            all.remarks.push(span);
        }
        if !all.remarks.is_empty() {
            out.push_str(html.get(done..).unwrap_or(""));
            all.html = Some(out);
        }
        all
    }

    /// Takes the marks out of the text that was found, and tells what each remark is about.
    pub fn take(self, html: &str, source: &mut String, blocks: &mut [Block], policies: &Policies) -> Remarks {
        let mut found = Remarks::default();
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut bare = String::with_capacity(source.len());
        for c in source.chars() {
            match marked(c).filter(|i| *i < self.remarks.len()) {
                Some(index) => places.push((index, bare.len())),
                None => bare.push(c),
            }
        }
        let width = '\u{F0000}'.len_utf8() as u32;
        let shifted = |at: u32| {
            // each mark before a place moves it by the bytes of the marks so far
            let before = places.iter().enumerate();
            let gone = before
                .filter(|(k, (_, p))| (*p as u32) + *k as u32 * width < at)
                .count();
            at - gone as u32 * width
        };
        for block in blocks.iter_mut() {
            block.span = Span {
                start: shifted(block.span.start),
                end: shifted(block.span.end),
            };
        }
        *source = bare;
        for (index, remark) in self.remarks.iter().enumerate() {
            let at = places.iter().find(|(i, _)| *i == index).map(|(_, p)| *p as u32);
            let holds = |b: &&Block| at.is_some_and(|at| b.span.start <= at && at < b.span.end);
            // a heading that repeats the title is no block: the title is what such a remark is about
            let title = || blocks.iter().find(|b| at.is_some() && b.kind == BlockKind::Title);
            let covers = blocks.iter().find(holds).or_else(title).map(|b| b.span);
            let inner = remark.of(html);
            let before = found.allowed.len();
            found.add(html, *remark, text_of(inner), covers, policies);
            for allowance in found.allowed.iter_mut().skip(before) {
                allowance.span = covers.unwrap_or_default();
            }
        }
        if let Some(span) = self.beyond {
            found.errors.push(too_many().within(html, span.start as usize));
        }
        found
    }
}

/// Tags that leave a text whole.
const INLINE: [&str; 12] = [
    "a", "abbr", "b", "cite", "em", "i", "q", "small", "span", "strong", "sup", "u",
];

/// Where the last word before a place begins, if it stands on the same line and in the same block.
fn text_beside(html: &str, at: usize) -> Option<usize> {
    let blank = [' ', '\t'];
    let mut before = html.get(..at)?.trim_end_matches(blank);
    while before.ends_with('>') {
        let open = before.rfind('<')?;
        let name = before.get(open..)?.strip_prefix("</")?.trim_end_matches('>').trim();
        if !INLINE.iter().any(|tag| name.eq_ignore_ascii_case(tag)) {
            return None;
        }
        before = before.get(..open)?.trim_end_matches(blank);
    }
    let word = before
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace() || *c == '>');
    let start = word.map_or(0, |(i, c)| i + c.len_utf8());
    (start < before.len()).then_some(start)
}

/// Where the next text of a page begins, past tags, comments, scripts and blanks.
fn next_text(html: &str, mut at: usize) -> usize {
    while let Some(rest) = html.get(at..).filter(|r| !r.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
        } else if rest.starts_with('<') {
            at += super::markdown::tag_length(rest).max(1);
        } else {
            break;
        }
    }
    at
}

/// The comments of a text that are remarks: each with its place, and what it says.
fn comments(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let starts = memchr::memmem::find_iter(text.as_bytes(), b"<!--");
    // many may be opened before one is closed
    let mut close = Some(0);
    starts.filter_map(move |start| {
        let from = start + 4;
        if close? < from {
            close = text.get(from..)?.find("-->").map(|length| from + length);
        }
        let said = text.get(from..close?)?.trim();
        let span = Span::new(start, close? + 3);
        said.starts_with("recount:").then_some((span, said))
    })
}

fn text_of(comment: &str) -> &str {
    let inner = comment.strip_prefix("<!--").unwrap_or(comment);
    inner.strip_suffix("-->").unwrap_or(inner).trim()
}

/// The remarks of front matter, each after its `#`.
fn hashed(front: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    front.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let hash = line.match_indices('#').find(|(i, _)| {
            let rest = line.get(i + 1..).unwrap_or("").trim_start();
            rest.starts_with("recount:")
        })?;
        let said = line.get(hash.0 + 1..)?.trim();
        let inside = line.get(hash.0..)?.find("recount:")?;
        Some((start + hash.0 + inside, said))
    })
}

/// The block that a remark is about.
fn covered(source: &str, remark: Span, blocks: &[Block]) -> Option<Span> {
    let prose = || blocks.iter().map(|b| b.span);
    if let Some(around) = prose().find(|s| s.start <= remark.start && remark.start < s.end) {
        return Some(around);
    }
    let line = |at: u32| {
        source
            .get(..at as usize)
            .and_then(|s| s.rfind('\n'))
            .map_or(0, |i| i + 1)
    };
    let here = line(remark.start);
    prose()
        .filter(|s| s.end <= remark.start && s.end as usize > here)
        .max()
        .or_else(|| prose().filter(|s| s.start >= remark.end).min())
}

impl Remarks {
    fn add(&mut self, source: &str, span: Span, text: &str, covers: Option<Span>, policies: &Policies) {
        let (line, _) = LineIndex::new(source).line_column(source, span.start);
        match read(text, policies) {
            Ok((checks, reason)) => self.allowed.extend(checks.into_iter().map(|check| Allowance {
                check,
                reason: reason.to_owned(),
                span,
                line,
                covers,
            })),
            Err(error) => self.errors.push(error.within(source, span.start as usize)),
        }
    }
}

/// The checks of a remark and its reason.
fn read<'a>(text: &'a str, policies: &Policies) -> Result<(Vec<CompactString>, &'a str)> {
    let said = text.strip_prefix("recount:").unwrap_or(text).trim();
    let Some(rest) = said
        .strip_prefix("allow")
        .filter(|r| r.is_empty() || r.starts_with(char::is_whitespace))
    else {
        let word = said.split_whitespace().next().unwrap_or("nothing");
        return Err(Error::new(format!("a remark to recount says `{word}` where `allow` was expected")).help(FORM));
    };
    let (names, reason) = match rest.split_once("--") {
        Some((names, reason)) => (names, reason.trim()),
        None => (rest, ""),
    };
    let mut checks = Vec::new();
    for name in names.split([',', ' ', '\n', '\t', '\r']).filter(|n| !n.is_empty()) {
        policies.check(name).ok_or_else(|| {
            let names = policies.checks.iter().map(|c| c.name.as_str());
            let near = did_you_mean(name, names);
            let help = near.unwrap_or_else(|| "`recount rules list` lists the checks".to_owned());
            Error::new(format!("a remark allows `{name}`, and there is no such check")).help(help)
        })?;
        checks.push(name.into());
    }
    if checks.is_empty() {
        return Err(Error::new("a remark does not say what it allows").help(FORM));
    }
    if reason.is_empty() {
        return Err(Error::new("a remark does not say why").help(FORM));
    }
    Ok((checks, reason))
}

#[cfg(test)]
mod tests {
    use super::super::markdown;
    use super::*;

    fn policies() -> &'static Policies {
        &crate::rules::packs().policy
    }

    /// What each remark of a Markdown text is about.
    fn about(source: &str) -> Vec<(String, Option<String>)> {
        let page = markdown::read(source);
        let found = remarks(source, page.front.body, &page.blocks, policies());
        assert!(found.errors.is_empty(), "{:?}", found.errors);
        let text = |s: Span| s.of(&page.masked).split_whitespace().collect::<Vec<_>>().join(" ");
        let each = found.allowed.into_iter();
        each.map(|a| (a.check.to_string(), a.covers.map(text))).collect()
    }

    #[test]
    fn a_remark_is_about_its_block_or_the_next() {
        let remark = "<!-- recount: allow superseded-figure -- kept for the record -->";
        for (source, expected) in [
            (
                format!("Nine men.\n\n{remark}\n\nTwo boats.\n\nFour cars."),
                "Two boats.",
            ),
            (format!("Nine men.\n{remark}\nTwo boats."), "Two boats."),
            (format!("Nine men. {remark}\n\nTwo boats."), "Nine men."),
            (format!("Nine {remark} men.\n\nTwo boats."), "Nine men."),
            (format!("- Nine men {remark}\n- Two boats"), "Nine men"),
            (format!("{remark} Nine men.\n\nTwo boats."), "Nine men."),
            (
                format!("| Place | Dead |\n|---|---|\n| Vale | 9 {remark} |\n| Kell | 4 |"),
                "Vale | 9",
            ),
            (
                "---\ntitle: Nine die # recount: allow superseded-figure -- x\n---\nTwo boats.".to_owned(),
                "Nine die",
            ),
        ] {
            assert_eq!(
                about(&source),
                [("superseded-figure".to_owned(), Some(expected.to_owned()))],
                "{source}"
            );
        }
        assert_eq!(about(&format!("Nine men.\n\n{remark}\n"))[0].1, None);
    }

    #[test]
    fn several_checks_share_a_reason() {
        let found = about("<!-- recount: allow superseded-figure,\n conflicting-figures -- x -->\n\nNine men.");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        for (remark, told) in [
            ("allow -- because", "3:1: a remark does not say what it allows; write"),
            ("allow superseded-figure", "3:1: a remark does not say why; write"),
            ("allow superseded-figure --  ", "3:1: a remark does not say why; write"),
            (
                "allow superseded -- x",
                "3:1: a remark allows `superseded`, and there is no such check; did you mean `superseded-figure`?",
            ),
            (
                "ignore superseded-figure -- x",
                "3:1: a remark to recount says `ignore` where `allow` was expected; write",
            ),
        ] {
            let source = format!("Nine men.\n\n<!-- recount: {remark} -->\n\nTwo boats.");
            let page = markdown::read(&source);
            let found = remarks(&source, 0, &page.blocks, policies());
            assert!(found.allowed.is_empty());
            let error = found.errors[0].clone().at("a.md").to_string();
            assert!(error.starts_with(&format!("a.md:{told}")), "{error}");
        }
    }

    #[test]
    fn so_many_remarks_and_no_more() {
        let remark = "<!-- recount: allow superseded-figure -- x -->";
        let source = format!("Nine men. {}", format!("{remark}\n").repeat(MOST + 2));
        let page = markdown::read(&source);
        let found = remarks(&source, 0, &page.blocks, policies());
        assert_eq!((found.allowed.len(), found.errors.len()), (MOST, 1));
        let told = found.errors[0].to_string();
        assert!(
            told.starts_with("a report may hold 1000 remarks, and this is one more; turn"),
            "{told}"
        );
        assert_eq!(found.errors[0].line, Some(MOST as u32 + 1));
        let marked = Marked::new(&source);
        let mut text = marked.html.clone().unwrap_or_default();
        assert_eq!(marked.take(&source, &mut text, &mut [], policies()).errors.len(), 1);
    }

    #[test]
    fn other_comments_are_none() {
        assert!(about("<!-- recount -->\n<!-- a recount: of votes -->\n\nNine men. <!-- recount: allow").is_empty());
    }

    #[test]
    fn beside_text_a_remark_is_about_that_text() {
        for (html, word) in [
            ("<p>Nine &amp; two<!--r--></p>", Some("two")),
            ("<p>Nine <b>two</b> <!--r--></p>", Some("two")),
            ("<p>two <!--r-->", Some("two")),
            ("<p>Nine</p><!--r-->", None),
            ("<p>Nine<br><!--r-->", None),
            ("<li>Nine\n<!--r-->", None),
            ("<!--r-->", None),
            ("><!--r-->", None),
        ] {
            let at = html.find("<!--").expect("a remark");
            let found = text_beside(html, at).and_then(|start| html.get(start..start + 3));
            assert_eq!(found, word, "{html}");
        }
        let remark = "<!-- recount: allow superseded-figure -- x -->";
        let html = format!("<p>Nine men. {remark}</p><p>Two boats.</p>");
        assert_eq!(
            Marked::new(&html).html,
            Some(format!("<p>Nine \u{F0000}men. {remark}</p><p>Two boats.</p>"))
        );
    }

    #[test]
    fn marks_leave_a_page_with_its_text() {
        let remark = "<!-- recount: allow superseded-figure -- x -->";
        let html = format!("<p>One</p>{remark}<div><p>Two {remark}three</p></div>{remark}");
        let marked = Marked::new(&html);
        // what a reader of pages makes of it
        let mut text = "One\n\n\u{F0000}\u{F0001}Two three".to_owned();
        assert!(
            marked
                .html
                .as_deref()
                .is_some_and(|h| h.contains("<p>\u{F0000}\u{F0001}Two"))
        );
        let end = text.len();
        let mut blocks = [(0, 3), (5, end)].map(|(a, b)| Block {
            span: Span::new(a, b),
            kind: BlockKind::Paragraph,
        });
        let found = marked.take(&html, &mut text, &mut blocks, policies());
        assert_eq!(text, "One\n\nTwo three");
        assert_eq!(blocks.map(|b| b.span.of(&text).to_owned()), ["One", "Two three"]);
        let covers: Vec<_> = found.allowed.iter().map(|a| a.covers.map(|s| s.of(&text))).collect();
        assert_eq!(covers, [Some("Two three"), Some("Two three"), None]);
    }
}
