//! One line a finding, for grep and for editors: `file:line:column: severity[rule] message`.

use super::look::{clean, severity_name};
use super::{View, figure};
use crate::check::Finding;

/// One finding.
pub fn finding(view: &View, f: &Finding) -> String {
    let (line, column) = view.line_column(f.report, f.span.start);
    let (id, level) = (clean(view.id(f.report)), severity_name(f.severity));
    let others: Vec<String> = related(f).map(|c| figure::place(view, c)).collect();
    let see = if others.is_empty() {
        String::new()
    } else {
        format!(" (see {})", others.join(", "))
    };
    format!("{id}:{line}:{column}: {level}[{}] {}{see}", f.rule, clean(&f.message))
}

/// The claims of a finding that stand elsewhere than the finding itself.
pub fn related(f: &Finding) -> impl Iterator<Item = crate::event::ClaimRef> {
    f.claims.iter().copied().filter(|c| c.report != f.report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::raid;

    #[test]
    fn a_line_a_finding() {
        let fixture = raid();
        let view = fixture.view();
        let lines: Vec<String> = fixture.analysis.findings.iter().map(|f| finding(&view, f)).collect();
        insta::assert_snapshot!("compact", lines.join("\n"));
    }
}
