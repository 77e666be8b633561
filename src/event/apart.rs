//! Like events apart: two shipwrecks off one coast within a week share names, words and kind.
//!
//! Reports of one cluster are taken apart where their opening sentences put the happening on days
//! that lie apart, neither dwells on the other's day, and their figures cannot be of one event: a
//! later toll that is lower, or another number aboard. A report that tells of both days alike keeps
//! to itself, and one that gives no day goes with those it is most like.

use super::blocking::Profile;
use super::cluster::renumber;
use super::link::score;
use super::{Anchors, Digest};
use crate::claim::Modality;
use crate::claim::dates::days_between;
use crate::corpus::Published;
use crate::rules::Rules;
use crate::rules::measures::Moves;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days from which two happenings are two.
const APART: i32 = 2;
/// Clusters of more reports are left as they are: one report among so many proves nothing.
const MOST: usize = 64;
/// How heavily a day must be told to be that of the report's own event.
const FIRM: f32 = 1.5;
/// The share of that weight from which another day is dwelt on as well.
const DWELT_ON: f32 = 0.7;

/// Takes clusters apart; the day of each cluster that was, by its new number.
pub(super) fn split(of: &mut Vec<u32>, digests: &[Digest], profiles: &[Profile], rules: &Rules) -> Vec<Option<Date>> {
    let mut clusters: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (r, &c) in of.iter().enumerate() {
        clusters.entry(c).or_default().push(r);
    }
    // a report's cluster, and its part of that
    let mut parts: Vec<(u32, u32)> = of.iter().map(|&c| (c, 0)).collect();
    let mut days: BTreeMap<(u32, u32), Date> = BTreeMap::new();
    for (&c, members) in clusters.iter().filter(|(_, m)| (2..=MOST).contains(&m.len())) {
        let happenings = happenings(members, digests, rules);
        if happenings.len() < 2 {
            continue;
        }
        for &r in members {
            let part = match place(r, &happenings, digests, profiles, rules) {
                Some(i) => i as u32 + 1,
                None => (happenings.len() + 1 + r) as u32,
            };
            parts[r].1 = part;
            if let Some(h) = happenings.get((part as usize).wrapping_sub(1)) {
                days.insert((c, part), h.day);
            }
        }
    }
    *of = renumber(&parts);
    let count = of.iter().max().map_or(0, |&m| m as usize + 1);
    let mut out = vec![None; count];
    for (part, &number) in parts.iter().zip(of.iter()) {
        out[number as usize] = days.get(part).copied();
    }
    out
}

/// A happening that reports of a cluster open with.
struct Happening {
    day: Date,
    reports: Vec<usize>,
}

/// The happenings of a cluster, by day; fewer than two where nothing tells them apart.
fn happenings(members: &[usize], digests: &[Digest], rules: &Rules) -> Vec<Happening> {
    let mut dated: Vec<(Date, usize)> = members
        .iter()
        .filter_map(|&r| Some((lead(&digests[r].anchors)?, r)))
        .collect();
    dated.sort_by_key(|&(day, r)| (day, digests[r].id.as_str()));
    let mut all: Vec<Happening> = Vec::new();
    for (day, r) in dated {
        match all.last_mut() {
            Some(h) if days_between(h.day, day) < APART => h.reports.push(r),
            _ => all.push(Happening { day, reports: vec![r] }),
        }
    }
    let two = |a: &Happening, b: &Happening| {
        let pairs = || a.reports.iter().flat_map(|&r| b.reports.iter().map(move |&s| (r, s)));
        pairs().all(|(r, s)| !dwells(&digests[r].anchors, b.day) && !dwells(&digests[s].anchors, a.day))
            && pairs().any(|(r, s)| cannot_be_one(&digests[r], &digests[s], rules))
    };
    if all.windows(2).all(|w| matches!(w, [a, b] if two(a, b))) {
        all
    } else {
        Vec::new()
    }
}

/// The one day that a report opens with.
fn lead(a: &Anchors) -> Option<Date> {
    let first = a
        .days
        .first()
        .filter(|d| d.weight >= FIRM && d.days.from == d.days.to)?;
    let rival = a.days.iter().skip(1).any(|d| d.weight >= first.weight * DWELT_ON);
    (!rival).then_some(first.days.from)
}

/// Whether a report gives a day weight beside that of its own event.
fn dwells(a: &Anchors, day: Date) -> bool {
    let most = a.days.first().map_or(0.0, |d| d.weight);
    let near = |at: Date| days_between(at, day).abs() < APART;
    a.days
        .iter()
        .any(|d| d.weight >= most * DWELT_ON && (near(d.days.from) || near(d.days.to)))
}

/// Whether the first figures of a measure that two reports give cannot be of one event: the later one
/// goes the wrong way, or the figure does not move.
fn cannot_be_one(a: &Digest, b: &Digest, rules: &Rules) -> bool {
    let order = |d: &Digest| d.meta.published.map(Published::day);
    let (Some(x), Some(y)) = (order(a), order(b)) else {
        return false;
    };
    let (early, late) = if x <= y { (a, b) } else { (b, a) };
    let firsts = |d: &Digest| {
        let mut all: BTreeMap<String, (Option<_>, Option<_>)> = BTreeMap::new();
        for c in d.claims.iter().filter(|c| c.unit.is_none() && c.label.is_none()) {
            if c.modality == Modality::Asserted && c.scope.is_none() && c.interval.low.is_some() {
                let ends = (c.interval.low, c.interval.high);
                all.entry(c.measure.to_string()).or_insert(ends);
            }
        }
        all
    };
    let (before, after) = (firsts(early), firsts(late));
    before.iter().any(|(measure, then)| {
        let Some(now) = after.get(measure) else { return false };
        let less = matches!((now.1, then.0), (Some(most), Some(least)) if most < least);
        let more = matches!((now.0, then.1), (Some(least), Some(most)) if least > most);
        match rules.measures.get(measure).map(|m| (m.additive, m.moves)) {
            Some((true, Moves::Up)) => less,
            Some((true, Moves::Down)) => more,
            _ => false,
        }
    })
}

/// The happening that a report tells of; `None` for one that tells of several.
fn place(r: usize, happenings: &[Happening], digests: &[Digest], profiles: &[Profile], rules: &Rules) -> Option<usize> {
    let mine = &digests[r].anchors;
    if let Some(i) = happenings.iter().position(|h| h.reports.contains(&r)) {
        return Some(i);
    }
    if happenings.iter().filter(|h| dwells(mine, h.day)).count() > 1 {
        return None;
    }
    let likeness = |h: &Happening| {
        let sum: f32 = h
            .reports
            .iter()
            .map(|&s| score(&profiles[r].sketch, &profiles[s].sketch, rules))
            .sum();
        sum / h.reports.len().max(1) as f32
    };
    let best = happenings
        .iter()
        .enumerate()
        .max_by(|a, b| likeness(a.1).total_cmp(&likeness(b.1)).then(b.0.cmp(&a.0)));
    best.map(|(i, _)| i)
}
