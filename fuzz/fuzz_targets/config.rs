//! A settings file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recount::config::{Config, shown};
use recount::rules::Rules;
use std::path::Path;

fuzz_target!(|text: String| {
    let Ok(config) = Config::parse(Path::new("recount.toml"), text) else {
        return;
    };
    let _ = (config.include(), config.against(), config.overlays(), config.baseline());
    let _ = (config.allow(), config.grouping(), config.exclude(), config.known());
    let mut rules = Rules::embedded().expect("the packs");
    if config.apply(&mut rules).is_ok() {
        let _ = shown(&config, &rules, &[]);
    }
});
