use super::{Attributions, find};
use crate::claim::testing::report;
use crate::rules::Rules;
use crate::text::{Document, analyse};

fn read(text: &str) -> (Document, Attributions) {
    let rules = Rules::embedded().expect("the packs load");
    let report = report(text, None);
    let document = analyse(&report, &rules);
    let all = find(&document, text, &rules);
    (document, all)
}

/// The attribution of the first token that starts where `word` does, as "speaker" or "speaker via relay".
#[track_caller]
fn assert_said(text: &str, word: &str, speaker: Option<&str>) {
    let (document, all) = read(text);
    let offset = text.find(word).expect("the word is in the text") as u32;
    let token = document
        .tokens
        .iter()
        .position(|t| t.span.start == offset)
        .expect("a token starts there");
    let said = all.of(token as u32).map(|a| match &a.via {
        Some(via) => format!("{} via {via}", a.speaker),
        None => a.speaker.to_string(),
    });
    assert_eq!(said.as_deref(), speaker, "{text}\n{all:#?}");
}

#[test]
fn a_semicolon_parts_two_speakers() {
    let text = "The union said 900 clerks marched; police put the crowd at 400.";
    assert_said(text, "400", Some("police"));
    assert_said(text, "900", Some("union"));
}

#[test]
fn source_before_the_content() {
    assert_said(
        "Rescue officials say 19 hikers were hurt.",
        "19",
        Some("rescue officials"),
    );
    assert_said(
        "The regional governor, Elena Marsh, said that 19 hikers were hurt.",
        "19",
        Some("Elena Marsh"),
    );
    assert_said(
        "Interior Minister Oskar Lindqvist told reporters that 19 died.",
        "19",
        Some("Oskar Lindqvist"),
    );
}

#[test]
fn source_after_the_content() {
    assert_said(
        "At least 19 hikers were hurt, rescue officials said on Friday.",
        "19",
        Some("rescue officials"),
    );
    assert_said(
        "\"We pulled out 19 of them,\" said Oskar Lindqvist, a miner.",
        "19",
        Some("Oskar Lindqvist"),
    );
    assert_said(
        "Some 19 hikers were hurt, according to the park service.",
        "19",
        Some("park service"),
    );
}

#[test]
fn content_on_both_sides() {
    let text = "Six of the hurt were guides, Elena Marsh said, and 13 were guests.";
    assert_said(text, "Six", Some("Elena Marsh"));
    assert_said(text, "13", Some("Elena Marsh"));
}

#[test]
fn according_to_opens_the_sentence() {
    assert_said(
        "According to the park service, 19 hikers were hurt.",
        "19",
        Some("park service"),
    );
}

#[test]
fn relays() {
    assert_said(
        "Prosecutor Oskar Lindqvist said police had freed 19 miners, Interfax news agency said.",
        "19",
        Some("Oskar Lindqvist via Interfax"),
    );
    assert_said(
        "Reuters quoted Interior Minister Oskar Lindqvist as saying that 19 had died.",
        "19",
        Some("Oskar Lindqvist via Reuters"),
    );
    assert_said(
        "The dead included 19 miners, the Reuters news agency reported, citing Oskar Lindqvist.",
        "19",
        Some("Oskar Lindqvist via Reuters"),
    );
}

#[test]
fn pronouns_and_surnames_stand_for_the_full_name() {
    let text = "Mayor Elena Marsh said the school was shut. She also said 19 pupils were hurt.";
    assert_said(text, "19", Some("Elena Marsh"));
    let text = "Mayor Elena Marsh said the school was shut.\nMarsh said 19 pupils were hurt.";
    assert_said(text, "19", Some("Elena Marsh"));
    let text = "Mayor Elena Marsh said the school was shut.\nThe mayor said 19 pupils were hurt.";
    assert_said(text, "19", Some("Elena Marsh"));
}

#[test]
fn quotes_go_on() {
    let text =
        "\"It was dark. We counted 19 of them,\" said Elena Marsh.\n\"Then 14 more came over the wall and ran.\"";
    assert_said(text, "19", Some("Elena Marsh"));
    assert_said(text, "14", Some("Elena Marsh"));
}

#[test]
fn passive_with_its_agent() {
    assert_said("That is more than the 19 acknowledged by the army.", "19", Some("army"));
}

#[test]
fn figures_put_by_somebody() {
    assert_said("The army put the toll at 19.", "19", Some("army"));
}

#[test]
fn plain_narration_has_no_source() {
    assert_said("A storm hit the coast and 19 boats sank.", "19", None);
    assert_said("Media reports of 19 dead spread fast.", "19", None);
}

#[test]
fn odd_input_yields_less() {
    for text in [
        "said",
        "\"",
        ", said",
        "\" said",
        "according to",
        "said said said,",
        "He, she, said.",
        ":",
        "A: said \"",
        "said X,",
    ] {
        let (document, all) = read(text);
        assert!(
            all.all
                .iter()
                .all(|(_, a)| a.end as usize <= document.tokens.len() && a.first < a.end),
            "{text}"
        );
    }
}

#[test]
fn an_estimate_with_its_owner() {
    assert_said(
        "Some 900 people marched, by the union's estimate.",
        "Some",
        Some("union"),
    );
    assert_said("By the union's estimate, 900 people marched.", "900", Some("union"));
}

#[test]
fn the_narrowest_stretch_holds_and_of_two_alike_the_later() {
    let said = |first: u32, end: u32, by: &str| super::Attribution {
        first,
        end,
        speaker: by.into(),
        via: None,
        carried: false,
    };
    let all = Attributions::new(vec![
        said(0, 90, "all"),
        said(20, 30, "before"),
        said(10, 40, "around"),
        said(25, 35, "after"),
        said(20, 30, "again"),
        said(60, 61, "one"),
    ]);
    let at = |token: u32| all.of(token).map(|a| a.speaker.as_str());
    let told = [5, 12, 22, 27, 32, 38, 40, 60, 61].map(at);
    let by = [
        "all", "around", "again", "again", "after", "around", "all", "one", "all",
    ];
    assert_eq!(told, by.map(Some));
    assert_eq!(at(90), None);
    assert!(Attributions::default().of(0).is_none());
}
