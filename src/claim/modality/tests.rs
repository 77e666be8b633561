use super::*;
use crate::claim::testing::report;
use Modality::{Asserted, Background, Denied, Estimated, Hypothetical};

#[track_caller]
fn assert_modality(text: &str, word: &str, want: Modality) {
    let rules = Rules::embedded().expect("the packs load");
    let report = report(text, Some("2021-08-20"));
    let document = crate::text::analyse(&report, &rules);
    let finder = Finder::new(&document, text, &report.meta, &rules);
    let all: Vec<Stretch> = (0..document.sentences.len()).flat_map(|s| finder.find(s)).collect();
    let offset = text.find(word).expect("the word is in the text") as u32;
    let token = document
        .tokens
        .iter()
        .position(|t| t.span.start == offset)
        .expect("a token starts there");
    assert_eq!(of(&all, token as u32), want, "{text}\n{all:?}");
}

#[test]
fn plain_figures_are_asserted() {
    assert_modality("The slide killed 14 people on Friday.", "14", Asserted);
    assert_modality("About 14 people were hurt, not more than 20 in all.", "20", Asserted);
    assert_modality("The firm said it would cut 14 jobs.", "14", Asserted);
}

#[test]
fn guesses() {
    assert_modality("At least 14 people are feared dead.", "14", Estimated);
    assert_modality("Some 14 hikers may be under the snow.", "14", Estimated);
    assert_modality("There may be 14 hikers under the snow.", "14", Estimated);
    assert_modality("Rescuers fear that 14 hikers are lost.", "14", Estimated);
}

#[test]
fn denied_in_the_next_sentence() {
    assert_modality("A paper wrote that 14 people had died. This is baseless.", "14", Denied);
    assert_modality("A paper wrote that 14 people had died. This is new.", "14", Asserted);
}

#[test]
fn denials() {
    assert_modality("The army denied reports that 14 villagers had died.", "14", Denied);
    assert_modality("She dismissed the claim, saying 14 people had died.", "14", Asserted);
    assert_modality(
        "The train fell 8 metres, not the 14 of the first accounts.",
        "14",
        Denied,
    );
    assert_modality("Rumours that 14 had died are false.", "14", Denied);
}

#[test]
fn suppositions() {
    assert_modality("If the dam breaks, 14 villages must be cleared.", "14", Hypothetical);
    assert_modality(
        "\"Had they stayed, we would be burying 14,\" she said.",
        "14",
        Hypothetical,
    );
    assert_modality("Without the warning 14 more would have died.", "14", Hypothetical);
}

#[test]
fn earlier_events() {
    assert_modality(
        "It was worse than in 1991, the old people say, when the mountain took 42 lives.",
        "42",
        Background,
    );
    assert_modality(
        "Rumours led to violence during the 2009 epidemic, when 158 people died.",
        "158",
        Background,
    );
    assert_modality(
        "After the footbridge fell in 1996, killing eleven, a minister promised to look.",
        "eleven",
        Background,
    );
    assert_modality(
        "The ministry recalls that, in March, four soldiers lost their lives.",
        "four",
        Background,
    );
    assert_modality(
        "In the outbreak of 2009, the province counted 155 deaths.",
        "155",
        Background,
    );
    assert_modality("The eruption of 1991 killed 38 people.", "38", Background);
    assert_modality(
        "Built in 1996, the bridge fell on Friday, killing eleven people.",
        "eleven",
        Asserted,
    );
    assert_modality(
        "The 2021 floods, the ministry says, have killed eleven people.",
        "eleven",
        Asserted,
    );
}

#[test]
fn the_past() {
    assert_modality("In May 2009, 14 people died in the same valley.", "14", Background);
    assert_modality(
        "It was the deadliest slide since 1999, when 14 people died.",
        "14",
        Background,
    );
    assert_modality(
        "The deadliest slide since 1999 has so far killed 14 people.",
        "14",
        Asserted,
    );
    assert_modality(
        "The mill made a loss of $3 million, against a profit of $9 million a year before, on sales of $14 million.",
        "$14",
        Asserted,
    );
    assert_modality("The toll rose from 14 to 22.", "14", Background);
    assert_modality("The toll rose from 14 to 22.", "22", Asserted);
    assert_modality("Last year 14 people died there.", "14", Background);
    assert_modality(
        "She was nine when the flood of 2009 came, the one that drowned 14 people.",
        "14",
        Background,
    );
    assert_modality("On Nov. 5, 2009, a fire killed 14 people.", "14", Background);
    assert_modality(
        "He used it in the March 5, 2009, Kell mill shooting that killed 14 people.",
        "14",
        Background,
    );
    assert_modality(
        "It came after the July 19, 2012, Kell, Orne, theater shooting that left 14 people dead.",
        "14",
        Background,
    );
    assert_modality("On Aug. 19, 2021, a fire killed 14 people.", "14", Asserted);
    assert_modality("Mount Kell, in 2009, killed 14 people.", "14", Background);
    assert_modality("An outbreak in 2009 killed 14 people.", "14", Background);
    assert_modality("In the outbreak of 2009, clerks counted 14 deaths.", "14", Background);
    assert_modality(
        "Rumours led to riots in the 2009 outbreak, when 14 people died.",
        "14",
        Background,
    );
    assert_modality("The hall fell in 2009, killing 14 people.", "14", Background);
    assert_modality("Of the 2009 hens 14 died.", "14", Asserted);
}

#[test]
fn whom_somebody_dismisses_is_no_figure_denied() {
    assert_modality("The mayor dismissed the warden and hired 14 cooks.", "14", Asserted);
    assert_modality("A dismissed clerk locked 14 people in the hall.", "14", Asserted);
    assert_modality("The mayor dismissed the report that 14 people had died.", "14", Denied);
    assert_modality("The mayor rejects the owner's claim that 14 were hurt.", "14", Denied);
}

#[test]
fn what_has_gone_on_since_a_past_day_is_a_figure_of_today() {
    assert_modality("The agency has mended 14 bridges since 2007.", "14", Asserted);
    assert_modality("Floods have killed 14 people since 2007.", "14", Background);
    assert_modality("The dam was opened in 1974 and serves 14 villages.", "14", Asserted);
    assert_modality("The dam was opened in 1974 and served 14 villages.", "14", Background);
}

#[test]
fn what_a_clause_quotes_is_denied_with_it() {
    assert_modality("Talk of \"over 14 dead\" is false.", "14", Denied);
    assert_modality(
        "Posts of \"over 14 dead\" do not correspond to the facts.",
        "14",
        Denied,
    );
    assert_modality("\"We lost 14 men,\" she said, and the rumour is false.", "14", Asserted);
}

#[test]
fn what_came_before_a_threat_is_no_part_of_it() {
    assert_modality("The union vowed a strike after 14 cooks were sacked.", "14", Asserted);
    assert_modality("The army withdrew after 14 soldiers were killed.", "14", Asserted);
    assert_modality("The union vowed to sack 14 cooks after the strike.", "14", Hypothetical);
    assert_modality(
        "Doctors fear that after the quake 14 people were killed.",
        "14",
        Estimated,
    );
}

#[test]
fn what_is_denied_was_said() {
    assert_modality("The army denied 14 civilians had died.", "14", Denied);
    assert_modality("The mill dismissed 14 cooks.", "14", Asserted);
    assert_modality("The mill dismissed 14 cooks and hired nobody.", "14", Asserted);
    assert_modality("The maker withdrew 14 cars.", "14", Asserted);
    assert_modality("The ministry withdrew its figure of 14 dead.", "14", Background);
}

#[test]
fn another_happening_or_time() {
    let past = |text: &str, number: &str| assert_modality(text, number, Background);
    past("Similar action at the college led to 40 arrests.", "40");
    past("In the clashes of the previous week, ten people were shot.", "ten");
    past(
        "The raid in Aldwick a month before, in which 13 people died, is another.",
        "13",
    );
    past("It was worse than 1995, when two million marched.", "two");
    past("It was shut in August 1996 by lightning, when 84 guests waited.", "84");
    past("The committee had expected 400,000 worshippers.", "400,000");
    past("The processions usually draw 90,000 people.", "90,000");
    let own = |text: &str, number: &str| assert_modality(text, number, Asserted);
    own(
        "The town was warned three weeks before the mayor shut nine halls.",
        "nine",
    );
    own(
        "It was worse than 1995, when two million marched, and drew 800,000.",
        "800,000",
    );
    own("Sales rose to 64 million from 40 million a year earlier.", "64");
    own("Last week 14 people died.", "14");
    own("In the past year 14 people died.", "14");
    own("The square, usually empty, was filled by 9,000 people.", "9,000");
}
