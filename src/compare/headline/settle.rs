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
use rustc_hash::{FxHashMap, FxHashSet};

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
    for held in held.chunk_by(|x, y| x.event == y.event) {
        let event = held.first().map_or(0, |h| h.event);
        let Some(of_event) = comparisons.get_mut(event as usize) else {
            continue;
        };
        let mut board = Board::new(event, std::mem::take(of_event));
        for h in held {
            one(h, &mut board, digests, events, rules);
        }
        *of_event = board.settled();
    }
}

fn one(h: &Held, board: &mut Board, digests: &mut [Digest], events: &mut [Event], rules: &Rules) {
    let (other, apart) = match h.standing {
        Standing::AtOdds(other) => (Some(other), true),
        Standing::By(other) => (Some(other), false),
        Standing::BorneOut => (None, false),
    };
    if let Some(claim) = claimed(h.headline, digests).filter(|_| !apart) {
        board.acquit(claim, h.text);
    }
    let Some(other) = other else { return };
    let a = admit(h.headline, h.event, digests, events);
    let b = admit(other, h.event, digests, events);
    if let Some((a, b)) = a.zip(b) {
        board.join(pair(a, b, apart, digests, rules), digests);
    }
}

fn claimed(at: FigureRef, digests: &[Digest]) -> Option<ClaimRef> {
    Some(ClaimRef {
        report: at.report,
        claim: at.of(digests)?.claim?,
    })
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

/// The comparisons of an event, found by their claims: a headline changes few of many.
struct Board {
    event: u32,
    /// `None` where one has gone.
    comparisons: Vec<Option<Comparison>>,
    /// Those that a claim is in, in order.
    of_claim: FxHashMap<ClaimRef, Vec<usize>>,
    /// The pairs that a claim has in a comparison, for those that were asked for.
    pairs: FxHashMap<usize, FxHashMap<ClaimRef, Vec<usize>>>,
    /// Pairs that were taken back, by comparison and place.
    gone: FxHashSet<(usize, usize)>,
}

impl Board {
    fn new(event: u32, comparisons: Vec<Comparison>) -> Self {
        let mut of_claim: FxHashMap<ClaimRef, Vec<usize>> = FxHashMap::default();
        for (i, c) in comparisons.iter().enumerate() {
            for &claim in &c.claims {
                of_claim.entry(claim).or_default().push(i);
            }
        }
        Self {
            event,
            comparisons: comparisons.into_iter().map(Some).collect(),
            of_claim,
            pairs: FxHashMap::default(),
            gone: FxHashSet::default(),
        }
    }

    /// The comparisons that a claim is in.
    fn with(&self, claim: ClaimRef) -> &[usize] {
        self.of_claim.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// Where the pairs of a claim stand in a comparison.
    fn pairs_of(&mut self, comparison: usize, claim: ClaimRef) -> Vec<usize> {
        let all = self.comparisons.get(comparison).and_then(Option::as_ref);
        let known = self.pairs.entry(comparison).or_insert_with(|| {
            let mut known: FxHashMap<ClaimRef, Vec<usize>> = FxHashMap::default();
            for (i, p) in all.iter().flat_map(|c| &c.pairs).enumerate() {
                known.entry(p.a).or_default().push(i);
                known.entry(p.b).or_default().push(i);
            }
            known
        });
        known.get(&claim).cloned().unwrap_or_default()
    }

    /// Takes back what a text was held to say against a claim of the headline that it bears out.
    fn acquit(&mut self, claim: ClaimRef, text: u32) {
        for c in self.with(claim).to_vec() {
            for i in self.pairs_of(c, claim) {
                let pair = self
                    .comparisons
                    .get(c)
                    .and_then(Option::as_ref)
                    .and_then(|c| c.pairs.get(i));
                let Some(p) = pair else { continue };
                let between = p.a == claim && p.b.report == text || p.b == claim && p.a.report == text;
                if between && !matches!(p.verdict, Verdict::Agree | Verdict::Compatible) {
                    self.gone.insert((c, i));
                }
            }
        }
    }

    /// Puts a pair where its claims are compared, or into a comparison of its own.
    fn join(&mut self, pair: Pair, digests: &[Digest]) {
        let (a, b) = (pair.a, pair.b);
        let both = self.with(a).iter().find(|c| self.with(b).contains(c)).copied();
        if let Some(c) = both {
            let old = self.pairs_of(c, a);
            if let Some(into) = self.comparisons.get_mut(c).and_then(Option::as_mut) {
                let same = |i: &usize| into.pairs.get(*i).is_some_and(|p| (p.a, p.b) == (a, b));
                self.gone.extend(old.into_iter().filter(same).map(|i| (c, i)));
                let known = self.pairs.entry(c).or_default();
                known.entry(a).or_default().push(into.pairs.len());
                known.entry(b).or_default().push(into.pairs.len());
                into.pairs.push(pair);
            }
            return;
        }
        // A figure without partner stood alone.
        for claim in [a, b] {
            for c in self.of_claim.remove(&claim).unwrap_or_default() {
                let slot = self.comparisons.get_mut(c);
                let alone = slot.filter(|s| s.as_ref().is_some_and(|c| c.claims.len() == 1));
                match alone {
                    Some(alone) => *alone = None,
                    None => self.of_claim.entry(claim).or_default().push(c),
                }
            }
            self.of_claim.entry(claim).or_default().push(self.comparisons.len());
        }
        self.comparisons.push(Some(of_pair(pair, self.event, digests)));
    }

    /// The comparisons as they are now.
    fn settled(self) -> Vec<Comparison> {
        let mut all = self.comparisons;
        let touched: FxHashSet<usize> = self.pairs.into_keys().collect();
        for c in touched {
            let Some(of) = all.get_mut(c).and_then(Option::as_mut) else {
                continue;
            };
            let mut i = 0;
            of.pairs.retain(|_| {
                i += 1;
                !self.gone.contains(&(c, i - 1))
            });
            of.verdict = of.pairs.iter().map(|p| p.verdict).max().unwrap_or(Verdict::Agree);
        }
        all.into_iter().flatten().collect()
    }
}

/// A comparison of two claims.
fn of_pair(pair: Pair, event: u32, digests: &[Digest]) -> Comparison {
    let claim = pair.a.of(digests);
    let (x, y) = (claim.interval, pair.b.of(digests).interval);
    Comparison {
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
        claims: vec![pair.a, pair.b],
        pairs: vec![pair],
    }
}
