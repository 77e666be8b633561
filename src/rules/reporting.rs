//! Words of report: `reporting.toml`.
//!
//! Verbs are kept by what follows them (a clause, a hearer, another's words, a
//! figure), nouns by who they stand for, so that the engine needs no word of its own.

use super::lexicon::{Lexicon, Phrases, Tags, WordId};
use super::sources::Sources;
use super::table::{WordMap, WordSet};
use super::words::Words;
use crate::error::Result;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    say: Vec<String>,
    tell: Vec<String>,
    cite: Vec<String>,
    count: Vec<String>,
    give: Vec<String>,
    deny: Vec<String>,
    show: Vec<String>,
    before_source: Vec<String>,
    people: Vec<String>,
    bodies: Vec<String>,
    plural_bodies: Vec<String>,
    papers: Vec<String>,
    relays: Vec<String>,
    agencies: Vec<String>,
    particles: Vec<String>,
    credits: Vec<String>,
    teasers: Vec<String>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

bitflags::bitflags! {
    /// What a verb of report takes.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Verb: u8 {
        /// A clause or a quote.
        const SAY = 1;
        /// A hearer, then a clause.
        const TELL = 1 << 1;
        /// Somebody as saying something.
        const CITE = 1 << 2;
        /// A figure as object.
        const COUNT = 1 << 3;
        /// A claim to deny.
        const DENY = 1 << 4;
        /// Papers as subject.
        const SHOW = 1 << 5;
        /// A figure as object where a noun for it is named: "gives the number as 12".
        const GIVE = 1 << 6;
    }
}

bitflags::bitflags! {
    /// Who a noun stands for.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Who: u8 {
        /// A person by office or part.
        const PERSON = 1;
        /// A body of people.
        const BODY = 1 << 1;
        /// More than one.
        const MANY = 1 << 2;
        /// A paper or figure.
        const PAPER = 1 << 3;
        /// Passes on what others say.
        const RELAY = 1 << 4;
    }
}

/// The pack.
#[derive(Debug, Default)]
pub struct Reporting {
    verbs: WordMap<Verb>,
    nouns: WordMap<Who>,
    /// Expressions after which the source stands: "according to".
    pub before_source: Phrases<()>,
    particles: WordSet,
    /// What a picture is called where its maker is named.
    pub credits: WordSet,
    /// What leads to another story: "Related:".
    pub teasers: Phrases<()>,
    /// Agencies and broadcasters by name.
    pub agencies: Phrases<()>,
}

impl Reporting {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon, words: &Words) -> Result<Self> {
        let file: File = sources.parse("reporting.toml")?;
        let mut pack = Self::default();
        for (list, verb) in [
            (&file.say, Verb::SAY),
            (&file.tell, Verb::TELL),
            (&file.cite, Verb::CITE),
            (&file.count, Verb::COUNT),
            (&file.give, Verb::GIVE),
            (&file.deny, Verb::DENY),
            (&file.show, Verb::SHOW),
        ] {
            for base in list {
                pack.add_verb(lexicon, words, base, verb);
            }
        }
        for (list, who) in [
            (&file.people, Who::PERSON),
            (&file.bodies, Who::BODY),
            (&file.papers, Who::PAPER),
            (&file.relays, Who::RELAY | Who::BODY),
        ] {
            for noun in list.iter().filter(|n| !n.contains([' ', '-'])) {
                pack.add_noun(lexicon, noun, Tags::empty(), who);
                pack.add_noun(lexicon, &words.plural(noun), Tags::PLURAL, who | Who::MANY);
            }
        }
        for noun in &file.plural_bodies {
            pack.add_noun(lexicon, noun, Tags::empty(), Who::BODY | Who::MANY);
        }
        for name in &file.agencies {
            pack.agencies.add(lexicon, name, Tags::empty(), ());
        }
        for word in &file.particles {
            pack.particles.insert(lexicon.add(word, Tags::empty()));
        }
        for lead in &file.teasers {
            pack.teasers.add(lexicon, lead, Tags::empty(), ());
        }
        for word in &file.credits {
            pack.credits.insert(lexicon.add(word, Tags::empty()));
        }
        for expression in &file.before_source {
            pack.before_source.add(lexicon, expression, Tags::empty(), ());
            if let Some(first) = expression.split(' ').next() {
                lexicon.add(first, Tags::REPORT);
            }
        }
        Ok(pack)
    }

    fn add_verb(&mut self, lexicon: &mut Lexicon, words: &Words, base: &str, verb: Verb) {
        let [third, past, participle, gerund] = words.verb_forms(base);
        for (form, tags) in [
            (base, Tags::VERB_BASE),
            (&third, Tags::VERB_S),
            (&past, Tags::VERB_PAST),
            (&participle, Tags::VERB_PP),
            (&gerund, Tags::VERB_ING),
        ] {
            let id = lexicon.add(form, tags | Tags::REPORT);
            *self.verbs.or_insert_with(id, Verb::default) |= verb;
        }
    }

    fn add_noun(&mut self, lexicon: &mut Lexicon, noun: &str, tags: Tags, who: Who) {
        let id = lexicon.add(noun, Tags::NOUN | Tags::SPEAKER | tags);
        *self.nouns.or_insert_with(id, Who::default) |= who;
    }

    /// What a form of a verb of report takes; empty for any other word.
    pub fn verb(&self, word: WordId) -> Verb {
        self.verbs.get(&word).copied().unwrap_or_default()
    }

    /// Who a noun stands for; empty for any other word.
    pub fn who(&self, word: WordId) -> Who {
        self.nouns.get(&word).copied().unwrap_or_default()
    }

    /// Whether a word is one of the small words inside names: "bin", "de".
    pub fn particle(&self, word: WordId) -> bool {
        self.particles.contains(&word)
    }
}
