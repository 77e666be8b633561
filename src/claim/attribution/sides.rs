//! Sides: whether the content of a verb of report stands before it, behind it, or both.

use super::cue::Finder;
use super::source::Source;
use crate::rules::lexicon::Tags;
use crate::rules::reporting::Who;
use crate::text::Shape;

impl Finder<'_> {
    /// Whether a form of be (not a perfect of another verb) stands before a participle.
    pub(super) fn passive(&self, at: usize) -> bool {
        let r = self.r;
        if !r.is(at, Tags::VERB_PP) {
            return false;
        }
        let mut i = at;
        while i > self.first && r.is(i - 1, Tags::ADV | Tags::NEG) && !r.is(i - 1, Tags::BE) {
            i -= 1;
        }
        i > self.first && r.is(i - 1, Tags::BE)
    }

    /// Whether a form that may be a noun is a verb here, by what stands around it.
    pub(super) fn finite(&self, at: usize, source: &Source) -> bool {
        let r = self.r;
        let t = &r.tokens[at];
        if t.is(Tags::VERB_PAST) {
            return true;
        }
        let helped = at > self.first && r.is(at - 1, Tags::MODAL | Tags::DO | Tags::HAVE);
        if helped {
            return true;
        }
        let many = source.who.contains(Who::MANY) || source.pronoun == Some(super::source::Pronoun::Many);
        if t.is(Tags::VERB_S) {
            // "media reports", "casualty figures": a plural noun after a plural or an adjective
            return !t.is(Tags::NOUN)
                || (source.name.is_some() || !many && source.speaks())
                    && !r.is(at - 1, Tags::ADJ | Tags::DET)
                    && !r.is(at + 1, Tags::VERB_PAST | Tags::AUX)
                    && !(r.is(at + 1, Tags::PREP) && !r.is(at + 1, Tags::BOUND));
        }
        if t.is(Tags::VERB_BASE) {
            return (many || source.name.is_some())
                && !(t.is(Tags::NOUN) && (r.is(at + 1, Tags::PREP) || r.is(at + 1, Tags::AUX)));
        }
        false
    }

    /// Whether what stands before the source can be the content.
    pub(super) fn substance_before(&self, start: usize) -> bool {
        let r = self.r;
        if start <= self.first + 1 {
            return false;
        }
        let joined = matches!(r.sign(start - 1), ',' | '"' | '—' | '–' | '-' | '?' | '!')
            || r.is(start - 1, Tags::SUBORD) && r.sign(start.wrapping_sub(2)) == ',';
        if !joined {
            return false;
        }
        let before = self.first..start - 1;
        if before.clone().any(|i| r.sign(i) == '"') {
            return true;
        }
        let opens = r.at(self.first).is_some_and(|t| t.is(Tags::SUBORD) && !t.is(Tags::DET));
        let verbal = before.clone().any(|i| {
            r.at(i).is_some_and(|t| {
                t.is(Tags::AUX | Tags::VERB) && !(t.is(Tags::NOUN) && !t.is(Tags::VERB_PAST | Tags::TRIGGER))
            })
        });
        let counted = before
            .clone()
            .any(|i| r.at(i).is_some_and(|t| t.shape == Shape::Digits || t.is(Tags::NUMBER)));
        let lead = r.is(self.first, Tags::PREP | Tags::ADV)
            && before.len() < 8
            && !before.clone().any(|i| r.is(i, Tags::AUX | Tags::VERB_PAST));
        !lead && (verbal && !opens || counted || opens && before.clone().any(|i| r.sign(i) == ','))
    }

    /// Whether the content follows the verb.
    pub(super) fn substance_after(&self, at: usize, before: bool) -> bool {
        let r = self.r;
        let mut i = at;
        while i < self.end {
            let Some(t) = r.at(i) else { return false };
            if r.word_is(i, r.that) {
                return true;
            }
            match t.sign {
                ':' => return !before,
                '"' => return !before || r.sign(self.first) != '"',
                ',' | '.' | ';' | '—' | '–' | ')' => {
                    // "said, in a statement, that"
                    return !before && i + 1 < self.end;
                }
                '\0' => {}
                _ => return !before,
            }
            let adverbial =
                t.is(Tags::PREP | Tags::ADV | Tags::WEEKDAY) && !t.is(Tags::BOUND) && !t.is(Tags::DET | Tags::NEG)
                    || r.is(i + 1, Tags::WEEKDAY);
            if !adverbial {
                return true;
            }
            if !before {
                return true;
            }
            // after content, an adverbial runs to the next comma or to "that"
            i = (i + 1..self.end)
                .find(|&k| matches!(r.sign(k), ',' | '.' | ';' | '—' | '–' | '"') || r.word_is(k, r.that))
                .unwrap_or(self.end);
        }
        false
    }

    /// Whether the sentence goes on with content after a cue that followed content.
    pub(super) fn rest_after(&self, at: usize) -> bool {
        let r = self.r;
        let Some(comma) = (at..self.end).find(|&i| matches!(r.sign(i), ',' | ';' | '—' | '–' | '"' | ':')) else {
            return false;
        };
        comma + 2 < self.end
    }

    /// Where the clause that holds `at` starts: after a semicolon, or at the head of the sentence.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        (self.first..at)
            .rev()
            .find(|&i| self.r.sign(i) == ';')
            .map_or(self.first, |i| i + 1)
    }

    /// How far content before a cue reaches back: to the head of the sentence, or of the quote's first sentence.
    pub(super) fn back_to(&self, start: usize) -> usize {
        let near = self.quotes.partition_point(|q| q.end + 3 < start);
        let mut ended = self.quotes.iter().skip(near).take_while(|q| q.end < start);
        ended
            .find(|q| q.first < self.first)
            .map_or_else(|| self.clause_start(start), |q| q.first)
    }
}
