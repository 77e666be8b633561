//! What tells a report's event from others: its names, rare words, places and exact figures, weighed.

use super::{Feature, KEPT, PlaceAnchor, Source, credit_end, own_end, rarity, words_of};
use crate::claim::{Claim, Modality};
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::places::{PlaceKind, fold};
use crate::rules::rarity::Rarity;
use crate::text::{Shape, Token};
use compact_str::{CompactString, format_compact};
use rustc_hash::FxHashMap;

/// How rare a word of the text must be to tell anything: all but those of every report, as of reports without names
/// the everyday words must tell.
const TELLS: f32 = 0.2;

#[derive(Default)]
struct Tally {
    count: f32,
    rarity: f32,
    lead: bool,
    place: bool,
}
pub(super) fn features(source: &Source) -> Vec<Feature> {
    let Source {
        document,
        text,
        leads,
        rules,
        ..
    } = *source;
    let mut tally: FxHashMap<CompactString, Tally> = FxHashMap::default();
    let mut note = |key: CompactString, rarity: f32, lead: f32| {
        let t = tally.entry(key).or_default();
        t.count += 1.0;
        t.rarity = t.rarity.max(rarity);
        t.lead |= lead > 1.3;
    };
    let sentence_at = |byte: u32| {
        let all = &document.sentences;
        all.iter()
            .position(|s| s.span.start <= byte && byte < s.span.end)
            .unwrap_or(all.len())
    };
    let figures: Vec<&Claim> = source.claims.iter().filter(|c| figure(c).is_some()).collect();
    for claim in &figures {
        if let Some((key, rarity)) = figure(claim) {
            note(key, rarity, leads.at(sentence_at(claim.span.start)));
        }
    }
    let gazetteer = |at: usize| {
        source
            .mentions
            .iter()
            .any(|m| m.place.is_some() && m.first as usize <= at && at < m.end as usize)
    };
    for (i, s) in document.sentences.iter().enumerate() {
        let lead = leads.at(i);
        if source.page.has(i) {
            continue;
        }
        let tokens = document.tokens_of(s);
        let tokens = &tokens[..own_end(document, s, rules)];
        let rarities = source.words.rarity(s);
        let mut credit = 0;
        let mut masthead = 0;
        let mut previous: Option<(&str, f32)> = None;
        for (at, t) in tokens.iter().enumerate() {
            if let Some(end) = credit_end(tokens, rarities, at) {
                credit = end;
            }
            if t.is_capital() && at >= masthead {
                let run = tokens[at..].iter().take_while(|t| t.is_capital()).count();
                if run > 1
                    && tokens[at..at + run]
                        .iter()
                        .any(|t| rules.places.mastheads.contains(&t.word))
                {
                    masthead = at + run;
                }
            }
            if at < credit.max(masthead) {
                continue;
            }
            let surface = t.span.of(text);
            if t.shape == Shape::Digits {
                previous = None;
                // telephone numbers
                let joined = |t: Option<&Token>| t.is_some_and(|t| t.sign == '-' && !t.spaced);
                if joined(tokens.get(at + 1)) && tokens.get(at + 2).is_some_and(|t| t.shape == Shape::Digits)
                    || at > 1 && joined(tokens.get(at - 1)) && tokens[at - 2].shape == Shape::Digits
                {
                    continue;
                }
                let age = tokens.get(at + 2).is_some_and(|n| n.span.of(text) == "year")
                    && tokens.get(at + 4).is_some_and(|n| n.span.of(text) == "old")
                    || at > 0
                        && tokens[at - 1].sign == ','
                        && tokens.get(at + 1).is_some_and(|n| matches!(n.sign, ',' | '.'));
                let year = surface.len() == 4 && (surface.starts_with("19") || surface.starts_with("20"));
                if figures
                    .iter()
                    .any(|c| c.span.start <= t.span.start && t.span.end <= c.span.end)
                {
                    continue;
                }
                if age && surface.len() <= 2 {
                    note(keyed("a", &[surface]), 1.3, lead);
                } else if surface.len() >= 3 && !year {
                    note(keyed("d", &[surface]), 2.2, lead);
                }
                continue;
            }
            let function = t.is(Tags::DET
                | Tags::PREP
                | Tags::CONJ
                | Tags::AUX
                | Tags::PRON
                | Tags::NEG
                | Tags::SUBORD
                | Tags::REL
                | Tags::MONTH
                | Tags::WEEKDAY
                | Tags::NUMBER
                | Tags::TITLE);
            if !t.is_word() || surface.len() < 3 || function && !(t.is_capital() && at > 0) {
                if !t.is_word() || !t.is_capital() {
                    previous = None;
                }
                continue;
            }
            if t.is(Tags::MONTH | Tags::WEEKDAY | Tags::TITLE | Tags::NUMBER) {
                previous = None;
                continue;
            }
            let known = rarities.get(at).copied().unwrap_or_default();
            // "Smoke closed the line": a word of the language, at the head of a sentence
            let plain = known == Rarity::Common || known == Rarity::Rare && t.is(Tags::NOUN | Tags::VERB | Tags::ADJ);
            let capital = t.is_capital() && (at > 0 || !plain);
            let place = t.is(Tags::PLACE | Tags::NATION) && t.is_capital();
            let mut rare = rarity(surface, known, capital, rules);
            if t.shape == Shape::Upper && surface.len() <= 5 {
                // agencies go by initials more than events do
                rare = rare.min(2.0);
            }
            if source.outlet.is_some_and(|o| names_outlet(o, surface, t)) {
                previous = None;
                continue;
            }
            if rare >= TELLS && !place {
                note(keyed("w", &[&stem(surface)]), rare, lead);
            }
            if capital {
                if let Some((before, r)) = previous
                    && !(place && gazetteer(s.first as usize + at))
                {
                    let both = (r + rare).min(5.5);
                    if both >= 2.5 {
                        note(keyed("n", &[&fold(before), &fold(surface)]), both * 0.8, lead);
                    }
                }
                previous = Some((surface, rare));
            } else {
                previous = None;
            }
        }
    }
    for word in source.title.into_iter().flat_map(words_of) {
        let capital = word.starts_with(char::is_uppercase);
        let rare = rarity(word, rules.rarity.of(word), false, rules);
        if rare >= 0.9 && word.len() > 2 && word.chars().all(char::is_alphabetic) {
            note(keyed("w", &[&stem(word)]), rare, 2.0);
        }
        if capital {
            // names of places in the headline count through the text's own mentions too
            for place in rules.places.by_name(word, &rules.lexicon).into_iter().take(1) {
                let name = fold(rules.places.name_of(place));
                note(keyed("p", &[&name]), place_rarity(Some(place), rules), 2.0);
            }
        }
    }
    for p in source.places {
        let lead = if p.weight >= 1.5 { 2.0 } else { 1.0 };
        match place_key(p) {
            Some(key) => note(key, place_rarity(p.place, rules), lead),
            None => note(keyed("p", &[&fold(&p.name)]), place_rarity(p.place, rules), lead),
        }
    }
    for key in source.places.iter().filter_map(place_key) {
        if let Some(t) = tally.get_mut(&key) {
            t.place = true;
        }
    }
    let mut all: Vec<Feature> = tally
        .into_iter()
        .map(|(key, t)| Feature {
            rarity: t.rarity,
            weight: sort_weight(&key, t.place)
                * (t.rarity * (1.0 + t.count.ln()) * if t.lead { 1.4 } else { 1.0 }).powf(0.8),
            place: t.place || key.starts_with('p'),
            key,
        })
        .collect();
    if all.len() > KEPT {
        all.select_nth_unstable_by(KEPT, |a, b| {
            b.weight.total_cmp(&a.weight).then_with(|| a.key.cmp(&b.key))
        });
        all.truncate(KEPT);
    }
    // who reports an event says nothing of which it is
    all.retain(|f| {
        f.key
            .split_once(':')
            .is_none_or(|(_, name)| rules.outlets.find(name).is_none())
    });
    all.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    all
}

/// Whether a word is what an outlet goes by: "Sentinel", and no "Kell" of the Kell Sentinel, whose town is news.
fn names_outlet(outlet: &str, surface: &str, token: &Token) -> bool {
    let town = || outlet.contains(' ') && token.word == WordId::UNKNOWN;
    outlet.len() >= surface.len() && outlet.split_whitespace().any(|w| w == surface) && !town()
}

/// The key of a feature: a letter for its sort, and its words.
fn keyed(sort: &str, words: &[&str]) -> CompactString {
    let mut key = CompactString::from(sort);
    for (i, word) in words.iter().enumerate() {
        key.push_str(if i == 0 { ":" } else { " " });
        key.push_str(word);
    }
    key
}

/// How much a sort of feature counts beside rare words.
fn sort_weight(key: &str, place: bool) -> f32 {
    match key.as_bytes().first() {
        _ if place => 1.8,
        Some(b'p') => 1.8,
        Some(b'd' | b'f') => 1.5,
        Some(b'a') => 1.3,
        _ => 1.0,
    }
}

/// The key of a place that the gazetteer lacks: that of its words, as another report may not show it to be a place.
fn place_key(place: &PlaceAnchor) -> Option<CompactString> {
    if place.place.is_some() {
        return None;
    }
    let mut words = place.name.split(' ');
    match (words.next(), words.next(), words.next()) {
        (Some(one), None, None) => Some(keyed("w", &[&stem(one)])),
        (Some(one), Some(two), None) => Some(keyed("n", &[&fold(one), &fold(two)])),
        _ => None,
    }
}

/// An exact figure as a feature: what is measured and how much; small and round ones say little.
fn figure(claim: &Claim) -> Option<(CompactString, f32)> {
    let told = matches!(claim.modality, Modality::Asserted | Modality::Estimated) && claim.label.is_none();
    let value = claim
        .interval
        .low
        .filter(|&v| told && claim.interval.high == Some(v))?
        .normalize();
    let size: f64 = value.to_string().parse().ok().filter(|&v| v >= 2.0)?;
    let rarity = match size {
        v if v < 5.0 => 0.5,
        v if v < 10.0 => 0.9,
        v if v < 20.0 || v % 10.0 == 0.0 => 1.3,
        _ => 2.2,
    };
    Some((format_compact!("f:{} {value}", claim.measure), rarity))
}

/// A word for comparison: folded, a plural s dropped.
fn stem(word: &str) -> CompactString {
    let mut folded = fold(word);
    if folded.len() > 4 && folded.ends_with('s') && !folded.ends_with("ss") {
        folded.pop();
    }
    folded
}

fn place_rarity(place: Option<u32>, rules: &Rules) -> f32 {
    match place.and_then(|p| rules.places.get(p)) {
        None => 3.2,
        Some(p) => match p.kind {
            PlaceKind::Country => 0.5,
            PlaceKind::Region => 0.9,
            PlaceKind::City if p.capital => 1.6,
            PlaceKind::City => match p.size {
                0..=4 => 3.0,
                5 => 2.8,
                6 => 2.4,
                _ => 2.0,
            },
        },
    }
}
