//! The map: reports to their blocks, and to records of all that later stages need of them.

use super::{Block, PROBLEM, RECORD, RecordRef, SCHEMA, Trouble, encode, write};
use crate::corpus::{Corpus, ProblemKind};
use crate::event::{Grouping, Profile};
use crate::rules::Rules;
use rayon::prelude::*;
use std::io::{self, Write};

/// Writes the lines of some reports, in any order of theirs; what could not be read is told by lines
/// of its own.
///
/// # Errors
/// Those of writing.
pub fn digest(corpus: &Corpus, grouping: &Grouping, rules: &Rules, to: &mut dyn Write) -> io::Result<()> {
    for problem in corpus.problems.iter().filter(|p| p.kind == ProblemKind::Unreadable) {
        let trouble = Trouble {
            schema: SCHEMA,
            path: problem.path.clone(),
            message: problem.error.to_string(),
        };
        write(to, PROBLEM, &trouble)?;
    }
    let all: Vec<io::Result<Vec<u8>>> = corpus
        .reports
        .par_iter()
        .map(|report| {
            let digest = crate::digest(report, rules);
            let profile = Profile::of(&digest, grouping, rules);
            let block = Block {
                schema: SCHEMA,
                id: report.id.clone(),
                profile: encode(&profile),
            };
            let mut lines = Vec::new();
            for key in &profile.keys {
                write(&mut lines, &key.to_string(), &block)?;
            }
            let record = RecordRef {
                schema: SCHEMA,
                id: &report.id,
                source: &report.source,
                digest: &digest,
            };
            write(&mut lines, RECORD, &record)?;
            Ok(lines)
        })
        .collect();
    all.into_iter().try_for_each(|lines| to.write_all(&lines?))
}
