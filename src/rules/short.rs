//! Words of up to sixteen bytes by their bytes: the table that every word of a running text is sought in.
//!
//! A word is two numbers, so that a look-up is a multiplication, two reads in most cases, and two comparisons.
//! Words are never taken out.

use super::lexicon::WordId;

/// A word of up to sixteen bytes as two numbers, its first byte the lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The first eight bytes.
    pub low: u64,
    /// The others.
    pub high: u64,
}

/// The bits that no ASCII byte has.
const HIGH: u64 = 0x8080_8080_8080_8080;
const EACH: u64 = 0x0101_0101_0101_0101;
/// The bit in which small letters differ from capitals.
const SIXTH: u64 = EACH * 0x20;

impl Key {
    /// The key of a word; none for an empty or longer one. No two words are alike, since none holds a NUL.
    #[inline]
    pub fn of(word: &[u8]) -> Option<Self> {
        // two reads that overlap instead of a copy whose length is not known
        let four = |at: usize| Some(u64::from(u32::from_le_bytes(word.get(at..at + 4)?.try_into().ok()?)));
        let eight = |at: usize| Some(u64::from_le_bytes(word.get(at..at + 8)?.try_into().ok()?));
        let (low, high) = match word.len() {
            0 => return None,
            n @ 1..=3 => {
                let byte = |at: usize| u64::from(word[at]) << (at * 8);
                (byte(0) | byte(n / 2) | byte(n - 1), 0)
            }
            n @ 4..=7 => (four(0)? | four(n - 4)? << ((n - 4) * 8), 0),
            8 => (eight(0)?, 0),
            n @ 9..=16 => (eight(0)?, eight(n - 8)? >> ((16 - n) * 8)),
            _ => return None,
        };
        Some(Self { low, high })
    }

    /// Whether all its bytes are ASCII.
    #[inline]
    pub fn is_ascii(self) -> bool {
        (self.low | self.high) & HIGH == 0
    }

    /// The key of an ASCII word in lower case.
    #[inline]
    pub fn lower(self) -> Self {
        Self {
            low: lower(self.low),
            high: lower(self.high),
        }
    }

    #[inline]
    fn hash(self) -> u64 {
        (self.low ^ self.high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Eight ASCII letters to lower case at once: the sixth bit is set in every byte from A to Z.
#[inline]
fn lower(eight: u64) -> u64 {
    let from_a = eight.wrapping_add(EACH * u64::from(0x80 - b'A'));
    let past_z = eight.wrapping_add(EACH * u64::from(0x7f - b'Z'));
    eight | ((from_a & !past_z) >> 2) & SIXTH
}

/// A run of ASCII letters at the head of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters {
    /// Its key, in lower case.
    pub key: Key,
    /// How many letters there are.
    pub len: usize,
    /// The byte after them; 0 at the end of the text.
    pub next: u8,
    /// The first is a capital.
    pub capital: bool,
    /// All are.
    pub upper: bool,
}

impl Letters {
    /// The letters that a text begins with; `None` if there are none, or more than fifteen.
    #[inline]
    pub fn of(text: &[u8]) -> Option<Self> {
        let bytes = text.first_chunk().copied().unwrap_or_else(|| padded(text));
        let all = u128::from_le_bytes(bytes);
        let (low, high) = (all as u64, (all >> 64) as u64);
        let in_low = letters(low);
        if in_low != HIGH {
            let (len, mask) = run(in_low);
            return (len > 0).then(|| Self {
                key: Key {
                    low: (low | SIXTH) & mask,
                    high: 0,
                },
                len,
                next: (low >> (len * 8)) as u8,
                capital: low & 0x20 == 0,
                upper: small(low, in_low) & mask == 0,
            });
        }
        let in_high = letters(high);
        let (len, mask) = run(in_high);
        (in_high != HIGH).then(|| Self {
            key: Key {
                low: low | SIXTH,
                high: (high | SIXTH) & mask,
            },
            len: 8 + len,
            next: (high >> (len * 8)) as u8,
            capital: low & 0x20 == 0,
            upper: (small(low, in_low) | small(high, in_high) & mask) == 0,
        })
    }
}

/// The head of a short text, and NULs after it.
#[cold]
fn padded(text: &[u8]) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
    bytes
}

/// The highest bit of each of eight bytes that is an ASCII letter.
#[inline]
fn letters(eight: u64) -> u64 {
    let small = (eight | SIXTH) & !HIGH;
    let from_a = small.wrapping_add(EACH * (0x80 - b'a' as u64));
    let past_z = small.wrapping_add(EACH * (0x7f - b'z' as u64));
    from_a & !past_z & !eight & HIGH
}

/// The highest bit of each of eight letters that is none of the capitals, which lack the sixth bit.
#[inline]
fn small(eight: u64, letters: u64) -> u64 {
    letters & (eight << 2)
}

/// How many of eight bytes, up to seven, are letters before the first that is none, and a mask of them.
#[inline]
fn run(letters: u64) -> (usize, u64) {
    let bits = (letters ^ HIGH).trailing_zeros() & 0x38;
    (bits as usize / 8, (1 << bits) - 1)
}

/// Keys to ids. A power of two of slots, at most half of them taken; a word that finds its slot taken goes to
/// the next free one. Slots hold ids alone, so that all of them stay near the processor: most words of a text
/// that no pack knows are told by an empty slot.
#[derive(Clone, Debug)]
pub struct ShortWords {
    slots: Vec<WordId>,
    taken: usize,
    /// By id.
    keys: Vec<Key>,
}

/// The slots to start with: room for all words of the packs.
const SLOTS: usize = 1 << 16;

impl Default for ShortWords {
    fn default() -> Self {
        Self {
            slots: vec![WordId::UNKNOWN; SLOTS],
            taken: 0,
            keys: Vec::new(),
        }
    }
}

impl ShortWords {
    /// The id of a word; `UNKNOWN` if it is not there.
    #[inline]
    pub fn get(&self, key: Key) -> WordId {
        self.slots.get(self.place(key)).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The id of a word, which is `new` if it was not there.
    pub fn get_or_insert(&mut self, key: Key, new: WordId) -> WordId {
        if self.taken * 2 >= self.slots.len() {
            self.grow();
        }
        let place = self.place(key);
        let Some(slot) = self.slots.get_mut(place) else {
            return WordId::UNKNOWN;
        };
        if *slot == WordId::UNKNOWN {
            *slot = new;
            self.taken += 1;
            let at = new.0 as usize;
            if at > self.keys.len() {
                self.keys.resize(at, Key::default());
            }
            match self.keys.get_mut(at) {
                Some(known) => *known = key,
                None => self.keys.push(key),
            }
        }
        *slot
    }

    /// The slot of a word, or the free one where it belongs.
    #[inline]
    fn place(&self, key: Key) -> usize {
        let last = self.slots.len() - 1;
        let mut at = (key.hash() >> 32) as usize & last;
        while let Some(id) = self.slots.get(at).filter(|id| **id != WordId::UNKNOWN) {
            if self.keys.get(id.0 as usize) == Some(&key) {
                break;
            }
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let old = std::mem::replace(&mut self.slots, vec![WordId::UNKNOWN; size]);
        for id in old.into_iter().filter(|id| *id != WordId::UNKNOWN) {
            let place = self.place(self.keys[id.0 as usize]);
            self.slots[place] = id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_bytes_of_a_word() {
        let word = b"abcdefghijklmnop";
        for n in 1..=16 {
            let mut bytes = [0; 16];
            bytes[..n].copy_from_slice(&word[..n]);
            let number = u128::from_le_bytes(bytes);
            let key = Key::of(&word[..n]).expect("short enough");
            assert_eq!((key.low, key.high), (number as u64, (number >> 64) as u64), "{n}");
        }
        assert_eq!(Key::of(b""), None);
        assert_eq!(Key::of(b"seventeen letters"), None);
    }

    #[test]
    fn lower_case_of_all_ascii() {
        for c in 0..128u8 {
            let key = Key::of(&[c, b'x', c]).expect("short enough").lower();
            let c = c.to_ascii_lowercase();
            assert_eq!(Some(key), Key::of(&[c, b'x', c]), "{c}");
        }
    }

    #[test]
    fn letters_of_a_text() {
        for c in 0..=255u8 {
            let found = Letters::of(&[b'a', c, b'Z']).expect("a letter");
            assert_eq!(found.len, if c.is_ascii_alphabetic() { 3 } else { 1 }, "{c}");
            assert_eq!(Letters::of(&[c, b' ']).is_some(), c.is_ascii_alphabetic(), "{c}");
        }
        let read = |text: &str| {
            let l = Letters::of(text.as_bytes())?;
            let word = text.get(..l.len)?.to_ascii_lowercase();
            assert_eq!(Key::of(word.as_bytes()), Some(l.key), "{text}");
            Some((l.len, l.next, l.capital, l.upper))
        };
        assert_eq!(read("NATO's men went home"), Some((4, b'\'', true, true)));
        assert_eq!(read("McAdam"), Some((6, 0, true, false)));
        assert_eq!(read("Westernmost, and beyond"), Some((11, b',', true, false)));
        assert_eq!(read("ABCDEFGHIjKLMNO "), Some((15, b' ', true, false)));
        assert_eq!(read("iPHONES"), Some((7, 0, false, false)));
        assert_eq!(read("abcdefghijklmnop"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn every_word_is_found_again_however_many_there_are() {
        let key = |n: u32| Key::of(format!("word{n}").as_bytes()).expect("short enough");
        let mut words = ShortWords::default();
        for n in 1..=100_000 {
            assert_eq!(words.get(key(n)), WordId::UNKNOWN);
            assert_eq!(words.get_or_insert(key(n), WordId(n)), WordId(n));
        }
        assert_eq!(words.get_or_insert(key(7), WordId(1)), WordId(7));
        assert!((1..=100_000).all(|n| words.get(key(n)) == WordId(n)));
    }
}
