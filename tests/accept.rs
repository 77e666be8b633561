//! Findings that someone stands by: remarks in reports, settings, baselines, and what a revision changed.

mod desk;

use desk::{Desk, err, out, status};
use serde_json::Value;
use std::process::Command;

const CHECK: [&str; 6] = ["check", "news", "--events", "one", "--format", "json"];

fn document(output: &std::process::Output) -> Value {
    serde_json::from_str(&out(output)).unwrap_or_else(|e| panic!("{e}: {}{}", out(output), err(output)))
}

/// The rules of the findings, and why the others are allowed.
fn found(desk: &Desk, args: &[&str]) -> (i32, Vec<String>, Vec<String>) {
    let output = desk.run(args);
    let value = document(&output);
    let (mut open, mut allowed) = (Vec::new(), Vec::new());
    for f in value["findings"].as_array().expect("a list") {
        match f["suppressed"].as_str() {
            Some(why) => allowed.push(why.to_owned()),
            None => open.push(f["rule"].as_str().expect("text").to_owned()),
        }
    }
    (status(&output), open, allowed)
}

#[test]
fn a_remark_allows_a_finding_and_is_found_when_stale() {
    let desk = Desk::fire("accept-remark");
    assert_eq!(found(&desk, &CHECK), (1, vec!["conflicting-figures".into()], vec![]));
    let bare = desk.read("news/b.md");
    let remark = "<!-- recount: allow conflicting-figures -- the ministry confirmed nine -->\n";
    desk.write("news/b.md", &bare.replace("---\nNine", &format!("---\n{remark}\nNine")));
    let why = "the ministry confirmed nine (news/b.md:6)".to_owned();
    assert_eq!(found(&desk, &CHECK), (0, vec![], vec![why]));
    let audit = desk.run(&["audit", "news/b.md", "--against", "news/a.md", "--events", "one"]);
    assert_eq!(status(&audit), 0, "{}", out(&audit));
    assert!(
        out(&audit).contains("Allowed\n") && !out(&audit).contains("error["),
        "{}",
        out(&audit)
    );
    let sarif: Value = serde_json::from_str(&out(
        &desk.run(&["check", "news", "--events", "one", "--format", "sarif"])
    ))
    .expect("JSON");
    assert!(sarif["runs"][0]["results"][0]["suppressions"][0].is_object(), "{sarif}");
    let table = desk.run(&["check", "news", "--events", "one"]);
    assert!(out(&table).contains("1 allowed"), "{}", out(&table));
    assert_eq!(out(&table).lines().count(), 1, "{}", out(&table));
    // the figure is corrected: the remark is left over
    let text = desk.read("news/b.md").replace("Nine workers", "Fourteen workers");
    desk.write("news/b.md", &text);
    assert_eq!(found(&desk, &CHECK), (0, vec!["stale-suppression".into()], vec![]));
    let compact = desk.run(&[
        "check",
        "news",
        "--events",
        "one",
        "--format",
        "compact",
        "--fail-on",
        "warning",
    ]);
    assert_eq!(status(&compact), 1);
    assert!(
        out(&compact).starts_with("news/b.md:6:1: warning[stale-suppression] "),
        "{}",
        out(&compact)
    );
    let table = desk.run(&["check", "news", "--events", "one"]);
    assert!(out(&table).contains("warning[stale-suppression]"), "{}", out(&table));
}

#[test]
fn a_page_holds_remarks_too() {
    let desk = Desk::fire("accept-html");
    let page = |toll: &str| {
        format!(
            "<html><head><title>Deadly fire</title><meta property=\"og:site_name\" content=\"Vale Herald\">\
             <meta property=\"article:published_time\" content=\"2031-05-13\"></head><body><article>\
             <h1>Deadly fire</h1><p>A fire broke out in the mill in Kell on Tuesday, police said, and burned through the night.</p>\n\
             <!-- recount: allow conflicting-figures -- counted at the morgue -->\n<p>{toll} workers were killed in the fire at the mill, \
             police said on Tuesday in Kell. The mill was built a hundred years ago.</p></article></body></html>"
        )
    };
    std::fs::remove_file(desk.0.join("news/b.md")).expect("it is there");
    desk.write("news/b.html", &page("Nine"));
    let why = "counted at the morgue (news/b.html:2)".to_owned();
    assert_eq!(found(&desk, &CHECK), (0, vec![], vec![why]));
    desk.write("news/b.html", &page("Fourteen"));
    assert_eq!(found(&desk, &CHECK).1, ["stale-suppression"]);
}

#[test]
fn a_wrong_remark_names_its_place_and_loses_nothing() {
    let desk = Desk::fire("accept-wrong");
    let bare = desk.read("news/b.md");
    for (remark, told) in [
        (
            "allow conflicting-figure -- x",
            "a remark allows `conflicting-figure`, and there is no such check; did you mean `conflicting-figures`",
        ),
        (
            "allow conflicting-figures",
            "a remark does not say why; write `recount: allow CHECK -- reason`",
        ),
        ("allow -- x", "a remark does not say what it allows; write"),
        (
            "deny conflicting-figures -- x",
            "a remark to recount says `deny` where `allow` was expected; write",
        ),
    ] {
        desk.write(
            "news/b.md",
            &bare.replace("---\nNine", &format!("---\n<!-- recount: {remark} -->\n\nNine")),
        );
        let output = desk.run(&CHECK);
        assert_eq!(status(&output), 2);
        assert!(
            err(&output).contains(&format!("error: news/b.md:6:1: {told}")),
            "{}",
            err(&output)
        );
        assert_eq!(document(&output)["findings"][0]["rule"], "conflicting-figures");
    }
}

#[test]
fn the_settings_allow_where_no_remark_can_stand() {
    let desk = Desk::fire("accept-settings");
    desk.write(
        "news/c.jsonl",
        "{\"id\": \"k1\", \"outlet\": \"Vale\", \"published\": \"2031-05-13\", \"text\": \"Seven workers were killed in the fire at the mill \
         in Kell on Tuesday, police said.\"}\n",
    );
    let check = [
        "check",
        "news/a.md",
        "news/c.jsonl",
        "--events",
        "one",
        "--format",
        "json",
    ];
    assert_eq!(found(&desk, &check).1, ["conflicting-figures"]);
    let allow = |more: &str| {
        desk.write(
            "recount.toml",
            &format!("[[allow]]\ncheck = \"conflicting-figures\"\nreason = \"known\"\n{more}"),
        );
        found(&desk, &check)
    };
    let aside = (0, vec![], vec!["known (recount.toml:1)".to_owned()]);
    assert_eq!(allow("files = [\"c.jsonl#k1\"]\nfigure = \"Seven\"\n"), aside);
    assert_eq!(allow("files = [\"news/\"]\n"), aside);
    assert_eq!(allow("figure = \"Fourteen\"\n"), aside);
    for missed in [
        "files = [\"c.jsonl#k2\"]\n",
        "figure = \"Eight\"\n",
        "files = [\"news/a.md\"]\nfigure = \"Seven\"\n",
    ] {
        assert_eq!(allow(missed).1, ["conflicting-figures"]);
    }
    let output = desk.run(&check);
    assert!(
        err(&output)
            .contains("warning: recount.toml:1: there is no `conflicting-figures` for this to allow; take it out"),
        "{}",
        err(&output)
    );
    for (text, told) in [
        (
            "check = \"x\"\nreason = \"y\"\n",
            "recount.toml:2:1: there is no check `x`; there are",
        ),
        (
            "check = \"conflicting-figures\"\n",
            "recount.toml:1:1: missing field `reason`",
        ),
        (
            "check = \"conflicting-figures\"\nreason = \" \"\n",
            "recount.toml:3:1: `reason` is empty; say why",
        ),
    ] {
        desk.write("recount.toml", &format!("[[allow]]\n{text}"));
        let output = desk.run(&check);
        assert_eq!(status(&output), 2);
        assert!(err(&output).starts_with(&format!("error: {told}")), "{}", err(&output));
    }
}

/// Two reports a fire: of some fires they contradict each other, of further ones they do not.
fn fires(desk: &Desk, at_odds: usize, agreed: usize) {
    const PLACES: [&str; 8] = ["Kell", "Vale", "Merren", "Dorn", "Ostra", "Pell", "Quarn", "Tarn"];
    for i in 0..at_odds + agreed {
        let (place, month, day) = (PLACES[i % 8], 5 + i / 200, 1 + i / 8 % 25);
        let other = if i < at_odds { 9 } else { 14 };
        for (outlet, toll) in [("a", 14), ("b", other)] {
            desk.write(
                &format!("news/{i:03}-{outlet}.md"),
                &format!(
                    "---\noutlet: {outlet}\npublished: 2031-{month:02}-{day:02}\nevent: fire {i}\n---\nA fire at the mill in {place} killed {toll} \
                     workers, police said. It injured 31 people.\n"
                ),
            );
        }
    }
}

const FIRES: [&str; 4] = ["check", "news", "--events", "field:event"];

#[test]
fn a_baseline_leaves_what_is_new() {
    let desk = Desk::empty("accept-baseline");
    fires(&desk, 40, 110);
    let output = desk.run(&["baseline", "news", "--events", "field:event"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(
        err(&output).contains("wrote recount-baseline.json: 40 findings"),
        "{}",
        err(&output)
    );
    let check = [&FIRES[..], &["--format", "json", "--baseline", "recount-baseline.json"]].concat();
    let (code, new, accepted) = found(&desk, &check);
    assert_eq!((code, new.len(), accepted.len()), (0, 0, 40));
    // an edit elsewhere in the file, and another order of the reports, change nothing
    let text = desk.read("news/003-a.md");
    desk.write(
        "news/003-a.md",
        &text.replace("A fire", "Rain fell all night.\n\nA fire"),
    );
    desk.write("list", "news/149-b.md\nnews/*-a.md\nnews\n");
    let listed = [
        "check",
        "--files-from",
        "list",
        "--events",
        "field:event",
        "--format",
        "json",
        "--baseline",
    ];
    let (code, new, accepted) = found(&desk, &[&listed[..], &["recount-baseline.json"]].concat());
    assert_eq!((code, new, accepted.len()), (0, vec![], 40));
    // a gap that grows, a new finding, and one that is gone
    desk.write(
        "news/003-a.md",
        &text.replace("14", "16").replace("injured 31", "injured 38"),
    );
    desk.write("news/007-b.md", &desk.read("news/007-b.md").replace('9', "14"));
    let output = desk.run(&check);
    let value = document(&output);
    let all = value["findings"].as_array().expect("a list").iter();
    let open = all.filter(|f| f["suppressed"].is_null());
    let places: Vec<&str> = open.filter_map(|f| f["report"].as_str()).collect();
    assert_eq!(status(&output), 1);
    assert_eq!(places.len(), 2, "{places:?}");
    assert!(places.iter().all(|p| p.starts_with("news/003-")), "{places:?}");
    assert!(
        err(&output).contains("2 findings of the baseline no longer there"),
        "{}",
        err(&output)
    );
    // every format tells the same two
    let formats = [
        "--format",
        "table",
        "--format",
        "sarif=o.sarif",
        "--format",
        "junit=o.xml",
        "--format",
        "github=o.txt",
    ];
    let baseline = ["--baseline", "recount-baseline.json"];
    let table = desk.run(&[&FIRES[..], &formats[..], &baseline[..]].concat());
    assert_eq!(
        out(&table).matches("[conflicting-figures]").count(),
        2,
        "{}",
        out(&table)
    );
    let sarif: Value = serde_json::from_str(&desk.read("o.sarif")).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let open = results
        .iter()
        .filter(|r| r["suppressions"].as_array().is_none_or(Vec::is_empty));
    assert_eq!((results.len(), open.clone().count()), (40, 2));
    assert_eq!(desk.read("o.xml").matches("<failure").count(), 2);
    assert_eq!(desk.read("o.txt").lines().count(), 2, "{}", desk.read("o.txt"));
    // the gap that has grown and the figure that is new, and nothing else
    let said = |r: &Value| {
        r["message"]["text"]
            .as_str()
            .and_then(|t| t.lines().next())
            .map(str::to_owned)
    };
    let said: Vec<String> = open.filter_map(said).collect();
    assert!(
        said[0].starts_with("16 workers killed here, 9 in b") && said[1].starts_with("38 injured here, 31 in b"),
        "{said:?}"
    );
    for text in [out(&table), desk.read("o.xml"), desk.read("o.txt")] {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.contains("16 workers killed here, 9 in b") && flat.contains("38 injured here, 31 in b"),
            "{text}"
        );
    }
    let failed: Vec<String> = desk
        .read("o.xml")
        .lines()
        .filter(|l| l.contains("<testsuite ") && !l.contains("failures=\"0\""))
        .map(str::to_owned)
        .collect();
    assert!(failed.len() == 1 && failed[0].contains("news/003-a.md"), "{failed:?}");
    // the settings name it as well, and it is written anew
    desk.write(
        "recount.toml",
        "baseline = \"recount-baseline.json\"\nevents = \"field:event\"\ninclude = [\"news\"]\n",
    );
    assert_eq!(status(&desk.run(&["check"])), 1);
    let output = desk.run(&["baseline"]);
    assert!(err(&output).contains("40 findings, 2 new, 2 gone"), "{}", err(&output));
    assert_eq!(status(&desk.run(&["check"])), 0);
}

#[test]
fn a_wrong_baseline_names_its_place() {
    let desk = Desk::fire("accept-no-baseline");
    desk.write("bad.json", "{\n  \"schema\": 1,\n  \"findings\": [{\"rule\": 3}]\n}\n");
    for (file, told) in [
        (
            "absent.json",
            "absent.json: there is no such baseline; `recount baseline` writes such a file",
        ),
        ("bad.json", "bad.json:3:"),
        ("news/a.md", "news/a.md:1:"),
    ] {
        let output = desk.run(&["check", "news", "--baseline", file]);
        assert_eq!(status(&output), 2);
        assert!(err(&output).starts_with(&format!("error: {told}")), "{}", err(&output));
    }
    let output = desk.run(&["baseline", "news", "absent.md"]);
    assert_eq!(status(&output), 2);
    assert!(!desk.0.join("recount-baseline.json").exists());
    let output = desk.run(&["baseline", "news", "-o", "absent/b.json"]);
    assert_eq!(status(&output), 2);
    assert!(
        err(&output).contains("cannot write absent/b.json: No such file or directory (os error 2); "),
        "{}",
        err(&output)
    );
}

#[test]
fn only_what_touches_a_changed_report() {
    let desk = Desk::empty("accept-changed");
    fires(&desk, 3, 0);
    let git = |args: &[&str]| {
        let ran = Command::new("git")
            .args([
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.org",
                "-c",
                "init.defaultBranch=main",
            ])
            .args(args)
            .current_dir(&desk.0)
            .output()
            .expect("git runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "all"]);
    let check = |revision: &str| {
        let output = desk.run(&[&FIRES[..], &["--format", "compact", "--changed-since", revision]].concat());
        (status(&output), out(&output), err(&output))
    };
    assert_eq!(check("HEAD").0, 0);
    desk.write(
        "news/001-a.md",
        &desk.read("news/001-a.md").replace("It injured", "It hurt"),
    );
    let (code, text, told) = check("HEAD");
    assert_eq!((code, text.lines().count()), (1, 1), "{text}");
    assert!(text.contains("news/001-"), "{text}");
    // people are shown the event of that report, and no other
    let formats = [
        "--changed-since",
        "HEAD",
        "--format",
        "table",
        "--format",
        "html=o.html",
        "--format",
        "markdown=o.md",
    ];
    let table = out(&desk.run(&[&FIRES[..], &formats[..]].concat()));
    for shown in [table, desk.read("o.html"), desk.read("o.md")] {
        assert!(
            shown.contains("Vale") && !shown.contains("Merren") && !shown.contains("Kell"),
            "{shown}"
        );
    }
    assert!(told.contains("2 findings in reports that have not changed"), "{told}");
    git(&["commit", "-qam", "one"]);
    assert_eq!(check("HEAD").0, 0);
    assert_eq!(check("HEAD~1").1, text);
    // from a folder below, and with a file that git does not know
    desk.write("news/002-c.md", &desk.read("news/002-b.md"));
    let output = desk.run_in(
        "news",
        &[
            "check",
            ".",
            "--events",
            "field:event",
            "--format",
            "compact",
            "--changed-since",
            "HEAD",
        ],
    );
    assert!(
        out(&output).contains("002-") && !out(&output).contains("001-"),
        "{}{}",
        out(&output),
        err(&output)
    );
    let (code, _, told) = check("nowhere");
    assert_eq!(code, 2);
    assert!(
        told.contains("git knows no revision `nowhere`; name a branch, tag or commit"),
        "{told}"
    );
}

#[test]
fn a_revision_needs_a_repository() {
    let desk = Desk::fire("accept-no-git");
    let output = desk
        .command(&["check", "news", "--changed-since", "HEAD"])
        .env("GIT_CEILING_DIRECTORIES", desk.0.parent().expect("a folder above"))
        .output()
        .expect("the binary runs");
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("--changed-since asks git"), "{}", err(&output));
    let output = desk
        .command(&["check", "news", "--changed-since", "HEAD"])
        .env("PATH", "")
        .output()
        .expect("the binary runs");
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("cannot run git"), "{}", err(&output));
}

/// Two reports of one fire and a draft on it; the standings of the draft's figures that are to be looked at.
fn standings(desk: &Desk, more: &[&str]) -> (i32, Vec<String>, String) {
    let args = [
        "audit",
        "draft.md",
        "--against",
        "news",
        "--events",
        "one",
        "--format",
        "compact",
    ];
    let output = desk.run(&[&args[..], more].concat());
    let rule = |l: &str| l.split(['[', ']']).nth(1).map(str::to_owned);
    (
        status(&output),
        out(&output).lines().filter_map(rule).collect(),
        err(&output),
    )
}

const DRAFT: &str = "Thirty workers were killed in the fire at the mill in Kell on Tuesday, police said.\n\nIt injured dozens of \
    people.\n\nFour engines were destroyed.\n";

#[test]
fn a_draft_may_keep_what_its_author_stands_by() {
    let desk = Desk::fire("accept-draft");
    desk.write("draft.md", DRAFT);
    assert_eq!(standings(&desk, &[]).1, ["contradicted", "wider", "unsupported"]);
    // a remark in the draft; beside the text, and before it
    let remark = |check: &str| format!("<!-- recount: allow {check} -- counted by the desk -->");
    let allowed = DRAFT
        .replace("destroyed.", &format!("destroyed. {}", remark("unsupported")))
        .replace("It injured", &format!("{}\nIt injured", remark("wider")));
    desk.write("draft.md", &allowed);
    assert_eq!(standings(&desk, &["--fail-on", "note"]).1, ["contradicted"]);
    let output = desk.run(&[
        "audit",
        "draft.md",
        "--against",
        "news",
        "--events",
        "one",
        "--format",
        "sarif",
    ]);
    let sarif: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results").iter();
    let kinds: Vec<&Value> = results.map(|r| &r["suppressions"][0]["kind"]).collect();
    assert_eq!(kinds, [&Value::Null, &"inSource".into(), &"inSource".into()]);
    // one that allows nothing is found; `check` knows nothing of sources, and leaves it alone
    desk.write(
        "draft.md",
        &DRAFT.replace("destroyed.", &format!("destroyed. {}", remark("narrower"))),
    );
    let (_, found, _) = standings(&desk, &[]);
    assert!(
        found.contains(&"stale-suppression".to_owned()) && found.contains(&"unsupported".to_owned()),
        "{found:?}"
    );
    let output = desk.run(&["check", "draft.md", "--format", "compact"]);
    assert_eq!((status(&output), out(&output)), (0, String::new()), "{}", err(&output));
}

#[test]
fn settings_reach_the_figures_of_a_draft() {
    let desk = Desk::fire("accept-draft-settings");
    desk.write("draft.md", DRAFT);
    desk.write(
        "recount.toml",
        "[checks]\nwider = \"off\"\nunsupported = \"error\"\n[[allow]]\ncheck = \"contradicted\"\nfiles = [\"draft.md\"]\nfigure = \
         \"Thirty\"\nreason = \"By telephone.\"\n",
    );
    let (code, found, told) = standings(&desk, &[]);
    assert_eq!((code, found), (1, vec!["unsupported".to_owned()]), "{told}");
    let stale = "[[allow]]\ncheck = \"narrower\"\nreason = \"Once.\"\n[[allow]]\ncheck = \"narrower\"\nfiles = [\"other.md\"]\nreason \
                 = \"Elsewhere.\"\n";
    desk.write("recount.toml", stale);
    let (_, _, told) = standings(&desk, &[]);
    assert!(
        told.contains("recount.toml:1: there is no `narrower` for this to allow"),
        "{told}"
    );
    assert!(!told.contains("recount.toml:4"), "{told}");
    // `check` has no drafts to find it in
    let output = desk.run(&["check", "news", "--events", "one"]);
    assert!(!err(&output).contains("narrower"), "{}", err(&output));
}

#[test]
fn a_gap_that_shrinks_is_noted_and_stays_accepted() {
    let desk = Desk::empty("accept-shrunk");
    fires(&desk, 3, 0);
    let sum = "---\noutlet: c\npublished: 2031-05-20\nevent: storm\n---\nThe storm killed 40 people. Among the dead were 29 militants, 4 \
               soldiers and 11 civilians.\n";
    desk.write("news/sum.md", sum);
    assert_eq!(status(&desk.run(&["baseline", "news", "--events", "field:event"])), 0);
    let check = [&FIRES[..], &["--format", "json", "--baseline", "recount-baseline.json"]].concat();
    assert_eq!(found(&desk, &check).2.len(), 4);
    let change = |name: &str, from: &str, to: &str| {
        let text = desk.read(name);
        assert!(text.contains(from));
        desk.write(name, &text.replace(from, to));
    };
    change("news/001-b.md", "killed 9", "killed 11");
    change("news/sum.md", "29 militants", "27 militants");
    let (code, new, accepted) = found(&desk, &check);
    assert_eq!((code, new), (0, vec![]), "{accepted:?}");
    let smaller: Vec<&String> = accepted.iter().filter(|a| a.contains("where the gap was")).collect();
    assert_eq!(smaller.len(), 2, "{accepted:?}");
    assert!(smaller[0].contains("where the gap was 9 to 14") && smaller[1].contains("where the gap was 40 to 44"));
    let told = err(&desk.run(&check));
    assert!(
        told.contains("2 findings of the baseline with a smaller gap than before"),
        "{told}"
    );
    // as wide as it was, but elsewhere: that is another finding
    change("news/001-b.md", "killed 11", "killed 12");
    change("news/001-a.md", "killed 14", "killed 17");
    assert_eq!(found(&desk, &check).1, ["conflicting-figures"]);
}
