//! What would be true to write, in words: "between 10 and 14, according to police and the hospital".

use super::View;
use super::figure;
use super::look::{Look, clean};
use crate::audit::{Advice, Entry};
use crate::claim::Claim;
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
}

impl Suggestion {
    /// Figure and speakers.
    pub fn text(&self) -> String {
        format!("{}, {}", self.value, self.by)
    }
}

/// The suggestion for a figure of a draft.
pub fn suggestion(view: &View, look: &Look, entry: &Entry) -> Option<Suggestion> {
    let advice = entry.advice.as_ref()?;
    let by = names(view, &advice.claims);
    let day = advice
        .as_of
        .map(|d| format!("as of {}, ", time::in_words(d)))
        .unwrap_or_default();
    Some(Suggestion {
        value: value(view, look, advice)?,
        by: format!("{day}according to {by}"),
    })
}

/// The value that all give, else what they span.
fn value(view: &View, look: &Look, advice: &Advice) -> Option<String> {
    let claims = || advice.claims.iter().map(|c| c.of(&view.analysis.digests));
    let firmest = claims().min_by_key(|c| (c.precision != Precision::Exact, c.interval.point().is_none()))?;
    // What has a unit, and what does not move, is one of the values given, not something between them.
    let fixed = |c: &Claim| c.unit.is_some() || view.rules.policy.moves(c, view.rules) == Moves::No;
    let measured = claims().any(fixed);
    if claims().all(|c| c.interval == firmest.interval) {
        return Some(figure::value(firmest, look));
    }
    if measured {
        let mut each: Vec<String> = Vec::new();
        for claim in claims() {
            let value = figure::value(claim, look);
            if !each.contains(&value) {
                each.push(value);
            }
        }
        return Some(listed(&each, "or"));
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

    fn suggested(fixture: &Fixture, entry: usize) -> Option<String> {
        let audit = audit(&fixture.analysis, 1, fixture.rules);
        suggestion(&fixture.view(), &Look::default(), &audit.entries[entry]).map(|s| s.text())
    }

    #[test]
    fn sources_that_differ_are_all_named() {
        let texts = [
            ("Draft", "2031-05-13", "Nineteen people were killed.\n"),
            ("Courier", "2031-05-13", "The hospital said 10 people died.\n"),
            ("Wire", "2031-05-13", "Police spoke of 14 dead.\n"),
        ];
        let fixture = Fixture::new(&texts, |f| {
            f.claim(0, "killed", "people", "Nineteen").interval = Interval::exactly(19.into());
            f.claim(1, "killed", "people", "10").speaker = Some("hospital".into());
            f.claim(2, "killed", "people", "14").speaker = Some("police".into());
            f.compare(Verdict::Conflict, &[(0, 0), (1, 0), (2, 0)], "they differ");
        });
        let told = "between 10 and 14, according to the hospital and police";
        assert_eq!(suggested(&fixture, 0).as_deref(), Some(told));
    }

    #[test]
    fn a_later_figure_comes_with_its_day() {
        let told = "108, as of 14 May 2031, according to the interior ministry";
        assert_eq!(suggested(&raid(), 0).as_deref(), Some(told));
    }

    #[test]
    fn a_figure_that_does_not_move_is_one_of_those_given() {
        let texts = [
            ("Draft", "2031-05-13", "The quake had a magnitude of 7.\n"),
            ("Courier", "2031-05-13", "The observatory put it at 6.\n"),
            ("Wire", "2031-05-13", "It was an 8.\n"),
        ];
        let fixture = Fixture::new(&texts, |f| {
            for (report, text) in [(0, "7"), (1, "6"), (2, "8")] {
                f.claim(report, "magnitude", "earthquake", text);
            }
            f.compare(Verdict::Conflict, &[(0, 0), (1, 0), (2, 0)], "they differ");
        });
        assert_eq!(
            suggested(&fixture, 0).as_deref(),
            Some("6 or 8, according to Courier and Wire")
        );
    }

    #[test]
    fn what_is_supported_needs_none() {
        assert_eq!(suggested(&raid(), 3), None);
        assert_eq!(suggested(&raid(), 2), None);
    }
}
