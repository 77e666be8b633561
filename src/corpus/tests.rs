//! Reading whole inputs: files, folders, globs, lists and standard input.

use super::*;
use std::fs;

const LONG: &str = "Divers working by lamplight brought up the last of the nine bodies late in the evening, and the harbour master told relatives, who had waited on the pier since dawn, that the search was over.";

/// A folder of its own for every test, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("recount-corpus-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    fn at(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().replace('\\', "/")
    }

    fn read(&self, paths: &[&str]) -> Corpus {
        let paths = paths.iter().map(|p| PathBuf::from(self.at(p))).collect();
        from(
            &Inputs {
                paths,
                files_from: None,
                ..Inputs::default()
            },
            "",
        )
    }

    fn ids(&self, corpus: &Corpus) -> Vec<String> {
        let base = self.at("");
        corpus.reports.iter().map(|r| r.id.replace(&base, "")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn from(inputs: &Inputs, stdin: &str) -> Corpus {
    let corpus = read::read(inputs, &mut stdin.as_bytes(), crate::rules::packs());
    corpus.reports.iter().for_each(sound);
    corpus
}

/// What must hold of every report.
fn sound(report: &Report) {
    assert_eq!(report.text().len(), report.source.len());
    for (i, block) in report.blocks.iter().enumerate() {
        let text = block.span.of(report.text());
        assert!(!text.trim().is_empty(), "{}: empty block", report.id);
        assert_eq!(block.kind == BlockKind::Title, i == 0 && block.kind == BlockKind::Title);
        assert!(report.text().get(block.span.range()).is_some());
    }
    let mut body: Vec<_> = report.blocks.iter().filter(|b| b.kind != BlockKind::Title).collect();
    body.sort_by_key(|b| b.span.start);
    assert!(
        body.windows(2).all(|w| w[0].span.end <= w[1].span.start),
        "{}: blocks overlap",
        report.id
    );
    assert!(report.meta.outlet.is_some());
}

fn stdin(text: &str) -> Corpus {
    let inputs = Inputs {
        paths: vec!["-".into()],
        files_from: None,
        ..Inputs::default()
    };
    from(&inputs, text)
}

fn messages(corpus: &Corpus) -> Vec<String> {
    corpus.problems.iter().map(|p| p.error.to_string()).collect()
}

#[test]
fn a_folder_is_walked_in_order_and_ignores_are_honoured() {
    let folder = Folder::new("walk");
    for name in [
        "b.md",
        "a.txt",
        "sub/c.html",
        "sub/a.markdown",
        ".hidden.md",
        "drafts/x.md",
        "old.txt",
        "skip.txt",
    ] {
        folder.put(name, "<p>Nine men drowned.</p>");
    }
    folder.put("gold.json", "{}");
    folder.put("main.rs", "fn main() {}");
    folder.put("README", "Nine.");
    folder.put(".gitignore", "drafts/\n");
    folder.put(".ignore", "old.txt\n");
    folder.put(".recountignore", "skip.txt\n");
    let corpus = folder.read(&[""]);
    assert_eq!(folder.ids(&corpus), ["a.txt", "b.md", "sub/a.markdown", "sub/c.html"]);
    assert!(corpus.problems.is_empty());
    // a file named outright is read whatever is ignored
    assert_eq!(folder.ids(&folder.read(&["old.txt", "README"])), ["old.txt", "README"]);
}

#[test]
fn globs_match_files_and_folders() {
    let folder = Folder::new("glob");
    for name in [
        "x/reports/a.md",
        "x/reports/b.txt",
        "y/reports/c.md",
        "y/gold.md",
        "y/z.log",
    ] {
        folder.put(name, "Nine men drowned.");
    }
    assert_eq!(folder.ids(&folder.read(&["x/reports/*.md"])), ["x/reports/a.md"]);
    assert_eq!(
        folder.ids(&folder.read(&["*/reports"])),
        ["x/reports/a.md", "x/reports/b.txt", "y/reports/c.md"]
    );
    assert_eq!(folder.ids(&folder.read(&["**/*.{md,txt}"])).len(), 4);
    assert_eq!(folder.ids(&folder.read(&["y/*"])), ["y/gold.md", "y/reports/c.md"]);
    assert_eq!(folder.ids(&folder.read(&["y/*.log"])), ["y/z.log"]);
    let none = folder.read(&["*.nothing", "a[", "missing.md"]);
    assert_eq!(none.problems.len(), 3);
    assert!(none.problems.iter().all(|p| p.kind == ProblemKind::Unreadable));
    assert!(messages(&none)[0].contains("matches no file"), "{:?}", messages(&none));
    assert!(messages(&none)[2].contains("missing.md: no such file"));
}

#[test]
fn every_file_is_read_once_in_the_order_given() {
    let folder = Folder::new("once");
    folder.put("b.md", "Nine men drowned.");
    folder.put("a.md", "Nine men drowned.");
    let corpus = folder.read(&["b.md", "", "a.md", "./b.md", "*.md"]);
    assert_eq!(folder.ids(&corpus), ["b.md", "a.md"]);
    let list = folder.put("list", format!("{}\r\n\n{}\n", folder.at("a.md"), folder.at("b.md")));
    let inputs = Inputs {
        paths: vec![],
        files_from: Some(list),
        ..Inputs::default()
    };
    assert_eq!(folder.ids(&from(&inputs, "")), ["a.md", "b.md"]);
    let inputs = Inputs {
        paths: vec![],
        files_from: Some("-".into()),
        ..Inputs::default()
    };
    let listed = format!("{}\0{}\0", folder.at("b.md"), folder.at("gone.md"));
    let corpus = from(&inputs, &listed);
    assert_eq!(folder.ids(&corpus), ["b.md"]);
    assert_eq!(corpus.problems.len(), 1);
    assert_eq!(from(&inputs, " \n").problems.len(), 1);
}

#[test]
fn lists_and_standard_input_clash() {
    let inputs = Inputs {
        paths: vec!["-".into()],
        files_from: Some("-".into()),
        ..Inputs::default()
    };
    let corpus = from(&inputs, "");
    assert!(messages(&corpus)[0].contains("cannot be both"));
    let inputs = Inputs {
        paths: vec![],
        files_from: Some("/nowhere/list".into()),
        ..Inputs::default()
    };
    assert_eq!(from(&inputs, "").problems.len(), 1);
}

#[cfg(unix)]
#[test]
fn loops_of_links_end() {
    let folder = Folder::new("links");
    folder.put("a/a.md", "Nine men drowned.");
    std::os::unix::fs::symlink(folder.0.join("a"), folder.0.join("a/again")).unwrap();
    std::os::unix::fs::symlink(folder.0.join("a/a.md"), folder.0.join("b.md")).unwrap();
    assert_eq!(folder.ids(&folder.read(&[""])), ["a/a.md"]);
}

#[test]
fn what_is_no_text_is_named_with_a_remedy() {
    let folder = Folder::new("binary");
    folder.put("a.pdf", b"%PDF-1.7\n\0\0");
    folder.put("b.md", b"\x89PNG\r\n\x1a\n\0");
    folder.put("c.docx", b"PK\x03\x04\0");
    folder.put("d.txt", "");
    folder.put("e.txt", " \n\u{feff}\r\n");
    folder.put("f.txt", b"nine\0men");
    folder.put("g.md", "---\noutlet: Vale Herald\ntitle: Nine drown\n---\n\n");
    folder.put("h.html", "<html><body><script>let a;</script></body></html>");
    folder.put("i.jsonl", "\n \n");
    folder.put("j.md", "Nine men drowned.");
    let corpus = folder.read(&[""]);
    assert_eq!(folder.ids(&corpus), ["j.md"]);
    assert_eq!(corpus.problems.len(), 9);
    for (problem, part) in corpus.problems.iter().zip([
        "a PDF", "a PNG", "document", "empty", "blanks", "NUL", "no text", "no text", "blanks",
    ]) {
        assert_eq!(problem.kind, ProblemKind::Unreadable);
        assert!(problem.error.message.contains(part), "{}", problem.error);
        assert!(problem.error.remedy.is_some());
        assert!(problem.error.to_string().starts_with(&problem.path));
    }
    folder.put("sub/x.rs", "");
    assert!(messages(&folder.read(&["sub"]))[0].contains("holds no reports"));
}

#[test]
fn offsets_are_those_on_disk() {
    let folder = Folder::new("offsets");
    let source = "\u{feff}---\r\noutlet: Vale Herald\r\ntitle: \"Nine drown\"\r\npublished: 2015-03-03T10:00:00Z\r\n---\r\nAt Vale, **nine** men drowned.\r\n";
    folder.put("a.md", source);
    let corpus = folder.read(&["a.md"]);
    let report = &corpus.reports[0];
    assert_eq!(report.source, source);
    assert_eq!(report.blocks[0].span.of(source), "Nine drown");
    assert_eq!(report.blocks[0].span.of(report.text()), "Nine drown");
    let at = report.text().find("nine").unwrap();
    assert_eq!(&source[at..at + 4], "nine");
    assert_eq!(report.meta.outlet.as_deref(), Some("Vale Herald"));
    assert!(report.meta.published.is_some() && report.meta.inferred.is_empty());
}

#[test]
fn encodings() {
    let folder = Folder::new("encodings");
    let text = "The mayor of Orléans said “nine” men drowned.";
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    folder.put("a.txt", utf16);
    folder.put("b.txt", b"The mayor of Orl\xe9ans said \x93nine\x94 men drowned.");
    folder.put("c.txt", text);
    for report in folder.read(&[""]).reports {
        assert_eq!(report.source, text, "{}", report.id);
    }
}

#[test]
fn records_have_ids_of_their_own() {
    let folder = Folder::new("records");
    folder.put("a.jsonl", "{\"id\": \"x\", \"text\": \"Nine.\"}\n{\"id\": \"x\", \"text\": \"Ten.\"}\n{\"text\": \"Two.\", \"published\": \"soon\"}\n{oops\n");
    folder.put("b.csv", "id,outlet,text\n7,Vale Herald,\"Nine, at most.\"\n");
    let corpus = folder.read(&[""]);
    assert_eq!(
        folder.ids(&corpus),
        ["a.jsonl#x", "a.jsonl#x~2", "a.jsonl#3", "b.csv#7"]
    );
    let outlets: Vec<_> = corpus
        .reports
        .iter()
        .map(|r| r.meta.outlet.as_deref().unwrap())
        .collect();
    assert_eq!(outlets, ["x", "x~2", "a#3", "Vale Herald"]);
    let kinds: Vec<_> = corpus.problems.iter().map(|p| (p.kind, p.error.line)).collect();
    assert_eq!(
        kinds,
        [(ProblemKind::Skipped, Some(3)), (ProblemKind::Unreadable, Some(4))]
    );
    assert!(
        messages(&corpus)[1].contains("a.jsonl:4: is not JSON"),
        "{:?}",
        messages(&corpus)
    );
}

#[test]
fn standard_input_is_sniffed() {
    for (text, id, kind) in [
        ("{\"id\": \"x\", \"text\": \"Nine men.\"}", "-#x", BlockKind::Paragraph),
        (
            "[{\"id\": \"x\", \"text\": \"Nine men.\"}]",
            "-#x",
            BlockKind::Paragraph,
        ),
        ("\n<p>Nine men.</p>", "-", BlockKind::Paragraph),
        ("# Nine men\n\nTwo.", "-", BlockKind::Title),
        ("Nine men.", "-", BlockKind::Paragraph),
        ("[REPORT] Nine men.", "-", BlockKind::Paragraph),
    ] {
        let corpus = stdin(text);
        assert_eq!(corpus.reports.len(), 1, "{text}");
        assert_eq!(
            (corpus.reports[0].id.as_str(), corpus.reports[0].blocks[0].kind),
            (id, kind),
            "{text}"
        );
    }
    assert!(messages(&stdin(""))[0].contains("-: is empty"));
}

#[test]
fn broken_front_matter_leaves_the_body() {
    let corpus = stdin("---\ntitle: Storm: nine dead\n---\nNine men drowned.\n");
    assert_eq!(corpus.problems[0].kind, ProblemKind::Unreadable);
    assert_eq!(corpus.problems[0].error.line, Some(2));
    assert_eq!(corpus.reports.len(), 1);
    let report = &corpus.reports[0];
    assert_eq!(report.blocks[0].span.of(report.text()), "Nine men drowned.");
    assert!(!report.text().contains("Storm"));
    // in plain text a rule is a rule
    let folder = Folder::new("rule");
    folder.put("a.txt", "---\nNine men: drowned: all.\n---\nTwo.\n");
    let corpus = folder.read(&["a.txt"]);
    assert!(corpus.problems.is_empty());
    assert_eq!(corpus.reports[0].blocks[0].span.of(&corpus.reports[0].source), "---");
}

#[test]
fn other_languages_are_left_out_and_named() {
    let german = "Bei einem Unwetter an der Küste sind am Freitag neun Fischer ums Leben gekommen. Das Boot sank nach Angaben der Hafenbehörde innerhalb weniger Minuten. Zwei Männer konnten sich an Land retten und wurden in ein Krankenhaus gebracht. Die Suche nach weiteren Vermissten wurde am späten Abend eingestellt.";
    let corpus = stdin(german);
    assert!(corpus.reports.is_empty());
    assert_eq!(corpus.problems[0].kind, ProblemKind::Skipped);
    assert!(messages(&corpus)[0].contains("German"));
    assert_eq!(stdin(LONG).reports.len(), 1);
}

#[test]
fn addresses_are_masked() {
    let corpus = stdin("Nine men (https://x.example/2015/60-dead). See www.x.example/12, and call.");
    let report = &corpus.reports[0];
    assert!(!report.text().contains("60") && !report.text().contains("12"));
    assert!(report.text().contains("). See ") && report.text().ends_with(", and call."));
    assert!(stdin("Nine men.").reports[0].masked.is_none());
}

#[test]
fn inference_is_told() {
    let folder = Folder::new("infer");
    folder.put(
        "vale.txt",
        format!("VALE CITY, March 4, 2015 (AP) — Nine men drowned.\n\n{LONG}\n"),
    );
    folder.put("plain.txt", LONG);
    let corpus = folder.read(&["vale.txt", "plain.txt"]);
    let [vale, plain] = &corpus.reports[..] else { panic!() };
    assert_eq!(vale.meta.outlet.as_deref(), Some("AP"));
    assert_eq!(vale.meta.inferred, ["outlet", "published"]);
    assert_eq!(plain.meta.outlet.as_deref(), Some("plain"));
    assert_eq!(
        (plain.meta.inferred.as_slice(), plain.meta.published),
        (&["outlet".into()][..], None)
    );
}

#[test]
fn odd_bytes_never_panic() {
    let pieces: [&[u8]; 16] = [
        b"---\n",
        b"+++\n",
        b"a: b\n",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r",
        b"\r\n\r\n",
        b"<p>",
        b"{\"text\":\"",
        b"\"}\n",
        b"# x",
        b"12. y",
        b"\xc3",
        "é".as_bytes(),
        b"| a |\n|--|\n",
    ];
    for a in 0..pieces.len() {
        for b in 0..pieces.len() {
            for c in 0..pieces.len() {
                let bytes = [pieces[a], pieces[b], pieces[c], pieces[a]].concat();
                for name in ["a.txt", "a.md", "a.html", "a.jsonl", "a.csv"] {
                    let corpus = read::from_bytes(name, bytes.clone(), crate::rules::packs());
                    corpus.reports.iter().for_each(sound);
                    assert!(!corpus.reports.is_empty() || !corpus.problems.is_empty());
                }
            }
        }
    }
}
