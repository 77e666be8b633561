//! Which verb a figure belongs to, and which it does not: better no measure than a wrong one.

use super::testing;

/// The figures of a text as "number measure/counted".
fn figures(text: &str) -> Vec<String> {
    testing::claims(text, None)
        .iter()
        .map(|c| format!("{} {}/{}", c.text, c.measure, c.counted))
        .collect()
}

#[test]
fn a_part_is_of_what_its_pronoun_says() {
    assert_eq!(
        figures("The nurses struck. Eighty shells were fired, of which 22 struck the roof."),
        ["Eighty other/shell", "22 other/shell"]
    );
    assert_eq!(
        figures("The blaze gutted forty huts. Sixty people fled, of whom 22 burned."),
        ["forty destroyed/homes", "Sixty displaced/people", "22 injured/people"]
    );
}

#[test]
fn a_past_form_has_no_passive() {
    assert_eq!(
        figures("Nine houses are gone. Nine went down to the ford."),
        ["Nine destroyed/homes", "Nine other/"]
    );
}

#[test]
fn no_list_without_a_first_object() {
    assert_eq!(
        figures("Eleven hostages were let go in the morning and four climbed out at noon."),
        ["Eleven freed/people", "four other/people"]
    );
}

#[test]
fn verbs_share_their_subject() {
    assert_eq!(
        figures("The prosecutors have charged nine clerks and hold seven."),
        ["nine other/workers", "seven arrested/workers"]
    );
    assert_eq!(figures("The guards earlier shot two cooks."), ["two injured/workers"]);
}

#[test]
fn what_a_relative_clause_says_of_them() {
    assert_eq!(
        figures("The families of the eight villagers whose deaths were confirmed met on Sunday."),
        ["eight killed/people"]
    );
}

#[test]
fn who_did_it_is_not_whom_it_befell() {
    assert_eq!(
        figures("Of the nine people who picked up the phone six hung up."),
        ["nine other/people", "six other/people"]
    );
    assert_eq!(
        figures("In the fighting soldiers burned nine huts and sixty families are sleeping in tents."),
        ["nine destroyed/homes", "sixty displaced/family"]
    );
}

#[test]
fn things_hold_no_hostages() {
    assert_eq!(figures("My refrigerator holds eight."), ["eight other/"]);
    assert_eq!(figures("The gang is holding eight nurses."), ["eight held/nurse"]);
}

#[test]
fn unknown_things_are_no_people() {
    assert_eq!(figures("Officers fired 22 gloops."), ["22 other/gloop"]);
    assert_eq!(figures("The mill fired 22 glazers."), ["22 jobs/glazer"]);
}

#[test]
fn what_nothing_befell_is_a_figure() {
    assert_eq!(
        figures("No passwords were copied. No trams ran."),
        ["No other/password", "No other/vehicles"]
    );
    assert!(figures("No time was lost. No wonder. There were no passwords.").is_empty());
}

#[test]
fn how_few_came_and_what_did_it_are_told() {
    assert_eq!(figures("The mill was struck by two shells."), ["two other/shell"]);
    assert_eq!(
        figures("Gunmen in three speedboats attacked a barge."),
        ["three other/vessels"]
    );
    assert!(figures("The mill was built in two valleys.").is_empty());
}

#[test]
fn those_who_speak_are_no_part_of_the_dead() {
    assert_eq!(
        figures("Twenty people died. Fifty thousand of us were in there."),
        ["Twenty killed/people"]
    );
    assert_eq!(
        figures("The rally was long. It was cold. 18,000 of us!"),
        ["18,000 participants/people"]
    );
}

#[test]
fn what_became_of_somebody_is_more_than_what_he_was() {
    assert_eq!(figures("Nine injured passengers died."), ["Nine killed/passengers"]);
    assert_eq!(figures("Nine injured passengers sang."), ["Nine injured/passengers"]);
}

#[test]
fn a_gang_of_four_and_a_band_that_plays() {
    assert_eq!(figures("A gang of four robbed the bank."), ["four attackers/militants"]);
    assert!(
        !figures("A brass band of four was there.")
            .iter()
            .any(|f| f.contains("attackers"))
    );
}

#[test]
fn a_key_tells_of_whom_the_list_is() {
    assert_eq!(figures("The missing: The list stands at 145."), ["145 missing/people"]);
    assert!(figures("The menu: The list stands at 145.").is_empty());
}

#[test]
fn the_clause_after_an_and_has_a_subject_of_its_own() {
    assert_eq!(
        figures("Police spoke to 40 witnesses, and two men were arrested."),
        ["40 other/witness", "two arrested/men"]
    );
    assert_eq!(
        figures("The school has 400 pupils and 12 were hurt."),
        ["400 other/students", "12 injured/students"]
    );
    // what is said is no object of the saying
    assert_eq!(
        figures("Police said 40 soldiers and two civilians were killed."),
        ["40 killed/soldiers", "two killed/civilians"]
    );
}

#[test]
fn what_was_told_to_somebody_did_not_befall_him() {
    assert_eq!(
        figures("The mayor told 12 reporters that nobody was hurt."),
        ["12 other/journalist", "nobody injured/people"]
    );
    assert_eq!(
        figures("Two brothers of the woman who was killed spoke."),
        ["Two other/men"]
    );
    assert_eq!(
        figures("Two men who saw how a woman was killed testified."),
        ["Two other/men", "a woman killed/women"]
    );
    assert_eq!(
        figures("Two of the 12 men that police arrested have been freed."),
        ["Two freed/men", "12 arrested/men"]
    );
}

#[test]
fn who_searches_is_not_searched_for() {
    assert_eq!(
        figures("Some 300 volunteers searched for the missing girl."),
        ["Some 300 other/volunteer"]
    );
    assert_eq!(figures("Two men shot at the car."), ["Two other/men"]);
    assert_eq!(
        figures("Two men shot at a party in the city have died."),
        ["Two injured/men"]
    );
}

#[test]
fn leave_to_do_something_is_no_capacity() {
    let label = |text: &str| testing::claims(text, None)[0].label.clone().unwrap_or_default();
    assert_eq!(label("The hall was designed to hold 900 people."), "capacity");
    assert_ne!(label("The judge allowed him to sell four houses."), "capacity");
}

/// The scope of the last figure of a text.
fn scope(text: &str) -> String {
    let claims = testing::claims(text, None);
    let last = claims.last().and_then(|c| c.scope.as_ref());
    last.map(|s| s.text.to_string()).unwrap_or_default()
}

#[test]
fn where_and_when_of_some() {
    assert_eq!(
        scope("Nine were hurt. Two were taken to a third hospital."),
        "third hospital"
    );
    assert_eq!(scope("Nine were hurt. Two were taken to a hospital."), "");
    assert_eq!(scope("Two of the three victims are in a serious condition."), "");
    assert_eq!(
        scope("Two of the three victims transported are in a serious condition."),
        ""
    );
    assert_eq!(scope("The road has seen 12 deaths in ten years."), "ten years");
    assert_eq!(scope("The crash killed 12 people in ten minutes.").as_str(), "");
    assert_eq!(scope("A woman is killed every three days."), "three days");
    assert_eq!(
        scope("Nine were killed by gunfire in the city during that June weekend."),
        "that June weekend"
    );
    assert_eq!(scope("Nine were killed by gunfire in the city over the weekend."), "");
    assert_eq!(
        scope("The feud has claimed two lives over the past couple of years."),
        "past couple of years"
    );
    assert_eq!(scope("The road kills nine people on a normal day."), "usual");
    assert_eq!(
        scope("The roads have killed nine people in the country in ten years."),
        "ten years"
    );
    assert_eq!(scope("Luke's hospital has taken in nine people."), "Luke's hospital");
    assert_eq!(scope("The town's hospital has taken in nine people."), "hospital");
    assert_eq!(scope("The new bridge will be 438 metres long."), "forecast");
    assert_eq!(scope("Two brothers were killed just weeks apart."), "weeks apart");
    assert_eq!(scope("Every day costs the hauliers nine million euros."), "a day");
    assert_eq!(scope("A recent feud has claimed two lives in the past hour."), "");
}

#[test]
fn no_is_never_a_figure_alone() {
    assert_eq!(
        figures("Police named the two survivors. There's no time for it, a man said."),
        ["two rescued/people"]
    );
}

#[test]
fn what_is_left_of_those_told_of_is_a_part() {
    let partial = |text: &str| testing::claims(text, None).last().map(|c| c.partial);
    assert_eq!(partial("The other three cars pulled over."), Some(true));
    assert_eq!(partial("Three cars pulled over."), Some(false));
}

#[test]
fn what_is_done_to_the_accused_is_not_done_to_their_victims() {
    assert_eq!(
        figures("A man accused of shooting three people was arrested."),
        ["A man arrested/men", "three injured/people"]
    );
    assert_eq!(
        figures("The two men who robbed nine passengers were caught."),
        ["two arrested/men", "nine other/passengers"]
    );
    assert_eq!(
        figures("He was accused of killing nine people."),
        ["nine killed/people"]
    );
    // a noun of what goes on, and no deed
    assert_eq!(
        figures("After days of fighting 40 people were dead."),
        ["40 killed/people"]
    );
}

#[test]
fn what_hangs_on_a_noun_is_no_subject() {
    assert_eq!(
        figures("A film about nine miners died at the box office."),
        ["nine other/workers"]
    );
    assert_eq!(
        figures("Residents in 12 villages were evacuated."),
        ["12 other/village"]
    );
    assert_eq!(figures("The toll at two villages rose to 40."), ["40 killed/people"]);
}

#[test]
fn what_stands_before_a_noun_modifies_it() {
    assert_eq!(figures("Two night watchmen were killed."), ["Two killed/guard"]);
    assert_eq!(figures("Six off-duty nurses were injured."), ["Six injured/nurse"]);
    assert_eq!(
        figures("A dining-car waiter was killed."),
        ["A dining-car waiter killed/workers"]
    );
}

#[test]
fn the_state_that_a_verb_brings_about() {
    for text in ["Police shot a woman dead in Kell.", "Police shot dead a woman in Kell."] {
        assert_eq!(figures(text), ["a woman killed/women"], "{text}");
    }
    // how far is no object
    assert_eq!(
        figures("Rescuers reached the 33 miners trapped 610 metres underground.")[0],
        "33 missing/workers"
    );
}

#[test]
fn a_source_that_withholds_its_name_befalls_nothing() {
    assert_eq!(
        figures("An official who asked not to be named said 26 had died."),
        ["26 killed/people"]
    );
}

#[test]
fn all_and_both_leave_the_verb_to_its_subject() {
    assert_eq!(figures("The four men have all been arrested."), ["four arrested/men"]);
    assert_eq!(
        figures("The 54 passengers and six crew all died."),
        ["54 killed/passengers", "six killed/crew"]
    );
}

#[test]
fn what_became_of_somebody_outweighs_what_he_was() {
    assert_eq!(
        figures("About 100 kidnapped girls have been released."),
        ["About 100 freed/children"]
    );
    assert_eq!(
        figures("Seven wounded soldiers were evacuated by helicopter."),
        ["Seven injured/soldiers"]
    );
}

#[test]
fn a_value_told_between_commas() {
    assert_eq!(
        figures("The toll, put at 26 on Monday, is now 24."),
        ["26 killed/people", "24 killed/people"]
    );
    assert_eq!(
        figures("The number of people injured has shot up to 51."),
        ["51 injured/people"]
    );
}

#[test]
fn advice_counts_nobody() {
    let told = |verb: &str| format!("A blaze gutted nine huts. Nobody {verb} injured.");
    assert_eq!(figures(&told("was"))[1..], ["Nobody injured/people"]);
    assert!(figures(&told("should be")).len() == 1);
}

#[test]
fn where_some_of_the_dead_lay_is_no_measure_of_their_own() {
    assert_eq!(
        figures("A quake shook Kell. Seven people died, three of them in a hotel."),
        ["Seven killed/people", "three killed/people"]
    );
}
