//! Fingerprints: what a finding is recognised by when its report is edited elsewhere.

use crate::event::{ClaimRef, Digest};
use rustc_hash::FxHashMap;

/// Gives out fingerprints; the second finding that looks the same gets another one than the first.
#[derive(Default)]
pub(crate) struct Seen(FxHashMap<u64, u32>);

impl Seen {
    /// The fingerprint of a rule's finding about claims. Two claims stand for all, chosen by what
    /// they say, so that the order in which the reports are given does not matter.
    pub(crate) fn of(&mut self, rule: &str, claims: &[ClaimRef], digests: &[Digest]) -> String {
        let mut all: Vec<u64> = claims.iter().map(|&at| claim(at, digests)).collect();
        all.sort_unstable();
        let mut hash = Fnv::new();
        hash.add(rule);
        for one in all.iter().take(2) {
            hash.add(&one.to_string());
        }
        let again = self.0.entry(hash.0).or_insert(0);
        *again += 1;
        if *again > 1 {
            hash.add(&again.to_string());
        }
        format!("{:016x}", hash.0)
    }
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
    hash.0
}

/// FNV-1a, which is the same on every machine and in every version.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
