//! Drafts of word processors, and files that a command of the user's turns into text.

mod desk;

use desk::{Desk, err, out, status};
use serde_json::Value;
use std::io::Write;
use zip::write::SimpleFileOptions;

/// Writes a document of one page of XML.
fn document(desk: &Desk, name: &str, part: &str, xml: &str) {
    let file = std::fs::File::create(desk.0.join(name)).expect("a file for the test");
    let mut zip = zip::ZipWriter::new(file);
    let how = SimpleFileOptions::default();
    zip.start_file(part, how).expect("a part");
    zip.write_all(xml.as_bytes()).expect("its text");
    zip.finish().expect("an archive");
}

fn docx(paragraphs: &[&str]) -> String {
    let each = paragraphs
        .iter()
        .map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>"));
    format!(
        "<w:document xmlns:w=\"w\"><w:body>{}</w:body></w:document>",
        each.collect::<String>()
    )
}

fn odt(paragraphs: &[&str]) -> String {
    let each = paragraphs.iter().map(|p| format!("<text:p>{p}</text:p>"));
    format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>{}</office:text></office:body></office:document-content>",
        each.collect::<String>()
    )
}

#[test]
fn a_document_is_audited_paragraph_by_paragraph() {
    let desk = Desk::fire("drafts-office");
    let text = [
        "The mill in Kell burned on Tuesday.",
        "Eleven workers were killed when a fire swept through the mill in Kell on Tuesday, police said.",
    ];
    document(&desk, "draft.docx", "word/document.xml", &docx(&text));
    document(&desk, "draft.odt", "content.xml", &odt(&text));
    for draft in ["draft.docx", "draft.odt"] {
        let output = desk.run(&["claims", draft, "--format", "jsonl"]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let first: Value = serde_json::from_str(out(&output).lines().next().expect("a claim")).expect("JSON");
        assert_eq!(
            (&first["line"], &first["text"]),
            (&2.into(), &"Eleven".into()),
            "{first}"
        );
        let output = desk.run(&[
            "audit",
            draft,
            "--against",
            "news/b.md",
            "--events",
            "one",
            "--format",
            "compact",
        ]);
        assert_eq!(status(&output), 1, "{}{}", out(&output), err(&output));
        assert!(
            out(&output).starts_with(&format!("{draft}:2:1: error[contradicted]")),
            "{}",
            out(&output)
        );
    }
    // a folder is searched for them
    let output = desk.run(&["check", ".", "--events", "one", "--format", "json"]);
    let value: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(value["reports"].as_array().map(Vec::len), Some(4), "{}", err(&output));
}

#[test]
fn a_broken_document_is_named() {
    let desk = Desk::fire("drafts-broken");
    document(&desk, "a.docx", "word/document.xml", "<w:p><w:t>Nine</w:p>");
    document(&desk, "b.docx", "word/document.xml", &docx(&[]));
    document(&desk, "c.zip", "data.csv", "a,b");
    for (file, told) in [
        ("a.docx", "a.docx: is no sound document: "),
        (
            "b.docx",
            "b.docx: has no text below its headline; put the report's text in it",
        ),
        (
            "c.zip",
            "c.zip: is a ZIP archive or an office document, not text; recount reads",
        ),
    ] {
        let output = desk.run(&["claims", file]);
        assert_eq!(status(&output), 2);
        assert!(err(&output).starts_with(&format!("error: {told}")), "{}", err(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_command_turns_files_into_text() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::fire("drafts-pre");
    let program = |name: &str, script: &str| {
        desk.write(name, &format!("#!/bin/sh\n{script}\n"));
        let path = desk.0.join(name);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
        path.to_string_lossy().into_owned()
    };
    // "PDF" is what the first line says; the text follows
    let tail = program("tail.sh", "tail -n +2 \"$1\"");
    let fails = program("fails.sh", "echo 'no such font' >&2; exit 3");
    desk.write(
        "news/c.pdf",
        "%PDF-1.7\n---\noutlet: Vale\n---\nSeven workers were killed in Kell on Tuesday, police said.\n",
    );
    desk.write(
        "news/d.wire",
        "ZCZC\nEight workers were killed in Kell on Tuesday, police said.\n",
    );
    let reports = |args: &[&str]| {
        let output = desk.run(&[&["check", "news", "--format", "json", "--fail-on", "never"], args].concat());
        let value: Value = serde_json::from_str(&out(&output)).expect("JSON");
        let all = value["reports"].as_array().expect("a list").iter();
        let ids: Vec<String> = all.map(|r| r["id"].as_str().expect("text").to_owned()).collect();
        (status(&output), ids.join(" "), err(&output))
    };
    let (code, ids, told) = reports(&[]);
    assert_eq!((code, ids.as_str()), (2, "news/a.md news/b.md"));
    assert!(told.contains("is a PDF") && told.contains("--pre"), "{told}");
    assert_eq!(
        reports(&["--pre", &tail]),
        (0, "news/a.md news/b.md news/c.pdf".into(), String::new())
    );
    let globs = ["--pre-glob", "*.pdf", "--pre-glob", "*.wire"];
    let (code, ids, told) = reports(&[&["--pre", tail.as_str()], &globs[..]].concat());
    assert_eq!(
        (code, ids.as_str()),
        (0, "news/a.md news/b.md news/c.pdf news/d.wire"),
        "{told}"
    );
    let (code, _, told) = reports(&["--pre", &fails]);
    assert_eq!(code, 2);
    assert!(
        told.contains("news/c.pdf: `") && told.contains("exit status: 3): no such font; run `"),
        "{told}"
    );
    let (code, _, told) = reports(&["--pre", "./absent"]);
    assert_eq!(code, 2);
    assert!(told.contains("cannot run `./absent`: "), "{told}");
    assert_eq!(status(&desk.run(&["check", "news", "--pre-glob", "*.pdf"])), 2);
    // settings that somebody sends run no programs
    desk.write("recount.toml", "pre = \"./tail.sh\"\n");
    assert!(err(&desk.run(&["check", "news"])).contains("recount.toml:1:1: unknown key `pre`"));
}
