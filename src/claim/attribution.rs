//! Attribution: source, cue, content, in any order and across sentences.

use crate::rules::Rules;
use crate::text::Document;
use compact_str::CompactString;

/// Who said a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// First token of the content.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// The source, as the text first names it in full.
    pub speaker: CompactString,
    /// Through whom.
    pub via: Option<CompactString>,
}

/// Finds what is attributed to whom; later and narrower stretches win.
pub fn find(_document: &Document, _text: &str, _rules: &Rules) -> Vec<Attribution> {
    Vec::new()
}

/// The attribution of a token: the narrowest stretch that holds it.
pub fn of(all: &[Attribution], token: u32) -> Option<&Attribution> {
    all.iter()
        .filter(|a| a.first <= token && token < a.end)
        .min_by_key(|a| a.end - a.first)
}
