//! Closed classes, general verbs and irregular forms: `words.toml`.

use super::inflect;
use super::lexicon::{Lexicon, Tags, WordId};
use super::sources::Sources;
use super::table::WordMap;
use super::vocabulary::{Lists, Packed, Vocabulary};
use crate::error::{Error, Result};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

const PACK: &str = "words.toml";

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

impl File {
    fn lists(&self) -> Lists<'_> {
        fn list(words: &[String]) -> Vec<&str> {
            words.iter().map(String::as_str).collect()
        }
        Lists {
            tags: self
                .tags
                .iter()
                .map(|(name, words)| (name.as_str(), list(words)))
                .collect(),
            irregular_verbs: list(&self.irregular_verbs),
            second_forms: list(&self.second_forms),
            irregular_nouns: list(&self.irregular_nouns),
            verbs: list(&self.verbs),
            nouns: list(&self.nouns),
        }
    }
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
        /// What may stand between a subject and its verb: "all", "both", "each".
        const FLOATING = 1 << 11;
    }
}

/// The function words with what they are.
const FUNCTIONS: [(Function, &[&str]); 12] = [
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
    (Function::FLOATING, &["all", "both", "each"]),
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
        let made: Vec<u8>;
        let bytes = match sources.packed(PACK) {
            Some(bytes) => bytes,
            None => {
                let file: File = sources.parse(PACK)?;
                if let Some(name) = file.tags.keys().find(|name| tag(name).is_none()) {
                    return Err(Error::new(format!("unknown tag `{name}`")).at(format!("rules/{PACK}")));
                }
                made = Vocabulary::of(&file.lists()).pack();
                &made
            }
        };
        let mut words = Words::default();
        let Some(packed) = Packed::read(bytes) else {
            return Err(Error::new("the words cannot be read as they are packed").at(format!("rules/{PACK}")));
        };
        words.fill(&packed, lexicon);
        Ok(words)
    }

    fn fill(&mut self, packed: &Packed, lexicon: &mut Lexicon) {
        for [base, forms @ ..] in packed.verbs() {
            self.verbs.insert(base.to_owned(), forms.map(str::to_owned));
        }
        self.nouns = packed.nouns().map(|(n, m)| (n.to_owned(), m.to_owned())).collect();
        let tags = |names: &str| names.split(' ').filter_map(tag).collect();
        let classes: Vec<Tags> = packed.classes().map(tags).collect();
        let tags = |class: usize| classes.get(class).copied().unwrap_or_default();
        let ids: Vec<WordId> = packed
            .words()
            .map(|(word, class, _)| lexicon.add(word, tags(class)))
            .collect();
        for (id, (.., lemma)) in ids.iter().zip(packed.words()) {
            if let Some(lemma) = lemma.and_then(|l| ids.get(l)) {
                self.lemma.insert(*id, *lemma);
            }
        }
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
        inflect::plural_by(noun, |last| self.nouns.get(last).map(String::as_str))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_words_are_those_of_the_text() {
        let sources = Sources::embedded();
        let file: File = super::super::sources::parse(PACK.as_ref(), sources.text(PACK).expect("a pack")).expect(PACK);
        assert!(file.tags.keys().all(|name| tag(name).is_some()));
        let made = Vocabulary::of(&file.lists()).pack();
        assert_eq!(sources.packed(PACK), Some(made.as_slice()));
        assert!(Packed::read(&made).expect("it is sound").len() > 10_000);
    }

    #[test]
    fn forms_and_what_they_are_forms_of() {
        let mut sources = Sources::default();
        let text = "verbs = ['mend', 'cut']\nirregular-verbs = ['cut cut cut', 'draw drew drawn']\n\
                    second-forms = ['mend ment']\nnouns = ['saw', 'man-eater']\nirregular-nouns = ['saw sawen']\n\
                    [tags]\nbe = ['is', \"isn't\"]\ndet = ['the']\n";
        sources.insert(PACK, text);
        let mut lexicon = Lexicon::default();
        let words = Words::load(&sources, &mut lexicon).expect("a pack");
        for (form, lemma, tags) in [
            ("is", "be", Tags::BE),
            ("Isn\u{2019}t", "be", Tags::BE),
            ("the", "the", Tags::DET),
            ("mends", "mend", Tags::VERB_S),
            ("ment", "mend", Tags::VERB_PAST | Tags::VERB_PP),
            ("cutting", "cut", Tags::VERB_ING),
            ("cut", "cut", Tags::VERB_BASE | Tags::VERB_PAST | Tags::VERB_PP),
            ("drawn", "draw", Tags::VERB_PP),
            ("sawen", "saw", Tags::NOUN | Tags::PLURAL),
            ("man-eaters", "man-eater", Tags::NOUN | Tags::PLURAL),
        ] {
            let id = lexicon.look_up(form);
            assert_eq!(lexicon.tags(id), tags, "{form}");
            assert_eq!(lexicon.word(words.lemma(id)), lemma, "{form}");
        }
        assert_eq!(words.verb_forms("draw"), ["draws", "drew", "drawn", "drawing"]);
        assert_eq!(words.plural("see-saw"), "see-sawen");
    }

    #[test]
    fn an_unknown_tag_is_named() {
        let mut sources = Sources::default();
        sources.insert(PACK, "[tags]\nnuon = ['tree']\n");
        let e = Words::load(&sources, &mut Lexicon::default()).expect_err("no tag");
        assert_eq!(e.message, "unknown tag `nuon`");
    }
}
