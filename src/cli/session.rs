//! What every subcommand starts from: rules, the look of the output, and the reading of reports.

use super::args::{FailOn, Global, Input, Judging, Method};
use super::git;
use super::out::Out;
use super::progress::Progress;
use crate::check::baseline::Baseline;
use crate::check::{self, Severity, Terms};
use crate::config::Config;
use crate::corpus::{Corpus, Inputs, Patterns, Preprocessor, Problem, ProblemKind, Report};
use crate::event::{Digest, Grouping};
use crate::output::look::{Look, clean, count, severity_name};
use crate::rules::Rules;
use crate::rules::policy::Level;
use crate::{Analysis, Bounded, Error, Reduced};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// More notes of one sort than this are summed up.
const NOTES: usize = 10;

/// Columns where nothing says how many there are.
const WIDTH: usize = 100;

/// The settings of a run.
pub struct Session {
    /// What recount.toml says.
    pub config: Config,
    /// The packs.
    pub rules: Rules,
    /// The folders laid over the built-in packs: those of the settings, then those of the command line.
    pub overlays: Vec<PathBuf>,
    /// Those of the command line.
    pub given_rules: Vec<PathBuf>,
    /// What turns files of other formats into text.
    pre: Option<Preprocessor>,
    /// Larger files are not read.
    max_filesize: Option<u64>,
    /// How to draw.
    pub look: Look,
    /// Findings alone.
    pub quiet: bool,
    /// The file of `--output`.
    pub output: Option<PathBuf>,
}

impl Session {
    /// Loads settings and rules, and looks at the terminal. What the command line says goes before
    /// the settings.
    pub fn new(global: &Global, method: Option<&Method>) -> anyhow::Result<Self> {
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
        let config = match global.isolated {
            true => Config::default(),
            false => Config::load(global.config.as_deref())?,
        };
        let overlays = [config.overlays(), global.rules.clone()].concat();
        let mut rules = Rules::with_overlays(&overlays)?;
        config.apply(&mut rules)?;
        if let Some(policy) = method.and_then(|m| m.policy.as_deref()) {
            rules.policy.choose(policy)?;
        }
        Ok(Self {
            config,
            rules,
            overlays,
            given_rules: global.rules.clone(),
            pre: preprocessor(global)?,
            max_filesize: global.max_filesize,
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
        Out::open(file, people)
    }

    /// What to read, with what the settings know of it.
    ///
    /// # Errors
    /// Settings that are not valid.
    pub fn inputs(&self, paths: Vec<PathBuf>) -> crate::Result<Inputs> {
        Ok(Inputs {
            paths,
            files_from: None,
            exclude: self.config.exclude()?,
            known: self.config.known()?,
            pre: self.pre.clone(),
            max_filesize: self.max_filesize,
        })
    }

    /// Reads reports, says what could not be read, and whether the run has failed by it.
    ///
    /// # Errors
    /// No path named, neither on the command line nor in the settings.
    pub fn read(&self, input: &Input) -> crate::Result<(Vec<Report>, bool)> {
        let inputs = self.named(input)?;
        let (reports, failed) = self.read_all(&inputs);
        let nothing = self.nothing(reports.len(), failed, &inputs);
        Ok((reports, failed || nothing))
    }

    /// Hands over reports portion by portion, says what could not be read, and whether the run has failed by it.
    ///
    /// # Errors
    /// No path named; within, the first error of `sink`.
    pub fn stream<E>(
        &self,
        input: &Input,
        sink: &mut dyn FnMut(Corpus) -> Result<(), E>,
    ) -> crate::Result<Result<bool, E>> {
        let inputs = self.named(input)?;
        let (mut read, mut failed) = (0, false);
        let streamed = crate::corpus::stream(&inputs, &self.rules, &mut |corpus| {
            failed |= self.report(&corpus);
            read += corpus.reports.len();
            sink(corpus)
        });
        Ok(streamed.map(|()| failed || self.nothing(read, failed, &inputs)))
    }

    fn nothing(&self, read: usize, failed: bool, inputs: &Inputs) -> bool {
        let nothing = read == 0 && !failed && !inputs.paths.is_empty();
        if nothing {
            complain("no reports found; name files or folders that hold some");
        }
        nothing
    }

    /// What the command line names, or the settings.
    fn named(&self, input: &Input) -> crate::Result<Inputs> {
        let paths = match input.paths.is_empty() && input.files_from.is_none() {
            true => self.config.include(),
            false => input.paths.clone(),
        };
        if paths.is_empty() && input.files_from.is_none() {
            return Err(crate::Error::new("no reports named")
                .help("name files or folders, or list them in recount.toml under `include`"));
        }
        Ok(Inputs {
            files_from: input.files_from.clone(),
            ..self.inputs(paths)?
        })
    }

    /// How reports are grouped, as the command line or the settings want it.
    ///
    /// # Errors
    /// Settings that are not valid.
    pub fn grouping(&self, method: &Method) -> crate::Result<Grouping> {
        match &method.grouping {
            Some(grouping) => Ok(grouping.clone()),
            None => Ok(self.config.grouping()?.unwrap_or_default()),
        }
    }

    /// Groups, compares and checks, as the command line or the settings want it.
    ///
    /// # Errors
    /// Settings that are not valid.
    pub fn reconcile(&self, digests: Vec<Digest>, method: &Method) -> crate::Result<Analysis> {
        let grouping = self.grouping(method)?;
        Ok(crate::reconcile(digests, &grouping, &self.rules))
    }

    /// Groups, compares and checks, and sets aside what someone stands by.
    ///
    /// # Errors
    /// Settings or a baseline that are not valid, or a revision that git does not know.
    pub fn judge(&self, reports: &[Report], judging: &Judging) -> crate::Result<Judged> {
        let terms = self.terms(reports, judging)?;
        let analysis = self.reconcile(self.digests(reports), &judging.method)?;
        Ok(self.settle(analysis, terms))
    }

    /// Reads reports within so many bytes of memory, and whether the run has failed by what could not be read.
    ///
    /// # Errors
    /// Those of [`Session::read`]; temporary files that cannot be used.
    pub fn read_within<'a>(
        &'a self,
        bound: usize,
        input: &Input,
        grouping: &'a Grouping,
    ) -> anyhow::Result<(Bounded<'a>, bool)> {
        let mut bounded = Bounded::new(bound, grouping, &self.rules);
        let failed = self.stream(input, &mut |corpus| bounded.push(corpus.reports))??;
        Ok((bounded, failed))
    }

    /// Groups, compares and checks within so many bytes of memory: the reports of events with findings, and
    /// what was found in them.
    ///
    /// # Errors
    /// What [`Session::judge`] has; temporary files that cannot be used.
    pub fn judge_within(&self, bounded: Bounded, judging: &Judging) -> anyhow::Result<(Vec<Report>, Judged)> {
        let Reduced {
            reports,
            analysis,
            read,
        } = bounded.reconcile()?;
        if read > reports.len() {
            let others = count(read - reports.len(), "report");
            self.say(&format!(
                "{others} without findings, left out of what is shown (--memory)"
            ));
        }
        let terms = self.terms(&reports, judging)?;
        Ok((reports, self.settle(analysis, terms)))
    }

    /// Who stands by which findings.
    ///
    /// # Errors
    /// Settings or a baseline that are not valid, or a revision that git does not know.
    pub fn terms(&self, reports: &[Report], judging: &Judging) -> crate::Result<Terms> {
        Ok(Terms {
            allow: self.config.allow()?,
            baseline: self.baseline(judging)?,
            touching: match &judging.changed_since {
                Some(revision) => Some(touched(reports, &git::changed_since(revision)?)),
                None => None,
            },
        })
    }

    fn settle(&self, mut analysis: Analysis, terms: Terms) -> Judged {
        let settled = check::settle(&mut analysis.findings, &terms, &analysis.digests, &self.rules);
        if settled.gone > 0 {
            self.say(&format!(
                "{} of the baseline no longer there; `recount baseline` writes it anew",
                count(settled.gone, "finding")
            ));
        }
        if settled.shrunk > 0 {
            self.say(&format!(
                "{} of the baseline with a smaller gap than before; `recount baseline` writes it anew",
                count(settled.shrunk, "finding")
            ));
        }
        if settled.elsewhere > 0 {
            self.say(&format!(
                "{} in reports that have not changed",
                count(settled.elsewhere, "finding")
            ));
        }
        Judged {
            analysis,
            stale: settled.stale,
            touching: terms.touching,
        }
    }

    /// Says which settings allow nothing; how grave that is, if there are any.
    pub fn tell_stale(&self, stale: &[Error]) -> Option<Severity> {
        let policy = &self.rules.policy;
        let asked = policy.level("stale-suppression") != Level::Off && !stale.is_empty();
        let grave = asked.then(|| policy.severity("stale-suppression"))?;
        stale.iter().for_each(|e| told_as(grave, &e.to_string()));
        Some(grave)
    }

    fn baseline(&self, judging: &Judging) -> crate::Result<Option<Baseline>> {
        let path = judging.baseline.clone().or_else(|| self.config.baseline());
        path.map(|p| Baseline::read(&p)).transpose()
    }

    /// Whether the gravest severity found fails the run.
    pub fn fails(&self, judging: &Judging, worst: Option<Severity>) -> bool {
        let set = judging.fail_on.or_else(|| self.config.file.fail_on.map(Into::into));
        set.unwrap_or(FailOn::Error).fails(worst)
    }

    /// Reads reports without asking that there be some.
    pub fn read_all(&self, inputs: &Inputs) -> (Vec<Report>, bool) {
        let corpus = crate::corpus::read(inputs, &self.rules);
        let failed = self.report(&corpus);
        (corpus.reports, failed)
    }

    /// Says what is to be said of some reports, and whether any could not be read.
    fn report(&self, Corpus { reports, problems }: &Corpus) -> bool {
        if self.look.verbose {
            for r in reports.iter().filter(|r| !r.meta.inferred.is_empty()) {
                note(&format!("{}: inferred {}", r.id, r.meta.inferred.join(", ")));
            }
        }
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
        self.each(reports, |r| crate::digest(r, &self.rules))
    }

    /// The claims of reports alone: digests that cannot be reconciled, at half the cost.
    pub fn claims(&self, reports: &[Report]) -> Vec<Digest> {
        self.each(reports, |r| Digest {
            id: r.id.clone(),
            claims: crate::claims(r, &self.rules),
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
            say(text);
        }
    }
}

/// What was found, and what came of those who stand by some of it.
pub struct Judged {
    /// The findings, and all they are made from.
    pub analysis: Analysis,
    /// What the settings allow though it is not there.
    pub stale: Vec<Error>,
    /// The reports that findings have to touch, as indices; `None` for all.
    pub touching: Option<BTreeSet<u32>>,
}

/// What is wrong with an input, naming it once.
fn told(p: &Problem) -> String {
    match p.error.path {
        Some(_) => p.error.to_string(),
        None => format!("{}: {}", p.path, p.error),
    }
}

fn preprocessor(global: &Global) -> crate::Result<Option<Preprocessor>> {
    let Some(command) = global.pre.clone() else {
        return Ok(None);
    };
    let files = match global.pre_glob.as_slice() {
        [] => None,
        globs => Some(Patterns::new(Path::new(""), globs).map_err(|(i, e)| {
            let named = global.pre_glob.get(i).map_or("", String::as_str);
            Error::new(format!("--pre-glob `{named}` {}", e.message)).help(e.remedy.unwrap_or_default())
        })?),
    };
    Ok(Some(Preprocessor { command, files }))
}

/// The reports that come from some files.
fn touched(reports: &[Report], files: &BTreeSet<PathBuf>) -> BTreeSet<u32> {
    let changed = |r: &Report| {
        let file = r.id.split('#').next().unwrap_or(&r.id);
        [r.id.as_str(), file]
            .iter()
            .any(|f| files.contains(&git::real(Path::new(f))))
    };
    (0..).zip(reports).filter(|(_, r)| changed(r)).map(|(i, _)| i).collect()
}

/// Something about the run, on standard error.
pub fn say(text: &str) {
    use std::io::Write;
    // who cannot be told anything is not told that either
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// An error, on standard error.
pub fn complain(text: &str) {
    told_as(Severity::Error, text);
}

/// A note, on standard error.
pub fn note(text: &str) {
    told_as(Severity::Note, text);
}

fn told_as(severity: Severity, text: &str) {
    let style = crate::output::look::severity(severity);
    say(&format!("{style}{}{style:#}: {}", severity_name(severity), clean(text)));
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
