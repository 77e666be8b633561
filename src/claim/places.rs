//! Names of places in the text.
//!
//! One pass over the tokens: names of the gazetteer wherever they stand, unless their
//! neighbours make them part of a person's or a newspaper's name, and capitalised names
//! that a preposition, a noun ("the town of", "X province") or a dateline shows to be places.

use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::places::PlaceKind;
use crate::rules::rarity::Rarity;
use crate::span::Span;
use crate::text::{Document, Sentence, Shape, Token};
use compact_str::CompactString;

/// A place name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    /// Where it stands.
    pub span: Span,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The name, canonical where the gazetteer has it, else as written.
    pub name: CompactString,
    /// Index into the gazetteer, if it is there.
    pub place: Option<u32>,
    /// A word for its people stands for it: "French".
    pub demonym: bool,
    /// It is part of a longer name: "Detroit Police Department".
    pub weak: bool,
    /// It stands in the dateline.
    pub dateline: bool,
}

/// Finds names of places: those of the gazetteer, and capitalised names after "in", "near", "the town of".
pub fn find(document: &Document, text: &str, rules: &Rules) -> Vec<PlaceMention> {
    let mut finder = Finder {
        tokens: &document.tokens,
        text,
        rules,
        out: Vec::new(),
    };
    let mut paragraphs = 0;
    for sentence in &document.sentences {
        let (mut at, end) = (sentence.first as usize, sentence.end as usize);
        if sentence.kind == crate::corpus::BlockKind::Paragraph && paragraphs < 3 {
            paragraphs += 1;
            at = finder.dateline(at, end);
        }
        let all_upper = finder.all_upper(sentence);
        let start = sentence.first as usize;
        while let Some(next) = document.tokens[..end]
            .get(at..)
            .and_then(|rest| rest.iter().position(Token::is_capital))
        {
            at += next;
            at = finder.step(at, start, end, all_upper).max(at + 1);
        }
    }
    finder.settle();
    finder.out
}

struct Finder<'a> {
    tokens: &'a [Token],
    text: &'a str,
    rules: &'a Rules,
    out: Vec<PlaceMention>,
}

impl<'a> Finder<'a> {
    #[inline]
    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    #[inline]
    fn surface(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| t.span.of(self.text))
    }

    fn all_upper(&self, sentence: &Sentence) -> bool {
        let words = self
            .tokens
            .get(sentence.first as usize..sentence.end as usize)
            .unwrap_or(&[]);
        words.iter().all(|t| t.shape != Shape::Lower)
    }

    #[inline]
    fn capital(&self, at: usize, end: usize) -> bool {
        at < end && self.token(at).is_some_and(|t| t.is_capital())
    }

    fn lemma(&self, at: usize) -> WordId {
        self.token(at)
            .map_or(WordId::UNKNOWN, |t| self.rules.words.lemma(t.word))
    }

    /// "KABUL, Afghanistan - ", "PORT LINDA - ", at the head of a paragraph: where the text goes on.
    fn dateline(&mut self, start: usize, end: usize) -> usize {
        let mut at = start;
        while self.token(at).is_some_and(|t| t.sign == '*' && at < end) {
            at += 1;
        }
        let first = at;
        let mut name_end = first;
        while name_end < end
            && self.token(name_end).is_some_and(|t| {
                t.shape == Shape::Upper
                    || t.shape == Shape::Capital && self.known(name_end)
                    || name_end > first && t.sign == '-'
            })
        {
            name_end += 1;
        }
        if name_end == first || name_end > first + 6 {
            return start;
        }
        let limit = end.min(first + 16);
        let dash = (name_end..limit).find(|&i| {
            self.token(i).is_some_and(|t| match t.sign {
                '—' | '–' => true,
                '-' => t.spaced || self.token(i + 1).is_some_and(|n| n.sign == '-'),
                '.' => {
                    i == name_end
                        && (i + 1 == end || self.token(i + 1).is_some_and(|n| matches!(n.sign, '–' | '—' | '*')))
                }
                _ => false,
            })
        });
        let upper = (first..name_end).all(|i| self.token(i).is_some_and(|t| t.shape != Shape::Capital));
        let Some(dash) = dash else { return start };
        if !upper && !self.known(first) {
            return start;
        }
        match self.gazetteer(first, dash) {
            Some(m) if m.end as usize <= name_end => self.out.push(PlaceMention { dateline: true, ..m }),
            _ => {
                let m = self.unlisted(first, name_end);
                self.out.push(PlaceMention { dateline: true, ..m });
            }
        }
        name_end
    }

    fn known(&self, at: usize) -> bool {
        self.gazetteer(at, self.tokens.len()).is_some()
    }

    /// A gazetteer name at a token.
    fn gazetteer(&self, at: usize, end: usize) -> Option<PlaceMention> {
        let t = self
            .token(at)
            .filter(|t| t.is_capital() && t.is(Tags::PLACE | Tags::NATION))?;
        // "US" is a country, "us" and "Us" are not
        if t.span.len() == 2 && t.shape != Shape::Upper {
            return None;
        }
        let places = &self.rules.places;
        let (len, first) = places.find(|i| (at + i < end).then(|| self.token(at + i).map(|t| t.word)).flatten())?;
        let name = self.best(first, at + len, end)?;
        Some(PlaceMention {
            span: t.span.to(self.tokens.get(at + len - 1)?.span),
            first: at as u32,
            end: (at + len) as u32,
            name: places.name_of(name.place).into(),
            place: Some(name.place),
            demonym: name.demonym,
            weak: false,
            dateline: false,
        })
    }

    /// The reading of a name: the one that lies in what a following comma names, else the most prominent.
    fn best(&self, first: u32, after: usize, end: usize) -> Option<crate::rules::places::Name> {
        let places = &self.rules.places;
        let within = self.container(after, end);
        places.readings(first).filter(|n| !n.abbreviation).max_by_key(|n| {
            let inside = within.is_some_and(|w| {
                places
                    .readings(w)
                    .any(|w| w.place != n.place && places.within(n.place, w.place))
            });
            (inside, places.prominence(n.place), std::cmp::Reverse(n.place))
        })
    }

    /// What is named after a comma at `at`: ", Mich.", ", Afghanistan", ", in southern Peru".
    fn container(&self, at: usize, end: usize) -> Option<u32> {
        if self.token(at).is_none_or(|t| t.sign != ',') || !self.capital(at + 1, end) {
            return None;
        }
        let word = |i: usize| {
            (at + 1 + i < end)
                .then(|| self.token(at + 1 + i).map(|t| t.word))
                .flatten()
        };
        self.rules.places.find(word).map(|(_, n)| n)
    }

    fn unlisted(&self, first: usize, end: usize) -> PlaceMention {
        let span = match (self.token(first), end.checked_sub(1).and_then(|e| self.token(e))) {
            (Some(a), Some(b)) => a.span.to(b.span),
            _ => Span::default(),
        };
        let written = span.of(self.text);
        let upper = written.len() > 3 && !written.chars().any(char::is_lowercase);
        let name = if upper { title_case(written) } else { written.into() };
        PlaceMention {
            span,
            first: first as u32,
            end: end as u32,
            name,
            place: None,
            demonym: false,
            weak: false,
            dateline: false,
        }
    }

    fn step(&mut self, at: usize, start: usize, end: usize, all_upper: bool) -> usize {
        let Some(t) = self.token(at) else { return end };
        let places = &self.rules.places;
        let before = (at > start).then(|| self.token(at - 1)).flatten();
        let led = before.is_some_and(|b| places.prepositions.contains(&b.word));
        if t.is(Tags::PLACE | Tags::NATION)
            && let Some(mut m) = self.gazetteer(at, end)
        {
            let next = m.end as usize;
            match self.part_of_name(&m, at, start, end, led) {
                Part::Whole => {}
                Part::Longer => m.weak = true,
                Part::Other => return self.name_end(at, end),
            }
            self.out.push(m);
            return next;
        }
        if all_upper {
            return at + 1;
        }
        let name_end = self.name_end(at, end);
        let settled = |i: usize| {
            i < end && self.token(i).is_some_and(|t| t.is_word()) && places.settlements.contains(&self.lemma(i))
        };
        // "the town of X"
        let preposition = before.map_or("", |b| b.span.of(self.text));
        let of_settlement = || preposition == "of" && at >= start + 2 && settled(at - 2);
        let followed = || settled(name_end) && self.token(name_end).is_some_and(|t| t.shape == Shape::Lower);
        let own_noun = || name_end > at + 1 && settled(name_end - 1);
        let in_place = led && !matches!(preposition, "of" | "to");
        if (in_place || of_settlement() || followed() || own_noun()) && self.names_place(at, name_end, end) {
            let m = self.unlisted(at, name_end);
            self.out.push(m);
            return name_end;
        }
        // a person's name hides what follows, another capital ("In Lima", "Police") does not
        if name_end > at + 1 && self.rules.rarity.of(self.surface(at)) == Rarity::Given {
            name_end
        } else {
            at + 1
        }
    }

    /// One past the capitalised name that starts at a token: "Piz Sernaus", "Kom el-Raml".
    fn name_end(&self, at: usize, end: usize) -> usize {
        let mut next = at + 1;
        loop {
            let t = self.token(next).filter(|_| next < end);
            if t.is_some_and(|t| t.is_capital() && !t.is(Tags::MONTH | Tags::WEEKDAY)) {
                next += 1;
            } else if self.goes_on(next, end) {
                next += 2;
            } else {
                return next.min(end);
            }
        }
    }

    /// Whether what stands at `at`, within a name or right after it, joins the next word to it: "Kom el-Raml".
    fn goes_on(&self, at: usize, end: usize) -> bool {
        let Some(t) = self.token(at).filter(|_| at < end) else {
            return false;
        };
        match t.sign {
            '-' => !t.spaced && at + 1 < end && self.token(at + 1).is_some_and(|t| t.is_word() && !t.spaced),
            '.' => !t.spaced && self.token(at - 1).is_some_and(|t| t.is(Tags::ABBREV)) && self.capital(at + 1, end),
            '\0' => {
                self.capital(at + 1, end)
                    && matches!(
                        self.surface(at),
                        "el" | "al" | "de" | "del" | "do" | "da" | "la" | "di" | "du" | "e"
                    )
            }
            _ => false,
        }
    }

    /// Whether an unlisted name after a preposition can be a place: no person, title, month or known word.
    fn names_place(&self, first: usize, name_end: usize, end: usize) -> bool {
        let Some(t) = self.token(first) else { return false };
        let places = &self.rules.places;
        if t.is(Tags::TITLE | Tags::MONTH | Tags::WEEKDAY | Tags::PRON | Tags::DET | Tags::NATION)
            || places.never.contains(&t.word)
        {
            return false;
        }
        if (first..name_end).any(|i| places.never.contains(&self.lemma(i)) && i + 1 == name_end) {
            return false;
        }
        if t.shape != Shape::Capital || t.span.len() < 3 {
            return false;
        }
        if matches!(self.rules.rarity.of(self.surface(first)), Rarity::Given | Rarity::News)
            && !places.settlements.contains(&self.lemma(name_end))
        {
            return false;
        }
        // "in Obama's view"
        !(name_end < end && matches!(self.surface(name_end), "'s" | "\u{2019}s"))
    }

    /// Whether a gazetteer name is a name of its own here.
    fn part_of_name(&self, m: &PlaceMention, at: usize, start: usize, end: usize, led: bool) -> Part {
        let places = &self.rules.places;
        let next = m.end as usize;
        let before = (at > start).then(|| self.token(at - 1)).flatten();
        let after = (next < end).then(|| self.token(next)).flatten();
        let capital_after = after.is_some_and(|t| t.is_capital());
        if m.demonym {
            return if capital_after { Part::Longer } else { Part::Whole };
        }
        if after.is_some_and(|t| places.mastheads.contains(&t.word)) && capital_after {
            return Part::Other;
        }
        let careful = (m.end - m.first) == 1 && self.token(at).is_some_and(|t| places.is_careful(t.word));
        let contained = self.container(next, end).is_some();
        let titled = before.is_some_and(|b| {
            b.is(Tags::TITLE)
                || b.sign == '.'
                    && !b.spaced
                    && at >= start + 2
                    && self
                        .token(at - 2)
                        .is_some_and(|t| t.is(Tags::TITLE | Tags::ABBREV) && t.is_capital())
        });
        let given_before =
            at > start && self.capital(at - 1, end) && self.rules.rarity.of(self.surface(at - 1)) == Rarity::Given;
        if titled || given_before && !led {
            return Part::Other;
        }
        if careful && !led && !contained {
            return Part::Other;
        }
        if !capital_after {
            return Part::Whole;
        }
        // "Lima Rojas" is a person, "Lima Police" is not, "Ferry sinks off Lima Coast" neither
        let word = after.map(|t| t.word).unwrap_or_default();
        let rarity = self.rules.rarity.of(self.surface(next));
        let ordinary = after
            .is_some_and(|t| t.is(Tags::NOUN | Tags::VERB | Tags::ADJ | Tags::MONTH | Tags::WEEKDAY | Tags::PLACE));
        if careful && (rarity == Rarity::Surname || word == WordId::UNKNOWN) {
            return Part::Other;
        }
        if ordinary || led || !matches!(rarity, Rarity::Surname | Rarity::Given) {
            Part::Longer
        } else {
            Part::Other
        }
    }

    /// Settles names that several places bear: the one that lies in a country or region named elsewhere in the report.
    fn settle(&mut self) {
        let places = &self.rules.places;
        let mut wide: Vec<u32> = self
            .out
            .iter()
            .filter_map(|m| m.place)
            .filter(|&p| places.get(p).is_some_and(|p| p.kind != PlaceKind::City))
            .collect();
        wide.sort_unstable();
        wide.dedup();
        if wide.is_empty() {
            return;
        }
        for m in &mut self.out {
            let Some(place) = m
                .place
                .filter(|&p| places.get(p).is_some_and(|p| p.kind != PlaceKind::Country))
            else {
                continue;
            };
            if m.demonym || wide.iter().any(|&w| w != place && places.within(place, w)) {
                continue;
            }
            let words: Vec<WordId> = (m.first..m.end)
                .filter_map(|i| self.tokens.get(i as usize).map(|t| t.word))
                .collect();
            let Some((_, first)) = places.find(|i| words.get(i).copied()) else {
                continue;
            };
            let better = places
                .readings(first)
                .filter(|n| !n.demonym && !n.abbreviation)
                .filter(|n| wide.iter().any(|&w| w != n.place && places.within(n.place, w)))
                .max_by_key(|n| (places.prominence(n.place), std::cmp::Reverse(n.place)));
            if let Some(n) = better {
                m.place = Some(n.place);
                m.name = places.name_of(n.place).into();
            }
        }
    }
}

/// Whether a gazetteer name stands for itself.
enum Part {
    /// It does.
    Whole,
    /// It is part of a longer name that still tells where.
    Longer,
    /// It is part of a person's or masthead's name.
    Other,
}

fn title_case(name: &str) -> CompactString {
    let mut out = CompactString::default();
    let mut head = true;
    for c in name.chars() {
        if head {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        head = !c.is_alphanumeric();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Block, BlockKind, Report};

    fn read(text: &str) -> Vec<PlaceMention> {
        let rules = Rules::embedded().unwrap();
        let report = Report {
            source: text.to_owned(),
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Paragraph,
            }],
            ..Report::default()
        };
        let document = crate::text::analyse(&report, &rules);
        find(&document, text, &rules)
    }

    fn names(text: &str) -> Vec<String> {
        read(text).into_iter().map(|m| m.name.to_string()).collect()
    }

    #[test]
    fn names_of_the_gazetteer() {
        assert_eq!(names("Bells rang in Kiev and Addis Ababa."), ["Kyiv", "Addis Ababa"]);
        assert_eq!(names("The river rose in Kabardino-Balkaria."), ["Kabardino-Balkaria"]);
        let demonym = read("A French tanker ran aground.");
        assert!(demonym[0].demonym && demonym[0].name == "France");
    }

    #[test]
    fn a_comma_tells_which_place_of_the_name() {
        let rules = Rules::embedded().unwrap();
        let state = |text: &str| {
            let m = &read(text)[0];
            let parent = rules.places.containers(m.place.unwrap()).next().unwrap();
            rules.places.name_of(parent).to_owned()
        };
        assert_eq!(state("A barn burned in Springfield, Ill., on Monday."), "Illinois");
        assert_eq!(state("A barn burned in Springfield, Missouri, on Monday."), "Missouri");
    }

    #[test]
    fn persons_and_newspapers_are_no_places() {
        assert!(names("Mr London paid the bill.").is_empty());
        assert!(names("Singer Paris Hilton waved.").is_empty());
        assert!(names("So wrote the London Gazette.").is_empty());
    }

    #[test]
    fn names_that_the_words_around_show() {
        assert_eq!(names("A bridge fell in Tarnwick Vale at noon."), ["Tarnwick Vale"]);
        assert_eq!(names("He left the village of Osmondby."), ["Osmondby"]);
        assert_eq!(names("Roads in Varnholt province are shut."), ["Varnholt"]);
        assert!(names("He trusts in Parliament.").is_empty());
    }

    #[test]
    fn datelines() {
        let m = read("KABUL, Afghanistan (XY) - Snow fell.");
        assert!(m[0].dateline && m[0].name == "Kabul");
        assert_eq!(m[1].name, "Afghanistan");
        let m = read("PORT TARN – Snow fell.");
        assert!(m[0].dateline && m[0].name == "Port Tarn");
    }
}
