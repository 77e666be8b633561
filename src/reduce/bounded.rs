//! Reports that do not fit into memory, reconciled all the same.

use super::{Analysis, component, join, one, trim};
use crate::corpus::Report;
use crate::event::spill::{Kept, Linker, Store};
use crate::event::{self, Digest, Grouping, Part, Profile};
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

/// What was found in the reports of a component, or of a part of one.
#[derive(Debug, Default)]
pub struct Found {
    /// Their places among all that were read.
    pub numbers: Vec<u32>,
    /// The reports, in the order of the digests.
    pub reports: Vec<Report>,
    /// What was found.
    pub analysis: Analysis,
}

/// What a bounded run found.
#[derive(Debug, Default)]
pub struct Reduced {
    /// The reports of events with findings, in input order.
    pub reports: Vec<Report>,
    /// What was found in them. Of the digests, the claims are left.
    pub analysis: Analysis,
    /// How many reports were read in all.
    pub read: usize,
}

/// Reports that are reconciled together, by number: a component, or a part of one that is too large.
struct Unit {
    reports: Vec<u32>,
    part: Option<Part>,
    size: usize,
}

/// Reports that are digested at a time.
const AT_A_TIME: usize = 512;
/// How many times as much a record takes in memory as in a store.
const DECODED: usize = 4;

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
        let mut rest = reports.into_iter();
        loop {
            let some: Vec<Report> = rest.by_ref().take(AT_A_TIME).collect();
            if some.is_empty() {
                return Ok(());
            }
            self.take(some)?;
        }
    }

    fn take(&mut self, reports: Vec<Report>) -> io::Result<()> {
        let (grouping, rules) = (self.grouping, self.rules);
        let made: Vec<io::Result<Made>> = reports
            .into_par_iter()
            .map(|mut report| {
                let digest = crate::digest(&report, rules);
                (report.masked, report.blocks) = (None, Vec::new());
                let profile = Profile::of(&digest, grouping, rules);
                Ok(Made {
                    encoded: profile.encode()?,
                    record: (report, digest).encode()?,
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

    /// Reconciles what was taken, so many reports at a time as fit into the bound: `make` is called for each
    /// component, or part of one, side by side, and `sink` gets what it makes, one after the other.
    ///
    /// # Errors
    /// Temporary files that cannot be read; those of `sink`.
    pub fn each<T: Send>(
        mut self,
        make: &(impl Fn(Found) -> T + Sync),
        sink: &mut dyn FnMut(T) -> io::Result<()>,
    ) -> io::Result<()> {
        self.records.seal()?;
        let components = self.linker.components(self.rules)?;
        let (mut portion, mut size) = (Vec::new(), 0);
        for reports in components {
            for unit in self.units(reports)? {
                if size + unit.size > self.bound / 2 && !portion.is_empty() {
                    self.portion(&mut portion, make, sink)?;
                    size = 0;
                }
                size += unit.size;
                portion.push(unit);
            }
        }
        self.portion(&mut portion, make, sink)
    }

    /// A component as a whole if it fits, else its parts, which are found by what its reports are linked by.
    fn units(&self, reports: Vec<u32>) -> io::Result<Vec<Unit>> {
        let size = |all: &[u32]| all.iter().map(|&r| self.records.size(r) * DECODED).sum::<usize>();
        let whole = size(&reports);
        if whole <= self.bound / 4 || *self.grouping != Grouping::Auto {
            return Ok(vec![Unit {
                reports,
                part: None,
                size: whole,
            }]);
        }
        let mut own: Vec<(u32, Profile)> = self
            .linker
            .profiles(&reports)?
            .into_iter()
            .zip(reports)
            .map(turned)
            .collect();
        own.sort_by(|x, y| x.1.id.cmp(&y.1.id));
        let (numbers, profiles): (Vec<u32>, Vec<Profile>) = own.into_iter().unzip();
        let parts = event::parts(&profiles, self.grouping, self.rules);
        let unit = |part: Part| {
            let reports: Vec<u32> = part
                .reports
                .iter()
                .filter_map(|&r| numbers.get(r as usize).copied())
                .collect();
            Unit {
                size: size(&reports),
                reports,
                part: Some(part),
            }
        };
        Ok(parts.into_iter().map(unit).collect())
    }

    fn portion<T: Send>(
        &self,
        units: &mut Vec<Unit>,
        make: &(impl Fn(Found) -> T + Sync),
        sink: &mut dyn FnMut(T) -> io::Result<()>,
    ) -> io::Result<()> {
        let made: Vec<io::Result<T>> = std::mem::take(units)
            .into_par_iter()
            .map(|unit| self.found(unit).map(make))
            .collect();
        made.into_iter().try_for_each(|one| sink(one?))
    }

    fn found(&self, unit: Unit) -> io::Result<Found> {
        let mut own: Vec<(u32, (Report, Digest))> = Vec::with_capacity(unit.reports.len());
        for r in unit.reports {
            own.push((r, self.records.get(r)?));
        }
        own.sort_by(|x, y| x.1.0.id.cmp(&y.1.0.id));
        let (numbers, records): (Vec<u32>, Vec<(Report, Digest)>) = own.into_iter().unzip();
        let (reports, digests): (Vec<Report>, Vec<Digest>) = records.into_iter().unzip();
        let mut analysis = match unit.part {
            None => component(digests, self.grouping, self.rules),
            Some(part) => {
                let profiles = event::profiles(&digests, self.grouping, self.rules);
                one(digests, &profiles, &part, self.grouping, self.rules)
            }
        };
        for digest in &mut analysis.digests {
            (digest.anchors, digest.figures) = Default::default();
        }
        Ok(Found {
            numbers,
            reports,
            analysis,
        })
    }

    /// Reconciles what was taken, and keeps what there is to show: events without findings are let go.
    ///
    /// # Errors
    /// Temporary files that cannot be read.
    pub fn reconcile(self) -> io::Result<Reduced> {
        let read = self.records.len();
        let mut kept = Vec::new();
        self.each(&trim, &mut |found| {
            kept.extend(found);
            Ok(())
        })?;
        let (reports, analysis) = gather(kept);
        Ok(Reduced {
            reports,
            analysis,
            read,
        })
    }
}

fn turned<A, B>((a, b): (A, B)) -> (B, A) {
    (b, a)
}

/// Puts what was kept in input order.
fn gather(kept: Vec<Found>) -> (Vec<Report>, Analysis) {
    let mut numbers: Vec<u32> = kept.iter().flat_map(|k| k.numbers.iter().copied()).collect();
    numbers.sort_unstable();
    let place = |r: u32| numbers.binary_search(&r).map_or(0, |at| at as u32);
    let mut reports = vec![Report::default(); numbers.len()];
    let mut parts = Vec::with_capacity(kept.len());
    for k in kept {
        let places: Vec<u32> = k.numbers.iter().map(|&r| place(r)).collect();
        for (&at, report) in places.iter().zip(k.reports) {
            reports[at as usize] = report;
        }
        parts.push((places, k.analysis));
    }
    let analysis = join(parts, reports.len());
    (reports, analysis)
}
