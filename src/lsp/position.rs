//! Places as the protocol counts them: lines from 0, and within a line the bytes of UTF-8 or the units
//! of UTF-16, whichever was agreed upon.

use crate::span::Span;
use lsp_types::{Position, Range};

/// A text and its line starts.
pub(super) struct Lines {
    text: String,
    starts: Vec<usize>,
    utf8: bool,
}

impl Lines {
    pub(super) fn new(text: &str, utf8: bool) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1));
        Self {
            text: text.to_owned(),
            starts: starts.collect(),
            utf8,
        }
    }

    /// Whether the bytes of UTF-8 are counted.
    pub(super) fn counts_bytes(&self) -> bool {
        self.utf8
    }

    /// Where a byte stands.
    pub(super) fn position(&self, offset: u32) -> Position {
        let offset = offset as usize;
        let line = self.starts.partition_point(|&s| s <= offset).max(1) - 1;
        let before = self
            .starts
            .get(line)
            .and_then(|&s| self.text.get(s..offset))
            .unwrap_or("");
        let character = if self.utf8 {
            before.len()
        } else {
            before.encode_utf16().count()
        };
        Position::new(line as u32, character as u32)
    }

    /// Where a span stands.
    pub(super) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The byte at a position; one past the line's end is its end.
    pub(super) fn offset(&self, at: Position) -> u32 {
        let Some(&start) = self.starts.get(at.line as usize) else {
            return self.text.len() as u32;
        };
        let line = self.text.get(start..).and_then(|t| t.split('\n').next()).unwrap_or("");
        let mut taken = 0;
        for (i, c) in line.char_indices() {
            if taken >= at.character as usize {
                return (start + i) as u32;
            }
            taken += if self.utf8 { c.len_utf8() } else { c.len_utf16() };
        }
        (start + line.len()) as u32
    }

    /// Where the line of a byte begins.
    pub(super) fn line_start(&self, offset: u32) -> Position {
        Position::new(self.position(offset).line, 0)
    }

    /// What stands in a span.
    pub(super) fn text(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_go_both_ways() {
        let text = "Größe 😀 12\n\nneun\n";
        for utf8 in [true, false] {
            let lines = Lines::new(text, utf8);
            for (i, c) in text.char_indices() {
                let at = lines.position(i as u32);
                assert_eq!(lines.offset(at), i as u32, "{c:?} {at:?}");
            }
        }
        let at = |utf8| {
            Lines::new(text, utf8)
                .position(text.find("12").unwrap_or(0) as u32)
                .character
        };
        assert_eq!((at(true), at(false)), (13, 9));
        assert_eq!(Lines::new(text, false).offset(Position::new(0, 99)), 15);
        assert_eq!(Lines::new(text, false).offset(Position::new(9, 0)), text.len() as u32);
    }
}
