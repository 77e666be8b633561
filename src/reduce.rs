//! The reduce: digests to events, comparisons and findings, one component of reports at a time.

mod bounded;
mod trim;

pub use bounded::{Bounded, Found, Reduced};
use trim::trim;

use crate::check::{self, Finding};
use crate::compare::headline::Held;
use crate::compare::{self, Comparison, Sum};
use crate::event::{self, ClaimRef, Digest, Event, Grouping, Part, Profile};
use crate::hash;
use crate::rules::Rules;
use rayon::prelude::*;

/// Everything found in a set of reports.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// One digest a report, in input order.
    pub digests: Vec<Digest>,
    /// The events: those that reports are about, in order of their first report, then those that
    /// reports only look back on.
    pub events: Vec<Event>,
    /// The comparisons, event by event.
    pub comparisons: Vec<Comparison>,
    /// The sums, event by event.
    pub sums: Vec<Sum>,
    /// The findings, in output order.
    pub findings: Vec<Finding>,
}

/// Groups, compares and checks digests. What is found of reports that have nothing to do with each
/// other does not depend on whether they are reconciled together.
pub fn reconcile(digests: Vec<Digest>, grouping: &Grouping, rules: &Rules) -> Analysis {
    let profiles = event::profiles(&digests, grouping, rules);
    let mut parts = event::components(&profiles, rules);
    let id = |r: u32| profiles.get(r as usize).map(|p| &p.id);
    for reports in &mut parts {
        reports.sort_by_key(|&r| id(r));
    }
    let count = digests.len();
    let mut slots: Vec<Option<(Digest, Profile)>> = digests.into_iter().zip(profiles).map(Some).collect();
    let parts: Vec<_> = parts.into_iter().map(|r| (taken(&mut slots, &r), r)).collect();
    drop(slots);
    let found: Vec<(Vec<u32>, Analysis)> = parts
        .into_par_iter()
        .map(|(own, reports)| (reports, parted(own, grouping, rules)))
        .collect();
    join(found, count)
}

fn taken<T>(slots: &mut [Option<T>], at: &[u32]) -> Vec<T> {
    let take = |&r: &u32| slots.get_mut(r as usize).and_then(Option::take);
    at.iter().filter_map(take).collect()
}

/// Reconciles the digests of one component, in order of their ids.
pub fn component(digests: Vec<Digest>, grouping: &Grouping, rules: &Rules) -> Analysis {
    let profiles = event::profiles(&digests, grouping, rules);
    parted(digests.into_iter().zip(profiles).collect(), grouping, rules)
}

/// The same, part by part.
fn parted(own: Vec<(Digest, Profile)>, grouping: &Grouping, rules: &Rules) -> Analysis {
    let (digests, profiles): (Vec<Digest>, Vec<Profile>) = own.into_iter().unzip();
    let mut parts = event::parts(&profiles, grouping, rules);
    if parts.len() < 2 {
        return one(digests, &profiles, &parts.pop().unwrap_or_default(), grouping, rules);
    }
    let count = digests.len();
    let mut slots: Vec<Option<(Digest, Profile)>> = digests.into_iter().zip(profiles).map(Some).collect();
    let parts: Vec<_> = parts.into_iter().map(|p| (taken(&mut slots, &p.reports), p)).collect();
    let found = parts.into_par_iter().map(|(own, part)| {
        let (digests, profiles): (Vec<Digest>, Vec<Profile>) = own.into_iter().unzip();
        let found = one(digests, &profiles, &part, grouping, rules);
        (part.reports, found)
    });
    join(found.collect(), count)
}

/// Reconciles one part of a component.
fn one(mut digests: Vec<Digest>, profiles: &[Profile], part: &Part, grouping: &Grouping, rules: &Rules) -> Analysis {
    let mut events = event::group_part(&digests, profiles, part, grouping, rules);
    event::date(&mut digests, &events);
    let each: Vec<(Vec<Comparison>, Vec<Sum>, Vec<Held>)> = (0..events.len() as u32)
        .into_par_iter()
        .map(|e| {
            (
                compare::compare(e, &events, &digests, rules),
                compare::sums(e, &events, &digests, rules),
                compare::headline::hold(e, &events, &digests, rules),
            )
        })
        .collect();
    let (mut of_events, mut sums, mut held) = (Vec::new(), Vec::new(), Vec::new());
    for (c, s, h) in each {
        of_events.push(c);
        sums.extend(s);
        held.extend(h);
    }
    compare::headline::settle(&held, &mut digests, &mut events, &mut of_events, rules);
    let mut comparisons: Vec<Comparison> = of_events.into_iter().flatten().collect();
    for e in &mut events {
        let reports = e.reports.iter().map(|&r| digests[r as usize].id.as_str());
        let first = e.claims.first().map_or(String::new(), |c| c.id(&digests));
        e.id = hash::id('e', reports.chain([first.as_str(), if e.side { "side" } else { "" }]));
    }
    for c in &mut comparisons {
        let claims: Vec<String> = c.claims.iter().map(|c| c.id(&digests)).collect();
        c.id = hash::id('c', claims.iter().map(String::as_str));
    }
    let findings = check::check(&comparisons, &sums, &digests, rules);
    Analysis {
        digests,
        events,
        comparisons,
        sums,
        findings,
    }
}

/// Where an event stands among all: what reports are about first, in order of their first report.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    side: bool,
    report: Option<u32>,
    claim: Option<ClaimRef>,
    /// The component, or part of one, that it is of, and its number there.
    part: usize,
    event: usize,
}

/// Puts components, or parts of them, together; each comes with the places of its reports among all.
fn join(parts: Vec<(Vec<u32>, Analysis)>, count: usize) -> Analysis {
    let mut all = Analysis::default();
    let mut slots: Vec<Option<Digest>> = Vec::new();
    slots.resize_with(count, || None);
    let mut order: Vec<Place> = Vec::new();
    let mut found = Vec::with_capacity(parts.len());
    for (p, (reports, part)) in parts.into_iter().enumerate() {
        let mut part = part;
        for (&r, digest) in reports.iter().zip(std::mem::take(&mut part.digests)) {
            slots[r as usize] = Some(digest);
        }
        part.renumber(|r| reports[r as usize]);
        for (i, e) in part.events.iter().enumerate() {
            order.push(Place {
                side: e.side,
                report: e.reports.first().copied(),
                claim: e.claims.first().copied(),
                part: p,
                event: i,
            });
        }
        found.push(part);
    }
    order.sort_unstable();
    // the number of each event, and of each comparison, among all
    let mut numbers: Vec<Vec<u32>> = found.iter().map(|f| vec![0; f.events.len()]).collect();
    let mut by_event: Vec<Vec<Vec<usize>>> = found.iter().map(|f| vec![Vec::new(); f.events.len()]).collect();
    for (lists, part) in by_event.iter_mut().zip(&found) {
        for (i, c) in part.comparisons.iter().enumerate() {
            lists[c.event as usize].push(i);
        }
    }
    let mut compared: Vec<Vec<u32>> = found.iter().map(|f| vec![0; f.comparisons.len()]).collect();
    for (n, &Place { part: p, event: i, .. }) in order.iter().enumerate() {
        numbers[p][i] = n as u32;
        let part = &mut found[p];
        all.events.push(std::mem::take(&mut part.events[i]));
        for &c in &by_event[p][i] {
            compared[p][c] = all.comparisons.len() as u32;
            let mut comparison = std::mem::take(&mut part.comparisons[c]);
            comparison.event = n as u32;
            all.comparisons.push(comparison);
        }
    }
    for (p, part) in found.into_iter().enumerate() {
        all.sums.extend(part.sums.into_iter().map(|mut s| {
            s.event = numbers[p][s.event as usize];
            s
        }));
        all.findings.extend(part.findings.into_iter().map(|mut f| {
            f.event = f.event.map(|e| numbers[p][e as usize]);
            f.comparison = f.comparison.map(|c| compared[p][c as usize]);
            f
        }));
    }
    all.sums.sort_by_key(|s| s.event);
    all.findings
        .sort_by(|a, b| (a.report, a.span, &a.rule, &a.claims).cmp(&(b.report, b.span, &b.rule, &b.claims)));
    all.digests = slots.into_iter().flatten().collect();
    all
}
