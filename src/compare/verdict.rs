//! Verdicts: whether two figures about the same thing can both be true.

use super::{Reason, Verdict, rounding, time};
use crate::claim::{Claim, Modality};
use crate::event::Digest;
use crate::quantity::{Decimal, Interval, Precision};
use crate::rules::Rules;
use crate::rules::measures::Moves;
use std::cmp::Ordering;

/// A verdict with its reason, for machines and for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How the two stand to each other.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// Why, in words.
    pub because: String,
}

/// A claim with the report that makes it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Its report.
    pub digest: &'a Digest,
    /// The report's index.
    pub report: u32,
}

/// Judges two claims that are about the same thing.
pub fn judge(a: Side, b: Side, rules: &Rules) -> Judgement {
    let (verdict, reason) = decide(a, b, rules);
    Judgement {
        verdict,
        reason,
        because: because(a, b, reason),
    }
}

/// How two claims stand to each other, and why.
pub(super) fn decide(a: Side, b: Side, rules: &Rules) -> (Verdict, Reason) {
    let (x, y) = (a.claim, b.claim);
    if x.interval == Interval::default() && y.interval == Interval::default() {
        return by_text(&x.text, &y.text);
    }
    if x.interval == y.interval {
        return if (x.precision == Precision::Exact) == (y.precision == Precision::Exact) {
            (Verdict::Agree, Reason::SameValue)
        } else {
            (Verdict::Compatible, Reason::Rounding)
        };
    }
    let strict = rounding::strictly_apart(x, y, rules);
    if x.interval.intersects(&y.interval) && !strict {
        return (Verdict::Compatible, Reason::Overlap);
    }
    let reached = || reach(x, rules).intersects(&reach(y, rules)) || rounding::about_round(x, y, rules);
    if !strict && (reached() || rounding::rounded(x, y)) {
        return (Verdict::Compatible, Reason::Rounding);
    }
    // one report that dates its two figures tells how the figure moved
    let dated = x.as_of != y.as_of && time::order((x, &a.digest.meta), (y, &b.digest.meta)).is_some();
    if a.report == b.report && !dated {
        return within_one_report(x, y);
    }
    let disputed = |other| {
        let same = matches!((&x.speaker, &y.speaker), (Some(p), Some(q)) if same_speaker(p, q));
        (Verdict::Conflict, if same { Reason::SameSpeaker } else { other })
    };
    if x.modality == Modality::Background && y.modality == Modality::Background {
        return disputed(Reason::FixedFigure);
    }
    let moves = rules.policy.moves_of_two(x, y, rules);
    if moves == Moves::No {
        return disputed(Reason::FixedFigure);
    }
    let Some(order) = time::order((x, &a.digest.meta), (y, &b.digest.meta)) else {
        return disputed(Reason::UnknownOrder);
    };
    let (early, late) = if order == Ordering::Less { (x, y) } else { (y, x) };
    let rising = early.interval.named() < late.interval.named();
    match (moves, rising) {
        (Moves::Either, _) | (Moves::Up, true) | (Moves::Down, false) => (Verdict::Updated, Reason::LaterCount),
        _ => (Verdict::Conflict, Reason::DownwardRevision),
    }
}

/// Dates and clock times, which carry no interval.
fn by_text(a: &str, b: &str) -> (Verdict, Reason) {
    match (clock(a), clock(b)) {
        (Some(p), Some(q)) if p == q => (Verdict::Agree, Reason::SameValue),
        (Some(_), Some(_)) => (Verdict::Conflict, Reason::FixedFigure),
        _ if a.eq_ignore_ascii_case(b) => (Verdict::Agree, Reason::SameValue),
        _ => (Verdict::Compatible, Reason::Overlap),
    }
}

/// Minutes on a twelve-hour dial of "04.17", "4:17 pm".
fn clock(text: &str) -> Option<u32> {
    let digits = |s: &str| s.chars().take_while(char::is_ascii_digit).collect::<String>();
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(start..)?;
    let hours = digits(rest);
    let minutes = digits(rest.get(hours.len()..)?.strip_prefix([':', '.'])?);
    let (h, m): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours.len() <= 2 && minutes.len() == 2 && h < 25 && m < 60).then_some(h % 12 * 60 + m)
}

fn within_one_report(x: &Claim, y: &Claim) -> (Verdict, Reason) {
    let old = |c: &Claim| c.modality == Modality::Background;
    if old(x) != old(y) {
        return (Verdict::Updated, Reason::LaterCount);
    }
    let reason = match (&x.speaker, &y.speaker) {
        (Some(p), Some(q)) if same_speaker(p, q) => Reason::SameSpeaker,
        (None, None) => Reason::Contradiction,
        _ => Reason::OtherSpeaker,
    };
    (Verdict::Conflict, reason)
}

/// The values that the words reach: an approximate value spreads as far as the policy says.
pub fn reach(claim: &Claim, rules: &Rules) -> Interval {
    if claim.precision == Precision::Exact {
        return claim.interval;
    }
    let share = Decimal::new(rules.policy.current().approximate_percent.into(), 2);
    let spread = |v: Decimal, sign: Decimal| v.checked_mul(share).and_then(|d| v.checked_add(d.abs() * sign));
    Interval {
        low: claim.interval.low.map(|v| spread(v, -Decimal::ONE).unwrap_or(v)),
        high: claim.interval.high.map(|v| spread(v, Decimal::ONE).unwrap_or(v)),
    }
}

/// Whether two names of speakers are one: the same words, or one the end of the other ("Governor X", "X").
pub fn same_speaker(a: &str, b: &str) -> bool {
    let clean = |s: &str| s.to_lowercase().trim_start_matches("the ").to_owned();
    let (a, b) = (clean(a), clean(b));
    let tail = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    let named = |s: &str| s.contains(' ');
    a == b && named(&a) || named(&a) && named(&b) && (tail(&a, &b) || tail(&b, &a))
}

/// The name of a report for people: its outlet, else its id.
pub fn outlet(digest: &Digest) -> &str {
    digest.meta.outlet.as_deref().unwrap_or(&digest.id)
}

fn because(a: Side, b: Side, reason: Reason) -> String {
    let (x, y) = (a.claim, b.claim);
    let order = time::order((x, &a.digest.meta), (y, &b.digest.meta));
    let (first, second) = if order == Some(Ordering::Greater) {
        (b, a)
    } else {
        (a, b)
    };
    let text = |s: &Side| super::wording::inside(&s.claim.text);
    let (p, q) = (text(&first), text(&second));
    let said = |s: &Side| match &s.claim.speaker {
        Some(speaker) => format!("{} ({speaker})", text(s)),
        None if a.report == b.report => text(s),
        None => format!("{} ({})", text(s), outlet(s.digest)),
    };
    let dated = || {
        let days = (
            time::day(first.claim, &first.digest.meta),
            time::day(second.claim, &second.digest.meta),
        );
        match days {
            (Some(d), Some(e)) if order.is_some() => format!("{p} on {}, {q} {}", time::in_words(d), time::gap(d, e)),
            _ => format!("first {p}, then {q}"),
        }
    };
    match reason {
        Reason::SameValue if p == q => format!("{p} in both"),
        Reason::SameValue => format!("{p} and {q} are the same value"),
        Reason::Overlap => format!("{p} and {q} can both be true"),
        Reason::Rounding => format!("{p} and {q} are the same when rounded"),
        Reason::LaterCount if a.report == b.report => {
            format!("the report itself overtakes one with the other: {p}, {q}")
        }
        Reason::LaterCount => dated(),
        Reason::DownwardRevision => format!("{}, against the way the figure moves", dated()),
        Reason::OtherSpeaker => format!("{} against {} in one report", said(&first), said(&second)),
        Reason::SameSpeaker => match &x.speaker {
            Some(s) => format!("{s} is given with {p} and with {q}"),
            None => format!("{p} against {q}"),
        },
        Reason::UnknownOrder => format!(
            "{} against {}; nothing says which is later",
            said(&first),
            said(&second)
        ),
        Reason::FixedFigure => format!("{} against {}; this figure does not move", said(&first), said(&second)),
        Reason::Contradiction | Reason::Unsupported => format!("{p} against {q} in one report"),
    }
}
