//! Where something stands, as other tools want it: a file with lines and columns, or a record of a file.

use super::View;
use crate::span::Span;
use std::fmt::Write;

/// A place in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file.
    pub file: &'a str,
    /// The record of the file. Lines and columns are those of the record's text then, not of the file.
    pub record: Option<&'a str>,
    /// Line and column where it begins, from 1.
    pub start: (u32, u32),
    /// Line and column after its end.
    pub end: (u32, u32),
}

impl<'a> Place<'a> {
    /// The place of a span of a report.
    pub fn of(view: &'a View, report: u32, span: Span) -> Self {
        let (start, end) = (span.start, span.end);
        Self::named(
            view.id(report),
            view.line_column(report, start),
            view.line_column(report, end),
        )
    }

    /// The place in a report of some id.
    pub fn named(id: &'a str, start: (u32, u32), end: (u32, u32)) -> Self {
        let (file, record) = record(id).map_or((id, None), |(file, record)| (file, Some(record)));
        Self {
            file,
            record,
            start,
            end,
        }
    }

    /// The line of the file, where that is known.
    pub fn line(&self) -> Option<u32> {
        self.record.is_none().then_some(self.start.0)
    }

    /// The path as a URI reference: relative stays relative, what is no part of a URI is encoded.
    pub fn uri(&self) -> String {
        let path = self.file.replace('\\', "/");
        let mut out = String::new();
        match path.as_bytes() {
            [b'/', ..] => out.push_str("file://"),
            [drive, b':', ..] if drive.is_ascii_alphabetic() => out.push_str("file:///"),
            _ => {}
        }
        for byte in path.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
                _ => {
                    let _ = write!(out, "%{byte:02X}");
                }
            }
        }
        out
    }
}

/// File and record of an id like `wire.jsonl#17`.
fn record(id: &str) -> Option<(&str, &str)> {
    let (file, record) = id.split_once('#')?;
    let extension = file.rsplit_once('.')?.1;
    matches!(extension, "jsonl" | "ndjson" | "json" | "csv" | "tsv" | "parquet").then_some((file, record))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_names_its_file() {
        assert_eq!(record("a/wire.jsonl#17"), Some(("a/wire.jsonl", "17")));
        assert_eq!(record("a/issue#3.md"), None);
    }

    #[test]
    fn paths_become_references() {
        let of = |file| {
            let at = (1, 1);
            let place = Place {
                file,
                record: None,
                start: at,
                end: at,
            };
            place.uri()
        };
        assert_eq!(of("news/a b#1.md"), "news/a%20b%231.md");
        assert_eq!(of("/srv/Größe.md"), "file:///srv/Gr%C3%B6%C3%9Fe.md");
        assert_eq!(of("C:\\wire\\a.md"), "file:///C%3A/wire/a.md");
    }
}
