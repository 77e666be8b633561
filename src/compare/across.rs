//! Sums across reports: the parts that one gives against the total of another.
//!
//! "Eight soldiers and four civilians" bear out another report's 12 killed. They contradict it
//! only if they come to more than every total that was counted no earlier: a toll that rises
//! outgrows what was true of it before.

use super::align::{Facet, Standing};
use super::sums::{Desk, of_report};
use super::{Sum, SumVerdict, time};
use crate::claim::Modality;
use crate::event::Digest;
use crate::rules::Rules;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// More reports than this are not held against each other one by one.
const MOST: usize = 64;

/// The sums of parts in one report with totals of others, for reports that give no total themselves.
pub(super) fn across(event: u32, reports: &BTreeMap<u32, Vec<&Facet>>, digests: &[Digest], rules: &Rules) -> Vec<Sum> {
    if reports.len() > MOST {
        return Vec::new();
    }
    let claim = |f: &Facet| f.at.of(digests);
    let stands = |f: &&&Facet| f.standing == Standing::Plain && claim(f).modality != Modality::Background;
    let totals: Vec<&Facet> = reports.values().flatten().filter(stands).copied().collect();
    let mut out = Vec::new();
    for (&report, own) in reports {
        let desk = of_report(event, own, digests, rules);
        let mut seen: Vec<&str> = Vec::new();
        for part in own.iter().filter(stands) {
            let measure = claim(part).measure.as_str();
            if seen.contains(&measure) {
                continue;
            }
            seen.push(measure);
            let wider = |t: &&&Facet| t.at.report != report && desk.is_total_of(t, part);
            let others: Vec<&Facet> = totals.iter().filter(wider).copied().collect();
            out.extend(one(&desk, &others, digests));
        }
    }
    out
}

/// The parts of one report against the totals of the others: borne out by one, or more than all of them.
fn one(desk: &Desk, totals: &[&Facet], digests: &[Digest]) -> Option<Sum> {
    let first = totals.first()?;
    let parts = desk.disjoint_parts(first);
    if parts.len() < 2 || desk.has_total(first) {
        return None;
    }
    if let Some(total) = totals.iter().find(|t| desk.makes_up(t, &parts)) {
        return Some(desk.sum(total, &parts, false, SumVerdict::Holds));
    }
    let side = |f: &Facet| (f.at.of(digests), &digests[f.at.report as usize].meta);
    let no_earlier = |t: &&&Facet| {
        parts
            .iter()
            .all(|p| time::order(side(t), side(p)).is_none_or(|o| o != Ordering::Less))
    };
    let largest = totals.iter().max_by_key(|t| desk.low(t))?;
    let all = totals.iter().all(|t| desk.exceeds(t, &parts));
    (all && no_earlier(&largest)).then(|| desk.sum(largest, &parts, false, SumVerdict::Exceeds))
}
