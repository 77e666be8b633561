//! Figures with a unit: which measure an amount of money, a length or a speed is of.

use super::chunk::ChunkKind;
use super::clause::Row;
use crate::quantity::{Kind, Quantity};
use crate::rules::measures::MeasureId;
use compact_str::CompactString;

impl Row<'_> {
    /// The measure of a quantity with a unit: by its dimension, and where several measures
    /// share one (length: distance, height, depth) by the nearest cue word of the sentence.
    /// A measure that has cues and shares no dimension needs one of them.
    pub fn unit_measure(&self, q: &Quantity) -> Option<MeasureId> {
        let rules = self.source.rules;
        let dimension = match q.kind {
            Kind::Money => "money",
            Kind::Percent => "percent",
            Kind::Duration => "duration",
            _ => q.dimension.as_deref()?,
        };
        let candidates: Vec<MeasureId> = (0..rules.measures.all.len() as MeasureId)
            .filter(|&m| rules.measures.all[m as usize].dimensions.iter().any(|d| d == dimension))
            .collect();
        let sentence = (self.chunks.first()?.first, self.chunks.last()?.end);
        let mut best: Option<(u32, MeasureId)> = None;
        for at in sentence.0..sentence.1 {
            let Some(t) = self.token(at) else { continue };
            let Some(list) = rules.measures.cues.get(&t.word) else {
                continue;
            };
            let gap = if at < q.first {
                q.first - at
            } else {
                at.saturating_sub(q.end) * 2
            };
            for &m in list {
                if candidates.contains(&m) && best.is_none_or(|(g, _)| gap < g) {
                    best = Some((gap, m));
                }
            }
        }
        match best {
            Some((_, m)) => Some(m),
            None => candidates.into_iter().find(|&m| !rules.measures.all[m as usize].cued),
        }
    }

    /// The class of noun group `j`, or its own head in the singular.
    pub fn named(&self, j: usize) -> Option<CompactString> {
        let n = self.noun(j).filter(|n| !n.pronoun)?;
        if let Some(c) = &n.counted {
            return Some(c.clone());
        }
        let head = self.token(n.head?)?;
        let rules = self.source.rules;
        let word = rules.lexicon.word(rules.words.lemma(head.word));
        Some(if word.is_empty() {
            head.span.of(self.text).to_lowercase().into()
        } else {
            word.into()
        })
    }

    /// What an amount is of: the noun after "of", else the subject or the noun before.
    pub fn measured(&self, k: usize) -> Option<String> {
        let noun_at = |j: usize| self.named(j).map(String::from);
        if matches!(self.kind(k + 1), Some(ChunkKind::Prep))
            && matches!(self.word(k + 1), "of" | "in" | "for")
            && !self.is_time(k + 2)
            && let Some(n) = noun_at(k + 2)
        {
            return Some(n);
        }
        if let Some(n) = noun_at(k) {
            return Some(n);
        }
        // rather the subject or object before it than the noun of a phrase between
        let idle = |j: usize| {
            let head = self.noun(j).and_then(|n| n.head).and_then(|h| self.token(h));
            head.is_some_and(|t| self.source.rules.frames.ignored.contains(&t.word))
        };
        let named = |j: &usize| self.noun(*j).is_some() && !self.is_time(*j) && !idle(*j) && noun_at(*j).is_some();
        let hangs = |j: usize| j > 0 && matches!(self.kind(j - 1), Some(ChunkKind::Prep)) && self.word(j - 1) != "of";
        let near: Vec<usize> = (0..k).rev().take(8).filter(named).collect();
        let mut head = near
            .iter()
            .copied()
            .find(|&j| !hangs(j))
            .or_else(|| near.first().copied())?;
        // "the party of the mayor took 34 percent"
        if head >= 2 && self.word(head - 1) == "of" && self.noun(head - 2).is_some() && !self.levels(head - 2) {
            head -= 2;
        }
        // "the price of Brent", "the speed of the train": what has the level, not the level
        let of = |j: usize| self.word(j + 1) == "of" && self.levels(j);
        noun_at(if of(head) && noun_at(head + 2).is_some() {
            head + 2
        } else {
            head
        })
    }
}
