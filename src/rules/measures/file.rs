//! What a file of `measures/` may hold, as it is written.

use super::{Moves, NounSlot, Slot};
use compact_str::CompactString;
use serde::Deserialize;

/// Verbs that evoke a measure.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct VerbFrame {
    /// Base forms; further words must follow the verb ("gun down").
    pub(super) verbs: Vec<String>,
    /// Where the counted stands.
    pub(super) counted: Slot,
    /// One of these words must follow in the clause: take + hostage, lose + life.
    #[serde(default)]
    pub(super) with: Vec<String>,
    /// Only if the counted belongs to one of these classes (instead of the measure's `of`).
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) of: Vec<CompactString>,
    /// Only under a negation: did not survive.
    #[serde(default)]
    pub(super) negated: bool,
    /// What the verb is done for is counted, not what it is done to: built for 43 passengers.
    #[serde(default)]
    pub(super) purpose: bool,
    /// Only with one of these nouns as subject: a quake measured 6.4.
    #[serde(default)]
    pub(super) subject: Vec<String>,
    /// Only with one of these adverbs beside the verb: fatally shot.
    #[serde(default)]
    pub(super) manner: Vec<String>,
    /// Only in a report that tells of one of these words, or is about one of these contexts: people register where
    /// refugees do ("@refugees").
    #[serde(default)]
    pub(super) about: Vec<String>,
    /// Not with a place as subject: a prison holds 900, a gang holds nine.
    #[serde(default)]
    pub(super) by_agents: bool,
    /// Only with a person, several or a name as subject: mourners bury the dead, mud buries the living.
    #[serde(default)]
    pub(super) by_people: bool,
    /// Only without an object: nurses strike, shells strike a roof.
    #[serde(default)]
    pub(super) alone: bool,
    /// Only of what can be done: a ferry that can carry 322.
    #[serde(default)]
    pub(super) able: bool,
    /// Only of what goes on: who is being treated lies in hospital, who was treated may have gone home.
    #[serde(default)]
    pub(super) ongoing: bool,
}

/// Nouns that evoke a measure.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct NounFrame {
    /// Singulars.
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// Words without another form: "the dead".
    #[serde(default)]
    pub(super) invariant: Vec<String>,
    /// How the noun carries the figure.
    pub(super) slot: NounSlot,
    /// What is counted, where the noun itself does not say: deaths count people.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(super) counted: Option<CompactString>,
    /// Any verb or adjective that evokes another measure wins: "three hostages were killed".
    #[serde(default)]
    pub(super) weak: bool,
    /// Verbs under which the noun does not evoke the measure: lives that were saved.
    #[serde(default)]
    pub(super) unless: Vec<String>,
    /// Only in a report that tells of one of these words or contexts: "400 of the cuts", where jobs are cut.
    #[serde(default)]
    pub(super) about: Vec<String>,
    /// In a report that tells of one of these words or contexts a figure before the noun counts, if nothing else
    /// tells its measure: "29 victims", where there are dead.
    #[serde(default)]
    pub(super) counts_about: Vec<String>,
}

/// Adjectives and expressions that evoke a measure under a condition.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct StateFrame {
    /// Adjectives, before or after the noun or as predicate.
    #[serde(default)]
    pub(super) adjectives: Vec<String>,
    /// Expressions after the noun or as predicate.
    #[serde(default)]
    pub(super) adjuncts: Vec<String>,
    /// Only in a report that tells of one of these words or contexts: "two are free", where captives are told of.
    #[serde(default)]
    pub(super) about: Vec<String>,
    /// Between a preposition and its noun others may stand: "in preventive detention".
    #[serde(default)]
    pub(super) modified: bool,
    /// Only behind a figure that counts nothing by name, and before a name or nothing: "41 for the mayor".
    #[serde(default)]
    pub(super) tally: bool,
}

/// What a figure of a measure is of, where words near it or the report's lead say so.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ThingFrame {
    /// As in the output: "fall".
    #[cfg_attr(test, schemars(with = "String"))]
    pub(super) name: CompactString,
    /// Words of the figure's own clause that tell it: plunge, drop.
    #[serde(default)]
    pub(super) cues: Vec<String>,
    /// Only in a report whose title or lead has one of these words or contexts. Without cues, the thing is
    /// what a figure is of that names nothing else.
    #[serde(default)]
    pub(super) about: Vec<String>,
    /// A name that the figure would else be of says whose it is: the share of a party.
    #[serde(default)]
    pub(super) owned: bool,
}

/// One measure.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    /// As in the output: "killed".
    #[cfg_attr(test, schemars(with = "String"))]
    pub(super) name: CompactString,
    /// As a person reads it in a table; the name if absent.
    #[serde(default)]
    pub(super) title: Option<String>,
    /// Which way figures go.
    #[serde(default)]
    pub(super) moves: Moves,
    /// Parts add up to a whole.
    #[serde(default)]
    pub(super) additive: bool,
    /// The class that is counted where the text does not say; none for measures that count nothing.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(super) counts: Option<CompactString>,
    /// Classes that can be counted; any if empty.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) of: Vec<CompactString>,
    /// Classes among them that cannot: of soldiers who cross a border none is displaced.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) except: Vec<CompactString>,
    /// A singular noun is a figure: "a soldier was killed".
    #[serde(default)]
    pub(super) singular: bool,
    /// It befalls groups that have a measure of their own: of the hostages, those killed are a part.
    #[serde(default)]
    pub(super) befalls: bool,
    /// Nobody counted is there to speak: "we were 40" is said of others.
    #[serde(default)]
    pub(super) absent: bool,
    /// Those whom it befell are in it for a while, and fewer and fewer: "three are still in hospital" is of some.
    #[serde(default)]
    pub(super) lasting: bool,
    /// So many or more are no figure of it: nobody ever carried 310,000 at once.
    #[serde(default)]
    pub(super) most: Option<u32>,
    /// So many times one another two figures may be, instead of `furthest-apart` of `compare.toml`: crowds by the
    /// police and by who called them.
    #[serde(default)]
    pub(super) furthest_apart: Option<u32>,
    /// Units' dimensions that belong to the measure: "speed".
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) dimensions: Vec<CompactString>,
    /// Words near a figure with a unit that tell which measure of a dimension it is: "depth".
    #[serde(default)]
    pub(super) cues: Vec<String>,
    /// A figure with a unit of its dimensions is of this measure only near one of its cues.
    #[serde(default)]
    pub(super) cued: bool,
    /// Nouns that have a figure of its dimensions as their own: a wave of 4 m, a 48-hour strike.
    #[serde(default)]
    pub(super) heads: Vec<String>,
    /// Expressions right before such a figure that tell it: "in the course of four hours".
    #[serde(default)]
    pub(super) leads: Vec<String>,
    /// Verbs that evoke it.
    #[serde(default)]
    pub(super) verb: Vec<VerbFrame>,
    /// Nouns that evoke it.
    #[serde(default)]
    pub(super) noun: Vec<NounFrame>,
    /// Adjectives, before or after the noun or as predicate: "dead".
    #[serde(default)]
    pub(super) adjectives: Vec<String>,
    /// Expressions after the noun or as predicate: "on board".
    #[serde(default)]
    pub(super) adjuncts: Vec<String>,
    /// Adjectives and expressions that do so under a condition.
    #[serde(default)]
    pub(super) state: Vec<StateFrame>,
    /// Classes that are this measure's counted when they act: gunmen who attack.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) agents: Vec<CompactString>,
    /// Classes of what has the counted in it: a boat with 40 migrants.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) carriers: Vec<CompactString>,
    /// Its adjuncts and agents say nothing in a report whose title or lead has one of these words: in a siege
    /// those inside are held.
    #[serde(default)]
    pub(super) unless_about: Vec<String>,
    /// Trigger words whose figures are a part of the measure's: the homeless among the displaced.
    #[serde(default)]
    pub(super) aspects: Vec<String>,
    /// Verbs that do not say how it ended: of those who were shot some may be dead.
    #[serde(default)]
    pub(super) mixed: Vec<String>,
    /// Nouns of a report's title or lead under which a crowd's bare figure is of the measure: "rally".
    #[serde(default)]
    pub(super) topics: Vec<String>,
    /// Nouns of what the counted do: a march by 2,000 women.
    #[serde(default)]
    pub(super) deeds: Vec<String>,
    /// Its figures go out as measure `other` under this label.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(super) label: Option<CompactString>,
    /// What is measured where the words name the measure only: the magnitude is an earthquake's.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(super) thing: Option<CompactString>,
    /// What its figures are of, where words near them or the report's lead say so.
    #[serde(default)]
    pub(super) things: Vec<ThingFrame>,
    /// Nouns that name the measure and not what is measured: "a depth of 10 km".
    #[serde(default)]
    pub(super) silent: Vec<String>,
    /// The scope of what somebody has, where the measure is of what is done: "its 6,400 jobs".
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(super) stock: Option<CompactString>,
}
