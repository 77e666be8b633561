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

/// Gives a text in capitals (old wire copy, headlines in title case) its case back: words that
/// some pack classes become lower case, the others stay names.
pub(super) fn truecase(tokens: &mut [Token]) {
    let (mut all, mut capital, mut upper) = (0, 0, 0);
    for t in tokens.iter().filter(|t| t.is_word() && t.span.len() > 1) {
        all += 1;
        capital += usize::from(t.is_capital());
        upper += usize::from(t.shape == Shape::Upper);
    }
    let shouted = upper >= 8 && upper * 10 >= all * 8;
    let headline = (3..=24).contains(&all) && capital * 3 >= all * 2;
    if !shouted && !headline {
        return;
    }
    let mut named = Tags::NATION | Tags::MONTH | Tags::WEEKDAY | Tags::TITLE;
    if headline {
        named |= Tags::PLACE;
    }
    for t in tokens.iter_mut().filter(|t| t.is_capital()) {
        let word = t.is(CLASSED) && !t.is(named);
        if word || shouted {
            t.shape = if word { Shape::Lower } else { Shape::Capital };
        }
    }
}

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
        } else if ["ous", "ful", "able", "ible", "less", "ish"]
            .iter()
            .any(|e| word.ends_with(e))
        {
            Tags::ADJ
        } else if word != "'s" {
            Tags::NOUN
        } else {
            Tags::empty()
        };
    }
}
