//! What holds for any text, and for any interval.

use super::*;
use proptest::prelude::*;

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
    for text in ["\u{2212}4a hundred", "12a half per"] {
        holds(text);
    }
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
