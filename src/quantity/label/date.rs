//! Calendar dates, years and clock times.

use super::found;
use crate::quantity::Kind;
use crate::quantity::read::{Found, Reader};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;

/// "June 2004", "Nov. 3", "September 20-24, 2005", from the month on.
pub(super) fn month_first(r: &Reader, at: usize) -> Option<Found> {
    let mut end = r.month(at)?;
    if r.year(end).is_some() {
        return found(at, end + 1, Kind::Date);
    }
    if r.sign(end) == ',' && r.year(end + 1).is_some() {
        return found(at, end + 2, Kind::Date);
    }
    if r.has(end, Roles::OF) && r.year(end + 1).is_some() {
        return found(at, end + 2, Kind::Date);
    }
    r.day(end)?;
    if r.is(end + 1, Tags::UNIT) && !r.joined(end + 1) && r.is_plural(end + 1) {
        return None; // "In June 12 miles of road"
    }
    end += 1;
    end = more_days(r, end);
    found(at, year_after(r, end), Kind::Date)
}

/// Takes in further days: "20-24", "3 and 4", "3, 4 and 5".
fn more_days(r: &Reader, mut end: usize) -> usize {
    loop {
        let dash = matches!(r.sign(end), '-' | '–' | '—' | '/');
        let list = r.has(end, Roles::AND | Roles::TO | Roles::OR);
        if !(dash || list)
            || r.day(end + 1).is_none()
            || r.is(end + 2, Tags::UNIT | Tags::MULTIPLIER)
            || r.is_plural(end + 2)
        {
            return end;
        }
        end += 2;
    }
}

fn year_after(r: &Reader, end: usize) -> usize {
    if r.year(end).is_some() {
        return end + 1;
    }
    if r.sign(end) == ',' && r.year(end + 1).is_some() {
        return end + 2;
    }
    if r.sign(end) == ',' && r.sign(end) == '.' {
        return end;
    }
    end
}

/// Dates that begin with digits, and years.
pub(super) fn find(r: &Reader, at: usize) -> Option<Found> {
    day_first(r, at).or_else(|| numeric(r, at)).or_else(|| year(r, at))
}

/// "13 October 2005", "the 13th of October", "13-15 October", "13 and 14 Oct."
fn day_first(r: &Reader, at: usize) -> Option<Found> {
    r.day(at)?;
    let end = more_days(r, at + 1);
    let month = if r.has(end, Roles::OF) { end + 1 } else { end };
    let after = r.month(month)?;
    if r.hyphen(end) {
        return None;
    }
    found(at, year_after(r, after), Kind::Date)
}

/// "2005-10-13", "2005-10-13T10:38:07.190Z", "18/08/2021", "13.10.2005"
fn numeric(r: &Reader, at: usize) -> Option<Found> {
    let s = r.text_of(at);
    if s.bytes().filter(|&b| b == b'.').count() == 2 {
        let mut parts = s.split('.').map(|p| p.parse::<u32>().unwrap_or(99));
        if let (Some(a), Some(b), Some(c)) = (parts.next(), parts.next(), parts.next())
            && (1..=31).contains(&a)
            && (1..=12).contains(&b)
            && (c < 100 || (1900..2101).contains(&c))
        {
            return found(at, at + 1, Kind::Date);
        }
    }
    let sign = r.sign(at + 1);
    if !matches!(sign, '-' | '/') || r.sign(at + 3) != sign || !(1..=4).all(|k| r.joined(at + k)) {
        return None;
    }
    let (a, b, c) = (r.small(at)?, r.small(at + 2)?, r.small(at + 4)?);
    let iso = r.year(at).is_some() && (1..=12).contains(&b) && (1..=31).contains(&c);
    let short = (1..=31).contains(&a) && (1..=31).contains(&b) && (c < 100 || r.year(at + 4).is_some());
    if !iso && !(short && (sign == '/' || r.year(at + 4).is_some())) {
        return None;
    }
    let mut end = at + 5;
    if iso && r.joined(end) && r.is_word(end) {
        while r.joined(end) && r.sign(end) != ',' && r.sign(end) != ')' {
            end += 1;
        }
    }
    found(at, end, Kind::Date)
}

/// "in 2004", "2012-13", "the 2004 elections", "A.D. 1000", "300 BC"
fn year(r: &Reader, at: usize) -> Option<Found> {
    if r.small(at).is_some() && r.has(at + 1, Roles::ERA) && r.is_capital(at + 1) {
        return found(at, at + 2, Kind::Date);
    }
    let value = r.year(at)?;
    if r.had(at, Roles::ERA) && r.is_capital(at - 1) {
        return found(at, at + 1, Kind::Date);
    }
    // "1800 GMT" is a clock time
    if r.has(at + 1, Roles::ZONE) && r.is_capital(at + 1) {
        return None;
    }
    if r.after_currency(at) || at > 0 && r.sign(at - 1) == '#' {
        return None;
    }
    if r.hyphen(at + 1) || matches!(r.sign(at + 1), '–' | '/') && r.joined(at + 1) && r.joined(at + 2) {
        // "2012-13", "2010–2012"
        let second = r.small(at + 2);
        let ends = second.is_some_and(|s| {
            let digits = r.text_of(at + 2).len();
            (digits == 2 && s == (value + 1) % 100 || digits == 2 && s > value % 100 && value >= 1800)
                || (digits == 4 && s > value && s <= 2100 && value >= 1500)
        });
        if ends && !r.is(at + 3, Tags::UNIT) && !(r.is_plural(at + 3) && value < 1800) {
            return found(at, at + 3, Kind::Date);
        }
    }
    let next = at + 1;
    if r.joined(next) && r.is_word(next) || r.is(next, Tags::MULTIPLIER) || r.sign(next) == '%' {
        return None;
    }
    let unit = crate::quantity::unit::after(r, next).is_some();
    if unit {
        return None;
    }
    let before = r.had(at, Roles::YEAR_BEFORE) || at > 0 && (r.is(at - 1, Tags::MONTH) || r.is(at - 1, Tags::WEEKDAY));
    let opens = at == 0 || matches!(r.sign(at - 1), '(' | ',' | ';' | '"' | '\'');
    let noun = r.is_plural(next) && !r.is_capital(next)
        || r.is_plural(next + 1) && !r.is_capital(next + 1) && r.can_count(next) && !r.is_capital(next);
    let round = value % 100 == 0;
    let modern = (1900..=2199).contains(&value);
    // "its 2018 level"
    if at > 0 && r.has(at - 1, Roles::DET) && modern && !round && !r.is(next, Tags::COUNTED) {
        return found(at, next, Kind::Date);
    }
    // "between 1600 and 1900"
    let second = at > 2 && r.year(at - 2).is_some_and(|y| y >= 1950 && y % 50 != 0) && modern && !round;
    if at > 2
        && r.has(at - 1, Roles::AND | Roles::TO)
        && r.year(at - 2).is_some_and(|y| y < value && y >= 1400)
        && r.has(at - 3, Roles::BETWEEN | Roles::FROM)
    {
        let counted = r.is(next, Tags::COUNTED) || r.is_plural(next) && !second;
        return (!counted).then_some(Found {
            first: at,
            end: next,
            kind: Kind::Date,
        });
    }
    // "between 1600 and 1900", "from 1000 to 2000 hires"
    if r.has(next, Roles::TO | Roles::AND) && r.small(next + 1).is_some() {
        let to_year = r.year(next + 1).is_some_and(|y| y > value);
        let year =
            before && modern && !r.had(at, Roles::FROM | Roles::BETWEEN | Roles::TO) && r.text_of(next + 1).len() < 4;
        if year {
            return found(at, next, Kind::Date);
        }
        // "Between 2012 and 2016 accidents killed 19": two years of our time, neither of them round
        let ours = |i: usize| r.year(i).is_some_and(|y| (1950..=2100).contains(&y) && y % 50 != 0);
        let told = ours(at) && ours(next + 1) && r.had(at, Roles::BETWEEN | Roles::FROM);
        let counts = r.is_plural(next + 2) && !(told && to_year && !r.is(next + 2, Tags::COUNTED));
        if !to_year || counts || crate::quantity::unit::after(r, next + 2).is_some() {
            return None;
        }
        return (before && (modern || value >= 1500)).then_some(Found {
            first: at,
            end: next,
            kind: Kind::Date,
        });
    }
    let bounded = crate::quantity::bound::before(r, at, next, 0);
    if bounded.first < at {
        let before = r.had(bounded.first, Roles::YEAR_BEFORE) && modern && !noun && bounded.approximate;
        return before.then_some(Found {
            first: at,
            end: next,
            kind: Kind::Date,
        });
    }
    let is = match (before, noun) {
        // "the 2004 elections", "since 1998 prices", "the 2000 protesters"
        (true, true) => modern && !round,
        (true, false) => value >= 1400 && (modern || !r.can_count(next)),
        (false, true) => modern && !round && value >= 1980 && !r.is(next, Tags::COUNTED),
        (false, false) => {
            modern && (opens || r.is_capital(at.wrapping_sub(1)) || r.is_capital(next) || r.can_count(next) || !round)
        }
    };
    is.then_some(Found {
        first: at,
        end: next,
        kind: Kind::Date,
    })
}

/// Clock times: "11:00 am (0700 GMT)", "4 a.m.", "7.30 a.m.", "1400 hrs", "10 o'clock".
pub(super) fn clock(r: &Reader, at: usize) -> Option<Found> {
    let s = r.text_of(at);
    let minutes = |i: usize| {
        r.text_of(i).len() >= 2
            && r.text_of(i)
                .get(..2)
                .and_then(|m| m.parse::<u8>().ok())
                .is_some_and(|m| m < 60)
    };
    // "11:00", "1:36.6"
    if r.is_digits(at) && r.sign(at + 1) == ':' && r.joined(at + 1) && r.joined(at + 2) && r.is_digits(at + 2) {
        let hour = r.small(at).is_some_and(|h| h <= 24);
        if minutes(at + 2) && hour && r.text_of(at + 2).len() == 2 {
            let mut end = at + 3;
            if r.sign(end) == ':' && r.joined(end) && r.is_digits(end + 1) && r.joined(end + 1) {
                end += 2;
            }
            return found(at, suffix(r, end), Kind::Clock);
        }
        return found(at, at + 3, Kind::Label);
    }
    let hour_minute = s.split_once('.').is_some_and(|(h, m)| {
        m.len() == 2 && h.len() <= 2 && h.parse::<u8>().is_ok_and(|h| h < 25) && m.parse::<u8>().is_ok_and(|m| m < 60)
    });
    let whole =
        r.small(at).is_some_and(|n| n <= 24) || r.numbers.values.get(&r.word(at)).is_some_and(|v| *v <= 12.into());
    let next = at + 1;
    if (whole || hour_minute) && r.has(next, Roles::AM_PM) {
        return found(at, suffix(r, next), Kind::Clock);
    }
    if whole && r.has(next, Roles::O_CLOCK) {
        return found(at, next + 1, Kind::Clock);
    }
    // "5 to 7 p.m.", "9-11am"
    if whole || hour_minute {
        let linked = r.has(next, Roles::TO | Roles::AND | Roles::OR) || matches!(r.sign(next), '-' | '–');
        if linked && r.has(next + 2, Roles::AM_PM) {
            return found(at, suffix(r, next + 2), Kind::Clock);
        }
        // "four in the morning", "9 on Sunday night" stays a number
        if whole && r.has(next, Roles::IN) && r.has(next + 1, Roles::DET) && r.has(next + 2, Roles::DAY_PART) {
            return found(at, next, Kind::Clock);
        }
        // "shortly before two this morning"
        let by = r.had(at, Roles::CLOCK_BEFORE) && !r.is(at - 1, Tags::BOUND) && !r.had(at, Roles::BY);
        if whole && by && r.has(next, Roles::DET) && r.has(next + 1, Roles::DAY_PART) {
            return found(at, next, Kind::Clock);
        }
    }
    let four = s.len() == 4
        && s.bytes().all(|b| b.is_ascii_digit())
        && s.get(..2).is_some_and(|h| h < "25")
        && s.get(2..).is_some_and(|m| m < "60");
    if four {
        if r.has(next, Roles::ZONE) && r.is_capital(next) {
            return found(at, suffix(r, next), Kind::Clock);
        }
        let hrs = r.has(next, Roles::HOURS) && r.text_of(next).len() < 5;
        if hrs || r.has(next, Roles::HOURS) && (s.starts_with('0') || r.had(at, Roles::CLOCK_BEFORE)) {
            return found(at, next + 1, Kind::Clock);
        }
        if s.starts_with('0') && (r.had(at, Roles::CLOCK_BEFORE) || r.text_of(next) == "local") {
            return found(at, next, Kind::Clock);
        }
    }
    // "at 18.52", "at 04.17 local time", "18.52 Shots are heard"
    let local = r.text_of(next).eq_ignore_ascii_case("local") || headed(r, at);
    if hour_minute
        && (local || !r.can_count(next))
        && !(r.joined(next) && (r.is_word(next) || r.sign(next) == '%'))
        && !r.is(next, Tags::UNIT | Tags::MULTIPLIER)
        && crate::quantity::unit::after(r, next).is_none()
    {
        let two = s.len() == 5;
        let at_word = at > 0 && r.text_of(at - 1).eq_ignore_ascii_case("at");
        if two && (at_word || local) || r.has(next, Roles::ZONE) && r.is_capital(next) {
            return found(at, next, Kind::Clock);
        }
    }
    // "a quarter to two", "ten minutes past three"
    let from = at
        .checked_sub(2)
        .filter(|_| whole && (r.had(at, Roles::TO) || r.text_of(at - 1) == "past"));
    if from.is_some_and(|i| matches!(r.text_of(i), "quarter" | "half" | "minutes")) && !r.can_count(next) {
        return found(at, next, Kind::Clock);
    }
    // "ten past three", "twenty to nine"
    if whole
        && r.text_of(next).eq_ignore_ascii_case("past")
        && r.numbers.values.get(&r.word(at + 2)).is_some_and(|v| *v <= 12.into())
    {
        return found(at, at + 3, Kind::Clock);
    }
    None
}

/// An entry of a log: the time alone before a sentence that a capital opens, "18.52 Shots heard".
fn headed(r: &Reader, at: usize) -> bool {
    let opens = at == 0 || matches!(r.sign(at - 1), '*' | '•' | '#');
    let mut next = at + 1;
    while matches!(r.sign(next), '*' | ':' | '-' | '–' | '—') {
        next += 1;
    }
    opens && r.is_word(next) && r.is_capital(next)
}

/// Takes in what follows the digits of a clock time: a.m., GMT.
fn suffix(r: &Reader, mut end: usize) -> usize {
    if r.has(end, Roles::AM_PM) {
        end += 1;
        if r.sign(end) == '.'
            && r.joined(end)
            && r.token(end + 1).is_some_and(|t| t.spaced)
            && !r.text_of(end - 1).ends_with('.')
            && r.text_of(end - 1).contains('.')
        {
            end += 1;
        }
    } else if r.has(end, Roles::HOURS) {
        end += 1;
    }
    if r.has(end, Roles::ZONE) && r.is_capital(end) {
        end += 1;
    }
    end
}
