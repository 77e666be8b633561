//! The stages as filters find what one process finds, byte for byte: in a shell, and as a job of Apache Spark.
//!
//! `RECOUNT_REPORTS` sets how many reports there are, `RECOUNT_SPARK` where `spark-submit` is; the test of Spark
//! is passed over where that is not set. `.ci/run` and `tests/spark/` set both.

mod corpora;
mod desk;

use corpora::{ARCHIVE, Corpus};
use desk::{Desk, err, out, status};
use std::path::Path;
use std::process::Command;

const BINARY: &str = env!("CARGO_BIN_EXE_recount");

/// Reports of a file `reports.jsonl`: an archive, with what archives have in them.
fn written(desk: &Desk, otherwise: usize) -> usize {
    let asked = std::env::var("RECOUNT_REPORTS").ok().and_then(|n| n.parse().ok());
    let count = asked.unwrap_or(otherwise);
    let mut text = String::new();
    let sizes = if count < 2_000 {
        &[(1, 50), (2, 20), (10, 5)]
    } else {
        ARCHIVE
    };
    for report in Corpus::new(11, count, sizes).iter() {
        text.push_str(&report.json_line());
        text.push('\n');
    }
    desk.write("reports.jsonl", &text);
    count
}

/// What one process finds, sorted.
fn checked(desk: &Desk) -> Vec<String> {
    let line = "recount check - --isolated --quiet --format jsonl --fail-on never < reports.jsonl";
    let found = sorted(&shell(desk, line));
    assert!(found.len() > 20, "{} lines", found.len());
    found
}

fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// Runs a line of the shell with the binary on the path; it must not fail, nor any part of it.
fn shell(desk: &Desk, line: &str) -> String {
    let folder = Path::new(BINARY).parent().expect("a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", line])
        .current_dir(&desk.0)
        .env("PATH", path)
        .env("LC_ALL", "C")
        .output()
        .expect("a shell");
    assert_eq!(status(&output), 0, "{line}: {}", err(&output));
    out(&output)
}

fn same(found: &[String], wanted: &[String], by: &str) {
    let other = found.iter().zip(wanted).find(|(a, b)| a != b);
    assert!(
        found == wanted,
        "{by}: {} lines, not {}: {other:?}",
        found.len(),
        wanted.len()
    );
}

#[cfg(unix)]
#[test]
fn a_shell_finds_what_one_process_finds() {
    let desk = Desk::empty("stages-shell");
    let count = written(&desk, 300);
    let wanted = checked(&desk);
    let stages = "sort | recount link | recount components | sort | recount reconcile --isolated";
    let found = shell(
        &desk,
        &format!("recount digest --isolated - < reports.jsonl | {stages}"),
    );
    same(&sorted(&found), &wanted, "one after the other");
    // the reports cut in three and out of order, each part digested and each block linked by another process
    let parts = "split -n l/3 reports.jsonl part.
         for part in part.ac part.aa part.ab; do tac $part | recount digest --isolated -; done | sort > digests
         grep -v '^~' digests | awk '{ print > (\"blocks.\" substr($1, 10, 1)) }'
         { for block in blocks.*; do recount link $block; done; grep '^~' digests; } |
             recount components | sort | recount reconcile --isolated";
    same(&sorted(&shell(&desk, parts)), &wanted, "in parts");
    eprintln!("{count} reports, {} lines", wanted.len());
}

/// A job writes a file for each of its tasks, and there may be more of them than a process may open.
#[cfg(unix)]
#[test]
fn few_files_are_open_at_a_time() {
    let desk = Desk::empty("stages-files");
    written(&desk, 300);
    let line = "recount check reports.jsonl --isolated --quiet --format jsonl --fail-on never >found
         split -l 1 -a 3 found part.
         ulimit -n 20
         test $(ls part.* | wc -l) -gt 30
         recount cluster sarif part.* >parts.sarif
         recount cluster sarif <found | cmp - parts.sarif
         recount check reports.jsonl --isolated --quiet --format jsonl --fail-on never --memory 1kB | cmp - found";
    shell(&desk, line);
}

/// Where the bound is small, every component is larger, and is loaded part by part.
#[test]
fn little_memory_changes_nothing() {
    let desk = Desk::empty("stages-memory");
    let mut text: String = Corpus::new(5, 100, &[(1, 5), (4, 2), (9, 1)])
        .iter()
        .map(|r| r.json_line() + "\n")
        .collect();
    text.push_str("{\"id\":\"x\",\"text\":\"Nine people died in Rome. <!-- recount: allow killed -->\"}\n");
    desk.write("reports.jsonl", &text);
    for format in ["jsonl", "compact"] {
        let run = |more: &[&str]| {
            let output = desk.run(&[&["check", "reports.jsonl", "--isolated", "--format", format], more].concat());
            (status(&output), out(&output), err(&output))
        };
        let whole = run(&[]);
        assert!(whole.1.lines().count() > 20, "{format}");
        for bound in ["1kB", "1GB"] {
            assert!(
                run(&["--memory", bound]) == whole,
                "{format} within {bound}: {}",
                run(&["--memory", bound]).2
            );
        }
    }
    let document = |more: &[&str]| -> serde_json::Value {
        let args = [
            &["check", "reports.jsonl", "--isolated", "--quiet", "--format", "json"],
            more,
        ]
        .concat();
        serde_json::from_str(&out(&desk.run(&args))).expect("a document")
    };
    let (whole, bounded) = (document(&[]), document(&["--memory", "1kB"]));
    assert_eq!(whole["findings"], bounded["findings"]);
    let events = |d: &serde_json::Value| d["events"].as_array().map_or(0, Vec::len);
    assert!(
        events(&bounded) > 1 && events(&bounded) < events(&whole),
        "{}",
        events(&bounded)
    );
}

#[cfg(unix)]
#[test]
fn a_cluster_finds_what_one_process_finds() {
    let Some(submit) = std::env::var_os("RECOUNT_SPARK").filter(|s| !s.is_empty()) else {
        eprintln!("passed over: RECOUNT_SPARK does not say where spark-submit is");
        return;
    };
    let desk = Desk::empty("stages-spark");
    written(&desk, 300);
    let wanted = checked(&desk);
    shell(&desk, "recount cluster job -o job.py");
    let run = |recount: &str, output: &str, input: &str| {
        let mut command = Command::new(&submit);
        command.args([
            "--master",
            "local[2]",
            "--conf",
            "spark.ui.enabled=false",
            "job.py",
            input,
        ]);
        command.args(["--output", output, "--recount", recount, "--partitions", "5"]);
        // that of a virtual environment looks for pyspark with the python on the path
        let beside = Path::new(&submit).parent().expect("a folder").display().to_string();
        let path = format!("{beside}:{}", std::env::var("PATH").unwrap_or_default());
        command
            .current_dir(&desk.0)
            .env("PATH", path)
            .env_remove("SPARK_REMOTE");
        command
            .env("SPARK_LOCAL_IP", "127.0.0.1")
            .output()
            .expect("spark-submit runs")
    };
    let found = |output: &str| shell(&desk, &format!("test -e {output}/_SUCCESS; cat {output}/part-*"));
    let output = run(BINARY, "found", "reports.jsonl");
    assert_eq!(status(&output), 0, "{}", err(&output));
    let text = found("found");
    same(&sorted(&text), &wanted, "Spark");
    assert!(text.lines().eq(wanted.iter().map(String::as_str)), "in order");

    // every line twice, in no order, an id less, a line that is none
    let odd = r#"{ tac reports.jsonl; cat reports.jsonl; echo '{"text":"Nine people died in Rome."}'; echo none; } > odd.jsonl"#;
    shell(&desk, odd);
    let output = run(BINARY, "odd", "odd.jsonl");
    assert_eq!(status(&output), 0, "{}", err(&output));
    let (told, left): (Vec<String>, Vec<String>) = sorted(&found("odd"))
        .into_iter()
        .partition(|l| l.contains("\"type\":\"problem\""));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("no JSON object: none"), "{told:#?}");
    let left: Vec<String> = left.into_iter().filter(|l| !l.contains("in Rome")).collect();
    same(&left, &wanted, "each line twice");

    // one id for two reports
    shell(
        &desk,
        r#"{ cat reports.jsonl; echo '{"id":"7","text":"Nine people died."}'; } > twice.jsonl"#,
    );
    let output = run(BINARY, "twice", "twice.jsonl");
    assert_ne!(status(&output), 0);
    assert!(err(&output).contains("two reports have the id '7'"), "{}", err(&output));

    // filters that end badly, or well but too early, must not look like few findings
    for (name, stage, end) in [
        ("status", "digest", "head -n 3; exit 1"),
        ("killed", "link", "head -n 3; kill -9 $$"),
        ("early", "reconcile", "head -n 1; exit 0"),
    ] {
        let cut =
            format!("case \"$*\" in *' {stage}'*) \"{BINARY}\" \"$@\" | {end};; *) exec \"{BINARY}\" \"$@\";; esac");
        let cut = cut.replace(&format!("\"{BINARY}\" \"$@\" | head"), "head");
        desk.write(name, &format!("#!/bin/sh\n{cut}\n"));
        let wrapper = desk.0.join(name).display().to_string();
        let output = run(&format!("sh {wrapper}"), &format!("{name}-out"), "reports.jsonl");
        assert_ne!(status(&output), 0, "{name}");
        assert!(!desk.0.join(format!("{name}-out/_SUCCESS")).exists(), "{name}");
    }
}

/// Not a test: writes the reports that the scripts of `tests/spark/` run on, to the file `RECOUNT_CORPUS`.
#[test]
#[ignore = "writes a file for other tests"]
fn reports_for_others() {
    let file = std::env::var("RECOUNT_CORPUS").expect("RECOUNT_CORPUS names a file");
    let desk = Desk::empty("stages-corpus");
    written(&desk, 20_000);
    std::fs::rename(desk.0.join("reports.jsonl"), file).expect("it can be written there");
}
