//! A baseline: what is read is written and read again as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recount::check::baseline::Baseline;
use std::path::Path;

fuzz_target!(|text: &str| {
    let path = Path::new("baseline.json");
    let Ok(baseline) = Baseline::parse(path, text) else {
        return;
    };
    let written = baseline.text().expect("a baseline can be written");
    let again = Baseline::parse(path, &written).expect("what was written can be read");
    assert_eq!(baseline.len(), again.len());
    assert_eq!((baseline.beyond(&again), again.beyond(&baseline)), (0, 0));
});
