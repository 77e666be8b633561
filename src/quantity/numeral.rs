//! Numerals: digits and number words to exact decimals.
//!
//! What does not fit a decimal of 28 digits, or is grouped in no known way, is no numeral.

use super::Decimal;
use super::read::Reader;
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::text::Shape;

/// A number as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// The number before its multipliers, and their product.
    pub(super) mantissa: Decimal,
    pub(super) scale: Decimal,
    /// Written in digits.
    pub(super) digits: bool,
    /// "two dozen", which nobody counts exactly.
    pub(super) round: bool,
}

/// The numeral that begins at `at`. An article or minus sign just before it is taken in.
pub(super) fn numeral(r: &Reader, at: usize) -> Option<Numeral> {
    let t = r.token(at)?;
    let mut n = match t.shape {
        Shape::Digits => digits(r, at)?,
        Shape::OrdinalDigits => return None,
        Shape::Sign => sign(r, at)?,
        _ if t.is(Tags::FRACTION) => half_of_multiplier(r, at)?,
        _ if r.role(at).contains(Roles::ARTICLE) => return numeral_after_article(r, at),
        _ if t.is(Tags::NUMBER | Tags::MULTIPLIER) => words(r, at)?,
        _ => return None,
    };
    multipliers(r, &mut n)?;
    and_a_half(r, &mut n);
    negative(r, &mut n);
    n.value = n.value.normalize();
    n.mantissa = n.value.checked_div(n.scale).unwrap_or(n.value);
    Some(n)
}

fn numeral_after_article(r: &Reader, at: usize) -> Option<Numeral> {
    if !r.is(at + 1, Tags::MULTIPLIER) {
        return None;
    }
    let mut n = numeral(r, at + 1)?;
    n.first = at;
    Some(n)
}

fn plain(first: usize, end: usize, value: Decimal, digits: bool) -> Numeral {
    Numeral {
        first,
        end,
        value,
        mantissa: value,
        scale: Decimal::ONE,
        digits,
        round: false,
    }
}

/// The value of one run of digits with separators; commas must group, a single point is the decimal one.
pub(super) fn parse(text: &str) -> Option<Decimal> {
    if text.len() > 40 {
        return None;
    }
    if text.len() <= 18 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse::<u64>().ok().map(Decimal::from);
    }
    let (whole, fraction) = match text.split_once('.') {
        Some((w, f)) if !f.contains(['.', ',']) => (w, Some(f)),
        Some(_) => return None,
        None => (text, None),
    };
    let mut clean = String::with_capacity(text.len());
    let groups: Vec<&str> = whole.split(',').collect();
    for (i, group) in groups.iter().enumerate() {
        let last = i + 1 == groups.len();
        let fits = match (i, last) {
            (0, true) => true,
            (0, false) => (1..=3).contains(&group.len()),
            (_, true) => group.len() == 3,
            // lakh and crore: 12,34,56,789
            (_, false) => group.len() == 3 || group.len() == 2,
        };
        if !fits {
            return None;
        }
        clean.push_str(group);
    }
    if let Some(f) = fraction {
        clean.push('.');
        clean.push_str(f);
    }
    Decimal::from_str_exact(&clean).ok()
}

fn digits(r: &Reader, at: usize) -> Option<Numeral> {
    let s = r.text_of(at);
    let mut first = at;
    let mut end = at + 1;
    let mut value = parse(s)?;
    // ".534"
    if at > 0
        && r.sign(at - 1) == '.'
        && r.joined(at)
        && r.token(at - 1).is_some_and(|t| t.spaced)
        && s.len() < 12
        && s.bytes().all(|b| b.is_ascii_digit())
    {
        value = Decimal::from_str_exact(&format!("0.{s}")).ok()?;
        first = at - 1;
    }
    // "940 000"
    if s.len() <= 3 && !s.starts_with('0') && s.bytes().all(|b| b.is_ascii_digit()) {
        while let Some(next) = group(r, end) {
            value = value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(next)?;
            end += 1;
        }
    }
    if let Some(part) = r.numbers.signs.get(&r.sign(end)).filter(|_| r.joined(end)) {
        value = value.checked_add(*part)?;
        end += 1;
    } else if let Some((part, after)) = slashed(r, end).filter(|_| !r.joined(end)) {
        // "2 1/2"
        value = value.checked_add(part)?;
        end = after;
    } else if let Some((part, after)) = slashed(r, at).filter(|_| end == at + 1) {
        value = part;
        end = after;
    }
    Some(plain(first, end, value, true))
}

/// Three digits after a single space: a group of thousands.
fn group(r: &Reader, at: usize) -> Option<Decimal> {
    let t = r.token(at).filter(|t| t.shape == Shape::Digits && t.spaced)?;
    let before = r.token(at.checked_sub(1)?)?;
    let gap = r.text.get(before.span.end as usize..t.span.start as usize)?;
    let s = r.text_of(at);
    let whole = s.split('.').next().unwrap_or("");
    (gap.chars().count() == 1 && gap != "\n" && whole.len() == 3 && !s.contains(','))
        .then(|| s.parse().ok())
        .flatten()
}

/// "1/2", "3/4": a proper fraction with a common denominator.
fn slashed(r: &Reader, at: usize) -> Option<(Decimal, usize)> {
    if r.sign(at + 1) != '/' || !r.is_digits(at) || !r.is_digits(at + 2) || !r.joined(at + 1) || !r.joined(at + 2) {
        return None;
    }
    if r.sign(at + 3) == '/' || r.numbers.dates.contains(r.span(at, at + 3).of(r.text)) {
        return None;
    }
    let (over, under): (u8, u8) = (r.text_of(at).parse().ok()?, r.text_of(at + 2).parse().ok()?);
    let common = matches!(under, 2..=6 | 8 | 10 | 16 | 32 | 64 | 100) && over > 0 && over < under;
    common
        .then(|| Decimal::from(over).checked_div(Decimal::from(under)))
        .flatten()
        .map(|v| (v, at + 3))
}

/// "½"
fn sign(r: &Reader, at: usize) -> Option<Numeral> {
    let value = r.numbers.signs.get(&r.sign(at))?;
    Some(plain(at, at + 1, *value, true))
}

/// "half a million", "half million"
fn half_of_multiplier(r: &Reader, at: usize) -> Option<Numeral> {
    if r.had(at, Roles::ARTICLE) && !r.is(at + 1, Tags::MULTIPLIER) {
        return None;
    }
    let parts = r.numbers.fractions.get(&r.word(at))?;
    let mut next = at + 1;
    if r.has(next, Roles::OF) && r.has(next + 1, Roles::ARTICLE) {
        next += 1;
    }
    if r.has(next, Roles::ARTICLE) {
        next += 1;
    }
    if r.hyphen(next) {
        next += 1;
    }
    r.numbers.multipliers.get(&r.word(next))?;
    let first = if r.had(at, Roles::ARTICLE) { at - 1 } else { at };
    Some(plain(first, next, Decimal::ONE.checked_div(*parts)?, false))
}

/// Number words: "a hundred and twenty", "twenty-four", "two thousand three hundred".
fn words(r: &Reader, at: usize) -> Option<Numeral> {
    let n = r.numbers;
    let mut total = Decimal::ZERO;
    let mut current: Option<Decimal> = None;
    let mut first = at;
    let mut i = at;
    let mut end = at;
    if n.multipliers.contains_key(&r.word(at)) {
        // bare "hundred" needs an article
        let definite = r.had(at, Roles::DET)
            && (r.has(at + 1, Roles::AND) && n.values.contains_key(&r.word(at + 2)) || r.is_plural(at + 1));
        if !definite && !r.had(at, Roles::ARTICLE | Roles::ANOTHER) {
            return None;
        }
        first = if r.had(at, Roles::ARTICLE) { at - 1 } else { at };
        current = Some(Decimal::ONE);
    }
    let (mut last, mut seen_large, mut hundred, mut round) = (Decimal::ZERO, false, false, false);
    // the product of the multipliers, as long as no smaller number follows them
    let mut scale = Decimal::ONE;
    loop {
        let w = r.word(i);
        if let Some(&v) = n.values.get(&w) {
            let tens = v < Decimal::TEN && last >= Decimal::from(20) && last < Decimal::ONE_HUNDRED;
            let after_multiplier = last >= Decimal::ONE_HUNDRED && v < last;
            let v = match current {
                None if end == at || after_multiplier => v,
                Some(c) if tens || (hundred && after_multiplier) => c.checked_add(v)?,
                _ => break,
            };
            current = Some(v);
            if after_multiplier {
                scale = Decimal::ONE;
            }
            last = *n.values.get(&w)?;
        } else if let Some(&m) = n.multipliers.get(&w) {
            if m == Decimal::ONE_HUNDRED && !hundred {
                current = Some(current.unwrap_or(Decimal::ONE).checked_mul(m)?);
                hundred = true;
            } else if m < Decimal::ONE_THOUSAND {
                if current.is_none() || seen_large {
                    break;
                }
                current = Some(current?.checked_mul(m)?);
                round |= m == Decimal::from(12);
            } else if let Some(c) = current.take() {
                total = total.checked_add(c.checked_mul(m)?)?;
                seen_large = true;
                hundred = false;
            } else if seen_large {
                total = total.checked_mul(m)?;
            } else {
                break;
            }
            last = m;
            scale = scale.checked_mul(m)?;
        } else {
            break;
        }
        i += 1;
        end = i;
        if r.hyphen(i) && r.is(i + 1, Tags::NUMBER | Tags::MULTIPLIER) && r.is_word(i + 1) {
            i += 1;
        } else if (hundred || seen_large)
            && last >= Decimal::ONE_HUNDRED
            && r.has(i, Roles::AND)
            && n.values.contains_key(&r.word(i + 1))
            // "it was seven thousand and eleven of them died"
            && !(last >= Decimal::ONE_THOUSAND && r.has(i + 2, Roles::OF) && r.has(i + 3, Roles::THEM))
        {
            i += 1;
        }
    }
    // "one point two"
    if total.is_zero()
        && r.has(end, Roles::POINT)
        && let (Some(w), Some(f)) = (current, n.values.get(&r.word(end + 1)))
        && *f < Decimal::TEN
        && w < Decimal::ONE_HUNDRED
    {
        current = Some(w.checked_add(f.checked_div(Decimal::TEN)?)?);
        end += 2;
    }
    let value = total.checked_add(current.unwrap_or_default())?;
    (end > at).then(|| Numeral {
        round,
        scale,
        ..plain(first, end, value, false)
    })
}

/// Multipliers after the number: "1.2 million", "742K", "5 lakh crore", "1.8-billion".
fn multipliers(r: &Reader, n: &mut Numeral) -> Option<()> {
    loop {
        let mut at = n.end;
        if r.hyphen(at) {
            at += 1;
        }
        let word = r.word(at);
        let text = r.text_of(at);
        let m = if n.digits && at == n.end && r.joined(at) && r.is_word(at) {
            r.numbers.suffixes.get(text).or_else(|| {
                let money = r.after_currency(n.first)
                    || super::unit::after(r, at + 1).is_some_and(|a| a.unit.dimension == "money");
                let noun = r.is_plural(at + 1) && !r.has(at + 1, Roles::DIMENSION_WORD);
                r.numbers
                    .money_suffixes
                    .get(text)
                    .filter(|_| money || (noun && text == "m"))
            })
        } else {
            None
        };
        let m = m.or_else(|| r.numbers.multipliers.get(&word));
        let Some(m) = m else { return Some(()) };
        if *m == Decimal::ONE_HUNDRED && n.scale > Decimal::ONE {
            return Some(());
        }
        n.round |= *m == Decimal::from(12);
        n.value = n.value.checked_mul(*m)?;
        n.scale = n.scale.checked_mul(*m)?;
        n.end = at + 1;
    }
}

/// "one and a half [million]", "a million and a half", "two and three-quarters"
fn and_a_half(r: &Reader, n: &mut Numeral) {
    let at = n.end;
    if !r.has(at, Roles::AND) {
        return;
    }
    let (fraction, parts) = if r.has(at + 1, Roles::ARTICLE) {
        (at + 2, Decimal::ONE)
    } else if let Some(v) = r.numbers.values.get(&r.word(at + 1)) {
        (at + 2 + usize::from(r.hyphen(at + 2)), *v)
    } else {
        return;
    };
    let Some(under) = r.numbers.fractions.get(&r.word(fraction)) else {
        return;
    };
    // "two and a third man"
    if under > &Decimal::from(2)
        && !r.word_is_fraction_plural(fraction)
        && !r.is(fraction + 1, Tags::UNIT | Tags::MULTIPLIER)
    {
        return;
    }
    let Some(part) = parts.checked_div(*under) else { return };
    let Some(value) = part.checked_mul(n.scale).and_then(|p| n.value.checked_add(p)) else {
        return;
    };
    let mut next = Numeral {
        value,
        end: fraction + 1,
        ..*n
    };
    if n.scale == Decimal::ONE && multipliers(r, &mut next).is_none() {
        return;
    }
    *n = next;
}

/// "-4", "−4", "minus 4", "minus-260"
fn negative(r: &Reader, n: &mut Numeral) {
    let Some(before) = n.first.checked_sub(1) else { return };
    let sign = r.sign(before);
    let opens = r.token(before).is_some_and(|t| t.spaced) || before == 0 || r.sign(before - 1) == '(';
    // "-Six were hurt": the mark of a list
    let digits = r.is_digits(n.first) || sign == '−';
    if matches!(sign, '-' | '−' | '–') && r.joined(n.first) && opens && digits {
        n.first = before;
    } else if r.has(before, Roles::MINUS) {
        n.first = before;
    } else if r.hyphen(before) && before > 0 && r.has(before - 1, Roles::MINUS) {
        n.first = before - 1;
    } else {
        return;
    }
    n.value = -n.value;
}

impl Reader<'_> {
    /// "thirds", as against "third".
    pub(super) fn word_is_fraction_plural(&self, at: usize) -> bool {
        self.is(at, Tags::FRACTION) && {
            let s = self.text_of(at);
            s.ends_with(['s', 'S']) || s.eq_ignore_ascii_case("halves")
        }
    }
}
