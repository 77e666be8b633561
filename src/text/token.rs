//! Tokens: one pass over the bytes, one look-up a word.

use super::{Shape, Token};
use crate::letter;
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::short::{Key, Letters};
use crate::span::Span;

/// White space to Unicode, and not to [`u8::is_ascii_whitespace`].
const VERTICAL_TAB: u8 = 0x0b;

/// Appends the tokens of `span` to `out`.
///
/// Hyphens, apostrophe-s and units joined to a number become tokens of their own
/// ("Twenty-four" is three, "60km" two), so that expressions are matched word by word.
pub(super) fn tokenize(text: &str, span: Span, rules: &Rules, out: &mut Vec<Token>) {
    let Some(block) = text.get(span.range()) else { return };
    let base = span.start as usize;
    let bytes = block.as_bytes();
    let mut at = 0;
    let mut spaced = true;
    while at < bytes.len() {
        let b = bytes[at];
        if b.is_ascii_whitespace() || b == VERTICAL_TAB {
            at += 1;
            spaced = true;
            continue;
        }
        if let Some(letters) = Letters::of(&bytes[at..]).filter(is_whole) {
            let word = rules.lexicon.of_key(letters.key);
            out.push(Token {
                span: Span::new(base + at, base + at + letters.len),
                word,
                tags: rules.lexicon.tags(word),
                shape: letters_shape(&letters),
                sign: '\0',
                spaced,
            });
            at += letters.len;
            spaced = false;
            continue;
        }
        let rest = &block[at..];
        let read = if b.is_ascii() {
            Some(ascii(rest, b, spaced, rules))
        } else {
            rest.chars().next().and_then(|c| other(rest, c, spaced, rules))
        };
        let Some(Read { len, shape, sign, word }) = read else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            spaced = true;
            continue;
        };
        let hint = match shape {
            Shape::Digits | Shape::OrdinalDigits => Tags::DIGITS,
            Shape::Sign if sign == '"' => Tags::QUOTE,
            _ => Tags::empty(),
        };
        out.push(Token {
            span: Span::new(base + at, base + at + len),
            word,
            tags: rules.lexicon.tags(word) | hint,
            shape,
            sign,
            spaced,
        });
        at += len;
        spaced = false;
    }
}

/// What stands at the head of a text.
struct Read {
    len: usize,
    shape: Shape,
    sign: char,
    word: WordId,
}

impl Read {
    fn sign(len: usize, sign: char, rules: &Rules) -> Self {
        // a dash is a dash, whichever of its characters is written
        let word = match u8::try_from(sign).ok().filter(u8::is_ascii) {
            Some(byte) => Key::of(&[byte]).map_or(WordId::UNKNOWN, |key| rules.lexicon.of_key(key)),
            None => rules.lexicon.look_up(sign.encode_utf8(&mut [0; 4])),
        };
        Self {
            len,
            shape: Shape::Sign,
            sign,
            word,
        }
    }

    fn word(text: &str, shape: Shape, rules: &Rules) -> Self {
        Self {
            len: text.len(),
            shape,
            sign: '\0',
            word: rules.lexicon.look_up(text),
        }
    }
}

/// The token at the head of a text that begins with an ASCII character.
fn ascii(rest: &str, first: u8, spaced: bool, rules: &Rules) -> Read {
    if first.is_ascii_alphabetic() {
        return worded(rest, rules);
    }
    if first.is_ascii_digit() {
        let (len, shape) = number(rest);
        return Read {
            len,
            shape,
            sign: '\0',
            word: WordId::UNKNOWN,
        };
    }
    if first == b'\'' && !spaced && ends_clitic_s(&rest[1..]) {
        return Read::word(&rest[..2], Shape::Lower, rules);
    }
    Read::sign(1, fold_sign(first.into()), rules)
}

/// The token at the head of a text that begins with another character; none if that is white space.
fn other(rest: &str, first: char, spaced: bool, rules: &Rules) -> Option<Read> {
    if first.is_whitespace() || matches!(first, '\u{feff}' | '\u{200b}' | '\u{ad}') {
        return None;
    }
    let len = first.len_utf8();
    Some(if is_letter(first) {
        worded(rest, rules)
    } else if first == '\u{2019}' && !spaced && ends_clitic_s(&rest[len..]) {
        Read::word(&rest[..len + 1], Shape::Lower, rules)
    } else {
        Read::sign(len, fold_sign(first), rules)
    })
}

/// A word at the head of a text, or the letters of a currency.
fn worded(rest: &str, rules: &Rules) -> Read {
    let (len, shape) = word(rest);
    let (len, shape) = currency(rest, len, shape, rules).unwrap_or((len, shape));
    Read::word(&rest[..len], shape, rules)
}

/// Whether a run of letters is a word, as nearly every one is: what follows it may not belong to it.
#[inline]
fn is_whole(letters: &Letters) -> bool {
    match letters.next {
        b'.' => letters.len > 1,
        b => b != b'\'' && !b.is_ascii_digit() && b.is_ascii(),
    }
}

#[inline]
fn letters_shape(letters: &Letters) -> Shape {
    match letters.len {
        2.. if letters.upper => Shape::Upper,
        _ => initial(letters.capital),
    }
}

/// The letters of a currency joined to digits: "EUR50m", "N2.5 million", "US" of "$US5,000".
/// One letter needs digits that look like an amount, so that "R2" and "N95" stay names.
fn currency(rest: &str, len: usize, shape: Shape, rules: &Rules) -> Option<(usize, Shape)> {
    if shape != Shape::Mixed {
        return None;
    }
    let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let letters = if rest.starts_with("Rs") { 2 } else { letters };
    let (head, digits) = (rest.get(..letters)?, rest.get(letters..len)?);
    if head.is_empty() || !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let id = rules.lexicon.look_up(head);
    if !rules.lexicon.tags(id).contains(Tags::CURRENCY) {
        return None;
    }
    let alone = rules.units.before.find(|k| (k == 0).then_some(id)).is_some();
    let bytes = rest.as_bytes();
    let (number_len, _) = number(rest.get(letters..)?);
    let amount = bytes[letters..letters + number_len].contains(&b',')
        || rest.get(letters + number_len..).is_some_and(|t| {
            let t = t.trim_start_matches([' ', '\u{a0}']);
            let word = t.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            rules
                .lexicon
                .tags(rules.lexicon.look_up(word))
                .contains(Tags::MULTIPLIER)
                || rules.numbers.suffixes.contains_key(word)
                || rules.numbers.money_suffixes.contains_key(word)
        });
    (amount || (alone && letters > 1)).then_some((letters, Shape::Upper))
}

fn is_letter(c: char) -> bool {
    letter::is_letter(c) || ('\u{300}'..='\u{36f}').contains(&c)
}

fn ends_clitic_s(rest: &str) -> bool {
    rest.starts_with(['s', 'S']) && !rest[1..].starts_with(|c: char| c.is_alphanumeric())
}

fn fold_sign(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '`' | '\u{b4}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2012}' | '\u{2013}' => '–',
        '\u{2014}' | '\u{2015}' => '—',
        '\u{2212}' => '−',
        _ => c,
    }
}

/// Length and shape of the number at the head of `text`.
fn number(text: &str) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let mut len = 0;
    while len < bytes.len() {
        match bytes[len] {
            b'0'..=b'9' => len += 1,
            b'.' | b',' if bytes.get(len + 1).is_some_and(u8::is_ascii_digit) => len += 2,
            _ => break,
        }
    }
    let tail = &bytes[len..];
    let joined = tail.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let ordinal = matches!(&tail[..joined], b"st" | b"nd" | b"rd" | b"th" | b"s")
        && !tail.get(joined).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 128);
    if ordinal {
        (len + joined, Shape::OrdinalDigits)
    } else {
        (len, Shape::Digits)
    }
}

/// Length and shape of the word at the head of `text`: letters, digits after letters, dots
/// between single letters (U.N., a.m.), and apostrophes that are not a possessive (don't, O'Neill).
fn word(text: &str) -> (usize, Shape) {
    let bytes = text.as_bytes();
    if let Some(len) = initials(bytes) {
        let shape = if bytes[0].is_ascii_uppercase() {
            Shape::Upper
        } else {
            Shape::Lower
        };
        return (len, shape);
    }
    let mut len = 0;
    let (mut digits, mut upper, mut lower, mut letters) = (false, 0u32, 0u32, 0u32);
    let first_upper = text.chars().next().is_some_and(char::is_uppercase);
    while len < bytes.len() {
        let b = bytes[len];
        if b.is_ascii_alphabetic() {
            letters += 1;
            if b.is_ascii_uppercase() {
                upper += 1
            } else {
                lower += 1
            }
            len += 1;
        } else if b.is_ascii_digit() {
            digits = true;
            len += 1;
        } else if b == b'\'' || b >= 128 {
            let Some(c) = text[len..].chars().next() else { break };
            if matches!(c, '\'' | '\u{2019}') {
                let after = &text[len + c.len_utf8()..];
                let letter = after.chars().next().is_some_and(is_letter);
                if letter && !ends_clitic_s(after) {
                    len += c.len_utf8();
                } else {
                    break;
                }
            } else if is_letter(c) || c.is_alphanumeric() {
                letters += 1;
                if c.is_uppercase() {
                    upper += 1
                } else {
                    lower += 1
                }
                len += c.len_utf8();
            } else {
                break;
            }
        } else {
            break;
        }
    }
    let shape = if digits {
        Shape::Mixed
    } else if letters >= 2 && lower == 0 && upper > 0 {
        Shape::Upper
    } else {
        initial(first_upper)
    };
    (len.max(text.chars().next().map_or(1, char::len_utf8)), shape)
}

/// The shape of a word of letters, from its first.
fn initial(upper: bool) -> Shape {
    if upper { Shape::Capital } else { Shape::Lower }
}

/// Two or more single letters each with a dot: U.N., a.m., J.R.R.; the last dot may be missing.
fn initials(bytes: &[u8]) -> Option<usize> {
    let letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
    let dot = |i: usize| bytes.get(i) == Some(&b'.');
    let mut len = 0;
    let mut count = 0;
    while letter(len) && dot(len + 1) && !if letter(len + 2) { letter(len + 3) } else { false } {
        len += 2;
        count += 1;
    }
    if count >= 1 && letter(len) && !letter(len + 1) && !bytes.get(len + 1).is_some_and(u8::is_ascii_digit) {
        return Some(len + 1);
    }
    (count >= 2).then_some(len)
}
