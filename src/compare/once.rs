//! One assertion, told once: what many reports repeat is held against others by the first of them.
//!
//! A crowd of claims is not paired two by two. What a crowd says, though, is mostly said over and over:
//! one value, by one speaker, on one day, or word for word in copies of one text. Of those the first
//! stands for all, so that figures at odds are found though neither is the one that the crowd settles on.

use super::align::{Facet, Standing};
use super::time;
use crate::claim::Modality;
use crate::event::Digest;
use crate::quantity::{Interval, Precision};
use jiff::civil::Date;
use rustc_hash::FxHashSet;

/// What makes two claims of one comparison the same assertion.
#[derive(PartialEq, Eq, Hash)]
struct Assertion<'a> {
    value: Interval,
    precision: Precision,
    modality: Modality,
    old: bool,
    counted: &'a str,
    speaker: Option<&'a str>,
    told: Told<'a>,
}

/// What tells when it was told, or that it is a copy.
#[derive(PartialEq, Eq, Hash)]
enum Told<'a> {
    On(Option<Date>),
    /// The sketch of the text.
    In(&'a [u64]),
}

/// The first claim of each assertion, in order.
pub(super) fn first<'a>(members: &[&'a Facet], digests: &[Digest]) -> Vec<&'a Facet> {
    let mut seen: FxHashSet<Assertion> = FxHashSet::default();
    let new = |f: &&&Facet| {
        let claim = f.at.of(digests);
        let digest = digests.get(f.at.report as usize);
        let assertion = |told| Assertion {
            value: claim.interval,
            precision: claim.precision,
            modality: claim.modality,
            old: f.standing == Standing::Old,
            counted: &claim.counted,
            speaker: claim.speaker.as_deref(),
            told,
        };
        let day = digest.and_then(|d| time::day(claim, &d.meta));
        let text = digest.map(|d| d.anchors.shingles.as_slice()).filter(|s| !s.is_empty());
        let by_day = seen.insert(assertion(Told::On(day)));
        let by_text = text.is_none_or(|text| seen.insert(assertion(Told::In(text))));
        by_day && by_text
    };
    members.iter().filter(new).copied().collect()
}

#[cfg(test)]
mod tests {
    use crate::compare::testing::{claim, event, report};
    use crate::compare::{ALL_PAIRS, Verdict, compare};

    #[test]
    fn a_crowd_does_not_hide_two_figures_at_odds() {
        let mut digests = Vec::new();
        for i in 0..ALL_PAIRS + 20 {
            let value = [40, 40, 40, 44, 52][i % 5];
            digests.push(report(
                &format!("Outlet {i}"),
                None,
                vec![claim("homes-destroyed", "home", value)],
            ));
        }
        let found = compare(0, &event(&digests), &digests, crate::rules::packs());
        let odds: Vec<(u32, u32)> = found
            .iter()
            .flat_map(|c| &c.pairs)
            .filter(|p| p.verdict > Verdict::Compatible)
            .map(|p| (p.a.report, p.b.report))
            .collect();
        // the first 44 and the first 52 once, and each of both with one of the 40
        assert_eq!(odds.iter().filter(|p| **p == (3, 4)).count(), 1, "{odds:?}");
        let told = |r: &u32| r % 5 > 2;
        assert_eq!(odds.iter().filter(|p| told(&p.0) && told(&p.1)).count(), 1, "{odds:?}");
        assert!(
            odds.iter().filter(|p| told(&p.0) != told(&p.1)).count() >= 32,
            "{odds:?}"
        );
    }
}
