//! Blocking loses no pair: what all pairs would link, shares a block.
//!
//! `RECOUNT_CORPUS` names further folders or files, separated by colons.

use recount::corpus::{self, Inputs};
use recount::event::link::{LINKED, score};
use recount::event::{Digest, Grouping, Profile};
use recount::rules::Rules;
use std::path::PathBuf;

fn digests(path: PathBuf, rules: &Rules) -> Vec<Digest> {
    let inputs = Inputs {
        paths: vec![path],
        ..Inputs::default()
    };
    let reports = corpus::read(&inputs, rules).reports;
    reports.iter().map(|r| recount::digest(r, rules)).collect()
}

#[test]
fn every_linked_pair_shares_a_block() {
    let rules = Rules::embedded().expect("the packs");
    let further = std::env::var("RECOUNT_CORPUS").unwrap_or_default();
    let further = further.split(':').filter(|p| !p.is_empty()).map(PathBuf::from);
    let mut all: Vec<(String, String)> = Vec::new();
    for path in [PathBuf::from("seeds")].into_iter().chain(further) {
        let digests = digests(path.clone(), &rules);
        let profiles: Vec<Profile> = digests
            .iter()
            .map(|d| Profile::of(d, &Grouping::Auto, &rules))
            .collect();
        let (mut linked, mut lost) = (0, Vec::new());
        for (i, a) in profiles.iter().enumerate() {
            for b in &profiles[i + 1..] {
                if score(&a.sketch, &b.sketch, &rules) < LINKED {
                    continue;
                }
                linked += 1;
                if !a.keys.iter().any(|k| b.keys.binary_search(k).is_ok()) {
                    lost.push((a.id.clone(), b.id.clone()));
                }
            }
        }
        let held: usize = profiles.iter().map(|p| p.keys.len()).sum();
        println!(
            "{}: {} reports, {} blocks a report, {linked} pairs linked, {} lost",
            path.display(),
            digests.len(),
            held / digests.len().max(1),
            lost.len()
        );
        assert!(linked > 0, "{}", path.display());
        all.extend(lost);
    }
    assert_eq!(all, []);
}
