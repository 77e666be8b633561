//! What numbers say: words, digits, bounds, ranges, fractions, and the noun they count.

use super::*;

#[test]
fn number_words() {
    reads("Twenty-four monks walked.", &["Twenty-four = 24"]);
    reads("They saw a hundred and twenty herons.", &["a hundred and twenty = 120"]);
    reads(
        "It was seven thousand and eleven of them sank.",
        &["seven thousand = 7000", "eleven = 11"],
    );
    reads(
        "He owns two thousand three hundred and five stamps.",
        &["two thousand three hundred and five = 2305"],
    );
    reads(
        "It drew one and a half million visitors.",
        &["one and a half million = 1500000"],
    );
    reads("It drew half a million visitors.", &["half a million = 500000"]);
    reads("Eleven hundred bells rang.", &["Eleven hundred = 1100"]);
    reads("They planted two dozen oaks.", &["two dozen = ~24"]);
    reads("Nearly four lakh pilgrims came.", &["Nearly four lakh = ~400000"]);
}

#[test]
fn digits() {
    reads(
        "It has 1,204 rooms and 940 000 books.",
        &["1,204 = 1204", "940 000 = 940000"],
    );
    reads("It has 1,50,000 rooms.", &["1,50,000 = 150000"]);
    reads(
        "Some 742K users and 4.3M guests.",
        &["Some 742K = ~742000", "4.3M = 4300000"],
    );
    reads("A jug of 2 1/2 and 1½ cups.", &["2 1/2 = 2.5", "1½ = 1.5"]);
    reads("A bond of 5 lakh crore.", &["5 lakh crore = 5000000000000"]);
}

#[test]
fn bounds_of_counts() {
    reads("More than 100 goats escaped.", &["More than 100 = 101.."]);
    reads("At least 57 goats escaped.", &["At least 57 = 57.."]);
    reads("Up to 30 goats escaped.", &["Up to 30 = 0..30"]);
    reads("As many as 30 goats escaped.", &["As many as 30 = 0..30"]);
    reads("No more than 150 goats escaped.", &["No more than 150 = 0..150"]);
    reads("No fewer than 150 goats escaped.", &["No fewer than 150 = 150.."]);
    reads("Fewer than 30 goats escaped.", &["Fewer than 30 = 0..29"]);
    reads("The barn never held more than 60 goats.", &["more than 60 = 0..60"]);
    reads("Six goats or more", &["Six = 6"]);
    reads("The number went up to 30 in May.", &["30 = 30"]);
    reads("That is far more than the 47 admitted.", &["47 = 47"]);
    reads("The rebels handed over 40 goats.", &["40 = 40"]);
    reads("Goats grazed over some 60 hills.", &["some 60 = ~60"]);
    reads("Sites spread over 12 valleys", &["12 = 12"]);
    reads("Over 40 goats escaped.", &["Over 40 = 41.."]);
}

#[test]
fn given_again_in_brackets() {
    reads("They lost thirty-eight (38) goats.", &["thirty-eight (38) = 38"]);
    reads(
        "They lost thirty-eight (12 black) goats.",
        &["thirty-eight = 38", "12 = 12"],
    );
    reads("A load of five (5) kg.", &["five (5) kg = 5 kg"]);
}

#[test]
fn bounds_of_measures() {
    reads("It weighs over 3 kg.", &["over 3 kg = 3.. kg"]);
    reads("It can carry up to 3 kg.", &["up to 3 kg = ..3 kg"]);
    reads("It took less than 25 seconds.", &["less than 25 seconds = ..25 s"]);
    reads("It weighs 100 kg or more.", &["100 kg or more = 100.. kg"]);
}

#[test]
fn approximations() {
    for words in [
        "about",
        "some",
        "nearly",
        "around",
        "almost",
        "close to",
        "roughly",
        "an estimated",
        "barely",
    ] {
        reads(&format!("They keep {words} 60 bees."), &[&format!("{words} 60 = ~60")]);
    }
    reads("Just over 1,000 bees.", &["Just over 1,000 = ~1001.."]);
    reads("60 or so bees.", &["60 or so = ~60"]);
}

#[test]
fn vague() {
    reads(
        "Dozens ran, hundreds sat, thousands slept.",
        &["Dozens = ?24..", "hundreds = ?200..", "thousands = ?2000.."],
    );
    reads("A dozen ran.", &["A dozen = ?12"]);
    reads("As many as a dozen ran.", &["As many as a dozen = 0..12"]);
    reads("Scores of sheep ran.", &["Scores = ?40.."]);
    reads("His scores improved.", &[]);
    reads(
        "Tens of thousands of ants, hundreds of thousands of bees.",
        &["Tens of thousands = ?20000..", "hundreds of thousands = ?200000.."],
    );
    reads(
        "A few hundred, several hundred, several, a few, a couple of cats.",
        &[
            "A few hundred = ?300..",
            "several hundred = ?300..",
            "several = ?3..",
            "a few = ?3..",
            "a couple = ?2",
        ],
    );
    reads("It is hundreds of miles away.", &["hundreds of miles = ?321868.8.. m"]);
}

#[test]
fn ranges() {
    for text in [
        "between 100 and 300 eels",
        "100-300 eels",
        "100–300 eels",
        "100 to 300 eels",
    ] {
        assert_eq!(
            quantities(text)[0].interval,
            Interval {
                low: Some(100.into()),
                high: Some(300.into())
            },
            "{text}"
        );
        assert_eq!(quantities(text).len(), 1, "{text}");
    }
    reads(
        "It rose by 2 percent to 9 percent.",
        &["2 percent = 2 %", "9 percent = 9 %"],
    );
    reads("It has 12 eels per 100,000 litres.", &["12 = 12", "100,000 = Label"]);
    reads("He saw six or seven eels.", &["six or seven = 6..7"]);
    reads(
        "At least 11 and up to 15 eels left.",
        &["At least 11 and up to 15 = 11..15"],
    );
    reads(
        "At least one but possibly up to 12 eels left.",
        &["At least one but possibly up to 12 = 1..12"],
    );
    reads("He saw 3 to 400 eels.", &["3 to 400 = 300..400"]);
    reads(
        "He saw four to five thousand eels.",
        &["four to five thousand = 4000..5000"],
    );
    reads(
        "It costs $10 to $15 billion.",
        &["$10 to $15 billion = 10000000000..15000000000 USD"],
    );
    reads(
        "It costs from $370,000 to $5.5 million.",
        &["$370,000 to $5.5 million = 370000..5500000 USD"],
    );
    reads("It is 10 to 15 km off.", &["10 to 15 km = 10000..15000 m"]);
}

#[test]
fn two_values_that_may_be_and_a_definite_hundred() {
    reads(
        "They were forty, perhaps forty-five.",
        &["forty, perhaps forty-five = 40..45"],
    );
    reads("The hundred and twenty attackers fled.", &["hundred and twenty = 120"]);
    reads(
        "It is worth $12 million at the very least.",
        &["$12 million at the very least = 12000000.. USD"],
    );
}

#[test]
fn change_gives_two_values() {
    let q = quantities("The count rose from 12 to 19.");
    assert_eq!(q.len(), 2);
    assert!(q[0].previous && !q[1].previous);
    assert_eq!(q[1].interval.point(), Some(19.into()));
    let q = quantities("There are 19 eels, up from 12 in June.");
    assert!(!q[0].previous && q[1].previous);
}

#[test]
fn fractions_of_a_whole() {
    let q = quantities("A third of the 150 swans left.");
    assert_eq!(q[0].interval.point(), Some(50.into()));
    assert_eq!(q[0].whole, Some(1));
    assert_eq!(q[1].interval.point(), Some(150.into()));
    assert!(!q[0].fraction);
    reads(
        "More than half of 41 swans left.",
        &["More than half of 41 = 21..", "41 = 41"],
    );
    reads("Half the 40 swans left.", &["Half the 40 = 20", "40 = 40"]);
    reads(
        "All but three of the 47 swans left.",
        &["All but three of the 47 = 44", "47 = 47"],
    );
    reads(
        "A quarter of the village's 2,700 swans left.",
        &["A quarter of the village's 2,700 = 675", "2,700 = 2700"],
    );
}

#[test]
fn fractions_alone() {
    for text in [
        "Half of them left.",
        "Two-thirds of swans left.",
        "One in five swans left.",
        "One out of three swans left.",
    ] {
        let q = quantities(text);
        assert!(q.len() == 1 && q[0].fraction, "{text}: {q:?}");
    }
    reads(
        "He walked half a mile in half an hour.",
        &["half a mile = 804.672 m", "half an hour = 1800 s"],
    );
    reads(
        "It lay three-quarters of a mile off.",
        &["three-quarters of a mile = 1207.008 m"],
    );
    reads(
        "More than a quarter of a million swans left three quarters of a million euros.",
        &[
            "More than a quarter of a million = 250001..",
            "three quarters of a million euros = 750000 EUR",
        ],
    );
    let q = quantities("All but six left.");
    assert!(q[0].all_but && q[0].interval.point() == Some(6.into()));
}

#[test]
fn nobody_both_and_all() {
    let q = quantities("No one came.");
    assert_eq!((q[0].form, q[0].interval.point()), (Form::Zero, Some(Decimal::ZERO)));
    assert_eq!(quantities("Both came.")[0].form, Form::Both);
    assert!(quantities("Both cats and dogs came.").is_empty());
    reads("All nine dancers came.", &["All nine = 9"]);
}

#[test]
fn listing_merges_changes_and_skips_nobody() {
    let text = "No one left as it rose from 12 to 19 on 3 May.";
    let (document, report) = document(text);
    let q = read(&document, report.text(), &RULES);
    let listed = listed(&document, &q, &RULES);
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].stated.low, listed[0].stated.high),
        (Some(12.into()), Some(19.into()))
    );
}

#[test]
fn nouns() {
    for (text, want) in [
        ("He fed 12 old horses daily.", Some("horses")),
        ("a dozen of the geese", Some("geese")),
        ("He saw 12.", None),
    ] {
        let (document, report) = document(text);
        let q = read(&document, report.text(), &RULES);
        let span = noun(&document, &q[0], text, &RULES);
        assert_eq!(span.map(|s| s.of(text)), want, "{text}");
    }
}

#[test]
fn overflow_reads_as_nothing() {
    let long = "9".repeat(10_000);
    for text in [
        "a million million million million million million geese",
        &long,
        "9e999",
        "1,2,3,4 geese",
    ] {
        assert!(quantities(text).iter().all(|q| !q.kind.is_quantity()), "{text:.40}");
    }
}

#[test]
fn the_number_of_one_thing_counts_nothing() {
    reads(
        "The next house, number 24, leans. It was number six.",
        &["24 = Label", "six = Label"],
    );
    reads("The herons now number 24.", &["24 = 24"]);
}
