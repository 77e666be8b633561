//! From files to reports: bytes decoded, the format found, the reader of that format run, and
//! what every format has in common: addresses masked, language told, outlet and day inferred.

use super::inputs::{self, Named, Source};
use super::{Allowance, Block, BlockKind, Corpus, Inputs, LARGEST, Meta, Problem, ProblemKind, Report};
use super::{allow, decode, html, infer, known, language, markdown, office, records, text};
use crate::error::Error;
use crate::rules::Rules;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::io::Read;
use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Html,
    Json,
    Csv,
}

pub(super) fn read(inputs: &Inputs, stdin: &mut dyn Read, rules: &Rules) -> Corpus {
    let found = inputs::expand(inputs, stdin);
    all(found.into_iter().map(|f| read_stdin(f, stdin)).collect(), inputs, rules)
}

/// Reads several inputs, in parallel.
pub(super) fn all(found: Vec<Result<Named, Problem>>, inputs: &Inputs, rules: &Rules) -> Corpus {
    let parts: Vec<Corpus> = found
        .into_par_iter()
        .map(|input| match input {
            Ok(named) => one(named, inputs, rules),
            Err(problem) => Corpus {
                problems: vec![problem],
                ..Corpus::default()
            },
        })
        .collect();
    let mut corpus = Corpus::default();
    for part in parts {
        corpus.reports.extend(part.reports);
        corpus.problems.extend(part.problems);
    }
    corpus
}

/// An input whose text is in memory, if it is standard input.
fn read_stdin(found: Result<Named, Problem>, stdin: &mut dyn Read) -> Result<Named, Problem> {
    let mut named = found?;
    if named.source == Source::Stdin {
        let mut bytes = Vec::new();
        if let Err(e) = stdin.read_to_end(&mut bytes) {
            return Err(Problem {
                path: "-".to_owned(),
                error: Error::new(format!("cannot read standard input: {e}")).at("-"),
                kind: ProblemKind::Unreadable,
            });
        }
        named.source = Source::Text(bytes);
    }
    Ok(named)
}

pub(super) fn from_text(id: &str, text: &str, rules: &Rules) -> Corpus {
    let source = Source::Text(text.as_bytes().to_vec());
    one(
        Named {
            id: id.to_owned(),
            source,
        },
        &Inputs::default(),
        rules,
    )
}

pub(super) fn from_bytes(name: &str, bytes: Vec<u8>, rules: &Rules) -> Corpus {
    let inputs = Inputs::default();
    let mut reader = Reader::new(name.to_owned(), &inputs, rules);
    let path = Path::new(name);
    reader.file(bytes, Some(path), by_extension(path));
    reader.out
}

/// What one input holds.
fn one(named: Named, inputs: &Inputs, rules: &Rules) -> Corpus {
    let mut reader = Reader::new(named.id, inputs, rules);
    let path = match named.source {
        Source::Stdin => return reader.out,
        Source::Text(bytes) => {
            reader.file(bytes, None, None);
            return reader.out;
        }
        Source::File(path) => path,
    };
    let pre = inputs.pre.as_ref().filter(|p| p.wants(&path));
    let size = std::fs::metadata(&path).map_or(0, |m| m.len());
    if let Err(error) = reader.fits(size, by_extension(&path)) {
        reader.problem(error);
        return reader.out;
    }
    let bytes = match pre {
        Some(pre) => pre.run(&path),
        None => std::fs::read(&path).map_err(|e| Error::new(format!("cannot be read: {e}"))),
    };
    // what a command makes of a file is no longer of the format that its name tells
    let format = by_extension(&path).filter(|_| pre.is_none());
    match bytes {
        Ok(bytes) => reader.file(bytes, Some(&path), format),
        Err(error) => reader.problem(error),
    }
    reader.out
}

pub(super) struct Reader<'a> {
    rules: &'a Rules,
    inputs: &'a Inputs,
    pub(super) out: Corpus,
    path: String,
    /// How often each id of a record was used.
    used: FxHashMap<String, u32>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(path: String, inputs: &'a Inputs, rules: &'a Rules) -> Self {
        Self {
            rules,
            inputs,
            out: Corpus::default(),
            path,
            used: FxHashMap::default(),
        }
    }

    pub(super) fn problem(&mut self, error: Error) {
        self.tell(self.path.clone(), error, ProblemKind::Unreadable);
    }

    fn note(&mut self, id: &str, error: Error) {
        self.tell(id.to_owned(), error, ProblemKind::Skipped);
    }

    fn tell(&mut self, path: String, error: Error, kind: ProblemKind) {
        let error = if error.path.is_none() {
            error.at(&self.path)
        } else {
            error
        };
        self.out.problems.push(Problem { path, error, kind });
    }

    /// Whether so many bytes are to be read; files of records are as large as they come, and only their records are not.
    fn fits(&self, size: u64, format: Option<Format>) -> Result<(), Error> {
        let most = self.inputs.max_filesize.unwrap_or(LARGEST);
        if matches!(format, Some(Format::Json | Format::Csv)) || size <= most {
            return Ok(());
        }
        let told = format!("is larger than {}, and was not read", sized(most));
        Err(Error::new(told).help("split it, give JSON Lines, or allow more with --max-filesize"))
    }

    fn file(&mut self, bytes: Vec<u8>, path: Option<&Path>, format: Option<Format>) {
        if bytes.is_empty() {
            return self.problem(Error::new("is empty").help("put the report's text in it, or leave it out"));
        }
        if office::is_archive(&bytes) && self.office(&bytes, path) {
            return;
        }
        let source = match decode::decode(bytes) {
            Ok(source) => source,
            Err(error) => return self.problem(error),
        };
        if source
            .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
            .is_empty()
        {
            return self
                .problem(Error::new("holds nothing but blanks").help("put the report's text in it, or leave it out"));
        }
        let format = format.unwrap_or_else(|| sniff(&source));
        if let Err(error) = self.fits(source.len() as u64, Some(format)) {
            return self.problem(error);
        }
        match format {
            Format::Json => self.some_records(records::json(&source), path),
            Format::Csv => self.some_records(records::csv(&source), path),
            _ if source.len() > u32::MAX as usize => {
                self.problem(Error::new("is larger than 4 GiB, and was not read").help("split it, or give JSON Lines"))
            }
            Format::Text => self.text(source, path),
            Format::Markdown => self.markdown(source, path),
            Format::Html => self.html(&source, path),
        }
    }

    fn text(&mut self, source: String, path: Option<&Path>) {
        // front matter serves in any text, if it is sound
        if super::front::read(&source).is_some_and(|f| f.errors.is_empty() && f.meta != Meta::default()) {
            return self.markdown(source, path);
        }
        let blocks = text::blocks(&source, 0..source.len());
        self.report(
            Report {
                id: self.path.clone(),
                source,
                blocks,
                ..Report::default()
            },
            stem(path),
        );
    }

    fn markdown(&mut self, source: String, path: Option<&Path>) {
        let page = markdown::read(&source);
        for error in page.front.errors {
            self.problem(error);
        }
        for note in page.front.notes {
            let id = self.path.clone();
            self.note(&id, note);
        }
        if page.blocks.iter().all(|b| b.kind == BlockKind::Title) {
            return self.problem(Error::new("has no text below its metadata").help("put the report's text in it"));
        }
        let allowances = self.allowances(allow::remarks(
            &source,
            page.front.body,
            &page.blocks,
            &self.rules.policy,
        ));
        self.report(
            Report {
                id: self.path.clone(),
                meta: page.front.meta,
                masked: (page.masked != source).then_some(page.masked),
                source,
                blocks: page.blocks,
                allowances,
            },
            stem(path),
        );
    }

    fn html(&mut self, source: &str, path: Option<&Path>) {
        let page = html::read(source, &self.rules.policy);
        let id = self.path.clone();
        for note in page.notes {
            self.note(&id, note);
        }
        if page.blocks.iter().all(|b| b.kind == BlockKind::Title) {
            return self.problem(Error::new("has no text that could be found").help("save the page as text"));
        }
        let allowances = self.allowances(page.remarks);
        self.report(
            Report {
                id,
                meta: page.meta,
                source: page.source,
                masked: None,
                blocks: page.blocks,
                allowances,
            },
            stem(path),
        );
    }

    /// Reads a document of a word processor; false for an archive that is none.
    fn office(&mut self, bytes: &[u8], path: Option<&Path>) -> bool {
        let draft = match office::read(bytes) {
            Ok(Some(draft)) => draft,
            Ok(None) => return false,
            Err(error) => {
                self.problem(error);
                return true;
            }
        };
        if draft.blocks.iter().all(|b| b.kind == BlockKind::Title) {
            self.problem(Error::new("has no text below its headline").help("put the report's text in it"));
            return true;
        }
        let mut report = Report {
            id: self.path.clone(),
            source: draft.source,
            blocks: draft.blocks,
            ..Report::default()
        };
        report.meta.title = draft.title;
        self.report(report, stem(path));
        true
    }

    /// The remarks that are sound; what is wrong with the others fails the run.
    fn allowances(&mut self, remarks: allow::Remarks) -> Vec<Allowance> {
        remarks.errors.into_iter().for_each(|e| self.problem(e));
        remarks.allowed
    }

    fn some_records(&mut self, all: Vec<records::Read>, path: Option<&Path>) {
        if all.is_empty() {
            return self.problem(Error::new("holds no records"));
        }
        self.records(all, path);
    }

    /// Takes the records of a file, or some of them.
    pub(super) fn records(&mut self, all: Vec<records::Read>, path: Option<&Path>) {
        let stem = stem(path);
        let mut reports = Vec::new();
        for read in all {
            match read {
                Err(error) => self.problem(error),
                Ok(record) if record.source.len() as u64 > self.inputs.max_filesize.unwrap_or(LARGEST) => {
                    let told = format!("record {} is larger than a report may be, and was not read", record.id);
                    self.problem(Error::new(told).help("split it, or allow more with --max-filesize"));
                }
                Ok(record) => {
                    let times = self.used.entry(record.id.clone()).or_default();
                    *times += 1;
                    // two records of one id are still two reports
                    let id = if *times > 1 {
                        format!("{}~{times}", record.id)
                    } else {
                        record.id
                    };
                    let full = format!("{}#{id}", self.path);
                    for note in record.notes {
                        self.note(&full, note);
                    }
                    let name = if id.bytes().all(|b| b.is_ascii_digit()) {
                        format!("{stem}#{id}")
                    } else {
                        id
                    };
                    reports.push((
                        Report {
                            id: full,
                            meta: record.meta,
                            source: record.source,
                            masked: None,
                            blocks: record.blocks,
                            allowances: Vec::new(),
                        },
                        name,
                    ));
                }
            }
        }
        let (inputs, rules) = (self.inputs, self.rules);
        let done: Vec<Result<Report, (String, Error)>> = reports
            .into_par_iter()
            .map(|(report, name)| finish(report, &name, inputs, rules))
            .collect();
        done.into_iter().for_each(|done| self.accept(done));
    }

    fn report(&mut self, report: Report, name: String) {
        let done = finish(report, &name, self.inputs, self.rules);
        self.accept(done);
    }

    fn accept(&mut self, done: Result<Report, (String, Error)>) {
        match done {
            Ok(report) => self.out.reports.push(report),
            Err((id, error)) => self.note(&id, error.at(id.clone())),
        }
    }
}

/// What every format has in common; a report that is not in English comes back as a note.
fn finish(mut report: Report, name: &str, inputs: &Inputs, rules: &Rules) -> Result<Report, (String, Error)> {
    if let Some(masked) = without_addresses(report.text(), &report.blocks) {
        report.masked = Some(masked);
    }
    if let Some(language) = language::foreign(report.text()) {
        let error = Error::new(format!("is not in English but, it seems, in {language}: left out"))
            .help("recount reads English only");
        return Err((report.id, error));
    }
    known::outlet(&mut report, &inputs.known);
    infer::fill(&mut report, name, &rules.outlets);
    known::settle(&mut report, &inputs.known);
    Ok(report)
}

/// The text with web addresses in its prose blanked: their digits are no figures.
fn without_addresses(text: &str, blocks: &[Block]) -> Option<String> {
    const STARTS: [&str; 3] = ["http://", "https://", "www."];
    if memchr::memmem::find(text.as_bytes(), b"://").is_none() && !text.contains("www.") {
        return None;
    }
    let starts = STARTS.map(memchr::memmem::Finder::new);
    let mut bytes: Option<Vec<u8>> = None;
    for block in blocks.iter().filter(|b| b.kind != BlockKind::Title) {
        let prose = block.span.of(text);
        let mut at = 0;
        // where each of them begins next
        let mut next = starts.each_ref().map(|s| s.find(prose.as_bytes()));
        loop {
            for (begin, sign) in next.iter_mut().zip(&starts) {
                if begin.is_some_and(|b| b < at) {
                    let rest = prose.as_bytes().get(at..);
                    *begin = rest.and_then(|p| sign.find(p)).map(|b| at + b);
                }
            }
            let Some(start) = next.iter().copied().flatten().min() else {
                break;
            };
            let rest = prose.get(start..).unwrap_or("");
            let length = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”'))
                .unwrap_or(rest.len());
            let length = rest
                .get(..length)
                .unwrap_or("")
                .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\''])
                .len();
            let span = block.span.start as usize + start..block.span.start as usize + start + length;
            if let Some(cells) = bytes.get_or_insert_with(|| text.as_bytes().to_vec()).get_mut(span) {
                cells.fill(b' ');
            }
            at = start + length.max(1);
        }
    }
    bytes.and_then(|b| String::from_utf8(b).ok())
}

/// A number of bytes, for people.
fn sized(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    match units
        .iter()
        .find(|(bits, _)| bytes > 0 && bytes.is_multiple_of(1 << bits))
    {
        Some((bits, unit)) => format!("{} {unit}", bytes >> bits),
        None => format!("{bytes} bytes"),
    }
}

fn by_extension(path: &Path) -> Option<Format> {
    Some(match inputs::extension(path).as_str() {
        "txt" | "text" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "json" | "jsonl" | "ndjson" => Format::Json,
        "csv" | "tsv" => Format::Csv,
        _ => return None,
    })
}

/// The format of a text without a name that tells.
fn sniff(source: &str) -> Format {
    let start = source.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let markdown = || {
        start.starts_with("---\n")
            || start.starts_with("---\r")
            || start.starts_with("+++")
            || start.contains("](http")
            || start
                .lines()
                .take(50)
                .any(|l| l.starts_with("# ") || l.starts_with("## "))
    };
    match start.as_bytes() {
        [b'{', ..] => Format::Json,
        [b'[', rest @ ..] if rest.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{') => Format::Json,
        // a remark to recount may open a text of any format
        [b'<', b'!', b'-', b'-', rest @ ..] if start.starts_with("<!-- recount:") => {
            match rest
                .windows(3)
                .position(|w| w == b"-->")
                .and_then(|end| start.get(end + 7..))
            {
                Some(after) if after.trim_start().starts_with('<') => sniff(after),
                _ => Format::Markdown,
            }
        }
        [b'<', ..] => Format::Html,
        _ if markdown() => Format::Markdown,
        _ => Format::Text,
    }
}

/// The file's name without folder and extension.
fn stem(path: Option<&Path>) -> String {
    path.and_then(Path::file_stem)
        .map_or_else(|| "standard input".to_owned(), |s| s.to_string_lossy().into_owned())
}
