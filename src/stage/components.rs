//! Edges to components: which records belong together.

use super::{EDGE, Edge, Failure, Head, PROBLEM, RECORD, lines, pass};
use crate::error::Error;
use crate::event::Sets;
use crate::hash;
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use std::io::{BufRead, Write};

/// The reports that edges name, as they grow together.
#[derive(Default)]
struct Known {
    numbers: FxHashMap<String, u32>,
    sets: Sets,
}

impl Known {
    fn number(&mut self, id: String) -> u32 {
        let sets = &mut self.sets;
        *self.numbers.entry(id).or_insert_with(|| sets.push())
    }

    /// The name of each set: made of the least of its ids.
    fn names(&mut self) -> FxHashMap<u32, CompactString> {
        let mut least: FxHashMap<u32, &str> = FxHashMap::default();
        for (id, &number) in &self.numbers {
            let first = least.entry(self.sets.find(number)).or_insert(id);
            *first = (*first).min(id);
        }
        least.into_iter().map(|(root, id)| (root, name(id))).collect()
    }
}

fn name(id: &str) -> CompactString {
    hash::id('k', [id])
}

/// Gives every record its component as its key. The edges come first, in any order; problems are
/// handed on.
///
/// # Errors
/// A line that is none, an edge after a record, and those of writing.
pub fn components(input: impl BufRead, to: &mut dyn Write) -> Result<(), Failure> {
    let mut known = Known::default();
    let mut names = None;
    for line in lines(input, false) {
        let line = line?;
        match line.key.as_str() {
            PROBLEM => pass(to, PROBLEM, &line.value)?,
            EDGE if names.is_none() => {
                let edge: Edge = line.read()?;
                let (a, b) = (known.number(edge.a), known.number(edge.b));
                known.sets.join(a, b);
            }
            RECORD => {
                let head: Head = line.read()?;
                let names = names.get_or_insert_with(|| known.names());
                let named = known
                    .numbers
                    .get(&head.id)
                    .and_then(|&n| names.get(&known.sets.find(n)).cloned());
                pass(to, &named.unwrap_or_else(|| name(&head.id)), &line.value)?;
            }
            _ => {
                let message = format!("key `{}` is none that this stage reads here", line.key);
                return Err(Error::new(message)
                    .line(line.number)
                    .help("give what `recount link` writes: edges, then records")
                    .into());
            }
        }
    }
    Ok(())
}
