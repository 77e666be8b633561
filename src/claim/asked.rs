//! Figures that answer: "How many died? Nineteen.", "The survivors. There are 26."
//!
//! A question for a number, or a bare noun as the heading of a paragraph, tells what the next figure
//! without words of its own counts.

use super::chunk::{ChunkKind, Noun};
use super::clause::Row;
use super::elided::Form;
use super::keys::KeyThing;
use super::trigger::Hit;
use crate::rules::Rules;
use crate::rules::lexicon::Tags;
use crate::rules::measures::{Measure, MeasureId, NounSlot, NounTrigger};
use crate::rules::table::WordSet;
use crate::text::{Shape, Token};
use compact_str::CompactString;

/// A heading of more words is a sentence.
const HEADING: usize = 5;
/// A sentence of more words brings up more than one thing.
const TOPIC: usize = 18;
/// So many words can name who speaks.
const SPEAKER: usize = 5;
/// Sentences further on, the question is forgotten.
const REACH: usize = 2;

/// What a number was asked of.
#[derive(Clone, Debug)]
pub(super) enum Matter {
    /// What a measure counts: "How many died?"
    Measure(Hit),
    /// A thing that no measure knows: "How many tickets were sold?"
    Thing(KeyThing),
}

/// A number that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    matter: Matter,
    /// One more of them was told, so that only what it comes to answers: "He died in May. So it is four."
    one_more: bool,
    /// Index of the sentence.
    sentence: usize,
}

/// What a sentence without a figure asks the number of.
pub(super) fn find(tokens: &[Token], sentence: usize, text: &str, lead: &WordSet, rules: &Rules) -> Option<Asked> {
    let tokens = spoken(tokens);
    let end = tokens.iter().rposition(Token::is_word)?;
    let sign = tokens.get(end + 1)?.sign;
    if !matches!(sign, '.' | ':' | '?') {
        return None;
    }
    let number = (sign == '?').then(|| how_many(tokens, rules)).flatten();
    let matter = match number {
        Some(from) => (from..=end)
            .find_map(|at| evoked(tokens, at, rules))
            .map(Matter::Measure)
            .or_else(|| thing(tokens, from, text, rules).map(Matter::Thing)),
        None => heading(tokens.get(..=end)?, lead, rules)
            .or_else(|| topic(tokens.get(..=end)?, rules))
            .map(Matter::Measure),
    };
    let (matter, one_more) = match matter {
        Some(matter) => (matter, false),
        None => (Matter::Measure(befell(tokens.get(..=end)?, rules)?), true),
    };
    Some(Asked {
        matter,
        one_more,
        sentence,
    })
}

/// What is said in a turn of a transcript: "PRESENTER: And the wounded?"
fn spoken(tokens: &[Token]) -> &[Token] {
    let upper = |t: &Token| t.shape == Shape::Upper || t.sign == '.';
    let colon = tokens.iter().take(SPEAKER).position(|t| t.sign == ':');
    match colon.filter(|&at| at > 0 && tokens[..at].iter().all(upper)) {
        Some(at) => &tokens[at + 1..],
        None => tokens,
    }
}

/// "The woman from Ulm died at noon": what befell somebody, where no word of it needs another.
fn befell(tokens: &[Token], rules: &Rules) -> Option<Hit> {
    if tokens.len() > TOPIC {
        return None;
    }
    (0..tokens.len()).find_map(|at| {
        let t = tokens
            .get(at)
            .filter(|t| t.is(Tags::VERB_PAST | Tags::VERB_PP) && t.is(Tags::TRIGGER))?;
        let m = measure(tokens, at, rules).filter(|&m| rules.measures.all[m as usize].befalls)?;
        Some(Hit {
            measure: m,
            counted: None,
            by: "topic",
            word: t.word,
        })
    })
}

/// The token after "how many".
fn how_many(tokens: &[Token], rules: &Rules) -> Option<usize> {
    let word = |t: &Token| rules.lexicon.word(t.word);
    let pair = |w: &[Token]| matches!(w, [a, b] if word(a) == "how" && word(b) == "many");
    tokens.windows(2).position(pair).map(|at| at + 2)
}

/// The noun at `from`, right after "how many", that no measure counts.
fn thing(tokens: &[Token], from: usize, text: &str, rules: &Rules) -> Option<KeyThing> {
    let t = tokens.get(from).filter(|t| t.is(Tags::NOUN) && t.is(Tags::PLURAL))?;
    let class = rules.taxonomy.nouns.find(|i| tokens.get(from + i).map(|t| t.word));
    let people = class.is_some_and(|(_, c)| c.name == "people");
    if people || t.is(Tags::UNIT) || rules.frames.occasions.contains(&t.word) {
        return None;
    }
    let lemma = || rules.lexicon.word(rules.words.lemma(t.word)).into();
    Some(KeyThing {
        label: t.span.of(text).to_lowercase().into(),
        counted: class.map_or_else(lemma, |(_, c)| c.name.clone()),
    })
}

/// "treated", "met": a verb that is no noun.
fn acts(t: &Token) -> bool {
    t.is(Tags::VERB_PAST | Tags::VERB_S) && !t.is(Tags::NOUN)
}

/// "The survivors", "And the injured": a noun that counts, and no verb.
fn heading(tokens: &[Token], lead: &WordSet, rules: &Rules) -> Option<Hit> {
    if tokens.len() > HEADING || tokens.iter().any(|t| t.is(Tags::AUX)) {
        return None;
    }
    let about = |t: &NounTrigger| t.about.is_empty() || t.about.iter().any(|w| lead.contains(w));
    let counts = |t: &&NounTrigger| about(t) && (t.slot.counts() || t.slot == NounSlot::Numbered);
    let trigger = (0..tokens.len()).find_map(|at| {
        let (len, t) = rules.measures.nouns.find(|i| Some(tokens.get(at + i)?.word))?;
        let alone = at + len == tokens.len() && !tokens.get(..at)?.iter().any(acts);
        alone.then_some(t).filter(counts)
    })?;
    Some(Hit {
        measure: trigger.measure,
        counted: trigger.counted.clone(),
        by: "heading",
        word: tokens.last()?.word,
    })
}

/// "Take the dead, who ought to be easy", "Nor of the mutineers": a sentence that brings up a group, and no other.
fn topic(tokens: &[Token], rules: &Rules) -> Option<Hit> {
    if tokens.len() > TOPIC {
        return None;
    }
    let the = |at: usize| {
        at.checked_sub(1)
            .and_then(|b| tokens.get(b))
            .is_some_and(|t| t.is(Tags::DET))
    };
    let mut groups = (0..tokens.len()).filter(|&at| the(at)).filter_map(|at| {
        let (len, t) = rules.measures.nouns.find(|i| Some(tokens.get(at + i)?.word))?;
        let head = tokens
            .get(at + len)
            .is_none_or(|t| !t.is(Tags::NOUN) || t.is(Tags::VERB | Tags::PREP));
        (head && t.slot == NounSlot::Group && t.about.is_empty() && !t.weak).then_some((at, t))
    });
    let hit = |measure: MeasureId, counted: Option<CompactString>, at: usize| Hit {
        measure,
        counted,
        by: "topic",
        word: tokens[at].word,
    };
    if let Some((at, trigger)) = groups.next() {
        let only = groups.next().is_none();
        return only.then(|| hit(trigger.measure, trigger.counted.clone(), at));
    }
    // "Nor of the rebels": those who act
    (0..tokens.len()).filter(|&at| the(at)).find_map(|at| {
        let (_, class) = rules.taxonomy.nouns.find(|i| Some(tokens.get(at + i)?.word))?;
        let acts = |m: &&Measure| m.agents.iter().any(|a| rules.taxonomy.is_a(&class.name, a));
        let measure = rules.measures.all.iter().find(acts)?;
        Some(hit(rules.measures.id(&measure.name)?, Some(class.name.clone()), at))
    })
}

/// Those a sentence tells of, as a list of names may be of: "digs for its dead".
pub(super) fn harmed(tokens: &[Token], rules: &Rules) -> Option<Hit> {
    (0..tokens.len()).find_map(|at| {
        let (_, t) = rules.measures.nouns.find(|i| Some(tokens.get(at + i)?.word))?;
        let harms = rules.measures.all[t.measure as usize].befalls && t.slot.counts() && !t.weak && t.about.is_empty();
        harms.then(|| Hit {
            measure: t.measure,
            counted: t.counted.clone(),
            by: "topic",
            word: tokens[at].word,
        })
    })
}

/// What the word at `at` of a question evokes, of those named before it.
pub(super) fn evoked(tokens: &[Token], at: usize, rules: &Rules) -> Option<Hit> {
    let word = |at: usize| tokens.get(at).map(|t| t.word);
    let class = (0..at).find_map(|i| rules.taxonomy.nouns.find(|j| word(i + j)));
    let measure = measure(tokens, at, rules)?;
    let of = &rules.measures.all[measure as usize].of;
    let admits = |c: &str| of.is_empty() || of.iter().any(|o| rules.taxonomy.is_a(c, o));
    if class.is_some_and(|(_, c)| !admits(&c.name)) {
        return None;
    }
    Some(Hit {
        measure,
        counted: class.map(|(_, c)| c.name.clone()),
        by: "question",
        word: word(at)?,
    })
}

fn measure(tokens: &[Token], at: usize, rules: &Rules) -> Option<MeasureId> {
    let measures = &rules.measures;
    let word = |i: usize| tokens.get(at + i).map(|t| t.word);
    let noun = measures.nouns.find(word).map(|(_, t)| t);
    if let Some(t) = noun.filter(|t| t.slot.counts() && t.about.is_empty()) {
        return Some(t.measure);
    }
    if let Some((_, state)) = measures.adjectives.find_where(word, |s| s.about.is_empty()) {
        return Some(state.measure);
    }
    let token = tokens.get(at).filter(|t| t.is(Tags::VERB))?;
    let list = measures.verbs.get(&rules.words.lemma(token.word))?;
    list.iter().find(|t| t.is_bare()).map(|t| t.measure)
}

impl Row<'_> {
    /// "FARNESI: Twenty-six", "Yes, nine": the group opens what somebody says in answer.
    fn answers(&self, k: usize) -> bool {
        let from = match self.kind(1) {
            Some(ChunkKind::Colon) if self.speaks(0, k) => 2,
            _ => 0,
        };
        let affirms = |j: usize| {
            let mark = matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Quote));
            mark || matches!(self.word(j), "yes" | "no" | "well" | "so" | "now")
        };
        from < k && (from..k).all(affirms) || from > 0 && from == k
    }

    /// A verb stands behind group `k` in its clause.
    fn acted_on(&self, k: usize) -> bool {
        let here = (k + 1..self.chunks.len()).take_while(|&j| !self.is_mark(j, ':') && !self.is_mark(j, ';'));
        here.into_iter().any(|j| self.verb(j).is_some())
    }
}

impl Asked {
    /// What the figure of noun group `k` in sentence `at` counts, if it answers with no words of its own.
    pub(super) fn answered(&self, row: &Row, k: usize, at: usize) -> Option<&Matter> {
        // "The dead. Thirty-eight persons in all."
        let rules = row.source.rules;
        let persons = |class: &CompactString| {
            let Matter::Measure(hit) = &self.matter else {
                return false;
            };
            let of = &rules.measures.all[hit.measure as usize].of;
            let headed = hit.by == "heading" && at == self.sentence + 1 && row.opens(k) && !row.acted_on(k);
            headed
                && rules.taxonomy.is_a(class, "people")
                && (of.is_empty() || of.iter().any(|o| rules.taxonomy.is_a(class, o)))
        };
        let told = |n: &Noun| n.head.is_none() || n.counted.as_ref().is_some_and(persons);
        let noun = row.noun(k).filter(|n| told(n) && n.of.is_none());
        let near = at.checked_sub(self.sentence).is_some_and(|d| d <= REACH);
        let acts = row.subject_of(k).is_some_and(|g| g.adjacent);
        noun.filter(|_| near && !acts)?;
        let form = row.elision(k).map(|e| e.form);
        if self.one_more && !(form == Some(Form::There) && (row.comes_to(k) || row.stands_in(k))) {
            return None;
        }
        let told =
            matches!(form, Some(Form::Reported | Form::There | Form::Compared)) || row.opens(k) || row.answers(k);
        told.then_some(&self.matter)
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::figures;

    #[test]
    fn questions_are_answered() {
        assert_eq!(
            figures("How many people died? Nineteen, the mayor says."),
            ["Nineteen killed/people"]
        );
        assert_eq!(
            figures("How many are missing? We do not know. Perhaps nine."),
            ["Perhaps nine missing/people"]
        );
        assert_eq!(figures("Who died? Nineteen, the mayor says.").len(), 0);
        assert_eq!(
            figures("Forty are in hospital. How many tickets were sold? Ninety, the owners say."),
            ["Forty hospitalised/people", "Ninety tickets/ticket"]
        );
    }

    #[test]
    fn a_group_that_is_brought_up_is_asked_for() {
        let text =
            "The hall measured 900 square metres. Then take the dead, who are easily counted. The mayor says four.";
        assert!(
            figures(text).contains(&"four killed/people".to_owned()),
            "{:?}",
            figures(text)
        );
        // what the district lost are no houses
        let told = figures("How many officers has the district lost? The ministry says eighteen.");
        assert!(!told.iter().any(|f| f.contains("destroyed")), "{told:?}");
    }

    #[test]
    fn persons_under_a_heading_are_what_it_counts() {
        let text = "The dead. Thirty-eight persons in all: 21 soldiers and 17 civilians.";
        let told = figures(text);
        assert!(told.contains(&"Thirty-eight killed/people".to_owned()), "{told:?}");
        assert!(told.contains(&"17 killed/civilians".to_owned()), "{told:?}");
        let text = "The dead. Thirty-eight persons were at the grave.";
        assert!(!figures(text).iter().any(|f| f.contains("killed")));
    }

    #[test]
    fn what_the_report_is_about_tells_what_a_heading_counts() {
        let text = "Cholera has come to the camp. Cases. 138.";
        assert_eq!(figures(text), ["138 infected/people"]);
        assert_eq!(figures("The beer has come to the camp. Cases. 138.").len(), 0);
    }

    #[test]
    fn a_zero_is_an_answer() {
        assert_eq!(
            figures("How many people died? None, the mayor says."),
            ["None killed/people"]
        );
        assert_eq!(
            figures("The guild says 12 people were killed. The mayor says there were none."),
            ["12 killed/people", "none killed/people"]
        );
        let text = "Nobody was killed. The price? There is none.";
        assert_eq!(figures(text), ["Nobody killed/people"]);
    }

    #[test]
    fn an_answer_may_tell_where_somebody_stood() {
        let text = "How many people died in the flood? The police were at 17 when they went home.";
        assert_eq!(figures(text), ["17 killed/people"]);
    }

    #[test]
    fn one_more_death_is_counted_in() {
        let text = "A cabin fell on Saturday. The woman from Kell died at noon. So it is four.";
        assert_eq!(figures(text), ["four killed/people"]);
        let text = "A cabin fell on Saturday. The woman from Kell died at noon. The rescuers say eighty.";
        assert_eq!(figures(text).len(), 0);
    }

    #[test]
    fn a_bare_noun_is_a_heading() {
        let text = "Twelve people died. The survivors. There are 26. And the injured? About forty.";
        assert_eq!(
            figures(text),
            [
                "Twelve killed/people",
                "26 rescued/people",
                "About forty injured/people"
            ]
        );
        assert_eq!(
            figures("Twelve people died. The doctors left. There are 26."),
            ["Twelve killed/people", "26 killed/people"]
        );
    }

    #[test]
    fn turns_of_a_transcript_ask_and_answer() {
        let text = "PRESENTER: And the wounded?\n\nFARNE: Twenty-six.";
        assert_eq!(figures(text), ["Twenty-six injured/people"]);
        let text = "PRESENTER: How many died?\n\nFARNE: Yes, nine.";
        assert_eq!(figures(text), ["nine killed/people"]);
        assert!(figures("PRESENTER: And the weather?\n\nFARNE: Twenty-six.").is_empty());
    }
}
