//! Attribution: source, cue, content, in any order and across sentences.
//!
//! Sentences with a word of report are read for cues (`cue`); each cue has a
//! source phrase (`source`) and a stretch of content. Sources are kept as the text goes on
//! (`speakers`), so that "he", "the official" and a bare surname find the name
//! given in full before. Quotes (`quotes`) belong to the cue that touches them, or to the
//! last speaker.

mod cue;
mod quotes;
mod sides;
mod source;
mod speakers;
mod subject;
#[cfg(test)]
mod tests;

use crate::corpus::BlockKind;
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::reporting::Who;
use crate::text::{Document, Sentence, Shape, Token};
use compact_str::CompactString;
use cue::Cue;
use source::Source;
use speakers::Speakers;
use std::cmp::Reverse;

/// Who said a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// First token of the content.
    pub first: u32,
    /// One past its last token.
    pub end: u32,
    /// The source, as the text first names it in full.
    pub speaker: CompactString,
    /// Through whom.
    pub via: Option<CompactString>,
    /// The words name no speaker: who spoke last, or whose statement the text is, is taken to say this too.
    pub carried: bool,
}

/// All attributions of a report.
#[derive(Clone, Debug, Default)]
pub struct Attributions {
    /// By where they begin, each with its place in the order in which they were found.
    all: Vec<(u32, Attribution)>,
    /// For each of them the furthest end of all up to it.
    reach: Vec<u32>,
}

impl Attributions {
    fn new(found: Vec<Attribution>) -> Self {
        let mut all: Vec<(u32, Attribution)> = (0..).zip(found).collect();
        all.sort_by_key(|(_, a)| a.first);
        let furthest = |reach: &mut u32, (_, a): &(u32, Attribution)| {
            *reach = a.end.max(*reach);
            Some(*reach)
        };
        let reach = all.iter().scan(0, furthest).collect();
        Self { all, reach }
    }

    /// The attribution of a token: the narrowest stretch that holds it; of two alike the one found later.
    pub fn of(&self, token: u32) -> Option<&Attribution> {
        let begun = self.all.partition_point(|(_, a)| a.first <= token);
        let begun = self.all.iter().zip(&self.reach).take(begun).rev();
        begun
            .take_while(|(_, reach)| token < **reach)
            .map(|(found, _)| found)
            .filter(|(_, a)| token < a.end)
            .min_by_key(|(found, a)| (a.end - a.first, Reverse(*found)))
            .map(|(_, a)| a)
    }
}

/// Finds what is attributed to whom.
pub fn find(document: &Document, text: &str, rules: &Rules) -> Attributions {
    let reader = Reader::new(document, text, rules);
    let quotes = quotes::find(document);
    let mut state = State {
        reader: &reader,
        speakers: Speakers::default(),
        transcript: None,
        found: Vec::new(),
        last: None,
        opening: None,
    };
    let mut next_quote = 0;
    for (index, sentence) in document.sentences.iter().enumerate() {
        let labelled = state.labelled(sentence, index);
        let cues = if sentence.has(Tags::REPORT) {
            cue::find(&reader, sentence, &quotes)
        } else {
            Vec::new()
        };
        let before = state.found.len();
        state.note_names(sentence);
        for cue in &cues {
            state.apply(cue, sentence);
        }
        state.relay(before, &cues, sentence);
        while let Some(quote) = quotes.get(next_quote).filter(|q| q.end <= sentence.end as usize) {
            state.quote(quote, index);
            next_quote += 1;
        }
        let pending = quotes.get(next_quote).is_some_and(|q| q.first < sentence.end as usize);
        if labelled {
            // its own label has said who speaks
        } else if state.found.len() == before {
            if !pending && cues.is_empty() {
                state.carry_on(index);
            }
        } else if let Some(found) = state.found.last() {
            state.last = Some(Last {
                sentence: index,
                speaker: found.speaker.clone(),
                via: found.via.clone(),
            });
        }
    }
    state.statement();
    Attributions::new(state.found)
}

/// A document with the words that the grammar asks for by name.
struct Reader<'a> {
    document: &'a Document,
    tokens: &'a [Token],
    text: &'a str,
    rules: &'a Rules,
    that: WordId,
    by: WordId,
    of: WordId,
    as_: WordId,
    and: WordId,
    news: WordId,
    clitic: WordId,
    he: [WordId; 2],
    it: WordId,
    they: WordId,
    the: [WordId; 3],
    said: [WordId; 3],
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document, text: &'a str, rules: &'a Rules) -> Self {
        let id = |w: &str| rules.lexicon.get(w);
        Self {
            document,
            tokens: &document.tokens,
            text,
            rules,
            that: id("that"),
            by: id("by"),
            of: id("of"),
            as_: id("as"),
            and: id("and"),
            news: id("news"),
            clitic: id("'s"),
            he: [id("he"), id("she")],
            it: id("it"),
            they: id("they"),
            the: [id("the"), id("this"), id("that")],
            said: [id("said"), id("told"), id("says")],
        }
    }

    fn of(&self, sentence: &Sentence) -> &'a [Token] {
        self.tokens
            .get(sentence.first as usize..sentence.end as usize)
            .unwrap_or_default()
    }

    #[inline]
    fn at(&self, index: usize) -> Option<&'a Token> {
        self.tokens.get(index)
    }

    #[inline]
    fn is(&self, index: usize, tags: Tags) -> bool {
        self.at(index).is_some_and(|t| t.is(tags))
    }

    #[inline]
    fn sign(&self, index: usize) -> char {
        self.at(index).map_or('\0', |t| t.sign)
    }

    #[inline]
    fn word(&self, index: usize) -> WordId {
        self.at(index).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// A known word and this one (an unknown word is never equal to anything).
    #[inline]
    fn word_is(&self, index: usize, word: WordId) -> bool {
        word != WordId::UNKNOWN && self.word(index) == word
    }

    /// The text from one token to the end of another.
    fn str(&self, first: usize, end: usize) -> &'a str {
        match (self.at(first), self.at(end.wrapping_sub(1))) {
            (Some(a), Some(b)) if first < end => a.span.to(b.span).of(self.text),
            _ => "",
        }
    }

    /// A possessive s: the clitic, whatever apostrophe it is written with.
    fn possessive(&self, index: usize) -> bool {
        self.at(index).is_some_and(|t| {
            t.shape == Shape::Lower && !t.spaced && t.span.of(self.text).starts_with(['\'', '\u{2019}'])
        }) || self.word_is(index, self.clitic)
    }
}

struct Last {
    sentence: usize,
    speaker: CompactString,
    via: Option<CompactString>,
}

struct State<'a> {
    reader: &'a Reader<'a>,
    speakers: Speakers,
    found: Vec<Attribution>,
    last: Option<Last>,
    /// The body whose statement the text may be.
    opening: Option<CompactString>,
    /// Whether the document is a transcript, once that was asked.
    transcript: Option<bool>,
}

impl State<'_> {
    fn push(&mut self, range: std::ops::Range<usize>, speaker: CompactString, via: Option<CompactString>) {
        if range.start < range.end && !speaker.is_empty() {
            self.found.push(Attribution {
                first: range.start as u32,
                end: range.end as u32,
                speaker,
                via,
                carried: false,
            });
        }
    }

    /// The same of words that name no speaker of their own.
    fn carry(&mut self, range: std::ops::Range<usize>, speaker: CompactString, via: Option<CompactString>) {
        let before = self.found.len();
        self.push(range, speaker, via);
        for a in &mut self.found[before..] {
            a.carried = true;
        }
    }

    /// "DR NAJIB: ..." and "Elders: 31 killed": a label at the head of a block is its speaker.
    fn labelled(&mut self, sentence: &Sentence, index: usize) -> bool {
        let r = self.reader;
        let first = sentence.first as usize;
        let end = sentence.end as usize;
        let Some(colon) = (first + 1..end.min(first + 6)).find(|&i| r.sign(i) == ':') else {
            return false;
        };
        let words = &r.tokens[first..colon];
        let shouted = words.iter().all(|t| t.shape == Shape::Upper || t.sign == '.')
            && words.iter().any(|t| t.span.len() > 2)
            && !words.iter().any(|t| t.is(Tags::PLACE | Tags::EVENT | Tags::TRIGGER));
        let heading = matches!(sentence.kind, BlockKind::Title | BlockKind::Heading)
            && words.last().is_some_and(|t| t.is(Tags::SPEAKER));
        if !shouted && !heading || colon + 1 >= end {
            return false;
        }
        // a place in capitals is a dateline, and follows no turn of speech
        if shouted && !self.turns() {
            return false;
        }
        let source = Source::read(r, first, colon, None);
        let speaker = match source {
            Some(s) if !shouted || s.name.is_some() => self.speakers.resolve(r, &s),
            _ => source::title_case(r.str(first, colon)),
        };
        // the turn lasts to the end of its block
        let here = r.document.sentences.iter().skip(index);
        let end = here
            .take_while(|s| s.block == sentence.block)
            .last()
            .map_or(end, |s| s.end as usize);
        self.last = Some(Last {
            sentence: index,
            speaker: speaker.clone(),
            via: None,
        });
        self.push(colon + 1..end, speaker, None);
        true
    }

    /// Whether the document is a transcript: three blocks or more open with a label in capitals.
    fn turns(&mut self) -> bool {
        if let Some(known) = self.transcript {
            return known;
        }
        let r = self.reader;
        let mut block = u32::MAX;
        let mut labels = 0;
        for s in &r.document.sentences {
            if s.block == block {
                continue;
            }
            block = s.block;
            let first = s.first as usize;
            let upper = r.at(first).is_some_and(|t| t.shape == Shape::Upper);
            if upper && (first + 1..(s.end as usize).min(first + 6)).any(|i| r.sign(i) == ':') {
                labels += 1;
            }
        }
        *self.transcript.insert(labels >= 3)
    }

    /// Remembers people named with their office, so that a later "he" or surname finds them.
    fn note_names(&mut self, sentence: &Sentence) {
        if !sentence.has(Tags::TITLE | Tags::SPEAKER) {
            return;
        }
        let r = self.reader;
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        let mut at = first;
        let opens = |t: &Token| t.is(Tags::TITLE | Tags::SPEAKER) || t.sign == ',';
        while let Some(next) = r.tokens.get(at..end).and_then(|rest| rest.iter().position(opens)) {
            at += next;
            if r.is(at, Tags::TITLE | Tags::SPEAKER) && r.at(at + 1).is_some_and(Token::is_capital) {
                let stop = source::name_end(r, at + 1, end);
                if let Some(s) = Source::read(r, at, stop, None).filter(|s| s.name.is_some()) {
                    self.speakers.note(r, &s);
                }
                at = stop.max(at + 1);
            } else if r.sign(at) == ','
                && at > first
                && r.is(at - 1, Tags::SPEAKER | Tags::TITLE)
                && !r.tokens[at - 1].is_capital()
            {
                // "the mayor, Ann Lee,"
                let stop = source::name_end(r, at + 1, end);
                if stop > at + 2
                    && r.sign(stop) == ','
                    && let Some(s) = Source::read(r, at - 1, at, Some((at + 1, stop)))
                {
                    self.speakers.note(r, &s);
                }
                at += 1;
            } else {
                at += 1;
            }
        }
    }

    /// "The Ministry announces that ...": where a body speaks in the present tense at the head of a
    /// text that quotes nobody, the whole text is its statement.
    fn statement(&mut self) {
        let r = self.reader;
        let quoted = r.document.sentences.iter().filter(|s| s.has(Tags::VERB)).any(|s| {
            let said = |t: &Token| t.is(Tags::VERB) && r.said.contains(&t.word) && t.word != WordId::UNKNOWN;
            r.of(s).iter().any(said)
        });
        if quoted {
            return;
        }
        if let Some(opening) = self.opening.clone().or_else(|| self.capitalised_body()) {
            self.carry(0..r.tokens.len(), opening, None);
        }
    }

    /// "the Company", "the Ministry": a body that the text writes large, as its own author does.
    fn capitalised_body(&self) -> Option<CompactString> {
        let r = self.reader;
        let mut seen: Vec<(WordId, usize, usize)> = Vec::new();
        for (i, t) in r.tokens.iter().enumerate().skip(1) {
            let large =
                t.shape == Shape::Capital && r.word_is(i - 1, r.the[0]) && !r.at(i + 1).is_some_and(Token::is_capital);
            if large && r.rules.reporting.who(t.word) == Who::BODY {
                match seen.iter_mut().find(|(w, ..)| *w == t.word) {
                    Some((.., n)) => *n += 1,
                    None => seen.push((t.word, i, 1)),
                }
            }
        }
        let &(word, _, n) = seen.iter().max_by_key(|&&(_, i, n)| (n, std::cmp::Reverse(i)))?;
        (n >= 2).then(|| r.rules.lexicon.word(word).into())
    }

    fn apply(&mut self, cue: &Cue, sentence: &Sentence) {
        let speaker = self.speakers.resolve(self.reader, &cue.source);
        if speaker.is_empty() {
            return;
        }
        let via = cue.via.as_ref().map(|s| self.speakers.resolve(self.reader, s));
        let body = cue.source.who.intersects(Who::BODY) && !cue.source.who.contains(Who::RELAY);
        let opens = self.reader.document.sentence_of(sentence.first) < 5;
        if body && cue.present && opens && self.opening.is_none() {
            self.opening = Some(speaker.clone());
        }
        self.last = Some(Last {
            sentence: self.reader.document.sentence_of(sentence.first),
            speaker: speaker.clone(),
            via: via.clone(),
        });
        self.push(cue.content.clone(), speaker, via);
    }

    /// "K said ..., an agency reported": the agency passes on what K said.
    fn relay(&mut self, before: usize, cues: &[Cue], sentence: &Sentence) {
        let whole = sentence.first..sentence.end;
        let Some(relay) = cues.iter().find(|c| c.relay && c.back) else {
            return;
        };
        let name = self.speakers.resolve(self.reader, &relay.source);
        let Some(new) = self.found.get_mut(before..) else {
            return;
        };
        for a in new {
            if a.speaker != name && a.via.is_none() && whole.contains(&a.first) {
                a.via = Some(name.clone());
            }
        }
    }

    /// A quote belongs to the cue that touches it, else to the last speaker.
    fn quote(&mut self, quote: &quotes::Quote, sentence: usize) {
        let (first, end) = (quote.first as u32, quote.end as u32);
        let touching = self
            .found
            .iter()
            .rev()
            .take(8)
            .filter(|a| a.first < end && a.end > first)
            .min_by_key(|a| a.end - a.first)
            .map(|a| (a.speaker.clone(), a.via.clone(), a.first <= first && a.end >= end));
        match touching {
            Some((_, _, true)) => {}
            Some((speaker, via, false)) => self.push(quote.first..quote.end, speaker, via),
            None if quote.full => {
                let near = self.last.as_ref().filter(|l| sentence <= l.sentence + quote.reach + 1);
                if let Some((speaker, via)) = near.map(|l| (l.speaker.clone(), l.via.clone())) {
                    self.push(quote.first..quote.end, speaker, via);
                }
            }
            None => {}
        }
    }

    /// A sentence without a cue of its own goes on with what the one before reported, in its block.
    fn carry_on(&mut self, index: usize) {
        let sentences = &self.reader.document.sentences;
        let (Some(last), Some(this)) = (&self.last, sentences.get(index)) else {
            return;
        };
        let same = sentences.get(last.sentence).is_some_and(|s| s.block == this.block);
        if !same || last.sentence + 1 != index {
            return;
        }
        let (speaker, via) = (last.speaker.clone(), last.via.clone());
        self.carry(this.first as usize..this.end as usize, speaker.clone(), via.clone());
        self.last = Some(Last {
            sentence: index,
            speaker,
            via,
        });
    }
}
