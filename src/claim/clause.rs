//! Who does what in a row of chunks: the verb that a noun group is subject or object of.

use super::chunk::{Chunk, ChunkKind, Noun, Source, Verb, Voice};
use crate::quantity::Kind;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::{NounSlot, Slot};
use crate::rules::numbers::Roles;
use crate::rules::table::WordSet;
use crate::text::Token;
use std::cell::Cell;

/// The chunks of one sentence, with what is needed to read them.
pub struct Row<'a> {
    /// The chunks, in text order.
    pub chunks: &'a [Chunk],
    /// Tokens, quantities, packs.
    pub source: &'a Source<'a>,
    /// The text that spans index.
    pub text: &'a str,
    /// The words that tell what the report is about, as written and in their base forms.
    pub about: &'a WordSet,
    /// They have been asked for: with others something else might have been read.
    pub asked: Cell<bool>,
}

/// A verb group as seen from a noun group.
#[derive(Clone, Copy, Debug)]
pub struct Governor<'a> {
    /// Index of its chunk.
    pub at: usize,
    /// The verb group.
    pub verb: &'a Verb,
    /// No other noun group, comma or conjunction stands between.
    pub adjacent: bool,
}

impl<'a> Row<'a> {
    /// Whether the report tells of one of these words, where there are any.
    pub fn tells_of(&self, words: &[WordId]) -> bool {
        if words.is_empty() {
            return true;
        }
        self.asked.set(true);
        words.iter().any(|w| self.about.contains(w))
    }

    /// The noun group at `k`.
    #[inline]
    pub fn noun(&self, k: usize) -> Option<&'a Noun> {
        match &self.chunks.get(k)?.kind {
            ChunkKind::Noun(n) => Some(n),
            _ => None,
        }
    }

    /// The verb group at `k`.
    #[inline]
    pub fn verb(&self, k: usize) -> Option<&'a Verb> {
        match &self.chunks.get(k)?.kind {
            ChunkKind::Verb(v) => Some(v),
            _ => None,
        }
    }

    /// What chunk `k` is.
    #[inline]
    pub fn kind(&self, k: usize) -> Option<&'a ChunkKind> {
        self.chunks.get(k).map(|c| &c.kind)
    }

    /// The tokens of chunk `k`.
    #[inline]
    pub fn tokens(&self, k: usize) -> &'a [Token] {
        self.chunks
            .get(k)
            .and_then(|c| self.source.document.tokens.get(c.first as usize..c.end as usize))
            .unwrap_or(&[])
    }

    /// Token `at` of the document.
    #[inline]
    pub fn token(&self, at: u32) -> Option<&'a Token> {
        self.source.document.tokens.get(at as usize)
    }

    /// The folded word of the first token of chunk `k`; empty where the lexicon has none.
    #[inline]
    pub fn word(&self, k: usize) -> &'a str {
        self.tokens(k)
            .first()
            .map_or("", |t| self.source.rules.lexicon.word(t.word))
    }

    /// Whether a noun group follows `k` at once: an object.
    pub fn object_follows(&self, k: usize) -> bool {
        match self.kind(k + 1) {
            Some(ChunkKind::Noun(n)) => {
                // "trapped 600 metres underground"
                let amount = n.quantity.and_then(|q| self.source.quantities.get(q as usize));
                let far = n.head.is_none() && amount.is_some_and(|q| matches!(q.kind, Kind::Measure | Kind::Duration));
                !self.is_time(k + 1) && !far && !(n.pronoun && matches!(self.word(k + 1), "there" | "here"))
            }
            Some(ChunkKind::Other) => matches!(self.kind(k + 2), Some(ChunkKind::Noun(_))) && !self.is_time(k + 2),
            _ => false,
        }
    }

    /// A noun group that says when: "Friday morning".
    pub fn is_time(&self, k: usize) -> bool {
        let calendar = &self.source.rules.calendar;
        let word = |t: &Token| calendar.of(t.word);
        // "this month", "last year", "tonight"
        let told = |t: &Token| word(t).is_some_and(|w| w.which.is_some() || w.day.is_some());
        let unit = |t: &Token| word(t).is_some_and(|w| w.unit.is_some() || w.part || w.day.is_some());
        let tokens = self.tokens(k);
        tokens.iter().any(|t| t.is(Tags::WEEKDAY | Tags::MONTH))
            || tokens.last().is_some_and(unit) && tokens.iter().any(told)
            || self.noun(k).is_some_and(|n| n.pronoun && self.word(k) == "themselves")
    }

    /// The finite verb that the noun group at `k` is subject of, and the reduced participle
    /// right after it, whichever comes first.
    pub fn subject_of(&self, k: usize) -> Option<Governor<'a>> {
        let mut j = k + 1;
        let mut adjacent = true;
        let mut dash: Option<usize> = None;
        // "Of the 112 who were taken, six died", "Of the ship's 40 crew": what a preposition opens the sentence
        // with is no subject
        let fronted = matches!(self.kind(0), Some(ChunkKind::Prep)) && (k == 1 || k == 2 && self.possessed(k));
        // "of the 60 eighteen died", "two houses out of 24 burnt": said of the part
        let led = k
            .checked_sub(1)
            .filter(|&p| matches!(self.kind(p), Some(ChunkKind::Prep)));
        let whole = led.is_some_and(|p| {
            self.tokens(p)
                .last()
                .is_some_and(|t| self.source.rules.numbers.roles(t.word).intersects(Roles::OF))
        });
        let counted = |j: usize| self.noun(j).is_some_and(|n| n.quantity.is_some());
        let linked = |j: usize| matches!(self.kind(j - 1), Some(ChunkKind::Comma | ChunkKind::Conj));
        let out_of = |p: usize| {
            let out = if self.word(p) == "out" {
                Some(p)
            } else {
                p.checked_sub(1).filter(|&o| self.word(o) == "out")
            };
            out.and_then(|o| o.checked_sub(1)).is_some_and(counted)
        };
        if self.hangs_on_a_noun(k) || whole && led.is_some_and(out_of) {
            return None;
        }
        while j < self.chunks.len() {
            match &self.chunks[j].kind {
                ChunkKind::Prep if self.ends_in_whom(j + 1) => {
                    adjacent = false;
                    j = self.after_relative(j + 1);
                }
                ChunkKind::Prep => j += 1 + usize::from(self.noun(j + 1).is_some()),
                // "four women, two of whom were pregnant, were killed"
                ChunkKind::Noun(_) if self.ends_in_whom(j) => {
                    adjacent = false;
                    j = self.after_relative(j);
                }
                ChunkKind::Noun(_) if whole && counted(j) && !linked(j) => return None,
                ChunkKind::Noun(n) => {
                    let linked = matches!(
                        self.kind(j - 1),
                        Some(
                            ChunkKind::Comma
                                | ChunkKind::Conj
                                | ChunkKind::Dash
                                | ChunkKind::Open
                                | ChunkKind::Label
                                | ChunkKind::Adjective
                        )
                    );
                    // "most of them women": a noun right after a pronoun says what they are
                    let said_of = self.noun(j - 1).is_some_and(|p| p.pronoun);
                    if !linked && !said_of && !self.is_time(j) && !n.pronoun && j > k + 1 {
                        return None;
                    }
                    adjacent = false;
                    j += 1;
                }
                ChunkKind::Rel => {
                    adjacent = false;
                    j = self.after_relative(j);
                }
                ChunkKind::Verb(v) => {
                    let passive_like = v.voice == Voice::Bare && !self.object_follows(j);
                    let skips = match v.voice {
                        Voice::Gerund => true,
                        Voice::Bare => {
                            passive_like && self.finite_ahead(j + 1) && !self.is_past_only(v) && !self.intransitive(v)
                        }
                        _ => v.infinitive,
                    };
                    if !skips {
                        // "saw two men fall"
                        let base = |t: &Token| t.is(Tags::VERB_BASE) && !t.is(Tags::VERB_PAST | Tags::VERB_PP);
                        let small = v.voice != Voice::Passive && self.token(v.main).is_some_and(base);
                        return (small || !self.modifies(k)).then_some(Governor {
                            at: j,
                            verb: v,
                            adjacent,
                        });
                    }
                    adjacent = false;
                    j += 1;
                    if matches!(self.kind(j), Some(ChunkKind::Noun(_))) {
                        j += 1;
                    }
                }
                ChunkKind::Open => j = self.closing(j) + 1,
                ChunkKind::Dash => {
                    if dash.is_some() {
                        dash = None;
                        j += 1;
                    } else if let Some(close) =
                        (j + 1..self.chunks.len()).find(|&x| self.chunks[x].kind == ChunkKind::Dash)
                    {
                        dash = Some(j);
                        j = close + 1;
                    } else {
                        return None;
                    }
                }
                ChunkKind::Comma if fronted => return None,
                // "police spoke to 40 witnesses, and two men were arrested": a clause of its own
                ChunkKind::Conj if self.governed(k) => return None,
                ChunkKind::Comma | ChunkKind::Conj => {
                    adjacent = false;
                    j += 1;
                }
                ChunkKind::Other | ChunkKind::Quote | ChunkKind::Adjective | ChunkKind::Label | ChunkKind::Close => {
                    j += 1
                }
                ChunkKind::Subord | ChunkKind::Colon => return None,
            }
        }
        None
    }

    /// The noun group at `k` is what a verb before it acts on or what a preposition joins to it, and no subject of
    /// a reported clause: "spoke to 40 witnesses", but "said 40 witnesses".
    fn governed(&self, k: usize) -> bool {
        let mut j = k;
        while let Some(before) = j.checked_sub(1) {
            match &self.chunks[before].kind {
                ChunkKind::Verb(v) => {
                    let says = self.token(v.main).is_some_and(|t| t.is(Tags::REPORT));
                    return !(says && before + 1 == k);
                }
                ChunkKind::Prep | ChunkKind::Adjective | ChunkKind::Label => {}
                ChunkKind::Noun(n) if before + 1 < k && n.quantity.is_none() => {}
                _ => return false,
            }
            j = before;
        }
        false
    }

    /// "plans for 12 houses collapsed", "a row between two ministers died down": that is said of the plans and the row.
    fn hangs_on_a_noun(&self, k: usize) -> bool {
        let head = |h: usize| self.noun(h).is_some_and(|n| n.quantity.is_none() && !n.pronoun) && !self.is_time(h);
        k > 1
            && matches!(self.kind(k - 1), Some(ChunkKind::Prep))
            && matches!(
                self.word(k - 1),
                "about" | "against" | "at" | "between" | "for" | "from" | "in" | "into" | "near" | "on" | "over" | "to"
            )
            && head(k - 2)
    }

    /// The noun group at `k` belongs to a clause that is said of a noun before it, whose own verb is yet to come:
    /// "a driver who hit four pedestrians was jailed", "a man accused of shooting three people".
    fn modifies(&self, k: usize) -> bool {
        let Some((at, v)) = k.checked_sub(1).and_then(|j| Some((j, self.verb(j)?))) else {
            return false;
        };
        let says = self.token(v.main).is_some_and(|t| t.is(Tags::REPORT));
        let lead = at.checked_sub(1).and_then(|j| self.kind(j));
        let of = matches!(lead, Some(ChunkKind::Prep)) && v.voice == Voice::Gerund;
        let relative = matches!(lead, Some(ChunkKind::Rel)) && !v.infinitive;
        !says && (of || relative)
    }

    /// "whom", "two of whom", "two of which": a relative clause begins.
    fn ends_in_whom(&self, j: usize) -> bool {
        let word = |t: &Token| self.source.rules.lexicon.word(t.word);
        let before = self.chunks.get(j).and_then(|c| self.token(c.end.checked_sub(2)?));
        let which = |t: &Token| word(t) == "whom" || word(t) == "which" && before.is_some_and(|b| word(b) == "of");
        self.noun(j).is_some() && self.tokens(j).last().is_some_and(which)
    }

    /// A form that is past tense and no participle: "fell", "took".
    pub(super) fn is_past_only(&self, v: &Verb) -> bool {
        self.token(v.main)
            .is_some_and(|t| t.is(Tags::VERB_PAST) && !t.is(Tags::VERB_PP))
    }

    /// A verb that evokes a measure of its subject: "died" is no participle.
    fn intransitive(&self, v: &Verb) -> bool {
        let list = self.source.rules.measures.verbs.get(&v.lemma);
        list.is_some_and(|l| {
            l.iter().any(|t| t.slot == Slot::Subject && t.with.is_empty())
                && !l.iter().any(|t| t.slot == Slot::Object && t.with.is_empty())
        })
    }

    /// Whether a finite verb comes before the clause ends.
    fn finite_ahead(&self, from: usize) -> bool {
        for j in from..self.chunks.len() {
            match &self.chunks[j].kind {
                ChunkKind::Verb(v) if !v.infinitive && !matches!(v.voice, Voice::Gerund) => {
                    return !(v.voice == Voice::Bare && !self.object_follows(j) && !self.is_past_only(v))
                        && !self
                            .token(v.main)
                            .is_some_and(|t| t.is(Tags::REPORT) && self.object_reported(j));
                }
                ChunkKind::Subord | ChunkKind::Rel | ChunkKind::Colon | ChunkKind::Conj => return false,
                _ => {}
            }
        }
        false
    }

    /// "…, police said": a reporting verb at the end speaks of what came before.
    fn object_reported(&self, j: usize) -> bool {
        !self.object_follows(j)
            && (j >= 2 && matches!(self.kind(j - 2), Some(ChunkKind::Comma | ChunkKind::Quote))
                || j >= 3 && matches!(self.kind(j - 3), Some(ChunkKind::Comma)))
    }

    /// First chunk after the relative clause that starts at `j`.
    fn after_relative(&self, j: usize) -> usize {
        let mut at = j + 1;
        let mut verb = false;
        while at < self.chunks.len() {
            match &self.chunks[at].kind {
                // "two men who saw how a woman was killed testified": its own verb has an object clause
                ChunkKind::Subord | ChunkKind::Rel
                    if verb && matches!(self.word(at), "how" | "why" | "whether" | "that" | "when" | "where") =>
                {
                    verb = false;
                }
                ChunkKind::Verb(v)
                    if verb
                        && !v.infinitive
                        && v.voice != Voice::Gerund
                        && !matches!(self.kind(at - 1), Some(ChunkKind::Conj)) =>
                {
                    return at;
                }
                ChunkKind::Verb(_) => verb = true,
                ChunkKind::Comma | ChunkKind::Close | ChunkKind::Colon | ChunkKind::Dash if verb => return at,
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// Index of the bracket that closes the one at `j`, or the last chunk.
    fn closing(&self, j: usize) -> usize {
        (j + 1..self.chunks.len())
            .find(|&x| self.chunks[x].kind == ChunkKind::Close)
            .unwrap_or(self.chunks.len().saturating_sub(1))
    }

    /// The verb of the relative clause that follows the noun group at `k`: "rebels who took part".
    pub fn relative_of(&self, k: usize) -> Option<Governor<'a>> {
        let mut j = k + 1;
        // "the 40 pupils and teachers who were taken", but not "40 pupils and a teacher who fled"
        let alike = |j: usize| {
            self.noun(j)
                .is_some_and(|n| n.quantity.is_none() && n.plural && !n.single && !n.definite)
        };
        while matches!(self.kind(j), Some(ChunkKind::Prep)) && self.noun(j + 1).is_some()
            || matches!(self.kind(j), Some(ChunkKind::Conj)) && self.word(j) == "and" && alike(j + 1)
        {
            j += 2;
        }
        if matches!(self.kind(j), Some(ChunkKind::Comma)) {
            j += 1;
        }
        // "eight in the pass, where a bus was found": said of something else
        if !matches!(self.kind(j), Some(ChunkKind::Rel)) || matches!(self.word(j), "where" | "when") {
            return None;
        }
        let at = (j + 1..(j + 4).min(self.chunks.len())).find(|&x| self.verb(x).is_some())?;
        let verb = self.verb(at)?;
        // "told 12 reporters that nobody was hurt", "two brothers of the woman who was killed"
        let whose_own = || (j + 1..at).any(|x| self.noun(x).is_some());
        let singular = |t: &Token| matches!(self.source.rules.lexicon.word(t.word), "was" | "is" | "has");
        let of_one = || self.noun(k).is_some_and(|n| n.plural) && self.tokens(at).iter().any(singular);
        if matches!(verb.voice, Voice::Passive | Voice::Copula) && (whose_own() || of_one()) {
            return None;
        }
        Some(Governor {
            at,
            verb,
            adjacent: at == j + 1,
        })
    }

    /// The verb that the noun group at `k` is object of, through lists to its left.
    pub fn object_of(&self, k: usize) -> Option<Governor<'a>> {
        if self.aside_part(k) || self.opens_anew(k) {
            return None;
        }
        let mut j = k;
        let mut adjacent = true;
        let mut listed = false;
        while j > 0 {
            j -= 1;
            match &self.chunks[j].kind {
                ChunkKind::Verb(v) => {
                    return Some(Governor {
                        at: j,
                        verb: v,
                        adjacent,
                    });
                }
                ChunkKind::Other | ChunkKind::Quote => {}
                // "shot dead a woman"
                ChunkKind::Adjective | ChunkKind::Noun(_) if self.resultative(j) => {}
                // "set fire to nine barns", "set free six women"
                ChunkKind::Prep | ChunkKind::Noun(_) | ChunkKind::Adjective if self.belongs_to_verb(j) => {}
                ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Dash | ChunkKind::Colon => {
                    adjacent = false;
                    listed = true;
                }
                ChunkKind::Noun(_) => {
                    // a sibling, or the noun of a phrase that hangs on a sibling
                    if matches!(j.checked_sub(1).and_then(|p| self.kind(p)), Some(ChunkKind::Prep)) && listed {
                        j -= 1;
                        continue;
                    }
                    if !listed {
                        return None;
                    }
                    listed = false;
                }
                _ => return None,
            }
        }
        None
    }

    /// "dead" in "shot dead a clerk": the state that the verb before it brings about.
    fn resultative(&self, j: usize) -> bool {
        let acts = |v: &Verb| matches!(v.voice, Voice::Active | Voice::Bare);
        let state = |t: &Token| t.is(Tags::ADJ) && t.is(Tags::TRIGGER);
        j > 0
            && self.verb(j - 1).is_some_and(acts)
            && self.tokens(j).iter().all(state)
            && self.noun(j + 1).is_some_and(|n| n.single)
    }

    /// "of the four it admitted, one is a baby": past a comma right behind a verb, what has a verb of its own.
    fn opens_anew(&self, k: usize) -> bool {
        let behind = k.checked_sub(2).filter(|&j| self.verb(j).is_some());
        let own = self
            .verb(k + 1)
            .is_some_and(|v| !v.infinitive && !matches!(v.voice, Voice::Bare | Voice::Gerund));
        own && behind.is_some() && matches!(self.kind(k - 1), Some(ChunkKind::Comma))
    }

    /// "saved themselves, nine of whom are ill": what is told of the part is told behind it.
    pub(super) fn aside_part(&self, k: usize) -> bool {
        let comma = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Open | ChunkKind::Dash));
        let apart = |j: usize| comma(j) || matches!(self.kind(j), Some(ChunkKind::Conj)) && j > 0 && comma(j - 1);
        let part = self.noun(k).is_some_and(|n| n.pronoun && n.of.is_some());
        part && k > 0 && apart(k - 1)
    }

    /// "looking for four hikers", "made off with nine clerks": a preposition that a measure's verb takes with it.
    pub(super) fn belongs_to_verb(&self, j: usize) -> bool {
        let short = |i: &usize| match self.kind(*i) {
            Some(ChunkKind::Noun(n)) => n.quantity.is_none() && *i + 1 == j,
            kind => matches!(kind, Some(ChunkKind::Prep | ChunkKind::Other)),
        };
        let Some(verb) = (0..j).rev().take(3).find(|i| !short(i)).and_then(|i| self.verb(i)) else {
            return false;
        };
        let Some(list) = self.source.rules.measures.verbs.get(&verb.lemma) else {
            return false;
        };
        let at = self.chunks[j].end - 1;
        list.iter().any(|t| {
            let mut words = (verb.main + 1..).zip(&t.particle);
            at <= verb.main + t.particle.len() as u32 && words.all(|(i, w)| self.token(i).is_some_and(|x| x.word == *w))
        })
    }

    /// Whether some token after chunk `k` in its clause has one of these base forms.
    pub fn followed_by(&self, k: usize, words: &[WordId]) -> bool {
        let mut seen = 0;
        for j in k + 1..self.chunks.len() {
            match &self.chunks[j].kind {
                ChunkKind::Subord | ChunkKind::Colon | ChunkKind::Rel => return false,
                // "were led or carried to safety": two verbs of one clause
                ChunkKind::Verb(v) if j == k + 2 && v.voice == Voice::Bare && self.joins(k + 1) => {}
                ChunkKind::Verb(v) if !v.infinitive && v.voice != Voice::Gerund && seen > 0 => {
                    // "let 23 children go", "freed two people trapped"
                    let participle = v.voice == Voice::Bare && self.noun(j - 1).is_some();
                    let form = if participle {
                        Tags::VERB_BASE | Tags::VERB_PP
                    } else {
                        Tags::VERB_BASE
                    };
                    return self.tokens(j).iter().any(|t| t.is(form) && words.contains(&t.word));
                }
                _ => {}
            }
            for (i, t) in self.tokens(j).iter().enumerate() {
                if words.contains(&t.word) {
                    // "four were shot, two dead": a word that counts others
                    let others = i > 0 || self.noun(j).is_some_and(|n| n.quantity.is_some());
                    let group = || self.noun_trigger(j).is_some_and(|(_, t)| t.slot == NounSlot::Group);
                    return !(others && group());
                }
                seen += 1;
                if seen > 14 {
                    return false;
                }
            }
        }
        false
    }

    /// "and", "or" at chunk `j`.
    fn joins(&self, j: usize) -> bool {
        matches!(self.kind(j), Some(ChunkKind::Conj)) && matches!(self.word(j), "and" | "or")
    }
}
