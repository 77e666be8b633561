//! Closed classes, general verbs and irregular forms: `words.toml`.

use super::inflect;
use super::lexicon::{Lexicon, Tags, WordId};
use super::sources::Sources;
use super::table::WordMap;
use crate::error::Result;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    /// Tag name to words.
    tags: BTreeMap<String, Vec<String>>,
    /// "base past participle" and, where it is not regular, the gerund.
    irregular_verbs: Vec<String>,
    /// "base past": a second form of the past and the participle.
    second_forms: Vec<String>,
    /// "singular plural".
    irregular_nouns: Vec<String>,
    /// Base forms of common verbs.
    verbs: Vec<String>,
    /// Singulars of common nouns.
    nouns: Vec<String>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

bitflags::bitflags! {
    /// Function words that the grammar asks for by name.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Function: u16 {
        /// "to".
        const TO = 1 << 0;
        /// "of".
        const OF = 1 << 1;
        /// "a", "an".
        const ARTICLE = 1 << 2;
        /// "another".
        const ANOTHER = 1 << 3;
        /// A determiner that points to nothing: "no", "any", "some", "every", "each".
        const LOOSE = 1 << 4;
        /// After a numeral, what comes on top: "more", "other", "others", "additional", "further".
        const MORE = 1 << 5;
        /// "others", which needs no noun.
        const OTHERS = 1 << 6;
        /// Before a numeral, what comes on top: "another", "further", "additional", "extra".
        const EXTRA = 1 << 7;
        /// "last", "next".
        const NEAR = 1 << 8;
        /// The possessive "'s".
        const CLITIC = 1 << 9;
        /// "these", "those".
        const POINTING = 1 << 10;
    }
}

/// The function words with what they are.
const FUNCTIONS: [(Function, &[&str]); 11] = [
    (Function::TO, &["to"]),
    (Function::OF, &["of"]),
    (Function::ARTICLE, &["a", "an"]),
    (Function::ANOTHER, &["another"]),
    (Function::LOOSE, &["no", "any", "some", "every", "each"]),
    (Function::MORE, &["more", "other", "others", "additional", "further"]),
    (Function::OTHERS, &["others"]),
    (Function::EXTRA, &["another", "further", "additional", "extra"]),
    (
        Function::NEAR,
        &["last", "next", "yesterday", "today", "tonight", "tomorrow"],
    ),
    (Function::CLITIC, &["'s"]),
    (Function::POINTING, &["these", "those"]),
];

/// Morphology and closed classes.
#[derive(Debug, Default)]
pub struct Words {
    verbs: FxHashMap<String, [String; 4]>,
    nouns: FxHashMap<String, String>,
    lemma: WordMap<WordId>,
    /// Per word, where it is one that the grammar asks for by name.
    functions: Vec<Function>,
}

impl Words {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon) -> Result<Self> {
        let file: File = sources.parse("words.toml")?;
        let mut words = Words::default();
        for line in &file.irregular_verbs {
            let w: Vec<&str> = line.split_whitespace().collect();
            if let [base, past, participle, rest @ ..] = w.as_slice() {
                let [third, _, gerund] = inflect::verb(base);
                let gerund = rest.first().map_or(gerund, |g| (*g).to_owned());
                let third = rest.get(1).map_or(third, |t| (*t).to_owned());
                words.verbs.insert(
                    (*base).to_owned(),
                    [third, (*past).to_owned(), (*participle).to_owned(), gerund],
                );
            }
        }
        for line in &file.irregular_nouns {
            if let Some((one, many)) = line.split_once(' ') {
                words.nouns.insert(one.to_owned(), many.to_owned());
            }
        }
        for (name, list) in &file.tags {
            let tags = tag(name)
                .ok_or_else(|| crate::error::Error::new(format!("unknown tag `{name}`")).at("rules/words.toml"))?;
            let base = [(Tags::BE, "be"), (Tags::HAVE, "have"), (Tags::DO, "do")]
                .into_iter()
                .find(|(t, _)| *t == tags);
            for word in list {
                let id = lexicon.add(word, tags);
                if let Some((_, base)) = base {
                    let base = lexicon.add(base, tags);
                    words.lemma.insert(id, base);
                }
            }
        }
        let irregular: Vec<String> = words.verbs.keys().cloned().collect();
        for base in irregular.iter().chain(&file.verbs) {
            words.add_verb(lexicon, base, Tags::empty());
        }
        for (base, form) in file.second_forms.iter().filter_map(|line| line.split_once(' ')) {
            let id = words.add_verb(lexicon, base, Tags::empty());
            let form = lexicon.add(form, Tags::VERB_PAST | Tags::VERB_PP);
            words.lemma.or_insert_with(form, || id);
        }
        for noun in &file.nouns {
            words.add_noun(lexicon, noun, Tags::empty());
        }
        Ok(words)
    }

    /// Adds all forms of a verb to the lexicon, with `tags` beside the form's own; returns the lemma's id.
    pub fn add_verb(&mut self, lexicon: &mut Lexicon, base: &str, tags: Tags) -> WordId {
        let id = lexicon.add(base, Tags::VERB_BASE | tags);
        let [third, past, participle, gerund] = self.verb_forms(base);
        for (form, form_tags) in [
            (third, Tags::VERB_S),
            (past, Tags::VERB_PAST),
            (participle, Tags::VERB_PP),
            (gerund, Tags::VERB_ING),
        ] {
            let form = lexicon.add(&form, form_tags | tags);
            self.lemma.or_insert_with(form, || id);
        }
        id
    }

    /// Adds a noun and its plural; returns both ids.
    pub fn add_noun(&mut self, lexicon: &mut Lexicon, noun: &str, tags: Tags) -> (WordId, WordId) {
        let one = lexicon.add(noun, Tags::NOUN | tags);
        let plural = self.plural(noun);
        let many = lexicon.add(&plural, Tags::NOUN | Tags::PLURAL | tags);
        if many != one {
            self.lemma.or_insert_with(many, || one);
        }
        (one, many)
    }

    /// Third person, past, participle and gerund.
    pub fn verb_forms(&self, base: &str) -> [String; 4] {
        self.verbs.get(base).cloned().unwrap_or_else(|| {
            let [third, past, gerund] = inflect::verb(base);
            [third, past.clone(), past, gerund]
        })
    }

    /// The plural of a noun that the pack gives one.
    pub fn irregular(&self, noun: &str) -> Option<&String> {
        self.nouns.get(noun)
    }

    /// The plural of a noun; of an expression, that of its last word.
    pub fn plural(&self, noun: &str) -> String {
        let (before, last) = noun
            .rsplit_once([' ', '-'])
            .map_or(("", noun), |(b, l)| (&noun[..b.len() + 1], l));
        let many = self.nouns.get(last).cloned().unwrap_or_else(|| inflect::plural(last));
        if before.is_empty() {
            many
        } else {
            [before, &many].concat()
        }
    }

    /// Looks up the function words, once all packs have brought theirs.
    pub(super) fn find_functions(&mut self, lexicon: &Lexicon) {
        self.functions = vec![Function::empty(); lexicon.len()];
        for (function, words) in FUNCTIONS {
            for id in words.iter().map(|w| lexicon.get(w)).filter(|w| *w != WordId::UNKNOWN) {
                self.functions[id.0 as usize] |= function;
            }
        }
    }

    /// Whether a word is one of these function words.
    #[inline]
    pub fn is(&self, word: WordId, function: Function) -> bool {
        self.functions
            .get(word.0 as usize)
            .is_some_and(|f| f.intersects(function))
    }

    /// The base form of a verb's form, the singular of a plural; the word itself otherwise.
    #[inline]
    pub fn lemma(&self, word: WordId) -> WordId {
        self.lemma.get(&word).copied().unwrap_or(word)
    }
}

fn tag(name: &str) -> Option<Tags> {
    Tags::from_name(&name.to_uppercase().replace('-', "_"))
}
