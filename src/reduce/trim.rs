//! What is found, without what nobody is shown of it.

use super::{Analysis, bounded::Found};
use crate::event::ClaimRef;

impl Analysis {
    /// Puts other numbers on the reports that events, comparisons, sums and findings refer to.
    pub(super) fn renumber(&mut self, place: impl Fn(u32) -> u32) {
        let at = |c: &mut ClaimRef| c.report = place(c.report);
        for e in &mut self.events {
            e.reports.iter_mut().for_each(|r| *r = place(*r));
            e.reports.sort_unstable();
            e.claims.iter_mut().for_each(at);
            e.claims.sort_unstable();
        }
        for c in &mut self.comparisons {
            c.claims.iter_mut().for_each(at);
            c.pairs.iter_mut().for_each(|pair| {
                at(&mut pair.a);
                at(&mut pair.b);
            });
        }
        for s in &mut self.sums {
            at(&mut s.total);
            s.parts.iter_mut().for_each(at);
        }
        for f in &mut self.findings {
            f.report = place(f.report);
            f.claims.iter_mut().for_each(at);
        }
    }

    /// Whether an event has a finding.
    fn telling(&self) -> Vec<bool> {
        let mut told = vec![false; self.events.len()];
        let found = self.findings.iter().filter_map(|f| f.event);
        for e in found {
            if let Some(told) = told.get_mut(e as usize) {
                *told = true;
            }
        }
        told
    }
}

/// The new numbers of those that stay; `None` for others.
fn numbered(stays: &[bool]) -> Vec<Option<u32>> {
    let mut next = 0;
    let number = |stays: &bool| {
        next += u32::from(*stays);
        stays.then(|| next - 1)
    };
    stays.iter().map(number).collect()
}

fn kept<T>(all: Vec<T>, stays: &[Option<u32>]) -> Vec<T> {
    let both = all.into_iter().zip(stays);
    both.filter(|(_, stays)| stays.is_some()).map(|(one, _)| one).collect()
}

/// Leaves the events that have something to show, and their reports; `None` where nothing was found.
pub(super) fn trim(found: Found) -> Option<Found> {
    let Found {
        numbers,
        reports,
        analysis: mut all,
    } = found;
    if all.findings.is_empty() {
        return None;
    }
    let events = numbered(&all.telling());
    let event = |e: u32| events.get(e as usize).copied().flatten();
    let comparisons: Vec<bool> = all.comparisons.iter().map(|c| event(c.event).is_some()).collect();
    let comparisons = numbered(&comparisons);
    all.events = kept(all.events, &events);
    all.comparisons = kept(all.comparisons, &comparisons);
    all.comparisons
        .iter_mut()
        .for_each(|c| c.event = event(c.event).unwrap_or_default());
    all.sums.retain_mut(|s| event(s.event).map(|e| s.event = e).is_some());
    for f in &mut all.findings {
        f.event = f.event.and_then(event);
        f.comparison = f
            .comparison
            .and_then(|c| comparisons.get(c as usize).copied().flatten());
    }
    let mut shown = vec![false; reports.len()];
    let of_events = all
        .events
        .iter()
        .flat_map(|e| e.reports.iter().copied().chain(e.claims.iter().map(|c| c.report)));
    let of_findings = all
        .findings
        .iter()
        .flat_map(|f| f.claims.iter().map(|c| c.report).chain([f.report]));
    for r in of_events.chain(of_findings) {
        if let Some(shown) = shown.get_mut(r as usize) {
            *shown = true;
        }
    }
    let shown = numbered(&shown);
    all.digests = kept(all.digests, &shown);
    all.renumber(|r| shown.get(r as usize).copied().flatten().unwrap_or_default());
    Some(Found {
        numbers: kept(numbers, &shown),
        reports: kept(reports, &shown),
        analysis: all,
    })
}
