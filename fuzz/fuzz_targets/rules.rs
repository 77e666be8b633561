//! A file of rules, laid over the built-in ones.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recount::corpus::from_text;
use recount::rules::{Rules, Sources, examples, lint};
use recount_fuzz::choice;
use std::path::Path;

const FILES: [&str; 12] = [
    "measures/killed.toml",
    "measures/new.toml",
    "policies/new.toml",
    "numbers.toml",
    "units.toml",
    "words.toml",
    "taxonomy.toml",
    "frames.toml",
    "calendar.toml",
    "outlets.toml",
    "places.tsv",
    "rarity.tsv",
];
const TEXT: &str = "Police in Tarnwick said that at least 14 people were killed on Monday and two dozen hurt.";

fuzz_target!(|data: &[u8]| {
    let Some((file, text)) = choice(data, FILES.len()) else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let _ = examples::pack(FILES[file], Path::new(FILES[file]), text);
    let mut sources = Sources::embedded();
    sources.insert(FILES[file], text);
    let _ = lint::lint(&sources);
    // rules that load must also run
    if let Ok(rules) = Rules::from_sources(&sources) {
        for report in from_text("a.txt", TEXT, &rules).reports {
            let _ = recount::digest(&report, &rules);
        }
    }
});
