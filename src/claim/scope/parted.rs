//! Where some of a group were: "eleven of the dead were in Kell", "five of them in a trailer park".

use super::super::chunk::{ChunkKind, Voice};
use super::super::clause::Row;
use super::super::places::PlaceMention;
use crate::rules::lexicon::Tags;
use crate::text::Token;
use compact_str::CompactString;

impl Row<'_> {
    /// The place that tells the part of noun group `k` from the rest of its group, be it the event's own: right
    /// behind it, or behind its verb.
    pub(super) fn place_of_part(&self, k: usize, places: &[PlaceMention]) -> Option<CompactString> {
        let adverb = |j: usize| usize::from(matches!(self.kind(j), Some(ChunkKind::Other)));
        let mut at = k + 1 + adverb(k + 1);
        let verb = self.verb(at);
        if let Some(v) = verb {
            // "three of them said in Kell that ..."
            let says = self.token(v.main).is_some_and(|t| t.is(Tags::REPORT));
            if says && v.voice != Voice::Passive || v.negated {
                return None;
            }
            at += 1;
            at += adverb(at);
            // "two of them came from Kell": that is where they had lived
            if !matches!(v.voice, Voice::Passive | Voice::Copula) && self.word(at) == "from" {
                return None;
            }
        }
        let is = verb.is_none_or(|v| v.voice == Voice::Copula);
        let led = matches!(self.kind(at), Some(ChunkKind::Prep))
            && matches!(
                self.word(at),
                "in" | "at" | "on" | "near" | "inside" | "outside" | "from" | "aboard"
            );
        let c = at + 1 + usize::from(self.is_article(at + 1) && self.noun(at + 2).is_some());
        let noun = self.noun(c).filter(|n| led && n.quantity.is_none() && !n.pronoun)?;
        let tokens = self.tokens(c);
        if self.is_time(c) || tokens.iter().any(|t| t.is(Tags::WEEKDAY | Tags::MONTH)) {
            return None;
        }
        let within = |c: usize| {
            let chunk = self.chunks.get(c)?;
            places.iter().find(|p| p.first >= chunk.first && p.first < chunk.end)
        };
        // "on the road near Kell"
        let near = matches!(self.kind(c + 1), Some(ChunkKind::Prep))
            && matches!(self.word(c + 1), "near" | "outside" | "in" | "at" | "to");
        if let Some(p) = within(c + 2).filter(|_| near) {
            return Some(p.name.clone());
        }
        if let Some(name) = self.settlement(c).or_else(|| self.locale(c)) {
            return Some(name);
        }
        if let Some(p) = within(c) {
            return Some(p.name.clone());
        }
        let (a, b) = (tokens.iter().find(|t| !t.is(Tags::DET))?, tokens.last()?);
        let name = tokens.iter().all(|t| t.is_capital());
        let head = self.token(noun.head?)?;
        let rules = self.source.rules;
        // "in nursing homes", "in the second explosion", but neither "in fact" nor "in a grave condition"
        let particular = noun.plural || noun.definite || noun.single || c > at + 1;
        // "70 of them in hospital beds": that is what befell them
        let hospital = tokens.iter().any(|t| rules.frames.hospitals.contains(&t.word));
        let sort = head.is(Tags::NOUN | Tags::COUNTED) && !rules.frames.states.contains(&head.word);
        let plain = is && particular && sort && !hospital;
        let last = if name { self.last_of_name(c).unwrap_or(b) } else { b };
        (name || plain).then(|| a.span.to(last.span).of(self.text).into())
    }

    /// Where a name ends that goes on behind its chunk: "Gate 7", "Ward 4B", "St. Luke's".
    pub(super) fn last_of_name(&self, c: usize) -> Option<&Token> {
        let end = self.chunks.get(c)?.end;
        let stem = self.token(end.checked_sub(1)?).filter(|t| t.is_capital())?;
        if matches!(self.kind(c + 1), Some(ChunkKind::Label)) {
            return self.tokens(c + 1).last();
        }
        let short = stem.span.of(self.text).len() <= 2 && self.token(end).is_some_and(|t| t.sign == '.');
        let tokens = self.tokens(c + 2);
        let goes_on = short && self.noun(c + 2).is_some() && tokens.first().is_some_and(|t| t.is_capital());
        tokens.last().filter(|_| goes_on)
    }
}
