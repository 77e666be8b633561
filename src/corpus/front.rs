//! Front matter: the YAML or TOML between the fences at the head of a file.

use super::Meta;
use super::meta;
use crate::error::Error;
use crate::span::Span;
use std::ops::Range;

/// Front matter that was found.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// Its values.
    pub meta: Meta,
    /// Where the title's words stand in the source.
    pub title: Option<Span>,
    /// Where the body begins.
    pub body: usize,
    /// What is wrong with it.
    pub errors: Vec<Error>,
    /// What is odd about a value.
    pub notes: Vec<Error>,
}

/// The fenced stretch at the head of a file: its fence, its inside and where the body begins.
fn fenced(source: &str) -> Option<(&'static str, Range<usize>, usize)> {
    let bom = source.len() - source.trim_start_matches('\u{feff}').len();
    let mut fence: Option<(&'static str, usize)> = None;
    let mut at = bom;
    for line in source.get(bom..)?.split_inclusive('\n') {
        let (start, text) = (at, line.trim_end());
        at += line.len();
        match fence {
            None => {
                let found = ["---", "+++"].into_iter().find(|f| *f == text)?;
                fence = Some((found, at));
            }
            Some((f, inside)) if f == text || f == "---" && text == "..." => {
                return Some((f, inside..start, at));
            }
            Some(_) => {}
        }
    }
    None
}

/// Reads front matter; `None` where the source starts with none.
pub(super) fn read(source: &str) -> Option<Front> {
    let (fence, inside, body) = fenced(source)?;
    let raw = source.get(inside.clone())?;
    let mut front = Front {
        body,
        ..Front::default()
    };
    let values = if fence == "---" { yaml(raw) } else { toml(raw) };
    match values {
        Ok(Some(values)) => front.notes = meta::fill(&mut front.meta, values),
        // a rule, some text and another rule
        Ok(None) => return None,
        Err((line, message)) => front.errors.push(
            Error::new(format!("broken front matter: {message}"))
                .line(line + 1)
                .help("quote values that hold a colon or a sign; the body was read without its metadata"),
        ),
    }
    if let Some(title) = &front.meta.title {
        front.title = verbatim(raw, title).map(|r| Span::new(inside.start + r.start, inside.start + r.end));
    }
    Some(front)
}

type Values = Result<Option<Vec<(String, String)>>, (u32, String)>;

/// Brackets that front matter may have open at once: the reader of YAML takes time for each.
const DEEPEST: usize = 64;

/// The line where more brackets are open than front matter has any use for.
fn too_deep(raw: &str) -> Option<u32> {
    let mut open = 0usize;
    (1..).zip(raw.lines()).find_map(|(number, line)| {
        line.bytes().find_map(|b| {
            match b {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            (open > DEEPEST).then_some(number)
        })
    })
}

fn yaml(raw: &str) -> Values {
    use serde_yaml_ng::Value;
    if let Some(line) = too_deep(raw) {
        return Err((line, format!("more than {DEEPEST} brackets are open")));
    }
    let value: Value = serde_yaml_ng::from_str(raw).map_err(|e| {
        let line = e.location().map_or(1, |l| l.line() as u32);
        let message = e.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        (line, message)
    })?;
    let Value::Mapping(map) = value else { return Ok(None) };
    fn text(value: &Value) -> Option<String> {
        match value {
            Value::String(s) => Some(s.clone()),
            Value::Number(n) => Some(n.to_string()),
            Value::Bool(b) => Some(b.to_string()),
            Value::Sequence(all) => Some(all.iter().filter_map(text).collect::<Vec<_>>().join(", ")),
            Value::Tagged(tagged) => text(&tagged.value),
            // `publisher: {name: ...}`, as in schema.org
            Value::Mapping(map) => map.get("name").and_then(text),
            Value::Null => None,
        }
    }
    let pairs = map.iter().filter_map(|(k, v)| Some((text(k)?, text(v)?)));
    Ok(Some(pairs.collect()))
}

fn toml(raw: &str) -> Values {
    use toml::Value;
    let table: toml::Table = raw.parse().map_err(|e: toml::de::Error| {
        let line = e
            .span()
            .and_then(|s| raw.get(..s.start))
            .map_or(1, |before| before.matches('\n').count() + 1);
        (line as u32, e.message().to_owned())
    })?;
    fn text(value: &Value) -> Option<String> {
        match value {
            Value::String(s) => Some(s.clone()),
            Value::Array(all) => Some(all.iter().filter_map(text).collect::<Vec<_>>().join(", ")),
            Value::Table(table) => table.get("name").and_then(text),
            Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => Some(value.to_string()),
        }
    }
    Ok(Some(
        table.iter().filter_map(|(k, v)| Some((k.clone(), text(v)?))).collect(),
    ))
}

/// Where `value` stands in `raw`, white space aside; failing that, the longest stretch of it,
/// if that is most of it (a quoted value has its quotes doubled or escaped).
fn verbatim(raw: &str, value: &str) -> Option<Range<usize>> {
    let value = value.trim();
    let from = title_line(raw);
    let tail = raw.get(from..)?;
    let first = value.split_whitespace().next()?;
    let whole = tail.match_indices(first).find_map(|(at, _)| {
        let mut end = at;
        for word in value.split_whitespace() {
            let rest = tail.get(end..)?;
            let lead = rest.len() - rest.trim_start().len();
            end = end + lead + rest.get(lead..)?.starts_with(word).then_some(word.len())?;
        }
        Some(at..end)
    });
    let found = whole.or_else(|| longest(tail, value))?;
    Some(from + found.start..from + found.end)
}

/// Where the title's line begins, so that the same words in another value are not taken.
fn title_line(raw: &str) -> usize {
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        let key = line.split([':', '=']).next().unwrap_or("");
        if meta::is_title(key.trim().trim_matches(['"', '\''])) {
            return at + key.len();
        }
        at += line.len();
    }
    0
}

fn longest(text: &str, value: &str) -> Option<Range<usize>> {
    let text = text.get(..floor(text, value.len() * 2 + 200))?;
    let value = value.get(..floor(value, 400))?;
    let (mut best, mut row) = ((0, 0), vec![0usize; value.len() + 1]);
    for (i, a) in text.bytes().enumerate() {
        for (j, b) in value.bytes().enumerate().rev() {
            let length = if a == b {
                row.get(j).copied().unwrap_or(0) + 1
            } else {
                0
            };
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = length;
            }
            if length > best.1 {
                best = (i + 1 - length, length);
            }
        }
    }
    let (start, length) = best;
    let start = (start..start + length).find(|&s| text.is_char_boundary(s))?;
    let end = (start..=best.0 + length).rev().find(|&e| text.is_char_boundary(e))?;
    (length * 2 > value.len()).then_some(start..end)
}

fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Published;
    use jiff::civil::Date;

    #[test]
    fn yaml_and_toml() {
        for source in [
            "---\nsource: Vale Herald\nheadline: Nine drown off Vale\ndate: 2011-03-05\nlink: https://x.example/1\nevent: alma\ndesk: coast\npages: [3, 4]\n---\nBody.\n",
            "+++\r\nsource = \"Vale Herald\"\r\nheadline = \"Nine drown off Vale\"\r\ndate = 2011-03-05\r\nlink = \"https://x.example/1\"\r\nevent = \"alma\"\r\ndesk = \"coast\"\r\npages = [3, 4]\r\n+++\r\nBody.\r\n",
        ] {
            let front = read(source).unwrap();
            assert_eq!(front.meta.outlet.as_deref(), Some("Vale Herald"));
            assert_eq!(front.meta.title.as_deref(), Some("Nine drown off Vale"));
            assert_eq!(front.meta.published, Some(Published::On(Date::constant(2011, 3, 5))));
            assert_eq!(front.meta.url.as_deref(), Some("https://x.example/1"));
            assert_eq!(front.meta.event.as_deref(), Some("alma"));
            assert_eq!(front.meta.fields.get("desk").map(String::as_str), Some("coast"));
            assert_eq!(front.meta.fields.get("pages").map(String::as_str), Some("3, 4"));
            assert_eq!(front.title.unwrap().of(source), "Nine drown off Vale");
            assert!(source[front.body..].starts_with("Body."));
            assert!(front.errors.is_empty() && front.notes.is_empty());
        }
    }

    #[test]
    fn title_in_quotes_folded_or_escaped() {
        let find = |source: &str| read(source).and_then(|f| f.title).map(|s| s.of(source).to_owned());
        assert_eq!(
            find("---\noutlet: Nine\ntitle: \"Nine: a count\"\n---\n").as_deref(),
            Some("Nine: a count")
        );
        assert_eq!(
            find("---\ntitle: >-\n  Nine drown\n  off Vale\n---\n").as_deref(),
            Some("Nine drown\n  off Vale")
        );
        assert_eq!(
            find("---\ntitle: 'The mayor''s nine lost fishermen'\n---\n").as_deref(),
            Some("'s nine lost fishermen")
        );
        assert_eq!(find("---\ntitle: \"\\u0041\\u0042\"\n---\n"), None);
    }

    #[test]
    fn broken_or_none() {
        let front = read("---\noutlet: Vale Herald\ntitle: Storm: nine dead\n---\nBody.").unwrap();
        assert_eq!(front.errors.len(), 1);
        assert_eq!(front.errors[0].line, Some(3));
        assert_eq!(front.meta, Meta::default());
        let front = read("+++\na = 1\nb = \n+++\nBody.").unwrap();
        assert_eq!(front.errors[0].line, Some(3));
        for source in [
            "---",
            "---\n",
            "",
            "---\nfoo: bar\n",
            "Text\n---\na: b\n---\n",
            "---\nNine drowned.\n---\n",
            "---\n---\nBody",
        ] {
            assert!(read(source).is_none(), "{source}");
        }
        assert_eq!(
            read("\u{feff}---\noutlet: A\n---\nB").unwrap().meta.outlet.as_deref(),
            Some("A")
        );
    }

    #[test]
    fn a_date_that_is_none_is_noted() {
        let front = read("---\npublished: last week\n---\nBody.").unwrap();
        assert_eq!(front.meta.published, None);
        assert!(front.notes[0].message.contains("last week"));
    }
}
