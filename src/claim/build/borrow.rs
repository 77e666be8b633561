//! Where a figure without words of its own finds what it counts.

use super::Builder;
use crate::claim::Modality;
use crate::claim::asked;
use crate::claim::chunk::ChunkKind;
use crate::claim::clause::Row;
use crate::claim::elided::{self, Elision};
use crate::claim::frame::Draft;
use crate::claim::keys::KeyThing;
use crate::claim::trigger::Hit;
use crate::corpus::BlockKind;
use crate::quantity::{Decimal, Quantity};
use crate::rules::lexicon::Tags;
use crate::rules::words::Function;
use crate::text::Sentence;

/// So many figures back may stand the one that a victim is counted among.
const FAR: usize = 200;

/// What a figure takes from elsewhere.
#[derive(Default)]
pub(super) struct Borrowed<'q> {
    /// The key that it stands under, where that evokes nothing: "Villages affected: 7".
    pub key: Option<KeyThing>,
    /// What a heading or a question counts.
    pub headed: Option<Hit>,
    /// How it leaves out what it counts, and the claim that tells.
    pub elision: Option<(Elision, usize)>,
    /// The claim that it takes its measure from, or is a part of.
    pub antecedent: Option<usize>,
    /// That claim is the one of its value: "the fourteen".
    pub named: bool,
    /// The column of a table says what it counts.
    pub tabled: bool,
    /// A fraction that no claim is the whole of.
    pub share: Option<&'q Quantity>,
}

impl Builder<'_> {
    /// What the figure of a draft borrows; the nearer and the more particular first.
    pub(super) fn borrowed<'q>(
        &self,
        row: &Row,
        draft: &Draft,
        quantity: Option<&'q Quantity>,
        sentence: &Sentence,
        before: usize,
    ) -> Borrowed<'q> {
        let Some(noun) = row.noun(draft.chunk) else {
            return Borrowed::default();
        };
        let column = quantity
            .filter(|q| draft.hit.is_none() && elided::seeks(q))
            .and_then(|q| self.setting.table.hit(sentence, self.input.text, q.span.start as usize));
        if column.is_some() {
            return Borrowed {
                headed: column,
                tabled: true,
                ..Borrowed::default()
            };
        }
        let part = draft.part || draft.listed || draft.sibling;
        let named = quantity.and_then(|q| self.named_again(row, draft, q));
        let open = quantity
            .filter(|q| draft.hit.is_none() && !part && !draft.whole && elided::seeks(q))
            .filter(|_| named.is_none());
        let ahead = || row.named_ahead(draft.chunk).filter(|_| noun.head.is_none());
        let key = open.and_then(|_| row.key_thing(draft.chunk).or_else(ahead));
        let asked = open
            .filter(|_| key.is_none() && self.claims.len() == before)
            .and_then(|_| self.setting.asked.as_ref()?.answered(row, draft.chunk, self.at));
        let headed = open
            .filter(|_| key.is_none() && row.keyed_at(draft.chunk))
            .and(self.setting.heading.clone());
        let (asked, key) = match asked.cloned() {
            Some(asked::Matter::Measure(hit)) => (Some(hit), key),
            Some(asked::Matter::Thing(thing)) if headed.is_none() => (None, Some(thing)),
            _ => (None, key),
        };
        let about = || {
            row.as_for_hit(draft.chunk)
                .filter(|_| row.elision(draft.chunk).is_some())
        };
        let headed = headed.or_else(|| open.and_then(|_| about())).or(asked);
        let headed = headed.or_else(|| open.and_then(|_| self.listed_of(row, draft)));
        let elision = open
            .filter(|_| key.is_none() && headed.is_none())
            .and_then(|q| self.elision(row, draft, noun, q));
        let names = open.filter(|_| key.is_none() && headed.is_none() && elision.is_none());
        let headed = headed.or_else(|| names.and_then(|_| self.names_of_whom(row, draft)));
        let told = || {
            if draft.victims {
                return self.harmed(quantity?.interval.low?);
            }
            ((draft.inherits || part) && key.is_none())
                .then(|| self.antecedent(sentence, before, part))
                .flatten()
                .filter(|&a| !noun.pronoun || noun.of.is_none() || quantity.is_none_or(|q| self.roomy(a, q)))
        };
        let antecedent = elision.map(|(_, a)| a).or(named).or_else(told);
        let share = quantity
            .filter(|q| q.fraction && q.unit.is_none())
            .filter(|q| draft.hit.is_none() || row.foreign(noun) || row.of_it(noun) || row.one_in(q));
        let antecedent = match share {
            Some(_) if named.is_some() => named,
            Some(q) if row.foreign(noun) || row.one_in(q) => None,
            Some(_) if row.of_it(noun) => self.amount(),
            // "26 lamps, of which half were broken"
            Some(_) => antecedent.or_else(|| self.claims.len().checked_sub(1).filter(|&last| last >= before)),
            None => antecedent,
        };
        let share = share.filter(|_| antecedent.is_none());
        Borrowed {
            key,
            headed,
            elision: elision.filter(|_| share.is_none()),
            antecedent,
            named: named.is_some(),
            share,
            tabled: false,
        }
    }

    /// "71 names remain on the list of the missing", "the manifest has 187 names": whose names, where the sentence
    /// says what the list is of.
    fn listed_of(&self, row: &Row, draft: &Draft) -> Option<Hit> {
        let rules = self.input.rules;
        row.noun(draft.chunk)?.head.filter(|&h| row.bare_head(h))?;
        let tokens = self
            .input
            .document
            .tokens_of(self.input.document.sentences.get(self.at)?);
        let word = |at: usize| tokens.get(at).map_or("", |t| rules.lexicon.word(t.word));
        let list = (0..tokens.len()).find(|&i| matches!(word(i), "list" | "manifest"))?;
        if word(list) == "manifest" {
            return Some(Hit {
                measure: rules.measures.id("aboard")?,
                counted: None,
                by: "list",
                word: tokens[list].word,
            });
        }
        let group = list + 2 + usize::from(matches!(word(list + 2), "the" | "those" | "its" | "their"));
        (word(list + 1) == "of")
            .then(|| asked::evoked(tokens, group, rules))
            .flatten()
    }

    /// Whose names a list has that no figure tells of: of those harmed, by the sentences around it or the title.
    fn names_of_whom(&self, row: &Row, draft: &Draft) -> Option<Hit> {
        let noun = row.noun(draft.chunk).filter(|n| !n.definite && n.of.is_none())?;
        // "matched with the ministry's list of 7,000 names": a list that was there before; "longer by nine names":
        // how much longer
        let led = |word| row.preceded_by(draft.chunk, word);
        let other = led("of") || led("by") || row.word(draft.chunk + 1) == "of";
        noun.head.filter(|&h| row.bare_head(h) && !other)?;
        let sentences = &self.input.document.sentences;
        let titles = sentences.iter().filter(|s| s.kind == BlockKind::Title);
        let near = sentences.get(self.at.saturating_sub(2)..=self.at)?.iter().rev();
        near.chain(titles)
            .find_map(|s| asked::harmed(self.input.document.tokens_of(s), self.input.rules))
    }

    /// Not "Twenty died. Fifty thousand of us were there": no more can be some of the dead than there are.
    fn roomy(&self, whole: usize, part: &Quantity) -> bool {
        let whole = &self.claims[whole];
        let lost = self.input.rules.measures.get(&whole.measure).is_some_and(|m| m.absent);
        let less = |(part, most): (Decimal, Decimal)| part <= most;
        !lost || part.fraction || part.all_but || part.interval.low.zip(whole.interval.high).is_none_or(less)
    }

    /// The figure of those who came to harm that so many can be a part of: of the dead, or else the last one told.
    fn harmed(&self, part: Decimal) -> Option<usize> {
        let measures = &self.input.rules.measures;
        let harms = |i: &usize| {
            let c = &self.claims[*i];
            let befalls = measures.get(&c.measure).is_some_and(|m| m.befalls);
            let roomy = c.interval.high.or(c.interval.low).is_some_and(|v| v >= part);
            befalls && roomy && c.part_of.is_none() && c.modality != Modality::Background
        };
        let mut all = (0..self.claims.len()).rev().take(FAR).filter(harms);
        let dead = all.clone().find(|&i| self.claims[i].measure == "killed");
        dead.or_else(|| all.next())
    }

    /// The claim that a definite figure names again, or is a part of: "the fourteen", "half of the fourteen".
    fn named_again(&self, row: &Row, draft: &Draft, q: &Quantity) -> Option<usize> {
        if draft.hit.as_ref().is_none_or(|h| h.by == "weak")
            && let Some(echoed) = self.echoed(row, draft, q)
        {
            return Some(echoed);
        }
        if draft.hit.is_some() {
            return None;
        }
        let noun = row.noun(draft.chunk).filter(|n| n.head.is_none())?;
        let whole = match draft.whole {
            true => Some(q),
            false => row
                .whole_of(draft.chunk, q)
                .and_then(|w| self.input.quantities.get(w as usize)),
        };
        let again = whole.or_else(|| Some(q).filter(|_| noun.definite && noun.of.is_none() && !noun.additional))?;
        let value = again
            .stated
            .point()
            .filter(|v| *v > Decimal::ONE && elided::seeks(again) && !again.fraction)?;
        let pointed = again.first.checked_sub(1).and_then(|at| row.token(at));
        pointed.filter(|t| {
            t.is(Tags::DET)
                && !row
                    .source
                    .rules
                    .words
                    .is(t.word, Function::LOOSE | Function::ARTICLE | Function::ANOTHER)
        })?;
        let same = |i: &usize| self.told.get(*i).is_some_and(|t| t.stated == Some(value));
        let all = (0..self.claims.len()).rev().filter(same);
        all.clone()
            .find(|&i| self.claims[i].unit.is_none())
            .or_else(|| all.clone().next().filter(|_| whole.is_none()))
    }

    /// "2,290 jobs were lost, it says. 2,290 of their own.": the figure just told, said again with no verb.
    fn echoed(&self, row: &Row, draft: &Draft, q: &Quantity) -> Option<usize> {
        let value = q
            .stated
            .point()
            .filter(|v| *v > Decimal::ONE && elided::seeks(q) && !q.fraction)?;
        // "Okoro: Forty?"
        let spoken = |j: usize| {
            let kind = row.kind(j);
            matches!(kind, Some(ChunkKind::Colon | ChunkKind::Quote | ChunkKind::Other))
                || row.noun(j).is_some_and(|n| n.quantity.is_none())
        };
        let colon = (0..draft.chunk).any(|j| matches!(row.kind(j), Some(ChunkKind::Colon)));
        let named = colon && (0..draft.chunk).all(spoken);
        let fragment = (row.opens(draft.chunk) || named) && !(0..row.chunks.len()).any(|j| row.verb(j).is_some());
        if !fragment {
            return None;
        }
        let same = |i: &usize| {
            let near = self.told[*i].sentence < self.at && self.at - self.told[*i].sentence <= 3;
            near && self.told[*i].stated == Some(value) && self.claims[*i].unit.is_none()
        };
        (0..self.claims.len().min(self.told.len())).rev().take(9).find(same)
    }
}
