//! Plain text: paragraphs, headings and list items by their lines.
//!
//! Blank lines part paragraphs. Inside a paragraph the question is whether its lines were
//! broken to fit a width, as wire copy is, or whether every line is a paragraph of its own,
//! as text saved from the web has it. A line was broken to fit if the next one's first word
//! would not have found room on it.

use super::{Block, BlockKind};
use crate::letter::is_letter;
use crate::span::Span;
use std::ops::Range;

/// Wire copy and e-mail stay below this many columns; longer lines were not broken to fit.
const WIDEST: usize = 100;
/// Lines shorter than this are not called full, whatever follows.
const NARROWEST: usize = 40;
/// How far a broken line may fall short of the widest one of its text.
const SLACK: usize = 6;
/// A heading has no more than this many columns and words.
const HEADING: (usize, usize) = (90, 14);

/// A line without its end and surrounding white space.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: usize,
    end: usize,
    indent: usize,
    /// Columns, indentation included.
    width: usize,
    /// Columns of its first word.
    word: usize,
}

/// The blocks of plain text.
pub(super) fn blocks(text: &str, range: Range<usize>) -> Vec<Block> {
    let mut out = Vec::with_capacity(16);
    split(text, range, &mut out);
    headings(text, &mut out);
    out
}

/// Adds the blocks of a stretch of text, every one a paragraph or an item.
pub(super) fn split(text: &str, range: Range<usize>, out: &mut Vec<Block>) {
    let (mut lines, mut groups) = (Vec::with_capacity(16), Vec::with_capacity(16));
    groups.push(0);
    for (start, end) in line_ranges(text, range) {
        match line(text, start, end) {
            Some(line) => lines.push(line),
            None if groups.last() != Some(&lines.len()) => groups.push(lines.len()),
            None => {}
        }
    }
    groups.push(lines.len());
    let widest = lines.iter().map(|l| l.width).max().unwrap_or(0);
    for pair in groups.windows(2) {
        if let [from, to] = *pair {
            group(text, lines.get(from..to).unwrap_or(&[]), widest, out);
        }
    }
}

/// Lines end at `\n`, `\r\n` or a lone `\r`; a form feed counts as white space.
fn line_ranges(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes().get(..range.end.min(text.len())).unwrap_or(&[]);
    let mut at = range.start.min(bytes.len());
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|r| !r.is_empty())?;
        let (start, length) = (at, memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()));
        at += length + 1;
        Some((start, start + length))
    })
}

fn line(text: &str, start: usize, end: usize) -> Option<Line> {
    let raw = text.get(start..end)?;
    let body = raw.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let lead = raw.len() - body.len();
    let body = body.trim_end();
    if body.is_empty() {
        return None;
    }
    let indent = columns(raw.get(..lead).unwrap_or(""));
    Some(Line {
        start: start + lead,
        end: start + lead + body.len(),
        indent,
        width: indent + columns(body),
        word: columns(body.split_whitespace().next().unwrap_or("")),
    })
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

/// Splits lines that no blank line parts.
fn group(text: &str, lines: &[Line], widest: usize, out: &mut Vec<Block>) {
    let longest = lines.iter().map(|l| l.width).max().unwrap_or(0);
    let all_fit = widest <= WIDEST;
    let width = if all_fit { widest } else { longest };
    let full = |i: usize| match (lines.get(i), lines.get(i + 1)) {
        (Some(a), Some(b)) => a.width >= NARROWEST && a.width + 1 + b.word + SLACK > width,
        _ => false,
    };
    let gaps = lines.len().saturating_sub(1);
    let count = (0..gaps).filter(|&i| full(i)).count();
    let broken_to_fit = longest <= WIDEST
        && if all_fit {
            count * 3 >= gaps * 2 && gaps > 0
        } else {
            count * 5 >= gaps * 4 && gaps > 1
        };
    let mut open: Option<Block> = None;
    let mut indent = 0;
    for (i, line) in lines.iter().enumerate() {
        let content = text.get(line.start..line.end).unwrap_or("");
        let marker = marker(content);
        let joined = i > 0 && marker.is_none() && {
            let before = lines.get(i - 1).map_or("", |l| text.get(l.start..l.end).unwrap_or(""));
            let item = open.is_some_and(|b| b.kind == BlockKind::Item);
            let indented = line.indent > indent + 1 && !item;
            let unfinished = !terminal(before);
            let small = content.starts_with(char::is_lowercase);
            if broken_to_fit {
                let nearly = lines.get(i - 1).is_some_and(|l| l.width * 10 >= width * 7);
                !indented && (full(i - 1) || unfinished && (small || nearly))
            } else {
                unfinished && small
            }
        };
        match (&mut open, joined) {
            (Some(block), true) => block.span.end = line.end as u32,
            (open, _) => {
                out.extend(open.take());
                *open = Some(Block {
                    span: Span::new(line.start + marker.unwrap_or(0), line.end),
                    kind: if marker.is_some() {
                        BlockKind::Item
                    } else {
                        BlockKind::Paragraph
                    },
                });
            }
        }
        indent = line.indent;
    }
    out.extend(open);
}

/// Length of a list marker and the white space after it.
fn marker(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let after = if matches!(
        first,
        '-' | '*' | '+' | '•' | '·' | '▪' | '◦' | '‣' | '●' | '■' | '►' | '–'
    ) {
        first.len_utf8()
    } else {
        // "1." and "12)", before a capital letter
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let capital = line.get(digits + 1..)?.trim_start().starts_with(char::is_uppercase);
        let sign = line.as_bytes().get(digits)?;
        if !(1..=2).contains(&digits) || !matches!(sign, b'.' | b')') || !capital {
            return None;
        }
        digits + 1
    };
    let rest = line.get(after..)?;
    let space = rest.len() - rest.trim_start().len();
    (space > 0 && space < rest.len()).then_some(after + space)
}

/// Whether a text ends as a sentence does.
fn terminal(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»'])
        .ends_with(['.', '!', '?', '…', '。'])
}

/// Calls short lines without a full stop headings, and runs of such lines in mid-text items.
fn headings(text: &str, blocks: &mut [Block]) {
    let short: Vec<bool> = blocks
        .iter()
        .map(|b| b.kind == BlockKind::Paragraph && heading_like(b.span.of(text)))
        .collect();
    let mut at = 0;
    while at < short.len() {
        let run = short.iter().skip(at).take_while(|s| **s).count();
        let closes_text = at > 0 && at + run == short.len();
        let kind = match run {
            0 => {
                at += 1;
                continue;
            }
            // an only line may be anything
            _ if run == short.len() && run == 1 => BlockKind::Paragraph,
            3.. if at > 0 => BlockKind::Item,
            _ if closes_text => BlockKind::Paragraph,
            _ => BlockKind::Heading,
        };
        for block in blocks.iter_mut().skip(at).take(run) {
            block.kind = kind;
        }
        at += run;
    }
}

fn heading_like(line: &str) -> bool {
    // no character has more than four bytes, and most lines end as sentences do
    line.len() <= 4 * HEADING.0
        && !terminal(line)
        && columns(line) <= HEADING.0
        && line.split_whitespace().count() <= HEADING.1
        && !line.contains(['\n', '\r'])
        && line.contains(is_letter)
        && !line.ends_with([',', ';', ':', '-', '–', '—'])
}

#[cfg(test)]
mod tests {
    use super::BlockKind::{Heading, Item, Paragraph};
    use super::*;

    fn read(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text, 0..text.len())
            .iter()
            .map(|b| (b.kind, b.span.of(text)))
            .collect()
    }

    const LONG: &str = "Divers working by lamplight brought up the last of the nine bodies late in the evening, and the harbour master told relatives who had waited on the pier since dawn that the search was over.";

    #[test]
    fn web_copy_has_a_paragraph_a_line() {
        let text = format!("{LONG}\n‘Nothing left’\nThe trawler sank in four minutes.\n{LONG}\n");
        assert_eq!(
            read(&text),
            [
                (Paragraph, LONG),
                (Heading, "‘Nothing left’"),
                (Paragraph, "The trawler sank in four minutes."),
                (Paragraph, LONG)
            ]
        );
    }

    #[test]
    fn wire_copy_is_broken_to_fit() {
        let text = "   PORT VALE, 4 MAR 88 -- [TEXT] THE COAST GUARD HAS SAID THAT NINE\n\
                    FISHERMEN DROWNED WHEN A TRAWLER SANK OFF THE NORTHERN BREAKWATER IN\n\
                    A GALE.  TWO OTHERS SWAM ASHORE.\n\n   \
                    THE OWNER SAID THE BOAT WAS TWENTY YEARS OLD AND HAD BEEN INSPECTED\nIN MAY.\n";
        let blocks = read(text);
        assert_eq!(blocks.len(), 2);
        assert!(blocks[0].1.starts_with("PORT VALE") && blocks[0].1.ends_with("ASHORE."));
        assert!(blocks[1].1.starts_with("THE OWNER") && blocks[1].1.ends_with("IN MAY."));
    }

    #[test]
    fn indentation_parts_paragraphs_of_wire_copy() {
        let text = "  Nine fishermen drowned on Friday when a trawler sank off the breakwater\n\
                    of the northern harbour in a gale that had been forecast for two days.\n  \
                    The owner said the boat was twenty years old and had been inspected in\n\
                    the spring, when nothing was found to be wrong with her hull or engine.\n";
        assert_eq!(read(text).len(), 2);
    }

    #[test]
    fn a_short_last_line_ends_a_paragraph() {
        let text = "Nine fishermen drowned on Friday when a trawler sank off the breakwater\n\
                    of the northern harbour in a gale that had been forecast for two days.\n\
                    Two swam ashore.\n\
                    The owner said the boat was twenty years old and had been inspected in\n\
                    the spring, when nothing was found to be wrong with her hull or engine.\n";
        let blocks = read(text);
        assert_eq!(blocks.len(), 2);
        assert!(blocks[0].1.ends_with("swam ashore."));
    }

    #[test]
    fn lists() {
        let text = format!("{LONG}\n\n- Nine dead\n• Two missing\n* one boat\n1. The Alma\n2) The Berta\n\n{LONG}");
        let kinds: Vec<_> = read(&text)[1..6].to_vec();
        assert_eq!(
            kinds,
            [
                (Item, "Nine dead"),
                (Item, "Two missing"),
                (Item, "one boat"),
                (Item, "The Alma"),
                (Item, "The Berta")
            ]
        );
        assert_eq!(marker("12. mars"), None);
        assert_eq!(marker("-"), None);
        assert_eq!(marker("- "), None);
    }

    #[test]
    fn headlines_and_rows() {
        let text = format!(
            "Trawler sinks off Port Vale\nBy a staff writer\n\n{LONG}\n\nDead: 9\nMissing: 2\nRescued: 2\n\n{LONG}"
        );
        let kinds: Vec<_> = read(&text).iter().map(|b| b.0).collect();
        assert_eq!(kinds, [Heading, Heading, Paragraph, Item, Item, Item, Paragraph]);
        assert_eq!(read("Nine dead")[0].0, Paragraph);
    }

    #[test]
    fn every_kind_of_line_end() {
        for end in ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \t\n", "\n\u{feff}\n"] {
            let text = format!("Nine men drowned.{end}Two swam ashore.{end}");
            assert_eq!(
                read(&text),
                [(Paragraph, "Nine men drowned."), (Paragraph, "Two swam ashore.")],
                "{end:?}"
            );
        }
        assert_eq!(read("\u{feff}Nine men drowned.")[0].1, "Nine men drowned.");
        assert!(read("").is_empty());
        assert!(read(" \r\n\u{feff}\n").is_empty());
    }

    #[test]
    fn a_line_that_goes_on_in_small_letters_is_joined() {
        let text = format!("{LONG}\n\nThe harbour master of Port Vale said that\nthe search was over.\n");
        assert_eq!(
            read(&text)[1].1,
            "The harbour master of Port Vale said that\nthe search was over."
        );
    }
}
