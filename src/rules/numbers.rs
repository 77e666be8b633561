//! Number words, bounds, vague quantities and what is no figure at all: `numbers.toml`.
//!
//! The pack documents its own entries. Bound phrases that stand before a number are
//! kept with their words reversed, so that they are found backwards from the number.

use super::lexicon::{Lexicon, Phrases, Tags, WordId, split_words};
use super::sources::Sources;
use super::table::WordMap;
use crate::error::{Error, Result};
use crate::quantity::{Bound, Decimal};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

const PACK: &str = "numbers.toml";

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    words: BTreeMap<String, i64>,
    multipliers: BTreeMap<String, i64>,
    suffixes: BTreeMap<String, i64>,
    money_suffixes: BTreeMap<String, i64>,
    signs: BTreeMap<String, String>,
    fractions: BTreeMap<String, i64>,
    vague: Vec<VagueEntry>,
    zero: Vec<ZeroEntry>,
    bound: Vec<BoundEntry>,
    roles: BTreeMap<String, Vec<String>>,
    digits: Digits,
    labels: Labels,
    months: BTreeMap<String, u8>,
    ordinals: Ordinals,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct Ordinals {
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct Digits {
    dates: Vec<String>,
    labels: Vec<String>,
    idioms: Vec<String>,
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct Labels {
    before: Vec<String>,
    capital: Vec<String>,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct VagueEntry {
    text: String,
    low: i64,
    high: Option<i64>,
    #[serde(default)]
    noun: bool,
    #[serde(default)]
    exact: bool,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct ZeroEntry {
    text: String,
    #[serde(default)]
    noun: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum BoundKind {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    None,
    Skip,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct BoundEntry {
    kind: BoundKind,
    #[serde(default)]
    approximate: bool,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}

/// So many ordinal words of the pack stand in order, from "first" on.
const RANKS: usize = 20;

bitflags::bitflags! {
    /// The part that a word plays in or around a number expression; the sets are `[roles]` of the pack.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Roles: u64 {
        /// a, an
        const ARTICLE = 1 << 0;
        /// the, its, those
        const DET = 1 << 1;
        /// of
        const OF = 1 << 2;
        /// and
        const AND = 1 << 3;
        /// to
        const TO = 1 << 4;
        /// or
        const OR = 1 << 5;
        /// between
        const BETWEEN = 1 << 6;
        /// from
        const FROM = 1 << 7;
        /// in
        const IN = 1 << 8;
        /// out
        const OUT = 1 << 9;
        /// every
        const EVERY = 1 << 10;
        /// all
        const ALL = 1 << 11;
        /// both
        const BOTH = 1 << 12;
        /// but
        const BUT = 1 << 13;
        /// minus
        const MINUS = 1 << 14;
        /// point
        const POINT = 1 << 15;
        /// Stands before a year.
        const YEAR_BEFORE = 1 << 16;
        /// Never what a number counts.
        const FUNCTION = 1 << 17;
        /// a.m., p.m.
        const AM_PM = 1 << 18;
        /// o'clock
        const O_CLOCK = 1 << 19;
        /// hrs
        const HOURS = 1 << 20;
        /// GMT
        const ZONE = 1 << 21;
        /// Stands before a clock time.
        const CLOCK_BEFORE = 1 << 22;
        /// morning, night
        const DAY_PART = 1 << 23;
        /// AD, BC
        const ERA = 1 << 24;
        /// aged
        const AGED = 1 << 25;
        /// old, olds
        const OLD = 1 << 26;
        /// year, months, weeks: what ages are given in
        const YEAR_WORD = 1 << 27;
        /// man, girl: who has an age
        const PERSON = 1 << 28;
        /// he, who
        const PRONOUN = 1 << 29;
        /// win, defeat
        const SCORE_NOUN = 1 << 30;
        /// won, beat
        const SCORE_VERB = 1 << 31;
        /// Street, Road
        const STREET = 1 << 32;
        /// block: a house number stands before it
        const HOUSES = 1 << 42;
        /// strong
        const STRONG = 1 << 33;
        /// high, long: the number before is a length
        const DIMENSION_WORD = 1 << 34;
        /// rose, fell
        const CHANGE = 1 << 35;
        /// went (up to)
        const WENT = 1 << 36;
        /// A label noun that needs a capital letter.
        const CAPITAL_LABEL = 1 << 37;
        /// another
        const ANOTHER = 1 << 38;
        /// never
        const NEVER = 1 << 39;
        /// were, are: after a fraction of several
        const BE_PLURAL = 1 << 40;
        /// by
        const BY = 1 << 41;
        /// perhaps
        const PERHAPS = 1 << 43;
        /// them, whom: after "one of", those just counted
        const THEM = 1 << 44;
        /// over
        const OVER = 1 << 45;
        /// handed, spread: "over" belongs to these and not to the number after it
        const OVER_AFTER = 1 << 46;
        /// arrested, fined: "over" belongs to these in the passive
        const OVER_WHAT = 1 << 49;
        /// about
        const ABOUT = 1 << 50;
        /// book, spoke: "about" tells their matter
        const ABOUT_AFTER = 1 << 51;
        /// within: a time after it is the longest
        const WITHIN = 1 << 47;
        /// frost, valley: a number below zero beside it is a temperature
        const COLD = 1 << 48;
    }
}

/// A vague quantity.
#[derive(Clone, Copy, Debug)]
pub struct Vague {
    /// Lower end.
    pub low: Decimal,
    /// Upper end.
    pub high: Option<Decimal>,
    /// An article must stand before it.
    pub article: bool,
    /// Only before "of", a noun or a verb phrase.
    pub noun: bool,
    /// Not vague at all: "a pair of".
    pub exact: bool,
}

/// What words around a number do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The bound.
    pub bound: Bound,
    /// The value is approximate.
    pub approximate: bool,
    /// Says nothing by itself, may stand between a bound and its number.
    pub skip: bool,
}

/// An idiom around a number word that is no figure.
#[derive(Clone, Debug)]
pub struct Idiom {
    /// Words before the number, nearest first.
    pub before: Box<[WordId]>,
    /// Words after it.
    pub after: Box<[WordId]>,
}

/// The pack.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Number words.
    pub values: WordMap<Decimal>,
    /// Multipliers.
    pub multipliers: WordMap<Decimal>,
    /// Letters joined to digits, case as in the text.
    pub suffixes: FxHashMap<Box<str>, Decimal>,
    /// The same, for money only.
    pub money_suffixes: FxHashMap<Box<str>, Decimal>,
    /// Characters that are numbers.
    pub signs: FxHashMap<char, Decimal>,
    /// Names of parts, with how many make a whole.
    pub fractions: WordMap<Decimal>,
    /// Vague quantities, without their article.
    pub vague: Phrases<Vague>,
    /// Nobody and nothing; true if a noun must follow.
    pub zero: Phrases<bool>,
    /// Bounds before a number, words reversed.
    pub before: Phrases<Effect>,
    /// Bounds after a number.
    pub after: Phrases<Effect>,
    /// Idioms by the number word in them.
    pub idioms: WordMap<Vec<Idiom>>,
    /// Nouns before a number that make it a name, words reversed.
    pub labels: Phrases<()>,
    /// Digits that are days: "9/11".
    pub dates: FxHashSet<Box<str>>,
    /// Digits that are idioms: "24/7".
    pub digit_labels: FxHashSet<Box<str>>,
    /// Months.
    pub months: WordMap<u8>,
    /// The ranks that ordinal words give: of "fourth", four.
    pub ranks: WordMap<Decimal>,
    roles: WordMap<Roles>,
}

impl Numbers {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon) -> Result<Self> {
        let file: File = sources.parse(PACK)?;
        let mut n = Self::default();
        for (word, value) in &file.words {
            n.values.insert(lexicon.add(word, Tags::NUMBER), Decimal::from(*value));
        }
        for (word, value) in &file.multipliers {
            n.multipliers
                .insert(lexicon.add(word, Tags::MULTIPLIER), Decimal::from(*value));
        }
        let boxed = |m: &BTreeMap<String, i64>| m.iter().map(|(k, v)| (k.as_str().into(), (*v).into())).collect();
        n.suffixes = boxed(&file.suffixes);
        n.money_suffixes = boxed(&file.money_suffixes);
        for (sign, value) in &file.signs {
            let (Some(c), Ok(value)) = (sign.chars().next(), value.parse()) else {
                return Err(wrong(
                    sources,
                    sign,
                    format!("`{sign} = \"{value}\"` is no sign with a decimal"),
                ));
            };
            lexicon.add(sign, Tags::NUMBER);
            n.signs.insert(c, value);
        }
        for (word, parts) in &file.fractions {
            n.fractions
                .insert(lexicon.add(word, Tags::FRACTION), Decimal::from(*parts));
        }
        n.load_vague(&file, lexicon);
        n.load_bounds(&file, lexicon);
        for idiom in &file.digits.idioms {
            n.load_idiom(idiom, lexicon)
                .ok_or_else(|| wrong(sources, idiom, format!("the idiom `{idiom}` marks no word with a star")))?;
        }
        for noun in &file.labels.before {
            n.labels.add(lexicon, &reversed(noun), Tags::LABEL, ());
            if let Some(last) = split_words(noun).last() {
                lexicon.add(last, Tags::LABEL);
            }
        }
        for noun in &file.labels.capital {
            *n.roles.or_insert_with(lexicon.add(noun, Tags::empty()), Roles::default) |= Roles::CAPITAL_LABEL;
        }
        n.dates = file.digits.dates.iter().map(|d| d.as_str().into()).collect();
        n.digit_labels = file.digits.labels.iter().map(|d| d.as_str().into()).collect();
        for (month, number) in &file.months {
            n.months.insert(lexicon.add(month, Tags::MONTH), *number);
        }
        for (i, word) in file.ordinals.words.iter().enumerate() {
            let id = lexicon.add(word, Tags::ORDINAL);
            if i < RANKS {
                n.ranks.insert(id, Decimal::from(i + 1));
            }
        }
        for (name, words) in &file.roles {
            let role = Roles::from_name(&name.to_uppercase().replace('-', "_"))
                .ok_or_else(|| wrong(sources, name, format!("unknown role `{name}`")))?;
            for word in words {
                let leads = match role.intersects(Roles::ALL | Roles::BOTH) {
                    true => Tags::LEADS,
                    false => Tags::empty(),
                };
                *n.roles.or_insert_with(lexicon.add(word, leads), Roles::default) |= role;
            }
        }
        Ok(n)
    }

    fn load_vague(&mut self, file: &File, lexicon: &mut Lexicon) {
        for v in &file.vague {
            let key = v.text.strip_prefix("a ");
            let value = Vague {
                low: v.low.into(),
                high: v.high.map(Decimal::from),
                article: key.is_some(),
                noun: v.noun,
                exact: v.exact,
            };
            let key = key.unwrap_or(&v.text);
            self.vague.add(lexicon, key, Tags::empty(), value);
            if let Some(first) = split_words(key).next() {
                lexicon.add(first, Tags::VAGUE);
            }
        }
        for z in &file.zero {
            self.zero.add(lexicon, &z.text, Tags::empty(), z.noun);
            if let Some(first) = split_words(&z.text).next() {
                lexicon.add(first, Tags::VAGUE);
            }
        }
    }

    fn load_bounds(&mut self, file: &File, lexicon: &mut Lexicon) {
        for b in &file.bound {
            let effect = Effect {
                bound: match b.kind {
                    BoundKind::AtLeast => Bound::AtLeast,
                    BoundKind::MoreThan => Bound::MoreThan,
                    BoundKind::AtMost => Bound::AtMost,
                    BoundKind::LessThan => Bound::LessThan,
                    BoundKind::None | BoundKind::Skip => Bound::None,
                },
                approximate: b.approximate,
                skip: b.kind == BoundKind::Skip,
            };
            for phrase in &b.before {
                self.before.add(lexicon, &reversed(phrase), Tags::empty(), effect);
                if let Some(first) = split_words(phrase).next().filter(|_| !effect.skip) {
                    lexicon.add(first, Tags::BOUND);
                }
            }
            for phrase in &b.after {
                self.after.add(lexicon, phrase, Tags::empty(), effect);
            }
        }
    }

    fn load_idiom(&mut self, idiom: &str, lexicon: &mut Lexicon) -> Option<()> {
        let words: Vec<&str> = idiom.split_whitespace().collect();
        let star = words.iter().position(|w| w.starts_with('*'))?;
        let id = |lexicon: &mut Lexicon, w: &str| lexicon.add(w.trim_start_matches('*'), Tags::empty());
        let before = words[..star].iter().rev().map(|w| id(lexicon, w)).collect();
        let after = words[star + 1..].iter().map(|w| id(lexicon, w)).collect();
        let number = id(lexicon, words[star]);
        self.idioms
            .or_insert_with(number, Vec::new)
            .push(Idiom { before, after });
        Some(())
    }

    /// The parts that a word plays.
    #[inline]
    pub fn roles(&self, word: WordId) -> Roles {
        if word == WordId::UNKNOWN {
            return Roles::empty();
        }
        self.roles.get(&word).copied().unwrap_or_default()
    }
}

/// The words of an expression, last first.
pub(super) fn reversed(expression: &str) -> String {
    let mut words: Vec<&str> = split_words(expression).collect();
    words.reverse();
    words.join(" ")
}

fn wrong(sources: &Sources, entry: &str, message: String) -> Error {
    let line = sources
        .text(PACK)
        .and_then(|t| t.lines().position(|l| l.contains(entry)))
        .map_or(1, |l| l as u32 + 1);
    Error::new(message).at(format!("rules/{PACK}")).line(line)
}
