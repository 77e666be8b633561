//! Tests of the page that need no browser; `tests/page.rs` has those that do.

use super::*;
use crate::output::fixture::{Fixture, allowed, raid};
use dom_query::Document;
use sha2::{Digest, Sha256};

/// A digest as a policy names it.
fn named(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let mut out = String::from("sha256-");
    for group in digest.chunks(3) {
        let bits = group.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - group.len()));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i)) as usize & 63] as char;
            out.push(if i > group.len() { '=' } else { digit });
        }
    }
    out
}

#[test]
fn the_policy_knows_style_and_script() {
    assert_eq!(
        STYLE_HASH,
        named(STYLE),
        "the style has changed: put its new hash into mod.rs"
    );
    assert_eq!(
        SCRIPT_HASH,
        named(SCRIPT),
        "the script has changed: put its new hash into mod.rs"
    );
    assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
    assert!(
        !STYLE.contains("url(") && !STYLE.contains("@import"),
        "the page asks nothing of the network"
    );
}

#[test]
fn a_page_has_tables_timelines_and_sources() {
    let text = check(&raid().view());
    let page = Document::from(text.as_str());
    assert_eq!(page.select("main section.event").length(), 1);
    assert_eq!(page.select("tbody tr[data-verdict=updated]").length(), 2);
    assert_eq!(page.select("article.finding").length(), 3);
    assert_eq!(page.select("article.finding blockquote mark").length(), 8);
    assert_eq!(page.select("figure.chart").length(), 4);
    // Every cell opens something, and every name of a place in the page is there once.
    let cells = page.select("td button[data-claim]");
    let data: serde_json::Value = serde_json::from_str(&page.select("#data").text()).expect("JSON");
    for cell in cells.iter() {
        let key = cell.attr("data-claim").expect("it has");
        assert!(data["claims"][&*key].is_object(), "{key}");
    }
    for labelled in page.select("[aria-labelledby]").iter() {
        let id = labelled.attr("aria-labelledby").expect("it has");
        assert_eq!(page.select(&format!("[id='{id}']")).length(), 1, "{id}");
    }
    let text = text.replace(STYLE, "STYLE").replace(SCRIPT, "SCRIPT");
    let text = text.replace(STYLE_HASH, "HASH").replace(SCRIPT_HASH, "HASH");
    let text = text.replace(env!("CARGO_PKG_VERSION"), "VERSION").replace("><", ">\n<");
    insta::assert_snapshot!("html", text);
}

/// A raid told by those who wish the page ill.
fn hostile() -> Fixture {
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&lt;<!-- {{x}}";
    let mut fixture = raid();
    fixture.analysis.events[0].label = evil.to_owned();
    fixture.analysis.events[0].place = Some(evil.into());
    fixture.analysis.findings[0].message = evil.to_owned();
    fixture.analysis.findings[1].suppressed = Some(allowed(evil));
    fixture.reports[0].meta.outlet = Some(evil.into());
    fixture.reports[0].meta.title = Some(evil.to_owned());
    fixture.reports[1].id = evil.to_owned();
    let claim = &mut fixture.analysis.digests[0].claims[0];
    claim.speaker = Some(evil.into());
    claim.text = evil.to_owned();
    claim.label = Some(evil.into());
    for report in &mut fixture.reports {
        report.source = report
            .source
            .replace("gunmen", "<b>x</b>")
            .replace("survivors", "<script>");
    }
    for pair in fixture.analysis.comparisons.iter_mut().flat_map(|c| &mut c.pairs) {
        pair.because = evil.to_owned();
    }
    fixture
}

#[test]
fn a_hostile_report_stays_text() {
    let mut fixture = hostile();
    let audit = crate::audit::audit(&mut fixture.analysis, 1, fixture.rules);
    let view = fixture.view();
    for text in [check(&view), super::audit(&view, &audit)] {
        let page = Document::from(text.as_str());
        assert_eq!(page.select("script").length(), 2);
        assert_eq!(page.select("style").length(), 1);
        assert_eq!(
            page.select("img, blockquote b, h2 b, h3 b, cite b, iframe, object, link, base")
                .length(),
            0
        );
        for element in page.select("*").iter() {
            let events = element
                .attrs()
                .iter()
                .filter(|a| a.name.local.starts_with("on"))
                .count();
            assert_eq!(events, 0);
        }
        assert!(page.select("h1, h2, h3").text().contains("<script>alert(1)</script>"));
        let data: serde_json::Value = serde_json::from_str(&page.select("#data").text()).expect("JSON");
        assert!(data.is_object());
    }
}

#[test]
fn nothing_compared_is_a_page_too() {
    let fixture = Fixture::new(&[], |_| {});
    let text = check(&fixture.view());
    assert!(text.contains("No contradictions"));
}
