//! The language server, spoken with as an editor does: over standard input and output.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const DRAFT: &str = "# Fire at Kell Mill\n\nNine workers were killed in the fire at the mill in Kell on Tuesday. It \
    injured 31 people – some say more – and 212 of the workers have lost their jobs.\n";

/// An editor with one server.
struct Editor {
    server: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    folder: PathBuf,
    id: i64,
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Editor {
    /// A folder with sources, and a server that reads them.
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("wire")).expect("a folder");
        let source = |name: &str, outlet: &str, text: &str| {
            let text = format!("---\noutlet: {outlet}\npublished: 2031-05-13\ntitle: Fire at Kell Mill\n---\n{text}\n");
            std::fs::write(folder.join("wire").join(name), text).expect("a source");
        };
        source(
            "a.md",
            "Courier",
            "Fourteen workers were killed when a fire swept through the mill in Kell on Tuesday, police said. The fire injured 31 people, the hospital said.",
        );
        source(
            "b.md",
            "Northern Wire",
            "Sixteen workers were killed in the fire at the mill in Kell on Tuesday, the fire service said. It injured 31 people, police said.",
        );
        let mut server = Command::new(env!("CARGO_BIN_EXE_recount"))
            .args(["lsp", "--against", "wire", "--events", "one"])
            .current_dir(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let to = server.stdin.take();
        let from = BufReader::new(server.stdout.take().expect("piped"));
        Self {
            server,
            to,
            from,
            folder,
            id: 0,
        }
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = "2.0".into();
        let text = message.to_string();
        let to = self.to.as_mut().expect("open");
        write!(to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("it reads");
        to.flush().expect("it reads");
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).expect("a header");
            match line.trim().split_once(": ") {
                Some(("Content-Length", n)) => length = n.parse().expect("a length"),
                Some(_) => {}
                None => break,
            }
        }
        let mut text = vec![0; length];
        self.from.read_exact(&mut text).expect("a message");
        serde_json::from_slice(&text).expect("JSON")
    }

    /// Sends a request and waits for its answer.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.send(json!({"id": id, "method": method, "params": params}));
        loop {
            let message = self.receive();
            if message["id"] == id {
                return message;
            }
        }
    }

    /// The next diagnostics.
    fn diagnostics(&mut self) -> Value {
        loop {
            let message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" {
                return message["params"].clone();
            }
        }
    }

    fn uri(&self) -> String {
        format!("file://{}/draft.md", self.folder.display())
    }

    fn start(&mut self, capabilities: Value) -> Value {
        let answer = self.ask(
            "initialize",
            json!({"processId": null, "rootUri": null, "capabilities": capabilities}),
        );
        self.notify("initialized", json!({}));
        answer["result"]["capabilities"].clone()
    }

    fn open(&mut self, text: &str) {
        let document = json!({"uri": self.uri(), "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }
}

/// Line and character, in units of UTF-16, of a word of a text.
fn at(text: &str, word: &str) -> Value {
    let offset = text.find(word).expect("the word stands in the text");
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

/// A text with an edit applied.
fn edited(text: &str, edit: &Value) -> String {
    let offset = |position: &Value| {
        let (line, units) = (
            position["line"].as_u64().expect("a line"),
            position["character"].as_u64().expect("a place"),
        );
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let mut left = units as usize;
        let line = &text[start..];
        let chars = line.char_indices().take_while(|(_, c)| {
            let more = left > 0;
            left = left.saturating_sub(c.len_utf16());
            more
        });
        start + chars.last().map_or(0, |(i, c)| i + c.len_utf8())
    };
    let range = &edit["range"];
    let (from, to) = (offset(&range["start"]), offset(&range["end"]));
    format!(
        "{}{}{}",
        &text[..from],
        edit["newText"].as_str().expect("a text"),
        &text[to..]
    )
}

#[test]
fn a_draft_is_held_against_its_sources_while_it_is_written() {
    let mut editor = Editor::new("lsp");
    let capabilities = editor.start(json!({}));
    assert_eq!(capabilities["positionEncoding"], "utf-16");
    assert_eq!(capabilities["hoverProvider"], true);
    editor.open(DRAFT);
    let told = editor.diagnostics();
    assert_eq!(told["version"], 1);
    let found = told["diagnostics"].as_array().expect("a list");
    let of = |code: &str| {
        found
            .iter()
            .find(|d| d["code"] == code)
            .unwrap_or_else(|| panic!("no {code} in {told:#}"))
    };
    let overtaken = found
        .iter()
        .find(|d| d["range"]["start"] == at(DRAFT, "Nine"))
        .expect("the toll");
    assert!(
        matches!(overtaken["code"].as_str(), Some("overtaken" | "contradicted")),
        "{overtaken:#}"
    );
    let message = overtaken["message"].as_str().expect("a text");
    assert!(
        message.contains("would be true: between 14 and 16, according to police and the fire service"),
        "{message}"
    );
    let related = overtaken["relatedInformation"].as_array().expect("sources");
    assert_eq!(related.len(), 2);
    let wire = format!("file://{}/wire/a.md", editor.folder.display());
    assert!(related.iter().any(|r| r["location"]["uri"] == wire), "{related:#?}");
    let unattributed = of("unattributed");
    assert_eq!(unattributed["range"]["start"], at(DRAFT, "31"));
    assert_eq!(unattributed["severity"], 3);
    assert_eq!(
        of("unsupported")["range"]["start"],
        at(DRAFT, "212"),
        "places are counted in units of UTF-16"
    );

    let place = json!({"textDocument": {"uri": editor.uri()}, "position": at(DRAFT, "workers")});
    assert_eq!(editor.ask("textDocument/hover", place)["result"], Value::Null);
    let place = json!({"textDocument": {"uri": editor.uri()}, "position": at(DRAFT, "Nine")});
    let hover = editor.ask("textDocument/hover", place)["result"]["contents"]["value"].clone();
    let hover = hover.as_str().expect("Markdown");
    assert!(
        hover.contains("> **Fourteen** workers were killed") && hover.contains("Courier, 13 May"),
        "{hover}"
    );

    let range = |word: &str| json!({"start": at(DRAFT, word), "end": at(DRAFT, word)});
    let wanted = |uri: String, word: &str| json!({"textDocument": {"uri": uri}, "range": range(word), "context": {"diagnostics": []}});
    let uri = editor.uri();
    let actions = editor.ask("textDocument/codeAction", wanted(uri.clone(), "Nine"))["result"].clone();
    let made = |actions: &Value, title: &str| {
        let all = actions.as_array().expect("a list");
        let action = all
            .iter()
            .find(|a| a["title"].as_str().is_some_and(|t| t.starts_with(title)));
        edited(
            DRAFT,
            &action.unwrap_or_else(|| panic!("no {title} in {actions:#}"))["edit"]["changes"][&uri][0],
        )
    };
    assert!(made(&actions, "Write").contains("\nBetween 14 and 16 workers were killed"));
    assert!(
        made(&actions, "Add").contains("Nine (between 14 and 16, according to police and the fire service) workers")
    );
    let code = overtaken["code"].as_str().expect("text");
    assert!(made(&actions, "Allow").contains(&format!("\n<!-- recount: allow {code} -- ")));
    let actions = editor.ask("textDocument/codeAction", wanted(uri.clone(), "31"))["result"].clone();
    let attributed = made(&actions, "Add");
    assert!(
        attributed.contains("lost their jobs, according to the hospital and police.\n"),
        "{attributed}"
    );

    // Of two changes in a row, the last counts; with the figures right, nothing is wrong.
    let change = |version: u32, text: &str| json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]});
    editor.notify("textDocument/didChange", change(2, "Nine\n"));
    let good = "# Fire at Kell Mill\n\nThe fire at the mill in Kell on Tuesday injured 31 people, the hospital said.\n";
    editor.notify("textDocument/didChange", change(3, good));
    let mut told = editor.diagnostics();
    while told["version"] != 3 {
        told = editor.diagnostics();
    }
    assert_eq!(told["diagnostics"], json!([]));
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(editor.diagnostics()["diagnostics"], json!([]));
    assert_eq!(editor.ask("shutdown", Value::Null)["result"], Value::Null);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.server.wait().expect("it ends").code(), Some(0));
}

#[test]
fn places_are_counted_as_agreed() {
    let mut editor = Editor::new("lsp-utf8");
    let capabilities = editor.start(json!({"general": {"positionEncodings": ["utf-8", "utf-16"]}}));
    assert_eq!(capabilities["positionEncoding"], "utf-8");
    editor.open(DRAFT);
    let told = editor.diagnostics();
    let found = told["diagnostics"].as_array().expect("a list");
    let line = DRAFT.lines().nth(2).expect("a line");
    let place = line.find("212").expect("it stands there");
    assert!(
        found.iter().any(|d| d["range"]["start"]["character"] == place),
        "{told:#}"
    );
}

#[test]
fn sources_are_read_again_when_they_change() {
    let mut editor = Editor::new("lsp-reload");
    let watching = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
    let capabilities = editor.start(watching);
    assert_eq!(capabilities["textDocumentSync"]["save"], true);
    let asked = editor.receive();
    assert_eq!(asked["method"], "client/registerCapability");
    let registered = &asked["params"]["registrations"][0];
    assert_eq!(registered["method"], "workspace/didChangeWatchedFiles");
    let globs = registered["registerOptions"]["watchers"].as_array().expect("a list");
    assert!(globs.contains(&json!({"globPattern": "**/*.md"})), "{globs:?}");
    editor.send(json!({"id": asked["id"], "result": null}));
    let draft = "The fire at the mill in Kell on Tuesday injured 31 people, the hospital said.\n";
    editor.open(draft);
    assert_eq!(editor.diagnostics()["diagnostics"], json!([]));
    // one source is another one now, and there is a third
    let text = "---\noutlet: Post\npublished: 2031-05-13\ntitle: Fire at Kell Mill\n---\nThe fire at the mill in Kell injured 44 \
                people, police said.\n";
    std::fs::write(editor.folder.join("wire/c.md"), text).expect("a source");
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let codes = |told: Value| -> Vec<Value> {
        let found = told["diagnostics"].as_array().expect("a list").iter();
        found.map(|d| d["code"].clone()).collect()
    };
    let told = codes(editor.diagnostics());
    assert!(told == ["contradicted"] || told == ["overtaken"], "{told:?}");
    std::fs::write(editor.folder.join("wire/c.md"), text.replace("44", "31")).expect("a source");
    editor.notify("textDocument/didSave", json!({"textDocument": {"uri": editor.uri()}}));
    assert_eq!(editor.diagnostics()["diagnostics"], json!([]));
    std::fs::remove_file(editor.folder.join("wire/c.md")).expect("it is there");
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    assert_eq!(editor.diagnostics()["diagnostics"], json!([]));
}

#[test]
fn a_page_is_read_as_well() {
    let mut editor = Editor::new("lsp-page");
    editor.start(json!({"general": {"positionEncodings": ["utf-8"]}}));
    let page = "<!doctype html>\n<html><head><title>Fire at Kell Mill</title></head>\n<body><article><h1>Fire at Kell Mill</h1>\n\
        <p>The M&uuml;hle fire: <em>nine</em> workers were killed in the fire at the mill in Kell on Tuesday, the mayor said.</p>\n\
        <p>The flames were seen for miles, and it took many hours before the engines could leave the mill for their stations.</p>\n\
        <p>It injured <b>31</b> people – some\nsay more – in the end.</p></article></body></html>\n";
    let document = json!({"uri": editor.uri(), "languageId": "html", "version": 1, "text": page});
    editor.notify("textDocument/didOpen", json!({"textDocument": document}));
    let told = editor.diagnostics();
    let found = told["diagnostics"].as_array().expect("a list");
    let place = |word: &str| {
        let before = &page[..page.find(word).expect("it stands there")];
        let line = before.matches('\n').count();
        json!({"line": line, "character": before.len() - before.rfind('\n').map_or(0, |i| i + 1)})
    };
    let of = |word: &str| found.iter().find(|d| d["range"]["start"] == place(word));
    let toll = of("nine").unwrap_or_else(|| panic!("{told:#}"));
    assert!(
        toll["code"] == "contradicted" || toll["code"] == "overtaken",
        "{toll:#}"
    );
    assert_eq!(of("31").map(|d| &d["code"]), Some(&json!("unattributed")), "{told:#}");
    let uri = editor.uri();
    let range = json!({"start": place("31"), "end": place("31")});
    let wanted = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let actions = editor.ask("textDocument/codeAction", wanted)["result"].clone();
    let all = actions.as_array().expect("a list");
    let edits: Vec<&Value> = all.iter().map(|a| &a["edit"]["changes"][&uri][0]).collect();
    assert_eq!(edits[0]["newText"], ", according to the hospital and police");
    assert_eq!(edits[0]["range"]["start"], place(".</p></article>"));
    assert_eq!(edits[1]["range"]["start"], place("31"));
    assert_eq!(edits[1]["newText"], "<!-- recount: allow unattributed -- reason -->");
    let changed = page.replace("31", "<!-- recount: allow unattributed -- reason -->31");
    let change = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": changed}]});
    editor.notify("textDocument/didChange", change);
    let told = editor.diagnostics();
    let codes: Vec<&Value> = told["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| &d["code"])
        .collect();
    assert_eq!(codes, [&toll["code"]], "{told:#}");
}

#[test]
fn the_sources_do_not_come_from_the_editors_stream() {
    let output = Command::new(env!("CARGO_BIN_EXE_recount"))
        .args(["lsp", "--isolated", "--against", "-"])
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("cannot come from standard input"), "{told}");
}

#[test]
fn what_it_does_not_know_is_said() {
    let mut editor = Editor::new("lsp-unknown");
    editor.start(json!({}));
    assert_eq!(editor.ask("textDocument/rename", json!({}))["error"]["code"], -32601);
    assert_eq!(
        editor.ask("textDocument/hover", json!({"x": 1}))["error"]["code"],
        -32602
    );
    // An editor that leaves without a word.
    drop(editor.to.take());
    assert_eq!(editor.server.wait().expect("it ends").code(), Some(2));
}
