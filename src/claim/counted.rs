//! Whom a figure counts: the class of its head, of what is said of it, or of what stands for it.

use super::chunk::{ChunkKind, Noun, Voice};
use super::clause::Row;
use super::single::GROWN;
use super::trigger::Hit;
use crate::quantity::{Decimal, Kind};
use crate::rules::lexicon::{Tags, WordId};
use compact_str::CompactString;
use std::borrow::Cow;

impl Row<'_> {
    /// What is counted: the head's class, its own noun, or what is said of the group.
    pub(super) fn counted(&self, k: usize, noun: &Noun, hit: Option<&Hit>) -> Option<CompactString> {
        if (noun.head.is_none() || noun.of.is_some())
            && let Some(class) = self.predicate_class(k)
        {
            return Some(class);
        }
        let rules = self.source.rules;
        // "no reports of injuries": those hurt, not the reports
        if noun
            .head
            .and_then(|h| self.token(h))
            .is_some_and(|t| rules.frames.reported_heads.contains(&t.word))
            && let Some(hit) = hit.filter(|h| h.by == "noun")
        {
            let whole = || rules.measures.all[hit.measure as usize].counts.clone();
            return hit.counted.clone().or_else(whole);
        }
        if let Some(class) = self.fronted_class(k) {
            return Some(class);
        }
        // "a family of nine"
        if noun.head.is_none() && self.family_of(k) {
            return Some("people".into());
        }
        if let Some(head) = noun
            .head
            .and_then(|h| self.token(h))
            .filter(|h| rules.frames.transparent.contains(&h.word))
            && self.word(k + 1) == "of"
            && let Some(class) = self.noun(k + 2).and_then(|n| n.counted.clone())
            && rules.taxonomy.is_a(&class, "people")
            && head.is(Tags::NOUN)
        {
            return Some(class);
        }
        if noun.counted.as_deref().is_none_or(|c| c == "people")
            && let Some(class) = self.all_are(k).or_else(|| self.under_age(k))
        {
            return Some(class);
        }
        if let Some(class) = &noun.counted {
            return Some(self.coordinated(k, class).unwrap_or_else(|| class.clone()));
        }
        // "our list has 83 names": those of the figure before
        if hit.is_none()
            && noun
                .head
                .and_then(|h| self.token(h))
                .is_some_and(|h| rules.frames.bare_heads.contains(&h.word))
            && self.elision(k).is_some()
        {
            return None;
        }
        let trigger_head = self.noun_trigger(k);
        if let Some((at, t)) = trigger_head {
            return self
                .class_before(k, at)
                .or_else(|| t.counted.clone())
                .or_else(|| hit.and_then(|h| h.counted.clone()));
        }
        if let Some(c) = hit.and_then(|h| h.counted.clone()) {
            return Some(c);
        }
        let head = self.token(noun.head?)?;
        if head.is(Tags::NATION) || head.is_capital() && head.word == WordId::UNKNOWN {
            return hit.map(|_| "people".into());
        }
        if head.is(Tags::TRIGGER) && !head.is(Tags::NOUN) {
            return None;
        }
        let occasions = hit.is_none() && rules.frames.occasions.contains(&head.word);
        let happened = if occasions { self.happened(k) } else { None };
        let lemma = happened.unwrap_or_else(|| rules.words.lemma(head.word));
        let word = rules.lexicon.word(lemma);
        Some(if word.is_empty() {
            singular(&head.span.of(self.text).to_lowercase()).into()
        } else {
            word.into()
        })
    }

    /// "Twelve people, all women, were killed", "two survivors, both of them children".
    fn all_are(&self, k: usize) -> Option<CompactString> {
        let all = k + 2;
        let said = matches!(self.kind(k + 1), Some(ChunkKind::Comma)) && matches!(self.word(all), "all" | "both");
        let class = |j: usize| {
            let noun = self.noun(j).filter(|n| n.plural && !n.pronoun)?;
            let people = |c: &&CompactString| *c != "people" && self.source.rules.taxonomy.is_a(c, "people");
            noun.counted.as_ref().filter(people).cloned()
        };
        said.then(|| class(all).or_else(|| self.noun(all).filter(|n| n.pronoun).and_then(|_| class(all + 1))))?
    }

    /// "two of them under the age of ten", "five of whom were under 12 years of age".
    fn under_age(&self, k: usize) -> Option<CompactString> {
        let end = self.chunks.get(k)?.end;
        let word = |at: u32| self.token(at).map_or("", |t| self.source.rules.lexicon.word(t.word));
        let at = end + u32::from(matches!(word(end), "were" | "was" | "are" | "aged"));
        if !matches!(word(at), "under" | "below") {
            return None;
        }
        let index = (at + 1..at + 5).find_map(|t| self.source.starts.get(t as usize)?.checked_sub(1))?;
        let quantity = self.source.quantities.get(index as usize)?;
        let of_age = (at..quantity.end + 3).any(|t| word(t) == "age") || quantity.kind == Kind::Age;
        let young = quantity
            .stated
            .named()
            .is_some_and(|years| years <= Decimal::from(GROWN));
        (of_age && young).then(|| "children".into())
    }

    /// "Of the crew, three fell ill": the class of the group that the sentence opens with.
    fn fronted_class(&self, k: usize) -> Option<CompactString> {
        let noun = self.noun(k).filter(|n| n.head.is_none() && n.of.is_none())?;
        let of = k.checked_sub(3)?;
        let opens = of == 0 || matches!(self.kind(of - 1), Some(ChunkKind::Comma | ChunkKind::Conj));
        let led = opens && self.word(of) == "of" && matches!(self.kind(k - 1), Some(ChunkKind::Comma));
        let group = self
            .noun(of + 1)
            .filter(|g| led && !g.pronoun && g.quantity.is_none())?;
        let people = |c: &&CompactString| *c != "people" && self.source.rules.taxonomy.is_a(c, "people");
        let several = noun.plural || noun.quantity.is_some();
        group.counted.as_ref().filter(people).filter(|_| several).cloned()
    }

    /// "was fined four times", "called six times": what happened so often, where its verb is a noun too.
    fn happened(&self, k: usize) -> Option<WordId> {
        let rules = self.source.rules;
        let verb = (0..k).rev().take(8).find_map(|j| self.verb(j))?;
        rules
            .lexicon
            .tags(verb.lemma)
            .intersects(Tags::NOUN)
            .then_some(verb.lemma)
    }

    /// "112 pupils and teachers": the class nearest above all that one figure counts.
    fn coordinated(&self, k: usize, class: &CompactString) -> Option<CompactString> {
        let other = self
            .noun(k + 2)
            .filter(|n| n.quantity.is_none() && n.plural && !n.single && !n.definite)
            .filter(|_| matches!(self.kind(k + 1), Some(ChunkKind::Conj)) && self.word(k + 1) == "and")?;
        let second = other.counted.as_ref().filter(|c| *c != class)?;
        // "killed 40 soldiers and rebels fled"
        let acts = self.verb(k + 3).is_some_and(|v| v.voice != Voice::Passive);
        if self.object_of(k).is_some() && acts {
            return None;
        }
        let taxonomy = &self.source.rules.taxonomy;
        taxonomy.ancestors(class).into_iter().find(|a| taxonomy.is_a(second, a))
    }

    /// The class of a noun before token `at` in group `k`: "militant" of "two militant deaths".
    pub(super) fn class_before(&self, k: usize, at: u32) -> Option<CompactString> {
        let first = self.chunks.get(k)?.first;
        (first..at).rev().find_map(|i| {
            let (_, c) = self
                .source
                .rules
                .taxonomy
                .nouns
                .find(|j| self.token(i + j as u32).filter(|_| i + (j as u32) < at).map(|t| t.word))?;
            Some(c.name.clone())
        })
    }

    /// "28 were civilians", "17 of them children", "five of them women".
    pub(super) fn predicate_class(&self, k: usize) -> Option<CompactString> {
        let mut j = k + 1;
        if self.verb(j).is_some_and(|v| v.voice == Voice::Copula) {
            j += 1;
        }
        let stop = |j: usize| self.tokens(j).first().is_some_and(|t| t.sign == '.');
        while matches!(self.kind(j), Some(ChunkKind::Other)) && !stop(j) {
            j += 1;
        }
        // "eleven belonged to the volunteers"
        if self
            .verb(k + 1)
            .is_some_and(|v| self.source.rules.frames.state_verbs.contains(&v.lemma))
            && self.word(k + 2) == "to"
        {
            return self
                .noun(k + 3)
                .filter(|n| n.quantity.is_none() && n.plural)?
                .counted
                .clone();
        }
        // "26 of the deaths were of children"
        let of = self.word(j) == "of" && matches!(self.kind(j), Some(ChunkKind::Prep));
        let n = self
            .noun(j + usize::from(of))
            .filter(|n| n.quantity.is_none() && !n.definite)?;
        let people = |c: &CompactString| self.source.rules.taxonomy.is_a(c, "people");
        n.counted.clone().filter(|c| !of || n.plural && people(c))
    }
}

/// A rough singular of an unknown plural.
pub fn singular(word: &str) -> Cow<'_, str> {
    if let Some(stem) = word.strip_suffix("ies") {
        format!("{stem}y").into()
    } else if ["ches", "shes", "xes", "sses"].iter().any(|e| word.ends_with(e)) {
        word[..word.len() - 2].into()
    } else if word.ends_with('s') && !word.ends_with("ss") {
        word[..word.len() - 1].into()
    } else {
        word.into()
    }
}
