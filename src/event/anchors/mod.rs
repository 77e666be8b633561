//! Anchors: what the event of one report can be recognised by.
//!
//! Days, places, the kind of event, and weighted features: names, rare words and
//! telling numbers. Weights come from the fixed table of `rarity.tsv` and the gazetteer,
//! never from other reports.

use super::past::{self, Past};
use crate::claim::dates::{self, DateMention, Granularity};
use crate::claim::places::PlaceMention;
use crate::claim::{Claim, Days};
use crate::corpus::{BlockKind, Report};
use crate::rules::Rules;
use crate::rules::lexicon::Tags;
use crate::rules::places::PlaceKind;
use crate::rules::rarity::{Rarity, key};
use crate::text::{Document, Sentence, Shape, Token};
use compact_str::CompactString;
use features::features;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod features;

/// What an event can be recognised by, as far as one report tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Anchors {
    /// The report's own day: of publication, or the last one written out.
    #[serde(default)]
    pub own: Option<Date>,
    /// Month and day that an undated report gives itself, without the year: "Port Alma, 14 December".
    #[serde(default)]
    pub dateline: Option<(i8, i8)>,
    /// Days that can be the main event's, the likeliest first.
    #[serde(default)]
    pub days: Vec<DayAnchor>,
    /// Places, the weightiest first.
    #[serde(default)]
    pub places: Vec<PlaceAnchor>,
    /// Names, rare words and numbers, sorted by key.
    #[serde(default)]
    pub features: Vec<Feature>,
    /// Kinds of event with their weights, the weightiest first.
    #[serde(default)]
    pub kinds: Vec<(CompactString, f32)>,
    /// A sketch of the text's word sequences, sorted: equal for copies of one text.
    #[serde(default)]
    pub shingles: Vec<u64>,
    /// Happenings beside the report's own that its claims may tell of.
    #[serde(default)]
    pub past: Vec<Past>,
}

/// Days that can be the main event's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayAnchor {
    /// The days.
    pub days: Days,
    /// How much speaks for them.
    pub weight: f32,
}

/// How narrow a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// A country.
    Country,
    /// A region of a country.
    Region,
    /// A town of the gazetteer.
    City,
    /// A place that the gazetteer lacks.
    Local,
}

/// A place of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceAnchor {
    /// Its name.
    pub name: CompactString,
    /// Index into the gazetteer.
    pub place: Option<u32>,
    /// How narrow it is.
    pub extent: Extent,
    /// How much the report dwells on it.
    pub weight: f32,
}

/// A name, rare word or telling number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// The folded word or name, with a letter for its sort before a colon.
    pub key: CompactString,
    /// How rare it is: the part of the weight that blocking goes by.
    pub rarity: f32,
    /// Weight in the comparison of two reports.
    pub weight: f32,
    /// It is a place's name.
    #[serde(default)]
    pub place: bool,
}

/// Features kept of a report.
const KEPT: usize = 96;
/// Sentences, headings among them, in which a text can date itself.
const OPENING: usize = 4;
/// Figures of happenings from which a few lines are a report, and no page around one.
const FIGURES: usize = 3;
/// Values in the sketch of a text.
const SKETCH: usize = 24;

/// Collects what a report's event can be recognised by.
pub fn anchors(
    report: &Report,
    document: &Document,
    claims: &[Claim],
    dates: &[DateMention],
    places: &[PlaceMention],
    rules: &Rules,
) -> Anchors {
    let own = dates::own_day(dates, &report.meta);
    let text = report.text();
    let leads = Leads::of(document);
    let mut kinds = kinds(document, &leads, rules);
    // where the headline is a block of the text, its tokens tell already
    let titled = document.sentences.iter().any(|s| s.kind == BlockKind::Title);
    let title = report.meta.title.as_deref().filter(|_| !titled);
    if let Some(title) = title {
        title_kinds(title, rules, &mut kinds);
    }
    let mut kinds: Vec<(CompactString, f32)> = kinds
        .into_iter()
        .enumerate()
        .filter(|(_, w)| *w > 0.0)
        .filter_map(|(i, w)| rules.kinds.all.get(i).map(|k| (k.name.clone(), w)))
        .collect();
    kinds.sort_by(|a, b| b.1.total_cmp(&a.1));
    kinds.truncate(4);
    let spots = place_anchors(document, places, report.meta.title.as_deref(), &leads, rules);
    let words = Words::of(document, text, rules);
    let page = Page::of(document, claims, text, &words);
    let source = Source {
        document,
        text,
        title,
        outlet: report.meta.outlet.as_deref(),
        claims,
        mentions: places,
        places: &spots,
        leads: &leads,
        words: &words,
        page: &page,
        rules,
    };
    Anchors {
        own,
        dateline: dateline(document, dates, claims).filter(|_| own.is_none()),
        days: day_anchors(document, dates, own, &leads, rules),
        features: features(&source),
        past: past::of(claims, own, &spots, rules),
        places: spots,
        kinds,
        shingles: sketch(document, &words, &page),
    }
}

/// What features are read from.
struct Source<'a> {
    document: &'a Document,
    text: &'a str,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    claims: &'a [Claim],
    mentions: &'a [PlaceMention],
    places: &'a [PlaceAnchor],
    leads: &'a Leads,
    words: &'a Words,
    page: &'a Page,
    rules: &'a Rules,
}

/// What the tables know of every token, looked up once.
struct Words {
    /// Per token the [`key`] of a word or number.
    keys: Vec<u64>,
    /// Per token how common a word is.
    rarity: Vec<Rarity>,
}

impl Words {
    fn of(document: &Document, text: &str, rules: &Rules) -> Self {
        let keyed = |t: &Token| t.is_word() || t.shape == Shape::Digits;
        let known = |t: &Token| if keyed(t) { key(t.span.of(text)) } else { 0 };
        let keys: Vec<u64> = document.tokens.iter().map(known).collect();
        let rarity = |(t, &known): (&Token, &u64)| match rules.rarity.of_key(known) {
            _ if !t.is_word() => Rarity::Rare,
            Rarity::Rare => singular(t.span.of(text)).map_or(Rarity::Rare, |one| rules.rarity.of(one)),
            found => found,
        };
        let rarity = document.tokens.iter().zip(&keys).map(rarity).collect();
        Self { keys, rarity }
    }

    /// What is known of the words of a sentence.
    fn rarity(&self, sentence: &Sentence) -> &[Rarity] {
        self.rarity
            .get(sentence.first as usize..sentence.end as usize)
            .unwrap_or(&[])
    }
}

/// Which sentences belong to the page around the report.
struct Page {
    of: Vec<bool>,
}

impl Page {
    fn of(document: &Document, claims: &[Claim], text: &str, words: &Words) -> Self {
        let mut of: Vec<bool> = document
            .sentences
            .iter()
            .map(|s| is_page(document, s, text, words))
            .collect();
        // a list of figures is a report, however few its words
        if claims.len() >= FIGURES {
            return Self { of };
        }
        // a few lines that name neither an event nor a place are a page with no report on it
        let title = |i: usize| document.sentences[i].kind == BlockKind::Title;
        let own: Vec<usize> = (0..of.len()).filter(|&i| !of[i] && !title(i)).collect();
        let told = |i: usize| {
            let tokens = document.tokens_of(&document.sentences[i]);
            tokens
                .iter()
                .any(|t| t.is(Tags::EVENT) || t.is(Tags::PLACE | Tags::WEEKDAY | Tags::MONTH) && t.is_capital())
        };
        let words: usize = own
            .iter()
            .map(|&i| document.tokens_of(&document.sentences[i]).len())
            .sum();
        if words <= 120 && !own.iter().any(|&i| told(i)) {
            own.iter().for_each(|&i| of[i] = true);
        }
        Self { of }
    }

    fn has(&self, sentence: usize) -> bool {
        self.of.get(sentence).copied().unwrap_or(false)
    }
}

/// How much a sentence counts: headline and first paragraphs most.
struct Leads {
    weight: Vec<f32>,
}

impl Leads {
    fn of(document: &Document) -> Self {
        let mut order = 0;
        let weight = document
            .sentences
            .iter()
            .map(|s| {
                if s.kind == BlockKind::Title {
                    return 2.0;
                }
                order += 1;
                match order {
                    1..=3 => 1.6,
                    4..=7 => 1.2,
                    _ => 1.0,
                }
            })
            .collect();
        Self { weight }
    }

    fn at(&self, sentence: usize) -> f32 {
        self.weight.get(sentence).copied().unwrap_or(1.0)
    }
}

fn tells_of_event(document: &Document, sentence: &Sentence) -> bool {
    document
        .tokens_of(sentence)
        .iter()
        .any(|t| t.is(Tags::EVENT | Tags::TRIGGER))
}

/// "said on Monday", "on Monday announced": the day on which somebody spoke, and not that of what happened.
fn of_saying(document: &Document, m: &DateMention, rules: &Rules) -> bool {
    let token = |at: u32| document.tokens.get(at as usize);
    let on = |at: u32| token(at).is_some_and(|t| matches!(rules.lexicon.word(t.word), "on" | "late" | "early"));
    let mut before = m.first;
    while before > 0 && on(before - 1) {
        before -= 1;
    }
    let said = |t: &Token| t.is(Tags::REPORT) && t.is(Tags::VERB_PAST | Tags::VERB_PP);
    // "the ministry on Thursday corrected the toll": what somebody did that day, and befell nobody
    let did = |t: &Token| t.is(Tags::VERB_PAST) && !t.is(Tags::EVENT | Tags::TRIGGER);
    before > 0 && token(before - 1).is_some_and(said)
        || token(m.end).is_some_and(|t| said(t) || before < m.first && did(t))
}

fn day_anchors(
    document: &Document,
    dates: &[DateMention],
    own: Option<Date>,
    leads: &Leads,
    rules: &Rules,
) -> Vec<DayAnchor> {
    let mut all: Vec<DayAnchor> = Vec::new();
    for m in dates {
        let Some(days) = m.days.filter(|_| m.granularity == Granularity::Day && !m.since) else {
            continue;
        };
        if own.is_some_and(|o| days.from > o) || dates::days_between(days.from, days.to) > 14 {
            continue;
        }
        let sentence = document.sentence_of(m.first);
        let Some(s) = document.sentences.get(sentence) else {
            continue;
        };
        let near = own.is_none_or(|o| dates::days_between(days.to, o) <= 14);
        let mut weight = leads.at(sentence) - 0.6;
        if tells_of_event(document, s) {
            weight *= 2.0;
        }
        if !near {
            weight *= 0.7;
        }
        if of_saying(document, m, rules) {
            weight *= 0.4;
        }
        match all.iter_mut().find(|d| d.days == days) {
            Some(d) => d.weight += weight,
            None => all.push(DayAnchor { days, weight }),
        }
    }
    if let Some(own) = own {
        all.push(DayAnchor {
            days: Days {
                from: own.saturating_sub(1.day()),
                to: own,
            },
            weight: 0.3,
        });
    }
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.days.from.cmp(&b.days.from)));
    all.truncate(5);
    all
}

/// The day in the opening words of a text, where they give no figure: they date the text and not what it tells.
fn dateline(document: &Document, dates: &[DateMention], claims: &[Claim]) -> Option<(i8, i8)> {
    let body = document.sentences.iter().filter(|s| s.kind != BlockKind::Title);
    let end = body.map(|s| s.first).nth(OPENING).unwrap_or(u32::MAX);
    let told = dates
        .iter()
        .take_while(|m| m.first < end)
        .find(|m| m.month_day.is_some())?;
    let figure = |c: &Claim| c.sentence.start <= told.span.start && told.span.end <= c.sentence.end;
    told.month_day.filter(|_| !claims.iter().any(figure))
}

fn place_anchors(
    document: &Document,
    mentions: &[PlaceMention],
    title: Option<&str>,
    leads: &Leads,
    rules: &Rules,
) -> Vec<PlaceAnchor> {
    let mut all: Vec<PlaceAnchor> = Vec::new();
    for m in mentions {
        let extent = match m.place.and_then(|p| rules.places.get(p)).map(|p| p.kind) {
            Some(PlaceKind::Country) => Extent::Country,
            Some(PlaceKind::Region) => Extent::Region,
            Some(PlaceKind::City) => Extent::City,
            None => Extent::Local,
        };
        let sentence = document.sentence_of(m.first);
        let outside = document
            .sentences
            .get(sentence)
            .is_none_or(|s| m.first as usize >= s.first as usize + own_end(document, s, rules));
        if outside {
            continue;
        }
        let mut weight = leads.at(sentence);
        if m.dateline {
            weight += 2.0;
        }
        if m.demonym || m.weak {
            weight *= 0.5;
        }
        if title.is_some_and(|t| t.contains(m.name.as_str())) {
            weight *= 1.5;
        }
        match all
            .iter_mut()
            .find(|a| a.place == m.place && (a.place.is_some() || a.name == m.name))
        {
            Some(a) => a.weight += weight,
            None => all.push(PlaceAnchor {
                name: m.name.clone(),
                place: m.place,
                extent,
                weight,
            }),
        }
    }
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.name.cmp(&b.name)));
    all.truncate(16);
    all
}

fn kinds(document: &Document, leads: &Leads, rules: &Rules) -> Vec<f32> {
    let mut weights = vec![0.0; rules.kinds.all.len()];
    for (i, s) in document.sentences.iter().enumerate() {
        let tokens = document.tokens_of(s);
        let lead = leads.at(i) - 0.5;
        let mut at = 0;
        while at < tokens.len() {
            // the first word of an expression need not tell of an event itself: "car bomb"
            let Some((len, cue)) = rules.kinds.cues.find(|j| tokens.get(at + j).map(|t| t.word)) else {
                at += 1;
                continue;
            };
            if let Some(w) = weights.get_mut(cue.kind as usize) {
                *w += lead * if cue.weak { 0.4 } else { 1.0 };
            }
            at += len;
        }
    }
    weights
}

fn title_kinds(title: &str, rules: &Rules, weights: &mut [f32]) {
    let words: Vec<_> = words_of(title).map(|w| rules.lexicon.look_up(w)).collect();
    for at in 0..words.len() {
        if let Some((_, cue)) = rules.kinds.cues.find(|j| words.get(at + j).copied())
            && let Some(w) = weights.get_mut(cue.kind as usize)
        {
            *w += if cue.weak { 1.0 } else { 2.5 };
        }
    }
}

/// Words of a text that was not tokenized.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\u{2019}' && c != '\'')
        .map(|w| w.trim_matches(['\'', '\u{2019}']))
        .map(|w| {
            w.strip_suffix("'s")
                .or_else(|| w.strip_suffix("\u{2019}s"))
                .unwrap_or(w)
        })
        .filter(|w| !w.is_empty())
}

/// Whether a sentence belongs to the page around the report: how to subscribe, whom to write to, where to click.
fn is_page(document: &Document, sentence: &Sentence, text: &str, known: &Words) -> bool {
    if sentence.kind == BlockKind::Title {
        return false;
    }
    let tokens = document.tokens_of(sentence);
    let words = tokens.iter().filter(|t| t.is_word()).count();
    let web = known.rarity(sentence).iter().filter(|r| **r == Rarity::Web).count();
    tokens.iter().any(|t| matches!(t.sign, '@' | '{' | '}'))
        || web >= 1 && words <= 8
        || web >= 2 && web * 10 >= words
        || is_playlist(sentence.span.of(text))
}

/// "1:36 Storm damage seen from the air": a line of a list of films, which opens with how long one is.
fn is_playlist(line: &str) -> bool {
    let bytes = line.as_bytes();
    let length = matches!(bytes, [m, b':', s, t, b' ', ..] if [m, s, t].iter().all(|d| d.is_ascii_digit()));
    length && {
        let rest = line.get(5..).unwrap_or("").to_ascii_lowercase();
        !["a.m", "p.m", "am ", "pm ", "am,", "pm,"]
            .iter()
            .any(|m| rest.starts_with(m))
    }
}

/// Where the report's own words of a sentence end: a headline may close with the name of its site.
fn own_end(document: &Document, sentence: &Sentence, rules: &Rules) -> usize {
    let tokens = document.tokens_of(sentence);
    if sentence.kind != BlockKind::Title {
        return tokens.len();
    }
    let bar = |t: &Token| t.sign == '|' || matches!(t.sign, '-' | '–' | '—') && t.spaced;
    tokens
        .iter()
        .enumerate()
        .skip(3)
        .find(|(at, t)| {
            bar(t)
                && tokens[*at..]
                    .iter()
                    .any(|t| t.sign == '|' || rules.places.mastheads.contains(&t.word))
        })
        .map_or(tokens.len(), |(at, _)| at)
}

/// Tokens inside a bracket that credits a picture: "(Photo: ...)".
fn credit_end(tokens: &[Token], rarity: &[Rarity], at: usize) -> Option<usize> {
    let open = tokens.get(at).is_some_and(|t| t.sign == '(');
    let web = at + 1 < tokens.len() && rarity.get(at + 1) == Some(&Rarity::Web);
    (open && web).then(|| {
        (at..tokens.len())
            .find(|&i| tokens[i].sign == ')')
            .unwrap_or(tokens.len())
    })
}

/// A word without the s of a plural.
fn singular(word: &str) -> Option<&str> {
    word.strip_suffix('s').filter(|w| w.len() > 3 && !w.ends_with('s'))
}

/// How telling a word is that is no place; least for words of every report. A word that a pack
/// names is one of general English, whatever the table lacks.
fn rarity(word: &str, known: Rarity, capital: bool, rules: &Rules) -> f32 {
    let listed = || {
        rules
            .lexicon
            .tags(rules.lexicon.look_up(word))
            .intersects(Tags::NOUN | Tags::VERB | Tags::ADJ)
    };
    match known {
        Rarity::Rare if !capital && listed() => 1.0,
        Rarity::News | Rarity::Web => 0.15,
        Rarity::Common => 0.25,
        Rarity::Known => 1.0,
        Rarity::Seldom => 1.8,
        Rarity::Given => {
            if capital {
                1.6
            } else {
                0.8
            }
        }
        Rarity::Surname => {
            if capital {
                2.2
            } else {
                1.0
            }
        }
        Rarity::Rare => {
            if capital {
                3.4
            } else {
                2.4
            }
        }
    }
}

fn sketch(document: &Document, words: &Words, page: &Page) -> Vec<u64> {
    let mut window = [0u64; 5];
    let mut filled = 0;
    // the least of them, sorted
    let mut all: Vec<u64> = Vec::with_capacity(SKETCH + 1);
    let own = document.sentences.iter().enumerate().filter(|(i, _)| !page.has(*i));
    let keys = own
        .flat_map(|(_, s)| document.tokens_of(s).iter().zip(&words.keys[s.first as usize..]))
        .filter(|(t, _)| t.is_word() || t.shape == Shape::Digits);
    for (_, key) in keys {
        let [_, before @ ..] = window;
        window[..4].copy_from_slice(&before);
        window[4] = *key;
        filled += 1;
        if filled < 5 {
            continue;
        }
        let mix = |h: u64, w: &u64| (h.rotate_left(11) ^ w).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = window.iter().fold(0, mix);
        let among = all.len() < SKETCH || all.last().is_some_and(|most| hash < *most);
        if among && let Err(at) = all.binary_search(&hash) {
            all.insert(at, hash);
            all.truncate(SKETCH);
        }
    }
    all
}
