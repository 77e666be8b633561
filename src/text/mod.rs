//! Text: sentences and tagged tokens, with byte spans into the source.

mod guess;
mod sentence;
mod token;

use crate::corpus::{BlockKind, Report};
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::span::Span;

/// What the characters of a token say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A word in lower case.
    Lower,
    /// A word with a capital first letter.
    Capital,
    /// A word all in capitals (two letters or more), or with dots: NATO, U.N.
    Upper,
    /// A word that mixes letters and digits, letter first: G7, M-16 is three tokens.
    Mixed,
    /// Digits, with inner separators: 1,200.5.
    Digits,
    /// Digits with an ordinal ending or a decade's s: 22nd, 1990s.
    OrdinalDigits,
    /// A sign that stands for itself: punctuation, currency.
    Sign,
}

/// A word, number or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The lexicon's id of it.
    pub word: WordId,
    /// The lexicon's tags of it.
    pub tags: Tags,
    /// What its characters say.
    pub shape: Shape,
    /// The sign, for [`Shape::Sign`]; curly quotes folded to straight, dashes to `-` or `–`. `\0` otherwise.
    pub sign: char,
    /// White space stands before it.
    pub spaced: bool,
}

impl Token {
    /// Whether it has any of `tags`.
    #[inline]
    pub fn is(&self, tags: Tags) -> bool {
        self.tags.intersects(tags)
    }

    /// Whether it is a word (letters first).
    #[inline]
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed)
    }

    /// Whether it starts with a capital letter.
    #[inline]
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed)
    }
}

/// A sentence, headline or list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// First token, an index into [`Document::tokens`].
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// Index of its block in [`Report::blocks`].
    pub block: u32,
    /// What that block is.
    pub kind: BlockKind,
    /// All tags of its tokens: what none of them has need not be looked for.
    pub tags: Tags,
}

impl Sentence {
    /// Whether some token has any of `tags`.
    #[inline]
    pub fn has(&self, tags: Tags) -> bool {
        self.tags.intersects(tags)
    }
}

/// The tokens and sentences of one report.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// All tokens, in the order of the blocks.
    pub tokens: Vec<Token>,
    /// All sentences, in the order of the blocks.
    pub sentences: Vec<Sentence>,
}

impl Document {
    /// The tokens of a sentence.
    #[inline]
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.first as usize..sentence.end as usize]
    }

    /// Index of the sentence that holds a token.
    #[inline]
    pub fn sentence_of(&self, token: u32) -> usize {
        self.sentences.partition_point(|s| s.end <= token)
    }
}

/// Splits the prose of a report into tagged tokens and sentences.
pub fn analyse(report: &Report, rules: &Rules) -> Document {
    let text = report.text();
    let mut document = Document::default();
    document.tokens.reserve(text.len() / 4);
    document.sentences.reserve(text.len() / 128);
    for (index, block) in report.blocks.iter().enumerate() {
        let first = document.tokens.len();
        token::tokenize(text, block.span, rules, &mut document.tokens);
        guess::truecase(&mut document.tokens[first..]);
        guess::tag(text, &mut document.tokens[first..]);
        let kind = match block.kind {
            BlockKind::Paragraph if aside(&document.tokens[first..], rules) => BlockKind::Picture,
            kind => kind,
        };
        sentence::split(&mut document, first, index as u32, kind);
    }
    document
}

/// So many tokens at the end of a paragraph are looked at for a credit.
const CREDIT: usize = 16;

/// Whether a paragraph leads to another story ("Related:"), or ends by telling who took a picture: "(Photo:
/// Harbour News)", "Photo: A. Lind".
fn aside(tokens: &[Token], rules: &Rules) -> bool {
    let lead = rules.reporting.teasers.find(|i| tokens.get(i).map(|t| t.word));
    if lead.is_some_and(|(len, ())| tokens.get(len).is_some_and(|t| t.sign == ':')) {
        return true;
    }
    let tail = &tokens[tokens.len().saturating_sub(CREDIT)..];
    let picture = |t: &Token| t.is_capital() && rules.reporting.credits.contains(&t.word);
    if tail.last().is_some_and(|t| t.sign == ')') {
        let open = tail.iter().rposition(|t| t.sign == '(');
        return open.is_some_and(|at| tail[at..].iter().any(picture));
    }
    tail.windows(2).any(|w| picture(&w[0]) && w[1].sign == ':')
}
