//! Quantities: what numerals and number words assert, as intervals of exact decimals.
//!
//! Every numeral of a text is read, also those that are no figure of anything
//! (dates, clock times, ages, names): they get a [`Kind`] that keeps them out.

mod bound;
mod label;
mod listing;
mod number;
mod numeral;
mod read;
#[cfg(test)]
mod tests;
mod unit;

use crate::span::Span;
use compact_str::CompactString;
pub use listing::{Listed, listed, noun};
pub use read::read;
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

    /// The value that the words name: the lower end, or the upper where only that is told.
    pub fn named(&self) -> Option<Decimal> {
        self.low.or(self.high)
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

/// How a quantity is worded, beyond its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A numeral, number word or vague quantity.
    #[default]
    Numeral,
    /// "no one", "none", "no civilians".
    Zero,
    /// "both".
    Both,
    /// "one of the officers": a member, counted but hardly a figure. Its kind is [`Kind::Label`].
    Member,
}

/// One quantity expression of a text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The expression with its bound words: "at least 40", "a third of the 150", "€1.8 million".
    pub span: Span,
    /// First token of `span`, an index into `Document::tokens`.
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
    /// The value as written, multipliers applied, before the conversion to the base unit.
    pub stated: Interval,
    /// The unit as written, in the singular: "mile", "dollar".
    pub stated_unit: Option<CompactString>,
    /// Repeats the value just before it in another unit: "60 km (37 miles)".
    pub converted: bool,
    /// How it is worded.
    pub form: Form,
    /// The earlier of two values: the 12 of "rose from 12 to 19" and of "19, up from 12".
    pub previous: bool,
}

impl Quantity {
    /// Whether the value is approximate or vague.
    pub fn approximate(&self) -> bool {
        self.precision != Precision::Exact
    }
}
