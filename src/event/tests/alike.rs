//! What makes reports alike that share few names, or come late.

use super::*;

/// A report of an outlet, with the day of publication, where there is one.
fn wire(id: &str, published: Option<&str>, text: &str) -> Digest {
    let day = published.map(|d| format!("published: {d}\n")).unwrap_or_default();
    read(id, &format!("---\n{day}title: x\n---\n{text}\n"), crate::rules::packs())
}

#[test]
fn a_list_of_figures_is_a_report() {
    let figures = wire(
        "a",
        Some("2031-05-15"),
        "FATALITIES: 11.\n\nIn Kelmarsh 9, in Orne 2.\n\nINJURED: 64. MISSING: 3.",
    );
    let keys: Vec<_> = figures.anchors.features.iter().map(|f| f.key.as_str()).collect();
    assert!(keys.contains(&"w:kelmarsh"), "{keys:?}");
}

#[test]
fn the_day_on_which_somebody_did_something_about_it_makes_no_other_event() {
    let first = "Seventeen migrants drowned when the trawler Halvard sank off Arlesund in Norway on Sunday.";
    let later = "The ministry on Thursday corrected the toll of the trawler Halvard off Arlesund in Norway: nine migrants drowned.";
    one_event(first, later);
}

#[test]
fn a_strike_goes_on_from_day_to_day() {
    let first = "Thousands of dockers in Arlesund went on strike on Sunday. Police in Arlesund arrested 64 strikers at the Halvard quay on Sunday.";
    let later = "Dockers in Arlesund were on strike for the third day on Wednesday. Police in Arlesund arrested nine strikers at the Halvard quay on Wednesday.";
    one_event(first, later);
}

#[test]
fn a_place_that_another_report_knows_as_a_word_is_shared() {
    let rules = rules();
    let named = |id: &str, rarity, place| {
        let mut d = digest(id, Some(date(2018, 5, 3)), &["norwell"], &[], &rules);
        for f in &mut d.anchors.features {
            (f.rarity, f.place) = (rarity, place);
        }
        d
    };
    let digests = [named("a", 3.2, true), named("b", 2.2, false)];
    assert_eq!(groups(&digests, &rules), [["a", "b"]]);
}

#[test]
fn everyday_words_tell_of_an_event_without_names() {
    let text = "The bridge fell into the river on Monday, and a bus with it.";
    let d = wire("a", Some("2031-05-15"), text);
    assert!(
        d.anchors.features.iter().any(|f| f.key == "w:bus"),
        "{:?}",
        d.anchors.features
    );
}

#[test]
fn a_report_joins_a_cluster_that_is_like_it_in_part() {
    let rules = rules();
    let own = ["brannock", "quellide", "zorvane", "mirrowell"];
    let d = |id: &str, words: &[&str]| digest(id, Some(date(2018, 5, 3)), words, &[], &rules);
    let late = [
        "osmond", "velling", "brannock", "lanthorn", "marrowby", "harrowby", "tarnwick", "halloran",
    ];
    let all = [d("a", &own), d("b", &own), d("c", &late)];
    assert_eq!(groups(&all, &rules), [["a", "b", "c"]]);
}

#[test]
fn day_and_kind_are_enough_where_no_name_speaks_against_it() {
    let rules = rules();
    let quake = |id: &str, words: &[&str], places: &[&str]| {
        let mut d = digest(id, Some(date(2018, 5, 3)), words, places, &rules);
        for f in &mut d.anchors.features {
            (f.rarity, f.weight) = (2.0, 3.0);
        }
        d.anchors.kinds = vec![("earthquake".into(), 3.0)];
        d.anchors
    };
    let score = |a: &Anchors, b: &Anchors| link::explain(a, b, &rules).score;
    let (turin, oslo) = (quake("a", &["ladder"], &["Turin"]), quake("b", &["kettle"], &["Oslo"]));
    assert!(score(&turin, &quake("c", &["kettle"], &[])) >= LINKED);
    assert!(score(&turin, &oslo) < LINKED);
    let named = |word: &str| {
        let mut d = quake("d", &[word], &[]);
        d.features[0].rarity = 3.4;
        d
    };
    assert!(score(&named("tarnwick"), &named("osmond")) < LINKED);
}
