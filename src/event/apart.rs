//! Like events apart: two shipwrecks off one coast within a week share names, words and kind.
//!
//! Reports of one cluster are taken apart where their opening sentences put the happening on days
//! that lie apart, neither dwells on the other's day, and their figures cannot be of one event: a
//! later toll that is lower than anyone's earlier one. A report that tells of both days alike keeps
//! to itself, and one that gives no day goes with those it is most like.

use super::blocking::Profile;
use super::cluster::renumber;
use super::link::score;
use super::{Anchors, Digest};
use crate::claim::dates::days_between;
use crate::claim::{Claim, Days, Modality};
use crate::corpus::Published;
use crate::quantity::Decimal;
use crate::rules::Rules;
use crate::rules::measures::Moves;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days from which two happenings are two.
const APART: i32 = 2;
/// Days from which a report of a later day rather looks back: at a trial, a year after.
const LATER: i32 = 31;
/// Clusters of more reports are left as they are: one report among so many proves nothing.
const MOST: usize = 64;
/// Bytes between a sentence and the next.
const NEXT: u32 = 1;
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
    // a strike goes on from one day to the next
    let goes_on = |r: usize| {
        let kind = digests[r].anchors.kinds.first();
        kind.is_some_and(|k| rules.kinds.is_wide(&k.0))
    };
    let two = |a: &Happening, b: &Happening| {
        let pairs = || a.reports.iter().flat_map(|&r| b.reports.iter().map(move |&s| (r, s)));
        days_between(a.day, b.day) < LATER
            && pairs().all(|(r, s)| !dwells(&digests[r].anchors, b.day) && !dwells(&digests[s].anchors, a.day))
            && pairs().any(|(r, s)| !(goes_on(r) && goes_on(s)) && cannot_be_one(&digests[r], &digests[s], rules))
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

/// Whether the figures that two reports give cannot be of one event: of the first thing that both count, all that
/// the later one has is less than what anyone says in the earlier one, though such figures grow, or the other way
/// round.
fn cannot_be_one(a: &Digest, b: &Digest, rules: &Rules) -> bool {
    let order = |d: &Digest| d.meta.published.map(Published::day);
    let (Some(x), Some(y)) = (order(a), order(b)) else {
        return false;
    };
    let (early, late) = if x <= y { (a, b) } else { (b, a) };
    let (before, after) = (reaches(early), reaches(late));
    let below = |low: &Reach, high: &Reach| matches!((low.most, high.least), (Some(m), Some(l)) if m < l);
    let first = early.claims.iter().find_map(|c| {
        let measure = rules.measures.get(&c.measure).filter(|m| m.additive)?;
        let (then, now) = (before.get(c.measure.as_str())?, after.get(c.measure.as_str())?);
        match measure.moves {
            Moves::Up => Some(below(now, then)),
            Moves::Down => Some(below(then, now)),
            _ => None,
        }
    });
    first.unwrap_or(false)
}

/// What the figures of a measure that a report gives for its own event reach from and to.
#[derive(Default)]
struct Reach {
    /// The most that any of them allows; `None` where one is open.
    most: Option<Decimal>,
    /// What the speaker with the lowest figure of the whole event says first.
    least: Option<Decimal>,
}

/// The reach of every measure that counts, of claims that name no other day and follow none that does.
fn reaches(d: &Digest) -> BTreeMap<&str, Reach> {
    let own = lead(&d.anchors);
    let mut of: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    let mut aside = None;
    for c in d.claims.iter().filter(|c| c.unit.is_none() && c.label.is_none()) {
        let other = |w: Days| own.is_some_and(|day| day < w.from || w.to < day) && days_between(w.from, w.to) < APART;
        let follows = c.when.is_none() && aside.is_some_and(|end| c.sentence.start.saturating_sub(end) <= NEXT);
        if follows || c.when.is_some_and(other) {
            aside = Some(c.sentence.end);
        } else if c.modality == Modality::Asserted {
            of.entry(c.measure.as_str()).or_default().push(c);
        }
    }
    let reach = |claims: Vec<&Claim>| {
        let open = claims.iter().any(|c| c.interval.high.is_none());
        let most = claims.iter().filter_map(|c| c.interval.high).max().filter(|_| !open);
        let mut said: BTreeMap<Option<&str>, Decimal> = BTreeMap::new();
        for c in claims.iter().filter(|c| c.scope.is_none()) {
            let Some(low) = c.interval.low else { continue };
            said.entry(c.speaker.as_deref()).or_insert(low);
        }
        Reach {
            most,
            least: said.into_values().min(),
        }
    };
    of.into_iter()
        .map(|(measure, claims)| (measure, reach(claims)))
        .collect()
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
