//! The gazetteer: `places.tsv`, and the words about places of `places.toml`.
//!
//! Public facts: countries, their regions, capitals and larger cities, each with what
//! contains it. Names are kept as ranges of one string and found by word ids, so that
//! loading costs few allocations.

use super::gazetteer::{Naming, Rows};
pub use super::gazetteer::{Place, PlaceKind};
use super::lexicon::{Lexicon, Tags, WordId, split_words};
use super::sources::Sources;
use super::table::{WordMap, WordSet};
use super::words::Words;
use crate::error::{Error, Result};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::borrow::Cow;

/// One name of one place.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// Index of the place.
    pub place: u32,
    /// A word for its people, not the place itself.
    pub demonym: bool,
    /// Only after a town and a comma.
    pub abbreviation: bool,
    next: u32,
}

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    /// Names that are other words or persons' names too.
    careful: Vec<String>,
    /// Prepositions before a place.
    prepositions: Vec<String>,
    /// Prepositions before a place that something comes from or goes to.
    ways: Vec<String>,
    /// Nouns of settlements and areas: "town" in "the town of X", "province" in "X province".
    settlements: Vec<String>,
    /// Nouns after a name that make it an organisation's: "Times", "Post".
    mastheads: Vec<String>,
    /// Words that never name a place though capitalised after a preposition.
    never: Vec<String>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

/// The pack.
#[derive(Debug, Default)]
pub struct Places {
    text: Cow<'static, str>,
    all: Vec<Place>,
    names: Vec<Name>,
    single: WordMap<u32>,
    multi: FxHashMap<u64, u32>,
    longest: WordMap<u8>,
    careful: WordSet,
    /// Prepositions before a place.
    pub prepositions: WordSet,
    /// Those of a way: "to", "from".
    pub ways: WordSet,
    /// "town", "province".
    pub settlements: WordSet,
    /// "river", "airport".
    pub features: WordSet,
    /// "Times", "Post".
    pub mastheads: WordSet,
    /// "God", "Twitter".
    pub never: WordSet,
}

const END: u32 = u32::MAX;

impl Places {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon, words: &mut Words) -> Result<Self> {
        let mut p = Self {
            text: sources.shared("places.tsv"),
            ..Self::default()
        };
        let file: File = sources.parse("places.toml")?;
        let set = |list: &[String], lexicon: &mut Lexicon| -> WordSet {
            list.iter().map(|w| lexicon.add(w, Tags::empty())).collect()
        };
        p.careful = set(&file.careful, lexicon);
        p.prepositions = set(&file.prepositions, lexicon);
        p.ways = set(&file.ways, lexicon);
        p.mastheads = set(&file.mastheads, lexicon);
        p.never = set(&file.never, lexicon);
        let mut noun = |n: &String| words.add_noun(lexicon, n, Tags::empty()).0;
        p.settlements = file.settlements.iter().map(&mut noun).collect();
        p.read(lexicon, sources.packed("places.tsv"))?;
        Ok(p)
    }

    fn read(&mut self, lexicon: &mut Lexicon, packed: Option<&[u8]>) -> Result<()> {
        let text = std::mem::take(&mut self.text);
        let rows = match packed.and_then(Rows::unpack) {
            Some(rows) => rows,
            None => Rows::read(&text).map_err(|e| {
                Error::new(format!("unknown kind of place `{}`", e.kind))
                    .at("rules/places.tsv")
                    .line(e.line)
                    .help("use country, region, city or capital")
            })?,
        };
        self.names.reserve(rows.names.len());
        for naming in &rows.names {
            let range = naming.start as usize..naming.start as usize + usize::from(naming.len);
            self.name(lexicon, text.get(range).unwrap_or(""), naming);
        }
        self.all = rows.places;
        self.text = text;
        Ok(())
    }

    fn name(&mut self, lexicon: &mut Lexicon, name: &str, naming: &Naming) {
        let Naming {
            place,
            demonym,
            abbreviation,
            simple,
            ..
        } = *naming;
        let tags = match (demonym, abbreviation) {
            (true, _) => Tags::NATION,
            (_, true) => Tags::empty(),
            _ => Tags::PLACE,
        };
        let (first, len, key) = if simple {
            (lexicon.add(name, tags), 1, 0)
        } else {
            let (mut first, mut len, mut key) = (WordId::UNKNOWN, 0u8, 0);
            for word in split_words(name) {
                // "St. Louis": the stop is a token, which has no id
                let (word, stop) = word.strip_suffix('.').map_or((word, false), |w| (w, !w.contains('.')));
                let id = lexicon.add(word, Tags::empty());
                if len == 0 {
                    first = id;
                }
                key = mix(key, id);
                len += 1;
                if stop {
                    len += 1;
                    key = mix(key, WordId::UNKNOWN);
                }
            }
            (first, len, key)
        };
        if first == WordId::UNKNOWN {
            return;
        }
        let head = if len == 1 {
            self.single.or_insert_with(first, || END)
        } else {
            lexicon.add_tags(first, tags);
            let longest = self.longest.or_insert_with(first, || 0);
            *longest = len.max(*longest);
            self.multi.entry(key).or_insert(END)
        };
        let next = std::mem::replace(head, self.names.len() as u32);
        self.names.push(Name {
            place,
            demonym,
            abbreviation,
            next,
        });
    }

    /// The longest name at the head of `words`: its length in tokens, and the first of its readings.
    pub fn find(&self, mut words: impl FnMut(usize) -> Option<WordId>) -> Option<(usize, u32)> {
        let first = words(0).filter(|&w| w != WordId::UNKNOWN)?;
        if let Some(&longest) = self.longest.get(&first) {
            let mut key = mix(0, first);
            let mut best = None;
            for i in 1..longest as usize {
                let Some(word) = words(i) else { break };
                key = mix(key, word);
                if let Some(&name) = self.multi.get(&key) {
                    best = Some((i + 1, name));
                }
            }
            if best.is_some() {
                return best;
            }
        }
        self.single.get(&first).map(|&name| (1, name))
    }

    /// All readings of a name, given the first.
    pub fn readings(&self, first: u32) -> impl Iterator<Item = Name> + '_ {
        let mut at = first;
        std::iter::from_fn(move || {
            let name = *self.names.get(at as usize)?;
            at = name.next;
            Some(name)
        })
    }

    /// A place by index.
    pub fn get(&self, place: u32) -> Option<&Place> {
        self.all.get(place as usize)
    }

    /// The canonical name of a place.
    pub fn name_of(&self, place: u32) -> &str {
        self.get(place)
            .and_then(|p| self.text.get(p.start as usize..p.start as usize + p.len as usize))
            .unwrap_or("")
    }

    /// How prominent a place is: countries first, then cities by size, regions among them.
    pub fn prominence(&self, place: u32) -> u8 {
        self.get(place).map_or(0, |p| match p.kind {
            PlaceKind::Country => 20,
            PlaceKind::Region => 7,
            PlaceKind::City => p.size + 4 * u8::from(p.capital),
        })
    }

    /// What contains a place, the narrowest first.
    pub fn containers(&self, place: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.get(place).and_then(|p| p.parent), |&p| {
            self.get(p).and_then(|p| p.parent)
        })
    }

    /// Whether `inner` is `outer` or lies in it, by index.
    pub fn within(&self, inner: u32, outer: u32) -> bool {
        inner == outer || self.containers(inner).any(|c| c == outer)
    }

    /// A name that is another word or a person's name as well.
    pub fn is_careful(&self, word: WordId) -> bool {
        self.careful.contains(&word)
    }

    /// All places of a name as written, abbreviations left out.
    pub fn by_name(&self, name: &str, lexicon: &Lexicon) -> Vec<u32> {
        let words: Vec<WordId> = split_words(name).map(|w| lexicon.look_up(w)).collect();
        match self.find(|i| words.get(i).copied()) {
            Some((len, first)) if len == words.len() => self
                .readings(first)
                .filter(|n| !n.abbreviation)
                .map(|n| n.place)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a place of the name `inner` is, or lies in, one of the name `outer`.
    pub fn is_in(&self, inner: &str, outer: &str, lexicon: &Lexicon) -> bool {
        let outer = self.by_name(outer, lexicon);
        self.by_name(inner, lexicon)
            .into_iter()
            .any(|i| outer.iter().any(|&o| self.within(i, o)))
    }

    /// Whether two names can mean the same place: Kiev and Kyiv, but not Niger and Nigeria.
    pub fn same(&self, a: &str, b: &str, lexicon: &Lexicon) -> bool {
        if fold(a) == fold(b) {
            return true;
        }
        let b = self.by_name(b, lexicon);
        self.by_name(a, lexicon).iter().any(|p| b.contains(p))
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether the gazetteer is empty.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

fn mix(key: u64, word: WordId) -> u64 {
    (key.rotate_left(21) ^ u64::from(word.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A name for comparison: lower case, common diacritics and signs dropped.
pub fn fold(name: &str) -> CompactString {
    let plain = |b: u8| b.is_ascii() && !matches!(b, b'-' | b'.' | b'\'' | b'`');
    if name.bytes().all(plain) {
        let mut out = CompactString::from(name);
        out.make_ascii_lowercase();
        return out;
    }
    let mut out = CompactString::default();
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'đ' | 'ď' => out.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' => out.push('e'),
            'ğ' | 'ģ' => out.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => out.push('i'),
            'ł' | 'ľ' | 'ļ' => out.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
            'ř' => out.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => out.push('s'),
            'ť' | 'ţ' | 'ț' => out.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            '-' | '–' => out.push(' '),
            '.' | '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{300}'..='\u{36f}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_gazetteer_is_that_of_its_text() {
        let sources = Sources::embedded();
        let rows = Rows::read(sources.text("places.tsv").unwrap()).unwrap();
        assert!(rows.places.len() > 10_000 && rows.names.len() > rows.places.len());
        assert_eq!(sources.packed("places.tsv").and_then(Rows::unpack), Some(rows));
    }

    #[test]
    fn an_unknown_kind_is_refused_with_its_line() {
        let e = Rows::read("# places\ncountry\tArandia\ntwon\tKell\n").unwrap_err();
        assert_eq!((e.kind, e.line), ("twon", 3));
    }
}
