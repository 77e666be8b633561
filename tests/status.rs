//! The exit status of every command: 0 where nothing is at or above `--fail-on`, 1 where something is, 2 where
//! the run itself failed.

mod desk;

use desk::{Desk, err, out, status};
use std::collections::BTreeSet;

/// A folder with what the runs below need.
fn stocked(name: &str) -> Desk {
    let desk = Desk::fire(name);
    let draft =
        |toll: &str| format!("{toll} workers were killed in the fire at the mill in Kell on Tuesday, police said.\n");
    desk.write("draft.md", &draft("Thirty"));
    desk.write(
        "good.md",
        "The fire at the mill in Kell on Tuesday injured 31 people.\n",
    );
    desk.write(
        "bad.md",
        "A fire.\n\n<!-- recount: allow conflicting-figures -->\n\nNine died.\n",
    );
    desk.write("bad.toml", "[checks]\nsuperseded = \"off\"\n");
    desk.write("bad.json", "{}\n");
    desk.write("bad.docx", "PK\u{3}\u{4}");
    desk.write("empty.md", "");
    desk.write("none.lines", "");
    desk.write("bad.lines", "no line of a stage\n");
    desk.write("packs/units.toml", "[[unit]]\nnmae = 1\n");
    desk.write("slip/measures/petition.toml", "name = \"petition\"\nmoves = \"up\"\n");
    desk
}

/// Command lines and what each comes to.
const RUNS: &[(&str, i32)] = &[
    ("check news/a.md", 0),
    ("check news --events one", 1),
    ("check news --events one --fail-on never", 0),
    ("check news --events one --policy acled", 0),
    ("check news --events one --policy acled --fail-on warning", 1),
    ("check", 2),
    ("check none", 2),
    ("check empty.md", 2),
    ("check bad.md", 2),
    ("check bad.docx", 2),
    ("check news/a.md none", 2),
    ("check news --events one none --fail-on never", 2),
    ("check news --policy none", 2),
    ("check news --events none", 2),
    ("check news --format none", 2),
    ("check news --fail-on none", 2),
    ("check news --baseline none.json", 2),
    ("check news --baseline bad.json", 2),
    ("check news --config none.toml", 2),
    ("check news --config bad.toml", 2),
    ("check news --rules none", 2),
    ("check news --rules packs", 2),
    ("check news --pre none --pre-glob *.md", 2),
    ("check news -o none/out.txt", 2),
    ("check news --files-from none", 2),
    ("check news --none", 2),
    ("audit good.md --against news --events one", 0),
    ("audit draft.md --against news --events one", 1),
    ("audit draft.md --against news --events one --fail-on never", 0),
    ("audit news/a.md --against news/b.md --events one", 1),
    ("audit draft.md", 2),
    ("audit --against news", 2),
    ("audit none.md --against news", 2),
    ("audit empty.md --against news", 2),
    ("audit bad.md --against news", 2),
    ("audit bad.docx --against news", 2),
    ("audit draft.md --against none", 2),
    ("baseline news -o b.json", 0),
    ("baseline news --events one -o b.json", 0),
    ("baseline none -o b.json", 2),
    ("baseline news -o none/b.json", 2),
    ("claims news", 0),
    ("claims none", 2),
    ("claims news --format sarif", 2),
    ("quantities news", 0),
    ("quantities none", 2),
    ("explain killed", 0),
    ("explain none", 2),
    ("why news/a.md#1 news/b.md#1 news", 0),
    ("why news/a.md#99 news/b.md#1 news", 2),
    ("why news/a.md#1 news/b.md#1", 2),
    ("rules list", 0),
    ("rules list --rules packs", 2),
    ("rules test --rules none", 2),
    ("rules check slip", 1),
    ("rules check none", 2),
    ("rules new petition -d own", 0),
    ("rules new petition -d own", 2),
    ("rules new No_Name -d own", 2),
    ("rules schema kinds", 0),
    ("rules schema none", 2),
    ("config show", 0),
    ("config show --config bad.toml", 2),
    ("config schema", 0),
    ("init", 0),
    ("init", 2),
    ("completions zsh", 0),
    ("completions none", 2),
    ("man", 0),
    ("man --dir draft.md", 2),
    ("parse good.md", 0),
    ("parse none", 2),
    ("lsp --against -", 2),
    ("lsp --against news", 2),
    ("digest news", 0),
    ("digest news --events one -o lines", 0),
    ("digest none", 0),
    ("digest", 2),
    ("digest news --events none", 2),
    ("link none.lines", 0),
    ("link lines", 2),
    ("link bad.lines", 2),
    ("link none", 2),
    ("components none.lines", 0),
    ("components bad.lines", 2),
    ("components none", 2),
    ("reconcile none.lines", 0),
    ("reconcile none.lines --policy none", 2),
    ("reconcile bad.lines", 2),
    ("reconcile none", 2),
    ("cluster job", 0),
    ("cluster job -o job.py", 0),
    ("cluster job -o none/job.py", 2),
    ("cluster none", 2),
    ("help", 0),
    ("--version", 0),
    ("--help", 0),
    ("none", 2),
];

#[test]
fn every_command_ends_as_documented() {
    let desk = stocked("status");
    for (line, expected) in RUNS {
        let args: Vec<&str> = line.split(' ').collect();
        let output = desk.run(&args);
        assert_eq!(
            status(&output),
            *expected,
            "recount {line}\n{}{}",
            out(&output),
            err(&output)
        );
        if *expected == 2 {
            let told = err(&output);
            let say = told.lines().filter(|l| l.contains("error: ")).count();
            assert!(
                say > 0 || told.contains("Usage:"),
                "recount {line} says nothing: {told}"
            );
            assert!(!told.contains("panicked"), "{told}");
        }
    }
    let output = desk.run(&[]);
    assert_eq!((status(&output), err(&output).contains("Usage:")), (2, true));
}

#[test]
fn no_command_is_left_out() {
    let desk = Desk::empty("status-commands");
    let help = out(&desk.run(&["--help"]));
    let list = help
        .split("Commands:")
        .nth(1)
        .and_then(|h| h.split("Options:").next())
        .expect("a list of commands");
    let name = |l: &'_ str| {
        l.strip_prefix("  ")
            .filter(|l| !l.starts_with(' '))
            .and_then(|l| l.split(' ').next().map(str::to_owned))
    };
    let named: BTreeSet<String> = list.lines().filter_map(name).collect();
    assert!(named.len() > 10, "{named:?}");
    for name in named {
        for expected in [0, 2] {
            let run =
                |(line, status): &&(&str, i32)| line.split(' ').next() == Some(name.as_str()) && *status == expected;
            let usual = name == "help" || name == "lsp" && expected == 0;
            assert!(
                usual || RUNS.iter().any(|r| run(&r)),
                "no run of `{name}` that ends with {expected}"
            );
        }
    }
}
