//! What holds for any corpus: made-up reports on made-up events, by the hundred.

mod corpora;

use corpora::{ARCHIVE, Corpus, Made};
use recount::corpus::{Report, from_text};
use recount::event::Grouping;
use recount::rules::Rules;
use recount::{Analysis, analyse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

#[test]
fn corpora_are_the_same_for_the_same_seed() {
    let all = corpora::reports(7, 200, ARCHIVE);
    assert_eq!(all, corpora::reports(7, 200, ARCHIVE));
    assert_ne!(all, corpora::reports(8, 200, ARCHIVE));
    let names: BTreeSet<&String> = all.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 200);
}

#[test]
fn corpora_have_the_sizes_asked_for() {
    let corpus = Corpus::new(1, 20_000, ARCHIVE);
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    corpus.iter().for_each(|r| *sizes.entry(r.event).or_default() += 1);
    assert_eq!(sizes.values().sum::<usize>(), 20_000);
    let of = |size| sizes.values().filter(|s| **s == size).count();
    assert!(of(1) > sizes.len() / 2 && of(10) > 50 && of(1_000) > 0, "{sizes:?}");
    assert_eq!(Corpus::one_event(1, 50).events(), 1);
}

#[test]
fn a_known_share_of_figures_is_planted() {
    let all: Vec<Made> = Corpus::new(3, 5_000, &[(10, 1)]).iter().collect();
    let figures: Vec<_> = all.iter().flat_map(|r| &r.figures).collect();
    let planted = figures.iter().filter(|f| f.planted).count() as u64;
    let share = planted * 1_000 / figures.len() as u64;
    assert!((corpora::PLANTED / 2..corpora::PLANTED * 2).contains(&share), "{share}");
}

#[test]
fn lines_are_json() {
    for report in Corpus::alike(5, 100, ARCHIVE).iter() {
        let value: serde_json::Value = serde_json::from_str(&report.json_line()).expect("an object");
        assert_eq!(value["text"], report.body.as_str());
        assert_eq!(value["outlet"], report.outlet);
        assert_eq!(value["id"], report.index.to_string());
    }
}

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("the embedded packs are valid"));

/// Corpora of these seeds are looked at; `CORPORA` asks for more.
fn seeds() -> std::ops::Range<u64> {
    let asked = std::env::var("CORPORA").ok().and_then(|n| n.parse().ok());
    0..asked.unwrap_or(3)
}

/// Reports of a few events, some of them told often.
fn corpus(seed: u64) -> Vec<(String, String)> {
    corpora::reports(seed, 24, &[(1, 4), (3, 2), (6, 1)])
}

fn read(texts: &[(String, String)]) -> Vec<Report> {
    let each = texts.iter();
    each.flat_map(|(name, text)| from_text(name, text, &RULES).reports)
        .collect()
}

/// What was found, without the places where it stands: how often each finding is there.
fn prints(analysis: &Analysis) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for finding in &analysis.findings {
        *all.entry(finding.fingerprint.clone()).or_default() += 1;
    }
    all
}

#[test]
fn names_of_files_change_nothing_but_names() {
    for seed in seeds() {
        let texts = corpus(seed);
        let renamed: Vec<_> = texts
            .iter()
            .map(|(name, text)| (format!("wire/{}", name.replace(".md", "-x.md")), text.clone()))
            .collect();
        let (a, b) = (
            analyse(&read(&texts), &Grouping::Auto, &RULES),
            analyse(&read(&renamed), &Grouping::Auto, &RULES),
        );
        let told = |a: &Analysis| {
            let each = a.findings.iter();
            each.map(|f| (f.rule.clone(), f.severity, f.message.clone(), f.claims.clone(), f.span))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&a), told(&b), "corpus {seed}");
        let members = |a: &Analysis| a.events.iter().map(|e| e.reports.clone()).collect::<Vec<_>>();
        assert_eq!(members(&a), members(&b), "corpus {seed}");
    }
}

#[test]
fn neither_order_nor_threads_change_a_finding() {
    for seed in seeds() {
        let straight = read(&corpus(seed));
        let mut turned = straight.clone();
        turned.reverse();
        turned.rotate_left(7);
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
        let a = alone.install(|| analyse(&straight, &Grouping::Auto, &RULES));
        let b = analyse(&turned, &Grouping::Auto, &RULES);
        assert_eq!(prints(&a), prints(&b), "corpus {seed}");
    }
}

#[test]
fn a_text_is_not_at_odds_with_itself() {
    for (name, text) in seeds().flat_map(corpus) {
        let twice = read(&[(name.clone(), text.clone()), (format!("copy-{name}"), text)]);
        let analysis = analyse(&twice, &Grouping::One, &RULES);
        for finding in &analysis.findings {
            let of: BTreeSet<u32> = finding.claims.iter().map(|c| c.report).collect();
            let odds =
                ["conflicting-figures", "superseded-figure", "downward-revision"].contains(&finding.rule.as_str());
            assert!(of.len() < 2 || !odds, "{name}: {}", finding.message);
        }
    }
}

#[test]
fn a_figure_inside_its_interval_is_in_no_conflict() {
    let report = |name: &str, outlet: &str, toll: &str| {
        let text = format!(
            "---\noutlet: {outlet}\npublished: 2031-05-13\ntitle: Fire at Kell Mill\n---\n{toll} people were killed in a fire at the mill in Kell on \
             Tuesday, police said.\n"
        );
        (name.to_owned(), text)
    };
    for (said, inside, outside) in [
        ("Between 20 and 30", 20..=30, 45),
        ("At least 20", 20..=60, 12),
        ("More than 20", 21..=60, 12),
        ("Up to 30", 5..=30, 45),
        ("Fewer than 30", 5..=29, 45),
    ] {
        let verdict = |n: i32| {
            let both = read(&[
                report("a.md", "Courier", said),
                report("b.md", "Northern Wire", &n.to_string()),
            ]);
            let analysis = analyse(&both, &Grouping::One, &RULES);
            let verdicts = analysis.comparisons.iter().flat_map(|c| &c.pairs).map(|p| p.verdict);
            (verdicts.collect::<Vec<_>>(), analysis.findings.len())
        };
        let first = verdict(*inside.start());
        assert_eq!(first.1, 0, "{said} and {}", inside.start());
        for n in inside.step_by(3) {
            assert_eq!(verdict(n), first, "{said} and {n}");
        }
        assert_ne!(verdict(outside), first, "{said} and {outside}");
    }
}

#[test]
fn an_unrelated_report_changes_no_finding() {
    for seed in seeds() {
        let mut texts = corpus(seed);
        let before = prints(&analyse(&read(&texts), &Grouping::Auto, &RULES));
        let stranger = "---\noutlet: Garden Weekly\npublished: 2019-02-03\ntitle: Roses in Quillhaven\n---\nThe gardeners of \
            Quillhaven planted 400 roses in the park of Vornau Castle, the head gardener Otto Quist said.\n";
        texts.insert(5, ("stranger.md".to_owned(), stranger.to_owned()));
        let after = prints(&analyse(&read(&texts), &Grouping::Auto, &RULES));
        assert_eq!(before, after, "corpus {seed}");
    }
}

#[test]
fn the_parts_joined_are_the_whole() {
    for seed in seeds() {
        let reports = read(&corpus(seed));
        let whole = analyse(&reports, &Grouping::Auto, &RULES);
        // reports that share an event stay together
        let mut part: Vec<usize> = (0..reports.len()).collect();
        for event in whole.events.iter().filter(|e| !e.claims.is_empty()) {
            let of: BTreeSet<usize> = event.claims.iter().map(|c| part[c.report as usize]).collect();
            let least = of.iter().copied().min().unwrap_or_default();
            part.iter_mut().filter(|p| of.contains(p)).for_each(|p| *p = least);
        }
        let mut joined = BTreeMap::new();
        for which in part.iter().copied().collect::<BTreeSet<_>>() {
            let own: Vec<Report> = reports
                .iter()
                .zip(&part)
                .filter(|(_, p)| **p == which)
                .map(|(r, _)| r.clone())
                .collect();
            for (print, n) in prints(&analyse(&own, &Grouping::Auto, &RULES)) {
                *joined.entry(print).or_default() += n;
            }
        }
        assert_eq!(prints(&whole), joined, "corpus {seed}");
    }
}
