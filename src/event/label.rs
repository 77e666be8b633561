//! What an event is called: label, kind, place and day, from all its reports.

use super::anchors::Extent;
use super::{Digest, Event};
use crate::claim::dates::days_between;
use crate::rules::Rules;
use compact_str::CompactString;
use jiff::civil::Date;

/// Fills in label, kind, place and date of a main event from its reports.
pub(super) fn describe(event: &mut Event, digests: &[Digest], rules: &Rules) {
    let reports: Vec<&Digest> = event.reports.iter().filter_map(|&r| digests.get(r as usize)).collect();
    event.kind = kind(&reports);
    event.place = place(&reports, rules);
    event.date = day(&reports);
    event.label = title(&reports, event.place.as_deref())
        .unwrap_or_else(|| name(event.kind.as_deref(), event.place.as_deref(), event.date));
}

/// "Earthquake, Bolu", for want of a headline.
pub(super) fn name(kind: Option<&str>, place: Option<&str>, date: Option<Date>) -> String {
    let mut label = String::new();
    for c in kind.unwrap_or("event").chars() {
        if label.is_empty() {
            label.extend(c.to_uppercase());
        } else {
            label.push(if c == '-' { ' ' } else { c });
        }
    }
    if let Some(place) = place {
        label.push_str(", ");
        label.push_str(place);
    }
    if let (None, Some(date)) = (place, date) {
        label.push_str(&format!(", {date}"));
    }
    label
}

fn kind(reports: &[&Digest]) -> Option<CompactString> {
    let mut sums: Vec<(CompactString, f32)> = Vec::new();
    for r in reports {
        let total: f32 = r.anchors.kinds.iter().map(|k| k.1).sum();
        for (kind, weight) in &r.anchors.kinds {
            let share = weight / total.max(1.0);
            match sums.iter_mut().find(|s| s.0 == *kind) {
                Some(s) => s.1 += share,
                None => sums.push((kind.clone(), share)),
            }
        }
    }
    best(sums).map(|(k, _)| k)
}

fn place(reports: &[&Digest], rules: &Rules) -> Option<CompactString> {
    let mut sums: Vec<((CompactString, Option<u32>), f32)> = Vec::new();
    for r in reports {
        for p in r.anchors.places.iter().take(8) {
            let narrow = match p.extent {
                Extent::Country => 0.4,
                Extent::Region => 0.8,
                Extent::City => 1.0,
                Extent::Local => 0.9,
            };
            // several reports count more than one that repeats a name
            let weight = narrow * (1.0 + p.weight).ln();
            match sums.iter_mut().find(|s| s.0.0 == p.name) {
                Some(s) => s.1 += weight,
                None => sums.push(((p.name.clone(), p.place), weight)),
            }
        }
    }
    let ((name, place), _) = best(sums)?;
    let container = place.and_then(|p| rules.places.containers(p).next());
    Some(match container.map(|c| rules.places.name_of(c)) {
        Some(c) if c != name => compact_str::format_compact!("{name}, {c}"),
        _ => name,
    })
}

fn day(reports: &[&Digest]) -> Option<Date> {
    let mut sums: Vec<(Date, f32)> = Vec::new();
    for r in reports {
        for d in r.anchors.days.iter().take(3) {
            match sums.iter_mut().find(|s| s.0 == d.days.from) {
                Some(s) => s.1 += d.weight,
                None => sums.push((d.days.from, d.weight)),
            }
        }
    }
    best(sums).map(|(d, _)| d)
}

/// The heaviest; of equals, the least.
fn best<T: Ord>(sums: Vec<(T, f32)>) -> Option<(T, f32)> {
    sums.into_iter()
        .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
}

/// The headline that says most: one that names the place, not too long, the earliest.
fn title(reports: &[&Digest], place: Option<&str>) -> Option<String> {
    let first = reports.iter().filter_map(|r| r.anchors.own).min();
    let place = place.and_then(|p| p.split(',').next());
    reports
        .iter()
        .filter_map(|r| {
            let title = r.meta.title.as_deref()?.trim();
            let words = title.split_whitespace().count();
            if words < 2 {
                return None;
            }
            let named = place.is_some_and(|p| title.contains(p));
            let late = match (first, r.anchors.own) {
                (Some(f), Some(o)) => days_between(f, o).clamp(0, 30),
                _ => 30,
            };
            let cost = i32::from(!named) * 4 + (words as i32 - 9).abs() / 2 + late / 3;
            Some((cost, title, r.id.as_str()))
        })
        .min_by_key(|&(cost, title, id)| (cost, id, title))
        .map(|(_, title, _)| title.to_owned())
}
