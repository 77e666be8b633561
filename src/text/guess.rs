//! Tags of words that no pack classes, from their endings.

use super::{Shape, Token};
use crate::rules::lexicon::Tags;

/// Tags that say what part of speech a word is.
const CLASSED: Tags = Tags::DET
    .union(Tags::PREP)
    .union(Tags::CONJ)
    .union(Tags::AUX)
    .union(Tags::PRON)
    .union(Tags::REL)
    .union(Tags::SUBORD)
    .union(Tags::NEG)
    .union(Tags::VERB)
    .union(Tags::ADV)
    .union(Tags::NOUN)
    .union(Tags::ADJ)
    .union(Tags::NATION)
    .union(Tags::MONTH)
    .union(Tags::WEEKDAY)
    .union(Tags::TITLE)
    .union(Tags::NUMBER)
    .union(Tags::MULTIPLIER)
    .union(Tags::UNIT);

/// Tags every unclassed word in lower case: past forms, gerunds, adverbs, plurals, else nouns.
pub(super) fn tag(text: &str, tokens: &mut [Token]) {
    for t in tokens {
        if t.shape != Shape::Lower || t.is(CLASSED) {
            continue;
        }
        let word = t.span.of(text);
        t.tags |= if word.ends_with("ly") {
            Tags::ADV
        } else if word.len() > 4 && word.ends_with("ed") {
            Tags::VERB_PAST | Tags::VERB_PP
        } else if word.len() > 5 && word.ends_with("ing") {
            Tags::VERB_ING
        } else if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && word.len() > 2 {
            Tags::NOUN | Tags::PLURAL
        } else if ["ous", "ful", "able", "ible", "less", "ish"].iter().any(|e| word.ends_with(e)) {
            Tags::ADJ
        } else if word != "'s" {
            Tags::NOUN
        } else {
            Tags::empty()
        };
    }
}
