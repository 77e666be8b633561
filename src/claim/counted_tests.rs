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
fn a_key_says_whom() {
    assert_eq!(counted("Houses completely destroyed: 14."), ["14 destroyed/homes"]);
}
