//! Reports that do not fit into memory, reconciled all the same.

use super::{Analysis, component, join};
use crate::corpus::Report;
use crate::event::spill::{self, Linker, Store};
use crate::event::{Digest, Grouping, Profile};
use crate::rules::Rules;
use rayon::prelude::*;
use std::io;

/// Reports as they come, reconciled within about so many bytes of memory: what is beyond waits in
/// temporary files, which are gone with the run.
pub struct Bounded<'a> {
    bound: usize,
    grouping: &'a Grouping,
    rules: &'a Rules,
    linker: Linker,
    records: Store<(Report, Digest)>,
}

/// What is made of a report.
struct Made {
    profile: Profile,
    encoded: Vec<u8>,
    record: Vec<u8>,
}

/// A component with findings: its reports with their numbers, and what was found.
struct Kept {
    reports: Vec<(u32, Report)>,
    analysis: Analysis,
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
        let made: Vec<io::Result<Made>> = reports
            .into_par_iter()
            .map(|mut report| {
                let digest = crate::digest(&report, rules);
                (report.masked, report.blocks) = (None, Vec::new());
                let profile = Profile::of(&digest, grouping, rules);
                Ok(Made {
                    encoded: spill::encode(&profile)?,
                    record: spill::encode(&(report, digest))?,
                    profile,
                })
            })
            .collect();
        for one in made {
            let made = one?;
            self.linker.push(&made.profile, &made.encoded)?;
            self.records.push(&made.record)?;
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
            let found: io::Result<Vec<_>> = portion.par_iter().map(|c| self.one(c)).collect();
            kept.extend(found?.into_iter().flatten());
        }
        let (reports, analysis) = gather(kept);
        Ok(Reduced {
            reports,
            analysis,
            read,
        })
    }

    /// What is found in one component; `None` if nothing is.
    fn one(&self, reports: &[u32]) -> io::Result<Option<Kept>> {
        let mut own: Vec<(u32, (Report, Digest))> = Vec::with_capacity(reports.len());
        for &r in reports {
            own.push((r, self.records.get(r)?));
        }
        own.sort_by(|x, y| x.1.0.id.cmp(&y.1.0.id));
        let (reports, digests): (Vec<_>, Vec<_>) = own.into_iter().map(|(r, (report, d))| ((r, report), d)).unzip();
        let mut analysis = component(digests, self.grouping, self.rules);
        for digest in &mut analysis.digests {
            (digest.anchors, digest.figures) = Default::default();
        }
        let found = !analysis.findings.is_empty();
        Ok(found.then_some(Kept { reports, analysis }))
    }
}

/// Puts what was kept in input order.
fn gather(kept: Vec<Kept>) -> (Vec<Report>, Analysis) {
    let mut numbers: Vec<u32> = kept.iter().flat_map(|k| k.reports.iter().map(|r| r.0)).collect();
    numbers.sort_unstable();
    let place = |r: u32| numbers.binary_search(&r).map_or(0, |at| at as u32);
    let mut reports = vec![Report::default(); numbers.len()];
    let mut parts = Vec::with_capacity(kept.len());
    for k in kept {
        let places: Vec<u32> = k.reports.iter().map(|r| place(r.0)).collect();
        for (&at, (_, report)) in places.iter().zip(k.reports) {
            reports[at as usize] = report;
        }
        parts.push((places, k.analysis));
    }
    let analysis = join(parts, reports.len());
    (reports, analysis)
}

/// About what a report and its digest take in memory.
const RECORD: usize = 1 << 16;
