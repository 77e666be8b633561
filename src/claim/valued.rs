//! Figures that a noun names and a verb or colon gives: "the toll rose to 40", "injured: 23".

use super::chunk::{ChunkKind, Noun, Verb, Voice};
use super::clause::{Governor, Row};
use super::trigger::Hit;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::{Measure, MeasureId, NounSlot, NounTrigger, Slot, VerbTrigger};
use crate::rules::numbers::Roles;
use compact_str::CompactString;

impl Row<'_> {
    /// "lifeboat crews have brought ashore 27 people": those whom the noun names act on the counted, and are not counted.
    fn acts_upon(&self, noun: usize, k: usize) -> bool {
        let frames = &self.source.rules.measures.verbs;
        let verb = (noun + 1..k).filter_map(|j| self.verb(j)).next_back();
        verb.is_some_and(|v| {
            let takes = |l: &Vec<VerbTrigger>| l.iter().any(|t| t.slot == Slot::Object);
            matches!(v.voice, Voice::Active | Voice::Bare) && frames.get(&v.lemma).is_some_and(takes)
        }) && self.object_of(k).is_some()
            && !(noun + 1..k).any(|j| matches!(self.kind(j), Some(ChunkKind::Prep)))
    }

    /// "topped 900": a verb of reaching a value is the first word of the figure.
    fn led_by_verb(&self, k: usize) -> bool {
        let rules = self.source.rules;
        let first = self.tokens(k).first();
        first.is_some_and(|t| t.is(Tags::VERB_PAST) && rules.frames.value_verbs.contains(&rules.words.lemma(t.word)))
    }

    /// "a toll of 47", "bringing the toll to 108", "the number of wounded rose to 40".
    pub(super) fn value_hit(&self, k: usize, headless: bool) -> Option<Hit> {
        let rules = self.source.rules;
        let mut j = k.checked_sub(1)?;
        match self.kind(j)? {
            ChunkKind::Prep
                if matches!(
                    self.word(j),
                    "to" | "of" | "at" | "from" | "by" | "as" | "above" | "past" | "beyond" | "near"
                ) => {}
            ChunkKind::Verb(v) if rules.frames.value_verbs.contains(&v.lemma) => j += 1,
            // "could exceed 100": the verb is the figure's bound
            ChunkKind::Verb(v) if self.token(v.main).is_some_and(|t| t.is(Tags::MODAL)) => j += 1,
            ChunkKind::Other | ChunkKind::Quote => {}
            // "deaths topped 900"
            ChunkKind::Noun(_) if self.led_by_verb(k) => j += 1,
            _ => return None,
        }
        let mut of_group: Option<usize> = None;
        let mut steps = 0;
        while j > 0 && steps < 14 {
            j -= 1;
            steps += 1;
            match &self.chunks[j].kind {
                ChunkKind::Noun(n) => {
                    if let Some((at, t)) = self.noun_trigger(j)
                        // "the toll at two villages"
                        && (headless || self.is_time(k) || self.admits(t.measure, &[], k))
                        && !(t.counted.is_some() && self.acts_upon(j, k))
                        && (t.slot == NounSlot::Value
                            || headless
                                && n.quantity.is_none()
                                && (t.slot == NounSlot::Count && self.near_value(j, k)
                                    || self.harmed(n, t) && self.near_value(j, k)
                                    || t.slot == NounSlot::Group && n.definite && self.put_at(j, k)
                                    || t.slot == NounSlot::Group && t.counted.is_none() && self.group_reaches(j, k)))
                    {
                        let whole = rules.measures.all[t.measure as usize].counts.clone();
                        return Some(Hit {
                            measure: t.measure,
                            counted: self
                                .told_class(j, at, t.measure)
                                .or_else(|| t.counted.clone())
                                .or(whole),
                            by: "value",
                            word: self.token(at)?.word,
                        });
                    }
                    let head = n.head.and_then(|h| self.token(h)).map(|t| t.word);
                    if headless && head.is_some_and(|h| rules.frames.value_nouns.contains(&h)) {
                        return self.numbered(j, of_group).or_else(|| self.under_key(j));
                    }
                    // "rose from 12 to 15", "rose by three to 15", "the toll across three towns rose to 15"
                    let aside = [
                        "from",
                        "by",
                        "across",
                        "in",
                        "at",
                        "throughout",
                        "over",
                        "after",
                        "within",
                    ];
                    if n.quantity.is_some() && !aside.iter().any(|w| self.preceded_by(j, w)) {
                        j = self.clause_between(j, k)?;
                        continue;
                    }
                    if self.preceded_by(j, "of") || of_group.is_none() {
                        of_group = Some(j);
                    }
                }
                ChunkKind::Verb(v) => {
                    let relative = matches!(self.kind(j.wrapping_sub(1)), Some(ChunkKind::Rel));
                    let held = (relative || matches!(v.voice, Voice::Bare | Voice::Passive))
                        && rules.measures.verbs.contains_key(&v.lemma);
                    // "known to have died", "in the sinking"
                    let infinitive = |j: usize| self.verb(j).is_some_and(|v| v.infinitive) && self.preceded_by(j, "to");
                    let known = infinitive(j) || v.voice == Voice::Bare && infinitive(j + 2);
                    let deed = v.voice == Voice::Gerund && j > 0 && self.is_article(j - 1);
                    if !held
                        && !known
                        && !deed
                        && !rules.frames.value_verbs.contains(&v.lemma)
                        && !self.token(v.main).is_some_and(|t| t.is(Tags::AUX))
                    {
                        j = self.clause_between(j, k)?;
                    }
                }
                ChunkKind::Prep | ChunkKind::Other | ChunkKind::Adjective | ChunkKind::Label | ChunkKind::Quote => {}
                // "the number who died rose to 17", "the number of people who died"
                ChunkKind::Rel if self.noun(j.wrapping_sub(1)).is_some_and(|n| n.quantity.is_none()) => {}
                ChunkKind::Subord | ChunkKind::Rel if self.clause_between(j + 1, k) == Some(j) => {}
                // "the toll, which stood at 14"
                ChunkKind::Rel if self.word(j) == "which" && self.holds_value(j.wrapping_sub(2)) => j -= 1,
                // "the toll, which stood at 14 on Monday, reached 20"
                ChunkKind::Comma if self.aside_before(j).is_some() => j = self.aside_before(j).unwrap_or(j),
                ChunkKind::Comma if self.preceded_by(k, "to") || steps < 8 => {}
                _ => return None,
            }
        }
        None
    }

    /// "the number of people killed when a tanker blew up near Kell has reached 67": where the clause begins that
    /// the verb at `j` belongs to, and that stands between the number and its value at `k`.
    fn clause_between(&self, j: usize, k: usize) -> Option<usize> {
        let frames = &self.source.rules.frames;
        let moves = |at: usize| self.verb(at).is_some_and(|v| frames.value_verbs.contains(&v.lemma));
        let valued = k > 1 && (moves(k - 1) || matches!(self.kind(k - 1), Some(ChunkKind::Prep)) && moves(k - 2));
        let within = (0..j).rev().take(6);
        let mut inside = within.take_while(|&i| !matches!(self.kind(i), Some(ChunkKind::Comma | ChunkKind::Colon)));
        let from = inside.find(|&i| matches!(self.kind(i), Some(ChunkKind::Subord | ChunkKind::Rel)))?;
        let head = |i: usize| self.noun(i).and_then(|n| self.token(n.head?)).map(|t| t.word);
        let counts = (0..from).any(|i| head(i).is_some_and(|h| frames.value_nouns.contains(&h)));
        (valued && counts && self.opens(0)).then_some(from)
    }

    /// "The missing: the list stands at 145": what the key before the colon names.
    fn under_key(&self, value: usize) -> Option<Hit> {
        let key = matches!(self.kind(1), Some(ChunkKind::Colon)) && value == 2 && self.opens(0);
        let hit = key.then(|| self.group_at(0)).flatten()?;
        let whole = self.source.rules.measures.all[hit.measure as usize].counts.clone();
        Some(Hit {
            counted: hit.counted.or(whole),
            by: "value",
            ..hit
        })
    }

    /// "the victims of the collapse numbered 13": a noun for the dead and others, in a report that tells of the dead.
    fn harmed(&self, noun: &Noun, t: &NounTrigger) -> bool {
        t.slot == NounSlot::Numbered
            && noun.definite
            && noun.plural
            && t.counts_about.iter().any(|w| self.source.lead.contains(w))
    }

    /// "the militant death toll": the class before the noun, where the measure can be said of it ("the quake toll").
    fn told_class(&self, k: usize, at: u32, measure: MeasureId) -> Option<CompactString> {
        let rules = self.source.rules;
        let of = &rules.measures.all[measure as usize].of;
        self.class_before(k, at)
            .filter(|class| of.is_empty() || of.iter().any(|o| rules.taxonomy.is_a(class, o)))
    }

    /// "the number of people confirmed dead", "men known to have died": what a group is known to be.
    fn known_to(&self, k: usize) -> Option<Hit> {
        let known = self.verb(k + 1).filter(|v| v.voice == Voice::Bare)?;
        if let Some(hit) = self.adjective_at(k + 2) {
            return Some(hit);
        }
        let at = (k + 2..k + 4)
            .find(|&j| self.verb(j).is_some_and(|v| v.infinitive))
            .unwrap_or(k + 1);
        let verb = self.verb(at).unwrap_or(known);
        let g = Governor {
            at,
            verb,
            adjacent: true,
        };
        self.subject_hit(&g, k)
    }

    /// Noun group `j` is a toll or the like.
    fn holds_value(&self, j: usize) -> bool {
        self.noun_trigger(j).is_some_and(|(_, t)| t.slot == NounSlot::Value)
    }

    /// The comma that opens the clause about a value which the comma at `close` ends: ", which stood at 14,", ", put at
    /// 14 on Monday,".
    fn aside_before(&self, close: usize) -> Option<usize> {
        let open = (0..close)
            .rev()
            .take(9)
            .find(|&j| matches!(self.kind(j), Some(ChunkKind::Comma)))?;
        let values = &self.source.rules.frames.value_verbs;
        let put = |v: &Verb| v.voice == Voice::Bare && values.contains(&v.lemma);
        let led = matches!(self.kind(open + 1), Some(ChunkKind::Rel)) || self.verb(open + 1).is_some_and(put);
        (led && self.holds_value(open.wrapping_sub(1))).then_some(open)
    }

    /// "brings to 318 the number of civilians killed": the value before what it is a value of.
    pub(super) fn ahead_of_number(&self, k: usize, headless: bool) -> Option<Hit> {
        let frames = &self.source.rules.frames;
        let verb = self.verb(k.checked_sub(2)?)?;
        let moved = headless && self.preceded_by(k, "to") && frames.value_verbs.contains(&verb.lemma);
        let noun = self.noun(k + 1).filter(|n| moved && n.quantity.is_none())?;
        if let Some((at, t)) = self.noun_trigger(k + 1).filter(|(_, t)| t.slot == NounSlot::Value) {
            return Some(Hit {
                measure: t.measure,
                counted: self.told_class(k + 1, at, t.measure).or_else(|| t.counted.clone()),
                by: "value",
                word: self.token(at)?.word,
            });
        }
        let head = self.token(noun.head?)?;
        frames
            .value_nouns
            .contains(&head.word)
            .then(|| self.numbered(k + 1, None))
            .flatten()
    }

    /// Deaths rose to 40: a counting noun takes a value only through a value verb.
    fn near_value(&self, noun: usize, k: usize) -> bool {
        let frames = &self.source.rules.frames;
        // "cases will exceed 3,000": the verb is the figure's bound
        let bound = self
            .verb(k - 1)
            .and_then(|v| self.token(v.main))
            .is_some_and(|t| t.is(Tags::MODAL));
        bound
            || self.led_by_verb(k)
            || (noun + 1..k)
                .filter_map(|j| self.verb(j))
                .any(|v| frames.value_verbs.contains(&v.lemma))
    }

    /// "the injured reached 300": a group right before a verb of reaching a number.
    fn group_reaches(&self, noun: usize, k: usize) -> bool {
        let reach = |w: WordId| {
            matches!(
                self.source.rules.lexicon.word(w),
                "reach" | "exceed" | "top" | "pass" | "surpass" | "hit"
            )
        };
        let verb = self.verb(k - 1).filter(|_| noun + 2 == k);
        verb.is_some_and(|v| v.voice != Voice::Passive && reach(v.lemma)) || noun + 1 == k && self.led_by_verb(k)
    }

    /// "puts the attackers at forty": the object of a value verb, and what it is put at.
    fn put_at(&self, noun: usize, k: usize) -> bool {
        let values = &self.source.rules.frames.value_verbs;
        let verb = self.object_of(noun).filter(|g| g.verb.voice != Voice::Copula);
        self.preceded_by(k, "at") && verb.is_some_and(|g| values.contains(&g.verb.lemma))
    }

    /// "the number of insurgents killed": the measure of what is numbered.
    fn numbered(&self, number: usize, of_group: Option<usize>) -> Option<Hit> {
        // "the rest of the gunmen, whose number is put at 150"
        let whose = self.tokens(number).first().is_some_and(|t| t.is(Tags::REL));
        let owner = (0..number)
            .rev()
            .take(3)
            .find(|&j| self.noun(j).is_some())
            .filter(|_| whose);
        if owner.is_none() && self.word(number + 1) != "of" {
            let said = self.said_of_number(number);
            if said.is_some() {
                return said;
            }
        }
        let k = owner
            .or(of_group)
            .or_else(|| (matches!(self.kind(number + 1), Some(ChunkKind::Prep))).then_some(number + 2))?;
        let noun = self.noun(k)?;
        let hit = self
            .strong_noun(k)
            .or_else(|| self.modifier_hit(k))
            .or_else(|| self.post_hit(k))
            .or_else(|| self.relative_of(k).and_then(|g| self.subject_hit(&g, k)))
            .or_else(|| self.known_to(k))
            .or_else(|| self.weak_noun(k))
            .or_else(|| {
                let (at, t) = self.noun_trigger(k).filter(|(_, t)| t.slot == NounSlot::Numbered)?;
                Some(Hit {
                    measure: t.measure,
                    counted: None,
                    by: "noun",
                    word: self.token(at)?.word,
                })
            })
            .or_else(|| self.agent(k, noun))?;
        Some(Hit {
            counted: noun.counted.clone().or(hit.counted),
            by: "value",
            ..hit
        })
    }

    /// "the gang was six strong": those whose members fight.
    fn band(&self, j: usize) -> Option<(MeasureId, Option<CompactString>, WordId)> {
        let rules = self.source.rules;
        let word = self.token(self.noun(j)?.head?)?.word;
        let fighter = |m: &Measure| m.agents.iter().any(|a| a == "militants");
        let id = rules.measures.all.iter().position(fighter);
        let id = id.filter(|_| rules.frames.bands.contains(&word))?;
        Some((id as MeasureId, None, word))
    }

    /// "a gang of four": as many as are in it. "A brass band of nine" plays.
    pub(super) fn band_of(&self, k: usize) -> Option<Hit> {
        let noun = self.noun(k).filter(|n| n.head.is_none() && n.of.is_none())?;
        let of = noun.quantity.is_some() && self.preceded_by(k, "of");
        let group = k.checked_sub(2).filter(|_| of)?;
        let (measure, _, word) = self.band(group)?;
        let sort = self.tokens(group).iter().any(|t| t.word != word && t.is(Tags::NOUN));
        let counted = self.source.rules.measures.all[measure as usize].counts.clone();
        (counted.is_some() && !sort).then_some(Hit {
            measure,
            counted,
            by: "value",
            word,
        })
    }

    /// "The crowd was 400 strong", "a march 400 strong": as many as are in what is named.
    pub(super) fn strong(&self, k: usize) -> Option<Hit> {
        let numbers = &self.source.rules.numbers;
        let quantity = self.source.quantities.get(self.noun(k)?.quantity? as usize)?;
        let after = self.token(quantity.end)?;
        if !numbers.roles(after.word).contains(Roles::STRONG) {
            return None;
        }
        let before = k.checked_sub(1)?;
        let named = |j: &usize| self.noun(*j).is_some_and(|n| n.quantity.is_none() && !n.pronoun);
        let in_phrase = |j: usize| j > 0 && matches!(self.kind(j - 1), Some(ChunkKind::Prep));
        let j = match self.kind(before)? {
            ChunkKind::Verb(v) if v.voice == Voice::Copula => {
                let closed = |j: &usize| self.verb(*j).is_some() || matches!(self.kind(*j), Some(ChunkKind::Rel));
                let mut subject = (0..before).rev().take_while(|j| !closed(j)).filter(named);
                subject.find(|&j| !in_phrase(j))?
            }
            ChunkKind::Comma => before.checked_sub(1).filter(named)?,
            _ => Some(before).filter(named)?,
        };
        let noun = self.noun(j)?;
        let rules = self.source.rules;
        let by_name = || {
            let (at, t) = self.noun_trigger(j).filter(|(_, t)| t.slot != NounSlot::About)?;
            let class = self.told_class(j, at, t.measure).or_else(|| t.counted.clone());
            Some((t.measure, class, self.token(at)?.word))
        };
        let by_band = || self.band(j);
        let by_agent = || self.agent(j, noun).map(|h| (h.measure, noun.counted.clone(), h.word));
        // "the protest", "a march": named after what those in it do
        let by_deed = || {
            let word = self.token(noun.head?)?.word;
            let act = |t: &&VerbTrigger| t.slot == Slot::Subject && t.about.is_empty() && t.particle.is_empty();
            let t = rules.measures.verbs.get(&word)?.iter().find(act)?;
            (!rules.measures.all[t.measure as usize].befalls).then_some((t.measure, None, word))
        };
        let (measure, counted, word) = by_name().or_else(by_band).or_else(by_agent).or_else(by_deed)?;
        let counted = counted.or_else(|| rules.measures.all[measure as usize].counts.clone());
        counted.is_some().then_some(Hit {
            measure,
            counted,
            by: "value",
            word,
        })
    }

    /// "the number killed", "the number in hospital", "the number who had fled": what is said of a number itself.
    fn said_of_number(&self, number: usize) -> Option<Hit> {
        let at = number + 1;
        let verbs = &self.source.rules.measures.verbs;
        let evoked = |j: usize, slot: Slot| {
            let lemma = self.verb(j)?.lemma;
            let plain = |t: &&VerbTrigger| {
                t.slot == slot
                    && t.particle.is_empty()
                    && t.with.is_empty()
                    && !t.negated
                    && t.about.is_empty()
                    && !t.by_agents
            };
            let t = verbs.get(&lemma)?.iter().find(plain)?;
            Some(Hit {
                measure: t.measure,
                counted: None,
                by: "value",
                word: lemma,
            })
        };
        let hit = match self.kind(at)? {
            ChunkKind::Verb(v) if v.voice == Voice::Bare => self.adjective_at(at).or_else(|| evoked(at, Slot::Object)),
            ChunkKind::Rel => match self.verb(at + 1)?.voice {
                Voice::Passive => evoked(at + 1, Slot::Object),
                _ => evoked(at + 1, Slot::Subject),
            },
            _ => self.adjunct_at(at).or_else(|| self.adjective_at(at)),
        }?;
        let whole = self.source.rules.measures.all[hit.measure as usize].counts.clone();
        Some(Hit {
            counted: hit.counted.or(whole),
            by: "value",
            ..hit
        })
    }
}
