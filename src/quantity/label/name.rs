//! Scores, addresses, telephone numbers, and numbers that are (part of) a name.

use super::found;
use crate::quantity::Kind;
use crate::quantity::read::{Found, Reader};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::text::Shape;

/// Digits from which a number without separators is one of a card, a file, a telephone.
const SERIAL: usize = 9;

/// A number that only labels, at `at`.
pub(super) fn find(r: &Reader, at: usize, _done: usize) -> Option<Found> {
    let t = r.token(at)?;
    if t.shape == Shape::Digits
        && let Some(found) = code(r, at)
            .or_else(|| score(r, at))
            .or_else(|| address(r, at))
            .or_else(|| station(r, at))
    {
        return Some(found);
    }
    numbered(r, at)
        .or_else(|| named(r, at))
        .or_else(|| base(r, at))
        .or_else(|| difference(r, at))
}

/// "KLTV 7", "FOX 54 - News": the number of a station or a company by its letters, in a text that is not all capitals.
fn station(r: &Reader, at: usize) -> Option<Found> {
    let letters = |i: usize| r.token(i).is_some_and(|t| t.shape == Shape::Upper && t.span.len() > 1);
    let name = at > 0 && letters(at - 1) && !r.is(at - 1, Tags::MONTH | Tags::WEEKDAY | Tags::UNIT | Tags::CURRENCY);
    let closes = r.token(at + 1).is_none() || matches!(r.sign(at + 1), '-' | '–' | '—' | '|') && !r.joined(at + 1);
    let lower = |i: usize| r.token(i).is_some_and(|t| t.shape == Shape::Lower);
    (name && closes && r.text_of(at).len() < 3 && (0..at).any(lower))
        .then(|| found(at, at + 1, Kind::Label))
        .flatten()
}

/// How many more or fewer: "two more than on Tuesday", "40 fewer than last year".
fn difference(r: &Reader, at: usize) -> Option<Found> {
    let n = r.numeral(at).filter(|n| n.first == at)?;
    let than = r.rules.lexicon.get("than");
    let more = matches!(r.text_of(n.end), "more" | "fewer") && r.word(n.end + 1) == than;
    let figure = r.is_digits(n.end + 2) || r.is(n.end + 2, Tags::NUMBER);
    (more && !figure).then(|| found(at, n.end, Kind::Label)).flatten()
}

/// What a rate is worked out on: "12 per 100,000 residents", "one in every 400 homes".
fn base(r: &Reader, at: usize) -> Option<Found> {
    let before = at.checked_sub(2)?;
    let per =
        r.text_of(at - 1) == "per" || r.has(at - 1, Roles::EVERY) && r.has(before, Roles::IN | Roles::OUT | Roles::OF);
    let rate = r
        .numeral(at)
        .filter(|n| n.first == at && per && n.value > crate::quantity::Decimal::ONE)?;
    found(at, rate.end, Kind::Label)
}

/// Telephone and serial numbers, versions: digits with a leading zero, three runs or more, two points.
fn code(r: &Reader, at: usize) -> Option<Found> {
    let s = r.text_of(at);
    let mut end = at + 1;
    let mut runs = 1;
    while r.is_digits(end) && one_space(r, end)
        || matches!(r.sign(end), '-' | '–' | '/') && r.joined(end) && r.is_digits(end + 1) && r.joined(end + 1)
    {
        end += if r.is_digits(end) { 1 } else { 2 };
        runs += 1;
    }
    let zero = s.len() > 1 && s.starts_with('0') && !s.contains(['.', ',']);
    let plus = at > 0 && r.sign(at - 1) == '+' && r.joined(at);
    // "8 (555) 40-11-22": the prefix of a telephone number
    if let Some(end) = prefixed(r, at) {
        return found(at, end, Kind::Label);
    }
    let grouped = (at + 1..end).all(|i| r.is_digits(i) && r.text_of(i).len() == 3) && s.len() <= 3 && !zero && !plus;
    // "km 41+250": a post by the road
    let post = r.sign(end) == '+' && r.joined(end) && r.is_digits(end + 1) && r.joined(end + 1);
    if post {
        return found(at, end + 2, Kind::Label);
    }
    let mixed = at > 0 && matches!(r.sign(at - 1), '#' | '@' | '№') && r.joined(at);
    // "2 1/2"
    let fraction = || r.numeral(at).is_some_and(|n| n.first == at && n.end == end);
    if zero || mixed || (runs >= 3 && !grouped && !fraction()) || (plus && (runs > 1 || s.len() > 6)) {
        return found(at, end, Kind::Label);
    }
    // nobody writes a count of such a length without a point or comma
    if s.len() >= SERIAL && s.bytes().all(|b| b.is_ascii_digit()) && !r.after_currency(at) {
        return found(at, at + 1, Kind::Label);
    }
    // "1.2.3", "10,5": grouped in no way that is a number
    crate::quantity::numeral::parse(s)
        .is_none()
        .then(|| found(at, at + 1, Kind::Label))
        .flatten()
}

/// The end of a telephone number with its prefix in brackets, and two dashes after it.
fn prefixed(r: &Reader, at: usize) -> Option<usize> {
    let bracketed = r.sign(at + 1) == '(' && r.is_digits(at + 2) && r.sign(at + 3) == ')' && r.is_digits(at + 4);
    let mut end = at + 5;
    while bracketed && matches!(r.sign(end), '-' | '–') && r.joined(end) && r.is_digits(end + 1) && r.joined(end + 1)
    {
        end += 2;
    }
    (end > at + 7).then_some(end)
}

fn one_space(r: &Reader, at: usize) -> bool {
    let (Some(a), Some(b)) = (at.checked_sub(1).and_then(|i| r.token(i)), r.token(at)) else {
        return false;
    };
    b.span.start == a.span.end + 1
}

/// "3-1", "6-3, 6-4", "50-50"; a range goes up and has a noun after it.
fn score(r: &Reader, at: usize) -> Option<Found> {
    let dash = matches!(r.sign(at + 1), '-' | '–') && r.joined(at + 1) && r.joined(at + 2);
    if !dash || r.after_currency(at) {
        return at_sides(r, at);
    }
    let (a, b) = (r.small(at)?, r.small(at + 2)?);
    if r.text_of(at).len() > 3 || r.text_of(at + 2).len() > 3 {
        return None;
    }
    let end = at + 3;
    if a >= b {
        return found(at, end, Kind::Label);
    }
    let noun = crate::quantity::unit::after(r, end).is_some() || r.is(end, Tags::COUNTED | Tags::MULTIPLIER);
    let said = r.has(end, Roles::SCORE_NOUN) || r.had(at, Roles::SCORE_VERB);
    let series =
        at > 2 && r.sign(at - 1) == ',' && matches!(r.sign(at.wrapping_sub(3)), '-' | '–') && r.is_digits(at - 2);
    (!noun && (said || series))
        .then(|| found(at, end, Kind::Label))
        .flatten()
}

/// "Rovers 2, United 1"
fn at_sides(r: &Reader, at: usize) -> Option<Found> {
    let side = |i: usize| {
        r.small(i).is_some_and(|n| n < 200)
            && i > 0
            && r.is_capital(i - 1)
            && !r.is(i - 1, Tags::MONTH | Tags::BOUND | Tags::PREP | Tags::VERB)
    };
    if !side(at) || shared_out(r, at) {
        return None;
    }
    // The figure of the side before, where only names and a comma lie between.
    let earlier = |at: usize| {
        let i = (2..6).filter_map(|k| at.checked_sub(k)).find(|&i| r.is_digits(i))?;
        (side(i) && r.sign(i + 1) == ',' && (i + 2..at).all(|k| r.is_capital(k))).then_some(i)
    };
    let ends = |i: usize| r.token(i).is_none() || matches!(r.sign(i), '.' | ')' | ';');
    let first = r.sign(at + 1) == ','
        && (at + 3..at + 6)
            .find(|&i| r.is_digits(i))
            .is_some_and(|i| side(i) && (at + 2..i).all(|k| r.is_capital(k)) && ends(i + 1));
    let second = ends(at + 1) && earlier(at).is_some_and(|i| earlier(i).is_none());
    // Three or more are a list of towns with their figures, not a match.
    let first = first && earlier(at).is_none();
    // "Twelve died (Kell 7, Varn 5)": what the two come to was told before
    let other = match first {
        true => (at + 3..at + 6).find(|&i| r.is_digits(i)),
        false => earlier(at),
    };
    let both = other.and_then(|i| Some(r.small(i)? + r.small(at)?));
    let told = |i: usize| {
        r.numeral(i)
            .is_some_and(|n| n.first == i && both.is_some_and(|b| n.value == b.into()))
    };
    if (at.saturating_sub(14)..at).any(told) {
        return None;
    }
    (first || second).then(|| found(at, at + 1, Kind::Label)).flatten()
}

/// "the injured number 26 (Kell 18, west bank 8)": of several figures in brackets behind another.
fn shared_out(r: &Reader, at: usize) -> bool {
    let opened = (at.saturating_sub(9)..at)
        .rev()
        .take_while(|&i| r.sign(i) != ')')
        .find(|&i| r.sign(i) == '(');
    let behind = opened.is_some_and(|i| i > 0 && (r.is_digits(i - 1) || r.is_plural(i - 1)));
    let other = |i: usize| i != at && r.is_digits(i) && matches!(r.sign(i + 1), ',' | ';' | ')');
    behind && opened.is_some_and(|i| (i..at + 6).any(other))
}

/// "12 Main Street", "9 E 71st St"
fn address(r: &Reader, at: usize) -> Option<Found> {
    if r.text_of(at).len() > 5 {
        return None;
    }
    // "the 4800 block of Hill Road"
    if r.text_of(at).ends_with("00") && r.has(at + 1, Roles::HOUSES) && r.has(at + 2, Roles::OF) {
        return found(at, at + 2, Kind::Label);
    }
    // "31/33 Plymouth Street"
    let mut first = at + 1;
    while matches!(r.sign(first), '/' | '-' | '–') && r.joined(first) && r.joined(first + 1) && r.is_digits(first + 1)
    {
        first += 2;
    }
    let mut i = first;
    while i < first + 4
        && (r.is_capital(i) || r.token(i).is_some_and(|t| t.shape == Shape::OrdinalDigits) || r.sign(i) == '.')
    {
        if i > first && r.has(i, Roles::STREET) {
            return found(at, first, Kind::Label);
        }
        // a headline's verbs have capitals too: "12 Held On Main Street"
        if r.is(i, Tags::PREP) || r.has(i, Roles::FUNCTION) || r.is(i, Tags::VERB) && !r.is(i, Tags::NOUN) {
            return None;
        }
        i += 1;
    }
    None
}

/// A label noun before the number: "Flight 302", "No. 3", "Grade three", "Group of Seven".
fn numbered(r: &Reader, at: usize) -> Option<Found> {
    let noun = at.checked_sub(1)?;
    let digits = r.is_digits(at);
    // "it was number 118", "the next house, number 24,"; but "the dead number 24"
    let before = noun.checked_sub(1);
    let told = before.is_some_and(|b| r.is(b, Tags::BE) || matches!(r.sign(b), ',' | '(' | '—'));
    if told && matches!(r.text_of(noun), "number" | "numbers") {
        return found(at, at + 1, Kind::Label);
    }
    let len = r
        .numbers
        .labels
        .find(|k| noun.checked_sub(k).map(|i| r.word(i)))
        .map(|(len, ())| len)
        .or_else(|| (r.sign(noun) == '-' && noun > 0 && r.joined(noun) && r.is(noun - 1, Tags::LABEL)).then_some(2));
    let of =
        r.has(noun, Roles::OF) && noun > 0 && r.is(noun - 1, Tags::LABEL) && r.is_capital(noun - 1) && r.is_capital(at);
    if of {
        return found(at, at + 1, Kind::Label);
    }
    let first = at - len?;
    let numeral = r.numeral(at).filter(|n| n.first == at)?;
    let capital = r.is_capital(at - 1) || r.is_capital(first);
    // "near step 612 when": no article, and nothing after it to count
    let at_place = first > 0 && r.is(first - 1, Tags::PREP) && !r.has(first - 1, Roles::BY);
    let placed = digits && at_place && apart(r, numeral.end);
    if r.has(at - 1, Roles::CAPITAL_LABEL)
        && (!capital && !placed || r.headline && !r.has(at - 1, Roles::FUNCTION) && r.is_plural(numeral.end))
    {
        return None;
    }
    // "the bus 12 people were in", "in Grade 3 pupils": a plural noun after a common label is what is counted
    // but "a category three storm"
    let singular = r.can_count(numeral.end) && numeral.value > crate::quantity::Decimal::ONE;
    if !capital && (r.is_plural(numeral.end) || !digits && !singular) && !r.is(numeral.end, Tags::VERB_S) {
        return None;
    }
    if crate::quantity::unit::after(r, numeral.end).is_some()
        && numeral.end > at
        && r.is_word(numeral.end)
        && r.text_of(numeral.end).len() > 1
    {
        return None;
    }
    let mut end = numeral.end;
    // "Image 3 of 33"
    if digits && r.has(end, Roles::OF) && r.is_digits(end + 1) {
        end += 2;
    }
    while matches!(r.sign(end), '-' | '/' | '–')
        && r.joined(end)
        && r.joined(end + 1)
        && (r.is_digits(end + 1) || r.is_word(end + 1))
    {
        end += 2;
    }
    // "sections 12A"
    if digits && r.joined(end) && r.is_capital(end) && r.text_of(end).len() == 1 {
        end += 1;
    }
    // "piers 2 and 3"
    let plural = r.text_of(at - 1).ends_with('s') && digits;
    let mut last = end;
    while plural && r.sign(last) == ',' && r.is_digits(last + 1) {
        last += 2;
    }
    let several = plural && r.has(last, Roles::AND) && r.is_digits(last + 1);
    if several {
        end = last;
    }
    if several && !r.is_plural(end + 2) {
        end += 2;
    }
    found(at, end, Kind::Label)
}

/// What stands there is neither counted nor said of a number before it: a sign, a preposition, a conjunction.
fn apart(r: &Reader, at: usize) -> bool {
    r.token(at).is_none()
        || !r.is_word(at) && !r.joined(at + 1)
        || r.is(at, Tags::PREP | Tags::SUBORD | Tags::CONJ) && !r.has(at, Roles::OF)
}

/// Names by their letters: "AK-47", "last-32", "Apollo 13", "Seven Network".
fn named(r: &Reader, at: usize) -> Option<Found> {
    let before = at.checked_sub(1)?;
    let digits = r.is_digits(at);
    // "AK-47", "sub-20" is a bound
    if digits && r.sign(before) == '-' && r.joined(before) && r.joined(at) && before > 0 && r.is_word(before - 1) {
        let word = before - 1;
        let bound = r
            .numbers
            .before
            .find(|k| before.checked_sub(k).map(|i| r.word(i)))
            .is_some();
        let unit = crate::quantity::unit::before(r, at).is_some();
        let number = r.is(word, Tags::NUMBER | Tags::MULTIPLIER) || r.has(word, Roles::MINUS | Roles::TO);
        if !bound && !unit && !number {
            return found(at, at + 1, Kind::Label);
        }
        return None;
    }
    // letters right before digits: "A$" is handled by the tokens, "T10" is one token
    if digits && r.joined(at) && r.is_word(before) && !r.after_currency(at) {
        return found(at, at + 1, Kind::Label);
    }
    if r.headline || !r.token(at)?.spaced {
        return None;
    }
    let capital = before > 0 && r.is_capital(before) && r.sign(before - 1) != '"';
    let plain = !r.is(
        before,
        Tags::MONTH
            | Tags::WEEKDAY
            | Tags::VERB
            | Tags::PREP
            | Tags::BOUND
            | Tags::DET
            | Tags::CONJ
            | Tags::CURRENCY
            | Tags::NATION
            | Tags::PLACE
            | Tags::PRON,
    ) && !r.has(
        before,
        Roles::FUNCTION | Roles::ALL | Roles::OF | Roles::AGED | Roles::MINUS,
    );
    if digits {
        // "Windows 10", "Apollo 13 was": a name goes on with a number that counts nothing
        let n = r.numeral(at).filter(|n| n.first == at && n.end == at + 1)?;
        let next = n.end;
        let ends = !r.can_count(next) && !r.joined(next) || matches!(r.sign(next), ',' | '.' | ')' | '"' | '\'');
        let unit = crate::quantity::unit::before(r, at).is_some() || crate::quantity::unit::after(r, next).is_some();
        let people = r.is(next, Tags::AUX) && r.small(at).is_some_and(|n| n < 100) && r.had(before, Roles::IN);
        // "880 soldiers, of whom NATO 210"
        let part = r.is(before - usize::from(before > 0), Tags::REL) && before > 1 && r.has(before - 2, Roles::OF);
        if siblings(r, at) || shared_out(r, at) || part {
            return None;
        }
        let short = r.text_of(at).len() <= 4 && !r.text_of(at).contains([',', '.']);
        return (capital && plain && ends && short && !unit && !people)
            .then(|| found(at, next, Kind::Label))
            .flatten();
    }
    // "Seven Network", "Kick Six": a number word with a capital letter inside a sentence
    let name =
        r.is_capital(at) && (r.is_capital(at + 1) && !r.has(at + 1, Roles::FUNCTION) || capital && plain) && at > 1;
    let joined = r.hyphen(at + 1) || r.is(at + 1, Tags::MULTIPLIER | Tags::CURRENCY | Tags::NATION);
    let opened = matches!(
        r.sign(before),
        '"' | '\'' | ':' | '(' | '—' | '–' | '-' | '.' | ';' | '…' | '*'
    );
    (name && !joined && !opened)
        .then(|| found(at, at + 1, Kind::Label))
        .flatten()
}

/// "Skopje 12, Bitola 30; Ohrid 8": a list of names with their numbers, which are figures.
fn siblings(r: &Reader, at: usize) -> bool {
    let pair = |i: usize| i > 0 && r.is_digits(i) && r.is_capital(i - 1) && r.text_of(i - 1) != r.text_of(at - 1);
    let lists = |i: usize| matches!(r.sign(i), ',' | ';') || r.has(i, Roles::AND);
    let later = lists(at + 1) && (at + 2..at + 8).any(pair);
    let earlier = (2..8)
        .filter_map(|k| at.checked_sub(k))
        .any(|i| pair(i) && lists(i + 1));
    later || earlier
}
