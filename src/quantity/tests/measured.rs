//! What numbers are measured in, and those that only label: dates, times, ages, names.

use super::*;

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
    reads("After nine hours 20 minutes", &["nine hours 20 minutes = 33600 s"]);
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
    for text in [
        "The eldest was a plasterer of 29 from Kell.",
        "An officer of the watch, 44, is being held.",
        "He is no older than 25.",
        "Their ages ranged from 71 to 90.",
        "They want to lift the pension age to 65.",
    ] {
        assert_eq!(kinds(text), [Kind::Age], "{text}");
    }
    assert_eq!(
        kinds("The injured number 26 (Kell 18, Vale 8)."),
        [Kind::Count, Kind::Count, Kind::Count]
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
    for text in [
        "Work on piers 2 and 3 began.",
        "A railing gave way near step 612 when it was dark.",
        "They are charged under sections 12A and 14 of the code.",
        "It was a category three storm.",
        "Trains 431 and 435 will turn back.",
        "The headquarters, 12 Harbour Street, Vale, are shut.",
        "He was one of those who ran.",
        "The hotline is 8 (555) 40-11-22.",
    ] {
        let k = kinds(text);
        assert!(!k.is_empty() && k.iter().all(|k| *k == Kind::Label), "{text}: {k:?}");
    }
    assert_eq!(kinds("The toll rose by two this morning."), [Kind::Count]);
    assert_eq!(kinds("A girl, about 9 or 10 years old, was hurt."), [Kind::Age]);
    assert_eq!(
        kinds("He hit three women — 17, 19 and 20, police said."),
        [Kind::Count, Kind::Age]
    );
    assert_eq!(
        kinds("He spoke with three friends, one of them only 14, he said."),
        [Kind::Count, Kind::Count, Kind::Age]
    );
    assert_eq!(
        kinds("Four people shot outside a bar - KELT TV 5"),
        [Kind::Count, Kind::Label]
    );
    assert_eq!(kinds("FOUR PEOPLE SHOT - SHOTS FIRED: 5"), [Kind::Count, Kind::Count]);
    assert_eq!(kinds("A second one died there."), [Kind::Ordinal, Kind::Label]);
    assert_eq!(kinds("They came by train 12 days later."), [Kind::Duration]);
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
        "shortly before two this morning",
    ] {
        let k = kinds(text);
        assert!(!k.is_empty() && k.iter().all(|k| *k == Kind::Clock), "{text}: {k:?}");
    }
}

#[test]
fn ages_are_no_figures() {
    assert_eq!(kinds("boys, ages 4 and 5, 12 girls"), [Kind::Age, Kind::Count]);
    assert_eq!(kinds("two women, 33 and 19, sang"), [Kind::Count, Kind::Age]);
    assert_eq!(kinds("John Lee, Jr., 21, sang"), [Kind::Age]);
    assert_eq!(kinds("Ann C. Lee, 25 both of Kell sang"), [Kind::Age, Kind::Count]);
    assert_eq!(kinds("Ann Lee, aka “Red,” 25, of Kell, sang"), [Kind::Age]);
    assert_eq!(kinds("Ann Lee, twenty-two, sang"), [Kind::Age]);
    assert_eq!(kinds("a boy of six sang"), [Kind::Age]);
    assert_eq!(kinds("a family of six sang"), [Kind::Count]);
    assert_eq!(kinds("half of them were over fifty"), [Kind::Count, Kind::Age]);
    assert_eq!(kinds("one mother, twenty-six, sang"), [Kind::Count, Kind::Age]);
    assert_eq!(kinds("one singer, 27, is ill"), [Kind::Count, Kind::Age]);
    assert_eq!(kinds("one, 33, sang"), [Kind::Count, Kind::Age]);
    for text in [
        "the 19-year-old",
        "Ada Moss, 60, sang",
        "a singer aged 60",
        "the opera singer, 20, who sang",
        "Ana, who was 1 when she sang",
        "aged between six and 12",
        "a girl of eight.",
        "a singer who was 17 at the time",
        "children under five account for most",
        "most of them under 15 were lodged there",
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
fn the_article_alone_is_one_of_a_unit() {
    assert_eq!(shown("It took more than an hour."), ["more than an hour = 3600.. s"]);
    assert_eq!(shown("It lasted an hour."), ["an hour = 3600 s"]);
    for text in [
        "It costs 9 euros an hour.",
        "They met over a bar.",
        "He spoke of about a minute part.",
        "A mile is long.",
    ] {
        let one = |q: &crate::quantity::Quantity| q.unit.as_deref() != Some("EUR") && q.kind.is_quantity();
        assert!(!quantities(text).iter().any(one), "{text}");
    }
}
