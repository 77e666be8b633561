//! Nations that fight: where a report tells of "Thai soldiers", its "two Thais were killed" are soldiers.
//!
//! A nation alone tells of people, and whose side they were on goes unsaid. Once the report has named its
//! armed men, what befell "two Thais" befell two of those. Whose side a figure's own words name is here too.

use super::chunk::{ChunkKind, Noun};
use super::clause::Row;
use super::scope::NUMBERED;
use super::{Input, Scope, ScopeKind};
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, fold};
use crate::text::{Shape, Token};
use compact_str::CompactString;

/// So many chunks in may stand the colon of a heading: "Losses of the enemy:".
const HEADING: usize = 6;
/// So many words may stand between a nation and its armed men: "Thai border police".
const REACH: usize = 3;

/// The nations that a report names armed men of, each with their class.
#[derive(Debug, Default)]
pub(super) struct Armies(Vec<(CompactString, CompactString)>);

impl Armies {
    /// Those of a report.
    pub(super) fn find(input: &Input) -> Self {
        let mut all: Vec<(CompactString, CompactString)> = Vec::new();
        let sentences = input.document.sentences.iter();
        for sentence in sentences.filter(|s| s.has(Tags::NATION) && s.has(Tags::COUNTED)) {
            let tokens = input.document.tokens_of(sentence);
            for (at, token) in tokens.iter().enumerate().filter(|(_, t)| t.is(Tags::NATION)) {
                let name = stem(token, input.text, input.rules);
                if all.iter().any(|(nation, _)| *nation == name) {
                    continue;
                }
                if let Some(class) = armed_after(tokens, at, input) {
                    all.push((name, class));
                }
            }
        }
        Armies(all)
    }

    /// The armed men of the nation that heads a noun group: their class, and their side.
    pub(super) fn of(&self, row: &Row, noun: &Noun) -> Option<(CompactString, Scope)> {
        let head = row.token(noun.head.filter(|_| noun.counted.is_none())?)?;
        let name = Some(head)
            .filter(|t| t.is(Tags::NATION))
            .map(|t| stem(t, row.text, row.source.rules))?;
        let (nation, class) = self.0.iter().find(|(nation, _)| *nation == name)?;
        let scope = Scope {
            kind: ScopeKind::Side,
            text: nation.clone(),
        };
        Some((class.clone(), scope))
    }
}

/// The class of the armed men that a noun right behind a nation names.
fn armed_after(tokens: &[Token], at: usize, input: &Input) -> Option<CompactString> {
    let rules = input.rules;
    let is = |i: usize, tags: Tags| tokens.get(i).is_some_and(|t| t.is(tags));
    let inside = |i: usize| {
        is(i, Tags::NOUN | Tags::ADJ | Tags::COUNTED | Tags::NATION) || is(i, Tags::CONJ) && is(i + 1, Tags::NATION)
    };
    let named = |i: usize| {
        rules
            .taxonomy
            .nouns
            .find(|j| tokens.get(i + j).map(|t| t.word))
            .map(|hit| (i, hit))
    };
    let (first, (len, class)) = (at + 1..at + 1 + REACH).take_while(|&i| inside(i)).find_map(named)?;
    // "Thai police said": who only speaks fights nobody
    let speaks = is(first + len, Tags::REPORT);
    (armed(&class.name, rules) && class.plural && !speaks).then(|| class.name.clone())
}

impl Row<'_> {
    /// Whose side the counted were on: "12 Karzhan soldiers", "the army's losses".
    pub fn side(&self, k: usize, counted: &str, speaker: Option<&str>) -> Option<Scope> {
        let rules = self.source.rules;
        let side = |text: &str| {
            Some(Scope {
                kind: ScopeKind::Side,
                text: text.into(),
            })
        };
        let noun = self.noun(k)?;
        // "two of our soldiers"
        let our = |at: u32| self.token(at).is_some_and(|t| rules.lexicon.word(t.word) == "our");
        if armed(counted, rules) && noun.of.is_some_and(our) {
            return side(speaker?);
        }
        if armed(counted, rules) && noun.counted.is_some() {
            let first = match noun.quantity.and_then(|q| self.source.quantities.get(q as usize)) {
                Some(q) => q.end,
                None => self.chunks.get(k)?.first + 1,
            };
            // what makes the class itself ("Taliban fighters") is no side of its own
            let of_side = |t: &Token| t.is(Tags::NATION) || t.is_capital() && !t.is(Tags::COUNTED | Tags::DET);
            let named = (first..noun.head_first)
                .filter_map(|i| self.token(i))
                .find(|t| of_side(t));
            if let Some(t) = named {
                return side(t.span.of(self.text));
            }
        }
        // "brought the number of Thai soldiers killed to three"
        if armed(counted, rules) && noun.head.is_none() && noun.of.is_none() {
            let clause = (0..k).rev().take(NUMBERED).take_while(|&j| {
                !matches!(
                    self.kind(j),
                    Some(ChunkKind::Colon | ChunkKind::Subord | ChunkKind::Comma)
                )
            });
            let nation = clause
                .filter(|&j| j > 0 && self.word(j - 1) == "of")
                .filter(|&j| self.noun(j).is_some_and(|n| n.counted.as_deref() == Some(counted)))
                .find_map(|j| self.tokens(j).iter().find(|t| t.is(Tags::NATION)));
            if let Some(t) = nation {
                return side(t.span.of(self.text));
            }
        }
        (0..=k)
            .rev()
            .take(5)
            .find_map(|j| self.loser(j, speaker))
            .or_else(|| self.heads_losses(k, speaker))
            .or_else(|| self.of_its_own(k, speaker).filter(|_| armed(counted, rules)))
            .or_else(|| self.on_side(k))
            .and_then(|s| side(&s))
    }

    /// "Losses of the enemy: 40 dead; six tanks": the side that a whole list of figures goes under.
    fn heads_losses(&self, k: usize, speaker: Option<&str>) -> Option<String> {
        let colon = (1..k.min(HEADING)).find(|&j| self.is_mark(j, ':'))?;
        (0..colon).find_map(|j| self.loser(j, speaker))
    }

    /// "Arand said two of its soldiers were killed": of the side of the one who says so, by its bare name.
    fn of_its_own(&self, k: usize, speaker: Option<&str>) -> Option<String> {
        let whose = self.token(self.noun(k)?.of?)?;
        let own = matches!(self.source.rules.lexicon.word(whose.word), "its" | "our" | "their");
        let name = speaker.filter(|s| own && !s.contains(' ') && s.starts_with(char::is_uppercase))?;
        Some(name.to_owned())
    }

    /// "On the Arandian side 36 died": the side that a sentence opens with.
    fn on_side(&self, k: usize) -> Option<String> {
        let figure = |j: usize| self.noun(j).is_some_and(|n| n.quantity.is_some());
        let first = (2..k).all(|j| !figure(j)) && self.word(2) != "of";
        let opens = first && self.word(0) == "on" && matches!(self.kind(0), Some(ChunkKind::Prep));
        let (last, name) = self.tokens(1).split_last().filter(|_| opens)?;
        let name: Vec<_> = name.iter().filter(|t| !t.is(Tags::DET)).collect();
        let (a, b) = (name.first()?, name.last()?);
        let lower = last.shape == Shape::Lower;
        let side = lower && self.source.rules.lexicon.word(last.word) == "side" && name.iter().all(|t| t.is_capital());
        side.then(|| a.span.to(b.span).of(self.text).to_owned())
    }

    /// Whose losses noun group `k` names: "the army's losses", "our losses".
    fn loser(&self, k: usize, speaker: Option<&str>) -> Option<String> {
        let rules = self.source.rules;
        self.noun(k)?;
        let tokens = self.tokens(k);
        let loss = tokens.iter().position(|t| rules.frames.losses.contains(&t.word))?;
        let before = &tokens[..loss];
        let enemy = |j: usize| self.tokens(j).iter().any(|t| rules.lexicon.word(t.word) == "enemy");
        if enemy(k) || self.word(k + 1) == "of" && enemy(k + 2) {
            return Some("enemy".to_owned());
        }
        if before.iter().any(|t| rules.lexicon.word(t.word) == "own") {
            return Some(speaker.unwrap_or("own").to_owned());
        }
        if before.iter().any(|t| rules.lexicon.word(t.word) == "our") {
            return speaker.map(str::to_owned);
        }
        let mark = before
            .iter()
            .position(|t| !t.spaced && t.span.of(self.text).starts_with(['\'', '\u{2019}']))?;
        let mut name = before[..mark].iter().filter(|t| !t.is(Tags::DET));
        let first = name.next()?;
        let last = name.next_back().unwrap_or(first);
        Some(first.span.to(last.span).of(self.text).to_owned())
    }
}

/// Whether a class fights for a side.
fn armed(class: &str, rules: &Rules) -> bool {
    rules.frames.sides.iter().any(|s| rules.taxonomy.is_a(class, s))
}

/// "Thai" of "Thais"; "Swiss" as it stands.
fn stem(token: &Token, text: &str, rules: &Rules) -> CompactString {
    let word = token.span.of(text);
    let nation = |w: &&str| rules.lexicon.tags(rules.lexicon.get(&fold(w))).intersects(Tags::NATION);
    word.strip_suffix('s').filter(nation).unwrap_or(word).into()
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::figures;

    #[test]
    fn ours_are_those_of_the_side_that_speaks() {
        assert_eq!(
            figures("Two of our soldiers were killed, the rebel command said."),
            ["Two killed/soldiers@rebel command"]
        );
        assert_eq!(
            figures("Two of our neighbours were killed, the rebel command said."),
            ["Two killed/people"]
        );
    }

    #[test]
    fn those_of_a_nation_that_fights_are_its_soldiers() {
        assert_eq!(
            figures("Thai and Cambodian soldiers fought. Two Thais were killed. Three Cambodians died."),
            ["Two killed/soldiers@Thai", "Three killed/soldiers@Cambodian"]
        );
        assert_eq!(
            figures("Thai soldiers fought. Two Swedes were killed."),
            ["Two killed/people"]
        );
        assert_eq!(
            figures("Swiss soldiers fought. Two Swiss were killed."),
            ["Two killed/soldiers@Swiss"]
        );
        for text in [
            "Thai police said the bus overturned. Two Thais were killed.",
            "Thai tourists and soldiers met. Two Thais were killed.",
        ] {
            assert_eq!(figures(text), ["Two killed/people"], "{text}");
        }
        assert_eq!(
            figures("Nine Thai soldiers were killed and 17 wounded."),
            ["Nine killed/soldiers@Thai", "17 injured/soldiers@Thai"]
        );
        assert_eq!(
            figures("Arandia said two of its soldiers had been killed."),
            ["two killed/soldiers@Arandia"]
        );
        let told = figures("Losses of the enemy: 40 dead, nine wounded. Own losses: 5 dead.");
        assert_eq!(
            told,
            [
                "40 killed/people@enemy",
                "nine injured/people@enemy",
                "5 killed/people@own"
            ]
        );
        assert_eq!(
            figures("Thai singers met. Two Thais were killed."),
            ["Two killed/people"]
        );
    }
}
