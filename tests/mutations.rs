//! Sound input with bytes changed, cut, doubled and moved, the same on every run: a small brother of
//! the targets in `fuzz/` that runs with the other tests. `MUTATIONS` asks for more of it.

use recount::check::baseline::Baseline;
use recount::config::{Config, SAMPLE};
use recount::corpus::{from_bytes, from_text};
use recount::event::{Digest, Grouping};
use recount::rules::{Rules, Sources, lint};
use recount::{digest, reconcile};
use std::path::Path;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("the embedded packs are valid"));

const NEWS: &str = "---\noutlet: Courier\npublished: 2031-05-13\ntitle: \"Fire at Kell Mill: 14 dead\"\n---\nFourteen workers, \
    two of them women, were killed when a fire swept through the mill in Kell on Tuesday, police said. At least a third of the \
    90 looms burnt, at a cost of $1.2 million.\n\n<!-- recount: allow conflicting-figures -- known -->\n\n\u{201c}Between 20 and 30 \
    are missing,\u{201d} Mayor Ann Bo said. | Kell | 31 | injured |\n";
const PIECES: [&str; 20] = [
    "(",
    "\"",
    "\u{201c}",
    ", ",
    ".",
    "\n",
    "\n\n",
    "million ",
    "nine ",
    "1,000",
    "of the ",
    "said ",
    "\u{202e}",
    "\u{301}",
    "<b>",
    "-->",
    "[",
    "9999-12-31",
    "killed ",
    "%",
];

fn count(share: usize) -> usize {
    let asked = std::env::var("MUTATIONS").ok().and_then(|n| n.parse().ok());
    asked.unwrap_or(400) * share / 100
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((x ^ (x >> 31)) % end.max(1) as u64) as usize
    }

    /// The bytes with up to four changes.
    fn change(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(out.len() + 1);
            let end = (at + self.below(40)).min(out.len());
            match self.below(6) {
                0 => {
                    let byte = self.below(256) as u8;
                    out.iter_mut().skip(at).take(1).for_each(|b| *b = byte);
                }
                1 => drop(out.drain(at..end)),
                2 => out.truncate(at),
                3 => {
                    let copy = out[at..end].to_vec();
                    let to = self.below(out.len() + 1);
                    out.splice(to..to, copy);
                }
                _ => {
                    let piece = PIECES[self.below(PIECES.len())].repeat(1 + self.below(3));
                    out.splice(at..at, piece.bytes());
                }
            }
        }
        out
    }

    fn text(&mut self, text: &str) -> String {
        String::from_utf8_lossy(&self.change(text.as_bytes())).into_owned()
    }
}

/// Reads and digests a file; what holds of every digest is held.
fn read(name: &str, bytes: Vec<u8>) -> Vec<Digest> {
    let corpus = from_bytes(name, bytes, &RULES);
    assert!(
        !corpus.reports.is_empty() || !corpus.problems.is_empty(),
        "dropped silently"
    );
    let each = corpus.reports.iter().map(|report| {
        for block in &report.blocks {
            assert!(report.source.get(block.span.range()).is_some(), "{block:?}");
        }
        let found = digest(report, &RULES);
        assert_eq!(found.check(), Ok(()));
        for claim in &found.claims {
            assert_eq!(report.text().get(claim.span.range()), Some(claim.text.as_str()));
        }
        found
    });
    each.collect()
}

#[test]
fn reports_of_any_format() {
    let mut dice = Dice(1);
    let body = NEWS.rsplit("---\n").next().unwrap_or("");
    let json = serde_json::to_string(
        &serde_json::json!({"id": "a", "title": "Fire", "published": "2031-05-13", "text": body}),
    )
    .expect("JSON");
    let html = format!(
        "<html><head><title>Fire</title><meta property=\"og:site_name\" content=\"Courier\"></head><body><article><h1>Fire</h1><p>{body}</p><table><tr><td>9</td></tr></table></article></body></html>"
    );
    let sheet = format!("id,title,text\n1,Fire,\"{}\"\n", body.replace('"', "\"\""));
    let all = [
        ("a.md", NEWS),
        ("a.txt", body),
        ("a.html", &html),
        ("a.jsonl", &json),
        ("a.csv", &sheet),
    ];
    for i in 0..count(100) {
        let (name, text) = all[i % all.len()];
        let one = read(name, dice.change(text.as_bytes()));
        let two = read("b.md", dice.change(NEWS.as_bytes()));
        let digests: Vec<Digest> = one.into_iter().chain(two).collect();
        let found = reconcile(digests.clone(), &Grouping::One, &RULES);
        assert!(found.findings.iter().all(|f| (f.report as usize) < digests.len()));
        if i % 8 == 0 {
            let again = reconcile(digests, &Grouping::One, &RULES);
            assert_eq!(format!("{found:?}"), format!("{again:?}"));
        }
    }
}

#[test]
fn settings_and_baselines() {
    let mut dice = Dice(2);
    let settings: String = SAMPLE
        .lines()
        .map(|l| l.strip_prefix("# ").unwrap_or(l).to_owned() + "\n")
        .collect();
    let accepted = r#"{"schema":1,"findings":[{"report":"a.md","rule":"conflicting-figures","message":"9 here, 14 there","fingerprint":"1a","figures":["a.md: killed people"],"gap":["9","14"]}]}"#;
    for i in 0..count(200) {
        if let Ok(config) = Config::parse(
            Path::new("recount.toml"),
            dice.text(if i % 2 == 0 { SAMPLE } else { &settings }),
        ) {
            let _ = (
                config.include(),
                config.allow(),
                config.grouping(),
                config.exclude(),
                config.known(),
            );
        }
        if let Ok(baseline) = Baseline::parse(Path::new("b.json"), &dice.text(accepted)) {
            let written = baseline.text().expect("it can be written");
            assert_eq!(
                Baseline::parse(Path::new("b.json"), &written).map(|b| b.len()),
                Ok(baseline.len())
            );
        }
    }
}

#[test]
fn rules() {
    let mut dice = Dice(3);
    let embedded = Sources::embedded();
    let names: Vec<String> = embedded
        .below("")
        .map(|(n, ..)| n.to_owned())
        .filter(|n| n.ends_with(".toml"))
        .collect();
    for _ in 0..count(3) {
        let name = &names[dice.below(names.len())];
        let mut sources = embedded.clone();
        sources.insert(name, &dice.text(embedded.text(name).unwrap_or("")));
        let _ = lint::lint(&sources);
        if let Ok(rules) = Rules::from_sources(&sources) {
            for report in from_text("a.md", NEWS, &rules).reports {
                let _ = digest(&report, &rules);
            }
        }
    }
}

#[test]
fn digests_of_others() {
    let mut dice = Dice(4);
    let json = serde_json::to_string(
        &[
            read("a.md", NEWS.into()),
            read("b.md", NEWS.replace("Fourteen", "Nine").into()),
        ]
        .concat(),
    )
    .expect("JSON");
    for _ in 0..count(100) {
        // numbers changed in place keep most of it readable
        let mut bytes = json.clone().into_bytes();
        for _ in 0..=dice.below(4) {
            let at = dice.below(bytes.len());
            if let Some(digit) = bytes.iter_mut().skip(at).find(|b| b.is_ascii_digit()) {
                *digit = b'0' + dice.below(10) as u8;
            }
        }
        let bytes = if dice.below(4) == 0 { dice.change(&bytes) } else { bytes };
        let Ok(digests) = serde_json::from_slice::<Vec<Digest>>(&bytes) else {
            continue;
        };
        if digests.iter().all(|d| d.check().is_ok()) {
            let count = digests.len();
            for grouping in [Grouping::Auto, Grouping::One] {
                assert_eq!(reconcile(digests.clone(), &grouping, &RULES).digests.len(), count);
            }
        }
    }
}
