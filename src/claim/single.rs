//! Single ones as figures: "a soldier was killed", "two schools, a market and 31 houses", "among them a nurse".
//!
//! One that is told of says nothing of how many there were: no larger figure contradicts it.

use super::chunk::{ChunkKind, Noun, Voice};
use super::clause::{Governor, Row};
use super::frame::Draft;
use super::together::Sum;
use super::trigger::{Hit, formed_as_person};
use crate::quantity::{Decimal, Kind};
use crate::rules::lexicon::Tags;
use crate::text::Token;
use compact_str::CompactString;

/// Endings of persons that single things have as often: "campsite", "clinic".
const OF_THINGS: [&str; 7] = ["ite", "ate", "ade", "ic", "ar", "ese", "ment"];
/// Who is younger is a child.
pub(super) const GROWN: u32 = 18;

impl Row<'_> {
    /// The draft of the single one at `k`: of what befell it, or of what the list that it stands in tells.
    pub(super) fn single(&self, k: usize, noun: &Noun, last: Option<&Draft>) -> Option<Draft> {
        if self.rank(k).is_some() {
            // "three sisters and a fourth woman were found dead": three with one more
            let joined = k > 0 && self.word(k - 1) == "and";
            let verb = |j: usize| matches!(self.kind(j), Some(ChunkKind::Verb(_)));
            if joined && last.is_some_and(|last| last.quantity.is_some() && !(last.chunk..k).any(verb)) {
                return None;
            }
            let hit = self.ranked_hit(k).filter(|_| !self.part_cue(k) && !self.restated(k))?;
            return Some(self.draft(k, None, Some(hit), noun.counted.clone()));
        }
        let class = self.class_of_one(k, noun);
        if noun.plural || noun.proper && class.is_none() || self.restated(k) || self.told_as_member(k) {
            return None;
        }
        let person = match &class {
            Some(class) => self.source.rules.taxonomy.is_a(class, "people"),
            None => self.unknown_person(noun),
        };
        let another = noun.head.is_none() && noun.additional && self.word(k + 1) != "of";
        let counted = || class.clone().or_else(|| self.counted(k, noun, None));
        if person && (self.part_cue(k) || self.included_after(k)) {
            let mut d = self.draft(k, None, None, counted());
            (d.part, d.inherits) = (true, true);
            return Some(d);
        }
        if (class.is_some() || person || another)
            && !self.kin_of(k)
            && let Some(hit) = self.befallen(k)
        {
            let told = class.is_some() || hit.by == "verb" || another;
            let mut d = self.draft(k, None, Some(hit), counted());
            d.sum = self.pair(k, noun).then(|| Sum::at(k, self.chunks[k].first, 2));
            return told.then_some(d);
        }
        if person && let Some(hit) = self.counted_in(k) {
            let mut d = self.draft(k, None, Some(hit), counted());
            d.part = true;
            return Some(d);
        }
        let last = last.filter(|last| noun.head.is_some() && self.listed_after(k, last))?;
        let of_people = last.counted.as_deref().is_none_or(|c| {
            let taxonomy = &self.source.rules.taxonomy;
            taxonomy.is_a(c, "people") || !taxonomy.knows(c) && formed_as_person(c)
        });
        let mut d = self.draft(k, None, None, counted());
        d.inherits = true;
        d.listed = last.listed || self.itemised(k);
        d.sibling = last.part || last.sibling;
        (person == of_people).then_some(d)
    }

    /// A person by the class of its noun.
    pub(super) fn single_person(&self, noun: &Noun) -> bool {
        !noun.plural
            && noun
                .counted
                .as_ref()
                .is_some_and(|c| self.source.rules.taxonomy.is_a(c, "people"))
    }

    /// "among the dead is a driver", "the wounded included a cook".
    fn counted_in(&self, k: usize) -> Option<Hit> {
        let verb = self.object_of(k)?.verb.lemma;
        let included = self.source.rules.lexicon.word(verb) == "include";
        (included || self.word(0) == "among")
            .then(|| self.included(k))
            .flatten()
    }

    /// "an elderly couple": two, told as one.
    pub(super) fn pair(&self, k: usize, noun: &Noun) -> bool {
        let head = noun.head.and_then(|h| self.token(h));
        let last = self.tokens(k).last();
        head.or(last)
            .is_some_and(|t| self.source.rules.frames.pairs.contains(&t.word))
    }

    /// "the wife of a soldier": what befell the wife befell no soldier.
    fn kin_of(&self, k: usize) -> bool {
        let of = k >= 2 && self.word(k - 1) == "of" && matches!(self.kind(k - 1), Some(ChunkKind::Prep));
        of && self.noun(k - 2).is_some_and(|n| self.single_person(n)) && self.noun_trigger(k - 2).is_none()
    }

    /// The class of one: of its noun, of its nation ("a Dane"), or of its age ("a four-year-old").
    fn class_of_one(&self, k: usize, noun: &Noun) -> Option<CompactString> {
        if noun.plural || noun.counted.is_some() {
            return noun.counted.clone().filter(|_| !noun.plural);
        }
        match noun.head.and_then(|h| self.token(h)) {
            Some(head) => (head.is(Tags::NATION) && head.is_capital()).then(|| "people".into()),
            None => {
                let chunk = self.chunks.get(k)?;
                let age = (chunk.first..chunk.end).find_map(|t| {
                    let index = self.source.starts.get(t as usize)?.checked_sub(1)?;
                    let q = self.source.quantities.get(index as usize)?;
                    (q.kind == Kind::Age).then_some(q)
                })?;
                let young = age.interval.high.is_some_and(|years| years < Decimal::from(GROWN));
                Some(if young { "children" } else { "people" }.into())
            }
        }
    }

    /// An unknown noun that is formed as those of persons are: "a bricklayer".
    fn unknown_person(&self, noun: &Noun) -> bool {
        let head = noun.head.and_then(|h| self.token(h));
        !noun.plural
            && head.is_some_and(|t| {
                let known = self.source.rules.lexicon.tags(t.word).intersects(Tags::NOUN);
                let word = t.span.of(self.text).to_lowercase();
                let thing = OF_THINGS.iter().any(|suffix| word.ends_with(suffix));
                !known && !thing && !t.is_capital() && formed_as_person(&word)
            })
    }

    /// "A bystander, a boy of 15, was hit": the same person told again.
    fn restated(&self, k: usize) -> bool {
        let comma = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma));
        let told = |j: usize| self.noun(j).is_some_and(|n| !n.plural && !n.pronoun);
        let before = k >= 2 && comma(k - 1) && told(k - 2);
        let closing = (k + 1..self.chunks.len().min(k + 5)).find(|&j| comma(j));
        let plain =
            |j: usize| matches!(self.kind(j), Some(ChunkKind::Prep | ChunkKind::Label)) || self.noun(j).is_some();
        before && closing.is_some_and(|end| (k + 1..end).all(plain) && self.verb(end + 1).is_some())
    }

    /// "a soldier was killed": only what befalls the one itself, of measures that count single ones; or what its
    /// own name says that it does: "a gunman".
    fn single_hit(&self, k: usize) -> Option<Hit> {
        let rules = self.source.rules;
        let measures = &rules.measures.all;
        // "a twenty-fifth man has died": told by a rank too high for words, and "a first-year student" is not
        let chunk = self.chunks.get(k)?;
        let ranked = (chunk.first..chunk.end).any(|at| {
            let joined = || self.token(at + 1).is_some_and(|t| t.sign == '-' && !t.spaced);
            self.token(at).is_some_and(|t| t.is(Tags::ORDINAL)) && !joined()
        });
        let office = || self.noun(k).is_some_and(|n| self.office(n));
        if ranked && !office() {
            return None;
        }
        let people = |h: &Hit| measures[h.measure as usize].counts.as_deref() == Some("people");
        let finite = |g: &Governor| g.at == k + 1 && g.verb.voice == Voice::Bare;
        let after = || {
            let hit = self.post_hit(k)?;
            // "a spokesman admitted", "a tower collapsed": no participles
            let said = rules.lexicon.tags(hit.word).intersects(Tags::REPORT);
            let fell = !people(&hit) && self.subject_of(k).as_ref().is_some_and(finite);
            (!said && !fell).then_some(hit)
        };
        // "so little can kill an adult"
        let object = || {
            self.adjacent_object(k)
                .filter(|_| !self.object_of(k).is_some_and(|g| self.can(&g)))
        };
        let subject = || {
            let g = self.subject_of(k)?;
            let report = self.token(g.verb.main).is_some_and(|t| t.is(Tags::REPORT));
            if g.verb.voice == Voice::Bare && report {
                return None;
            }
            // "when a tower collapsed": what the report is about, more often than one of many
            let fell = |h: &Hit| people(h) || g.verb.voice == Voice::Passive;
            self.subject_hit(&g, k).filter(fell)
        };
        // "the body of a welder was pulled out"
        let remains = || {
            let of = k >= 2 && self.word(k - 1) == "of" && self.noun_trigger(k - 2).is_some();
            of.then(|| self.of_noun(k)).flatten()
        };
        let befell = remains()
            .or_else(object)
            .or_else(after)
            .or_else(subject)
            .or_else(|| self.relative_of(k).and_then(|g| self.subject_hit(&g, k)))
            .or_else(|| self.of_noun(k))
            .or_else(|| self.modifier_hit(k))
            .filter(|h| measures[h.measure as usize].singular);
        let acts = |h: &Hit| {
            let measure = &measures[h.measure as usize];
            !measure.agents.is_empty() && !measure.additive
        };
        befell.or_else(|| self.weak_noun(k).filter(acts))
    }

    /// What befell one, and what became of him in the end: "a boy was run over and died".
    fn befallen(&self, k: usize) -> Option<Hit> {
        let hit = self.single_hit(k);
        self.ended(k, hit.as_ref()).or(hit)
    }

    /// "a fourth man has died": with him they are four.
    pub(super) fn rank(&self, k: usize) -> Option<Decimal> {
        let ranks = &self.source.rules.numbers.ranks;
        let tokens = self.tokens(k);
        // "a twenty-first birthday"
        let compound = tokens.iter().any(|t| t.sign == '-');
        let at = tokens.iter().position(|t| ranks.contains_key(&t.word))?;
        let rank = ranks.get(&tokens[at].word).copied();
        // "a tenth floor flat", "a second lieutenant", "a Third Reich tank": the rank is not that of the head
        let noun = self.noun(k)?;
        let head = noun.head.and_then(|h| self.token(h))?;
        let mut between = tokens[at + 1..].iter().take_while(|t| t.span != head.span);
        let of_head = between.all(|t| t.is(Tags::ADJ | Tags::NATION | Tags::COUNTED));
        rank.filter(|_| !compound && of_head && !self.office(noun))
    }

    /// "a second lieutenant"
    fn office(&self, noun: &Noun) -> bool {
        let head = noun.head.and_then(|h| self.token(h));
        head.is_some_and(|h| self.source.rules.frames.offices.contains(&h.word))
    }

    /// What befell one who is told by rank, or what the noun itself says: "claimed a fourth life".
    fn ranked_hit(&self, k: usize) -> Option<Hit> {
        let subject = || self.subject_hit(&self.subject_of(k)?, k);
        let hit = self.adjacent_object(k).or_else(|| self.post_hit(k)).or_else(subject);
        hit.or_else(|| self.strong_noun(k))
            .filter(|h| self.source.rules.measures.all[h.measure as usize].singular)
    }

    /// "has died", "has claimed a fourth life": told as news, with the verb that governs noun group `k`.
    pub(super) fn just_so(&self, k: usize) -> bool {
        let has = |t: &Token| matches!(self.source.rules.lexicon.word(t.word), "has" | "have");
        let told = |g: Governor| self.tokens(g.at).iter().any(has);
        // "has claimed a fourth life, the mayor said"
        self.subject_of(k).is_some_and(told) || self.object_of(k).is_some_and(told)
    }

    /// "one of them a nurse", "one of them, a nurse, was hurt": the one is the figure.
    fn told_as_member(&self, k: usize) -> bool {
        let aside = 2 + u32::from(k > 0 && matches!(self.kind(k - 1), Some(ChunkKind::Comma)));
        let Some(of) = self.chunks.get(k).and_then(|c| c.first.checked_sub(aside)) else {
            return false;
        };
        let word = |at: u32| self.token(at).map_or("", |t| self.source.rules.lexicon.word(t.word));
        let whole = matches!(word(of + 1), "them" | "whom" | "these" | "those");
        whole && word(of) == "of" && of > 0 && word(of - 1) == "one"
    }

    /// "a colleague included", "a guard among them".
    fn included_after(&self, k: usize) -> bool {
        let set_off = matches!(self.kind(k.wrapping_sub(1)), Some(ChunkKind::Comma));
        set_off && (self.word(k + 1) == "included" || self.word(k + 1) == "among" && self.word(k + 2) == "them")
    }

    /// It goes on with the list of the figure before: "nine cleaners, two clerks and a porter", "six dead: a
    /// porter and five clerks".
    fn listed_after(&self, k: usize, last: &Draft) -> bool {
        let Some(link) = k.checked_sub(1).filter(|&j| j > last.chunk) else {
            return false;
        };
        let many = last.quantity.is_some_and(|q| {
            let q = self.source.quantities.get(q as usize);
            q.is_some_and(|q| q.kind == Kind::Count && q.unit.is_none() && q.interval.point() != Some(Decimal::ONE))
        });
        let linked = match self.kind(link) {
            Some(ChunkKind::Comma) => many,
            Some(ChunkKind::Colon | ChunkKind::Dash) => many,
            Some(ChunkKind::Conj) => self.word(link) == "and",
            _ => false,
        };
        let plain = |j: usize| match self.kind(j) {
            Some(ChunkKind::Prep | ChunkKind::Other | ChunkKind::Label | ChunkKind::Adjective) => true,
            Some(ChunkKind::Noun(n)) => n.quantity.is_none(),
            Some(ChunkKind::Comma) => j + 1 >= link,
            _ => j == link,
        };
        let told = last.hit.is_some() || last.inherits;
        let acts = || {
            self.subject_of(k)
                .is_some_and(|g| g.adjacent && g.verb.voice != Voice::Copula)
        };
        told && linked && (last.chunk + 1..k).all(plain) && !acts()
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::figures;

    #[test]
    fn one_person_is_a_figure_unless_told_already() {
        assert_eq!(
            figures("A soldier was killed at the gate."),
            ["A soldier killed/soldiers"]
        );
        assert_eq!(
            figures("A bystander, a soldier of 25, was killed."),
            ["A bystander killed/people"]
        );
        assert_eq!(figures("One person, a soldier, was killed."), ["One killed/people"]);
        assert_eq!(
            figures("Three people died, one of them a soldier."),
            ["Three killed/people", "one killed/soldiers"]
        );
        assert!(figures("A spokesman admitted that the pump had failed.").is_empty());
        assert!(figures("So little of it can kill a soldier.").is_empty());
    }

    #[test]
    fn persons_are_known_by_nation_by_age_and_by_how_their_names_end() {
        assert_eq!(figures("A Dane was killed."), ["A Dane killed/people"]);
        assert_eq!(
            figures("A four-year-old was killed."),
            ["A four-year-old killed/children"]
        );
        assert_eq!(
            figures("A 52-year-old was arrested."),
            ["A 52-year-old arrested/people"]
        );
        assert_eq!(figures("A beekeeper was arrested."), ["A beekeeper arrested/beekeeper"]);
        assert_eq!(
            figures("The fire brought about the death of a four-year-old."),
            ["a four-year-old killed/children"]
        );
        assert!(figures("The toddler who vanished from a campsite was found alive.").is_empty());
    }

    #[test]
    fn single_ones_go_on_with_lists() {
        assert_eq!(
            figures("The dead were nine cleaners, two clerks and a porter."),
            ["nine killed/workers", "two killed/workers", "a porter killed/workers"]
        );
        assert_eq!(
            figures("Two shops, a mill and 14 barns were damaged."),
            ["Two damaged/buildings", "a mill damaged/mill", "14 damaged/buildings"]
        );
        assert_eq!(
            figures("Twelve people died, among them a teacher."),
            ["Twelve killed/people", "a teacher killed/teacher"]
        );
        assert_eq!(
            figures("Six people were killed, a policeman said."),
            ["Six killed/people"]
        );
    }

    #[test]
    fn things_that_something_befell_are_told_one_by_one() {
        assert_eq!(
            figures("The rebels destroyed 13 tanks and downed a helicopter."),
            ["13 destroyed/vehicles", "a helicopter destroyed/aircraft"]
        );
        assert_eq!(
            figures("Nine people died when a school collapsed."),
            ["Nine killed/people"]
        );
    }

    #[test]
    fn whose_kin_was_hit_was_not_hit() {
        assert!(figures("The wife of a soldier was killed on the bridge.").is_empty());
        assert_eq!(
            figures("The body of a soldier was pulled from the river."),
            ["a soldier killed/soldiers"]
        );
    }

    #[test]
    fn one_of_those_told_is_what_the_words_beside_say() {
        assert_eq!(
            figures("Five people died. One of them, a soldier, was shot in the leg.")[1..],
            ["One injured/soldiers"]
        );
        assert_eq!(
            figures("Five people died. Among the dead is a teacher.")[1..],
            ["a teacher killed/teacher"]
        );
        assert_eq!(
            figures("Three camps were hit. In one of them, Kell, nine people died.")[1..],
            ["nine killed/people"]
        );
    }

    #[test]
    fn a_couple_are_two() {
        assert_eq!(
            figures("The bodies of a married couple and a soldier were found.")[..1],
            ["a married couple killed/people"]
        );
    }

    #[test]
    fn no_more_are_counted_like_a_single_one() {
        assert_eq!(
            figures("I met a soldier who was wounded. There were sixty of them aboard."),
            ["a soldier injured/soldiers", "sixty aboard/people"]
        );
    }
}
