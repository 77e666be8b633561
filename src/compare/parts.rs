//! Figures of a part of the counted that outgrow the whole their report gives.

use super::align::Facet;
use crate::event::Digest;
use crate::rules::Rules;
use rustc_hash::FxHashMap;

/// Figures of a class that their report elsewhere counts among fewer people: the rebels' "20 soldiers" do not stand
/// for all the dead where nine soldiers are among 16 of them.
pub(super) fn rivals(
    all: &[Facet],
    of_report: &FxHashMap<u32, Vec<usize>>,
    digests: &[Digest],
    rules: &Rules,
) -> Vec<usize> {
    let rival = |i: &usize| {
        let f = &all[*i];
        let c = f.at.of(digests);
        let Some(peers) = of_report.get(&f.at.report).filter(|_| f.whole && c.unit.is_none()) else {
            return false;
        };
        let fewer = |p: usize| {
            let d = all[p].at.of(digests);
            d.measure == c.measure
                && all[p].label == f.label
                && d.interval.high.is_some()
                && d.interval.high < c.interval.low
        };
        let part = |&p: &usize| fewer(p) && !all[p].whole && all[p].at.of(digests).counted == c.counted;
        let all_told = |&p: &usize| {
            let wide = all[p].at.of(digests).counted.as_str();
            fewer(p) && wide != c.counted && rules.taxonomy.is_a(&c.counted, wide)
        };
        peers.iter().any(part) && peers.iter().any(all_told)
    };
    (0..all.len()).filter(rival).collect()
}
