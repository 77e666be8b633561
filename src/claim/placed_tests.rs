//! Figures told by where the counted are, by a number of them, by a key, or by there being none.

use super::testing::claims;

fn found(text: &str) -> Vec<(String, String, String)> {
    claims(text, None)
        .into_iter()
        .map(|c| (c.measure.to_string(), c.counted.to_string(), c.text))
        .collect()
}

fn one(text: &str, measure: &str, number: &str) {
    let all = found(text);
    assert!(
        all.iter().any(|(m, _, n)| m == measure && n == number),
        "{text}: no {measure} of {number} in {all:?}"
    );
}

fn none(text: &str, measure: &str) {
    let all = found(text);
    assert!(all.iter().all(|(m, ..)| m != measure), "{text}: {measure} in {all:?}");
}

#[test]
fn what_carries_people_has_them_aboard() {
    one("A dinghy with 31 people on it was seen off the cape.", "aboard", "31");
    one("The plane, with 46 people, hit a hill.", "aboard", "46");
    none("The mayor, with 46 people, hit the road.", "aboard");
    one("There were 44 people in the coach.", "aboard", "44");
    none("There were 44 people in the hall.", "aboard");
    none("Five people in the coach sang.", "aboard");
    none("All but three of the 44 people in the coach died.", "aboard");
}

#[test]
fn what_opens_the_sentence_is_said_of_the_figure_behind_the_verb() {
    one("On board were 236 people.", "aboard", "236");
    one("On board the coach: 47", "aboard", "47");
    one("In custody are six men.", "arrested", "six");
    none("In summer there are six men.", "arrested");
}

#[test]
fn a_group_is_put_at_its_number() {
    one(
        "A deserter puts the attackers in the raid at forty.",
        "attackers",
        "forty",
    );
    none("A deserter met the attackers in the raid at forty.", "attackers");
}

#[test]
fn what_is_to_come_or_befalls_anybody_is_no_figure_of_the_event() {
    let all = claims("The death toll will exceed 90.", None);
    assert!(
        all.iter()
            .all(|c| c.scope.as_ref().is_some_and(|s| s.text == "forecast")),
        "{all:?}"
    );
    one(
        "The hall burned, and ten people died. You lost ten people.",
        "killed",
        "ten",
    );
    none("The toll is high. In a hall you lose ten people.", "killed");
}

#[test]
fn a_report_tells_further_down_what_it_is_about() {
    let text =
        "The governor spoke at noon. Armed men came to the school at night. He was calm. They took away 54 students.";
    none(text, "held");
    one(&format!("{text} No ransom was paid for the captives."), "held", "54");
}

#[test]
fn what_is_said_of_a_number() {
    one("The number killed rose to 40.", "killed", "40");
    one("The number in hospital fell to 12.", "hospitalised", "12");
    one("The agency puts the number aboard at 90.", "aboard", "90");
    one("The number who died reached 17.", "killed", "17");
    none("The number held in the vault rose to 40.", "held");
}

#[test]
fn a_key_says_more_than_its_measure() {
    one("Dead, according to the police: 12", "killed", "12");
    one("Wounded in hospital: 14", "injured", "14");
    one("In hospital: 14", "hospitalised", "14");
    one(
        "Injured: 77 inmates, treated in three clinics; 6 wardens.",
        "injured",
        "6",
    );
    none("Doctors in hospital: 14", "injured");
}

#[test]
fn none_is_a_figure_of_what_would_be_counted() {
    one("There were no casualties.", "killed", "no");
    one("There were no reports of injuries.", "injured", "no");
    none("There were nine casualties.", "killed");
    let all = found("There were no reports of civilian casualties.");
    assert_eq!(all[0].1, "civilians", "{all:?}");
}

#[test]
fn a_relative_clause_is_said_of_all_that_it_follows() {
    one(
        "Of the 40 pupils and teachers who were kidnapped, six died.",
        "held",
        "40",
    );
    none(
        "Of the 40 pupils and the teacher who was kidnapped, six came back.",
        "held",
    );
}

#[test]
fn figures_side_by_side_are_limited_to_their_places() {
    let text = "The bank sheds jobs in Oslo and Bergen. Some 900 jobs go, 400 in Bergen and 200 in Oslo.";
    let scopes: Vec<_> = claims(text, None)
        .into_iter()
        .map(|c| (c.text, c.scope.map(|s| s.text.to_string())))
        .collect();
    assert!(scopes.contains(&("400".into(), Some("Bergen".into()))), "{scopes:?}");
    assert!(scopes.contains(&("200".into(), Some("Oslo".into()))), "{scopes:?}");
}

#[test]
fn members_of_a_gang_fight() {
    let all = found("Troops moved in, gunning down seven of the nine-strong gang.");
    assert_eq!(all[0].0, "killed", "{all:?}");
    assert_eq!(all[0].1, "militants", "{all:?}");
}

#[test]
fn what_befell_them_goes_before_where_they_were() {
    one("All 46 people on board were killed.", "killed", "All 46");
    one("Nine of those in custody were released.", "freed", "Nine");
    one(
        "A plane with 46 people on board crashed and was destroyed.",
        "aboard",
        "46",
    );
}

#[test]
fn a_clause_about_a_place_says_nothing_of_the_counted() {
    none(
        "Thirteen died in Ulm and eight in Bonn, where the bus was destroyed.",
        "destroyed",
    );
}

#[test]
fn a_subject_that_is_about_the_counted() {
    one("The search went on for nine hikers.", "missing", "nine");
    none("The concert went on for nine hikers.", "missing");
    let out = claims("Power was out for 900 homes.", None);
    assert_eq!(out[0].label.as_deref(), Some("without power"), "{out:?}");
}

#[test]
fn a_clause_between_a_number_and_its_value() {
    one(
        "The number of people killed when a tanker exploded at a crossing on Sunday has reached 67.",
        "killed",
        "67",
    );
    none(
        "The number of people killed when a bus took a choir to 40 schools has risen.",
        "killed",
    );
}

#[test]
fn those_of_a_group_are_a_part_of_what_larger_figure_there_is() {
    let partial = |text: &str| {
        claims(text, None)
            .into_iter()
            .filter(|c| c.measure == "killed")
            .map(|c| c.partial)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        partial("The plane had 46 people on board. Forty of them were killed."),
        [true]
    );
    assert_eq!(partial("The raid injured 46 people. Four of them died."), [true]);
}

#[test]
fn what_one_person_saw_in_a_place_is_all_there_were() {
    let partial = |text: &str| claims(text, None).iter().map(|c| c.partial).collect::<Vec<_>>();
    assert_eq!(partial("I saw 22 bodies."), [true]);
    assert_eq!(partial("A reporter saw 22 bodies by the wall."), [true]);
    assert_eq!(partial("The coroner counted 22 bodies by the wall."), [false]);
    assert_eq!(partial("In our clinic I saw 22 bodies."), [false]);
}

#[test]
fn those_of_one_nation_or_age_are_a_part() {
    let partial = |text: &str| {
        let all = claims(text, None);
        all.last().map(|c| c.partial || c.part_of.is_some())
    };
    assert_eq!(
        partial("The raid killed 46 people. Four were Slovak citizens."),
        Some(true)
    );
    assert_eq!(
        partial("The raid killed 46 people. Three Belgians have died."),
        Some(true)
    );
    assert_eq!(partial("The raid killed 46 people. Nine were under 18."), Some(true));
    assert_eq!(partial("The raid killed 46 people. Nine were at home."), Some(false));
    assert_eq!(
        partial("The raid freed 46 pupils. The freed pupils, 20 girls and 16 boys, are well."),
        Some(true)
    );
}

#[test]
fn a_number_of_all_counts_nobody_in_particular() {
    let all = found("Eight soldiers and four civilians died, bringing to 12 the number of dead.");
    assert!(
        all.contains(&("killed".into(), "people".into(), "12".into())),
        "{all:?}"
    );
}

#[test]
fn no_event_befalls_millions() {
    none("The bank lost 37 million.", "killed");
    one("The army lost 37.", "killed", "37");
}

#[test]
fn what_commas_enclose_says_nothing_of_the_rest() {
    let of = |text: &str| {
        claims(text, None)
            .into_iter()
            .map(|c| (c.text, format!("{:?}", c.modality)))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("The toll, first put at 35, stands at 41."),
        [("35".into(), "Background".into()), ("41".into(), "Asserted".into())]
    );
}

#[test]
fn the_number_of_people_who() {
    one("The number of people who have died has risen to 56.", "killed", "56");
    none("The number of people who have voted has risen to 56.", "killed");
}

#[test]
fn what_is_made_of_the_counted() {
    let all = found("The rebels took 60 soldiers prisoner.");
    assert!(
        all.contains(&("held".into(), "soldiers".into(), "60".into())),
        "{all:?}"
    );
}

#[test]
fn those_inside_are_no_figure_of_their_own_in_a_siege() {
    let label = |text: &str| claims(text, None).pop().and_then(|c| c.label);
    assert_eq!(
        label("The roof fell. Some 350 people were inside.").as_deref(),
        Some("inside")
    );
    assert_ne!(
        label("The siege goes on. Some 350 people were inside.").as_deref(),
        Some("inside")
    );
}

#[test]
fn a_key_is_told_by_its_head_and_not_by_what_hangs_on_it() {
    one(
        "Animals slaughtered on infected premises: 3,870 animals",
        "killed",
        "3,870",
    );
    none("Animals slaughtered on infected premises: 3,870 animals", "infected");
}

#[test]
fn what_uses_a_station_each_day_is_aboard_of_nothing() {
    none("Some 40,000 passengers use the station each day.", "aboard");
    one("Some 400 passengers left the quay on Monday.", "aboard", "Some 400");
}

#[test]
fn what_is_counted_comes_in_ones() {
    let all = found("The fire began at about 20.30, and eight people were injured.");
    assert_eq!(all.len(), 1, "{all:?}");
    let all = found("Some 2.5 million people were evacuated.");
    assert_eq!(all.len(), 1, "{all:?}");
}

#[test]
fn how_badly_and_where_are_one_part() {
    assert_eq!(
        super::testing::figures("The blast hurt 26 people. Four of those at Santa Chiara are in a critical condition."),
        ["26 injured/people", "Four injured/people@Santa Chiara, critical"]
    );
}
