//! Digests that somebody else made, compared.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recount::event::{Digest, Grouping};
use recount::reconcile;
use recount_fuzz::{RULES, choice, found, second_look};

fuzz_target!(|data: &[u8]| {
    let Some((grouping, json)) = choice(data, 3) else {
        return;
    };
    let Ok(digests) = serde_json::from_slice::<Vec<Digest>>(json) else {
        return;
    };
    if !digests.iter().all(|d| d.check().is_ok()) {
        return;
    }
    let grouping = [Grouping::Auto, Grouping::One, Grouping::Folder][grouping].clone();
    let count = digests.len();
    let analysis = reconcile(digests.clone(), &grouping, &RULES);
    found(&analysis, count);
    if second_look(data) {
        let again = reconcile(digests, &grouping, &RULES);
        assert_eq!(format!("{analysis:?}"), format!("{again:?}"));
    }
});
