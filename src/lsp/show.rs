//! What an editor is shown of a reading: diagnostics, the sources' words on hover, and actions that
//! write what would be true, or that allow a figure.

use super::Reading;
use super::position::Lines;
use crate::audit::{Entry, Standing};
use crate::check::{Finding, Severity};
use crate::claim::Claim;
use crate::corpus::BlockKind;
use crate::event::ClaimRef;
use crate::output::advice::{Suggestion, suggestion};
use crate::output::issue::{WOULD_BE_TRUE, source, words};
use crate::output::look::{Look, clean};
use crate::output::place::Place;
use crate::output::{View, draft, findings, markdown};
use crate::rules::Rules;
use crate::span::Span;
use lsp_types::{
    CodeAction, CodeActionKind, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Hover, HoverContents,
    Location, MarkupContent, MarkupKind, NumberOrString, Position, Range, TextEdit, Uri, WorkspaceEdit,
};
use std::path::Path;
use std::str::FromStr;

/// More figures of the sources are not shown with one of the draft.
const SHOWN: usize = 5;

impl Reading {
    /// Every figure and finding of the draft that is to be looked at.
    pub(super) fn diagnostics(&self, rules: &Rules, root: &Path) -> Vec<Diagnostic> {
        let view = self.view(rules);
        let figures = self.audit.entries.iter().filter_map(|e| self.figure(&view, root, e));
        let found = self
            .audit
            .findings
            .iter()
            .filter_map(|&f| self.analysis.findings.get(f as usize));
        let open = found.filter(|f| f.suppressed.is_none());
        let mut all: Vec<Diagnostic> = figures.chain(open.map(|f| self.finding(&view, root, f))).collect();
        all.sort_by_key(|d| (d.range.start, d.range.end));
        all
    }

    fn figure(&self, view: &View, root: &Path, e: &Entry) -> Option<Diagnostic> {
        let look = Look::default();
        let mut message = draft::headline(view, &look, e);
        if let Some(told) = suggestion(view, &look, e) {
            message.push_str(&format!("\n{WOULD_BE_TRUE}{}", told.text()));
        }
        let sources = e.sources.iter().filter(|s| !s.outdated).take(SHOWN);
        Some(Diagnostic {
            range: self.lines.range(self.span(e)?),
            severity: Some(severity(e.severity()?)),
            code: Some(NumberOrString::String(e.standing.name().to_owned())),
            source: Some("recount".to_owned()),
            message,
            related_information: Some(sources.filter_map(|s| self.related(view, root, s.claim)).collect()),
            ..Diagnostic::default()
        })
    }

    fn finding(&self, view: &View, root: &Path, f: &Finding) -> Diagnostic {
        let mut message = clean(&f.message).into_owned();
        if let Some(reason) = findings::reason(view, f).filter(|r| *r != f.message) {
            message.push_str(&format!("\n{}", clean(&reason)));
        }
        let others = f.claims.iter().filter(|c| c.of(&self.analysis.digests).span != f.span);
        Diagnostic {
            range: self.placed(f.span).map(|s| self.lines.range(s)).unwrap_or_default(),
            severity: Some(severity(f.severity)),
            code: Some(NumberOrString::String(f.rule.to_string())),
            source: Some("recount".to_owned()),
            message,
            related_information: Some(
                others
                    .take(SHOWN)
                    .filter_map(|&c| self.related(view, root, c))
                    .collect(),
            ),
            ..Diagnostic::default()
        }
    }

    /// The words of another figure, and where they stand.
    fn related(&self, view: &View, root: &Path, at: ClaimRef) -> Option<DiagnosticRelatedInformation> {
        let report = self.reports.get(at.report as usize)?;
        let span = at.of(&self.analysis.digests).span;
        let place = Place::of(view, at.report, span);
        let path = root.join(place.file);
        let file = path.to_string_lossy();
        let uri = Uri::from_str(&Place { file: &file, ..place }.uri()).ok()?;
        let range = match place.record {
            None if at.report == 0 => self.placed(span).map(|s| self.lines.range(s)).unwrap_or_default(),
            None if in_file(&report.id) => Lines::new(&report.source, self.lines.counts_bytes()).range(span),
            _ => Range::default(),
        };
        Some(DiagnosticRelatedInformation {
            location: Location::new(uri, range),
            message: format!("{}: {}", source(view, at), words(view, at)),
        })
    }

    /// How the figure at a place stands, with the sources' words.
    pub(super) fn hover(&self, rules: &Rules, at: Position) -> Option<Hover> {
        let view = self.view(rules);
        let look = Look::default();
        let offset = self.lines.offset(at);
        let entry = self.touched(offset, offset).next()?;
        let mut text = format!(
            "**{}** – {}\n",
            entry.standing.name(),
            markdown::escaped(&draft::headline(&view, &look, entry))
        );
        for s in entry.sources.iter().filter(|s| !s.outdated).take(SHOWN) {
            let quoted = markdown::quoted(&view, s.claim);
            text.push_str(&format!(
                "\n> {quoted}  \n> — {}\n",
                markdown::escaped(&source(&view, s.claim))
            ));
        }
        if let Some(told) = suggestion(&view, &look, entry) {
            text.push_str(&format!("\nWould be true: **{}**\n", markdown::escaped(told.text())));
        }
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent {
                kind: MarkupKind::Markdown,
                value: text,
            }),
            range: self.span(entry).map(|s| self.lines.range(s)),
        })
    }

    /// What can be done about the figures in a range.
    pub(super) fn actions(&self, rules: &Rules, uri: &Uri, range: Range) -> Vec<CodeAction> {
        let view = self.view(rules);
        let (from, to) = (self.lines.offset(range.start), self.lines.offset(range.end));
        let wrong = self.touched(from, to).filter(|e| e.severity().is_some());
        let mut actions = Vec::new();
        for entry in wrong {
            let claim = entry.claim.of(&self.analysis.digests);
            let Some(span) = self.span(entry) else { continue };
            let mut add = |title: String, at: Range, text: String, preferred: bool| {
                actions.push(action(uri, title, TextEdit::new(at, text), preferred));
            };
            if let Some(told) = suggestion(&view, &Look::default(), entry) {
                self.suggested(entry, (claim, span), &told, &mut add);
            }
            // Front matter holds no comments of Markdown.
            if claim.block != BlockKind::Title {
                let rule = entry.standing.name();
                // Within a page any place of the text will do; in Markdown the line above leaves it as it reads.
                let (start, end) = match self.page {
                    Some(_) => (self.lines.position(span.start), ""),
                    None => (self.lines.line_start(span.start), "\n"),
                };
                let comment = format!("<!-- recount: allow {rule} -- reason -->{end}");
                add(format!("Allow {rule} here"), Range::new(start, start), comment, false);
            }
        }
        actions
    }

    fn suggested(
        &self,
        e: &Entry,
        (claim, span): (&Claim, Span),
        told: &Suggestion,
        add: &mut impl FnMut(String, Range, String, bool),
    ) {
        let written = |text: &str| match self.page {
            Some(_) => text.replace('&', "&amp;").replace('<', "&lt;"),
            None => text.to_owned(),
        };
        if e.standing == Standing::Unattributed {
            let text = format!(", {}", told.by);
            let at = self.sentence_end(claim, span);
            add(format!("Add “{text}”"), self.lines.range(at), written(&text), true);
            return;
        }
        let value = if self.lines.text(span).starts_with(char::is_uppercase) {
            capital(&told.value)
        } else {
            told.value.clone()
        };
        add(
            format!("Write “{value}”"),
            self.lines.range(span),
            written(&value),
            true,
        );
        let bracket = format!(" ({})", told.text());
        let after = Span {
            start: span.end,
            end: span.end,
        };
        add(
            format!("Add “{}”", bracket.trim_start()),
            self.lines.range(after),
            written(&bracket),
            false,
        );
    }

    /// The place before the stop that ends a claim's sentence.
    fn sentence_end(&self, claim: &Claim, span: Span) -> Span {
        let whole = self.placed(claim.sentence).unwrap_or(span);
        let sentence = self.lines.text(whole);
        let kept = sentence.trim_end().trim_end_matches(['.', '!', '?']).len() as u32;
        let end = (whole.start + kept).max(span.end);
        Span { start: end, end }
    }
}

/// Whether the places of a report are those of its file.
fn in_file(id: &str) -> bool {
    let extracted = ["html", "htm", "xhtml", "docx", "odt"];
    let end = Path::new(id).extension().map(|e| e.to_string_lossy().to_lowercase());
    !end.is_some_and(|e| extracted.contains(&e.as_str()))
}

fn severity(s: Severity) -> DiagnosticSeverity {
    match s {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note => DiagnosticSeverity::INFORMATION,
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|c| c.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

// The key's hash does not change with what it caches.
#[allow(clippy::mutable_key_type)]
fn action(uri: &Uri, title: String, edit: TextEdit, preferred: bool) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        edit: Some(WorkspaceEdit::new([(uri.clone(), vec![edit])].into_iter().collect())),
        is_preferred: preferred.then_some(true),
        ..CodeAction::default()
    }
}
