//! The words that a figure is told with.
//!
//! Two sentences that share most of their content words tell of the same thing, whatever the
//! words for what is counted: the hashes of those words travel with the claim, so that figures
//! of two reports can be held side by side without their texts.

use super::Input;
use crate::rules::lexicon::{Tags, WordId, digest, fold};
use crate::text::{Sentence, Token};
use compact_str::CompactString;

/// More words than any sentence that tells of one thing.
const MOST: usize = 32;

/// Hashes of the base forms of a sentence's content words, sorted, each once.
pub fn words(sentence: &Sentence, input: &Input) -> Vec<u32> {
    of_tokens(sentence.first..sentence.end, input)
}

/// The same of any run of tokens. What belongs to an amount ("million kroner") says nothing of what it is of.
pub fn of_tokens(tokens: std::ops::Range<u32>, input: &Input) -> Vec<u32> {
    let amount = |at: u32| {
        let next = input.quantities.partition_point(|q| q.end <= at);
        input
            .quantities
            .get(next)
            .is_some_and(|q| q.first <= at && q.dimension.as_deref() == Some("money"))
    };
    let mut out: Vec<u32> = tokens
        .filter_map(|at| Some((at, input.document.tokens.get(at as usize)?)))
        .filter(|&(at, t)| t.is_word() && t.span.len() > 2 && !binds(t) && !amount(at))
        .take(MOST)
        .map(|(_, t)| hash(t, input))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// A word that tells nothing of what the sentence is about.
fn binds(t: &Token) -> bool {
    let closed = Tags::DET
        | Tags::PREP
        | Tags::CONJ
        | Tags::AUX
        | Tags::PRON
        | Tags::REL
        | Tags::SUBORD
        | Tags::NEG
        | Tags::ADV
        | Tags::REPORT
        | Tags::WEEKDAY
        | Tags::MONTH
        | Tags::NUMBER;
    t.is(closed) && !t.is(Tags::NOUN | Tags::TRIGGER)
}

/// The hash of a word's base form.
pub fn hash(t: &Token, input: &Input) -> u32 {
    let lexicon = &input.rules.lexicon;
    let lemma = input.rules.words.lemma(t.word);
    if lemma != WordId::UNKNOWN {
        return lexicon.digest(lemma);
    }
    let written = t.span.of(input.text);
    let folded: CompactString = match written.is_ascii() {
        true => {
            let mut word = CompactString::from(written);
            word.make_ascii_lowercase();
            word
        }
        false => fold(written).into(),
    };
    let stem = folded.strip_suffix("'s").unwrap_or(&folded);
    digest(stem.strip_suffix('s').filter(|s| s.len() > 3).unwrap_or(stem))
}
