//! Words for time: `calendar.toml`.

use super::lexicon::{Lexicon, Tags, WordId};
use super::sources::Sources;
use crate::error::Result;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    careful: Vec<String>,
    parts: Vec<String>,
    early_late: Vec<String>,
    last: Vec<String>,
    this: Vec<String>,
    next: Vec<String>,
    ago: Vec<String>,
    earlier: Vec<String>,
    later: Vec<String>,
    since: Vec<String>,
    r#in: Vec<String>,
    days: BTreeMap<String, [i16; 2]>,
    units: BTreeMap<String, Vec<String>>,
    seasons: BTreeMap<String, i8>,
    numbers: BTreeMap<String, u8>,
    ordinals: BTreeMap<String, u8>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// Fourteen days.
    Fortnight,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
}

/// What a word can say about time; a word may say several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeWord {
    /// A month, from 1.
    pub month: Option<i8>,
    /// A day of the week, Monday is 1.
    pub weekday: Option<i8>,
    /// A month or weekday only next to a day, a year or a word like "in".
    pub careful: bool,
    /// "yesterday": first and last day, counted from publication.
    pub day: Option<(i16, i16)>,
    /// A unit of time.
    pub unit: Option<Unit>,
    /// First month of a season.
    pub season: Option<i8>,
    /// A number word.
    pub number: Option<u8>,
    /// An ordinal word.
    pub ordinal: Option<u8>,
    /// -1 for "last", 0 for "this", 1 for "next".
    pub which: Option<i8>,
    /// -1 for "earlier", 1 for "later".
    pub shift: Option<i8>,
    /// "ago".
    pub ago: bool,
    /// Part of the day.
    pub part: bool,
    /// "early", "late".
    pub early_late: bool,
    /// "since".
    pub since: bool,
    /// A preposition that a date follows.
    pub preposition: bool,
}

impl TimeWord {
    /// Whether a date expression can begin with the word.
    fn begins(&self) -> bool {
        self.month.is_some()
            || self.weekday.is_some()
            || self.day.is_some()
            || self.season.is_some()
            || self.number.is_some()
            || self.ordinal.is_some()
            || self.which.is_some()
    }
}

/// The pack.
#[derive(Debug, Default)]
pub struct Calendar {
    slot: Vec<u16>,
    words: Vec<TimeWord>,
}

impl Calendar {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon) -> Result<Self> {
        let file: File = sources.parse("calendar.toml")?;
        let mut c = Self {
            slot: Vec::new(),
            words: vec![TimeWord::default()],
        };
        for (i, names) in file.months.iter().enumerate() {
            for n in names {
                c.word(lexicon, n, Tags::MONTH).month = Some(i as i8 + 1);
            }
        }
        for (i, names) in file.weekdays.iter().enumerate() {
            for n in names {
                c.word(lexicon, n, Tags::WEEKDAY).weekday = Some(i as i8 + 1);
            }
        }
        let none = Tags::empty();
        for n in &file.careful {
            c.word(lexicon, n, none).careful = true;
        }
        for n in &file.parts {
            c.word(lexicon, n, none).part = true;
        }
        for n in &file.early_late {
            c.word(lexicon, n, none).early_late = true;
        }
        for (list, which) in [(&file.last, -1), (&file.this, 0), (&file.next, 1)] {
            for n in list {
                c.word(lexicon, n, none).which = Some(which);
            }
        }
        for (list, shift) in [(&file.earlier, -1), (&file.later, 1)] {
            for n in list {
                c.word(lexicon, n, none).shift = Some(shift);
            }
        }
        for n in &file.ago {
            c.word(lexicon, n, none).ago = true;
        }
        for n in &file.since {
            c.word(lexicon, n, none).since = true;
        }
        for n in &file.r#in {
            c.word(lexicon, n, none).preposition = true;
        }
        for (n, &[from, to]) in &file.days {
            c.word(lexicon, n, none).day = Some((from, to));
        }
        for (unit, names) in &file.units {
            let unit = match unit.as_str() {
                "hour" => Unit::Hour,
                "day" => Unit::Day,
                "week" => Unit::Week,
                "fortnight" => Unit::Fortnight,
                "month" => Unit::Month,
                "decade" => Unit::Decade,
                _ => Unit::Year,
            };
            // a week and more can tell of another time than the report's
            let tags = match unit {
                Unit::Week | Unit::Month | Unit::Year | Unit::Decade => Tags::MODALITY,
                _ => none,
            };
            for n in names {
                c.word(lexicon, n, tags).unit = Some(unit);
            }
        }
        for (n, &v) in &file.seasons {
            c.word(lexicon, n, Tags::MODALITY).season = Some(v);
        }
        for (n, &v) in &file.numbers {
            c.word(lexicon, n, none).number = Some(v);
        }
        for (n, &v) in &file.ordinals {
            c.word(lexicon, n, none).ordinal = Some(v);
        }
        let begins = |slot: &u16| c.words.get(*slot as usize).is_some_and(TimeWord::begins);
        for (id, _) in (0..).zip(&c.slot).filter(|(_, slot)| begins(slot)) {
            lexicon.add_tags(WordId(id), Tags::TIME);
        }
        Ok(c)
    }

    fn word(&mut self, lexicon: &mut Lexicon, word: &str, tags: Tags) -> &mut TimeWord {
        let id = lexicon.add(word, tags).0 as usize;
        if id >= self.slot.len() {
            self.slot.resize(id + 1, 0);
        }
        if self.slot[id] == 0 {
            self.slot[id] = self.words.len() as u16;
            self.words.push(TimeWord::default());
        }
        &mut self.words[self.slot[id] as usize]
    }

    /// What a word says about time; `None` for most words.
    #[inline]
    pub fn of(&self, word: WordId) -> Option<&TimeWord> {
        let slot = *self.slot.get(word.0 as usize)?;
        (slot != 0).then(|| self.words.get(slot as usize)).flatten()
    }
}
