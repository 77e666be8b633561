//! Each stage of the pipeline apart, over what the stages before it made.

use crate::{INPUTS, Input, RULES};
use divan::Bencher;
use recount::claim::dates::DateMention;
use recount::claim::places::PlaceMention;
use recount::claim::{self, Claim};
use recount::corpus::{self, Inputs, Report};
use recount::event::{self, Digest, Grouping};
use recount::output::{Format, View, format, jsonl, look::Look};
use recount::quantity::{self, Quantity};
use recount::text::{self, Document};
use recount::{Analysis, compare};

/// A report as far as it has been read.
struct Reading {
    report: &'static Report,
    document: Document,
    quantities: Vec<Quantity>,
    dates: Vec<DateMention>,
    places: Vec<PlaceMention>,
}

impl Reading {
    fn of(report: &'static Report) -> Self {
        let document = text::analyse(report, &RULES);
        let quantities = quantity::read(&document, report.text(), &RULES);
        let dates = claim::dates::find(&document, report.text(), &report.meta, &RULES);
        let places = claim::places::find(&document, report.text(), &RULES);
        Self {
            report,
            document,
            quantities,
            dates,
            places,
        }
    }

    fn claims(&self) -> Vec<Claim> {
        claim::frame(&claim::Input {
            document: &self.document,
            quantities: &self.quantities,
            dates: &self.dates,
            places: &self.places,
            text: self.report.text(),
            meta: &self.report.meta,
            rules: &RULES,
        })
    }
}

/// Runs `work` over the readings of an input.
fn each<T>(bencher: Bencher, input: Input, work: impl Fn(&Reading) -> T + Sync) {
    let readings: Vec<Reading> = input.reports().iter().map(Reading::of).collect();
    bencher
        .counter(input.bytes())
        .bench_local(|| readings.iter().map(&work).collect::<Vec<T>>());
}

/// A file of JSON Lines to reports.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn a_reading(bencher: Bencher, input: Input) {
    let name = format!("recount-bench-{}-{input}.jsonl", std::process::id());
    let path = std::env::temp_dir().join(name);
    let lines: String = input.reports().iter().map(line).collect();
    std::fs::write(&path, lines).expect("a file can be written");
    let inputs = Inputs {
        paths: vec![path.clone()],
        ..Inputs::default()
    };
    bencher
        .counter(input.bytes())
        .bench_local(|| corpus::read(&inputs, &RULES));
    let _ = std::fs::remove_file(path);
}

/// A report as a line of JSON: its text alone, so that all that a text tells of itself is sought.
fn line(report: &Report) -> String {
    serde_json::json!({ "id": report.id, "text": report.source }).to_string() + "\n"
}

/// Tokens and sentences.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn b_text(bencher: Bencher, input: Input) {
    each(bencher, input, |r| text::analyse(r.report, &RULES));
}

/// Numerals.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn c_quantity(bencher: Bencher, input: Input) {
    each(bencher, input, |r| quantity::read(&r.document, r.report.text(), &RULES));
}

/// Dates and places.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn d_dates_and_places(bencher: Bencher, input: Input) {
    each(bencher, input, |r| {
        let text = r.report.text();
        (
            claim::dates::find(&r.document, text, &r.report.meta, &RULES),
            claim::places::find(&r.document, text, &RULES),
        )
    });
}

/// Claims: chunks, frames, attribution, modality, scope.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn e_claims(bencher: Bencher, input: Input) {
    each(bencher, input, Reading::claims);
}

/// What events are recognised by.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn f_anchors(bencher: Bencher, input: Input) {
    let claims: Vec<(Reading, Vec<Claim>)> = input
        .reports()
        .iter()
        .map(Reading::of)
        .map(|r| {
            let claims = r.claims();
            (r, claims)
        })
        .collect();
    bencher.counter(input.bytes()).bench_local(|| {
        claims
            .iter()
            .map(|(r, claims)| event::anchors(r.report, &r.document, claims, &r.dates, &r.places, &RULES))
            .collect::<Vec<_>>()
    });
}

/// Reports linked and put together to events.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn g_events(bencher: Bencher, input: Input) {
    let digests = input.digests();
    bencher
        .counter(input.bytes())
        .bench_local(|| event::group(&digests, &Grouping::Auto, &RULES));
}

/// Comparisons and sums of the events.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn h_compare(bencher: Bencher, input: Input) {
    let mut digests = input.digests();
    let events = event::group(&digests, &Grouping::Auto, &RULES);
    event::date(&mut digests, &events);
    bencher.counter(input.bytes()).bench_local(|| {
        (0..events.len() as u32)
            .map(|e| {
                (
                    compare::compare(e, &events, &digests, &RULES),
                    compare::sums(e, &events, &digests, &RULES),
                )
            })
            .collect::<Vec<_>>()
    });
}

/// Claims as JSON Lines.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn i_output_of_claims(bencher: Bencher, input: Input) {
    let analysis = Analysis {
        digests: input.digests(),
        ..Analysis::default()
    };
    bencher.counter(input.bytes()).bench_local(|| {
        let view = View::new(input.reports(), &analysis, &RULES);
        let mut out = Vec::new();
        for claim in (0..input.reports().len() as u32).flat_map(|r| jsonl::claims(&view, r)) {
            serde_json::to_writer(&mut out, &claim).expect("memory can be written");
            out.push(b'\n');
        }
        out
    });
}

/// Tables and findings as people read them.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn j_output_of_findings(bencher: Bencher, input: Input) {
    let digests: Vec<Digest> = input.digests();
    let analysis = recount::reconcile(digests, &Grouping::Auto, &RULES);
    bencher.counter(input.bytes()).bench_local(|| {
        let view = View::new(input.reports(), &analysis, &RULES);
        format::check(&view, &Look::default(), false, Format::Table)
    });
}
