//! The table of differences: the figures of an event in rows, its reports in columns.
//!
//! What differs comes first, then what agrees; figures that only one report gives are summed
//! up in a line. Where the reports do not fit side by side, the rows are listed
//! one under the other instead, each value with the reports that give it.

use super::grid::{Cell, GAP, Grid, share};
use super::look::{BOLD, DIM, Look, clean, count, paint, verdict, width, wrap};
use super::rows::{Row, columns, judged, name, rows, said};
use super::{View, figure, is_compared};
use crate::compare::Comparison;
use crate::event::ClaimRef;
use std::fmt::Write;

const INDENT: usize = 2;
const LEAST: usize = 11;
const WIDEST: usize = 34;

/// Draws one event: heading, table, and what was left out of it.
pub fn event(view: &View, look: &Look, index: u32) -> String {
    let Some(event) = view.analysis.events.get(index as usize) else {
        return String::new();
    };
    let (compared, alone): (Vec<_>, Vec<_>) = view.comparisons(index).partition(|c| is_compared(c));
    let mut table = rows(view, &compared);
    if look.verbose {
        table.extend(rows(view, &alone));
    }
    let columns = columns(view, &table);
    let mut out = heading(view, look, index);
    if !table.is_empty() {
        out.push('\n');
        out.push_str(&body(view, look, &table, &columns));
    }
    let figures: usize = alone.iter().map(|c| c.claims.len()).sum();
    let mut left = Vec::new();
    if figures > 0 && !look.verbose {
        left.push(format!(
            "{} in one report only; -v lists them",
            count(figures, "figure")
        ));
    }
    let silent: Vec<String> = event
        .reports
        .iter()
        .filter(|r| !columns.contains(r))
        .map(|&r| name(view, r))
        .collect();
    if !silent.is_empty() && !table.is_empty() {
        left.push(format!("nothing compared from {}", silent.join(", ")));
    }
    for line in left.iter().flat_map(|l| wrap(l, look.width.saturating_sub(INDENT))) {
        let _ = writeln!(out, "{:INDENT$}{}", "", paint(DIM, &line));
    }
    out
}

/// Label, place and date, and how many reports tell of it.
fn heading(view: &View, look: &Look, index: u32) -> String {
    let event = &view.analysis.events[index as usize];
    let mut facts = vec![clean(&event.label).into_owned()];
    let told = event.label.to_lowercase();
    if let Some(place) = event.place.as_deref().filter(|p| !told.contains(&p.to_lowercase())) {
        facts.push(clean(place).into_owned());
    }
    facts.extend(event.date.map(figure::date));
    let reports = count(event.reports.len(), "report");
    let mut lines = wrap(&facts.join(look.dot()), look.width);
    let last = lines.last().map_or(0, |l| width(l));
    let room = look.width.saturating_sub(last + width(&reports));
    let mut out = String::new();
    let tail = lines.pop().unwrap_or_default();
    for line in lines {
        let _ = writeln!(out, "{}", paint(BOLD, &line));
    }
    if room >= GAP {
        let _ = writeln!(out, "{}{:room$}{}", paint(BOLD, &tail), "", paint(DIM, &reports));
    } else {
        let _ = writeln!(out, "{}\n{}", paint(BOLD, &tail), paint(DIM, &reports));
    }
    out
}

/// The rows as a grid if the reports fit side by side, else as a list.
fn body(view: &View, look: &Look, rows: &[Row], columns: &[u32]) -> String {
    let judged: Vec<_> = rows
        .iter()
        .map(|r| r.comparison.map_or_else(Default::default, |c| judged(view, look, c)))
        .collect();
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let label = widest(&mut rows.iter().map(|r| r.depth * 2 + width(&r.label))).min((look.width / 4).max(12));
    let sign = widest(&mut judged.iter().map(|j| width(&j.0)));
    let amount = widest(&mut judged.iter().map(|j| width(&j.1)));
    let fixed = INDENT + label + sign + amount + GAP * (columns.len() + 2);
    let room = look.width.saturating_sub(fixed);
    if room < columns.len() * LEAST {
        return list(view, look, rows, columns, &judged);
    }
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|r| {
            let of = |&report: &u32| r.comparison.map_or_else(String::new, |c| said(view, look, c, report));
            columns.iter().map(of).collect()
        })
        .collect();
    let heads: Vec<(String, String)> = columns
        .iter()
        .filter_map(|&r| view.reports.get(r as usize))
        .map(|r| (figure::outlet(r), figure::day(r).unwrap_or_default()))
        .collect();
    let natural: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(i, (outlet, day))| {
            let cells = cells.iter().filter_map(|row| row.get(i)).map(|c| width(c));
            cells
                .chain([width(outlet), width(day)])
                .max()
                .unwrap_or(0)
                .clamp(LEAST, WIDEST)
        })
        .collect();
    let widths = share(&natural, &vec![LEAST; natural.len()], room);
    let wrapped = |text: &str, i: usize| wrap(text, widths.get(i).copied().unwrap_or(LEAST)).join("\n");
    let mut grid = Grid {
        right: vec![columns.len() + 2],
        ..Grid::default()
    };
    let head = |texts: Vec<String>, style| {
        std::iter::once(Cell::default())
            .chain(texts.into_iter().map(|t| Cell::new(t, style)))
            .collect()
    };
    grid.rows.push(head(
        heads.iter().enumerate().map(|(i, h)| wrapped(&h.0, i)).collect(),
        BOLD,
    ));
    if heads.iter().any(|h| !h.1.is_empty()) {
        grid.rows.push(head(heads.iter().map(|h| h.1.clone()).collect(), DIM));
    }
    for ((row, cells), (sign, amount)) in rows.iter().zip(&cells).zip(judged) {
        let pad = "  ".repeat(row.depth);
        let lines = wrap(&row.label, label.saturating_sub(pad.len()));
        let text: Vec<String> = lines.iter().map(|l| format!("{pad}{l}")).collect();
        let style = row.comparison.map_or_else(Default::default, |c| verdict(c.verdict));
        let mut line = vec![Cell::plain(text.join("\n"))];
        line.extend(cells.iter().enumerate().map(|(i, c)| Cell::plain(wrapped(c, i))));
        line.extend([Cell::new(sign, style), Cell::new(amount, style)]);
        grid.rows.push(line);
    }
    grid.draw(INDENT)
}

/// The rows one under the other, each value with the reports that give it.
fn list(view: &View, look: &Look, rows: &[Row], columns: &[u32], judged: &[(String, String)]) -> String {
    let judgement = judged.iter().map(|(a, b)| width(a) + width(b) + GAP).max().unwrap_or(0);
    let room = look.width.saturating_sub(INDENT + GAP + judgement).max(LEAST);
    let widest = rows.iter().map(|r| r.depth * 2 + width(&r.label)).max();
    let label = widest.unwrap_or(0).min(room);
    let mut out = String::new();
    for (row, (sign, amount)) in rows.iter().zip(judged) {
        let inset = INDENT + row.depth * 2;
        let mut lines = wrap(&row.label, (INDENT + label).saturating_sub(inset)).into_iter();
        let first = lines.next().unwrap_or_default();
        let room = (INDENT + label).saturating_sub(inset + width(&first)) + GAP;
        let style = row.comparison.map_or_else(Default::default, |c| verdict(c.verdict));
        let head = format!("{sign}  {amount}");
        let _ = writeln!(out, "{:inset$}{first}{:room$}{}", "", "", paint(style, head.trim_end()));
        for line in lines {
            let _ = writeln!(out, "{:inset$}{line}", "");
        }
        let Some(comparison) = row.comparison else { continue };
        let inset = inset + 4;
        for (value, reports) in values(view, look, comparison, columns) {
            let text = format!("{value}: {}", reports.join("; "));
            for (i, line) in wrap(&text, look.width.saturating_sub(inset + 2))
                .into_iter()
                .enumerate()
            {
                let hang = if i == 0 { inset } else { inset + 2 };
                let _ = writeln!(out, "{:hang$}{line}", "");
            }
        }
    }
    out
}

/// The values of a row from low to high, each with the reports that give it.
fn values(view: &View, look: &Look, c: &Comparison, columns: &[u32]) -> Vec<(String, Vec<String>)> {
    let mut claims: Vec<ClaimRef> = c.claims.clone();
    claims.sort_by_key(|at| {
        let i = at.of(&view.analysis.digests).interval;
        (
            i.named(),
            i.high,
            columns.iter().position(|&r| r == at.report),
            at.claim,
        )
    });
    let mut values: Vec<(String, Vec<String>)> = Vec::new();
    for at in claims {
        let claim = at.of(&view.analysis.digests);
        let value = figure::value(claim, look);
        let mut by = name(view, at.report);
        if let Some(speaker) = figure::speaker(claim, look) {
            let _ = write!(by, " ({speaker})");
        }
        match values.iter_mut().find(|(v, _)| *v == value) {
            Some((_, reports)) if reports.contains(&by) => {}
            Some((_, reports)) => reports.push(by),
            None => values.push((value, vec![by])),
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Verdict;
    use crate::output::fixture::{Fixture, plain, raid};

    fn drawn(fixture: &Fixture, columns: usize, verbose: bool) -> String {
        let look = Look {
            width: columns,
            verbose,
            ..Look::default()
        };
        let text = plain(&event(&fixture.view(), &look, 0));
        let long = text.lines().find(|l| width(l) > columns);
        assert_eq!(long, None, "{text}");
        text
    }

    #[test]
    fn the_table_fits_the_width() {
        let fixture = raid();
        for columns in [40, 60, 80, 100, 160] {
            insta::assert_snapshot!(format!("table_{columns}"), drawn(&fixture, columns, false));
        }
        insta::assert_snapshot!("table_verbose", drawn(&fixture, 100, true));
    }

    #[test]
    fn ascii_alone_will_do() {
        let look = Look {
            unicode: false,
            width: 100,
            verbose: true,
        };
        let text = plain(&event(&raid().view(), &look, 0));
        assert!(text.is_ascii(), "{text}");
    }

    /// Many outlets on one figure.
    fn crowd(n: u32) -> Fixture {
        let texts: Vec<(String, String, String)> = (0..n)
            .map(|i| {
                (
                    format!("Outlet {i}"),
                    format!("2031-05-{:02}", 10 + i),
                    format!("In all {} homes fell.\n", 40 + i % 3),
                )
            })
            .collect();
        let texts: Vec<(&str, &str, &str)> = texts
            .iter()
            .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()))
            .collect();
        Fixture::new(&texts, |f| {
            for i in 0..n {
                f.claim(i, "destroyed", "homes", &(40 + i % 3).to_string());
            }
            let all: Vec<(u32, u32)> = (0..n).map(|i| (i, 0)).collect();
            f.compare(Verdict::Conflict, &all, "three values");
        })
    }

    #[test]
    fn too_many_outlets_turn_to_a_list() {
        let text = drawn(&crowd(9), 80, false);
        insta::assert_snapshot!("table_list", text);
        assert!((0..9).all(|i| text.contains(&format!("Outlet {i},"))));
    }

    #[test]
    fn a_hostile_report_moves_no_cursor() {
        let mut fixture = raid();
        fixture.reports[0].meta.outlet = Some("Evil\u{1b}[31m\u{202e}Times".into());
        fixture.analysis.events[0].label = "A\u{7}\u{9b}2J".to_owned();
        fixture.analysis.digests[0].claims[0].speaker = Some("x\u{1b}]0;y\u{7}".into());
        let text = event(&fixture.view(), &Look::default(), 0);
        let text = text
            .replace("\u{1b}[1m", "")
            .replace("\u{1b}[0m", "")
            .replace("\u{1b}[2m", "");
        assert!(!text.contains(['\u{7}', '\u{9b}', '\u{202e}']));
        assert!(!text.contains("\u{1b}]") && !text.contains("Evil\u{1b}"));
    }
}
