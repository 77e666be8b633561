//! Is it English? A figure misread is worse than a report left out and named.
//!
//! Two witnesses must agree that it is not: letter statistics, and the share of the little
//! words that no English text does without. Short texts are always kept.

use crate::letter::is_letter;
use crate::rules::short::{Key, Letters};
use whichlang::Lang;

/// Below this many words nothing is certain.
const FEWEST: usize = 40;
/// Little words in a hundred, at least: English prose has about one in four, other languages next to none.
const SHARE: usize = 8;
/// Bytes looked at from either end of the text.
const SAMPLE: usize = 2000;

/// The name of the language of a text that is clearly not English.
pub(super) fn foreign(text: &str) -> Option<&'static str> {
    let sample = [head(text), tail(text)];
    let (mut words, mut english, mut letters) = (0usize, 0usize, 0usize);
    // more words than these there cannot be, nor more than their letters make up
    let parted = sample.iter().map(|part| breaks(part) + 1).sum::<usize>();
    let most = parted.max(sample.iter().map(|part| part.len()).sum::<usize>() / 12 + 1);
    for part in sample {
        let mut rest = part;
        while let Some(word) = next_word(rest) {
            words += 1;
            english += usize::from(word.english);
            letters += word.letters;
            rest = word.after;
            if english * 100 >= most * SHARE {
                return None;
            }
        }
    }
    // scripts that do not part words
    let words = words.max(letters / 12);
    if words < FEWEST || english * 100 >= words * SHARE {
        return None;
    }
    name(whichlang::detect_language(
        &text.get(..floor(text, 2 * SAMPLE)).unwrap_or(text).to_lowercase(),
    ))
}

/// Characters of a text that may part two words: no fewer than do.
fn breaks(text: &str) -> usize {
    // without branches and with sums that fit a byte, so that many bytes are looked at in one step
    let parts = |b: &u8| {
        let letter = (b | 0x20).wrapping_sub(b'a') < 26;
        let continues = b & 0xc0 == 0x80;
        u8::from(!letter & !continues)
    };
    text.as_bytes()
        .chunks(255)
        .map(|chunk| usize::from(chunk.iter().map(parts).sum::<u8>()))
        .sum()
}

/// A word of a text.
struct Word<'a> {
    letters: usize,
    /// One of the little words that no English text does without.
    english: bool,
    /// What follows it.
    after: &'a str,
}

/// The first word of a text.
fn next_word(text: &str) -> Option<Word<'_>> {
    let begins = |b: u8| b.is_ascii_alphabetic() || !b.is_ascii();
    let start = text.bytes().position(begins)?;
    if let Some(word) = Letters::of(&text.as_bytes()[start..]).filter(|l| l.next.is_ascii()) {
        return Some(Word {
            letters: word.len,
            english: is_little(word.key),
            after: text.get(start + word.len..)?,
        });
    }
    let text = text.get(edge(text, true)..).filter(|t| !t.is_empty())?;
    let (word, after) = text.split_at(edge(text, false));
    Some(Word {
        letters: word.chars().count(),
        english: Key::of(word.as_bytes()).is_some_and(|key| is_little(key.lower())),
        after,
    })
}

/// Where the first letter stands, or the first character that is none; the end of the text if there is no such.
fn edge(text: &str, letter: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(b) = bytes.get(at) {
        if b.is_ascii() {
            if b.is_ascii_alphabetic() == letter {
                break;
            }
            at += 1;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        if is_letter(c) == letter {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// The little words that no English text does without.
#[rustfmt::skip]
const LITTLE: [&[u8]; 28] = [
    b"of", b"to", b"by", b"at", b"it", b"the", b"and", b"who", b"had", b"his", b"has", b"was", b"for", b"are",
    b"that", b"with", b"were", b"said", b"from", b"have", b"been", b"this", b"they", b"which", b"their", b"after",
    b"would", b"there",
];

/// The same by their keys, each at its [`slot`] or in the first free one after it; 0 where there is none.
const SLOTS: [u64; 128] = {
    let mut slots = [0; 128];
    let mut next = 0;
    while next < LITTLE.len() {
        let word = packed(LITTLE[next]);
        let mut at = slot(word);
        while slots[at] != 0 {
            at = (at + 1) % 128;
        }
        slots[at] = word;
        next += 1;
    }
    slots
};

const fn slot(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57) as usize
}

/// Whether a word in lower case is one of the little words.
fn is_little(word: Key) -> bool {
    let mut at = slot(word.low);
    while let Some(known) = SLOTS.get(at).filter(|known| **known != 0) {
        if *known == word.low {
            return word.high == 0;
        }
        at = (at + 1) % 128;
    }
    false
}

/// A short word as the first number of its key.
const fn packed(word: &[u8]) -> u64 {
    let (mut number, mut at) = (0, word.len());
    while at > 0 {
        at -= 1;
        number = number << 8 | word[at] as u64;
    }
    number
}

fn head(text: &str) -> &str {
    text.get(..floor(text, SAMPLE)).unwrap_or("")
}

fn tail(text: &str) -> &str {
    let from = text.len().saturating_sub(SAMPLE).max(SAMPLE);
    text.get(floor(text, from)..).unwrap_or("")
}

fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

fn name(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => return None,
        Lang::Ara => "Arabic",
        Lang::Cmn => "Chinese",
        Lang::Deu => "German",
        Lang::Fra => "French",
        Lang::Hin => "Hindi",
        Lang::Ita => "Italian",
        Lang::Jpn => "Japanese",
        Lang::Kor => "Korean",
        Lang::Nld => "Dutch",
        Lang::Por => "Portuguese",
        Lang::Rus => "Russian",
        Lang::Spa => "Spanish",
        Lang::Swe => "Swedish",
        Lang::Tur => "Turkish",
        Lang::Vie => "Vietnamese",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_words_are_known_whatever_stands_beside_them() {
        let english = |text: &str| next_word(text).is_some_and(|w| w.english);
        for word in LITTLE {
            let word = std::str::from_utf8(word).expect("ASCII");
            for text in [
                word.to_owned(),
                format!(" {} boat", word.to_uppercase()),
                format!("“{word}”"),
            ] {
                assert!(english(&text), "{text}");
            }
            assert!(!english(&format!("{word}q")) && !english(&format!("é{word}")), "{word}");
        }
    }

    const GERMAN: &str = "Bei einem Unwetter an der Küste sind am Freitag neun Fischer ums Leben gekommen. Das Boot sank nach \
        Angaben der Hafenbehörde innerhalb weniger Minuten. Zwei Männer konnten sich an Land retten und wurden in ein \
        Krankenhaus gebracht. Die Suche nach weiteren Vermissten wurde am späten Abend eingestellt, wie ein Sprecher mitteilte.";
    const ENGLISH: &str = "Nine fishermen drowned on Friday when their boat sank in a storm off the coast. The vessel went down \
        within minutes, according to the port authority. Two men swam ashore and were taken to a hospital. The search for \
        others was called off late in the evening, a spokesman said.";
    const RUSSIAN: &str = "Девять рыбаков утонули в пятницу во время шторма у побережья. Судно затонуло за несколько минут, \
        сообщили в администрации порта. Двое мужчин добрались до берега вплавь и были доставлены в больницу. Поиски были \
        прекращены поздно вечером, сказал представитель спасательной службы, добавив что погода остаётся очень плохой.";

    #[test]
    fn other_languages_are_named() {
        assert_eq!(foreign(GERMAN), Some("German"));
        assert_eq!(foreign(RUSSIAN), Some("Russian"));
        assert_eq!(
            foreign(&"港口管理局表示周五有九名渔民在风暴中溺水身亡船只在几分钟内沉没".repeat(30)),
            Some("Chinese")
        );
    }

    #[test]
    fn english_and_doubtful_texts_are_kept() {
        assert_eq!(foreign(ENGLISH), None);
        assert_eq!(foreign(&ENGLISH.to_uppercase()), None);
        assert_eq!(foreign("Neun Fischer ertrunken, zwei gerettet."), None);
        assert_eq!(foreign(&format!("{GERMAN}\n\n{ENGLISH}")), None);
        assert_eq!(foreign(""), None);
        assert_eq!(foreign(&"12,400 35 1,209\n".repeat(200)), None);
    }
}
