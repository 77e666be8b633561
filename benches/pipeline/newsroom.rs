//! A newsroom for benchmarks: many reports about a few invented events.
//!
//! The same arguments give the same reports. Each event has a town of its own, a course (a toll
//! that rises, missing who are found) and outlets that report it hour after hour, partly in
//! figures that disagree. About half of the sentences hold no figure, as in life.

use jiff::civil::{Date, DateTime, date};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use recount::corpus::{Block, BlockKind, Meta, Published, Report};
use recount::span::Span;

const OUTLETS: [&str; 8] = [
    "Coast Telegraph",
    "Northern Wire",
    "The Morning Ledger",
    "Valley Press",
    "Channel Nine",
    "Daily Compass",
    "Union Gazette",
    "Meridian Radio",
];
const COUNTRIES: [&str; 8] = [
    "Peru",
    "Turkey",
    "the Philippines",
    "Kenya",
    "Romania",
    "Indonesia",
    "Chile",
    "Nepal",
];
const STARTS: [&str; 10] = ["San", "Bel", "Kor", "Tal", "Mer", "Oru", "Dak", "Lin", "Vas", "Pen"];
const MIDDLES: [&str; 10] = ["ta", "ro", "mi", "na", "ve", "lo", "ku", "si", "ra", "do"];
const ENDS: [&str; 8] = ["vera", "mond", "pur", "stad", "quilla", "nik", "berg", "lea"];
const SPEAKERS: [&str; 8] = [
    "the governor",
    "civil protection officials",
    "a police spokeswoman",
    "Mayor Tomas Ilgar",
    "the interior ministry",
    "Red Cross coordinator Dina Farrow",
    "hospital director Anil Bremer",
    "the fire brigade",
];
const WORDS: [&str; 10] = [
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
];

/// A kind of event: how it is told in headline and lead, and the sentences that carry figures.
struct Story {
    title: &'static str,
    lead: &'static str,
    figures: &'static [&'static str],
}

const STORIES: [Story; 4] = [
    Story {
        title: "Earthquake in {town}: {dead} dead",
        lead: "At least {dead} people were killed when an earthquake of magnitude {magnitude} struck {town} in {country} on {day}, {speaker} said.",
        figures: &[
            "The shock destroyed {homes} homes and damaged several hundred more.",
            "Its epicentre lay {distance} km south of the town, at a depth of {depth} km.",
            "Another {hurt} people were injured, {few} of them seriously.",
            "More than {homeless} people were evacuated to a stadium and two schools.",
            "{missing} people are still missing, according to {speaker}.",
            "The death toll rose from {earlier} to {dead} overnight.",
        ],
    },
    Story {
        title: "Ferry sinks off {town}, {missing} missing",
        lead: "A ferry with {aboard} people on board sank off {town} in {country} on {day}, killing {dead}, {speaker} said.",
        figures: &[
            "Fishing boats rescued {saved} passengers within the first hour.",
            "{missing} passengers were missing on {day} evening.",
            "{word} crew members were among the dead, {speaker} said.",
            "Waves of {depth} metres kept divers from the wreck.",
            "The vessel went down {distance} km from the shore.",
            "{speaker} put the number of survivors at {saved}.",
        ],
    },
    Story {
        title: "{crowd} march in {town}",
        lead: "About {crowd} people marched through {town} in {country} on {day} against higher fares, {speaker} said.",
        figures: &[
            "Organisers claimed a turnout of {claimed}.",
            "Police arrested {hurt} people, {few} of them minors.",
            "{word} officers and {few} protesters were injured.",
            "Police counted {crowd} demonstrators, {speaker} said.",
            "Fares are to rise by {percent} per cent in spring.",
            "The damage to shops amounts to ${homes},000, by one estimate.",
        ],
    },
    Story {
        title: "Gunmen raid {town}, {dead} killed",
        lead: "Between {few} and {homes} gunmen attacked two barracks in {town} in {country} on {day}, and {dead} people were killed, {speaker} said.",
        figures: &[
            "{word} soldiers and {few} civilians were among the dead.",
            "The attackers took {few} hostages, of whom all but two have been freed.",
            "A third of the {homes} gunmen were killed, {speaker} said.",
            "Doctors treated {hurt} wounded people, most of them civilians.",
            "Police arrested {few} suspects at a roadblock.",
            "Residents counted {missing} bodies in the street.",
        ],
    },
];

const FILLERS: [&str; 14] = [
    "Shops along the main street stayed shut, and there was little traffic.",
    "\"Nobody told us anything,\" said a teacher who lives near the bridge.",
    "The road from the capital was closed for most of the afternoon.",
    "Relatives gathered outside the town hall and waited for news.",
    "{speaker} promised an inquiry and asked for patience.",
    "Rain is expected later in the week, forecasters say.",
    "It was not clear at first who was in charge of the operation.",
    "Opposition leaders accused the government of reacting too late.",
    "The president cut short a visit abroad and flew home.",
    "Power and telephone lines were down in parts of {town}.",
    "A reporter saw lorries of the army arrive with blankets and water.",
    "Schools will stay closed, and trains pass through without stopping.",
    "In 1987 a similar disaster in the region killed {past} people.",
    "Neighbouring countries have offered help, the foreign ministry said.",
];

/// `events` events with `each` reports each.
pub fn reports(events: usize, each: usize) -> Vec<Report> {
    (0..events).flat_map(|e| (0..each).map(move |r| report(e, r))).collect()
}

/// One report; `number` counts the hours since the event began.
fn report(event: usize, number: usize) -> Report {
    let mut facts = Dice::new(event as u64);
    let story = &STORIES[event % STORIES.len()];
    let day = date(2021, 3, 1) + (9 * event as i64).days();
    let mut scene = Scene::new(&mut facts, day, number as u64);
    let mut dice = Dice::new(1 + (event as u64) * 1_000 + number as u64);
    scene.waver(&mut dice);
    let published = DateTime::from(day) + (8 + number as i64).hours();
    let outlet = OUTLETS[number % OUTLETS.len()];

    let mut source = String::new();
    let mut blocks = Vec::new();
    let mut paragraph = |text: &str, kind| {
        let start = source.len();
        source.push_str(text);
        blocks.push(Block {
            span: Span::new(start, source.len()),
            kind,
        });
        source.push_str("\n\n");
    };
    let title = scene.fill(story.title, &mut dice);
    paragraph(&title, BlockKind::Title);
    paragraph(&scene.fill(story.lead, &mut dice), BlockKind::Paragraph);
    for _ in 0..4 + dice.below(4) {
        let mut text = String::new();
        for _ in 0..2 + dice.below(2) {
            let sentence = if dice.below(2) == 0 {
                dice.pick(story.figures)
            } else {
                dice.pick(&FILLERS)
            };
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&scene.fill(sentence, &mut dice));
        }
        paragraph(&text, BlockKind::Paragraph);
    }
    let meta = Meta {
        outlet: Some(outlet.into()),
        title: Some(title),
        published: moment(published),
        ..Meta::default()
    };
    Report {
        id: format!("generated/{event:03}/{number:03}"),
        meta,
        source,
        blocks,
        ..Report::default()
    }
}

fn moment(at: DateTime) -> Option<Published> {
    let moment: Timestamp = at.to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some(Published::At { moment, day: at.date() })
}

/// The facts of an event, as far as one report knows them.
struct Scene {
    town: String,
    country: &'static str,
    day: Date,
    aboard: u64,
    dead: u64,
    earlier: u64,
    missing: u64,
    hurt: u64,
    few: u64,
    homes: u64,
    crowd: u64,
    distance: u64,
    depth: u64,
}

impl Scene {
    fn new(facts: &mut Dice, day: Date, hour: u64) -> Self {
        let town = format!("{}{}{}", facts.pick(&STARTS), facts.pick(&MIDDLES), facts.pick(&ENDS));
        let country = facts.pick(&COUNTRIES);
        let first = 11 + facts.below(20);
        let dead = first + hour * (1 + facts.below(3)) / 2;
        Self {
            town,
            country,
            day,
            aboard: dead + 150 + facts.below(90),
            dead,
            earlier: dead - 1 - hour.min(8),
            missing: (60 + facts.below(40)).saturating_sub(hour),
            hurt: 40 + facts.below(60) + hour,
            few: 3 + facts.below(7),
            homes: 120 + 10 * facts.below(80),
            crowd: 1_000 * (12 + facts.below(60)),
            distance: 8 + facts.below(30),
            depth: 3 + facts.below(12),
        }
    }

    /// Outlets do not hear quite the same.
    fn waver(&mut self, dice: &mut Dice) {
        if dice.below(4) == 0 {
            self.dead += dice.below(5);
            self.hurt += dice.below(20);
            self.crowd += 1_000 * dice.below(9);
        }
    }

    fn fill(&self, template: &str, dice: &mut Dice) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, (slot, after))) = rest
            .split_once('{')
            .and_then(|(b, r)| r.split_once('}').map(|r| (b, r)))
        {
            out.push_str(before);
            let value = self.value(slot, dice);
            let starts = out.is_empty();
            out.extend(
                value
                    .chars()
                    .enumerate()
                    .map(|(i, c)| if starts && i == 0 { c.to_ascii_uppercase() } else { c }),
            );
            rest = after;
        }
        out + rest
    }

    fn value(&self, slot: &str, dice: &mut Dice) -> String {
        match slot {
            "town" => self.town.clone(),
            "country" => self.country.to_owned(),
            "day" => self.day.strftime("%A").to_string(),
            "speaker" => dice.pick(&SPEAKERS).to_owned(),
            "word" => dice.pick(&WORDS).to_owned(),
            "dead" => self.dead.to_string(),
            "earlier" => self.earlier.to_string(),
            "missing" => self.missing.to_string(),
            "hurt" => self.hurt.to_string(),
            "few" => self.few.to_string(),
            "homes" => self.homes.to_string(),
            "homeless" => grouped(self.homes * 5),
            "aboard" => self.aboard.to_string(),
            "saved" => (self.aboard - self.dead).to_string(),
            "crowd" => grouped(self.crowd),
            "claimed" => grouped(self.crowd * 3),
            "distance" => self.distance.to_string(),
            "depth" => self.depth.to_string(),
            "magnitude" => format!("{}.{}", 5 + self.depth % 3, self.distance % 10),
            "percent" => (2 + self.few).to_string(),
            "past" => (100 + self.depth * 17).to_string(),
            _ => unreachable!("no slot {{{slot}}}"),
        }
    }
}

/// Thousands set apart by commas.
fn grouped(n: u64) -> String {
    if n < 1_000 {
        n.to_string()
    } else {
        format!("{},{:03}", n / 1_000, n % 1_000)
    }
}

/// SplitMix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len() as u64) as usize]
    }
}
