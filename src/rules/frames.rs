//! Words that shape claims of any measure: `frames.toml`.

use super::lexicon::{Lexicon, Phrases, Tags};
use super::sources::Sources;
use super::table::{WordMap, WordSet};
use super::words::Words;
use crate::error::Result;
use compact_str::CompactString;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    value_nouns: Vec<String>,
    value_verbs: Vec<String>,
    include_verbs: Vec<String>,
    figure_verbs: Vec<String>,
    state_verbs: Vec<String>,
    light_verbs: Vec<String>,
    price_verbs: Vec<String>,
    amount_verbs: Vec<String>,
    settlements: Vec<String>,
    populations: Vec<String>,
    parents: Vec<String>,
    pairs: Vec<String>,
    level_nouns: Vec<String>,
    occasions: Vec<String>,
    defeats: Vec<String>,
    offices: Vec<String>,
    usual: Vec<String>,
    sole: Vec<String>,
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    conveyances: Vec<CompactString>,
    bare_heads: Vec<String>,
    caskets: Vec<String>,
    reported_heads: Vec<String>,
    lifeless: Vec<String>,
    entitling: Vec<String>,
    levels: Vec<String>,
    totals: Vec<String>,
    part_cues: Vec<String>,
    ignored: Vec<String>,
    locales: Vec<String>,
    aiming: Vec<String>,
    receive_verbs: Vec<String>,
    outlook_verbs: Vec<String>,
    collectives: Vec<String>,
    bands: Vec<String>,
    aspects: Vec<String>,
    hospitals: Vec<String>,
    medical: Vec<String>,
    transparent: Vec<String>,
    as_of_cues: Vec<String>,
    statements: Vec<String>,
    time_scopes: BTreeMap<String, Vec<String>>,
    multiples: BTreeMap<String, u32>,
    only: Vec<String>,
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    sides: Vec<CompactString>,
    losses: Vec<String>,
    unconnected: Vec<String>,
    throughout: Vec<String>,
    singly: Vec<String>,
    doers: Vec<String>,
    reflexives: Vec<String>,
    finding: Vec<String>,
    body: Vec<String>,
    degrees: BTreeMap<String, Vec<String>>,
    states: Vec<String>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

/// Words that shape claims.
#[derive(Debug, Default)]
pub struct Frames {
    /// Nouns that carry a value for what follows "of": number, total, tally.
    pub value_nouns: WordSet,
    /// Verbs between such a noun and its value: reach, stand, rise.
    pub value_verbs: WordSet,
    /// Verbs that name a part of their subject: include, comprise.
    pub include_verbs: WordSet,
    /// Verbs whose object can be a bare figure of what was told before: count, claim, put.
    pub figure_verbs: WordSet,
    /// Verbs that say of a figure's members only that they are still so: remain.
    pub state_verbs: WordSet,
    /// Nouns of places by the number of those who live there: "a town of 4,300".
    pub settlements: WordSet,
    /// Nouns for that number: "population".
    pub populations: WordSet,
    /// Nouns of parents by the number of their children: "a father of four".
    pub parents: WordSet,
    /// Nouns of two persons: "an elderly couple".
    pub pairs: WordSet,
    /// Verbs that do not tell one thing counted from another: take part, come.
    pub light_verbs: WordSet,
    /// Verbs of paying, whose bare figure is an amount of money: cost, spend.
    pub price_verbs: WordSet,
    /// Verbs of naming an amount, whose bare figure is of the sort told before.
    pub amount_verbs: WordSet,
    /// Nouns that name a level: limit, record, gust.
    pub level_nouns: WordSet,
    /// Words by which a value is a limit, a record or a plan and no measurement.
    pub levels: WordSet,
    /// Nouns of groups whose members are people: family, gang.
    pub collectives: WordSet,
    /// Those of them whose members fight: gang, cell.
    pub bands: WordSet,
    /// Verbs of what is yet to come: warn, expect.
    pub outlook_verbs: WordSet,
    /// Heads of the columns of a table that hold the figure of the whole.
    pub totals: WordSet,
    /// Heads that say nothing of what is counted: a list of names.
    pub bare_heads: WordSet,
    /// What the dead are buried in: who counts them tells of those dead at least.
    pub caskets: WordSet,
    /// Heads of which there are none where nothing is known: no reports, no sign.
    pub reported_heads: WordSet,
    /// Adjectives that nothing done to the counted takes back: dead.
    pub lifeless: WordSet,
    /// Base forms of verbs that give a right: "were entitled to vote".
    pub entitling: WordSet,
    /// Nouns that a rank makes an office of: a second lieutenant.
    pub offices: WordSet,
    /// Adjectives of what is so on any day of its kind: normal, average.
    pub usual: WordSet,
    /// Words by which a single one is a figure: only, just, single.
    pub sole: WordSet,
    /// Classes in which people come and go: vehicles, vessels.
    pub conveyances: Vec<CompactString>,
    /// Verbs of what does not get its majority: reject, fail.
    pub defeats: WordSet,
    /// Nouns that count how often something happened.
    pub occasions: WordSet,
    /// Expressions before a part: including, among them.
    pub part_cues: Phrases<()>,
    /// Heads whose count is no figure of an event: times, ways, sides.
    pub ignored: WordSet,
    /// Nouns of places inside an event: hospital, hotel, floor.
    pub locales: WordSet,
    /// Verbs by which a hospital gets its patients: receive, admit, treat.
    pub receive_verbs: WordSet,
    /// Verbs of weapons: shoot, fire.
    pub aiming: WordSet,
    /// Nouns of places that the hurt and the dead are brought to.
    pub hospitals: WordSet,
    /// Words in the name of a place that make it one of medicine.
    pub medical: WordSet,
    /// Heads that count what follows "of": members of the security forces.
    pub transparent: WordSet,
    /// Words after a length that say which one: wide, long.
    pub aspects: WordSet,
    /// Expressions before the day that a figure stands for: as of, by.
    pub as_of_cues: Phrases<()>,
    /// Nouns of what is said and counted on a day: a statement, an updated count.
    pub statements: WordSet,
    /// Expressions that limit a figure to a stretch of time, with what they are called: "day" for "a day".
    pub time_scopes: Phrases<CompactString>,
    /// Adjectives that say how many a deed befell: "triple murder".
    pub multiples: WordMap<u32>,
    /// Words after a day that limit a figure to it: alone.
    pub only: WordSet,
    /// Classes whose side matters: security forces, militants.
    pub sides: Vec<CompactString>,
    /// Nouns of what befell a side: its losses, its dead.
    pub losses: WordSet,
    /// Words before a plural that make a round-up of it: separate shootings.
    pub unconnected: WordSet,
    /// Words after a plural that make a round-up of it: shootings across the city.
    pub throughout: WordSet,
    /// Plurals of what is told of one by one, so that several are a round-up: shootings, crashes.
    pub singly: WordSet,
    /// Nouns of whoever did it: gunman, bomber.
    pub doers: WordSet,
    /// Pronouns by which the attacker's own death is told: himself.
    pub reflexives: WordSet,
    /// Verbs by which somebody comes upon the counted: find, locate.
    pub finding: WordSet,
    /// Parts of the body.
    pub body: WordSet,
    /// How badly: a figure with one of them is of a part, under the name of its degree.
    pub degrees: Phrases<CompactString>,
    /// Nouns whose adjective tells how somebody is: "condition".
    pub states: WordSet,
}

impl Frames {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon, words: &mut Words) -> Result<Self> {
        let file: File = sources.parse("frames.toml")?;
        let mut f = Frames::default();
        let nouns = |list: &[String], lexicon: &mut Lexicon, words: &mut Words| -> WordSet {
            list.iter()
                .flat_map(|w| {
                    let (a, b) = words.add_noun(lexicon, w, Tags::empty());
                    [a, b]
                })
                .collect()
        };
        f.value_nouns = nouns(&file.value_nouns, lexicon, words);
        f.level_nouns = nouns(&file.level_nouns, lexicon, words);
        f.bare_heads = nouns(&file.bare_heads, lexicon, words);
        f.caskets = nouns(&file.caskets, lexicon, words);
        f.reported_heads = nouns(&file.reported_heads, lexicon, words);
        f.occasions = nouns(&file.occasions, lexicon, words);
        f.ignored = nouns(&file.ignored, lexicon, words);
        f.locales = nouns(&file.locales, lexicon, words);
        f.hospitals = nouns(&file.hospitals, lexicon, words);
        f.medical = file.medical.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        f.transparent = nouns(&file.transparent, lexicon, words);
        f.statements = nouns(&file.statements, lexicon, words);
        let verbs = |list: &[String], lexicon: &mut Lexicon, words: &mut Words| -> WordSet {
            list.iter().map(|w| words.add_verb(lexicon, w, Tags::empty())).collect()
        };
        f.value_verbs = verbs(&file.value_verbs, lexicon, words);
        f.include_verbs = verbs(&file.include_verbs, lexicon, words);
        f.figure_verbs = verbs(&file.figure_verbs, lexicon, words);
        f.settlements = nouns(&file.settlements, lexicon, words);
        f.populations = nouns(&file.populations, lexicon, words);
        f.parents = nouns(&file.parents, lexicon, words);
        f.offices = nouns(&file.offices, lexicon, words);
        f.defeats = verbs(&file.defeats, lexicon, words);
        f.pairs = nouns(&file.pairs, lexicon, words);
        f.price_verbs = verbs(&file.price_verbs, lexicon, words);
        f.amount_verbs = verbs(&file.amount_verbs, lexicon, words);
        f.light_verbs = verbs(&file.light_verbs, lexicon, words);
        f.state_verbs = verbs(&file.state_verbs, lexicon, words);
        f.collectives = nouns(&file.collectives, lexicon, words);
        f.bands = nouns(&file.bands, lexicon, words);
        f.outlook_verbs = verbs(&file.outlook_verbs, lexicon, words);
        f.aiming = verbs(&file.aiming, lexicon, words);
        f.receive_verbs = verbs(&file.receive_verbs, lexicon, words);
        f.levels = file.levels.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        f.totals = file.totals.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        f.aspects = file.aspects.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        for cue in &file.part_cues {
            f.part_cues.add(lexicon, cue, Tags::empty(), ());
        }
        for (word, many) in &file.multiples {
            f.multiples.insert(lexicon.add(word, Tags::empty()), *many);
        }
        for (name, cues) in &file.time_scopes {
            for cue in cues {
                f.time_scopes.add(lexicon, cue, Tags::empty(), name.as_str().into());
            }
        }
        for (name, cues) in &file.degrees {
            for cue in cues {
                f.degrees.add(lexicon, cue, Tags::empty(), name.as_str().into());
            }
        }
        f.only = file.only.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        let plain = |list: &[String], lexicon: &mut Lexicon| -> WordSet {
            list.iter().map(|w| lexicon.add(w, Tags::empty())).collect()
        };
        f.lifeless = plain(&file.lifeless, lexicon);
        f.sole = plain(&file.sole, lexicon);
        f.usual = plain(&file.usual, lexicon);
        f.conveyances = file.conveyances;
        f.entitling = plain(&file.entitling, lexicon);
        f.unconnected = plain(&file.unconnected, lexicon);
        f.throughout = plain(&file.throughout, lexicon);
        f.singly = plain(&file.singly, lexicon);
        f.reflexives = plain(&file.reflexives, lexicon);
        f.states = plain(&file.states, lexicon);
        f.body = nouns(&file.body, lexicon, words);
        f.finding = verbs(&file.finding, lexicon, words);
        f.doers = nouns(&file.doers, lexicon, words);
        f.losses = nouns(&file.losses, lexicon, words);
        f.sides = file.sides;
        for cue in &file.as_of_cues {
            f.as_of_cues.add(lexicon, cue, Tags::empty(), ());
        }
        Ok(f)
    }
}
