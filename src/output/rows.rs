//! The rows of the table of differences, whoever draws them: figures by measure, the whole before
//! its parts, what differs before what agrees; and how the values of a row stand to each other.

use super::look::{Look, clean, verdict_name};
use super::{View, figure, is_compared};
use crate::audit::order;
use crate::compare::{Comparison, Pair, Verdict};
use crate::event::ClaimRef;
use crate::quantity::{Decimal, Interval};
use std::cmp::Reverse;

/// One line of the table.
pub struct Row<'a> {
    /// What is counted, and in which part of the event.
    pub label: String,
    /// 0 for a whole, 1 for what stands below it.
    pub depth: usize,
    /// The figures; `None` for a heading alone.
    pub comparison: Option<&'a Comparison>,
}

/// The rows, measure by measure: differences first, within a measure the whole before its parts.
pub fn rows<'a>(view: &View, comparisons: &[&'a Comparison]) -> Vec<Row<'a>> {
    let mut groups: Vec<(String, Vec<&'a Comparison>)> = Vec::new();
    for &c in comparisons {
        let title = title(view, c);
        match groups.iter_mut().find(|(t, _)| *t == title) {
            Some((_, group)) => group.push(c),
            None => groups.push((title, vec![c])),
        }
    }
    groups.sort_by_key(|(_, group)| Reverse(group.iter().map(|c| c.verdict).max()));
    let mut rows = Vec::new();
    for (title, mut group) in groups {
        group.sort_by_key(|c| (!is_whole(c), Reverse(c.verdict)));
        let (whole, parts): (Vec<_>, Vec<_>) = group.into_iter().partition(|c| is_whole(c));
        let first = (whole.first().copied(), parts.as_slice());
        if let (None, [only]) = first {
            let label = format!("{title}: {}", part(only));
            rows.push(Row {
                label,
                depth: 0,
                comparison: Some(*only),
            });
            continue;
        }
        rows.push(Row {
            label: title,
            depth: 0,
            comparison: first.0,
        });
        rows.extend(whole.into_iter().skip(1).chain(parts).map(|c| Row {
            label: part(c),
            depth: 1,
            comparison: Some(c),
        }));
    }
    rows
}

/// What a measure is called; measure "other" by its label.
pub fn title(view: &View, c: &Comparison) -> String {
    let own = view.rules.measures.get(&c.measure).and_then(|m| m.title.clone());
    match (&c.label, own) {
        (Some(label), _) => clean(label).into_owned(),
        (None, Some(title)) => title,
        (None, None) => c.measure.replace('-', " "),
    }
}

/// The figure of the whole event, not of one class or part of it.
fn is_whole(c: &Comparison) -> bool {
    c.scope.is_none() && (c.counted == "people" || c.counted.is_empty() || c.label.is_some())
}

/// The class or part of the event that a row is limited to.
pub fn part(c: &Comparison) -> String {
    figure::limits(&c.counted, c.scope.as_deref())
}

/// The reports that the rows speak of: by time of publication, those without last.
pub fn columns(view: &View, rows: &[Row]) -> Vec<u32> {
    let claims = rows.iter().filter_map(|r| r.comparison).flat_map(|c| &c.claims);
    let mut columns: Vec<u32> = claims.map(|c| c.report).collect();
    columns.sort_unstable();
    columns.dedup();
    let time = |r: &u32| view.reports.get(*r as usize).and_then(|r| r.meta.published);
    columns.sort_by(|a, b| match (time(a), time(b)) {
        (Some(x), Some(y)) => order(x, y).then(a.cmp(b)),
        (x, y) => x.is_none().cmp(&y.is_none()).then(a.cmp(b)),
    });
    columns
}

/// Outlet and day of a report on one line.
pub fn name(view: &View, report: u32) -> String {
    let Some(report) = view.reports.get(report as usize) else {
        return String::new();
    };
    let outlet = figure::outlet(report);
    figure::day(report).map_or(outlet.clone(), |day| format!("{outlet}, {day}"))
}

/// What one report says in one row; each wording once.
pub fn said(view: &View, look: &Look, c: &Comparison, report: u32) -> String {
    let figures: Vec<String> = wordings(view, look, c, report).into_iter().map(|w| w.0).collect();
    figures.join("; ")
}

/// The wordings of one report in one row, each with the claims that it stands for.
pub fn wordings(view: &View, look: &Look, c: &Comparison, report: u32) -> Vec<(String, Vec<ClaimRef>)> {
    let mut found: Vec<(String, String, Vec<ClaimRef>)> = Vec::new();
    for &at in c.claims.iter().filter(|c| c.report == report) {
        let claim = at.of(&view.analysis.digests);
        let (bare, full) = (figure::value(claim, look), figure::attributed(claim, look));
        // A value without a speaker is told by the same value with one.
        let same =
            |(b, f, _): &&mut (String, String, Vec<ClaimRef>)| *f == full || *b == bare && (bare == full || f == b);
        match found.iter_mut().find(same) {
            Some((_, wording, claims)) => {
                if full.len() > wording.len() {
                    *wording = full;
                }
                claims.push(at);
            }
            None => found.push((bare, full, vec![at])),
        }
    }
    found.into_iter().map(|(_, full, claims)| (full, claims)).collect()
}

/// Sign and word of a row's verdict, and the difference.
pub fn judged(view: &View, look: &Look, c: &Comparison) -> (String, String) {
    if !is_compared(c) {
        return (String::new(), String::new());
    }
    let difference = if c.verdict > Verdict::Compatible {
        difference(view, c)
    } else {
        None
    };
    let rising = difference.is_none_or(|d| !d.is_sign_negative());
    let sign = format!("{} {}", look.sign(c.verdict, rising), verdict_name(c.verdict));
    let unit = c
        .claims
        .first()
        .and_then(|at| at.of(&view.analysis.digests).unit.clone());
    let amount = difference.map_or(String::new(), |d| {
        let plus = if d.is_sign_negative() { "" } else { "+" };
        let unit = match unit.as_deref() {
            None => String::new(),
            Some("%") => "%".to_owned(),
            Some(unit) => format!(" {}", clean(unit)),
        };
        format!("{plus}{}{unit}", figure::number(d, look))
    });
    (sign, amount)
}

/// The widest gap among the pairs that made the verdict, from the earlier report to the later.
pub fn difference(view: &View, c: &Comparison) -> Option<Decimal> {
    let of = |at: ClaimRef| &at.of(&view.analysis.digests).interval;
    let time = |at: ClaimRef| view.reports.get(at.report as usize).and_then(|r| r.meta.published);
    let gaps = c
        .pairs
        .iter()
        .filter(|p| p.verdict == c.verdict)
        .filter_map(|&Pair { a, b, .. }| {
            let turned = matches!((time(a), time(b)), (Some(x), Some(y)) if order(x, y).is_gt());
            let (a, b) = if turned { (b, a) } else { (a, b) };
            gap(of(a), of(b))
        });
    gaps.filter(|g| !g.is_zero())
        .max_by_key(|g| (g.abs(), !g.is_sign_negative()))
}

/// How far `b` lies above `a`, or below: between values, else between the ends that face each
/// other, else between the values stated first ("at least 60" and 108 are 48 apart).
fn gap(a: &Interval, b: &Interval) -> Option<Decimal> {
    let (from, to) = match (a.high, b.low, b.high, a.low) {
        (Some(x), Some(y), _, _) if y > x => (x, y),
        (_, _, Some(y), Some(x)) if y < x => (x, y),
        _ => (a.named()?, b.named()?),
    };
    to.checked_sub(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::raid;

    #[test]
    fn the_difference_runs_from_earlier_to_later() {
        let mut fixture = raid();
        let before = difference(&fixture.view(), &fixture.analysis.comparisons[1]);
        fixture.reports[0].meta.published = None;
        let unknown = difference(&fixture.view(), &fixture.analysis.comparisons[1]);
        fixture.reports.iter_mut().for_each(|r| r.meta.published = None);
        assert_eq!(before, Some(Decimal::from(22)));
        assert_eq!(unknown, before);
    }
}
