//! A file of any format, read to reports.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recount::corpus::from_bytes;
use recount_fuzz::{NAMES, RULES, choice, second_look, sound};

fuzz_target!(|data: &[u8]| {
    let Some((name, bytes)) = choice(data, NAMES.len()) else {
        return;
    };
    let corpus = from_bytes(NAMES[name], bytes.to_vec(), &RULES);
    sound(&corpus);
    if second_look(data) {
        let again = from_bytes(NAMES[name], bytes.to_vec(), &RULES);
        assert_eq!(corpus.reports, again.reports);
        assert_eq!(corpus.problems, again.problems);
    }
});
