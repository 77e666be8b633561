//! Figures told by where the counted are, and by what there is none of: "a boat with 40 migrants",
//! "in hospital 14", "no reports of injuries".

use super::chunk::{ChunkKind, Noun, Verb, Voice};
use super::clause::{Governor, Row};
use super::trigger::Hit;
use crate::quantity::{Decimal, Quantity};
use crate::rules::lexicon::Tags;
use crate::rules::measures::{MeasureId, NounSlot, VerbTrigger};

impl Row<'_> {
    /// "44 people in the coach": who is in what carries people.
    pub(super) fn inside_carrier(&self, k: usize, noun: &Noun) -> Option<Hit> {
        // "Five people on the bus went home": some of those on it
        let act = self
            .subject_of(k)
            .is_some_and(|g| g.adjacent && g.verb.voice != Voice::Copula);
        // "the helicopter, in which four people were travelling"
        let which = k > 1 && self.word(k - 1) == "which" && matches!(self.word(k - 2), "in" | "on");
        if let Some(class) = noun.counted.as_deref().filter(|_| which && noun.of.is_none()) {
            let comma = matches!(k.checked_sub(3).and_then(|j| self.kind(j)), Some(ChunkKind::Comma));
            return self.carries(k.checked_sub(3 + usize::from(comma))?, class);
        }
        let within = !act && matches!(self.word(k + 1), "in" | "on" | "aboard" | "inside");
        let class = noun.counted.as_deref().filter(|_| within && noun.of.is_none())?;
        let article = usize::from(self.noun(k + 2).is_some_and(|n| n.head.is_none()));
        self.carries(k + 2 + article, class)
    }

    /// "The bus rolled over. There were 37 people on it": in what the report is about, if that carries people.
    pub(super) fn inside_it(&self, k: usize, noun: &Noun) -> Option<Hit> {
        let rules = self.source.rules;
        let it =
            matches!(self.word(k + 1), "in" | "on" | "aboard" | "inside") && matches!(self.word(k + 2), "it" | "her");
        let class = noun.counted.as_deref().filter(|_| it && self.there(k))?;
        let all = &rules.measures.all;
        let id = all.iter().position(|m| !m.carriers.is_empty())?;
        let admits = all[id].of.iter().any(|o| rules.taxonomy.is_a(class, o));
        let word = self.source.lead.iter().find(|w| {
            let kind = rules.taxonomy.nouns.find(|i| (i == 0).then_some(*w));
            let carries = |of: &compact_str::CompactString| kind.is_some_and(|(_, c)| rules.taxonomy.is_a(&c.name, of));
            all[id].carriers.iter().any(carries)
        });
        let word = word.filter(|_| admits)?;
        Some(Hit {
            measure: id as MeasureId,
            counted: None,
            by: "adjunct",
            word,
        })
    }

    /// The measure of members of a class in the carrier that noun group `at` names.
    fn carries(&self, at: usize, class: &str) -> Option<Hit> {
        let rules = self.source.rules;
        let carrier = self.noun(at).filter(|n| n.quantity.is_none() || n.plural)?;
        let kind = carrier.counted.as_deref()?;
        let carries = |of: &compact_str::CompactString| rules.taxonomy.is_a(kind, of);
        let all = &rules.measures.all;
        let id = all.iter().position(|m| m.carriers.iter().any(carries))?;
        let admits = all[id].of.iter().any(|o| rules.taxonomy.is_a(class, o));
        admits.then_some(Hit {
            measure: id as MeasureId,
            counted: None,
            by: "adjunct",
            word: self.token(carrier.head?)?.word,
        })
    }

    /// "On board were 236 people", "In custody are six": an adjunct that opens the sentence, before its verb.
    pub(super) fn inverted(&self, k: usize) -> Option<Hit> {
        if let Some(hit) = self.likewise(k) {
            return Some(hit);
        }
        let at = self
            .object_of(k)
            .filter(|g| g.adjacent && g.verb.voice == Voice::Copula)?
            .at;
        let start = (0..at)
            .rev()
            .find(|&j| self.opens(j) && matches!(self.kind(j), Some(ChunkKind::Prep)))?;
        // "among the twelve people killed were three children"
        if self.word(start) == "among"
            && let Some(hit) = self.told_of_numbered(start + 1)
        {
            return Some(hit);
        }
        let plain = |j: usize| {
            matches!(self.kind(j), Some(ChunkKind::Prep)) || self.noun(j).is_some_and(|n| n.quantity.is_none())
        };
        // "in 19 further cabins there were 83 guests"
        let place = |j: usize| j == start + 1 && self.noun(j).is_some();
        (at <= start + 4 && (start..at).all(|j| plain(j) || place(j)))
            .then(|| self.adjunct_at(start))
            .flatten()
            .filter(|h| self.admits(h.measure, &[], k))
    }

    /// "three guides were wounded, as were two cooks": what the clause before says of others.
    fn likewise(&self, k: usize) -> Option<Hit> {
        let at = k.checked_sub(2)?;
        let auxiliary = self.token(self.verb(at + 1)?.main)?.is(Tags::BE | Tags::AUX);
        if !auxiliary || !matches!(self.word(at), "as" | "so") {
            return None;
        }
        (0..at).rev().take(14).find_map(|j| {
            let verb = self.verb(j).filter(|v| !v.infinitive && v.voice != Voice::Gerund)?;
            let governor = Governor {
                at: j,
                verb,
                adjacent: true,
            };
            self.said_of_subject(&governor, k)
        })
    }

    /// "a boat with 40 migrants", "the ferry, with 89 people on it": who is in what carries people.
    pub(super) fn carried(&self, k: usize, noun: &Noun) -> Option<Hit> {
        let rules = self.source.rules;
        // "the jet had 162 people on it"
        let in_it = matches!(self.word(k + 1), "on" | "in") && self.word(k + 2) == "it";
        let has = |p: usize| in_it && self.verb(p).is_some_and(|v| rules.lexicon.word(v.lemma) == "have");
        let mut first = k;
        while first > 1
            && matches!(self.kind(first - 1), Some(ChunkKind::Conj | ChunkKind::Comma))
            && self.noun(first - 2).is_some_and(|n| n.quantity.is_some() || n.single)
        {
            first -= 2;
        }
        let with = first.checked_sub(1).filter(|&p| self.word(p) == "with" || has(p))?;
        let class = noun.counted.as_deref().filter(|_| noun.of.is_none())?;
        let mut at = with.checked_sub(1)?;
        // "the van, crammed with 14 labourers"
        let filled = |v: &Verb| {
            let carries = |t: &VerbTrigger| !rules.measures.all[t.measure as usize].carriers.is_empty();
            let frames = rules.measures.verbs.get(&v.lemma);
            v.voice == Voice::Bare && frames.is_some_and(|l| l.iter().any(carries))
        };
        if self.verb(at).is_some_and(filled) {
            at = at.checked_sub(1)?;
        }
        if matches!(self.kind(at), Some(ChunkKind::Comma)) {
            at = at.checked_sub(1)?;
        }
        self.carries(at, class)
    }

    /// "In hospital: 14", "Under arrest six": a place that tells the measure, before a figure without a verb.
    pub(super) fn place_told(&self, k: usize) -> Option<Hit> {
        let marked = matches!(self.kind(k.checked_sub(1)?), Some(ChunkKind::Colon));
        let at = k.checked_sub(2 + usize::from(marked))?;
        let stands_alone = matches!(
            self.kind(k + 1),
            None | Some(ChunkKind::Comma | ChunkKind::Colon | ChunkKind::Conj | ChunkKind::Other)
        ) && self.verb(k + 2).is_none();
        let placed = matches!(self.kind(at), Some(ChunkKind::Prep)) && self.noun(at + 1).is_some();
        (placed && stands_alone && self.opens(at))
            .then(|| self.adjunct_at(at))
            .flatten()
    }

    /// "no casualties", "no reports of injuries": a zero of what would be counted.
    pub(super) fn none_of(&self, k: usize, noun: &Noun, q: &Quantity) -> Option<Hit> {
        if q.interval.point() != Some(Decimal::ZERO) {
            return None;
        }
        let reported = noun
            .head
            .and_then(|h| self.token(h))
            .is_some_and(|t| self.source.rules.frames.reported_heads.contains(&t.word));
        let at = if reported && self.word(k + 1) == "of" { k + 2 } else { k };
        let counts = |slot: NounSlot| slot == NounSlot::Nil || at > k && slot.counts();
        let (token, t) = self.noun_trigger(at).filter(|(_, t)| counts(t.slot))?;
        // "no loss of life among civilians"
        let among = || {
            let whom = self.noun(at + 2).filter(|_| self.word(at + 1) == "among")?;
            whom.counted.clone()
        };
        Some(Hit {
            measure: t.measure,
            counted: among()
                .or_else(|| self.class_before(at, token))
                .or_else(|| t.counted.clone()),
            by: "noun",
            word: self.token(token)?.word,
        })
    }
}
