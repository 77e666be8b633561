//! Modality: denied, feared, could, if, and figures of the past.

use super::Modality;
use crate::rules::Rules;
use crate::text::Document;

/// A stretch of tokens under a modality cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The modality.
    pub modality: Modality,
}

/// Finds the stretches that are not plainly asserted (background by date is the claim stage's work).
pub fn find(_document: &Document, _text: &str, _rules: &Rules) -> Vec<Stretch> {
    Vec::new()
}

/// The modality of a token: that of the narrowest stretch that holds it.
pub fn of(all: &[Stretch], token: u32) -> Modality {
    all.iter()
        .filter(|s| s.first <= token && token < s.end)
        .min_by_key(|s| s.end - s.first)
        .map_or(Modality::Asserted, |s| s.modality)
}
