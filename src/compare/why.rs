//! Why two claims were or were not held against each other, question by question.

use super::align::{self, Apart, Facet, Standing};
use super::{evidence, time, verdict};
use crate::claim::{Claim, Modality};
use crate::event::{self, ClaimRef, Digest, Event};
use crate::quantity::Interval;
use crate::rules::Rules;
use serde::Serialize;

/// One question and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// "Same measure?"
    pub question: &'static str,
    /// What was found on both sides.
    pub answer: String,
    /// Whether it lets the comparison go on.
    pub passed: bool,
}

/// Goes through the questions in order; the first that is not passed ends the list.
pub fn why(a: ClaimRef, b: ClaimRef, events: &[Event], digests: &[Digest], rules: &Rules) -> Vec<Step> {
    let (x, y) = (a.of(digests), b.of(digests));
    let mut steps: Vec<Step> = Vec::new();
    let mut step = |question, answer: String, passed| {
        steps.push(Step {
            question,
            answer,
            passed,
        });
        passed
    };
    let of = |c: ClaimRef| events.iter().position(|e| e.claims.contains(&c));
    let named = |i: Option<usize>| match i.and_then(|i| events.get(i)) {
        Some(e) => format!("{} ({})", e.label, e.id),
        None => "none".to_owned(),
    };
    let (e, f) = (of(a), of(b));
    let told = both(named(e), named(f)) + &likeness(a, b, digests, rules);
    if !step("Same event?", told, e.is_some() && e == f) {
        return steps;
    }
    let Some(event) = e.and_then(|i| events.get(i)) else {
        return steps;
    };
    let facets = align::facets(event, digests, rules);
    let facet = |c: ClaimRef| facets.iter().find(|f| f.at == c);
    let (Some(fa), Some(fb)) = (facet(a), facet(b)) else {
        return steps;
    };
    let apart = align::comparable(fa, fb, digests, rules).err();
    let weighed = || {
        let signs = evidence::signs(fa, fb, digests, rules);
        let told: Vec<String> = signs
            .iter()
            .map(|&s| format!("{} {:+}", s.says(), rules.policy.weight(s)))
            .collect();
        let sum = evidence::sum(&signs, rules);
        let enough = evidence::enough(fa, fb, digests, rules).unwrap_or(rules.policy.enough());
        format!("{}: {sum} in all, where {enough} is enough", told.join(", "))
    };
    for (question, at, answer) in [
        (
            "Same measure?",
            Apart::Measure,
            both(x.measure.to_string(), y.measure.to_string()),
        ),
        (
            "Same unit?",
            Apart::Unit,
            both(or(x.unit.as_deref(), "a count"), or(y.unit.as_deref(), "a count")),
        ),
        (
            "Same label?",
            Apart::Label,
            both(or(x.label.as_deref(), "none"), or(y.label.as_deref(), "none")),
        ),
        ("Same counted?", Apart::Counted, both(counted(x, fa), counted(y, fb))),
        ("Same part of the event?", Apart::Scope, both(scope(x), scope(y))),
        (
            "Both figures on their own?",
            Apart::Part,
            both(standing(fa), standing(fb)),
        ),
        (
            "Both put forward?",
            Apart::Modality,
            both(modality(x, fa), modality(y, fb)),
        ),
    ] {
        let passed = apart != Some(at);
        let words = matches!(at, Apart::Label | Apart::Counted | Apart::Scope);
        let plain = |f: &Facet| f.standing == Standing::Plain;
        let answer = if !passed && words && a.report != b.report {
            format!("{answer} ({})", weighed())
        } else if !passed && at == Apart::Part && a.report == b.report && plain(fa) && plain(fb) {
            "one report gives both, and does not say that somebody else gives the second".to_owned()
        } else {
            answer
        };
        if !step(question, answer, passed) {
            return steps;
        }
    }
    if align::by_words(fa, fb, digests, rules).is_err() {
        step("What speaks for one thing, as the words do not?", weighed(), true);
    }
    let intervals = both(interval(&x.interval), interval(&y.interval));
    if !step(
        "What do they say, and are they near enough to be about one thing?",
        intervals,
        super::near::near_enough(fa, fb, digests, rules),
    ) {
        return steps;
    }
    let day = |c: &Claim, r: ClaimRef| {
        let meta = digests.get(r.report as usize).map(|d| &d.meta);
        let day = meta.and_then(|m| time::day(c, m));
        match (day, c.as_of) {
            (None, _) => "no day".to_owned(),
            (Some(d), None) => time::in_words(d),
            (Some(d), Some(_)) => format!("as of {}", time::in_words(d)),
        }
    };
    step("When?", both(day(x, a), day(y, b)), true);
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    let side = |c: ClaimRef| super::side(c, digests);
    let judgement = verdict::judge(side(first), side(second), rules);
    let word = match judgement.verdict {
        super::Verdict::Agree => "agree",
        super::Verdict::Compatible => "compatible",
        super::Verdict::Updated => "updated",
        super::Verdict::Conflict => "conflict",
    };
    step("Verdict?", format!("{word}: {}", judgement.because), true);
    let comparisons = e.map_or_else(Vec::new, |e| super::compare(e as u32, events, digests, rules));
    let of_both = comparisons
        .iter()
        .find(|c| c.claims.contains(&first) && c.claims.contains(&second));
    if let Some(comparison) = of_both.filter(|c| !c.pairs.iter().any(|p| (p.a, p.b) == (first, second))) {
        let answer = match comparison.claims.len() > super::ALL_PAIRS {
            true => {
                "a comparison of so many figures holds each against the best, and of the rest the first to be asserted"
            }
            false => "one of the reports also gives what the other gives, and so tells of two things",
        };
        step("Held against each other in the end?", answer.to_owned(), false);
    }
    steps
}

/// How alike the two reports are, factor by factor, and what one event asks for.
fn likeness(a: ClaimRef, b: ClaimRef, digests: &[Digest], rules: &Rules) -> String {
    let (Some(x), Some(y)) = (digests.get(a.report as usize), digests.get(b.report as usize)) else {
        return String::new();
    };
    if a.report == b.report {
        return "; one report".to_owned();
    }
    let link = event::link::explain(&x.anchors, &y.anchors, rules);
    let mut told = format!(
        "; the reports are alike by {:.2}, where one event asks for {:.2}",
        link.score,
        event::LINKED
    );
    for (i, (name, value)) in link.parts.iter().enumerate() {
        let lead = if i == 0 { ": " } else { ", " };
        let sign = if name.starts_with("both name ") { "+" } else { "times " };
        told.push_str(&format!("{lead}{name} {sign}{value:.2}"));
    }
    told
}

fn both(a: String, b: String) -> String {
    if a == b {
        format!("{a}, both")
    } else {
        format!("{a} / {b}")
    }
}

fn or(text: Option<&str>, absent: &str) -> String {
    text.unwrap_or(absent).to_owned()
}

fn counted(claim: &Claim, facet: &Facet) -> String {
    if facet.whole {
        claim.counted.to_string()
    } else {
        format!("{} (the report has a wider figure)", claim.counted)
    }
}

fn scope(claim: &Claim) -> String {
    claim
        .scope
        .as_ref()
        .map_or_else(|| "the whole event".to_owned(), |s| s.text.to_string())
}

fn standing(facet: &Facet) -> String {
    match facet.standing {
        Standing::Aside(Apart::Part) => "on top of, or a part of, another figure".to_owned(),
        _ => "yes".to_owned(),
    }
}

fn modality(claim: &Claim, facet: &Facet) -> String {
    let word = match claim.modality {
        Modality::Asserted => "asserted",
        Modality::Estimated => "estimated",
        Modality::Denied => "denied",
        Modality::Hypothetical => "supposed",
        Modality::Background => "background",
    };
    if facet.standing == Standing::Old {
        format!("{word} (overtaken in its own report)")
    } else {
        word.to_owned()
    }
}

fn interval(i: &Interval) -> String {
    match (i.low, i.high) {
        (Some(l), Some(h)) if l == h => l.normalize().to_string(),
        (Some(l), Some(h)) => format!("{} to {}", l.normalize(), h.normalize()),
        (Some(l), None) => format!("{} or more", l.normalize()),
        (None, Some(h)) => format!("{} or less", h.normalize()),
        (None, None) => "no value".to_owned(),
    }
}
