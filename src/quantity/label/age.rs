//! Ages of persons: "the 19-year-old", "Ana Lima, 60,", "aged between six and 12", "a girl of eight".

use super::found;
use crate::quantity::Kind;
use crate::quantity::read::{Found, Reader};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::rules::reporting::Who;

/// Verbs and adverbs by which ages differ or move.
const RANGE: [&str; 14] = [
    "range", "ranged", "ranging", "vary", "varied", "go", "goes", "up", "rise", "rises", "rose", "raised", "lowered",
    "moved",
];

/// An age that begins at `at`.
pub(super) fn find(r: &Reader, at: usize) -> Option<Found> {
    let n = r.numeral(at).filter(|n| n.first == at)?;
    if let Some(end) = years_old(r, n.end) {
        return found(at, end, Kind::Age);
    }
    if n.value > 125.into() || n.value.is_sign_negative() {
        return None;
    }
    // "between 20 and 26 years old"
    if r.had(at, Roles::BETWEEN | Roles::FROM)
        && r.has(n.end, Roles::AND | Roles::TO)
        && let Some(last) = r.numeral(n.end + 1).filter(|m| m.first == n.end + 1)
        && let Some(end) = years_old(r, last.end)
    {
        return found(at, end, Kind::Age);
    }
    // "9 or 10 years old"
    if r.has(n.end, Roles::OR | Roles::TO)
        && let Some(last) = r.numeral(n.end + 1).filter(|m| m.first == n.end + 1)
        && let Some(end) = years_old(r, last.end)
    {
        return found(at, end, Kind::Age);
    }
    // "aged 60", "ages 3 to 5", "aged between six and 12", "under the age of 21"
    let mut before = at;
    if r.had(before, Roles::BETWEEN | Roles::FROM) {
        before -= 1;
    }
    let of = r.had(before, Roles::OF) && before > 1 && r.has(before - 2, Roles::AGED);
    if before > 0 && r.has(before - 1, Roles::AGED) && !r.hyphen(n.end) || of {
        let end = others(r, second(r, n.end));
        return found(at, end, Kind::Age);
    }
    // "none older than 25", "their ages ranged from 71 to 90", "to raise the pension age to 67"
    let compared = at > 1 && r.text_of(at - 1) == "than" && matches!(r.text_of(at - 2), "older" | "younger");
    if compared && !r.can_count(n.end) || of_ages(r, at) && !r.can_count(n.end) {
        return found(at, second(r, n.end), Kind::Age);
    }
    // "children below 12 years 7"
    let limit = at > 1 && r.is(at - 1, Tags::BOUND) && r.has(at - 2, Roles::PERSON) && r.has(n.end, Roles::YEAR_WORD);
    if limit && !r.is_word(n.end + 1) {
        return found(at, n.end + 1, Kind::Age);
    }
    let unit = crate::quantity::unit::after(r, n.end).is_some();
    if unit || r.joined(n.end) && !matches!(r.sign(n.end), ',' | '.' | ')' | ';' | ':') {
        return None;
    }
    // "a baker of 32, who", "a woman of 101 voted"
    let article =
        at > 2 && r.has(at - 3, Roles::ARTICLE) || at > 4 && r.hyphen(at - 3) && r.has(at - 5, Roles::ARTICLE);
    let aged = r.had(at, Roles::OF) && article && person(r, at - 2);
    let grown = || n.value > 12.into() || n.value > 1.into() && child(r, at - 2);
    // "a man of 71 collapsed": an adjective as well
    let counts = r.can_count(n.end) && !r.is(n.end, Tags::VERB_PAST);
    if aged && grown() && !counts && !r.has(n.end, Roles::OF) {
        return found(at, n.end, Kind::Age);
    }
    let closes = r.token(n.end).is_none() || r.sign(n.end) != '\0' || r.has(n.end, Roles::AND | Roles::FUNCTION);
    // "a girl of eight"
    let parent = at > 1 && r.rules.frames.parents.contains(&r.word(at - 2)) && n.value < 16.into();
    if parent && r.had(at, Roles::OF) {
        return None;
    }
    if r.had(at, Roles::OF)
        && at > 2
        && r.has(at - 2, Roles::PERSON)
        && (r.has(at - 3, Roles::ARTICLE) || at > 3 && r.has(at - 4, Roles::ARTICLE))
        && closes
    {
        return found(at, n.end, Kind::Age);
    }
    // "children under 5", "men over 60"
    if at > 1
        && r.is(at - 1, Tags::BOUND)
        && r.has(at - 2, Roles::PERSON)
        && closes
        && n.value < 100.into()
        && n.end == at + 1
        && !r.has(n.end, Roles::OF)
    {
        return found(at, n.end, Kind::Age);
    }
    // "most were under 18", "half of them under 15", "children under five account for half"
    let under = at > 1 && r.is(at - 1, Tags::BOUND) && r.text_of(at - 1) == "under";
    let whom = under && (r.is(at - 2, Tags::BE | Tags::PRON) || r.has(at - 2, Roles::PERSON));
    let ends = closes || r.is(n.end, Tags::VERB | Tags::AUX | Tags::BE) && !r.is_plural(n.end);
    if whom && ends && n.end == at + 1 && n.value <= 21.into() {
        return found(at, n.end, Kind::Age);
    }
    // "half of them are over fifty", "16,000 are over 50"
    let told = |i: usize| r.is(i, Tags::NUMBER) || r.is_digits(i) || matches!(r.text_of(i), "them" | "whom" | "us");
    let over = at > 2 && r.is(at - 1, Tags::BOUND) && r.is(at - 2, Tags::BE) && told(at - 3);
    if over && closes && n.end == at + 1 && n.value < 100.into() {
        return found(at, n.end, Kind::Age);
    }
    if let Some(found) = of_several(r, at, n.end).or_else(|| apposition(r, at, n.end)) {
        return Some(found);
    }
    // "who was 10.", "he is 35", "who was 17 at the time"
    let be = at > 1 && r.is(at - 1, Tags::BE) && r.has(at - 2, Roles::PRONOUN);
    let one = matches!(r.text_of(at.saturating_sub(2)), "he" | "she" | "He" | "She");
    let closed = r.token(n.end).is_none()
        || r.sign(n.end) != '\0'
        || r.is(n.end, Tags::SUBORD)
        || one && r.has(n.end, Roles::AND)
        || r.is_digits(at) && r.is(n.end, Tags::PREP) && !r.has(n.end, Roles::OF);
    (be && closed && r.sign(n.end) != '-')
        .then(|| found(at, n.end, Kind::Age))
        .flatten()
}

/// "-year-old", " years old", "-month-old", " years of age"
fn years_old(r: &Reader, end: usize) -> Option<usize> {
    let mut i = end;
    while r.sign(i) == '-' {
        i += 1;
    }
    if !r.has(i, Roles::YEAR_WORD) {
        return None;
    }
    i += 1;
    if r.has(i, Roles::OF) && r.has(i + 1, Roles::AGED) {
        return Some(i + 2);
    }
    if r.sign(i) == '-' {
        i += 1;
    }
    r.has(i, Roles::OLD).then_some(i + 1)
}

/// "ages ranged from 71", "the pension age to", "the pension age would rise to": what goes before an age.
fn of_ages(r: &Reader, at: usize) -> bool {
    let leads = at > 1 && matches!(r.text_of(at - 1), "from" | "to" | "at" | "between");
    let plain = |i: &usize| r.is(*i, Tags::AUX | Tags::BE) || RANGE.contains(&r.text_of(*i));
    let word = leads
        .then(|| (at.saturating_sub(6)..at - 1).rev().find(|i| !plain(i)))
        .flatten();
    word.is_some_and(|i| matches!(r.text_of(i), "age" | "ages") && !r.had(i, Roles::OF))
}

/// A word that no list knows, formed as a noun for one person: "plasterer".
fn formed(r: &Reader, at: usize) -> bool {
    let word = r.text_of(at);
    let known = r
        .rules
        .lexicon
        .tags(r.word(at))
        .intersects(Tags::NOUN | Tags::ADJ | Tags::VERB);
    let lower = word.bytes().all(|b| b.is_ascii_lowercase()) && !known;
    lower && word.len() > 5 && ["er", "eer", "ist", "man", "woman"].iter().any(|s| word.ends_with(s))
}

/// A noun for one person: "driver".
fn person(r: &Reader, at: usize) -> bool {
    let taxonomy = &r.rules.taxonomy;
    let known = taxonomy.nouns.find(|k| r.tokens.get(at + k).map(|t| t.word));
    known.map_or_else(|| formed(r, at), |(len, c)| len == 1 && !c.plural && c.people)
}

/// A noun for one child: "boy".
fn child(r: &Reader, at: usize) -> bool {
    let taxonomy = &r.rules.taxonomy;
    let known = taxonomy.nouns.find(|k| r.tokens.get(at + k).map(|t| t.word));
    known.is_some_and(|(_, c)| !c.plural && taxonomy.is_a(&c.name, "children"))
}

/// "two women, 33 and 19,", "three women - 17, 19 and 20 -": as many ages as persons; "one of them only 14".
fn of_several(r: &Reader, at: usize, end: usize) -> Option<Found> {
    let closes = r.token(end).is_none() || matches!(r.sign(end), ',' | '.' | ')' | ';');
    let one = |i: usize| r.numbers.values.get(&r.word(i)) == Some(&crate::quantity::Decimal::ONE);
    let just = at > 3 && matches!(r.text_of(at - 1), "only" | "just" | "aged");
    if just && closes && matches!(r.text_of(at - 2), "them" | "whom") && r.had(at - 2, Roles::OF) && one(at - 4) {
        return found(at, end, Kind::Age);
    }
    let dash = at > 1 && matches!(r.sign(at - 1), '-' | '–' | '—');
    let last = if dash { others(r, end) } else { second(r, end) };
    let apart = dash || at > 1 && r.sign(at - 1) == ',';
    let several = apart && r.has(at - 2, Roles::PERSON) && r.is(at - 2, Tags::PLURAL);
    let closed = r.token(last).is_none() || r.sign(last) != '\0';
    (several && last > end && closed && r.is_digits(at) && r.is_digits(last - 1))
        .then(|| found(at, last, Kind::Age))
        .flatten()
}

/// "the driver", "art student", "the other", "one": somebody whose age can follow.
fn one_person(r: &Reader, at: usize) -> bool {
    let clitic = |i: usize| matches!(r.text_of(i), "'s" | "\u{2019}s");
    let one = |i: usize| r.numbers.values.get(&r.word(i)) == Some(&crate::quantity::Decimal::ONE);
    let before = at > 0
        && (r.is(at - 1, Tags::DET | Tags::NOUN | Tags::ADJ) || r.is_capital(at - 1) || clitic(at - 1) || one(at - 1));
    let singled = ["one", "other", "another"];
    let office = r.rules.reporting.who(r.word(at)).contains(Who::PERSON);
    let speaker = office && !r.is(at, Tags::PLURAL);
    (person(r, at) || speaker) && before || singled.iter().any(|w| r.text_of(at).eq_ignore_ascii_case(w))
}

/// "Ana L., 29,", "John Lee, Jr., 29,": the point of a name cut short.
fn initial(r: &Reader, at: usize) -> bool {
    let cut = r.sign(at) == '.' && r.joined(at) && at > 1;
    let letter = || r.text_of(at - 1).len() == 1 && r.is_capital(at - 1) && r.is_capital(at - 2);
    cut && (matches!(r.text_of(at - 1), "Jr" | "Sr") || letter())
}

/// The second of two ages: "six and 12", "3 to 5", "20-24".
fn second(r: &Reader, end: usize) -> usize {
    let linked = r.has(end, Roles::AND | Roles::TO | Roles::OR) || matches!(r.sign(end), '-' | '–');
    if !linked {
        return end;
    }
    match r.numeral(end + 1) {
        Some(n) if n.first == end + 1 && n.value < 125.into() && !r.is_plural(n.end) => n.end,
        _ => end,
    }
}

/// The rest of a list of ages: "ages 18, 18, 19 and 20".
fn others(r: &Reader, end: usize) -> usize {
    let mut end = end;
    loop {
        let mut at = end;
        at += usize::from(r.sign(at) == ',');
        at += usize::from(r.has(at, Roles::AND));
        let next = r
            .numeral(at)
            .filter(|n| at > end && n.first == at && n.value < 125.into());
        // "ages 4, and 12 people": what counts something is no age
        let Some(n) = next.filter(|n| r.token(n.end).is_none() || r.sign(n.end) != '\0' || r.has(n.end, Roles::AND))
        else {
            return end;
        };
        end = n.end;
    }
}

/// "Ana Lima, 60, said", "Ana Lima (60)"
fn apposition(r: &Reader, at: usize, end: usize) -> Option<Found> {
    let open = at.checked_sub(2)?;
    // "Ann Lee, known as "Red," 25, of Kell"
    let nickname = r.sign(at - 1) == '"' && r.sign(open) == ',' && r.sign(end) == ',' && end == at + 1;
    if nickname && r.is_digits(at) && at > 2 && r.is_capital(at - 3) {
        return found(at, end, Kind::Age);
    }
    let name = r.is_capital(open) && !r.is(open, Tags::MONTH | Tags::WEEKDAY | Tags::NUMBER)
        || r.has(open, Roles::PERSON)
        || r.sign(open) == '"'
        || r.sign(at - 1) == ',' && matches!(r.sign(end), ',' | '.') && (one_person(r, open) || initial(r, open));
    // "an officer of the watch, 44, was held"
    let of = open > 3 && r.had(open - 1, Roles::OF) && r.is(open - 1, Tags::DET) && one_person(r, open - 3);
    let name = name || of && r.sign(at - 1) == ',' && r.sign(end) == ',' && r.is(end + 1, Tags::AUX | Tags::BE);
    // "a young mother, twenty-six, died"
    let grown = r.numeral(at).is_some_and(|n| n.value > 12.into());
    let aside = r.sign(at - 1) == ',' && r.sign(end) == ',';
    let full_name = || {
        let name = |i: usize| r.is_capital(i) && !r.is(i, Tags::MONTH | Tags::WEEKDAY | Tags::NUMBER | Tags::PREP);
        open > 0 && name(open) && name(open - 1) && !r.is(end + 1, Tags::CONJ)
    };
    if aside && grown && !r.is_digits(at) && (one_person(r, open) || full_name()) {
        return found(at, end, Kind::Age);
    }
    if !name || end != at + 1 || !r.is_digits(at) {
        return None;
    }
    let brackets = r.sign(at - 1) == '(' && r.sign(end) == ')';
    let commas = r.sign(at - 1) == ','
        && (matches!(r.sign(end), ',' | '.' | ';' | ')') && (r.joined(end) || r.token(end).is_none())
            || r.token(end).is_none()
            || r.text_of(end) == "both"
            || r.has(end, Roles::AND));
    // "in Baghdad, 12, and in Mosul, 30" has no person; two names in a row more likely are one
    let person = open > 0 && (r.is_capital(open - 1) || initial(r, open - 1) || r.is(open - 1, Tags::TITLE))
        || r.has(open, Roles::PERSON)
        || brackets;
    (commas || brackets)
        .then_some(())
        .filter(|()| person || r.sign(end) == ',' || one_person(r, open))
        .and_then(|()| found(at, end, Kind::Age))
}
