//! Tables: rows of one report whose columns and keys say what their figures count.
//!
//! A heading may name a part of the event ("Ward 4B") or evoke what its column counts ("Dead"). In the latter
//! case the first cell of a row tells which part of the event the row is of, unless it is a total.

use super::asked;
use super::trigger::Hit;
use super::{Scope, ScopeKind};
use crate::corpus::BlockKind;
use crate::rules::Rules;
use crate::text::{Sentence, Token};
use compact_str::CompactString;

/// The table at hand.
#[derive(Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
}

#[derive(Debug)]
struct Column {
    head: CompactString,
    /// What its figures count.
    hit: Option<Hit>,
}

impl Table {
    /// Notes the heads of a table's columns, and where the table has ended. `figure`: the sentence has one.
    pub fn read(&mut self, sentence: &Sentence, tokens: &[Token], text: &str, figure: bool, rules: &Rules) {
        if sentence.kind != BlockKind::Caption {
            self.columns.clear();
        } else if !figure {
            let column = |cell: &[Token]| Column {
                head: match (cell.first(), cell.last()) {
                    (Some(a), Some(b)) => a.span.to(b.span).of(text).into(),
                    _ => CompactString::default(),
                },
                hit: (0..cell.len()).find_map(|at| asked::evoked(cell, at, rules)),
            };
            self.columns = tokens.split(|t| t.sign == '|').map(column).collect();
        }
    }

    /// The column of the byte at `at` in a row.
    fn column(&self, row: &Sentence, text: &str, at: usize) -> Option<&Column> {
        let before = text.get(row.span.start as usize..at)?;
        // the column of the keys may have no heading: "| | Kell | Orn |"
        let cells = row.span.of(text).matches('|').count() + 1;
        let keys = cells.saturating_sub(self.columns.len()).min(1);
        self.columns.get(before.matches('|').count().checked_sub(keys)?)
    }

    /// What the column of a figure at `at` counts.
    pub fn hit(&self, row: &Sentence, text: &str, at: usize) -> Option<Hit> {
        let hit = self.column(row, text, at)?.hit.clone()?;
        Some(Hit { by: "column", ..hit })
    }

    /// The part of the event that a figure at `at` is of, by its column or its row; none for a total.
    pub fn scope(&self, row: &Sentence, text: &str, at: usize, rules: &Rules) -> Option<Scope> {
        let column = self.column(row, text, at)?;
        let named = |name: &str, kind: ScopeKind| {
            let total = |w: &str| rules.frames.totals.contains(&rules.lexicon.get(&w.to_lowercase()));
            let part = !name.is_empty() && !name.split_whitespace().any(total);
            part.then(|| Scope {
                kind,
                text: name.into(),
            })
        };
        if column.hit.is_none() {
            return named(&column.head, ScopeKind::Time).filter(|_| self.columns.len() >= 3);
        }
        let key = row.span.of(text).split('|').next()?.trim();
        let dated = key.contains(|c: char| c.is_ascii_digit());
        named(key, if dated { ScopeKind::Time } else { ScopeKind::Place })
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing;

    fn told(table: &str) -> Vec<String> {
        let all = testing::claims(table, None);
        let scope = |c: &crate::claim::Claim| c.scope.as_ref().map(|s| format!("@{}", s.text)).unwrap_or_default();
        all.iter()
            .map(|c| format!("{} {}{}", c.text, c.measure, scope(c)))
            .collect()
    }

    #[test]
    fn columns_say_what_is_counted() {
        assert_eq!(
            told("District | Dead | Houses destroyed\nKell | 4 | 90\nOrn | 7 | 12\nTotal | 11 | 102"),
            [
                "4 killed@Kell",
                "90 destroyed@Kell",
                "7 killed@Orn",
                "12 destroyed@Orn",
                "11 killed",
                "102 destroyed"
            ]
        );
    }

    #[test]
    fn columns_say_which_part_it_is() {
        assert_eq!(
            told("Ward 4 | Ward 9 | All\nPatients infected | 9 | 3 | 12"),
            ["9 infected@Ward 4", "3 infected@Ward 9", "12 infected"]
        );
    }
}
