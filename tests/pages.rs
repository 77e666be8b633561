//! A page for each check, `rules/checks/NAME.md`: what `recount explain` prints, as Markdown.

mod desk;

use desk::{Desk, err, out, status};
use std::path::{Path, PathBuf};

fn checks() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/checks");
    let all = std::fs::read_dir(folder).expect("the checks are there");
    let mut all: Vec<PathBuf> = all.map(|e| e.expect("readable").path()).collect();
    all.sort();
    all
}

fn name(path: &Path) -> &str {
    path.file_stem().and_then(|s| s.to_str()).expect("a name")
}

#[test]
fn every_check_has_its_page() {
    let desk = Desk::empty("pages");
    let rules: Vec<PathBuf> = checks()
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    assert!(rules.len() >= 9);
    for rule in &rules {
        let output = desk.run(&["explain", name(rule), "--format", "markdown"]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let page = rule.with_extension("md");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&page, out(&output)).expect("it can be written");
        }
        let kept = std::fs::read_to_string(&page).unwrap_or_default();
        assert!(
            kept == out(&output),
            "run `BLESS=1 cargo test --test pages` for {}",
            page.display()
        );
        for part in [
            "\n## Why\n",
            "\n## Flagged\n",
            "\n## Left alone\n",
            "\n## What to do\n",
            "\n## To allow it\n",
        ] {
            assert!(kept.contains(part), "{} lacks {part}", page.display());
        }
    }
    for page in checks().iter().filter(|p| p.extension().is_some_and(|e| e == "md")) {
        assert!(
            rules.contains(&page.with_extension("toml")),
            "{} is of no check",
            page.display()
        );
    }
}

#[test]
fn the_terminal_says_the_same() {
    let desk = Desk::empty("pages-terminal");
    let output = desk.run(&["explain", "conflicting-figures"]);
    let text = out(&output);
    for part in [
        "conflicting-figures (error, figures)",
        "To allow it",
        "<!-- recount: allow conflicting-figures -- reason -->",
        "conflicting-figures = \"off\"",
        "recount baseline",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert!(text.lines().all(|l| l.chars().count() <= 90), "{text}");
}

#[test]
fn policies_are_explained() {
    let desk = Desk::empty("pages-policies");
    for (policy, part) in [
        ("bbc", "Where everybody says who counted, a conflict is a warning."),
        (
            "acled",
            "The best figure is the lowest that no later one has overtaken.",
        ),
        ("ucdp", "The best figure is what most independent origins give"),
    ] {
        let text = out(&desk.run(&["explain", policy]))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(text.contains(part), "{text}");
        assert!(text.contains(&format!("--policy {policy}")), "{text}");
    }
    let output = desk.run(&["explain", "ucpd"]);
    assert!(err(&output).contains("did you mean `ucdp`"), "{}", err(&output));
}
