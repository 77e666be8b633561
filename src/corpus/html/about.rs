//! What a page says of itself: title, outlet, day and language, from JSON-LD and `meta` elements.

use crate::corpus::allow::bare;
use crate::corpus::{Meta, dates, meta};
use crate::error::Error;
use dom_smoothie::Readability;
use serde_json::Value;

/// The metadata, and what is odd about a value.
pub(super) fn metadata(reader: &Readability) -> (Meta, Vec<Error>) {
    let mut meta = Meta::default();
    let doc = &reader.doc;
    let linked = doc.select("script[type='application/ld+json']");
    let article = linked.nodes().iter().find_map(|n| json_ld(&n.text()));
    let tags: Vec<(String, String)> = doc
        .select("meta[content]")
        .nodes()
        .iter()
        .filter_map(|n| {
            let name = ["property", "name", "itemprop"].iter().find_map(|a| n.attr(a))?;
            Some((name.trim().to_ascii_lowercase(), n.attr("content")?.trim().to_owned()))
        })
        .filter(|(_, content)| !content.is_empty())
        .collect();
    let tag = |names: &[&str]| {
        names
            .iter()
            .find_map(|n| tags.iter().find(|(name, _)| name == n))
            .map(|(_, c)| c.clone())
    };
    let field = |name: &str| article.as_ref().and_then(|a| json_text(a.get(name)?));
    meta.outlet = field("publisher")
        .or_else(|| {
            tag(&[
                "og:site_name",
                "dc.publisher",
                "dcterms.publisher",
                "publisher",
                "application-name",
            ])
        })
        .filter(|name| !name.starts_with("http"))
        .map(Into::into);
    meta.title = field("headline")
        .or_else(|| tag(&["og:title", "dc.title", "dcterms.title", "twitter:title"]))
        .or_else(|| Some(reader.get_article_title().trim().to_owned()))
        .map(|t| {
            without_outlet(&bare(&t), meta.outlet.as_deref())
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .filter(|t| !t.is_empty());
    meta.url = doc
        .select_single("link[rel='canonical']")
        .attr("href")
        .map(|u| u.to_string())
        .or_else(|| tag(&["og:url"]))
        .filter(|u| u.starts_with("http"));
    let stated = field("datePublished").or_else(|| {
        tag(&[
            "article:published_time",
            "datepublished",
            "og:pubdate",
            "pubdate",
            "publishdate",
            "publish-date",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "date",
        ])
    });
    let times = doc.select("time[datetime]");
    let time = || {
        times
            .nodes()
            .iter()
            .find_map(|t| dates::published(&t.attr("datetime")?))
    };
    meta.published = stated.as_deref().and_then(dates::published).or_else(time);
    let mut notes = Vec::new();
    if let (Some(value), None) = (stated, meta.published) {
        let mut unread = Meta::default();
        notes = meta::fill(&mut unread, vec![("published".into(), value)]);
    }
    (meta, notes)
}

/// "Nine drown | Vale Herald" is "Nine drown" of Vale Herald.
fn without_outlet<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    outlet
        .and_then(|o| title.trim_end().strip_suffix(o))
        .map(str::trim_end)
        .and_then(|t| t.strip_suffix(['|', '-', '–', '—', '·', ':']))
        .map(str::trim_end)
        .filter(|t| !t.is_empty())
        .unwrap_or(title)
}

/// The article of a block of linked data, wherever it nests.
fn json_ld(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let value: Value = serde_json::from_str(text.trim()).ok()?;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(all) => open.extend(all.into_iter().rev()),
            Value::Object(mut map) => {
                let kind = match map.get("@type") {
                    Some(Value::String(kind)) => kind.clone(),
                    Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
                    _ => String::new(),
                };
                if kind.contains("Article") || kind.contains("BlogPosting") {
                    return Some(Value::Object(map));
                }
                open.extend(map.remove("@graph"));
            }
            _ => {}
        }
    }
    None
}

/// A string, the name of an object, or that of the first of several.
fn json_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(map) => map.get("name")?.as_str()?.to_owned(),
        Value::Array(all) => return all.first().filter(|v| !v.is_array()).and_then(json_text),
        _ => return None,
    };
    // linked data are often written through the page's template, escapes and all
    let plain = [
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(
        text,
        |t, (from, to)| if t.contains(from) { t.replace(from, to) } else { t },
    );
    Some(plain.trim().to_owned()).filter(|t| !t.is_empty())
}
