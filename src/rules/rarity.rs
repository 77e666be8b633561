//! How common words and names are: `rarity.tsv`.
//!
//! What tells one event from another is what few reports share. How rare a word is
//! comes from this fixed table and never from the reports at hand, so that an
//! unrelated report changes nothing.

use super::commonness;
pub use super::commonness::key;
use super::sources::Sources;
use crate::error::{Error, Result};
use std::borrow::Cow;

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

/// The classes of [`commonness`], in its order; what has none comes first.
const OF_CLASS: [Rarity; 8] = [
    Rarity::Rare,
    Rarity::Common,
    Rarity::Known,
    Rarity::Seldom,
    Rarity::Web,
    Rarity::News,
    Rarity::Given,
    Rarity::Surname,
];

/// The table.
#[derive(Debug, Default)]
pub struct RarityTable {
    slots: Cow<'static, [u8]>,
}

impl RarityTable {
    pub(super) fn load(sources: &Sources) -> Result<Self> {
        let name = "rarity.tsv";
        if let Some(table) = sources.packed(name) {
            return Ok(Self {
                slots: Cow::Borrowed(table),
            });
        }
        let table = commonness::table(sources.text(name).unwrap_or("")).map_err(|e| {
            Error::new(format!("unknown class `{}`", e.class))
                .at("rules/rarity.tsv")
                .line(e.line)
                .help("use 1, 2, 3, web, news, given or surname")
        })?;
        Ok(Self {
            slots: Cow::Owned(table),
        })
    }

    /// How common a word is, in any case.
    pub fn of(&self, word: &str) -> Rarity {
        self.of_key(key(word))
    }

    /// How common the word of a [`key`] is.
    pub fn of_key(&self, key: u64) -> Rarity {
        let class = commonness::class(&self.slots, key);
        OF_CLASS.get(class).copied().unwrap_or_default()
    }
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
    fn the_embedded_table_is_that_of_its_text() {
        let sources = Sources::embedded();
        let text = sources.text("rarity.tsv").unwrap();
        assert_eq!(sources.packed("rarity.tsv"), commonness::table(text).ok().as_deref());
        let table = RarityTable::load(&sources).unwrap();
        let lines = text.lines().filter(|l| !l.starts_with('#'));
        let words = lines.filter_map(|l| l.split_once('\t')).flat_map(|(_, w)| w.split(' '));
        let found = words.filter(|w| table.of(w) != Rarity::Rare).count();
        assert!(found > 10_000 && table.of("zzyzxian") == Rarity::Rare, "{found}");
    }

    #[test]
    fn an_unknown_class_is_refused_with_its_line() {
        let mut sources = Sources::default();
        sources.insert("rarity.tsv", "1\tthe\nfoo\tbar\n");
        assert_eq!(RarityTable::load(&sources).unwrap_err().line, Some(2));
    }
}
