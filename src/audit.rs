//! The audit: each figure of a draft, held against the sources it is written from.
//!
//! A draft is reconciled together with its sources, as one more report; the audit then reads
//! the comparisons from the draft's side. A figure that no source shares is not wrong, only
//! unsupported; one that a source contradicts is, whatever else supports it.

use crate::Analysis;
use crate::check::Severity;
use crate::check::fingerprint::Seen;
use crate::claim::Modality;
use crate::compare::Verdict;
use crate::corpus::Published;
use crate::event::ClaimRef;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// How a figure of the draft stands to the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A source says otherwise, and time does not explain it.
    Contradicted,
    /// A source has a later figure.
    Overtaken,
    /// No source gives this figure.
    Unsupported,
    /// At least one source gives it.
    Supported,
}

impl Standing {
    /// Every standing, the gravest first.
    pub const ALL: [Standing; 4] = [
        Standing::Contradicted,
        Standing::Overtaken,
        Standing::Unsupported,
        Standing::Supported,
    ];

    /// How grave it is; `None` where there is nothing to do.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Standing::Contradicted => Some(Severity::Error),
            Standing::Overtaken => Some(Severity::Warning),
            Standing::Unsupported => Some(Severity::Note),
            Standing::Supported => None,
        }
    }

    /// What it means, in a line.
    pub fn summary(self) -> &'static str {
        match self {
            Standing::Contradicted => "A source says otherwise, and time does not explain it.",
            Standing::Overtaken => "A source has a later figure.",
            Standing::Unsupported => "No source gives this figure.",
            Standing::Supported => "At least one source gives this figure.",
        }
    }

    /// The word for it, as in the output.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Contradicted => "contradicted",
            Standing::Overtaken => "overtaken",
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
    /// Why, in words.
    pub because: String,
}

/// One figure of the draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The draft's claim.
    pub claim: ClaimRef,
    /// How it stands.
    pub standing: Standing,
    /// The comparison that holds it, as an index; `None` where it was not compared.
    pub comparison: Option<u32>,
    /// The sources' figures, the gravest verdict first, then in input order.
    pub sources: Vec<Source>,
    /// How many outlets among them support it.
    pub support: usize,
    /// Survives edits elsewhere in the draft.
    pub fingerprint: String,
}

/// What the sources say of a draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    /// One entry a figure that the draft puts forward, in text order.
    pub entries: Vec<Entry>,
    /// Findings that concern the draft alone (sums, headline, self-contradiction), as indices.
    pub findings: Vec<u32>,
    /// How many reports the draft was held against.
    pub sources: usize,
}

impl Audit {
    /// How many figures stand so.
    pub fn count(&self, standing: Standing) -> usize {
        self.entries.iter().filter(|e| e.standing == standing).count()
    }

    /// The gravest severity found; `None` where nothing is wrong.
    pub fn worst(&self, analysis: &Analysis) -> Option<Severity> {
        let figures = self.entries.iter().filter_map(|e| e.standing.severity());
        let found = self.findings.iter().filter_map(|&f| analysis.findings.get(f as usize));
        figures.chain(found.map(|f| f.severity)).max()
    }
}

/// Reads an analysis of draft and sources from the draft's side: the first `drafts` digests are
/// the draft, all others its sources.
pub fn audit(analysis: &Analysis, drafts: u32) -> Audit {
    let mut entries = Vec::new();
    let mut seen = Seen::default();
    for (r, digest) in analysis.digests.iter().take(drafts as usize).enumerate() {
        for (c, claim) in digest.claims.iter().enumerate() {
            if matches!(claim.modality, Modality::Denied | Modality::Hypothetical) {
                continue;
            }
            let at = ClaimRef {
                report: r as u32,
                claim: c as u32,
            };
            let mut entry = entry(analysis, drafts, at);
            entry.fingerprint = seen.of(entry.standing.name(), &[at], &analysis.digests);
            entries.push(entry);
        }
    }
    let alone = |f: &crate::check::Finding| f.report < drafts && f.claims.iter().all(|c| c.report < drafts);
    let findings = (0..analysis.findings.len() as u32)
        .filter(|&f| alone(&analysis.findings[f as usize]))
        .collect();
    Audit {
        entries,
        findings,
        sources: analysis.digests.len().saturating_sub(drafts as usize),
    }
}

fn entry(analysis: &Analysis, drafts: u32, at: ClaimRef) -> Entry {
    let comparison = analysis.comparisons.iter().position(|c| c.claims.contains(&at));
    let mut sources = Vec::new();
    for pair in comparison.iter().flat_map(|&c| &analysis.comparisons[c].pairs) {
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
                because: pair.because.clone(),
            });
        }
    }
    sources.sort_by_key(|s| (std::cmp::Reverse(s.verdict), s.claim));
    let supports = |s: &&Source| s.verdict <= Verdict::Compatible;
    let mut outlets: Vec<String> = sources.iter().filter(supports).map(|s| outlet(analysis, s)).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let overtakes = |s: &Source| s.verdict == Verdict::Updated && s.later != Some(false);
    let standing = if sources.iter().any(|s| s.verdict == Verdict::Conflict) {
        Standing::Contradicted
    } else if sources.iter().any(overtakes) {
        Standing::Overtaken
    } else if outlets.is_empty() {
        Standing::Unsupported
    } else {
        Standing::Supported
    };
    Entry {
        claim: at,
        standing,
        comparison: comparison.map(|c| c as u32),
        sources,
        support: outlets.len(),
        fingerprint: String::new(),
    }
}

/// The outlet of a source; the report itself where it names none.
fn outlet(analysis: &Analysis, source: &Source) -> String {
    let digest = &analysis.digests[source.claim.report as usize];
    digest
        .meta
        .outlet
        .as_ref()
        .map_or_else(|| digest.id.clone(), |o| o.to_string())
}

/// Whether report `a` is later than report `b`, where their times tell.
fn later(analysis: &Analysis, a: u32, b: u32) -> Option<bool> {
    let at = |r: u32| analysis.digests[r as usize].meta.published;
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

    fn standings(fixture: &Fixture) -> Vec<Standing> {
        let audit = audit(&fixture.analysis, 1);
        audit.entries.iter().map(|e| e.standing).collect()
    }

    #[test]
    fn a_draft_is_read_from_its_own_side() {
        let fixture = raid();
        let audit = audit(&fixture.analysis, 1);
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
        assert_eq!(of("150"), Some((Standing::Supported, 1)));
        assert_eq!(of("nine"), Some((Standing::Contradicted, 0)));
        assert_eq!(of("five"), Some((Standing::Unsupported, 0)));
        assert_eq!(audit.worst(&fixture.analysis), Some(Severity::Error));
    }

    #[test]
    fn an_older_source_does_not_overtake() {
        let mut fixture = raid();
        fixture.analysis.digests[0].meta.published = Some(Published::On(jiff::civil::date(2031, 5, 20)));
        assert!(!standings(&fixture).contains(&Standing::Overtaken));
    }

    #[test]
    fn denied_figures_are_not_the_drafts_own() {
        let mut fixture = raid();
        let before = standings(&fixture).len();
        fixture.analysis.digests[0].claims[0].modality = Modality::Denied;
        assert_eq!(standings(&fixture).len(), before - 1);
    }
}
