//! What holding headlines against texts changes: pairs at odds are added, those that the text
//! speaks for are taken back, and figures that make no claim of the event become claims, as
//! reports differ on them.

use super::{FigureRef, Held, Standing};
use crate::claim::Claim;
use crate::claim::figure::{Figure, Told};
use crate::compare::{Comparison, Pair, Reason, Verdict, judged, wording};
use crate::event::{ClaimRef, Digest, Event};
use crate::quantity::{Interval, Kind};
use crate::rules::Rules;
use compact_str::CompactString;

/// The rule of claims that are made because a headline and its text differ on them.
const RULE: &str = "headline";

/// Turns what was held into pairs. `comparisons` are those of each event.
pub fn settle(
    held: &[Held],
    digests: &mut [Digest],
    events: &mut [Event],
    comparisons: &mut [Vec<Comparison>],
    rules: &Rules,
) {
    for h in held {
        let Some(of_event) = comparisons.get_mut(h.event as usize) else {
            continue;
        };
        let (other, apart) = match h.standing {
            Standing::AtOdds(other) => (Some(other), true),
            Standing::By(other) => (Some(other), false),
            Standing::BorneOut => (None, false),
        };
        if let Some(claim) = claimed(h.headline, digests).filter(|_| !apart) {
            acquit(claim, h.text, of_event);
        }
        let Some(other) = other else { continue };
        let a = admit(h.headline, h.event, digests, events);
        let b = admit(other, h.event, digests, events);
        if let Some((a, b)) = a.zip(b) {
            let pair = pair(a, b, apart, digests, rules);
            join(pair, h.event, of_event, digests);
        }
    }
}

fn claimed(at: FigureRef, digests: &[Digest]) -> Option<ClaimRef> {
    Some(ClaimRef {
        report: at.report,
        claim: at.of(digests)?.claim?,
    })
}

/// Takes back what a text was held to say against a claim of the headline that it bears out.
fn acquit(claim: ClaimRef, text: u32, comparisons: &mut [Comparison]) {
    for c in comparisons.iter_mut().filter(|c| c.claims.contains(&claim)) {
        let kept = |p: &Pair| {
            let between = p.a == claim && p.b.report == text || p.b == claim && p.a.report == text;
            !between || matches!(p.verdict, Verdict::Agree | Verdict::Compatible)
        };
        c.pairs.retain(kept);
        c.verdict = c.pairs.iter().map(|p| p.verdict).max().unwrap_or(Verdict::Agree);
    }
}

/// The claim of a figure, made now if it has none.
fn admit(at: FigureRef, event: u32, digests: &mut [Digest], events: &mut [Event]) -> Option<ClaimRef> {
    if let Some(claim) = claimed(at, digests) {
        return Some(claim);
    }
    let digest = digests.get_mut(at.report as usize)?;
    let figure = digest.figures.all.get(at.figure as usize)?;
    let claim = claim(figure, digest.figures.sentence(figure)?);
    let index = digest.claims.len() as u32;
    digest.claims.push(claim);
    digest.figures.all.get_mut(at.figure as usize)?.claim = Some(index);
    let claim = ClaimRef {
        report: at.report,
        claim: index,
    };
    events.get_mut(event as usize)?.claims.push(claim);
    Some(claim)
}

fn claim(f: &Figure, told: &Told) -> Claim {
    let named = |words: &str| (CompactString::from("other"), Some(words.into()));
    let (measure, label) = match f.kind {
        Kind::Age => ("age".into(), None),
        Kind::Date => ("date".into(), None),
        Kind::Clock => ("time".into(), None),
        Kind::Money => ("money".into(), None),
        Kind::Percent => ("percentage".into(), None),
        Kind::Duration => ("duration".into(), None),
        Kind::Ordinal => named("rank"),
        Kind::Count | Kind::Measure | Kind::Label if f.noun.is_empty() => named("number"),
        Kind::Count | Kind::Measure | Kind::Label => named(&f.noun),
    };
    let timed = matches!(f.kind, Kind::Date | Kind::Clock);
    Claim {
        measure,
        label,
        counted: f.noun.clone(),
        interval: if timed { Interval::default() } else { f.interval },
        precision: f.precision,
        unit: f.unit.clone(),
        text: f.text.to_string(),
        span: f.span,
        sentence: told.span,
        block: told.block,
        rule: RULE.into(),
        words: told.words.clone(),
        ..Claim::default()
    }
}

/// The pair of a headline's claim and the text's.
fn pair(headline: ClaimRef, text: ClaimRef, apart: bool, digests: &[Digest], rules: &Rules) -> Pair {
    let (a, b) = (headline.min(text), headline.max(text));
    let judged = judged(a, b, digests, rules);
    let at_hand = |c: ClaimRef| c.of(digests).rule == RULE;
    let only_here = apart && (at_hand(a) || at_hand(b));
    if apart == matches!(judged.verdict, Verdict::Updated | Verdict::Conflict) && !only_here {
        return judged;
    }
    let said = |c: ClaimRef| wording::inside(&c.of(digests).text);
    let (verdict, reason, tail) = if apart {
        (Verdict::Conflict, Reason::Unsupported, "is not in the text, which has")
    } else {
        (Verdict::Compatible, Reason::Rounding, "is borne out by")
    };
    Pair {
        verdict,
        reason,
        because: format!("{} {tail} {}", said(headline), said(text)),
        ..judged
    }
}

/// Puts a pair where its claims are compared, or into a comparison of its own.
fn join(pair: Pair, event: u32, comparisons: &mut Vec<Comparison>, digests: &[Digest]) {
    let (a, b) = (pair.a, pair.b);
    let has = |c: &Comparison, x: ClaimRef| c.claims.contains(&x);
    if let Some(c) = comparisons.iter_mut().find(|c| has(c, a) && has(c, b)) {
        c.pairs.retain(|p| (p.a, p.b) != (a, b));
        c.verdict = c.verdict.max(pair.verdict);
        c.pairs.push(pair);
        return;
    }
    // A figure without partner stood alone.
    comparisons.retain(|c| !(c.claims.len() == 1 && (has(c, a) || has(c, b))));
    let claim = a.of(digests);
    let (x, y) = (claim.interval, b.of(digests).interval);
    comparisons.push(Comparison {
        id: CompactString::default(),
        event,
        measure: claim.measure.clone(),
        label: claim.label.clone(),
        counted: claim.counted.clone(),
        scope: None,
        verdict: pair.verdict,
        low: x.low.min(y.low),
        best: y.low,
        high: x.high.max(y.high),
        claims: vec![a, b],
        pairs: vec![pair],
    });
}
