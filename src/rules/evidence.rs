//! Signs that two figures are about one thing, and what each weighs: `weights` in `compare.toml`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A sign for or against two figures being about the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// They count one class, or name one thing in the same words.
    SameThing,
    /// The head nouns are one, and nothing else is said of one of the two.
    SameHead,
    /// The head nouns are one, or of one class, and the words around them differ.
    LikeHead,
    /// A narrower class that may stand for the wider one.
    StandsForIt,
    /// One of the two names nothing.
    Unnamed,
    /// Nouns that have nothing to do with each other.
    OtherThing,
    /// Amounts of things that go by other nouns: kilos of cocaine, kilos of a white powder.
    OtherAmount,
    /// Both are limited to one part of the event.
    SameScope,
    /// Only one of the two is limited to a part of the event.
    OneScope,
    /// They are limited to different parts.
    OtherScope,
    /// One value of a hundred or more.
    SameLargeValue,
    /// One value, and one that chance seldom repeats.
    SameTellingValue,
    /// One value.
    SameValue,
    /// The words let both be one value.
    ValuesMeet,
    /// The same, and they are as good as one: 412 and more than 400.
    ValuesMeetClosely,
    /// Things that no measure knows, of which one number is at most a quarter more than the other.
    NearValues,
    /// Their sentences share three fifths of the shorter one's content words.
    ToldAlike,
    /// Two fifths of them.
    ToldMuchAlike,
    /// One fifth.
    ToldSomewhatAlike,
    /// Each is the only value that its report gives for the class.
    OnlyValues,
    /// The same of things that no measure knows, which reports count in passing.
    OnlyThings,
    /// Each is the only amount that its report gives of its unit, whatever of.
    LoneAmounts,
    /// Each is the only count that its report gives of its measure, whomever it names.
    SingleCounts,
    /// Each is the first figure of its measure in its report.
    FirstFigures,
}

impl Sign {
    /// The sign in a few words, for people.
    pub fn says(self) -> &'static str {
        match self {
            Sign::SameThing => "the same is counted",
            Sign::SameHead => "the same noun is counted",
            Sign::LikeHead => "nouns of one kind",
            Sign::StandsForIt => "one class stands for the other",
            Sign::Unnamed => "one names nothing",
            Sign::OtherThing => "other nouns",
            Sign::OtherAmount => "amounts under other nouns",
            Sign::SameScope => "the same part of the event",
            Sign::OneScope => "one is limited to a part of the event",
            Sign::OtherScope => "other parts of the event",
            Sign::SameLargeValue => "one large value",
            Sign::SameTellingValue => "one telling value",
            Sign::SameValue => "one value",
            Sign::ValuesMeet => "the values meet",
            Sign::ValuesMeetClosely => "the values as good as meet",
            Sign::NearValues => "the values are near each other",
            Sign::ToldAlike => "told in the same words",
            Sign::ToldMuchAlike => "told in much the same words",
            Sign::ToldSomewhatAlike => "told in some of the same words",
            Sign::OnlyValues => "the only values of their reports",
            Sign::OnlyThings => "nothing else of the kind is told",
            Sign::LoneAmounts => "the only amounts of their reports",
            Sign::SingleCounts => "the only counts of their reports",
            Sign::FirstFigures => "the first figures of their reports",
        }
    }
}

/// What each sign weighs; one that is not there weighs nothing.
pub type Weights = BTreeMap<Sign, i32>;
