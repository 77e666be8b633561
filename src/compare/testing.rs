//! Hand-made claims and reports for tests.

use crate::claim::{Claim, Modality, Scope, ScopeKind};
use crate::corpus::{BlockKind, Meta, Published};
use crate::event::{ClaimRef, Digest, Event};
use crate::quantity::{Decimal, Interval, Precision};
use crate::span::Span;

/// A claim of one exact value for the whole event.
pub fn claim(measure: &str, counted: &str, value: u32) -> Claim {
    Claim {
        measure: measure.into(),
        label: None,
        counted: counted.into(),
        interval: Interval::exactly(Decimal::from(value)),
        precision: Precision::Exact,
        unit: None,
        text: value.to_string(),
        span: Span::default(),
        sentence: Span::new(0, 50),
        block: BlockKind::Paragraph,
        scope: None,
        speaker: None,
        carried: false,
        via: None,
        modality: Modality::Asserted,
        as_of: None,
        when: None,
        places: Vec::new(),
        part_of: None,
        additional: false,
        partial: false,
        mixed: false,
        doers: None,
        glimpse: false,
        rule: "test".into(),
        words: Vec::new(),
    }
}

/// The same limited to a place.
pub fn within(place: &str, mut claim: Claim) -> Claim {
    claim.scope = Some(Scope {
        kind: ScopeKind::Place,
        text: place.into(),
    });
    claim
}

/// Of one side of a fight.
pub fn of_side(side: &str, mut claim: Claim) -> Claim {
    claim.scope = Some(Scope {
        kind: ScopeKind::Side,
        text: side.into(),
    });
    claim
}

/// Published at a moment.
pub fn at(moment: &str) -> Meta {
    let day = moment.get(..10).and_then(|d| d.parse().ok()).expect("a day");
    Meta {
        published: Some(Published::At {
            moment: moment.parse().expect("a moment"),
            day,
        }),
        ..Meta::default()
    }
}

/// Published on a day.
pub fn on(day: &str) -> Meta {
    Meta {
        published: Some(Published::On(day.parse().expect("a day"))),
        ..Meta::default()
    }
}

/// A report of an outlet with claims.
pub fn report(outlet: &str, day: Option<&str>, claims: Vec<Claim>) -> Digest {
    let mut claims = claims;
    for (i, c) in claims.iter_mut().enumerate() {
        c.span = Span::new(i * 100 + 10, i * 100 + 12);
        if c.sentence == Span::new(0, 50) {
            c.sentence = Span::new(i * 100, i * 100 + 50);
        }
    }
    let meta = day.map(on).unwrap_or_default();
    Digest {
        id: format!("{outlet}.md"),
        meta: Meta {
            outlet: Some(outlet.into()),
            ..meta
        },
        claims,
        ..Digest::default()
    }
}

/// One event of all reports.
pub fn event(digests: &[Digest]) -> Vec<Event> {
    let claims = digests.iter().enumerate().flat_map(|(r, d)| {
        (0..d.claims.len()).map(move |c| ClaimRef {
            report: r as u32,
            claim: c as u32,
        })
    });
    vec![Event {
        id: "e1".into(),
        label: "the event".into(),
        reports: (0..digests.len() as u32).collect(),
        claims: claims.collect(),
        ..Event::default()
    }]
}
