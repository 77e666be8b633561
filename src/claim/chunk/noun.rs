//! Noun groups: determiner, numeral, modifiers, head, and the whole of a partitive.

use super::{ChunkKind, Chunker, Noun};
use crate::quantity::{Decimal, Kind};
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::{Slot, VerbTrigger};
use crate::rules::words::Function;
use crate::text::Shape;
use compact_str::CompactString;

impl Chunker<'_, '_> {
    /// A noun group from `first`, whose numeral (if any) ends at `body`.
    pub(super) fn noun(&mut self, first: usize, quantity: Option<u32>, body: usize) -> usize {
        let mut n = Noun {
            quantity,
            head_first: body as u32,
            ..Noun::default()
        };
        let mut at = body;
        let mut headed = false;
        if quantity.is_none() && body == first {
            at = self.determiner(first, &mut n);
            // "a further seven", "the other two", "an estimated 40"
            while self
                .tok(at)
                .is_some_and(|t| t.is(Tags::ADJ | Tags::VERB_PP | Tags::VERB_ING))
                && self.quantity(at + 1).is_some_and(|(_, q)| q.kind.is_quantity())
                && self.quantity(at).is_none()
            {
                n.additional |= self.additional_before(at + 1);
                at += 1;
            }
            // "the 150 rebels", "another 14": the numeral stands inside the group
            if let Some((index, q)) = self.quantity(at).filter(|(_, q)| q.kind.is_quantity()) {
                n.quantity = Some(index);
                at = (q.end as usize).min(self.tokens.len());
                n.head_first = at as u32;
            }
        }
        if quantity.is_some() {
            n.additional |= self.additional_before(first);
        }
        if n.quantity.is_some() {
            while self.word_is(at, Function::MORE) {
                n.additional = true;
                let others = self.word_is(at, Function::OTHERS);
                at += 1;
                n.head_first = at as u32;
                if others {
                    break;
                }
            }
            // "six out of the nine"
            at += usize::from(self.says_out_of(at) && self.tok(at + 2).is_some_and(|t| t.is(Tags::DET)));
            if self.word_is(at, Function::OF)
                && (self.starts_at(at + 1)
                    || self.owner_of_number(at + 1)
                    || self
                        .tok(at + 1)
                        .is_some_and(|t| t.is(Tags::DET | Tags::PRON | Tags::REL)))
            {
                n.of = Some(at as u32 + 1);
                let end = self.partitive(at + 1, &mut n);
                return self.push(ChunkKind::Noun(n), first, end);
            }
            // "hundreds of men": the head follows
            if self.word_is(at, Function::OF)
                && self.nominal(at + 1)
                && n.quantity
                    .and_then(|q| self.s.quantities.get(q as usize))
                    .is_some_and(|q| q.kind == Kind::Count && q.approximate())
            {
                at += 1;
            }
        }
        // "killed 30 "terrorists""
        let quoted =
            quantity.is_some() && self.sign_at(at) == '"' && self.nominal(at + 1) && self.sign_at(at + 2) == '"';
        at += usize::from(quoted);
        while let Some(t) = self.tok(at).copied() {
            if quoted && headed {
                at += 1;
                break;
            }
            if !headed && let Some(end) = self.compound(at) {
                at = end;
                continue;
            }
            if t.sign == '-' && !t.spaced && self.tok(at + 1).is_some_and(|x| !x.spaced) {
                at += 1;
                if self.tok(at).is_some_and(|x| x.is_word() || x.shape == Shape::Digits) {
                    at += 1;
                    headed = true;
                }
                continue;
            }
            if t.shape == Shape::Lower && t.span.len() <= 4 && self.word_is(at, Function::CLITIC)
                || t.sign == '\'' && !t.spaced && self.nominal(at + 1)
            {
                // possessor: what follows is the head
                n.counted = None;
                n.head = None;
                at += 1;
                n.definite = true;
                continue;
            }
            if at > body && self.starts_at(at) {
                break;
            }
            // "shot a woman dead"
            let state = n.single && n.counted.is_some() && t.is(Tags::ADJ) && t.is(Tags::TRIGGER);
            if at > first && headed && (self.ends_before(at) || state && !self.nominal(at + 1)) {
                break;
            }
            if let Some((len, counted)) = self.s.rules.taxonomy.nouns.find(|k| self.tok(at + k).map(|t| t.word)) {
                // "took 60 soldiers prisoner": what was made of them
                let many = n
                    .quantity
                    .and_then(|q| self.s.quantities.get(q as usize))
                    .is_some_and(|q| q.interval.point() != Some(Decimal::ONE));
                let made =
                    many && headed && n.plural && n.counted.is_some() && !counted.plural && !self.nominal(at + len);
                if made {
                    break;
                }
                if !(len == 1 && headed && self.is_verb_after_head(at)) {
                    n.counted = Some(self.class_here(at + len - 1, &counted.name));
                    n.plural = counted.plural;
                    n.head_first = at as u32;
                    at += len;
                    n.head = Some(at as u32 - 1);
                    n.proper = false;
                    headed = true;
                    continue;
                }
                break;
            }
            if !self.nominal(at) && !self.modifier(at) {
                break;
            }
            // "the prosecutor said troops": a past form after the head is no modifier of what follows
            let past = t.is(Tags::VERB_PAST | Tags::VERB_PP) && !t.is(Tags::NOUN | Tags::ADJ)
                || t.is(Tags::REPORT) && t.is(Tags::VERB_PAST);
            if headed && past && !t.is_capital() {
                break;
            }
            // "a police station": a singular article wants a singular head
            let many = n
                .quantity
                .and_then(|q| self.s.quantities.get(q as usize))
                .is_some_and(|q| q.interval.point() != Some(Decimal::ONE));
            let compound = n.single && n.plural && t.is(Tags::NOUN) && !t.is(Tags::PLURAL)
                || many && !n.plural && t.is(Tags::PLURAL) && !t.is(Tags::REPORT);
            if headed && !compound && self.is_verb_after_head(at) || !headed && self.is_verb_after_numeral(at, &n) {
                break;
            }
            if t.is(Tags::NOUN) || t.word == WordId::UNKNOWN || t.is_capital() || t.is(Tags::NATION) {
                n.head = Some(at as u32);
                n.head_first = at as u32;
                n.counted = None;
                n.plural = t.is(Tags::PLURAL);
                n.proper = t.is_capital() && !self.opens(at);
                headed = true;
            }
            at += 1;
        }
        at = at.max(first + 1);
        if let Some((of, end)) = self.out_of(at).filter(|_| n.quantity.is_some() && headed) {
            n.of = Some(of);
            at = end;
        }
        self.push(ChunkKind::Noun(n), first, at)
    }

    fn says_out_of(&self, at: usize) -> bool {
        let out = self.tok(at).is_some_and(|t| self.s.rules.lexicon.word(t.word) == "out");
        out && self.word_is(at + 1, Function::OF)
    }

    /// "two boats out of 24", "three people out of the nine on board": where the whole begins and its number ends.
    fn out_of(&self, at: usize) -> Option<(u32, usize)> {
        if !self.says_out_of(at) {
            return None;
        }
        let number = self.determiner(at + 2, &mut Noun::default());
        let (_, q) = self.quantity(number).filter(|(_, q)| q.kind == Kind::Count)?;
        let end = (q.end as usize).min(self.tokens.len());
        (!self.nominal(end)).then_some((at as u32 + 2, end))
    }

    fn sign_at(&self, at: usize) -> char {
        self.tok(at).map_or('\0', |t| t.sign)
    }

    /// What the head noun at `at` counts in this report: the girls of a school are pupils.
    fn class_here(&self, at: usize, class: &CompactString) -> CompactString {
        let rules = self.s.rules;
        let lemma = self.tok(at).map(|t| rules.words.lemma(t.word));
        let here = lemma.and_then(|l| rules.taxonomy.where_named(l, self.s.lead));
        here.unwrap_or(class).clone()
    }

    /// Consumes determiners; notes what they say.
    pub(super) fn determiner(&self, first: usize, n: &mut Noun) -> usize {
        let mut at = first;
        while let Some(t) = self
            .tok(at)
            .filter(|t| t.is(Tags::DET) && !(t.is_capital() && !self.opens(at) && !self.headline()))
        {
            let is = |function| self.s.rules.words.is(t.word, function);
            if is(Function::ARTICLE) {
                n.single = true;
            } else if is(Function::ANOTHER) {
                n.single = self.quantity(at + 1).is_none();
                n.additional = true;
            } else if !is(Function::LOOSE) {
                n.definite = true;
            }
            at += 1;
        }
        // "the third floor": a rank modifies like an adjective
        if let Some((_, q)) = self
            .quantity(at)
            .filter(|(_, q)| at > first && matches!(q.kind, Kind::Ordinal | Kind::Age | Kind::Label))
            .filter(|(_, q)| q.kind != Kind::Label || self.nominal(q.end as usize))
        {
            at = (q.end as usize).min(self.tokens.len());
        }
        n.head_first = at as u32;
        at
    }

    fn additional_before(&self, first: usize) -> bool {
        let before = first.checked_sub(1).filter(|&a| a >= self.first);
        before.is_some_and(|a| self.word_is(a, Function::EXTRA))
    }

    /// The whole of a partitive: "them", "the hostages", "the 47 people on the plane".
    pub(super) fn partitive(&self, from: usize, n: &mut Noun) -> usize {
        let mut at = from;
        if let Some(t) = self
            .tok(at)
            .filter(|t| t.is(Tags::PRON | Tags::REL) && (!t.is(Tags::DET) || t.is(Tags::REL) && !self.nominal(at + 1)))
        {
            n.pronoun = true;
            n.definite = t.is(Tags::PRON);
            return at + 1;
        }
        // "four of some 60 caravans"
        if self.quantity(at).is_none() {
            let pointing = self.word_is(at, Function::POINTING);
            at = self.determiner(at, &mut Noun::default());
            // "nine of these occurred in Kell"
            if pointing && self.quantity(at).is_none() && !self.nominal(at) {
                n.pronoun = true;
                n.definite = true;
                return at;
            }
        }
        // "two of the other three victims"
        let other = self
            .tok(at)
            .is_some_and(|t| self.s.rules.lexicon.word(t.word) == "other");
        at += usize::from(other && self.quantity(at + 1).is_some());
        if let Some((_, q)) = self.quantity(at) {
            at = (q.end as usize).min(self.tokens.len());
        }
        let mut headed = false;
        while let Some(t) = self.tok(at) {
            if headed && (self.ends_before(at) || self.is_verb_after_head(at)) {
                break;
            }
            if let Some((len, counted)) = self.s.rules.taxonomy.nouns.find(|k| self.tok(at + k).map(|t| t.word)) {
                n.counted = Some(self.class_here(at + len - 1, &counted.name));
                n.plural = true;
                n.head_first = at as u32;
                at += len;
                n.head = Some(at as u32 - 1);
                headed = true;
                continue;
            }
            if t.sign == '-' && !t.spaced {
                at += 1;
                continue;
            }
            // "of the province's 940 schools"
            if headed && self.word_is(at, Function::CLITIC) {
                n.counted = None;
                n.head = None;
                headed = false;
                at = self
                    .quantity(at + 1)
                    .map_or(at + 1, |(_, q)| (q.end as usize).min(self.tokens.len()));
                continue;
            }
            if !self.nominal(at) && !self.modifier(at) {
                break;
            }
            if t.is(Tags::NOUN | Tags::ADJ) || t.word == WordId::UNKNOWN || t.is_capital() {
                n.head = Some(at as u32);
                n.head_first = at as u32;
                n.counted = None;
                headed = t.is(Tags::NOUN) || t.word == WordId::UNKNOWN;
            }
            at += 1;
        }
        // "four of her family": members of a group of people
        let collective = n.head.and_then(|h| self.tok(h as usize));
        // "lost three of its own"
        if collective.is_some_and(|t| self.s.rules.lexicon.word(t.word) == "own") {
            (n.head, n.pronoun) = (None, true);
        }
        if collective.is_some_and(|t| self.s.rules.frames.collectives.contains(&t.word)) {
            let armed = collective.is_some_and(|t| self.s.rules.frames.bands.contains(&t.word));
            n.counted = Some(if armed { "militants" } else { "people" }.into());
        }
        at.max(from)
    }

    /// "Norway's 357 councils": a name whose number follows.
    fn owner_of_number(&self, from: usize) -> bool {
        let named = (from..from + 4).take_while(|&i| self.tok(i).is_some_and(|t| t.is_capital()));
        let end = named.last().map_or(from, |last| last + 1);
        end > from && self.word_is(end, Function::CLITIC) && self.starts_at(end + 1)
    }

    /// Words joined by hyphens that modify the noun after them, whatever they are by themselves: "off-duty
    /// nurses", "a dining-car waiter". Where they end.
    fn compound(&self, at: usize) -> Option<usize> {
        let joined = |i: usize| {
            let hyphen = self.tok(i + 1).is_some_and(|t| t.sign == '-' && !t.spaced);
            hyphen && self.tok(i + 2).is_some_and(|t| t.is_word() && !t.spaced)
        };
        if !self.tok(at)?.is_word() || !joined(at) || self.starts_at(at) {
            return None;
        }
        let mut last = at + 2;
        while joined(last) {
            last += 2;
        }
        let named = self.s.rules.taxonomy.nouns.find(|k| self.tok(at + k).map(|t| t.word));
        let apart = named.is_none_or(|(len, _)| at + len <= last);
        let head = self.tok(last + 1).is_some_and(|t| t.is_word()) && self.nominal(last + 1);
        (apart && head && !self.starts_at(last + 1)).then_some(last + 1)
    }

    /// A participle or adverb that modifies the noun after it: "heavily armed men".
    fn modifier(&self, at: usize) -> bool {
        let Some(t) = self.tok(at) else { return false };
        let next = |k: usize| self.nominal(at + k) && self.tok(at + k).is_some_and(|n| n.sign == '\0');
        if t.is(Tags::VERB_PP | Tags::VERB_ING) && !t.is(Tags::AUX) {
            return next(1);
        }
        t.is(Tags::ADV)
            && !t.is(Tags::PREP | Tags::NEG)
            && self.tok(at + 1).is_some_and(|n| n.is(Tags::VERB_PP | Tags::ADJ))
            && next(2)
    }

    /// A word that cannot follow a head inside its group.
    fn ends_before(&self, at: usize) -> bool {
        let Some(t) = self.tok(at) else { return true };
        if t.sign != '\0' {
            return !(t.sign == '-' && !t.spaced);
        }
        // "350 jobs last year", "31 people yesterday"
        if self.s.rules.words.is(t.word, Function::NEAR) && !t.is_capital() {
            return true;
        }
        if self.adverb_of(at) {
            return true;
        }
        // an adjective after the head is a predicate or a clause of its own: "24 inmates dead"
        t.is(Tags::ADJ) && !t.is(Tags::NOUN) && !self.nominal(at + 1) || t.is(Tags::WEEKDAY)
    }

    pub(super) fn is_verb_after_head(&self, at: usize) -> bool {
        self.tok(at).is_some_and(|t| t.is(Tags::VERB)) && (self.is_verb(at) || self.after_plural(at))
    }

    /// "nine remain": after a plural numeral a singular noun form that ends the group is a verb.
    fn is_verb_after_numeral(&self, at: usize, n: &Noun) -> bool {
        let Some(t) = self
            .tok(at)
            .filter(|t| t.is(Tags::VERB_BASE | Tags::VERB_PAST) && !t.is(Tags::PLURAL))
        else {
            return false;
        };
        let many = n
            .quantity
            .and_then(|q| self.s.quantities.get(q as usize))
            .is_some_and(|q| q.interval.point() != Some(Decimal::ONE));
        let beside = n.quantity.is_some() && n.head_first as usize == at;
        if beside && (many && (self.takes(at) || self.does(at, n.quantity)) || self.goes_alone(at)) {
            return true;
        }
        // "seven lie in the ward"
        let count = n
            .quantity
            .and_then(|q| self.s.quantities.get(q as usize))
            .is_some_and(|q| q.kind == Kind::Count);
        let ahead = self.tok(at + 1).is_some_and(|n| n.is(Tags::PREP));
        let base = count && ahead && t.is(Tags::VERB_BASE) && !t.is(Tags::VERB_PP);
        many && n.head_first as usize == at
            && !self.nominal(at + 1)
            && !(t.is(Tags::ADJ) || !base && t.is(Tags::TRIGGER) && t.is(Tags::NOUN) && !t.is(Tags::VERB_PP))
    }

    /// "twelve survived gunshot wounds", "nine suffered burns": a verb with the object that makes a measure of it.
    fn takes(&self, at: usize) -> bool {
        let rules = self.s.rules;
        let lemma = self.tok(at).map(|t| rules.words.lemma(t.word));
        let Some(list) = lemma.and_then(|l| rules.measures.verbs.get(&l)) else {
            return false;
        };
        let object = |i: &usize| {
            let word = self.tok(*i).filter(|w| w.is_word());
            word.is_some_and(|w| !w.is(Tags::PREP | Tags::CONJ | Tags::AUX | Tags::BE))
        };
        // "forty surrendered rifles were destroyed": what a verb follows is its subject
        let ends = |i: usize| {
            let next = self.tok(i + 1).filter(|w| w.is_word());
            next.is_none_or(|w| !w.is(Tags::VERB | Tags::AUX | Tags::BE) || w.is(Tags::PREP))
        };
        let with = |t: &VerbTrigger| {
            let told = |i: &usize| {
                self.tok(*i)
                    .is_some_and(|w| t.with.contains(&rules.words.lemma(w.word)))
            };
            (at + 1..at + 4).take_while(object).filter(told).any(ends)
        };
        // "two needed hospital care"
        let joined = |t: &VerbTrigger| {
            let beside = |(i, w): (usize, &WordId)| self.tok(at + 1 + i).is_some_and(|x| x.word == *w);
            !t.particle.is_empty() && t.particle.iter().enumerate().all(beside)
        };
        list.iter().any(|t| t.slot == Slot::Subject && (with(t) || joined(t)))
    }

    /// "3,000 rally against the dam": no plural, so a verb that evokes a measure of its subject.
    pub(super) fn does(&self, at: usize, number: Option<u32>) -> bool {
        let rules = self.s.rules;
        let number = number.and_then(|q| self.s.quantities.get(q as usize));
        let many = number.is_some_and(|q| q.kind == Kind::Count && q.unit.is_none());
        let base = self.tok(at).filter(|t| t.is(Tags::VERB_BASE) && !t.is(Tags::VERB_PAST));
        let goes_on = self.tok(at + 1).filter(|n| n.is_word());
        let lemma = base.map(|t| rules.words.lemma(t.word));
        let list = lemma.and_then(|l| rules.measures.verbs.get(&l));
        many && goes_on.is_none_or(|n| n.is(Tags::PREP | Tags::CONJ))
            && list.is_some_and(|l| {
                l.iter().any(|t| t.slot == Slot::Subject && t.is_bare()) && !l.iter().any(VerbTrigger::is_plain)
            })
    }

    /// "one died later": the past form of a verb that evokes a measure of its subject alone modifies nothing.
    pub(super) fn goes_alone(&self, at: usize) -> bool {
        let rules = self.s.rules;
        // "nine perished goods"
        let head = self.tok(at + 1).is_some_and(|n| n.is(Tags::PLURAL));
        let past = self
            .tok(at)
            .filter(|t| t.is(Tags::VERB_PAST) && !t.is(Tags::NOUN) && !head);
        let list = past.and_then(|t| rules.measures.verbs.get(&rules.words.lemma(t.word)));
        list.is_some_and(|l| {
            l.iter().any(|t| t.slot == Slot::Subject && t.is_bare()) && l.iter().all(|t| t.slot != Slot::Object)
        })
    }

    /// "militants attacked", "people wounded": an ambiguous word right after a plural head.
    fn after_plural(&self, at: usize) -> bool {
        let (Some(t), Some(before)) = (self.tok(at), at.checked_sub(1).and_then(|b| self.tok(b))) else {
            return false;
        };
        before.is(Tags::PLURAL) && t.is(Tags::VERB_PAST | Tags::VERB_PP)
    }
}
