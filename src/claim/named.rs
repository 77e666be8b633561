//! Nouns: what a group with a figure, or one that it belongs to, names: "40 dead", "a toll of 40", "among the dead, 40".

use super::chunk::{ChunkKind, Noun, Voice};
use super::clause::{Governor, Row};
use super::counted::singular;
use super::trigger::{Hit, formed_as_person};
use crate::quantity::Decimal;
use crate::rules::lexicon::Tags;
use crate::rules::measures::{MeasureId, NounSlot, NounTrigger};

/// A figure no higher than this after "at" is more often the time of day.
const HOURS: u32 = 24;

/// So many words behind a group may still say that it is a rate.
const RATE: u32 = 5;

impl Row<'_> {
    pub(super) fn strong_noun(&self, k: usize) -> Option<Hit> {
        let (at, t) = self.noun_trigger(k)?;
        if t.weak || !t.slot.counts() {
            return None;
        }
        // "one remains in a critical condition"
        let one = |n: &Noun| {
            let q = self.source.quantities.get(n.quantity? as usize)?;
            Some(q.interval.point() == Some(Decimal::ONE))
        };
        if self.token(at)?.is(Tags::VERB_S) && self.noun(k).and_then(one) == Some(true) {
            return None;
        }
        if self.undone(k, t) || self.things_before(k, at, t) {
            return None;
        }
        Some(Hit {
            measure: t.measure,
            counted: t.counted.clone(),
            by: "noun",
            word: self.token(at)?.word,
        })
    }

    /// "found 15 invoices missing": the word at `at` is said of things, and stands for no people.
    fn things_before(&self, k: usize, at: u32, t: &NounTrigger) -> bool {
        let rules = self.source.rules;
        let amount = self
            .noun(k)
            .and_then(|n| Some(self.source.quantities.get(n.quantity? as usize)?.end))
            .unwrap_or(0);
        let within = self.chunks.get(k).is_some_and(|c| c.first.max(amount) < at);
        let Some(before) = at.checked_sub(1).and_then(|b| self.token(b)).filter(|_| within) else {
            return false;
        };
        let word = before.span.of(self.text).to_lowercase();
        let plural =
            before.is(Tags::NOUN) && !before.is(Tags::VERB_S | Tags::TRIGGER) && singular(&word).len() < word.len();
        let known = rules.taxonomy.nouns.find(|i| (i == 0).then_some(before.word)).is_some();
        t.slot == NounSlot::Group && t.counted.is_none() && plural && !known && !formed_as_person(&word)
    }

    /// "saved 400 lives": a verb of the group under which its noun does not count.
    fn undone(&self, k: usize, t: &NounTrigger) -> bool {
        let governed = |g: Option<Governor>| g.is_some_and(|g| t.unless.contains(&g.verb.lemma));
        governed(self.object_of(k)) || governed(self.subject_of(k))
    }

    pub(super) fn weak_noun(&self, k: usize) -> Option<Hit> {
        let said = || self.subject_of(k).is_none_or(|g| !g.verb.negated);
        let told = |t: &NounTrigger| said() && t.counts_about.iter().any(|w| self.source.lead.contains(w));
        let (at, t) = self
            .noun_trigger(k)
            .filter(|(_, t)| t.weak && t.slot.counts() || told(t))
            .filter(|(_, t)| !self.undone(k, t))?;
        Some(Hit {
            measure: t.measure,
            counted: t.counted.clone(),
            by: "weak",
            word: self.token(at)?.word,
        })
    }

    pub(super) fn post_adjunct(&self, k: usize) -> Option<Hit> {
        let mut j = k + 1;
        while matches!(self.kind(j), Some(ChunkKind::Other)) {
            j += 1;
        }
        self.adjunct_at(j)
    }

    /// Members of a class that act: "some 60 gunmen stormed", "tens of thousands of protesters".
    pub(super) fn agent(&self, k: usize, noun: &Noun) -> Option<Hit> {
        let class = noun.counted.as_ref()?;
        let acted_on = self
            .object_of(k)
            .is_some_and(|g| g.adjacent && !self.token(g.verb.main).is_some_and(|t| t.is(Tags::AUX)));
        if noun.of.is_some() || acted_on || self.at_a_rate(k) {
            return None;
        }
        let rules = self.source.rules;
        let measure = rules
            .measures
            .all
            .iter()
            .position(|m| m.agents.iter().any(|a| rules.taxonomy.is_a(class, a)))? as MeasureId;
        if self.silenced(measure) {
            return None;
        }
        let word = self.token(noun.head?)?.word;
        Some(Hit {
            measure,
            counted: None,
            by: "agent",
            word,
        })
    }

    /// "40,000 passengers use the station each day": how many there are at any time, and in no event.
    pub(super) fn at_a_rate(&self, k: usize) -> bool {
        let (Some(chunk), Some(last)) = (self.chunks.get(k), self.chunks.last()) else {
            return false;
        };
        let scopes = &self.source.rules.frames.time_scopes;
        let told = |at: u32| scopes.find(|i| self.token(at + i as u32).map(|t| t.word));
        let end = last.end.min(chunk.end + RATE);
        (chunk.end..end).any(|at| told(at).is_some_and(|(_, name)| name.starts_with("a ")))
    }

    /// "the death of 40 miners", "injuries to 30", "the roofs off nine barns".
    pub(super) fn of_noun(&self, k: usize) -> Option<Hit> {
        // "the arrest of "17 saboteurs""
        let quoted = k > 0 && matches!(self.kind(k - 1), Some(ChunkKind::Quote));
        let p = k.checked_sub(1 + usize::from(quoted))?;
        if !matches!(self.kind(p), Some(ChunkKind::Prep))
            || !matches!(self.word(p), "of" | "to" | "for" | "among" | "off" | "in" | "at")
        {
            return None;
        }
        let within = matches!(self.word(p), "in" | "at");
        let mut n = p.checked_sub(1)?;
        // "the arrest on Wednesday of two men"
        if self.tokens(n).iter().any(|t| t.is(Tags::WEEKDAY | Tags::MONTH))
            || matches!(self.kind(n), Some(ChunkKind::Label))
        {
            n = n.checked_sub(if matches!(self.kind(n.checked_sub(1)?), Some(ChunkKind::Prep)) {
                2
            } else {
                1
            })?;
        }
        let Some((at, t)) = self.noun_trigger(n) else {
            return self.about(p, k);
        };
        let slot = match within {
            // "cracks in 210 houses"
            true => t.slot == NounSlot::About,
            false => matches!(t.slot, NounSlot::Count | NounSlot::Group | NounSlot::About),
        };
        // "damage of ten billion": of no number of houses
        let things = self.source.rules.measures.all[t.measure as usize].counts.as_deref() == Some("buildings");
        let headless = self.noun(k).is_some_and(|n| n.head.is_none());
        (slot && !(things && headless) && !t.weak && self.admits(t.measure, &[], k)).then_some(Hit {
            measure: t.measure,
            counted: None,
            by: "noun",
            word: self.token(at)?.word,
        })
    }

    /// "a march by 2,000 women", "a vigil on the stairs by 90 nurses": those who do what the noun says.
    pub(super) fn by_deed(&self, k: usize) -> Option<Hit> {
        let by = k.checked_sub(1).filter(|&p| self.word(p) == "by")?;
        let deeds = &self.source.rules.measures.deeds;
        let deed = |j: usize| {
            let word = self.token(self.noun(j)?.head?)?.word;
            Some((word, *deeds.get(&word)?))
        };
        let mut n = by.checked_sub(1)?;
        while deed(n).is_none() && n >= 2 && matches!(self.kind(n - 1), Some(ChunkKind::Prep)) {
            n -= 2;
        }
        let (word, measure) = deed(n).filter(|&(_, m)| self.admits(m, &[], k))?;
        Some(Hit {
            measure,
            counted: None,
            by: "noun",
            word,
        })
    }

    /// "put the march in the capital at 4,500 and the rally against it at 900": how many did what the noun says.
    pub(super) fn put_deed(&self, k: usize) -> Option<Hit> {
        let rules = self.source.rules;
        let noun = self.noun(k)?;
        let q = self.source.quantities.get(noun.quantity? as usize)?;
        // "put the start of the march at ten"
        let hour = q.interval.high.is_some_and(|h| h <= Decimal::from(HOURS));
        if hour || noun.head.is_some() && noun.counted.is_none() {
            return None;
        }
        // "was estimated at 4,500"
        let told = self.token(q.first).is_some_and(|t| t.is(Tags::VERB_PP));
        let at = k
            .checked_sub(1)
            .filter(|&p| told && self.verb(p).is_some() || self.word(p) == "at")?;
        let value = |j: usize| {
            let verb = self.verb(j)?;
            let puts =
                rules.frames.value_verbs.contains(&verb.lemma) && !rules.frames.light_verbs.contains(&verb.lemma);
            (puts && !verb.negated && verb.voice != Voice::Copula).then_some(verb)
        };
        let mut n = at.checked_sub(1)?;
        // "the march was put at 4,500"
        let passive = value(n).is_some_and(|v| v.voice == Voice::Passive);
        n = n.checked_sub(usize::from(passive))?;
        let deed = |j: usize| {
            let word = self.token(self.noun(j)?.head?)?.word;
            Some((word, *rules.measures.deeds.get(&word)?))
        };
        while deed(n).is_none() && n >= 2 && matches!(self.kind(n - 1), Some(ChunkKind::Prep)) {
            n -= 2;
        }
        let (word, measure) = deed(n).filter(|&(_, m)| self.admits(m, &[], k))?;
        let put = told || passive || (0..n).rev().take(12).find_map(value).is_some();
        put.then_some(Hit {
            measure,
            counted: None,
            by: "value",
            word,
        })
    }

    /// "the bodies of two missing skiers", "the release of nine kidnapped guards": what they are now.
    pub(super) fn remains_of(&self, k: usize) -> Option<Hit> {
        let measures = &self.source.rules.measures.all;
        let hit = self.of_noun(k).filter(|_| self.preceded_by(k, "of"))?;
        let is = &measures[hit.measure as usize];
        let over = || {
            self.modifier_hit(k)
                .is_some_and(|were| !measures[were.measure as usize].befalls)
        };
        (is.befalls || !is.absent && over()).then_some(hit)
    }

    /// "the search went on for nine hikers", "windows were smashed in 14 shops": what the subject is about.
    pub(super) fn about(&self, p: usize, k: usize) -> Option<Hit> {
        let passes = |j: &usize| {
            matches!(
                self.kind(*j),
                Some(ChunkKind::Verb(_) | ChunkKind::Other | ChunkKind::Prep | ChunkKind::Adjective)
            )
        };
        let n = (0..p).rev().take(4).find(|j| !passes(j))?;
        let (at, t) = self.noun_trigger(n).filter(|(_, t)| t.slot == NounSlot::About)?;
        let verb = (n + 1..p).any(|j| self.verb(j).is_some());
        (verb && matches!(self.word(p), "for" | "to" | "in") && self.admits(t.measure, &[], k)).then_some(Hit {
            measure: t.measure,
            counted: None,
            by: "noun",
            word: self.token(at)?.word,
        })
    }

    /// "the injured, 120 of them by his count", "the hostages in the bank, six men": a group, and how many.
    pub(super) fn apposed(&self, k: usize) -> Option<Hit> {
        let comma = k.checked_sub(1)?;
        if !matches!(self.kind(comma), Some(ChunkKind::Comma)) {
            return None;
        }
        let mut j = comma.checked_sub(1)?;
        while j >= 2 && matches!(self.kind(j - 1), Some(ChunkKind::Prep)) {
            j -= 2;
        }
        let group = self.noun(j).filter(|n| n.quantity.is_none() && n.definite)?;
        let opens = j == 0
            || matches!(
                self.kind(j - 1),
                Some(ChunkKind::Rel | ChunkKind::Colon | ChunkKind::Quote | ChunkKind::Comma)
            );
        let hit = self.group_at(j).or_else(|| self.modifier_hit(j))?;
        (opens && self.admits(hit.measure, &[], k)).then(|| Hit {
            counted: group.counted.clone(),
            ..hit
        })
    }

    /// "Nine people died. They included four women and a girl."
    pub(super) fn among_them(&self, k: usize) -> bool {
        let Some(g) = self.object_of(k) else { return false };
        let rules = self.source.rules;
        let verb = rules.lexicon.word(g.verb.lemma);
        let includes = matches!(verb, "include" | "comprise");
        let they = self.chunks.get(g.at).and_then(|v| self.token(v.first.checked_sub(1)?));
        includes && they.is_some_and(|t| matches!(rules.lexicon.word(t.word), "they" | "these" | "those"))
    }

    /// "the dead included three children", "among the dead were three children".
    pub(super) fn included(&self, k: usize) -> Option<Hit> {
        let g = self.object_of(k)?;
        let rules = self.source.rules;
        if !rules.frames.include_verbs.contains(&g.verb.lemma) {
            return None;
        }
        let mut j = g.at;
        while j > 0 {
            j -= 1;
            match &self.chunks[j].kind {
                // "among those arrested there are nine clerks"
                ChunkKind::Noun(_) if self.word(j) == "there" && j > 0 && self.word(j - 1) == "those" => {}
                // "among those who died were nine clerks"
                ChunkKind::Rel => {
                    let those = j.checked_sub(1).filter(|&t| self.word(t) == "those")?;
                    let hit = self.relative_of(those).and_then(|g| self.subject_hit(&g, those));
                    return hit.filter(|h| self.admits(h.measure, &[], k));
                }
                ChunkKind::Noun(_) => {
                    // "the toll includes nine clerks"
                    let toll = || {
                        let (at, t) = self.noun_trigger(j).filter(|(_, t)| t.slot == NounSlot::Value)?;
                        let word = self.token(at).filter(|_| g.adjacent && j + 1 == g.at)?.word;
                        let includes = matches!(rules.lexicon.word(g.verb.lemma), "include" | "comprise");
                        includes.then_some(Hit {
                            measure: t.measure,
                            counted: None,
                            by: "noun",
                            word,
                        })
                    };
                    if let Some(hit) = self.group_at(j).or_else(toll) {
                        return self.admits(hit.measure, &[], k).then_some(hit);
                    }
                    // "the number of wounded ... is 40" is read as a value
                    if !matches!(j.checked_sub(1).and_then(|p| self.kind(p)), Some(ChunkKind::Prep)) {
                        return None;
                    }
                }
                ChunkKind::Prep | ChunkKind::Other | ChunkKind::Verb(_) | ChunkKind::Adjective | ChunkKind::Conj => {}
                _ => return None,
            }
        }
        None
    }
}
