//! Writes the inputs that fuzzing starts from to `fuzz/corpus/`: the sample corpora, the texts that
//! the rules carry, the rules themselves, and what is made of them.
//!
//!     cargo run --manifest-path fuzz/Cargo.toml --example seed

use recount::corpus::from_text;
use recount::digest;
use recount::rules::{Sources, examples};
use recount_fuzz::{NAMES, RULES};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = Sources::embedded();
    let mut texts = Vec::new();
    files(&here.join("../seeds"), &mut texts)?;
    for rule in examples::read(&sources).expect("the embedded packs are valid") {
        let told = rule.examples.iter().chain(&rule.counterexamples);
        texts.extend(told.flat_map(|e| &e.reports).map(|r| r.text.clone()));
    }
    for text in &texts {
        put(here, "claims", text.as_bytes())?;
        for (format, name) in NAMES.iter().enumerate() {
            put(here, "reports", &[&[format as u8], &*in_format(name, text)].concat())?;
        }
    }
    for pair in texts.chunks(2).take(400) {
        let reports = pair.iter().flat_map(|text| from_text("a.md", text, &RULES).reports);
        let digests: Vec<_> = reports.map(|r| digest(&r, &RULES)).collect();
        let json = serde_json::to_vec(&digests).expect("digests can be written");
        put(here, "reconcile", &[&[1], &*json].concat())?;
    }
    for (name, _, text) in sources.below("") {
        let which = [
            "measures/killed",
            "measures/",
            "policies/",
            "numbers",
            "units",
            "words",
            "taxonomy",
            "frames",
            "calendar",
            "outlets",
        ];
        if let Some(at) = which.iter().position(|w| name.starts_with(w)) {
            put(here, "rules", &[&[at as u8], text.as_bytes()].concat())?;
        }
    }
    put(here, "config", recount::config::SAMPLE.as_bytes())?;
    let set: String = recount::config::SAMPLE
        .lines()
        .map(|l| l.strip_prefix("# ").unwrap_or(l).to_owned() + "\n")
        .collect();
    put(here, "config", set.as_bytes())?;
    let entry = r#"{"schema":1,"findings":[{"report":"a.md","rule":"conflicting-figures","message":"9 here, 14 there","fingerprint":"1a","figures":["a.md: killed people"],"gap":["9","14"]}]}"#;
    put(here, "baseline", entry.as_bytes())
}

/// A text as a file of a format would hold it.
fn in_format(name: &str, text: &str) -> Vec<u8> {
    let quoted = || serde_json::to_string(text).expect("a string can be written");
    match name {
        "a.html" => format!(
            "<html><head><title>{}</title></head><body><article><p>{text}</p></article></body></html>",
            text.get(..20).unwrap_or("")
        )
        .into_bytes(),
        "a.jsonl" => format!("{{\"text\": {}, \"published\": \"2031-03-04\"}}\n", quoted()).into_bytes(),
        "a.json" => format!("[{{\"text\": {}}}]", quoted()).into_bytes(),
        "a.csv" => format!("id,text\n1,\"{}\"\n", text.replace('"', "\"\"")).into_bytes(),
        "a.docx" => archive(
            "word/document.xml",
            &format!("<w:document xmlns:w=\"w\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>"),
        ),
        "a.odt" => archive("content.xml", &format!("<o xmlns:t=\"t\"><t:p>{text}</t:p></o>")),
        _ => text.as_bytes().to_vec(),
    }
}

/// A ZIP archive with one stored member; its checksum is left out, as it must be nothing but odd.
fn archive(name: &str, text: &str) -> Vec<u8> {
    let crc = text.bytes().fold(!0u32, |crc, b| {
        (0..8).fold(crc ^ u32::from(b), |c, _| {
            (c >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(c & 1))
        })
    });
    let mut member = Vec::new();
    for part in [[20u16, 0, 0, 0, 33].map(u16::to_le_bytes).concat()] {
        member.extend(part);
    }
    member.extend((!crc).to_le_bytes());
    member.extend((text.len() as u32).to_le_bytes());
    member.extend((text.len() as u32).to_le_bytes());
    member.extend((name.len() as u16).to_le_bytes());
    member.extend([0, 0]);
    let mut out = [b"PK\x03\x04", &*member, name.as_bytes(), text.as_bytes()].concat();
    let at = out.len() as u32;
    out.extend([b"PK\x01\x02\x14\0", &*member].concat());
    out.extend([0; 14]);
    out.extend(name.as_bytes());
    let size = out.len() as u32 - at;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend([size.to_le_bytes(), at.to_le_bytes()].concat());
    out.extend([0, 0]);
    out
}

fn files(folder: &Path, texts: &mut Vec<String>) -> std::io::Result<()> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    all.sort();
    for path in all {
        if path.is_dir() {
            files(&path, texts)?;
        } else if path.extension().is_some_and(|e| e == "md") {
            texts.push(std::fs::read_to_string(path)?);
        }
    }
    Ok(())
}

/// Writes one input, named by what it holds.
fn put(here: &Path, target: &str, bytes: &[u8]) -> std::io::Result<()> {
    let folder = here.join("corpus").join(target);
    std::fs::create_dir_all(&folder)?;
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325u64, |h, b| {
        (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
    });
    std::fs::write(folder.join(format!("{hash:016x}")), bytes)
}
