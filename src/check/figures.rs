//! Checks of compared figures: those that cannot both be true, and those that time has overtaken.
//!
//! One comparison gives at most one finding a rule, however many pairs are at odds: the
//! finding is shown at the claim most at odds and lists the others.

use super::{Desk, Draft, Severity};
use crate::claim::{Claim, Modality};
use crate::compare::wording::{inside, phrase};
use crate::compare::{Comparison, Pair, Reason, Verdict, time, verdict};
use crate::corpus::BlockKind;
use crate::event::ClaimRef;
use crate::quantity::{Decimal, Precision};
use crate::rules::policy::Level;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Desk<'a> {
    pub(super) fn figures(&self, index: u32, comparison: &Comparison, out: &mut Vec<Draft<'a>>) {
        let mut by_rule: BTreeMap<&'static str, Vec<&Pair>> = BTreeMap::new();
        // Which claims are borne out by which other reports.
        let borne_out: BTreeSet<(ClaimRef, u32)> = comparison
            .pairs
            .iter()
            .filter(|p| p.verdict == Verdict::Agree && p.a.report != p.b.report)
            .flat_map(|p| [(p.a, p.b.report), (p.b, p.a.report)])
            .collect();
        // Two reports that both give both figures do not differ: what is at odds, each has in itself.
        let shared = |p: &Pair| borne_out.contains(&(p.a, p.b.report)) && borne_out.contains(&(p.b, p.a.report));
        for pair in comparison.pairs.iter().filter(|p| !shared(p)) {
            if let Some(rule) = self.rule(pair, comparison) {
                by_rule.entry(rule).or_default().push(pair);
            }
        }
        for (rule, pairs) in by_rule {
            let claims = if rule == "superseded-figure" {
                self.overtaken(&pairs)
            } else {
                most_at_odds(&pairs)
            };
            let Some(&primary) = claims.first() else { continue };
            // The pair that tells most: the firmest, then the one with the widest gap in input order.
            let firm = |p: &&&Pair| (self.soft(p), p.reason == Reason::UnknownOrder, Reverse(p.b));
            let Some(pair) = pairs
                .iter()
                .filter(|p| p.a == primary || p.b == primary)
                .min_by_key(firm)
            else {
                continue;
            };
            out.push(Draft {
                rule,
                severity: self.graded(rule, &pairs),
                event: comparison.event,
                comparison: Some(index),
                message: self.message(rule, primary, pair),
                gap: self.gap(&claims),
                claims,
            });
        }
    }

    /// The lowest and the highest value of some claims.
    fn gap(&self, claims: &[ClaimRef]) -> Option<(Decimal, Decimal)> {
        let values = || claims.iter().filter_map(|c| c.of(self.digests).interval.named());
        values().min().zip(values().max())
    }

    fn rule(&self, pair: &Pair, comparison: &Comparison) -> Option<&'static str> {
        let one_report = pair.a.report == pair.b.report;
        match pair.verdict {
            Verdict::Agree | Verdict::Compatible => None,
            // That a report says itself what it overtakes is no fault of it.
            Verdict::Updated if one_report => None,
            Verdict::Updated => Some("superseded-figure"),
            Verdict::Conflict if one_report => self.within_one_report(pair, comparison),
            Verdict::Conflict => Some(match pair.reason {
                Reason::DownwardRevision => "downward-revision",
                Reason::SameSpeaker => "speaker-misquoted",
                Reason::Unsupported => "headline-mismatch",
                _ => "conflicting-figures",
            }),
        }
    }

    fn within_one_report(&self, pair: &Pair, comparison: &Comparison) -> Option<&'static str> {
        let title = |c: ClaimRef| c.of(self.digests).block == BlockKind::Title;
        let (headline, body) = match (title(pair.a), title(pair.b)) {
            (true, false) => (pair.a, pair.b),
            (false, true) => (pair.b, pair.a),
            _ if pair.reason == Reason::OtherSpeaker => return Some("conflicting-figures"),
            _ => return Some("self-contradiction"),
        };
        // A headline may take any of the figures that its report gives.
        let borne_out = comparison.pairs.iter().any(|p| {
            let other = if p.a == headline { p.b } else { p.a };
            (p.a == headline || p.b == headline)
                && other.report == body.report
                && !title(other)
                && matches!(p.verdict, Verdict::Agree | Verdict::Compatible)
        });
        (!borne_out).then_some("headline-mismatch")
    }

    /// Earlier figures first, each overtaken by a later one; then those that overtake.
    fn overtaken(&self, pairs: &[&Pair]) -> Vec<ClaimRef> {
        let mut early = Vec::new();
        let mut late = Vec::new();
        for p in pairs {
            let (first, second) = self.in_time(p);
            early.push(first);
            late.push(second);
        }
        let overtaken: BTreeSet<ClaimRef> = early.iter().copied().collect();
        late.retain(|c| !overtaken.contains(c));
        let when = |c: &ClaimRef| {
            let meta = self.digests.get(c.report as usize).map(|d| &d.meta);
            (meta.and_then(|m| time::day(c.of(self.digests), m)), *c)
        };
        early.sort_by_key(when);
        late.sort_by_key(when);
        early.append(&mut late);
        let mut seen = BTreeSet::new();
        early.retain(|c| seen.insert(*c));
        early
    }

    fn in_time(&self, pair: &Pair) -> (ClaimRef, ClaimRef) {
        let of = |c: ClaimRef| (c.of(self.digests), &self.digests[c.report as usize].meta);
        match time::order(of(pair.a), of(pair.b)) {
            Some(std::cmp::Ordering::Greater) => (pair.b, pair.a),
            _ => (pair.a, pair.b),
        }
    }

    /// Whether one of two figures is not put firmly.
    fn soft(&self, pair: &Pair) -> bool {
        let soft = |c: &Claim| c.precision != Precision::Exact || c.modality != Modality::Asserted;
        soft(pair.a.of(self.digests)) || soft(pair.b.of(self.digests))
    }

    fn graded(&self, rule: &str, pairs: &[&Pair]) -> Severity {
        let policy = &self.rules.policy;
        let own = policy.severity(rule);
        let said = |p: &&Pair| [p.a, p.b].iter().all(|c| c.of(self.digests).speaker.is_some());
        let grave = match policy.current().severity.attributed {
            Some(less)
                if rule == "conflicting-figures" && policy.level(rule) == Level::On && pairs.iter().all(said) =>
            {
                own.min(less)
            }
            _ => own,
        };
        let disputed = |p: &&Pair| self.soft(p) || p.a.report == p.b.report && p.reason == Reason::OtherSpeaker;
        if pairs.iter().all(disputed) {
            grave.min(Severity::Warning)
        } else {
            grave
        }
    }

    fn message(&self, rule: &str, primary: ClaimRef, pair: &Pair) -> String {
        let other = if pair.a == primary { pair.b } else { pair.a };
        let (c, o) = (primary.of(self.digests), other.of(self.digests));
        let (mine, theirs) = (phrase(c, self.rules), self.said(other));
        match rule {
            "superseded-figure" => {
                let day = |r: ClaimRef| time::day(r.of(self.digests), &self.digests[r.report as usize].meta);
                match (day(primary), day(other)) {
                    (Some(d), Some(e)) => format!("{mine}, overtaken by {theirs} {}", time::gap(d, e)),
                    _ => format!("{mine}, overtaken by {theirs}"),
                }
            }
            "headline-mismatch" => {
                let brief = |r: ClaimRef| self.digests.get(r.report as usize).is_some_and(|d| d.figures.brief);
                let first = c.block == BlockKind::Title || primary.report != other.report && brief(primary);
                let (title, body) = if first { (c, o) } else { (o, c) };
                format!(
                    "the headline has {}, the text {}",
                    phrase(title, self.rules),
                    inside(&body.text)
                )
            }
            "self-contradiction" => format!("{mine}, but {} in the same report", inside(&o.text)),
            "speaker-misquoted" => format!(
                "{} is quoted with {mine} here and with {theirs}",
                c.speaker.as_deref().unwrap_or("one speaker")
            ),
            _ => format!("{mine} here, {theirs}: {}", tail(pair)),
        }
    }

    fn said(&self, at: ClaimRef) -> String {
        let c = at.of(self.digests);
        let outlet = self.digests.get(at.report as usize).map_or("", verdict::outlet);
        match &c.speaker {
            Some(s) if s != outlet => format!("{} in {outlet} ({s})", inside(&c.text)),
            _ => format!("{} in {outlet}", inside(&c.text)),
        }
    }
}

fn tail(pair: &Pair) -> &'static str {
    match pair.reason {
        Reason::DownwardRevision => "the later figure goes the wrong way",
        Reason::UnknownOrder => "nothing says which is later",
        Reason::FixedFigure => "this figure does not move",
        Reason::OtherSpeaker => "two speakers disagree",
        _ => "they cannot both be true",
    }
}

/// The claims of pairs, the one in most pairs first, the others in input order.
fn most_at_odds(pairs: &[&Pair]) -> Vec<ClaimRef> {
    let mut counts: BTreeMap<ClaimRef, usize> = BTreeMap::new();
    for p in pairs {
        *counts.entry(p.a).or_default() += 1;
        *counts.entry(p.b).or_default() += 1;
    }
    let mut claims: Vec<ClaimRef> = counts.keys().copied().collect();
    if let Some(first) = claims.iter().copied().min_by_key(|c| (Reverse(counts[c]), *c)) {
        claims.retain(|c| *c != first);
        claims.insert(0, first);
    }
    claims
}
