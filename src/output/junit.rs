//! JUnit XML: a suite for each report, a case for each finding. A report without findings passes as
//! one case, so that its suite shows that it was read.

use super::View;
use super::issue::Issue;
use super::look::severity_name;
use super::xml::Xml;
use crate::check::Severity;

/// The whole document. Errors and warnings are failures; notes pass, with their text as output;
/// what somebody allows is skipped, with the reason.
pub fn render(view: &View, issues: &[Issue]) -> String {
    let mut by_report: Vec<Vec<&Issue>> = vec![Vec::new(); view.reports.len()];
    for issue in issues {
        if let Some(here) = by_report.get_mut(issue.report as usize) {
            here.push(issue);
        }
    }
    let mut xml = Xml::new();
    let all: Vec<&Issue> = issues.iter().collect();
    let clear = by_report.iter().filter(|b| b.is_empty()).count();
    let [tests, failures, skipped] = counts(&all, clear);
    let totals = [
        ("name", "recount"),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", "0"),
        ("skipped", &skipped),
    ];
    xml.element("testsuites", &totals, |xml| {
        for (report, here) in view.reports.iter().zip(&by_report) {
            let [tests, failures, skipped] = counts(here, usize::from(here.is_empty()));
            let counted = [
                ("tests", tests.as_str()),
                ("failures", &failures),
                ("errors", "0"),
                ("skipped", &skipped),
            ];
            let attributes: Vec<_> = [("name", report.id.as_str())].into_iter().chain(counted).collect();
            xml.element("testsuite", &attributes, |xml| {
                if here.is_empty() {
                    xml.empty("testcase", &[("name", "no findings"), ("classname", &report.id)]);
                }
                here.iter().for_each(|issue| case(view, xml, issue));
            });
        }
    });
    xml.finish()
}

/// Cases, failures, and skipped ones.
fn counts(issues: &[&Issue], clear: usize) -> [String; 3] {
    let failures = issues.iter().filter(|i| is_failure(i)).count();
    let skipped = issues.iter().filter(|i| i.suppressed.is_some()).count();
    [issues.len() + clear, failures, skipped].map(|n| n.to_string())
}

fn is_failure(issue: &Issue) -> bool {
    issue.suppressed.is_none() && issue.severity > Severity::Note
}

fn case(view: &View, xml: &mut Xml, issue: &Issue) {
    let place = issue.place(view);
    let name = format!("{} at {}:{}", issue.rule, place.start.0, place.start.1);
    let attributes = [("name", name.as_str()), ("classname", view.id(issue.report))];
    xml.element("testcase", &attributes, |xml| match issue.suppressed {
        Some(s) => xml.empty("skipped", &[("message", s.why.as_str())]),
        None if is_failure(issue) => {
            let told = [
                ("message", issue.message.as_str()),
                ("type", severity_name(issue.severity)),
            ];
            xml.text("failure", &told, &issue.details(view));
        }
        None => xml.text("system-out", &[], &issue.details(view)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::{allowed, raid};
    use crate::output::issue::of_check;
    use quick_junit::{Report, TestCaseStatus};

    #[test]
    fn another_tool_reads_it() {
        let mut fixture = raid();
        fixture.analysis.findings[0].message = "9 < 11 & \"so\" on".to_owned();
        fixture.analysis.findings[1].suppressed = Some(allowed("an old figure"));
        fixture.analysis.findings[2].severity = Severity::Note;
        let view = fixture.view();
        let text = render(&view, &of_check(&view));
        let report = Report::deserialize_from_str(&text).expect("JUnit");
        let cases: Vec<_> = report.test_suites.iter().flat_map(|s| &s.test_cases).collect();
        let failed = cases
            .iter()
            .filter(|c| matches!(c.status, TestCaseStatus::NonSuccess { .. }));
        let skipped = cases
            .iter()
            .filter(|c| matches!(c.status, TestCaseStatus::Skipped { .. }));
        assert_eq!((report.test_suites.len(), cases.len()), (2, 4));
        assert_eq!((failed.count(), skipped.count()), (1, 1));
        assert_eq!((report.tests, report.failures), (4, 1));
        let message = cases.iter().find_map(|c| match &c.status {
            TestCaseStatus::NonSuccess { message, .. } => message.as_ref(),
            _ => None,
        });
        assert_eq!(message.map(|m| m.to_string()), Some("9 < 11 & \"so\" on".to_owned()));
        insta::assert_snapshot!("junit", text);
    }
}
