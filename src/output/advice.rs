//! What would be true to write, in words: "between 10 and 14, according to police and the hospital".

use super::View;
use super::figure;
use super::look::{Look, clean};
use crate::audit::{Advice, Entry};
use crate::compare::time;
use crate::event::ClaimRef;
use crate::quantity::Precision;
use crate::rules::measures::Moves;

/// More names than this are summed up.
const NAMED: usize = 3;

/// A suggestion: the figure, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// "between 10 and 14".
    pub value: String,
    /// "according to police and the hospital", with the day where that matters.
    pub by: String,
    /// Both; where the values are told apart, each with those who give it.
    text: String,
}

impl Suggestion {
    /// Figure and speakers.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The suggestion for a figure of a draft.
pub fn suggestion(view: &View, look: &Look, entry: &Entry) -> Option<Suggestion> {
    let advice = entry.advice.as_ref()?;
    let day = advice
        .as_of
        .map(|d| format!("as of {}, ", time::in_words(d)))
        .unwrap_or_default();
    let by = |claims: &[ClaimRef]| format!("{day}according to {}", names(view, claims));
    let apart = apart(view, look, advice);
    if apart.len() > 1 {
        let values: Vec<String> = apart.iter().map(|(value, _)| value.clone()).collect();
        let each: Vec<String> = apart
            .iter()
            .map(|(value, who)| format!("{value}, {}", by(who)))
            .collect();
        return Some(Suggestion {
            value: listed(&values, "or"),
            by: by(&advice.claims),
            text: each.join(", or "),
        });
    }
    let (value, by) = (spanned(view, look, advice)?, by(&advice.claims));
    Some(Suggestion {
        text: format!("{value}, {by}"),
        value,
        by,
    })
}

/// The values of what has a unit or does not move, each with the claims that give it: one of them is
/// right, not something between them.
fn apart(view: &View, look: &Look, advice: &Advice) -> Vec<(String, Vec<ClaimRef>)> {
    let mut each: Vec<(String, Vec<ClaimRef>)> = Vec::new();
    for &at in &advice.claims {
        let claim = at.of(&view.analysis.digests);
        if claim.unit.is_none() && view.rules.policy.moves(claim, view.rules) != Moves::No {
            return Vec::new();
        }
        let value = figure::value(claim, look);
        match each.iter_mut().find(|(v, _)| *v == value) {
            Some((_, claims)) => claims.push(at),
            None => each.push((value, vec![at])),
        }
    }
    each
}

/// The value that all give, else what they span.
fn spanned(view: &View, look: &Look, advice: &Advice) -> Option<String> {
    let claims = || advice.claims.iter().map(|c| c.of(&view.analysis.digests));
    let firmest = claims().min_by_key(|c| (c.precision != Precision::Exact, c.interval.point().is_none()))?;
    if claims().all(|c| c.interval == firmest.interval) {
        return Some(figure::value(firmest, look));
    }
    let number = |d| figure::number(d, look);
    match (advice.low, advice.high) {
        (Some(low), Some(high)) if low == high => Some(number(low)),
        (Some(low), Some(high)) => Some(format!("between {} and {}", number(low), number(high))),
        (Some(low), None) => Some(format!("at least {}", number(low))),
        (None, Some(high)) => Some(format!("up to {}", number(high))),
        (None, None) => None,
    }
}

/// Who says so: the speakers, and the outlets of what nobody is quoted for.
fn names(view: &View, claims: &[ClaimRef]) -> String {
    let mut names: Vec<String> = Vec::new();
    for &at in claims {
        let name = speaker(view, at);
        if !names.iter().any(|n| n.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    if names.len() > NAMED {
        names.truncate(NAMED - 1);
        names.push("others".to_owned());
    }
    listed(&names, "and")
}

/// A speaker with the article that the report gives, else the outlet.
fn speaker(view: &View, at: ClaimRef) -> String {
    let claim = at.of(&view.analysis.digests);
    let Some(report) = view.reports.get(at.report as usize) else {
        return String::new();
    };
    let Some(name) = claim.speaker.as_deref().or(claim.via.as_deref()) else {
        return figure::outlet(report);
    };
    let name = clean(name.trim());
    let words = claim.sentence.of(&report.source).to_lowercase();
    let articled = |text: &str| text.contains(&format!("the {}", name.to_lowercase()));
    if articled(&words) || articled(&report.source.to_lowercase()) {
        format!("the {name}")
    } else {
        name.into_owned()
    }
}

/// "a, b and c".
fn listed(items: &[String], joint: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} {joint} {last}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::audit;
    use crate::compare::Verdict;
    use crate::output::fixture::{Fixture, raid};
    use crate::quantity::Interval;

    fn suggested(fixture: &mut Fixture, entry: usize) -> Option<String> {
        let audit = audit(&mut fixture.analysis, 1, fixture.rules);
        suggestion(&fixture.view(), &Look::default(), &audit.entries[entry]).map(|s| s.text().to_owned())
    }

    #[test]
    fn sources_that_differ_are_all_named() {
        let texts = [
            ("Draft", "2031-05-13", "Nineteen people were killed.\n"),
            ("Courier", "2031-05-13", "The hospital said 10 people died.\n"),
            ("Wire", "2031-05-13", "Police spoke of 14 dead.\n"),
        ];
        let mut fixture = Fixture::new(&texts, |f| {
            f.claim(0, "killed", "people", "Nineteen").interval = Interval::exactly(19.into());
            f.claim(1, "killed", "people", "10").speaker = Some("hospital".into());
            f.claim(2, "killed", "people", "14").speaker = Some("police".into());
            f.compare(Verdict::Conflict, &[(0, 0), (1, 0), (2, 0)], "they differ");
        });
        let told = "between 10 and 14, according to the hospital and police";
        assert_eq!(suggested(&mut fixture, 0).as_deref(), Some(told));
    }

    #[test]
    fn a_later_figure_comes_with_its_day() {
        let told = "108, as of 14 May 2031, according to the interior ministry";
        assert_eq!(suggested(&mut raid(), 0).as_deref(), Some(told));
    }

    #[test]
    fn a_figure_that_does_not_move_is_one_of_those_given() {
        let texts = [
            ("Draft", "2031-05-13", "The quake had a magnitude of 7.\n"),
            ("Courier", "2031-05-13", "The observatory put it at 6.\n"),
            ("Wire", "2031-05-13", "It was an 8.\n"),
        ];
        let mut fixture = Fixture::new(&texts, |f| {
            for (report, text) in [(0, "7"), (1, "6"), (2, "8")] {
                f.claim(report, "magnitude", "earthquake", text);
            }
            f.compare(Verdict::Conflict, &[(0, 0), (1, 0), (2, 0)], "they differ");
        });
        assert_eq!(
            suggested(&mut fixture, 0).as_deref(),
            Some("6, according to Courier, or 8, according to Wire")
        );
    }

    #[test]
    fn what_is_supported_needs_none() {
        assert_eq!(suggested(&mut raid(), 3), None);
        assert_eq!(suggested(&mut raid(), 2), None);
    }
}
