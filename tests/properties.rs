//! What holds for any text: nothing panics, spans slice their source, and neither the order of
//! reports nor the number of threads changes what is found.

use proptest::prelude::*;
use recount::check::Severity;
use recount::corpus::{Report, from_text};
use recount::event::Grouping;
use recount::rules::Rules;
use recount::{Analysis, analyse, digest};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("the embedded packs are valid"));

const OUTLETS: [&str; 4] = ["Vale Herald", "Northern Wire", "Harbour Post", "Radio Tarn"];
const COUNTED: [&str; 8] = [
    "people",
    "workers",
    "police officers",
    "children",
    "gunmen",
    "miners",
    "homes",
    "of the passengers",
];
const NUMBERS: [&str; 14] = [
    "nine",
    "11",
    "at least 40",
    "more than 100",
    "about 60",
    "between 20 and 30",
    "dozens of",
    "a third of the 90",
    "up to 300",
    "2,400",
    "twenty-four",
    "half",
    "another five",
    "no",
];
const DEEDS: [&str; 8] = [
    "were killed",
    "were injured when the tunnel collapsed",
    "died of their wounds",
    "are still missing",
    "were taken to hospital",
    "were arrested",
    "had been on board",
    "may have been trapped",
];
const SOURCES: [&str; 6] = [
    ", police said",
    ", according to Mayor Ida Voss",
    " in Tarnwick on Tuesday, the fire service told reporters",
    " by 14 March",
    ", up from seven a day earlier",
    "",
];

fn sentence() -> impl Strategy<Value = String> {
    let pick = |all: &'static [&'static str]| prop::sample::select(all);
    (pick(&NUMBERS), pick(&COUNTED), pick(&DEEDS), pick(&SOURCES), 0..6u8).prop_map(|(n, c, d, s, shape)| match shape {
        0 => format!("Police in Tarnwick said that {n} {c} {d}."),
        1 => format!("\u{201c}In all {n} {c} {d},\u{201d} she said."),
        2 => format!("The blast at the Tarnwick mine killed {n} {c} and injured {n} more{s}."),
        3 => format!("The dead included {n} {c}, two nurses and a driver{s}."),
        _ => {
            let text = format!("{n} {c} {d}{s}.");
            let mut chars = text.chars();
            chars
                .next()
                .map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
        }
    })
}

/// A report as an outlet writes it: headline, date, some sentences.
fn news() -> impl Strategy<Value = String> {
    let parts = (
        prop::option::of(0..4usize),
        prop::option::of(1..28u8),
        sentence(),
        prop::collection::vec(sentence(), 1..7),
    );
    parts.prop_map(|(outlet, day, title, body)| {
        let mut text = String::from("---\n");
        if let Some(name) = outlet.and_then(|o| OUTLETS.get(o)) {
            text.push_str(&format!("outlet: {name}\n"));
        }
        if let Some(day) = day {
            text.push_str(&format!("published: 2031-03-{day:02}\n"));
        }
        let title = title.trim_end_matches('.').replace('"', "");
        text.push_str(&format!("title: \"{title}\"\n---\n"));
        for (i, sentence) in body.iter().enumerate() {
            text.push_str(sentence);
            text.push_str(if i % 2 == 0 { " " } else { "\n\n" });
        }
        text
    })
}

/// Anything: words of news cut up and mixed with whatever Unicode has.
fn mess() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => sentence(),
        2 => prop::sample::select(&NUMBERS[..]).prop_map(str::to_owned),
        1 => prop::sample::select(&DEEDS[..]).prop_map(str::to_owned),
        2 => "\\PC{0,12}",
        1 => any::<String>(),
        1 => prop::sample::select(&["\n\n", "\"", "\u{2019}s", " - ", "(", "$", "%", "\u{202e}", "\r\n", "1/0", "---\n", "№ 5", "😀"][..])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec((piece, any::<bool>()), 0..16).prop_map(|pieces| {
        pieces.iter().fold(String::new(), |mut text, (piece, space)| {
            text.push_str(piece);
            if *space {
                text.push(' ');
            }
            text
        })
    })
}

fn report(id: &str, text: &str) -> Option<Report> {
    from_text(id, text, &RULES).reports.pop()
}

fn reports(texts: &[String]) -> Vec<Report> {
    let each = texts.iter().enumerate();
    each.filter_map(|(i, text)| report(&format!("r{i}.md"), text)).collect()
}

/// `PROPTEST_CASES` asks for more than is tried with every change.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    asked.unwrap_or(256)
}

/// Fails unless every claim's spans are right.
fn sound(report: &Report) -> Result<(), TestCaseError> {
    let found = digest(report, &RULES);
    for claim in &found.claims {
        let said = report.source.get(claim.span.range());
        prop_assert!(said.is_some_and(|s| !s.is_empty()), "span of {:?}", claim);
        prop_assert_eq!(said, Some(claim.text.as_str()));
        prop_assert!(
            report.source.get(claim.sentence.range()).is_some(),
            "sentence of {:?}",
            claim
        );
        prop_assert!(
            claim.sentence.contains(claim.span),
            "span outside its sentence: {:?}",
            claim
        );
        let ends = claim.interval.low.zip(claim.interval.high);
        prop_assert!(ends.is_none_or(|(low, high)| low <= high), "{:?}", claim);
        if let Some(part) = &claim.part_of {
            prop_assert!((part.whole as usize) < found.claims.len());
        }
    }
    Ok(())
}

/// Fingerprints of the findings, with how often each stands there.
fn fingerprints(analysis: &Analysis) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for finding in &analysis.findings {
        *all.entry(finding.fingerprint.to_string()).or_default() += 1;
    }
    all
}

/// An analysis on a pool of so many threads.
fn on(threads: usize, reports: &[Report], grouping: &Grouping) -> Analysis {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("a pool");
    pool.install(|| analyse(reports, grouping, &RULES))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_digested(text in mess()) {
        if let Some(report) = report("mess.md", &text) {
            sound(&report)?;
        }
    }

    #[test]
    fn any_news_is_digested(text in news()) {
        let report = report("news.md", &text).expect("news is a report");
        sound(&report)?;
    }

    #[test]
    fn any_set_is_reconciled(texts in prop::collection::vec(prop_oneof![mess(), news()], 0..6)) {
        let reports = reports(&texts);
        for grouping in [Grouping::Auto, Grouping::One] {
            let analysis = analyse(&reports, &grouping, &RULES);
            for finding in &analysis.findings {
                let source = &reports[finding.report as usize].source;
                prop_assert!(source.get(finding.span.range()).is_some(), "{:?}", finding);
                prop_assert!(!finding.message.is_empty());
            }
            for claim in analysis.events.iter().flat_map(|e| &e.claims) {
                let digest = &analysis.digests[claim.report as usize];
                prop_assert!((claim.claim as usize) < digest.claims.len());
            }
        }
    }

    #[test]
    fn threads_change_nothing(texts in prop::collection::vec(news(), 2..6)) {
        let reports = reports(&texts);
        let (one, four) = (on(1, &reports, &Grouping::Auto), on(4, &reports, &Grouping::Auto));
        prop_assert_eq!(format!("{one:?}"), format!("{four:?}"));
    }

    #[test]
    fn order_changes_no_finding(texts in prop::collection::vec(news(), 2..5), turn in 1..4usize) {
        let straight = reports(&texts);
        let mut turned = straight.clone();
        turned.rotate_left(turn % straight.len());
        let (a, b) = (analyse(&straight, &Grouping::One, &RULES), analyse(&turned, &Grouping::One, &RULES));
        prop_assert_eq!(fingerprints(&a), fingerprints(&b));
    }

    #[test]
    fn a_copy_contradicts_nothing(text in news()) {
        let original = report("a.md", &text).expect("news is a report");
        let alone = analyse(std::slice::from_ref(&original), &Grouping::One, &RULES);
        let mut copy = original.clone();
        copy.id = "b.md".to_owned();
        let both = analyse(&[original, copy], &Grouping::One, &RULES);
        // A report that disputes itself disputes its copy as well.
        if alone.findings.is_empty() {
            let grave = both.findings.iter().find(|f| f.severity == Severity::Error);
            prop_assert!(grave.is_none(), "{:#?}", grave);
        }
    }
}
