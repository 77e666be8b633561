//! Grouping with hand-made digests.

mod alike;

use super::*;
use crate::claim::{Days, Modality};
use crate::corpus::{BlockKind, Published};
use crate::quantity::Interval;
use crate::span::Span;
use jiff::civil::date;

fn rules() -> Rules {
    Rules::embedded().unwrap()
}

/// A report with rare words, places and a day.
fn digest(id: &str, day: Option<Date>, words: &[&str], places: &[&str], rules: &Rules) -> Digest {
    let mut features: Vec<Feature> = words
        .iter()
        .map(|w| Feature {
            key: compact_str::format_compact!("w:{w}"),
            rarity: 3.4,
            weight: 4.0,
            place: false,
        })
        .collect();
    features.sort_by(|a, b| a.key.cmp(&b.key));
    let places = places
        .iter()
        .map(|p| PlaceAnchor {
            name: (*p).into(),
            place: rules.places.by_name(p, &rules.lexicon).first().copied(),
            extent: match rules.places.by_name(p, &rules.lexicon).first() {
                Some(_) => Extent::City,
                None => Extent::Local,
            },
            weight: 4.0,
        })
        .collect();
    Digest {
        id: id.into(),
        meta: Meta {
            published: day.map(Published::On),
            ..Meta::default()
        },
        anchors: Anchors {
            own: day,
            dateline: None,
            days: day
                .map(|d| DayAnchor {
                    days: Days { from: d, to: d },
                    weight: 2.0,
                })
                .into_iter()
                .collect(),
            places,
            features,
            kinds: vec![("fire".into(), 3.0)],
            shingles: Vec::new(),
            past: Vec::new(),
        },
        ..Digest::default()
    }
}

fn claim(modality: Modality, when: Option<(Date, Date)>, places: &[&str]) -> Claim {
    Claim {
        measure: "killed".into(),
        label: None,
        counted: "people".into(),
        interval: Interval::default(),
        precision: Default::default(),
        unit: None,
        text: String::new(),
        span: Span::default(),
        sentence: Span::default(),
        block: BlockKind::Paragraph,
        scope: None,
        speaker: None,
        carried: false,
        via: None,
        modality,
        as_of: None,
        when: when.map(|(from, to)| Days { from, to }),
        places: places.iter().map(|p| (*p).into()).collect(),
        part_of: None,
        partial: false,
        mixed: false,
        doers: None,
        glimpse: false,
        additional: false,
        rule: "killed/verb:kill".into(),
        words: Vec::new(),
    }
}

fn corpus(rules: &Rules) -> Vec<Digest> {
    let d = |day| Some(date(2018, 5, day));
    vec![
        digest("a", d(3), &["tarnwick", "ropewalk", "halloran"], &["Turin"], rules),
        digest("b", d(4), &["tarnwick", "ropewalk", "quayside"], &["Turin"], rules),
        digest("c", d(4), &["osmond", "brickyard", "velling"], &["Oslo"], rules),
        digest("d", None, &["osmond", "brickyard"], &[], rules),
    ]
}

/// Groups as sets of report ids.
fn groups(digests: &[Digest], rules: &Rules) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = group(digests, &Grouping::Auto, rules)
        .iter()
        .map(|e| {
            let mut ids: Vec<String> = e.reports.iter().map(|&r| digests[r as usize].id.clone()).collect();
            ids.sort();
            ids
        })
        .collect();
    all.sort();
    all
}

#[test]
fn rare_names_and_days_make_one_event() {
    let rules = rules();
    assert_eq!(groups(&corpus(&rules), &rules), [["a", "b"], ["c", "d"]]);
}

#[test]
fn short_notices_of_one_day_are_held_together_by_plain_words() {
    let rules = rules();
    let notice = |id: &str, words: &[&str]| {
        let mut d = digest(id, Some(date(2018, 5, 3)), words, &[], &rules);
        for f in &mut d.anchors.features {
            (f.rarity, f.weight) = (1.0, 3.0);
        }
        d.anchors.kinds.clear();
        d
    };
    let a = notice("a", &["derby", "smoke", "steward", "supporter", "grass"]);
    let b = notice("b", &["derby", "smoke", "steward", "supporter", "refund"]);
    let c = notice("c", &["senator", "budget", "benefit", "ballot", "tax"]);
    assert_eq!(groups(&[a, b, c], &rules), [vec!["a", "b"], vec!["c"]]);
}

#[test]
fn the_order_of_reports_does_not_matter() {
    let rules = rules();
    let mut digests = corpus(&rules);
    let before = groups(&digests, &rules);
    for _ in 0..4 {
        digests.rotate_left(1);
        digests.swap(0, 2);
        assert_eq!(groups(&digests, &rules), before);
    }
}

#[test]
fn an_unrelated_report_changes_nothing() {
    let rules = rules();
    let mut digests = corpus(&rules);
    let mut expected = groups(&digests, &rules);
    digests.insert(
        1,
        digest(
            "z",
            Some(date(2018, 5, 4)),
            &["marrowby", "lanthorn"],
            &["Lima"],
            &rules,
        ),
    );
    expected.push(vec!["z".to_owned()]);
    assert_eq!(groups(&digests, &rules), expected);
}

#[test]
fn likeness_of_two_reports_on_far_days_is_not_enough() {
    let rules = rules();
    let words = ["gunpowder", "warehouse", "tarnwick", "one", "two", "three", "four"];
    let other = ["gunpowder", "five", "six", "seven", "eight", "nine", "ten"];
    let a = digest("a", Some(date(2018, 5, 3)), &words, &["Turin"], &rules);
    let b = digest("b", Some(date(2016, 1, 9)), &other, &["Oslo"], &rules);
    let link = link::explain(&a.anchors, &b.anchors, &rules);
    assert!(link.score < LINKED, "{link:?}");
    assert!(link.parts.iter().any(|p| p.0.contains("gunpowder")));
    assert!(link.parts.iter().any(|p| p.0 == "places" && p.1 < 1.0));
}

#[test]
fn every_claim_has_one_event_under_every_grouping() {
    let rules = rules();
    let mut digests = corpus(&rules);
    for d in &mut digests {
        d.claims = vec![
            claim(Modality::Asserted, None, &[]),
            claim(
                Modality::Background,
                Some((date(1999, 1, 1), date(1999, 12, 31))),
                &["Izmir"],
            ),
        ];
    }
    for grouping in [
        Grouping::Auto,
        Grouping::One,
        Grouping::Folder,
        Grouping::Field("event".into()),
    ] {
        let events = group(&digests, &grouping, &rules);
        let mut claims: Vec<ClaimRef> = events.iter().flat_map(|e| e.claims.clone()).collect();
        claims.sort();
        let count = claims.len();
        claims.dedup();
        assert_eq!((count, claims.len()), (8, 8), "{grouping:?}");
    }
}

#[test]
fn a_past_event_that_two_reports_cite_is_one() {
    let rules = rules();
    let mut digests = corpus(&rules);
    let when = Some((date(1999, 1, 1), date(1999, 12, 31)));
    digests[0].claims = vec![
        claim(Modality::Asserted, None, &["Turin"]),
        claim(Modality::Background, when, &["Izmir"]),
    ];
    digests[1].claims = vec![claim(
        Modality::Background,
        Some((date(1999, 8, 17), date(1999, 8, 17))),
        &["Izmir"],
    )];
    let events = group(&digests, &Grouping::Auto, &rules);
    let side = events.last().unwrap();
    assert_eq!(side.claims.len(), 2);
    assert!(
        side.claims
            .iter()
            .all(|c| c.of(&digests).modality == Modality::Background)
    );
    let main = &events[0];
    assert_eq!(main.claims, [ClaimRef { report: 0, claim: 0 }]);
}

#[test]
fn a_cited_event_joins_the_reports_that_tell_of_it() {
    let rules = rules();
    let mut digests = corpus(&rules);
    digests[2].claims = vec![claim(
        Modality::Background,
        Some((date(2018, 5, 1), date(2018, 5, 31))),
        &["Turin"],
    )];
    let events = group(&digests, &Grouping::Auto, &rules);
    assert_eq!(events[0].claims, [ClaimRef { report: 2, claim: 0 }]);
    assert_eq!(events[0].reports, [0, 1, 2]);
}

#[test]
fn claims_of_another_town_or_an_earlier_year_stand_apart() {
    let rules = rules();
    let mut digests = corpus(&rules);
    digests[0].claims = vec![
        claim(Modality::Asserted, None, &[]),
        claim(Modality::Asserted, None, &["Italy"]),
        claim(Modality::Asserted, None, &["Kandahar"]),
        claim(Modality::Asserted, Some((date(2011, 1, 1), date(2011, 12, 31))), &[]),
    ];
    let events = group(&digests, &Grouping::One, &rules);
    assert_eq!(events[0].claims.len(), 2);
    assert_eq!(events.len(), 3);
}

#[test]
fn by_field_a_report_without_value_is_alone() {
    let rules = rules();
    let mut digests = corpus(&rules);
    digests[0].meta.event = Some("x".into());
    digests[2].meta.event = Some("x".into());
    let events = group(&digests, &Grouping::Field("event".into()), &rules);
    let reports: Vec<&[u32]> = events.iter().map(|e| e.reports.as_slice()).collect();
    assert_eq!(reports, [&[0, 2][..], &[1], &[3]]);
}

/// The digest of a text as an outlet writes it.
fn read(id: &str, text: &str, rules: &Rules) -> Digest {
    let corpus = crate::corpus::from_text(id, text, rules);
    crate::digest(&corpus.reports[0], rules)
}

#[test]
fn a_page_without_a_report_links_nothing() {
    let rules = rules();
    let page = "Welcome back. We have sent you a message.\n\nLook for it in the folder that your provider keeps.\n\n\
                You will be asked to choose a word that nobody can guess, and to type it once more below.\n";
    let a = format!("---\npublished: 2016-03-02\ntitle: Two hurt in Tarnwick shooting\n---\n{page}");
    let b = format!("---\npublished: 2016-03-09\ntitle: Osmond family mourns boy\n---\n{page}");
    let (a, b) = (read("a", &a, &rules), read("b", &b, &rules));
    let sketch = |d: &Digest| Sketch::of(&d.anchors, &rules);
    assert_eq!(link::copies(&sketch(&a), &sketch(&b)), 0.0);
    let link = link::explain(&a.anchors, &b.anchors, &rules);
    assert!(link.score < LINKED, "{link:?}");
}

#[test]
fn a_list_of_films_is_no_part_of_the_report() {
    let rules = rules();
    let text = "Three people died when a fire broke out in Tarnwick.\n\n1:42 Halloran bridge reopens after the storm\n";
    let keys: Vec<_> = read("a", text, &rules)
        .anchors
        .features
        .into_iter()
        .map(|f| f.key)
        .collect();
    assert!(keys.iter().any(|k| k == "w:tarnwick"), "{keys:?}");
    assert!(!keys.iter().any(|k| k.contains("halloran")), "{keys:?}");
}

#[test]
fn figures_and_places_are_features() {
    let rules = rules();
    let text =
        "At least 12 people died, 37 people were hurt and 37 people were arrested in Baton Rouge on 3 May 2018.\n";
    let all = read("a", text, &rules).anchors.features;
    let get = |key: &str| all.iter().find(|f| f.key == key);
    assert!(get("f:injured 37").is_some_and(|f| f.rarity > 2.0), "{all:?}");
    assert!(get("f:killed 12").is_none(), "a bound is no exact figure: {all:?}");
    assert!(get("p:baton rouge").is_some_and(|f| f.place), "{all:?}");
    assert!(get("w:baton").is_none(), "{all:?}");
}

#[test]
fn a_rare_kind_in_the_same_days_tells_more_than_a_common_one() {
    let rules = rules();
    let words = ["tarnwick", "ropewalk", "halloran", "quayside", "osmond"];
    let day = Some(date(2018, 5, 3));
    let with = |id, kind: &str, day| {
        let mut d = digest(id, day, &words, &[], &rules);
        d.anchors.kinds = vec![(kind.into(), 3.0)];
        d.anchors
    };
    let both = |kind: &str, second| link::explain(&with("a", kind, day), &with("b", kind, second), &rules).score;
    assert!(both("stampede", day) > 2.0 * both("shooting", day));
    // less so on far days
    let far = Some(date(2018, 9, 3));
    let gain = |day| both("stampede", day) / both("flood", day);
    assert!(gain(day) > 1.5 && gain(far) < 1.1);
}

#[test]
fn a_name_that_no_table_has_says_more_than_a_known_one() {
    let rules = rules();
    let near = Some(date(2018, 5, 3));
    let with = |id, rarity: f32| {
        let mut d = digest(id, near, &["tarnwick", "ropewalk"], &[], &rules);
        d.anchors.features.iter_mut().for_each(|f| f.rarity = rarity);
        d.anchors
    };
    let of = |rarity| link::explain(&with("a", rarity), &with("b", rarity), &rules).score;
    assert!(of(3.4) > 3.0 * of(1.8));
    // of a name of two words neither counts again
    let text = |id: &str| format!("---\npublished: 2018-05-03\n---\nThe {id} of Vale Corvolo fell.\n");
    let sketch = |id| Sketch::of(&read(id, &text(id), &rules).anchors, &rules);
    let names = |s: Sketch| s.features.iter().filter(|f| f.2).count();
    assert_eq!(names(sketch("bridge")), 1);
}

#[test]
fn kinds_told_in_several_words_are_found() {
    let rules = rules();
    let kinds = read(
        "a",
        "A car bomb killed nine people at the gate of the Osmond barracks.\n",
        &rules,
    )
    .anchors
    .kinds;
    assert_eq!(kinds[0].0, "bombing", "{kinds:?}");
}

#[test]
fn an_overtaken_figure_stays_with_its_event() {
    let rules = rules();
    let mut digests = corpus(&rules);
    let during = Some((date(2018, 5, 3), date(2018, 5, 3)));
    digests[0].claims = vec![
        claim(Modality::Asserted, None, &[]),
        claim(Modality::Background, None, &[]),
        claim(Modality::Background, during, &[]),
        claim(Modality::Background, None, &["Kandahar"]),
    ];
    let events = group(&digests, &Grouping::Auto, &rules);
    assert_eq!(events[0].claims.len(), 3);
    assert_eq!(events.last().map(|e| e.claims.len()), Some(1));
}

#[test]
fn what_befalls_nobody_in_another_town_is_no_other_event() {
    let rules = rules();
    let mut digests = corpus(&rules);
    let mut teams = claim(Modality::Asserted, None, &["Kandahar"]);
    teams.measure = "other".into();
    digests[0].claims = vec![claim(Modality::Asserted, None, &["Kandahar"]), teams];
    let events = group(&digests, &Grouping::One, &rules);
    assert_eq!(events[0].claims, [ClaimRef { report: 0, claim: 1 }]);
}

#[test]
fn what_stands_still_and_what_a_verdict_looks_back_on_are_of_the_event() {
    let rules = rules();
    let mut first = digest("a", Some(date(2018, 6, 10)), &["brewer"], &["Chhouk"], &rules);
    let mut hall = claim(Modality::Asserted, Some((date(2012, 1, 1), date(2012, 12, 31))), &[]);
    hall.measure = "money".into();
    first.claims = vec![hall];
    let mut verdict = digest("b", Some(date(2018, 6, 20)), &["brewer"], &["Chhouk"], &rules);
    verdict.meta.published = Some(Published::On(date(2018, 11, 20)));
    let monday = date(2018, 11, 19);
    verdict.claims = vec![claim(Modality::Background, Some((monday, monday)), &[])];
    let events = group(&[first, verdict], &Grouping::One, &rules);
    assert_eq!(events.len(), 1, "{events:#?}");
}

#[test]
fn an_event_over_a_country_has_towns_and_weeks_in_it() {
    let rules = rules();
    let weeks = Some((date(2018, 4, 1), date(2018, 4, 9)));
    let count = |kind: &str| {
        let mut digests = corpus(&rules);
        digests.truncate(2);
        for d in &mut digests {
            d.anchors.kinds = vec![(kind.into(), 3.0)];
        }
        digests[0].claims = vec![
            claim(Modality::Asserted, None, &["Naples"]),
            claim(Modality::Asserted, weeks, &[]),
        ];
        group(&digests, &Grouping::One, &rules)[0].claims.len()
    };
    assert_eq!(count("outbreak"), 2);
    assert_eq!(count("shooting"), 0);
}

#[test]
fn what_has_added_up_since_weeks_is_of_an_event_that_goes_on() {
    let rules = rules();
    let since = |to| Some((date(2018, 4, 1), to));
    let count = |kind: &str, to| {
        let mut digests = corpus(&rules);
        digests.truncate(2);
        for d in &mut digests {
            d.anchors.kinds = vec![(kind.into(), 3.0)];
        }
        digests[0].claims = vec![claim(Modality::Background, since(to), &[])];
        group(&digests, &Grouping::One, &rules)[0].claims.len()
    };
    let told = corpus(&rules)[0].meta.published.map(Published::day).expect("a day");
    assert_eq!(count("outbreak", told), 1);
    assert_eq!(count("outbreak", date(2018, 4, 12)), 0);
    assert_eq!(count("shooting", told), 0);
}

#[test]
fn towns_tell_events_of_every_day_apart() {
    let rules = rules();
    let words = ["tarnwick", "ropewalk"];
    let with = |id, places: &[&str]| {
        let mut d = digest(id, Some(date(2018, 5, 3)), &words, places, &rules);
        d.anchors.kinds = vec![("shooting".into(), 3.0)];
        d.anchors
    };
    let part = |places: &[&str]| {
        let link = link::explain(&with("a", places), &with("b", places), &rules);
        let kind = link.parts.iter().find(|p| p.0 == "kind of event");
        kind.map(|p| p.1).expect("a factor")
    };
    assert!(part(&[]) > part(&["Naples"]));
}

#[test]
fn a_dateline_takes_its_year_from_the_other_reports() {
    let rules = crate::rules::packs();
    let read = |text: &str, day: Option<&str>| {
        let report = crate::claim::testing::report(text, day);
        crate::digest(&report, rules)
    };
    let mut digests = [
        read("Four people died in the fire at the mill in Arden.", Some("2031-12-30")),
        read(
            "Arden, 2 January. The union mourns.\nSix people died in the fire at the mill in Arden.",
            None,
        ),
        read("On 2 January six people died in the fire at the mill in Arden.", None),
    ];
    let events = group(&digests, &Grouping::One, rules);
    super::date(&mut digests, &events);
    let days: Vec<Option<Date>> = digests.iter().map(|d| d.meta.published.map(Published::day)).collect();
    assert_eq!(days[1], Some(jiff::civil::date(2032, 1, 2)));
    assert_eq!(days[2], None);
}

/// A report of a sinking: its day and place, and how many it killed.
fn sinking(id: &str, published: &str, text: &str) -> Digest {
    let mut report = crate::claim::testing::report(text, Some(published));
    report.id = id.into();
    crate::digest(&report, crate::rules::packs())
}

#[test]
fn two_sinkings_off_one_coast_are_two() {
    let rules = crate::rules::packs();
    let first = "Seventeen migrants drowned when a boat sank off Arlesund in Norway on Sunday, the coast guard of Norway said.\nThe trawler Halvard picked up 33 migrants.";
    let second = "Nine migrants drowned when a boat sank off Norway on Wednesday, the coast guard of Norway said.\nThe trawler Halvard picked up 61 migrants.\nIts skipper said that the engine had failed and that the sea was calm.\nThe harbour gave them blankets, soup and dry shoes.\nOn Sunday a boat sank off Arlesund with 90 people aboard. Twenty-six bodies have been found.";
    let again = "Twenty-three migrants drowned when a boat sank off Arlesund in Norway on Sunday, the coast guard of Norway said.\nThe trawler Halvard picked up 33 migrants.";
    let digests = [
        sinking("a", "2031-05-19", first),
        sinking("b", "2031-05-22", second),
        sinking("c", "2031-05-20", again),
    ];
    let events = group(&digests, &Grouping::Auto, rules);
    assert_eq!(events[0].reports, [0, 1, 2], "{events:?}");
    assert_eq!(events[1].reports, [1]);
    let told = |e: usize| -> Vec<&str> { events[e].claims.iter().map(|c| c.of(&digests).text.as_str()).collect() };
    assert!(
        told(0).contains(&"Twenty-six") && !told(0).contains(&"Nine"),
        "{:?}",
        told(0)
    );
    assert!(told(1).contains(&"Nine") && told(1).contains(&"61"), "{:?}", told(1));
}

#[test]
fn a_toll_that_grows_over_days_is_one() {
    let first =
        "Seventeen migrants drowned when a boat sank off Arlesund in Norway on Sunday, the coast guard of Norway said.";
    let later = "Nineteen migrants are known to have drowned when a boat sank off Arlesund in Norway on Sunday, the coast guard of Norway said on Wednesday.";
    one_event(first, later);
}

#[test]
fn components_hold_what_can_meet() {
    let rules = rules();
    let at = |day| Some(date(2021, 6, day));
    let mut digests = vec![
        digest("a", at(1), &["zorvane", "quellide"], &["Aldwick Mere"], &rules),
        digest("b", at(9), &["brantule"], &["Harrowby Sound"], &rules),
        digest("c", at(2), &["zorvane", "quellide"], &["Aldwick Mere"], &rules),
        digest("d", at(30), &["mirrowell"], &["Tarn Hollow"], &rules),
    ];
    let parts = |digests: &[Digest], grouping: &Grouping| components(&profiles(digests, grouping, &rules), &rules);
    let alone: &[&[u32]] = &[&[0, 2], &[1], &[3]];
    assert_eq!(parts(&digests, &Grouping::Auto), alone);
    assert_eq!(parts(&digests, &Grouping::One).len(), 1);
    // one that looks back on another's event belongs beside it, whatever groups them
    digests[3].anchors.past.push(Past {
        town: "harrowby sound".into(),
        days: Days {
            from: date(2021, 6, 9),
            to: date(2021, 6, 9),
        },
    });
    let beside: &[&[u32]] = &[&[0, 2], &[1, 3]];
    assert_eq!(parts(&digests, &Grouping::Auto), beside);
    digests[0].meta.event = Some("x".into());
    let beside: &[&[u32]] = &[&[0], &[1, 3], &[2]];
    assert_eq!(parts(&digests, &Grouping::Field("event".into())), beside);
}

#[test]
fn a_crowd_is_chained() {
    let rules = rules();
    let day = |i: i64| date(2021, 1, 1).checked_add(jiff::Span::new().days(i / 40)).unwrap();
    let digests: Vec<Digest> = (0..400)
        .map(|i| digest(&format!("r{i:03}"), Some(day(i)), &["zorvane", "quellide"], &[], &rules))
        .collect();
    assert_eq!(
        components(&profiles(&digests, &Grouping::Auto, &rules), &rules).len(),
        1
    );
}

/// A report of Monday and one of Thursday are of one event.
fn one_event(first: &str, later: &str) {
    let digests = [sinking("a", "2031-05-19", first), sinking("b", "2031-05-22", later)];
    let events = group(&digests, &Grouping::Auto, crate::rules::packs());
    assert_eq!(events[0].reports, [0, 1]);
}

#[test]
fn the_day_on_which_a_minister_spoke_makes_no_other_event() {
    let first = "Seventeen migrants drowned when the trawler Halvard sank off Arlesund in Norway on Sunday.";
    let later = "Only nine migrants drowned when the trawler Halvard sank off Arlesund in Norway, the minister announced on Thursday.";
    one_event(first, later);
}

#[test]
fn a_town_that_a_paper_is_named_after_tells_of_the_event() {
    let rules = rules();
    let read = |id: &str, outlet: &str, text: &str| {
        let source = format!("---\noutlet: {outlet}\npublished: 2031-05-15\n---\n{text}\n");
        let mut corpus = crate::corpus::from_text(id, &source, &rules);
        crate::digest(&corpus.reports.remove(0), &rules)
    };
    let digests = [
        read(
            "a.md",
            "Kelmarsh Sentinel",
            "Residents of Kelmarsh were told on Thursday to leave their taps shut after a leak. It concerns 26,000 households.",
        ),
        read(
            "b.md",
            "State Wire Service",
            "Dozens have fallen ill in Kelmarsh, officials said. Some 21,000 homes are under a boil order.",
        ),
    ];
    let events = group(&digests, &Grouping::Auto, &rules);
    assert_eq!(events[0].reports, [0, 1]);
}
