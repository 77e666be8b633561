//! Adjectives and expressions that tell a state: "24 inmates dead", "46 on board", "59,785 for Marlow".

use super::chunk::{ChunkKind, Noun, Verb, Voice};
use super::clause::{Governor, Row};
use super::trigger::Hit;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::{MeasureId, Slot, State};
use crate::text::Token;
use compact_str::CompactString;

impl Row<'_> {
    /// An adjective that evokes a measure at chunk `j`: "dead", "missing".
    pub fn adjective_at(&self, j: usize) -> Option<Hit> {
        let chunk = self.chunks.get(j)?;
        if !matches!(
            chunk.kind,
            ChunkKind::Adjective | ChunkKind::Noun(_) | ChunkKind::Other | ChunkKind::Verb(_)
        ) {
            return None;
        }
        let rules = self.source.rules;
        let tokens = self.tokens(j);
        let (first, rest) = match tokens.split_first() {
            Some((a, rest)) if a.is(Tags::ADV) && !a.is(Tags::TRIGGER) => (rest.first()?, rest.get(1..)?),
            Some((a, rest)) => (a, rest),
            None => return None,
        };
        let words = |i: usize| {
            if i == 0 {
                Some(first.word)
            } else {
                rest.get(i - 1).map(|t| t.word)
            }
        };
        let (_, state) = rules
            .measures
            .adjectives
            .find_where(words, |s| self.tells_of(&s.about))?;
        Some(Hit {
            measure: state.measure,
            counted: None,
            by: "adjective",
            word: first.word,
        })
    }

    /// An adjunct that evokes a measure at chunk `j`: "on board", "in custody".
    pub fn adjunct_at(&self, j: usize) -> Option<Hit> {
        let first = self.chunks.get(j)?.first;
        let adjuncts = &self.source.rules.measures.adjuncts;
        let word = |i: usize| self.token(first + i as u32).map(|t| t.word);
        let measure = adjuncts
            .find_where(word, |s| !s.tally && self.tells_of(&s.about))
            .map(|(_, s)| s.measure)
            .or_else(|| self.modified_at(j))?;
        // "on board with the plan"
        let word_at = |at: u32| self.token(at).map_or("", |t| self.source.rules.lexicon.word(t.word));
        let with = word_at(first) == "on" && word_at(first + 1) == "board" && word_at(first + 2) == "with";
        let beside = self
            .chunks
            .iter()
            .position(|c| c.first == first + 3)
            .and_then(|j| self.noun(j));
        let plan = with && beside.is_some_and(|n| n.quantity.is_none() && n.counted.is_none() && !n.pronoun);
        if plan || self.silenced(measure) {
            return None;
        }
        Some(Hit {
            measure,
            counted: None,
            by: "adjunct",
            word: self.token(first)?.word,
        })
    }

    /// The report's title or lead has a word under which the measure's adjuncts and agents say nothing.
    pub(super) fn silenced(&self, measure: MeasureId) -> bool {
        let silent = &self.source.rules.measures.all[measure as usize].unless_about;
        silent.iter().any(|w| self.source.lead.contains(w))
    }

    /// "for 24, against 29, abstentions 1": the sides of a vote, each right before its number.
    fn side_of_vote(&self, k: usize) -> Option<Hit> {
        let bare = |j: usize| {
            let noun = self.noun(j).filter(|n| n.head.is_none() && n.of.is_none());
            noun.is_some_and(|n| n.quantity.is_some())
        };
        if !bare(k) {
            return None;
        }
        let side = |word: &'static str| {
            let near = (k.saturating_sub(8)..k + 9).filter(move |&j| self.word(j) == word && bare(j + 1));
            near.map(|j| j + 1)
        };
        let (pro, contra) = (side("for").next()?, side("against").next()?);
        let beside = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Conj));
        if !(pro.min(contra) + 1..pro.max(contra) - 1).all(beside) {
            return None;
        }
        let abstained = || k > 0 && matches!(self.word(k - 1), "abstentions" | "abstaining" | "abstained");
        let holds = side("for").chain(side("against")).any(|j| j == k) || abstained();
        let word = self.token(self.chunks.get(k.checked_sub(1)?)?.first)?.word;
        let state = |i: usize| (i == 0).then_some(word);
        let (_, state) = self
            .source
            .rules
            .measures
            .adjuncts
            .find_where(state, |s| s.tally && self.tells_of(&s.about))?;
        holds.then_some(Hit {
            measure: state.measure,
            counted: None,
            by: "adjunct",
            word,
        })
    }

    /// "400 for Marlow and 31 against": for whom or what a bare figure of a vote was cast.
    fn tally_at(&self, k: usize) -> Option<Hit> {
        self.noun(k).filter(|n| n.head.is_none() && n.of.is_none())?;
        let first = self.chunks.get(k + 1)?.first;
        let word = |i: usize| self.token(first + i as u32).map(|t| t.word);
        let adjuncts = &self.source.rules.measures.adjuncts;
        let (len, state) = adjuncts.find_where(word, |s| s.tally && self.tells_of(&s.about))?;
        let next = self.token(first + len as u32);
        let name = |t: &Token| t.is_capital() && !t.is(Tags::MONTH | Tags::WEEKDAY) || t.sign != char::default();
        let ends = next.is_none_or(|t| name(t) || t.is(Tags::CONJ | Tags::PREP));
        ends.then(|| Hit {
            measure: state.measure,
            counted: None,
            by: "adjunct",
            word: word(0).unwrap_or(WordId::UNKNOWN),
        })
    }

    /// "in preventive detention": an expression with others between its preposition and its noun.
    fn modified_at(&self, j: usize) -> Option<MeasureId> {
        let prep = self
            .tokens(j)
            .first()
            .filter(|_| matches!(self.kind(j), Some(ChunkKind::Prep)))?;
        let noun = self.noun(j + 1)?;
        let head = self.token(noun.head?)?;
        let word = |i: usize| [prep.word, head.word].get(i).copied();
        let holds = |s: &State| s.modified && self.tells_of(&s.about);
        let (_, state) = self.source.rules.measures.adjuncts.find_where(word, holds)?;
        Some(state.measure)
    }

    /// The same of a preposition at chunk `j` and the head of what follows it.
    pub(super) fn placed_at(&self, j: usize) -> Option<Hit> {
        let head = self.token(self.noun(j + 1)?.head?)?;
        let prep = self.token(self.chunks.get(j)?.first)?;
        let rules = self.source.rules;
        let words = |i: usize| [prep.word, head.word].get(i).copied();
        let (_, state) = rules
            .measures
            .adjuncts
            .find(words)
            .filter(|_| rules.frames.hospitals.contains(&head.word))?;
        Some(Hit {
            measure: state.measure,
            counted: None,
            by: "adjunct",
            word: prep.word,
        })
    }

    /// What stands right after noun group `k`: "two militants killed", "24 inmates dead", "46 people on board".
    pub fn post_hit(&self, k: usize) -> Option<Hit> {
        let mut j = k + 1;
        // "over sixty" dead
        let closed = matches!(self.kind(j), Some(ChunkKind::Quote)) && self.noun(k).is_some_and(|n| n.head.is_none());
        // "some sixty people" in the bank
        let quoted =
            matches!(self.kind(j), Some(ChunkKind::Quote)) && matches!(self.kind(j + 1), Some(ChunkKind::Prep));
        j += usize::from(quoted || closed && matches!(self.kind(j + 1), Some(ChunkKind::Adjective)));
        if let Some(hit) = self.tally_at(k).or_else(|| self.side_of_vote(k)) {
            return Some(hit);
        }
        // "four were shot, two fatally"
        if let Some(hit) = self.adjunct_at(j).filter(|h| self.admits(h.measure, &[], k)) {
            return Some(hit);
        }
        while matches!(self.kind(j), Some(ChunkKind::Other)) && self.tokens(j).iter().all(|t| t.is(Tags::ADV)) {
            j += 1;
        }
        let hit = match self.kind(j)? {
            // "one dead, three critically injured"
            ChunkKind::Noun(n) if j > k + 1 && n.quantity.is_none() && self.noun(k)?.head.is_none() => {
                self.adjective_at(j)
            }
            ChunkKind::Adjective | ChunkKind::Other => self.adjective_at(j),
            ChunkKind::Verb(v)
                if v.voice == Voice::Bare
                    && !self.object_follows(j)
                    && !self.is_past_only(v)
                    && !self.takes_aim(j, v) =>
            {
                let g = Governor {
                    at: j,
                    verb: v,
                    adjacent: true,
                };
                self.verb_hit(&g, Slot::Object, k).or_else(|| self.adjective_at(j))
            }
            // "six people being treated in hospital"
            ChunkKind::Verb(v) if v.voice == Voice::Passive && self.word(j) == "being" => {
                let g = Governor {
                    at: j,
                    verb: v,
                    adjacent: true,
                };
                self.verb_hit(&g, Slot::Object, k)
            }
            // "three men suffering from wounds"
            ChunkKind::Verb(v) if v.voice == Voice::Gerund => {
                let g = Governor {
                    at: j,
                    verb: v,
                    adjacent: true,
                };
                self.adjective_at(j).or_else(|| self.verb_hit(&g, Slot::Subject, k))
            }
            _ => None,
        };
        hit.or_else(|| self.adjunct_at(j))
            .filter(|h| self.admits(h.measure, &[], k))
    }

    /// "two men shot at the car", "fired into the crowd": what they did, and nothing that was done to them.
    pub(super) fn takes_aim(&self, j: usize, verb: &Verb) -> bool {
        let rules = self.source.rules;
        let target = |n: &Noun| {
            let living = |c: &CompactString| {
                ["people", "vehicles", "vessels", "aircraft"]
                    .iter()
                    .any(|of| rules.taxonomy.is_a(c, of))
            };
            n.pronoun || n.counted.as_ref().is_some_and(living)
        };
        rules.frames.aiming.contains(&verb.lemma)
            && matches!(self.kind(j + 1), Some(ChunkKind::Prep))
            && match self.word(j + 1) {
                "into" | "upon" | "toward" | "towards" => true,
                "at" | "on" => self.noun(j + 2).is_some_and(target),
                _ => false,
            }
    }

    /// What stands right after the group, but what befell it rather than where it was: of "all 46 people on
    /// board were killed" the 46 are the killed.
    pub(super) fn said_right_after(&self, k: usize) -> Option<Hit> {
        let hit = self.post_hit(k)?;
        if hit.by != "adjunct" || self.preceded_by(k, "with") {
            return self.fate(k, &hit).or(Some(hit));
        }
        let clause = |g: &Governor| {
            (k + 1..g.at).all(|j| {
                matches!(
                    self.kind(j),
                    Some(ChunkKind::Prep | ChunkKind::Noun(_) | ChunkKind::Other)
                )
            })
        };
        let befell = self
            .subject_of(k)
            .filter(clause)
            .and_then(|g| self.subject_hit(&g, k))
            .filter(|h| h.by == "verb" && h.measure != hit.measure);
        Some(befell.unwrap_or(hit))
    }

    /// "Twelve hikers kidnapped in May were freed": what has become of them, and no more what had been done before.
    fn fate(&self, k: usize, before: &Hit) -> Option<Hit> {
        let all = &self.source.rules.measures.all;
        let of_people = |h: &Hit| all[h.measure as usize].counts.as_deref() == Some("people");
        if all[before.measure as usize].befalls || !of_people(before) || before.by == "noun" {
            return None;
        }
        let done = self.verb(k + 1).is_none_or(|v| v.voice == Voice::Bare);
        let g = self.subject_of(k).filter(|g| done && g.at > k + 1)?;
        let clause = (k + 2..g.at).all(|j| {
            let noun = || self.noun(j).is_some_and(|n| n.quantity.is_none());
            noun()
                || matches!(
                    self.kind(j),
                    Some(ChunkKind::Prep | ChunkKind::Other | ChunkKind::Label)
                )
        });
        self.subject_hit(&g, k).filter(|h| {
            let measure = &all[h.measure as usize];
            clause && h.by == "verb" && h.measure != before.measure && of_people(h) && measure.agents.is_empty()
        })
    }
}
