//! Who was shot, stabbed or hit: the dead among them, the hurt, and what leaves it open.

use super::testing;

/// The figures of a text as "number measure/counted", with a mark where the outcome is open.
fn figures(text: &str) -> Vec<String> {
    testing::claims(text, None)
        .iter()
        .map(|c| {
            let open = if c.mixed { "?" } else { "" };
            format!("{} {}{open}/{}", c.text, c.measure, c.counted)
        })
        .collect()
}

#[test]
fn a_verb_that_leaves_the_outcome_open() {
    assert_eq!(
        figures("Five people were shot at a wedding, two fatally."),
        ["Five injured?/people", "two killed/people"]
    );
    assert_eq!(figures("Five people were wounded."), ["Five injured/people"]);
}

#[test]
fn a_word_beside_the_verb_tells_the_outcome() {
    for text in [
        "Three men were fatally shot outside the mill.",
        "Three men were shot and killed outside the mill.",
        "Three men were stabbed to death outside the mill.",
        "Three men shot, killed outside the mill",
    ] {
        assert_eq!(
            figures(text)[0].split_once(' ').expect("a figure").1,
            "killed/men",
            "{text}"
        );
    }
    assert_eq!(
        figures("Three men were shot and two women killed."),
        ["Three injured?/men", "two killed/women"]
    );
}

#[test]
fn the_dead_beside_the_shot_are_figures_of_their_own() {
    assert_eq!(
        figures("4 women shot, 2 dead in a mill"),
        ["4 injured?/women", "2 killed/women"]
    );
    assert_eq!(
        figures("6 shot, 1 critically hurt in a mill"),
        ["6 injured?/people", "1 injured/people"]
    );
    assert_eq!(
        figures("1 dead, 3 critically injured in a mill"),
        ["1 killed/people", "3 injured/people"]
    );
}

#[test]
fn the_wounds_that_people_have() {
    assert_eq!(
        figures("Officers found four men suffering from gunshot wounds."),
        ["four injured?/men"]
    );
    assert_eq!(
        figures("Officers found three clerks with gunshot wounds."),
        ["three injured?/workers"]
    );
    assert!(!figures("The clerk fired six rounds at them.").contains(&"six injured?/round".to_owned()));
}

#[test]
fn the_place_of_a_second_figure_stands_against_that_of_the_first() {
    let measures = |text: &str| {
        let all = super::testing::claims(text, None);
        all.iter()
            .map(|c| format!("{} {}", c.text, c.measure))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        measures("Sixty people died at the scene and 11 in hospital."),
        ["Sixty killed", "11 killed"]
    );
    assert_eq!(
        measures("Nine of the injured are in Aldwick hospital."),
        ["Nine hospitalised"]
    );
    assert!(
        !measures("Some 420 fans were in the ground, which holds 380.")
            .iter()
            .any(|m| m == "380 held")
    );
}

#[test]
fn what_befell_some_befell_others_likewise() {
    assert_eq!(
        figures("Six clerks were wounded, the mayor said, as were two cooks."),
        ["Six injured/workers", "two injured/workers"]
    );
    assert_eq!(
        figures("Forty guests were led or carried to safety."),
        ["Forty rescued/people"]
    );
    assert_eq!(
        figures("Fourteen needed hospital care."),
        ["Fourteen hospitalised/people"]
    );
}

#[test]
fn what_has_a_verb_of_its_own_is_no_object_of_the_verb_before_the_comma() {
    let claims = testing::claims(
        "The hospital is full. Of the nine guests it admitted, one is a child.",
        None,
    );
    let rules: Vec<_> = claims.iter().map(|c| (c.text.as_str(), c.rule.as_str())).collect();
    assert_eq!(
        rules,
        [("nine", "hospitalised/verb:admit"), ("one", "hospitalised/inherited")]
    );
}

#[test]
fn some_among_a_number_are_what_all_of_it_are() {
    assert_eq!(
        figures("Four pupils were among the nine people who died."),
        ["Four killed/students", "nine killed/people"]
    );
    assert_eq!(
        figures("Among the 12 people killed were three children."),
        ["12 killed/people", "three killed/children"]
    );
    // those who are hurt are no nurses
    assert_eq!(
        figures("Two nurses are among the 40 injured.")[1..],
        ["40 injured/people"]
    );
}

#[test]
fn how_some_are_is_not_what_befell_others() {
    let told = figures("Three died and 61 are sick.");
    assert!(!told.contains(&"61 killed/people".to_owned()), "{told:?}");
    let told = figures("Twelve were killed. Three were American.");
    assert_eq!(told[1..], ["Three killed/people"]);
}

#[test]
fn the_place_where_some_died_is_where_others_did() {
    let told = figures("Six died at the scene, three in hospital.");
    assert_eq!(told, ["Six killed/people", "three killed/people"]);
    let told = figures("Six died in the fire and three are in hospital.");
    assert_eq!(told[1..], ["three hospitalised/people"]);
}

#[test]
fn what_a_place_is_filled_by() {
    let told = figures("The march was long. The square was filled by 5,000 people.");
    assert_eq!(told, ["5,000 participants/people"]);
    assert_eq!(
        figures("The march was long. The lorry was packed with 500 books."),
        ["500 other/book"]
    );
}

#[test]
fn others_are_of_the_things_before_them() {
    let told = figures("The fire destroyed 40 houses and damaged 100 others.");
    assert_eq!(told, ["40 destroyed/homes", "100 damaged/homes"]);
    let told = figures("The crash destroyed two cars and injured ten others.");
    assert_eq!(told[1..], ["ten injured/people"]);
}

#[test]
fn what_became_of_the_same_in_the_end() {
    assert_eq!(
        figures("Two men were injured and later died in hospital."),
        ["Two killed/men"]
    );
    assert_eq!(figures("Two men were taken to hospital but died."), ["Two killed/men"]);
    assert_eq!(figures("Two men were kidnapped and killed."), ["Two killed/men"]);
    assert_eq!(
        figures("A girl of six was run over and died."),
        ["A girl killed/children"]
    );
    assert_eq!(figures("Two were missing but were found safe."), ["Two rescued/people"]);
    // others than those it began with, or nothing that is sure
    assert_eq!(figures("Two men were injured and their dog died."), ["Two injured/men"]);
    assert_eq!(
        figures("Five remain missing and are presumed dead."),
        ["Five missing/people"]
    );
}

#[test]
fn one_died_later() {
    assert_eq!(
        figures("Two men were hurt, and one died later."),
        ["Two injured/men", "one killed/men"]
    );
    assert_eq!(figures("Two died later in hospital."), ["Two killed/people"]);
    assert!(figures("A man of seventy-one collapsed at work.").is_empty());
}

#[test]
fn who_did_it_is_not_among_those_it_befell() {
    let told = figures("A gunman burst in and killed nine.");
    assert_eq!(told[1..], ["nine killed/people"]);
    let told = figures("Twelve soldiers killed nine.");
    assert_eq!(told[1..], ["nine killed/people"]);
    let told = figures("The bomb hit 12 soldiers and killed nine.");
    assert_eq!(told[1..], ["nine killed/soldiers"]);
}
