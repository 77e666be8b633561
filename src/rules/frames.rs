//! Words that shape claims of any measure: `frames.toml`.

use super::lexicon::{Lexicon, Phrases, Tags, WordId};
use super::sources::Sources;
use super::words::Words;
use crate::error::Result;
use compact_str::CompactString;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    value_nouns: Vec<String>,
    value_verbs: Vec<String>,
    include_verbs: Vec<String>,
    figure_verbs: Vec<String>,
    state_verbs: Vec<String>,
    level_nouns: Vec<String>,
    occasions: Vec<String>,
    bare_heads: Vec<String>,
    levels: Vec<String>,
    totals: Vec<String>,
    part_cues: Vec<String>,
    ignored: Vec<String>,
    locales: Vec<String>,
    receive_verbs: Vec<String>,
    aspects: Vec<String>,
    hospitals: Vec<String>,
    transparent: Vec<String>,
    as_of_cues: Vec<String>,
    statements: Vec<String>,
    time_scopes: BTreeMap<String, Vec<String>>,
    only: Vec<String>,
    sides: Vec<CompactString>,
    losses: Vec<String>,
}

/// Words that shape claims.
#[derive(Debug, Default)]
pub struct Frames {
    /// Nouns that carry a value for what follows "of": number, total, tally.
    pub value_nouns: FxHashSet<WordId>,
    /// Verbs between such a noun and its value: reach, stand, rise.
    pub value_verbs: FxHashSet<WordId>,
    /// Verbs that name a part of their subject: include, comprise.
    pub include_verbs: FxHashSet<WordId>,
    /// Verbs whose object can be a bare figure of what was told before: count, claim, put.
    pub figure_verbs: FxHashSet<WordId>,
    /// Verbs that say of a figure's members only that they are still so: remain.
    pub state_verbs: FxHashSet<WordId>,
    /// Nouns that name a level: limit, record, gust.
    pub level_nouns: FxHashSet<WordId>,
    /// Words by which a value is a limit, a record or a plan and no measurement.
    pub levels: FxHashSet<WordId>,
    /// Heads of the columns of a table that hold the figure of the whole.
    pub totals: FxHashSet<WordId>,
    /// Heads that say nothing of what is counted: a list of names.
    pub bare_heads: FxHashSet<WordId>,
    /// Nouns that count how often something happened.
    pub occasions: FxHashSet<WordId>,
    /// Expressions before a part: including, among them.
    pub part_cues: Phrases<()>,
    /// Heads whose count is no figure of an event: times, ways, sides.
    pub ignored: FxHashSet<WordId>,
    /// Nouns of places inside an event: hospital, hotel, floor.
    pub locales: FxHashSet<WordId>,
    /// Verbs by which a hospital gets its patients: receive, admit, treat.
    pub receive_verbs: FxHashSet<WordId>,
    /// Nouns of places that the hurt and the dead are brought to.
    pub hospitals: FxHashSet<WordId>,
    /// Heads that count what follows "of": members of the security forces.
    pub transparent: FxHashSet<WordId>,
    /// Words after a length that say which one: wide, long.
    pub aspects: FxHashSet<WordId>,
    /// Expressions before the day that a figure stands for: as of, by.
    pub as_of_cues: Phrases<()>,
    /// Nouns of what is said and counted on a day: a statement, an updated count.
    pub statements: FxHashSet<WordId>,
    /// Expressions that limit a figure to a stretch of time, with what they are called: "day" for "a day".
    pub time_scopes: Phrases<CompactString>,
    /// Words after a day that limit a figure to it: alone.
    pub only: FxHashSet<WordId>,
    /// Classes whose side matters: security forces, militants.
    pub sides: Vec<CompactString>,
    /// Nouns of what befell a side: its losses, its dead.
    pub losses: FxHashSet<WordId>,
}

impl Frames {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon, words: &mut Words) -> Result<Self> {
        let file: File = sources.parse("frames.toml")?;
        let mut f = Frames::default();
        let nouns = |list: &[String], lexicon: &mut Lexicon, words: &mut Words| -> FxHashSet<WordId> {
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
        f.occasions = nouns(&file.occasions, lexicon, words);
        f.ignored = nouns(&file.ignored, lexicon, words);
        f.locales = nouns(&file.locales, lexicon, words);
        f.hospitals = nouns(&file.hospitals, lexicon, words);
        f.transparent = nouns(&file.transparent, lexicon, words);
        f.statements = nouns(&file.statements, lexicon, words);
        let verbs = |list: &[String], lexicon: &mut Lexicon, words: &mut Words| -> FxHashSet<WordId> {
            list.iter().map(|w| words.add_verb(lexicon, w, Tags::empty())).collect()
        };
        f.value_verbs = verbs(&file.value_verbs, lexicon, words);
        f.include_verbs = verbs(&file.include_verbs, lexicon, words);
        f.figure_verbs = verbs(&file.figure_verbs, lexicon, words);
        f.state_verbs = verbs(&file.state_verbs, lexicon, words);
        f.receive_verbs = verbs(&file.receive_verbs, lexicon, words);
        f.levels = file.levels.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        f.totals = file.totals.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        f.aspects = file.aspects.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        for cue in &file.part_cues {
            f.part_cues.add(lexicon, cue, Tags::empty(), ());
        }
        for (name, cues) in &file.time_scopes {
            for cue in cues {
                f.time_scopes.add(lexicon, cue, Tags::empty(), name.as_str().into());
            }
        }
        f.only = file.only.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        f.losses = nouns(&file.losses, lexicon, words);
        f.sides = file.sides;
        for cue in &file.as_of_cues {
            f.as_of_cues.add(lexicon, cue, Tags::empty(), ());
        }
        Ok(f)
    }
}
