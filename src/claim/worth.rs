//! Which sentences without a figure are parsed.
//!
//! Two sentences of three have none. They can still tell of persons one by one ("a soldier was killed") or bring
//! in a place of their own ("a school in Kell"). What words that takes is asked of the tokens first: a sentence
//! that lacks them would come to nothing in the parser.

use super::trigger::formed_as_person;
use crate::rules::Rules;
use crate::rules::lexicon::Tags;
use crate::rules::words::Function;
use crate::text::{Document, Sentence, Shape, Token};

/// A sentence without a figure, before it is parsed.
pub(super) struct Bare<'a> {
    tokens: &'a [Token],
    /// The token before it, if any: a word that tells how many may stand there.
    before: Option<&'a Token>,
    tags: Tags,
    text: &'a str,
    rules: &'a Rules,
}

impl<'a> Bare<'a> {
    /// A sentence of a document.
    pub(super) fn new(document: &'a Document, sentence: &Sentence, text: &'a str, rules: &'a Rules) -> Self {
        let before = sentence.first.checked_sub(1);
        Self {
            tokens: document.tokens_of(sentence),
            before: before.and_then(|b| document.tokens.get(b as usize)),
            tags: sentence.tags,
            text,
            rules,
        }
    }

    /// It may tell of persons one by one, or of a member where it holds a "one of them".
    pub(super) fn tells_of_persons(&self, member: &impl Fn() -> bool) -> bool {
        let frames = &self.rules.frames;
        let fate = self.tags.intersects(Tags::FATE);
        if fate
            && self
                .before
                .iter()
                .copied()
                .chain(self.tokens)
                .any(|t| frames.multiples.contains_key(&t.word))
        {
            return true;
        }
        // "has claimed a seventh life"
        let ranked = |at: usize| self.word(at).is_some_and(|w| self.rules.numbers.ranks.contains_key(&w));
        if (1..self.tokens.len()).any(|at| ranked(at) && self.single(at)) && self.tags.intersects(Tags::TRIGGER) {
            return true;
        }
        let cued = || (0..self.tokens.len()).any(|at| frames.part_cues.find(|i| self.word(at + i)).is_some());
        if !fate && !member() && !cued() {
            return false;
        }
        if (0..self.tokens.len()).any(|at| self.unclassed(at) && self.single(at)) {
            return true;
        }
        let mut persons = 0;
        for at in 0..self.tokens.len() {
            let Some((_, counted)) = self.rules.taxonomy.nouns.find(|i| self.word(at + i)) else {
                continue;
            };
            if counted.people && (!counted.plural || self.single(at)) {
                persons += 1;
                if !counted.plural && self.single(at) {
                    return true;
                }
            }
        }
        let reflexive = || self.tokens.iter().any(|t| frames.reflexives.contains(&t.word));
        fate && (persons > 1 || persons == 1 && reflexive() || member())
    }

    /// A person that no class names: of a nation, by age, or by a noun formed as those of persons are.
    fn unclassed(&self, at: usize) -> bool {
        let Some(t) = self.tokens.get(at) else { return false };
        let aged = || {
            let joined = at.checked_sub(1).and_then(|j| self.tokens.get(j));
            joined.is_some_and(|j| j.sign == '-') && self.rules.lexicon.word(t.word) == "old"
        };
        let known = Tags::NOUN | Tags::DET | Tags::PREP | Tags::CONJ | Tags::PRON | Tags::AUX;
        let lower = t.shape == Shape::Lower && !self.rules.lexicon.tags(t.word).intersects(known);
        t.is(Tags::NATION) || aged() || lower && formed_as_person(t.span.of(self.text))
    }

    /// It names a locale that an article may bring in.
    pub(super) fn brings_in_locale(&self) -> bool {
        let locales = &self.rules.frames.locales;
        (0..self.tokens.len())
            .any(|at| self.tokens.get(at).is_some_and(|t| locales.contains(&t.word)) && self.single(at))
    }

    /// It names a locale.
    pub(super) fn names_locale(&self) -> bool {
        self.tokens.iter().any(|t| self.rules.frames.locales.contains(&t.word))
    }

    fn word(&self, at: usize) -> Option<crate::rules::lexicon::WordId> {
        self.tokens.get(at).map(|t| t.word)
    }

    /// Whether "a", "an" or "another" may lead the noun group that the token at `at` stands in: nothing lies
    /// between that ends one.
    fn single(&self, at: usize) -> bool {
        let mut determiners = false;
        for t in self.tokens.get(..at).unwrap_or_default().iter().rev() {
            if self.rules.words.is(t.word, Function::ARTICLE | Function::ANOTHER) {
                return true;
            }
            let lower = t.shape == Shape::Lower;
            let participle = t.is(Tags::VERB_PP | Tags::VERB_ING);
            let inside = t.is(Tags::NOUN | Tags::ADJ | Tags::NATION | Tags::COUNTED | Tags::ADV) || participle;
            let links = lower && t.is(Tags::AUX | Tags::CONJ | Tags::PREP | Tags::PRON) && !participle;
            let sign = t.sign != '\0' && !matches!(t.sign, '-' | '\'');
            if sign || determiners && !t.is(Tags::DET) || links && !t.is(Tags::DET) {
                return false;
            }
            determiners |= lower && t.is(Tags::DET) && !inside;
        }
        false
    }
}
