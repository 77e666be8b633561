//! Measures: `measures/*.toml`, one frame a file.
//!
//! A measure says which verbs, nouns and adjectives evoke it, in which slot the
//! counted stands, how its figures move, and whether its parts add up.

use super::lexicon::Lexicon;
use super::sources::{Sources, parse};
use super::taxonomy::Taxonomy;
use super::words::Words;
use crate::error::Result;
use compact_str::CompactString;
use serde::Deserialize;

/// Which way figures of a measure go as an event unfolds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moves {
    /// A toll rises.
    Up,
    /// The missing fall.
    Down,
    /// Either way: people held, in hospital, displaced.
    Either,
    /// A figure that does not move: magnitude, people aboard.
    #[default]
    No,
}

/// One measure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Measure {
    /// As in the output: "killed".
    pub name: CompactString,
    /// As a person reads it in a table; the name if absent.
    #[serde(default)]
    pub title: Option<String>,
    /// Which way figures go.
    #[serde(default)]
    pub moves: Moves,
    /// Parts add up to a whole.
    #[serde(default)]
    pub additive: bool,
}

/// All measures.
#[derive(Debug, Default)]
pub struct Measures {
    /// In file-name order.
    pub all: Vec<Measure>,
}

impl Measures {
    pub(super) fn load(
        sources: &Sources,
        _lexicon: &mut Lexicon,
        _words: &Words,
        _taxonomy: &Taxonomy,
    ) -> Result<Self> {
        let all = sources
            .below("measures/")
            .map(|(_, path, text)| parse(path, text))
            .collect::<Result<_>>()?;
        Ok(Self { all })
    }

    /// A measure by name.
    pub fn get(&self, name: &str) -> Option<&Measure> {
        self.all.iter().find(|m| m.name == name)
    }
}
