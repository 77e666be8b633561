//! Figures at large: every numeral that a text puts forward, whether it counts for the event or not.
//!
//! Claims are about the event; a headline may also repeat an age, a rank, a year or an hour. To
//! hold a headline against its text, all of these are kept, with their kind, their value and
//! the words around them, and no more of the text than that.

mod setting;
mod value;

pub use value::year;

use super::{Claim, Input, context};
use crate::corpus::BlockKind;
use crate::quantity::{self, Bound, Decimal, Form, Interval, Kind, Precision, Quantity};
use crate::rules::lexicon::WordId;
use crate::span::Span;
use crate::text::{Sentence, Token};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Tokens to either side of a figure that belong to its neighbourhood.
const NEAR: u32 = 6;
/// A report of no more sentences and tokens than this, without a title, says what a headline says.
const BRIEF: (usize, usize) = (3, 45);

/// A numeral with what is needed to hold it against another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What sort of numeral it is.
    pub kind: Kind,
    /// Its value: in base units; the rank; days for a date, minutes for an hour of the day.
    pub interval: Interval,
    /// The number as written, before its conversion to the base unit.
    pub stated: Interval,
    /// Told from another: "yesterday", "two days earlier", "poorer than the third".
    pub relative: bool,
    /// The bound that the words put on it.
    pub bound: Bound,
    /// How exact the words are.
    pub precision: Precision,
    /// Base unit; `None` for what has none.
    pub unit: Option<CompactString>,
    /// The head of what is counted, in the singular; empty where no noun follows.
    pub noun: CompactString,
    /// It stands in what a page's title adds to the headline: "... - Channel 8 News".
    pub masthead: bool,
    /// One person without a numeral: "a soldier".
    pub single: bool,
    /// Its bound may be a mere preposition, as the headline is written: "sues over $5 fee".
    pub loose: bool,
    /// Hashes of the word before it and the one after it, in a label the one joined to it: the "point"
    /// of "a 12-point lead"; nought where there is none.
    pub beside: (u32, u32),
    /// As written.
    pub text: CompactString,
    /// Where it stands.
    pub span: Span,
    /// Its sentence, an index into [`Figures::sentences`].
    pub sentence: u32,
    /// Hashes of the content words around it, sorted.
    pub near: Vec<u32>,
    /// Its claim, if it makes one, as an index among the report's.
    pub claim: Option<u32>,
}

/// A sentence that holds figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Where it stands.
    pub span: Span,
    /// What kind of block it is in.
    pub block: BlockKind,
    /// Hashes of its content words, sorted.
    pub words: Vec<u32>,
    /// How many sentences stand before it.
    pub index: u32,
}

/// The figures of a report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// In text order.
    pub all: Vec<Figure>,
    /// The sentences they stand in.
    pub sentences: Vec<Told>,
    /// The report is no longer than a headline and has none of its own: a flash, an alert, a feed's entry.
    pub brief: bool,
    /// Tokens of the report.
    pub length: u32,
}

impl Figures {
    /// The sentence of a figure.
    pub fn sentence(&self, figure: &Figure) -> Option<&Told> {
        self.sentences.get(figure.sentence as usize)
    }

    /// Whether a figure stands in the title.
    pub fn in_title(&self, figure: &Figure) -> bool {
        self.sentence(figure).is_some_and(|s| s.block == BlockKind::Title)
    }
}

/// Collects the figures of a report, each with the claim that was made of it.
pub fn figures(input: &Input, claims: &[Claim]) -> Figures {
    let document = input.document;
    let titled = document.sentences.iter().any(|s| s.kind == BlockKind::Title);
    let mut out = Figures {
        brief: !titled && document.sentences.len() <= BRIEF.0 && document.tokens.len() <= BRIEF.1,
        length: document.tokens.len() as u32,
        ..Figures::default()
    };
    let mut claimed: FxHashMap<u32, u32> = FxHashMap::default();
    for (i, c) in (0..).zip(claims) {
        claimed.entry(c.span.start).or_insert(i);
    }
    for (first, end, mut figure) in found(input, claims) {
        let index = document.sentence_of(first);
        let Some(sentence) = document.sentences.get(index) else {
            continue;
        };
        if out.sentences.last().is_none_or(|s| s.index != index as u32) {
            out.sentences.push(Told {
                span: sentence.span,
                block: sentence.kind,
                words: context::words(sentence, input),
                index: index as u32,
            });
        }
        if out.brief || sentence.kind == BlockKind::Title {
            figure.masthead = setting::in_masthead(first, sentence, document);
            figure.loose = setting::loose(first, sentence, input);
        }
        figure.sentence = out.sentences.len() as u32 - 1;
        figure.near = near(first, end, sentence, input);
        figure.claim = claimed.get(&figure.span.start).copied();
        figure.relative |= figure.claim.is_none() && setting::numbered(first, &figure, document);
        out.all.push(figure);
    }
    out
}

/// What is read of a document, in text order: dates, other numerals, and single persons that
/// claims tell of, each with its first and last token.
fn found(input: &Input, claims: &[Claim]) -> Vec<(u32, u32, Figure)> {
    let dates = input.dates.iter().filter_map(|d| value::date(d, input));
    let numerals = input.quantities.iter().filter_map(|q| numeral(q, input));
    let mut found: Vec<(u32, u32, Figure)> = dates.chain(numerals).collect();
    found.sort_by_key(|(first, end, _)| (*first, Reverse(*end)));
    found.dedup_by(|b, a| a.2.span.overlaps(b.2.span));
    let taken = |c: &Claim| {
        let at = found.partition_point(|(.., f)| f.span.end <= c.span.start);
        found.get(at).is_some_and(|(.., f)| f.span.overlaps(c.span))
    };
    let free = claims.iter().filter(|c| !taken(c));
    let single: Vec<_> = free.filter_map(|c| single(c, input)).collect();
    found.extend(single);
    found.sort_by_key(|(first, ..)| *first);
    found
}

/// Hashes of the content words around tokens `first..end`.
fn near(first: u32, end: u32, sentence: &Sentence, input: &Input) -> Vec<u32> {
    let from = first.saturating_sub(NEAR).max(sentence.first);
    context::of_tokens(from..(end + NEAR).min(sentence.end), input)
}

/// A numeral that is no date; dates are read by those who resolve them.
fn numeral(q: &Quantity, input: &Input) -> Option<(u32, u32, Figure)> {
    if q.form != Form::Numeral || q.all_but {
        return None;
    }
    if q.fraction {
        return Some((q.first, q.end, fraction(q, input)));
    }
    let interval = value::of(q, input).filter(|i| *i != Interval::default())?;
    let noun = noun(q, input);
    let kind = if noun.is_empty() && setting::age_like(q, input) {
        Kind::Age
    } else {
        q.kind
    };
    Some((
        q.first,
        q.end,
        Figure {
            kind,
            relative: q.kind == Kind::Ordinal && setting::compared(q, input),
            beside: setting::beside(q, input),
            interval,
            stated: q.stated,
            bound: q.bound,
            precision: q.precision,
            unit: q.unit.clone(),
            noun,
            text: q.span.of(input.text).into(),
            span: q.span,
            ..Figure::default()
        },
    ))
}

/// "one in five", "two-thirds of pupils": a share, in percent.
fn fraction(q: &Quantity, input: &Input) -> Figure {
    let percent = |v: Option<Decimal>| v.and_then(|v| v.checked_mul(Decimal::ONE_HUNDRED));
    Figure {
        kind: Kind::Percent,
        interval: Interval {
            low: percent(q.interval.low),
            high: percent(q.interval.high),
        },
        relative: true,
        precision: q.precision,
        unit: Some("%".into()),
        noun: noun(q, input),
        text: q.span.of(input.text).into(),
        span: q.span,
        ..Figure::default()
    }
}

/// One person told of without a numeral: "a soldier was killed".
fn single(c: &Claim, input: &Input) -> Option<(u32, u32, Figure)> {
    let tokens = &input.document.tokens;
    let first = tokens.binary_search_by_key(&c.span.start, |t| t.span.start).ok()?;
    let end = tokens.partition_point(|t| t.span.end <= c.span.end);
    let one = c.interval == Interval::exactly(Decimal::ONE);
    let figure = Figure {
        interval: c.interval,
        stated: c.interval,
        single: true,
        noun: c.counted.clone(),
        text: c.text.as_str().into(),
        span: c.span,
        ..Figure::default()
    };
    (one && c.unit.is_none()).then_some((first as u32, end as u32, figure))
}

fn noun(q: &Quantity, input: &Input) -> CompactString {
    let Some(span) = quantity::noun(input.document, q, input.text, input.rules) else {
        return CompactString::default();
    };
    let at = input
        .document
        .tokens
        .binary_search_by_key(&span.start, |t| t.span.start);
    at.ok()
        .and_then(|i| input.document.tokens.get(i))
        .filter(|t| t.span.len() > 2)
        .map(|t| singular(t, input))
        .unwrap_or_default()
}

fn singular(t: &Token, input: &Input) -> CompactString {
    let rules = input.rules;
    let lemma = rules.words.lemma(t.word);
    if lemma == WordId::UNKNOWN {
        return super::counted::singular(&t.span.of(input.text).to_lowercase()).into();
    }
    rules.lexicon.word(lemma).into()
}
