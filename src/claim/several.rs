//! Figures of several happenings told in one breath: "four were wounded in separate shootings".
//!
//! A round-up of a night or a weekend adds up what has nothing to do with each other. Its figures
//! are limited to that round-up, and held against no figure of one happening.

use super::chunk::ChunkKind;
use super::clause::Row;
use super::{Scope, ScopeKind};
use crate::rules::calendar::Unit;
use crate::rules::lexicon::Tags;

/// Tokens of a noun group before its head that may say that there were several.
const MODIFIERS: u32 = 4;

impl Row<'_> {
    /// The round-up that this row tells of, as a scope.
    pub fn several(&self) -> Option<Scope> {
        let (first, end) = (self.chunks.first()?.first, self.chunks.last()?.end);
        let rules = self.source.rules;
        let plural = |at: u32| {
            let t = self.token(at)?;
            (t.is(Tags::EVENT) && t.is(Tags::PLURAL) && t.is(Tags::NOUN) && !t.is(Tags::COUNTED)).then_some(t)
        };
        let other = |at: u32| {
            let head = self
                .token(at)
                .filter(|t| t.is(Tags::EVENT) && t.is(Tags::NOUN) && !t.is(Tags::PLURAL))?;
            let word = |i: u32| self.token(i).map_or("", |t| rules.lexicon.word(t.word));
            let from = at.checked_sub(1).filter(|&i| i > first)?;
            // "in a separate blaze", "in another attack"
            let from = match word(from) {
                "another" => from,
                "separate" | "unrelated" if matches!(word(from - 1), "a" | "an") => from - 1,
                _ => return None,
            };
            (from > first && word(from - 1) == "in" || from == first + 1 && word(first) == "in").then_some(())?;
            Some(Scope {
                kind: ScopeKind::Group,
                text: self.token(from)?.span.to(head.span).of(self.text).to_lowercase().into(),
            })
        };
        // "two brothers were killed just weeks apart"
        let apart = |at: u32| {
            let (time, apart) = (self.token(at)?, self.token(at + 1)?);
            let unit = rules.calendar.of(time.word)?.unit?;
            let told = unit != Unit::Hour && time.is(Tags::PLURAL) && rules.lexicon.word(apart.word) == "apart";
            told.then(|| Scope {
                kind: ScopeKind::Group,
                text: time.span.to(apart.span).of(self.text).to_lowercase().into(),
            })
        };
        if let Some(scope) = (first..end).find_map(apart) {
            return Some(scope);
        }
        if let Some(scope) = (first..end).find_map(other) {
            return Some(scope);
        }
        (first..end).find_map(|at| {
            let head = plural(at)?;
            let cue = (first.max(at.saturating_sub(MODIFIERS))..at).rev().find(|&i| {
                let known = |t: &&crate::text::Token| rules.frames.unconnected.contains(&t.word);
                self.token(i).filter(known).is_some()
            });
            let of = |i: u32| i > first && self.token(i - 1).is_some_and(|t| rules.lexicon.word(t.word) == "of");
            let spread = self.token(at + 1).filter(|t| rules.frames.throughout.contains(&t.word));
            let from = match (cue, spread) {
                (Some(cue), _) if !of(cue) && !self.counted_of(first, cue) => cue,
                (None, Some(_)) if !of(at) => at,
                (None, None) if self.unnamed(at) => at,
                _ => return None,
            };
            Some(Scope {
                kind: ScopeKind::Group,
                text: self.token(from)?.span.to(head.span).of(self.text).to_lowercase().into(),
            })
        })
    }

    /// "in Sunday night shootings", "in two shootings": a plural that nothing makes known, of a kind that
    /// is told of one by one.
    fn unnamed(&self, at: u32) -> bool {
        let rules = self.source.rules;
        let single = |t: &crate::text::Token| rules.frames.singly.contains(&t.word);
        let Some(k) = self.chunks.iter().position(|c| c.first <= at && at < c.end) else {
            return false;
        };
        let inside = k > 0 && matches!(self.word(k - 1), "in" | "after" | "by" | "during");
        self.token(at).is_some_and(single)
            && (inside || matches!(self.kind(k + 1), Some(ChunkKind::Prep)) && self.word(k + 2) == "which")
            && self.noun(k).is_some_and(|n| !n.definite && n.head == Some(at))
    }

    /// "the last of four separate attacks": the number of them stands between.
    fn counted_of(&self, first: u32, cue: u32) -> bool {
        cue >= first + 2
            && self
                .token(cue - 1)
                .is_some_and(|t| t.is(Tags::NUMBER | Tags::VAGUE) || t.shape == crate::text::Shape::Digits)
            && self
                .token(cue - 2)
                .is_some_and(|t| self.source.rules.lexicon.word(t.word) == "of")
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing;

    fn scope(text: &str) -> Option<String> {
        let claims = testing::claims(text, None);
        let first = claims.first().expect("a claim");
        first.scope.as_ref().map(|s| s.text.to_string())
    }

    #[test]
    fn a_round_up_is_no_single_event() {
        assert_eq!(
            scope("Nine people were wounded in separate shootings on Sunday.").as_deref(),
            Some("separate shootings")
        );
        assert_eq!(
            scope("Nine people were wounded in shootings across the city on Sunday.").as_deref(),
            Some("shootings")
        );
        assert_eq!(scope("Nine people were wounded in a shooting on Sunday."), None);
        assert_eq!(scope("Nine people were wounded in the shootings on Sunday."), None);
        assert_eq!(
            scope("Nine people were wounded in Sunday night shootings.").as_deref(),
            Some("shootings")
        );
        assert_eq!(
            scope("Nine people were wounded in two South Side shootings on Sunday.").as_deref(),
            Some("shootings")
        );
        assert_eq!(scope("Nine people were wounded in double bombings."), None);
        assert_eq!(
            scope("Nine people were wounded in the last of four separate shootings on Sunday."),
            None
        );
    }
}
