//! The stages of the pipeline stand in a row: each imports only those before it.

use std::path::{Path, PathBuf};

/// The stages in order; a stage may use itself and what stands to its left.
const STAGES: [&str; 14] = [
    "corpus", "text", "quantity", "claim", "event", "compare", "check", "reduce", "audit", "output", "stage", "lsp",
    "config", "cli",
];

/// What every stage may use.
const COMMON: [&str; 6] = ["span", "letter", "error", "hash", "rules", "runs"];

/// Where a pack's data is of a type that a stage defines: the file, and that stage.
const DATA: [(&str, &str); 4] = [
    ("rules/numbers.rs", "quantity"),
    ("rules/units.rs", "quantity"),
    ("rules/policy.rs", "claim"),
    ("rules/policy.rs", "check"),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push(path);
        }
    }
    all.sort();
    all
}

/// The modules of this crate that a source names, outside its tests.
fn imports(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or("");
    let mut found = Vec::new();
    for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let whole = !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
            let rest = &line[at + 7..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(group) => group.split(',').map(str::trim).collect(),
                None => vec![rest],
            };
            for name in names.into_iter().filter(|_| whole) {
                let word: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                // A capital names something of the crate's front page.
                if word.starts_with(char::is_lowercase) {
                    found.push(word);
                }
            }
        }
    }
    found
}

fn stage(path: &Path) -> String {
    let first = path.components().next().expect("a file has a name");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

#[test]
fn stages_import_only_earlier_stages() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files(&src) {
        let inside = file.strip_prefix(&src).expect("it lies below src");
        let own = stage(inside);
        let source = std::fs::read_to_string(&file).expect("a source can be read");
        let place = STAGES.iter().position(|s| *s == own);
        // The front page and the self-test run the whole pipeline; a test helper is no stage.
        if matches!(own.as_str(), "lib" | "main" | "selftest") || inside.ends_with("fixture.rs") {
            continue;
        }
        for import in imports(&source) {
            seen += 1;
            let allowed = match (place, STAGES.iter().position(|s| *s == import)) {
                (Some(own), Some(other)) => other <= own,
                (None, Some(_)) => false,
                // the command line runs what the front page offers
                (_, None) if own == "cli" => true,
                (_, None) => {
                    COMMON.contains(&import.as_str()) || matches!(import.as_str(), "digest" | "reconcile" | "component")
                }
            };
            let data = DATA.contains(&(inside.to_string_lossy().as_ref(), import.as_str()));
            if !allowed && !data {
                wrong.push(format!("{} uses {import}", inside.display()));
            }
        }
    }
    assert!(
        seen > 40,
        "only {seen} imports found: the test reads the sources wrongly"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_read_from_code_alone() {
    let source = "use crate::{claim::Claim, Analysis};\n// use crate::output;\nfn f(x: crate::text::Token) {}\n\
        #[cfg(test)]\nmod tests {\n    use crate::cli;\n}\n";
    assert_eq!(imports(source), ["claim", "text"]);
}

#[test]
fn the_library_prints_nothing() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in files(&src) {
        let inside = file.strip_prefix(&src).expect("it lies below src").to_owned();
        if stage(&inside) == "cli" {
            continue;
        }
        let source = std::fs::read_to_string(&file).expect("a source can be read");
        let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or("");
        for word in ["println!(", "print!(", "dbg!("] {
            assert!(!code.contains(word), "{} prints", inside.display());
        }
    }
}
