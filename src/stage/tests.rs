//! Lines that are none, and stages that hand on what is not theirs.

use super::*;
use crate::corpus::from_text;
use crate::event::Grouping;
use crate::rules::Rules;

fn rules() -> Rules {
    Rules::embedded().expect("the packs")
}

fn digested(reports: &[(&str, &str)], rules: &Rules) -> Vec<String> {
    let mut out = Vec::new();
    for (id, text) in reports {
        digest(&from_text(id, text, rules), &Grouping::Auto, rules, &mut out).expect("memory is written");
    }
    sorted(&out)
}

fn sorted(bytes: &[u8]) -> Vec<String> {
    let mut lines: Vec<String> = bytes
        .split(|b| *b == b'\n')
        .filter(|l| !l.is_empty())
        .map(|l| String::from_utf8(l.to_vec()).expect("text"))
        .collect();
    lines.sort();
    lines
}

fn through(lines: &[String], stage: impl Fn(&[u8], &mut Vec<u8>) -> Result<(), Failure>) -> Vec<String> {
    let mut out = Vec::new();
    stage(lines.join("\n").as_bytes(), &mut out).expect("the lines are sound");
    sorted(&out)
}

fn refused(text: &str, stage: impl Fn(&[u8], &mut Vec<u8>) -> Result<(), Failure>) -> String {
    match stage(text.as_bytes(), &mut Vec::new()) {
        Err(Failure::Input(e)) => format!("line {}: {e}", e.line.unwrap_or(0)),
        other => panic!("{other:?}"),
    }
}

const FIRE: [(&str, &str); 3] = [
    (
        "a.md",
        "---\noutlet: Gazette\npublished: 2031-05-04\n---\n# Fire in Tarnwick mill\n\nNine people were killed in the \
         fire at Quellide Mill in Tarnwick on Sunday, police said.\n",
    ),
    (
        "b.md",
        "---\noutlet: Herald\npublished: 2031-05-04\n---\n# Quellide Mill burns\n\nThe fire at Quellide Mill in \
         Tarnwick killed 14 people on Sunday, the fire service said.\n",
    ),
    (
        "c.md",
        "---\noutlet: Herald\npublished: 2031-02-01\n---\n# Budget passed\n\nThe council of Harrowby Sound voted \
         for a budget of 12 million dollars.\n",
    ),
];

#[test]
fn the_stages_find_what_one_run_finds() {
    let rules = rules();
    let grouping = Grouping::Auto;
    let records = |reports: &[(&str, &str)]| {
        let linked = through(&digested(reports, &rules), |i, o| link(i, &rules, o));
        through(&linked, |i, o| components(i, o))
    };
    let found = |lines: &[String]| {
        through(lines, |i, o| {
            reconcile(i, &grouping, true, &|_| (), &rules, o).map(|_| ())
        })
    };
    let all = records(&FIRE);
    let keys: std::collections::BTreeSet<&str> = all.iter().filter_map(|l| l.split('\t').next()).collect();
    assert_eq!(keys.len(), 2, "{keys:?}");
    let lines = found(&all);
    assert!(
        lines
            .iter()
            .any(|l| l.contains("\"conflicting-figures\"") && l.contains("a.md")),
        "{lines:#?}"
    );
    assert!(lines.iter().any(|l| l.contains("\"type\":\"comparison\"")));
    // in whatever order the reports come
    let turned = [FIRE[2], FIRE[1], FIRE[0]];
    assert_eq!(lines, found(&records(&turned)));
    // and a report that is told twice is told once
    let twice = [FIRE[0], FIRE[1], FIRE[0]];
    assert_eq!(lines, found(&records(&twice)));
}

#[test]
fn a_figure_may_reach_over_the_end_of_a_sentence() {
    let rules = rules();
    let text = "Police called it a double\n\nmurder-suicide at a house in Tarnwick.";
    let lines = digested(&[("a.md", text)], &rules);
    assert!(
        lines.iter().any(|l| l.contains(r#""text":"double\n\nmurder-suicide""#)),
        "{lines:#?}"
    );
    let records = through(&through(&lines, |i, o| link(i, &rules, o)), |i, o| components(i, o));
    let input = records.join("\n");
    reconcile(
        input.as_bytes(),
        &Grouping::Auto,
        false,
        &|_| (),
        &rules,
        &mut Vec::new(),
    )
    .expect("sound");
}

#[test]
fn problems_are_handed_on_to_the_end() {
    let rules = rules();
    let mut lines = digested(&FIRE, &rules);
    let mut out = Vec::new();
    digest(&from_text("d.md", "", &rules), &Grouping::Auto, &rules, &mut out).expect("memory is written");
    lines.splice(0..0, sorted(&out));
    assert!(lines[0].starts_with("!\t"), "{}", lines[0]);
    let linked = through(&lines, |i, o| link(i, &rules, o));
    let records = through(&linked, |i, o| components(i, o));
    let mut out = Vec::new();
    let input = records.join("\n");
    let troubles = reconcile(input.as_bytes(), &Grouping::Auto, false, &|_| (), &rules, &mut out).expect("sound");
    assert_eq!(troubles, 1);
    let told = String::from_utf8(out).expect("text");
    assert!(
        told.contains(r#"{"type":"problem","path":"d.md","message":"d.md: is empty"#),
        "{told}"
    );
}

#[test]
fn lines_that_are_none_are_refused_with_their_place() {
    let rules = rules();
    let linked = |text: &str| refused(text, |i, o| link(i, &rules, o));
    let told = linked("a line\n");
    assert!(
        told.contains("line 1") && told.contains("a key, a tab and a JSON object"),
        "{told}"
    );
    let told = linked("00000000ff\t{\"schema\":1}\n00000000fe\t{}\n");
    assert!(told.contains("line 2") && told.contains("LC_ALL=C sort"), "{told}");
    let other = "00000000ff\t{\"schema\":7,\"id\":\"a\",\"profile\":\"\"}\n";
    let told = linked(&other.repeat(2));
    assert!(told.contains("has schema 7, where this version reads 1"), "{told}");
    let broken = "00000000ff\t{\"schema\":1,\"id\":\"a\",\"profile\":\"!!\"}\n";
    assert!(linked(&broken.repeat(2)).contains("this profile is none"));
    let told = refused("~\t{\"schema\":1,\"id\":\"a\"}\n+\t{\"schema\":1}\n", |i, o| {
        components(i, o)
    });
    assert!(
        told.contains("line 2") && told.contains("edges, then records"),
        "{told}"
    );
    let whole = |i: &[u8], o: &mut Vec<u8>| reconcile(i, &Grouping::Auto, false, &|_| (), &rules, o).map(|_| ());
    assert!(refused("~\t{\"schema\":1}\n", whole).contains("key `~` is no component"));
    assert!(refused("k1\t{\"schema\":1}\n", whole).contains("line 1"));
}
