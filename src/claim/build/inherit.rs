//! What a figure takes over from those before it: its measure, whom it counts, the part that it is of.

use super::Builder;
use super::assert::Figure;
use crate::claim::antecedent::{self, Seeker};
use crate::claim::chunk::Noun;
use crate::claim::clause::Row;
use crate::claim::elided::{self, Elision};
use crate::claim::frame::Draft;
use crate::claim::other::INHABITANTS;
use crate::claim::trigger::Hit;
use crate::claim::{Claim, Modality, Scope, ScopeKind};
use crate::quantity::{Decimal, Interval, Quantity};
use crate::rules::lexicon::Tags;
use crate::rules::measures::Measure;
use crate::text::Sentence;
use compact_str::CompactString;

impl Builder<'_> {
    /// The claim whose measure a draft inherits, or whose part it is: the last of the sentence,
    /// else the last of the sentence before.
    pub(super) fn antecedent(&self, sentence: &Sentence, before: usize, part: bool) -> Option<usize> {
        let last = self.claims.len().checked_sub(1)?;
        let near = |c: &Claim| {
            c.sentence == sentence.span
                || c.sentence.end <= sentence.span.start && sentence.span.start - c.sentence.end < 4
        };
        // "three were hurt in a town of 4,300, one of them badly"
        let counts = |c: &Claim| c.unit.is_none() && !(part && c.label.as_deref() == Some(INHABITANTS));
        let several = |i: &usize| !self.claims[*i].single();
        let at = (before..=last)
            .rev()
            .chain((0..before.min(last + 1)).rev().take(3).filter(several))
            .find(|&i| counts(&self.claims[i]) && near(&self.claims[i]))?;
        // a further part belongs to the whole of the part before it
        match &self.claims[at].part_of {
            Some(p) if part => Some(p.whole as usize),
            _ => Some(at),
        }
    }

    /// The last figure of the measure close by whose class stands for everybody concerned: after "68 inmates
    /// were killed", those of "five were beheaded" are inmates.
    pub(super) fn everybody(&self, measure: &str) -> Option<usize> {
        let near = |i: &usize| self.told.get(*i).is_some_and(|t| self.at - t.sentence <= 3);
        (0..self.claims.len())
            .rev()
            .take_while(near)
            .find(|&i| self.claims[i].measure == measure && self.claims[i].part_of.is_none())
            .filter(|&i| self.input.rules.taxonomy.stands_for(&self.claims[i].counted, "people"))
    }

    /// The class of a figure that names none: what the figure it hangs on counts, what everybody
    /// concerned is, or a group told of just before that it can be a part of.
    pub(super) fn counted_before(
        &self,
        f: &Figure,
        quantity: Option<&Quantity>,
        before: usize,
    ) -> Option<CompactString> {
        let taxonomy = &self.input.rules.taxonomy;
        let id = f.id;
        let admitted = |i: &usize| self.admits(&self.claims[*i].counted, id);
        let past = self.modality(f.token) == Modality::Background;
        let counts = id.filter(|m| m.counts.is_some());
        let actor = counts.and_then(|_| f.row.actor(f.draft.chunk));
        let whole = |i: &usize| {
            let c = &self.claims[*i];
            // "a gunman killed nine": who did it is none of them
            let did = actor.is_some_and(|a| a.start <= c.span.start && c.span.end <= a.end);
            c.unit.is_none() && c.part_of.is_none() && admitted(i) && !did
        };
        // "Five guards were taken. Three were let go."
        let told = || {
            let value = quantity?.interval.high?;
            let near = |i: &usize| self.told.get(*i).is_some_and(|t| self.at - t.sentence <= 2);
            let people = |i: &usize| {
                let c = &self.claims[*i];
                id.is_some_and(|m| m.counts.is_some()) && c.measure != "other" && taxonomy.is_a(&c.counted, "people")
            };
            let roomy = |i: &usize| self.claims[*i].interval.low.is_some_and(|low| low >= value);
            (0..before)
                .rev()
                .take_while(near)
                .find(|i| whole(i) && people(i))
                .filter(|i| roomy(i) && self.claims[*i].modality != Modality::Background)
        };
        f.borrowed
            .antecedent
            .filter(admitted)
            .or_else(|| self.everybody(&f.measure).filter(|_| !past))
            .or_else(|| (before..self.claims.len()).rev().find(whole))
            .or_else(|| told().filter(|_| !past))
            .map(|i| &self.claims[i])
            .filter(|c| !(c.single() && taxonomy.of_one_alone(&c.counted)))
            .map(|c| c.counted.clone())
    }

    /// "I counted the lorries. There are thirteen of them": the class of the group that the sentence before tells
    /// of first, without a number.
    pub(super) fn group_before(&self, row: &Row, chunk: usize, id: Option<&Measure>) -> Option<CompactString> {
        let rules = self.input.rules;
        let noun = row.noun(chunk).filter(|n| n.pronoun)?;
        let them = row.token(noun.of?).map_or("", |t| rules.lexicon.word(t.word));
        if !matches!(them, "them" | "these" | "those") {
            return None;
        }
        let here = row.chunks.get(chunk)?.first;
        let before = self.input.document.sentences.get(self.at.saturating_sub(1));
        let from = before.map_or(here, |s| s.first);
        let tokens = self.input.document.tokens.get(from as usize..here as usize)?;
        // whom something was done by, or with, is not who is told of
        let aside = |at: usize| {
            let led = tokens[..at].iter().rev().find(|t| !t.is(Tags::DET | Tags::ADJ));
            led.is_some_and(|t| matches!(rules.lexicon.word(t.word), "by" | "with" | "from" | "of"))
        };
        // "a crowd of mourners, three of them children": the crowd is they
        let within = |at: usize| {
            let of = tokens[..at].iter().rposition(|t| !t.is(Tags::DET | Tags::ADJ));
            of.is_some_and(|of| {
                let head = of.checked_sub(1).and_then(|h| tokens.get(h));
                let plural = rules.taxonomy.nouns.find(|i| (i == 0).then_some(head?.word));
                let one = head.is_some() && plural.is_none_or(|(_, c)| !c.plural);
                one && rules.lexicon.word(tokens[of].word) == "of"
            })
        };
        let group = |at: usize, aside: bool| {
            let (len, counted) = rules.taxonomy.nouns.find(|i| Some(tokens.get(at + i)?.word))?;
            let head = tokens
                .get(at + len)
                .is_none_or(|t| !t.is(Tags::NOUN) || t.is(Tags::VERB | Tags::PREP));
            let named = counted.plural && head && !aside && self.admits(&counted.name, id);
            named.then(|| counted.name.clone())
        };
        let told = (0..tokens.len()).find_map(|at| group(at, aside(at)));
        told.or_else(|| (0..tokens.len()).rev().find_map(|at| group(at, !within(at))))
    }

    /// "17 civilians were killed. Six of the civilians died in one car": some of a group just counted.
    pub(super) fn of_those_told(&self, row: &Row, noun: &Noun, measure: &str, class: &str, some: Interval) -> bool {
        let definite = noun.of.and_then(|of| row.token(of)).is_some_and(|t| t.is(Tags::DET));
        let more = |c: &Claim| matches!((c.interval.named(), some.named()), (Some(all), Some(some)) if all > some);
        let near = |i: &usize| self.told.get(*i).is_some_and(|t| self.at - t.sentence <= 8);
        let told = |i: usize| {
            let c = &self.claims[i];
            c.measure == measure && c.counted == class && c.unit.is_none() && more(c)
        };
        definite && !noun.pronoun && (0..self.claims.len()).rev().take_while(near).any(told)
    }

    /// "two lives, 31 cottages": what is listed beside a figure is of its measure, unless that is known to count
    /// nothing of the kind.
    pub(super) fn can_be(&self, antecedent: usize, draft: &Draft) -> bool {
        let rules = self.input.rules;
        let class = draft.counted.as_ref().filter(|c| rules.taxonomy.knows(c));
        let thing = class.filter(|c| !rules.taxonomy.is_a(c, "people"));
        thing.is_none_or(|c| self.admits(c, rules.measures.get(&self.claims[antecedent].measure)))
    }

    /// Whether a measure can be said of a class.
    fn admits(&self, class: &str, id: Option<&Measure>) -> bool {
        let taxonomy = &self.input.rules.taxonomy;
        id.is_none_or(|m| m.of.is_empty() || m.of.iter().any(|o| taxonomy.is_a(class, o)))
    }

    /// The last amount with a unit, in this sentence or the one before.
    pub(super) fn amount(&self) -> Option<usize> {
        let near = |i: &usize| self.told.get(*i).is_some_and(|t| self.at - t.sentence <= 1);
        (0..self.claims.len())
            .rev()
            .take_while(near)
            .find(|&i| self.claims[i].unit.as_deref().is_some_and(|u| u != "%"))
    }

    /// "up from 51.9 percent": the figure of the sentence that an amount is held against; "the union said it was
    /// nearer 15 percent": the figure just told that it stands for.
    pub(super) fn held_against(&self, row: &Row, draft: &Draft, q: &Quantity, before: usize) -> Option<usize> {
        let held = matches!(row.word(draft.chunk.checked_sub(1)?), "from" | "than");
        let same = |i: &usize| self.claims[*i].unit.is_some() && self.claims[*i].unit == q.unit;
        let near = |i: &usize| self.told.get(*i).is_some_and(|t| self.at - t.sentence <= 1);
        let last = || (0..self.claims.len()).rev().take_while(near).find(same);
        match held {
            true => (before..self.claims.len()).rev().find(same),
            false => last().filter(|_| row.stands_in(draft.chunk)),
        }
    }

    /// The measure of a crowd's bare figure, where the title or lead tells of a rally or the like.
    pub(super) fn crowd(&self, row: &Row, draft: &Draft, noun: &Noun, q: &Quantity) -> Option<Hit> {
        let (measure, word) = self.setting.crowd?;
        let many = q.interval.named()? >= Decimal::ONE_HUNDRED;
        let people = noun
            .counted
            .as_deref()
            .is_none_or(|c| self.input.rules.taxonomy.is_a(c, "people"));
        let form = row.elision(draft.chunk).map(|e| e.form);
        let thing = noun.counted.is_none() && noun.head.is_some_and(|h| !row.bare_head(h));
        let people = people && !thing;
        let there = row.there(draft.chunk) && noun.head.is_some();
        let bare = row.of_us(noun)
            || there
            || matches!(form, Some(elided::Form::Reported | elided::Form::There))
            || row.figured(draft.chunk);
        (many && people && bare).then_some(Hit {
            measure,
            counted: None,
            by: "topic",
            word,
        })
    }

    /// The claim that tells what an elided figure counts, and how it is elided.
    pub(super) fn elision(&self, row: &Row, draft: &Draft, noun: &Noun, q: &Quantity) -> Option<(Elision, usize)> {
        let taxonomy = &self.input.rules.taxonomy;
        let people = |class: &str| taxonomy.is_a(class, "people");
        let elision = row.elision(draft.chunk)?;
        let seeker = Seeker {
            form: elision.form,
            quantity: q,
            sentence: self.at,
            people: noun.counted.as_deref().is_some_and(people),
            headless: noun.counted.is_none(),
            named: noun.head.is_some(),
            level: row.at_level(draft.chunk),
            amount: !q.fraction && row.stands_in(draft.chunk),
        };
        let at = antecedent::find(&seeker, &self.claims, &self.told, people)?;
        // "there are fifty of them": of those just told of
        if noun.pronoun && noun.of.is_some() && self.at - self.told[at].sentence > 1 {
            return None;
        }
        // who speaks is neither dead nor missing
        let measure = self.input.rules.measures.get(&self.claims[at].measure);
        let lost = measure.is_some_and(|m| m.absent) && row.of_speakers(draft.chunk);
        (!lost).then_some((elision, at))
    }

    /// The part of the event that a key stands for: a place, or else a group.
    pub(super) fn key_scope(&self, row: &Row, key: usize) -> Option<Scope> {
        let chunk = row.chunks.get(key)?;
        // "Deaths: 31": what the figure is, and no part
        if row.noun_trigger(key).is_some() || row.adjective_at(key).is_some() {
            return None;
        }
        let named = self
            .input
            .places
            .iter()
            .any(|p| p.first >= chunk.first && p.first < chunk.end);
        let kind = if named || row.locale(key).is_some() {
            ScopeKind::Place
        } else {
            ScopeKind::Group
        };
        Some(Scope {
            kind,
            text: row.key_words(key)?,
        })
    }

    /// "women 239, men 173": a key that is the class of the counted limits nothing.
    pub(super) fn not_of_class(&self, scope: Option<Scope>, counted: &mut Option<CompactString>) -> Option<Scope> {
        let taxonomy = &self.input.rules.taxonomy;
        let Some(group) = scope.as_ref().filter(|s| s.kind == ScopeKind::Group) else {
            return scope;
        };
        let text = group.text.to_lowercase();
        let named = taxonomy.class_of_noun(&text).map(|c| c.name.clone());
        let (Some(class), Some(known)) = (named.or(Some(text)), counted.as_ref()) else {
            return scope;
        };
        if class != *known && !(known == "people" && taxonomy.knows(&class) && taxonomy.is_a(&class, known)) {
            return scope;
        }
        *counted = Some(class);
        None
    }
}
