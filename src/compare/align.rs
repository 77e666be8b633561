//! Alignment: which claims of an event are about the same thing.
//!
//! Two figures are held against each other where measure, unit, label and scope are the
//! same, and the counted are the same class, or one plainly stands for the other: "44
//! workers" for "44 people" where the report knows of no wider figure. A part is never held
//! against its whole, nor a denied or supposed figure against an asserted one.

use super::thing::Thing;
use super::words::{alike, content, same, scope, side};
use super::{context, evidence};
use crate::claim::{Claim, Modality, ScopeKind};
use crate::corpus::BlockKind;
use crate::event::ClaimRef;
use crate::event::{Digest, Event};
use crate::quantity::Interval;
use crate::rules::Rules;
use crate::rules::measures::Moves;
use compact_str::CompactString;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// Why two claims are not held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apart {
    /// They are about different events.
    Event,
    /// They measure different things.
    Measure,
    /// Their units differ: pounds and euros.
    Unit,
    /// What "other" stands for differs.
    Label,
    /// They count different things, or a part and its whole.
    Counted,
    /// They are limited to different parts of the event.
    Scope,
    /// One is denied, supposed, or a figure of the past.
    Modality,
    /// One comes on top of a figure already given, or is a part of one.
    Part,
}

/// How a claim takes part in comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Put forward as a figure of this event.
    Plain,
    /// A figure that its own report says is overtaken: "rose from 7".
    Old,
    /// Denied, supposed, additional, or otherwise held against nothing.
    Aside(Apart),
}

/// What alignment looks at, worked out once a claim.
#[derive(Clone, Debug)]
pub struct Facet {
    /// The claim.
    pub at: ClaimRef,
    /// Content words of the label, sorted.
    pub label: Vec<String>,
    /// For what no measure knows: its label taken apart.
    pub thing: Option<Thing>,
    /// Content words of the scope, sorted; empty for the whole event.
    pub scope: Vec<String>,
    /// Content words of the side that the counted were on; empty where the words name none.
    pub side: Vec<String>,
    /// That side is the one whose voice the report is: "our losses".
    pub own_side: bool,
    /// Two sides have figures of this measure, so that a figure without side is of both.
    pub sided: bool,
    /// No other figure of its measure and unit stands in its sentence.
    pub sole: bool,
    /// Its report gives no other value of its measure, unit and class.
    pub only: bool,
    /// An amount, and its report gives no other value of its measure and unit.
    pub lone: bool,
    /// A count, and its report gives no other value of its measure for the event.
    pub single: bool,
    /// It is the first of its measure and unit in its report.
    pub first: bool,
    /// The same below the headline.
    pub opens: bool,
    /// The class that may stand for all people of the event, as nothing wider is given.
    pub whole: bool,
    /// How it takes part.
    pub standing: Standing,
}

/// Works out the facets of an event's claims, in order.
pub fn facets(event: &Event, digests: &[Digest], rules: &Rules) -> Vec<Facet> {
    let mut all: Vec<Facet> = event
        .claims
        .iter()
        .map(|&at| {
            let claim = at.of(digests);
            Facet {
                at,
                label: claim.label.as_deref().map(|l| content(l, rules)).unwrap_or_default(),
                thing: Thing::of(claim, rules),
                scope: scope(claim, event, rules),
                side: side(claim, rules),
                own_side: own_side(at, digests, rules),
                sided: false,
                sole: true,
                only: true,
                lone: false,
                single: false,
                first: true,
                opens: true,
                whole: true,
                standing: Standing::Plain,
            }
        })
        .collect();
    let mut of_report: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (i, f) in all.iter().enumerate() {
        of_report.entry(f.at.report).or_default().push(i);
    }
    contrasted(&mut all, digests, rules);
    unlimited(&mut all, &of_report, digests, rules);
    let mut sides: FxHashMap<&str, &[String]> = FxHashMap::default();
    let mut sided: FxHashSet<&str> = FxHashSet::default();
    for f in all.iter().filter(|f| !f.side.is_empty()) {
        let measure = f.at.of(digests).measure.as_str();
        if !same(sides.entry(measure).or_insert(&f.side), &f.side) {
            sided.insert(measure);
        }
    }
    let contested: Vec<bool> = all.iter().map(|f| sided.contains(&*f.at.of(digests).measure)).collect();
    for (f, contested) in all.iter_mut().zip(contested) {
        f.sided = contested;
    }
    for i in 0..all.len() {
        let peers = &of_report[&all[i].at.report];
        let standing = standing(i, peers, &all, event.date, digests, rules);
        let whole = whole(i, peers, &all, digests, rules);
        all[i].standing = standing;
        all[i].whole = whole;
        let claim = all[i].at.of(digests);
        all[i].sole = !peers.iter().any(|&p| {
            let other = all[p].at.of(digests);
            p != i && other.sentence == claim.sentence && other.measure == claim.measure && other.unit == claim.unit
        });
        let alike = |p: &usize| {
            let other = all[*p].at.of(digests);
            other.measure == claim.measure && other.unit == claim.unit
        };
        let only = !peers.iter().any(|p| {
            let other = all[*p].at.of(digests);
            alike(p) && other.counted == claim.counted && other.interval != claim.interval
        });
        let other = |p: &usize| alike(p) && all[*p].at.of(digests).interval != claim.interval;
        let lone = claim.unit.is_some() && !peers.iter().any(other);
        let past = |c: &Claim| c.modality == Modality::Background;
        let now = |p: &usize| past(claim) || !past(all[*p].at.of(digests));
        let single = claim.unit.is_none() && !peers.iter().any(|p| other(p) && now(p));
        let first = !peers.iter().any(|p| *p < i && alike(p));
        let text = |p: &usize| all[*p].at.of(digests).block != BlockKind::Title;
        let opens = text(&i) && !peers.iter().any(|p| *p < i && alike(p) && text(p));
        (all[i].only, all[i].lone, all[i].single, all[i].first) = (only, lone, single, first);
        all[i].opens = opens || first;
        let alone = |t: &Thing| {
            let other = |p: &&usize| {
                let (f, c) = (&all[**p], all[**p].at.of(digests));
                // "a hundred cars were in it; the police say 61": one thing, told twice
                let told = |a: &Claim, b: &Claim| retold(a) && a.label == b.label;
                **p != i
                    && f.thing.as_ref().is_some_and(|o| o.same_head(t))
                    && f.scope == all[i].scope
                    && !told(c, claim)
                    && !told(claim, c)
            };
            !peers.iter().any(|p| other(&p))
        };
        let alone = all[i].thing.as_ref().is_some_and(alone);
        if let Some(t) = &mut all[i].thing {
            t.alone = alone;
        }
    }
    for i in super::parts::rivals(&all, &of_report, digests, rules) {
        all[i].whole = false;
    }
    for i in minor(&all, &of_report, digests, rules) {
        all[i].standing = Standing::Aside(Apart::Part);
    }
    all
}

/// The event's own place is a part of it after all where it stands beside other places: "58 were in
/// Aldwick, 11 in Bellmoor".
fn contrasted(all: &mut [Facet], digests: &[Digest], rules: &Rules) {
    let place = |f: &Facet| f.at.of(digests).scope.as_ref().filter(|s| s.kind == ScopeKind::Place);
    let beside = |f: &Facet, g: &Facet| {
        let (c, d) = (f.at.of(digests), g.at.of(digests));
        f.at.report == g.at.report && c.sentence == d.sentence && c.measure == d.measure && c.counted == d.counted
    };
    for i in 0..all.len() {
        if !all[i].scope.is_empty() || place(&all[i]).is_none() {
            continue;
        }
        // claims of one report stand together
        let near = all[..i].iter().rev().take(8).chain(all[i + 1..].iter().take(8));
        let other = near
            .into_iter()
            .any(|g| beside(&all[i], g) && !g.scope.is_empty() && place(g).is_some());
        // "39 died in the province, 21 of them in Aldwick"
        let (c, own) = (all[i].at.of(digests), |g: &&Facet| g.at.report == all[i].at.report);
        let larger = |g: &Facet| {
            let d = g.at.of(digests);
            d.scope.is_none()
                && c.measure == d.measure
                && d.modality != Modality::Background
                && rules.taxonomy.is_a(&c.counted, &d.counted)
                && matches!((c.interval.high, d.interval.low), (Some(part), Some(whole)) if part < whole)
        };
        let around = all[..i]
            .iter()
            .rev()
            .take_while(own)
            .chain(all[i..].iter().take_while(own));
        let other = other || all[i].thing.is_none() && around.into_iter().any(larger);
        if other && let Some(scope) = place(&all[i]) {
            all[i].scope = content(&scope.text, rules);
        }
    }
}

/// A place that may be all of the event ("the boat", "the district") limits nothing where the report
/// gives no larger figure of the same.
fn unlimited(all: &mut [Facet], of_report: &FxHashMap<u32, Vec<usize>>, digests: &[Digest], rules: &Rules) {
    let beside = |f: &Facet, g: &Facet| {
        let (c, d) = (f.at.of(digests), g.at.of(digests));
        let related = rules.taxonomy.is_a(&c.counted, &d.counted) || rules.taxonomy.is_a(&d.counted, &c.counted);
        let now = d.modality != Modality::Background;
        now && f.at != g.at && c.measure == d.measure && f.label == g.label && related
    };
    let low = |f: &Facet| f.at.of(digests).interval.low;
    let whole = |f: &Facet| !f.scope.is_empty() && f.scope.iter().all(|w| rules.policy.is_whole(w));
    let free: Vec<usize> = (0..all.len())
        .filter(|&i| {
            whole(&all[i])
                && !of_report[&all[i].at.report]
                    .iter()
                    .map(|&p| &all[p])
                    .any(|g| g.scope != all[i].scope && beside(&all[i], g) && low(g) >= low(&all[i]))
        })
        .collect();
    // "the breach was 30 metres wide", where no other length of it is told
    let aspect = |f: &Facet| match f.scope.as_slice() {
        [word] => rules.frames.aspects.contains(&rules.lexicon.get(word)),
        _ => false,
    };
    let alone = |f: &Facet, g: &Facet| {
        let (c, d) = (f.at.of(digests), g.at.of(digests));
        f.at == g.at || c.measure != d.measure || c.counted != d.counted
    };
    let sole = (0..all.len()).filter(|&i| {
        let peers = &of_report[&all[i].at.report];
        aspect(&all[i]) && peers.iter().all(|&p| alone(&all[i], &all[p]))
    });
    for i in free.into_iter().chain(sole).collect::<Vec<_>>() {
        all[i].scope.clear();
    }
}

/// Figures that a report gives beside a larger one of the same kind from the same source: of
/// what adds up, a smaller figure is a part whose limits the words do not give. What another
/// named source says, the headline, and what the report says before it quotes anyone stand for
/// themselves.
fn minor(all: &[Facet], of_report: &FxHashMap<u32, Vec<usize>>, digests: &[Digest], rules: &Rules) -> Vec<usize> {
    let adds_up = |c: &Claim| rules.measures.get(&c.measure).is_some_and(|m| m.additive);
    fn source(c: &Claim) -> Option<&str> {
        c.speaker.as_deref()
    }
    (0..all.len())
        .filter(|&i| {
            let (f, c) = (&all[i], all[i].at.of(digests));
            let Some(most) = super::verdict::reach(c, rules).high else {
                return false;
            };
            f.standing == Standing::Plain
                && adds_up(c)
                && c.block != BlockKind::Title
                && of_report[&f.at.report].iter().any(|&p| {
                    let (g, d) = (&all[p], all[p].at.of(digests));
                    p != i
                        && d.measure == c.measure
                        && g.standing == Standing::Plain
                        && (unsure(c) || !unsure(d))
                        && (c.mixed || !d.mixed)
                        && d.as_of.is_none_or(|then| c.as_of.is_some_and(|now| now <= then))
                        && g.scope == f.scope
                        && (d.counted == c.counted || rules.taxonomy.is_a(&c.counted, &d.counted) && f.whole)
                        && d.interval.low.is_some_and(|low| low > most)
                        && (source(c) == source(d) || source(c).is_none() && (p < i || most.is_zero()) || inherited(c))
                })
        })
        .collect()
}

/// A figure whose measure comes from the one before it.
pub(super) fn inherited(c: &Claim) -> bool {
    c.rule.ends_with("/inherited")
}

/// A figure whose measure is taken from its context, or that is put beside another by whom the words do not say.
fn unsure(c: &Claim) -> bool {
    inherited(c) || retold(c)
}

/// A figure that another source gives, or that is held against another, of what was told before.
fn retold(c: &Claim) -> bool {
    ["/reported", "/compared"].iter().any(|way| c.rule.ends_with(way))
}

fn standing(
    i: usize,
    peers: &[usize],
    all: &[Facet],
    day: Option<Date>,
    digests: &[Digest],
    rules: &Rules,
) -> Standing {
    let claim = all[i].at.of(digests);
    // "27 people died in February", of an event of that month: looked back on, and the figure of the event
    let own_time = claim
        .when
        .zip(day)
        .is_some_and(|(w, d)| w.is_period() && w.from <= d && d <= w.to);
    match claim.modality {
        Modality::Denied | Modality::Hypothetical => return Standing::Aside(Apart::Modality),
        // A report that tells of this event mainly as its present one cites an overtaken figure;
        // one that only looks back on it gives the figure itself.
        Modality::Background
            if !own_time
                && peers
                    .iter()
                    .any(|&p| all[p].at.of(digests).modality != Modality::Background) =>
        {
            return Standing::Old;
        }
        _ => {}
    }
    let alike = |other: &Facet| {
        let o = other.at.of(digests);
        o.measure == claim.measure && o.counted == claim.counted && other.scope == all[i].scope
    };
    let related = |other: &Facet| {
        let o = other.at.of(digests);
        let (x, y) = (o.counted.as_str(), claim.counted.as_str());
        o.measure == claim.measure && (rules.taxonomy.is_a(x, y) || rules.taxonomy.is_a(y, x))
    };
    // "six others are missing" under a headline with six missing
    let repeats = |other: &Facet| other.at.of(digests).interval == claim.interval;
    let on_top = claim.additional
        && peers
            .iter()
            .any(|&p| p < i && related(&all[p]) && all[p].label == all[i].label && !repeats(&all[p]));
    let part = claim.part_of.as_ref().is_some_and(|part| {
        peers.iter().any(|&p| {
            all[p].at.claim == part.whole
                && p != i
                && alike(&all[p])
                && all[p].at.of(digests).interval != claim.interval
        })
    });
    // "nine of them were hurt, one badly": no part of the one
    let fewer = |other: &Facet| {
        let (c, o) = (&claim.interval, &other.at.of(digests).interval);
        o.low.is_some_and(|v| !v.is_zero()) && o.high.or(o.low) < c.high.or(c.low)
    };
    let wider = |p: usize| p != i && related(&all[p]) && !(p > i && fewer(&all[p]));
    // "seven of them are injured": of the rescued, and all there are
    let of_all = |p: usize| all[i].scope.is_empty() || same(&all[i].scope, &all[p].scope);
    let partial = claim.partial && peers.iter().any(|&p| wider(p) && of_all(p));
    // by how much a toll rose, and nobody of one sort, are no figures of all
    let step = claim.additional && claim.rule.contains("/value:");
    let none = claim.partial && claim.interval.high.is_some_and(|v| v.is_zero());
    if on_top || part || partial || step || none {
        return Standing::Aside(Apart::Part);
    }
    Standing::Plain
}

/// Whether the report gives no larger figure of a wider class beside this one.
fn whole(i: usize, peers: &[usize], all: &[Facet], digests: &[Digest], rules: &Rules) -> bool {
    let claim = all[i].at.of(digests);
    let most = super::verdict::reach(claim, rules).high;
    // "three men and a woman": neither stands for all, nor do fewer of one sort than of another
    let fewer = |other: &Claim| claim.interval.named() <= other.interval.named();
    let sibling = |other: &Claim| {
        let (x, y) = (other.counted.as_str(), claim.counted.as_str());
        let beside = other.sentence == claim.sentence || rules.taxonomy.disjoint(x, y);
        (beside || fewer(other))
            && other.scope == claim.scope
            && !rules.taxonomy.is_a(x, y)
            && !rules.taxonomy.is_a(y, x)
            && rules.taxonomy.is_a(x, "people")
            && other.interval.low.is_some_and(|v| !v.is_zero())
    };
    !peers.iter().any(|&p| {
        let other = all[p].at.of(digests);
        if p != i && other.measure == claim.measure && sibling(other) {
            return true;
        }
        p != i
            && other.measure == claim.measure
            && other.counted != claim.counted
            && all[p].scope == all[i].scope
            && all[p].label == all[i].label
            && matches!((most, other.interval.low), (Some(most), Some(least)) if least > most)
            && matches!(other.modality, Modality::Asserted | Modality::Estimated)
            && rules.taxonomy.is_a(&claim.counted, &other.counted)
    })
}

/// Whether a figure is of the side that speaks in its report.
fn own_side(at: ClaimRef, digests: &[Digest], rules: &Rules) -> bool {
    let side = side(at.of(digests), rules);
    let outlet = digests.get(at.report as usize).and_then(|d| d.meta.outlet.as_deref());
    !side.is_empty() && outlet.is_some_and(|o| same(&content(o, rules), &side))
}

/// Whether two claims of one event are held against each other, and if not, why.
///
/// # Errors
/// The first thing that keeps them apart.
pub fn comparable(a: &Facet, b: &Facet, digests: &[Digest], rules: &Rules) -> Result<(), Apart> {
    let (x, y) = (a.at.of(digests), b.at.of(digests));
    if x.measure != y.measure {
        return Err(Apart::Measure);
    }
    if !rules.units.may_be_one(x.unit.as_ref(), y.unit.as_ref()) {
        return Err(Apart::Unit);
    }
    // a report that seems to contradict itself by a figure without a measure of its own has been misread
    let doubtful = inherited(x) != inherited(y) && x.speaker == y.speaker;
    if doubtful && a.at.report == b.at.report && !x.interval.intersects(&y.interval) {
        return Err(Apart::Part);
    }
    // a picture may be of another day or event
    let picture = |c: &Claim| c.block == BlockKind::Picture;
    if a.at.report == b.at.report && picture(x) != picture(y) && !x.interval.intersects(&y.interval) {
        return Err(Apart::Event);
    }
    // "the other three cars" of one report are some of the four of another
    let some = |part: &Claim, whole: &Claim| {
        (part.partial || part.additional)
            && matches!((part.interval.high, whole.interval.low), (Some(part), Some(whole)) if part < whole)
    };
    if a.thing.is_some() && b.thing.is_some() && (some(x, y) || some(y, x)) {
        return Err(Apart::Part);
    }
    if a.at.report == b.at.report {
        let old = [a, b].iter().any(|f| f.standing == Standing::Old);
        if !old && two_things(x, y, rules) {
            return Err(Apart::Part);
        }
    }
    match by_words(a, b, digests, rules) {
        Err(Apart::Label | Apart::Counted | Apart::Scope) if evidence::bears_out(a, b, digests, rules) => {}
        Err(why) => return Err(why),
        Ok(()) => {}
    }
    // Two figures of the past are of one event only where their days meet.
    let past = |c: &Claim| c.modality == Modality::Background;
    let periods = match (x.when, y.when) {
        (Some(d), Some(e)) if d.to < e.from || e.to < d.from => Some((d, e)),
        _ => None,
    };
    if past(x) && past(y) && periods.is_some() {
        return Err(Apart::Event);
    }
    // "38 deaths in June", "71 in July"
    let two = periods.is_some_and(|(d, e)| d.is_period() && e.is_period());
    if two && !x.interval.intersects(&y.interval) {
        return Err(Apart::Scope);
    }
    match (a.standing, b.standing) {
        (Standing::Aside(why), _) | (_, Standing::Aside(why)) => Err(why),
        (Standing::Plain, Standing::Plain) => Ok(()),
        (Standing::Old, Standing::Old) => Err(Apart::Modality),
        _ if a.at.report == b.at.report && x.sentence == y.sentence => Ok(()),
        _ => Err(Apart::Modality),
    }
}

/// Whether two counts of one report that cannot both be true are rather of two things: a report that tells of a
/// dispute says who gives the later figure, and one that looks back twice tells of two events.
fn two_things(x: &Claim, y: &Claim, rules: &Rules) -> bool {
    let (first, later) = if x.span <= y.span { (x, y) } else { (y, x) };
    let text = |c: &Claim| c.block != BlockKind::Title;
    let past = |c: &Claim| c.modality == Modality::Background;
    let named = first.speaker.is_some() || later.speaker.is_some();
    let rival = later.speaker.is_some() && !later.carried || retold(later) && named;
    let counts = rules.measures.get(&x.measure).is_none_or(|m| m.counts.is_some());
    counts
        && x.unit.is_none()
        && text(x)
        && text(y)
        && !x.interval.intersects(&y.interval)
        && (!rival || past(first) && past(later))
}

/// Whether the words for what is counted, and for the part of the event, are those of one thing.
pub(super) fn by_words(a: &Facet, b: &Facet, digests: &[Digest], rules: &Rules) -> Result<(), Apart> {
    let (x, y) = (a.at.of(digests), b.at.of(digests));
    let one_report = a.at.report == b.at.report;
    // "ten minutes later", "left after twenty minutes": nothing says what either is of
    let unnamed = |f: &Facet, c: &Claim| c.unit.is_some() && c.counted.is_empty() && f.thing.is_none();
    let apart = one_report && x.sentence != y.sentence;
    if apart && unnamed(a, x) && unnamed(b, y) && a.label.is_empty() && !x.interval.intersects(&y.interval) {
        return Err(Apart::Counted);
    }
    // "60 percent of the cases are in three towns", "45 percent of the cases are children"
    let share = |c: &Claim| {
        let percent = rules
            .measures
            .get(&c.measure)
            .is_some_and(|m| m.dimensions.iter().any(|d| d == "percent"));
        percent && rules.taxonomy.is_a(&c.counted, "people")
    };
    if share(x) && share(y) && !context::told_together(x, y) {
        return Err(Apart::Counted);
    }
    let together = !one_report && a.sole && b.sole && context::applies(x, rules) && context::told_together(x, y);
    if let (Some(t), Some(u)) = (&a.thing, &b.thing) {
        let disputed = x.speaker.is_some() && y.speaker.is_some() && x.speaker != y.speaker;
        // Who words two things differently in one report means two things.
        if one_report && (!disputed || x.label != y.label) || !(together || t.fits(u)) {
            return Err(Apart::Label);
        }
    } else if !alike(&a.label, &b.label) || one_report && x.label != y.label {
        return Err(Apart::Label);
    }
    let labelled = a.thing.is_some() && b.thing.is_some();
    // A report measures many things: only a headline, an overtaken figure or another speaker repeats one.
    if one_report && x.unit.is_some() && a.thing.is_none() {
        let disputed = x.speaker.is_some() && y.speaker.is_some() && x.speaker != y.speaker;
        let title = |c: &Claim| c.block == BlockKind::Title;
        let old = |f: &Facet| f.standing == Standing::Old;
        if !disputed && title(x) == title(y) && old(a) == old(b) {
            return Err(Apart::Counted);
        }
    }
    let one_amount = || !one_report && super::rounding::one_amount(x, y, rules);
    if !labelled && !together && !same_counted((x, a.whole), (y, b.whole), rules) && !one_amount() {
        return Err(Apart::Counted);
    }
    let said = |c: &Claim| c.scope.as_ref().map(|s| s.text.clone());
    if !same(&a.scope, &b.scope) || one_report && !a.scope.is_empty() && said(x) != said(y) {
        return Err(Apart::Scope);
    }
    // of which side a figure is that names none, nobody knows, unless both say the same
    let unsided = a.side.is_empty() && b.side.is_empty() && !x.interval.intersects(&y.interval);
    if a.sided && (!same(&a.side, &b.side) || unsided) {
        return Err(Apart::Scope);
    }
    // "our losses: six", of those who ambushed the eleven
    if (a.own_side || b.own_side) && !same(&a.side, &b.side) && !x.interval.intersects(&y.interval) {
        return Err(Apart::Scope);
    }
    Ok(())
}

pub(super) fn same_counted(a: (&Claim, bool), b: (&Claim, bool), rules: &Rules) -> bool {
    let (x, y) = (a.0.counted.as_str(), b.0.counted.as_str());
    if x == y {
        return true;
    }
    let t = &rules.taxonomy;
    // protesters and people, where both are those who took part; but women are some of those in hospital
    let agents = |class: &str| {
        let measure = rules.measures.get(&a.0.measure);
        measure.is_some_and(|m| m.agents.iter().any(|agent| t.is_a(class, agent)))
    };
    let all = |narrow: &str, whole: bool| whole || agents(narrow);
    if rules.policy.names_what_it_counts(&a.0.measure) && (t.is_a(x, y) && all(x, a.1) || t.is_a(y, x) && all(y, b.1)) {
        return true;
    }
    // those arrested: gang members here, people there
    if rules.policy.is_of_anyone(&a.0.measure) && (t.is_a(x, y) && a.1 || t.is_a(y, x) && b.1) {
        return true;
    }
    // that no nurse fell ill says nothing of all the others; the missing come to none in the end
    let none = |c: &Claim| c.interval.high.is_some_and(|v| v.is_zero()) && rules.policy.moves(c, rules) != Moves::Down;
    if t.stands_for(x, y) && a.1 && !none(a.0) || t.stands_for(y, x) && b.1 && !none(b.0) {
        return rules.policy.stands_for_whole(&a.0.measure);
    }
    // the pupils beside four teachers are the children beside four adults
    if a.1 == b.1 && t.alike(x, y) {
        return true;
    }
    if a.1 && b.1 && (t.stand_for_one(x, y) && rules.policy.stands_for_whole(&a.0.measure)) {
        return true;
    }
    // A noun that no class has and a measure of people counts: "90 apostates" for 90 people.
    let unknown = |c: &Claim| {
        let befalls = rules.measures.get(&c.measure).is_some_and(|m| m.befalls);
        befalls && !c.counted.is_empty() && !t.knows(&c.counted) && t.class_of_noun(&c.counted).is_none()
    };
    if a.1 && b.1 && (x == "people" && unknown(b.0) || y == "people" && unknown(a.0)) {
        return rules.policy.stands_for_whole(&a.0.measure);
    }
    // What is measured, not counted, goes by any noun: "the coach", "the bus".
    let class = |noun: &str| t.class_of_noun(noun).map(|c| c.name.clone());
    let counts = rules.measures.get(&a.0.measure).is_none_or(|m| m.additive);
    !counts && class(x).is_some() && class(x) == class(y)
}

/// Up to so many claims of an event are each held against each; beyond, those told in other words are
/// found through their kinds alone.
const MOST_TOLD: usize = 1000;

/// Groups of claims that may be held against each other, each in order; groups by first claim.
pub fn groups(all: &[Facet], digests: &[Digest], rules: &Rules) -> Vec<Vec<usize>> {
    // Distinct kinds of claim are few however many reports there are: pair the kinds, not the claims.
    type Kind<'a> = (
        &'a str,
        Option<&'a CompactString>,
        &'a [String],
        &'a str,
        &'a [String],
        &'a [String],
        (bool, Option<&'a Thing>, Option<Interval>, Option<usize>),
    );
    let few = all.len() <= MOST_TOLD;
    let mut kinds: FxHashMap<Kind, usize> = FxHashMap::default();
    let mut first: Vec<usize> = Vec::new();
    let mut of: Vec<Option<usize>> = Vec::with_capacity(all.len());
    for (i, f) in all.iter().enumerate() {
        if matches!(f.standing, Standing::Aside(_)) {
            of.push(None);
            continue;
        }
        let c = f.at.of(digests);
        // Amounts may be known to be one by their values.
        // and figures of no side are held against each other by theirs.
        let unsided = f.sided && f.side.is_empty();
        let amount = (c.unit.is_some() && f.thing.is_none() || unsided).then_some(c.interval);
        let kind = (
            &*c.measure,
            c.unit.as_ref(),
            &*f.label,
            &*c.counted,
            &*f.scope,
            &*f.side,
            (f.whole, f.thing.as_ref(), amount, few.then_some(i)),
        );
        let next = first.len();
        let k = *kinds.entry(kind).or_insert(next);
        if k == next {
            first.push(i);
        }
        of.push(Some(k));
    }
    let mut root: Vec<usize> = (0..first.len()).collect();
    fn find(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    let plain = |i: usize| Facet {
        standing: Standing::Plain,
        ..all[i].clone()
    };
    let reps: Vec<Facet> = first.iter().map(|&i| plain(i)).collect();
    let mut by_measure: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (k, f) in reps.iter().enumerate() {
        by_measure.entry(&f.at.of(digests).measure).or_default().push(k);
    }
    for (k, rep) in reps.iter().enumerate() {
        for &l in by_measure[&*rep.at.of(digests).measure].iter().filter(|&&l| l > k) {
            if comparable(rep, &reps[l], digests, rules).is_ok() {
                let (x, y) = (find(&mut root, k), find(&mut root, l));
                root[x.max(y)] = x.min(y);
            }
        }
    }
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut at_root: FxHashMap<usize, usize> = FxHashMap::default();
    for (i, kind) in of.into_iter().enumerate() {
        match kind {
            None => out.push(vec![i]),
            Some(k) => {
                let r = find(&mut root, k);
                let g = *at_root.entry(r).or_insert_with(|| {
                    out.push(Vec::new());
                    out.len() - 1
                });
                out[g].push(i);
            }
        }
    }
    out
}
