//! Embeds the rule packs of `rules/`: each text as it is, for those who lay files over it or ask for an
//! explanation, and beside it what a run needs of it.
//!
//! Two thirds of a pack are comments, examples and counterexamples. A run reads none of them, so that a lean
//! copy is embedded as well: the same tables without them, as JSON, which is read in a fifth of the time. A
//! pack that is not sound has no such copy; what is wrong with it is said when its text is read. Tables of
//! words and places are embedded in the form in which they are looked up.

#[path = "src/rules/commonness.rs"]
#[allow(dead_code, reason = "shared with the crate")]
mod commonness;
#[path = "src/rules/gazetteer.rs"]
#[allow(dead_code, reason = "shared with the crate")]
mod gazetteer;
#[path = "src/rules/inflect.rs"]
#[allow(dead_code, reason = "shared with the crate")]
mod inflect;
#[path = "src/rules/vocabulary.rs"]
#[allow(dead_code, reason = "shared with the crate")]
mod vocabulary;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};
use toml::{Table, Value};

/// What the pack readers never see, as in `rules::examples`.
const EXAMPLES: [&str; 2] = ["example", "counterexample"];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=rules");
    for shared in ["commonness", "gazetteer", "inflect", "vocabulary"] {
        println!("cargo:rerun-if-changed=src/rules/{shared}.rs");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("rules");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut files = Vec::new();
    walk(&root, &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for (index, file) in files.iter().enumerate() {
        let name = file
            .strip_prefix(&root)
            .unwrap_or(file)
            .to_string_lossy()
            .replace('\\', "/");
        let text = fs::read_to_string(file)?;
        let lean = match text.parse::<Table>() {
            Ok(table) if name.ends_with(".toml") => {
                let copy = out.join(format!("pack-{index}.json"));
                let mut json = String::new();
                write_table(&mut json, &table);
                fs::write(&copy, json)?;
                format!("Some(include_str!({copy:?}))")
            }
            _ => "None".to_owned(),
        };
        let packed = match name.as_str() {
            "places.tsv" => gazetteer::Rows::read(&text).ok().map(|rows| rows.pack()),
            "rarity.tsv" => commonness::table(&text).ok(),
            "words.toml" => text.parse().ok().as_ref().and_then(words),
            _ => None,
        };
        let packed = match packed {
            Some(bytes) => {
                let copy = out.join(format!("pack-{index}.bin"));
                fs::write(&copy, bytes)?;
                format!("Some(include_bytes!({copy:?}))")
            }
            None => "None".to_owned(),
        };
        let path = format!("rules/{name}");
        let _ = writeln!(
            list,
            "    Pack {{ path: {path:?}, text: include_str!({file:?}), lean: {lean}, packed: {packed} }},"
        );
    }
    list.push(']');
    fs::write(out.join("packs.rs"), list)
}

/// The words of a pack in all their forms; none if it is not sound.
fn words(table: &Table) -> Option<Vec<u8>> {
    fn strings(value: &Value) -> Option<Vec<&str>> {
        value.as_array()?.iter().map(Value::as_str).collect()
    }
    let list = |name: &str| table.get(name).map_or(Some(Vec::new()), strings);
    let mut tags: Vec<(&str, Vec<&str>)> = Vec::new();
    let named = table.get("tags")?.as_table()?.iter();
    for (name, words) in named.filter(|(name, _)| !EXAMPLES.contains(&name.as_str())) {
        tags.push((name, strings(words)?));
    }
    tags.sort();
    let lists = vocabulary::Lists {
        tags,
        irregular_verbs: list("irregular-verbs")?,
        second_forms: list("second-forms")?,
        irregular_nouns: list("irregular-nouns")?,
        verbs: list("verbs")?,
        nouns: list("nouns")?,
    };
    Some(vocabulary::Vocabulary::of(&lists).pack())
}

/// The files of packs below a folder.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml" || e == "tsv") {
            files.push(path);
        }
    }
    Ok(())
}

fn write_table(out: &mut String, table: &Table) {
    out.push('{');
    for (key, value) in table.iter().filter(|(k, _)| !EXAMPLES.contains(&k.as_str())) {
        if !out.ends_with('{') {
            out.push(',');
        }
        write_text(out, key);
        out.push(':');
        write_value(out, value);
    }
    out.push('}');
}

fn write_value(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => write_text(out, text),
        Value::Table(table) => write_table(out, table),
        Value::Array(list) => {
            out.push('[');
            for (i, value) in list.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_value(out, value);
            }
            out.push(']');
        }
        Value::Integer(n) => out.push_str(&n.to_string()),
        Value::Float(x) => out.push_str(&format!("{x:?}")),
        Value::Boolean(truth) => out.push_str(&truth.to_string()),
        Value::Datetime(day) => write_text(out, &day.to_string()),
    }
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
