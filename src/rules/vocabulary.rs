//! The words of `words.toml` in all their forms: made from its lists, or read from the packed form that the build
//! script embeds.
//!
//! The build script has this file as a module of its own: it uses nothing of the crate but the inflections.

use super::inflect;
use std::collections::HashMap;

/// The lists of the pack.
#[derive(Clone, Debug, Default)]
pub struct Lists<'a> {
    /// Names of tags with their words.
    pub tags: Vec<(&'a str, Vec<&'a str>)>,
    /// "base past participle", then the gerund and the third person where they are not regular.
    pub irregular_verbs: Vec<&'a str>,
    /// "base past": a second form of the past and the participle.
    pub second_forms: Vec<&'a str>,
    /// "singular plural".
    pub irregular_nouns: Vec<&'a str>,
    /// Base forms.
    pub verbs: Vec<&'a str>,
    /// Singulars.
    pub nouns: Vec<&'a str>,
}

/// A word, each of which is there once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case.
    pub text: String,
    /// Its tags, an index into [`Vocabulary::classes`].
    pub class: u16,
    /// Its base form or singular, an index into [`Vocabulary::words`].
    pub lemma: Option<u32>,
}

/// All words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Names of tags, with blanks between them.
    pub classes: Vec<String>,
    /// Verbs that are not regular: base, third person, past, participle, gerund.
    pub verbs: Vec<[String; 5]>,
    /// Nouns that are not regular, with their plurals.
    pub nouns: Vec<[String; 2]>,
    /// The words, in the order in which they were met.
    pub words: Vec<Word>,
}

/// Tags whose words have this base form.
const BASES: [&str; 3] = ["be", "have", "do"];

/// A vocabulary in the making.
#[derive(Default)]
struct Maker<'a> {
    verbs: HashMap<&'a str, [String; 5]>,
    nouns: HashMap<&'a str, &'a str>,
    names: Vec<&'a str>,
    numbers: HashMap<String, u32>,
    /// Text, tags as bits by their place among the names, base form.
    words: Vec<(String, u64, Option<u32>)>,
}

impl<'a> Maker<'a> {
    fn add(&mut self, word: &str, tags: &[&'a str]) -> u32 {
        let word = fold(word);
        let new = self.words.len() as u32;
        let number = *self.numbers.entry(word.clone()).or_insert(new);
        if number == new {
            self.words.push((word, 0, None));
        }
        for tag in tags {
            let bit = self.names.iter().position(|n| n == tag).unwrap_or_else(|| {
                self.names.push(tag);
                self.names.len() - 1
            });
            // there are no more tags than bits
            self.words[number as usize].1 |= 1 << bit.min(63);
        }
        number
    }

    /// Notes the base form of a word that has none yet.
    fn base(&mut self, form: u32, base: u32) {
        self.words[form as usize].2.get_or_insert(base);
    }

    fn verb(&mut self, base: &str) -> u32 {
        let number = self.add(base, &["verb-base"]);
        let [_, third, past, participle, gerund] = match self.verbs.get(base) {
            Some(forms) => forms.clone(),
            None => {
                let [third, past, gerund] = inflect::verb(base);
                [String::new(), third, past.clone(), past, gerund]
            }
        };
        for (form, tag) in [
            (third, "verb-s"),
            (past, "verb-past"),
            (participle, "verb-pp"),
            (gerund, "verb-ing"),
        ] {
            let form = self.add(&form, &[tag]);
            self.base(form, number);
        }
        number
    }

    fn noun(&mut self, noun: &str) {
        let one = self.add(noun, &["noun"]);
        let many = inflect::plural_by(noun, |last| self.nouns.get(last).copied());
        let many = self.add(&many, &["noun", "plural"]);
        if many != one {
            self.base(many, one);
        }
    }
}

impl Vocabulary {
    /// All words of the lists.
    pub fn of(lists: &Lists) -> Self {
        let mut made = Maker::default();
        let irregular: Vec<[String; 5]> = lists.irregular_verbs.iter().filter_map(|line| forms(line)).collect();
        for (forms, line) in irregular.iter().zip(&lists.irregular_verbs) {
            made.verbs
                .insert(line.split_whitespace().next().unwrap_or(""), forms.clone());
        }
        let nouns: Vec<(&str, &str)> = lists.irregular_nouns.iter().filter_map(|n| n.split_once(' ')).collect();
        made.nouns.extend(nouns.iter().copied());
        for (tag, words) in &lists.tags {
            for word in words {
                let number = made.add(word, &[tag]);
                if BASES.contains(tag) {
                    let base = made.add(tag, &[tag]);
                    made.words[number as usize].2 = Some(base);
                }
            }
        }
        for [base, ..] in &irregular {
            made.verb(base);
        }
        for base in &lists.verbs {
            made.verb(base);
        }
        for (base, form) in lists.second_forms.iter().filter_map(|line| line.split_once(' ')) {
            let base = made.verb(base);
            let form = made.add(form, &["verb-past", "verb-pp"]);
            made.base(form, base);
        }
        for noun in &lists.nouns {
            made.noun(noun);
        }
        let mut classes: Vec<u64> = Vec::new();
        let words = std::mem::take(&mut made.words).into_iter().map(|(text, tags, lemma)| {
            let class = classes.iter().position(|c| *c == tags).unwrap_or_else(|| {
                classes.push(tags);
                classes.len() - 1
            }) as u16;
            Word { text, class, lemma }
        });
        let words = words.collect();
        let named = |bits: &u64| {
            let names = made
                .names
                .iter()
                .take(64)
                .enumerate()
                .filter(|(i, _)| bits >> i & 1 == 1);
            names.map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
        };
        Self {
            classes: classes.iter().map(named).collect(),
            verbs: irregular,
            nouns: nouns
                .iter()
                .map(|(one, many)| [one, many].map(|n| (*n).to_owned()))
                .collect(),
            words,
        }
    }

    /// The packed form.
    pub fn pack(&self) -> Vec<u8> {
        let lines = |all: Vec<String>| all.join("\n");
        let head = [
            lines(self.classes.clone()),
            lines(self.verbs.iter().map(|v| v.join(" ")).collect()),
            lines(self.nouns.iter().map(|n| n.join(" ")).collect()),
        ]
        .join("\n\n");
        let mut out = (head.len() as u32).to_le_bytes().to_vec();
        out.extend(head.bytes());
        out.extend((self.words.len() as u32).to_le_bytes());
        for word in &self.words {
            out.extend((word.text.len() as u16).to_le_bytes());
            out.extend(word.class.to_le_bytes());
            out.extend(word.lemma.unwrap_or(NONE).to_le_bytes());
        }
        out.extend(self.words.iter().flat_map(|w| w.text.bytes()));
        out
    }
}

/// Bytes of a word in the packed form, beside its text.
const WORD: usize = 8;
/// For a word that is its own base form.
const NONE: u32 = u32::MAX;

/// A vocabulary as it is packed.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "the build script packs, and does not unpack")]
pub struct Packed<'a> {
    head: [&'a str; 3],
    words: &'a [[u8; WORD]],
    text: &'a str,
}

#[allow(dead_code, reason = "the build script packs, and does not unpack")]
impl<'a> Packed<'a> {
    /// Reads the packed form; none if it is not sound.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (len, rest) = bytes.split_first_chunk()?;
        let (head, rest) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        let (count, rest) = rest.split_first_chunk()?;
        let (words, text) = rest.split_at_checked(u32::from_le_bytes(*count) as usize * WORD)?;
        let mut parts = std::str::from_utf8(head).ok()?.splitn(3, "\n\n");
        Some(Self {
            head: [parts.next()?, parts.next()?, parts.next()?],
            words: words.as_chunks().0,
            text: std::str::from_utf8(text).ok()?,
        })
    }

    /// The names of the tags of each class, with blanks between them.
    pub fn classes(&self) -> impl Iterator<Item = &'a str> {
        self.head[0].lines()
    }

    /// Verbs that are not regular, as in [`Vocabulary::verbs`].
    pub fn verbs(&self) -> impl Iterator<Item = [&'a str; 5]> {
        self.head[1].lines().filter_map(|line| {
            let mut words = line.split(' ');
            let mut next = || words.next();
            Some([next()?, next()?, next()?, next()?, next()?])
        })
    }

    /// Nouns that are not regular, with their plurals.
    pub fn nouns(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.head[2].lines().filter_map(|line| line.split_once(' '))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The words in order: text, class, and the number of the base form.
    pub fn words(&self) -> impl Iterator<Item = (&'a str, usize, Option<usize>)> {
        let (mut rest, none) = (self.text, NONE as usize);
        self.words.iter().map_while(move |[l0, l1, c0, c1, of @ ..]| {
            let (text, after) = rest.split_at_checked(usize::from(u16::from_le_bytes([*l0, *l1])))?;
            rest = after;
            let lemma = u32::from_le_bytes(*of) as usize;
            let class = usize::from(u16::from_le_bytes([*c0, *c1]));
            Some((text, class, Some(lemma).filter(|l| *l != none)))
        })
    }
}

/// The forms of a line of verbs that are not regular.
fn forms(line: &str) -> Option<[String; 5]> {
    let mut words = line.split_whitespace();
    let [base, past, participle] = [words.next()?, words.next()?, words.next()?];
    let [third, _, gerund] = inflect::verb(base);
    let gerund = words.next().map_or(gerund, str::to_owned);
    let third = words.next().map_or(third, str::to_owned);
    Some([base.to_owned(), third, past.to_owned(), participle.to_owned(), gerund])
}

/// Lower case with a straight apostrophe: the key under which words are kept.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .collect()
}
