//! Findings as people read them: the message, both sources' words with the figures underlined,
//! the reason, and where to learn more.
//!
//! Each source is cut to the sentence, and a long line to a window around its figure, with real
//! line numbers and columns throughout.

use super::look::{DIM, Look, clean, clip, paint, severity_name, width, wrap};
use super::{View, figure};
use crate::check::{Finding, Severity};
use crate::event::ClaimRef;
use crate::span::Span;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

/// How many figures are shown in their sentences; the others are named in a line.
const SHOWN: usize = 4;

/// Columns that a label beside an underline should have.
const LABEL: usize = 24;

/// One underlined figure.
pub struct Mark {
    /// Index of the report.
    pub report: u32,
    /// What is underlined.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// What stands beside the line: "AFP, 14 Oct (Nurgaliyev)".
    pub label: String,
}

/// A message with its places.
pub struct Message {
    /// How grave.
    pub severity: Severity,
    /// The rule, in brackets after the severity.
    pub rule: String,
    /// The message itself.
    pub title: String,
    /// Figures to show; the first is the primary one.
    pub marks: Vec<Mark>,
    /// Notes below.
    pub notes: Vec<String>,
    /// A remedy below.
    pub help: Option<String>,
}

/// Draws one finding.
pub fn finding(view: &View, look: &Look, finding: &Finding) -> String {
    draw(view, look, &message(view, look, finding))
}

fn message(view: &View, look: &Look, f: &Finding) -> Message {
    let claims = &view.analysis.digests;
    let mut order: Vec<ClaimRef> = f.claims.clone();
    let at_finding = |c: &ClaimRef| c.report == f.report && c.of(claims).span == f.span;
    order.sort_by_key(|c| !at_finding(c));
    let mut marks: Vec<Mark> = Vec::new();
    if !order.first().is_some_and(at_finding) {
        marks.push(Mark {
            report: f.report,
            span: f.span,
            sentence: f.span,
            label: String::new(),
        });
    }
    let others = order.len().saturating_sub(SHOWN);
    marks.extend(order.iter().take(SHOWN).map(|&c| mark(view, look, c)));
    let mut notes = Vec::new();
    if others > 0 {
        let names: Vec<String> = order
            .iter()
            .skip(SHOWN)
            .take(SHOWN)
            .map(|&c| figure::place(view, c))
            .collect();
        let dots = if others > SHOWN {
            format!(", {}", look.ellipsis())
        } else {
            String::new()
        };
        notes.push(format!("and {others} more: {}{dots}", names.join(", ")));
    }
    notes.extend(
        reason(view, f)
            .filter(|r| *r != f.message)
            .map(|r| clean(&r).into_owned()),
    );
    Message {
        severity: f.severity,
        rule: f.rule.to_string(),
        title: clean(&f.message).into_owned(),
        marks,
        notes,
        help: Some(format!("recount explain {}", f.rule)),
    }
}

/// A claim's figure, underlined, with who says so.
pub fn mark(view: &View, look: &Look, at: ClaimRef) -> Mark {
    let claim = at.of(&view.analysis.digests);
    let mut label = String::new();
    if let Some(report) = view.reports.get(at.report as usize) {
        label = figure::outlet(report);
        if let Some(day) = figure::day(report) {
            label = format!("{label}, {day}");
        }
    }
    if let Some(speaker) = figure::speaker(claim, look) {
        label = format!("{label} ({speaker})");
    }
    Mark {
        report: at.report,
        span: claim.span,
        sentence: claim.sentence,
        label,
    }
}

/// Why the first two figures of a finding differ, where they were compared.
pub fn reason(view: &View, f: &Finding) -> Option<String> {
    let comparison = view.analysis.comparisons.get(f.comparison? as usize)?;
    let held = |c: &ClaimRef| f.claims.contains(c);
    let pair = comparison
        .pairs
        .iter()
        .filter(|p| held(&p.a) && held(&p.b))
        .max_by_key(|p| p.verdict)?;
    Some(pair.because.clone()).filter(|b| !b.is_empty())
}

/// Draws a message in the style of compilers.
pub fn draw(view: &View, look: &Look, message: &Message) -> String {
    let level = match message.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let lead = severity_name(message.severity).len() + message.rule.len() + 4;
    let title = wrap(&message.title, look.width.saturating_sub(lead).max(24)).join("\n");
    let mut group: Group = level
        .primary_title(title.as_str())
        .id(message.rule.as_str())
        .elements(Vec::<Element>::new());
    let numbers: Vec<(u32, u32)> = message
        .marks
        .iter()
        .map(|m| view.line_column(m.report, m.span.start))
        .collect();
    let gutter = numbers.iter().map(|n| (n.0 + 1).to_string().len()).max().unwrap_or(1) + 3;
    let room = look.width.saturating_sub(gutter + 1).max(24);
    let mut done = vec![false; message.marks.len()];
    for (i, (m, &(line, column))) in message.marks.iter().zip(&numbers).enumerate() {
        if std::mem::replace(&mut done[i], true) {
            continue;
        }
        let Some(report) = view.reports.get(m.report as usize) else {
            continue;
        };
        let mut same = vec![m];
        for (j, other) in message.marks.iter().enumerate().skip(i + 1) {
            // Two figures of a sentence stand on one line, if there is room for both and a label.
            let both = m.span.to(other.span).of(&report.source);
            let fits = width(&clean(both)) + LABEL <= room;
            if fits && other.report == m.report && other.sentence == m.sentence && !done[j] && numbers[j].0 == line {
                done[j] = true;
                same.push(other);
            }
        }
        let excerpt = excerpt(&report.source, &same, room, look);
        // The label stands beside the last underline, where nothing is in its way.
        let last = (0..excerpt.spans.len()).max_by_key(|&k| excerpt.spans[k].start);
        let annotations = excerpt.spans.iter().enumerate().map(|(k, span)| -> Annotation {
            let primary = i == 0 && k == 0;
            let kind = if primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let space = room.saturating_sub(excerpt.core + 4).max(16);
            let label = Some(clip(&m.label, space, look)).filter(|l| Some(k) == last && !l.is_empty());
            kind.span(span.clone()).label(label)
        });
        let annotations: Vec<Annotation> = annotations.collect();
        let path = clean(&report.id).into_owned();
        group = group
            .element(Origin::path(path).line(line as usize).char_column(column as usize))
            .element(
                Snippet::source(excerpt.text)
                    .line_start((line - excerpt.before) as usize)
                    .fold(false)
                    .annotations(annotations),
            );
    }
    for note in &message.notes {
        let lines = wrap(note, room.saturating_sub(8));
        group = group.element(Level::NOTE.message(lines.join("\n")));
    }
    if let Some(help) = &message.help {
        let lines = wrap(help, room.saturating_sub(8));
        group = group.element(Level::HELP.message(lines.join("\n")));
    }
    let renderer = Renderer::styled()
        .decor_style(DecorStyle::Ascii)
        .term_width(look.width.max(40) * 2);
    // A place that is given apart from its source leaves an empty place line above the source.
    let bare = |line: &str| anstream::adapter::strip_str(line).to_string().trim() == ":::";
    let mut out = String::new();
    for line in renderer.render(&[group]).lines().filter(|l| !bare(l)) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// One line for a message without places, in the style of [`draw`].
pub fn remark(severity: Severity, text: &str) -> String {
    let style = super::look::severity(severity);
    format!(
        "{style}{}{style:#}{}",
        severity_name(severity),
        paint(DIM, &format!(": {text}"))
    )
}

/// Part of a source, with what to underline in it.
struct Excerpt {
    text: String,
    spans: Vec<std::ops::Range<usize>>,
    /// Lines shown before that of the figure.
    before: u32,
    /// Columns from the first figure to the last.
    core: usize,
}

/// Cuts a source to the figure's line within its sentence, with a line of the sentence before and
/// after where the text is broken into short lines, each fitted to `room`.
fn excerpt(source: &str, marks: &[&Mark], room: usize, look: &Look) -> Excerpt {
    let Some(first) = marks.first() else {
        return Excerpt {
            text: String::new(),
            spans: Vec::new(),
            before: 0,
            core: 0,
        };
    };
    let sentence = first.sentence.to(first.span).range();
    let start = first.span.start as usize;
    let at_line = source.get(..start).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let end_line = source
        .get(start..)
        .and_then(|t| t.find('\n'))
        .map_or(source.len(), |i| start + i);
    let from = at_line.max(sentence.start);
    let to = end_line.min(sentence.end);
    let inner = source.get(from..to).unwrap_or("");
    let lead = inner.len() - inner.trim_start().len();
    let spans: Vec<_> = marks
        .iter()
        .map(|m| {
            let clamp = |x: u32| (x as usize).clamp(from, to) - from;
            clamp(m.span.start)..clamp(m.span.end)
        })
        .collect();
    let label = marks.iter().map(|m| width(&m.label)).max().unwrap_or(0) + 2;
    let mut out = Excerpt {
        text: String::new(),
        spans: Vec::new(),
        before: 0,
        core: 0,
    };
    if sentence.start < at_line {
        let line_start = source[..at_line - 1].rfind('\n').map_or(0, |i| i + 1);
        let begins = line_start.max(sentence.start);
        let line = source.get(begins..at_line - 1).unwrap_or("").trim();
        if !line.is_empty() {
            let mark = if begins > line_start { look.ellipsis() } else { "" };
            out.text = clip(&format!("{mark}{}", clean(line)), room, look) + "\n";
            out.before = 1;
        }
    }
    let cut_left = from > at_line && source.get(at_line..from).is_some_and(|t| !t.trim().is_empty());
    let cut_right = to < end_line && source.get(to..end_line).is_some_and(|t| !t.trim().is_empty());
    window(
        inner,
        lead,
        &spans,
        (cut_left, cut_right),
        (room, label),
        look,
        &mut out,
    );
    if to == end_line && sentence.end > end_line + 1 {
        let next = source.get(end_line + 1..sentence.end).unwrap_or("");
        let line = next.lines().next().unwrap_or("").trim_end();
        if !line.trim().is_empty() {
            let more = next.trim_end().len() > line.len();
            let text = format!("{}{}", clean(line), if more { look.ellipsis() } else { "" });
            out.text.push('\n');
            out.text.push_str(&clip(&text, room, look));
        }
    }
    out
}

/// Appends the part of `line` around the spans that fits, with marks where it is cut.
fn window(
    line: &str,
    lead: usize,
    spans: &[std::ops::Range<usize>],
    cut: (bool, bool),
    (room, label): (usize, usize),
    look: &Look,
    out: &mut Excerpt,
) {
    let ellipsis = look.ellipsis();
    let room = room.saturating_sub(2 * width(ellipsis));
    let hull = spans.iter().map(|s| s.start).min().unwrap_or(0).max(lead)
        ..spans.iter().map(|s| s.end).max().unwrap_or(0).max(lead);
    let core = line.get(hull.clone()).unwrap_or("");
    let (left, right) = (
        line.get(lead..hull.start).unwrap_or(""),
        line.get(hull.end..).unwrap_or("").trim_end(),
    );
    out.core = width(core);
    let spare = room.saturating_sub(out.core);
    // What stands before the figure gets half of the room, more if little follows, less if the
    // label beside the underline needs it.
    let half = (spare / 2).max(spare.saturating_sub(width(right)));
    let before = width(left).min(half).min(spare.saturating_sub(label));
    let after = spare - before;
    let left_kept = keep_end(left, before);
    let right_kept = keep_start(right, after);
    let cut_left = cut.0 || left_kept.len() < left.len();
    let cut_right = cut.1 || right_kept.len() < right.len();
    if cut_left {
        out.text.push_str(ellipsis);
    }
    let base = hull.start - left_kept.len();
    let shown = line.get(base..hull.end + right_kept.len()).unwrap_or("");
    let origin = out.text.len();
    let at = |x: usize| origin + clean(shown.get(..x.saturating_sub(base)).unwrap_or("")).len();
    for span in spans {
        out.spans.push(at(span.start)..at(span.end));
    }
    out.text.push_str(&clean(shown));
    if cut_right {
        out.text.push_str(ellipsis);
    }
}

/// The end of `text` that fits `columns`, from a word's start.
fn keep_end(text: &str, columns: usize) -> &str {
    let (mut start, mut taken, mut word) = (text.len(), 0, None);
    for (i, c) in text.char_indices().rev() {
        taken += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if taken > columns {
            return &text[word.unwrap_or(start)..];
        }
        if c.is_whitespace() {
            word = Some(i + c.len_utf8());
        }
        start = i;
    }
    text
}

/// The start of `text` that fits `columns`, to a word's end.
fn keep_start(text: &str, columns: usize) -> &str {
    let (mut taken, mut word) = (0, None);
    for (i, c) in text.char_indices() {
        if c.is_whitespace() {
            word = Some(i);
        }
        taken += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if taken > columns {
            return &text[..word.unwrap_or(i)];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{Fixture, plain, raid};

    fn all(fixture: &Fixture, look: &Look) -> String {
        let view = fixture.view();
        let each = fixture.analysis.findings.iter().map(|f| finding(&view, look, f));
        plain(&each.collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn both_sources_are_shown() {
        let look = Look {
            width: 100,
            ..Look::default()
        };
        insta::assert_snapshot!("findings_100", all(&raid(), &look));
    }

    #[test]
    fn long_lines_are_cut_around_the_figure() {
        let look = Look {
            width: 60,
            ..Look::default()
        };
        let text = all(&raid(), &look);
        insta::assert_snapshot!("findings_60", text);
    }

    #[test]
    fn one_long_sentence_still_shows_its_figure() {
        for columns in [48, 80, 100, 160] {
            let look = Look {
                width: columns,
                ..Look::default()
            };
            let filler = "the valley road stayed shut while crews searched ".repeat(12);
            let fixture = Fixture::new(
                &[("A", "2031-01-02", &format!("{filler}and 44 homes fell as {filler}\n"))],
                |f| {
                    f.claim(0, "destroyed", "homes", "44");
                    f.finding("headline-mismatch", Severity::Warning, &[(0, 0)], "a long one");
                },
            );
            let text = all(&fixture, &look);
            assert!(text.contains("44 homes"), "{text}");
            let long = text.lines().find(|l| width(l) > columns);
            assert_eq!(long, None, "{text}");
        }
    }

    #[test]
    fn figures_too_far_apart_for_a_line_stand_on_two() {
        let filler = "and the valley road stayed shut while crews searched ".repeat(2);
        let text = format!("In all 44 homes fell {filler}and 9 barns burned.\n");
        let fixture = Fixture::new(&[("The Eastmark Courier", "2031-01-02", &text)], |f| {
            f.claim(0, "destroyed", "homes", "44");
            f.claim(0, "destroyed", "barns", "9");
            f.finding("headline-mismatch", Severity::Warning, &[(0, 0), (0, 1)], "two of them");
        });
        for (columns, places) in [(80, 2), (200, 1)] {
            let look = Look {
                width: columns,
                ..Look::default()
            };
            let text = all(&fixture, &look);
            assert_eq!(text.lines().find(|l| width(l) > columns), None, "{text}");
            assert_eq!(text.matches(".md:1:").count(), places, "{text}");
        }
    }

    #[test]
    fn short_lines_are_shown_with_their_neighbours() {
        let text = "The mayor spoke at noon. Crews who searched the\nold quarter all night said that 44 homes had\nfallen \
            and that more would, if the rain went on\nuntil the weekend.\n";
        let fixture = Fixture::new(&[("A", "2031-01-02", text)], |f| {
            f.claim(0, "destroyed", "homes", "44").sentence = Span::new(25, text.len() - 1);
            f.finding(
                "headline-mismatch",
                Severity::Warning,
                &[(0, 0)],
                "44 homes here, 40 in the headline",
            );
        });
        insta::assert_snapshot!("findings_wrapped", all(&fixture, &Look::default()));
    }

    #[test]
    fn an_excerpt_never_leaves_the_text() {
        let look = Look::default();
        let source = "Ünten — «12» starben.\nZeile zwei 東京\u{1b}[2J\n";
        for start in 0..=source.len() {
            for end in start..=source.len() {
                let Some(_) = source.get(start..end) else { continue };
                let m = Mark {
                    report: 0,
                    span: Span::new(start, end),
                    sentence: Span::new(0, source.len()),
                    label: String::new(),
                };
                let e = excerpt(source, &[&m], 24, &look);
                assert!(
                    e.spans.iter().all(|s| e.text.get(s.clone()).is_some()),
                    "{start}..{end}"
                );
                assert!(!e.text.contains('\u{1b}'));
            }
        }
    }
}
