//! Second figures of a sentence that leave out their verb: "the union counts 14 dead, the ministry nine".
//!
//! What stands before such a figure is who gives it, where the first is given by somebody too, and no part that it
//! is of; or the group that it counts: "the wounded number 40, the dead nine".

use super::chunk::{ChunkKind, Noun, Voice};
use super::clause::Row;
use super::elided::Form;
use super::trigger::Hit;
use crate::rules::lexicon::Tags;
use crate::rules::reporting::Who;
use crate::text::Token;

impl Row<'_> {
    /// Who gives the figure of noun group `k`, whose verb is that of the figure before it: "the mayor speaks of nine
    /// dead, the union of 14", "police say 5,000 marched, organisers 20,000".
    pub(super) fn gapped_speaker(&self, k: usize) -> Option<usize> {
        self.bare_of_clause(k)?;
        let mut by = k.checked_sub(1)?;
        let prep = matches!(self.kind(by), Some(ChunkKind::Prep)).then(|| self.word(by));
        if let Some(word) = prep {
            by = by.checked_sub(1).filter(|_| matches!(word, "of" | "at"))?;
        }
        let link = by.checked_sub(1)?;
        if !self.speaks_up(by) || !self.links_clause(link) {
            return None;
        }
        let counts = |j: &usize| self.noun(*j).is_some_and(|n| n.quantity.is_some());
        let first = (0..link).rev().find(counts)?;
        (self.given(first, prep) || self.gapped_speaker(first).is_some()).then_some(by)
    }

    /// "according to the union, 14": who gives a figure that has no verb.
    pub(super) fn by_account(&self, k: usize) -> bool {
        if self.bare_of_clause(k).is_none() {
            return false;
        }
        let comma = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma));
        let by = k.checked_sub(1).map(|j| if comma(j) { j.saturating_sub(1) } else { j });
        let account = |j: usize| matches!(self.kind(j), Some(ChunkKind::Prep)) && self.word(j) == "according";
        by.is_some_and(|by| self.speaks_up(by) && (by.saturating_sub(2)..by).any(account))
    }

    /// "the wounded number 40, the dead nine", "the number of the injured is 43, that of the dead nine": the group
    /// right before the figure, which it counts like the figure before it.
    pub(super) fn gapped_group(&self, k: usize) -> Option<Hit> {
        self.bare_of_clause(k)?;
        let first = self.chunks.get(k)?.first;
        let hit = self
            .named_inside(k)
            .filter(|_| self.token(first).is_some_and(|t| t.is(Tags::DET)))?;
        let mut link = k.checked_sub(1)?;
        if matches!(self.kind(link), Some(ChunkKind::Prep)) && self.word(link) == "of" {
            link = link.checked_sub(1)?;
            if self.word(link) == "that" {
                link = link.checked_sub(1)?;
            }
        }
        let counts = |j: usize| self.noun(j).is_some_and(|n| n.quantity.is_some());
        (self.links_clause(link) && (0..link).any(counts)).then_some(hit)
    }

    /// "the dead nine", "DEAD 12": what the noun evokes that stands right before the figure in its own group.
    pub(super) fn named_inside(&self, k: usize) -> Option<Hit> {
        let first = self.chunks.get(k)?.first;
        let figure = self.source.quantities.get(self.noun(k)?.quantity? as usize)?.first;
        let rules = self.source.rules;
        (first..figure).find_map(|at| {
            let word = |i: usize| self.token(at + i as u32).filter(|t| t.is_word()).map(|t| t.word);
            let (len, t) = rules.measures.nouns.find(word)?;
            let counts = t.slot.counts() && !t.weak && self.tells_of(&t.about);
            (counts && at + len as u32 == figure).then_some(())?;
            Some(Hit {
                measure: t.measure,
                counted: t.counted.clone(),
                by: "noun",
                word: self.token(at)?.word,
            })
        })
    }

    /// A figure without a noun, and without a verb behind it in its clause.
    fn bare_of_clause(&self, k: usize) -> Option<&Noun> {
        let closed = matches!(
            self.kind(k + 1),
            None | Some(
                ChunkKind::Comma
                    | ChunkKind::Colon
                    | ChunkKind::Conj
                    | ChunkKind::Quote
                    | ChunkKind::Close
                    | ChunkKind::Other
            )
        );
        let own = self.subject_of(k).is_some_and(|g| g.adjacent);
        self.noun(k)
            .filter(|n| closed && !own && n.head.is_none() && n.of.is_none())
    }

    /// Persons or a body that can give a figure.
    fn speaks_up(&self, k: usize) -> bool {
        let Some(noun) = self.noun(k).filter(|n| n.quantity.is_none() && !n.pronoun) else {
            return false;
        };
        let rules = self.source.rules;
        let people = |c: &str| rules.taxonomy.is_a(c, "people");
        let head = noun.head.and_then(|h| self.token(h));
        let speaks = |t: &Token| rules.reporting.who(t.word).intersects(Who::PERSON | Who::BODY);
        head.is_some_and(speaks) || noun.counted.as_deref().is_some_and(people)
    }

    fn links_clause(&self, j: usize) -> bool {
        let linked = matches!(
            self.kind(j),
            Some(ChunkKind::Comma | ChunkKind::Colon | ChunkKind::Conj | ChunkKind::Subord)
        );
        linked && !matches!(self.word(j), "or" | "nor")
    }

    /// Somebody gives figure `k`: a verb of report stands right before it, or before the preposition that the figure
    /// after it has as well.
    fn given(&self, k: usize, prep: Option<&str>) -> bool {
        let mut j = k;
        loop {
            let Some(before) = j.checked_sub(1) else { return false };
            match &self.chunks[before].kind {
                ChunkKind::Verb(v) => {
                    let report = self.token(v.main).is_some_and(|t| t.is(Tags::REPORT));
                    // "the union has 14 members, the port nine": each has its own
                    let frames = &self.source.rules.frames;
                    // "the city police reported 12 arrests, the border police four"
                    let own = matches!(
                        self.source.rules.lexicon.word(v.lemma),
                        "have" | "report" | "record" | "register" | "find"
                    ) || frames.light_verbs.contains(&v.lemma)
                        || frames.price_verbs.contains(&v.lemma);
                    let counts = frames.figure_verbs.contains(&v.lemma) && !own;
                    let of = prep.is_none_or(|p| (before + 1..k).any(|x| self.word(x) == p));
                    return (report && !own || counts) && of && v.voice != Voice::Passive;
                }
                ChunkKind::Prep if prep == Some(self.word(before)) => {}
                // "put the toll at nine", but not "sees the party at nine"
                ChunkKind::Noun(n) if prep == Some("at") && n.quantity.is_none() && !self.speaks_up(before) => {}
                ChunkKind::Other | ChunkKind::Quote | ChunkKind::Subord => {}
                _ => return false,
            }
            j = before;
        }
    }

    /// How a figure is elided that [`Self::gapped_speaker`] or [`Self::by_account`] tell the giver of.
    pub(super) fn given_by(&self, k: usize) -> Option<Form> {
        self.gapped_speaker(k)
            .map(|_| Form::Gapped)
            .or_else(|| self.by_account(k).then_some(Form::Reported))
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::{claims, figures};

    #[test]
    fn who_gives_a_figure_is_no_part() {
        let told = figures("The union counted 14 dead, the mayor nine and police 12.");
        assert_eq!(told, ["14 killed/people", "nine killed/people", "12 killed/people"]);
        assert_eq!(
            figures("The mayor speaks of nine dead, the union of 14."),
            ["nine killed/people", "14 killed/people"]
        );
        let said = claims("The ministry said nine people had died, the union 14.", None);
        assert_eq!(said[1].speaker.as_deref(), Some("union"));
        assert!(said[1].scope.is_none());
        // where somebody acts, the second acts as well
        let told = figures("Police arrested 12 men, the army nine.");
        assert_eq!(told, ["12 arrested/men", "nine arrested/men@army"]);
        let told = figures("The union has 14 members, the mayor nine.");
        assert_eq!(told[1], "nine members/officials");
        let told = figures("The north recorded nine deaths, the south three.");
        assert_eq!(told, ["nine killed/people", "three killed/people@south"]);
    }

    #[test]
    fn by_whose_account_a_bare_figure_is() {
        assert_eq!(
            figures("According to the mayor nine people died; according to the union, 14."),
            ["nine killed/people", "14 killed/people"]
        );
    }

    #[test]
    fn a_group_tells_what_the_figure_behind_it_counts() {
        assert_eq!(
            figures("The wounded number 40, the dead nine."),
            ["40 injured/people", "nine killed/people"]
        );
        assert_eq!(
            figures("The number of the injured is 43, that of the dead nine."),
            ["43 injured/people", "nine killed/people"]
        );
    }
}
