//! Units of measurement and currencies: `units.toml`.
//!
//! Names match in any case, symbols in their own. What stands before a number
//! (currency signs, "magnitude") is kept with its words reversed.

use super::inflect;
use super::lexicon::{Lexicon, Phrases, Tags, WordId, split_words};
use super::numbers::reversed;
use super::sources::Sources;
use crate::error::{Error, Result};
use crate::quantity::Decimal;
use compact_str::CompactString;
use rustc_hash::FxHashSet;
use serde::Deserialize;

const PACK: &str = "units.toml";

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct File {
    unit: Vec<UnitEntry>,
    currency: Vec<CurrencyEntry>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    name: String,
    #[cfg_attr(test, schemars(with = "String"))]
    dimension: CompactString,
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    base: Option<CompactString>,
    #[serde(default)]
    factor: Option<String>,
    #[serde(default)]
    offset: Option<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    plurals: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    guarded: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct CurrencyEntry {
    #[cfg_attr(test, schemars(with = "String"))]
    code: CompactString,
    name: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    plurals: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    cents: Vec<String>,
    #[serde(default)]
    late: Vec<String>,
    #[serde(default)]
    cues: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

/// A unit or currency.
#[derive(Clone, Debug)]
pub struct Unit {
    /// In the singular: "mile", "dollar".
    pub name: CompactString,
    /// What it measures: "length", "money".
    pub dimension: CompactString,
    /// The base unit, or the currency's code.
    pub base: Option<CompactString>,
    /// One unit in base units.
    pub factor: Decimal,
    /// Added before the factor is applied.
    pub offset: Decimal,
}

/// How an expression names a unit.
#[derive(Clone, Debug)]
pub struct Naming {
    /// Index of the unit.
    pub unit: u16,
    /// The exact characters, without spaces, where case matters.
    pub exact: Option<Box<str>>,
    /// A word of the language too: needs to be joined to its number or to end its phrase.
    pub guarded: bool,
    /// The name of another unit too: needs words around it that tell of money.
    pub cued: bool,
}

/// The pack.
#[derive(Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    /// Expressions after a number; several units where only case tells them apart.
    pub after: Phrases<Vec<Naming>>,
    /// Expressions before a number, words reversed.
    pub before: Phrases<u16>,
    /// Base forms of the words that tell that an ambiguous name is a currency's.
    pub cues: FxHashSet<WordId>,
    /// Base forms of the words that tell that it is not.
    pub weights: FxHashSet<WordId>,
    /// Codes of currencies, each with that of a bare name it goes by at home: NOK, krone.
    at_home: Vec<(CompactString, CompactString)>,
}

impl Units {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon) -> Result<Self> {
        let file: File = sources.parse(PACK)?;
        let mut units = Self::default();
        let mut after: Vec<(String, Naming)> = Vec::new();
        for u in &file.unit {
            let decimal = |text: &Option<String>, default: Decimal| match text {
                None => Ok(default),
                Some(t) => t.parse().map_err(|_| {
                    let line = sources
                        .text(PACK)
                        .and_then(|s| s.lines().position(|l| l.contains(t.as_str())));
                    Error::new(format!("`{t}` of unit `{}` is no decimal number", u.name))
                        .at(format!("rules/{PACK}"))
                        .line(line.map_or(1, |l| l as u32 + 1))
                        .help("write the number in quotes, with a point")
                }),
            };
            let index = units.all.len() as u16;
            units.all.push(Unit {
                name: u.name.as_str().into(),
                dimension: u.dimension.clone(),
                base: u.base.clone(),
                factor: decimal(&u.factor, Decimal::ONE)?,
                offset: decimal(&u.offset, Decimal::ZERO)?,
            });
            name(&mut after, index, [&u.name].into_iter().chain(&u.names), &u.plurals);
            symbols(&mut after, index, &u.symbols, false);
            symbols(&mut after, index, &u.guarded, true);
            for b in &u.before {
                units.before.add(lexicon, &reversed(b), Tags::UNIT, index);
            }
        }
        for c in &file.currency {
            let index = units.all.len() as u16;
            let main = Unit {
                name: c.name.as_str().into(),
                dimension: "money".into(),
                base: Some(c.code.clone()),
                factor: Decimal::ONE,
                offset: Decimal::ZERO,
            };
            units.all.push(main.clone());
            name(&mut after, index, [&c.name].into_iter().chain(&c.names), &c.plurals);
            symbols(&mut after, index, &c.symbols, false);
            name(&mut after, index, [].into_iter(), &c.late);
            if let Some(cent) = c.cents.first() {
                units.all.push(Unit {
                    name: cent.as_str().into(),
                    factor: Decimal::new(1, 2),
                    ..main
                });
                for cent in &c.cents {
                    if cent.len() == 1 {
                        symbols(&mut after, index + 1, std::slice::from_ref(cent), false);
                    } else {
                        let many = if cent == "penny" {
                            "pence".to_owned()
                        } else {
                            inflect::plural(cent)
                        };
                        name(&mut after, index + 1, [cent].into_iter(), &[many]);
                    }
                }
            }
            for s in &c.signs {
                units.before.add(lexicon, &reversed(s), Tags::CURRENCY, index);
                if let Some(first) = split_words(s).next() {
                    lexicon.add(first, Tags::CURRENCY);
                }
            }
        }
        for c in file.currency.iter().filter(|c| !c.cues.is_empty()) {
            units
                .weights
                .extend(c.unless.iter().map(|w| lexicon.add(w, Tags::empty())));
            units.cues.extend(c.cues.iter().map(|w| lexicon.add(w, Tags::empty())));
            let cued = |n: &mut Naming| n.cued |= units.all[n.unit as usize].base.as_ref() == Some(&c.code);
            after.iter_mut().map(|(_, naming)| naming).for_each(cued);
        }
        units.at_home = at_home(&file.currency);
        // what needs words around it goes before what does not
        after.sort_by(|(a, x), (b, y)| (a, !x.cued).cmp(&(b, !y.cued)));
        for alike in after.chunk_by(|(a, _), (b, _)| a == b) {
            let expression = alike.first().map_or("", |(expression, _)| expression);
            let namings: Vec<Naming> = alike.iter().map(|(_, naming)| naming.clone()).collect();
            let money = namings.iter().any(|n| units.all[n.unit as usize].dimension == "money");
            let tags = if money { Tags::UNIT | Tags::CURRENCY } else { Tags::UNIT };
            units.after.add(lexicon, expression, tags, namings);
        }
        Ok(units)
    }

    /// Whether two units may be one: the same, or a currency and its bare name ("kroner" for NOK).
    pub fn may_be_one(&self, a: Option<&CompactString>, b: Option<&CompactString>) -> bool {
        let (Some(x), Some(y)) = (a, b) else { return a == b };
        x == y
            || self
                .at_home
                .iter()
                .any(|(code, name)| (code == x && name == y) || (code == y && name == x))
    }

    /// The unit that a dimension's numbers are in where none is named: the first whose factor is one.
    pub fn plain(&self, dimension: &str) -> Option<&Unit> {
        self.all
            .iter()
            .find(|u| u.dimension == dimension && u.factor == Decimal::ONE)
    }

    /// A unit by index.
    pub fn get(&self, index: u16) -> Option<&Unit> {
        self.all.get(index as usize)
    }
}

/// The currencies whose name ends in that of one without country.
fn at_home(all: &[CurrencyEntry]) -> Vec<(CompactString, CompactString)> {
    fn names(c: &CurrencyEntry) -> impl Iterator<Item = &String> {
        [&c.name].into_iter().chain(&c.names)
    }
    let mut out = Vec::new();
    for bare in all.iter().filter(|c| c.code.starts_with(char::is_lowercase)) {
        let ends = |n: &String| names(bare).any(|b| n.strip_suffix(b.as_str()).is_some_and(|rest| rest.ends_with(' ')));
        let homes = all.iter().filter(|c| names(c).any(ends));
        out.extend(homes.map(|c| (c.code.clone(), bare.code.clone())));
    }
    out
}

fn name<'a>(after: &mut Vec<(String, Naming)>, unit: u16, names: impl Iterator<Item = &'a String>, plurals: &[String]) {
    let mut add = |form: String| {
        let naming = Naming {
            unit,
            exact: None,
            guarded: false,
            cued: false,
        };
        after.push((key(form), naming));
    };
    for n in names {
        let one = n.to_lowercase();
        let many = inflect::plural(&one);
        add(one);
        add(many);
    }
    plurals.iter().for_each(|p| add(p.to_lowercase()));
}

fn symbols(after: &mut Vec<(String, Naming)>, unit: u16, symbols: &[String], guarded: bool) {
    after.extend(symbols.iter().map(|s| {
        let naming = Naming {
            unit,
            exact: Some(s.replace(' ', "").into()),
            guarded,
            cued: false,
        };
        (key(s.to_lowercase()), naming)
    }));
}

/// An expression as the phrases will split it, so that equal ones meet.
fn key(expression: String) -> String {
    // most are words with a blank between them
    let plain = |w: &[u8]| w.iter().all(|b| b.is_ascii_alphabetic() || *b == b' ') && w != b"  ";
    let blank = expression.starts_with(' ') || expression.ends_with(' ');
    if expression.len() > 1 && !blank && expression.as_bytes().windows(2).all(plain) {
        return expression;
    }
    split_words(&expression).collect::<Vec<_>>().join(" ")
}
