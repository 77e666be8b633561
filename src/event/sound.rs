//! Whether a digest that somebody else wrote holds together.
//!
//! Later stages take what [`crate::digest`] makes at its word: indices are in range, intervals and
//! spans have their ends in order. A digest that was read from a file is held against this first.

use super::Digest;
use crate::claim::{Claim, Days};
use crate::error::{Error, Result};
use crate::quantity::Interval;
use crate::span::Span;

impl Digest {
    /// Looks whether everything that later stages rely on is so.
    ///
    /// # Errors
    /// The first thing that is not.
    pub fn check(&self) -> Result<()> {
        let wrong = |what: String| {
            let told = format!("the digest of `{}` is not sound: {what}", self.id);
            Err(Error::new(told).help("write it anew with the same version of recount"))
        };
        for (i, claim) in self.claims.iter().enumerate() {
            if let Some(what) = self.odd(claim, i) {
                return wrong(format!("claim {i} {what}"));
            }
        }
        for (i, figure) in self.figures.all.iter().enumerate() {
            let odd = figure.sentence as usize >= self.figures.sentences.len()
                || figure.claim.is_some_and(|c| c as usize >= self.claims.len());
            if odd || !ordered(figure.span) || !sane(&figure.interval) || !sane(&figure.stated) {
                return wrong(format!("figure {i} refers to what is not there"));
            }
        }
        if self.figures.sentences.iter().any(|s| !ordered(s.span)) {
            return wrong("a sentence ends before it begins".to_owned());
        }
        let anchors = &self.anchors;
        let weights = (anchors.days.iter().map(|d| d.weight))
            .chain(anchors.places.iter().map(|p| p.weight))
            .chain(anchors.features.iter().flat_map(|f| [f.rarity, f.weight]))
            .chain(anchors.kinds.iter().map(|k| k.1));
        if weights.into_iter().any(|w| !w.is_finite() || w.abs() > 1e6) {
            return wrong("a weight is no number".to_owned());
        }
        let mut days = anchors
            .days
            .iter()
            .map(|d| d.days)
            .chain(self.claims.iter().filter_map(|c| c.when));
        if !days.all(forward) {
            return wrong("days end before they begin".to_owned());
        }
        Ok(())
    }

    fn odd(&self, claim: &Claim, index: usize) -> Option<&'static str> {
        let part = claim.part_of.as_ref().map(|p| p.whole as usize);
        match () {
            () if !ordered(claim.span) || !ordered(claim.sentence) => Some("ends before it begins"),
            // a word may reach over the end of a sentence
            () if claim.span.start > claim.sentence.end || claim.span.end < claim.sentence.start => {
                Some("stands outside its sentence")
            }
            () if !sane(&claim.interval) => Some("has a value that is none"),
            () if part.is_some_and(|p| p >= self.claims.len() || p == index) => Some("is a part of nothing"),
            () => None,
        }
    }
}

fn ordered(span: Span) -> bool {
    span.start <= span.end
}

fn sane(interval: &Interval) -> bool {
    let ends = interval.low.zip(interval.high);
    ends.is_none_or(|(low, high)| low <= high)
}

fn forward(days: Days) -> bool {
    days.from <= days.to
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::PartOf;

    #[test]
    fn what_is_made_here_is_sound() {
        let text =
            "Fourteen miners died, two of them boys, police said on Monday. Nine of the 31 hurt are in hospital.";
        let rules = crate::rules::packs();
        let reports = crate::corpus::from_text("a.md", text, rules).reports;
        let digest = crate::digest(&reports[0], rules);
        assert!(digest.claims.len() > 2);
        assert_eq!(digest.check(), Ok(()));
    }

    #[test]
    fn what_points_nowhere_is_told() {
        let refused = |change: &dyn Fn(&mut Claim)| {
            let mut claim = Claim::default();
            change(&mut claim);
            let digest = Digest {
                id: "a.md".to_owned(),
                claims: vec![claim],
                ..Digest::default()
            };
            digest.check().expect_err("it is not sound").to_string()
        };
        let part = refused(&|c| {
            c.part_of = Some(PartOf {
                whole: 7,
                exhaustive: false,
            })
        });
        assert!(
            part.starts_with("the digest of `a.md` is not sound: claim 0 is a part of nothing; write it anew"),
            "{part}"
        );
        let span = refused(&|c| c.span = Span { start: 9, end: 2 });
        assert!(span.contains("claim 0 ends before it begins"), "{span}");
        let value = refused(&|c| {
            c.interval = Interval {
                low: Some(9.into()),
                high: Some(2.into()),
            }
        });
        assert!(value.contains("claim 0 has a value that is none"), "{value}");
        let day = refused(&|c| {
            c.when = Some(Days {
                from: jiff::civil::Date::MAX,
                to: jiff::civil::Date::MIN,
            })
        });
        assert!(day.contains("days end before they begin"), "{day}");
    }
}
