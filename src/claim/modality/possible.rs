//! What may be or may have been: "19,000 children could die", "the flood might kill hundreds".

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
}
