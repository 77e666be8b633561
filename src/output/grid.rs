//! Columns of text: cells that are already wrapped, laid side by side.

use anstyle::Style;
use tabled::builder::Builder;
use tabled::settings::object::{Cell as At, Columns};
use tabled::settings::{Alignment, Color, Padding, Style as Borders};

/// Columns between two cells.
pub const GAP: usize = 2;

/// One cell: its lines, and how they look.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Lines, parted by `\n`.
    pub text: String,
    /// Style of all of them.
    pub style: Style,
}

impl Cell {
    /// A cell in a style.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }

    /// A cell in plain style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Style::new())
    }
}

/// Rows of cells.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The rows; short ones are filled up with empty cells.
    pub rows: Vec<Vec<Cell>>,
    /// Columns set flush right.
    pub right: Vec<usize>,
}

impl Grid {
    /// Draws the rows, each line indented and without trailing space.
    pub fn draw(&self, indent: usize) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut builder = Builder::with_capacity(self.rows.len(), columns);
        for row in &self.rows {
            let texts = row.iter().map(|c| c.text.as_str());
            builder.push_record(texts.chain(std::iter::repeat("")).take(columns));
        }
        let mut table = builder.build();
        table.with(Borders::empty()).with(Padding::new(0, GAP, 0, 0));
        for &column in &self.right {
            table.modify(Columns::one(column), Alignment::right());
        }
        for (r, row) in self.rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                if cell.style != Style::new() && !cell.text.is_empty() {
                    let color = Color::new(cell.style.render().to_string(), cell.style.render_reset().to_string());
                    table.modify(At::new(r, c), color);
                }
            }
        }
        let pad = " ".repeat(indent);
        let mut out = String::new();
        for line in table.to_string().lines() {
            out.push_str(format!("{pad}{line}").trim_end());
            out.push('\n');
        }
        out
    }
}

/// Shares `room` among columns of the given natural widths: all get what they need if it fits,
/// else the widest give way first, none below its `least`.
pub fn share(natural: &[usize], least: &[usize], room: usize) -> Vec<usize> {
    let floor = |i: usize| least.get(i).copied().unwrap_or(1);
    let mut widths = natural.to_vec();
    let mut total: usize = widths.iter().sum();
    while total > room {
        let yielding = (0..widths.len()).filter(|&i| widths[i] > floor(i));
        let Some(widest) = yielding.max_by_key(|&i| (widths[i], i)) else {
            break;
        };
        widths[widest] -= 1;
        total -= 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_columns_give_way_first() {
        let least = [8, 8, 8];
        assert_eq!(share(&[10, 20, 30], &least, 100), [10, 20, 30]);
        assert_eq!(share(&[10, 20, 30], &least, 50), [10, 20, 20]);
        assert_eq!(share(&[10, 20, 30], &least, 40), [10, 15, 15]);
        assert_eq!(share(&[10, 20, 30], &[8, 18, 8], 36), [9, 18, 9]);
        assert_eq!(share(&[10, 20, 30], &least, 5), [8, 8, 8]);
        assert_eq!(share(&[], &[], 5), [0usize; 0]);
    }

    #[test]
    fn cells_of_several_lines_stand_side_by_side() {
        let grid = Grid {
            rows: vec![
                vec![Cell::plain("a\nb"), Cell::plain("12"), Cell::plain("x")],
                vec![Cell::plain("c"), Cell::plain("3")],
            ],
            right: vec![1],
        };
        assert_eq!(grid.draw(1), " a  12  x\n b\n c   3\n");
    }
}
