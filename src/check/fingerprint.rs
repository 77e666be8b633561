//! Fingerprints: what a finding is recognised by when its report is edited elsewhere.

use crate::event::{ClaimRef, Digest};
use crate::hash::{self, Fnv};
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// Gives out fingerprints; the second finding that looks the same gets another one than the first.
#[derive(Default)]
pub(crate) struct Seen(FxHashMap<u64, u32>);

impl Seen {
    /// The fingerprint of a finding. It does not depend on the order in which the reports are given.
    ///
    /// Of figures at odds, the lowest and the highest tell how far apart they are: a further report
    /// that gives one of the values between changes nothing, one that widens the gap does. A sum is
    /// told by all its figures.
    pub(crate) fn of(&mut self, rule: &str, claims: &[ClaimRef], compared: bool, digests: &[Digest]) -> String {
        let mut hash = Fnv::new();
        hash.add(rule);
        let value = |c: &ClaimRef| c.of(digests).interval.named();
        let ends = (
            claims.iter().filter_map(value).min(),
            claims.iter().filter_map(value).max(),
        );
        let told = |c: &&ClaimRef| !compared || value(c) == ends.0;
        let mut all: Vec<u64> = claims.iter().filter(told).map(|&at| claim(at, digests)).collect();
        all.sort_unstable();
        if let Some(highest) = ends.1.filter(|_| compared) {
            all.truncate(1);
            hash.add(&highest.normalize().to_string());
        }
        for one in all {
            hash.add(&one.to_string());
        }
        let again = self.0.entry(hash.value()).or_insert(0);
        *again += 1;
        if *again > 1 {
            hash.add(&again.to_string());
        }
        format!("{:016x}", hash.value())
    }
}

/// The fingerprint of a finding that is about no figure.
pub(super) fn of_text(rule: &str, words: &[&str]) -> String {
    let mut hash = Fnv::new();
    hash.add(rule);
    words.iter().for_each(|w| {
        hash.add(w);
    });
    format!("{:016x}", hash.value())
}

fn claim(at: ClaimRef, digests: &[Digest]) -> u64 {
    let c = at.of(digests);
    let id = digests.get(at.report as usize).map_or("", |d| d.id.as_str());
    let mut hash = Fnv::new();
    hash.add(id.rsplit(['/', '\\']).next().unwrap_or(id));
    hash.add(&c.measure);
    hash.add(c.label.as_deref().unwrap_or(""));
    hash.add(&c.counted);
    hash.add(c.scope.as_ref().map_or("", |s| &s.text));
    for word in c.text.split_whitespace() {
        hash.add(&word.to_lowercase());
    }
    hash.value()
}

/// The id of a finding: made of its rule, and of the claims or the place that it is about.
pub(super) fn id(rule: &str, claims: &[ClaimRef], place: &str, digests: &[Digest]) -> CompactString {
    let claims: Vec<String> = claims.iter().map(|c| c.id(digests)).collect();
    let claims = claims.iter().map(String::as_str);
    hash::id('f', [rule, place].into_iter().chain(claims))
}
