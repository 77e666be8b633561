//! Claims and quantities as people read them: a table a report, or a line each.

use super::grid::{Cell, GAP, Grid, share};
use super::look::{BOLD, DIM, Look, clean, paint, width, wrap};
use super::{View, figure};
use crate::claim::Claim;
use crate::event::ClaimRef;
use crate::quantity::Listed;
use crate::span::Span;

/// The claims of one report, as a table under its name.
pub fn claims(view: &View, look: &Look, report: u32) -> String {
    let Some(digest) = view.analysis.digests.get(report as usize) else {
        return String::new();
    };
    let rows = digest.claims.iter().enumerate().map(|(i, c)| {
        let (line, column) = view.line_column(report, c.span.start);
        let measure = c.label.as_deref().unwrap_or(&c.measure);
        let counted = figure::counted(&c.counted, None, c.scope.as_ref().map(|s| s.text.as_str()));
        [
            format!("{}", i + 1),
            format!("{line}:{column}"),
            clean(measure).into_owned(),
            counted,
            figure::value(c, look),
            clean(&c.text).into_owned(),
            said(c),
        ]
    });
    let head = ["#", "line", "measure", "counted", "value", "as written", "said by"];
    // Where room is scarce the value alone must do.
    let narrow = look.width < 80;
    let kept = |i: &usize| !narrow || *i != 5;
    let head: Vec<&str> = (0..head.len()).filter(kept).map(|i| head[i]).collect();
    let rows = rows.map(|r| {
        r.into_iter()
            .enumerate()
            .filter(|(i, _)| kept(i))
            .map(|(_, t)| t)
            .collect()
    });
    titled(view, look, report, &head, rows.collect())
}

/// Who says so, through whom, and how firmly.
fn said(c: &Claim) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(c.speaker.as_deref().map(|s| clean(s).into_owned()));
    parts.extend(c.via.as_deref().map(|v| format!("via {}", clean(v))));
    if c.modality != crate::claim::Modality::Asserted {
        parts.push(format!("{:?}", c.modality).to_lowercase());
    }
    parts.join(", ")
}

/// One claim on a line: `file:line:column: killed people, at least 40 (the coast guard)`.
pub fn claim_line(view: &View, look: &Look, at: ClaimRef) -> String {
    let c = at.of(&view.analysis.digests);
    let counted = figure::counted(
        &c.counted,
        c.label.as_deref(),
        c.scope.as_ref().map(|s| s.text.as_str()),
    );
    let said = Some(said(c))
        .filter(|s| !s.is_empty())
        .map_or(String::new(), |s| format!(" ({s})"));
    let place = figure::place(view, at);
    format!("{place}: {} {counted}: {}{said}", c.measure, figure::value(c, look))
}

/// The quantities of one report, each with the noun it goes with, as a table under its name.
pub fn quantities(view: &View, look: &Look, report: u32, all: &[(Listed, Option<Span>)]) -> String {
    let source = view.reports.get(report as usize).map_or("", |r| &r.source);
    let rows = all.iter().map(|(q, noun)| {
        let (line, column) = view.line_column(report, q.span.start);
        vec![
            format!("{line}:{column}"),
            clean(q.span.of(source)).into_owned(),
            interval(q, look),
            q.unit.as_deref().unwrap_or("").to_owned(),
            noun.map_or(String::new(), |n| clean(n.of(source)).into_owned()),
        ]
    });
    let head = ["line", "as written", "value", "unit", "of what"];
    titled(view, look, report, &head, rows.collect())
}

/// One quantity on a line: `file:line:column: at least 40 km "at least forty kilometres"`.
pub fn quantity_line(view: &View, look: &Look, report: u32, q: &Listed, noun: Option<Span>) -> String {
    let source = view.reports.get(report as usize).map_or("", |r| &r.source);
    let (line, column) = view.line_column(report, q.span.start);
    let unit = q.unit.as_deref().map_or(String::new(), |u| format!(" {u}"));
    let noun = noun.map_or(String::new(), |n| format!(" {}", clean(n.of(source))));
    let words = clean(q.span.of(source));
    let id = clean(view.id(report));
    format!("{id}:{line}:{column}: {}{unit}{noun} \"{words}\"", interval(q, look))
}

/// "40", "about 40", "40 or more", "up to 40", "100–300".
fn interval(q: &Listed, look: &Look) -> String {
    let about = if q.approximate { "about " } else { "" };
    let shown = |d| figure::number(d, look);
    match (q.stated.low, q.stated.high) {
        (Some(a), Some(b)) if a == b => format!("{about}{}", shown(a)),
        (Some(a), Some(b)) => format!("{about}{}{}{}", shown(a), look.range(), shown(b)),
        (Some(a), None) => format!("{about}{} or more", shown(a)),
        (None, Some(b)) => format!("{about}up to {}", shown(b)),
        (None, None) => String::new(),
    }
}

/// A table under the name of its report, each cell wrapped to its share of the width.
fn titled(view: &View, look: &Look, report: u32, head: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut out = paint(BOLD, &clean(view.id(report))) + "\n";
    if rows.is_empty() {
        return out + "  nothing found\n";
    }
    out.push_str(&table(look, head, rows));
    out
}

/// A table with a head, fitted to the width.
pub fn table(look: &Look, head: &[&str], rows: Vec<Vec<String>>) -> String {
    let column = |i: usize| {
        rows.iter()
            .filter_map(move |r| r.get(i))
            .map(|t| width(t))
            .max()
            .unwrap_or(0)
    };
    // An empty column tells nothing.
    let kept: Vec<usize> = (0..head.len()).filter(|&i| column(i) > 0).collect();
    let natural: Vec<usize> = kept.iter().map(|&i| column(i).max(width(head[i]))).collect();
    let room = look.width.saturating_sub(2 + GAP * kept.len());
    // Words stay whole where there is room for the longest of each column.
    let word = |t: &str| t.split(' ').map(width).max().unwrap_or(0);
    let longest = |i: usize| {
        rows.iter()
            .filter_map(move |r| r.get(i))
            .map(|t| word(t))
            .max()
            .unwrap_or(0)
    };
    let mut least: Vec<usize> = kept.iter().map(|&i| longest(i).max(word(head[i])).min(20)).collect();
    if least.iter().sum::<usize>() > room {
        least = share(&least, &vec![5; least.len()], room);
    }
    let widths = share(&natural, &least, room);
    let line = |texts: &mut dyn Iterator<Item = &str>, style| -> Vec<Cell> {
        texts
            .zip(&widths)
            .map(|(t, &w)| Cell::new(wrap(t, w).join("\n"), style))
            .collect()
    };
    let mut grid = Grid::default();
    grid.rows.push(line(&mut kept.iter().map(|&i| head[i]), DIM));
    for row in &rows {
        let cells = kept.iter().map(|&i| row.get(i).map_or("", String::as_str));
        grid.rows.push(line(&mut { cells }, anstyle::Style::new()));
    }
    grid.draw(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{plain, raid};

    #[test]
    fn claims_fit_the_width() {
        let fixture = raid();
        let view = fixture.view();
        for columns in [60, 100] {
            let look = Look {
                width: columns,
                ..Look::default()
            };
            let text = plain(&claims(&view, &look, 0));
            assert!(text.lines().all(|l| width(l) <= columns), "{text}");
            insta::assert_snapshot!(format!("claims_{columns}"), text);
        }
    }

    #[test]
    fn a_claim_on_a_line() {
        let fixture = raid();
        let at = ClaimRef { report: 0, claim: 1 };
        insta::assert_snapshot!("claim_line", claim_line(&fixture.view(), &Look::default(), at));
    }
}
