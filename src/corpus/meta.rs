//! Metadata by its names: what front matter, records and pages call the same thing.

use super::{Meta, dates};
use crate::error::Error;

/// Whether a key names the headline.
pub(super) fn is_title(key: &str) -> bool {
    matches!(lower(key).as_str(), "title" | "headline")
}

/// Whether a key names the text of a record.
pub(super) fn is_text(key: &str) -> bool {
    matches!(lower(key).as_str(), "text" | "body" | "content")
}

/// Files values under their fields, each field's own name before its other names; returns notes
/// on what cannot be read.
pub(super) fn fill(meta: &mut Meta, mut values: Vec<(String, String)>) -> Vec<Error> {
    values.sort_by_cached_key(|(key, _)| !matches!(lower(key).as_str(), "outlet" | "title" | "published" | "url"));
    values
        .into_iter()
        .filter_map(|(key, value)| assign(meta, &key, value))
        .collect()
}

/// Files a value under its field; a note if it cannot be read.
fn assign(meta: &mut Meta, key: &str, value: String) -> Option<Error> {
    let trimmed = value.trim();
    if trimmed.is_empty() {
        return None;
    }
    let web = trimmed.starts_with("http://") || trimmed.starts_with("https://");
    match lower(key).as_str() {
        "outlet" | "source" | "publisher" if !web && meta.outlet.is_none() => meta.outlet = Some(trimmed.into()),
        "title" | "headline" if meta.title.is_none() => meta.title = Some(trimmed.to_owned()),
        "url" | "link" | "source" if web && meta.url.is_none() => meta.url = Some(trimmed.to_owned()),
        "url" | "link" if meta.url.is_none() => meta.url = Some(trimmed.to_owned()),
        "event" if meta.event.is_none() => meta.event = Some(trimmed.into()),
        "published" | "date" | "published_at" | "publishedat" | "datepublished" if meta.published.is_none() => {
            meta.published = dates::published(trimmed);
            if meta.published.is_none() {
                let shown: String = trimmed.chars().take(60).collect();
                return Some(
                    Error::new(format!("`{key}` is not a date: \"{shown}\""))
                        .help("write it as 2012-06-07 or 2012-06-07T09:40:00Z; the report is read as undated"),
                );
            }
        }
        _ => {
            meta.fields.insert(key.trim().into(), value);
        }
    }
    None
}

fn lower(key: &str) -> String {
    let lower = |c: char| if c == '-' { '_' } else { c.to_ascii_lowercase() };
    let key = key.trim();
    let mut out = String::with_capacity(key.len());
    out.extend(key.chars().map(lower));
    out
}
