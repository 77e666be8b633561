//! Dates of publication, as metadata and page furniture write them.
//!
//! Machine forms (RFC 3339, RFC 2822) come first, then what people type: "7 June 2012",
//! "June 7, 2012 at 2:05 p.m. EDT", "Published 14:05 GMT, 3 March 2015". A date without a year,
//! or one whose day and month may be swapped, is no date.

use super::Published;
use crate::letter::is_letter;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use std::ops::Range;

/// A date found in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// The calendar day.
    pub day: Date,
    time: Option<Time>,
    offset: Option<Offset>,
    /// The bytes of the day itself.
    pub span: Range<usize>,
}

impl Found {
    /// A moment if hour and zone are known; otherwise only the day.
    pub fn certain(&self) -> Published {
        match (self.time, self.offset) {
            (Some(_), Some(_)) => self.published(),
            _ => Published::On(self.day),
        }
    }

    /// A moment if the hour is known, in UTC if the zone is not.
    fn published(&self) -> Published {
        self.time
            .and_then(|t| {
                self.offset
                    .unwrap_or(Offset::UTC)
                    .to_timestamp(self.day.to_datetime(t))
                    .ok()
            })
            .map_or(Published::On(self.day), |moment| Published::At {
                moment,
                day: self.day,
            })
    }
}

/// Reads the value of a `published` field. An hour without a zone counts as UTC.
pub(super) fn published(value: &str) -> Option<Published> {
    let value = value.trim();
    if value.is_empty() || value.len() > 100 {
        return None;
    }
    iso(value)
        .or_else(|| {
            let zoned = jiff::fmt::rfc2822::parse(value).ok()?;
            Some(Published::At {
                moment: zoned.timestamp(),
                day: zoned.date(),
            })
        })
        .or_else(|| numeric(value).map(Published::On))
        .or_else(|| whole(value, &[]).map(|f| f.published()))
}

fn iso(value: &str) -> Option<Published> {
    // four digits and a sign: a bare number such as 20120607 is more likely an id
    if !value
        .as_bytes()
        .get(..5)
        .is_some_and(|b| b[..4].iter().all(u8::is_ascii_digit) && b[4] == b'-')
    {
        return None;
    }
    // "2012-06-07 09:40 +02:00" and "2012-06-07 09:40 UTC" are common, though not of the standard
    let joined = value
        .replace(" UTC", "Z")
        .replace(" GMT", "Z")
        .replace(" Z", "Z")
        .replace(" +", "+");
    let pieces = jiff::fmt::temporal::Pieces::parse(&joined).ok()?;
    let offset = pieces.to_numeric_offset();
    let found = Found {
        day: pieces.date(),
        time: pieces.time(),
        offset,
        span: 0..value.len(),
    };
    Some(found.published())
}

/// "2012/06/07", "07.06.2012", "25/12/2012"; none where day and month could be swapped.
fn numeric(value: &str) -> Option<Date> {
    let sign = value
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = value.split(sign).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |s: &str| s.parse::<i16>().ok();
    let (x, y, z) = (number(a)?, number(b)?, number(c)?);
    let (year, month, day) = match (a.len(), c.len()) {
        (4, _) => (x, y, z),
        (_, 4) if sign == '.' || x > 12 || x == y => (z, y, x),
        (_, 4) if y > 12 => (z, x, y),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A text that is a date and nothing else but weekday, hour, zone and the given label words.
pub(super) fn whole(text: &str, labels: &[&[String]]) -> Option<Found> {
    let tokens = some_tokens(text)?;
    let (found, used) = search(&tokens)?;
    let rest_is_furniture = tokens.iter().enumerate().all(|(i, t)| {
        used.contains(&i)
            || match t.kind {
                Kind::Word => {
                    weekday(t.text)
                        || clock_word(t.text)
                        || labels.iter().copied().flatten().any(|l| l.eq_ignore_ascii_case(t.text))
                }
                Kind::Number => true,
                Kind::Sign => !matches!(t.text, "." | "?" | "!" | ";") || i + 1 < tokens.len(),
            }
    });
    rest_is_furniture.then_some(found)
}

/// The first date with day, month by name, and year.
pub(super) fn find(text: &str) -> Option<Found> {
    search(&some_tokens(text)?).map(|(found, _)| found)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Number,
    Sign,
}

#[derive(Clone, Debug)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
    start: usize,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn number(&self) -> Option<i16> {
        (self.kind == Kind::Number).then(|| self.text.parse().ok()).flatten()
    }

    fn sign(&self) -> Option<char> {
        (self.kind == Kind::Sign).then(|| self.text.chars().next()).flatten()
    }
}

/// The tokens of a text that can hold a date: one with a digit, as few have.
fn some_tokens(text: &str) -> Option<Vec<Token<'_>>> {
    text.bytes().any(|b| b.is_ascii_digit()).then(|| tokens(text))
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let kind = |c: char| match c {
        c if is_letter(c) => Kind::Word,
        c if c.is_ascii_digit() => Kind::Number,
        _ => Kind::Sign,
    };
    let mut out: Vec<Token> = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            continue;
        }
        let (kind, end) = (kind(c), at + c.len_utf8());
        match out.last_mut() {
            Some(last) if last.kind == kind && kind != Kind::Sign && last.end() == at => {
                last.text = text.get(last.start..end).unwrap_or(last.text);
            }
            _ => out.push(Token {
                kind,
                text: text.get(at..end).unwrap_or(""),
                start: at,
            }),
        }
    }
    out
}

/// The first named date, and the tokens of it.
fn search(tokens: &[Token]) -> Option<(Found, Range<usize>)> {
    tokens.iter().enumerate().find_map(|(i, t)| {
        let month = (t.kind == Kind::Word).then(|| month(t.text)).flatten()?;
        let (day, used) = day_first(tokens, i, month).or_else(|| month_first(tokens, i, month))?;
        let first = tokens.get(used.start)?;
        let last = tokens.get(used.end - 1)?;
        let (time, offset) = clock(tokens, &used);
        let found = Found {
            day,
            time,
            offset,
            span: first.start..last.end(),
        };
        Some((found, used))
    })
}

fn day_first(tokens: &[Token], at: usize, month: i8) -> Option<(Date, Range<usize>)> {
    let mut first = at.checked_sub(1)?;
    while matches!(tokens[first].sign(), Some('-' | '.' | '/'))
        || tokens[first].text.eq_ignore_ascii_case("of")
        || ordinal(tokens[first].text)
    {
        first = first.checked_sub(1)?;
    }
    let day = tokens[first].number().filter(|_| tokens[first].text.len() <= 2)?;
    let (year, end) = year(tokens, at + 1)?;
    Some((Date::new(year, month, day as i8).ok()?, first..end))
}

fn month_first(tokens: &[Token], at: usize, month: i8) -> Option<(Date, Range<usize>)> {
    let mut next = at + 1;
    while matches!(tokens.get(next)?.sign(), Some('.' | '-')) {
        next += 1;
    }
    let token = tokens.get(next)?;
    let day = token.number().filter(|_| token.text.len() <= 2)?;
    next += 1;
    if tokens.get(next).is_some_and(|t| ordinal(t.text)) {
        next += 1;
    }
    // "June 7, 12" would be a guess
    let (year, end) = year(tokens, next).filter(|&(_, end)| tokens[end - 1].text.len() == 4)?;
    Some((Date::new(year, month, day as i8).ok()?, at..end))
}

fn year(tokens: &[Token], mut at: usize) -> Option<(i16, usize)> {
    while matches!(tokens.get(at)?.sign(), Some(',' | '.' | '-' | '/' | '\'' | '’')) {
        at += 1;
    }
    let token = tokens.get(at)?;
    let year = match (token.text.len(), token.number()?) {
        (4, y @ 1800..=2199) => y,
        (2, y @ 0..50) => 2000 + y,
        (2, y) => 1900 + y,
        _ => return None,
    };
    // "3 Jan 14:05" and "3 Jan 10 people" give no year
    let after = tokens.get(at + 1);
    let clash = token.text.len() == 2
        && after.is_some_and(|t| t.sign() == Some(':') || t.sign() == Some('.') || t.kind == Kind::Word);
    (!clash).then_some((year, at + 1))
}

/// The hour and zone beside a date: "14:05 GMT", "2:05 p.m. EDT", "1405 UTC", "09:40 +0200".
fn clock(tokens: &[Token], used: &Range<usize>) -> (Option<Time>, Option<Offset>) {
    for (i, token) in tokens.iter().enumerate() {
        let Some(number) = token.number().filter(|_| !used.contains(&i)) else {
            continue;
        };
        let next = |n: usize| tokens.get(i + n);
        let colon = next(1).is_some_and(|t| matches!(t.sign(), Some(':')));
        let (mut hour, minute, mut after) = if colon {
            let Some(minute) = next(2).and_then(Token::number) else {
                continue;
            };
            let seconds =
                next(3).is_some_and(|t| t.sign() == Some(':')) && next(4).is_some_and(|t| t.kind == Kind::Number);
            (number, minute, i + if seconds { 5 } else { 3 })
        } else if token.text.len() == 4 && next(1).is_some_and(|t| zone(t.text).is_some()) {
            (number / 100, number % 100, i + 1)
        } else if next(1).is_some_and(|t| matches!(t.text.as_bytes().first(), Some(b'a' | b'p' | b'A' | b'P'))) {
            (number, 0, i + 1)
        } else {
            continue;
        };
        if let Some((pm, end)) = half(tokens, after) {
            hour = hour % 12 + if pm { 12 } else { 0 };
            after = end;
        } else if !colon && token.text.len() != 4 {
            continue;
        }
        let time = i8::try_from(hour).ok().zip(i8::try_from(minute).ok());
        if let Some(time) = time.and_then(|(h, m)| Time::new(h, m, 0, 0).ok()) {
            return (Some(time), offset(tokens, after));
        }
    }
    (None, None)
}

/// "pm", "a.m.": whether it is the afternoon, and the token after.
fn half(tokens: &[Token], at: usize) -> Option<(bool, usize)> {
    let word = tokens.get(at)?.text.to_ascii_lowercase();
    match word.as_str() {
        "am" | "pm" => Some((word == "pm", at + 1)),
        "a" | "p" => {
            let m = tokens.get(at + 2).filter(|m| m.text.eq_ignore_ascii_case("m"))?;
            let dotted = m.kind == Kind::Word && tokens.get(at + 3).is_some_and(|t| t.sign() == Some('.'));
            Some((word == "p", at + 3 + usize::from(dotted)))
        }
        _ => None,
    }
}

fn offset(tokens: &[Token], at: usize) -> Option<Offset> {
    let at = at + usize::from(tokens.get(at).is_some_and(|t| matches!(t.sign(), Some('(' | ','))));
    let token = tokens.get(at)?;
    if let Some(minutes) = zone(token.text) {
        return signed(tokens, at + 1).or_else(|| Offset::from_seconds(minutes * 60).ok());
    }
    signed(tokens, at)
}

/// "+0200", "-05:30", "+2".
fn signed(tokens: &[Token], at: usize) -> Option<Offset> {
    let sign = match tokens.get(at)?.sign()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let token = tokens.get(at + 1)?;
    let number = i32::from(token.number()?);
    let minutes = match token.text.len() {
        4 => number / 100 * 60 + number % 100,
        1 | 2 => {
            let colon = tokens.get(at + 2).is_some_and(|t| t.sign() == Some(':'));
            let more = tokens
                .get(at + 3)
                .filter(|_| colon)
                .and_then(Token::number)
                .unwrap_or(0);
            number * 60 + i32::from(more)
        }
        _ => return None,
    };
    Offset::from_seconds(sign * minutes * 60).ok()
}

/// Minutes east of Greenwich of the zone names that mean one thing in English copy.
fn zone(name: &str) -> Option<i32> {
    const ZONES: [(&str, i32); 16] = [
        ("GMT", 0),
        ("UTC", 0),
        ("Z", 0),
        ("BST", 60),
        ("WEST", 60),
        ("CET", 60),
        ("CEST", 120),
        ("EET", 120),
        ("EEST", 180),
        ("MSK", 180),
        ("EDT", -240),
        ("EST", -300),
        ("CDT", -300),
        ("CST", -360),
        ("PDT", -420),
        ("PST", -480),
    ];
    ZONES.iter().find(|(z, _)| *z == name).map(|&(_, minutes)| minutes)
}

fn clock_word(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "am" | "pm" | "a" | "p" | "m" | "at" | "on" | "of" | "et" | "local" | "time" | "mst" | "mdt" | "ist"
    ) || ordinal(word)
        || zone(word).is_some()
}

fn ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|o| o.eq_ignore_ascii_case(word))
}

/// "June", "Jun", "Sept": the month's number.
fn month(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let index = NAMES
        .iter()
        .position(|name| shortened(word, name, 3) && matches!(word.len(), 3 | 4) || name.eq_ignore_ascii_case(word))?;
    Some(index as i8 + 1)
}

fn weekday(word: &str) -> bool {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    NAMES.iter().any(|name| shortened(word, name, 3))
}

/// Whether `word` is `name` or a beginning of it, at least `least` letters long.
fn shortened(word: &str, name: &str, least: usize) -> bool {
    word.len() >= least
        && name
            .get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Option<String> {
        published(text).map(|p| match p {
            Published::On(day) => day.to_string(),
            Published::At { moment, day } => format!("{moment} {day}"),
        })
    }

    #[test]
    fn machine_forms() {
        assert_eq!(on("2012-06-07").as_deref(), Some("2012-06-07"));
        assert_eq!(
            on("2012-06-07T22:40:00-05:00").as_deref(),
            Some("2012-06-08T03:40:00Z 2012-06-07")
        );
        assert_eq!(
            on("2012-06-07T01:10:00+03:00").as_deref(),
            Some("2012-06-06T22:10:00Z 2012-06-07")
        );
        assert_eq!(
            on("2012-06-07 09:40").as_deref(),
            Some("2012-06-07T09:40:00Z 2012-06-07")
        );
        assert_eq!(
            on("2012-06-07 09:40 +02:00").as_deref(),
            Some("2012-06-07T07:40:00Z 2012-06-07")
        );
        assert_eq!(
            on("2012-06-07T09:40:11.250Z").as_deref(),
            Some("2012-06-07T09:40:11.25Z 2012-06-07")
        );
        assert_eq!(
            on("Thu, 07 Jun 2012 23:40:00 -0400").as_deref(),
            Some("2012-06-08T03:40:00Z 2012-06-07")
        );
        assert_eq!(
            on("Thu, 7 Jun 2012 09:40:00 GMT").as_deref(),
            Some("2012-06-07T09:40:00Z 2012-06-07")
        );
    }

    #[test]
    fn what_people_write() {
        for text in [
            "7 June 2012",
            "June 7, 2012",
            "Thursday, June 7th, 2012",
            "7 Jun. 2012",
            "7-Jun-2012",
            "7 JUN 12",
            "2012/06/07",
            "07.06.2012",
        ] {
            assert_eq!(on(text).as_deref(), Some("2012-06-07"), "{text}");
        }
        assert_eq!(
            on("June 7, 2012 at 2:05 p.m. EDT").as_deref(),
            Some("2012-06-07T18:05:00Z 2012-06-07")
        );
        assert_eq!(
            on("14:05 GMT, 3 March 2015").as_deref(),
            Some("2015-03-03T14:05:00Z 2015-03-03")
        );
        assert_eq!(
            on("3 March 2015 12:05 am UTC").as_deref(),
            Some("2015-03-03T00:05:00Z 2015-03-03")
        );
        assert_eq!(
            on("3 March 2015, 1405 GMT").as_deref(),
            Some("2015-03-03T14:05:00Z 2015-03-03")
        );
        assert_eq!(on("3 JAN 90").as_deref(), Some("1990-01-03"));
    }

    #[test]
    fn no_dates() {
        for text in [
            "",
            "yesterday",
            "June 7",
            "07/06/2012",
            "2012",
            "20120607",
            "31 February 2012",
            "2012-13-40",
            "June 7, 2012 was a fine day",
            "32 June 2012",
            "3 Jan 14:05",
            "é",
            "May",
            "00/00/0000",
        ] {
            assert_eq!(on(text), None, "{text}");
        }
        assert_eq!(on("25/12/2012").as_deref(), Some("2012-12-25"));
        assert_eq!(on("12/25/2012").as_deref(), Some("2012-12-25"));
    }

    #[test]
    fn an_hour_without_zone_is_not_certain() {
        let found = whole("Published 14:05, 3 March 2015", &[&["published".into()]]).unwrap();
        assert_eq!(found.certain(), Published::On(Date::constant(2015, 3, 3)));
        let found = whole(
            "Last updated: 14:05 GMT, 3 March 2015",
            &[&["last".into(), "updated".into()]],
        )
        .unwrap();
        assert!(matches!(found.certain(), Published::At { .. }));
        assert!(whole("Killed 14:05, 3 March 2015", &[&["published".into()]]).is_none());
    }

    #[test]
    fn dates_within_text() {
        let text = "(Oct 3, 2011  1:12 PM CDT) The firm";
        let found = find(text).unwrap();
        assert_eq!(&text[found.span.clone()], "Oct 3, 2011");
        assert_eq!(find("He may be 30 in 2015"), None);
        assert_eq!(find("in March 2015 about 30"), None);
    }
}
