//! Files of many reports: JSON Lines, JSON and CSV.
//!
//! A record's text comes first in its source, so that offsets are those into its `text`;
//! a title that the text does not open with is put after it.

use super::html::append_title;
use super::{Block, BlockKind, Meta, meta, text};
use crate::error::Error;
use serde_json::{Map, Value};

/// A record that was read.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Its `id`, or its line.
    pub id: String,
    /// Metadata.
    pub meta: Meta,
    /// Text, then the title.
    pub source: String,
    /// The blocks, title first.
    pub blocks: Vec<Block>,
    /// Notes on values.
    pub notes: Vec<Error>,
}

/// A record, or what is wrong with its line.
pub(super) type Read = Result<Record, Error>;

/// Reads JSON Lines; a file that is one JSON array or object is read as well.
pub(super) fn json(text: &str) -> Vec<Read> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.trim_start();
    if first.starts_with('[') || first.lines().next().is_some_and(|l| l.trim_end() == "{") {
        return whole(text);
    }
    json_lines(text, 1)
}

/// Reads JSON Lines, the first of them being line `first` of its file.
pub(super) fn json_lines(text: &str, first: u32) -> Vec<Read> {
    use rayon::prelude::*;
    let lines: Vec<(u32, &str)> = (first..)
        .zip(text.split('\n'))
        .filter(|(_, l)| !l.trim().is_empty())
        .collect();
    lines
        .par_iter()
        .map(|&(number, line)| {
            let value = serde_json::from_str(line.trim()).map_err(|e| {
                Error::new(format!("is not JSON: {}", reason(&e)))
                    .line(number)
                    .help("every line is one object; the other lines were read")
            })?;
            object(value, number)
        })
        .collect()
}

/// A serde_json message without its place, which is that in the line.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or("");
    format!("{message} at column {}", error.column())
}

fn whole(text: &str) -> Vec<Read> {
    match serde_json::from_str(text) {
        Ok(Value::Array(all)) => (1..).zip(all).map(|(number, v)| object(v, number)).collect(),
        Ok(value) => vec![object(value, 1)],
        Err(e) => {
            let message = e.to_string();
            let message = message.split(" at line ").next().unwrap_or("");
            vec![Err(Error::new(format!("is not JSON: {message}"))
                .line(e.line() as u32)
                .help("give JSON Lines (one object a line) or an array of objects"))]
        }
    }
}

fn object(value: Value, line: u32) -> Read {
    let Value::Object(map) = value else {
        return Err(Error::new("is no JSON object")
            .line(line)
            .help("a record is an object with `text`, and `id`, `outlet`, `title`, `published` where known"));
    };
    record(
        map.into_iter().filter_map(|(k, v)| Some((k, plain(v)?))).collect(),
        line,
    )
}

fn plain(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Null => None,
        Value::Object(map) => name(&map),
        Value::Array(all) => {
            let all: Vec<String> = all
                .into_iter()
                .filter_map(|v| match v {
                    Value::String(text) => Some(text),
                    Value::Number(n) => Some(n.to_string()),
                    _ => None,
                })
                .collect();
            Some(all.join(", "))
        }
        other => Some(other.to_string()),
    }
}

fn name(map: &Map<String, Value>) -> Option<String> {
    map.get("name")?.as_str().map(str::to_owned)
}

/// Reads CSV with a header row; tabs and semicolons serve as well as commas.
pub(super) fn csv(text: &str) -> Vec<Read> {
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let count = |sign: u8| header.bytes().filter(|b| *b == sign).count();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|d| count(*d))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(|h| h.trim().to_owned()).collect(),
        Err(e) => return vec![Err(Error::new(format!("is not CSV: {e}")).line(1))],
    };
    if !names.iter().any(|n| meta::is_text(n)) {
        return vec![Err(Error::new("has no column `text`").line(1).help(
            "the first row names the columns: text, and id, outlet, title, published, url, event where known",
        ))];
    }
    let (mut line, mut counted) = (1, 0);
    reader
        .into_records()
        .map(|row| {
            let row = row.map_err(|e| {
                let line = e.position().map_or(1, |p| p.line() as u32);
                Error::new(format!("is not CSV: {e}")).line(line)
            })?;
            // the crate's own line numbers are one short after \r\n
            let start = row.position().map_or(0, |p| p.byte() as usize);
            let blank = text
                .get(start..)
                .map_or(0, |t| t.len() - t.trim_start_matches(['\r', '\n']).len());
            let passed = text.get(counted..start + blank).unwrap_or("");
            line += passed.matches('\n').count() as u32;
            counted += passed.len();
            let values = names.iter().cloned().zip(row.iter().map(str::to_owned));
            record(values.filter(|(_, v)| !v.is_empty()).collect(), line)
        })
        .collect()
}

fn record(mut values: Vec<(String, String)>, line: u32) -> Read {
    let mut take = |wanted: &dyn Fn(&str) -> bool| {
        let at = values.iter().position(|(key, _)| wanted(key))?;
        Some(values.swap_remove(at).1)
    };
    let id = take(&|key| key.eq_ignore_ascii_case("id")).filter(|id| !id.trim().is_empty());
    let body = take(&|key| key.eq_ignore_ascii_case("text")).or_else(|| take(&meta::is_text));
    let had_text = body.is_some();
    let mut record = Record {
        id: id.map_or_else(|| line.to_string(), |id| id.trim().to_owned()),
        source: body.unwrap_or_default(),
        ..Record::default()
    };
    values.sort();
    record.notes = meta::fill(&mut record.meta, values);
    for note in &mut record.notes {
        note.line = Some(line);
    }
    let blank = record.source.trim().is_empty();
    if blank && (!had_text || record.meta.title.is_none()) {
        let message = if had_text {
            "has an empty `text`"
        } else {
            "has no `text`"
        };
        return Err(Error::new(format!("record {} {message}", record.id))
            .line(line)
            .help("give every record a `text`; the others were read"));
    }
    record.blocks = text::blocks(&record.source, 0..record.source.len());
    let title = record.meta.title.as_deref();
    let opens = record
        .blocks
        .first()
        .is_some_and(|b| title.is_some_and(|t| t.split_whitespace().eq(b.span.of(&record.source).split_whitespace())));
    match record.blocks.first_mut() {
        Some(first) if opens => first.kind = BlockKind::Title,
        _ => append_title(&mut record.source, &mut record.blocks, title),
    }
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Published;
    use jiff::civil::Date;

    fn good(all: Vec<Read>) -> Vec<Record> {
        all.into_iter().map(Result::unwrap).collect()
    }

    fn errors(all: Vec<Read>) -> Vec<Error> {
        all.into_iter().filter_map(Result::err).collect()
    }

    #[test]
    fn json_lines() {
        let text = "{\"id\": \"a\", \"outlet\": \"Vale Herald\", \"title\": \"Nine drown\", \"published\": \"2015-03-03\", \"text\": \"Nine men drowned.\\nTwo swam.\", \"event\": \"alma\", \"killed\": 9, \"closed\": true, \"tags\": [\"a\", 2], \"none\": null}\r\n\r\n{\"text\": \"Two boats sank.\"}\n";
        let all = good(json(text));
        assert_eq!(all.len(), 2);
        let first = &all[0];
        assert_eq!(first.id, "a");
        assert_eq!(first.meta.outlet.as_deref(), Some("Vale Herald"));
        assert_eq!(first.meta.event.as_deref(), Some("alma"));
        assert_eq!(first.meta.published, Some(Published::On(Date::constant(2015, 3, 3))));
        assert_eq!(first.meta.fields["killed"], "9");
        assert_eq!(first.meta.fields["closed"], "true");
        assert_eq!(first.meta.fields["tags"], "a, 2");
        assert!(!first.meta.fields.contains_key("none"));
        assert!(first.source.starts_with("Nine men drowned.\nTwo swam.\n\n"));
        assert_eq!(first.blocks[0].kind, BlockKind::Title);
        assert_eq!(first.blocks[0].span.of(&first.source), "Nine drown");
        assert_eq!(first.blocks[1].span.of(&first.source), "Nine men drowned.");
        assert_eq!(all[1].id, "3");
    }

    #[test]
    fn a_title_that_opens_the_text_is_not_repeated() {
        let all = good(json(
            "{\"title\": \"Nine drown\", \"text\": \"Nine  drown\\n\\nA storm came.\"}",
        ));
        assert_eq!(all[0].source, "Nine  drown\n\nA storm came.");
        assert_eq!(all[0].blocks[0].kind, BlockKind::Title);
        assert_eq!(all[0].blocks.len(), 2);
    }

    #[test]
    fn broken_lines_are_named_and_the_rest_read() {
        let all =
            json("{\"text\": \"One.\"}\n{\"text\": \n[1]\n{\"id\": \"x\"}\n{\"text\": \" \"}\n{\"text\": \"Two.\"}");
        assert_eq!(all.iter().filter(|r| r.is_ok()).count(), 2);
        let errors = errors(all);
        let lines: Vec<_> = errors.iter().map(|e| e.line.unwrap()).collect();
        assert_eq!(lines, [2, 3, 4, 5]);
        assert!(errors[2].message.contains("record x has no `text`"));
    }

    #[test]
    fn one_array_or_object() {
        assert_eq!(good(json("[{\"text\": \"One.\"},\n {\"text\": \"Two.\"}]")).len(), 2);
        assert_eq!(good(json("{\n\"text\": \"One.\"\n}")).len(), 1);
        assert_eq!(errors(json("[{\"text\": 1}, 2"))[0].line, Some(1));
        let deep = "[".repeat(100_000);
        assert_eq!(errors(json(&deep)).len(), 1);
    }

    #[test]
    fn dates_that_are_none_are_noted() {
        let all = good(json("\n{\"text\": \"One.\", \"published\": \"soon\"}"));
        assert_eq!(all[0].notes.len(), 1);
        assert_eq!(all[0].notes[0].line, Some(2));
        let all = good(json(
            "{\"text\": \"One.\", \"date\": \"soon\", \"published\": \"2015-03-03\"}",
        ));
        assert!(all[0].notes.is_empty());
        assert_eq!(all[0].meta.fields["date"], "soon");
    }

    #[test]
    fn csv_with_any_separator() {
        for sep in [",", ";", "\t"] {
            let text = ["\u{feff}ID", "Outlet", "text", "published", "desk"].join(sep)
                + "\r\n"
                + &[
                    "7",
                    "Vale Herald",
                    "\"Nine men, two boats; \"\"all\"\"\nlost.\"",
                    "2015-03-03",
                    "coast",
                ]
                .join(sep)
                + "\r\n"
                + &["", "", "Two."].join(sep);
            let all = good(csv(&text));
            assert_eq!(all.len(), 2, "{sep:?}");
            assert_eq!(all[0].id, "7");
            assert_eq!(all[0].source, "Nine men, two boats; \"all\"\nlost.");
            assert_eq!(all[0].meta.fields["desk"], "coast");
            assert_eq!(all[1].id, "4");
        }
        assert_eq!(errors(csv("a,b\n1,2\n")).len(), 1);
        assert_eq!(errors(csv("")).len(), 1);
        assert_eq!(errors(csv("id,text\n1\n2,Two."))[0].line, Some(2));
    }
}
