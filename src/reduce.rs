//! The reduce: digests to events, comparisons and findings, one component of reports at a time.

use crate::check::{self, Finding};
use crate::compare::headline::Held;
use crate::compare::{self, Comparison, Sum};
use crate::corpus::Report;
use crate::event::spill::{self, Linker, Store};
use crate::event::{self, ClaimRef, Digest, Event, Grouping, Profile};
use crate::hash;
use crate::rules::Rules;
use rayon::prelude::*;
use std::io;

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
    let parts = event::components(&event::profiles(&digests, grouping, rules), rules);
    let mut slots: Vec<Option<Digest>> = digests.into_iter().map(Some).collect();
    let parts: Vec<(Vec<u32>, Vec<Digest>)> = parts
        .into_iter()
        .map(|reports| {
            let mut own: Vec<(u32, Digest)> = reports
                .into_iter()
                .filter_map(|r| Some((r, slots.get_mut(r as usize)?.take()?)))
                .collect();
            own.sort_by(|x, y| x.1.id.cmp(&y.1.id));
            own.into_iter().unzip()
        })
        .collect();
    let count = slots.len();
    drop(slots);
    let found: Vec<(Vec<u32>, Analysis)> = parts
        .into_par_iter()
        .map(|(reports, digests)| (reports, component(digests, grouping, rules)))
        .collect();
    join(found, count)
}

/// Reconciles the digests of one component, in order of their ids.
pub fn component(mut digests: Vec<Digest>, grouping: &Grouping, rules: &Rules) -> Analysis {
    let mut events = event::group(&digests, grouping, rules);
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
    /// The component that it is of, and its number there.
    part: usize,
    event: usize,
}

/// Reports as they come, reconciled within about so many bytes of memory: what is beyond waits in
/// temporary files, which are gone with the run.
pub struct Bounded<'a> {
    bound: usize,
    grouping: &'a Grouping,
    rules: &'a Rules,
    linker: Linker,
    records: Store<(Report, Digest)>,
}

/// What a bounded run found.
#[derive(Debug, Default)]
pub struct Reduced {
    /// The reports of components with findings, in input order.
    pub reports: Vec<Report>,
    /// What was found in them. Of the digests, the claims are left.
    pub analysis: Analysis,
    /// How many reports were read in all.
    pub read: usize,
}

impl<'a> Bounded<'a> {
    /// Nothing read yet.
    pub fn new(bound: usize, grouping: &'a Grouping, rules: &'a Rules) -> Self {
        Self {
            bound,
            grouping,
            rules,
            linker: Linker::new(bound / 4),
            records: Store::new(bound / 4),
        }
    }

    /// Takes some reports.
    ///
    /// # Errors
    /// Temporary files that cannot be written.
    pub fn push(&mut self, reports: Vec<Report>) -> io::Result<()> {
        let (grouping, rules) = (self.grouping, self.rules);
        let made: Vec<io::Result<(Profile, Vec<u8>, Vec<u8>)>> = reports
            .into_par_iter()
            .map(|mut report| {
                let digest = crate::digest(&report, rules);
                (report.masked, report.blocks) = (None, Vec::new());
                let profile = Profile::of(&digest, grouping, rules);
                let encoded = spill::encode(&profile)?;
                Ok((profile, encoded, spill::encode(&(report, digest))?))
            })
            .collect();
        for one in made {
            let (profile, encoded, record) = one?;
            self.linker.push(&profile, &encoded)?;
            self.records.push(&record)?;
        }
        Ok(())
    }

    /// Reconciles what was taken, component by component; those without findings are let go.
    ///
    /// # Errors
    /// Temporary files that cannot be read.
    pub fn reconcile(mut self) -> io::Result<Reduced> {
        self.records.seal()?;
        let read = self.records.len();
        let components = self.linker.components(self.rules)?;
        let (records, grouping, rules) = (&self.records, self.grouping, self.rules);
        let each = |reports: &Vec<u32>| -> io::Result<Option<(Vec<(u32, Report)>, Analysis)>> {
            let mut own: Vec<(u32, (Report, Digest))> = Vec::with_capacity(reports.len());
            for &r in reports {
                own.push((r, records.get(r)?));
            }
            own.sort_by(|x, y| x.1.0.id.cmp(&y.1.0.id));
            let (reports, digests): (Vec<_>, Vec<_>) = own.into_iter().map(|(r, (report, d))| ((r, report), d)).unzip();
            let mut found = component(digests, grouping, rules);
            for digest in &mut found.digests {
                (digest.anchors, digest.figures) = Default::default();
            }
            Ok((!found.findings.is_empty()).then_some((reports, found)))
        };
        // so many components at a time as their records fit into the bound, as far as they do
        let mut kept = Vec::new();
        let mut rest = components.as_slice();
        while !rest.is_empty() {
            let mut size = 0;
            let next = rest.iter().take_while(|c| {
                let fits = size < self.bound / 4;
                size += c.len() * RECORD;
                fits
            });
            let count = next.count().max(1);
            let (portion, after) = rest.split_at(count.min(rest.len()));
            rest = after;
            let found: io::Result<Vec<_>> = portion.par_iter().map(each).collect();
            kept.extend(found?.into_iter().flatten());
        }
        let mut numbers: Vec<u32> = kept.iter().flat_map(|(own, _)| own.iter().map(|r| r.0)).collect();
        numbers.sort_unstable();
        let place = |r: u32| numbers.binary_search(&r).map_or(0, |at| at as u32);
        let mut reports = vec![Report::default(); numbers.len()];
        let mut parts = Vec::with_capacity(kept.len());
        for (own, analysis) in kept {
            let places: Vec<u32> = own.iter().map(|r| place(r.0)).collect();
            for (&at, (_, report)) in places.iter().zip(own) {
                reports[at as usize] = report;
            }
            parts.push((places, analysis));
        }
        let analysis = join(parts, reports.len());
        Ok(Reduced {
            reports,
            analysis,
            read,
        })
    }
}

/// About what a report and its digest take in memory.
const RECORD: usize = 1 << 16;

/// Puts components together; each comes with the places of its reports among all.
fn join(parts: Vec<(Vec<u32>, Analysis)>, count: usize) -> Analysis {
    let mut all = Analysis::default();
    let mut slots: Vec<Option<Digest>> = Vec::new();
    slots.resize_with(count, || None);
    let mut order: Vec<Place> = Vec::new();
    let mut found = Vec::with_capacity(parts.len());
    for (p, (reports, part)) in parts.into_iter().enumerate() {
        let at = |c: &mut ClaimRef| c.report = reports[c.report as usize];
        let mut part = part;
        for (&r, digest) in reports.iter().zip(std::mem::take(&mut part.digests)) {
            slots[r as usize] = Some(digest);
        }
        for (i, e) in part.events.iter_mut().enumerate() {
            e.reports.iter_mut().for_each(|r| *r = reports[*r as usize]);
            e.reports.sort_unstable();
            e.claims.iter_mut().for_each(at);
            e.claims.sort_unstable();
            order.push(Place {
                side: e.side,
                report: e.reports.first().copied(),
                claim: e.claims.first().copied(),
                part: p,
                event: i,
            });
        }
        for c in &mut part.comparisons {
            c.claims.iter_mut().for_each(at);
            c.pairs.iter_mut().for_each(|pair| {
                at(&mut pair.a);
                at(&mut pair.b);
            });
        }
        for s in &mut part.sums {
            at(&mut s.total);
            s.parts.iter_mut().for_each(at);
        }
        for f in &mut part.findings {
            f.report = reports[f.report as usize];
            f.claims.iter_mut().for_each(at);
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
