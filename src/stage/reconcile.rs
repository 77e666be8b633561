//! The reduce: the records of a component to findings.

use super::{Failure, Line, PORTION, PROBLEM, Record, Trouble, lines};
use crate::corpus::Report;
use crate::error::Error;
use crate::event::{Digest, Grouping};
use crate::output::{View, jsonl};
use crate::rules::Rules;
use crate::{Analysis, component};
use rayon::prelude::*;
use serde_json::json;
use std::io::{BufRead, Write};

/// Reconciles each component: `judge` may set findings aside; with `all`, comparisons are written beside
/// the findings. Problems become objects of their own. Gives how many there were.
///
/// # Errors
/// A line that is none or not in order, and those of writing.
pub fn reconcile(
    input: impl BufRead,
    grouping: &Grouping,
    all: bool,
    judge: &(dyn Fn(&mut Analysis) + Sync),
    rules: &Rules,
    to: &mut dyn Write,
) -> Result<usize, Failure> {
    let found = |component: &Vec<Line>| found(component, grouping, all, judge, rules);
    let flush = |components: &mut Vec<Vec<Line>>, to: &mut dyn Write| -> Result<(), Failure> {
        let all: Vec<Result<Vec<u8>, Error>> = components.par_iter().map(found).collect();
        components.clear();
        for lines in all {
            to.write_all(&lines?)?;
        }
        Ok(())
    };
    let mut components: Vec<Vec<Line>> = Vec::new();
    let (mut size, mut troubles) = (0, 0);
    for line in lines(input, true) {
        let line = line?;
        if line.key == PROBLEM {
            let trouble: Trouble = line.read()?;
            let told = json!({"type": "problem", "path": trouble.path, "message": trouble.message});
            writeln!(to, "{told}")?;
            troubles += 1;
            continue;
        }
        size += line.value.len();
        match components.last_mut() {
            Some(c) if c.first().is_some_and(|l| l.key == line.key) => c.push(line),
            _ => {
                if size > PORTION {
                    flush(&mut components, to)?;
                    size = line.value.len();
                }
                components.push(vec![line]);
            }
        }
    }
    flush(&mut components, to)?;
    Ok(troubles)
}

fn found(
    lines: &Vec<Line>,
    grouping: &Grouping,
    all: bool,
    judge: &(dyn Fn(&mut Analysis) + Sync),
    rules: &Rules,
) -> Result<Vec<u8>, Error> {
    let mut records: Vec<(Report, Digest)> = Vec::with_capacity(lines.len());
    for line in lines {
        if !line.key.starts_with('k') {
            let message = format!("key `{}` is no component", line.key);
            let help = "give what `recount components` writes, sorted";
            return Err(Error::new(message).line(line.number).help(help));
        }
        let mut record: Record = line.read()?;
        record.digest.check().map_err(|e| e.line(line.number))?;
        records.push((record.report(), record.digest));
    }
    records.sort_by(|x, y| x.0.id.cmp(&y.0.id));
    records.dedup_by(|x, y| x.0.id == y.0.id);
    let (reports, digests): (Vec<Report>, Vec<Digest>) = records.into_iter().unzip();
    let mut analysis = component(digests, grouping, rules);
    judge(&mut analysis);
    let view = View::new(&reports, &analysis, rules);
    let mut out = Vec::new();
    for line in jsonl::found(&view, all) {
        out.extend_from_slice(line.to_string().as_bytes());
        out.push(b'\n');
    }
    Ok(out)
}
