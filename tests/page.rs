//! The HTML report in a real browser, headless: the script runs under its policy, hostile text stays
//! text, cells open by mouse and keyboard, filters filter, and every text can be read in light, dark,
//! on a narrow screen and on paper.
//!
//! Needs Chromium and ChromeDriver (Debian: `chromium chromium-driver`). Without them the test passes
//! and says that it was skipped, unless `RECOUNT_BROWSER=required`.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const EVIL: &str = "<script>window.evil = 1</script><img src=x onerror=\"window.evil = 2\">";

/// A folder with reports and the page made of them.
fn page() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let report = |name: &str, outlet: &str, day: u32, title: &str, text: &str| {
        let text = format!("---\noutlet: '{outlet}'\npublished: 2031-05-{day}\ntitle: '{title}'\n---\n{text}\n");
        std::fs::write(folder.join(name), text).expect("a report");
    };
    report(
        "a.txt.md",
        "Courier",
        13,
        "Fire at Kell Mill",
        "Fourteen workers were killed when a fire swept through the mill in Kell on Tuesday, police said. A total of 31 \
         people were injured. The mill employed 212 people.",
    );
    report(
        "b.md",
        "Northern Wire",
        13,
        "Deadly fire at mill in Kell",
        "Nine workers were killed in the fire at the mill in Kell on Tuesday, the fire service said. It injured 31 people.",
    );
    report(
        "c.md",
        &format!("Evil {EVIL}"),
        15,
        &format!("Fire {EVIL}"),
        "At least 21 workers were killed in the fire at the mill in Kell on Tuesday, doctors said. It injured 44 people.",
    );
    let out = folder.join("report.html");
    let run = Command::new(env!("CARGO_BIN_EXE_recount"))
        .args(["check", ".", "--events", "one", "--format", "html=report.html"])
        .current_dir(&folder)
        .output()
        .expect("the binary runs");
    assert!(out.exists(), "{}", String::from_utf8_lossy(&run.stderr));
    out
}

/// ChromeDriver with one session.
struct Browser {
    driver: Child,
    port: u16,
    session: String,
    profile: PathBuf,
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.request("DELETE", "", None);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

impl Browser {
    /// Starts a browser; `None` where there is none.
    fn start() -> Option<Self> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut lines = BufReader::new(driver.stdout.take()?).lines();
        let port = loop {
            let line = lines.next()?.ok()?;
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').parse().ok()?;
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("profile-{}", std::process::id()));
        let mut browser = Self {
            driver,
            port,
            session: String::new(),
            profile,
        };
        let args = [
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--window-size=1280,900".to_owned(),
            format!("--user-data-dir={}", browser.profile.display()),
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": args}}}});
        let made = browser.request("POST", "", Some(&wanted))?;
        browser.session = made["sessionId"].as_str()?.to_owned();
        Some(browser)
    }

    /// One request below the session; its value, or `None` where it fails.
    fn request(&self, method: &str, path: &str, body: Option<&Value>) -> Option<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
        let body = body.map(Value::to_string).unwrap_or_default();
        let session = if self.session.is_empty() {
            String::new()
        } else {
            format!("/{}", self.session)
        };
        write!(
            stream,
            "{method} /session{session}{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .ok()?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            if line.trim().is_empty() {
                break;
            }
            if let Some(n) = line.to_lowercase().strip_prefix("content-length:") {
                length = n.trim().parse().ok()?;
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).ok()?;
        let mut answer: Value = serde_json::from_slice(&answer).ok()?;
        Some(answer["value"].take())
    }

    fn post(&self, path: &str, body: Value) -> Value {
        let value = self.request("POST", path, Some(&body)).expect("the browser answers");
        assert!(value.get("error").is_none(), "{path}: {value:#}");
        value
    }

    /// What a function's body returns in the page.
    fn eval(&self, script: &str) -> Value {
        self.post("/execute/sync", json!({"script": script, "args": []}))
    }

    /// The first element of a selector.
    fn find(&self, selector: &str) -> String {
        let found = self.post("/element", json!({"using": "css selector", "value": selector}));
        let id = found
            .as_object()
            .and_then(|o| o.values().next())
            .and_then(Value::as_str);
        id.expect("an element").to_owned()
    }

    fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.post(&format!("/element/{element}/click"), json!({}));
    }

    fn press(&self, key: &str) {
        let keys = json!([{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]);
        self.post(
            "/actions",
            json!({"actions": [{"type": "key", "id": "keyboard", "actions": keys}]}),
        );
    }

    fn command(&self, command: &str, params: Value) -> Value {
        self.post("/goog/cdp/execute", json!({"cmd": command, "params": params}))
    }
}

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const RIGHT: &str = "\u{e014}";

#[test]
fn the_page_works_in_a_browser() {
    let Some(browser) = Browser::start() else {
        let told = "skipped: no chromedriver to be started; on Debian, apt-get install chromium chromium-driver";
        assert_ne!(std::env::var("RECOUNT_BROWSER").as_deref(), Ok("required"), "{told}");
        eprintln!("{told}");
        return;
    };
    let page = page();
    browser.post("/url", json!({"url": format!("file://{}", page.display())}));
    hostile_text_stays_text(&browser);
    cells_open_by_mouse_and_keyboard(&browser);
    filters_filter(&browser);
    every_part_has_a_name(&browser);
    every_text_can_be_read(&browser);
}

fn hostile_text_stays_text(browser: &Browser) {
    assert_eq!(browser.eval("return window.evil ?? null"), Value::Null);
    assert_eq!(browser.eval("return document.images.length"), 0);
    let shown = browser.eval("return document.body.textContent.includes('<script>window.evil = 1</script>')");
    assert_eq!(shown, true, "the words of the report are there, as words");
    // Were there a way in, the policy would still let nothing run and nothing be fetched.
    let injected = "const s = document.createElement('script'); s.textContent = 'window.evil = 3'; \
        document.body.append(s); s.remove(); return window.evil ?? null";
    assert_eq!(browser.eval(injected), Value::Null);
    let fetched = "return performance.getEntriesByType('resource').length";
    assert_eq!(browser.eval(fetched), 0);
}

fn cells_open_by_mouse_and_keyboard(browser: &Browser) {
    let open = "return document.querySelector('dialog').open";
    assert_eq!(browser.eval(open), false);
    browser.click("tr[data-verdict=conflict] td button");
    assert_eq!(browser.eval(open), true);
    let marks = "return [...document.querySelectorAll('dialog mark')].map(m => m.textContent)";
    let marks = browser.eval(marks);
    assert!(marks.as_array().is_some_and(|m| m.len() > 1), "{marks}");
    let because =
        browser.eval("return document.querySelector('dialog .chip.conflict + blockquote + .reason').textContent");
    assert!(because.as_str().is_some_and(|b| !b.is_empty()));
    browser.press(ESCAPE);
    assert_eq!(browser.eval(open), false);
    let focus = "return document.activeElement.dataset.claim ?? null";
    let first = browser.eval(focus);
    assert!(first.is_string(), "the focus is back on the cell");
    browser.press(RIGHT);
    let second = browser.eval(focus);
    assert!(second.is_string() && second != first, "{second}");
    browser.press(ENTER);
    assert_eq!(browser.eval(open), true);
    browser.click("dialog .close");
    assert_eq!(browser.eval(open), false);
}

fn filters_filter(browser: &Browser) {
    let visible =
        "return [...document.querySelectorAll('tbody tr[data-verdict]')].filter(r => r.checkVisibility()).length";
    let all = browser.eval(visible).as_u64().expect("a number");
    assert!(all > 1);
    browser.click("input[value=conflict]");
    let less = browser.eval(visible).as_u64().expect("a number");
    assert!(less < all, "{less} of {all}");
    let hidden =
        "return [...document.querySelectorAll('main [data-verdict=conflict]')].every(e => !e.checkVisibility())";
    assert_eq!(browser.eval(hidden), true);
    let told = browser.eval("return document.querySelector('.shown').textContent");
    assert_eq!(told, format!("{less} of {all} figures shown"));
    browser.click("input[value=conflict]");
    let choose = "const s = document.querySelector('select'); s.value = 'injured'; \
        s.dispatchEvent(new Event('change', {bubbles: true}))";
    browser.eval(choose);
    let shown = "return [...document.querySelectorAll('main [data-measure]')].filter(e => e.checkVisibility())\
        .every(e => e.dataset.measure === 'injured')";
    assert_eq!(browser.eval(shown), true);
    assert!(browser.eval(visible).as_u64().is_some_and(|n| n > 0 && n < all));
    browser.eval(&choose.replace("'injured'", "''"));
    assert_eq!(browser.eval(visible), all);
}

/// What a screen reader meets: roles with names.
fn every_part_has_a_name(browser: &Browser) {
    browser.command("Accessibility.enable", json!({}));
    let tree = browser.command("Accessibility.getFullAXTree", json!({}));
    let nodes = tree["nodes"].as_array().expect("nodes");
    let shown = nodes.iter().filter(|n| n["ignored"] != true);
    let named: Vec<(&str, &str)> = shown
        .map(|n| {
            (
                n["role"]["value"].as_str().unwrap_or(""),
                n["name"]["value"].as_str().unwrap_or("").trim(),
            )
        })
        .collect();
    for role in [
        "main",
        "search",
        "table",
        "columnheader",
        "rowheader",
        "button",
        "combobox",
        "checkbox",
        "article",
        "heading",
    ] {
        assert!(named.iter().any(|(r, _)| *r == role), "no {role} on the page");
    }
    for (role, name) in &named {
        let wants_name = [
            "button", "combobox", "checkbox", "article", "region", "image", "img", "heading", "search",
        ];
        assert!(
            !wants_name.contains(role) || !name.is_empty(),
            "a {role} without a name"
        );
    }
    let charts = "return [...document.querySelectorAll('.chart > svg')].every(s => s.querySelector('desc').textContent.length > 9)";
    assert_eq!(browser.eval(charts), true);
}

/// The least contrast between a text and what it stands on, with the text.
const CONTRAST: &str = r"
    const light = ([r, g, b]) => {
        const part = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const rgba = (text) => (text.match(/[\d.]+/g) || []).map(Number);
    const ground = (e) => {
        for (; e; e = e.parentElement) {
            const c = rgba(getComputedStyle(e).backgroundColor);
            if (c.length === 3 || c[3] === 1) return c;
        }
        return [255, 255, 255];
    };
    let worst = [99, ''];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const e = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || !e.checkVisibility() || e.closest('script, style, desc, title')) continue;
        const style = getComputedStyle(e);
        const [a, b] = [light(rgba(e.closest('svg') ? style.fill : style.color)), light(ground(e))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < worst[0]) worst = [ratio, walker.currentNode.textContent.trim()];
    }
    return worst;
";

fn every_text_can_be_read(browser: &Browser) {
    let paper = "return getComputedStyle(document.body).backgroundColor";
    let mut papers = Vec::new();
    for (media, scheme) in [
        ("screen", "light"),
        ("screen", "dark"),
        ("print", "light"),
        ("print", "dark"),
    ] {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        browser.command(
            "Emulation.setEmulatedMedia",
            json!({"media": media, "features": features}),
        );
        let worst = browser.eval(CONTRAST);
        assert!(
            worst[0].as_f64().is_some_and(|r| r >= 4.5),
            "{media}, {scheme}: {worst}"
        );
        papers.push(browser.eval(paper));
        let filters = browser.eval("return document.querySelector('.filters').checkVisibility()");
        assert_eq!(filters, media == "screen", "the filters are for the screen");
    }
    assert_ne!(papers[0], papers[1], "there is a dark page");
    assert_eq!(papers[2], papers[3], "paper is white");
    browser.command("Emulation.setEmulatedMedia", json!({"media": "screen", "features": []}));
    for wide in [320, 480, 1280] {
        let size = json!({"width": wide, "height": 800, "deviceScaleFactor": 1, "mobile": false});
        browser.command("Emulation.setDeviceMetricsOverride", size);
        let over = browser.eval("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(over, 0, "the page is wider than {wide}");
    }
}
