//! Modality: denied, feared, could, if, and figures of the past.
//!
//! Cues come from the pack with how far they reach; what takes grammar or arithmetic (dates
//! against the day of publication, "from 12 to 19", "not the 24", "had they lost") is here.

mod earlier;
mod possible;
#[cfg(test)]
mod tests;

use super::Modality;
use crate::corpus::Meta;
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::modality::{Kind, Reach};
use crate::text::{Document, Sentence, Shape, Token};

/// Names between a date and the event that it dates have so many tokens at most.
const NAMES: usize = 12;

/// A stretch of tokens under a modality cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The modality.
    pub modality: Modality,
}

/// Reads the sentences of a report for what is not plainly asserted.
pub struct Finder<'a> {
    document: &'a Document,
    text: &'a str,
    meta: &'a Meta,
    rules: &'a Rules,
    words: Words,
}

impl<'a> Finder<'a> {
    /// A finder in a report.
    pub fn new(document: &'a Document, text: &'a str, meta: &'a Meta, rules: &'a Rules) -> Self {
        Self {
            document,
            text,
            meta,
            rules,
            words: Words::new(rules),
        }
    }

    /// The stretches of the sentence of an index that are not plainly asserted.
    pub fn find(&self, index: usize) -> Vec<Stretch> {
        let Some(sentence) = self.document.sentences.get(index) else {
            return Vec::new();
        };
        let mut found = self.own(sentence);
        let next = self.document.sentences.get(index + 1);
        if next.is_some_and(|next| next.kind == sentence.kind && sentence.has(Tags::REPORT) && self.denies(next)) {
            found.push(Stretch {
                first: sentence.first,
                end: sentence.end,
                modality: Modality::Denied,
            });
        }
        found
    }

    /// What the words of a sentence say of it.
    fn own(&self, sentence: &Sentence) -> Vec<Stretch> {
        let mut found = Vec::new();
        let scan = self.scan(sentence);
        let worth = sentence.has(Tags::MODALITY | Tags::MONTH | Tags::NEG | Tags::MODAL)
            || sentence.has(Tags::DIGITS)
                && scan
                    .tokens
                    .iter()
                    .any(|t| t.shape == Shape::Digits && t.span.len() == 4);
        if worth {
            scan.read(sentence, &mut found);
        }
        found
    }

    /// Whether a sentence denies what the one before it said.
    fn denies(&self, sentence: &Sentence) -> bool {
        let denied = |s: &Stretch| s.modality == Modality::Denied;
        self.scan(sentence).takes_up() && self.own(sentence).iter().any(denied)
    }

    fn scan(&self, sentence: &Sentence) -> Scan<'_> {
        Scan {
            tokens: self.document.tokens_of(sentence),
            text: self.text,
            meta: self.meta,
            rules: self.rules,
            words: &self.words,
        }
    }
}

/// The modality of a token: that of the narrowest stretch that holds it.
pub fn of(all: &[Stretch], token: u32) -> Modality {
    all.iter()
        .filter(|s| s.first <= token && token < s.end)
        .min_by_key(|s| s.end - s.first)
        .map_or(Modality::Asserted, |s| s.modality)
}

/// Function words that the grammar asks for.
struct Words {
    from: WordId,
    to: WordId,
    not: WordId,
    the: WordId,
    and: WordId,
    in_: WordId,
    since: WordId,
    but: WordId,
    of: WordId,
}

impl Words {
    fn new(rules: &Rules) -> Self {
        let id = |w| rules.lexicon.get(w);
        Self {
            from: id("from"),
            to: id("to"),
            not: id("not"),
            the: id("the"),
            and: id("and"),
            in_: id("in"),
            since: id("since"),
            but: id("but"),
            of: id("of"),
        }
    }
}

struct Scan<'a> {
    tokens: &'a [Token],
    text: &'a str,
    meta: &'a Meta,
    rules: &'a Rules,
    words: &'a Words,
}

impl Scan<'_> {
    fn read(&self, sentence: &Sentence, found: &mut Vec<Stretch>) {
        let start = found.len();
        let mut push = |range: std::ops::Range<usize>, kind: Kind| {
            let range = range.start..range.end.min(self.tokens.len());
            if range.start < range.end {
                found.push(Stretch {
                    first: sentence.first + range.start as u32,
                    end: sentence.first + range.end as u32,
                    modality: match kind {
                        Kind::Estimated => Modality::Estimated,
                        Kind::Denied => Modality::Denied,
                        Kind::Hypothetical => Modality::Hypothetical,
                        Kind::Past => Modality::Background,
                    },
                });
            }
        };
        let mut at = 0;
        while at < self.tokens.len() {
            let token = &self.tokens[at];
            if token.is(Tags::MODALITY) {
                let cue = self
                    .rules
                    .modality
                    .cues
                    .find(|i| self.tokens.get(at + i).map(|t| t.word));
                if let Some((len, &(kind, reach))) = cue.filter(|(len, (kind, _))| self.holds(at, *len, *kind)) {
                    let kind = match kind {
                        Kind::Estimated if self.outdated(at) => Kind::Past,
                        kind => kind,
                    };
                    let reach = self.reach_here(at, len, kind, reach);
                    push(self.reach(at, len, reach), kind);
                    at += len;
                    continue;
                }
                if let Some(len) = self.another_time(at) {
                    push(self.told_then(at, len), Kind::Past);
                    at += len;
                    continue;
                }
                if self.possible(at) {
                    // "the blast that killed 12 could hurt the talks": not said of the 12
                    let told = self.verb_between(self.clause_before(at), at);
                    let reach = if told { Reach::After } else { Reach::Clause };
                    push(self.reach(at, 1, reach), Kind::Estimated);
                }
                if self.habit(at) {
                    push(self.reach(at, 1, Reach::After), Kind::Past);
                }
                if self.condition(at) {
                    push(at..self.stop_after(at), Kind::Hypothetical);
                }
            }
            if token.word == self.words.not
                && token.word != WordId::UNKNOWN
                && let Some(range) = self.not_figure(at)
            {
                push(range, Kind::Denied);
            }
            if (token.shape == Shape::Digits || token.is(Tags::MONTH))
                && let Some(range) = self.past_date(at)
            {
                push(range, Kind::Past);
            }
            if token.word == self.words.from
                && token.word != WordId::UNKNOWN
                && let Some(range) = self.movement(at)
            {
                push(range, Kind::Past);
            }
            at += 1;
        }
        // a guess about the past is the past's
        let past: Vec<(u32, u32)> = found
            .get(start..)
            .unwrap_or_default()
            .iter()
            .filter(|s| s.modality == Modality::Background)
            .map(|s| (s.first, s.end))
            .collect();
        let mut kept = start;
        for i in start..found.len() {
            let s = &found[i];
            let inside = s.modality == Modality::Estimated && past.iter().any(|&(a, b)| a <= s.first && s.end <= b);
            if !inside {
                found.swap(kept, i);
                kept += 1;
            }
        }
        found.truncate(kept);
    }

    /// "This is baseless": a short sentence without figures about what was just said.
    fn takes_up(&self) -> bool {
        let opens = self.tokens.first().is_some_and(|t| t.is(Tags::DET) && t.is(Tags::PRON));
        opens && self.is(1, Tags::BE) && self.tokens.len() <= 8 && !self.figure_in(0, self.tokens.len())
    }

    fn is(&self, at: usize, tags: Tags) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(tags))
    }

    fn sign(&self, at: usize) -> char {
        self.tokens.get(at).map_or('\0', |t| t.sign)
    }

    fn word(&self, at: usize, word: WordId) -> bool {
        word != WordId::UNKNOWN && self.tokens.get(at).is_some_and(|t| t.word == word)
    }

    fn figure(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| t.shape == Shape::Digits || t.is(Tags::NUMBER | Tags::VAGUE | Tags::CURRENCY))
    }

    /// Whether the cue at `at` is one in this context.
    fn holds(&self, at: usize, len: usize, kind: Kind) -> bool {
        let token = &self.tokens[at];
        match kind {
            // "forecast", "project", "suspects" as nouns; "May" the month; "could not"
            Kind::Estimated => {
                let noun = len == 1
                    && token.is(Tags::NOUN)
                    && !token.is(Tags::VERB_PAST)
                    && (at == 0
                        || self.is(at - 1, Tags::DET | Tags::ADJ | Tags::PREP)
                        || !self.figure_in(at + 1, at + 9));
                !noun && !(token.is(Tags::MONTH) && token.is_capital() && at > 0) && !self.is(at + len, Tags::NEG)
            }
            // "not dismissed", "rejected 12 ballots": what is rejected must be said
            Kind::Denied => {
                len > 1 || {
                    let stop = self.stop_after(at);
                    let figure = (at + 1..stop).find(|&i| self.figure(i)).unwrap_or(stop);
                    // "dismissed 300 workers", "rejected a deal by 40 votes", but "denied 12 had died"
                    let stop = if self.verb_between(figure, stop) { stop } else { figure };
                    // "denied 12 civilians had died": one noun group and its verb
                    let verb = (figure..stop).find(|&i| self.verb_between(i, i + 1));
                    let joins = Tags::REL | Tags::PREP | Tags::CONJ;
                    let plain = |i: usize| self.sign(i) == '\0' && !self.is(i, joins);
                    if figure == at + 1 && verb.is_some_and(|v| (figure..v).all(plain)) {
                        return true;
                    }
                    // "was rejected by 51 votes": by whom, and no word of what
                    !(self.is(at, Tags::VERB_PP) && self.by(at + 1))
                        && !self.sacked(at)
                        && (at + 1..stop.min(at + 8)).any(|i| {
                            self.is(i, Tags::REPORT | Tags::SPEAKER)
                                || self.is(i, Tags::REL)
                                || self.tokens.get(i).is_some_and(|t| t.is(Tags::VERB_ING))
                        })
                }
            }
            // "would have" tells what did not happen, "if" not after "as"
            Kind::Hypothetical => {
                let perfect = self.is(at, Tags::MODAL) && self.is(at + len - 1, Tags::HAVE);
                !(at > 0 && self.is(at - 1, Tags::NEG))
                    && (len == 1 || !self.is(at + len, Tags::NEG))
                    && (!perfect || self.is(at + len, Tags::VERB_PP | Tags::BE | Tags::ADV))
            }
            // "300 soldiers were withdrawn": only of what was said
            Kind::Past if self.is(at, Tags::BE) => (self.clause_before(at)..at).any(|i| self.is(i, Tags::REPORT)),
            // "withdrew its figure of 12", but "withdrew 12 cars"
            Kind::Past => {
                let figure = (at + 1..self.tokens.len().min(at + 12)).find(|&i| self.figure(i));
                let of = |i: usize| self.is(i, Tags::REL) || self.rules.lexicon.word(self.tokens[i].word) == "of";
                len > 1 || figure.is_some_and(|f| (at + 1..f).any(of))
            }
        }
    }

    fn by(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| self.rules.lexicon.word(t.word) == "by")
    }

    /// "dismissed the governor", "a dismissed policeman": it befalls a person, and nothing that was said.
    fn sacked(&self, at: usize) -> bool {
        let person = |i: usize| self.is(i, Tags::SPEAKER | Tags::COUNTED) && !self.is(i, Tags::REPORT);
        if at > 0 && self.is(at - 1, Tags::DET) && self.is(at, Tags::VERB_PP) {
            return person(at + 1);
        }
        let noun = at + 1 + usize::from(self.is(at + 1, Tags::DET));
        let over = self.tokens.get(noun + 1).is_none_or(|t| {
            matches!(t.sign, ',' | '.' | ';') || t.is(Tags::CONJ | Tags::PREP) && !self.figure_in(noun + 1, noun + 3)
        });
        person(noun) && over
    }

    /// The pack's reach, as the place of the cue in its sentence widens or narrows it.
    fn reach_here(&self, at: usize, len: usize, kind: Kind, reach: Reach) -> Reach {
        let lead = at <= self.quote_before(at) + 1 || kind == Kind::Past && at < 6 && self.is(0, Tags::PREP);
        match (kind, reach) {
            // "are feared dead", "31 feared drowned": the feared stand before
            (_, Reach::After)
                if len == 1
                    && at > 0
                    && self.is(at, Tags::VERB_PP)
                    && (self.is(at - 1, Tags::BE)
                        || self.is(at + 1, Tags::TRIGGER) && self.is(at + 1, Tags::ADJ | Tags::VERB_PP)) =>
            {
                Reach::Clause
            }
            (Kind::Hypothetical, Reach::Sentence) if !lead => Reach::After,
            (Kind::Past, Reach::Clause) if lead => Reach::Sentence,
            _ => reach,
        }
    }

    fn figure_in(&self, from: usize, to: usize) -> bool {
        (from..to.min(self.tokens.len())).any(|i| self.figure(i))
    }

    fn reach(&self, at: usize, len: usize, reach: Reach) -> std::ops::Range<usize> {
        match reach {
            // ", first put at 40, comes to 60": what commas enclose says nothing of the rest
            Reach::After if at > 0 && self.sign(at - 1) == ',' => {
                let stop = self.stop_after(at + len);
                at..(at + len..stop).find(|&i| self.sign(i) == ',').unwrap_or(stop)
            }
            Reach::After => at..self.stop_after(at + len),
            // ", against a profit of 94 million a year before, on sales of five billion": the rival's alone
            Reach::Clause if self.sign(at + len) == ',' && self.rival_before(at).is_some() => {
                self.rival_before(at).unwrap_or(at)..at + len
            }
            // "rose to 64 from 40 a year earlier": the same of what stands right before
            Reach::Clause if self.rival_right_before(at).is_some() => {
                self.rival_right_before(at).unwrap_or(at)..at + len
            }
            Reach::Clause => self.clause_before(at)..self.stop_after(at + len),
            Reach::Sentence => self.quote_before(at)..self.quote_after(at),
            Reach::Number => {
                let mut end = at + len;
                while end < self.tokens.len() && end < at + len + 4 && !self.figure(end) {
                    end += 1;
                }
                while self.figure(end) || self.is(end, Tags::MULTIPLIER | Tags::FRACTION) || self.sign(end) == '-' {
                    end += 1;
                }
                at..end.max(at + len)
            }
        }
    }

    /// Where what a figure is held against begins, between the comma before `at` and it.
    fn rival_before(&self, at: usize) -> Option<usize> {
        (0..at)
            .rev()
            .take_while(|&i| !matches!(self.sign(i), ',' | ';' | ':'))
            .find(|&i| matches!(self.rules.lexicon.word(self.tokens[i].word), "against" | "versus"))
    }

    /// The opening of the quote that holds `at`, or the head of the sentence.
    fn quote_before(&self, at: usize) -> usize {
        (0..at)
            .rev()
            .find(|&i| self.sign(i) == '"' && (i == 0 || self.tokens[i].spaced))
            .map_or(0, |i| i + 1)
    }

    fn quote_after(&self, at: usize) -> usize {
        (at..self.tokens.len())
            .find(|&i| {
                self.sign(i) == '"' && !self.tokens[i].spaced || self.sign(i) == ',' && self.word(i + 1, self.words.but)
            })
            .unwrap_or(self.tokens.len())
    }

    /// Where the clause that goes on at `from` ends.
    fn stop_after(&self, from: usize) -> usize {
        (from..self.tokens.len())
            .find(|&i| match self.sign(i) {
                ';' | '—' => true,
                '"' => self.tokens.get(i + 1).is_none_or(|n| n.spaced),
                ',' => {
                    self.word(i + 1, self.words.but)
                        || self.is(i + 1, Tags::REL) && !self.is(i + 1, Tags::DET)
                        || self.is(i + 1, Tags::VERB_ING) && self.is(i + 1, Tags::REPORT)
                        || self.is(i + 1, Tags::CONJ) && self.verb_soon(i + 2)
                        || self.is(i + 1, Tags::SUBORD) && !self.is(i + 1, Tags::DET | Tags::PREP | Tags::PRON)
                }
                _ => {
                    let plain = i > from + 1 && !self.is(i, Tags::PREP | Tags::DET | Tags::PRON | Tags::ADV);
                    self.is(i, Tags::SUBORD) && (plain || self.leads_clause(i))
                }
            })
            .unwrap_or(self.tokens.len())
    }

    /// "threatened a strike after 12 men were sacked": one noun group and its verb, and no "after the quake".
    fn leads_clause(&self, at: usize) -> bool {
        let time = matches!(
            self.rules.lexicon.word(self.tokens[at].word),
            "after" | "before" | "since" | "until"
        );
        let verb = (at + 2..at + 9).find(|&i| self.verb_between(i, i + 1));
        time && verb.is_some_and(|v| {
            (at + 2..v).all(|i| self.sign(i) == '\0' && !self.is(i, Tags::DET) && (i == at + 2 || !self.figure(i)))
        })
    }

    /// Where the clause that holds `at` begins.
    fn clause_before(&self, at: usize) -> usize {
        (0..at)
            .rev()
            .find(|&i| {
                // 'talk of "sixty dead" is false': what is quoted in a clause is of it
                let closes = self.sign(i) == '"' && i > 0 && !self.tokens[i].spaced;
                matches!(self.sign(i), ';' | '—' | '"' | ':') && !closes
                    || self.sign(i) == '-' && self.tokens[i].spaced
                    || self.sign(i) == ',' && i > 3 && !self.lead(i)
                    || self.is(i, Tags::CONJ) && self.verb_between(0, i) && self.verb_between(i + 1, at + 1)
                    || self.is(i, Tags::SUBORD) && !self.is(i, Tags::PREP | Tags::DET | Tags::PRON)
            })
            .map_or(0, |i| i + 1)
    }

    /// Whether what stands before a comma only leads in: "In neighbouring Ruritania,".
    fn lead(&self, comma: usize) -> bool {
        self.is(0, Tags::PREP | Tags::ADV | Tags::SUBORD) && comma < 9 && !self.verb_between(0, comma)
    }

    fn verb_between(&self, from: usize, to: usize) -> bool {
        (from..to.min(self.tokens.len())).any(|i| {
            self.tokens[i].shape == Shape::Lower
                && self.is(i, Tags::AUX | Tags::VERB_PAST | Tags::VERB_S)
                && !(self.is(i, Tags::NOUN) && !self.is(i, Tags::VERB_PAST))
        })
    }

    fn verb_soon(&self, from: usize) -> bool {
        self.verb_between(from, from + 7)
    }

    /// "not 24", "not the 24 first reported".
    fn not_figure(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let mut i = at + 1;
        if self.word(i, self.words.the) {
            i += 1;
        }
        let figure = self.tokens.get(i)?;
        let counts = figure.shape == Shape::Digits || figure.is(Tags::NUMBER);
        let free =
            at == 0 || matches!(self.sign(at - 1), ',' | '(' | '—' | '–') || self.is(at - 1, Tags::BE | Tags::CONJ);
        (counts && free && !self.rules.modality.not_denied(figure.word)).then(|| {
            let end = (i..self.tokens.len())
                .find(|&k| {
                    matches!(self.sign(k), ',' | ';' | ')' | '.' | '—')
                        || k > i && self.is(k, Tags::CONJ | Tags::VERB_PP)
                })
                .unwrap_or(self.tokens.len());
            at..end
        })
    }

    /// "rose from 12 to 19": the 12.
    fn movement(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let to = (at + 2..(at + 8).min(self.tokens.len())).find(|&i| self.word(i, self.words.to))?;
        let moved = (at.saturating_sub(14)..at).any(|i| self.rules.modality.moves(self.tokens[i].word));
        (moved && self.figure_in(at + 1, to) && self.figure_in(to + 1, to + 4) && !self.year(at + 1))
            .then_some(at + 1..to)
    }

    fn year(&self, at: usize) -> bool {
        self.year_of(at).is_some()
    }

    fn year_of(&self, at: usize) -> Option<i16> {
        let t = self
            .tokens
            .get(at)
            .filter(|t| t.shape == Shape::Digits && t.span.len() == 4)?;
        t.span.of(self.text).parse().ok().filter(|y| (1000..=2100).contains(y))
    }

    /// "Nov. 5, 2009": where such a date begins, by its year at `at`.
    fn month_first(&self, at: usize) -> Option<usize> {
        let day = at.checked_sub(2).filter(|_| self.sign(at - 1) == ',')?;
        let digits = self.tokens[day].shape == Shape::Digits && self.tokens[day].span.len() <= 2;
        let month = day.checked_sub(1 + usize::from(day > 0 && self.sign(day - 1) == '.'))?;
        (digits && self.is(month, Tags::MONTH)).then_some(month)
    }

    /// "the Nov. 5, 2009, base shooting": the comma that closes a date before what it dates belongs to it.
    fn past_comma(&self, end: usize) -> usize {
        let closed = self.sign(end) == ',' && end > 0 && self.month_first(end - 1).is_some();
        // "the July 19, 2012, Kell, Orne, theatre shooting"
        let named = |i: &usize| self.is(*i, Tags::NOUN) || self.tokens[*i].is_capital() || self.sign(*i) == ',';
        let event = (end + 1..self.tokens.len().min(end + NAMES)).find(|i| !named(i) || self.is(*i, Tags::EVENT));
        event.filter(|&i| closed && self.is(i, Tags::EVENT)).unwrap_or(end)
    }

    /// A date before the month of publication, with the clause it dates.
    fn past_date(&self, at: usize) -> Option<std::ops::Range<usize>> {
        let published = self.meta.published.map(|p| p.day());
        let (from, end) = if let Some(year) = self.year_of(at) {
            let mut from = self.month_first(at).unwrap_or(at);
            while from > 0
                && from + 3 > at
                && (self.is(from - 1, Tags::MONTH) || self.tokens[from - 1].shape == Shape::Digits)
            {
                from -= 1;
            }
            let joined = from < at
                || from > 0
                    && self.is(from - 1, Tags::PREP)
                    && (!self.is(at + 1, Tags::NOUN | Tags::COUNTED | Tags::UNIT) || self.is(at + 1, Tags::VERB_PAST))
                || from > 0 && self.word(from - 1, self.words.and) && from > 1 && self.year(from - 2)
                || from > 0 && self.is(from - 1, Tags::DET | Tags::ADJ) && self.happening(at + 1)
                || from > 1 && self.word(from - 1, self.words.of) && self.happening(from - 2)
                || self.sign(at + 1) == ',' && self.tells_when(at + 2);
            let past = published.is_none_or(|d| year < d.year());
            if !joined || !past {
                return None;
            }
            // with no day of publication only what is told of as another event is past: "a June 2004 raid"
            if published.is_none() && from < at && !self.is(at + 1, Tags::NOUN | Tags::EVENT) {
                return None;
            }
            (from.saturating_sub(1), at + 1)
        } else {
            let month = self.rules.modality.month(self.tokens[at].word)?;
            let named = at > 0
                && self.tokens[at].is_capital()
                && (self.word(at - 1, self.words.in_) || self.word(at - 1, self.words.since))
                && !self.year(at + 1);
            let day = published?;
            let fresh = month == day.month() || day.day() <= 15 && month % 12 + 1 == day.month();
            if !named || fresh && !self.word(at - 1, self.words.since) {
                return None;
            }
            (at - 1, at + 1)
        };
        // "not quite 1995, when nine marched": what the clause tells
        let dated = |i: usize| {
            let word = self.rules.lexicon.word(self.tokens[i].word);
            self.is(i, Tags::MONTH) || matches!(word, "in" | "of" | "since" | "during")
        };
        let bare = self.year(at) && !at.checked_sub(1).is_some_and(dated);
        if bare && self.sign(end) == ',' && self.tells_when(end + 1) {
            return Some(at..self.stop_relative(end + 1));
        }
        // "the 2009 epidemic, when": the event that a year names goes with it
        let end = (self.past_comma(end)..self.tokens.len())
            .find(|&i| !self.is(i, Tags::NOUN | Tags::EVENT) || self.is(i, Tags::AUX | Tags::VERB_PAST))
            .unwrap_or(self.tokens.len());
        // fronted: the date holds for the sentence, or the quote that it opens
        let quote = self.quote_before(from);
        let led = self.is(quote, Tags::PREP) && self.sign(end) == ',' && !self.verb_between(quote, from);
        // "Built in 1996, the bridge fell": the participle's alone
        if from == quote + 1 && self.is(quote, Tags::VERB_PP | Tags::VERB_ING) && !self.is(quote, Tags::PREP) {
            return None;
        }
        if from <= quote + 1 || led {
            return Some(quote.min(from)..self.quote_after(end));
        }
        // "a firm founded in 1978": the date is the participle's alone
        if from > 1
            && self.is(from - 1, Tags::VERB_PP)
            && !self.is(from - 1, Tags::TRIGGER)
            && !self.is(from - 2, Tags::AUX | Tags::ADV)
        {
            return None;
        }
        let since = self.word(from, self.words.since);
        // "has mended 36 bridges since 2007": a figure of today
        if since && self.up_to_now(from) {
            return Some(from..self.stop_after(end));
        }
        if since && (from.saturating_sub(14)..from).any(|i| self.rules.modality.superlative(self.tokens[i].word)) {
            // "whose worst flood since 1987, when 12 drowned, has claimed 40 lives so far"
            let looks_back = self.is(end, Tags::REL | Tags::SUBORD)
                || self.sign(end) == ',' && self.is(end + 1, Tags::REL | Tags::SUBORD);
            return Some(from..if looks_back { self.tokens.len() } else { end });
        }
        // "recalls that, in August, four soldiers died"
        if self.sign(from - 1) == ',' && self.sign(end) == ',' {
            return Some(from..self.stop_after(end + 1));
        }
        let stop = match self.behind(end) {
            Some(clause) => self.stop_relative(clause),
            None => {
                // "was stopped in 1996 by lightning, when 84 guests waited"
                let stop = self.stop_after(end).min(self.stop_relative(end));
                let when = self.sign(stop) == ',' && self.tells_when(stop + 1);
                if when { self.stop_relative(stop + 1) } else { stop }
            }
        };
        let now = (end..stop).find(|&i| self.is(i, Tags::CONJ) && self.goes_on(i + 1));
        let one = || self.the_one(stop).then(|| self.stop_relative(stop + 1));
        Some(self.clause_before(from)..now.or_else(one).unwrap_or(stop))
    }

    /// "the flood of 1974, the one that drowned nineteen": told once more of what a date named, behind a comma.
    fn the_one(&self, comma: usize) -> bool {
        let word = |at: usize| self.tokens.get(at).map_or("", |t| self.rules.lexicon.word(t.word));
        self.sign(comma) == ',' && word(comma + 1) == "the" && word(comma + 2) == "one" && self.is(comma + 3, Tags::REL)
    }

    /// The clause before `at` is in the present perfect, calls nothing the first or the worst, and tells of no victims.
    fn up_to_now(&self, at: usize) -> bool {
        let clause = self.clause_before(at)..at;
        let perfect = |i: usize| self.is(i, Tags::HAVE) && self.present(i);
        let ranked = |i: usize| self.rules.modality.superlative(self.tokens[i].word);
        let counts = |i: usize| ranked(i) || self.is(i, Tags::FATE | Tags::TRIGGER);
        clause.clone().any(perfect) && !clause.into_iter().any(counts)
    }

    /// What follows is told of today: "was opened in 1974 and carries 9,000 cars".
    fn goes_on(&self, at: usize) -> bool {
        let lower = self.tokens.get(at).is_some_and(|t| t.shape == Shape::Lower);
        let verb = self.is(at, Tags::VERB_S) && !self.is(at, Tags::VERB_PAST | Tags::NOUN);
        lower && (verb || self.present(at))
    }

    /// "is", "has" and the like.
    fn present(&self, at: usize) -> bool {
        let word = self.tokens.get(at).map_or("", |t| self.rules.lexicon.word(t.word));
        matches!(word, "is" | "are" | "has" | "have" | "we've" | "they've" | "i've")
    }

    /// Where the clause begins that a comma sets behind a date: "in 1996, killing eleven", "in 1991, when 38 died",
    /// "in 1991, the old people say, when".
    fn behind(&self, comma: usize) -> Option<usize> {
        if self.sign(comma) != ',' {
            return None;
        }
        let opens = Tags::REL | Tags::SUBORD | Tags::PREP | Tags::VERB_ING;
        if self.is(comma + 1, opens) {
            return Some(comma + 1);
        }
        let next = self.stop_relative(comma + 1);
        let said = next < comma + 8 && self.sign(next) == ',' && self.is(next - 1, Tags::REPORT);
        (said && self.is(next + 1, Tags::REL | Tags::SUBORD)).then_some(next + 1)
    }

    /// The end of a relative clause: the next comma.
    fn stop_relative(&self, from: usize) -> usize {
        (from..self.tokens.len())
            .find(|&i| matches!(self.sign(i), ',' | ';' | '—' | '"'))
            .unwrap_or(self.tokens.len())
    }
}
