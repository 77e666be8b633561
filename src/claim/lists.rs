//! Figures side by side: lists and their parts, members, totals, and numbers of what was just told.

use super::chunk::{ChunkKind, Noun, Voice};
use super::clause::Row;
use super::frame::Draft;
use super::trigger::{Hit, formed_as_person};
use crate::quantity::{Decimal, Form, Kind};
use crate::rules::lexicon::Tags;
use crate::rules::measures::NounSlot;
use crate::text::Token;
use compact_str::CompactString;

impl Row<'_> {
    /// "Two people are dead, a man who …, and a woman": single persons told after a small figure that
    /// they make up.
    pub(super) fn told_singly(&self, out: &mut Vec<Draft>) {
        let Some(at) = out
            .iter()
            .rposition(|d| d.hit.is_some() && d.quantity.is_some() && !d.part)
        else {
            return;
        };
        let total = out[at]
            .quantity
            .and_then(|q| self.source.quantities.get(q as usize))
            .and_then(|q| q.interval.point())
            .and_then(|v| usize::try_from(v).ok())
            .filter(|n| (2..=6).contains(n));
        let Some(total) = total.filter(|_| at + 1 == out.len()) else {
            return;
        };
        let singles: Vec<usize> = (out[at].chunk + 1..self.chunks.len())
            .filter(|&k| {
                self.noun(k)
                    .is_some_and(|n| n.single && n.quantity.is_none() && self.single_person(n))
                    && matches!(
                        self.kind(k - 1),
                        Some(ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Colon | ChunkKind::Dash)
                    )
            })
            .collect();
        if singles.len() != total {
            return;
        }
        for k in singles {
            let counted = self.noun(k).and_then(|n| n.counted.clone());
            let mut d = self.draft(k, None, None, counted);
            d.inherits = true;
            d.listed = true;
            out.push(d);
        }
    }

    /// "84 pupils were taken, 61 girls and 23 boys": figures of people that follow another and add up to it.
    pub(super) fn made_up(&self, out: &mut [Draft]) {
        let people = |d: &Draft| {
            d.counted
                .as_ref()
                .is_some_and(|c| self.source.rules.taxonomy.is_a(c, "people"))
        };
        let value = |d: &Draft| {
            let q = self.source.quantities.get(d.quantity? as usize)?;
            (q.kind == Kind::Count && !q.fraction)
                .then(|| q.interval.point())
                .flatten()
        };
        for i in 0..out.len() {
            let Some(total) = value(&out[i]).filter(|t| *t > Decimal::ONE && !out[i].whole) else {
                continue;
            };
            let mut sum = Decimal::ZERO;
            for j in i + 1..out.len() {
                // "58 were released and 13 will be charged": each with a verb of its own
                let acts = self
                    .subject_of(out[j].chunk)
                    .is_some_and(|g| g.adjacent && !matches!(g.verb.voice, Voice::Copula | Voice::Bare));
                let own = acts || out[j].hit.as_ref().is_some_and(|h| self.befell_apart(h));
                let Some(v) = value(&out[j]).filter(|_| (people(&out[j]) || out[j].counted.is_none()) && !own) else {
                    break;
                };
                let Some(next) = sum.checked_add(v).filter(|s| *s <= total) else {
                    break;
                };
                sum = next;
                // "eight died, seven motorists and a workman"
                let singly = Decimal::from(self.singles_after(out[j].chunk));
                if sum == total && j > i + 1 || !singly.is_zero() && sum.checked_add(singly) == Some(total) {
                    // "eight died, seven motorists and a workman": of no class told of before
                    out[i].counted.get_or_insert_with(|| "people".into());
                    for part in &mut out[i + 1..=j] {
                        part.hit = None;
                        part.inherits = true;
                        part.listed = true;
                    }
                    break;
                }
            }
        }
    }

    /// How many single persons the list goes on with after the group at `k`: "seven motorists, a nurse and a boy".
    fn singles_after(&self, k: usize) -> usize {
        let link = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Conj));
        let person = |j: usize| {
            let single = |n: &&Noun| n.single && n.quantity.is_none() && self.single_person(n);
            self.noun(j).filter(single).is_some()
        };
        let (mut at, mut all) = (k + 1, 0);
        while link(at) {
            at += 1;
            if person(at) {
                all += 1;
                at += 1;
            }
        }
        all
    }

    /// What was evoked is no mere role or place, which members of any group can have.
    fn befell_apart(&self, hit: &Hit) -> bool {
        let measure = &self.source.rules.measures.all[hit.measure as usize];
        let group = !measure.befalls && measure.additive && measure.counts.is_some();
        !matches!(hit.by, "weak" | "agent" | "adjunct") && !group
    }

    /// "one of the dead was a child": a member of those just counted, with what it is.
    pub(super) fn member(&self, k: usize) -> Option<Draft> {
        let is = self.noun(k).filter(|n| n.single && n.quantity.is_none())?;
        let said = k.checked_sub(1)?;
        self.verb(said).filter(|v| v.voice == Voice::Copula && !v.negated)?;
        if !self.single_person(is) {
            return None;
        }
        let whole = said.checked_sub(1)?;
        let group = self.noun(whole).filter(|n| n.definite && n.quantity.is_none());
        let hit = group.and_then(|_| self.group_at(whole));
        if hit.is_none() && !self.noun(whole).is_some_and(|n| n.pronoun) {
            return None;
        }
        let index = self.one_of(whole)?;
        if whole == 2 && hit.is_none() {
            return None;
        }
        let mut d = self.draft(k, Some(index), hit, is.counted.clone());
        d.part = true;
        d.inherits = d.hit.is_none();
        Some(d)
    }

    /// "one of the drivers": the numeral of the one, before the group at `k`.
    pub(super) fn one_of(&self, k: usize) -> Option<u32> {
        let label = k.checked_sub(2).filter(|_| self.word(k - 1) == "of")?;
        let first = self.chunks.get(label).filter(|c| c.kind == ChunkKind::Label)?.first;
        let index = self.source.starts.get(first as usize)?.checked_sub(1)?;
        let quantity = self.source.quantities.get(index as usize)?;
        (quantity.form == Form::Member).then_some(index)
    }

    /// "one of the drivers has been wounded": what befell one of a group.
    pub(super) fn member_befallen(&self, k: usize) -> Option<Draft> {
        let noun = self.noun(k)?;
        // "in one of them, Kell, eight were hurt"
        let led = k > 2 && matches!(self.kind(k - 3), Some(ChunkKind::Prep));
        let them = noun.pronoun && !led && matches!(self.word(k), "them" | "these" | "those");
        let index = self.one_of(k).filter(|_| noun.definite && noun.plural || them)?;
        let g = self.subject_of(k)?;
        let hit = self.subject_hit(&g, k)?;
        let measure = &self.source.rules.measures.all[hit.measure as usize];
        let mut d = self.draft(
            k,
            Some(index),
            (measure.singular && measure.befalls).then_some(hit),
            noun.counted.clone(),
        );
        d.member = true;
        // "one of them, a cook, was hurt"
        let aside = || {
            self.noun(k + 2)
                .filter(|n| n.single && matches!(self.kind(k + 1), Some(ChunkKind::Comma)))
        };
        if them {
            d.part = true;
            d.counted = aside().and_then(|n| n.counted.clone());
        }
        d.hit.is_some().then_some(d)
    }

    /// The group's verb stands behind another figure that a comma and a conjunction set off: of "nine
    /// women, and 131 were hurt" the women are not the hurt.
    pub(super) fn beyond_list(&self, k: usize) -> bool {
        let Some(g) = self.subject_of(k) else { return false };
        let figure = |j: &usize| self.noun(*j).is_some_and(|n| n.quantity.is_some());
        let last = (k + 1..g.at).rev().find(figure);
        last.is_some_and(|l| {
            self.noun(l).is_some_and(|n| n.head.is_none())
                && l >= 2
                && matches!(self.kind(l - 1), Some(ChunkKind::Conj))
                && matches!(self.kind(l - 2), Some(ChunkKind::Comma))
        })
    }

    /// An expression before noun group `k` that makes it a part: "including", "among them".
    pub(super) fn part_cue(&self, k: usize) -> bool {
        let Some(chunk) = self.chunks.get(k) else { return false };
        // "of whom seriously 9"
        let adverb = |at: u32| {
            self.token(at)
                .is_some_and(|t| t.is(Tags::ADV) && !t.is(Tags::PREP | Tags::DET))
        };
        let skipped = chunk.first.checked_sub(1).is_some_and(adverb);
        let first = chunk.first - u32::from(skipped);
        self.cue_before(first) || skipped && self.cue_before(chunk.first)
    }

    /// An expression that makes a part of what follows ends right before a token.
    fn cue_before(&self, first: u32) -> bool {
        (1..=3u32).any(|back| {
            let Some(from) = first.checked_sub(back) else {
                return false;
            };
            self.source
                .rules
                .frames
                .part_cues
                .find(|i| {
                    self.token(from + i as u32)
                        .filter(|_| from + (i as u32) < first)
                        .map(|t| t.word)
                })
                .is_some_and(|(len, ())| len as u32 == back)
        })
    }

    /// "Of these, four were women, nine men", "there are two boys among them": a part of those just told of.
    pub(super) fn shared_out(&self, k: usize) -> bool {
        let opens = (0..k)
            .rev()
            .find(|&j| self.tokens(j).first().is_some_and(|t| t.sign == ';'))
            .map_or(0, |j| j + 1);
        let first = (opens..k).find(|&j| {
            !matches!(
                self.kind(j),
                Some(ChunkKind::Quote | ChunkKind::Other | ChunkKind::Conj | ChunkKind::Label)
            )
        });
        // "a boy of seven among them" is one
        let tail = self.word(k + 1) == "among" && !self.preceded_by(k, "of");
        first.is_some_and(|j| self.among_those(j)) || tail && self.among_those(k + 1)
    }

    /// "of these", "among them" at chunk `at`.
    fn among_those(&self, at: usize) -> bool {
        let those = |j: usize| matches!(self.word(j), "these" | "those" | "them") && self.tokens(j).len() == 1;
        matches!(self.kind(at), Some(ChunkKind::Prep)) && matches!(self.word(at), "of" | "among") && those(at + 1)
    }

    /// "60 rockets, of which 11 fell", "11 of which fell": a part of things, which nothing that is told of people befalls.
    pub(super) fn of_things(&self, k: usize, last: Option<&Draft>) -> bool {
        let which = |j: Option<usize>| {
            j.is_some_and(|j| {
                self.tokens(j)
                    .last()
                    .is_some_and(|t| self.source.rules.lexicon.word(t.word) == "which")
            })
        };
        let people = |c: &CompactString| self.source.rules.taxonomy.is_a(c, "people");
        (which(k.checked_sub(1)) || which(Some(k)))
            && last.is_some_and(|d| d.counted.as_ref().is_some_and(|c| !people(c)))
    }

    /// What a draft is of is people.
    pub(super) fn tells_of_people(&self, draft: &Draft) -> bool {
        let rules = self.source.rules;
        let people = |c: &CompactString| rules.taxonomy.is_a(c, "people");
        let counts = |h: &Hit| {
            rules.measures.all[h.measure as usize]
                .counts
                .as_ref()
                .is_some_and(people)
        };
        draft.counted.as_ref().is_some_and(people) || draft.hit.as_ref().is_some_and(counts)
    }

    /// No people have the measure that was evoked: they are not destroyed.
    pub(super) fn of_buildings(&self, hit: &Hit) -> bool {
        let rules = self.source.rules;
        let measure = &rules.measures.all[hit.measure as usize];
        let people = |c: &CompactString| rules.taxonomy.is_a(c, "people");
        measure.counts.as_ref().is_some_and(|c| !people(c)) && !measure.of.iter().any(people)
    }

    /// Nothing but people has the measure that was evoked.
    pub(super) fn of_people(&self, hit: &Hit) -> bool {
        let rules = self.source.rules;
        let measure = &rules.measures.all[hit.measure as usize];
        let people = |c: &CompactString| rules.taxonomy.is_a(c, "people");
        measure.counts.as_ref().is_some_and(people) && (measure.of.is_empty() || measure.of.iter().all(people))
    }

    /// "880 rescuers, of whom the navy 210": a name between the cue and its figure.
    pub(super) fn named_part(&self, k: usize, noun: &Noun) -> bool {
        let Some(name) = k.checked_sub(1).filter(|_| noun.head.is_none()) else {
            return false;
        };
        let whose = self.tokens(name).first().is_some_and(|t| t.is(Tags::REL)) && self.preceded_by(name, "of");
        self.noun(name).is_some_and(|n| n.quantity.is_none() && !n.pronoun) && (whose || self.part_cue(name))
    }

    /// A comma, conjunction or the like joins the group to what stands before it.
    pub(super) fn joined(&self, k: usize) -> bool {
        let mut j = k;
        while j > 0 && matches!(self.kind(j - 1), Some(ChunkKind::Other | ChunkKind::Quote)) {
            j -= 1;
        }
        // "along with five on the ground"
        let beside = j >= 2 && self.word(j - 1) == "with" && matches!(self.word(j - 2), "along" | "together");
        beside
            || matches!(
                j.checked_sub(1).and_then(|p| self.kind(p)),
                Some(ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Colon | ChunkKind::Dash | ChunkKind::Open)
            )
    }

    /// The group stands in a list that a colon or dash opens and no verb interrupts.
    pub(super) fn itemised(&self, k: usize) -> bool {
        for j in (0..k).rev() {
            match &self.chunks[j].kind {
                ChunkKind::Colon | ChunkKind::Dash => return j > 1,
                ChunkKind::Noun(_) | ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Prep | ChunkKind::Other => {}
                _ => return false,
            }
        }
        false
    }

    /// The sentence opens with the group.
    pub(super) fn opens(&self, k: usize) -> bool {
        self.chunks[..k]
            .iter()
            .all(|c| matches!(c.kind, ChunkKind::Quote | ChunkKind::Other | ChunkKind::Conj))
    }

    /// A further member of a list of people: "…, nine women and three men".
    pub(super) fn listed(&self, k: usize, noun: &Noun) -> bool {
        let taxonomy = &self.source.rules.taxonomy;
        let person = noun.counted.as_ref().is_some_and(|c| taxonomy.is_a(c, "people"));
        let numbered = || {
            k.checked_sub(2)
                .and_then(|j| self.noun(j))
                .is_some_and(|n| n.quantity.is_some())
        };
        (person || self.national(noun) || numbered() && self.occupation(noun))
            && matches!(
                k.checked_sub(1).and_then(|p| self.kind(p)),
                Some(ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Colon | ChunkKind::Dash | ChunkKind::Open)
            )
    }

    /// "nine skydivers": an unknown noun that is formed as the names of persons are.
    fn occupation(&self, noun: &Noun) -> bool {
        let known = |t: &&Token| {
            self.source
                .rules
                .lexicon
                .tags(t.word)
                .intersects(Tags::NOUN | Tags::TRIGGER)
        };
        let head = noun.head.and_then(|h| self.token(h)).filter(|t| !known(t));
        noun.counted.is_none() && head.is_some_and(|t| formed_as_person(&t.span.of(self.text).to_lowercase()))
    }

    /// "three Swiss", "German": the head names a nation and no class.
    fn national(&self, noun: &Noun) -> bool {
        let head = noun.head.and_then(|h| self.token(h));
        noun.counted.is_none() && head.is_some_and(|t| t.is(Tags::NATION))
    }

    /// "four were Dutch": a bare figure of those just told of, who are of a nation.
    pub(super) fn of_nation(&self, k: usize, noun: &Noun) -> bool {
        let bare = noun.head.is_none() && noun.of.is_none();
        let copula = self
            .subject_of(k)
            .filter(|g| bare && g.adjacent && g.verb.voice == Voice::Copula);
        copula.is_some_and(|g| {
            self.noun(g.at + 1)
                .is_some_and(|n| n.quantity.is_none() && self.national(n))
        })
    }

    /// "fourteen of the victims", "of the victims, two are Dutch", "there is a child among the victims": those who
    /// came to harm, whatever the harm was.
    pub(super) fn of_victims(&self, k: usize) -> bool {
        let numbered = |at: u32| {
            let t = self
                .source
                .rules
                .measures
                .nouns
                .find(|i| Some(self.token(at + i as u32)?.word));
            t.is_some_and(|(_, t)| t.slot == NounSlot::Numbered)
        };
        let victims = |j: usize| {
            let noun = self.noun(j).filter(|n| n.definite && n.quantity.is_none());
            noun.and_then(|n| n.head).is_some_and(numbered)
        };
        let led = |p: usize| matches!(self.word(p), "of" | "among") && victims(p + 1);
        let fronted = || (0..k.min(3)).any(|j| self.opens(j) && led(j));
        match self.noun(k) {
            Some(n) if n.of.is_some() => !n.pronoun && n.head.is_some_and(numbered) && !self.of_some(k),
            Some(_) => fronted() || led(k + 1),
            None => false,
        }
    }

    /// "30 riders and five stewards, a total of 35".
    pub(super) fn totalled(&self, k: usize) -> bool {
        let Some(j) = k.checked_sub(2) else { return false };
        let head = self
            .noun(j)
            .filter(|n| n.single)
            .and_then(|n| n.head)
            .and_then(|h| self.token(h));
        self.word(k - 1) == "of"
            && head.is_some_and(|t| self.source.rules.frames.value_nouns.contains(&t.word))
            && matches!(
                j.checked_sub(1).and_then(|p| self.kind(p)),
                Some(ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Dash | ChunkKind::Prep)
            )
    }

    /// The noun group that a number is said to be of: "the number of storeys … at four".
    pub fn numbered_noun(&self, k: usize) -> Option<usize> {
        let values = &self.source.rules.frames.value_nouns;
        let number_of = || {
            let at = (k.saturating_sub(9)..k).rev().find(|&j| {
                let head = self.noun(j).filter(|n| n.quantity.is_none()).and_then(|n| n.head);
                head.and_then(|h| self.token(h))
                    .is_some_and(|t| values.contains(&t.word))
            })?;
            let of = self.word(at + 1) == "of" && at + 2 < k;
            of.then_some(at + 2)
                .filter(|&n| self.noun(n).is_some_and(|n| n.head.is_some() && n.quantity.is_none()))
        };
        number_of().or_else(|| self.sized(k))
    }

    /// "gave a figure of 51", "put the number at 60": a number of what was told before.
    pub(super) fn bare_value(&self, k: usize) -> bool {
        if self.numbered_noun(k).is_some() {
            return false;
        }
        (k.saturating_sub(6)..k).any(|j| {
            let head = self.noun(j).and_then(|n| n.head).and_then(|h| self.token(h));
            head.is_some_and(|t| self.source.rules.frames.value_nouns.contains(&t.word))
        })
    }
}
