//! What the targets have in common: the rules, and what must hold for whatever was read.

use recount::claim::Claim;
use recount::corpus::{Corpus, Report};
use recount::event::Digest;
use recount::rules::Rules;
use recount::span::Span;
use recount::{Analysis, digest};
use std::sync::LazyLock;

/// The embedded packs.
pub static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("the embedded packs are valid"));

/// The names that a report can have, each with the format it stands for.
pub const NAMES: [&str; 8] = [
    "a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.docx", "a.odt",
];

/// The target's input: which of several things, and the rest.
pub fn choice(data: &[u8], of: usize) -> Option<(usize, &[u8])> {
    let (first, rest) = data.split_first()?;
    Some((usize::from(*first) % of, rest))
}

/// Whether a costly second look is due: for one input in eight, by its bytes.
pub fn second_look(data: &[u8]) -> bool {
    data.iter().fold(0u8, |sum, b| sum.wrapping_mul(31).wrapping_add(*b)) % 8 == 0
}

fn slices(span: Span, text: &str) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

/// What holds for whatever was read of a file.
pub fn sound(corpus: &Corpus) {
    for report in &corpus.reports {
        assert!(!report.id.is_empty());
        assert_eq!(report.text().len(), report.source.len());
        for block in &report.blocks {
            assert!(slices(block.span, &report.source), "{block:?}");
            assert!(slices(block.span, report.text()), "{block:?}");
        }
        let title = report
            .blocks
            .iter()
            .skip(1)
            .any(|b| b.kind == recount::corpus::BlockKind::Title);
        assert!(!title, "the title comes first");
    }
    for problem in &corpus.problems {
        assert!(!problem.path.is_empty() && !problem.error.message.is_empty());
    }
    assert!(
        !corpus.reports.is_empty() || !corpus.problems.is_empty(),
        "dropped silently"
    );
}

/// Digests a report, and holds its claims against its text.
pub fn digested(report: &Report) -> Digest {
    let found = digest(report, &RULES);
    assert_eq!(found.id, report.id);
    found.claims.iter().for_each(|c| claim(c, report, found.claims.len()));
    found
}

fn claim(claim: &Claim, report: &Report, count: usize) {
    assert!(slices(claim.span, &report.source), "{claim:?}");
    assert!(slices(claim.sentence, &report.source), "{claim:?}");
    assert_eq!(claim.span.of(report.text()), claim.text);
    assert!(claim.sentence.contains(claim.span), "{claim:?}");
    let ends = claim.interval.low.zip(claim.interval.high);
    assert!(ends.is_none_or(|(low, high)| low <= high), "{claim:?}");
    assert!(
        claim.part_of.as_ref().is_none_or(|p| (p.whole as usize) < count),
        "{claim:?}"
    );
}

/// What holds for whatever was found.
pub fn found(analysis: &Analysis, count: usize) {
    assert_eq!(analysis.digests.len(), count);
    for finding in &analysis.findings {
        assert!((finding.report as usize) < count, "{finding:?}");
        assert!(!finding.message.is_empty() && !finding.fingerprint.is_empty());
    }
    for at in analysis.events.iter().flat_map(|e| &e.claims) {
        let digest = analysis.digests.get(at.report as usize);
        assert!(digest.is_some_and(|d| (at.claim as usize) < d.claims.len()), "{at:?}");
    }
}
