//! Blocks of reports to scored edges.

use super::{Block, EDGE, Edge, Failure, Line, PORTION, PROBLEM, RECORD, SCHEMA, decode, lines, pass, write};
use crate::error::Error;
use crate::event::Profile;
use crate::event::blocking::{self, Key};
use crate::rules::Rules;
use rayon::prelude::*;
use std::io::{BufRead, Write};

/// Links the reports of each block; records and problems are handed on.
///
/// # Errors
/// A line that is none or not in order, and those of writing.
pub fn link(input: impl BufRead, rules: &Rules, to: &mut dyn Write) -> Result<(), Failure> {
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    let mut size = 0;
    for line in lines(input, true) {
        let line = line?;
        if line.key == RECORD || line.key == PROBLEM {
            flush(&mut blocks, rules, to)?;
            pass(to, &line.key, &line.value)?;
            continue;
        }
        size += line.value.len();
        match blocks.last_mut() {
            Some(block) if block.first().is_some_and(|l| l.key == line.key) => block.push(line),
            _ => {
                if size > PORTION {
                    flush(&mut blocks, rules, to)?;
                    size = line.value.len();
                }
                blocks.push(vec![line]);
            }
        }
    }
    flush(&mut blocks, rules, to)
}

fn flush(blocks: &mut Vec<Vec<Line>>, rules: &Rules, to: &mut dyn Write) -> Result<(), Failure> {
    let all: Vec<Result<Vec<u8>, Failure>> = blocks.par_iter().map(|b| edges(b, rules)).collect();
    blocks.clear();
    for lines in all {
        to.write_all(&lines?)?;
    }
    Ok(())
}

fn edges(block: &[Line], rules: &Rules) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    let [first, _, ..] = block else { return Ok(out) };
    let strange = |line: &Line, what: &str| {
        Error::new(format!("{what} is none"))
            .line(line.number)
            .help("give what `recount digest` writes, sorted")
    };
    let key: Key = first.key.parse().map_err(|_| strange(first, "this key"))?;
    let mut profiles: Vec<Profile> = Vec::with_capacity(block.len());
    for line in block {
        let entry: Block = line.read()?;
        profiles.push(decode(&entry.profile).ok_or_else(|| strange(line, "this profile"))?);
    }
    profiles.sort_by(|x, y| (x.place(), &x.id).cmp(&(y.place(), &y.id)));
    profiles.dedup_by(|x, y| x.id == y.id);
    let members: Vec<u32> = (0..profiles.len() as u32).collect();
    let count = members.len();
    for e in blocking::edges(key, &members, count, count, &|i| &profiles[i as usize], rules) {
        let edge = Edge {
            schema: SCHEMA,
            a: profiles[e.a as usize].id.clone(),
            b: profiles[e.b as usize].id.clone(),
            score: e.score,
        };
        write(&mut out, EDGE, &edge)?;
    }
    Ok(out)
}
