//! How common words and names are: `rarity.tsv`.
//!
//! What tells one event from another is what few reports share. How rare a word is
//! comes from this fixed table and never from the reports at hand, so that an
//! unrelated report changes nothing.

use super::sources::{Sources, parts};
use crate::error::{Error, Result};
use rustc_hash::FxHashMap;

/// How common a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rarity {
    /// In no class: few texts use it.
    #[default]
    Rare,
    /// Everyday word.
    Common,
    /// Less common, but known to all.
    Known,
    /// Seldom used.
    Seldom,
    /// Reports of any event use it, or it is an agency's name.
    News,
    /// Of the page around a report: subscriptions, links, pictures.
    Web,
    /// A common given name.
    Given,
    /// A common family name.
    Surname,
}

/// The table.
#[derive(Debug, Default)]
pub struct RarityTable {
    of: FxHashMap<u64, Rarity>,
}

impl RarityTable {
    pub(super) fn load(sources: &Sources) -> Result<Self> {
        let mut table = Self::default();
        let name = "rarity.tsv";
        let text = sources.text(name).unwrap_or("");
        table.of.reserve(text.bytes().filter(|&b| b == b' ').count());
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (class, words) = line.split_once('\t').unwrap_or((line, ""));
            let class = match class {
                "1" => Rarity::Common,
                "2" => Rarity::Known,
                "3" => Rarity::Seldom,
                "web" => Rarity::Web,
                "news" => Rarity::News,
                "given" => Rarity::Given,
                "surname" => Rarity::Surname,
                other => {
                    return Err(Error::new(format!("unknown class `{other}`"))
                        .at("rules/rarity.tsv")
                        .line(number as u32 + 1)
                        .help("use 1, 2, 3, web, news, given or surname"));
                }
            };
            for word in parts(words, b' ') {
                table.of.entry(key(word)).or_insert(class);
            }
        }
        Ok(table)
    }

    /// How common a word is, in any case.
    pub fn of(&self, word: &str) -> Rarity {
        self.of_key(key(word))
    }

    /// How common the word of a [`key`] is.
    pub fn of_key(&self, key: u64) -> Rarity {
        self.of.get(&key).copied().unwrap_or_default()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_whatever_the_case() {
        let mut sources = Sources::default();
        sources.insert("rarity.tsv", "# words\n1\tthe of\nnews\tsheriff\ngiven\tmary\n");
        let table = RarityTable::load(&sources).unwrap();
        assert_eq!(table.of("The"), Rarity::Common);
        assert_eq!(table.of("SHERIFF"), Rarity::News);
        assert_eq!(table.of("Mary"), Rarity::Given);
        assert_eq!(table.of("zircon"), Rarity::Rare);
    }

    #[test]
    fn an_unknown_class_is_refused_with_its_line() {
        let mut sources = Sources::default();
        sources.insert("rarity.tsv", "1\tthe\nfoo\tbar\n");
        assert_eq!(RarityTable::load(&sources).unwrap_err().line, Some(2));
    }
}
