//! What each group of expressions reads as, and properties that hold for any text.

use super::*;
use crate::corpus::{Block, BlockKind, Report};
use crate::rules::Rules;
use crate::text::{self, Document};
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<&Rules> = LazyLock::new(crate::rules::packs);

fn document(text: &str) -> (Document, Report) {
    let report = Report {
        source: text.to_owned(),
        blocks: vec![Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
        }],
        ..Report::default()
    };
    (text::analyse(&report, &RULES), report)
}

fn quantities(text: &str) -> Vec<Quantity> {
    let (document, report) = document(text);
    read(&document, report.text(), &RULES)
}

/// Everything read in a text as "words = low..high", `~` for approximate and `?` for vague values,
/// with the unit behind them and the kind where it is not a plain quantity's.
fn shown(text: &str) -> Vec<String> {
    quantities(text)
        .iter()
        .map(|q| {
            let end = |d: Option<Decimal>| d.map_or(String::new(), |d| d.round_dp(4).normalize().to_string());
            let mark = match q.precision {
                Precision::Exact => "",
                Precision::Approximate => "~",
                Precision::Vague => "?",
            };
            let value = match q.interval.point() {
                Some(p) => end(Some(p)),
                None => format!("{}..{}", end(q.interval.low), end(q.interval.high)),
            };
            let unit = q.unit.as_deref().map_or(String::new(), |u| format!(" {u}"));
            match q.kind {
                Kind::Date | Kind::Clock | Kind::Ordinal | Kind::Label | Kind::Age => {
                    format!("{} = {:?}", q.span.of(text), q.kind)
                }
                _ => format!("{} = {mark}{value}{unit}", q.span.of(text)),
            }
        })
        .collect()
}

fn kinds(text: &str) -> Vec<Kind> {
    quantities(text).iter().map(|q| q.kind).collect()
}

/// Asserts what a text reads as.
#[track_caller]
fn reads(text: &str, want: &[&str]) {
    assert_eq!(shown(text), want, "in {text:?}");
}

#[test]
fn number_words() {
    reads("Twenty-four monks walked.", &["Twenty-four = 24"]);
    reads("They saw a hundred and twenty herons.", &["a hundred and twenty = 120"]);
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
fn units_to_base_units() {
    reads(
        "60 miles, 12 feet, 5 km, 3 hectares",
        &[
            "60 miles = 96560.64 m",
            "12 feet = 3.6576 m",
            "5 km = 5000 m",
            "3 hectares = 30000 m²",
        ],
    );
    reads(
        "A 500-pound calf and 2 tonnes of hay",
        &["500-pound = 226.7962 kg", "2 tonnes = 2000 kg"],
    );
    reads(
        "Gusts of 90 km/h, 60 mph and 40 knots",
        &["90 km/h = 25 m/s", "60 mph = 26.8224 m/s", "40 knots = 20.5778 m/s"],
    );
    reads(
        "It was -4 °C, then minus 11 degrees, then 95 degrees Fahrenheit.",
        &[
            "-4 °C = -4 °C",
            "minus 11 degrees = -11 °C",
            "95 degrees Fahrenheit = 35 °C",
        ],
    );
    reads(
        "After nine hours and 20 minutes",
        &["nine hours and 20 minutes = 33600 s"],
    );
    reads(
        "After an hour and forty-five minutes",
        &["an hour and forty-five minutes = 6300 s"],
    );
    reads(
        "A rise of 12 per cent, or 12%, or 3 percentage points",
        &["12 per cent = 12 %", "12% = 12 %", "3 percentage points = 3 %"],
    );
    reads(
        "A magnitude 6.4 quake, a 7.1-magnitude quake, 6.6 on the Richter scale",
        &["6.4 = 6.4", "7.1-magnitude = 7.1", "6.6 on the Richter scale = 6.6"],
    );
    assert_eq!(
        quantities("a magnitude of about 6.4")[0].dimension.as_deref(),
        Some("magnitude")
    );
}

#[test]
fn stated_values_keep_their_unit() {
    let q = &quantities("It is 35 miles long.")[0];
    assert_eq!(q.stated.point(), Some(35.into()));
    assert_eq!(q.stated_unit.as_deref(), Some("mile"));
}

#[test]
fn conversions_are_marked() {
    let q = quantities("It is 60km (37 miles) away, and 5 km (40 miles) wide.");
    let marks: Vec<bool> = q.iter().map(|q| q.converted).collect();
    assert_eq!(marks, [false, true, false, false]);
}

#[test]
fn money() {
    reads(
        "$1.2 million, £3bn, €1.8 million, Rs 5 lakh, R$ 810,000",
        &[
            "$1.2 million = 1200000 USD",
            "£3bn = 3000000000 GBP",
            "€1.8 million = 1800000 EUR",
            "Rs 5 lakh = 500000 rupee",
            "R$ 810,000 = 810000 BRL",
        ],
    );
    reads(
        "50 million CFA francs or sixty afghanis or 60p",
        &[
            "50 million CFA francs = 50000000 XOF",
            "sixty afghanis = 60 AFN",
            "60p = 0.6 GBP",
        ],
    );
    reads(
        "EUR50m and $US5,000 and N2.5 million",
        &[
            "EUR50m = 50000000 EUR",
            "$US5,000 = 5000 USD",
            "N2.5 million = 2500000 NGN",
        ],
    );
    reads(
        "fifty-eight dollars and forty cents",
        &["fifty-eight dollars and forty cents = 58.4 USD"],
    );
    reads("It cost £5m.", &["£5m = 5000000 GBP"]);
    reads("A 5m wave", &["5m = 5 m"]);
}

#[test]
fn dates_are_no_figures() {
    for text in [
        "in June 2004",
        "on Nov. 3",
        "13 October 2005",
        "since 9/11",
        "in 2012-13",
        "the 1990s",
        "on 18/08/2021",
        "2021-08-18",
        "in 2004",
        "the 2004 elections",
        "on the 3rd of May",
        "March 3-5",
        "between 5 and 9 June",
        "a June 2004 raid",
        "between 2012 and 2016 accidents",
    ] {
        let k = kinds(text);
        assert!(!k.is_empty() && k.iter().all(|k| *k == Kind::Date), "{text}: {k:?}");
    }
    reads("the 2000 geese", &["2000 = 2000"]);
}

#[test]
fn clock_times_are_no_figures() {
    for text in [
        "at 11:00 am (0700 GMT)",
        "at 4 a.m. sharp",
        "at 7.30 a.m. sharp",
        "at 18.52, he",
        "at 1400 hrs",
        "at 10 o'clock",
        "at 04.17 local time",
        "18.52 Shots are heard",
        "from 5 to 7 p.m.",
        "ten past three",
    ] {
        let k = kinds(text);
        assert!(!k.is_empty() && k.iter().all(|k| *k == Kind::Clock), "{text}: {k:?}");
    }
}

#[test]
fn ages_are_no_figures() {
    assert_eq!(kinds("boys, ages 4 and 5, 12 girls"), [Kind::Age, Kind::Count]);
    assert_eq!(kinds("two women, 33 and 19, sang"), [Kind::Count, Kind::Age]);
    assert_eq!(kinds("one, 33, sang"), [Kind::Count, Kind::Age]);
    for text in [
        "the 19-year-old",
        "Ada Moss, 60, sang",
        "a singer aged 60",
        "the opera singer, 20, who sang",
        "Ana, who was 1 when she sang",
        "aged between six and 12",
        "a girl of eight.",
        "a baker of 44 who",
        "the driver, 58, sang",
        "a 70-year-old",
        "she is 30 years old",
        "a six-month-old",
        "boys, ages 11, 12, 12 and 13, sang",
        "they ranged in age from 21 to 46",
        "between 20 and 26 years old",
    ] {
        assert_eq!(kinds(text), [Kind::Age], "{text}");
    }
}

#[test]
fn names_are_no_figures() {
    for text in [
        "on Flight 302",
        "along Highway 7",
        "No 3 precinct",
        "No. 3 precinct",
        "in Grade 3",
        "a Boeing 737 landed",
        "an M-16",
        "an AK-47",
        "Page 7",
        "Channel 4",
        "in room 12",
        "Covid-19",
        "a 3-1 win",
        "beat them 2-1",
        "at 50-50",
        "a six-storey house",
        "call 0800 123 456",
        "the shop at 12 Elm Street closed",
        "one of the officers",
        "zero tolerance",
        "the Group of Seven",
    ] {
        let k = kinds(text);
        assert!(k.iter().all(|k| *k == Kind::Label), "{text}: {k:?}");
        assert!(!k.is_empty(), "{text}");
    }
    reads("A 40-strong choir", &["40-strong = 40"]);
    assert_eq!(
        kinds("the second front, the 22nd verse"),
        [Kind::Ordinal, Kind::Ordinal]
    );
    assert_eq!(quantities("one of the officers")[0].form, Form::Member);
    assert_eq!(kinds("Rovers 2, Wanderers 1"), [Kind::Label, Kind::Label]);
    reads("Skopje 12, Bitola 30, Ohrid 4", &["12 = 12", "30 = 30", "4 = 4"]);
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

/// Texts that are likelier to meet the reader's branches than random characters.
fn newsy() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "more",
        "than",
        "at",
        "least",
        "up",
        "to",
        "about",
        "a",
        "half",
        "of",
        "the",
        "third",
        "two",
        "-",
        "–",
        "twenty",
        "hundred",
        "and",
        "million",
        "dozens",
        "several",
        "12",
        "3.5",
        "1,200",
        "940",
        "000",
        "2004",
        "June",
        "May",
        "$",
        "€",
        "km",
        "(",
        ")",
        ",",
        ".",
        "per",
        "cent",
        "%",
        "year",
        "old",
        "between",
        "from",
        "in",
        "all",
        "but",
        "no",
        "one",
        "both",
        "out",
        "every",
        "Flight",
        "é",
        "½",
        "°",
        "C",
        "minus",
        "−4",
        "9/11",
        "3-1",
        "a.m.",
        ":",
        "30",
        "'s",
        "people",
        "or",
        "point",
        "US$5m",
        "\u{2011}",
        "magnitude",
        "aged",
        "another",
        "few",
        "an",
        "hour",
        "never",
    ]);
    (prop::collection::vec((word, any::<bool>()), 0..25)).prop_map(|v| {
        v.iter()
            .map(|(w, space)| format!("{w}{}", if *space { " " } else { "" }))
            .collect()
    })
}

fn holds(text: &str) {
    let (document, report) = document(text);
    let all = read(&document, report.text(), &RULES);
    for q in &all {
        assert!(
            text.get(q.span.range()).is_some_and(|s| !s.is_empty()),
            "span of {q:?} in {text:?}"
        );
        assert!(
            q.first < q.end && (q.end as usize) <= document.tokens.len(),
            "tokens of {q:?}"
        );
        for i in [q.interval, q.stated] {
            assert!(i.low.zip(i.high).is_none_or(|(a, b)| a <= b), "{q:?} in {text:?}");
        }
        assert!(q.whole.is_none_or(|w| (w as usize) < all.len()));
        noun(&document, q, text, &RULES);
    }
    for pair in all.windows(2) {
        assert!(pair[0].first <= pair[1].first, "order in {text:?}");
        assert!(
            pair[0].end <= pair[1].first || pair[0].span.contains(pair[1].span),
            "overlap in {text:?}: {pair:?}"
        );
    }
    listed(&document, &all, &RULES);
}

fn interval() -> impl Strategy<Value = Interval> {
    (prop::option::of(-50i64..50), prop::option::of(0i64..50)).prop_map(|(low, more)| Interval {
        low: low.map(Decimal::from),
        high: more.map(|m| Decimal::from(low.unwrap_or(0) + m)),
    })
}

#[test]
fn a_mark_joined_to_a_number_takes_no_word_of_the_next() {
    holds("\u{2212}4a hundred");
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,80}") {
        holds(&text);
    }

    #[test]
    fn any_newsy_text(text in newsy()) {
        holds(&text);
    }

    #[test]
    fn intersection_is_symmetric(a in interval(), b in interval()) {
        prop_assert_eq!(a.intersects(&b), b.intersects(&a));
    }

    #[test]
    fn what_is_contained_intersects(a in interval(), b in interval()) {
        if a.contains(&b) {
            prop_assert!(a.intersects(&b));
        }
        prop_assert!(a.contains(&a));
    }
}

#[test]
fn a_unit_and_a_half_and_what_only_labels() {
    assert_eq!(
        shown("It went on for an hour and a half."),
        ["an hour and a half = 5400 s"]
    );
    assert_eq!(shown("Cattle lost: 2,300 (approx.)."), ["2,300 (approx.) = ~2300"]);
    assert!(
        quantities("The lorry stood at km 41+250 of the road.")
            .iter()
            .all(|q| !q.kind.is_quantity())
    );
    let limit = quantities("children below 12 years 7");
    assert_eq!(limit.iter().filter(|q| q.kind.is_quantity()).count(), 1);
    assert_eq!(
        shown("They spent half of the €20 million."),
        ["half of the €20 million = 10000000 EUR", "€20 million = 20000000 EUR"]
    );
    assert_eq!(
        kinds("Ana L., 29, left at a quarter to two."),
        [Kind::Age, Kind::Label, Kind::Clock]
    );
    assert!(kinds("Work on piers 2 and 3 began.").iter().all(|k| *k == Kind::Label));
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
