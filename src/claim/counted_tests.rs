//! Whom figures count where their own words do not say it all.

use super::testing;

/// "number measure/counted" of every claim.
fn counted(text: &str) -> Vec<String> {
    let name = |c: &super::Claim| format!("{} {}/{}", c.text, c.label.as_ref().unwrap_or(&c.measure), c.counted);
    testing::claims(text, None).iter().map(name).collect()
}

#[test]
fn a_group_told_of_just_before() {
    assert_eq!(
        counted("The mutineers abducted nine warders. Four were released at noon."),
        ["nine held/guard", "Four freed/guard"]
    );
    // more than the group has cannot be of it
    assert_eq!(
        counted("The mutineers abducted nine warders. Forty were released at noon."),
        ["nine held/guard", "Forty freed/people"]
    );
}

#[test]
fn what_is_told_in_between() {
    assert_eq!(
        counted("Fifteen named miners, four women among them, one of whom was pregnant, were killed."),
        ["Fifteen killed/workers", "four killed/women", "one killed/women"]
    );
    assert_eq!(
        counted("The blast killed a family of six people."),
        ["six killed/people"]
    );
    assert_eq!(
        counted("Fourteen identified miners were killed."),
        ["Fourteen killed/workers"]
    );
}

#[test]
fn the_mark_of_a_note_counts_nothing() {
    assert_eq!(
        counted("The blast killed nine miners.[3][4] Two were injured.[5]"),
        ["nine killed/workers", "Two injured/workers"]
    );
}

#[test]
fn two_nouns_share_a_figure() {
    assert_eq!(counted("The blast killed 14 nurses and midwives."), ["14 killed/nurse"]);
    assert_eq!(counted("The fire killed 30 pupils and teachers."), ["30 killed/people"]);
    assert_eq!(
        counted("The shells killed 30 soldiers and rebels fled."),
        ["30 killed/soldiers"]
    );
}

#[test]
fn what_the_whole_and_the_number_are_of() {
    assert_eq!(
        counted("The storm shut 40 of the county's 90 polling stations."),
        ["40 stations shut/station", "90 stations shut/station"]
    );
    assert_eq!(
        counted("The attack brings to 31 the number of civilians killed this month."),
        ["31 killed/civilians"]
    );
    assert_eq!(
        counted("Of the 40 clerks who came, six lost their lives."),
        ["40 clerks/workers", "six killed/workers"]
    );
}

#[test]
fn of_a_part_and_its_whole_the_part_befell_it() {
    let drowned = ["Eighteen killed/passengers", "60 aboard/passengers"];
    assert_eq!(counted("Eighteen of the 60 passengers drowned."), drowned);
    assert_eq!(counted("Eighteen of Aldwick's 60 passengers drowned."), drowned);
    assert_eq!(counted("Eighteen out of the 60 passengers drowned."), drowned);
    assert_eq!(
        counted("Of the 60 passengers eighteen drowned."),
        ["60 aboard/passengers", "eighteen killed/passengers"]
    );
    assert_eq!(
        counted("Two barns out of 24 were painted."),
        ["Two barns painted/buildings", "24 barns painted/buildings"]
    );
    // a participle of the whole, where the part has a verb of its own
    assert_eq!(
        counted("Eighteen of the 60 passengers rescued were children."),
        ["Eighteen rescued/passengers", "60 rescued/passengers"]
    );
    assert_eq!(counted("The army lost three of its own."), ["three killed/people"]);
}

#[test]
fn places_and_sources_in_passing_are_no_figures() {
    assert_eq!(counted("Fires broke out in three barns."), [""; 0]);
    assert_eq!(counted("Two sources said the bridge was shut."), [""; 0]);
    assert_eq!(counted("Fires broke out in 30 barns."), ["30 barns/buildings"]);
    assert_eq!(counted("The island is one of nine ports of the league."), [""; 0]);
    assert_eq!(counted("Nine ports belong to the league."), ["Nine ports/port"]);
    assert_eq!(counted("At least one port was shut."), [""; 0]);
}

#[test]
fn the_lead_tells_what_a_plain_verb_means() {
    let refugees = "Refugees crowd the ford.\nOn Sunday 900 people came.";
    assert_eq!(counted(refugees), ["900 displaced/people"]);
    let market = "Shoppers crowd the market.\nOn Sunday 900 people came.";
    assert_eq!(counted(market), ["900 people/people"]);
}

#[test]
fn members_of_one_family_are_people() {
    let told = |c: &super::Claim| (c.counted.to_string(), c.scope.as_ref().map(|s| s.text.to_string()));
    for text in [
        "The raiders killed seven of my family.",
        "The raiders killed seven members of my family.",
    ] {
        let all = testing::claims(text, None);
        let family = ("people".to_owned(), Some("family".to_owned()));
        assert_eq!(all.iter().map(told).collect::<Vec<_>>(), [family], "{text}");
    }
}

#[test]
fn a_key_says_whom() {
    assert_eq!(
        counted("Injured: 70 inmates, seen by a doctor; 6 warders."),
        ["70 injured/inmate", "6 injured/guard"]
    );
    assert_eq!(counted("Houses completely destroyed: 14."), ["14 destroyed/homes"]);
}

#[test]
fn what_an_amount_is_of() {
    assert_eq!(
        counted("The barge sank 12 km north of the town of Halden."),
        ["12 km distance/Halden"]
    );
    assert_eq!(
        counted("The van took the bend at 90 km/h, where the limit is 60."),
        ["90 km/h speed/vehicles", "60 speed/speed limit"]
    );
    assert_eq!(
        counted("The debris reached a depth of 5 metres."),
        ["5 metres depth/debris"]
    );
}

#[test]
fn a_share_is_of_the_vote_and_its_owners() {
    let text = "The election is over.\nThe Orchard Party took 34 percent and the Reeds 7.9.";
    let all = testing::claims(text, None);
    let told = |c: &super::Claim| (c.counted.to_string(), c.scope.as_ref().map(|s| s.text.to_string()));
    assert_eq!(
        all.iter().map(told).collect::<Vec<_>>(),
        [
            ("vote share".to_owned(), Some("Orchard Party".to_owned())),
            ("vote share".to_owned(), Some("Reeds".to_owned()))
        ]
    );
    // elsewhere a percentage is of what the words name
    assert_eq!(
        counted("The Orchard Company lost 34 percent."),
        ["34 percent percentage/Orchard Company"]
    );
}

#[test]
fn a_share_of_the_votes_counted_is_no_party_s() {
    let all = testing::claims(
        "The election was held on Sunday. With 52 percent of the votes counted, the Orchard Party had 48.3 percent.",
        None,
    );
    let of: Vec<&str> = all.iter().map(|c| c.counted.as_str()).collect();
    assert_eq!(of, ["ballots counted", "vote share"]);
}

#[test]
fn how_often_something_happened_counts_what_happened() {
    let named = |text: &str| {
        let all = testing::claims(text, None);
        all.last().map(|c| c.counted.to_string())
    };
    assert_eq!(named("The pump was repaired four times.").as_deref(), Some("repair"));
    assert_eq!(named("The court has adjourned eleven times.").as_deref(), Some("time"));
}

#[test]
fn of_them_is_of_the_group_last_told_of() {
    assert_eq!(
        counted("I counted the lorries. There are thirteen of them, burned down to the axles."),
        ["thirteen destroyed/vehicles"]
    );
    assert_eq!(
        counted("The women were lucky. Three of them died."),
        ["Three killed/women"]
    );
    // by whom it was done is not who is told of
    assert_eq!(
        counted("The children were shot at by soldiers. Three of them died."),
        ["Three killed/children"]
    );
}

#[test]
fn what_opens_with_of_somebody_s_is_no_subject() {
    assert_eq!(
        counted("The ferry sank. Of the ferry's 40 passengers, nine were killed."),
        ["40 aboard/passengers", "nine killed/passengers"]
    );
}

#[test]
fn what_rises_is_measured() {
    assert_eq!(
        counted("The allowance rises by 1.9 percent. Council tax rises by 4.9 percent."),
        ["1.9 percent percentage/allowance", "4.9 percent percentage/tax"]
    );
}

#[test]
fn some_of_the_whole_are_told_by_words_that_fit_anyone() {
    let parts = |text: &str| {
        let all = testing::claims(text, None);
        all.iter().map(|c| c.partial || c.part_of.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(
        parts("Six people were killed. Three of the dead were residents of the home."),
        [false, true]
    );
    assert_eq!(parts("Eight died, seven motorists and a workman."), [false, true, true]);
    assert_eq!(parts("Eight died. No visitor was infected."), [false, true]);
    assert_eq!(parts("Eight died. No people were infected."), [false, false]);
}

#[test]
fn whom_they_include_are_a_part() {
    assert_eq!(
        counted("Nine people died. They included four women and a boy."),
        ["Nine killed/people", "four killed/women", "a boy killed/children"]
    );
    assert_eq!(
        counted("Nine people died. The towns included four villages."),
        ["Nine killed/people", "four villages included/village"]
    );
}

#[test]
fn a_step_is_not_what_it_led_to() {
    let all = testing::claims("The toll rose by three to 15.", None);
    let told = |c: &super::Claim| (c.text.to_string(), c.measure.to_string(), c.additional);
    assert_eq!(
        all.iter().map(told).collect::<Vec<_>>(),
        [
            ("three".to_owned(), "killed".to_owned(), true),
            ("15".to_owned(), "killed".to_owned(), false)
        ]
    );
    assert_eq!(counted("The toll rose by 10 to 15 percent.").len(), 1);
}

#[test]
fn what_befell_one_of_a_group_befell_one() {
    let all = testing::claims("One of the five students died in the fire.", None);
    let told: Vec<_> = all
        .iter()
        .map(|c| (c.text.as_str(), c.measure.as_str(), c.partial))
        .collect();
    assert!(told.contains(&("One", "killed", true)), "{told:?}");
    assert!(!told.iter().any(|t| t.0 == "five" && t.1 == "killed"), "{told:?}");
}

#[test]
fn the_number_of_those_known_to_be() {
    assert_eq!(
        counted("The number of men known to have died in the sinking climbed to nine."),
        ["nine killed/men"]
    );
    assert_eq!(
        counted("The number of people confirmed dead rose to 19."),
        ["19 killed/people"]
    );
    assert_eq!(
        counted("The number of people wanting to visit rose to 40."),
        ["40 people/people"]
    );
}

#[test]
fn nobody_is_none_of_those_before() {
    assert_eq!(
        testing::figures("Four masked raiders emptied a shop. No one has been arrested."),
        ["Four attackers/militants", "No one arrested/people"]
    );
}

#[test]
fn what_all_of_them_are() {
    assert_eq!(
        testing::figures("Twelve people, all women, were killed."),
        ["Twelve killed/women"]
    );
    assert_eq!(
        testing::figures("Five people died, two of them under the age of ten."),
        ["Five killed/people", "two killed/children"]
    );
    assert_eq!(
        testing::figures("Five people died, two of them under 80 years of age."),
        ["Five killed/people", "two killed/people"]
    );
}

#[test]
fn groups_that_a_sentence_opens_with() {
    assert_eq!(counted("Of the crew, two dozen fell ill."), ["two dozen infected/crew"]);
    assert_eq!(counted("Of the miners, three were hurt."), ["three injured/workers"]);
    assert_eq!(counted("Of the wounded, three died."), ["three killed/people"]);
    assert_eq!(
        counted("A gale tore at the roofs. Twelve of the deaths were of children."),
        ["Twelve killed/children"]
    );
}

#[test]
fn they_are_those_whom_a_crowd_is_of() {
    assert_eq!(
        counted("The jet hit a gathering of soldiers and killed thirty of them."),
        ["thirty killed/soldiers"]
    );
    // who is told of first is they
    assert_eq!(
        counted("The miners met friends of soldiers. Thirty of them were killed."),
        ["Thirty killed/workers"]
    );
}

#[test]
fn nobody_is_of_no_class() {
    assert_eq!(
        counted("Two drivers died. Nobody was hurt."),
        ["Two killed/driver", "Nobody injured/people"]
    );
    assert_eq!(
        counted("Two drivers died. None was hurt."),
        ["Two killed/driver", "None injured/driver"]
    );
}

#[test]
fn what_befell_some_is_not_said_of_all() {
    assert_eq!(
        counted("The farm lost its herd: 64 cattle, 29 of which were infected, were slaughtered."),
        ["64 killed/animals", "29 infected/animals"]
    );
    assert_eq!(
        counted("The fire reached 64 houses, of which 12 burned down."),
        ["64 houses reached/homes", "12 destroyed/homes"]
    );
}
