//! Lines in order: those that do not fit into their share of memory wait on disk, in sorted runs.

use crate::runs::Runs;
use itertools::Itertools;
use std::io::{self, Read};

/// A line under the key that it is sorted by.
type Keyed = (Vec<u8>, String);

/// What a line takes in memory beside its bytes.
const ENTRY: usize = 64;

/// Lines to be sorted by keys of bytes.
pub struct Sorted {
    bound: usize,
    held: Vec<Keyed>,
    size: usize,
    runs: Runs,
}

impl Sorted {
    /// None yet; so many bytes are held in memory.
    pub fn new(bound: usize) -> Self {
        Self {
            bound,
            held: Vec::new(),
            size: 0,
            runs: Runs::default(),
        }
    }

    /// Takes a line.
    ///
    /// # Errors
    /// A temporary file that cannot be written.
    pub fn push(&mut self, key: Vec<u8>, line: String) -> io::Result<()> {
        self.size += key.len() + line.len() + ENTRY;
        self.held.push((key, line));
        if self.size > self.bound { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        self.held.sort_unstable();
        self.size = 0;
        let lines = self.held.drain(..);
        self.runs.add(|run| {
            for (key, line) in lines {
                for bytes in [key.as_slice(), line.as_bytes()] {
                    run.write_all(&(bytes.len() as u64).to_le_bytes())?;
                    run.write_all(bytes)?;
                }
            }
            Ok(())
        })
    }

    /// All lines in order.
    pub fn lines(mut self) -> impl Iterator<Item = io::Result<String>> {
        self.held.sort_unstable();
        let held: Box<dyn Iterator<Item = io::Result<Keyed>>> = Box::new(self.held.into_iter().map(Ok));
        let runs = self.runs.open(self.bound).map(|mut run| {
            let next = std::iter::from_fn(move || next(&mut run).transpose());
            Box::new(next) as Box<dyn Iterator<Item = io::Result<Keyed>>>
        });
        // what cannot be read comes first, and ends the reading
        let first = |a: &io::Result<Keyed>, b: &io::Result<Keyed>| match (a, b) {
            (Ok(a), Ok(b)) => a <= b,
            (a, _) => a.is_err(),
        };
        runs.chain([held]).kmerge_by(first).map(|one| one.map(|(_, line)| line))
    }
}

/// The next line of a run; none at its end.
fn next(run: &mut impl Read) -> io::Result<Option<Keyed>> {
    let key = match piece(run) {
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    };
    let line = String::from_utf8(piece(run)?).map_err(io::Error::other)?;
    Ok(Some((key, line)))
}

fn piece(run: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    run.read_exact(&mut length)?;
    let mut bytes = vec![0; u64::from_le_bytes(length) as usize];
    run.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_in_order_whatever_the_bound() {
        for bound in [0, 300, 1 << 20] {
            let mut sorted = Sorted::new(bound);
            for n in 0..100u32 {
                let key = n.wrapping_mul(37) % 100;
                sorted
                    .push(key.to_be_bytes().to_vec(), format!("line {key}"))
                    .expect("a temporary file");
            }
            let lines: Vec<String> = sorted.lines().map(|l| l.expect("it was written")).collect();
            assert!(
                lines.iter().enumerate().all(|(n, l)| *l == format!("line {n}")),
                "{bound}"
            );
            assert_eq!(lines.len(), 100);
        }
    }
}
