//! Shallow parsing: the noun groups, verb groups and link words of one sentence.
//!
//! Enough grammar to tell who did what to whom around a figure: noun groups with
//! their numeral, modifiers and head; verb groups with voice and negation; and the
//! words that open or close clauses. No tree is built; [`super::clause`] walks the row.

use super::Input;
use super::build::is_month;
use crate::quantity::{Kind, Quantity};
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::table::WordSet;
use crate::rules::words::Function;
use crate::text::{Document, Sentence, Shape, Token};
use compact_str::CompactString;
use std::cell::OnceCell;

mod noun;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// What it is.
    pub kind: ChunkKind,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
}

/// What a chunk is.
#[derive(Clone, Debug, PartialEq)]
pub enum ChunkKind {
    /// A noun group.
    Noun(Noun),
    /// A verb group.
    Verb(Verb),
    /// A preposition.
    Prep,
    /// And, or, but.
    Conj,
    /// Who, which, that.
    Rel,
    /// When, after, because: a new clause.
    Subord,
    /// A comma.
    Comma,
    /// A colon or semicolon.
    Colon,
    /// A dash.
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
    /// A date, clock time, age or label: a numeral that is no figure.
    Label,
    /// An adjective as predicate or after its noun: "are dead".
    Adjective,
    /// Anything that changes no structure: adverbs, interjections.
    Other,
}

/// A noun group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noun {
    /// The quantity that leads it.
    pub quantity: Option<u32>,
    /// Token of the head noun; `None` where it is left out ("72 were killed").
    pub head: Option<u32>,
    /// Class of the head, and whether it is plural, where the taxonomy has it.
    pub counted: Option<CompactString>,
    /// First token of the head expression ("security forces").
    pub head_first: u32,
    /// "a", "an", "one": a single one.
    pub single: bool,
    /// The head is plural.
    pub plural: bool,
    /// A definite article, demonstrative or possessive leads it.
    pub definite: bool,
    /// A personal pronoun, or whom.
    pub pronoun: bool,
    /// A name.
    pub proper: bool,
    /// "eight of them", "three of the hostages": token where the whole starts.
    pub of: Option<u32>,
    /// "others", "more", or "another", "a further" before the numeral.
    pub additional: bool,
}

/// The voice of a verb group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// "killed", "have killed".
    Active,
    /// "were killed".
    Passive,
    /// A form that may be past tense or participle, without auxiliary: "killed".
    Bare,
    /// "killing".
    Gerund,
    /// A form of be or become alone: what follows is said of the subject.
    Copula,
}

/// A verb group.
#[derive(Clone, Debug, PartialEq)]
pub struct Verb {
    /// Token of the main verb.
    pub main: u32,
    /// Its base form.
    pub lemma: WordId,
    /// Its voice.
    pub voice: Voice,
    /// Not, never.
    pub negated: bool,
    /// To + base form.
    pub infinitive: bool,
}

/// What the chunker reads.
pub struct Source<'a> {
    /// Tokens and sentences.
    pub document: &'a Document,
    /// The quantities.
    pub quantities: &'a [Quantity],
    /// Per token, one more than the index of the outermost quantity that starts there; 0 for none.
    pub starts: &'a [u32],
    /// Base forms of the words of the title and the lead.
    pub lead: &'a WordSet,
    /// What the whole report tells of, once a figure asks for it.
    words: OnceCell<Option<WordSet>>,
    /// The packs.
    pub rules: &'a Rules,
}

impl<'a> Source<'a> {
    /// The tokens and quantities of a report.
    pub fn new(input: &Input<'a>, starts: &'a [u32], lead: &'a WordSet) -> Self {
        Self {
            document: input.document,
            quantities: input.quantities,
            starts,
            lead,
            words: OnceCell::new(),
            rules: input.rules,
        }
    }

    /// What the whole report tells of, among what measures ask for; `None` if its lead tells as much.
    pub fn words(&self) -> Option<&WordSet> {
        let told = || {
            let both = |t: &Token| [t.word, self.rules.words.lemma(t.word)];
            let bare = Tags::DET | Tags::PREP | Tags::CONJ | Tags::PRON | Tags::BE;
            let plain = |t: &&Token| t.is_word() && !t.is(bare) && !is_month(t);
            let tokens = self.document.tokens.iter().filter(plain).flat_map(both);
            let (mut asked, mut more) = (WordSet::default(), false);
            for word in tokens.filter(|w| self.rules.measures.about.contains(w)) {
                more |= !self.lead.contains(&word);
                asked.insert(word);
            }
            more.then_some(asked)
        };
        self.words.get_or_init(told).as_ref()
    }
}

/// Appends the chunks of a sentence to `out`.
pub fn chunk(source: &Source, sentence: &Sentence, out: &mut Vec<Chunk>) {
    let mut c = Chunker {
        s: source,
        tokens: &source.document.tokens[..sentence.end as usize],
        first: sentence.first as usize,
        out,
    };
    let mut at = sentence.first as usize;
    while at < sentence.end as usize {
        at = c.step(at).max(at + 1);
    }
}

struct Chunker<'a, 'b> {
    s: &'a Source<'a>,
    tokens: &'a [Token],
    first: usize,
    out: &'b mut Vec<Chunk>,
}

impl Chunker<'_, '_> {
    #[inline]
    fn push(&mut self, kind: ChunkKind, first: usize, end: usize) -> usize {
        self.out.push(Chunk {
            kind,
            first: first as u32,
            end: end as u32,
        });
        end
    }

    #[inline]
    fn tok(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// A word whose capital says nothing: it opens the sentence, or what follows a colon or quotation mark.
    fn opens(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&b| b >= self.first).and_then(|b| self.tok(b));
        before.is_none_or(|b| matches!(b.sign, ':' | '"' | '\u{2014}' | '|'))
    }

    #[inline]
    fn word_is(&self, at: usize, function: Function) -> bool {
        self.tok(at).is_some_and(|t| self.s.rules.words.is(t.word, function))
    }

    #[inline]
    fn starts_at(&self, at: usize) -> bool {
        at < self.tokens.len() && self.s.starts.get(at).is_some_and(|&s| s != 0)
    }

    #[inline]
    fn quantity(&self, at: usize) -> Option<(u32, &Quantity)> {
        self.tok(at)?;
        let index = self.s.starts.get(at)?.checked_sub(1)?;
        Some((index, self.s.quantities.get(index as usize)?))
    }

    /// Consumes one chunk at `at`; returns where the next one starts.
    fn step(&mut self, at: usize) -> usize {
        if let Some((index, q)) = self.quantity(at) {
            let end = (q.end as usize).min(self.tokens.len());
            if q.kind.is_quantity() {
                return self.noun(at, Some(index), end);
            }
            return match q.kind {
                Kind::Ordinal | Kind::Label if self.nominal(end) => self.noun(at, None, end),
                _ => self.push(ChunkKind::Label, at, end),
            };
        }
        let t = self.tokens[at];
        let kind = match t.sign {
            ',' => ChunkKind::Comma,
            ':' | ';' => ChunkKind::Colon,
            '—' | '–' => ChunkKind::Dash,
            '-' if t.spaced || self.tok(at + 1).is_some_and(|n| n.spaced) => ChunkKind::Dash,
            '(' | '[' => ChunkKind::Open,
            ')' | ']' => ChunkKind::Close,
            '"' => ChunkKind::Quote,
            '\'' if t.spaced || self.tok(at + 1).is_none_or(|n| n.spaced) => ChunkKind::Quote,
            '|' => ChunkKind::Colon,
            '\0' => return self.word(at),
            _ => ChunkKind::Other,
        };
        self.push(kind, at, at + 1)
    }

    /// "the two men all died", "have both been charged": a word about the subject right before a verb.
    fn floats(&self, at: usize) -> bool {
        let acts = |t: &Token| t.is(Tags::AUX | Tags::VERB_PAST | Tags::VERB_PP) && !t.is(Tags::NOUN | Tags::COUNTED);
        let modifies = || self.tok(at + 2).is_some_and(|t| t.is(Tags::COUNTED));
        self.word_is(at, Function::FLOATING) && self.tok(at + 1).is_some_and(acts) && !modifies()
    }

    fn word(&mut self, at: usize) -> usize {
        let t = self.tokens[at];
        let several =
            |c: &Chunk| matches!(&c.kind, ChunkKind::Noun(n) if n.plural || n.pronoun || n.quantity.is_some());
        if self.out.last().is_some_and(several) && self.floats(at) {
            return self.push(ChunkKind::Other, at, at + 1);
        }
        if t.is(Tags::NEG) && !t.is(Tags::DET | Tags::AUX) {
            return self.push(ChunkKind::Other, at, at + 1);
        }
        if t.is(Tags::AUX) && !(t.is_capital() && !self.opens(at) && !t.is(Tags::BE | Tags::HAVE)) {
            return self.verb(at);
        }
        let determines = t.is(Tags::DET)
            && self.nominal(at + 1)
            && !self.tok(at + 1).is_some_and(|n| n.is(Tags::VERB_PAST | Tags::VERB_S));
        if t.is(Tags::REL) && !(determines && !self.after_noun()) {
            let whom = t.is(Tags::PRON);
            if whom && matches!(self.out.last().map(|c| &c.kind), Some(ChunkKind::Prep)) {
                let noun = Noun {
                    pronoun: true,
                    head_first: at as u32,
                    ..Noun::default()
                };
                return self.push(ChunkKind::Noun(noun), at, at + 1);
            }
            return self.push(ChunkKind::Rel, at, at + 1);
        }
        if t.is(Tags::SUBORD) && !(t.is(Tags::PREP) && !self.opens_clause(at + 1)) {
            return self.push(ChunkKind::Subord, at, at + 1);
        }
        if t.is(Tags::CONJ) {
            return self.push(ChunkKind::Conj, at, at + 1);
        }
        if self.is_verb(at) {
            return self.verb(at);
        }
        if t.is(Tags::PREP) {
            return self.push(ChunkKind::Prep, at, at + 1);
        }
        if t.is(Tags::PRON) && !t.is(Tags::DET) {
            let noun = Noun {
                pronoun: true,
                head_first: at as u32,
                ..Noun::default()
            };
            return self.push(ChunkKind::Noun(noun), at, at + 1);
        }
        if t.is(Tags::ADV) && !t.is(Tags::NOUN | Tags::DET | Tags::ADJ) || self.after_noun() && self.adverb_of(at) {
            return self.push(ChunkKind::Other, at, at + 1);
        }
        if t.is(Tags::ADJ) && !self.nominal(at + 1) && !t.is(Tags::NOUN) {
            return self.push(ChunkKind::Adjective, at, at + 1);
        }
        self.noun(at, None, at)
    }

    fn after_noun(&self) -> bool {
        matches!(self.out.last().map(|c| &c.kind), Some(ChunkKind::Noun(_)))
    }

    /// "after troops stormed" against "after the raid": a verb follows the next noun group.
    fn opens_clause(&self, at: usize) -> bool {
        let mut seen_noun = false;
        for (i, t) in self.tokens.iter().enumerate().skip(at).take(12) {
            if t.sign != '\0' && !matches!(t.sign, '-' | '\'' | '"') {
                return false;
            }
            if t.is(Tags::AUX) || t.is(Tags::VERB) && !t.is(Tags::NOUN | Tags::ADJ) && !t.is(Tags::VERB_ING) {
                return seen_noun;
            }
            if t.is(Tags::PREP) && !t.is(Tags::ADV) && i > at + 4 {
                return false;
            }
            seen_noun = true;
        }
        false
    }

    /// The token can continue a noun group: a noun, adjective, name, or unknown word.
    fn nominal(&self, at: usize) -> bool {
        let Some(t) = self.tok(at) else { return false };
        if t.sign == '-' && !t.spaced {
            return self.nominal(at + 1);
        }
        if self.starts_at(at) {
            return false;
        }
        if !t.is_word() {
            return t.shape == Shape::OrdinalDigits;
        }
        // "In our hospital I saw"
        if t.is(Tags::PRON) && t.span.len() == 1 {
            return false;
        }
        if t.is(Tags::NOUN | Tags::ADJ | Tags::NATION | Tags::COUNTED) {
            return !(t.is(Tags::AUX | Tags::CONJ | Tags::PREP | Tags::PRON) && !t.is_capital());
        }
        let closed = Tags::DET
            | Tags::PREP
            | Tags::CONJ
            | Tags::AUX
            | Tags::PRON
            | Tags::REL
            | Tags::SUBORD
            | Tags::NEG
            | Tags::VERB
            | Tags::ADV;
        if t.is_capital() && !t.is(Tags::AUX | Tags::PRON) {
            return true;
        }
        !t.is(closed)
    }

    fn prep_at(&self, at: usize) -> bool {
        self.tok(at).is_some_and(|t| t.is(Tags::PREP))
    }

    /// "the men earlier killed two guards": an adverb before a past form and its object.
    pub(super) fn adverb_of(&self, at: usize) -> bool {
        let past = |t: &Token| t.is(Tags::VERB_PAST) && !t.is(Tags::AUX);
        self.tok(at)
            .is_some_and(|t| t.is(Tags::ADV) && !t.is(Tags::DET | Tags::PREP | Tags::NEG))
            && self.tok(at + 1).is_some_and(past)
            && (self.figure_at(at + 2) || self.tok(at + 2).is_some_and(|o| o.is(Tags::DET | Tags::PRON)))
    }

    /// A preposition that takes no infinitive stands right before `at`.
    fn after_plain_prep(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&b| b >= self.first).map(|b| &self.tokens[b]);
        matches!(self.out.last().map(|c| &c.kind), Some(ChunkKind::Prep))
            && before.is_some_and(|b| !self.s.rules.words.is(b.word, Function::TO))
    }

    /// Whether the word at `at` is a verb in its place.
    fn is_verb(&self, at: usize) -> bool {
        let t = &self.tokens[at];
        if !t.is(Tags::VERB) || (t.is_capital() && !self.opens(at) && !self.headline()) {
            return false;
        }
        if t.is(Tags::PREP | Tags::SUBORD | Tags::CONJ | Tags::DET) {
            let before = at.checked_sub(1).filter(|&b| b >= self.first).map(|b| &self.tokens[b]);
            return before.is_some_and(|b| b.is(Tags::MODAL) || self.s.rules.words.is(b.word, Function::TO));
        }
        if !t.is(Tags::NOUN | Tags::ADJ | Tags::COUNTED) {
            // "voted in favour", "are on strike"
            if t.is(Tags::VERB_BASE) && !t.is(Tags::VERB_PAST | Tags::VERB_PP) && self.after_plain_prep(at) {
                return false;
            }
            // a participle before a noun it modifies: "suspected militants"
            let modifies = t.is(Tags::VERB_PP | Tags::VERB_ING)
                && self.nominal(at + 1)
                && !self.goes_alone(at)
                && self.tok(at + 1).is_some_and(|n| n.sign != '-');
            let starts_group = match self.out.last().map(|c| &c.kind) {
                None | Some(ChunkKind::Prep | ChunkKind::Conj) => !t.is(Tags::VERB_ING),
                Some(ChunkKind::Verb(_)) => true,
                _ => false,
            };
            return !(modifies && starts_group);
        }
        let before = at.checked_sub(1).filter(|&b| b >= self.first).map(|b| &self.tokens[b]);
        let Some(mut before) = before else { return false };
        // "but still hold 41"
        if t.is(Tags::VERB_BASE) && before.is(Tags::ADV) && !before.is(Tags::DET | Tags::PREP) && self.figure_at(at + 1)
        {
            return true;
        }
        // "12,000 live in tents", "seven lie in the ward"
        let bare = |c: &Chunk| match &c.kind {
            ChunkKind::Noun(n) if n.head.is_none() => n.quantity,
            _ => None,
        };
        let lives = t.is(Tags::VERB_BASE) && !t.is(Tags::VERB_PP) && (!t.is(Tags::NOUN) || t.is(Tags::TRIGGER));
        let figure = self.out.last().filter(|_| self.after_figure(at)).and_then(bare);
        if figure.is_some() && (lives && self.prep_at(at + 1) || self.does(at, figure)) {
            return true;
        }
        // "have charged nine and hold seven"
        let follows_verb = || {
            self.out
                .iter()
                .any(|c| matches!(&c.kind, ChunkKind::Verb(v) if !v.infinitive))
        };
        if t.is(Tags::VERB_BASE) && before.is(Tags::CONJ) && self.figure_at(at + 1) && follows_verb() {
            return true;
        }
        // "burst in and shot dead ten people"
        let particle = || {
            let next = self
                .tok(at + 1)
                .is_some_and(|n| n.is(Tags::PREP | Tags::ADV | Tags::TRIGGER));
            next && self.figure_at(at + 2)
        };
        if t.is(Tags::VERB_PAST) && before.is(Tags::CONJ) && follows_verb() && particle() {
            return true;
        }
        if self.adverb_of(at - 1) {
            return true;
        }
        // "the wounded now number 22"
        if before.is(Tags::ADV) && !before.is(Tags::NOUN | Tags::ADJ | Tags::DET) && at >= self.first + 2 {
            before = &self.tokens[at - 2];
        }
        if before.is(Tags::DET) && !before.is(Tags::REL)
            || before.is(Tags::NATION | Tags::ADJ) && !before.is(Tags::PRON | Tags::NOUN)
        {
            return false;
        }
        if before.is(Tags::PREP) {
            if t.is(Tags::VERB_ING) && self.acts_upon(at, before) {
                return true;
            }
            return t.is(Tags::VERB_BASE) && self.s.rules.words.is(before.word, Function::TO);
        }
        if before.is(Tags::AUX) {
            return !t.is(Tags::ADJ) || t.is(Tags::VERB_PP | Tags::VERB_ING);
        }
        if before.is(Tags::PRON | Tags::REL) {
            return true;
        }
        let after = self.tok(at + 1);
        let object_follows = after.is_some_and(|a| a.is(Tags::DET | Tags::PRON)) || self.starts_at(at + 1);
        let plural_before = before.is(Tags::PLURAL);
        if t.is(Tags::VERB_PAST | Tags::VERB_PP) {
            // "people wounded", "militants shot", "police found"
            let headless = matches!(self.out.last(), Some(c) if c.end as usize == at
                && matches!(&c.kind, ChunkKind::Noun(n) if n.quantity.is_some() && n.head.is_none()));
            return before.is(Tags::NOUN) || before.is_capital() || object_follows || headless && t.is(Tags::TRIGGER);
        }
        if t.is(Tags::VERB_ING) {
            // "three men suffering from wounds"
            let people = plural_before && before.is(Tags::COUNTED);
            // ", cutting off 40 villages"
            let phrasal = before.sign == ',' && after.is_some_and(|a| a.is(Tags::PREP)) && self.figure_at(at + 2);
            return object_follows || phrasal || people && after.is_some_and(|a| a.is(Tags::PREP));
        }
        // "the tax rises by 4 percent", "prices fall to 9 dollars"
        let moves = after.is_some_and(|a| matches!(self.s.rules.lexicon.word(a.word), "by" | "to"));
        if moves && self.figure_at(at + 2) && t.is(if plural_before { Tags::VERB_BASE } else { Tags::VERB_S }) {
            return true;
        }
        if t.is(Tags::VERB_S) {
            return (t.is(Tags::REPORT) && (before.is(Tags::NOUN) || before.is_capital())) && !self.nominal(at + 1)
                || object_follows && !plural_before;
        }
        // "60 houses lie in ruins"
        let stands = before.is(Tags::COUNTED) && after.is_some_and(|a| a.is(Tags::PREP));
        plural_before && (object_follows || stands || t.is(Tags::REPORT) && !self.nominal(at + 1))
    }

    /// "accused of killing nine people", but "after days of fighting 40 people were dead", "in shelling 40 died".
    fn acts_upon(&self, at: usize, before: &Token) -> bool {
        let object = self.starts_at(at + 1) || self.tok(at + 1).is_some_and(|a| a.is(Tags::DET | Tags::PRON));
        let opens = &self.tokens[self.first];
        let fronted =
            opens.is(Tags::PREP | Tags::SUBORD) && !self.out.iter().any(|c| matches!(c.kind, ChunkKind::Verb(_)));
        let amid = matches!(
            self.s.rules.lexicon.word(before.word),
            "in" | "during" | "amid" | "despite" | "like"
        );
        object && !fronted && !amid
    }

    /// The word before ends a noun group that a numeral leads.
    fn after_figure(&self, at: usize) -> bool {
        self.out
            .last()
            .is_some_and(|c| c.end as usize == at && matches!(&c.kind, ChunkKind::Noun(n) if n.quantity.is_some()))
    }

    pub(super) fn figure_at(&self, at: usize) -> bool {
        self.quantity(at).is_some_and(|(_, q)| q.kind.is_quantity())
    }

    /// Most words of the sentence have capitals: a headline.
    fn headline(&self) -> bool {
        let words = self.tokens[self.first..].iter().filter(|t| t.is_word()).take(12);
        let (mut all, mut capital) = (0, 0);
        for t in words {
            all += 1;
            capital += usize::from(t.is_capital());
        }
        all >= 3 && capital * 3 >= all * 2
    }

    /// A verb group from `at`.
    fn verb(&mut self, first: usize) -> usize {
        let mut at = first;
        let (mut negated, mut be, mut aux, mut infinitive) = (false, false, false, false);
        if let Some(b) = first.checked_sub(1).filter(|&b| b >= self.first) {
            infinitive = self.word_is(b, Function::TO);
            // "have yet to find six"
            let yet = b.checked_sub(1).filter(|&y| y >= self.first);
            negated = infinitive && yet.is_some_and(|y| self.s.rules.lexicon.word(self.tokens[y].word) == "yet");
        }
        let mut main = None;
        while let Some(t) = self.tok(at) {
            // "did not exceed 0.8 %": the bound is the figure's
            if at > first && self.quantity(at).is_some_and(|(_, q)| q.kind.is_quantity()) {
                break;
            }
            if t.is(Tags::NEG) && !t.is(Tags::DET | Tags::PREP) || t.is(Tags::NEG) && t.is(Tags::AUX) {
                negated = true;
                if !t.is(Tags::AUX) {
                    at += 1;
                    continue;
                }
            }
            if t.is(Tags::AUX) && !(t.is(Tags::MONTH) && t.is_capital()) {
                aux = true;
                be = t.is(Tags::BE);
                main = Some(at);
                at += 1;
                continue;
            }
            if at > first && aux && self.floats(at) {
                at += 1;
                continue;
            }
            // adverbs inside the group: "have since been released", but not "are in need"
            let binds = t.is(Tags::PREP) && !self.tok(at + 1).is_some_and(|n| n.is(Tags::AUX | Tags::VERB_PP));
            if at > first && t.is(Tags::ADV) && !t.is(Tags::NOUN | Tags::VERB) && !binds {
                let next = self.tok(at + 1);
                if next.is_some_and(|n| {
                    n.is(Tags::AUX | Tags::VERB | Tags::ADV) && !(n.is(Tags::PREP) && !n.is(Tags::VERB | Tags::AUX))
                }) && aux
                {
                    at += 1;
                    continue;
                }
                break;
            }
            let bare_verb = at == first || aux;
            if !(bare_verb && t.is(Tags::VERB)) {
                break;
            }
            let fits = at == first
                || be && t.is(Tags::VERB_PP | Tags::VERB_ING)
                || !be && t.is(Tags::VERB_PP | Tags::VERB_BASE);
            let predicate = t.is(Tags::ADJ)
                && (!t.is(Tags::VERB_PP | Tags::VERB_ING) || t.is(Tags::TRIGGER) && t.is(Tags::VERB_ING));
            if !fits || be && predicate {
                break;
            }
            main = Some(at);
            let gerund = t.is(Tags::VERB_ING) && !t.is(Tags::VERB_PP);
            at += 1;
            // "were reported killed", "31 feared drowned": the second participle counts
            let told = be && !gerund || at == first + 1 && !aux && t.is(Tags::VERB_PP) && self.after_figure(first);
            if told
                && self
                    .tok(at)
                    .is_some_and(|n| n.is(Tags::VERB_PP) && n.is(Tags::TRIGGER) && !n.is(Tags::REPORT))
            {
                main = Some(at);
                at += 1;
            }
            let voice = if gerund && !aux {
                Voice::Gerund
            } else if gerund {
                Voice::Active
            } else if be {
                Voice::Passive
            } else if aux || infinitive || t.is(Tags::VERB_BASE | Tags::VERB_S) && !t.is(Tags::VERB_PAST) {
                Voice::Active
            } else {
                Voice::Bare
            };
            let m = main.unwrap_or(first);
            let lemma = self.s.rules.words.lemma(self.tokens[m].word);
            let verb = Verb {
                main: m as u32,
                lemma,
                voice,
                negated,
                infinitive,
            };
            return self.push(ChunkKind::Verb(verb), first, at);
        }
        let m = main.unwrap_or(first);
        let lemma = self.s.rules.words.lemma(self.tokens[m].word);
        let voice = if be { Voice::Copula } else { Voice::Active };
        self.push(
            ChunkKind::Verb(Verb {
                main: m as u32,
                lemma,
                voice,
                negated,
                infinitive,
            }),
            first,
            at.max(first + 1),
        )
    }
}
