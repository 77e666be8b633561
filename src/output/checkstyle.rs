//! Checkstyle XML: findings by file.

use super::View;
use super::issue::Issue;
use super::xml::Xml;
use crate::check::Severity;

/// The whole document; what somebody allows is left out.
pub fn render(view: &View, issues: &[Issue]) -> String {
    let open: Vec<&Issue> = issues.iter().filter(|i| i.suppressed.is_none()).collect();
    let mut files: Vec<&str> = open.iter().map(|i| i.place(view).file).collect();
    files.sort_unstable();
    files.dedup();
    let mut xml = Xml::new();
    xml.element("checkstyle", &[("version", "4.3")], |xml| {
        for file in files {
            xml.element("file", &[("name", file)], |xml| {
                let here = open.iter().filter(|i| i.place(view).file == file);
                here.for_each(|issue| error(view, xml, issue));
            });
        }
    });
    xml.finish()
}

fn error(view: &View, xml: &mut Xml, issue: &Issue) {
    let place = issue.place(view);
    let (line, column) = (place.start.0.to_string(), place.start.1.to_string());
    let source = format!("recount.{}", issue.rule);
    let mut message = issue.message.clone();
    let see: Vec<String> = issue.related(view).map(|c| super::figure::place(view, c)).collect();
    if !see.is_empty() {
        message.push_str(&format!(" (see {})", see.join(", ")));
    }
    let severity = match issue.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    };
    let mut attributes = Vec::new();
    match place.record {
        None => attributes.extend([("line", line.as_str()), ("column", column.as_str())]),
        Some(record) => message.insert_str(0, &format!("record {record}: ")),
    }
    attributes.extend([("severity", severity), ("message", &message), ("source", &source)]);
    xml.empty("error", &attributes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::raid;
    use crate::output::issue::of_check;

    #[test]
    fn errors_stand_below_their_file() {
        let mut fixture = raid();
        fixture.reports[0].id = "news/\"a\"<b>.md".to_owned();
        let view = fixture.view();
        let text = render(&view, &of_check(&view));
        let read = roxmltree::Document::parse(&text).expect("well-formed");
        let files: Vec<_> = read.descendants().filter(|n| n.has_tag_name("file")).collect();
        let names: Vec<_> = files.iter().filter_map(|f| f.attribute("name")).collect();
        assert_eq!(names, ["news/\"a\"<b>.md"]);
        for error in files[0].children().filter(|n| n.is_element()) {
            assert!(error.has_tag_name("error"));
            assert!(matches!(
                error.attribute("severity"),
                Some("error" | "warning" | "info")
            ));
            assert!(
                error
                    .attribute("line")
                    .is_some_and(|l| l.parse::<u32>().is_ok_and(|l| l > 0))
            );
            assert!(error.attribute("message").is_some_and(|m| !m.is_empty()));
            assert!(error.attribute("source").is_some_and(|s| s.starts_with("recount.")));
        }
        insta::assert_snapshot!("checkstyle", text);
    }
}
