//! Sums that the reader makes: "a man and his two sons were killed" is three, "killed his wife and then himself" two.
//!
//! Persons told one by one beside each other are a figure that no numeral gives. It tells of those named
//! there, and perhaps not of all.

use super::chunk::{ChunkKind, Voice};
use super::clause::{Governor, Row};
use super::frame::Draft;
use super::trigger::Hit;
use crate::quantity::{Decimal, Kind};
use crate::rules::lexicon::Tags;
use crate::rules::measures::{NounSlot, Slot};
use compact_str::CompactString;

/// More than are told one by one.
const MOST: u32 = 12;

/// Persons told beside each other, with how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub of: u32,
    /// The token that the words for them begin with.
    pub first: u32,
    /// Chunk of the last of them.
    pub last: usize,
    /// Whoever did it is one of them: "and then himself".
    pub doer: bool,
}

impl Sum {
    /// So many persons that the one noun group at `chunk` names.
    pub(super) fn at(chunk: usize, first: u32, of: u32) -> Self {
        Self {
            of,
            first,
            last: chunk,
            doer: false,
        }
    }
}

impl Row<'_> {
    /// Drafts of the sums that this row leaves to its reader.
    pub(super) fn together(&self, out: &mut Vec<Draft>) {
        let multiples = &self.source.rules.frames.multiples;
        let (first, end) = match (self.chunks.first(), self.chunks.last()) {
            (Some(first), Some(last)) => (first.first.saturating_sub(1) as usize, last.end as usize),
            _ => return,
        };
        let tokens = self.source.document.tokens.get(first..end).unwrap_or_default();
        if tokens.iter().any(|t| multiples.contains_key(&t.word)) {
            out.extend((0..self.chunks.len()).filter_map(|k| self.multiple(k)));
        }
        out.extend(self.all_of_whom(out));
        let mut k = 0;
        while k < self.chunks.len() {
            let Some((sum, counted)) = self.persons_from(k) else {
                k += 1;
                continue;
            };
            if let Some(hit) = self.befell_all(k, sum) {
                let killed = self.source.rules.measures.all[hit.measure as usize].name == "killed";
                let sum = self.with_doer(k, sum, killed);
                if sum.last > k && sum.of > self.value(k).unwrap_or(1) || sum.doer {
                    let mut d = self.draft(k, None, Some(hit), Some(counted));
                    d.sum = Some(sum);
                    out.push(d);
                }
            }
            k = sum.last + 1;
        }
    }

    /// "three men, all of whom died": as many as were just told of.
    fn all_of_whom(&self, out: &[Draft]) -> Option<Draft> {
        let word = |at: u32| self.token(at).map_or("", |t| self.source.rules.lexicon.word(t.word));
        let whom = (2..self.chunks.len()).find(|&j| {
            let first = self.chunks[j].first;
            word(first) == "whom" && first > 2 && word(first - 1) == "of" && word(first - 2) == "all"
        })?;
        let last = out.iter().rev().find(|d| d.quantity.is_some() && d.chunk < whom)?;
        let q = self.source.quantities.get(last.quantity? as usize)?;
        let of = q
            .interval
            .point()
            .filter(|_| q.kind == Kind::Count && q.unit.is_none())?;
        let at = (whom + 1..self.chunks.len().min(whom + 4)).find(|&j| self.verb(j).is_some())?;
        let governor = Governor {
            at,
            verb: self.verb(at)?,
            adjacent: true,
        };
        let hit = self.subject_hit(&governor, last.chunk)?;
        let measure = &self.source.rules.measures.all[hit.measure as usize];
        let mut d = self.draft(last.chunk, None, Some(hit), last.counted.clone());
        d.sum = Some(Sum {
            of: u32::try_from(of).ok()?,
            first: self.chunks[whom].first - 2,
            last: whom,
            doer: false,
        });
        measure.befalls.then_some(d)
    }

    /// "a triple murder": a deed with the number of those it befell.
    fn multiple(&self, k: usize) -> Option<Draft> {
        let noun = self.noun(k).filter(|n| n.quantity.is_none())?;
        let (at, trigger) = self.noun_trigger(k).filter(|(_, t)| t.slot == NounSlot::Count)?;
        let word = self.token(at.checked_sub(1)?)?;
        let of = *self.source.rules.frames.multiples.get(&word.word)?;
        let measure = &self.source.rules.measures.all[trigger.measure as usize];
        let hit = Hit {
            measure: trigger.measure,
            counted: trigger.counted.clone(),
            by: "noun",
            word: self.token(at)?.word,
        };
        let mut d = self.draft(
            k,
            None,
            Some(hit),
            trigger.counted.clone().or_else(|| measure.counts.clone()),
        );
        d.sum = Some(Sum {
            of,
            first: at - 1,
            last: k,
            doer: false,
        });
        (measure.befalls && !noun.plural).then_some(d)
    }

    /// Noun groups of persons from `k` on that "and" joins, and the class of them all.
    fn persons_from(&self, k: usize) -> Option<(Sum, CompactString)> {
        let first = self.noun(k)?;
        if first.quantity.is_none() && !first.single && !first.definite {
            return None;
        }
        let mut of = self.value(k)?;
        let mut class = first.counted.clone()?;
        let (mut last, mut at, mut joined) = (k, k + 1, false);
        let mut listed = (of, class.clone());
        while at < self.chunks.len() {
            match &self.chunks[at].kind {
                ChunkKind::Label | ChunkKind::Other => {}
                ChunkKind::Comma => joined = false,
                ChunkKind::Conj if self.word(at) == "and" => joined = true,
                ChunkKind::Noun(n) if at > last + 1 => {
                    let Some(more) = self.value(at) else { break };
                    let own = n.counted.clone().unwrap_or_default();
                    // "a soldier and six rebels": the two sides of a fight
                    let militant = |c: &str| self.source.rules.taxonomy.is_a(c, "militants");
                    if militant(&own) != militant(&listed.1) {
                        break;
                    }
                    listed = (listed.0 + more, if listed.1 == own { own } else { "people".into() });
                    // a list is known by the "and" before its last member
                    if joined {
                        (of, class, last) = (listed.0, listed.1.clone(), at);
                    } else if at + 1 < self.chunks.len() && last + 8 < at {
                        break;
                    }
                }
                _ => break,
            }
            at += 1;
        }
        // "six men and four women" are figures as they stand
        let figures = |j: usize| self.noun(j).is_none_or(|n| n.quantity.is_some() && !n.definite);
        let alone = last > k && (k..=last).all(figures);
        let first = self.chunks[k].first;
        let sum = Sum {
            of,
            first,
            last,
            doer: false,
        };
        (of <= MOST && !alone).then_some((sum, class))
    }

    /// How many persons noun group `k` is, if it tells of persons one by one.
    fn value(&self, k: usize) -> Option<u32> {
        let n = self.noun(k)?;
        let taxonomy = &self.source.rules.taxonomy;
        let class = n.counted.as_deref().filter(|c| taxonomy.is_a(c, "people"))?;
        match n.quantity {
            None if self.pair(k, n) => n.single.then_some(2),
            None => (!n.plural && !n.pronoun && !taxonomy.is_a(class, "security-forces") || n.single).then_some(1),
            Some(q) => {
                let q = self.source.quantities.get(q as usize)?;
                let whole = q.kind == Kind::Count && !q.fraction && n.of.is_none() && !n.additional;
                let value = q.interval.point().filter(|v| whole && *v <= Decimal::from(MOST))?;
                u32::try_from(value).ok()
            }
        }
    }

    /// What befell all of them, as object or as subject of one verb.
    fn befell_all(&self, k: usize, sum: Sum) -> Option<Hit> {
        let object = self
            .object_of(k)
            .filter(|g| g.adjacent && !matches!(g.verb.voice, Voice::Passive | Voice::Copula));
        // "killed a man, and a woman fled"
        let next = self.subject_of(sum.last).filter(|g| g.adjacent && sum.last > k);
        let hit = object
            .filter(|_| next.is_none())
            .and_then(|g| self.verb_hit(&g, Slot::Object, k))
            .or_else(|| {
                let g = next?;
                // "a teacher, a mother and a friend, was killed" is one
                let one = |t: &crate::text::Token| {
                    t.is(Tags::BE | Tags::AUX) && matches!(self.source.rules.lexicon.word(t.word), "was" | "is" | "has")
                };
                let alone = self.tokens(g.at).iter().any(one);
                self.subject_hit(&g, sum.last).filter(|_| !alone)
            })?;
        self.source.rules.measures.all[hit.measure as usize]
            .befalls
            .then_some(hit)
    }

    /// The same with the attacker's own death, where the sentence tells of it.
    fn with_doer(&self, k: usize, sum: Sum, killed: bool) -> Sum {
        let reflexives = &self.source.rules.frames.reflexives;
        let own = (sum.last + 1..self.chunks.len())
            .find(|&j| self.tokens(j).iter().any(|t| reflexives.contains(&t.word)))
            .filter(|_| killed && self.object_of(k).is_some());
        // "before trying to kill himself"
        let tried = own.is_some_and(|j| (sum.last..j).any(|i| self.verb(i).is_some_and(|v| v.infinitive || v.negated)));
        match own {
            Some(last) if !tried => Sum {
                of: sum.of + 1,
                last,
                doer: true,
                ..sum
            },
            _ => sum,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing;

    fn figures(text: &str) -> Vec<String> {
        let value = |c: &crate::claim::Claim| c.interval.point().map(|v| v.to_string()).unwrap_or_default();
        testing::claims(text, None)
            .iter()
            .map(|c| format!("{} {}/{}", value(c), c.measure, c.counted))
            .collect()
    }

    fn told(text: &str, figure: &str) -> bool {
        figures(text).iter().any(|f| f == figure)
    }

    #[test]
    fn persons_beside_each_other_add_up() {
        assert!(told("A woman and her son were killed in the fire.", "2 killed/people"));
        assert!(told(
            "Two girls and a boy were killed in the fire.",
            "3 killed/children"
        ));
        assert!(told(
            "The fire killed a woman, her son and her daughter.",
            "3 killed/people"
        ));
        assert!(!told(
            "A teacher, a mother and a friend to many, was killed.",
            "3 killed/people"
        ));
    }

    #[test]
    fn all_of_a_group_are_as_many() {
        assert!(told("There were three men aboard, all of whom died.", "3 killed/men"));
        assert!(!told("There were three men aboard, all of whom slept.", "3 killed/men"));
    }

    #[test]
    fn a_deed_tells_how_many() {
        assert!(told("Police are looking into a triple murder.", "3 killed/people"));
        assert!(figures("Police are looking into a brutal murder.").is_empty());
    }

    #[test]
    fn the_attacker_is_one_more() {
        assert!(told("He killed his wife and then himself.", "2 killed/women"));
        assert!(told(
            "A man killed three people before killing himself.",
            "4 killed/people"
        ));
        assert!(!told(
            "A man killed three people before trying to kill himself.",
            "4 killed/people"
        ));
    }
}
