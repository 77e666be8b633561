//! From drafts to claims: everything said about a figure.

mod assert;
mod borrow;
mod inherit;

use super::antecedent::Told;
use super::armies::Armies;
use super::as_of::AsOf;
use super::asked;
use super::attribution::Attributions;
use super::chunk::{self, Chunk, Source};
use super::clause::Row;
use super::dates::DateMention;
use super::modality::{self, Stretch};
use super::places::PlaceMention;
use super::scope::Setting;
use super::worth::Bare;
use super::{Claim, Input, Modality};
use crate::corpus::BlockKind;
use crate::quantity::{Bound, Decimal, Form, Interval, Quantity};
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::MeasureId;
use crate::rules::table::WordSet;
use crate::text::{Sentence, Token};
use std::cell::{Cell, OnceCell};

/// Frames the quantities of one report as claims, in text order.
pub fn frame(input: &Input) -> Vec<Claim> {
    framed(input, true)
}

/// The same without the words that the figures are told with, for who compares nothing.
pub fn frame_bare(input: &Input) -> Vec<Claim> {
    framed(input, false)
}

fn framed(input: &Input, compared: bool) -> Vec<Claim> {
    let document = input.document;
    let (starts, lead) = (starts(input), lead(input));
    let source = Source::new(input, &starts, &lead);
    let mut b = Builder {
        input,
        attributions: OnceCell::new(),
        modality: modality::Finder::new(document, input.text, input.meta, input.rules),
        stretches: OnceCell::new(),
        armies: OnceCell::new(),
        setting: Setting::default(),
        own: super::dates::own_day(input.dates, input.meta),
        as_of: AsOf::default(),
        claims: Vec::new(),
        told: Vec::new(),
        at: 0,
        compared,
        words: None,
    };
    b.setting.crowd = crowd(input);
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut next = 0;
    for (i, sentence) in document.sentences.iter().enumerate() {
        while input.quantities.get(next).is_some_and(|q| q.first < sentence.first) {
            next += 1;
        }
        let figure = input.quantities[next..]
            .iter()
            .take_while(|q| q.first < sentence.end)
            .any(|q| q.kind.is_quantity());
        b.setting
            .table
            .read(sentence, document.tokens_of(sentence), input.text, figure, input.rules);
        let early = i < 3;
        b.setting.heads(document.tokens_of(sentence), figure, input.rules);
        if !figure {
            let asked = asked::find(document.tokens_of(sentence), i, input.text, source.lead, input.rules);
            b.setting.asked = asked.or(b.setting.asked.take());
        }
        let member = || {
            let mut here = input.quantities[next..].iter().take_while(|q| q.first < sentence.end);
            here.any(|q| q.form == Form::Member)
        };
        if !figure && !b.tells(sentence, member, early) {
            if early {
                let names = b.places_of(sentence).iter().map(|p| p.name.clone());
                b.setting.main.extend(names.collect::<Vec<_>>());
            }
            b.setting.topic = None;
            continue;
        }
        chunks.clear();
        chunk::chunk(&source, sentence, &mut chunks);
        b.at = i;
        b.words = None;
        b.stretches = OnceCell::new();
        b.sentence(
            sentence,
            &Row {
                chunks: &chunks,
                source: &source,
                text: input.text,
                about: source.lead,
                asked: Cell::default(),
            },
            early,
        );
    }
    b.claims
}

/// Per token, one more than the index of the outermost quantity that starts there.
pub(super) fn starts(input: &Input) -> Vec<u32> {
    let mut starts = vec![0u32; input.document.tokens.len()];
    let mut covered = 0;
    for (i, q) in input.quantities.iter().enumerate() {
        if q.first >= covered || q.end > covered {
            if let Some(s) = starts.get_mut(q.first as usize).filter(|s| **s == 0) {
                *s = i as u32 + 1;
            }
            covered = covered.max(q.end);
        }
    }
    starts
}

pub(super) struct Builder<'a> {
    pub(super) input: &'a Input<'a>,
    /// Who said what, once a claim asks for it.
    attributions: OnceCell<Attributions>,
    modality: modality::Finder<'a>,
    /// What is not plainly asserted in the sentence at hand, once a claim of it asks for it.
    stretches: OnceCell<Vec<Stretch>>,
    /// The nations that fight, once a claim of one asks for them.
    armies: OnceCell<Armies>,
    setting: Setting,
    /// The report's own day.
    own: Option<jiff::civil::Date>,
    /// The as-of days of the sentence at hand.
    as_of: AsOf,
    claims: Vec<Claim>,
    /// What is remembered of each claim.
    told: Vec<Told>,
    /// Index of the sentence at hand.
    at: usize,
    /// The claims will be compared.
    compared: bool,
    /// Its content words, once a claim of it asks for them.
    words: Option<Vec<u32>>,
}

impl Builder<'_> {
    /// Whether what a token of the sentence at hand tells is put forward as true.
    fn modality(&self, token: u32) -> Modality {
        modality::of(self.stretches.get_or_init(|| self.modality.find(self.at)), token)
    }

    /// Whether a sentence without a figure may tell of persons, or of a place that it brings in or, as one of
    /// the first, sets the scene with.
    fn tells(&self, sentence: &Sentence, member: impl Fn() -> bool, lead: bool) -> bool {
        let bare = Bare::new(self.input.document, sentence, self.input.text, self.input.rules);
        let persons = || bare.tells_of_persons(&member);
        let locale = bare.names_locale();
        if lead {
            return locale || !self.claims.is_empty() || persons();
        }
        let befalls = sentence.has(Tags::TRIGGER) && (locale || sentence.has(Tags::COUNTED));
        befalls && persons() || locale && bare.brings_in_locale()
    }

    fn sentence(&mut self, sentence: &Sentence, row: &Row, lead: bool) {
        self.setting.told = !self.claims.is_empty();
        if lead {
            // "In the port of Kell, three died" after a figure of all: a place inside the event
            let fronted = if self.setting.told { row.fronted_place() } else { None };
            let inside = |p: &PlaceMention| fronted.is_some_and(|(first, end)| first <= p.first && p.first < end);
            let named: Vec<_> = self
                .places_of(sentence)
                .iter()
                .filter(|p| !inside(p))
                .map(|p| p.name.clone())
                .collect();
            self.setting.main.extend(named);
        }
        if lead {
            self.setting.lead.extend(row.locales());
        }
        let brought = row.brought();
        match &brought[..] {
            [(at, one)] if !lead => self.setting.topic = Some((one.clone(), *at)),
            [] => self.setting.topic = self.setting.topic.take().map(|(name, _)| (name, 0)),
            _ => self.setting.topic = None,
        }
        self.as_of = AsOf::find(row, self.dates_of(sentence), self.own);
        let before = self.claims.len();
        for draft in row.drafts() {
            self.claim(sentence, row, &draft, before);
        }
        if lead {
            self.tally(before);
        }
        if brought.len() != 1 {
            self.setting.topic = None;
        }
    }

    /// "killing a worker and injuring nine others": a report that opens so has counted them all.
    fn tally(&mut self, before: usize) {
        let befell = |c: &Claim| self.input.rules.measures.get(&c.measure).is_some_and(|m| m.befalls);
        let one = |c: &Claim| c.interval.point() == Some(Decimal::ONE);
        let here = || self.claims[before..].iter().filter(|c| befell(c));
        let fates = here().any(|c| here().any(|d| d.measure != c.measure));
        let several = here().any(|c| c.interval.high.is_some_and(|v| v > Decimal::ONE));
        for c in self.claims.iter_mut().skip(before).filter(|_| fates && several) {
            c.glimpse &= !(one(c) || c.additional);
        }
    }

    /// The places named in a sentence.
    fn places_of(&self, sentence: &Sentence) -> &[PlaceMention] {
        let all = self.input.places;
        let from = all.partition_point(|p| p.first < sentence.first);
        let to = all.partition_point(|p| p.first < sentence.end);
        all.get(from..to).unwrap_or(&[])
    }

    /// The date expressions of a sentence.
    fn dates_of(&self, sentence: &Sentence) -> &[DateMention] {
        let all = self.input.dates;
        let from = all.partition_point(|d| d.first < sentence.first);
        let to = all.partition_point(|d| d.first < sentence.end);
        all.get(from..to).unwrap_or(&[])
    }

    /// The days that the claim's own clause names.
    fn when(&self, row: &Row, sentence: &Sentence, token: u32, modality: Modality) -> Option<super::Days> {
        super::bound::when(row, self.dates_of(sentence), token, modality)
    }

    /// Works out a fraction or "all but three" against the figure before it.
    fn resolve(&self, q: &Quantity, antecedent: Option<usize>) -> Option<Interval> {
        let all = || q.all_but.then(|| self.all_of(q.interval.low?)).flatten();
        let Some(whole) = antecedent.or_else(all).map(|a| self.claims[a].interval) else {
            // "all but two were saved": nobody knows of how many
            return (!q.all_but).then_some(q.interval);
        };
        let both = |f: &dyn Fn(Decimal) -> Option<Decimal>| Interval {
            low: whole.low.and_then(f),
            high: whole.high.and_then(f),
        };
        Some(if q.fraction {
            part_of(q, whole, antecedent.is_some_and(|a| self.claims[a].unit.is_none()))
        } else if q.all_but {
            let left_out = q.interval.low?;
            // of three, "all but five" are not to be worked out
            let rest = both(&|w| w.checked_sub(left_out));
            let negative = |v: Option<Decimal>| v.is_some_and(|v| v.is_sign_negative() && !v.is_zero());
            if negative(rest.low) || negative(rest.high) {
                return None;
            }
            rest
        } else {
            q.interval
        })
    }

    /// Those that "all but two" leaves two of: the last group told of that is larger and no part of another.
    fn all_of(&self, left_out: Decimal) -> Option<usize> {
        let near = |i: &usize| self.at.checked_sub(self.told[*i].sentence).is_some_and(|far| far <= 2);
        let whole = |i: &usize| {
            let c = &self.claims[*i];
            let many = c
                .interval
                .point()
                .and_then(|n| n.checked_sub(left_out))
                .is_some_and(|rest| rest > Decimal::ONE);
            many && c.unit.is_none() && c.part_of.is_none() && !c.partial
        };
        (0..self.claims.len().min(self.told.len()))
            .rev()
            .take_while(near)
            .find(whole)
    }
}

/// A fraction worked out: "half of them", "less than a tenth of it". What is counted comes in ones.
fn part_of(q: &Quantity, whole: Interval, counted: bool) -> Interval {
    let of = |w: Option<Decimal>, f: Option<Decimal>| Some(w?.checked_mul(f?)?.normalize());
    let (low, high) = (of(whole.low, q.interval.low), of(whole.high, q.interval.high));
    let rounded = |x: Option<Decimal>| x.map(|x| x.round());
    match q.bound {
        _ if !counted => Interval { low, high },
        Bound::LessThan => Interval {
            low: Some(Decimal::ZERO),
            high: high.map(|x| (x.ceil() - Decimal::ONE).max(Decimal::ZERO)),
        },
        Bound::MoreThan => Interval {
            low: low.and_then(|x| x.floor().checked_add(Decimal::ONE)),
            high: None,
        },
        _ => Interval {
            low: rounded(low),
            high: rounded(high),
        },
    }
}

/// An interval in base units, from one as written.
fn scaled(interval: Interval, factor: Decimal) -> Interval {
    if factor == Decimal::ONE {
        return interval;
    }
    let end = |x: Option<Decimal>| x.and_then(|x| x.checked_mul(factor));
    Interval {
        low: end(interval.low),
        high: end(interval.high),
    }
}

/// Byte offset of a token.
fn token_at(input: &Input, token: u32) -> usize {
    input
        .document
        .tokens
        .get(token as usize)
        .map_or(0, |t| t.span.start as usize)
}

/// The tokens of the first sentences and of the title.
fn opening<'a>(input: &'a Input) -> impl Iterator<Item = &'a Token> {
    let sentences = &input.document.sentences;
    let lead = sentences.iter().take(3);
    let titles = sentences.iter().filter(|s| s.kind == BlockKind::Title);
    lead.chain(titles).flat_map(|s| input.document.tokens_of(s))
}

/// "on 10 March" tells of no march.
pub(super) fn is_month(token: &Token) -> bool {
    token.is_capital() && token.is(Tags::MONTH)
}

/// The words that the report opens with, as written and in their base forms.
pub(super) fn lead(input: &Input) -> WordSet {
    let mut words = WordSet::default();
    for token in opening(input).filter(|t| !is_month(t)) {
        words.insert(token.word);
        words.insert(input.rules.words.lemma(token.word));
    }
    words
}

/// The measure whose crowds the title or the lead tells of, with the word that says so.
fn crowd(input: &Input) -> Option<(MeasureId, WordId)> {
    let topics = &input.rules.measures.topics;
    let mut words = opening(input).filter(|t| !is_month(t));
    words.find_map(|t| topics.get(&t.word).map(|&m| (m, t.word)))
}
