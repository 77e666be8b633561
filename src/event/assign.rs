//! Claims to events: the report's main event, or one that the claim itself names.
//!
//! A claim of the past, or of another place, is told apart from the report's own event.
//! Such side events of several reports are one where days and places agree, and join the
//! main event of other reports where they name it.

use super::anchors::Extent;
use super::blocking::CROWD;
use super::{ClaimRef, Digest, Event, label};
use crate::claim::dates::days_between;
use crate::claim::{Claim, Days, Modality};
use crate::quantity::Interval;
use crate::rules::Rules;
use crate::rules::measures::Moves;
use compact_str::CompactString;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Days before the main event from which a claim's own days tell of another.
const BEFORE: i32 = 7;
/// The same for an event that goes on for weeks.
const LONG_BEFORE: i32 = 120;
/// Longest span of days that identifies an event.
const SPAN: i32 = 370;
/// The same for reports of different events, without a place that both name.
const VAGUE: i32 = 31;
/// Side events of a group that are asked whether another is of it.
const ASKED: usize = 16;

/// A main event, as far as claims are held against it.
struct Main {
    /// It goes on for weeks, or over a country.
    long: bool,
    days: Option<Days>,
    places: Vec<Spot>,
    /// Its day, where a like event of other days was taken from it.
    only: Option<Date>,
}

/// A place by name, and by index where the gazetteer has it.
#[derive(Clone, Debug)]
struct Spot {
    name: CompactString,
    known: Vec<u32>,
    wide: bool,
}

impl Spot {
    fn new(name: &str, rules: &Rules) -> Self {
        let known = rules.places.by_name(name, &rules.lexicon);
        let wide = known
            .first()
            .and_then(|&p| rules.places.get(p))
            .is_some_and(|p| p.parent.is_none());
        Self {
            name: crate::rules::places::fold(name),
            known,
            wide,
        }
    }

    fn same(&self, other: &Spot) -> bool {
        self.name == other.name || self.known.iter().any(|p| other.known.contains(p))
    }

    /// Whether both lie in one region, or for a `long` event in one country.
    fn beside(&self, other: &Spot, long: bool, rules: &Rules) -> bool {
        let around = |s: &Spot| {
            let of = s.known.iter().flat_map(|&p| rules.places.containers(p));
            of.filter(|&c| long || rules.places.get(c).is_some_and(|c| c.parent.is_some()))
                .collect::<Vec<_>>()
        };
        let here = around(self);
        around(other).iter().any(|c| here.contains(c))
    }

    fn touches(&self, other: &Spot, rules: &Rules) -> bool {
        self.same(other)
            || self.known.iter().any(|&a| {
                other
                    .known
                    .iter()
                    .any(|&b| rules.places.within(a, b) || rules.places.within(b, a))
            })
    }
}

/// Claims of one report that tell of one side event.
struct Side {
    claims: Vec<ClaimRef>,
    group: u32,
    when: Option<Days>,
    places: Vec<Spot>,
    measures: Vec<CompactString>,
    values: Vec<(CompactString, Interval)>,
}

impl Side {
    fn take(&mut self, at: ClaimRef, claim: &Claim) {
        self.claims.push(at);
        if !self.measures.contains(&claim.measure) {
            self.measures.push(claim.measure.clone());
        }
        self.values.push((claim.measure.clone(), claim.interval));
    }
}

/// Builds the events: main ones of `main` first, then side events. `told` has the days of those that
/// were told apart from like ones.
pub(super) fn assign(digests: &[Digest], main: &[u32], told: &[Option<Date>], rules: &Rules) -> Vec<Event> {
    let count = main.iter().max().map_or(0, |&m| m as usize + 1);
    let mut events = vec![Event::default(); count];
    for (r, &g) in main.iter().enumerate() {
        events[g as usize].reports.push(r as u32);
    }
    for event in &mut events {
        label::describe(event, digests, rules);
    }
    let mut mains: Vec<Main> = events.iter().map(|e| describe(e, digests, rules)).collect();
    for (main, told) in mains.iter_mut().zip(told) {
        main.only = *told;
    }
    let mut sides: Vec<Side> = Vec::new();
    for (r, (digest, &g)) in digests.iter().zip(main).enumerate() {
        let mut keys: FxHashMap<(Option<Days>, Vec<CompactString>, u32), usize> = FxHashMap::default();
        let mut last: Option<(usize, u32)> = None;
        for (c, claim) in digest.claims.iter().enumerate() {
            let at = ClaimRef {
                report: r as u32,
                claim: c as u32,
            };
            // "On Sunday a boat sank with 90 aboard. Twenty-six bodies have been found since."
            if let Some((side, end)) = last.filter(|_| mains[g as usize].only.is_some())
                && claim.when.is_none()
                && claim.places.is_empty()
                && claim.sentence.start.saturating_sub(end) < 2
            {
                sides[side].take(at, claim);
                last = Some((side, claim.sentence.end));
                continue;
            }
            last = None;
            let places: Vec<Spot> = claim.places.iter().map(|p| Spot::new(p, rules)).collect();
            if !is_side(claim, &places, digest, &mains[g as usize], rules) {
                events[g as usize].claims.push(at);
                continue;
            }
            // a claim that names neither day nor place is kept with its own sentence only
            let bare = if claim.when.is_none() && places.is_empty() {
                claim.sentence.start
            } else {
                u32::MAX
            };
            let mut names: Vec<CompactString> = places.iter().map(|p| p.name.clone()).collect();
            names.sort();
            let side = *keys.entry((claim.when, names, bare)).or_insert_with(|| {
                sides.push(Side {
                    claims: Vec::new(),
                    group: g,
                    when: claim.when,
                    places,
                    measures: Vec::new(),
                    values: Vec::new(),
                });
                sides.len() - 1
            });
            sides[side].take(at, claim);
            last = Some((side, claim.sentence.end));
        }
    }
    join(&mut events, &mains, sides, digests, rules);
    events
}

/// Main days and places of an event.
fn describe(event: &Event, digests: &[Digest], rules: &Rules) -> Main {
    let mut days: Option<Days> = None;
    let mut widen = |from: Date, to: Date| {
        let d = days.get_or_insert(Days { from, to });
        d.from = d.from.min(from);
        d.to = d.to.max(to);
    };
    if let Some(date) = event.date {
        widen(date, date);
    }
    let mut places: Vec<Spot> = Vec::new();
    for &r in &event.reports {
        let a = &digests[r as usize].anchors;
        if let Some(own) = a.own
            && event.date.is_none_or(|d| days_between(d, own).abs() <= 60)
        {
            widen(own, own);
        }
        for p in a.places.iter().filter(|p| p.weight >= 1.6 || p.extent == Extent::Local) {
            if !places.iter().any(|s| s.name == crate::rules::places::fold(&p.name)) {
                places.push(Spot::new(&p.name, rules));
            }
        }
    }
    Main {
        long: event.kind.as_deref().is_some_and(|k| rules.kinds.is_wide(k)),
        days,
        places,
        only: None,
    }
}

fn is_side(claim: &Claim, places: &[Spot], digest: &Digest, main: &Main, rules: &Rules) -> bool {
    if claim.modality == Modality::Background {
        // an overtaken figure of the event itself names neither another place nor another day
        // "found guilty on Monday of the deaths of 18": the day is that of the report
        let told = digest.meta.published.map(|p| p.day());
        let when = claim
            .when
            .filter(|w| !told.is_some_and(|day| short(*w, 1) && (0..=BEFORE).contains(&days_between(w.to, day))));
        if running(claim, digest, main, rules) {
            return false;
        }
        return match (when, main.days) {
            (None, _) => !places.is_empty() && !places.iter().any(|s| main.places.iter().any(|m| m.touches(s, rules))),
            // "the raid on Kell in February": of the place and the month of the event
            (Some(when), Some(days)) => {
                let here = || {
                    places
                        .iter()
                        .any(|s| main.places.iter().any(|m| !m.wide && m.touches(s, rules)))
                };
                let around = short(when, VAGUE) && when.from <= days.from && days.from <= when.to;
                !(short(when, BEFORE) && meet(when, days) || around && here())
            }
            (Some(_), None) => true,
        };
    }
    if let (Some(when), Some(day)) = (claim.when, main.only)
        && short(when, 1)
        && (days_between(when.to, day) > 1 || days_between(day, when.from) > 1)
    {
        return true;
    }
    // only what befalls somebody or something tells of a happening: a hall approved years ago, where the
    // rescuers come from, or what a house in another town costs, does not
    let befalls = rules
        .measures
        .get(&claim.measure)
        .is_some_and(|m| m.additive && m.moves != Moves::No);
    if !befalls {
        return false;
    }
    let before = if main.long { LONG_BEFORE } else { BEFORE };
    if let (Some(when), Some(days)) = (claim.when, main.days)
        && days_between(when.to, days.from) > before
    {
        return true;
    }
    let part = |m: &Spot, s: &Spot| m.touches(s, rules) || m.beside(s, main.long, rules);
    let elsewhere = |s: &Spot| {
        !s.wide
            && !s.known.is_empty()
            && !main.places.iter().any(|m| !m.wide && part(m, s))
            && main.places.iter().any(|m| !m.wide && !m.known.is_empty())
            && !digest
                .meta
                .title
                .as_deref()
                .is_some_and(|t| crate::rules::places::fold(t).contains(s.name.as_str()))
    };
    !places.is_empty() && places.iter().all(elsewhere)
}

/// "Eighty-six have caught it since July": what has added up until the report is its own event's where such events
/// go on for weeks.
fn running(claim: &Claim, digest: &Digest, main: &Main, rules: &Rules) -> bool {
    let Some(((when, days), told)) = claim.when.zip(main.days).zip(digest.meta.published) else {
        return false;
    };
    let befalls = rules.measures.get(&claim.measure).is_some_and(|m| m.additive);
    let lately = days_between(when.from, days.from) <= LONG_BEFORE;
    befalls && main.long && lately && when.is_period() && when.to == told.day()
}

/// Lets side events join main events and each other; what is left becomes events of its own.
fn join(events: &mut Vec<Event>, mains: &[Main], sides: Vec<Side>, digests: &[Digest], rules: &Rules) {
    let mut by_place: FxHashMap<CompactString, Vec<u32>> = FxHashMap::default();
    for (g, m) in mains.iter().enumerate() {
        for p in m.places.iter().filter(|p| !p.wide) {
            by_place.entry(p.name.clone()).or_default().push(g as u32);
        }
    }
    let mut groups: Vec<Vec<Side>> = Vec::new();
    let mut seen: FxHashMap<CompactString, Vec<usize>> = FxHashMap::default();
    for side in sides {
        let target = side
            .places
            .iter()
            .filter_map(|p| by_place.get(&p.name))
            .flatten()
            .copied()
            .find(|&g| {
                g != side.group
                    && side
                        .when
                        .zip(mains[g as usize].days)
                        .is_some_and(|(w, d)| short(w, 62) && meet(w, d))
            });
        if let Some(g) = target {
            let event = &mut events[g as usize];
            event.reports.extend(side.claims.iter().map(|c| c.report));
            event.claims.extend(side.claims);
            continue;
        }
        // blocks: the names of its places, the year of its days
        let blocks: Vec<CompactString> = side
            .places
            .iter()
            .map(|p| p.name.clone())
            .chain(side.when.map(|w| compact_str::format_compact!("{}", w.from.year())))
            .collect();
        let found = blocks
            .iter()
            .filter_map(|b| seen.get(b))
            .flat_map(|list| list.iter().rev().take(CROWD))
            .copied()
            .filter(|&g| groups[g].iter().take(ASKED).any(|s| one(s, &side, rules)))
            .min();
        let g = found.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        for b in blocks {
            let list = seen.entry(b).or_default();
            if !list.iter().rev().take(CROWD).any(|&other| other == g) {
                list.push(g);
            }
        }
        groups[g].push(side);
    }
    for event in events.iter_mut() {
        event.claims.sort_unstable();
        event.reports.sort_unstable();
        event.reports.dedup();
    }
    for group in groups {
        events.push(side_event(group, digests));
    }
}

fn side_event(group: Vec<Side>, digests: &[Digest]) -> Event {
    let mut event = Event {
        side: true,
        ..Event::default()
    };
    let mut place: Option<CompactString> = None;
    for side in &group {
        event.claims.extend(&side.claims);
        event.date = event.date.or(side.when.map(|w| w.from));
        place = place.or_else(|| {
            let first = side.claims.first()?;
            digests
                .get(first.report as usize)?
                .claims
                .get(first.claim as usize)?
                .places
                .first()
                .cloned()
        });
    }
    event.claims.sort_unstable();
    event.reports = event.claims.iter().map(|c| c.report).collect();
    event.reports.dedup();
    let when = event.date.map(|d| d.year().to_string());
    event.label = match (&place, when) {
        (Some(p), Some(y)) => format!("{p}, {y}"),
        (Some(p), None) => p.to_string(),
        (None, Some(y)) => format!("Earlier event, {y}"),
        (None, None) => "Earlier event".to_owned(),
    };
    event.place = place;
    event
}

fn short(days: Days, limit: i32) -> bool {
    days_between(days.from, days.to) <= limit
}

fn meet(a: Days, b: Days) -> bool {
    a.from <= b.to && b.from <= a.to
}

/// Whether two side events are one: days and places agree, or one names what the other does not.
fn one(a: &Side, b: &Side, rules: &Rules) -> bool {
    let same_report = a.claims.first().map(|c| c.report) == b.claims.first().map(|c| c.report);
    let days = match (a.when, b.when) {
        (Some(x), Some(y)) => {
            // "from 1999 to 2003", "since 2009": years tell of one event where they, or the figures, are the same
            let wide = !short(x, SPAN) || !short(y, SPAN);
            if !meet(x, y) || wide && x != y && !a.values.iter().any(|v| b.values.contains(v)) {
                return false;
            }
            true
        }
        _ => false,
    };
    let narrow = |s: &Side| s.places.iter().any(|p| !p.wide);
    let shared = a.places.iter().any(|p| b.places.iter().any(|q| !p.wide && p.same(q)));
    let touch = a.places.iter().any(|p| b.places.iter().any(|q| p.touches(q, rules)));
    let measure = a.measures.iter().any(|m| b.measures.contains(m));
    if days {
        if narrow(a) && narrow(b) {
            return touch;
        }
        // what two events call "last year" is not one happening
        let brief = |s: &Side| s.when.is_some_and(|w| short(w, VAGUE));
        let told = a.group == b.group || brief(a) && brief(b);
        return measure && (touch || told && (a.places.is_empty() || b.places.is_empty()));
    }
    // without days on either side, a shared place and measure must do
    shared && measure && !same_report && (a.when.is_none() || b.when.is_none())
}
