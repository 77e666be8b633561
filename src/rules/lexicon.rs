//! The lexicon: every word that any pack knows, with its tags, found in one hash look-up.
//!
//! Packs add words in all their forms when they are loaded, so that a running
//! text is tagged by one pass and later stages compare numbers, not strings.

use super::short::{Key, ShortWords};
use super::table::WordMap;
pub use super::vocabulary::fold;
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHasher};
use std::cmp::Reverse;
use std::hash::Hasher;

/// A word of the lexicon; [`WordId::UNKNOWN`] for any other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that no pack knows.
    pub const UNKNOWN: WordId = WordId(0);
}

bitflags::bitflags! {
    /// What a word can be. A word may carry several tags; the grammar decides in context.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Tags: u64 {
        /// Number word: one, twenty.
        const NUMBER = 1 << 0;
        /// Multiplier: hundred, thousand, million, bn.
        const MULTIPLIER = 1 << 1;
        /// Vague quantity: dozens, several.
        const VAGUE = 1 << 2;
        /// Fraction: half, third, quarters.
        const FRACTION = 1 << 3;
        /// Ordinal: first, second.
        const ORDINAL = 1 << 4;
        /// Month name.
        const MONTH = 1 << 5;
        /// Weekday name.
        const WEEKDAY = 1 << 6;
        /// Unit of measurement.
        const UNIT = 1 << 7;
        /// Currency, word or sign.
        const CURRENCY = 1 << 8;
        /// Determiner: the, a, this, his.
        const DET = 1 << 9;
        /// Preposition.
        const PREP = 1 << 10;
        /// Coordinating conjunction: and, or, but.
        const CONJ = 1 << 11;
        /// A form of be.
        const BE = 1 << 12;
        /// A form of have.
        const HAVE = 1 << 13;
        /// A form of do.
        const DO = 1 << 14;
        /// Modal verb: could, may, will.
        const MODAL = 1 << 15;
        /// Negation: not, never, no, n't.
        const NEG = 1 << 16;
        /// Relative pronoun: who, which, that.
        const REL = 1 << 17;
        /// Subordinator: when, after, because, if.
        const SUBORD = 1 << 18;
        /// Personal or indefinite pronoun: he, they, it.
        const PRON = 1 << 19;
        /// Verb, base form (kill).
        const VERB_BASE = 1 << 20;
        /// Verb, third person (kills).
        const VERB_S = 1 << 21;
        /// Verb, past tense (killed, shot).
        const VERB_PAST = 1 << 22;
        /// Verb, past participle (killed, shot, taken).
        const VERB_PP = 1 << 23;
        /// Verb, gerund or present participle (killing).
        const VERB_ING = 1 << 24;
        /// Common noun.
        const NOUN = 1 << 25;
        /// The noun form is plural.
        const PLURAL = 1 << 26;
        /// Adjective.
        const ADJ = 1 << 27;
        /// Adverb.
        const ADV = 1 << 28;
        /// Reporting verb or noun: say, according.
        const REPORT = 1 << 29;
        /// Title before a name: Mr, Gen, President.
        const TITLE = 1 << 30;
        /// Abbreviation whose full stop ends no sentence.
        const ABBREV = 1 << 31;
        /// Demonym or nationality: French, Iraqi.
        const NATION = 1 << 32;
        /// Part of a place name in the gazetteer.
        const PLACE = 1 << 33;
        /// Head noun of the taxonomy of the counted.
        const COUNTED = 1 << 34;
        /// Trigger of a measure: killed, toll, missing.
        const TRIGGER = 1 << 35;
        /// Modality cue: feared, believed, allegedly.
        const MODALITY = 1 << 36;
        /// First word of a bound or approximation phrase: at, more, about.
        const BOUND = 1 << 37;
        /// Noun that people hold speech with: official, police, spokesman.
        const SPEAKER = 1 << 38;
        /// Word for a kind of event: earthquake, raid.
        const EVENT = 1 << 39;
        /// Noun that makes a following or preceding number a label: flight, page, route.
        const LABEL = 1 << 40;
        /// Word of a measure that befalls people, or that a single person is a figure of: killed, arrested.
        const FATE = 1 << 41;
        /// Word that a date expression can begin with.
        const TIME = 1 << 42;
        /// Word that a quantity can begin with and that is no number: all, both.
        const LEADS = 1 << 43;
        /// Digits.
        const DIGITS = 1 << 44;
        /// A double quotation mark.
        const QUOTE = 1 << 45;
        /// What says where to look, and nothing of a word's part of speech.
        const HINTS = Self::FATE.bits() | Self::TIME.bits() | Self::LEADS.bits() | Self::DIGITS.bits()
            | Self::QUOTE.bits();
        /// Any verb form.
        const VERB = Self::VERB_BASE.bits() | Self::VERB_S.bits() | Self::VERB_PAST.bits()
            | Self::VERB_PP.bits() | Self::VERB_ING.bits();
        /// Any auxiliary.
        const AUX = Self::BE.bits() | Self::HAVE.bits() | Self::DO.bits() | Self::MODAL.bits();
    }
}

/// Words to ids and tags. Words are kept in lower case, with a straight apostrophe.
#[derive(Clone, Debug)]
pub struct Lexicon {
    short: ShortWords,
    long: FxHashMap<Box<str>, WordId>,
    words: Vec<CompactString>,
    tags: Vec<Tags>,
}

/// Room for the words of the packs.
const ROOM: usize = 1 << 15;

impl Default for Lexicon {
    fn default() -> Self {
        let (mut words, mut tags) = (Vec::with_capacity(ROOM), Vec::with_capacity(ROOM));
        words.push(CompactString::default());
        tags.push(Tags::empty());
        Self {
            short: ShortWords::default(),
            long: FxHashMap::default(),
            words,
            tags,
        }
    }
}

impl Lexicon {
    /// Adds a word (folded to lower case), or adds tags to it.
    pub fn add(&mut self, word: &str, tags: Tags) -> WordId {
        let new = WordId(self.words.len() as u32);
        let id = match Key::of(word.as_bytes()) {
            Some(key) if key.is_ascii() => {
                let lower = key.lower();
                let id = self.short.get_or_insert(lower, new);
                if id == new {
                    let mut word = CompactString::from(word);
                    if lower != key {
                        word.make_ascii_lowercase();
                    }
                    self.words.push(word);
                }
                id
            }
            _ => {
                let word = fold(word);
                let id = self.add_folded(&word, new);
                if id == new {
                    self.words.push(word.into());
                }
                id
            }
        };
        match self.tags.get_mut(id.0 as usize) {
            Some(known) => *known |= tags,
            None => self.tags.push(tags),
        }
        id
    }

    fn add_folded(&mut self, word: &str, new: WordId) -> WordId {
        match Key::of(word.as_bytes()) {
            Some(key) => self.short.get_or_insert(key, new),
            None => *self.long.entry(word.into()).or_insert(new),
        }
    }

    /// Adds tags to a word that is there.
    pub fn add_tags(&mut self, id: WordId, tags: Tags) {
        if let Some(t) = self.tags.get_mut(id.0 as usize) {
            *t |= tags;
        }
    }

    /// Id of a word already folded to lower case; `UNKNOWN` if no pack has it.
    #[inline]
    pub fn get(&self, folded: &str) -> WordId {
        match Key::of(folded.as_bytes()) {
            Some(key) => self.short.get(key),
            None => self.long.get(folded).copied().unwrap_or(WordId::UNKNOWN),
        }
    }

    /// Id of a word in any case, without allocating for ASCII words of up to sixteen bytes.
    #[inline]
    pub fn look_up(&self, word: &str) -> WordId {
        match Key::of(word.as_bytes()) {
            Some(key) if key.is_ascii() => self.short.get(key.lower()),
            _ => self.get(&fold(word)),
        }
    }

    /// Id of the word of a key; `UNKNOWN` if no pack has it.
    #[inline]
    pub fn of_key(&self, key: Key) -> WordId {
        self.short.get(key)
    }

    /// Tags of a word.
    #[inline]
    pub fn tags(&self, id: WordId) -> Tags {
        self.tags[id.0 as usize]
    }

    /// The folded word of an id; empty for `UNKNOWN`.
    #[inline]
    pub fn word(&self, id: WordId) -> &str {
        &self.words[id.0 as usize]
    }

    /// The [`digest`] of a word.
    pub fn digest(&self, id: WordId) -> u32 {
        digest(self.word(id))
    }

    /// Number of ids, `UNKNOWN` included: the size of a table indexed by word.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no word was added.
    pub fn is_empty(&self) -> bool {
        self.words.len() == 1
    }
}

/// Whether two words have the same key.
pub fn same(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        a.eq_ignore_ascii_case(b)
    } else {
        fold(a) == fold(b)
    }
}

/// A hash of a folded word, the same on every machine.
pub fn digest(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}

/// An expression, in the list of those with its first word, which is in order of the second: the longest first of
/// those with one second word, and before all of them what has none.
#[derive(Clone, Debug)]
struct Expression<T> {
    /// Its second word, which tells most of a list apart; `UNKNOWN` if it has one word only.
    second: WordId,
    /// The words after the second.
    rest: Box<[WordId]>,
    value: T,
}

impl<T> Expression<T> {
    /// Its length in words.
    fn len(&self) -> usize {
        1 + usize::from(self.second != WordId::UNKNOWN) + self.rest.len()
    }
}

/// Expressions of one or more words, found at a position in one hash look-up; the longest wins.
///
/// Words are compared by id, so every word of an expression must be in the lexicon
/// (adding the expression adds them).
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first: WordMap<Vec<Expression<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: WordMap::default(),
        }
    }
}

impl<T> Phrases<T> {
    /// Adds an expression; its words get `tags` in the lexicon. Hyphens count as words of their own.
    pub fn add(&mut self, lexicon: &mut Lexicon, expression: &str, tags: Tags, value: T) {
        let mut parts = split_words(expression);
        let (Some(first), second) = (parts.next(), parts.next()) else {
            return;
        };
        let alone = if second.is_none() { tags } else { Tags::empty() };
        let first = lexicon.add(first, alone);
        let expression = Expression {
            second: second.map_or(WordId::UNKNOWN, |w| lexicon.add(w, Tags::empty())),
            rest: parts.map(|w| lexicon.add(w, Tags::empty())).collect(),
            value,
        };
        let list = self.by_first.or_insert_with(first, Vec::new);
        let place = |e: &Expression<T>| (e.second, Reverse(e.rest.len()));
        let at = list.partition_point(|e| place(e) <= place(&expression));
        list.insert(at, expression);
    }

    /// The longest expression that starts at the head of `words`, with its length in words.
    #[inline]
    pub fn find(&self, words: impl FnMut(usize) -> Option<WordId>) -> Option<(usize, &T)> {
        self.find_where(words, |_| true)
    }

    /// The longest of those that stand for something which `holds`.
    #[inline]
    pub fn find_where(
        &self,
        mut words: impl FnMut(usize) -> Option<WordId>,
        mut holds: impl FnMut(&T) -> bool,
    ) -> Option<(usize, &T)> {
        let first = words(0)?;
        if first == WordId::UNKNOWN {
            return None;
        }
        let list = self.by_first.get(&first)?;
        // common words begin hundreds of expressions
        let (alone, more) = list.split_at(list.partition_point(|e| e.second == WordId::UNKNOWN));
        let second = words(1).filter(|w| *w != WordId::UNKNOWN && !more.is_empty());
        let both = second.map_or(&[][..], |w| &more[more.partition_point(|e| e.second < w)..]);
        both.iter()
            .take_while(|e| Some(e.second) == second)
            .chain(alone)
            .find(|e| {
                let mut more = (2..).zip(&e.rest);
                more.all(|(i, w)| words(i) == Some(*w)) && holds(&e.value)
            })
            .map(|e| (e.len(), &e.value))
    }

    /// What all expressions stand for.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.by_first.values_mut().flatten().map(|e| &mut e.value)
    }
}

/// Splits an expression as the tokenizer would: at white space, around hyphens, before 's.
pub fn split_words(expression: &str) -> impl Iterator<Item = &str> {
    let (mut rest, mut word) = (expression, "");
    std::iter::from_fn(move || {
        if word.is_empty() {
            (word, rest) = first_word(rest);
        }
        let end = match word.bytes().position(|b| b == b'-') {
            Some(0) => 1,
            Some(hyphen) => hyphen,
            None => word.strip_suffix("'s").map_or(0, str::len),
        };
        let end = if end == 0 { word.len() } else { end };
        let (part, after) = word.split_at(end);
        word = after;
        Some(part).filter(|p| !p.is_empty())
    })
}

/// What stands before the first white space, and what is after it.
fn first_word(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|b| b == b' ' || !b.is_ascii_graphic());
    match end.and_then(|end| text.split_at_checked(end)) {
        None => (text, ""),
        Some((word, rest)) if !word.is_empty() && rest.starts_with(' ') => (word, rest.get(1..).unwrap_or("")),
        _ => {
            let text = text.trim_start();
            text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_split_as_text_is() {
        let split = |text| split_words(text).collect::<Vec<_>>();
        assert_eq!(
            split(" the well-known  mayor's car "),
            ["the", "well", "-", "known", "mayor", "'s", "car"]
        );
        assert_eq!(split("-a- 's x's-y"), ["-", "a", "-", "'s", "x's", "-", "y"]);
        assert_eq!(split("  "), [""; 0]);
    }

    #[test]
    fn words_are_kept_once_whatever_their_case_and_length() {
        let mut lexicon = Lexicon::default();
        for word in ["Quake", "Überfall", "Unconstitutionally-Minded", "d\u{2019}Or"] {
            let id = lexicon.add(word, Tags::NOUN);
            assert_eq!(lexicon.add(&word.to_uppercase(), Tags::PLURAL), id);
            assert_eq!(lexicon.look_up(&word.to_lowercase()), id);
            assert_eq!(lexicon.get(&fold(word)), id);
            assert_eq!(lexicon.word(id), fold(word));
            assert_eq!(lexicon.tags(id), Tags::NOUN | Tags::PLURAL);
        }
        assert_eq!(lexicon.len(), 5);
        assert_eq!(lexicon.look_up("quakes"), WordId::UNKNOWN);
    }
}
