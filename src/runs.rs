//! Sorted runs on disk: what does not fit into memory waits in them to be merged.
//!
//! However many runs there are, one temporary file holds them all, one after the other: a run costs no open file,
//! of which a system grants few.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::rc::Rc;

/// Bytes by which a run is read, where memory allows.
const BUFFER: usize = 1 << 16;
/// Bytes by which it is read at the least.
const LEAST: usize = 1 << 12;

/// Runs as they are written.
#[derive(Default)]
pub(crate) struct Runs {
    file: Option<File>,
    /// Where each lies in the file.
    places: Vec<Range<u64>>,
}

impl Runs {
    /// Adds a run, which `write` puts to the end of the file.
    ///
    /// # Errors
    /// A temporary file that cannot be made or written.
    pub(crate) fn add(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => tempfile::tempfile()?,
        };
        let start = self.places.last().map_or(0, |before| before.end);
        let mut to = BufWriter::with_capacity(BUFFER, &mut file);
        write(&mut to)?;
        to.flush()?;
        drop(to);
        let end = file.stream_position()?;
        self.places.push(start..end);
        self.file = Some(file);
        Ok(())
    }

    /// The runs, to be read side by side by buffers that together take about so many bytes.
    pub(crate) fn open(self, memory: usize) -> impl Iterator<Item = BufReader<Run>> {
        let buffer = (memory / self.places.len().max(1)).clamp(LEAST, BUFFER);
        let file = self.file.map(Rc::new);
        self.places.into_iter().filter_map(move |place| {
            let file = Rc::clone(file.as_ref()?);
            Some(BufReader::with_capacity(buffer, Run { file, rest: place }))
        })
    }
}

/// What is left to read of a run.
pub(crate) struct Run {
    file: Rc<File>,
    rest: Range<u64>,
}

impl Read for Run {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.rest.end - self.rest.start).unwrap_or(usize::MAX);
        let wanted = left.min(into.len());
        let Some(into) = into.get_mut(..wanted).filter(|into| !into.is_empty()) else {
            return Ok(0);
        };
        // the others have moved it since
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.rest.start))?;
        let read = file.read(into)?;
        self.rest.start += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_read_side_by_side() {
        let mut runs = Runs::default();
        for n in 0..40u8 {
            let run: Vec<u8> = (0..500u32 * u32::from(n)).map(|i| n ^ (i % 251) as u8).collect();
            runs.add(|to| to.write_all(&run)).expect("a temporary file");
        }
        let mut open: Vec<_> = runs.open(0).collect();
        assert_eq!(open.len(), 40);
        let mut read = vec![Vec::new(); open.len()];
        for _ in 0..40 {
            for (run, all) in open.iter_mut().zip(&mut read) {
                run.take(500).read_to_end(all).expect("it was written");
            }
        }
        for (n, all) in (0u8..).zip(&read) {
            assert_eq!(all.len(), 500 * usize::from(n));
            assert!(all.iter().zip(0u32..).all(|(b, i)| *b == n ^ (i % 251) as u8), "{n}");
        }
    }

    #[test]
    fn there_may_be_more_runs_than_open_files() {
        let mut runs = Runs::default();
        for n in 0..5000u32 {
            runs.add(|to| to.write_all(&n.to_le_bytes())).expect("a temporary file");
        }
        let mut open: Vec<_> = runs.open(1 << 20).collect();
        for (n, run) in (0u32..).zip(&mut open) {
            let mut bytes = [0; 4];
            run.read_exact(&mut bytes).expect("it was written");
            assert_eq!(u32::from_le_bytes(bytes), n);
        }
    }

    #[test]
    fn no_runs_at_all() {
        assert_eq!(Runs::default().open(1 << 20).count(), 0);
    }
}
