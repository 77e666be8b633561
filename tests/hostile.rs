//! Reports that would take over the terminal, the page or the build log of whoever reads about them.

mod desk;

use desk::{Desk, err, out, status};

/// What moves cursors, sets titles, turns text around or ends a line, in what a report can say of itself.
const SIGNS: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}\u{2066}\u{85}";

/// Whether a character has no business in text for people.
fn odd(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Reports that contradict each other, themselves and good manners, under such names too.
fn hostile(name: &str) -> Desk {
    let desk = Desk::empty(name);
    let inject = "x ::error file=a::boo %0A::warning::boo <script>alert(1)</script> ]]> | `![a](b)";
    for (file, toll, wire) in [("a", "Fourteen", "Courier"), ("b", "Nine", "Wire")] {
        let said = format!("{wire} {SIGNS} {inject}");
        let quoted = said.chars().map(|c| match c {
            c if c.is_control() => format!("\\x{:02x}", c as u32),
            c => c.to_string(),
        });
        let outlet: String = quoted.collect();
        desk.write(
            &format!("news/{file}\n::error::b\u{1b}[31m\u{202e}.md"),
            &format!(
                "---\noutlet: \"{outlet}\"\ntitle: \"Fire at Kell Mill {outlet}\"\npublished: 2031-05-13\n---\n{toll} workers \u{1b}[31m\
                 were killed when a fire swept through the mill in Kell \u{202e}\u{9b}2J on Tuesday, Mayor Ann \u{1b}]0;Bo\u{7} said. \
                 {inject}. A total of 31 people were injured, Mayor Ann Bo\u{1b}[5m said.\n"
            ),
        );
    }
    desk
}

#[test]
fn nothing_for_people_moves_the_cursor() {
    let desk = hostile("hostile-people");
    let draft = "Thirty workers were killed in the fire at the mill in Kell on Tuesday, police said.\n";
    desk.write("draft\u{1b}[2J.md", draft);
    let names: Vec<String> = std::fs::read_dir(desk.0.join("news"))
        .expect("the folder is there")
        .map(|e| format!("news/{}", e.expect("it can be read").file_name().to_string_lossy()))
        .collect();
    let (one, two) = (format!("{}#1", names[0]), format!("{}#1", names[1]));
    let runs: &[&[&str]] = &[
        &["check", "news", "--events", "one", "-v"],
        &["check", "news", "--events", "one", "--format", "compact"],
        &["claims", "news"],
        &["claims", "news", "--format", "compact"],
        &["quantities", "news"],
        &["quantities", "news", "--format", "compact"],
        &["parse", "news"],
        &["audit", "draft\u{1b}[2J.md", "--against", "news", "--events", "one"],
        &["why", &one, &two, "news", "--events", "one"],
        &["explain", "\u{1b}[2Jnone\n::error::x"],
        &["check", "news/\u{1b}[2Jnone\u{202e}.md"],
        &["check", "news", "--rules", "\u{1b}[2J"],
        &["check", "news", "--config", "\u{1b}[2J"],
        &["check", "news", "--baseline", "\u{1b}[2J"],
        &["check", "news", "-o", "\u{1b}[2J/x"],
        &["baseline", "news", "-o", "\u{1b}[2J.json"],
        &["check", "news", "--pre", "\u{1b}[2J", "--pre-glob", "*.md"],
    ];
    for args in runs {
        let output = desk.run(args);
        assert!(status(&output) < 3, "{args:?}");
        for text in [out(&output), err(&output)] {
            assert!(!text.contains(odd), "{args:?}: {text:?}");
            assert!(!text.lines().any(|l| l.starts_with("::")), "{args:?}: {text:?}");
        }
        assert!(!out(&output).is_empty() || !err(&output).is_empty(), "{args:?}");
    }
}

#[test]
fn nothing_for_a_build_log_is_a_command_of_the_reports() {
    let desk = hostile("hostile-log");
    let output = desk.run(&["check", "news", "--events", "one", "--format", "github"]);
    let log = out(&output);
    assert!(!log.is_empty(), "{log}");
    for line in log.lines() {
        let rest = line
            .strip_prefix("::error ")
            .or(line.strip_prefix("::warning "))
            .or(line.strip_prefix("::notice "));
        let (place, said) = rest
            .and_then(|r| r.split_once("::"))
            .unwrap_or_else(|| panic!("{line}"));
        assert!(place.starts_with("file=news/"), "{line}");
        let named = ["file", "line", "col", "endLine", "endColumn", "title"];
        assert!(
            place
                .split(',')
                .all(|p| named.contains(&p.split('=').next().unwrap_or(""))),
            "{line}"
        );
        assert!(!said.contains(odd), "{line:?}");
    }
}

#[test]
fn what_machines_read_is_what_they_expect() {
    let desk = hostile("hostile-machines");
    for format in ["json", "sarif", "gitlab"] {
        let output = desk.run(&["check", "news", "--events", "one", "--format", format]);
        let value: serde_json::Value = serde_json::from_str(&out(&output)).expect("one document");
        assert!(value.is_object() || value.is_array());
        assert!(
            !out(&output).contains(|c: char| c.is_ascii_control() && c != '\n'),
            "{format}"
        );
    }
    for format in ["junit", "checkstyle"] {
        let output = desk.run(&["check", "news", "--events", "one", "--format", format]);
        let text = out(&output);
        let document = roxmltree::Document::parse(&text).expect("well-formed");
        assert!(document.descendants().all(|n| !n.has_tag_name("script")));
        assert!(!text.contains(odd), "{format}");
    }
    let output = desk.run(&["check", "news", "--events", "one", "--format", "html"]);
    let page = out(&output);
    assert!(
        page.contains("&lt;script&gt;") && !page.contains("<script>alert"),
        "{page}"
    );
    let output = desk.run(&["check", "news", "--events", "one", "--format", "markdown"]);
    let text = out(&output);
    assert!(!text.contains("<script>"), "{text}");
    // a line of HTML is not read as Markdown
    let mut marked = text.lines().filter(|l| !l.starts_with("<details>"));
    assert!(!marked.any(|l| l.contains("![a](b)")), "{text}");
    assert!(!text.contains(odd), "{text:?}");
    let output = desk.run(&["check", "news", "--events", "one", "--format", "csv"]);
    assert!(!out(&output).contains('\u{1b}'), "{}", out(&output));
}
