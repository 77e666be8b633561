//! A hash that is the same on every machine and in every version.

use compact_str::CompactString;

/// FNV-1a, 64 bits (Fowler, Noll, Vo).
pub(crate) struct Fnv(u64);

impl Fnv {
    /// The hash of nothing.
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a text and its end: "ab", "c" is not "a", "bc".
    pub(crate) fn add(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes()).bytes(&[0])
    }

    /// Adds bytes.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self
    }

    /// The hash of what was added.
    pub(crate) fn value(&self) -> u64 {
        self.0
    }
}

/// An id made of content: the letter of its sort, and sixteen hexadecimal digits.
pub(crate) fn id<'a>(sort: char, words: impl IntoIterator<Item = &'a str>) -> CompactString {
    let mut hash = Fnv::new();
    for word in words {
        hash.add(word);
    }
    compact_str::format_compact!("{sort}{:016x}", hash.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_end_where_they_end() {
        let hash = |words: &[&str]| {
            let mut fnv = Fnv::new();
            words.iter().for_each(|w| {
                fnv.add(w);
            });
            fnv.value()
        };
        assert_eq!(hash(&["ab", "c"]), hash(&["ab", "c"]));
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_eq!(Fnv::new().bytes(b"a").value(), 0xaf63_dc4c_8601_ec8c);
    }
}
