//! Outlets and agencies by name, and the words of the pages they publish: `outlets.toml`.

use super::sources::Sources;
use crate::error::Result;
use aho_corasick::{AhoCorasick, MatchKind};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct File {
    #[cfg_attr(test, schemars(with = "Vec<Vec<String>>"))]
    agencies: Vec<Vec<CompactString>>,
    #[cfg_attr(test, schemars(with = "Vec<Vec<String>>"))]
    outlets: Vec<Vec<CompactString>>,
    pages: Pages,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

/// Words of a page around the report itself, in lower case.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Pages {
    /// "View NAME In": first words.
    pub offers: Vec<String>,
    /// "View NAME In": last words.
    pub offers_end: Vec<String>,
    /// "an AFP journalist".
    pub staff: Vec<String>,
    /// "told AFP".
    pub told: Vec<String>,
    /// "told X news agency": the kind of an outlet that is not the writer's own.
    pub kinds: Vec<String>,
    /// Labels before a date of publication.
    pub published: Vec<String>,
    /// Labels before a date of revision.
    pub updated: Vec<String>,
    /// Labels before the name of a source.
    pub credits: Vec<String>,
    /// Head nouns of an organisation's name.
    pub organisations: Vec<String>,
    /// First words of a station's name.
    pub broadcasters: Vec<String>,
}

/// A news agency or other outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The name to show.
    pub name: CompactString,
    /// Whether others print its reports.
    pub agency: bool,
    /// Other ways to write the name.
    pub aliases: Vec<CompactString>,
}

/// The known outlets.
#[derive(Debug, Default)]
pub struct Outlets {
    all: Vec<Outlet>,
    keys: FxHashMap<String, u32>,
    /// Words of the pages that they publish.
    pub pages: Pages,
    finder: OnceLock<Option<Finder>>,
}

#[derive(Debug)]
struct Finder {
    names: AhoCorasick,
    outlets: Vec<u32>,
}

impl Outlets {
    pub(super) fn load(sources: &Sources) -> Result<Self> {
        let file: File = sources.parse("outlets.toml")?;
        let mut outlets = Outlets {
            pages: file.pages,
            ..Self::default()
        };
        let agencies = file.agencies.into_iter().map(|names| (names, true));
        for (names, agency) in agencies.chain(file.outlets.into_iter().map(|names| (names, false))) {
            let index = outlets.all.len() as u32;
            for name in &names {
                outlets.keys.entry(key(name).into_owned()).or_insert(index);
            }
            let mut names = names.into_iter();
            if let Some(name) = names.next() {
                outlets.all.push(Outlet {
                    name,
                    agency,
                    aliases: names.collect(),
                });
            }
        }
        Ok(outlets)
    }

    /// Adds an outlet, whose names are then its own, whoever had them before.
    pub fn add(&mut self, outlet: Outlet) {
        let index = self.all.len() as u32;
        for name in std::iter::once(&outlet.name).chain(&outlet.aliases) {
            self.keys.insert(key(name).into_owned(), index);
        }
        self.all.push(outlet);
        self.finder = OnceLock::new();
    }

    /// The outlet of a name in whatever way of writing: "the Associated Press", "ITAR Tass", "REUTERS".
    pub fn find(&self, name: &str) -> Option<&Outlet> {
        let key = key(name);
        let bare = || key.strip_suffix(" news agency").or_else(|| key.strip_suffix(" agency"));
        let index = self.keys.get(&*key).or_else(|| self.keys.get(bare()?))?;
        self.all.get(*index as usize)
    }

    /// Whether a name is that of a news agency.
    pub fn agency(&self, name: &str) -> bool {
        self.find(name).is_some_and(|o| o.agency)
    }

    /// Every outlet named in a text, written as the list has it, in text order.
    pub fn mentions<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a Outlet)> + 'a {
        let finder = self.finder.get_or_init(|| self.finder()).as_ref();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        finder
            .into_iter()
            .flat_map(move |f| f.names.find_iter(text).map(move |m| (f, m)))
            .filter(move |(_, m)| {
                !letter(text.get(..m.start()).and_then(|t| t.chars().next_back()))
                    && !letter(text.get(m.end()..).and_then(|t| t.chars().next()))
            })
            .filter_map(move |(f, m)| {
                let outlet = f.outlets.get(m.pattern().as_usize())?;
                Some((m.range(), self.all.get(*outlet as usize)?))
            })
    }

    fn finder(&self) -> Option<Finder> {
        let (mut patterns, mut outlets) = (Vec::new(), Vec::new());
        for (index, outlet) in self.all.iter().enumerate() {
            for name in std::iter::once(&outlet.name).chain(&outlet.aliases) {
                patterns.push(name.as_str());
                outlets.push(index as u32);
            }
        }
        let names = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns)
            .ok()?;
        Some(Finder { names, outlets })
    }
}

/// Lower case, without article, hyphens and dots.
fn key(name: &str) -> Cow<'_, str> {
    // most names that are asked for are words in lower case
    let plain = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if name.split(' ').all(plain) && !name.starts_with("the ") {
        return Cow::Borrowed(name);
    }
    let lower = name
        .trim()
        .to_lowercase()
        .replace(['-', '–', '_'], " ")
        .replace('.', "");
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    Cow::Owned(bare.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlets() -> Outlets {
        Outlets::load(&Sources::embedded()).unwrap()
    }

    #[test]
    fn names_in_any_form() {
        let outlets = outlets();
        for (name, shown, agency) in [
            ("the Associated Press", "AP", true),
            ("A.P.", "AP", true),
            ("REUTERS", "Reuters", true),
            ("ITAR Tass", "TASS", true),
            ("Anadolu Agency", "Anadolu", true),
            ("Xinhua news agency", "Xinhua", true),
            ("BBC", "BBC News", false),
            ("guardian", "The Guardian", false),
        ] {
            let outlet = outlets.find(name).unwrap();
            assert_eq!((outlet.name.as_str(), outlet.agency), (shown, agency), "{name}");
            assert_eq!(outlets.agency(name), agency);
        }
        assert!(outlets.find("Vale Herald").is_none());
        assert!(!outlets.agency(""));
    }

    #[test]
    fn mentions_are_whole_names() {
        let outlets = outlets();
        let text = "An Associated Press reporter and the BBC’s man read MAPS, RTs and Interfax.";
        let found: Vec<_> = outlets
            .mentions(text)
            .map(|(r, o)| (&text[r], o.name.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("Associated Press", "AP"),
                ("BBC", "BBC News"),
                ("Interfax", "Interfax")
            ]
        );
    }

    #[test]
    fn no_name_belongs_to_two() {
        let outlets = outlets();
        assert!(outlets.all.len() > 150);
        for (index, outlet) in outlets.all.iter().enumerate() {
            for name in std::iter::once(&outlet.name).chain(&outlet.aliases) {
                assert_eq!(outlets.keys.get(&*key(name)), Some(&(index as u32)), "{name}");
            }
        }
    }
}
