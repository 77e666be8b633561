//! Dates against fixed days of publication.

use super::*;
use crate::claim::testing::report;
use jiff::civil::date;

fn read(text: &str, published: Option<&str>) -> Vec<(String, Option<(String, String)>)> {
    let rules = Rules::embedded().unwrap();
    let report = report(text, published);
    let document = crate::text::analyse(&report, &rules);
    find(&document, text, &report.meta, &rules)
        .into_iter()
        .map(|m| {
            (
                m.span.of(text).to_owned(),
                m.days.map(|d| (d.from.to_string(), d.to.to_string())),
            )
        })
        .collect()
}

/// Checks the first date of a text read by a report of Wednesday, 16 October 2019.
#[track_caller]
fn first(text: &str, from: &str, to: &str) {
    let all = read(text, Some("2019-10-16"));
    let got = all.first().and_then(|m| m.1.clone());
    assert_eq!(got, Some((from.to_owned(), to.to_owned())), "{text}: {all:?}");
}

#[test]
fn days_written_out() {
    first("It burned on 13 October 2005 again.", "2005-10-13", "2005-10-13");
    first("It burned on October 13, 2005, again.", "2005-10-13", "2005-10-13");
    first("It burned on Oct. 13 again.", "2019-10-13", "2019-10-13");
    first("On the nineteenth of February it thawed.", "2019-02-19", "2019-02-19");
    first("On Tuesday, 5 March 2019 it thawed.", "2019-03-05", "2019-03-05");
    first("Filed 2019-03-04 by mail.", "2019-03-04", "2019-03-04");
    first("Seen 18/08/2018 at noon.", "2018-08-18", "2018-08-18");
    first("Seen 18.08.2018 at noon.", "2018-08-18", "2018-08-18");
    first("The week of 10-16 January was cold.", "2019-01-10", "2019-01-16");
}

#[test]
fn a_day_without_year_is_the_last_one_or_soon() {
    first("Tickets are sold until 3 November.", "2019-11-03", "2019-11-03");
    first("It began on 24 December.", "2018-12-24", "2018-12-24");
}

#[test]
fn months_years_decades() {
    first("They met in June 2004.", "2004-06-01", "2004-06-30");
    first("They met in August.", "2019-08-01", "2019-08-31");
    first("They met in December.", "2018-12-01", "2018-12-31");
    first("They will meet by December.", "2019-12-01", "2019-12-31");
    assert!(read("The fall of the outpost cost many lives.", Some("2019-10-16")).is_empty());
    first("They met in August last year.", "2018-08-01", "2018-08-31");
    first("The quake in 1999 was worse.", "1999-01-01", "1999-12-31");
    first("The 1999 quake was worse.", "1999-01-01", "1999-12-31");
    first("Rents rose in the 1990s again.", "1990-01-01", "1999-12-31");
    first("They have met since January.", "2019-01-01", "2019-10-16");
    first("They have met since the start of July.", "2019-07-01", "2019-10-16");
    first("They met at the start of July.", "2019-07-01", "2019-07-31");
    first("It was the worst since 1999, when 12 died.", "1999-01-01", "1999-12-31");
    first("They met last summer.", "2019-06-01", "2019-08-31");
}

#[test]
fn told_from_publication() {
    first("The dam broke on Friday.", "2019-10-11", "2019-10-11");
    first("The dam broke Wednesday.", "2019-10-16", "2019-10-16");
    first("The dam broke last Wednesday.", "2019-10-09", "2019-10-09");
    first("It reopens next Friday.", "2019-10-18", "2019-10-18");
    first("The dam broke on Monday night.", "2019-10-14", "2019-10-14");
    first("The dam broke yesterday.", "2019-10-15", "2019-10-15");
    first("The dam broke overnight.", "2019-10-15", "2019-10-16");
    first("The dam broke this morning.", "2019-10-16", "2019-10-16");
    first("The dam broke last night.", "2019-10-15", "2019-10-15");
    first("The dam broke last year.", "2018-01-01", "2018-12-31");
    first("The dam broke last month.", "2019-09-01", "2019-09-30");
    first("The dam broke last week.", "2019-10-07", "2019-10-13");
    first("The dam broke three years ago.", "2016-01-01", "2016-12-31");
    first("The dam broke ten days ago.", "2019-10-06", "2019-10-06");
}

#[test]
fn told_from_the_story() {
    let all = read(
        "It broke on 3 October. Cracks were seen two days earlier.",
        Some("2019-10-16"),
    );
    assert_eq!(all[1].1, Some(("2019-10-01".into(), "2019-10-01".into())));
    let all = read(
        "It broke on 3 October. Cracks were seen the previous day.",
        Some("2019-10-16"),
    );
    assert_eq!(all[1].1, Some(("2019-10-02".into(), "2019-10-02".into())));
}

#[test]
fn numbers_and_words_that_are_no_dates() {
    for text in [
        "They found 2000 boxes there.",
        "It may rain and they march on.",
        "In 2000 homes the lamps went out.",
        "The second of the two was older.",
        "Sat by the door, Jan waved.",
    ] {
        assert!(read(text, Some("2019-10-16")).is_empty(), "{text}");
    }
}

#[test]
fn without_publication_a_full_date_stands_in() {
    let all = read("Bulletin of 9 June 2021. The gate gave way on Tuesday.", None);
    assert_eq!(all[1].1, Some(("2021-06-08".into(), "2021-06-08".into())));
    let all = read("The gate gave way on Tuesday.", None);
    assert_eq!(all, [("Tuesday".to_owned(), None)]);
}

#[test]
fn own_time_or_the_past() {
    let own = Some(date(2019, 10, 16));
    let of = |text: &str| {
        let rules = Rules::embedded().unwrap();
        let report = report(text, Some("2019-10-16"));
        let document = crate::text::analyse(&report, &rules);
        find(&document, text, &report.meta, &rules)[0].is_own_time(own)
    };
    assert_eq!(of("The dam broke on Friday."), Some(true));
    assert_eq!(of("The dam broke on 8 October."), Some(true));
    assert_eq!(of("The dam broke in August."), Some(false));
    assert_eq!(of("The dam broke three years ago."), Some(false));
    assert_eq!(of("Dams have broken since January."), Some(false));
}
