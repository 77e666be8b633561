//! The driver: one pass over the tokens, which stops only where a number can begin.

use super::numeral::Numeral;
use super::{Form, Interval, Kind, Precision, Quantity, label, number};
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::numbers::{Numbers, Roles};
use crate::span::Span;
use crate::text::{Document, Sentence, Shape, Token};
use std::cell::Cell;

/// What a token must carry for a number, date or vague quantity to begin at it.
const STARTS: Tags = Tags::NUMBER
    .union(Tags::MULTIPLIER)
    .union(Tags::VAGUE)
    .union(Tags::FRACTION)
    .union(Tags::ORDINAL)
    .union(Tags::MONTH)
    .union(Tags::LEADS)
    .union(Tags::DIGITS);

/// Reads every quantity expression of a document, in text order, never overlapping except that
/// a whole ("150") lies inside its fraction ("a third of the 150").
pub fn read(document: &Document, text: &str, rules: &Rules) -> Vec<Quantity> {
    let mut out = Vec::new();
    for sentence in document.sentences.iter().filter(|s| s.has(STARTS | Tags::UNIT)) {
        Reader::new(document, sentence, text, rules).run(&mut out);
    }
    out
}

/// One sentence, and what is needed to read it. Positions are indices into its tokens;
/// every accessor takes any position and answers with nothing outside the sentence.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) text: &'a str,
    pub(super) rules: &'a Rules,
    pub(super) numbers: &'a Numbers,
    base: u32,
    /// The last numeral asked for, with its place: several readers look at each.
    numeral: Cell<Option<(usize, Option<Numeral>)>>,
    /// Most words have a capital letter, so that capitals say nothing.
    pub(super) headline: bool,
}

/// Tokens that are read, and what they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document, sentence: &Sentence, text: &'a str, rules: &'a Rules) -> Self {
        let tokens = document.tokens_of(sentence);
        let (mut capital, mut lower) = (0, 0);
        for t in tokens {
            match t.shape {
                Shape::Capital | Shape::Upper => capital += 1,
                Shape::Lower if t.span.len() > 3 => lower += 1,
                _ => {}
            }
        }
        Self {
            tokens,
            text,
            rules,
            numbers: &rules.numbers,
            base: sentence.first,
            numeral: Cell::new(None),
            headline: capital > lower,
        }
    }

    fn run(&self, out: &mut Vec<Quantity>) {
        let (mut done, mut at) = (0, 0);
        while let Some(next) = self
            .tokens
            .get(at..)
            .and_then(|rest| rest.iter().position(|t| t.is(STARTS | Tags::UNIT)))
        {
            at += next;
            let end = self.at(at, done, out);
            done = done.max(end);
            at = end.max(at + 1);
        }
    }

    /// Reads what begins at a token; answers with the first token not read.
    fn at(&self, at: usize, done: usize, out: &mut Vec<Quantity>) -> usize {
        if self.is(at, Tags::UNIT)
            && let Some(end) = number::one_of_unit(self, at, done, out)
        {
            return end;
        }
        if !self.is(at, STARTS) {
            return done;
        }
        if let Some(found) = label::find(self, at, done) {
            self.push_found(found, out);
            return found.end;
        }
        if let Some(end) = number::read(self, at, done, out) {
            return end;
        }
        at
    }

    pub(super) fn push_found(&self, found: Found, out: &mut Vec<Quantity>) {
        let form = if found.kind == Kind::Label && found.end == found.first + 1 && self.is_member(found.first) {
            Form::Member
        } else {
            Form::Numeral
        };
        let valued = matches!(found.kind, Kind::Age | Kind::Label);
        let interval = Some(found.first)
            .filter(|_| valued)
            .and_then(|first| self.numeral(first))
            .filter(|n| n.end <= found.end)
            .map_or_else(Interval::default, |n| Interval::exactly(n.value));
        out.push(Quantity {
            kind: found.kind,
            interval,
            stated: interval,
            form,
            ..self.blank(found.first, found.end)
        });
    }

    /// "one of the officers"; "every one of the officers" is all.
    pub(super) fn is_member(&self, at: usize) -> bool {
        let one = self.numbers.values.get(&self.word(at)) == Some(&super::Decimal::ONE);
        one && self.has(at + 1, Roles::OF) && !self.had(at, Roles::EVERY)
    }

    /// A quantity over tokens `first..end`, nothing else said.
    pub(super) fn blank(&self, first: usize, end: usize) -> Quantity {
        Quantity {
            span: self.span(first, end),
            first: self.base + first as u32,
            end: self.base + end as u32,
            precision: Precision::Exact,
            ..Quantity::default()
        }
    }

    /// Position in this sentence of a token of the document.
    pub(super) fn local(&self, token: u32) -> Option<usize> {
        token.checked_sub(self.base).map(|t| t as usize)
    }

    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(end.wrapping_sub(1))) {
            (Some(a), Some(b)) => a.span.to(b.span),
            _ => Span::default(),
        }
    }

    #[inline]
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    #[inline]
    pub(super) fn word(&self, at: usize) -> WordId {
        self.tokens.get(at).map_or(WordId::UNKNOWN, |t| t.word)
    }

    #[inline]
    pub(super) fn text_of(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    #[inline]
    pub(super) fn sign(&self, at: usize) -> char {
        self.tokens.get(at).map_or('\0', |t| t.sign)
    }

    #[inline]
    pub(super) fn role(&self, at: usize) -> Roles {
        self.numbers.roles(self.word(at))
    }

    #[inline]
    pub(super) fn has(&self, at: usize, roles: Roles) -> bool {
        self.role(at).intersects(roles)
    }

    /// `has` of the token before.
    #[inline]
    pub(super) fn had(&self, at: usize, roles: Roles) -> bool {
        at > 0 && self.has(at - 1, roles)
    }

    #[inline]
    pub(super) fn is(&self, at: usize, tags: Tags) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(tags))
    }

    #[inline]
    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.shape == Shape::Digits)
    }

    /// Stands right after the token before it, without space.
    #[inline]
    pub(super) fn joined(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|t| !t.spaced)
    }

    /// A hyphen with no space on either side.
    #[inline]
    pub(super) fn hyphen(&self, at: usize) -> bool {
        self.sign(at) == '-' && self.joined(at) && self.joined(at + 1)
    }

    #[inline]
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    #[inline]
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capital)
    }

    /// Whether what stands at `at` can be a noun that a number before it counts, going by
    /// the word alone: a word that is neither a function word nor a plain verb form.
    pub(super) fn can_count(&self, at: usize) -> bool {
        let Some(t) = self.tokens.get(at) else { return false };
        if !t.is_word() || self.has(at, Roles::FUNCTION) {
            return false;
        }
        if t.is(Tags::COUNTED | Tags::NOUN | Tags::ADJ | Tags::UNIT | Tags::NATION) {
            return true;
        }
        !t.is(Tags::VERB | Tags::AUX | Tags::PREP | Tags::CONJ | Tags::PRON | Tags::ADV | Tags::DET | Tags::SUBORD)
    }

    /// A plural noun, by the lexicon or by its ending.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let Some(t) = self.tokens.get(at) else { return false };
        if !self.can_count(at) {
            return false;
        }
        t.is(Tags::PLURAL | Tags::COUNTED)
            || (t.shape == Shape::Lower && !t.is(Tags::VERB | Tags::ADJ) && {
                let s = self.text_of(at);
                s.len() > 3 && s.ends_with('s') && !s.ends_with("ss")
            })
    }

    /// The numeral that begins at `at`.
    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        if let Some((_, known)) = self.numeral.get().filter(|(place, _)| *place == at) {
            return known;
        }
        let found = super::numeral::numeral(self, at);
        self.numeral.set(Some((at, found)));
        found
    }
}
