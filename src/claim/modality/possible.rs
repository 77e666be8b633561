//! What may be, or might have been: "19,000 children could die", "had they lost 40 men".

use super::Scan;
use crate::rules::lexicon::Tags;

impl Scan<'_> {
    /// A modal verb at `at` makes a mere possibility of the harm that the verb after it tells. What could be seen,
    /// or who could be saved, was.
    pub(super) fn possible(&self, at: usize) -> bool {
        let modal = self.tokens.get(at).filter(|t| t.is(Tags::MODAL) && !t.is_capital());
        if !modal.is_some_and(|t| self.rules.modality.possible(t.word)) {
            return false;
        }
        let helps = |i: &usize| self.is(*i, Tags::ADV | Tags::BE | Tags::HAVE) && !self.is(*i, Tags::NEG);
        let main = (at + 1..self.tokens.len()).find(|i| !helps(i));
        let verb = main.and_then(|i| self.tokens.get(i)).filter(|t| t.is(Tags::VERB));
        let triggers = verb.and_then(|t| self.rules.measures.verbs.get(&self.rules.words.lemma(t.word)));
        let measures = &self.rules.measures.all;
        triggers.is_some_and(|list| list.iter().any(|t| t.is_bare() && measures[t.measure as usize].befalls))
    }

    /// "Had they lost ...", at the head of a sentence or quote.
    pub(super) fn condition(&self, at: usize) -> bool {
        let opens = at == 0 || self.sign(at - 1) == '"';
        opens
            && self.rules.modality.inverted(self.tokens[at].word)
            && self.is(at + 1, Tags::PRON | Tags::DET | Tags::VAGUE)
            && self.tokens.last().is_some_and(|t| t.sign != '?')
    }
}
