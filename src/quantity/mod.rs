//! Quantities: what numerals and number words assert, as intervals of exact decimals.
//!
//! Every numeral of a text is read, also those that are no figure of anything
//! (dates, clock times, ages, names): they get a [`Kind`] that keeps them out.

use crate::rules::Rules;
use crate::span::Span;
use crate::text::Document;
use compact_str::CompactString;
pub use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A closed interval of exact decimals; `None` is unbounded on that side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: Option<Decimal>,
    /// Upper end.
    pub high: Option<Decimal>,
}

impl Interval {
    /// The interval of one value.
    pub fn exactly(value: Decimal) -> Self {
        Self {
            low: Some(value),
            high: Some(value),
        }
    }

    /// From a lower end upwards.
    pub fn at_least(value: Decimal) -> Self {
        Self {
            low: Some(value),
            high: None,
        }
    }

    /// The value, if both ends are the same.
    pub fn point(&self) -> Option<Decimal> {
        self.low.filter(|_| self.low == self.high)
    }

    /// Whether some value lies in both.
    pub fn intersects(&self, other: &Interval) -> bool {
        let below = |a: Option<Decimal>, b: Option<Decimal>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// Whether every value of `other` lies in this interval.
    pub fn contains(&self, other: &Interval) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a <= b,
        };
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a >= b,
        };
        low && high
    }
}

/// How exact the words are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// "62", "at least 60".
    #[default]
    Exact,
    /// "about 60", "nearly 60".
    Approximate,
    /// "dozens", "several".
    Vague,
}

/// What a numeral is, which decides whether it can be a figure of the event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Counts something: "12 civilians".
    #[default]
    Count,
    /// Carries a unit of measurement: "10 km".
    Measure,
    /// An amount of money: "$1.2 million".
    Money,
    /// A percentage, or percentage points.
    Percent,
    /// A duration: "nine hours".
    Duration,
    /// A rank: "second".
    Ordinal,
    /// A calendar date, month or year.
    Date,
    /// A clock time.
    Clock,
    /// A person's age.
    Age,
    /// A name, address, score, model, page or telephone number.
    Label,
}

impl Kind {
    /// Whether `recount quantities` lists it.
    pub fn is_quantity(self) -> bool {
        !matches!(self, Kind::Ordinal | Kind::Date | Kind::Clock | Kind::Age | Kind::Label)
    }
}

/// The bound that words put on a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// No bound word.
    #[default]
    None,
    /// "at least", "no fewer than".
    AtLeast,
    /// "more than", "over".
    MoreThan,
    /// "up to", "no more than".
    AtMost,
    /// "fewer than", "under".
    LessThan,
}

/// One quantity expression of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The expression with its bound words: "at least 40", "a third of the 150", "€1.8 million".
    pub span: Span,
    /// First token of `span`, an index into [`Document::tokens`].
    pub first: u32,
    /// One past the last token of `span`.
    pub end: u32,
    /// What the words assert, in base units.
    pub interval: Interval,
    /// How exact they are.
    pub precision: Precision,
    /// What sort of numeral it is.
    pub kind: Kind,
    /// The bound that the words put.
    pub bound: Bound,
    /// Base unit ("m", "kg", "%", "EUR"), or `None` for counts.
    pub unit: Option<CompactString>,
    /// What the unit measures ("length", "mass", "speed", "money", ...), or `None` for counts.
    pub dimension: Option<CompactString>,
    /// "a third of the 150": the stated whole, as an index of the quantity that holds 150.
    pub whole: Option<u32>,
    /// The expression is a fraction whose whole is not a number: "half of the pupils", "two-thirds".
    /// `interval` then is the fraction itself (0.5).
    pub fraction: bool,
    /// "all but three": the number left out, when the whole is not yet known; `interval` then
    /// is the number left out.
    pub all_but: bool,
}

impl Quantity {
    /// Whether the value is approximate or vague.
    pub fn approximate(&self) -> bool {
        self.precision != Precision::Exact
    }
}


/// Provisional.
pub fn read(document: &Document, text: &str, _rules: &Rules) -> Vec<Quantity> {
    let w = |i: usize| document.tokens.get(i).map_or(String::new(), |t| t.span.of(text).to_lowercase());
    let small = ["zero","one","two","three","four","five","six","seven","eight","nine","ten","eleven","twelve","thirteen","fourteen","fifteen","sixteen","seventeen","eighteen","nineteen"];
    let tens = ["","","twenty","thirty","forty","fifty","sixty","seventy","eighty","ninety"];
    let num = |i: usize| -> Option<(i64, usize)> {
        let x = w(i);
        if let Some(d) = document.tokens.get(i) { if d.shape == crate::text::Shape::Digits { return x.replace(',', "").parse().ok().map(|v| (v, i + 1)); } }
        if let Some(v) = small.iter().position(|s| *s == x) { return Some((v as i64, i + 1)); }
        if let Some(v) = tens.iter().position(|s| *s == x && !s.is_empty()) {
            if w(i + 1) == "-" { if let Some(u) = small.iter().position(|s| *s == w(i + 2)) { return Some(((v * 10 + u) as i64, i + 3)); } }
            return Some((v as i64 * 10, i + 1));
        }
        None
    };
    let mut out = Vec::new();
    let mut i = 0;
    while i < document.tokens.len() {
        let mut start = i;
        let (mut lo, mut hi, mut prec, end);
        let x = w(i);
        if let Some((v, e)) = num(i) {
            lo = Some(v); hi = Some(v); prec = Precision::Exact; end = e;
            if v == 1 && x == "one" && w(e) == "of" { i = e; continue; }
            if (1900..2100).contains(&v) && x.len() == 4 && !x.contains(',') && x.parse::<i64>().is_ok() { i = e; continue; }
        } else if let Some(v) = match x.as_str() { "dozens" => Some(24), "scores" => Some(40), "several" => Some(3), "hundreds" => Some(200), "thousands" => Some(2000), _ => None } {
            lo = Some(v); hi = None; prec = Precision::Vague; end = i + 1;
        } else { i += 1; continue; }
        if start > 1 && w(start - 1) == "than" && w(start - 2) == "more" { lo = lo.map(|v| v + 1); hi = None; start -= 2; }
        else if start > 1 && w(start - 1) == "least" { hi = None; start -= 2; }
        else if start > 0 && ["about", "some", "nearly", "around"].contains(&w(start - 1).as_str()) { prec = Precision::Approximate; start -= 1; }
        let _ = &mut lo;
        out.push(Quantity { span: document.tokens[start].span.to(document.tokens[end - 1].span), first: start as u32, end: end as u32,
            interval: Interval { low: lo.map(Decimal::from), high: hi.map(Decimal::from) }, precision: prec, kind: Kind::Count, bound: Bound::None, unit: None, dimension: None, whole: None, fraction: false, all_but: false });
        i = end;
    }
    out
}
