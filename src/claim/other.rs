//! Figures of things that no measure knows: what they are called, and which are no figures.

use super::build::Builder;
use super::chunk::{self, Noun};
use super::clause::{Governor, Row};
use super::frame::Draft;
use crate::quantity::{Decimal, Kind, Quantity};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::span::Span;
use crate::text::Shape;
use compact_str::CompactString;

/// As many as are told in passing: "in three states".
const FEW: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// What a town's own number counts.
pub(super) const INHABITANTS: &str = "inhabitants";

/// A bare figure of persons that the noun before it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peopled {
    /// "a town of 4,300", "population 6,200".
    Inhabitants,
    /// "a father of four".
    Children,
}

impl Peopled {
    /// The class of those it counts.
    pub(super) fn class(self) -> &'static str {
        match self {
            Peopled::Inhabitants => "people",
            Peopled::Children => "children",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Peopled::Inhabitants => INHABITANTS,
            Peopled::Children => "children",
        }
    }
}

impl Row<'_> {
    /// Whose number a bare figure after a settlement or parent is.
    pub(super) fn peopled(&self, k: usize) -> Option<Peopled> {
        let noun = self.noun(k).filter(|n| n.head.is_none() && n.of.is_none())?;
        let q = self.source.quantities.get(noun.quantity? as usize)?;
        let many = q.interval.named()? >= Decimal::ONE_HUNDRED;
        let of = self.preceded_by(k, "of");
        let head = self
            .token(self.noun(k.checked_sub(if of { 2 } else { 1 })?)?.head?)?
            .word;
        let frames = &self.source.rules.frames;
        if many && (of && frames.settlements.contains(&head) || frames.populations.contains(&head)) {
            return Some(Peopled::Inhabitants);
        }
        (of && !many && frames.parents.contains(&head)).then_some(Peopled::Children)
    }

    /// "no passwords were copied", "no trains ran": of things that can be counted, and nothing befell them.
    pub(super) fn none_done(&self, k: usize) -> bool {
        let things = |n: &&Noun| n.plural && n.head.is_some() && !n.pronoun;
        let Some(noun) = self.noun(k).filter(things) else {
            return false;
        };
        let idle = noun.head.and_then(|h| self.token(h));
        let idle = idle.is_some_and(|t| self.source.rules.frames.ignored.contains(&t.word));
        let done = self.subject_of(k).is_some_and(|g| {
            let said = self.token(g.verb.main).is_some_and(|t| t.is(Tags::REPORT));
            g.adjacent && !g.verb.negated && !said && g.verb.voice != chunk::Voice::Copula
        });
        !idle && done
    }

    /// "a fifth of its payroll": of what is named behind it.
    pub(super) fn foreign(&self, noun: &Noun) -> bool {
        noun.of.is_some() && !noun.pronoun
    }

    /// "half of it": of an amount, and of no number of things.
    pub(super) fn of_it(&self, noun: &Noun) -> bool {
        let of = noun.of.and_then(|of| self.token(of));
        of.is_some_and(|t| self.source.rules.lexicon.word(t.word) == "it")
    }

    /// "one in ten", "two out of three": a share, whatever befell those it is of.
    pub(super) fn one_in(&self, q: &Quantity) -> bool {
        let word = |at: u32| self.token(at).map_or("", |t| self.source.rules.lexicon.word(t.word));
        q.fraction && (q.first..q.end).any(|at| matches!(word(at), "in" | "out"))
    }

    /// "half of a banana": of one thing, or of any.
    pub(super) fn mere_share(&self, noun: &Noun) -> bool {
        let word = |at: u32| self.token(at).map_or("", |t| self.source.rules.lexicon.word(t.word));
        noun.of.is_some_and(|of| matches!(word(of), "a" | "an"))
    }
}

impl Builder<'_> {
    /// The label of a counted thing that no measure knows, or `None` if it is no figure.
    pub(super) fn other(&self, row: &Row, draft: &Draft, quantity: Option<&Quantity>) -> Option<CompactString> {
        let rules = self.input.rules;
        let q = quantity?;
        if q.fraction || q.all_but || q.kind == Kind::Duration || q.kind == Kind::Percent {
            return None;
        }
        // "a statement", "at least one group": no more than that there is such a thing
        let one = q.interval.low == Some(Decimal::ONE) && q.interval.high.is_none_or(|h| h == Decimal::ONE);
        if one && q.unit.is_none() && !self.sole(row, draft.chunk, q) {
            return None;
        }
        let noun = row.noun(draft.chunk)?;
        let mut label = String::new();
        let numbered = row.numbered_noun(draft.chunk).filter(|_| noun.head.is_none());
        // "both boats were overcrowded": the boats were told of before
        if self
            .input
            .rules
            .numbers
            .roles(row.token(q.first)?.word)
            .intersects(Roles::BOTH)
        {
            return None;
        }
        if let Some(peopled) = row.peopled(draft.chunk) {
            return Some(peopled.label().into());
        }
        if let Some(j) = numbered {
            label = row.key_words(j)?.to_lowercase().into();
        } else if q.unit.is_some() {
            label = row.measured(draft.chunk)?;
        } else if let Some(head) = noun.head.and_then(|h| row.token(h)) {
            let times = rules.frames.occasions.contains(&head.word) && self.occasions(row, draft.chunk, q);
            if noun.pronoun
                || !times && rules.frames.ignored.contains(&head.word)
                || head.is(Tags::WEEKDAY | Tags::MONTH)
            {
                return None;
            }
            let small = |most: Decimal| q.interval.high.is_some_and(|h| h <= most);
            if !one && small(Decimal::TWO) && self.definite_before(row, draft.chunk, q)
                || small(FEW) && self.in_passing(row, draft.chunk)
                || self.one_of(row, q)
            {
                return None;
            }
            let first = row.token(if noun.of.is_some() { noun.head_first } else { q.end })?;
            let span: Span = first.span.to(head.span);
            label = span.of(self.input.text).to_lowercase();
        }
        // "gunmen in three boats attacked": not the boats
        let hangs = draft.chunk.checked_sub(1).is_some_and(|p| {
            matches!(row.kind(p), Some(chunk::ChunkKind::Prep)) && matches!(row.word(p), "in" | "on" | "aboard")
        });
        let subject = row
            .subject_of(draft.chunk)
            .filter(|g| !hangs || noun.head.is_none() || g.adjacent && !row.object_follows(g.at))
            .filter(|g| !row.token(g.verb.main).is_some_and(|t| t.is(Tags::REPORT)));
        let light = |g: &Governor| {
            let passive = g.verb.voice == chunk::Voice::Passive;
            noun.head.is_some() && !passive && rules.frames.light_verbs.contains(&g.verb.lemma)
        };
        if let Some(g) = subject.filter(|g| {
            matches!(g.verb.voice, chunk::Voice::Passive | chunk::Voice::Bare)
                || noun.head.is_none() && g.adjacent && g.verb.voice == chunk::Voice::Active
        }) {
            if !light(&g) {
                label.push(' ');
                label.push_str(row.token(g.verb.main)?.span.of(self.input.text));
            }
        } else if let Some(g) = row.object_of(draft.chunk).filter(|g| {
            let light = numbered.is_some() && rules.frames.light_verbs.contains(&g.verb.lemma);
            let says = row.token(g.verb.main).is_some_and(|t| t.is(Tags::AUX | Tags::REPORT));
            g.adjacent && !g.verb.negated && !says && !light
        }) {
            label.push(' ');
            // of a verb that no list knows its form stands for it
            match rules.lexicon.word(g.verb.lemma) {
                "" => label.push_str(row.token(g.verb.main)?.span.of(self.input.text)),
                lemma => label.push_str(&rules.words.verb_forms(lemma)[2]),
            }
        } else if let Some(state) = self.state(row, draft.chunk).filter(|_| noun.head.is_none()) {
            label.push(' ');
            label.push_str(state);
        } else if noun.head.is_none() && q.unit.is_none() && numbered.is_none() {
            return None;
        }
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        (!label.is_empty()).then(|| label.into())
    }

    /// "37 were positive", "only 88 were present": what a copula says of a bare figure.
    fn state(&self, row: &Row, k: usize) -> Option<&str> {
        let g = row.subject_of(k).filter(|g| g.adjacent && !g.verb.negated)?;
        let adjective = matches!(row.kind(g.at + 1)?, chunk::ChunkKind::Adjective);
        let last = row.tokens(g.at + 1).last().filter(|t| t.is(Tags::ADJ))?;
        (g.verb.voice == chunk::Voice::Copula && adjective).then(|| last.span.of(self.input.text))
    }

    /// "in three states", "two sources said": where something was, or who told it, and no figure of it.
    fn in_passing(&self, row: &Row, k: usize) -> bool {
        let place = k.checked_sub(1).is_some_and(|p| {
            matches!(row.kind(p), Some(chunk::ChunkKind::Prep))
                && matches!(
                    row.word(p),
                    "in" | "at" | "on" | "between" | "from" | "across" | "for" | "by" | "following"
                )
        });
        let tells = || {
            let g = row.subject_of(k)?;
            let tells = g.adjacent && g.verb.voice != chunk::Voice::Passive;
            row.token(g.verb.main).map(|t| tells && t.is(Tags::REPORT))
        };
        let thing = row.noun(k).is_some_and(|n| n.of.is_none() && n.head.is_some());
        // "gunmen in three boats", "was struck by two shells": how they came, and what did it
        let rules = self.input.rules;
        let carries = || {
            let class = row.noun(k).and_then(|n| n.counted.as_ref());
            class.is_some_and(|c| rules.frames.conveyances.iter().any(|o| rules.taxonomy.is_a(c, o)))
        };
        let did = || {
            let done = k.checked_sub(2).and_then(|v| row.verb(v));
            row.preceded_by(k, "by") && done.is_some_and(|v| v.voice == chunk::Voice::Passive)
        };
        thing && (place && !carries() && !did() || tells().unwrap_or(false))
    }

    /// "only one door", "a single boat", "one rifle and two pistols": one, and the number is what is told.
    fn sole(&self, row: &Row, k: usize, q: &Quantity) -> bool {
        let rules = self.input.rules;
        let noun = row.noun(k).filter(|n| n.head.is_some() && !n.definite && !n.pronoun);
        if noun.is_none() || q.interval.high.is_none() {
            return false;
        }
        let tells = |at: u32| row.token(at).is_some_and(|t| rules.frames.sole.contains(&t.word));
        let before = q.first.saturating_sub(1);
        let sole = (before..q.end + 1).any(tells);
        let shouted = row.token(q.first).is_some_and(|t| t.shape == Shape::Upper);
        let many = |j: usize| {
            let other = row.noun(j).filter(|n| n.head.is_some())?.quantity?;
            let other = self.input.quantities.get(other as usize)?;
            Some(other.unit.is_none() && other.interval.low.is_some_and(|v| v > Decimal::ONE))
        };
        let linked = |j: usize| matches!(row.kind(j), Some(chunk::ChunkKind::Conj));
        let list = linked(k + 1) && many(k + 2) == Some(true);
        sole || shouted || list
    }

    /// "is one of nine ports": what something belongs to.
    fn one_of(&self, row: &Row, q: &Quantity) -> bool {
        let word = |back: u32| {
            let token = q.first.checked_sub(back).and_then(|t| row.token(t));
            token.map(|t| self.input.rules.lexicon.word(t.word))
        };
        word(1) == Some("of") && word(2) == Some("one")
    }

    /// "has been adjourned eleven times": how often something happened, and no comparison.
    fn occasions(&self, row: &Row, k: usize, q: &Quantity) -> bool {
        let after = row.chunks.get(k).and_then(|c| row.token(c.end));
        let compares = after.is_some_and(|t| {
            t.is(Tags::ADJ | Tags::DET | Tags::NOUN)
                || matches!(self.input.rules.lexicon.word(t.word), "as" | "more" | "that")
        });
        let happened = (0..k).rev().take(8).any(|j| row.verb(j).is_some());
        happened && !compares && q.interval.low.is_some_and(|v| v > Decimal::TWO)
    }

    fn definite_before(&self, row: &Row, k: usize, q: &Quantity) -> bool {
        row.noun(k).is_some_and(|n| n.definite)
            || q.first
                .checked_sub(1)
                .and_then(|t| row.token(t))
                .is_some_and(|t| t.is(Tags::DET))
    }
}
