//! Kinds of events, and the words that tell them: `kinds.toml`.

use super::lexicon::{Lexicon, Phrases, Tags};
use super::sources::Sources;
use super::words::Words;
use crate::error::{Error, Result};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct File {
    kind: Vec<Entry>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct Entry {
    #[cfg_attr(test, schemars(with = "String"))]
    name: CompactString,
    #[cfg_attr(test, schemars(with = "String"))]
    family: CompactString,
    nouns: Vec<String>,
    verbs: Vec<String>,
    weak: Vec<String>,
    rate: Rate,
    wide: bool,
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// As in the output: "earthquake".
    pub name: CompactString,
    /// Kinds of one family can be one event told in different words.
    pub family: CompactString,
    /// How often such an event happens.
    pub rate: Rate,
    /// Such an event goes on for weeks, or over a whole country.
    pub wide: bool,
}

/// What a word tells of the kind of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Index into [`Kinds::all`].
    pub kind: u16,
    /// The word goes with other kinds as well.
    pub weak: bool,
}

/// How often events of a kind happen, by which two reports of like events are of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rate {
    /// A country has none in most weeks.
    #[default]
    Seldom,
    /// Several in most weeks.
    Weekly,
    /// Some on every day.
    Daily,
}

/// All kinds.
#[derive(Debug, Default)]
pub struct Kinds {
    /// In file order.
    pub all: Vec<Kind>,
    /// The words, in all their forms.
    pub cues: Phrases<Cue>,
}

impl Kinds {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon, words: &mut Words) -> Result<Self> {
        let file: File = sources.parse("kinds.toml")?;
        let mut kinds = Self::default();
        for (i, entry) in file.kind.iter().enumerate() {
            if entry.name.is_empty() || entry.family.is_empty() {
                return Err(Error::new("a kind lacks its name or family")
                    .at("rules/kinds.toml")
                    .help("give every [[kind]] a `name` and a `family`"));
            }
            let cue = |word: &String| Cue {
                kind: i as u16,
                weak: entry.weak.contains(word),
            };
            for noun in &entry.nouns {
                let many = words.plural(noun);
                kinds.cues.add(lexicon, noun, Tags::EVENT, cue(noun));
                if many != *noun {
                    kinds.cues.add(lexicon, &many, Tags::EVENT, cue(noun));
                }
                // where the plural of the head is all that is added, keep the words' own tags
                if !noun.contains([' ', '-']) {
                    words.add_noun(lexicon, noun, Tags::empty());
                }
            }
            for verb in &entry.verbs {
                if verb.contains(' ') {
                    kinds.cues.add(lexicon, verb, Tags::EVENT, cue(verb));
                    continue;
                }
                words.add_verb(lexicon, verb, Tags::empty());
                let forms = words.verb_forms(verb);
                for form in std::iter::once(verb).chain(&forms) {
                    kinds.cues.add(lexicon, form, Tags::EVENT, cue(verb));
                }
            }
            kinds.all.push(Kind {
                name: entry.name.clone(),
                family: entry.family.clone(),
                rate: entry.rate,
                wide: entry.wide,
            });
        }
        Ok(kinds)
    }

    /// How often events of a kind happen; those of one that is not listed, weekly.
    pub fn rate(&self, kind: &str) -> Rate {
        self.all
            .iter()
            .find(|k| k.name == kind)
            .map_or(Rate::Weekly, |k| k.rate)
    }

    /// Whether such an event goes on for weeks, or over a whole country.
    pub fn is_wide(&self, kind: &str) -> bool {
        self.all.iter().any(|k| k.name == kind && k.wide)
    }

    /// The family of a kind; the kind itself if it is not listed.
    pub fn family<'a>(&'a self, kind: &'a str) -> &'a str {
        self.all
            .iter()
            .find(|k| k.name == kind)
            .map_or(kind, |k| k.family.as_str())
    }
}
