//! Dates in the text, resolved against the day of publication.

use super::Days;
use crate::corpus::Meta;
use crate::rules::Rules;
use crate::span::Span;
use crate::text::Document;

/// A date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The days it names. `None` for a weekday or the like that cannot be resolved without a day of publication.
    pub days: Option<Days>,
    /// It names a day of the week only.
    pub weekday: bool,
}

/// Finds date expressions: "June 2004", "13 October", "on Friday", "yesterday", "last year", "in 1999".
pub fn find(_document: &Document, _text: &str, _meta: &Meta, _rules: &Rules) -> Vec<DateMention> {
    Vec::new()
}
