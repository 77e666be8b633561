//! Rivals: of a text's figures, the one that a figure of the headline was meant to be.

use super::support;
use crate::claim::figure::Figure;
use crate::claim::{Claim, Modality};
use crate::event::Digest;
use crate::quantity::{Decimal, Kind};
use crate::rules::Rules;

/// Parts of a sum that are looked at.
const MOST: usize = 12;

/// A figure in its report.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) figure: &'a Figure,
    pub(super) digest: &'a Digest,
    pub(super) at: super::FigureRef,
}

impl Placed<'_> {
    fn claim(&self) -> Option<&Claim> {
        self.digest.claims.get(self.figure.claim? as usize)
    }

    fn words(&self) -> &[u32] {
        self.digest.figures.sentence(self.figure).map_or(&[], |s| &s.words)
    }
}

/// How well a figure of the text stands for one of the headline; `None` where it is of another kind.
pub(super) fn likeness(h: Placed, b: Placed, rules: &Rules) -> Option<u32> {
    let (x, y) = (h.figure, b.figure);
    if y.single && !x.single && x.interval.point() != Some(Decimal::ONE) {
        return None;
    }
    let same_kind = x.kind == y.kind && x.unit == y.unit;
    let noun = same_noun(&x.noun, &y.noun, rules);
    let near = shared(&x.near, &y.near);
    let told = shared(h.words(), b.words());
    let measure = match (h.claim(), b.claim()) {
        (Some(c), Some(d)) => c.measure == d.measure && c.measure != "other",
        _ => false,
    };
    let score = 4 * u32::from(noun) + 3 * u32::from(measure) + 2 * near + told;
    let of_kind = match x.kind {
        Kind::Count | Kind::Label if support::bare_year(x) && y.kind == Kind::Date => true,
        Kind::Count => match y.kind {
            Kind::Count => noun || measure || x.noun.is_empty() && near > 0 || near > 1,
            _ => false,
        },
        Kind::Label => y.kind == Kind::Label && beside(x, y),
        Kind::Money => same_kind || y.kind == Kind::Count && !x.noun.is_empty() && x.noun == y.noun,
        // the third victim is another than the fourth
        Kind::Ordinal if [x, y].iter().any(|f| of_people(f, rules)) => false,
        Kind::Ordinal => same_kind && (noun || x.beside.1 != 0 && x.beside.1 == y.beside.1),
        _ => same_kind,
    };
    // an age needs no more likeness than being one
    of_kind.then_some(score + u32::from(matches!(x.kind, Kind::Age | Kind::Label)))
}

/// Whether two labels are of one make: "Chapter 11" and "Chapter 7", "a 9-point lead" and "a 4-point lead".
fn beside(x: &Figure, y: &Figure) -> bool {
    let joined = x.beside.1 != 0 && x.beside.1 == y.beside.1;
    let before = x.beside.0 != 0 && x.beside == y.beside;
    before || joined
}

/// The best rival of a figure among those of a text.
pub(super) fn best<'a>(h: Placed, text: &[Placed<'a>], rules: &Rules) -> Option<(Placed<'a>, u32)> {
    let mut best: Option<(Placed, u32)> = None;
    for b in text {
        if let Some(score) = likeness(h, *b, rules).map(|s| s + support::closeness(h.figure, b.figure))
            && best.as_ref().is_none_or(|(_, s)| score > *s)
        {
            best = Some((*b, score));
        }
    }
    best
}

/// Whether two figures of two reports are near enough to be of one thing, as the policy has it.
pub(super) fn near_enough(h: Placed, b: Placed, rules: &Rules) -> bool {
    let (x, y) = (h.figure, b.figure);
    let value = |f: &Figure| f.interval.named().map(|v| v.abs());
    if matches!(x.kind, Kind::Date | Kind::Clock) || y.kind == Kind::Date {
        return true;
    }
    let known = |c: &&Claim| c.measure != "other";
    let claims = h.claim().filter(known).zip(b.claim().filter(known));
    // of what a measure counts, alignment knows better: parts, classes, how gravely
    if claims.is_some_and(|(c, d)| c.measure == d.measure && c.unit.is_none()) {
        return false;
    }
    let most = Decimal::from(rules.policy.furthest_apart(claims.is_none() && x.unit.is_none(), false));
    let (Some(p), Some(q)) = (value(x), value(y)) else {
        return true;
    };
    p.min(q).checked_mul(most).is_none_or(|reach| reach >= p.max(q))
}

/// Whether a figure of the headline is the sum of two or three of the text that measure the same of
/// other people: "eight killed" of three soldiers and five rebels.
pub(super) fn adds_up(h: Placed, text: &[Placed]) -> bool {
    let Some((c, value)) = h.claim().zip(h.figure.interval.point()) else {
        return false;
    };
    let mut parts: Vec<(&str, Decimal)> = Vec::new();
    for d in text.iter().filter_map(|b| b.claim()) {
        let told =
            d.modality == Modality::Asserted && d.measure == c.measure && d.unit == c.unit && d.counted != c.counted;
        if let Some(v) = d.interval.point().filter(|_| told)
            && parts.len() < MOST
            && !parts.contains(&(&d.counted, v))
        {
            parts.push((&d.counted, v));
        }
    }
    let later = |i: usize| parts.iter().skip(i + 1).enumerate().map(move |(j, p)| (i + 1 + j, p));
    parts.iter().enumerate().any(|(i, a)| {
        later(i).filter(|(_, b)| a.0 != b.0).any(|(j, b)| {
            let two = a.1 + b.1;
            two == value || later(j).any(|(_, d)| d.0 != a.0 && d.0 != b.0 && two + d.1 == value)
        })
    })
}

/// Whether two figures are known to measure different things.
pub(super) fn clash(h: Placed, b: Placed) -> bool {
    let known = |c: &&Claim| c.measure != "other";
    match (h.claim().filter(known), b.claim().filter(known)) {
        // "two hurt" are none of the "five shot", of whom some died
        (Some(c), Some(d)) => c.measure != d.measure || d.mixed && !c.mixed,
        _ => false,
    }
}

fn of_people(f: &Figure, rules: &Rules) -> bool {
    let class = rules.taxonomy.class_of_noun(&f.noun);
    class.is_some_and(|c| rules.taxonomy.is_a(&c.name, "people"))
}

fn same_noun(a: &str, b: &str, rules: &Rules) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let class = |n: &str| rules.taxonomy.class_of_noun(n).map(|c| c.name.clone());
    a == b
        || crate::compare::words::near(a, b)
        || matches!((class(a), class(b)), (Some(x), Some(y)) if rules.taxonomy.is_a(&x, &y) || rules.taxonomy.is_a(&y, &x))
}

fn shared(a: &[u32], b: &[u32]) -> u32 {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(p), Some(q)) = (a.get(i), b.get(j)) {
        n += u32::from(p == q);
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    n
}
