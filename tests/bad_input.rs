//! Input that no report should be: it is read as far as it goes, said what is wrong with it, and
//! takes neither time nor memory out of proportion.

mod desk;

use desk::{Desk, err, out, status};
use std::time::{Duration, Instant};

const NEWS: &str = "Fourteen workers were killed in the fire at the mill in Kell on Tuesday, police said.";

/// Runs `claims` on one file; its status, what it said, and how many claims it found.
fn claims(desk: &Desk, file: &str) -> (i32, String, usize) {
    let began = Instant::now();
    let output = desk.run(&["claims", file, "--format", "jsonl"]);
    assert!(began.elapsed() < Duration::from_secs(60), "{file} took too long");
    (status(&output), err(&output), out(&output).lines().count())
}

#[test]
fn binary_and_cut_off_files_are_told() {
    let desk = Desk::empty("bad-binary");
    let write = |name: &str, bytes: &[u8]| std::fs::write(desk.0.join(name), bytes).expect("a file");
    write("nul.txt", b"Nine people\0were killed.");
    write("pdf.txt", b"%PDF-1.7 nine people were killed");
    write("cut.docx", b"PK\x03\x04\x14\0\0\0\x08\0");
    write(
        "noise.txt",
        &(0..4000u32).map(|i| (i * 7919 % 31) as u8 | 1).collect::<Vec<_>>(),
    );
    write("empty.txt", b"");
    write("blank.txt", b" \n\t\r\n");
    write(
        "utf16.txt",
        &[0xff, 0xfe, 0x00, 0xd8, 0x00, 0xd8, 0x00, 0xd8, 0x00, 0xd8, 0x00, 0xd8],
    );
    for (file, told) in [
        (
            "nul.txt",
            "error: nul.txt: holds NUL bytes: it is binary, not text; recount reads text",
        ),
        ("pdf.txt", "error: pdf.txt: is a PDF, not text; recount reads text"),
        ("cut.docx", "error: cut.docx: is no sound document: "),
        (
            "noise.txt",
            "error: noise.txt: is full of control characters: it is binary, not text",
        ),
        (
            "empty.txt",
            "error: empty.txt: is empty; put the report's text in it, or leave it out",
        ),
        (
            "blank.txt",
            "error: blank.txt: holds nothing but blanks; put the report's text in it",
        ),
        (
            "utf16.txt",
            "error: utf16.txt: cannot be decoded: it is neither UTF-8 nor sound UTF-16LE; save it as UTF-8",
        ),
    ] {
        let (status, said, found) = claims(&desk, file);
        assert_eq!((status, found), (2, 0), "{said}");
        assert!(said.starts_with(told), "{said}");
    }
}

#[test]
fn older_encodings_are_read() {
    let desk = Desk::empty("bad-encodings");
    let text = format!("\u{201c}It is over,\u{201d} said José Peña in Málaga. {NEWS}");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    std::fs::write(desk.0.join("be.txt"), [&[0xfe, 0xff], &*utf16].concat()).expect("a file");
    let latin: Vec<u8> = text
        .replace(['\u{201c}', '\u{201d}'], "\"")
        .chars()
        .map(|c| c as u8)
        .collect();
    std::fs::write(desk.0.join("latin.txt"), latin).expect("a file");
    for file in ["be.txt", "latin.txt"] {
        let (status, said, found) = claims(&desk, file);
        assert_eq!((status, said.as_str(), found), (0, "", 1), "{file}");
    }
}

#[test]
fn one_broken_line_leaves_the_others() {
    let desk = Desk::empty("bad-line");
    let line = format!("{{\"text\": \"{NEWS}\"}}\n");
    let text = [line.repeat(1999), "{\"text\": \"cut\n".to_owned(), line.repeat(1000)].concat();
    desk.write("wire.jsonl", &text);
    let (status, said, found) = claims(&desk, "wire.jsonl");
    assert_eq!((status, found), (2, 2999));
    assert!(
        said.starts_with("error: wire.jsonl:2000: is not JSON: EOF while parsing a string at column"),
        "{said}"
    );
    assert!(
        said.contains("every line is one object; the other lines were read"),
        "{said}"
    );
}

#[test]
fn thousands_of_tiny_files_are_one_run() {
    let desk = Desk::empty("bad-many");
    std::fs::create_dir_all(desk.0.join("many")).expect("a folder");
    for i in 0..3000 {
        std::fs::write(desk.0.join(format!("many/{i:05}.txt")), "Nine died.").expect("a file");
    }
    let (status, said, found) = claims(&desk, "many");
    assert_eq!((status, said.as_str(), found), (0, "", 3000));
}

#[test]
fn what_nests_without_end_is_flattened_or_refused() {
    let desk = Desk::empty("bad-nesting");
    desk.write("deep.html", &format!("{}<p>{NEWS}</p>", "<div>".repeat(100_000)));
    desk.write("wide.html", &format!("<p {}>{NEWS}</p>", "a=b ".repeat(100_000)));
    desk.write("quoted.md", &format!("{}{NEWS}", "> ".repeat(100_000)));
    for file in ["deep.html", "wide.html", "quoted.md"] {
        let (status, said, found) = claims(&desk, file);
        assert_eq!((status, found), (0, 1), "{file}: {said}");
    }
    let yaml = |inside: &str| format!("---\ntitle: Fire\n{inside}\n---\n{NEWS}\n");
    let bomb: String = ('b'..='z')
        .map(|c| {
            format!(
                "{c}: &{c} [{0}, {0}, {0}, {0}, {0}, {0}]\n",
                format_args!("*{}", (c as u8 - 1) as char)
            )
        })
        .collect();
    desk.write("deep.md", &yaml(&format!("a: {}", "[".repeat(100_000))));
    desk.write("bomb.md", &yaml(&format!("a: &a [x, x]\n{bomb}")));
    desk.write(
        "deep.toml.md",
        &format!(
            "+++\na = {0}{1}\n+++\n{NEWS}\n",
            "[".repeat(100_000),
            "]".repeat(100_000)
        ),
    );
    desk.write(
        "deep.jsonl",
        &format!("{{\"text\": \"{NEWS}\", \"a\": {}", "[".repeat(100_000)),
    );
    for (file, told, read) in [
        (
            "deep.md",
            "error: deep.md:3: broken front matter: more than 64 brackets are open; quote values",
            1,
        ),
        (
            "bomb.md",
            "error: bomb.md:2: broken front matter: repetition limit exceeded; quote values",
            1,
        ),
        (
            "deep.toml.md",
            "error: deep.toml.md:2: broken front matter: cannot recurse further",
            1,
        ),
        (
            "deep.jsonl",
            "error: deep.jsonl:1: is not JSON: recursion limit exceeded",
            0,
        ),
    ] {
        let (status, said, found) = claims(&desk, file);
        assert_eq!((status, found), (2, read), "{said}");
        assert!(said.starts_with(told), "{said}");
    }
}

#[test]
fn long_lines_and_numbers_take_their_time_and_no_more() {
    let desk = Desk::empty("bad-long");
    for (name, text) in [
        (
            "sentence.txt",
            format!("Police said that {}left. {NEWS}", "the workers and ".repeat(8_000)),
        ),
        (
            "counts.txt",
            format!("Police counted {} people. {NEWS}", "9, ".repeat(8_000)),
        ),
        (
            "open.txt",
            format!("Police said {}nine died. {NEWS}", "(".repeat(100_000)),
        ),
        (
            "quotes.txt",
            format!("Police said {}nine died. {NEWS}", "\"".repeat(100_000)),
        ),
        (
            "digits.txt",
            format!("The bill came to {} dollars. {NEWS}", "9".repeat(10_000)),
        ),
        (
            "millions.txt",
            format!(
                "{NEWS} Police said so on Tuesday in the town hall. It cost {}dollars.",
                "million ".repeat(30)
            ),
        ),
        (
            "marks.txt",
            format!("The mayor of Ke{}ll said so. {NEWS}", "\u{301}".repeat(8_000)),
        ),
        (
            "right.txt",
            format!(
                "{NEWS} The sign said \u{202b}{}\u{202c} to all. {NEWS}",
                "\u{5d0}\u{5d1} ".repeat(40)
            ),
        ),
        (
            "links.txt",
            format!("{NEWS}\n\n{}", "http://a.example/9 ".repeat(8_000)),
        ),
        (
            "speakers.txt",
            (0..2_000)
                .map(|i| format!("Mayor Ann Bo{i} said so. "))
                .collect::<String>()
                + NEWS,
        ),
        (
            "paragraphs.txt",
            format!("{NEWS}\n\n{}", "The road was closed.\n\n".repeat(8_000)),
        ),
        (
            "rows.md",
            format!(
                "{NEWS}\n\n| town | note |\n|---|---|\n{}",
                "| Kell | shut |\n".repeat(8_000)
            ),
        ),
        (
            "front.md",
            format!(
                "---\ntitle: Fire\n{}---\n{NEWS}\n",
                (0..8_000)
                    .map(|i| format!("key{i}: a value of no use\n"))
                    .collect::<String>()
            ),
        ),
    ] {
        desk.write(name, &text);
        let (status, said, found) = claims(&desk, name);
        assert_eq!(status, 0, "{name}: {said}");
        assert!(found > 0, "{name}: {said}");
    }
}

#[test]
fn remarks_beyond_reason_are_told() {
    let desk = Desk::empty("bad-remarks");
    let remark = "<!-- recount: allow conflicting-figures -- known -->\n\n";
    desk.write("a.md", &format!("{NEWS}\n\n{}The end.\n", remark.repeat(1_200)));
    let (status, said, found) = claims(&desk, "a.md");
    assert_eq!((status, found), (2, 1));
    assert!(
        said.starts_with(
            "error: a.md:2003:1: a report may hold 1000 remarks, and this is one more; turn the check off"
        ),
        "{said}"
    );
}

#[test]
fn days_at_the_ends_of_the_calendar_are_days() {
    let desk = Desk::empty("bad-days");
    for (i, day) in [
        "9999-12-31",
        "0001-01-01",
        "-9999-01-01",
        "1970-01-01T00:00:00Z",
        "9999-12-30T22:00:00Z",
    ]
    .iter()
    .enumerate()
    {
        let text =
            format!("---\npublished: {day}\n---\n{NEWS} Ten more died yesterday, and the rest on Friday next week.\n");
        desk.write(&format!("days/{i}.md"), &text);
    }
    let output = desk.run(&["check", "days", "--events", "one", "--fail-on", "never"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("5 reports"), "{}", out(&output));
    let old = std::fs::File::open(desk.0.join("days/0.md")).expect("it is there");
    old.set_modified(std::time::SystemTime::UNIX_EPOCH)
        .expect("a time can be set");
    assert_eq!(claims(&desk, "days/0.md").0, 0);
}

#[test]
fn a_line_without_end_is_passed_over() {
    let desk = Desk::empty("bad-line");
    let [first, last] = ["Nine", "Four"].map(|n| format!("{{\"text\": \"{n} people died in the fire in Kell.\"}}\n"));
    let long = format!("{{\"text\": \"{}\"}}\n", "Nobody knows. ".repeat(200_000));
    desk.write("wire.jsonl", &[first, long, last].concat());
    let bounded = [
        "check",
        "wire.jsonl",
        "--memory",
        "9M",
        "--max-filesize",
        "20K",
        "--format",
        "compact",
    ];
    let output = desk.run(&bounded);
    assert_eq!(status(&output), 2);
    let told = "error: wire.jsonl:2: is larger than a record may be, and was not read; split it, or allow more";
    assert!(err(&output).starts_with(told), "{}", err(&output));
    assert!(err(&output).contains("2 reports"), "{}", err(&output));
}

#[test]
fn what_is_too_large_is_told_and_not_read() {
    let desk = Desk::empty("bad-large");
    let long = format!("{NEWS} {}", "The road was closed. ".repeat(400));
    desk.write("a.txt", &long);
    desk.write("b.txt", NEWS);
    desk.write(
        "wire.jsonl",
        &format!("{{\"text\": \"{NEWS}\"}}\n{{\"text\": \"{long}\"}}\n"),
    );
    let run = |args: &[&str]| {
        let output = desk.run(&[&["claims", "--format", "jsonl"], args].concat());
        (status(&output), err(&output), out(&output).lines().count())
    };
    let (code, said, found) = run(&["a.txt", "b.txt", "--max-filesize", "4K"]);
    assert_eq!((code, found), (2, 1));
    assert_eq!(
        said,
        "error: a.txt: is larger than 4 KiB, and was not read; split it, give JSON Lines, or allow more with --max-filesize\n"
    );
    assert_eq!(run(&["a.txt", "b.txt", "--max-filesize", "1M"]), (0, String::new(), 2));
    // a file of records may be of any size, and only the large ones are lost
    let (code, said, found) = run(&["wire.jsonl", "--max-filesize", "4K"]);
    assert_eq!((code, found), (2, 1));
    let told = "error: wire.jsonl: record 2 is larger than a report may be, and was not read";
    assert!(said.starts_with(told), "{said}");
    let check = ["check", "wire.jsonl", "--max-filesize", "4K", "--format", "compact"];
    assert!(err(&desk.run(&check)).starts_with(told));
    assert!(
        run(&["b.txt", "--max-filesize", "big"])
            .1
            .contains("expected a number of bytes, or one with K, M or G")
    );
    let sparse = std::fs::File::create(desk.0.join("c.txt")).expect("a file");
    sparse.set_len((64 << 20) + 1).expect("a length can be set");
    let (code, said, _) = run(&["c.txt"]);
    assert_eq!(code, 2);
    assert!(
        said.starts_with("error: c.txt: is larger than 64 MiB, and was not read; split it"),
        "{said}"
    );
}

#[test]
fn an_archive_that_unpacks_without_end_is_told() {
    use std::io::Write;
    let desk = Desk::empty("bad-bomb");
    let mut bomb = zip::ZipWriter::new(std::fs::File::create(desk.0.join("bomb.docx")).expect("a file"));
    bomb.start_file("word/document.xml", zip::write::SimpleFileOptions::default())
        .expect("a member");
    bomb.write_all(b"<w:document xmlns:w='w'>").expect("it is written");
    let blank = vec![b' '; 1 << 20];
    (0..70).for_each(|_| bomb.write_all(&blank).expect("it is written"));
    bomb.finish().expect("it is an archive");
    let size = std::fs::metadata(desk.0.join("bomb.docx")).expect("it is there").len();
    assert!(size < 1 << 20, "{size}");
    let (status, said, found) = claims(&desk, "bomb.docx");
    assert_eq!((status, found), (2, 0));
    assert_eq!(
        said,
        "error: bomb.docx: unpacks to more than 64 MiB; split it, or save it as text\n"
    );
}

#[cfg(unix)]
#[test]
fn links_lead_out_of_no_folder() {
    use std::os::unix::fs::symlink;
    let desk = Desk::fire("bad-links");
    desk.write("secret/key.txt", NEWS);
    let link = |to: &str, at: &str| symlink(desk.0.join(to), desk.0.join(at)).expect("a link");
    link("secret/key.txt", "news/c.txt");
    link("secret", "news/more");
    link("news", "news/again");
    link("news/a.md", "news/d.md");
    link("nowhere", "news/e.md");
    link("loop", "loop");
    let run = |args: &[&str]| {
        let output = desk.run(&[&["claims", "--format", "jsonl"], args].concat());
        let ids: std::collections::BTreeSet<String> = out(&output)
            .lines()
            .map(|l| {
                serde_json::from_str::<serde_json::Value>(l).expect("an object")["report"]
                    .as_str()
                    .unwrap_or("")
                    .to_owned()
            })
            .collect();
        (status(&output), err(&output), ids.into_iter().collect::<Vec<_>>())
    };
    let (code, said, ids) = run(&["news"]);
    assert_eq!((code, ids), (0, vec!["news/a.md".to_owned(), "news/b.md".to_owned()]));
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        [
            "note: news/c.txt: is a link out of the folder, and was not followed; name it to have it read",
            "note: news/e.md: is a link that leads nowhere; name it to have it read",
            "note: news/more: is a link out of the folder, and was not followed; name it to have it read",
        ]
    );
    assert_eq!(run(&["news/c.txt"]), (0, String::new(), vec!["news/c.txt".to_owned()]));
    assert_eq!(run(&["news/more"]).2, ["news/more/key.txt"]);
    let (code, said, _) = run(&["loop"]);
    assert_eq!(code, 2);
    assert!(
        said.starts_with("error: loop: cannot be read: Too many levels of symbolic links"),
        "{said}"
    );
    let (code, said, _) = run(&["news/a.md/deeper"]);
    assert_eq!(code, 2);
    assert!(
        said.starts_with("error: news/a.md/deeper: cannot be read: Not a directory"),
        "{said}"
    );
}
