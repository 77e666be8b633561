//! How a whole run grows with the corpus: `cargo bench --bench scale -- 1000 10000 100000`.
//!
//! Invented reports are written to a temporary file, and `recount check` is run on it as a user would:
//! with events of realistic sizes, with all reports on one event, and with all names alike. A line a
//! run: reports, seconds, processor seconds, the factor to the run before, and the most memory held.
//! `--memory SIZE` is handed on.

#[path = "../../tests/corpora/mod.rs"]
mod corpora;

use corpora::{ARCHIVE, Corpus};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often the running process is looked at.
const LOOK: Duration = Duration::from_millis(20);

struct Run {
    seconds: f64,
    processor: f64,
    megabytes: f64,
    findings: usize,
}

fn main() -> std::io::Result<()> {
    let mut counts: Vec<usize> = Vec::new();
    let mut handed_on: Vec<String> = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--memory" => handed_on.extend(["--memory".to_owned(), args.next().unwrap_or_default()]),
            // of cargo's own
            "--bench" => {}
            number => counts.extend(number.parse::<usize>().ok()),
        }
    }
    if counts.is_empty() {
        counts = vec![1000, 10_000];
    }
    println!("corpus      reports  seconds  processor  factor  megabytes  findings");
    let folder = tempfile::tempdir()?;
    type Make = fn(usize) -> Corpus;
    let kinds: [(&str, Make); 3] = [
        ("realistic", |n| Corpus::new(7, n, ARCHIVE)),
        ("one event", |n| Corpus::one_event(7, n)),
        ("alike", |n| Corpus::alike(7, n, ARCHIVE)),
    ];
    for (name, make) in kinds {
        let mut before: Option<f64> = None;
        for &count in &counts {
            let path = folder.path().join("corpus.jsonl");
            let mut file = BufWriter::new(File::create(&path)?);
            for made in make(count).iter() {
                writeln!(file, "{}", made.json_line())?;
            }
            file.flush()?;
            let run = run(&path, &handed_on)?;
            let factor = before.map_or("-".to_owned(), |b| format!("{:.1}", run.processor / b));
            println!(
                "{name:10} {count:8} {:8.2} {:10.2} {factor:>7} {:10.0} {:9}",
                run.seconds, run.processor, run.megabytes, run.findings
            );
            before = Some(run.processor);
        }
    }
    Ok(())
}

fn run(path: &Path, handed_on: &[String]) -> std::io::Result<Run> {
    let out = path.with_extension("out");
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_recount"))
        .args([
            "--isolated",
            "--quiet",
            "check",
            "--format",
            "jsonl",
            "--fail-on",
            "never",
        ])
        .args(handed_on)
        .arg(path)
        .stdout(File::create(&out)?)
        .stderr(Stdio::null())
        .spawn()?;
    let (mut processor, mut megabytes) = (0.0, 0.0);
    loop {
        // what the kernel tells of a process is gone with it
        if let Some((cpu, most)) = seen(child.id()) {
            (processor, megabytes) = (cpu, most);
        }
        if let Some(status) = child.try_wait()? {
            if !status.success() {
                return Err(std::io::Error::other(format!("the run ended with {status}")));
            }
            break;
        }
        std::thread::sleep(LOOK);
    }
    let seconds = start.elapsed().as_secs_f64();
    let findings = std::fs::read(&out)?.iter().filter(|b| **b == b'\n').count();
    Ok(Run {
        seconds,
        processor,
        megabytes,
        findings,
    })
}

/// Processor seconds and the most megabytes of a process, where the system tells (Linux).
fn seen(process: u32) -> Option<(f64, f64)> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let most = status.lines().find(|l| l.starts_with("VmHWM"))?;
    let kilobytes: f64 = most.split_whitespace().nth(1)?.parse().ok()?;
    Some((ticks / 100.0, kilobytes / 1024.0))
}
