use crate::claim::{self, testing};

/// The figures of a text with their scopes: "Twenty-nine@fifth floor".
fn scopes(text: &str) -> String {
    let claims = testing::claims(text, Some("2021-11-09"));
    let scope = |c: &claim::Claim| c.scope.as_ref().map_or_else(|| "-".to_owned(), |s| s.text.to_string());
    claims
        .iter()
        .map(|c| format!("{}@{}", c.text, scope(c)))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn votes_are_cast_for_a_side() {
    let told = |text: &str| {
        let all = crate::claim::testing::claims(text, None);
        let scope = |c: &crate::claim::Claim| c.scope.as_ref().map(|s| s.text.to_string()).unwrap_or_default();
        all.iter()
            .map(|c| format!("{} {} {}", c.text, c.measure, scope(c)))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told("The council met. The motion was lost: for 24, against 29, abstentions 3."),
        ["24 votes for", "29 votes against", "3 votes abstentions"]
    );
    assert_eq!(
        told("The vote is over. 62 members voted in favour and 49 against. Marlow won: 785 votes for Marlow."),
        ["62 votes for", "49 votes against", "785 votes Marlow"]
    );
    // a price for so many is no vote
    assert!(
        told("It costs nine for 24, and seven against 30 there.")
            .iter()
            .all(|c| !c.contains("votes"))
    );
}

#[test]
fn a_day_alone_is_a_scope() {
    assert_eq!(scopes("Nineteen miners died on Thursday alone."), "Nineteen@Thursday");
    assert_eq!(scopes("In the past 24 hours, 14 people died."), "14@24 hours");
    assert_eq!(scopes("Some 1,460 people a day are displaced."), "Some 1,460@a day");
    assert_eq!(scopes("Forty people were killed in a single day."), "Forty@one day");
}

#[test]
fn the_day_of_the_event_is_no_scope() {
    assert_eq!(scopes("Nineteen miners died on Thursday."), "Nineteen@-");
    assert_eq!(scopes("On Thursday 12 people were killed."), "12@-");
    assert_eq!(scopes("The fire of 9 June killed 12 people."), "12@-");
}

#[test]
fn whose_side_the_dead_were_on() {
    assert_eq!(scopes("Some 12 Karzhan soldiers were killed."), "Some 12@Karzhan");
    assert_eq!(scopes("The army's losses stand at 30 dead."), "30@army");
    assert_eq!(scopes("Twelve soldiers were killed."), "Twelve@-");
}

#[test]
fn floors_are_told_by_their_number() {
    assert_eq!(
        scopes("Twenty-nine bodies lay on the fifth floor and 12 on the sixth."),
        "Twenty-nine@fifth floor 12@sixth floor"
    );
}

#[test]
fn the_setting_itself_is_no_scope() {
    assert_eq!(
        scopes("A storm hit the region. It was the worst. The mayor spoke. It left 31 people dead in the same region."),
        "31@-"
    );
}

#[test]
fn a_place_told_of_in_passing_is_no_scope() {
    let lead = "A storm hit the region.\n\nIt was the worst.\n\nThe mayor spoke.\n\nHe said no more.\n\n";
    let of = |text: &str| scopes(&format!("{lead}{text}"));
    assert_eq!(
        of("A radio station said nine sailors were killed. Police arrested 31 people."),
        "nine@- 31@-"
    );
    assert_eq!(
        of("Nine people were arrested. It began when they had left a beach."),
        "Nine@-"
    );
    assert_eq!(
        of("It hit a clinic. Nine people were killed."),
        "a clinic@clinic Nine@clinic"
    );
}

#[test]
fn a_place_opens_the_sentence() {
    let lead = "A storm hit the region.\n\nIt was the worst.\n\nThe mayor spoke.\n\nHe said no more.\n\n";
    let of = |text: &str| scopes(&format!("{lead}{text}"));
    assert_eq!(of("In our hospital, she saw 20 bodies."), "20@hospital");
    assert_eq!(of("In the hospital there are 20 bodies."), "20@hospital");
}

#[test]
fn what_one_person_owns_is_no_count_of_all() {
    assert_eq!(
        scopes("The flood drowned all fourteen of her goats."),
        "all fourteen@own"
    );
    assert_eq!(scopes("The flood drowned fourteen of the goats."), "fourteen@-");
}

#[test]
fn lengths_say_which_one_they_are() {
    assert_eq!(scopes("The raft was 40 m wide and 90 m long."), "40 m@wide 90 m@long");
}

#[test]
fn a_word_for_a_place_points_back_to_it() {
    let scope = |text: &str| {
        let all = crate::claim::testing::claims(text, None);
        all.first().and_then(|c| c.scope.as_ref()).map(|s| s.text.to_string())
    };
    let far = "The mill closed.\nNobody knew why.\nIt was a Friday.\n";
    let hotel = "The search at the Corvin Hotel is over; 31 bodies were found there.";
    assert_eq!(scope(&format!("{far}{hotel}")), Some("Corvin Hotel".to_owned()));
    let road = "They came by lorry from Halden, where troops made five arrests.";
    assert_eq!(scope(&format!("{far}{road}")), Some("Halden".to_owned()));
    let none = "Nobody came to the Corvin Hotel; there were 31 bodies.";
    assert_eq!(scope(&format!("{far}{none}")), None);
}

#[test]
fn what_carried_the_dead_and_how_long_it_took_are_no_scopes() {
    let scope = |text: &str| {
        let all = crate::claim::testing::claims(text, None);
        all.first().and_then(|c| c.scope.as_ref()).map(|s| s.text.to_string())
    };
    assert_eq!(
        scope("A barge that had left Halden sank.\nTwenty bodies were found."),
        None
    );
    assert_eq!(scope("Nine inmates died in a day."), None);
    assert_eq!(scope("Cholera kills nine inmates a day."), Some("a day".to_owned()));
    assert_eq!(
        scope("Nine people were inside, the owner said in a note from Oslo."),
        None
    );
}

#[test]
fn a_stretch_of_time_holds_for_both_figures_of_a_pair() {
    assert_eq!(
        scopes("In the past 24 hours, 14 people died and 30 were hurt."),
        "14@24 hours 30@-"
    );
    assert_eq!(
        scopes("In the past 24 hours, 140 infections and nine deaths were recorded."),
        "140@24 hours nine@24 hours"
    );
}

#[test]
fn a_place_named_first_after_a_figure_of_all_is_a_part() {
    assert_eq!(
        scopes("Floods killed at least 16 people in Norway on Sunday. In the port of Kellhaven, three people died."),
        "at least 16@- three@Kellhaven"
    );
    assert_eq!(
        scopes("The crush in the hall killed 120 people. Thirty people died inside the hall."),
        "120@- Thirty@hall"
    );
}

#[test]
fn a_capital_that_opens_a_sentence_is_no_place() {
    assert_eq!(scopes("Witnesses counted 40 bodies."), "40@-");
    assert_eq!(scopes("Brenholt counted 40 bodies."), "40@Brenholt");
}

#[test]
fn whose_number_it_is_tells_the_side() {
    assert_eq!(
        scopes("The number of Thai soldiers killed rose to three."),
        "three@Thai"
    );
    assert_eq!(scopes("The number of soldiers killed rose to three."), "three@-");
}

#[test]
fn a_family_by_name_is_a_part_once_all_were_told() {
    assert_eq!(
        scopes("Twelve people died. Seven members of the Zorin family were killed."),
        "Twelve@- Seven@Zorin family"
    );
    assert_eq!(scopes("Seven members of the Zorin family were killed."), "Seven@-");
    assert_eq!(
        scopes("Twelve people died. Seven members of one family were killed."),
        "Twelve@- Seven@-"
    );
}

#[test]
fn a_settlement_has_its_own_name() {
    assert_eq!(
        scopes("The flood killed 12 people. Nine people from the village of Tamra were killed."),
        "12@- Nine@Tamra"
    );
}

#[test]
fn those_who_are_left_are_not_all() {
    assert_eq!(
        scopes("Gunmen took 112 people hostage. Twenty-three came out; that leaves 89 people inside."),
        "112@- Twenty-three@- 89@remaining"
    );
    assert_eq!(
        scopes("Six people were taken to hospital. Three were still being treated on Tuesday."),
        "Six@- Three@still"
    );
    assert_eq!(
        scopes("Police arrested nine men. Six men remain in detention."),
        "nine@- Six@still"
    );
}

#[test]
fn another_event_is_a_scope_of_its_own() {
    assert_eq!(
        scopes("The fire killed nine people. In a separate blaze three people died."),
        "nine@- three@a separate blaze"
    );
}

#[test]
fn a_line_of_figures_goes_under_a_place() {
    use crate::claim::testing::figures;
    assert_eq!(
        figures("The outbreak has killed 36 people.\nKell-South: 40 suspected cases, 9 deaths."),
        [
            "36 killed/people",
            "40 infected/people@Kell-South",
            "9 killed/people@Kell-South"
        ]
    );
    // who speaks is no place
    assert_eq!(
        figures("The outbreak has killed 36 people.\nRick: Five dead, Denise."),
        ["36 killed/people", "Five killed/people"]
    );
}

#[test]
fn what_a_rival_cuts_is_its_own() {
    let scopes = |text: &str| {
        let all = crate::claim::testing::claims(text, None);
        let scope = |c: &crate::claim::Claim| c.scope.as_ref().map(|s| s.text.to_string()).unwrap_or_default();
        all.iter().map(scope).collect::<Vec<_>>()
    };
    assert_eq!(
        scopes("The bank axed 9,000 posts. Rival Kellbank axed 18,000 posts."),
        ["", "Rival Kellbank"]
    );
    assert_eq!(
        scopes("The bank cuts jobs. At the end of June it had 41,300 employees."),
        ["workforce"]
    );
    assert_eq!(
        scopes("The bank cuts jobs. It will reduce its workforce by 9,400."),
        [""]
    );
}

#[test]
fn what_is_planned_has_not_befallen_them() {
    assert_eq!(scopes("Almost 9,000 geese are to be killed."), "Almost 9,000@planned");
    assert_eq!(scopes("Almost 9,000 geese have been killed."), "Almost 9,000@-");
}

#[test]
fn a_stretch_of_time_and_ones_own_limit_a_figure() {
    assert_eq!(
        scopes("The county has counted 61 deaths so far this year."),
        "61@this year"
    );
    assert_eq!(
        scopes("A blast killed 11 people; figures show an average of eight a year."),
        "11@- eight@a year"
    );
    assert_eq!(
        scopes("Of our own crew nine died. Three of our own were hurt."),
        "nine@own Three@-"
    );
    assert_eq!(
        scopes("Of our own crew nine died and 40 villagers were hurt."),
        "nine@own 40@-"
    );
    assert_eq!(scopes("The quake killed nine a day after the vote."), "nine@-");
}

#[test]
fn what_there_is_in_all_is_no_figure_of_what_befell_some() {
    assert_eq!(scopes("Schools are shut in nine of the 14 regions."), "nine@- 14@whole");
    assert_eq!(
        scopes("The hall burned. Out of 215 stalls 143 burned down."),
        "215@whole 143@-"
    );
    assert_eq!(
        scopes("All 86 trams were painted; nine trams ran."),
        "All 86@whole nine@-"
    );
}

#[test]
fn those_here_those_still_there_and_one_part_alone() {
    assert_eq!(
        scopes("The blast hurt many. We have 38 injured here, the nurse said."),
        "38@here"
    );
    assert_eq!(scopes("The blast was felt here, and 38 were injured."), "38@-");
    assert_eq!(
        scopes("The ferry is on fire. About 150 people are still on the ferry."),
        "About 150@still"
    );
    assert_eq!(
        scopes("Cholera has come. In that section alone we have treated 301 patients."),
        "301@section"
    );
    assert_eq!(scopes("He acted alone and killed 12 people."), "12@-");
    assert_eq!(
        scopes("The mill will cut 200 jobs. Some 60 vacancies are to be advertised."),
        "200@- Some 60@vacancies"
    );
}

#[test]
fn names_are_of_those_whom_their_list_is_of() {
    let measures = |text: &str| {
        let all = testing::claims(text, Some("2021-11-09"));
        all.iter().map(|c| c.measure.to_string()).collect::<Vec<_>>()
    };
    let text = "The dam broke and 26 people died. Seventy-one names remain on the list of the missing.";
    assert_eq!(measures(text), ["killed", "missing"]);
    let text = "Boats saved 103 people from the ferry, whose manifest had 187 names.";
    assert_eq!(measures(text), ["rescued", "aboard"]);
    let text = "The dam broke and 26 people died. The mayor's list has 28 names.";
    assert_eq!(measures(text), ["killed", "killed"]);
}

#[test]
fn where_some_of_a_group_were() {
    let lead = "A tower fell in Kell on Monday and 40 people died. ";
    let of = |text: &str| scopes(&format!("{lead}{text}"))["40@- ".len()..].to_owned();
    // the town of the event tells some of the dead from the rest
    assert_eq!(of("Eleven of the deaths were reported from Kell."), "Eleven@Kell");
    assert_eq!(of("Eleven of them died in Kell."), "Eleven@Kell");
    assert_eq!(of("Five of them were in a caravan park."), "Five@caravan park");
    assert_eq!(of("Six of them were in Ward 4B."), "Six@Ward 4B");
    // of those who speak, and how they were, it says nothing
    assert_eq!(of("Seven of the injured said in Oslo that they were well."), "Seven@-");
    assert_eq!(of("Seven of the dead came from Kell."), "Seven@-");
}

#[test]
fn whoever_is_called_is_no_place() {
    assert_eq!(
        scopes("A bus blew up. In a call to the Wire, a man said 20 soldiers died."),
        "20@-"
    );
}

#[test]
fn a_toll_is_of_all_whoever_gives_it() {
    assert_eq!(
        scopes("The number of people killed has risen to nine, doctors at St Anne's Hospital said."),
        "nine@-"
    );
    assert_eq!(scopes("Hospitals in the district admitted 54 wounded."), "54@-");
    assert_eq!(scopes("The county hospital admitted 54 wounded."), "54@county hospital");
}
