//! Places in a source text: byte spans, and the lines and columns that people read.
//!
//! Everything the pipeline finds carries a [`Span`] into the report's source,
//! so that every figure can be shown where it stands.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a report's source text.
///
/// Both ends lie on character boundaries. 32 bits bound a report to 4 GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from two byte offsets.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The bytes as an index range.
    #[inline]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that the span covers; empty if the span does not fit `source`.
    #[inline]
    pub fn of(self, source: &str) -> &str {
        source.get(self.range()).unwrap_or("")
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether no byte is covered.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[inline]
    pub fn to(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Line starts of a text, to turn byte offsets into lines and columns.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Characters before each multiple of [`STEP`] bytes, where a line is as long: lines can be as long as the text.
    counted: Vec<u32>,
}

/// Bytes whose characters are counted once.
const STEP: usize = 4096;

impl LineIndex {
    /// Indexes the lines of `text` (ends at `\n`).
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i as u32 + 1));
        let ends = starts.iter().skip(1).copied().chain([text.len() as u32]);
        let long = ends.zip(&starts).any(|(end, start)| (end - start) as usize >= STEP);
        let mut before = 0;
        let counted = text.as_bytes().chunks(STEP).filter(|_| long).map(|chunk| {
            let now = before;
            before += characters(chunk);
            now
        });
        let counted = counted.collect();
        Self { starts, counted }
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn line_column(&self, text: &str, offset: u32) -> (u32, u32) {
        let line = self.starts.partition_point(|&s| s <= offset).max(1) - 1;
        let start = self.starts[line] as usize;
        let before = match text.get(start..offset as usize) {
            Some(before) if before.len() < STEP => characters(before.as_bytes()),
            Some(_) => self.before(text, offset as usize) - self.before(text, start),
            None => 0,
        };
        // a byte order mark is no column
        let mark = u32::from(line == 0 && offset > 0 && text.starts_with('\u{feff}'));
        (line as u32 + 1, before - mark.min(before) + 1)
    }

    /// Characters that begin before a byte.
    fn before(&self, text: &str, offset: usize) -> u32 {
        let step = offset / STEP;
        let rest = text.as_bytes().get(step * STEP..offset).unwrap_or(&[]);
        self.counted.get(step).map_or(0, |c| c + characters(rest))
    }
}

/// Characters that begin in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    // sums that fit a byte, so that many bytes are looked at in one step
    let begins = |b: &u8| u8::from((*b as i8) >= -0x40);
    bytes
        .chunks(255)
        .map(|c| u32::from(c.iter().map(begins).sum::<u8>()))
        .sum()
}

#[cfg(test)]
mod long_lines {
    use super::*;

    #[test]
    fn columns_of_long_lines_are_those_of_a_count() {
        let text = format!("\u{feff}{}\n{}x", "grün ".repeat(3_000), "東京 9 ".repeat(2_000));
        let lines = LineIndex::new(&text);
        for (offset, _) in text.char_indices().step_by(97) {
            let before = &text[..offset];
            let line = before.matches('\n').count() as u32 + 1;
            let start = before.rfind('\n').map_or(0, |i| i + 1);
            let column = before[start..].chars().filter(|&c| c != '\u{feff}').count() as u32 + 1;
            assert_eq!(lines.line_column(&text, offset as u32), (line, column));
        }
    }
}
