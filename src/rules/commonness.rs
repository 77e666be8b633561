//! Words and their classes as a table of hashes: how `rarity.tsv` is looked up.
//!
//! The table is bytes, so that the build script embeds it as it is. The script has this file as a module of its
//! own: it uses nothing of the crate.

/// The classes by their names in the file; a class is its place in this list, from 1.
pub const CLASSES: [&str; 7] = ["1", "2", "3", "web", "news", "given", "surname"];

/// The bits of a slot that hold the class; the others are those of the word's hash.
const CLASS: u64 = 7;

/// A line whose first column is none of the classes.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown<'a> {
    /// What stands there.
    pub class: &'a str,
    /// Its line, from 1.
    pub line: u32,
}

/// Makes the table of a text; the first class of a word counts.
///
/// # Errors
/// A line of an unknown class.
pub fn table(text: &str) -> Result<Vec<u8>, Unknown<'_>> {
    let words = text.bytes().filter(|&b| matches!(b, b' ' | b'\n')).count() + 1;
    let mut slots = vec![0u64; (words * 2).next_power_of_two()];
    let lines = text.lines().enumerate();
    for (number, line) in lines.filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        let (class, words) = line.split_once('\t').unwrap_or((line, ""));
        let Some(known) = CLASSES.iter().position(|c| *c == class) else {
            let line = number as u32 + 1;
            return Err(Unknown { class, line });
        };
        for key in words.split(' ').map(key) {
            let mut at = slot(key, slots.len());
            while slots[at] != 0 && slots[at] & !CLASS != key & !CLASS {
                at = (at + 1) % slots.len();
            }
            if slots[at] == 0 {
                slots[at] = key & !CLASS | (known as u64 + 1);
            }
        }
    }
    Ok(slots.into_iter().flat_map(u64::to_le_bytes).collect())
}

/// The class of the word of a [`key`] in a table, from 1; 0 if it has none.
#[inline]
pub fn class(table: &[u8], key: u64) -> usize {
    let (slots, _) = table.as_chunks::<8>();
    if slots.is_empty() {
        return 0;
    }
    let mut at = slot(key, slots.len());
    loop {
        let found = slots.get(at).map_or(0, |s| u64::from_le_bytes(*s));
        if found == 0 || found & !CLASS == key & !CLASS {
            return (found & CLASS) as usize;
        }
        at = (at + 1) % slots.len();
    }
}

/// Where a word is sought first; there are a power of two of slots.
#[inline]
fn slot(key: u64, slots: usize) -> usize {
    (key >> 40) as usize & (slots - 1)
}

/// A hash of a word in lower case with straight apostrophes, the same on every machine.
pub fn key(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut byte = |b: u8| hash = (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        word.bytes().for_each(|b| byte(b.to_ascii_lowercase()));
        return hash;
    }
    for c in word.chars() {
        if c.is_ascii() {
            byte(c.to_ascii_lowercase() as u8);
        } else if c == '\u{2019}' {
            byte(b'\'');
        } else {
            for low in c.to_lowercase() {
                (low as u32).to_le_bytes().into_iter().for_each(&mut byte);
            }
        }
    }
    hash
}
