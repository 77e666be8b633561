//! The audit: each figure of a draft, held against the sources it is written from.
//!
//! A draft is reconciled together with its sources, as one more report; the audit then reads
//! the comparisons from the draft's side. A figure that no source shares is not wrong, only
//! unsupported; one that a source contradicts is, whatever else supports it. What would be true to
//! write instead is advice: the sources' figures that still hold, with the values they span.

use crate::Analysis;
use crate::check::fingerprint::Seen;
use crate::check::suppress::{by_remark, idle, join};
use crate::check::{Allow, Severity, Suppression};
use crate::claim::{Claim, Modality};
use crate::compare::{Comparison, Pair, Reason, Verdict, origin, time};
use crate::corpus::{BlockKind, Published};
use crate::error::Error;
use crate::event::{ClaimRef, Digest};
use crate::quantity::{Decimal, Interval};
use crate::rules::Rules;
use crate::rules::measures::Moves;
use crate::rules::policy::Level;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

/// How a figure of the draft stands to the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A source says otherwise, and time does not explain it.
    Contradicted,
    /// A source has a later figure.
    Overtaken,
    /// The draft says more than the sources do: "14" where they have "between 10 and 14".
    Narrower,
    /// Every source names who says so, the draft does not.
    Unattributed,
    /// The draft says less than the sources do: "dozens" where they have "31".
    Wider,
    /// No source gives this figure.
    Unsupported,
    /// At least one source gives it.
    Supported,
}

impl Standing {
    /// Every standing, the gravest first.
    pub const ALL: [Standing; 7] = [
        Standing::Contradicted,
        Standing::Overtaken,
        Standing::Narrower,
        Standing::Unattributed,
        Standing::Wider,
        Standing::Unsupported,
        Standing::Supported,
    ];

    /// How grave it is, as settings and rule file say; `None` where there is nothing to do.
    fn severity(self, rules: &Rules) -> Option<Severity> {
        let doc = rules.policy.check(self.name())?;
        (rules.policy.level(&doc.name) != Level::Off).then(|| rules.policy.severity(&doc.name))
    }

    /// What it means, in a line.
    pub fn summary(self, rules: &Rules) -> &str {
        match rules.policy.check(self.name()) {
            Some(doc) => &doc.summary,
            None => "At least one source gives this figure.",
        }
    }

    /// The word for it, as in the output, and the name of the check that documents it.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Contradicted => "contradicted",
            Standing::Overtaken => "overtaken",
            Standing::Narrower => "narrower",
            Standing::Unattributed => "unattributed",
            Standing::Wider => "wider",
            Standing::Unsupported => "unsupported",
            Standing::Supported => "supported",
        }
    }
}

/// A source's figure, held against one of the draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The source's claim.
    pub claim: ClaimRef,
    /// How the two stand to each other.
    pub verdict: Verdict,
    /// The source is later than the draft; `None` where the order is not known.
    pub later: Option<bool>,
    /// It has moved on from the draft's figure.
    pub overtakes: bool,
    /// The two are one value.
    pub same: bool,
    /// Another source has a later figure than this one.
    pub outdated: bool,
    /// Why, in words.
    pub because: String,
}

/// What would be true to write: never applied, only said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// The sources' figures that still hold, in input order.
    pub claims: Vec<ClaimRef>,
    /// The lowest value among them.
    pub low: Option<Decimal>,
    /// The highest.
    pub high: Option<Decimal>,
    /// The last day that one of them stands for, where that is later than the draft's own figure.
    pub as_of: Option<Date>,
}

/// One figure of the draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The draft's claim.
    pub claim: ClaimRef,
    /// How it stands.
    pub standing: Standing,
    /// How grave that is; `None` where there is nothing to do, or the settings do not ask.
    pub level: Option<Severity>,
    /// The comparison that holds it, as an index; `None` where it was not compared.
    pub comparison: Option<u32>,
    /// The sources' figures, the gravest verdict first, then in input order.
    pub sources: Vec<Source>,
    /// How many independent origins among them support it: copies of one agency are one.
    pub support: usize,
    /// What would be true to write, where it is not what the draft has.
    pub advice: Option<Advice>,
    /// Survives edits elsewhere in the draft.
    pub fingerprint: String,
    /// Why it is allowed, where somebody allows it or every finding on it.
    #[serde(default)]
    pub suppressed: Option<Suppression>,
}

/// What the sources say of a draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    /// One entry a figure that the draft puts forward, in text order.
    pub entries: Vec<Entry>,
    /// Findings that concern the draft alone (sums, headline, self-contradiction), as indices.
    pub findings: Vec<u32>,
    /// How many sums of the draft were checked.
    pub sums: usize,
    /// How many reports are the draft.
    pub drafts: usize,
    /// How many reports the draft was held against.
    pub sources: usize,
}

impl Entry {
    /// How grave it is; `None` where there is nothing to do, or somebody allows it.
    pub fn severity(&self) -> Option<Severity> {
        self.level.filter(|_| self.suppressed.is_none())
    }
}

impl Entry {
    /// Whether it is to be shown as what it is: not if somebody allows it, nor if the settings do not ask.
    pub fn is_told(&self) -> bool {
        self.suppressed.is_none() && (self.level.is_some() || self.standing == Standing::Supported)
    }
}

impl Audit {
    /// How many figures stand so.
    pub fn count(&self, standing: Standing) -> usize {
        let told = self.entries.iter().filter(|e| e.is_told());
        told.filter(|e| e.standing == standing).count()
    }

    /// Leaves out the figures that touch none of some reports.
    pub fn only(&mut self, reports: &BTreeSet<u32>) {
        self.entries.retain(|e| {
            let mut all = std::iter::once(e.claim).chain(e.sources.iter().map(|s| s.claim));
            all.any(|c| reports.contains(&c.report))
        });
    }

    /// The gravest severity found; `None` where nothing is wrong.
    pub fn worst(&self, analysis: &Analysis) -> Option<Severity> {
        let figures = self.entries.iter().filter_map(Entry::severity);
        let found = self.findings.iter().filter_map(|&f| analysis.findings.get(f as usize));
        let open = found.filter(|f| f.suppressed.is_none());
        figures.chain(open.map(|f| f.severity)).max()
    }
}

/// Reads an analysis of drafts and sources from the drafts' side: the first `drafts` digests are
/// the drafts, all others their sources. Remarks of the drafts that allow nothing join the findings.
pub fn audit(analysis: &mut Analysis, drafts: u32, rules: &Rules) -> Audit {
    let mut entries = entries(analysis, drafts, rules);
    let mut stale = Vec::new();
    for (report, digest) in (0..drafts).zip(&analysis.digests) {
        for remark in &digest.allowances {
            let fits = |e: &&mut Entry| {
                let own = e.claim.report == report && remark.check == e.standing.name();
                own && remark
                    .covers
                    .is_some_and(|s| s.overlaps(e.claim.of(&analysis.digests).span))
            };
            let mut used = false;
            for entry in entries.iter_mut().filter(fits) {
                used = true;
                entry.suppressed.get_or_insert_with(|| by_remark(remark, &digest.id));
            }
            if !used && Standing::ALL.iter().any(|s| remark.check == s.name()) {
                stale.extend(idle(report, remark, &analysis.digests, rules));
            }
        }
    }
    join(&mut analysis.findings, stale);
    let alone = |f: &crate::check::Finding| f.report < drafts && f.claims.iter().all(|c| c.report < drafts);
    let findings = (0..).zip(&analysis.findings).filter(|(_, f)| alone(f)).map(|(i, _)| i);
    Audit {
        entries,
        findings: findings.collect(),
        sums: analysis.sums.iter().filter(|s| s.total.report < drafts).count(),
        drafts: analysis.digests.len().min(drafts as usize),
        sources: analysis.digests.len().saturating_sub(drafts as usize),
    }
}

/// Marks what the settings allow; an error for each of them that is about a draft and allows nothing.
pub fn settle(audit: &mut Audit, allow: &[Allow], digests: &[Digest]) -> Vec<Error> {
    let mut stale = Vec::new();
    for a in allow
        .iter()
        .filter(|a| Standing::ALL.iter().any(|s| a.check == s.name()))
    {
        let mut used = false;
        let fits = |e: &&mut Entry| a.check == e.standing.name() && a.covers(e.claim, digests);
        for entry in audit.entries.iter_mut().filter(fits) {
            used = true;
            entry.suppressed.get_or_insert_with(|| a.told());
        }
        if !used && (0..audit.drafts as u32).any(|draft| a.names(draft, digests)) {
            stale.push(a.stale());
        }
    }
    stale
}

fn entries(analysis: &Analysis, drafts: u32, rules: &Rules) -> Vec<Entry> {
    let desk = Desk {
        analysis,
        drafts,
        rules,
    };
    let mut entries = Vec::new();
    let mut seen = Seen::default();
    let mut compared: FxHashMap<ClaimRef, u32> = FxHashMap::default();
    for (i, c) in (0..).zip(&analysis.comparisons) {
        compared.extend(c.claims.iter().filter(|c| c.report < drafts).map(|&c| (c, i)));
    }
    for (report, digest) in (0..drafts).zip(&analysis.digests) {
        for (claim, c) in (0..).zip(&digest.claims) {
            if matches!(c.modality, Modality::Denied | Modality::Hypothetical) {
                continue;
            }
            let at = ClaimRef { report, claim };
            let mut entry = entry(&desk, at, compared.get(&at).copied());
            entry.fingerprint = seen.of(entry.standing.name(), &[at], false, &analysis.digests);
            entries.push(entry);
        }
    }
    entries
}

/// What every entry is made from.
struct Desk<'a> {
    analysis: &'a Analysis,
    drafts: u32,
    rules: &'a Rules,
}

fn entry(desk: &Desk, at: ClaimRef, index: Option<u32>) -> Entry {
    let Desk { analysis, drafts, .. } = *desk;
    let comparison = index.and_then(|i| analysis.comparisons.get(i as usize));
    let outdated = comparison.map(|c| outdated(analysis, drafts, c)).unwrap_or_default();
    let mut sources = Vec::new();
    for pair in comparison.iter().flat_map(|c| &c.pairs) {
        let other = match (pair.a == at, pair.b == at) {
            (true, _) => pair.b,
            (_, true) => pair.a,
            _ => continue,
        };
        if other.report >= drafts {
            sources.push(Source {
                claim: other,
                verdict: pair.verdict,
                later: later(analysis, other.report, at.report),
                same: pair.verdict == Verdict::Agree || pair.reason.is_same_value(),
                outdated: outdated.contains(&other),
                overtakes: overtakes(desk, pair, at, other),
                because: pair.because.clone(),
            });
        }
    }
    sources.sort_by_key(|s| (s.outdated, Reverse(s.verdict), s.claim));
    let live: Vec<&Source> = sources.iter().filter(|s| !s.outdated).collect();
    let bears = |s: &&&Source| s.verdict <= Verdict::Compatible;
    let bearing: Vec<&Source> = live.iter().filter(bears).copied().collect();
    let origins: Vec<ClaimRef> = bearing.iter().map(|s| s.claim).collect();
    let support = origin::count(&origins, &analysis.digests);
    let standing = if live.iter().any(|s| s.verdict == Verdict::Conflict && !s.overtakes) {
        Standing::Contradicted
    } else if live.iter().any(|s| s.overtakes) {
        Standing::Overtaken
    } else if bearing.is_empty() {
        Standing::Unsupported
    } else {
        borne_out(analysis, at, &bearing)
    };
    let wanted = !matches!(standing, Standing::Supported | Standing::Unsupported);
    let advice = if wanted { advice(analysis, at, &sources) } else { None };
    Entry {
        claim: at,
        standing,
        level: standing.severity(desk.rules),
        comparison: index,
        sources,
        support,
        advice,
        fingerprint: String::new(),
        suppressed: allowed(analysis, at),
    }
}

/// How a figure stands that no source speaks against.
fn borne_out(analysis: &Analysis, at: ClaimRef, bearing: &[&Source]) -> Standing {
    let of = |at: ClaimRef| at.of(&analysis.digests);
    let own = of(at);
    if !bearing.iter().any(|s| s.same) {
        // What a source leaves open and the draft does not is more than that source says.
        let says_more = |s: &&Source| !own.interval.contains(&of(s.claim).interval);
        return if bearing.iter().all(says_more) {
            Standing::Narrower
        } else {
            Standing::Wider
        };
    }
    let said = |c: &Claim| c.speaker.is_some() || c.via.is_some();
    let own_voice = !said(own) && own.modality == Modality::Asserted && own.block != BlockKind::Title;
    if own_voice && bearing.iter().all(|s| said(of(s.claim))) {
        Standing::Unattributed
    } else {
        Standing::Supported
    }
}

/// The sources' figures that no later one has overtaken, and what they span.
fn advice(analysis: &Analysis, at: ClaimRef, sources: &[Source]) -> Option<Advice> {
    let put_forward = |c: &ClaimRef| {
        matches!(
            c.of(&analysis.digests).modality,
            Modality::Asserted | Modality::Estimated
        )
    };
    let live = sources.iter().filter(|s| !s.outdated);
    let mut claims: Vec<ClaimRef> = live.map(|s| s.claim).filter(put_forward).collect();
    // A bound that a plainer figure keeps adds nothing.
    let of = |c: ClaimRef| c.of(&analysis.digests).interval;
    let all = claims.clone();
    claims.retain(|&c| !all.iter().any(|&d| of(d) != of(c) && of(c).contains(&of(d))));
    claims.sort_unstable();
    let intervals = || claims.iter().map(|c| c.of(&analysis.digests).interval);
    let low = intervals().filter_map(|i| i.named()).min()?;
    let high = intervals().filter_map(|i| i.high.or(i.low)).max()?;
    let day = |c: ClaimRef| {
        let digest = analysis.digests.get(c.report as usize)?;
        time::day(c.of(&analysis.digests), &digest.meta)
    };
    let open = |end: fn(&Interval) -> Option<Decimal>| intervals().all(|i| end(&i).is_none());
    Some(Advice {
        low: Some(low).filter(|_| !open(|i| i.low)),
        high: Some(high).filter(|_| !open(|i| i.high)),
        as_of: claims
            .iter()
            .filter_map(|&c| day(c))
            .max()
            .filter(|d| day(at).is_some_and(|own| own < *d)),
        claims,
    })
}

/// Whether a source's figure is one that the draft's has not caught up with. A draft is written when
/// its sources are there: where nothing orders the two, what has moved on is the later one.
fn overtakes(desk: &Desk, pair: &Pair, own: ClaimRef, other: ClaimRef) -> bool {
    let analysis = desk.analysis;
    match (pair.verdict, pair.reason) {
        (Verdict::Updated, _) => later(analysis, other.report, own.report) != Some(false),
        (Verdict::Conflict, Reason::DownwardRevision) => earlier(analysis, pair.a, pair.b) == Some(other),
        (Verdict::Conflict, Reason::UnknownOrder | Reason::SameSpeaker) => {
            let (x, y) = (own.of(&analysis.digests), other.of(&analysis.digests));
            let rises = y.interval.named() > x.interval.named();
            let moved = match desk.rules.policy.moves(x, desk.rules) {
                Moves::Up => rises,
                Moves::Down => !rises,
                Moves::Either => true,
                Moves::No => false,
            };
            moved && earlier(analysis, own, other).is_none()
        }
        _ => false,
    }
}

/// The sources' figures that another source has moved on from.
fn outdated(analysis: &Analysis, drafts: u32, comparison: &Comparison) -> Vec<ClaimRef> {
    let among_sources = |p: &&Pair| p.a.report >= drafts && p.b.report >= drafts;
    let pairs = comparison.pairs.iter().filter(among_sources);
    pairs
        .filter(|p| p.verdict == Verdict::Updated)
        .filter_map(|p| earlier(analysis, p.a, p.b))
        .collect()
}

/// The earlier of two figures of which one has overtaken the other.
fn earlier(analysis: &Analysis, a: ClaimRef, b: ClaimRef) -> Option<ClaimRef> {
    let of = |c: ClaimRef| Some((c.of(&analysis.digests), &analysis.digests.get(c.report as usize)?.meta));
    match time::order(of(a)?, of(b)?)? {
        Ordering::Less => Some(a),
        Ordering::Greater => Some(b),
        Ordering::Equal => None,
    }
}

/// Why the findings on a figure are allowed; `None` where one of them is not, or there is none.
fn allowed(analysis: &Analysis, at: ClaimRef) -> Option<Suppression> {
    let on_it = |f: &&crate::check::Finding| f.comparison.is_some() && f.claims.contains(&at);
    let mut found = analysis.findings.iter().filter(on_it);
    let first = found.next()?.suppressed.clone()?;
    found.all(|f| f.suppressed.is_some()).then_some(first)
}

/// Whether report `a` is later than report `b`, where their times tell.
fn later(analysis: &Analysis, a: u32, b: u32) -> Option<bool> {
    let at = |r: u32| analysis.digests.get(r as usize).and_then(|d| d.meta.published);
    match order(at(a)?, at(b)?) {
        Ordering::Greater => Some(true),
        Ordering::Less => Some(false),
        Ordering::Equal => None,
    }
}

/// The order of two publication times; equal where a day alone does not tell.
pub fn order(a: Published, b: Published) -> Ordering {
    match (a, b) {
        (Published::At { moment: a, .. }, Published::At { moment: b, .. }) => a.cmp(&b),
        _ => a.day().cmp(&b.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{Fixture, raid};

    fn standings(fixture: &mut Fixture) -> Vec<Standing> {
        let audit = audit(&mut fixture.analysis, 1, fixture.rules);
        audit.entries.iter().map(|e| e.standing).collect()
    }

    #[test]
    fn a_draft_is_read_from_its_own_side() {
        let mut fixture = raid();
        let audit = audit(&mut fixture.analysis, 1, fixture.rules);
        assert_eq!(audit.sources, 1);
        let of = |text: &str| {
            let found = audit
                .entries
                .iter()
                .find(|e| e.claim.of(&fixture.analysis.digests).text == text);
            found.map(|e| (e.standing, e.support))
        };
        assert_eq!(of("At least 60"), Some((Standing::Overtaken, 0)));
        assert_eq!(of("12"), Some((Standing::Supported, 1)));
        assert_eq!(of("150"), Some((Standing::Narrower, 1)));
        assert_eq!(of("nine"), Some((Standing::Contradicted, 0)));
        assert_eq!(of("five"), Some((Standing::Unsupported, 0)));
        assert_eq!(audit.worst(&fixture.analysis), Some(Severity::Error));
    }

    #[test]
    fn an_older_source_does_not_overtake() {
        let mut fixture = raid();
        fixture.analysis.digests[0].meta.published = Some(Published::On(jiff::civil::date(2031, 5, 20)));
        assert!(!standings(&mut fixture).contains(&Standing::Overtaken));
    }

    #[test]
    fn what_no_source_says_so_exactly_is_narrower() {
        let mut fixture = raid();
        let of = |fixture: &mut Fixture| audit(&mut fixture.analysis, 1, fixture.rules).entries[4].clone();
        assert_eq!(of(&mut fixture).standing, Standing::Narrower);
        let advice = of(&mut fixture).advice.expect("advice");
        assert_eq!((advice.low, advice.high), (Some(100.into()), Some(300.into())));
        // The other way round: the draft is vague, the source is not.
        let digests = &mut fixture.analysis.digests;
        let (own, theirs) = (digests[0].claims[4].interval, digests[1].claims[3].interval);
        digests[0].claims[4].interval = theirs;
        digests[1].claims[3].interval = own;
        assert_eq!(of(&mut fixture).standing, Standing::Wider);
        assert_eq!(
            of(&mut fixture).advice.map(|a| (a.low, a.high)),
            Some((own.low, own.high))
        );
    }

    #[test]
    fn a_figure_that_others_attribute_wants_its_speaker() {
        let mut fixture = raid();
        let of = |fixture: &mut Fixture| audit(&mut fixture.analysis, 1, fixture.rules).entries[3].standing;
        assert_eq!(of(&mut fixture), Standing::Supported);
        fixture.analysis.digests[0].claims[3].speaker = None;
        assert_eq!(
            of(&mut fixture),
            Standing::Supported,
            "the source has it in its own voice"
        );
        fixture.analysis.digests[1].claims[2].speaker = Some("the ministry".into());
        assert_eq!(of(&mut fixture), Standing::Unattributed);
        fixture.analysis.digests[0].claims[3].block = BlockKind::Title;
        assert_eq!(of(&mut fixture), Standing::Supported, "a headline names nobody");
    }

    #[test]
    fn advice_leaves_out_what_a_later_source_has_overtaken() {
        let texts = [
            ("Draft", "2031-05-14", "Twelve people were killed.\n"),
            ("Courier", "2031-05-13", "In all 9 people died, police said.\n"),
            ("Wire", "2031-05-15", "In all 14 people died, doctors said.\n"),
            ("Post", "2031-05-15", "In all 16 people died.\n"),
        ];
        let mut fixture = Fixture::new(&texts, |f| {
            f.claim(0, "killed", "people", "Twelve").interval = Interval::exactly(12.into());
            for (report, text) in [(1, "9"), (2, "14"), (3, "16")] {
                f.claim(report, "killed", "people", text);
            }
            f.compare(Verdict::Updated, &[(0, 0), (1, 0), (2, 0), (3, 0)], "a toll rises");
            let pairs = &mut f.analysis.comparisons[0].pairs;
            pairs.last_mut().expect("a pair").verdict = Verdict::Conflict;
        });
        let entry = &audit(&mut fixture.analysis, 1, fixture.rules).entries[0];
        assert_eq!(entry.standing, Standing::Overtaken);
        let advice = entry.advice.as_ref().expect("advice");
        let reports: Vec<u32> = advice.claims.iter().map(|c| c.report).collect();
        assert_eq!(reports, [2, 3]);
        assert_eq!((advice.low, advice.high), (Some(14.into()), Some(16.into())));
        assert_eq!(advice.as_of, Some(jiff::civil::date(2031, 5, 15)));
    }

    #[test]
    fn denied_figures_are_not_the_drafts_own() {
        let mut fixture = raid();
        let before = standings(&mut fixture).len();
        fixture.analysis.digests[0].claims[0].modality = Modality::Denied;
        assert_eq!(standings(&mut fixture).len(), before - 1);
    }
}
