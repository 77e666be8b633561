//! Which of two figures is the later one, as far as the reports tell.
//!
//! A figure stands for the day that its text gives, else for the moment or the day of
//! publication. Two figures of one day are ordered only where both moments are known.

use crate::claim::Claim;
use crate::corpus::{Meta, Published};
use jiff::civil::Date;
use std::cmp::Ordering;

/// The day that a claim stands for.
pub fn day(claim: &Claim, meta: &Meta) -> Option<Date> {
    claim.as_of.or_else(|| meta.published.map(Published::day))
}

/// How two claims are ordered in time; `None` where nothing says so.
pub fn order(a: (&Claim, &Meta), b: (&Claim, &Meta)) -> Option<Ordering> {
    let by_day = day(a.0, a.1)?.cmp(&day(b.0, b.1)?);
    let published = || {
        let (x, y) = (a.1.published?, b.1.published?);
        Some(x.day().cmp(&y.day())).filter(|o| o.is_ne())
    };
    if let (Some(Published::At { moment: x, .. }), Some(Published::At { moment: y, .. })) =
        (a.1.published, b.1.published)
    {
        // A day given in the text beats the moment of publication, unless it is that same day.
        let own = |c: &Claim, m: &Meta| c.as_of.is_none() || c.as_of == m.published.map(Published::day);
        if own(a.0, a.1) && own(b.0, b.1) {
            return Some(x.cmp(&y)).filter(|o| o.is_ne());
        }
    }
    // Two figures of one day: what is published days later was counted no earlier.
    Some(by_day).filter(|o| o.is_ne()).or_else(published)
}

/// A day as people write it: "13 October 2005".
pub fn in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// How much later the second day is: "the same day", "a day later", "12 days later".
pub fn gap(from: Date, to: Date) -> String {
    match (to - from).get_days().unsigned_abs() {
        0 => "later the same day".to_owned(),
        1 => "a day later".to_owned(),
        n => format!("{n} days later"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::{at, claim, on};

    #[test]
    fn moments_order_within_a_day() {
        let c = claim("killed", "people", 4);
        let (a, b) = (at("2020-05-01T08:00:00Z"), at("2020-05-01T20:00:00Z"));
        assert_eq!(order((&c, &a), (&c, &b)), Some(Ordering::Less));
        assert_eq!(order((&c, &b), (&c, &a)), Some(Ordering::Greater));
        assert_eq!(order((&c, &a), (&c, &a)), None);
    }

    #[test]
    fn a_day_alone_orders_days_only() {
        let c = claim("killed", "people", 4);
        let (a, b) = (on("2020-05-01"), at("2020-05-01T20:00:00Z"));
        assert_eq!(order((&c, &a), (&c, &b)), None);
        assert_eq!(order((&c, &a), (&c, &on("2020-05-02"))), Some(Ordering::Less));
        assert_eq!(order((&c, &a), (&c, &Meta::default())), None);
    }

    #[test]
    fn the_text_dates_the_figure() {
        let mut old = claim("killed", "people", 4);
        old.as_of = Some("2020-04-30".parse().expect("a day"));
        let new = claim("killed", "people", 5);
        let (late, early) = (at("2020-05-03T08:00:00Z"), at("2020-05-01T08:00:00Z"));
        assert_eq!(order((&old, &late), (&new, &early)), Some(Ordering::Less));
        old.as_of = Some("2020-05-01".parse().expect("a day"));
        assert_eq!(order((&old, &late), (&new, &early)), Some(Ordering::Greater));
    }

    #[test]
    fn gaps_in_words() {
        let d = |s: &str| s.parse::<Date>().expect("a day");
        assert_eq!(gap(d("2020-05-01"), d("2020-05-02")), "a day later");
        assert_eq!(gap(d("2020-05-01"), d("2020-06-01")), "31 days later");
        assert_eq!(in_words(d("2020-05-01")), "1 May 2020");
    }
}
