//! Modality cues: `modality.toml`.
//!
//! Expressions that take a figure out of what is plainly asserted, with how far they reach.

use super::lexicon::{Lexicon, Phrases, Tags, WordId};
use super::sources::Sources;
use super::table::{WordMap, WordSet};
use super::words::Words;
use crate::error::Result;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct File {
    estimated: Group,
    denied: Group,
    hypothetical: Group,
    past: Group,
    grammar: Grammar,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct Group {
    verbs: Vec<String>,
    after: Vec<String>,
    clause: Vec<String>,
    sentence: Vec<String>,
    number: Vec<String>,
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Grammar {
    others: Vec<String>,
    happenings: Vec<String>,
    habits: Vec<String>,
    possible: Vec<String>,
    moves: Vec<String>,
    superlatives: Vec<String>,
    inverted: Vec<String>,
    not_denied: Vec<String>,
    months: Vec<String>,
}

/// What a cue makes of the figures in its reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Feared, believed, thought to be.
    Estimated,
    /// Named in order to be denied.
    Denied,
    /// If, unless, threatened to.
    Hypothetical,
    /// An earlier event or figure.
    Past,
}

/// How far a cue reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// From the cue to the end of its clause.
    After,
    /// The clause around the cue.
    Clause,
    /// The whole sentence.
    Sentence,
    /// The next figure only.
    Number,
}

/// The pack.
#[derive(Debug, Default)]
pub struct Modality {
    /// Cues, with what they do.
    pub cues: Phrases<(Kind, Reach)>,
    others: WordSet,
    happenings: WordSet,
    habits: WordSet,
    possible: WordSet,
    moves: WordSet,
    superlatives: WordSet,
    inverted: WordSet,
    not_denied: WordSet,
    months: WordMap<i8>,
}

impl Modality {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon, words: &Words) -> Result<Self> {
        let file: File = sources.parse("modality.toml")?;
        let mut pack = Self::default();
        for (kind, group) in [
            (Kind::Estimated, &file.estimated),
            (Kind::Denied, &file.denied),
            (Kind::Hypothetical, &file.hypothetical),
            (Kind::Past, &file.past),
        ] {
            for base in &group.verbs {
                let forms = words.verb_forms(base);
                for form in forms.iter().chain([base]) {
                    pack.add(lexicon, form, kind, Reach::After);
                }
            }
            for (list, reach) in [
                (&group.after, Reach::After),
                (&group.clause, Reach::Clause),
                (&group.sentence, Reach::Sentence),
                (&group.number, Reach::Number),
            ] {
                for cue in list {
                    pack.add(lexicon, cue, kind, reach);
                }
            }
        }
        for base in &file.grammar.moves {
            for form in words.verb_forms(base).iter().chain([base]) {
                pack.moves.insert(lexicon.add(form, Tags::empty()));
            }
        }
        for noun in &file.grammar.happenings {
            for form in [noun.clone(), words.plural(noun)] {
                pack.happenings.insert(lexicon.add(&form, Tags::empty()));
            }
        }
        let mut set = |list: &[String], tags| -> WordSet { list.iter().map(|w| lexicon.add(w, tags)).collect() };
        pack.others = set(&file.grammar.others, Tags::MODALITY);
        pack.habits = set(&file.grammar.habits, Tags::MODALITY);
        pack.possible = set(&file.grammar.possible, Tags::MODALITY);
        pack.superlatives = set(&file.grammar.superlatives, Tags::empty());
        pack.inverted = set(&file.grammar.inverted, Tags::MODALITY);
        pack.not_denied = set(&file.grammar.not_denied, Tags::empty());
        for (month, names) in (1..).zip(&file.grammar.months) {
            for name in names.split_whitespace() {
                pack.months.insert(lexicon.add(name, Tags::MONTH), month);
            }
        }
        Ok(pack)
    }

    fn add(&mut self, lexicon: &mut Lexicon, cue: &str, kind: Kind, reach: Reach) {
        self.cues.add(lexicon, cue, Tags::empty(), (kind, reach));
        if let Some(first) = super::lexicon::split_words(cue).next() {
            lexicon.add(first, Tags::MODALITY);
        }
    }

    /// Whether a word sets a happening apart from the report's own: "similar".
    pub fn other(&self, word: WordId) -> bool {
        self.others.contains(&word)
    }

    /// Whether a noun names something that happens, of whatever kind: "incident".
    pub fn happening(&self, word: WordId) -> bool {
        self.happenings.contains(&word)
    }

    /// Whether an adverb tells of other days: "usually".
    pub fn habit(&self, word: WordId) -> bool {
        self.habits.contains(&word)
    }

    /// Whether a modal verb tells of what is possible: "might".
    pub fn possible(&self, word: WordId) -> bool {
        self.possible.contains(&word)
    }

    /// Whether a verb form moves from one figure to another: "rose".
    pub fn moves(&self, word: WordId) -> bool {
        self.moves.contains(&word)
    }

    /// Whether a word makes "since" a comparison: "deadliest".
    pub fn superlative(&self, word: WordId) -> bool {
        self.superlatives.contains(&word)
    }

    /// Whether an auxiliary before its subject opens a condition: "had".
    pub fn inverted(&self, word: WordId) -> bool {
        self.inverted.contains(&word)
    }

    /// Whether "not" before this word denies no figure: "not more than".
    pub fn not_denied(&self, word: WordId) -> bool {
        self.not_denied.contains(&word)
    }

    /// The number of a month by its name.
    pub fn month(&self, word: WordId) -> Option<i8> {
        self.months.get(&word).copied()
    }
}
