//! Timelines: how a figure moved, outlet by outlet, as a small drawing with a description in words.
//!
//! A value is a dot, a range a bar, an open end an arrow; the band behind them runs from the lowest to
//! the highest figure that the outlets stood by at each moment. Beside it stand the lowest, the
//! best and the highest value of the whole comparison. Floats are for coordinates only.

use super::word;
use crate::claim::Modality;
use crate::compare::time;
use crate::compare::{Comparison, Verdict};
use crate::corpus::Published;
use crate::event::ClaimRef;
use crate::output::look::{Look, clip};
use crate::output::rows::{Row, columns, title};
use crate::output::{View, figure};
use crate::quantity::Decimal;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use rust_decimal::prelude::ToPrimitive;

const WIDE: f64 = 500.0;
const HIGH: f64 = 236.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 368.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 196.0;
const DAY: f64 = 86_400.0;
/// Outlets with a mark of their own; further ones share the last.
const MARKS: usize = 8;

/// One figure on the drawing.
struct Point {
    at: ClaimRef,
    outlet: usize,
    /// Seconds.
    time: f64,
    low: Option<f64>,
    high: Option<f64>,
    said: String,
}

impl Point {
    fn ends(&self) -> (f64, f64) {
        let one = self.low.or(self.high).unwrap_or_default();
        (self.low.unwrap_or(one), self.high.unwrap_or(one))
    }
}

/// What is drawn of one row.
struct Chart<'a> {
    comparison: &'a Comparison,
    points: Vec<Point>,
    /// The outlets of the event.
    outlets: &'a [String],
    times: (f64, f64),
    values: (f64, f64),
}

/// A drawing for each row whose figures have times and differ.
pub(super) fn timelines(view: &View, look: &Look, rows: &[Row]) -> Markup {
    // One outlet has one mark in all drawings of an event.
    let mut outlets: Vec<String> = Vec::new();
    for name in columns(view, rows)
        .iter()
        .filter_map(|&r| view.reports.get(r as usize))
        .map(figure::outlet)
    {
        if !outlets.contains(&name) {
            outlets.push(name);
        }
    }
    let charts: Vec<(String, Chart)> = rows
        .iter()
        .filter_map(|r| {
            let comparison = r.comparison?;
            let whole = title(view, comparison);
            let label = if r.depth == 0 {
                r.label.clone()
            } else {
                format!("{whole}: {}", r.label)
            };
            Some((label, chart(view, look, &outlets, comparison)?))
        })
        .collect();
    html! {
        @if !charts.is_empty() {
            div.charts { @for (label, chart) in &charts { (draw(view, look, label, chart)) } }
        }
    }
}

fn chart<'a>(view: &View, look: &Look, outlets: &'a [String], comparison: &'a Comparison) -> Option<Chart<'a>> {
    let mut points = Vec::new();
    for &at in &comparison.claims {
        let (Some(report), claim) = (view.reports.get(at.report as usize), at.of(&view.analysis.digests)) else {
            continue;
        };
        if !matches!(claim.modality, Modality::Asserted | Modality::Estimated) {
            continue;
        }
        let (Some(time), low, high) = (
            moment(view, at),
            coordinate(claim.interval.low),
            coordinate(claim.interval.high),
        ) else {
            continue;
        };
        if low.or(high).is_none() {
            continue;
        }
        let name = figure::outlet(report);
        let Some(outlet) = outlets.iter().position(|o| *o == name) else {
            continue;
        };
        let said = figure::value(claim, look);
        points.push(Point {
            at,
            outlet,
            time,
            low,
            high,
            said,
        });
    }
    points.sort_by(|a, b| a.time.total_cmp(&b.time).then(a.at.cmp(&b.at)));
    let ends = || points.iter().map(Point::ends);
    let (least, most) = (
        ends().map(|e| e.0).fold(f64::MAX, f64::min),
        ends().map(|e| e.1).fold(f64::MIN, f64::max),
    );
    let (first, last) = (points.first()?.time, points.last()?.time);
    if points
        .iter()
        .all(|p| Some(p.outlet) == points.first().map(|p| p.outlet))
        || first == last
        || least == most && comparison.verdict <= Verdict::Compatible
    {
        return None;
    }
    // From nought, unless all lies far above it.
    let base = if least > 0.0 && least > most * 0.7 {
        least - (most - least) * 0.6 - most * 0.02
    } else {
        least.min(0.0)
    };
    let room = (last - first) * 0.05;
    Some(Chart {
        comparison,
        points,
        outlets,
        times: (first - room, last + 2.0 * room),
        values: (
            base.max(if least >= 0.0 { 0.0 } else { base }),
            most + (most - base).max(1.0) * 0.08,
        ),
    })
}

/// The moment that a figure stands for, in seconds; noon where only the day is known.
fn moment(view: &View, at: ClaimRef) -> Option<f64> {
    let (claim, meta) = (
        at.of(&view.analysis.digests),
        &view.reports.get(at.report as usize)?.meta,
    );
    let day = time::day(claim, meta)?;
    match meta.published {
        Some(Published::At { moment, day: own }) if own == day => Some(moment.as_second() as f64),
        _ => {
            let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?;
            Some(noon.timestamp().as_second() as f64)
        }
    }
}

fn coordinate(value: Option<Decimal>) -> Option<f64> {
    value.and_then(|d| d.to_f64())
}

impl Chart<'_> {
    fn x(&self, time: f64) -> f64 {
        round(LEFT + (time - self.times.0) / (self.times.1 - self.times.0) * (RIGHT - LEFT))
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value - self.values.0) / (self.values.1 - self.values.0);
        round(BOTTOM - share.clamp(0.0, 1.0) * (BOTTOM - TOP))
    }

    /// The lowest and the highest figure that outlets stand by, moment after moment, as a path.
    fn band(&self) -> String {
        let mut latest: Vec<Option<(f64, f64)>> = vec![None; self.outlets.len()];
        let mut steps: Vec<(f64, f64, f64)> = Vec::new();
        let mut i = 0;
        while let Some(now) = self.points.get(i).map(|p| p.time) {
            let mut fresh: Vec<Option<(f64, f64)>> = vec![None; self.outlets.len()];
            while let Some(p) = self.points.get(i).filter(|p| p.time == now) {
                let (low, high) = p.ends();
                let held = &mut fresh[p.outlet];
                *held = Some(held.map_or((low, high), |(l, h)| (l.min(low), h.max(high))));
                i += 1;
            }
            for (old, new) in latest.iter_mut().zip(fresh) {
                *old = new.or(*old);
            }
            let held = || latest.iter().flatten();
            let low = held().map(|h| h.0).fold(f64::MAX, f64::min);
            let high = held().map(|h| h.1).fold(f64::MIN, f64::max);
            steps.push((self.x(now), self.y(low), self.y(high)));
        }
        let mut path = String::new();
        for (n, (x, _, high)) in steps.iter().enumerate() {
            path.push_str(&if n == 0 {
                format!("M{x} {high}")
            } else {
                format!("H{x}V{high}")
            });
        }
        path.push_str(&format!("H{RIGHT}"));
        for (x, low, _) in steps.iter().rev() {
            path.push_str(&format!("V{low}H{x}"));
        }
        path + "Z"
    }

    /// Some days to name below the drawing, or some hours of one.
    fn ticks(&self) -> Vec<(f64, String)> {
        let (from, to) = self.times;
        let days = to - from > 1.6 * DAY;
        let hours = [1.0, 2.0, 3.0, 6.0, 12.0].map(|h| h * 3600.0);
        let unit = if days {
            DAY
        } else {
            hours.into_iter().find(|h| (to - from) / h < 4.0).unwrap_or(DAY / 2.0)
        };
        // The name of a day stands below its noon.
        let shift = if days { unit / 2.0 } else { 0.0 };
        let first = ((from - shift) / unit).ceil() as i64;
        let last = ((to - shift) / unit).floor() as i64;
        let step = ((last - first) / 5 + 1).max(1);
        let format = if days { "%-d %b" } else { "%-d %b %H:%M" };
        let named = |n: i64| {
            let second = n as f64 * unit + shift;
            let moment = Timestamp::from_second(second as i64).unwrap_or_default();
            (second, moment.to_zoned(TimeZone::UTC).strftime(format).to_string())
        };
        (0..6)
            .map(|n| first + n * step)
            .take_while(|n| *n <= last)
            .map(named)
            .collect()
    }

    /// Three to six round values.
    fn levels(&self) -> Vec<f64> {
        let (from, to) = self.values;
        let power = 10f64.powf((to - from).log10().floor());
        let steps = [10.0, 5.0, 2.5, 2.0, 1.0, 0.5, 0.25, 0.2, 0.1].map(|m| m * power);
        let within = |step: f64| {
            let first = (from / step).ceil() as i64;
            (first..first + 9)
                .map(move |n| n as f64 * step)
                .take_while(move |v| *v <= to)
        };
        let step = steps.into_iter().find(|s| within(*s).count() >= 3).unwrap_or(power);
        within(step).collect()
    }

    /// Lowest, best and highest value, as far apart as their words need.
    fn ends(&self, look: &Look) -> Vec<(f64, f64, String)> {
        let c = self.comparison;
        let mut all: Vec<(f64, f64, String)> = Vec::new();
        for (name, value) in [("high", c.high), ("best", c.best), ("low", c.low)] {
            let (Some(d), Some(v)) = (value, coordinate(value)) else {
                continue;
            };
            let y = self.y(v);
            match all.iter_mut().find(|(at, ..)| *at == y) {
                Some((.., text)) => *text = format!("{name}, {text}"),
                None => all.push((y, y, format!("{name} {}", figure::number(d, look)))),
            }
        }
        for i in 1..all.len() {
            all[i].1 = all[i].1.max(all[i - 1].1 + 13.0);
        }
        all
    }
}

fn draw(view: &View, look: &Look, label: &str, chart: &Chart) -> Markup {
    let c = chart.comparison;
    let id = format!("{}-chart", c.id);
    let told: Vec<String> = chart.points.iter().map(|p| told(view, p, chart)).collect();
    let ends = chart.ends(look);
    html! {
        figure.chart data-verdict=(word(c.verdict)) data-measure=(title(view, c)) {
            figcaption id=(id) { bdi { (label) } }
            svg viewBox={ "0 0 " (WIDE) " " (HIGH) } role="img" aria-labelledby=(id) aria-describedby={ (id) "-said" } {
                desc id={ (id) "-said" } { (told.join("; ")) }
                g.axis {
                    @for level in chart.levels() {
                        line x1=(LEFT) x2=(RIGHT) y1=(chart.y(level)) y2=(chart.y(level)) {}
                        text.level x=(LEFT - 8.0) y=(chart.y(level) + 4.0) { (number(level, look)) }
                    }
                    @for (second, name) in chart.ticks() {
                        text.tick x=(chart.x(second)) y=(BOTTOM + 20.0) { (name) }
                    }
                }
                path.band d=(chart.band()) {}
                @for (n, _) in chart.outlets.iter().enumerate() { (thread(chart, n)) }
                @for p in &chart.points { (point(view, chart, p)) }
                (labels(chart, look))
                g.ends {
                    @if let (Some(top), Some(bottom)) = (ends.first(), ends.last()) {
                        line x1=(RIGHT + 8.0) x2=(RIGHT + 8.0) y1=(top.0) y2=(bottom.0) {}
                    }
                    @for (y, text_y, text) in &ends {
                        circle cx=(RIGHT + 8.0) cy=(y) r="2.5" {}
                        text x=(RIGHT + 15.0) y=(text_y + 4.0) { (text) }
                    }
                }
            }
            ul.legend {
                @for (n, outlet) in chart.outlets.iter().enumerate().filter(|(n, _)| chart.points.iter().any(|p| p.outlet == *n)) {
                    li { svg viewBox="-7 -7 14 14" aria-hidden="true" { (mark(n, 0.0, 0.0)) } bdi { (outlet) } }
                }
            }
        }
    }
}

/// The line from figure to figure of one outlet.
fn thread(chart: &Chart, outlet: usize) -> Markup {
    // Figures of one moment are those of several speakers: the line goes through the first.
    let mut own: Vec<&Point> = chart.points.iter().filter(|p| p.outlet == outlet).collect();
    own.dedup_by_key(|p| p.time);
    let own: Vec<String> = own
        .iter()
        .map(|p| format!("{},{}", chart.x(p.time), chart.y(p.low.or(p.high).unwrap_or_default())))
        .collect();
    html! { @if own.len() > 1 { polyline class={ "thread " (class(outlet)) } points=(own.join(" ")) {} } }
}

fn point(view: &View, chart: &Chart, p: &Point) -> Markup {
    let x = chart.x(p.time);
    let (low, high) = p.ends();
    let (top, bottom) = (chart.y(high), chart.y(low));
    html! {
        g class={ "point " (class(p.outlet)) } data-claim=(super::data::key(p.at)) {
            title { (told(view, p, chart)) }
            @if top != bottom {
                path.range d=(format!("M{x} {top}V{bottom}M{} {top}h8M{} {bottom}h8", x - 4.0, x - 4.0)) {}
            }
            @if p.high.is_none() { path.range d=(format!("M{x} {bottom}v-16m-4 5l4-5l4 5")) {} }
            @if p.low.is_none() { path.range d=(format!("M{x} {top}v16m-4-5l4 5l4-5")) {} }
            @if top == bottom { (mark(p.outlet, x, top)) }
        }
    }
}

/// The words beside the dots, where there is room for them.
fn labels(chart: &Chart, look: &Look) -> Markup {
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    let mut shown = Vec::new();
    for p in &chart.points {
        let (low, high) = p.ends();
        let text = clip(&p.said, 18, look);
        let wide = text.chars().count() as f64 * 6.2;
        let x = chart.x(p.time);
        let left = x + 9.0 + wide > RIGHT;
        let (from, y) = (
            if left { x - 9.0 - wide } else { x + 9.0 },
            (chart.y(low) + chart.y(high)) / 2.0,
        );
        let free = |&(a, b, at): &(f64, f64, f64)| b < from || from + wide < a || (at - y).abs() > 12.0;
        if taken.iter().all(free) {
            taken.push((from, from + wide, y));
            shown.push((from, y + 4.0, text));
        }
    }
    html! { g.labels { @for (x, y, text) in shown { text x=(round(x)) y=(round(y)) { (text) } } } }
}

/// A shape for each outlet, so that colour is not all that tells them apart.
fn mark(outlet: usize, x: f64, y: f64) -> Markup {
    let shape = match outlet.min(MARKS - 1) % 4 {
        0 => return html! { circle class=(class(outlet)) cx=(x) cy=(y) r="4.5" {} },
        1 => format!("M{} {}h8v8h-8z", x - 4.0, y - 4.0),
        2 => format!("M{x} {}l5 9h-10z", y - 5.5),
        _ => format!("M{x} {}l5.5 5.5l-5.5 5.5l-5.5-5.5z", y - 5.5),
    };
    html! { path class=(class(outlet)) d=(shape) {} }
}

fn class(outlet: usize) -> String {
    format!("o{}", outlet.min(MARKS - 1))
}

/// "108 (AFP, 14 Oct)".
fn told(view: &View, p: &Point, chart: &Chart) -> String {
    let outlet = chart.outlets.get(p.outlet).map_or("", String::as_str);
    let claim = p.at.of(&view.analysis.digests);
    let meta = view.reports.get(p.at.report as usize).map(|r| &r.meta);
    let day = meta
        .and_then(|m| time::day(claim, m))
        .map(|d| d.strftime(", %-d %b").to_string());
    format!("{} ({outlet}{})", p.said, day.unwrap_or_default())
}

fn number(value: f64, look: &Look) -> String {
    let decimal = Decimal::try_from(value).unwrap_or_default().round_dp(4).normalize();
    figure::number(decimal, look)
}

fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}
