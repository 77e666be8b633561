//! Rule packs: everything about words, as data.
//!
//! The packs of `rules/` are embedded in the binary; a folder given with `--rules`
//! is laid over them: a file with the same relative path replaces the embedded
//! one, a new file is added. The engine knows grammar and arithmetic, not words.

pub mod calendar;
mod commonness;
pub mod contexts;
pub mod evidence;
pub mod examples;
pub mod frames;
mod gazetteer;
pub mod inflect;
pub mod kinds;
pub mod lexicon;
pub mod lint;
pub mod measures;
pub mod modality;
pub mod numbers;
pub mod outlets;
pub mod places;
pub mod policy;
pub mod rarity;
pub mod reader;
pub mod reporting;
pub mod schema;
pub mod short;
pub mod table;
pub mod taxonomy;
pub mod template;
pub mod units;
mod vocabulary;
pub mod words;

mod sources;

use crate::error::Result;
use lexicon::Lexicon;
pub use sources::{Sources, explained};
use std::path::Path;

/// All packs, loaded and checked.
#[derive(Debug)]
pub struct Rules {
    /// Every word that a pack knows.
    pub lexicon: Lexicon,
    /// Closed classes and general verbs.
    pub words: words::Words,
    /// Number words, bounds, vague quantities.
    pub numbers: numbers::Numbers,
    /// Units and currencies.
    pub units: units::Units,
    /// Classes of what is counted.
    pub taxonomy: taxonomy::Taxonomy,
    /// What a report can be about.
    pub contexts: contexts::Contexts,
    /// Measures: the frames of what figures say.
    pub measures: measures::Measures,
    /// Words that shape claims of any measure.
    pub frames: frames::Frames,
    /// Reporting verbs, relays, speakers.
    pub reporting: reporting::Reporting,
    /// Modality cues.
    pub modality: modality::Modality,
    /// The gazetteer.
    pub places: places::Places,
    /// Words for time.
    pub calendar: calendar::Calendar,
    /// Kinds of events.
    pub kinds: kinds::Kinds,
    /// How common words and names are.
    pub rarity: rarity::RarityTable,
    /// Checks and policies.
    pub policy: policy::Policies,
    /// News agencies and other outlets.
    pub outlets: outlets::Outlets,
}

/// The embedded packs, loaded once for all tests.
#[cfg(test)]
pub(crate) fn packs() -> &'static Rules {
    static PACKS: std::sync::LazyLock<Rules> =
        std::sync::LazyLock::new(|| Rules::embedded().expect("the embedded packs are valid"));
    &PACKS
}

impl Rules {
    /// The embedded packs.
    pub fn embedded() -> Result<Self> {
        Self::from_sources(&Sources::embedded())
    }

    /// The embedded packs with the folders laid over them, in order.
    ///
    /// # Errors
    /// A folder or file that cannot be read, a pack that is not valid, or a rule of theirs that lacks
    /// an example or a counterexample, with file and line.
    pub fn with_overlays<P: AsRef<Path>>(folders: &[P]) -> Result<Self> {
        let sources = Sources::with_overlays(folders)?;
        let rules = Self::from_sources(&sources)?;
        // The built-in packs are tested before they are built in.
        for (name, path, text) in sources.laid_over() {
            let lacking = examples::pack(name, path, text)?
                .iter()
                .find_map(examples::Rule::missing);
            if let Some(error) = lacking {
                return Err(error);
            }
        }
        Ok(rules)
    }

    /// Loads packs from their texts.
    ///
    /// # Errors
    /// A pack that is not valid, with file and line.
    pub fn from_sources(sources: &Sources) -> Result<Self> {
        let mut lexicon = Lexicon::default();
        let mut words = words::Words::load(sources, &mut lexicon)?;
        let numbers = numbers::Numbers::load(sources, &mut lexicon)?;
        let units = units::Units::load(sources, &mut lexicon)?;
        let taxonomy = taxonomy::Taxonomy::load(sources, &mut lexicon, &words)?;
        let contexts = contexts::Contexts::load(sources, &mut lexicon, &mut words)?;
        let measures = measures::Measures::load(sources, &mut lexicon, &mut words, &taxonomy, &contexts)?;
        let frames = frames::Frames::load(sources, &mut lexicon, &mut words)?;
        let reporting = reporting::Reporting::load(sources, &mut lexicon, &words)?;
        let modality = modality::Modality::load(sources, &mut lexicon, &words)?;
        let places = places::Places::load(sources, &mut lexicon, &mut words)?;
        let calendar = calendar::Calendar::load(sources, &mut lexicon)?;
        let kinds = kinds::Kinds::load(sources, &mut lexicon, &mut words)?;
        let rarity = rarity::RarityTable::load(sources)?;
        let policy = policy::Policies::load(sources)?;
        let outlets = outlets::Outlets::load(sources)?;
        words.find_functions(&lexicon);
        Ok(Self {
            lexicon,
            words,
            numbers,
            units,
            taxonomy,
            contexts,
            measures,
            frames,
            reporting,
            modality,
            places,
            calendar,
            kinds,
            rarity,
            policy,
            outlets,
        })
    }
}
