//! What holds for any corpus: made-up reports on made-up events, by the hundred.

mod corpora;

use corpora::{ARCHIVE, Corpus, Made};
use std::collections::{BTreeMap, BTreeSet};

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
