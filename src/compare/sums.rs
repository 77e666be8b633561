//! Sums: parts against their totals, within one report.
//!
//! Parts come from the claims themselves ("20 farmers: 11 women, nine men"), or are worked out:
//! narrower classes that share no member, places listed one after the other, and what became of
//! those who were there. Worked-out parts only may not exceed their total; a list of places that nearly makes the total and misses it is worth a look as well.
//! A doubt is decided for the report.

use super::align::{self, Facet, Standing};
use super::wording::{inside, noun, number, phrase, title};
use super::{Sum, SumVerdict, verdict};
use crate::claim::{Claim, Modality};
use crate::corpus::BlockKind;
use crate::event::{Digest, Event};
use crate::quantity::Decimal;
use crate::rules::Rules;
use std::collections::BTreeMap;

/// Places listed one after the other that come this near to the total are all there are.
const NEARLY_ALL: Decimal = Decimal::from_parts(9, 0, 0, false, 1);

/// Parts that come to less of the total are not all there are, however they are listed.
const MOST_OF_IT: Decimal = Decimal::from_parts(75, 0, 0, false, 2);

/// Parts that come to much more than the total are no parts of it.
const NOT_MUCH_MORE: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

/// Finds totals with their parts among the claims of one event and does the sums.
pub fn sums(event: u32, events: &[Event], digests: &[Digest], rules: &Rules) -> Vec<Sum> {
    let Some(of) = events.get(event as usize) else {
        return Vec::new();
    };
    let facets = align::facets(of, digests, rules);
    let mut reports: BTreeMap<u32, Vec<&Facet>> = BTreeMap::new();
    for f in &facets {
        reports.entry(f.at.report).or_default().push(f);
    }
    let mut out: Vec<Sum> = Vec::new();
    // the headline repeats the text's total: one sum is enough
    let title = |s: &Sum| s.total.of(digests).block == BlockKind::Title;
    let value = |s: &Sum| s.total.of(digests).interval;
    for all in reports.values() {
        let mut own: Vec<Sum> = Vec::new();
        let desk = of_report(event, all, digests, rules);
        let mut found = desk.given();
        found.extend(desk.by_class());
        found.extend(desk.by_place());
        found.extend(desk.fates());
        found.extend(desk.fractions());
        for sum in found {
            // One total may be reached in two ways; the first that fails says enough.
            let known = |s: &Sum| s.total == sum.total && (s.verdict == sum.verdict || s.parts == sum.parts);
            if !own.iter().any(known) {
                own.push(sum);
            }
        }
        let (of_title, told): (Vec<Sum>, Vec<Sum>) = own.into_iter().partition(title);
        let repeats = |s: &Sum| told.iter().any(|t| t.parts == s.parts && value(t) == value(s));
        out.extend(of_title.into_iter().filter(|s| !repeats(s)));
        out.extend(told);
    }
    out.extend(super::across::across(event, &reports, digests, rules));
    out.sort_by_key(|s| (s.total, s.parts.first().copied()));
    out
}

/// The claims of one report about one event, laid out for sums.
pub(super) fn of_report<'a>(event: u32, all: &'a [&'a Facet], digests: &'a [Digest], rules: &'a Rules) -> Desk<'a> {
    let plain = |f: &&&Facet| f.standing == Standing::Plain && f.at.of(digests).modality != Modality::Background;
    Desk {
        event,
        all,
        plain: all.iter().filter(plain).copied().collect(),
        digests,
        rules,
    }
}

/// The claims of one report about one event.
pub(super) struct Desk<'a> {
    event: u32,
    all: &'a [&'a Facet],
    plain: Vec<&'a Facet>,
    digests: &'a [Digest],
    rules: &'a Rules,
}

impl<'a> Desk<'a> {
    fn claim(&self, f: &Facet) -> &'a Claim {
        f.at.of(self.digests)
    }

    /// The least that parts can come to, and the most, if it is bounded.
    fn range(&self, parts: &[&Facet]) -> (Decimal, Option<Decimal>) {
        let mut low = Decimal::ZERO;
        let mut high = Some(Decimal::ZERO);
        for f in parts {
            let reach = verdict::reach(self.claim(f), self.rules);
            low = low.checked_add(reach.low.unwrap_or_default()).unwrap_or(low);
            high = high.zip(reach.high).and_then(|(a, b)| a.checked_add(b));
        }
        (low, high)
    }

    pub(super) fn exceeds(&self, total: &Facet, parts: &[&Facet]) -> bool {
        let most = verdict::reach(self.claim(total), self.rules).high;
        most.is_some_and(|m| self.range(parts).0 > m)
    }

    fn falls_short(&self, total: &Facet, parts: &[&Facet]) -> bool {
        let least = verdict::reach(self.claim(total), self.rules).low;
        matches!((self.range(parts).1, least), (Some(most), Some(least)) if most < least)
    }

    /// Whether the parts come to most of the total: a list that leaves out a third of it was not meant to be whole.
    fn nearly_all(&self, total: &Facet, parts: &[&Facet]) -> bool {
        let share = self.low(total).checked_mul(MOST_OF_IT);
        share.is_none_or(|share| self.range(parts).0 >= share)
    }

    pub(super) fn sum(&self, total: &Facet, parts: &[&Facet], exhaustive: bool, verdict: SumVerdict) -> Sum {
        Sum {
            event: self.event,
            total: total.at,
            parts: parts.iter().map(|f| f.at).collect(),
            exhaustive,
            verdict,
            because: self.because(total, parts, verdict),
        }
    }

    /// Parts that the claims name as such.
    fn given(&self) -> Vec<Sum> {
        let mut wholes: BTreeMap<u32, Vec<&Facet>> = BTreeMap::new();
        for &f in self.all {
            if let Some(part) = &self.claim(f).part_of
                && !matches!(self.claim(f).modality, Modality::Denied | Modality::Hypothetical)
            {
                wholes.entry(part.whole).or_default().push(f);
            }
        }
        let mut out = Vec::new();
        for (whole, mut parts) in wholes {
            let Some(total) = self.plain.iter().find(|f| f.at.claim == whole) else {
                continue;
            };
            // a figure of the whole event is no part of a week's
            parts.retain(|f| total.scope.is_empty() || !f.scope.is_empty());
            if parts.is_empty() {
                continue;
            }
            let full: Vec<&Facet> = parts
                .iter()
                .copied()
                .filter(|f| self.claim(f).part_of.as_ref().is_some_and(|p| p.exhaustive))
                .collect();
            if full.len() > 1 {
                self.breakdowns(total, &full, &mut out);
                continue;
            }
            let apart = self.largest_apart(&parts);
            let verdict = if self.exceeds(total, &apart) {
                SumVerdict::Exceeds
            } else {
                SumVerdict::Holds
            };
            out.push(self.sum(total, &apart, false, verdict));
        }
        out
    }

    /// Exhaustive parts, which may be several breakdowns of one total: by class, by place, by fate.
    fn breakdowns(&self, total: &Facet, parts: &[&Facet], out: &mut Vec<Sum>) {
        let verdict = |set: &[&Facet]| {
            if self.exceeds(total, set) {
                SumVerdict::Exceeds
            } else if self.falls_short(total, set) && self.nearly_all(total, set) {
                SumVerdict::FallsShort
            } else {
                SumVerdict::Holds
            }
        };
        if verdict(parts) == SumVerdict::Holds {
            out.push(self.sum(total, parts, true, SumVerdict::Holds));
            return;
        }
        let mut lists: Vec<Vec<&Facet>> = Vec::new();
        for &f in parts {
            let start = self.claim(f).sentence.start;
            let follows = |list: &Vec<&Facet>| {
                list.last()
                    .is_some_and(|l| start.saturating_sub(self.claim(l).sentence.end) < 4)
            };
            match lists.last_mut() {
                Some(list) if follows(list) => list.push(f),
                _ => lists.push(vec![f]),
            }
        }
        let axis = |f: &Facet| {
            let (c, t) = (self.claim(f), self.claim(total));
            let same = c.measure == t.measure;
            (!same, same && f.scope != total.scope, same && c.counted == t.counted)
        };
        if lists.iter().all(|l| l.len() == 1) {
            lists = vec![parts.to_vec()];
        }
        for list in lists.iter().filter(|l| l.len() > 1) {
            let mut axes: BTreeMap<(bool, bool, bool), Vec<&Facet>> = BTreeMap::new();
            for &f in list {
                axes.entry(axis(f)).or_default().push(f);
            }
            let whole = verdict(list);
            if axes.len() == 1 || whole == SumVerdict::Holds {
                out.push(self.sum(total, list, true, whole));
                continue;
            }
            // Breakdowns that stand in one list: each may hold on its own; a mixed one may only not exceed.
            for set in axes.values().filter(|s| s.len() > 1) {
                match verdict(set) {
                    SumVerdict::FallsShort => {}
                    other => out.push(self.sum(total, set, true, other)),
                }
            }
        }
    }

    /// Whether the figure of another report is of a wider class than a part of this one's, and else the same.
    pub(super) fn is_total_of(&self, total: &Facet, part: &Facet) -> bool {
        let (t, c) = (self.claim(total), self.claim(part));
        self.additive(t)
            && total.scope.is_empty()
            && self.same_but_class(total, part)
            && t.counted != c.counted
            && self.rules.taxonomy.is_a(&c.counted, &t.counted)
    }

    /// This report's figures of classes that share no member, all of them parts of `total`.
    pub(super) fn disjoint_parts(&self, total: &Facet) -> Vec<&'a Facet> {
        let mut parts: Vec<&Facet> = Vec::new();
        for &f in self.plain.iter().filter(|f| self.is_total_of(total, f)) {
            let class = &self.claim(f).counted;
            match parts.iter_mut().find(|p| self.claim(p).counted == *class) {
                Some(p) if self.low(f) < self.low(p) => *p = f,
                Some(_) => {}
                None => parts.push(f),
            }
        }
        let beside = |f: &&Facet| self.rules.policy.counted_beside(&self.claim(f).counted);
        parts.retain(|f| !beside(f));
        self.largest_apart(&parts)
    }

    /// Whether this report gives a figure of the total's own class.
    pub(super) fn has_total(&self, total: &Facet) -> bool {
        let counted = &self.claim(total).counted;
        self.all
            .iter()
            .any(|f| self.claim(f).counted == *counted && self.claim(f).measure == self.claim(total).measure)
    }

    /// Whether the parts come to the total exactly.
    pub(super) fn makes_up(&self, total: &Facet, parts: &[&Facet]) -> bool {
        self.range(parts) == (self.low(total), self.claim(total).interval.high)
    }

    /// Narrower classes that share no member: 70 militants, 6 police and 15 civilians among 80 killed.
    fn by_class(&self) -> Vec<Sum> {
        let mut out = Vec::new();
        for &total in &self.plain {
            let t = self.claim(total);
            if !self.additive(t) || self.outdone(total) {
                continue;
            }
            let mut parts: Vec<&Facet> = Vec::new();
            for &f in &self.plain {
                let c = self.claim(f);
                let narrower = c.counted != t.counted && self.rules.taxonomy.is_a(&c.counted, &t.counted);
                if !narrower || !self.same_but_class(total, f) {
                    continue;
                }
                // Of several figures for one class the smallest counts.
                match parts.iter_mut().find(|p| self.claim(p).counted == c.counted) {
                    Some(p) if self.low(f) < self.low(p) => *p = f,
                    Some(_) => {}
                    None => parts.push(f),
                }
            }
            let mut apart = self.largest_apart(&parts);
            // Attackers are often counted beside the toll: where the others make up most of it, so are these.
            let (beside, others): (Vec<&Facet>, Vec<&Facet>) = parts
                .iter()
                .copied()
                .partition(|p| self.rules.policy.counted_beside(&self.claim(p).counted));
            if !beside.is_empty() && self.exceeds(total, &apart) {
                let others = self.largest_apart(&others);
                let most = self.range(&others).0.checked_add(self.range(&others).0);
                if most.is_some_and(|m| m >= self.low(total)) {
                    apart = others;
                }
            }
            let single = apart.len() == 1 && apart.iter().all(|p| self.claim(p).speaker == t.speaker);
            if (apart.len() > 1 || single) && self.exceeds(total, &apart) {
                out.push(self.sum(total, &apart, false, SumVerdict::Exceeds));
            } else if apart.len() > 1 && self.range(&apart) == (self.low(total), t.interval.high) {
                out.push(self.sum(total, &apart, false, SumVerdict::Holds));
            }
        }
        out
    }

    /// Places listed one after the other.
    fn by_place(&self) -> Vec<Sum> {
        let mut out = Vec::new();
        for run in self.runs() {
            let Some(&first) = run.first() else { continue };
            let c = self.claim(first);
            let totals: Vec<&Facet> = self
                .plain
                .iter()
                .copied()
                .filter(|f| {
                    let t = self.claim(f);
                    f.scope.is_empty()
                        && t.measure == c.measure
                        && t.unit == c.unit
                        && (align::alike(&f.label, &first.label) || first.label.iter().all(|w| f.label.contains(w)))
                        && (t.counted == c.counted
                            || self.rules.taxonomy.stands_for(&t.counted, &c.counted)
                            || self.rules.taxonomy.stands_for(&c.counted, &t.counted))
                })
                .collect();
            if totals
                .iter()
                .any(|t| !self.exceeds(t, &run) && !self.falls_short(t, &run))
            {
                continue;
            }
            let near = |t: &&&Facet| (t.at.claim as i64 - first.at.claim as i64).abs();
            let Some(total) = totals.iter().min_by_key(near) else {
                continue;
            };
            // Places whose sum is far from the total are places of something else.
            let whole = self.low(total);
            let sum = self.range(&run).0;
            let about = |share: Decimal| whole.checked_mul(share).unwrap_or(whole);
            if run.iter().any(|p| self.low(p) >= whole) || sum < about(NEARLY_ALL) || sum > about(NOT_MUCH_MORE) {
                continue;
            }
            let verdict = if self.exceeds(total, &run) {
                SumVerdict::Exceeds
            } else {
                SumVerdict::FallsShort
            };
            out.push(self.sum(total, &run, true, verdict));
        }
        out
    }

    /// Claims next to each other in one sentence or two that differ in their scope only.
    fn runs(&self) -> Vec<Vec<&'a Facet>> {
        let mut out: Vec<Vec<&Facet>> = Vec::new();
        // "of the dead, 58 were in Arden, 11 in Thorne": parts of a whole that the words name only
        let told = |c: &Claim| c.partial || align::inherited(c);
        let part = |f: &Facet| f.standing == Standing::Aside(align::Apart::Part) && told(self.claim(f));
        for &f in self
            .all
            .iter()
            .filter(|f| part(f) || self.plain.iter().any(|p| p.at == f.at))
        {
            let c = self.claim(f);
            let kind = c
                .scope
                .as_ref()
                .map(|s| s.kind)
                .filter(|_| !f.scope.is_empty() && self.additive_or_labelled(c));
            let joins = |run: &Vec<&Facet>| {
                let Some(last) = run.last() else { return false };
                let l = self.claim(last);
                let follows = f.at.claim == last.at.claim + 1 && c.sentence.start.saturating_sub(l.sentence.end) < 4;
                let alike =
                    l.measure == c.measure && l.counted == c.counted && l.unit == c.unit && last.label == f.label;
                let apart = match kind {
                    Some(kind) => {
                        l.scope.as_ref().is_some_and(|s| s.kind == kind) && run.iter().all(|r| apart_in_scope(r, f))
                    }
                    // "five in the town, four in Arden, two at sea"
                    None => run.len() > 1 && f.scope.is_empty() && c.sentence == l.sentence && align::inherited(c),
                };
                follows && alike && apart
            };
            match out.last_mut() {
                Some(run) if joins(run) => run.push(f),
                _ if kind.is_some() => out.push(vec![f]),
                _ => {}
            }
        }
        out.retain(|run| run.len() > 1);
        out
    }

    /// What became of those who were there: the dead, the missing and the rescued of 90 aboard.
    fn fates(&self) -> Vec<Sum> {
        let mut out = Vec::new();
        for fate in &self.rules.policy.fates {
            let widest = |measure: &str| {
                let mut inside: Vec<&Facet> = self.figures(measure, |s| names(&fate.inside, s));
                let mut all = self.figures(measure, |s| s.is_empty());
                if inside.is_empty() && !self.figures(measure, |s| names(&fate.outside, s)).is_empty() {
                    return None;
                }
                let from = if inside.is_empty() { &mut all } else { &mut inside };
                // The widest class, and of several figures the smallest.
                from.iter()
                    .copied()
                    .filter(|f| f.whole)
                    .min_by_key(|f| (self.claim(f).counted != "people", self.low(f)))
            };
            let wholes = self.figures(&fate.whole, |s| s.is_empty());
            let room = |f: &Facet| verdict::reach(self.claim(f), self.rules).high;
            if wholes.iter().any(|f| room(f).is_none()) {
                continue;
            }
            let Some(total) = wholes.iter().copied().max_by_key(|f| room(f)) else {
                continue;
            };
            for measures in &fate.parts {
                let parts: Vec<&Facet> = measures
                    .iter()
                    .filter_map(|m| widest(m))
                    .filter(|f| !self.low(f).is_zero())
                    .collect();
                // Passengers leave out the crew, who may be among the dead.
                let roomy = self.claim(total).counted == "people"
                    || room(total)
                        .and_then(|r| r.checked_mul(Decimal::new(11, 1)))
                        .is_some_and(|most| self.range(&parts).0 > most);
                // those of another event, or of two at once
                let far = self.low(total).checked_mul(NOT_MUCH_MORE);
                let far = far.is_some_and(|most| self.range(&parts).0 > most);
                if parts.len() > 1 && roomy && !far && self.exceeds(total, &parts) {
                    out.push(self.sum(total, &parts, false, SumVerdict::Exceeds));
                    break;
                }
            }
        }
        out
    }

    /// A fraction of a stated whole against the figure that the same report gives for it.
    fn fractions(&self) -> Vec<Sum> {
        // "half of the 60": the whole is a figure inside the words of the fraction, or the one it refers to
        let whole = |f: &Facet| {
            let c = self.claim(f);
            let of = |t: &Claim| t.span != c.span && c.span.start <= t.span.start && t.span.end <= c.span.end;
            let referred = |t: &Facet| c.part_of.as_ref().is_some_and(|p| p.whole == t.at.claim);
            c.text.contains(" of ").then_some(())?;
            self.all.iter().copied().find(|t| of(self.claim(t)) || referred(t))
        };
        let worked_out = |f: &Facet| whole(f).is_some();
        let mut out = Vec::new();
        for &f in &self.plain {
            let c = self.claim(f);
            let Some(total) = whole(f) else { continue };
            let stated = self
                .plain
                .iter()
                .copied()
                .filter(|o| !worked_out(o) && align::comparable(f, o, self.digests, self.rules).is_ok());
            let room = |x: &Claim| {
                let loose = Claim {
                    precision: crate::quantity::Precision::Approximate,
                    ..x.clone()
                };
                verdict::reach(&loose, self.rules)
            };
            for o in stated {
                if !room(c).intersects(&self.claim(o).interval) {
                    out.push(self.sum(total, &[f, o], false, SumVerdict::Fraction));
                }
            }
        }
        out
    }

    fn figures(&self, measure: &str, scope: impl Fn(&str) -> bool) -> Vec<&'a Facet> {
        let said = |f: &Facet| {
            let c = self.claim(f);
            if f.scope.is_empty() {
                String::new()
            } else {
                c.scope
                    .as_ref()
                    .map(|s| s.text.to_lowercase().to_string())
                    .unwrap_or_default()
            }
        };
        self.plain
            .iter()
            .copied()
            .filter(|f| {
                let c = self.claim(f);
                c.measure == measure && self.rules.taxonomy.is_a(&c.counted, "people") && scope(&said(f))
            })
            .collect()
    }

    pub(super) fn low(&self, f: &Facet) -> Decimal {
        self.claim(f).interval.low.unwrap_or_default()
    }

    fn additive(&self, c: &Claim) -> bool {
        self.rules.measures.get(&c.measure).is_some_and(|m| m.additive)
    }

    fn additive_or_labelled(&self, c: &Claim) -> bool {
        self.additive(c) || c.measure == "other" && c.unit.is_none()
    }

    fn same_but_class(&self, a: &Facet, b: &Facet) -> bool {
        let (x, y) = (self.claim(a), self.claim(b));
        x.measure == y.measure && x.unit == y.unit && a.scope == b.scope && a.label == b.label
    }

    /// Whether the report gives a larger figure of the same, to which the parts may belong.
    fn outdone(&self, total: &Facet) -> bool {
        let room = |f: &Facet| verdict::reach(self.claim(f), self.rules).high;
        let own = room(total);
        self.plain.iter().any(|f| {
            f.at != total.at
                && self.claim(f).counted == self.claim(total).counted
                && self.same_but_class(total, f)
                && match (room(f), own) {
                    (None, Some(_)) => true,
                    (Some(a), Some(b)) => a > b,
                    _ => false,
                }
        })
    }

    /// Of parts that may overlap, the set that shares no member and comes to most.
    fn largest_apart(&self, parts: &[&'a Facet]) -> Vec<&'a Facet> {
        let parts = &parts[..parts.len().min(12)];
        let apart = |a: &Facet, b: &Facet| {
            let (x, y) = (self.claim(a), self.claim(b));
            self.rules.taxonomy.disjoint(&x.counted, &y.counted)
                || x.counted == y.counted && x.measure == y.measure && apart_in_scope(a, b)
        };
        let mut best: (Decimal, Vec<&Facet>) = (Decimal::ZERO, Vec::new());
        for set in 1u32..1 << parts.len() {
            let chosen: Vec<&Facet> = (0..parts.len())
                .filter(|i| set >> i & 1 == 1)
                .map(|i| parts[i])
                .collect();
            let free = chosen
                .iter()
                .enumerate()
                .all(|(i, a)| chosen[i + 1..].iter().all(|b| apart(a, b)));
            let sum = self.range(&chosen).0;
            if free && (sum > best.0 || best.1.is_empty()) {
                best = (sum, chosen);
            }
        }
        best.1
    }

    fn because(&self, total: &Facet, parts: &[&Facet], verdict: SumVerdict) -> String {
        let t = self.claim(total);
        let say = |f: &Facet| {
            let c = self.claim(f);
            let number = number(self.low(f));
            if c.measure != t.measure {
                format!("{number} {}", title(c, self.rules))
            } else if f.scope != total.scope {
                let text = c.scope.as_ref().map(|s| s.text.as_str()).unwrap_or_default();
                format!("{number} ({text})")
            } else {
                format!("{number} {}", noun(&c.counted, self.low(f), self.rules))
            }
        };
        let whole = |f: &Facet| phrase(self.claim(f), self.rules);
        if verdict == SumVerdict::Fraction {
            let stated = parts.last().map(|f| whole(f)).unwrap_or_default();
            let fraction = parts
                .first()
                .map(|f| (inside(&self.claim(f).text), number(self.low(f))));
            let (text, value) = fraction.unwrap_or_default();
            return format!("{text} would be {value}, not {stated}");
        }
        let listed = parts.iter().map(|f| say(f)).collect::<Vec<_>>().join(" + ");
        let (low, high) = self.range(parts);
        let sum = if high == Some(low) {
            number(low)
        } else {
            format!("at least {}", number(low))
        };
        let tail = match verdict {
            SumVerdict::Exceeds => "more than the",
            SumVerdict::FallsShort => "fewer than the",
            _ => "within the",
        };
        let equals = if parts.len() > 1 {
            format!(" = {sum}")
        } else {
            String::new()
        };
        format!("{listed}{equals}, {tail} {}", whole(total))
    }
}

fn names(list: &[String], scope: &str) -> bool {
    !scope.is_empty() && list.iter().any(|w| scope.contains(w.as_str()))
}

/// Scopes that name two places, neither inside the other by its words.
fn apart_in_scope(a: &Facet, b: &Facet) -> bool {
    let within = |x: &[String], y: &[String]| x.iter().all(|w| y.contains(w));
    !a.scope.is_empty() && !b.scope.is_empty() && !within(&a.scope, &b.scope) && !within(&b.scope, &a.scope)
}
