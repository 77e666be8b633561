//! A text, read to claims; and two of them compared.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recount::corpus::from_text;
use recount::event::Grouping;
use recount::{digest, reconcile};
use recount_fuzz::{RULES, digested, found, second_look, sound};

fuzz_target!(|text: &str| {
    // a line of hyphens parts two reports
    let parts = text.splitn(2, "\n-----\n").enumerate();
    let reports: Vec<_> = parts
        .flat_map(|(i, part)| {
            let corpus = from_text(&format!("{i}.md"), part, &RULES);
            sound(&corpus);
            corpus.reports
        })
        .collect();
    let digests: Vec<_> = reports.iter().map(digested).collect();
    if second_look(text.as_bytes()) {
        let again: Vec<_> = reports.iter().map(|r| digest(r, &RULES)).collect();
        assert_eq!(format!("{digests:?}"), format!("{again:?}"));
    }
    let count = digests.len();
    found(&reconcile(digests, &Grouping::One, &RULES), count);
});
