//! Throughput of the pipeline on one thread: `cargo bench`.
//!
//! `digest` is the map (reports to claims), `reconcile` the reduce (digests to findings), and
//! [`stages`] has every stage apart. All run over the sample corpora and over a generated one, and
//! count the bytes of the reports, so that the columns read as text per second on one core.

mod newsroom;
mod stages;

use divan::Bencher;
use divan::counter::BytesCount;
use recount::corpus::{self, Inputs, Report};
use recount::event::{Digest, Grouping};
use recount::rules::Rules;
use std::fmt;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("the embedded packs are valid"));
static SEEDS: LazyLock<Vec<Report>> = LazyLock::new(seeds);
static GENERATED: LazyLock<Vec<Report>> = LazyLock::new(|| newsroom::reports(12, 40));

/// What a benchmark runs over.
#[derive(Clone, Copy)]
enum Input {
    Seeds,
    Generated,
}

const INPUTS: [Input; 2] = [Input::Seeds, Input::Generated];

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Input::Seeds => "seeds",
            Input::Generated => "generated",
        })
    }
}

impl Input {
    fn reports(self) -> &'static [Report] {
        match self {
            Input::Seeds => &SEEDS,
            Input::Generated => &GENERATED,
        }
    }

    fn digests(self) -> Vec<Digest> {
        self.reports().iter().map(|r| recount::digest(r, &RULES)).collect()
    }

    fn bytes(self) -> BytesCount {
        BytesCount::new(self.reports().iter().map(|r| r.source.len()).sum::<usize>())
    }
}

fn seeds() -> Vec<Report> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let inputs = Inputs {
        paths: vec![folder.into()],
        ..Inputs::default()
    };
    let reports = corpus::read(&inputs, &RULES).reports;
    assert!(!reports.is_empty(), "no reports in {folder}");
    reports
}

/// Loading the packs: what every run pays once.
#[divan::bench(sample_count = 20)]
fn rules() -> Rules {
    Rules::embedded().expect("the embedded packs are valid")
}

/// Each report to its claims and anchors.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn digest(bencher: Bencher, input: Input) {
    bencher.counter(input.bytes()).bench_local(|| input.digests());
}

/// Digests to events, comparisons and findings.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn reconcile(bencher: Bencher, input: Input) {
    let digests = input.digests();
    bencher
        .counter(input.bytes())
        .with_inputs(|| digests.clone())
        .bench_local_values(|digests| recount::reconcile(digests, &Grouping::Auto, &RULES));
}

/// Reports to findings.
#[divan::bench(args = INPUTS, sample_count = 20)]
fn analyse(bencher: Bencher, input: Input) {
    bencher
        .counter(input.bytes())
        .bench_local(|| recount::analyse(input.reports(), &Grouping::Auto, &RULES));
}

fn main() {
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global()
        .expect("no pool was started before");
    divan::main();
}
