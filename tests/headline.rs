//! Tests of headlines against texts, from words to findings.

use recount::Analysis;
use recount::compare::{Reason, Verdict};
use recount::event::Grouping;
use recount::rules::Rules;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("the embedded packs are valid"));

fn analysed(reports: &[String]) -> Analysis {
    let read = |(i, text): (usize, &String)| recount::corpus::from_text(&format!("r{i}.md"), text, &RULES).reports;
    let reports: Vec<_> = reports.iter().enumerate().flat_map(read).collect();
    recount::analyse(&reports, &Grouping::One, &RULES)
}

/// The messages of what is wrong with a headline.
fn messages(title: &str, text: &str) -> Vec<String> {
    let found = analysed(&[format!("---\ntitle: \"{title}\"\n---\n{text}\n")]).findings;
    let of_check = found.into_iter().filter(|f| f.rule == "headline-mismatch");
    of_check.map(|f| f.message).collect()
}

fn holds(title: &str, text: &str) -> bool {
    messages(title, text).is_empty()
}

#[test]
fn a_figure_in_the_place_of_another_is_at_odds() {
    let told = messages(
        "Painter dies at 91",
        "Ada Orme, 81, died at home on Sunday. She painted ships.",
    );
    assert_eq!(told, ["the headline has 91 (age), the text 81"]);
    let text = "The bridge opened on Friday for the first time since 1987.";
    assert!(!holds("Bridge opens for first time since 1978", text));
    assert!(!holds(
        "Rovers take 4-goal lead",
        "Rovers took a 3-goal lead into the break."
    ));
    assert!(!holds(
        "Third tunnel opens",
        "The second tunnel under the river opened."
    ));
}

#[test]
fn what_the_text_leaves_out_is_not() {
    assert!(holds(
        "Painter dies at 91",
        "Ada Orme died at home on Sunday. She painted two ships."
    ));
    assert!(holds(
        "Third tunnel opens",
        "The tunnel opened. It is the first to be lit."
    ));
}

#[test]
fn words_for_the_same_value_bear_it_out() {
    assert!(holds(
        "1.2M homes without power",
        "Some 1,214,000 homes had no power. In 2 homes it was dark."
    ));
    assert!(holds(
        "Lift runs at 45 mph",
        "The lift runs at 44.7 mph, the other at 20 mph."
    ));
    assert!(holds(
        "Thief gets 4 months",
        "The thief was sentenced to 120 days in jail, after 10 days in custody."
    ));
    assert!(holds(
        "20% of pupils ill",
        "One in five pupils is ill, and 3% of the teachers."
    ));
}

#[test]
fn what_can_be_worked_out_bears_it_out() {
    assert!(holds(
        "5 freed",
        "Three women and two children were freed. Two children were hurt."
    ));
    assert!(holds(
        "Mill burns down after 61 years",
        "Built in 1950, the mill burned down in 2011 after two years of repairs."
    ));
    assert!(holds(
        "Fair costs $240,000 a year",
        "The town pays $20,000 a month for the fair."
    ));
    let parts =
        "The raid killed three soldiers, the army said on Friday. The rebels said five of their fighters had died.";
    assert!(holds("Raid kills eight", parts));
    assert!(!holds("Raid kills nine", parts));
}

#[test]
fn a_value_far_beyond_a_bound_is_not_borne_out() {
    assert!(!holds(
        "103 infant deaths tied to cradle",
        "More than 30 infant deaths were tied to the cradle."
    ));
    assert!(holds(
        "34 infant deaths tied to cradle",
        "More than 30 infant deaths were tied to the cradle."
    ));
}

#[test]
fn a_channel_s_number_is_none_of_the_headline() {
    let text = "Ada Orme, 81, died at home on Sunday. Two ships of hers hang in Vale.";
    assert!(holds("Painter of ships dies at home - Channel 8 News", text));
}

const LONG: &str = "A ferry sank off Vale in the night. Its skipper, a 34-year-old man, was rescued by a trawler, the \
    coast guard said. The ship had left Orme for Vale at noon in heavy seas, and lost power later, when water came in.";

#[test]
fn a_brief_report_is_held_against_the_longer_ones() {
    let found = analysed(&["Skipper, 43, rescued off Vale.".to_owned(), LONG.to_owned()]);
    let pairs: Vec<_> = found.comparisons.iter().flat_map(|c| &c.pairs).collect();
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    assert_eq!(
        (pairs[0].verdict, pairs[0].reason),
        (Verdict::Conflict, Reason::Unsupported)
    );
    let made = &found.digests[0].claims[pairs[0].a.claim as usize];
    assert_eq!((made.measure.as_str(), made.text.as_str()), ("age", "43"));
}

#[test]
fn what_one_text_bears_out_is_at_odds_with_none() {
    let other = LONG.replace("34-year-old", "43-year-old");
    let found = analysed(&["Skipper, 43, rescued off Vale.".to_owned(), LONG.to_owned(), other]);
    assert!(found.findings.is_empty(), "{:?}", found.findings);
}

#[test]
fn figures_that_no_one_differs_on_make_no_claims() {
    let found = analysed(&["---\ntitle: Painter dies at 81\n---\nAda Orme, 81, died at home on Sunday.\n".to_owned()]);
    assert!(found.digests[0].claims.iter().all(|c| c.measure != "age"));
}
