//! What stands around a numeral, and what it says of it: an age, a name, a channel's number.

use super::{Figure, context};
use crate::claim::Input;
use crate::quantity::{Bound, Decimal, Kind, Quantity};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::text::{Document, Sentence};

/// A masthead comes after more tokens than this.
const MASTHEAD: usize = 5;

/// A bare number where an age stands, whatever its size: "dies at 184", "Woman, 286, tells".
pub(super) fn age_like(q: &Quantity, input: &Input) -> bool {
    let plain = q.kind == Kind::Count && q.bound == Bound::None && q.end == q.first + 1;
    let whole = q
        .interval
        .point()
        .is_some_and(|v| v.fract().is_zero() && v < Decimal::ONE_THOUSAND);
    let document = input.document;
    let first = q.first as usize;
    let Some(sentence) = document.sentences.get(document.sentence_of(q.first)) else {
        return false;
    };
    let inside = |i: &usize| (sentence.first as usize..sentence.end as usize).contains(i);
    let at = |i: Option<usize>| i.filter(inside).and_then(|i| document.tokens.get(i));
    let Some(before) = at(first.checked_sub(1)) else {
        return false;
    };
    let after = at(Some(q.end as usize));
    let person = at(first.checked_sub(2)).is_some_and(|t| input.rules.numbers.roles(t.word).contains(Roles::PERSON));
    let apposed = before.sign == ',' && person && after.is_none_or(|t| t.sign == ',');
    let closes = after.is_none_or(|t| !matches!(t.sign, '\0' | '-'));
    let at_end = input.rules.lexicon.word(before.word) == "at" && closes;
    plain && whole && (apposed || at_end)
}

/// A rank that something else is held against: "richer than the third".
pub(super) fn compared(q: &Quantity, input: &Input) -> bool {
    let words = (1..=2).filter_map(|k| input.document.tokens.get((q.first as usize).checked_sub(k)?));
    words
        .map(|t| input.rules.lexicon.word(t.word))
        .any(|w| matches!(w, "than" | "after" | "before"))
}

/// Whether a token stands in what a page's title adds to the headline: "... - Channel 8 News".
pub(super) fn in_masthead(at: u32, sentence: &Sentence, document: &Document) -> bool {
    let tokens = document.tokens_of(sentence);
    let bar = |i: &usize| {
        let apart = tokens.get(i + 1).is_some_and(|t| t.spaced);
        tokens
            .get(*i)
            .is_some_and(|t| matches!(t.sign, '-' | '–' | '|') && t.spaced)
            && apart
    };
    let first = (MASTHEAD..tokens.len()).find(bar);
    first.is_some_and(|i| at > sentence.first + i as u32)
}

/// Whether a bare number follows the noun that it numbers: "Report 9".
pub(super) fn numbered(at: u32, figure: &Figure, document: &Document) -> bool {
    let before = at.checked_sub(1).and_then(|i| document.tokens.get(i as usize));
    let noun =
        before.is_some_and(|t| t.is(Tags::NOUN) && !t.is(Tags::VERB_S | Tags::VERB_PAST | Tags::PREP | Tags::ADV));
    noun && figure.kind == Kind::Count && figure.noun.is_empty()
}

/// Whether a figure opens with a word that binds as well as bounds, in a line of capitals.
pub(super) fn loose(at: u32, sentence: &Sentence, input: &Input) -> bool {
    let tokens = input.document.tokens_of(sentence).iter();
    let (mut capital, mut lower) = (0, 0);
    // as written: the tokens of such a line have been given their case back
    for t in tokens.filter(|t| t.is_word() && t.span.len() > 3) {
        let upper = t.span.of(input.text).starts_with(char::is_uppercase);
        *(if upper { &mut capital } else { &mut lower }) += 1;
    }
    let word = input.document.tokens.get(at as usize);
    capital > lower && word.is_some_and(|t| t.is_word() && t.is(Tags::PREP))
}

/// Hashes of the word before a numeral, and of the one after it; in a label, of the word joined to
/// the number: "Chapter 11", "a 12-point lead". Nought where there is none.
pub(super) fn beside(q: &Quantity, input: &Input) -> (u32, u32) {
    let tokens = &input.document.tokens;
    let word = |i: Option<usize>| {
        let t = i.and_then(|i| tokens.get(i)).filter(|t| t.is_word());
        t.map_or(0, |t| context::hash(t, input))
    };
    let (first, end) = (q.first as usize, q.end as usize);
    let before = tokens.get(..first).unwrap_or(&[]).iter().rev();
    let signs = before.take_while(|t| t.sign == '-').count();
    let after = match q.kind {
        Kind::Label => end.checked_sub(1).filter(|&l| l > first),
        _ => Some(end),
    };
    (word(first.checked_sub(1 + signs)), word(after))
}
