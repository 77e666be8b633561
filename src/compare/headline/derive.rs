//! What an editor works out: figures of a headline that the text gives in parts.
//!
//! A sum or a difference, a list of people one by one, a share or a rate put in percent, so many
//! months of a payment, the years between two dates. Only figures that can go together are put
//! together, so that chance does not bear out a wrong headline.

use super::support::{bare_year, close};
use crate::claim::figure::{self, Figure};
use crate::quantity::{Decimal, Kind};

/// More figures than this are not combined two by two.
const MOST: usize = 120;
/// Days, and seconds, in a year.
const DAYS: Decimal = Decimal::from_parts(36525, 0, 0, false, 2);
const SECONDS: Decimal = Decimal::from_parts(31_557_600, 0, 0, false, 0);
/// No headline counts back further than this in years.
const LONGEST: u32 = 500;
/// Months in a year.
const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// Whether a figure can be worked out from those of a text.
pub(super) fn derived(h: &Figure, text: &[&Figure]) -> bool {
    let Some(value) = h.interval.named() else {
        return false;
    };
    let text = text.get(..text.len().min(MOST)).unwrap_or(text);
    match h.kind {
        _ if bare_year(h) => year(h, text),
        Kind::Percent => complement(value, text) || share(value, text),
        Kind::Date => year(h, text),
        Kind::Clock | Kind::Label => false,
        Kind::Duration => years(value).is_some_and(|y| between(y, text)) || sum(h, value, text),
        Kind::Age => between(value, text),
        Kind::Ordinal => sum(h, value, text),
        Kind::Count => {
            let many = value > Decimal::TEN && between(value, text);
            listed(value, text) || sum(h, value, text) || product(h, value, text) || many
        }
        _ => sum(h, value, text) || product(h, value, text),
    }
}

fn years(seconds: Decimal) -> Option<Decimal> {
    seconds.checked_div(SECONDS).map(|y| y.round())
}

fn pairs(text: &[&Figure], fits: impl Fn(&Figure, &Figure) -> bool) -> bool {
    let later = |i: usize| text.get(i + 1..).unwrap_or(&[]);
    text.iter()
        .enumerate()
        .any(|(i, a)| later(i).iter().any(|b| fits(a, b)))
}

/// "60%" of a text with "four in ten do not" or "40% do not".
fn complement(value: Decimal, text: &[&Figure]) -> bool {
    let percent = text.iter().filter(|f| f.kind == Kind::Percent);
    percent
        .flat_map(|f| [f.interval.low, f.interval.high])
        .flatten()
        .filter_map(|p| Decimal::ONE_HUNDRED.checked_sub(p))
        .any(|p| close(value, p) || (p - value).abs() < Decimal::TWO)
}

/// "20%" of a text with "one in five", or with both the part and the whole in a sentence.
fn share(value: Decimal, text: &[&Figure]) -> bool {
    pairs(text, |a, b| {
        let counts = a.unit.is_none() && b.unit.is_none() && a.sentence == b.sentence;
        let (Some(x), Some(y)) = (a.interval.point(), b.interval.point()) else {
            return false;
        };
        let share = x.min(y).checked_mul(Decimal::ONE_HUNDRED);
        let share = share.and_then(|p| p.checked_div(x.max(y)));
        counts && share.is_some_and(|p| (p - value).abs() < Decimal::ONE)
    })
}

/// People or things told one after the other: "a woman and two children" are three.
fn listed(value: Decimal, text: &[&Figure]) -> bool {
    let counts = |f: &&Figure| f.kind == Kind::Count && f.unit.is_none();
    let all: Vec<&Figure> = text.iter().copied().filter(counts).collect();
    (0..all.len()).any(|i| {
        let mut total = Decimal::ZERO;
        let run = all.get(i..).unwrap_or(&[]).iter();
        let run = run.take_while(|f| f.sentence == all[i].sentence);
        run.enumerate().any(|(k, f)| {
            let point = f.interval.point().unwrap_or_default();
            total = total.checked_add(point).unwrap_or_default();
            k > 0 && total == value
        })
    })
}

/// The sum or the difference of two figures of one kind and one noun.
fn sum(h: &Figure, value: Decimal, text: &[&Figure]) -> bool {
    let kind = |f: &Figure| if f.kind == Kind::Ordinal { Kind::Count } else { f.kind };
    let fits = |f: &&&Figure| kind(f) == kind(h) && f.unit == h.unit;
    let alike: Vec<&Figure> = text.iter().filter(fits).copied().collect();
    pairs(&alike, |a, b| {
        let one = |x: &Figure, y: &Figure| !x.noun.is_empty() && x.noun == y.noun;
        let nouns = h.unit.is_some() || one(a, h) || one(b, h) || one(a, b) || h.kind == Kind::Ordinal;
        let (Some(x), Some(y)) = (a.interval.low, b.interval.low) else {
            return false;
        };
        let results = [x.checked_add(y), x.checked_sub(y).map(|d| d.abs())];
        nouns && results.into_iter().flatten().any(|r| close(value, r))
    })
}

/// A rate times how many, in one sentence, or times the months of a year: "$500 from each of the
/// 60 guests", "80 percent of the 2,000".
fn product(h: &Figure, value: Decimal, text: &[&Figure]) -> bool {
    let yearly = |f: &&Figure| {
        let year = f.interval.point().and_then(|v| v.checked_mul(MONTHS));
        h.kind == Kind::Money && f.unit == h.unit && year.is_some_and(|y| close(value, y))
    };
    let times = |a: &Figure, b: &Figure| {
        let rate = match (a.kind, b.kind) {
            (Kind::Percent, _) => Decimal::new(1, 2),
            (_, Kind::Count) => Decimal::ONE,
            _ => return false,
        };
        let whole = if a.kind == Kind::Percent { b } else { a };
        let result = a
            .interval
            .low
            .zip(b.interval.low)
            .and_then(|(x, y)| x.checked_mul(y)?.checked_mul(rate));
        whole.kind == h.kind && whole.unit == h.unit && result.is_some_and(|r| close(value, r))
    };
    let together = |a: &Figure, b: &Figure| a.sentence == b.sentence && (times(a, b) || times(b, a));
    text.iter().any(yearly) || (h.kind == Kind::Money || value > Decimal::ONE_HUNDRED) && pairs(text, together)
}

/// So many years between two dates of the text.
fn between(years: Decimal, text: &[&Figure]) -> bool {
    if years < Decimal::TWO || years > LONGEST.into() {
        return false;
    }
    let dates: Vec<&Figure> = text.iter().filter(|f| f.kind == Kind::Date).copied().collect();
    pairs(&dates, |a, b| {
        let gap = |from: Option<Decimal>, to: Option<Decimal>| to?.checked_sub(from?)?.abs().checked_div(DAYS);
        let (a, b) = (a.interval, b.interval);
        let gaps = [
            gap(a.low, b.low),
            gap(a.high, b.high),
            gap(a.low, b.high),
            gap(a.high, b.low),
        ];
        gaps.into_iter().flatten().any(|g| (g - years).abs() < Decimal::ONE)
    })
}

/// A year that the text gives as so many years from another.
fn year(h: &Figure, text: &[&Figure]) -> bool {
    let Some(year) = figure::year(&h.text) else {
        return false;
    };
    let far = |f: &Figure| match f.kind {
        Kind::Duration => f.interval.low.and_then(years),
        Kind::Count | Kind::Age => f.interval.point(),
        _ => None,
    };
    let lengths: Vec<Decimal> = text
        .iter()
        .filter_map(|f| far(f))
        .filter(|n| *n < LONGEST.into())
        .collect();
    let dates = text
        .iter()
        .filter(|f| f.kind == Kind::Date)
        .filter_map(|f| f.interval.low.zip(year.low));
    dates.into_iter().any(|(from, to)| {
        let gap = (to - from).checked_div(DAYS).map(|g| g.abs());
        gap.is_some_and(|g| lengths.iter().any(|n| (g - n).abs() < Decimal::ONE))
    })
}
