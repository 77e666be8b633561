//! Which measure the words around a noun group evoke.

use super::chunk::{ChunkKind, Noun, Verb, Voice};
use super::clause::{Governor, Row};
use crate::quantity::Quantity;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::{MeasureId, NounSlot, NounTrigger, Slot, VerbTrigger};
use crate::rules::words::Function;
use crate::text::Token;
use compact_str::CompactString;

/// A measure evoked, with how.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The measure.
    pub measure: MeasureId,
    /// What is counted, where the trigger says.
    pub counted: Option<CompactString>,
    /// How it was evoked: "verb", "noun", ...
    pub by: &'static str,
    /// The word that evoked it.
    pub word: WordId,
}

/// Whether an unknown noun, singular or plural, ends as the names of persons do.
#[rustfmt::skip]
pub(super) fn formed_as_person(word: &str) -> bool {
    // of one slice pattern, since it is asked of every unknown word
    matches!(
        super::counted::singular(word).as_bytes(),
        [.., b'a', b't' | b'd', b'e'] | [.., b'e' | b'o' | b'a', b'r'] | [.., b'e', b'u', b'r'] | [.., b'i', b's', b't'] | [.., b'i' | b'e', b'a', b'n']
            | [.., b'm', b'a' | b'e', b'n'] | [.., b'e', b'e'] | [.., b'e', b's', b's'] | [.., b'a' | b'e', b'n', b't']
            | [.., b'i', b't', b'e'] | [.., b'a', b'r', b'd'] | [.., b'i', b'c'] | [.., b'e', b's', b'e']
    )
}

impl<'a> Row<'a> {
    /// Whether a measure can count members of a class. An unknown noun can be an occupation; a
    /// known noun outside the taxonomy is no member of any class.
    pub fn admits(&self, measure: MeasureId, of: &[CompactString], k: usize) -> bool {
        let rules = self.source.rules;
        let except = &rules.measures.all[measure as usize].except;
        let of = if of.is_empty() {
            &rules.measures.all[measure as usize].of[..]
        } else {
            of
        };
        if of.is_empty() {
            return true;
        }
        let Some(noun) = self.noun(k) else { return true };
        let unit = |q: &Quantity| q.unit.is_some();
        if noun
            .quantity
            .and_then(|q| self.source.quantities.get(q as usize))
            .is_some_and(unit)
        {
            return false;
        }
        match (&noun.counted, noun.head) {
            (Some(class), _) => {
                let one_of = |list: &[CompactString]| list.iter().any(|o| rules.taxonomy.is_a(class, o));
                // "residents of 120 homes were told to leave": what is said of those in it
                let inmates = || {
                    let whole = &rules.measures.all[measure as usize].of;
                    let people = |n: &Noun| n.plural && n.counted.as_deref() == Some("people") && n.quantity.is_none();
                    let led = self.preceded_by(k, "of") && k > 1 && self.noun(k - 2).is_some_and(people);
                    led && one_of(whole) && of.iter().any(|o| o == "people")
                };
                (one_of(of) || inmates()) && !one_of(except)
            }
            (None, None) => {
                let whole = noun.of.filter(|_| noun.pronoun).or_else(|| self.whole_before(k));
                let people = |o: &CompactString| rules.taxonomy.is_a("people", o) || rules.taxonomy.is_a(o, "people");
                match whole.and_then(|t| self.token(t)).map(|t| rules.lexicon.word(t.word)) {
                    Some("which" | "it") => return !of.iter().all(people),
                    Some("whom") => return of.iter().any(people),
                    _ => {}
                }
                // "nobody", "three others": people, whatever else the verb could be said of
                let first = noun
                    .quantity
                    .and_then(|q| self.source.quantities.get(q as usize))
                    .map(|q| q.first);
                let word = first
                    .and_then(|t| self.token(t))
                    .map_or("", |t| rules.lexicon.word(t.word));
                let others = self
                    .tokens(k)
                    .last()
                    .is_some_and(|t| rules.words.is(t.word, Function::OTHERS) || self.more_of_people(k, t));
                // "destroyed 40 houses and damaged 100 others": of the houses
                let things = || {
                    let mut before = (0..k)
                        .rev()
                        .filter_map(|j| self.noun(j).filter(|n| n.quantity.is_some()));
                    let class = before.next().and_then(|n| n.counted.as_ref());
                    class.is_some_and(|c| of.iter().any(|o| rules.taxonomy.is_a(c, o)))
                };
                let persons = others && !things() || matches!(word, "nobody" | "no-one");
                !persons || of.iter().any(people)
            }
            (None, Some(head)) => self.token(head).is_none_or(|t| {
                // "Weapons received: 40": a capital that only opens the line makes no name
                let known = rules.lexicon.tags(t.word).intersects(Tags::NOUN);
                let first = self.chunks.get(k).is_some_and(|c| c.first == head) && self.opens(k);
                t.is_capital() && !(known && first)
                    || t.is(Tags::NATION)
                    || t.is(Tags::TRIGGER) && (!t.is(Tags::VERB_BASE | Tags::VERB_S) || self.noun_trigger(k).is_some())
                    || !rules.lexicon.tags(t.word).intersects(Tags::NOUN) && self.acts_by_name(t)
            }),
        }
    }

    /// An unknown noun that is formed as the names of those who do something are: "sappers", "typists". Others are
    /// more often things.
    fn acts_by_name(&self, head: &Token) -> bool {
        let word = head.span.of(self.text).to_lowercase();
        formed_as_person(&word) || super::counted::singular(&word).len() == word.len()
    }

    /// "of which 22 struck the roof": the pronoun before a figure that says what it is a part of.
    fn whole_before(&self, k: usize) -> Option<u32> {
        let pronoun = k.checked_sub(1).filter(|&j| matches!(self.word(j), "which" | "whom"))?;
        self.preceded_by(pronoun, "of")
            .then_some(self.chunks.get(pronoun)?.first)
    }

    /// The measure that a verb evokes with the counted noun group `k` in a slot.
    pub fn verb_hit(&self, g: &Governor, slot: Slot, k: usize) -> Option<Hit> {
        let rules = self.source.rules;
        let list = rules.measures.verbs.get(&g.verb.lemma)?;
        let bare = self.noun(k).is_some_and(|n| n.head.is_none() && n.of.is_none());
        let beside = |g: &Governor, t: &VerbTrigger| {
            let mut words = (g.verb.main + 1..).zip(&t.particle);
            words.all(|(at, w)| self.token(at).is_some_and(|x| x.word == *w))
        };
        list.iter()
            .filter(|t| t.slot == slot && t.negated == g.verb.negated && !t.purpose)
            .filter(|t| t.subject.is_empty() || self.headed_before(g.at, &t.subject))
            .filter(|t| self.tells_of(&t.about))
            .filter(|t| {
                let agents = || !self.place_before(g.at) && !self.thing_before(g.at);
                // "three have been taken to St. Clare's": on their way, in nobody's hands
                let named = || self.noun(g.at + 2).is_some_and(|n| n.proper);
                let led = || self.word(g.at + 1) == "to" && named();
                let passive = g.verb.voice == Voice::Passive;
                !t.by_agents || passive && !led() || !passive && agents()
            })
            .filter(|t| t.manner.is_empty() || self.done(g, &t.manner))
            .filter(|t| !t.able || self.can(g))
            .filter(|t| !t.ongoing || self.goes_on(g))
            .filter(|t| !t.by_people || g.verb.voice == Voice::Active || g.verb.voice == Voice::Bare)
            .filter(|t| !t.by_people || self.several_before(g.at))
            .filter(|t| {
                t.particle.is_empty() || slot != Slot::Object || k > g.at || !self.leads_on(g, t.particle.len())
            })
            .filter(|t| !t.alone || g.verb.voice != Voice::Passive && !self.completed(g.at))
            .filter(|t| {
                // "the mayor carried nine bags"; of those who board a ship no other person is asked
                let carried = t.slot == Slot::Object && !rules.measures.all[t.measure as usize].carriers.is_empty();
                !carried || g.verb.voice != Voice::Passive && !self.person_before(g.at)
            })
            .filter(|t| {
                (beside(g, t) || self.shifted(g, t, k))
                    && (t.with.is_empty() || self.followed_by(g.at, &t.with) || self.filled(g, t, k))
                    && self.admits(t.measure, &t.of, k)
            })
            .max_by_key(|t| {
                (
                    if beside(g, t) { t.particle.len() } else { 0 },
                    t.able,
                    t.ongoing,
                    !t.manner.is_empty(),
                    !t.subject.is_empty(),
                    !t.with.is_empty(),
                    !t.of.is_empty(),
                    !t.about.is_empty(),
                    bare && rules.measures.all[t.measure as usize].counts.as_deref() == Some("people"),
                )
            })
            .map(|t| Hit {
                measure: t.measure,
                counted: None,
                by: "verb",
                word: g.verb.lemma,
            })
            .map(|hit| self.outcome(g, k).filter(|_| self.is_mixed(&hit)).unwrap_or(hit))
    }

    /// "the square was filled by 5,000": what the verb is said with is the subject of its passive.
    fn filled(&self, g: &Governor, t: &VerbTrigger, k: usize) -> bool {
        let by = self.preceded_by(k, "by") || self.preceded_by(k, "with");
        by && t.slot == Slot::Subject && g.verb.voice == Voice::Passive && self.headed_before(g.at, &t.with)
    }

    /// "led 16 of the men away": the particle follows what is counted, and leads on to nothing.
    fn shifted(&self, g: &Governor, t: &VerbTrigger, k: usize) -> bool {
        let [particle] = &*t.particle else { return false };
        let active = matches!(g.verb.voice, Voice::Active | Voice::Bare);
        let object = t.slot == Slot::Object && active && g.adjacent && k > g.at;
        let end = self.chunks.get(k).map_or(0, |c| c.end);
        let on = (k + 1..self.chunks.len()).find(|&j| self.chunks[j].first > end);
        object
            && self.token(end).is_some_and(|x| x.word == *particle)
            && on.is_none_or(|j| self.noun(j).is_none() || self.is_time(j))
    }

    /// "300 volunteers searched for the girl": something follows the particle of a verb that is no sure passive.
    fn leads_on(&self, g: &Governor, len: usize) -> bool {
        let next = g.verb.main + 1 + len as u32;
        let at = (g.at + 1..self.chunks.len()).find(|&j| self.chunks[j].first >= next);
        let object = |j: usize| self.chunks[j].first == next && self.noun(j).is_some() && !self.is_time(j);
        g.verb.voice == Voice::Bare && at.is_some_and(object)
    }

    /// What the verb at `at` does to something, or makes of its subject: "struck the roof", "fell ill".
    fn completed(&self, at: usize) -> bool {
        self.object_follows(at) || matches!(self.kind(at + 1), Some(ChunkKind::Adjective))
    }

    /// Whether a hit leaves open how it ended: of those who were shot some may be dead.
    pub fn is_mixed(&self, hit: &Hit) -> bool {
        hit.by == "verb"
            && self.source.rules.measures.all[hit.measure as usize]
                .mixed
                .contains(&hit.word)
    }

    /// The same with what the words after noun group `k` add: "found with gunshot wounds".
    pub fn leaves_open(&self, hit: &Hit, k: usize) -> bool {
        let mixed = &self.source.rules.measures.all[hit.measure as usize].mixed;
        self.is_mixed(hit) || matches!(hit.by, "verb" | "adjunct") && self.followed_by(k, mixed)
    }

    /// "were shot and killed", "shot, killed": the participle that tells how it ended.
    fn outcome(&self, g: &Governor, k: usize) -> Option<Hit> {
        let mut at = g.at + 1;
        while matches!(self.kind(at), Some(ChunkKind::Comma | ChunkKind::Conj)) {
            at += 1;
        }
        let rules = self.source.rules;
        let word = self
            .tokens(at)
            .first()
            .filter(|t| at > g.at + 1 && t.is(Tags::VERB_PP))?;
        if self.object_follows(at) {
            return None;
        }
        let lemma = rules.words.lemma(word.word);
        let list = rules.measures.verbs.get(&lemma)?;
        let t = list
            .iter()
            .find(|t| t.slot == Slot::Object && t.particle.is_empty() && t.with.is_empty() && t.manner.is_empty())
            .filter(|t| self.admits(t.measure, &t.of, k))?;
        Some(Hit {
            measure: t.measure,
            counted: None,
            by: "verb",
            word: lemma,
        })
    }

    /// Whether one of these adverbs stands in a verb group or right beside it.
    fn done(&self, g: &Governor, manner: &[WordId]) -> bool {
        let Some(chunk) = self.chunks.get(g.at) else {
            return false;
        };
        (chunk.first.saturating_sub(1)..chunk.end + 1)
            .filter_map(|i| self.token(i))
            .any(|t| manner.contains(&t.word))
    }

    /// "is treating", "are being treated": it has not come to an end.
    fn goes_on(&self, g: &Governor) -> bool {
        match g.verb.voice {
            Voice::Active => self.token(g.verb.main).is_some_and(|t| t.is(Tags::VERB_ING)),
            Voice::Passive => self
                .tokens(g.at)
                .iter()
                .any(|t| self.source.rules.lexicon.word(t.word) == "being"),
            _ => false,
        }
    }

    /// "can carry", "could hold": what may be done, and was not.
    pub(super) fn can(&self, g: &Governor) -> bool {
        let able = |t: &Token| matches!(self.source.rules.lexicon.word(t.word), "can" | "could");
        g.verb.voice != Voice::Passive && self.tokens(g.at).iter().any(able)
    }

    /// Whether the noun group before the verb at `at` is headed by one of these words.
    pub(super) fn headed_before(&self, at: usize, heads: &[WordId]) -> bool {
        (0..self.first_verb(at))
            .rev()
            .take(4)
            .find(|&j| self.noun(j).is_some() || matches!(self.kind(j), Some(ChunkKind::Rel)))
            .and_then(|j| match self.noun(j).and_then(|n| n.head) {
                Some(h) => self.token(h),
                None => self.tokens(j).first(),
            })
            .is_some_and(|t| heads.contains(&t.word))
            || self.led_by(at, heads)
    }

    /// "the shelters in the district": one of these words heads the noun group that the last before the verb at
    /// `at` hangs on.
    fn led_by(&self, at: usize, heads: &[WordId]) -> bool {
        let Some(mut j) = self.first_verb(at).checked_sub(1) else {
            return false;
        };
        // "the hospital in Kell said it was looking after 12"
        let said = j.checked_sub(1).and_then(|s| self.verb(s)).is_some_and(|v| {
            let says = self.token(v.main).is_some_and(|t| t.is(Tags::REPORT));
            says && j > 1 && self.noun(j).is_some_and(|n| n.pronoun) && matches!(self.word(j), "it" | "they")
        });
        if said {
            return self.headed_before(j - 1, heads);
        }
        while j > 1 && self.noun(j).is_some() && matches!(self.kind(j - 1), Some(ChunkKind::Prep)) {
            j -= 2;
            let head = self.noun(j).and_then(|n| self.token(n.head?));
            if head.is_some_and(|t| heads.contains(&t.word)) {
                return true;
            }
        }
        false
    }

    /// "have charged nine and hold seven": the verb that has the subject which the one at `at` shares.
    pub(super) fn first_verb(&self, at: usize) -> usize {
        if !matches!(at.checked_sub(1).and_then(|j| self.kind(j)), Some(ChunkKind::Conj)) {
            return at;
        }
        let open = |j: &usize| {
            !matches!(
                self.kind(*j),
                Some(ChunkKind::Colon | ChunkKind::Subord | ChunkKind::Rel)
            )
        };
        let verb = |j: &usize| self.verb(*j).is_some_and(|v| !v.infinitive && v.voice != Voice::Gerund);
        (0..at - 1).rev().take(14).take_while(open).find(verb).unwrap_or(at)
    }

    /// The subject of the verb at `at` is a place, or stands for one: "the prison holds".
    fn place_before(&self, at: usize) -> bool {
        let rules = self.source.rules;
        let locales = &rules.frames.locales;
        // "the ground, which holds 38,000": what a relative clause is said of, whatever stands before it
        if at > 0 && matches!(self.word(at - 1), "which" | "that") {
            let named = (0..at - 1).rev().take(3).find_map(|j| self.noun(j));
            let person = |n: &Noun| n.counted.as_ref().is_some_and(|c| rules.taxonomy.is_a(c, "people"));
            return named.is_some_and(|n| !person(n));
        }
        // "stormed a school and marched off 20": what an earlier verb acts on is no subject
        let subject = (0..at).rev().take(10).find(|&j| {
            self.noun(j).is_some_and(|n| !n.pronoun)
                && !matches!(self.kind(j.wrapping_sub(1)), Some(ChunkKind::Prep | ChunkKind::Verb(_)))
        });
        let head = subject.and_then(|j| self.noun(j)?.head).and_then(|h| self.token(h));
        head.is_some_and(|t| locales.contains(&t.word))
    }

    /// The subject of the verb at `at` is a person or several: who carries somebody is no vehicle.
    fn person_before(&self, at: usize) -> bool {
        let at = self.first_verb(at);
        let subject = (0..at).rev().take(4).find(|&j| self.noun(j).is_some());
        let Some((j, noun)) = subject.and_then(|j| Some((j, self.noun(j)?))) else {
            return false;
        };
        if noun.pronoun {
            return !matches!(self.word(j), "it" | "which" | "that");
        }
        let people = |class: &CompactString| self.source.rules.taxonomy.is_a(class, "people");
        !matches!(self.kind(j.wrapping_sub(1)), Some(ChunkKind::Prep)) && noun.counted.as_ref().is_some_and(people)
    }

    /// The subject of the verb at `at` is a thing: "my refrigerator holds eight".
    fn thing_before(&self, at: usize) -> bool {
        let at = self.first_verb(at);
        let hangs = |j: usize| matches!(self.kind(j.wrapping_sub(1)), Some(ChunkKind::Prep | ChunkKind::Verb(_)));
        let subject = (0..at).rev().take(10).find(|&j| self.noun(j).is_some() && !hangs(j));
        let head = subject
            .and_then(|j| self.noun(j))
            .filter(|n| n.counted.is_none() && !n.pronoun && n.quantity.is_none())
            .and_then(|n| self.token(n.head?));
        head.is_some_and(|t| {
            let rules = self.source.rules;
            let acts = rules.frames.collectives.contains(&t.word) || t.is(Tags::TRIGGER);
            t.is(Tags::NOUN) && !t.is_capital() && !acts
        })
    }

    /// The subject of the verb at `at` is several people, or a name.
    fn several_before(&self, at: usize) -> bool {
        let at = self.first_verb(at);
        let subject = (0..at).rev().take(4).find(|&j| self.noun(j).is_some());
        let Some((j, noun)) = subject.and_then(|j| Some((j, self.noun(j)?))) else {
            return false;
        };
        let name = || {
            let head = noun.head.and_then(|h| self.token(h));
            head.is_some_and(|t| t.is_capital() && !t.is(Tags::NOUN))
        };
        let we = noun.pronoun && matches!(self.word(j), "we" | "they" | "i");
        we || noun.plural && self.person_before(at) || name()
    }

    /// "built for 43 passengers", "licensed to carry 60", "room for 1,000": what something is meant for.
    pub fn purpose_hit(&self, k: usize) -> Option<Hit> {
        let rules = self.source.rules;
        let mut j = k.checked_sub(1)?;
        let held = self.verb(j).filter(|v| v.infinitive && !v.negated);
        if held.is_some() {
            j = j.checked_sub(1)?;
        } else if self.word(j) != "for" {
            return None;
        }
        if !matches!(self.kind(j)?, ChunkKind::Prep) {
            return None;
        }
        let mut v = j.checked_sub(1)?;
        if let Some((at, t)) = self.noun_trigger(v).filter(|(_, t)| t.slot == NounSlot::Purpose) {
            return Some(Hit {
                measure: t.measure,
                counted: None,
                by: "noun",
                word: self.token(at)?.word,
            });
        }
        if self.noun(v).is_some_and(|n| n.pronoun || self.word(j) == "to") {
            v = v.checked_sub(1)?;
        }
        let verb = self.verb(v)?;
        // "the bank is to cut 300 jobs": what is planned, not what something is for
        if verb.voice == Voice::Copula && self.word(j) == "to" {
            return None;
        }
        let lemma = verb.lemma;
        let t = rules.measures.verbs.get(&lemma)?.iter().find(|t| t.purpose)?;
        // "the judge allowed him to sell four houses": no more than what he did
        let holds = |verb: &Verb| {
            let frames = rules.measures.verbs.get(&verb.lemma);
            frames.is_some_and(|all| all.iter().any(|h| h.able && h.measure == t.measure))
        };
        if held.is_some_and(|verb| !holds(verb)) {
            return None;
        }
        Some(Hit {
            measure: t.measure,
            counted: None,
            by: "verb",
            word: lemma,
        })
    }

    /// The measure that is said of the subject `k` of a verb.
    pub fn subject_hit(&self, g: &Governor, k: usize) -> Option<Hit> {
        let nobody = || {
            let q = self
                .noun(k)
                .and_then(|n| self.source.quantities.get(n.quantity? as usize));
            q.is_some_and(|q| q.interval.point().is_some_and(|v| v.is_zero()))
        };
        self.said_of_subject(g, k).or_else(|| {
            // "nobody deserves to die" says nothing of the dead
            if nobody() && matches!(g.verb.voice, Voice::Active | Voice::Bare) {
                return None;
            }
            if self.source.rules.frames.entitling.contains(&g.verb.lemma) {
                return None;
            }
            // "are known to have drowned", "had to be evacuated"
            let verb = self
                .verb(g.at + 2)
                .filter(|v| v.infinitive && self.word(g.at + 1) == "to")?;
            self.said_of_subject(
                &Governor {
                    at: g.at + 2,
                    verb,
                    adjacent: g.adjacent,
                },
                k,
            )
        })
    }

    /// "allowed 58 fighters to be captured": what an infinitive after noun group `k` says of it.
    pub fn infinitive_hit(&self, k: usize) -> Option<Hit> {
        let verb = self.verb(k + 2).filter(|v| v.infinitive && self.word(k + 1) == "to")?;
        self.said_of_subject(
            &Governor {
                at: k + 2,
                verb,
                adjacent: true,
            },
            k,
        )
    }

    pub(super) fn said_of_subject(&self, g: &Governor, k: usize) -> Option<Hit> {
        match g.verb.voice {
            Voice::Passive => self
                .verb_hit(g, Slot::Object, k)
                .or_else(|| self.complement_hit(g.at, k))
                .or_else(|| self.done_besides(g.at, k)),
            Voice::Copula => self.complement_hit(g.at, k).or_else(|| self.progressive_hit(g, k)),
            Voice::Bare if !self.object_follows(g.at) => self
                .verb_hit(g, Slot::Subject, k)
                .or_else(|| {
                    // "nine went down", "those who picked up": no participles
                    let relative = matches!(g.at.checked_sub(1).and_then(|j| self.kind(j)), Some(ChunkKind::Rel));
                    let participle = !relative && !self.is_past_only(g.verb) && !self.takes_aim(g.at, g.verb);
                    participle.then(|| self.verb_hit(g, Slot::Object, k)).flatten()
                })
                .or_else(|| self.complement_hit(g.at, k)),
            _ => self
                .verb_hit(g, Slot::Subject, k)
                .or_else(|| self.complement_hit(g.at, k)),
        }
    }

    /// "are living in camps": a participle that could be an adjective as well, and is said of the subject.
    fn progressive_hit(&self, g: &Governor, k: usize) -> Option<Hit> {
        let verb = self.verb(g.at + 1).filter(|v| v.voice == Voice::Gerund)?;
        let at = Governor {
            at: g.at + 1,
            verb,
            adjacent: g.adjacent,
        };
        (!self.object_follows(g.at + 1))
            .then(|| self.verb_hit(&at, Slot::Subject, k))
            .flatten()
    }

    /// What is said of the subject after a verb: "are dead", "remain in hospital", "were among the dead".
    fn complement_hit(&self, verb: usize, k: usize) -> Option<Hit> {
        let rules = self.source.rules;
        let mut j = verb + 1;
        while j < verb + 4
            && self.adjunct_at(j).is_none()
            && match self.kind(j) {
                Some(ChunkKind::Other | ChunkKind::Conj) => true,
                Some(ChunkKind::Adjective) => !self.tokens(j).iter().any(|t| t.is(Tags::TRIGGER)),
                _ => false,
            }
        {
            j += 1;
        }
        if let Some(hit) = self
            .adjective_at(j)
            .or_else(|| self.adjunct_at(j))
            .filter(|h| self.admits(h.measure, &[], k))
        {
            return Some(hit);
        }
        match self.kind(j)? {
            ChunkKind::Prep if self.word(j) == "among" => self.told_of_numbered(j + 1).or_else(|| self.group_at(j + 1)),
            // "are in Aldwick hospital": the adjunct with a name in it
            ChunkKind::Prep => self.placed_at(j).filter(|h| self.admits(h.measure, &[], k)),
            ChunkKind::Noun(n)
                if n.quantity.is_none()
                    && matches!(rules.lexicon.word(self.verb(verb)?.lemma), "be" | "remain" | "become") =>
            {
                self.group_at(j)
            }
            _ => None,
        }
    }

    /// The group noun at the head of noun group `k`: "the dead", "those killed".
    pub fn group_at(&self, k: usize) -> Option<Hit> {
        self.noun(k)?;
        let (at, t) = self.noun_trigger(k)?;
        t.slot
            .counts()
            .then(|| Hit {
                measure: t.measure,
                counted: None,
                by: if t.weak { "weak" } else { "noun" },
                word: self.token(at).map_or(WordId::UNKNOWN, |t| t.word),
            })
            .or_else(|| {
                // "among those killed"
                let g = self.verb(k + 1).filter(|v| v.voice == Voice::Bare)?;
                self.verb_hit(
                    &Governor {
                        at: k + 1,
                        verb: g,
                        adjacent: true,
                    },
                    Slot::Object,
                    k,
                )
            })
    }

    /// The trigger noun in noun group `k` that stands nearest its end, with its token.
    pub fn noun_trigger(&self, k: usize) -> Option<(u32, &'a NounTrigger)> {
        let chunk = self.chunks.get(k)?;
        let noun = self.noun(k)?;
        let from = noun
            .quantity
            .and_then(|q| self.source.quantities.get(q as usize))
            .map_or(chunk.first, |q| q.end.max(chunk.first));
        let head = noun.head.unwrap_or(chunk.end.saturating_sub(1));
        let mut found = None;
        let mut at = from;
        while at < chunk.end {
            let hit = self.source.rules.measures.nouns.find(|i| {
                self.token(at + i as u32)
                    .filter(|_| at + (i as u32) < chunk.end)
                    .map(|t| t.word)
            });
            if let Some((len, t)) = hit {
                let last = at + len as u32 - 1;
                if !self.tells_of(&t.about) {
                    at += len as u32;
                    continue;
                }
                // a trigger before the head is a modifier: "hostage crisis"
                if last == head || noun.head.is_none() || last + 1 == chunk.end {
                    found = Some((at, t));
                }
                at += len as u32;
            } else {
                at += 1;
            }
        }
        found
    }

    /// An adjective or participle before the head: "40 injured people", "evacuated homes".
    pub fn modifier_hit(&self, k: usize) -> Option<Hit> {
        let chunk = self.chunks.get(k)?;
        let noun = self.noun(k)?;
        let from = noun
            .quantity
            .and_then(|q| self.source.quantities.get(q as usize))
            .map_or(chunk.first, |q| q.end.max(chunk.first));
        let head = noun.head.unwrap_or(chunk.end);
        let rules = self.source.rules;
        (from..head).find_map(|at| {
            let t = self.token(at).filter(|t| t.is(Tags::TRIGGER))?;
            let adjective = rules
                .measures
                .adjectives
                .find_where(
                    |i| {
                        self.token(at + i as u32)
                            .filter(|_| at + (i as u32) < head)
                            .map(|t| t.word)
                    },
                    |s| self.tells_of(&s.about),
                )
                .map(|(_, s)| s.measure);
            let participle = || {
                let list = rules
                    .measures
                    .verbs
                    .get(&rules.words.lemma(t.word))
                    .filter(|_| t.is(Tags::VERB_PP))?;
                list.iter()
                    .find(|v| v.is_plain() && self.admits(v.measure, &v.of, k))
                    .map(|v| v.measure)
            };
            let measure = adjective.or_else(participle)?;
            // "14 identified civilians were killed": that they have names is told in passing
            if rules.measures.all[measure as usize].label.is_some() {
                return None;
            }
            self.admits(measure, &[], k).then_some(Hit {
                measure,
                counted: None,
                by: "modifier",
                word: t.word,
            })
        })
    }
}
