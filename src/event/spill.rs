//! Linking within bounded memory: what is beyond the bound waits on disk.
//!
//! Profiles and the entries of blocks are all that is kept of a report; both go to temporary files,
//! which nobody else sees and which are gone with the run, when they reach their share of the bound.

use super::Digest;
use super::blocking::{self, Key, Profile};
use super::component::Sets;
use crate::corpus::Report;
use crate::rules::Rules;
use crate::runs::Runs;
use itertools::Itertools;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;
use std::sync::Mutex;

/// Values by number, encoded; in memory up to a bound, then in a file.
pub struct Store<T> {
    bound: usize,
    held: Vec<u8>,
    /// Bytes in the file, all before those held.
    written: u64,
    file: Option<Mutex<File>>,
    /// Where each value ends.
    ends: Vec<u64>,
    of: PhantomData<fn() -> T>,
}

/// What a store keeps, and how.
pub trait Kept: Sized {
    /// As its store keeps it.
    ///
    /// # Errors
    /// None that is known; those of the encoder.
    fn encode(&self) -> io::Result<Vec<u8>>;

    /// What was encoded.
    ///
    /// # Errors
    /// Bytes that are none.
    fn decode(bytes: &[u8]) -> io::Result<Self>;
}

impl Kept for Profile {
    fn encode(&self) -> io::Result<Vec<u8>> {
        postcard::to_allocvec(self).map_err(io::Error::other)
    }

    fn decode(bytes: &[u8]) -> io::Result<Self> {
        postcard::from_bytes(bytes).map_err(io::Error::other)
    }
}

impl Kept for (Report, Digest) {
    fn encode(&self) -> io::Result<Vec<u8>> {
        Ok(serde_json::to_vec(self)?)
    }

    fn decode(bytes: &[u8]) -> io::Result<Self> {
        Ok(serde_json::from_slice(bytes)?)
    }
}

impl<T: Kept> Store<T> {
    /// An empty store that holds so many bytes in memory.
    pub fn new(bound: usize) -> Self {
        Self {
            bound,
            held: Vec::new(),
            written: 0,
            file: None,
            ends: Vec::new(),
            of: PhantomData,
        }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many bytes a value takes here.
    pub fn size(&self, number: u32) -> usize {
        let n = number as usize;
        let start = n.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(n).copied().unwrap_or_default();
        end.saturating_sub(start.copied().unwrap_or_default()) as usize
    }

    /// Adds a value, as it was encoded.
    ///
    /// # Errors
    /// Those of writing.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.held.extend_from_slice(bytes);
        self.ends.push(self.written + self.held.len() as u64);
        if self.held.len() > self.bound {
            if self.file.is_none() {
                self.file = Some(Mutex::new(tempfile::tempfile()?));
            }
            if let Some(file) = &self.file {
                lock(file).write_all(&self.held)?;
            }
            self.written += self.held.len() as u64;
            self.held.clear();
        }
        Ok(())
    }

    /// The value of a number.
    ///
    /// # Errors
    /// Those of reading; a number beyond the last.
    pub fn get(&self, number: u32) -> io::Result<T> {
        let n = number as usize;
        let start = n
            .checked_sub(1)
            .map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(n).copied());
        let (start, end) = range.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        if start >= self.written {
            let held = (start - self.written) as usize..(end - self.written) as usize;
            return T::decode(self.held.get(held).unwrap_or_default());
        }
        let mut bytes = vec![0; (end - start) as usize];
        if let Some(file) = &self.file {
            let mut file = lock(file);
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut bytes)?;
        }
        T::decode(&bytes)
    }

    /// Ends the writing: what is read from now on may be anywhere.
    ///
    /// # Errors
    /// Those of writing.
    pub fn seal(&mut self) -> io::Result<()> {
        match &self.file {
            Some(file) => lock(file).flush(),
            None => Ok(()),
        }
    }
}

fn lock(file: &Mutex<File>) -> std::sync::MutexGuard<'_, File> {
    file.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A report in a block: the block, where the report stands in it, and the report's number.
type Entry = (Key, (Option<i32>, u32), u32);

/// Entries to be sorted; in memory up to a bound, then in sorted runs.
#[derive(Default)]
struct Entries {
    bound: usize,
    held: Vec<Entry>,
    runs: Runs,
}

const ENTRY: usize = 24;
/// Bytes of the shortest run that is worth its buffer.
const LEAST_RUN: usize = 1 << 16;

impl Entries {
    fn push(&mut self, entry: Entry) -> io::Result<()> {
        self.held.push(entry);
        if self.held.len() * ENTRY > self.bound {
            self.spill()?;
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        self.held.par_sort_unstable();
        let entries = self.held.drain(..);
        self.runs
            .add(|run| entries.map(pack).try_for_each(|entry| run.write_all(&entry)))
    }

    /// All entries in order; what cannot be read ends them, and is left in `failed`.
    fn sorted(mut self, failed: &RefCell<Option<io::Error>>) -> impl Iterator<Item = Entry> {
        self.held.par_sort_unstable();
        let held: Box<dyn Iterator<Item = Entry> + '_> = Box::new(self.held.into_iter());
        let runs = self.runs.open(self.bound).map(|mut run| {
            let next = std::iter::from_fn(move || {
                let mut bytes = [0; ENTRY];
                match run.read_exact(&mut bytes) {
                    Ok(()) => return Some(unpack(bytes)),
                    Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => {}
                    Err(e) => *failed.borrow_mut() = Some(e),
                }
                None
            });
            Box::new(next) as Box<dyn Iterator<Item = Entry> + '_>
        });
        runs.chain([held]).kmerge()
    }
}

fn pack((key, (day, tie), report): Entry) -> [u8; ENTRY] {
    let mut bytes = [0; ENTRY];
    bytes[..8].copy_from_slice(&key.number().to_le_bytes());
    // one more than the day, from 1 on, so that none comes first
    let day = day.map_or(0, |d| i64::from(d) - i64::from(i32::MIN) + 1);
    bytes[8..16].copy_from_slice(&day.to_le_bytes());
    bytes[16..20].copy_from_slice(&tie.to_le_bytes());
    bytes[20..].copy_from_slice(&report.to_le_bytes());
    bytes
}

fn unpack(bytes: [u8; ENTRY]) -> Entry {
    let long = |at: usize| u64::from_le_bytes(std::array::from_fn(|i| bytes[at + i]));
    let short = |at: usize| u32::from_le_bytes(std::array::from_fn(|i| bytes[at + i]));
    let day = long(8) as i64;
    let day = (day > 0).then(|| (day - 1 + i64::from(i32::MIN)) as i32);
    (Key::numbered(long(0)), (day, short(16)), short(20))
}

/// Finds components as reports come.
pub struct Linker {
    /// Members of blocks whose profiles are in memory at a time.
    portion: usize,
    profiles: Store<Profile>,
    entries: Entries,
}

/// Members of a block that are in memory at a time.
const MEMBERS: usize = 4096;
/// Members of blocks that are worked on at a time, at the least.
const PORTION: usize = 1 << 10;
/// About what a profile takes in memory.
const PROFILE: usize = 3 << 10;

impl Linker {
    /// A linker that takes about so many bytes of memory.
    pub fn new(bound: usize) -> Self {
        Self {
            portion: (bound / 2 / PROFILE).max(PORTION),
            profiles: Store::new(bound / 4),
            entries: Entries {
                bound: (bound / 4).max(LEAST_RUN),
                held: Vec::new(),
                runs: Runs::default(),
            },
        }
    }

    /// The profiles of some reports.
    ///
    /// # Errors
    /// Those of reading.
    pub fn profiles(&self, reports: &[u32]) -> io::Result<Vec<Profile>> {
        reports.par_iter().map(|&r| self.profiles.get(r)).collect()
    }

    /// Takes a report's profile, with its encoding; its number is how many came before.
    ///
    /// # Errors
    /// Those of writing.
    pub fn push(&mut self, profile: &Profile, encoded: &[u8]) -> io::Result<()> {
        let number = self.profiles.len() as u32;
        self.profiles.push(encoded)?;
        let place = profile.place();
        profile
            .keys
            .iter()
            .try_for_each(|&key| self.entries.push((key, place, number)))
    }

    /// The components, as [`components`](super::components) finds them.
    ///
    /// # Errors
    /// Those of reading.
    pub fn components(&mut self, rules: &Rules) -> io::Result<Vec<Vec<u32>>> {
        self.profiles.seal()?;
        let mut sets = Sets::new(self.profiles.len());
        let mut portion: Vec<Piece> = Vec::new();
        let mut held = 0;
        let entries = std::mem::take(&mut self.entries);
        let failed = RefCell::new(None);
        let blocks = entries.sorted(&failed).chunk_by(|e| e.0);
        for (key, block) in &blocks {
            // a crowd comes in pieces, each with the neighbours that its last members are paired with
            let mut block = block.map(|e| e.2);
            let mut members: Vec<u32> = block.by_ref().take(MEMBERS).collect();
            let mut first = true;
            loop {
                let more: Vec<u32> = block.by_ref().take(MEMBERS).collect();
                let own = members.len();
                let last = more.is_empty();
                if own > 1 || !last {
                    members.extend(more.iter().take(blocking::REACH));
                    held += members.len();
                    let whole = first && last;
                    portion.push(Piece {
                        key,
                        own,
                        of: if whole { own } else { usize::MAX },
                        members,
                    });
                }
                first = false;
                if held > self.portion {
                    join(&mut portion, &self.profiles, &mut sets, rules)?;
                    held = 0;
                }
                if last {
                    break;
                }
                members = more;
            }
        }
        drop(blocks);
        if let Some(error) = failed.into_inner() {
            return Err(error);
        }
        join(&mut portion, &self.profiles, &mut sets, rules)?;
        Ok(sets.groups())
    }
}

/// A block, or a piece of one.
struct Piece {
    key: Key,
    /// The first of its members are its own, the others those after it.
    own: usize,
    /// How many members the whole block has, or more than any.
    of: usize,
    members: Vec<u32>,
}

/// Joins what the blocks of a portion link.
fn join(portion: &mut Vec<Piece>, profiles: &Store<Profile>, sets: &mut Sets, rules: &Rules) -> io::Result<()> {
    let mut needed: Vec<u32> = portion.iter().flat_map(|p| p.members.iter().copied()).collect();
    needed.par_sort_unstable();
    needed.dedup();
    let read: io::Result<Vec<Profile>> = needed.par_iter().map(|&n| profiles.get(n)).collect();
    let known: FxHashMap<u32, Profile> = needed.into_iter().zip(read?).collect();
    let edges: Vec<Vec<blocking::Edge>> = portion
        .par_iter()
        .map(|p| blocking::edges(p.key, &p.members, p.own, p.of, &|r| &known[&r], rules))
        .collect();
    portion.clear();
    for e in edges.iter().flatten() {
        sets.join(e.a, e.b);
    }
    Ok(())
}
