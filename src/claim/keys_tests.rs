//! What keys and headings say of their figures.

use super::testing::figures;

#[test]
fn a_key_evokes_its_measure_past_participles_that_evoke_nothing() {
    assert_eq!(
        figures("Deaths confirmed: 41. Houses partly damaged: 120. Injured so far: 12."),
        ["41 killed/people", "120 damaged/homes", "12 injured/people"]
    );
}

#[test]
fn a_key_that_evokes_nothing_names_what_is_counted() {
    assert_eq!(
        figures("Deaths: 41. Relief camps open: 9; villages cut off: 7."),
        [
            "41 killed/people",
            "9 relief camps open/camp",
            "7 villages cut off/village"
        ]
    );
    // when is no part of what
    assert_eq!(
        figures("Deaths: 41. Vehicles salvaged as of 8 a.m. today: 9."),
        ["41 killed/people", "9 vehicles salvaged/vehicles"]
    );
    // a name is a part of what was counted before
    assert_eq!(
        figures("Killed: 41. Arandia: 9."),
        ["41 killed/people", "9 killed/people@Arandia"]
    );
}

#[test]
fn what_stands_before_a_figure_in_brackets_is_counted() {
    assert_eq!(
        figures("Deaths: 41 (male 16, female 18, children below 12 years 7)."),
        [
            "41 killed/people",
            "16 killed/men",
            "18 killed/women",
            "7 killed/children"
        ]
    );
}

#[test]
fn a_name_between_the_cue_of_a_part_and_its_figure() {
    assert_eq!(
        figures("Rescuers deployed: 640, of whom Navy 135."),
        ["640 rescuers deployed/people", "135 rescuers deployed/people"]
    );
}

#[test]
fn a_heading_says_what_its_list_counts() {
    let list = "The votes were shared out like this:\nLIMA, Ana (Greens): 9,412\nOthers: 310\nThe hall has 40 doors.";
    let found = figures(list);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("9,412 votes/vote"), "{found:?}");
    assert!(found[1].starts_with("310 votes/vote"), "{found:?}");
    assert!(found[2].starts_with("40 doors"), "{found:?}");
}

#[test]
fn deaths_are_told_as_follows() {
    assert_eq!(
        figures("The deaths were as follows: Kell 46, Vale 13, Tarn 9."),
        ["46 killed/people@Kell", "13 killed/people@Vale", "9 killed/people@Tarn"]
    );
}

#[test]
fn keys_of_a_line_stand_right_before_their_figures() {
    assert_eq!(
        figures("Dead 12, wounded 40, homes destroyed 27."),
        ["12 killed/people", "40 injured/people", "27 destroyed/homes"]
    );
    assert_eq!(
        figures("Total dead 12, missing 3."),
        ["12 killed/people", "3 missing/people"]
    );
    assert_eq!(
        figures("Police arrested 12, soldiers injured 40."),
        ["12 arrested/people", "40 injured/people"]
    );
    assert_eq!(
        figures("Killed: 12. Injured: 40. Houses destroyed: 27.")[1],
        "40 injured/people"
    );
}

#[test]
fn two_names_with_what_adds_up_are_no_match() {
    assert_eq!(
        figures("Twelve people died (Skopje 7, Bitola 5)."),
        [
            "Twelve killed/people",
            "7 killed/people@Skopje",
            "5 killed/people@Bitola"
        ]
    );
    assert_eq!(figures("Two goals decided it (Rovers 2, Wanderers 1).").len(), 1);
}

#[test]
fn a_verb_in_a_key_is_said_of_its_noun() {
    assert_eq!(
        figures("Refugees registered: 300. Weapons received: 1,480, namely 1,212 rifles."),
        [
            "300 displaced/refugee",
            "1,480 weapons received/weapon",
            "1,212 rifles/rifle"
        ]
    );
}
