//! What every subcommand starts from: rules, the look of the output, and the reading of reports.

use super::args::{Global, Input};
use super::out::Out;
use super::progress::Progress;
use rayon::prelude::*;
use recount::corpus::{Corpus, Inputs, Problem, ProblemKind, Report};
use recount::event::Digest;
use recount::output::look::{Look, clean, count};
use recount::rules::Rules;
use std::path::{Path, PathBuf};

/// More notes of one sort than this are summed up.
const NOTES: usize = 10;

/// Columns where nothing says how many there are.
const WIDTH: usize = 100;

/// The settings of a run.
pub struct Session {
    /// The packs.
    pub rules: Rules,
    /// The folders laid over the built-in packs.
    pub overlays: Vec<PathBuf>,
    /// How to draw.
    pub look: Look,
    /// Findings alone.
    pub quiet: bool,
    /// The file of `--output`.
    pub output: Option<PathBuf>,
}

impl Session {
    /// Loads the rules and looks at the terminal.
    pub fn new(global: &Global) -> anyhow::Result<Self> {
        if global.threads > 0 {
            rayon::ThreadPoolBuilder::new()
                .num_threads(global.threads)
                .build_global()?;
        }
        let look = Look {
            width: columns(global.output.is_some()),
            unicode: unicode(),
            verbose: global.verbose,
        };
        Ok(Self {
            rules: Rules::with_overlays(&global.rules)?,
            overlays: global.rules.clone(),
            look,
            quiet: global.quiet,
            output: global.output.clone(),
        })
    }

    /// Opens the stream of results.
    pub fn out(&self, people: bool) -> std::io::Result<Out> {
        self.out_to(self.output.as_deref(), people)
    }

    /// Opens the stream to a file, or to standard output.
    pub fn out_to(&self, file: Option<&Path>, people: bool) -> std::io::Result<Out> {
        Out::open(file, people).map_err(|e| match file {
            Some(path) => std::io::Error::new(e.kind(), format!("cannot write {}: {e}", path.display())),
            None => e,
        })
    }

    /// Reads reports, says what could not be read, and whether the run has failed by it.
    pub fn read(&self, input: &Input) -> (Vec<Report>, bool) {
        let (reports, failed) = self.read_all(&input.inputs());
        let nothing = reports.is_empty() && !failed && !input.paths.is_empty();
        if nothing {
            complain("no reports found; name files or folders that hold some");
        }
        (reports, failed || nothing)
    }

    /// Reads reports without asking that there be some.
    pub fn read_all(&self, inputs: &Inputs) -> (Vec<Report>, bool) {
        let Corpus { reports, problems } = recount::corpus::read(inputs, &self.rules);
        let failed = self.report(&problems);
        if self.look.verbose {
            for r in reports.iter().filter(|r| !r.meta.inferred.is_empty()) {
                note(&format!("{}: inferred {}", r.id, r.meta.inferred.join(", ")));
            }
        }
        (reports, failed)
    }

    fn report(&self, problems: &[Problem]) -> bool {
        let (grave, passed): (Vec<_>, Vec<_>) = problems.iter().partition(|p| p.kind == ProblemKind::Unreadable);
        let shown = if self.look.verbose { passed.len() } else { NOTES };
        if !self.quiet {
            passed.iter().take(shown).for_each(|p| note(&told(p)));
            if passed.len() > shown {
                note(&format!(
                    "{} more passed over; -v lists them",
                    count(passed.len() - shown, "input")
                ));
            }
        }
        grave.iter().for_each(|p| complain(&told(p)));
        !grave.is_empty()
    }

    /// Digests reports on all threads, with a progress bar if it takes long.
    pub fn digests(&self, reports: &[Report]) -> Vec<Digest> {
        self.each(reports, |r| recount::digest(r, &self.rules))
    }

    /// The claims of reports alone: digests that cannot be reconciled, at half the cost.
    pub fn claims(&self, reports: &[Report]) -> Vec<Digest> {
        self.each(reports, |r| Digest {
            id: r.id.clone(),
            claims: recount::claims(r, &self.rules),
            ..Digest::default()
        })
    }

    fn each(&self, reports: &[Report], work: impl Fn(&Report) -> Digest + Sync) -> Vec<Digest> {
        let progress = Progress::new(reports.len(), self.quiet);
        reports
            .par_iter()
            .map(|r| {
                let digest = work(r);
                progress.step();
                digest
            })
            .collect()
    }

    /// Says something about the run, unless it is to be quiet.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            anstream::eprintln!("{text}");
        }
    }
}

/// What is wrong with an input, naming it once.
fn told(p: &Problem) -> String {
    match p.error.path {
        Some(_) => p.error.to_string(),
        None => format!("{}: {}", p.path, p.error),
    }
}

/// An error, on standard error.
pub fn complain(text: &str) {
    let style = recount::output::look::severity(recount::check::Severity::Error);
    anstream::eprintln!("{style}error{style:#}: {}", clean(text));
}

/// A note, on standard error.
pub fn note(text: &str) {
    let style = recount::output::look::severity(recount::check::Severity::Note);
    anstream::eprintln!("{style}note{style:#}: {}", clean(text));
}

/// The width to fill: `COLUMNS`, else the terminal's, else a hundred.
fn columns(file: bool) -> usize {
    let named = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok());
    let seen = || terminal_size::terminal_size_of(std::io::stdout()).map(|(w, _)| usize::from(w.0));
    let found = named.or_else(|| if file { None } else { seen() });
    found.filter(|&w| w > 0).unwrap_or(WIDTH).clamp(40, 400)
}

/// Whether signs beyond ASCII can be shown: not on a dumb terminal, not where the locale names
/// another encoding than UTF-8.
fn unicode() -> bool {
    if std::env::var_os("TERM").is_some_and(|t| t == "dumb") {
        return false;
    }
    let named = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = named
        .iter()
        .find_map(|v| std::env::var(v).ok().filter(|v| !v.is_empty()));
    locale.is_none_or(|l| {
        let l = l.to_lowercase();
        l.contains("utf-8") || l.contains("utf8")
    })
}
