//! Words that belong together: what a report can be about, and what can stand beside a verb (`contexts.toml`).
//!
//! Measures ask for a context by its name ("@fire", "under @rubble"), so that its words stand in one place.

use super::lexicon::{Lexicon, Tags, WordId};
use super::sources::Sources;
use super::words::Words;
use crate::error::{Error, Result, did_you_mean};
use rustc_hash::FxHashSet;
use serde::Deserialize;

const PACK: &str = "contexts.toml";
/// What the name of a context begins with where one is asked for.
const MARK: char = '@';

/// A word of the expression stands for a context.
pub(super) fn is_asked(expression: &str) -> bool {
    expression.split(' ').any(|word| word.starts_with(MARK))
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct File {
    context: Vec<Entry>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

/// What a report can be about.
#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct Entry {
    /// As measures ask for it, after an "@".
    name: String,
    /// Contexts further up whose words are its own too.
    includes: Vec<String>,
    /// Singulars, with their plurals.
    nouns: Vec<String>,
    /// Base forms, with all their forms.
    verbs: Vec<String>,
    /// Words as they stand.
    words: Vec<String>,
}

/// A context.
#[derive(Debug, Default)]
pub struct Context {
    /// As measures ask for it, without the mark.
    pub name: String,
    /// Its words in all their forms.
    pub words: Vec<WordId>,
    /// Its nouns in the singular, then its words as they stand.
    nouns: Vec<String>,
}

/// All contexts.
#[derive(Debug, Default)]
pub struct Contexts {
    /// In the order of the file.
    pub all: Vec<Context>,
}

impl Contexts {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon, words: &mut Words) -> Result<Self> {
        let file: File = sources.parse(PACK)?;
        let mut contexts = Self::default();
        for entry in file.context {
            let (mut told, mut nouns): (Vec<WordId>, Vec<String>) = Default::default();
            for name in &entry.includes {
                let included = contexts.get(name, "rules/contexts.toml")?;
                told.extend(&included.words);
                nouns.extend(included.nouns.iter().cloned());
            }
            for noun in &entry.nouns {
                let (one, many) = words.add_noun(lexicon, noun, Tags::empty());
                told.extend([one, many]);
            }
            for verb in &entry.verbs {
                told.push(words.add_verb(lexicon, verb, Tags::empty()));
                let forms = words.verb_forms(verb);
                told.extend(forms.iter().map(|form| lexicon.add(form, Tags::empty())));
            }
            told.extend(entry.words.iter().map(|word| lexicon.add(word, Tags::empty())));
            let mut seen = FxHashSet::default();
            told.retain(|word| seen.insert(*word));
            nouns.extend(entry.nouns.into_iter().chain(entry.words));
            contexts.all.push(Context {
                name: entry.name,
                words: told,
                nouns,
            });
        }
        Ok(contexts)
    }

    fn get(&self, name: &str, path: &str) -> Result<&Context> {
        self.all.iter().find(|c| c.name == name).ok_or_else(|| {
            let near = did_you_mean(name, self.all.iter().map(|c| c.name.as_str()));
            Error::new(format!("unknown context `{name}`"))
                .at(path)
                .help(near.unwrap_or_else(|| "use a context of rules/contexts.toml".to_owned()))
        })
    }

    /// Words or expressions, in which "@limb" stands for each noun of a context: "with @limb".
    pub(super) fn expand(&self, list: &[String], path: &str) -> Result<Vec<String>> {
        let mut all = Vec::new();
        for expression in list {
            let asked = expression.split(' ').find_map(|word| word.strip_prefix(MARK));
            let Some(name) = asked else {
                all.push(expression.clone());
                continue;
            };
            let asked = format!("{MARK}{name}");
            let nouns = self.get(name, path)?.nouns.iter();
            all.extend(nouns.map(|noun| expression.replacen(&asked, noun, 1)));
        }
        Ok(all)
    }

    /// A condition, in which "@fire" stands for the words of a context.
    pub(super) fn condition(&self, about: &[String], lexicon: &mut Lexicon, path: &str) -> Result<Condition> {
        let mut condition = Condition::default();
        for word in about {
            match word.strip_prefix(MARK) {
                Some(name) => condition.told.extend(&self.get(name, path)?.words),
                None => condition.words.push(lexicon.add(word, Tags::empty())),
            }
        }
        Ok(condition)
    }
}

/// What a report has to tell of.
#[derive(Debug, Default)]
pub(super) struct Condition {
    /// Asked for by themselves.
    words: Vec<WordId>,
    /// Of the contexts asked for.
    told: Vec<WordId>,
}

impl Condition {
    /// All words that meet it.
    pub(super) fn all(&self) -> Box<[WordId]> {
        self.beside(&[])
    }

    /// The words that meet it for a rule that begins with others: what "nine surrendered" tells of cannot be known
    /// by "surrendered" itself.
    pub(super) fn beside(&self, own: &[WordId]) -> Box<[WordId]> {
        let told = self.told.iter().filter(|w| !own.contains(w));
        self.words.iter().chain(told).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::packs;

    #[test]
    fn a_context_has_the_words_of_those_it_includes_in_all_their_forms() {
        let rules = packs();
        let words = &rules.contexts.get("harm", "x").expect("a context").words;
        for word in ["avalanches", "collided", "paramedic", "drowned"] {
            assert!(
                words.iter().any(|w| rules.lexicon.word(*w) == word),
                "{word} is none of them"
            );
        }
    }

    #[test]
    fn an_expression_stands_for_as_many_as_there_are_nouns() {
        let list = ["under @rubble".to_owned(), "at sea".to_owned()];
        let all = packs().contexts.expand(&list, "x").expect("a context");
        assert!(all.len() > 3 && all.contains(&"under ruins".to_owned()) && all.contains(&"at sea".to_owned()));
    }

    #[test]
    fn an_unknown_one_is_named_with_the_nearest() {
        let error = packs().contexts.get("avalanch", "rules/x.toml").expect_err("none");
        assert!(error.to_string().contains("unknown context `avalanch`"), "{error}");
    }

    #[test]
    fn what_a_rule_begins_with_does_not_meet_its_own_condition() {
        let condition = Condition {
            words: vec![WordId(1)],
            told: vec![WordId(1), WordId(2), WordId(3)],
        };
        assert_eq!(condition.beside(&[WordId(1), WordId(3)])[..], [WordId(1), WordId(2)]);
    }
}
