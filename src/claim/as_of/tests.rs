use crate::claim::{self, testing};

/// The as-of days of the figures of a text published on Tuesday 9 November 2021, as "31:11-04".
fn days(text: &str) -> String {
    let claims = testing::claims(text, Some("2021-11-09"));
    let day = |c: &claim::Claim| {
        c.as_of
            .map_or_else(|| "-".to_owned(), |d| d.strftime("%m-%d").to_string())
    };
    claims
        .iter()
        .map(|c| format!("{}:{}", c.text, day(c)))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn an_expression_before_the_date() {
    assert_eq!(
        days("As of 4 November, 31 villagers had died and 12 were missing."),
        "31:11-04 12:11-04"
    );
    assert_eq!(days("By Friday evening 40 bodies had been recovered."), "40:11-05");
    assert_eq!(days("By 6 p.m. on Sunday, 14 miners had died."), "14:11-07");
    assert_eq!(
        days("38 climbers had died by Friday and 41 by Saturday."),
        "38:11-05 41:11-06"
    );
}

#[test]
fn the_day_of_a_statement() {
    assert_eq!(days("Police said on Saturday that 20 people were killed."), "20:11-06");
    assert_eq!(
        days("Twelve people died, the governor said late on Sunday."),
        "Twelve:11-07"
    );
    assert_eq!(
        days("In an updated count on Sunday the ministry spoke of 44 dead."),
        "44:11-07"
    );
    assert_eq!(days("Police on Sunday said nine sailors were dead."), "nine:11-07");
    assert_eq!(
        days("The clinic told reporters on Monday that 17 people were hurt."),
        "17:11-08"
    );
}

#[test]
fn the_day_of_a_toll() {
    assert_eq!(
        days("On Monday night the death toll stood at 52, officials said."),
        "52:11-08"
    );
    assert_eq!(days("The death toll rose to 60 on Monday."), "60:11-08");
    assert_eq!(days("The death toll on Sunday was 70."), "70:11-07");
}

#[test]
fn the_day_of_the_event_is_none() {
    assert_eq!(days("Eleven soldiers were killed on Friday."), "Eleven:-");
    assert_eq!(days("On Friday 12 people were killed."), "12:-");
    assert_eq!(days("A fire killed 12 people on Friday, police said."), "12:-");
    assert_eq!(days("The death toll from Friday's attack rose to 19."), "19:-");
    assert_eq!(days("The death toll from the attack on Friday stood at 21."), "21:-");
    assert_eq!(
        days("Some 200 people have to leave their homes by Saturday."),
        "Some 200:-"
    );
    assert_eq!(days("Nine people died, the mayor told Mill Town Today."), "Nine:-");
    assert_eq!(
        days("The army repeats its statement of 7 November, which spoke of nine dead."),
        "nine:-"
    );
    assert_eq!(days("Police said Friday's blaze killed 12 people."), "12:-");
}

#[test]
fn a_statement_and_an_event_in_one_sentence() {
    assert_eq!(
        days("Police said on Saturday that 20 people were killed on Friday."),
        "20:11-06"
    );
    assert_eq!(
        days("Sixteen people were dead by Friday, the mayor said on Sunday."),
        "Sixteen:11-05"
    );
}
