//! A figure as people read it: its value, its speaker, its outlet, its day.

use super::View;
use super::look::{Look, clean, clip};
use crate::claim::{Claim, Modality};
use crate::compare::wording;
use crate::corpus::Report;
use crate::event::ClaimRef;
use crate::quantity::{Decimal, Precision};
use jiff::civil::Date;

/// Words longer than this give way to the bare value.
const WORDED: usize = 26;

/// A speaker longer than this is cut.
const SPEAKER: usize = 32;

/// A decimal with its thousands set apart: "1,200.5".
pub fn number(value: Decimal, look: &Look) -> String {
    let told = wording::number(value.normalize());
    match told.strip_prefix('-') {
        Some(digits) if value.is_zero() => digits.to_owned(),
        Some(digits) => format!("{}{digits}", look.minus()),
        None => told,
    }
}

/// The value of a claim: as worded where the words are short and say more than the number
/// ("more than 100", "10 km"), as a number otherwise ("24" for "twenty-four").
pub fn value(claim: &Claim, look: &Look) -> String {
    let words = clean(&claim.text);
    let worded = || lower_first(&clip(&words, WORDED, look));
    let short = words.chars().count() <= WORDED;
    let digits = words.contains(|c: char| c.is_ascii_digit());
    let i = &claim.interval;
    if claim.unit.is_some() || claim.precision == Precision::Vague {
        return worded();
    }
    match (i.low, i.high, i.point()) {
        (None, None, _) => worded(),
        (_, _, Some(v)) if claim.precision == Precision::Exact => number(v, look),
        (Some(low), Some(high), None) => {
            format!("{}{}{}", number(low, look), look.range(), number(high, look))
        }
        _ if short && digits => worded(),
        (_, _, Some(v)) => format!("about {}", number(v, look)),
        (Some(low), None, _) => format!("at least {}", number(low, look)),
        (None, Some(high), _) => format!("up to {}", number(high, look)),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars
        .next()
        .filter(|_| chars.clone().next().is_some_and(char::is_lowercase));
    match first {
        Some(c) => c.to_lowercase().chain(chars).collect(),
        None => text.to_owned(),
    }
}

/// The value with what qualifies it in brackets: "150 (estimate, Kanokov)".
pub fn attributed(claim: &Claim, look: &Look) -> String {
    let mut brackets = Vec::new();
    match claim.modality {
        Modality::Asserted => {}
        Modality::Estimated => brackets.push("estimate".to_owned()),
        Modality::Denied => brackets.push("denied".to_owned()),
        Modality::Hypothetical => brackets.push("hypothetical".to_owned()),
        Modality::Background => brackets.push("past".to_owned()),
    }
    brackets.extend(speaker(claim, look));
    let value = value(claim, look);
    if brackets.is_empty() {
        value
    } else {
        format!("{value} ({})", brackets.join(", "))
    }
}

/// Who is quoted, without the article, cut where it is long.
pub fn speaker(claim: &Claim, look: &Look) -> Option<String> {
    let name = claim.speaker.as_deref().or(claim.via.as_deref())?;
    let name = clean(name.trim());
    let bare = ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|a| name.strip_prefix(a));
    Some(clip(bare.unwrap_or(&name), SPEAKER, look))
}

/// What is counted, and in which part of the event: "civilians", "police, Harbour Road".
pub fn counted(counted: &str, label: Option<&str>, scope: Option<&str>) -> String {
    let counted = clean(counted).replace('-', " ");
    let mut out = match label {
        Some(label) if counted.is_empty() || label.contains(counted.as_str()) => clean(label).into_owned(),
        Some(label) => format!("{} ({counted})", clean(label)),
        None => counted,
    };
    if let Some(scope) = scope {
        out.push_str(", ");
        out.push_str(&clean(scope));
    }
    out
}

/// What a figure is limited to, short: the class unless it is plain people, and the part of the
/// event: "civilians", "post office", "police, post office".
pub fn limits(class: &str, scope: Option<&str>) -> String {
    match scope {
        Some(scope) if class == "people" => clean(scope).into_owned(),
        _ => counted(class, None, scope),
    }
}

/// The masthead of a report; the name of its file where it has none.
pub fn outlet(report: &Report) -> String {
    match report.meta.outlet.as_deref().map(str::trim) {
        Some(outlet) if !outlet.is_empty() => clean(outlet).into_owned(),
        _ => {
            let name = report.id.rsplit('/').next().unwrap_or(&report.id);
            clean(name).into_owned()
        }
    }
}

/// The day of a report, short: "13 Oct".
pub fn day(report: &Report) -> Option<String> {
    report.meta.published.map(|p| p.day().strftime("%-d %b").to_string())
}

/// A day in full: "13 October 2005".
pub fn date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Where a claim stands: "reports/a.md:6:1".
pub fn place(view: &View, at: ClaimRef) -> String {
    let span = at.of(&view.analysis.digests).span;
    let (line, column) = view.line_column(at.report, span.start);
    format!("{}:{line}:{column}", clean(view.id(at.report)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::figure;
    use crate::quantity::Interval;

    fn shown(text: &str, low: Option<i64>, high: Option<i64>, precision: Precision) -> String {
        let mut claim = figure("killed", "people", text, 0, text);
        claim.interval = Interval {
            low: low.map(Decimal::from),
            high: high.map(Decimal::from),
        };
        claim.precision = precision;
        value(&claim, &Look::default())
    }

    #[test]
    fn values_read_as_worded_or_as_numbers() {
        use Precision::*;
        assert_eq!(shown("Twenty-four", Some(24), Some(24), Exact), "24");
        assert_eq!(shown("More than 100", Some(101), None, Exact), "more than 100");
        assert_eq!(shown("no fewer than a hundred", Some(100), None, Exact), "at least 100");
        assert_eq!(shown("between 100 and 300", Some(100), Some(300), Exact), "100–300");
        assert_eq!(shown("nearly sixty", Some(60), Some(60), Approximate), "about 60");
        assert_eq!(shown("Dozens", Some(24), None, Vague), "dozens");
        assert_eq!(shown("12000", Some(12000), Some(12000), Exact), "12,000");
    }

    #[test]
    fn numbers_group_their_thousands() {
        let look = Look::default();
        assert_eq!(number(Decimal::new(-12345678, 1), &look), "−1,234,567.8");
        assert_eq!(number(Decimal::new(100, 0), &look), "100");
        assert_eq!(number(Decimal::new(7600, 3), &look), "7.6");
    }

    #[test]
    fn brackets_hold_modality_and_speaker() {
        let mut claim = figure("killed", "people", "60", 0, "60");
        claim.modality = Modality::Estimated;
        claim.speaker = Some("the coast guard".into());
        assert_eq!(attributed(&claim, &Look::default()), "60 (estimate, coast guard)");
    }
}
