//! The language server: a draft held against its sources while it is written.
//!
//! [`Desk`] holds the sources, read again when they change, and reads a draft as often as that changes;
//! what an editor is shown of it is in `show`, and [`server`] speaks the protocol. Drafts are plain text,
//! Markdown or HTML; the text of a page is laid back over its file by `page`.

mod page;
mod position;
pub mod server;
mod show;

use crate::audit::{Audit, Entry, audit};
use crate::corpus::{self, Report};
use crate::event::{Digest, Grouping};
use crate::output::View;
use crate::rules::Rules;
use crate::span::Span;
use crate::{Analysis, digest, reconcile};
use page::Page;
use position::Lines;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// What a draft is held against, and how.
pub struct Desk<'r> {
    rules: &'r Rules,
    grouping: Grouping,
    /// The folder that ids of reports start from.
    root: PathBuf,
    /// Reads the sources as they are now.
    reader: Box<dyn Fn() -> Vec<Report> + 'r>,
    sources: Vec<Report>,
    digests: Vec<Digest>,
}

impl<'r> Desk<'r> {
    /// Reads the sources; their ids are paths from `root`.
    pub fn new(rules: &'r Rules, grouping: Grouping, root: PathBuf, reader: impl Fn() -> Vec<Report> + 'r) -> Self {
        let mut desk = Self {
            rules,
            grouping,
            root,
            reader: Box::new(reader),
            sources: Vec::new(),
            digests: Vec::new(),
        };
        desk.reload();
        desk
    }

    /// Reads the sources again; whether they are others than before. Only what has changed is digested.
    fn reload(&mut self) -> bool {
        let fresh = (self.reader)();
        if fresh == self.sources {
            return false;
        }
        let old: FxHashMap<&str, (&Report, &Digest)> = self
            .sources
            .iter()
            .zip(&self.digests)
            .map(|(r, d)| (r.id.as_str(), (r, d)))
            .collect();
        let kept = |r: &Report| {
            old.get(r.id.as_str())
                .filter(|(was, _)| *was == r)
                .map(|(_, d)| (*d).clone())
        };
        let rules = self.rules;
        self.digests = fresh
            .par_iter()
            .map(|r| kept(r).unwrap_or_else(|| digest(r, rules)))
            .collect();
        self.sources = fresh;
        true
    }

    /// Holds a draft against the sources; `None` where there is nothing to read in it.
    fn read(&self, path: &Path, text: &str, utf8: bool) -> Option<Reading> {
        let id = path
            .strip_prefix(&self.root)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        let draft = corpus::from_text(&id, text, self.rules).reports.pop()?;
        // A draft is no source of its own.
        let others = || self.sources.iter().zip(&self.digests).filter(|(r, _)| r.id != id);
        let digests: Vec<Digest> = std::iter::once(digest(&draft, self.rules))
            .chain(others().map(|(_, d)| d.clone()))
            .collect();
        let is_page = draft.source != text && text.trim_start().starts_with('<');
        let page = is_page.then(|| Page::new(text, &draft));
        let reports = std::iter::once(draft).chain(others().map(|(r, _)| r.clone())).collect();
        let mut analysis = reconcile(digests, &self.grouping, self.rules);
        let audit = audit(&mut analysis, 1, self.rules);
        Some(Reading {
            lines: Lines::new(text, utf8),
            page,
            reports,
            analysis,
            audit,
        })
    }
}

/// A draft as it stands to its sources.
struct Reading {
    lines: Lines,
    /// Of a page, where its text stands in it.
    page: Option<Page>,
    reports: Vec<Report>,
    analysis: Analysis,
    audit: Audit,
}

impl Reading {
    fn view<'a>(&'a self, rules: &'a Rules) -> View<'a> {
        View::new(&self.reports, &self.analysis, rules)
    }

    /// Where a figure stands in the file.
    fn span(&self, e: &Entry) -> Option<Span> {
        self.placed(e.claim.of(&self.analysis.digests).span)
    }

    /// Where a stretch of the draft's text stands in the file.
    fn placed(&self, span: Span) -> Option<Span> {
        match &self.page {
            Some(page) => page.placed(span),
            None => Some(span),
        }
    }

    /// The figures of the draft that a stretch of it touches.
    fn touched(&self, from: u32, to: u32) -> impl Iterator<Item = &Entry> {
        let touches = move |s: Span| s.start <= to && from <= s.end;
        self.audit
            .entries
            .iter()
            .filter(move |e| self.span(e).is_some_and(touches))
    }
}
