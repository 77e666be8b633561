//! Sentence ends: full stops that no abbreviation explains.
//!
//! What is parsed grows faster than a sentence does, so one without an end is read in pieces.

use super::{Document, Sentence, Shape, Token};
use crate::corpus::BlockKind;
use crate::rules::lexicon::Tags;
use std::ops::Range;

/// No sentence has more tokens: the longest lists in the news have some two hundred.
const LONGEST: usize = 400;
/// Closing signs that may follow one another.
const CLOSING: usize = 8;

/// Splits the tokens from `first` on, all of one block, into sentences.
pub(super) fn split(document: &mut Document, first: usize, block: u32, kind: BlockKind) {
    let tokens = &document.tokens[first..];
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        if may_end(&tokens[at]) && ends_at(tokens, start, at) {
            let mut end = at + 1;
            while end < tokens.len() && end <= at + CLOSING && closes(tokens, end) {
                end += 1;
            }
            push(&mut document.sentences, tokens, first, start..end, block, kind);
            start = end;
            at = end;
        } else {
            at += 1;
            if at - start >= LONGEST {
                let end = breath(tokens, start..at);
                push(&mut document.sentences, tokens, first, start..end, block, kind);
                start = end;
            }
        }
    }
    if start < tokens.len() {
        push(&mut document.sentences, tokens, first, start..tokens.len(), block, kind);
    }
}

/// Where to part a sentence that is too long: after the last comma or semicolon of its second half.
fn breath(tokens: &[Token], range: Range<usize>) -> usize {
    let half = range.start + range.len() / 2;
    let pause = |&at: &usize| tokens.get(at).is_some_and(|t| matches!(t.sign, ',' | ';'));
    (half..range.end).rev().find(pause).map_or(range.end, |at| at + 1)
}

fn push(out: &mut Vec<Sentence>, tokens: &[Token], base: usize, range: Range<usize>, block: u32, kind: BlockKind) {
    out.push(Sentence {
        span: tokens[range.start].span.to(tokens[range.end - 1].span),
        first: (base + range.start) as u32,
        end: (base + range.end) as u32,
        block,
        kind,
        tags: tokens[range].iter().fold(Tags::empty(), |all, t| all | t.tags),
    });
}

/// A closing quote or bracket that belongs to the sentence just ended.
fn closes(tokens: &[Token], at: usize) -> bool {
    let t = &tokens[at];
    match t.sign {
        ')' | ']' | '.' | '!' | '?' => !t.spaced,
        '"' | '\'' => !t.spaced,
        _ => false,
    }
}

/// A sign that ends sentences.
#[inline]
fn may_end(t: &Token) -> bool {
    t.sign != '\0' && matches!(t.sign, '.' | '?' | '!' | '…')
}

/// Whether the sentence that starts at `start` ends at `at`, where it may.
fn ends_at(tokens: &[Token], start: usize, at: usize) -> bool {
    let t = &tokens[at];
    match t.sign {
        '.' if t.spaced => {}
        '.' => {
            let Some(before) = at.checked_sub(1).filter(|&b| b >= start).map(|b| &tokens[b]) else {
                return false;
            };
            if before.is(Tags::ABBREV) && before.is_word() {
                return false;
            }
            // "J. Smith", but "at 30C. A storm"
            let unit = || !before.spaced && at >= start + 2 && tokens[at - 2].shape == Shape::Digits;
            if before.is_capital() && before.span.len() == 1 && !unit() {
                return false;
            }
            // "Oct. 31", "No. 3", "Rs. 500"
            let short = before.is_capital() && before.span.len() <= 4;
            let labels = Tags::MONTH | Tags::LABEL | Tags::CURRENCY;
            let digits = tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Digits);
            if short && digits && before.is(labels) {
                return false;
            }
        }
        _ => {}
    }
    let mut next = at + 1;
    while next < tokens.len() && next <= at + CLOSING && closes(tokens, next) {
        next += 1;
    }
    let Some(after) = tokens.get(next) else { return true };
    if !after.spaced {
        // a missing space between sentences: "fighters.Russian"
        return after.shape == Shape::Capital
            && next == at + 1
            && t.sign == '.'
            && at > 0
            && tokens[at - 1].shape == Shape::Lower;
    }
    if tokens[start].shape == Shape::Digits && at == start + 1 {
        return false; // "1. " at the head of a list item
    }
    after.is_capital() || after.shape != Shape::Lower || after.sign != '\0'
}

#[cfg(test)]
mod tests {
    use super::LONGEST;
    use crate::corpus::from_text;
    use crate::rules::packs;

    fn lengths(text: &str) -> Vec<usize> {
        let report = from_text("a.txt", text, packs()).reports.remove(0);
        let document = crate::text::analyse(&report, packs());
        document.sentences.iter().map(|s| document.tokens_of(s).len()).collect()
    }

    #[test]
    fn a_sentence_without_an_end_is_read_in_pieces() {
        let list = "Police said that the flood took nine boats, two barns and the bridge, ".repeat(200);
        let pieces = lengths(&list);
        assert!(pieces.len() > 5 && pieces.iter().all(|n| *n <= LONGEST), "{pieces:?}");
        let text = format!("The river took nine boats and {}a bridge.", "then ".repeat(LONGEST));
        assert_eq!(lengths(&text).len(), 2);
        assert_eq!(
            lengths(&format!("Nine men died{} and the rest fled.", ".".repeat(60)))
                .iter()
                .sum::<usize>(),
            68
        );
    }

    #[test]
    fn a_unit_of_one_letter_is_no_initial() {
        assert_eq!(lengths("The low was -11C. A man died.").len(), 2);
        assert_eq!(lengths("The speaker was J. Smith.").len(), 1);
    }

    #[test]
    fn pieces_end_at_a_comma() {
        let text = "The flood took nine boats, two barns and the bridge, ".repeat(60);
        let report = from_text("a.txt", &text, packs()).reports.remove(0);
        let document = crate::text::analyse(&report, packs());
        let first = document.sentences[0];
        assert!(first.span.of(&report.source).ends_with(','));
    }
}
