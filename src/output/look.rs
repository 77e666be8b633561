//! How things are drawn: the width to fill, the signs at hand, the colours.
//!
//! Renderers always colour; whoever writes their text strips what the stream does not want.
//! Words that come from reports pass through [`clean`] first, so that no report can
//! move the cursor, change colours or turn the direction of a terminal's text.

use crate::check::Severity;
use crate::compare::Verdict;
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// What the reader's terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns to fill.
    pub width: usize,
    /// Signs beyond ASCII may be drawn.
    pub unicode: bool,
    /// Show also what is usually summed up.
    pub verbose: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            width: 100,
            unicode: true,
            verbose: false,
        }
    }
}

impl Look {
    fn pick(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }

    /// Between facts on one line.
    pub fn dot(&self) -> &'static str {
        self.pick(" · ", " - ")
    }

    /// Where text was cut.
    pub fn ellipsis(&self) -> &'static str {
        self.pick("…", "...")
    }

    /// Between the ends of a range.
    pub fn range(&self) -> &'static str {
        self.pick("–", "-")
    }

    /// Before a negative number.
    pub fn minus(&self) -> &'static str {
        self.pick("−", "-")
    }

    /// The sign of a verdict; `rising` says which way a figure moved.
    pub fn sign(&self, verdict: Verdict, rising: bool) -> &'static str {
        match (verdict, rising) {
            (Verdict::Agree, _) => self.pick("✓", "="),
            (Verdict::Compatible, _) => self.pick("≈", "~"),
            (Verdict::Updated, true) => self.pick("↑", "^"),
            (Verdict::Updated, false) => self.pick("↓", "v"),
            (Verdict::Conflict, _) => self.pick("✗", "x"),
        }
    }
}

/// Headings.
pub const BOLD: Style = Style::new().bold();
/// What matters less.
pub const DIM: Style = Style::new().dimmed();
/// What is right.
pub const GOOD: Style = AnsiColor::Green.on_default();

/// The style of a severity.
pub fn severity(s: Severity) -> Style {
    match s {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => AnsiColor::Cyan.on_default().bold(),
    }
}

/// The style of a verdict.
pub fn verdict(v: Verdict) -> Style {
    match v {
        Verdict::Agree | Verdict::Compatible => GOOD,
        Verdict::Updated => severity(Severity::Warning),
        Verdict::Conflict => severity(Severity::Error),
    }
}

/// The word of a verdict.
pub fn verdict_name(v: Verdict) -> &'static str {
    match v {
        Verdict::Agree => "agree",
        Verdict::Compatible => "compatible",
        Verdict::Updated => "updated",
        Verdict::Conflict => "conflict",
    }
}

/// The word of a severity.
pub fn severity_name(s: Severity) -> &'static str {
    match s {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Text in a style.
pub fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Text of a report, fit for a terminal: white space becomes spaces, control characters and
/// those that turn the direction of text are made visible as `\u{fffd}`.
pub fn clean(text: &str) -> Cow<'_, str> {
    let odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}')
    };
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        c if odd(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Columns that a text without styles takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// As much of `text` as fits `columns`, with the mark of a cut where it does not.
pub fn clip(text: &str, columns: usize, look: &Look) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(look.ellipsis()));
    let (mut out, mut taken) = (String::new(), 0);
    for c in text.chars() {
        taken += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if taken > room {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out + look.ellipsis()
}

/// Breaks text into lines of at most `columns`, between words where they fit.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = vec![String::new()];
    let mut taken = 0;
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        let wide = width(word);
        let gap = usize::from(taken > 0);
        if taken + gap + wide <= columns {
            push(&mut lines, if gap == 1 { " " } else { "" });
            push(&mut lines, word);
            taken += gap + wide;
            continue;
        }
        if taken > 0 {
            lines.push(String::new());
            taken = 0;
        }
        for c in word.chars() {
            let w = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if taken + w > columns && taken > 0 {
                lines.push(String::new());
                taken = 0;
            }
            push(&mut lines, c.encode_utf8(&mut [0; 4]));
            taken += w;
        }
    }
    lines
}

fn push(lines: &mut [String], text: &str) {
    if let Some(last) = lines.last_mut() {
        last.push_str(text);
    }
}

/// Pieces of text, each with what parts it from the one before, over as many lines as it takes;
/// none is broken.
pub fn flow(pieces: &[(&str, Style, String)], columns: usize) -> String {
    let (mut out, mut taken) = (String::new(), 0);
    for (i, (gap, style, text)) in pieces.iter().enumerate() {
        let wide = width(text);
        let comma = pieces.get(i + 1).is_some_and(|(gap, ..)| gap.starts_with(','));
        if taken > 0 && taken + width(gap) + wide + usize::from(comma) > columns {
            out.truncate(out.trim_end().len());
            out.push_str(if gap.starts_with(',') { "," } else { "" });
            out.push('\n');
            taken = 0;
        } else if taken > 0 {
            out.push_str(gap);
            taken += width(gap);
        }
        out.push_str(&if *style == Style::new() {
            text.clone()
        } else {
            paint(*style, text)
        });
        taken += wide;
    }
    out
}

/// "1 report", "2 reports".
pub fn count(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_made_visible() {
        assert_eq!(
            clean("\u{1b}[2Jnine\u{7}\tdead\u{202e}"),
            "\u{fffd}[2Jnine\u{fffd} dead\u{fffd}"
        );
        assert_eq!(clean("\u{9b}31m"), "\u{fffd}31m");
        assert!(matches!(clean("Größe: 東京"), Cow::Borrowed(_)));
    }

    #[test]
    fn wrapping_keeps_words_and_breaks_only_what_does_not_fit() {
        assert_eq!(
            wrap("at least 40 (the coast guard)", 13),
            ["at least 40", "(the coast", "guard)"]
        );
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("東京都", 4), ["東京", "都"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn pieces_flow_over_lines() {
        let piece = |text: &str| (" - ", Style::new(), text.to_owned());
        let pieces = ["2 reports", "26 figures", "4 compared"].map(piece);
        assert_eq!(flow(&pieces, 35), "2 reports - 26 figures - 4 compared");
        assert_eq!(flow(&pieces, 34), "2 reports - 26 figures\n4 compared");
        let listed = [
            ("", Style::new(), "1 wider".to_owned()),
            (", ", Style::new(), "2 supported".to_owned()),
        ];
        assert_eq!(flow(&listed, 12), "1 wider,\n2 supported");
        assert_eq!(flow(&pieces, 5), "2 reports\n26 figures\n4 compared");
    }

    #[test]
    fn a_cut_is_marked() {
        let look = Look::default();
        assert_eq!(clip("spokesman for the ministry", 10, &look), "spokesman…");
        assert_eq!(clip("short", 5, &look), "short");
        assert_eq!(clip("東京都庁", 5, &look), "東京…");
    }
}
