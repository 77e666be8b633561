//! Comparison: which figures of an event are about the same thing, and whether they can all be true.

use crate::event::{ClaimRef, Digest, Event};
use crate::quantity::Decimal;
use crate::rules::Rules;
use align::{Facet, Standing};
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use verdict::Side;

mod across;
pub mod align;
mod among;
pub mod best;
mod context;
mod evidence;
pub mod headline;
mod near;
mod once;
pub mod origin;
mod parts;
pub mod rounding;
pub mod sums;
pub mod thing;
pub mod time;
pub mod verdict;
pub mod why;
pub mod wording;
mod words;

pub use sums::sums;
pub use why::why;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

/// Up to so many claims of one comparison are all paired; beyond, each with the best, and the first so many
/// different assertions with each other.
pub const ALL_PAIRS: usize = 64;

/// How two claims stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The same value.
    #[default]
    Agree,
    /// Different words, no contradiction.
    Compatible,
    /// Cannot both be true now, but a later report moves the figure as it moves.
    Updated,
    /// Cannot both be true, and time does not explain it.
    Conflict,
}

/// Why two figures differ, or do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The same value.
    SameValue,
    /// The intervals share values: bounds, ranges.
    Overlap,
    /// Within rounding or what "about" covers.
    Rounding,
    /// A later count.
    LaterCount,
    /// A later count that goes the wrong way.
    DownwardRevision,
    /// Two speakers of one report, or of one day.
    OtherSpeaker,
    /// One speaker, two figures.
    SameSpeaker,
    /// The order of the reports is not known.
    UnknownOrder,
    /// A figure that does not move.
    FixedFigure,
    /// A headline's figure that its text does not bear out.
    Unsupported,
    /// Nothing explains it.
    Contradiction,
}

impl Reason {
    /// Whether the two figures are one value.
    pub fn is_same_value(self) -> bool {
        matches!(self, Reason::SameValue | Reason::Rounding)
    }
}

/// Two claims held against each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The claim that comes first in order of the reports' ids.
    pub a: ClaimRef,
    /// The other.
    pub b: ClaimRef,
    /// How they stand to each other.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// Why, in words: "38 on 3 November, 71 two days later".
    pub because: String,
}

/// The figures of an event that are about the same thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Made of its claims; the same wherever and beside whatever it is found.
    pub id: CompactString,
    /// Index of the event.
    pub event: u32,
    /// The measure.
    pub measure: CompactString,
    /// For measure "other": what is measured.
    pub label: Option<CompactString>,
    /// The class of the counted: the widest among the claims.
    pub counted: CompactString,
    /// The part of the event.
    pub scope: Option<CompactString>,
    /// The gravest verdict among the pairs; `Agree` where a claim stands alone.
    pub verdict: Verdict,
    /// The lowest value asserted.
    pub low: Option<Decimal>,
    /// The value that the policy picks.
    pub best: Option<Decimal>,
    /// The highest value asserted.
    pub high: Option<Decimal>,
    /// The claims, in order of their reports' ids. A figure without partner stands alone here: nothing is dropped.
    pub claims: Vec<ClaimRef>,
    /// Every two claims compared.
    pub pairs: Vec<Pair>,
}

/// How parts stand to their total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SumVerdict {
    /// They fit.
    Holds,
    /// The parts exceed the total.
    Exceeds,
    /// Exhaustive parts fall short of the total.
    FallsShort,
    /// A fraction of a stated whole is not the stated value.
    Fraction,
}

/// A total with its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sum {
    /// Index of the event.
    pub event: u32,
    /// The total.
    pub total: ClaimRef,
    /// The parts.
    pub parts: Vec<ClaimRef>,
    /// The parts are all there are.
    pub exhaustive: bool,
    /// How they stand to the total.
    pub verdict: SumVerdict,
    /// In words: "50 militants + 5 police + 12 civilians = 67, more than the 60 killed".
    pub because: String,
}

/// Aligns and judges the claims of one event (its index is `event`).
pub fn compare(event: u32, events: &[Event], digests: &[Digest], rules: &Rules) -> Vec<Comparison> {
    let Some(of) = events.get(event as usize) else {
        return Vec::new();
    };
    let facets = align::facets(of, digests, rules);
    align::groups(&facets, digests, rules)
        .into_iter()
        .map(|group| {
            let members: Vec<&Facet> = group.iter().map(|&i| &facets[i]).collect();
            comparison(event, &members, digests, rules)
        })
        .collect()
}

fn comparison(event: u32, members: &[&Facet], digests: &[Digest], rules: &Rules) -> Comparison {
    let plain: Vec<&Facet> = members
        .iter()
        .copied()
        .filter(|f| members.len() == 1 || f.standing == Standing::Plain)
        .collect();
    let estimate = best::estimate(&plain, digests, rules);
    let mut pairs = Vec::new();
    let mut pair = |a: &Facet, b: &Facet| {
        if align::comparable(a, b, digests, rules).is_ok() && near::near_enough(a, b, digests, rules) {
            pairs.push(judged(a.at, b.at, digests, rules));
        }
    };
    // a crowd is held against the best alone, and what it asserts against each other once
    let crowd = members.len() > ALL_PAIRS;
    let best = estimate.from.filter(|_| crowd);
    if let Some(best) = members.iter().find(|f| Some(f.at) == best) {
        for f in members.iter().filter(|f| f.at != best.at) {
            if f.at < best.at { pair(f, best) } else { pair(best, f) }
        }
    }
    let once = if crowd {
        once::first(members, digests)
    } else {
        members.to_vec()
    };
    let once: Vec<&Facet> = once.into_iter().filter(|f| Some(f.at) != best).collect();
    let once = once.get(..ALL_PAIRS).unwrap_or(&once);
    for (i, a) in once.iter().enumerate() {
        for b in &once[i + 1..] {
            pair(a, b);
        }
    }
    pairs.sort_by_key(|p| (p.a, p.b));
    drop_other_things(&mut pairs, digests);
    let widest = members.iter().map(|f| f.at.of(digests)).reduce(|w, c| {
        if w.counted != c.counted && rules.taxonomy.is_a(&w.counted, &c.counted) {
            c
        } else {
            w
        }
    });
    let limited = members.iter().all(|f| !f.scope.is_empty());
    let scope = members.iter().filter(|_| limited).find_map(|f| {
        let claim = f.at.of(digests);
        claim.scope.as_ref().map(|s| s.text.clone())
    });
    Comparison {
        id: CompactString::default(),
        event,
        measure: widest.map(|c| c.measure.clone()).unwrap_or_default(),
        label: widest.and_then(|c| c.label.clone()),
        counted: widest.map(|c| c.counted.clone()).unwrap_or_default(),
        scope,
        verdict: pairs.iter().map(|p| p.verdict).max().unwrap_or(Verdict::Agree),
        low: estimate.low,
        best: estimate.best,
        high: estimate.high,
        claims: members.iter().map(|f| f.at).collect(),
        pairs,
    }
}

/// Leaves out pairs of figures that differ where one of the two reports also gives what the other
/// gives: it tells of two things, and the other report of one of them. What another speaker says
/// of the same thing stays.
fn drop_other_things(pairs: &mut Vec<Pair>, digests: &[Digest]) {
    let fits = |p: &Pair| p.reason.is_same_value() && p.a.report != p.b.report;
    let mut borne_out: FxHashMap<(ClaimRef, u32), Vec<ClaimRef>> = FxHashMap::default();
    for p in pairs.iter().filter(|p| fits(p)) {
        borne_out.entry((p.a, p.b.report)).or_default().push(p.b);
        borne_out.entry((p.b, p.a.report)).or_default().push(p.a);
    }
    // unless it holds the two against each other itself: rival figures of one thing
    let rivals: FxHashSet<(ClaimRef, ClaimRef)> = pairs
        .iter()
        .filter(|p| p.a.report == p.b.report && p.verdict == Verdict::Conflict)
        .map(|p| (p.a, p.b))
        .collect();
    let rival = |y: ClaimRef, z: ClaimRef| rivals.contains(&(y.min(z), y.max(z)));
    let another = |x: ClaimRef, z: ClaimRef| {
        let speaker = |c: ClaimRef| c.of(digests).speaker.as_ref();
        let borne_out = borne_out.get(&(x, z.report)).map_or(&[][..], Vec::as_slice);
        borne_out
            .iter()
            .any(|&y| y != z && !rival(y, z) && (speaker(z).is_none() || speaker(y) == speaker(z)))
    };
    pairs.retain(|p| {
        !matches!(p.verdict, Verdict::Conflict | Verdict::Updated)
            || p.a.report == p.b.report
            || !another(p.a, p.b) && !another(p.b, p.a)
    });
}

fn judged(a: ClaimRef, b: ClaimRef, digests: &[Digest], rules: &Rules) -> Pair {
    let judgement = verdict::judge(side(a, digests), side(b, digests), rules);
    Pair {
        a,
        b,
        verdict: judgement.verdict,
        reason: judgement.reason,
        because: judgement.because,
    }
}

fn side(at: ClaimRef, digests: &[Digest]) -> Side<'_> {
    Side {
        claim: at.of(digests),
        digest: &digests[at.report as usize],
        report: at.report,
    }
}
