//! What figures without words of their own take from the figures before them.

use super::testing::{claims, figures};

#[test]
fn all_that_somebody_says() {
    assert_eq!(
        figures("Twelve miners were killed, the owner said. The union speaks of fifteen."),
        ["Twelve killed/workers", "fifteen killed/workers"]
    );
    assert_eq!(
        figures("The thieves took 40 million euros. \"Fifty-five million,\" the bank says."),
        ["40 million euros money/thief", "Fifty-five million money/thief"]
    );
}

#[test]
fn what_somebody_sees_is_not_what_was_told_before() {
    assert_eq!(
        figures("Two girls were injured. The owner could see several bullet holes."),
        ["Two injured/children", "several bullet holes/hole"]
    );
    assert_eq!(
        figures("Twelve miners were killed. We saw two men near it."),
        ["Twelve killed/workers", "two men/men"]
    );
}

#[test]
fn what_has_a_key() {
    assert_eq!(
        figures("The cuts cost 900 jobs: Aldwick 500, Thornby 300 and Carrow 100."),
        [
            "900 jobs/workers",
            "500 jobs/workers@Aldwick",
            "300 jobs/workers@Thornby",
            "100 jobs/workers@Carrow"
        ]
    );
    // a name with its number is no figure
    assert_eq!(
        figures("Nine people were hurt at Halden 4 near the river."),
        ["Nine injured/people"]
    );
}

#[test]
fn values_held_against_others() {
    assert_eq!(
        figures("The train was doing 112 km/h; the limit is 60."),
        ["112 km/h speed/train", "60 speed/speed limit@limit"]
    );
    // an age is no count
    assert_eq!(
        figures("Nine people drowned. The captain was 62."),
        ["Nine killed/people"]
    );
}

#[test]
fn a_figure_of_another_size_or_sort_is_no_antecedent() {
    let told = figures("Nine people drowned. The charity speaks of 41,000.");
    assert!(!told.iter().any(|f| f.starts_with("41,000 killed")), "{told:?}");
    let told = figures("Nine people drowned. The institute put it at 6.4.");
    assert!(!told.iter().any(|f| f.starts_with("6.4 killed")), "{told:?}");
}

#[test]
fn what_is_to_come_or_on_top_is_no_figure_of_what_was_told() {
    let told = |text: &str| figures(&format!("The bus was carrying twelve children. {text}"));
    let only = ["twelve aboard/children"];
    assert_eq!(told("It was minus 17 at the time."), only);
    assert_eq!(told("It had 750 to go."), only);
    let named = figures("The town remembers its dead. The list is longer by thirteen names.");
    assert!(!named.iter().any(|f| f.contains("killed")), "{named:?}");
}

#[test]
fn parts_that_make_up_a_figure() {
    assert_eq!(
        figures("Two people were killed in the blast: a miner and a nurse."),
        ["Two killed/people", "a miner killed/workers", "a nurse killed/nurse"]
    );
    assert_eq!(
        figures("The gang kidnapped 30 pupils, 18 girls and 12 boys."),
        ["30 held/students", "18 held/students", "12 held/students"]
    );
}

#[test]
fn what_things_are_meant_for() {
    assert_eq!(
        figures("The ferry, built for 43 passengers, carried 90 people."),
        ["43 capacity/passengers", "90 aboard/people"]
    );
}

#[test]
fn a_noun_that_no_class_has_counts_itself() {
    let told = figures("Nine people were arrested. Inspectors reported 140 ladders.");
    assert!(told.iter().any(|f| f.starts_with("140 ladders/ladder")), "{told:?}");
}

#[test]
fn what_something_cost_is_in_the_currency_told_before() {
    assert_eq!(
        figures("The strike cost the country €16 million. For the line the bill was four million."),
        ["€16 million money/cost", "four million money/cost"]
    );
    assert_eq!(
        figures("The strike hit the ports. The choir was four strong."),
        [] as [&str; 0]
    );
}

#[test]
fn a_length_is_not_taken_over_from_far_away() {
    assert_eq!(
        figures(
            "A body was found six kilometres downstream. The list of the dead closes at 13: nine from the coach, three from the lorry."
        ),
        [
            "six kilometres distance/people@downstream",
            "13 killed/people",
            "nine killed/people@coach",
            "three killed/people@lorry"
        ]
    );
}

#[test]
fn a_share_of_what_nobody_counted_is_a_percentage() {
    assert_eq!(
        figures("The plant will cut a fifth of its payroll. He ate half of a banana."),
        ["a fifth percentage/payroll"]
    );
    let spent = super::testing::claims("Of the €26 million set aside, barely a quarter had been spent.", None);
    let value = |i: usize| spent.get(i).and_then(|c| c.interval.point()).map(|v| v.to_string());
    assert_eq!(
        (value(0).as_deref(), value(1).as_deref()),
        (Some("26000000"), Some("6500000"))
    );
}

#[test]
fn nothing_told_of_people_befalls_things() {
    assert_eq!(
        figures("The army fired 60 rockets, 11 of which fell on villages."),
        ["60 rockets fired/rocket", "11 rockets fired/rocket"]
    );
}

#[test]
fn half_of_it_is_of_an_amount() {
    let found = figures("The police seized 4 tonnes of ivory, half of it in Kell.");
    assert!(found.iter().all(|f| f.contains(" ivory seized/")), "{found:?}");
    let value = |text: &str| {
        let claims = super::testing::claims(text, None);
        claims.last().map(|c| (c.unit.clone(), c.interval.low, c.interval.high))
    };
    let spent = value("The state pledged $12 million. Less than a tenth of it was spent.");
    assert_eq!(spent, Some((Some("USD".into()), None, Some(1_200_000.into()))));
    let insured = value("Some 900 homes were flooded. Fewer than half of them were insured.");
    assert_eq!(insured, Some((None, Some(0.into()), Some(449.into()))));
}

#[test]
fn those_who_live_in_a_town_and_the_children_of_a_father() {
    let found = figures("The town of 9,000 mourns. The guard, a father of four, was killed.");
    assert_eq!(found.first().map(String::as_str), Some("9,000 inhabitants/people"));
    assert!(found.contains(&"four children/children".to_owned()), "{found:?}");
}

#[test]
fn an_hour_is_no_figure_of_what_was_told_before() {
    assert_eq!(
        figures("Twelve wards were closed. The soup came at two. It was cold by five."),
        ["Twelve wards closed/ward"]
    );
}

#[test]
fn an_amount_told_of_by_a_pronoun_is_of_what_the_amount_before_it_is_of() {
    let told = |text: &str| figures(text).pop();
    assert_eq!(
        told("The line said 31 percent of its trains ran. The union said it was nearer 15 percent."),
        Some("nearer 15 percent percentage/train".into())
    );
}

#[test]
fn a_key_that_names_the_class_of_the_counted_limits_nothing() {
    assert_eq!(
        figures("The heat killed 412 people: women 239, men 173.")[1..],
        ["239 killed/women", "173 killed/men"]
    );
}

#[test]
fn what_is_said_of_a_bare_figure_is_its_label() {
    assert_eq!(figures("Only 88 were positive."), ["88 positive/"]);
    assert!(figures("Only 88 were the best.").is_empty());
}

#[test]
fn how_people_share_is_no_number_of_them() {
    assert_eq!(
        figures("After the crash the clinic treated 40 people. They slept five to a bed."),
        ["40 injured/people@clinic"]
    );
    assert_eq!(figures("A man has died."), ["A man killed/men"]);
}

#[test]
fn who_is_the_fourth_makes_four() {
    let four = |text: &str| {
        let all = claims(text, None);
        let last = all.last()?;
        Some((last.measure.to_string(), last.interval.point()?.to_string()))
    };
    let killed = |n: &str| Some(("killed".to_owned(), n.to_owned()));
    assert_eq!(four("A fourth man has died."), killed("4"));
    assert_eq!(four("Three men died. A fourth guest died at noon."), killed("4"));
    assert_eq!(four("The storm has claimed a seventh life."), killed("7"));
    // whatever befell the others
    assert_eq!(four("A fourth man was hurt when a wall fell."), None);
    // its toll says so
    assert_eq!(
        figures("A third worker has died, raising the toll to three."),
        ["three killed/people"]
    );
}

#[test]
fn one_of_those_just_counted() {
    assert_eq!(
        figures("Sixty guards came, one of whom was slightly hurt."),
        ["Sixty guards/guard", "one injured/guard"]
    );
    assert_eq!(
        figures("The blast killed three guests, one of them a girl pinned under a beam."),
        ["three killed/people", "one killed/children"]
    );
    assert_eq!(
        figures("After the flood the council counts 461 buildings lost, 389 of them dwellings."),
        ["461 destroyed/buildings", "389 destroyed/homes"]
    );
    assert_eq!(
        figures("Five people were hurt in the town of 4,300, one of them badly."),
        [
            "Five injured/people",
            "4,300 inhabitants/people",
            "one injured/people@serious"
        ]
    );
    assert_eq!(
        figures("Of the 152 guests, 34 were hurt, and six of those are said to be in a bad way."),
        ["152 guests/people", "34 injured/people", "six injured/people"]
    );
    assert_eq!(
        figures("Four were hurt, one with burns."),
        ["Four injured/people", "one injured/people"]
    );
    // no part of a figure
    assert_eq!(figures("One of them was armed."), [""; 0]);
}

#[test]
fn one_in_so_many_is_a_share_whatever_befell_them() {
    assert_eq!(
        figures("Of 900 members four in five voted."),
        ["900 members/people", "four in five percentage/vote share"]
    );
    assert_eq!(
        figures("One in three schools was shut."),
        ["One in three percentage/buildings"]
    );
    assert_eq!(
        figures("Two thirds of the staff died."),
        ["Two thirds percentage/workers"]
    );
}

#[test]
fn a_definite_numeral_is_the_figure_of_its_value() {
    assert_eq!(
        figures("Fourteen people died. Three are missing. Half of the fourteen were Danes."),
        [
            "Fourteen killed/people",
            "Three missing/people",
            "Half of the fourteen killed/people"
        ]
    );
}

#[test]
fn what_stands_under_of_these_is_of_the_figure_before() {
    assert_eq!(
        figures("The fire killed 14 people. Of these, 4 were employees of the mill, 9 of a bakery and 1 a welder."),
        [
            "14 killed/people",
            "4 killed/workers",
            "9 killed/people",
            "1 killed/workers"
        ]
    );
    // with a verb of its own it is not
    assert_eq!(
        figures("Police arrested 14 people. Of these, 9 were wounded."),
        ["14 arrested/people", "9 injured/people"]
    );
    assert_eq!(
        figures("Seven people were arrested; four have been charged."),
        ["Seven arrested/people", "four charged/people"]
    );
}

#[test]
fn parts_that_make_up_the_total_have_its_measure() {
    assert_eq!(
        figures("Thirteen people died: eleven in the mill, and two since, in hospital."),
        [
            "Thirteen killed/people",
            "eleven killed/people@mill",
            "two killed/people"
        ]
    );
    let told = figures("There were 61 people on the quay: 38 employees, 19 guests and 4 divers.");
    assert!(!told.iter().any(|f| f.contains("jobs")), "{told:?}");
}

#[test]
fn the_clause_before_a_colon_tells_of_all_behind_it() {
    assert_eq!(
        figures("All were rescued by nightfall: 37 from the roof, 12 from the yard."),
        ["37 rescued/people@roof", "12 rescued/people@yard"]
    );
}

#[test]
fn those_of_a_nation_are_of_those_before() {
    assert_eq!(
        figures("Nine people died. Four were Danish, three Swiss."),
        ["Nine killed/people", "Four killed/people", "three killed/people"]
    );
}

#[test]
fn victims_are_the_dead_where_there_are_enough() {
    assert_eq!(
        figures("Nine people died and thirty were hurt. Two of the victims came from Kell."),
        ["Nine killed/people", "thirty injured/people", "Two killed/people"]
    );
    assert_eq!(
        figures("One man died and thirty people were hurt. Two of the victims came from Kell."),
        ["One killed/men", "thirty injured/people", "Two injured/people"]
    );
    assert_eq!(
        figures("Nine people died. There is one child among the victims, a girl."),
        ["Nine killed/people", "one killed/children"]
    );
}

#[test]
fn it_stands_for_an_amount_and_no_share_is_above_the_whole() {
    assert_eq!(
        figures("Nine people died. Turnout was 44 percent. Now it is 61."),
        [
            "Nine killed/people",
            "44 percent percentage/turnout",
            "61 percentage/turnout"
        ]
    );
    let told = figures("The deal won 71 percent of the vote; 1,630 in the town.");
    assert!(!told.iter().any(|f| f.starts_with("1,630 percentage")), "{told:?}");
}

#[test]
fn names_count_those_who_bear_them() {
    assert_eq!(
        figures("Twelve people died, the mayor says. The priest keeps a list with 19 names, six of them women."),
        ["Twelve killed/people", "19 killed/people", "six killed/women"]
    );
    assert_eq!(
        figures("The village mourns its dead. The board at the gate bears 19 names."),
        ["19 killed/people"]
    );
    assert_eq!(figures("The clerk at the gate wrote 19 names."), ["19 names/name"]);
    let told = figures("Rescuers brought out the bodies. They were matched with a list of 7,000 names.");
    assert!(!told.iter().any(|f| f.starts_with("7,000 killed")), "{told:?}");
}

#[test]
fn somebodys_figure_is_of_what_was_told() {
    assert_eq!(
        figures("Sixteen people died. He does not think much of the ministry's 13."),
        ["Sixteen killed/people", "13 killed/people"]
    );
    assert_eq!(
        figures("Sixteen people died. He does not think much of Monday's 13."),
        ["Sixteen killed/people"]
    );
}

#[test]
fn what_is_said_again_without_a_verb_is_the_same_figure() {
    assert_eq!(
        figures("Nine employees were killed, they say. Nine employees, yes."),
        ["Nine killed/workers", "Nine killed/workers"]
    );
    assert_eq!(
        figures("Nine employees were killed, they say. Six employees, no."),
        ["Nine killed/workers", "Six jobs/workers"]
    );
    assert_eq!(
        figures("Five people have died. So five."),
        ["Five killed/people", "five killed/people"]
    );
}

#[test]
fn what_a_sentence_says_it_is_about_is_counted() {
    assert_eq!(
        figures("Ninety houses burned. As for the dead, the mayor speaks of 14."),
        ["Ninety destroyed/homes", "14 killed/people"]
    );
}

#[test]
fn who_speaks_is_not_missing() {
    let last = |text: &str| figures(text).pop();
    assert_eq!(
        last("Twelve people are missing. There were nine.").as_deref(),
        Some("nine missing/people")
    );
    assert_ne!(
        last("Twelve people are missing. We were nine.").as_deref(),
        Some("nine missing/people")
    );
}

#[test]
fn a_thing_that_the_sentence_names_ahead_is_counted() {
    let of_thing = |text: &str, figure: &str| figures(text).iter().any(|f| f == figure);
    let hurt = "Nine people were hurt.";
    assert!(of_thing(
        &format!("{hurt} Ambulances: we count twelve."),
        "twelve ambulances/vehicles"
    ));
    assert!(of_thing(
        &format!("{hurt} The brigade counted the hydrants again: seven, of which two were dry."),
        "seven hydrants/hydrant"
    ));
    assert!(of_thing(
        &format!("{hurt} Of cancelled operations there have been 900."),
        "900 cancelled operations/operation"
    ));
    assert_eq!(figures(&format!("{hurt} The limit there is 900.")), figures(hurt));
    assert_eq!(
        figures(&format!("{hurt} It broke a line, which has 27 without gates.")),
        figures(hurt)
    );
    // who speaks is no thing
    assert!(of_thing(
        &format!("{hurt} Residents, he said, spoke of 12."),
        "12 injured/people"
    ));
}

#[test]
fn a_part_with_a_fate_of_its_own_is_not_of_the_whole() {
    assert_eq!(
        figures("The clinic treated 61 injured, of whom nine were flown out."),
        ["61 injured/people@clinic", "nine flown/people"]
    );
    assert_eq!(
        figures("Thirty soldiers were killed and four were captured; the four are in good health."),
        ["Thirty killed/soldiers", "four held/soldiers"]
    );
    assert_eq!(
        figures("Nine people died and four were hurt. Villagers dispute both."),
        ["Nine killed/people", "four injured/people"]
    );
}

#[test]
fn an_amount_that_became_another_keeps_its_millions() {
    let values = |text: &str| -> Vec<String> {
        let all = super::testing::claims(text, None);
        let value = |c: &super::Claim| c.interval.point().map(|v| v.normalize().to_string());
        all.iter().filter_map(value).collect()
    };
    assert_eq!(values("The bank's £8 million became twelve."), ["8000000", "12000000"]);
    assert_eq!(
        values("The bank's £8 million became 12 million."),
        ["8000000", "12000000"]
    );
}

#[test]
fn a_figure_called_in_question_is_the_one_just_told() {
    assert_eq!(
        figures("Forty people died in Kell, a post says. The mayor: \"Forty? Who has counted them?\""),
        ["Forty killed/people", "Forty killed/people"]
    );
}

#[test]
fn an_adverb_may_stand_between_a_part_and_its_cue() {
    assert_eq!(
        figures("Injured: 31, of whom seriously 9."),
        ["31 injured/people", "9 injured/people"]
    );
}

#[test]
fn who_speaks_in_a_transcript_is_no_key() {
    assert_eq!(
        figures("A hundred are injured. REPORTER: Two hundred and six, the owners say.").len(),
        1
    );
    assert_eq!(
        figures("A hundred are injured. KELL: 206, ORN: 40."),
        [
            "A hundred injured/people",
            "206 injured/people@KELL",
            "40 injured/people@ORN"
        ]
    );
}

#[test]
fn what_was_allowed_is_not_counted() {
    let told = figures("There were 36,000 spectators in the stadium, fewer than the 42,000 allowed.");
    assert_eq!(
        told.iter().filter(|f| f.contains("participants")).count(),
        1,
        "{told:?}"
    );
}

#[test]
fn so_many_strong() {
    assert_eq!(
        figures("A rally at the gate was roughly 400 strong. The gang was six strong. The choir was 12 strong."),
        ["roughly 400 participants/people", "six attackers/militants"]
    );
    assert_eq!(figures("The cadets were 30 strong."), Vec::<String>::new());
}

#[test]
fn all_but_some_of_those_told_of() {
    let value = |text: &str| {
        claims(text, None)
            .last()
            .map(|c| (c.measure.to_string(), c.interval.point()))
    };
    assert_eq!(
        value("Nine people fell into the river; all but two were rescued."),
        Some(("rescued".to_owned(), Some(7.into())))
    );
    assert_eq!(value("All but two were rescued."), None);
}

#[test]
fn a_rank_told_as_news_by_somebody() {
    assert_eq!(
        figures("The fever has claimed a seventh life, the clinic said on Monday."),
        ["a seventh life killed/people"]
    );
}

#[test]
fn one_more_in_a_list() {
    // the third of all who were hit, and one of the hurt
    assert_eq!(
        figures("The fire killed two men and injured a third man.")
            .first()
            .map(String::as_str),
        Some("two killed/men")
    );
    assert!(
        !figures("The fire killed two men and injured a third man.")
            .iter()
            .any(|f| f.contains("third"))
    );
    assert_eq!(
        figures("Three nurses and a fourth woman were killed at the mill."),
        ["Three killed/nurse", "Three nurses and a fourth woman killed/people"]
    );
}

#[test]
fn what_has_become_of_them() {
    assert_eq!(
        figures("Forty pickets arrested at the gate were released. Twelve miners trapped by the fall were rescued."),
        ["Forty freed/protesters", "Twelve rescued/workers"]
    );
    // the dead stay dead
    assert_eq!(
        figures("Twelve miners killed in the fall were buried. Nine nurses injured in the fire were rescued."),
        ["Twelve killed/workers", "Nine injured/nurse"]
    );
}

#[test]
fn one_without_a_noun() {
    assert_eq!(
        figures("The shots hurt two and killed one, the mayor said."),
        ["two injured/people", "one killed/people"]
    );
    assert_eq!(figures("She sold the wounded one."), Vec::<String>::new());
}
