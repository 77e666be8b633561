//! A headline against its own text, as an editor reads it.
//!
//! Every figure of the headline is looked for in the text: as it stands, rounded, or worked out
//! from two others. One that is not borne out is at odds with the text only if the text gives
//! another figure of the same kind in its place; else the text may merely leave it out. A report
//! no longer than a headline is held against the longer reports of its event in the same way.

mod derive;
mod rival;
mod settle;
mod support;

pub use settle::settle;

use crate::claim::figure::Figure;
use crate::corpus::BlockKind;
use crate::event::{Digest, Event};
use crate::quantity::Bound;
use crate::rules::Rules;
use rival::Placed;

/// So many reports of an event are looked at for a brief one.
const MOST: usize = 64;

/// A figure, as the index of its digest and its index among the report's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureRef {
    /// Index of the digest.
    pub report: u32,
    /// Index among its figures.
    pub figure: u32,
}

impl FigureRef {
    fn of(self, digests: &[Digest]) -> Option<&Figure> {
        let digest = digests.get(self.report as usize)?;
        digest.figures.all.get(self.figure as usize)
    }

    fn placed(self, digests: &[Digest]) -> Option<Placed<'_>> {
        Some(Placed {
            figure: self.of(digests)?,
            digest: digests.get(self.report as usize)?,
            at: self,
        })
    }
}

/// How a figure of a headline stands to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The text bears it out: what else the text gives does not speak against it.
    BorneOut,
    /// So does this figure, which leaves no doubt.
    By(FigureRef),
    /// The text has this figure in its place.
    AtOdds(FigureRef),
}

/// A figure of a headline that was found in the text, or another in its place.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// Index of the event.
    pub event: u32,
    /// The headline's figure.
    pub headline: FigureRef,
    /// The report that gives the text.
    pub text: u32,
    /// How the one stands to the other.
    pub standing: Standing,
}

impl Held {
    /// The same without telling what bears it out.
    fn untold(self) -> Self {
        let standing = match self.standing {
            Standing::By(_) => Standing::BorneOut,
            other => other,
        };
        Self { standing, ..self }
    }
}

/// Holds the headlines of an event's reports against their texts.
pub fn hold(event: u32, events: &[Event], digests: &[Digest], rules: &Rules) -> Vec<Held> {
    let Some(of) = events.get(event as usize) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for &report in &of.reports {
        let Some(digest) = digests.get(report as usize) else {
            continue;
        };
        let own = figures(report, digests);
        if !digest.figures.brief {
            let (title, text): (Vec<Placed>, Vec<Placed>) =
                own.into_iter().partition(|p| digest.figures.in_title(p.figure));
            let held = against(event, &title, report, &text, rules);
            out.extend(held.into_iter().map(Held::untold));
            continue;
        }
        // of two that are as long, their names decide, not their order
        let longer = |r: &&u32| {
            let other = digests.get(**r as usize);
            **r != report && other.is_some_and(|d| (d.figures.length, &d.id) > (digest.figures.length, &digest.id))
        };
        let texts = of.reports.iter().filter(longer).take(MOST);
        let mut held: Vec<Held> = Vec::new();
        for &r in texts {
            let mut of_text = brief(event, &own, r, &figures(r, digests), rules);
            if digests.get(r as usize).is_some_and(|d| d.figures.brief) {
                akin(&mut of_text, digests, rules);
            }
            held.extend(of_text);
        }
        out.extend(unanimous(held));
    }
    out
}

/// The figures of a report.
fn figures(report: u32, digests: &[Digest]) -> Vec<Placed<'_>> {
    let all = digests.get(report as usize).map_or(0, |d| d.figures.all.len() as u32);
    (0..all)
        .filter_map(|figure| FigureRef { report, figure }.placed(digests))
        .collect()
}

/// A brief report against another's text. That it is borne out is worth saying, but only as a whole.
fn brief(event: u32, own: &[Placed], report: u32, text: &[Placed], rules: &Rules) -> Vec<Held> {
    let mut held = against(event, own, report, text, rules);
    let sure = |h: &Held| matches!(h.standing, Standing::By(_));
    if held.len() < own.len() || !held.iter().all(sure) {
        held.iter_mut()
            .filter(|h| sure(h))
            .for_each(|h| h.standing = Standing::BorneOut);
    }
    held
}

/// What one of several texts bears out is at odds with none.
fn unanimous(mut held: Vec<Held>) -> Vec<Held> {
    let odd = |h: &Held| matches!(h.standing, Standing::AtOdds(_));
    let borne: Vec<FigureRef> = held.iter().filter(|h| !odd(h)).map(|h| h.headline).collect();
    held.retain(|h| !odd(h) || !borne.contains(&h.headline));
    held
}

/// Holds figures of a headline against a text.
fn against(event: u32, headline: &[Placed], report: u32, text: &[Placed], rules: &Rules) -> Vec<Held> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut taken = Vec::new();
    let mut out = Vec::new();
    for h in headline {
        let (standing, by) = judge(*h, text, rules);
        taken.extend(by);
        out.extend(standing.map(|standing| Held {
            event,
            headline: h.at,
            text: report,
            standing,
        }));
    }
    // What bears out one figure of the headline is not at odds with another.
    out.retain(|h| !matches!(h.standing, Standing::AtOdds(o) if taken.contains(&o)));
    out
}

/// Leaves out what may be about two things: of two brief reports neither is the other's headline.
fn akin(held: &mut Vec<Held>, digests: &[Digest], rules: &Rules) {
    held.retain(|h| {
        let Standing::AtOdds(other) = h.standing else {
            return true;
        };
        let placed = h.headline.placed(digests).zip(other.placed(digests));
        placed.is_some_and(|(a, b)| rival::near_enough(a, b, rules))
    });
}

/// How a figure stands to a text, and which figure bears it out.
fn judge(h: Placed, text: &[Placed], rules: &Rules) -> (Option<Standing>, Option<FigureRef>) {
    if h.figure.masthead {
        return (Some(Standing::BorneOut), None);
    }
    let (fitting, others): (Vec<Placed>, Vec<Placed>) = text.iter().partition(|b| support::fits(h.figure, b.figure));
    let (fit, odd) = (rival::best(h, &fitting, rules), rival::best(h, &others, rules));
    if let Some((b, score)) = fit {
        // A bound is met by many figures: the one that was meant decides.
        let rival = odd.filter(|(_, best)| h.figure.bound != Bound::None && *best >= score);
        return match rival {
            Some((odd, best)) if best > score => (Some(Standing::AtOdds(odd.at)), None),
            Some(_) => (None, None),
            None if score > 0 && support::entails(h.figure, b.figure) => (Some(Standing::By(b.at)), Some(b.at)),
            None => (Some(Standing::BorneOut), Some(b.at)),
        };
    }
    let same: Vec<&Placed> = fitting
        .iter()
        .filter(|b| support::same_number(h.figure, b.figure))
        .collect();
    // a picture may be of another day or event
    let odd = odd.filter(|(b, _)| {
        b.digest
            .figures
            .sentence(b.figure)
            .is_none_or(|s| s.block != BlockKind::Picture)
    });
    let of_kind = |b: &&Placed| b.figure.kind == h.figure.kind && !rival::clash(h, **b);
    let figures: Vec<&Figure> = text.iter().map(|b| b.figure).collect();
    if same.iter().any(of_kind) || derive::derived(h.figure, &figures) || rival::adds_up(h, text) {
        return (Some(Standing::BorneOut), None);
    }
    if !same.is_empty() || h.figure.relative {
        return (None, None);
    }
    // "one dead" is none of the "eight shot"
    let rival = odd.filter(|(b, score)| *score > 0 && !rival::clash(h, *b));
    (rival.map(|(b, _)| Standing::AtOdds(b.at)), None)
}
