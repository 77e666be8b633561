//! Corpora of invented reports, as many as one likes, the same for the same seed.
//!
//! A [`Corpus`] is a plan: which report belongs to which event. A report is written when it is
//! asked for, from its event's seed and its own, so that a million of them need no memory. Each
//! event has a place, people and a site of its own, a course (a toll that rises, missing who are
//! found), and outlets that tell it over some days. A known share of the figures is planted: it
//! cannot be true if the others are. Uses nothing but the standard library.
#![allow(dead_code, reason = "each test takes what it needs")]

mod story;

use std::fmt::Write;
use story::{Kind, Measure};

/// Sizes of events, each with how many of ten thousand events have it: as in an archive, most
/// events are told once, some ten times, a few a thousand times.
pub const ARCHIVE: &[(usize, u32)] = &[(1, 8_900), (2, 500), (4, 300), (10, 250), (100, 45), (1_000, 5)];

/// So many reports are those of two years; an archive of more goes back further.
const TWO_YEARS: usize = 100_000;

/// Of a thousand figures, how many cannot be true beside the others of their event.
pub const PLANTED: u64 = 50;

/// Reports as files: their names and texts, Markdown with front matter.
pub fn reports(seed: u64, count: usize, event_sizes: &[(usize, u32)]) -> Vec<(String, String)> {
    let all = Corpus::new(seed, count, event_sizes);
    all.iter().map(|r| (r.name(), r.markdown())).collect()
}

/// How alike the events are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    /// Each event has its own names and days.
    Own,
    /// All events have the same place, site, people and kind; only their days differ.
    Alike,
}

/// Which report belongs to which event.
#[derive(Clone, Debug)]
pub struct Corpus {
    seed: u64,
    /// Event and number within it, in the order of the reports.
    members: Vec<(u32, u32)>,
    /// Days that they are of, the last ones being those of 2024.
    days: u64,
    names: Names,
}

impl Corpus {
    /// So many reports on events of given sizes, each size with its weight, in no order.
    pub fn new(seed: u64, count: usize, event_sizes: &[(usize, u32)]) -> Self {
        let mut dice = Dice(mix(seed));
        let whole: u64 = event_sizes.iter().map(|s| u64::from(s.1)).sum();
        let mut members = Vec::with_capacity(count);
        let mut event = 0;
        while members.len() < count {
            let mut at = dice.below(whole.max(1));
            let drawn = event_sizes.iter().find(|(_, weight)| {
                let found = at < u64::from(*weight);
                at = at.saturating_sub(u64::from(*weight));
                found
            });
            let size = drawn.map_or(1, |s| s.0).clamp(1, count - members.len());
            members.extend((0..size as u32).map(|m| (event, m)));
            event += 1;
        }
        for i in (1..members.len()).rev() {
            members.swap(i, dice.below(i as u64 + 1) as usize);
        }
        let names = Names::Own;
        let days = 730 * count.div_ceil(TWO_YEARS).max(1) as u64;
        Self {
            seed,
            members,
            days,
            names,
        }
    }

    /// So many reports, all on one event.
    pub fn one_event(seed: u64, count: usize) -> Self {
        Self::new(seed, count, &[(count, 1)])
    }

    /// So many reports on events that nothing tells apart but their days.
    pub fn alike(seed: u64, count: usize, event_sizes: &[(usize, u32)]) -> Self {
        let names = Names::Alike;
        Self {
            names,
            ..Self::new(seed, count, event_sizes)
        }
    }

    /// How many reports there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// How many events there are.
    pub fn events(&self) -> usize {
        self.members.iter().map(|m| m.0 as usize + 1).max().unwrap_or(0)
    }

    /// The report at a place in the corpus.
    pub fn report(&self, index: usize) -> Made {
        let (event, member) = self.members.get(index).copied().unwrap_or_default();
        Scene::new(self, event).report(index, event, member)
    }

    /// The reports, in order.
    pub fn iter(&self) -> impl Iterator<Item = Made> + '_ {
        (0..self.len()).map(|i| self.report(i))
    }
}

/// A report.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its place in the corpus.
    pub index: usize,
    /// The event that it is about.
    pub event: u32,
    /// Masthead.
    pub outlet: &'static str,
    /// Headline.
    pub title: String,
    /// When it was published, in RFC 3339.
    pub published: String,
    /// Paragraphs.
    pub body: String,
    /// The figures that it gives.
    pub figures: Vec<Given>,
}

/// A figure as a report gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The name of its measure.
    pub measure: &'static str,
    /// Its value.
    pub value: u64,
    /// Whether it cannot be true beside the others.
    pub planted: bool,
}

impl Made {
    /// A file name, unlike that of any other report.
    pub fn name(&self) -> String {
        format!("{:07}.md", self.index)
    }

    /// Where it can be read.
    pub fn url(&self) -> String {
        let host = self.outlet.to_lowercase().replace(' ', "-");
        format!(
            "https://{host}.example/{}/{}",
            self.published.get(..4).unwrap_or(""),
            self.index
        )
    }

    /// As a Markdown file with front matter.
    pub fn markdown(&self) -> String {
        let Self {
            outlet,
            title,
            published,
            body,
            ..
        } = self;
        format!(
            "---\noutlet: {outlet}\ntitle: \"{title}\"\npublished: {published}\nurl: {}\n---\n{body}\n",
            self.url()
        )
    }

    /// As a line of JSON Lines, without its end. What is made holds no control character but `\n`.
    pub fn json_line(&self) -> String {
        let mut line = String::with_capacity(self.body.len() + 300);
        let fields = [
            ("id", self.index.to_string()),
            ("outlet", self.outlet.to_owned()),
            ("title", self.title.clone()),
            ("published", self.published.clone()),
            ("url", self.url()),
            ("text", self.body.clone()),
        ];
        for (name, value) in &fields {
            line.push_str(if line.is_empty() { "{\"" } else { ",\"" });
            line.push_str(name);
            line.push_str("\":\"");
            for c in value.chars() {
                match c {
                    '"' => line.push_str("\\\""),
                    '\\' => line.push_str("\\\\"),
                    '\n' => line.push_str("\\n"),
                    c => line.push(c),
                }
            }
            line.push('"');
        }
        line.push('}');
        line
    }
}

/// What happened, as nobody knows it whole.
struct Scene {
    seed: u64,
    kind: Kind,
    place: String,
    region: String,
    site: &'static str,
    official: String,
    witness: String,
    doctor: String,
    /// Days since 1 January 2023; before, if less than none.
    day: i64,
}

impl Scene {
    fn new(corpus: &Corpus, event: u32) -> Self {
        let named = match corpus.names {
            Names::Own => event,
            Names::Alike => 0,
        };
        let seed = mix(corpus.seed ^ mix(u64::from(event) + 1));
        let mut dice = Dice(mix(corpus.seed ^ mix(u64::from(named) + 1)));
        let kind = dice.of(&story::KINDS);
        // no name serves a second event
        let name = |n| story::name(u64::from(named) * 4 + n + mix(corpus.seed) % 1_000);
        let mut person = |n| format!("{} {}", dice.of(&story::FIRST), name(n));
        let (official, witness, doctor) = (person(1), person(2), person(3));
        Self {
            seed,
            kind,
            place: format!("{}{}", name(0), dice.of(&story::ENDS)),
            region: dice.of(&story::REGIONS).to_owned(),
            site: dice.of(kind.sites),
            official,
            witness,
            doctor,
            day: 730 - corpus.days as i64 + Dice(seed).below(corpus.days) as i64,
        }
    }

    /// The true value of a measure so many days later.
    fn truth(&self, measure: &Measure, at: usize, later: u64) -> u64 {
        let mut dice = Dice(mix(self.seed ^ (at as u64 + 17)));
        // small values are commoner than large ones
        let span = measure.high - measure.low;
        let first = measure.low + dice.below(span + 1).min(dice.below(span + 1));
        match measure.moves {
            1 => first + first * later / 5 + later.min(dice.below(3)),
            -1 => (first * 3 / (later + 3)).max(2),
            _ => first,
        }
    }

    fn report(&self, index: usize, event: u32, member: u32) -> Made {
        // one in five of an event's later reports is the first one under another masthead
        let mut own = Dice(mix(self.seed ^ mix(u64::from(member) + 1_000)));
        let copies = member > 0 && own.below(5) == 0;
        let outlet = own.of(&story::OUTLETS);
        let later = if member == 0 { 0 } else { own.below(4) };
        let (hour, minute) = (own.below(24), own.below(60));
        let mut dice = if copies { Dice(mix(self.seed ^ mix(1_000))) } else { own };
        let told = if copies { 0 } else { later };
        let mut body = String::with_capacity(1_500);
        let mut figures = Vec::new();
        let title = self.line(dice.of(self.kind.titles), "", 0);
        self.lead(&mut body, &mut dice);
        let mut since = 1;
        for (at, measure) in self.kind.measures.iter().enumerate() {
            // the first measure is what the story is about
            if at > 0 && dice.below(3) == 0 {
                continue;
            }
            let truth = self.truth(measure, at, told);
            let planted = member > 0 && dice.below(1_000) < PLANTED;
            let value = if planted { wrong(truth, &mut dice) } else { truth };
            figures.push(Given {
                measure: measure.name,
                value,
                planted,
            });
            let words = number(value, &mut dice, planted);
            self.say(&mut body, &mut since, &mut dice, measure.said, &words);
            for _ in 0..1 + dice.below(4) {
                let day = 4 + dice.below(17);
                self.say(&mut body, &mut since, &mut dice, &story::FILLERS, &day.to_string());
            }
        }
        let (y, m, d) = date(self.day + later as i64);
        Made {
            index,
            event,
            outlet,
            title,
            published: format!("{y}-{m:02}-{d:02}T{hour:02}:{minute:02}:00Z"),
            body,
            figures,
        }
    }

    fn lead(&self, body: &mut String, dice: &mut Dice) {
        let (_, month, day) = date(self.day);
        let (place, region) = (&self.place, &self.region);
        let month = story::MONTHS.get(month as usize - 1).unwrap_or(&"");
        let _ = write!(body, "{}, {region}, {day} {month}. ", place.to_uppercase());
        body.push_str(&self.line(dice.of(self.kind.leads), "", self.day));
    }

    /// Adds a sentence, now and then as a new paragraph.
    fn say(&self, body: &mut String, since: &mut u32, dice: &mut Dice, all: &[&str], number: &str) {
        body.push_str(if *since > 2 { "\n\n" } else { " " });
        *since = if *since > 2 { 1 } else { *since + 1 };
        body.push_str(&self.line(dice.of(all), number, self.day));
    }

    /// Fills a pattern; a sentence starts with a capital.
    fn line(&self, pattern: &str, number: &str, day: i64) -> String {
        let mut line = String::with_capacity(pattern.len() + 40);
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            line.push_str(before);
            let (key, tail) = after.split_once('}').unwrap_or((after, ""));
            line.push_str(match key {
                "n" => number,
                "place" => &self.place,
                "region" => &self.region,
                "site" => self.site,
                "official" => &self.official,
                "witness" => &self.witness,
                "doctor" => &self.doctor,
                "day" => story::WEEKDAYS.get(day.rem_euclid(7) as usize).unwrap_or(&""),
                _ => "",
            });
            rest = tail;
        }
        line.push_str(rest);
        match line.get(..1).map(str::to_uppercase) {
            Some(first) => first + line.get(1..).unwrap_or(""),
            None => line,
        }
    }
}

/// A value that a report may not give beside the true one: well above or below it.
fn wrong(truth: u64, dice: &mut Dice) -> u64 {
    match dice.below(3) {
        0 => truth * 3 + 7,
        1 => truth + truth / 2 + 5,
        _ => (truth / 3).max(1),
    }
}

/// A value as reports write it; bounds and roundings that hold, unless it is to be `exact`.
fn number(value: u64, dice: &mut Dice, exact: bool) -> String {
    let plain = match story::SMALL.get(value as usize) {
        Some(word) if value > 0 => (*word).to_owned(),
        _ => grouped(value),
    };
    match dice.below(if exact { 1 } else { 8 }) {
        1 => format!("at least {plain}"),
        2 if value > 40 => format!("about {}", grouped((value + 5) / 10 * 10)),
        3 if value > 40 => format!("more than {}", grouped((value - 1) / 10 * 10)),
        _ => plain,
    }
}

fn grouped(value: u64) -> String {
    match value {
        0..1_000 => value.to_string(),
        _ => format!("{},{:03}", grouped(value / 1_000), value % 1_000),
    }
}

/// Year, month and day, from days since 1 January 2023, a Sunday.
fn date(days: i64) -> (i64, u64, i64) {
    let leap = |year: i64| i64::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let (mut year, mut left) = (2023, days);
    while left < 0 {
        year -= 1;
        left += 365 + leap(year);
    }
    while left >= 365 + leap(year) {
        left -= 365 + leap(year);
        year += 1;
    }
    let lengths = [31, 28 + leap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (month, length) in (1..).zip(lengths) {
        if left < length {
            return (year, month, left + 1);
        }
        left -= length;
    }
    (year, 12, 31)
}

/// A sequence of numbers at random: SplitMix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

fn mix(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}
