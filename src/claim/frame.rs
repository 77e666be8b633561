//! Framing: each quantity of a sentence, with the measure that its words evoke.

use super::chunk::{ChunkKind, Noun, Verb, Voice};
use super::clause::{Governor, Row};
use super::together::Sum;
use super::trigger::Hit;
use crate::quantity::{Decimal, Kind, Quantity};
use crate::rules::lexicon::Tags;
use crate::rules::measures::{MeasureId, Slot, VerbTrigger};
use crate::text::Token;
use compact_str::CompactString;
use std::cell::Cell;

/// A claim in the making, still tied to its chunk.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Index of its noun group in the row.
    pub chunk: usize,
    /// Its quantity; `None` for "a soldier".
    pub quantity: Option<u32>,
    /// What was evoked; `None` if only a unit or nothing tells.
    pub hit: Option<Hit>,
    /// What is counted, as far as the words say.
    pub counted: Option<CompactString>,
    /// It takes its measure from the figure before it.
    pub inherits: bool,
    /// It is a part of the figure before it.
    pub part: bool,
    /// It stands in a list after a colon or dash: "20 farmers: 11 women, nine men".
    pub listed: bool,
    /// It follows a part in a list and is one as well.
    pub sibling: bool,
    /// It is of those who came to harm, whatever the harm was: "two of the victims".
    pub victims: bool,
    /// "from 47": the value before a movement.
    pub former: bool,
    /// By how much a value moved: "rose by three".
    pub step: bool,
    /// The whole of a fraction ("the 150" in "a third of the 150").
    pub whole: bool,
    /// One of a group: "one of the drivers was killed".
    pub member: bool,
    /// Persons told one by one: "a man and his son".
    pub sum: Option<Sum>,
}

impl Draft {
    /// A figure of one, which tells of no more than a member of a group.
    pub(super) fn of_one(&self, quantity: Option<&Quantity>) -> bool {
        quantity.is_some_and(|q| q.unit.is_none() && q.interval.point() == Some(Decimal::ONE))
    }
}

impl<'a> Row<'a> {
    /// Drafts of every noun group with a numeral, and of single ones that something befell.
    pub fn drafts(&self) -> Vec<Draft> {
        let mut out: Vec<Draft> = Vec::new();
        for (k, chunk) in self.chunks.iter().enumerate() {
            let ChunkKind::Noun(noun) = &chunk.kind else { continue };
            match noun.quantity {
                Some(q) => self.counted_group(k, noun, q, &mut out),
                None if noun.single => out.extend(self.single(k, noun, out.last())),
                None => {}
            }
            if let Some(d) = self.member(k).or_else(|| self.member_befallen(k)) {
                out.push(d);
            }
        }
        // "a fourth man has died, bringing the toll to four"
        let toll = |d: &Draft| {
            let hit = d.hit.as_ref().filter(|h| h.by == "value");
            hit.map(|h| h.measure)
        };
        let tolls: Vec<_> = out.iter().filter_map(toll).collect();
        out.retain(|d| {
            let told = d.hit.as_ref().is_some_and(|h| tolls.contains(&h.measure));
            d.quantity.is_some() || !told || self.rank(d.chunk).is_none()
        });
        self.told_singly(&mut out);
        self.made_up(&mut out);
        self.together(&mut out);
        out
    }

    pub(super) fn draft(
        &self,
        chunk: usize,
        quantity: Option<u32>,
        hit: Option<Hit>,
        counted: Option<CompactString>,
    ) -> Draft {
        Draft {
            chunk,
            quantity,
            hit,
            counted,
            inherits: false,
            part: false,
            listed: false,
            sibling: false,
            victims: false,
            former: false,
            step: false,
            whole: false,
            member: false,
            sum: None,
        }
    }

    /// "are said to be in a serious state": the verb at `at` leaves it to the next what is told.
    fn said_to_be(&self, at: usize) -> bool {
        let be = |v: &Verb| v.infinitive && v.voice == Voice::Copula;
        self.verb(at).is_some_and(|v| v.voice == Voice::Passive)
            && (at + 1..at + 3).find_map(|j| self.verb(j)).is_some_and(be)
    }

    /// "and 61 are sick": the copula tells how they are, and not of what sort.
    fn is_in_state(&self, g: &Governor, k: usize) -> bool {
        let mut at = g.at + 1;
        while matches!(self.kind(at), Some(ChunkKind::Other)) {
            at += 1;
        }
        let last = self.tokens(at).last().filter(|t| !t.is(Tags::NATION | Tags::ADV));
        let adjective = matches!(self.kind(at), Some(ChunkKind::Adjective)) && last.is_some();
        g.verb.voice == Voice::Copula && adjective && self.degree(k).is_none()
    }

    fn counted_group(&self, k: usize, noun: &Noun, index: u32, out: &mut Vec<Draft>) {
        let Some(q) = self.source.quantities.get(index as usize) else {
            return;
        };
        if self.is_note(q) || self.calibre(k, noun, q) || self.apiece(noun, q) {
            return;
        }
        // "one of the five students died": five are told of, and one died
        if self.one_of(k).is_some() {
            out.push(self.whole_draft(k, noun, index, None));
            return;
        }
        let mut d = self.draft(k, Some(index), None, None);
        d.former = self.preceded_by(k, "from") && (self.moved_to(k) || self.moved_from(k));
        if q.kind == Kind::Count {
            // what a report that tells of it anywhere may mean, if its lead does not say
            let wide = || {
                let about = self.asked.take().then(|| self.source.words()).flatten()?;
                let asked = Cell::default();
                Row { about, asked, ..*self }.evoked(k, noun, q)
            };
            self.asked.set(false);
            d.hit = self.evoked(k, noun, q).or_else(|| self.fronted(noun)).or_else(wide);
            d.hit = d.hit.filter(|h| !self.beyond_people(h, noun, q) && !self.advised(k, q));
            d.hit = self.ended(k, d.hit.as_ref()).or(d.hit);
            let weak = d.hit.as_ref().is_some_and(|h| matches!(h.by, "weak" | "agent"));
            if weak
                && self.listed(k, noun)
                && out.last().is_some_and(|last| {
                    last.hit.as_ref().is_some_and(|h| !matches!(h.by, "weak" | "agent")) || last.inherits
                })
            {
                d.hit = None;
            }
            let led = |last: Option<&Draft>| last.is_none_or(|d| d.hit.as_ref().is_some_and(|h| h.by == "clause"));
            if d.hit.is_none() && noun.head.is_none() && led(out.last()) {
                d.hit = self.led_in_hit(k);
            }
            // of a workforce what is cut is told, and no new size
            let toll = |h: &Hit| {
                let measure = &self.source.rules.measures.all[h.measure as usize];
                h.by == "value" && measure.stock.is_none() && !measure.cast
            };
            d.step = d.hit.as_ref().is_some_and(toll) && self.preceded_by(k, "by");
            d.counted = self.counted(k, noun, d.hit.as_ref());
            if let Some(peopled) = self.peopled(k) {
                d.hit = None;
                d.counted = Some(peopled.class().into());
            }
            // "there are now 14 of them": all there are
            let some = || noun.of.is_some() && noun.pronoun && (!self.there(k) || self.of_us(noun));
            d.part = self.part_cue(k) || self.named_part(k, noun) || some();
            let shared = d.hit.as_ref().is_none_or(|h| matches!(h.by, "weak" | "agent")) && self.shared_out(k);
            if shared {
                d.hit = None;
                d.part = true;
            }
            d.part |= d.hit.is_none() && (self.of_nation(k, noun) || self.among_them(k));
            d.victims = d.hit.is_none() && self.of_victims(k);
            d.part |= d.victims;
            // "seven were caught; two have been tried": a clause of its own
            let governor = self.subject_of(k);
            let acts = governor.is_some_and(|g| g.adjacent && g.verb.voice != Voice::Copula && !self.said_to_be(g.at));
            let own = acts && d.hit.is_none();
            let whole = !q.fraction && !q.all_but;
            let state = whole && governor.is_some_and(|g| g.adjacent && self.is_in_state(&g, k));
            d.listed = self.itemised(k) && !own && out.last().is_some_and(|last| last.hit.is_some() || last.inherits);
            d.sibling = self.listed(k, noun) && out.last().is_some_and(|last| last.part || last.listed || last.sibling);
            let befell = |out: &[Draft]| {
                let last = out.last().and_then(|d| d.hit.as_ref());
                last.is_some_and(|h| self.source.rules.measures.all[h.measure as usize].befalls)
            };
            if d.part && self.of_things(k, out.last()) && d.hit.as_ref().is_some_and(|h| self.of_people(h)) {
                d.hit = None;
            }
            // "three dead, one of them a girl pinned under a beam"
            let of_people = || self.aside_part(k) && out.last().is_some_and(|last| self.tells_of_people(last));
            if d.hit.as_ref().is_some_and(|h| self.of_buildings(h)) && of_people() {
                d.hit = None;
            }
            if (d.part && noun.of.is_none() || d.sibling)
                && d.hit.as_ref().is_some_and(|h| matches!(h.by, "verb" | "adjective"))
                && self.beyond_list(k)
            {
                d.hit = None;
            }
            // "seven died, three of them in a hotel": where some of them were or lay is no measure of their own
            let whereabouts = |h: &Hit| {
                let measure = &self.source.rules.measures.all[h.measure as usize];
                h.by == "adjunct" && (!measure.singular || measure.absent && !measure.befalls)
            };
            if d.part && self.aside_part(k) && d.hit.as_ref().is_some_and(whereabouts) && befell(out) {
                d.hit = None;
            }
            if d.listed && d.hit.as_ref().is_some_and(|h| matches!(h.by, "weak" | "agent")) {
                d.hit = None;
            }
            let told = out.last().is_some_and(|last| last.hit.is_some() || last.inherits);
            if let Some(class) = self.bracketed(k, noun).filter(|_| told && d.hit.is_none()) {
                d.counted = Some(class);
                d.listed = true;
            }
            if noun.head.is_none() && d.hit.as_ref().is_some_and(|h| h.by == "adjunct") && self.parallel(k, out.last())
            {
                d.hit = None;
            }
            let linked = out.last().is_some_and(|last| last.hit.is_some() || last.inherits);
            // "of whom two were flown out": what befell them is another matter
            let evoked = out.last().is_some_and(|last| last.hit.is_some()) && !(q.fraction && noun.pronoun);
            let passive = governor.is_some_and(|g| own && evoked && g.verb.voice == Voice::Passive && d.part);
            d.part &= !passive;
            d.inherits = d.hit.is_none()
                && !acts
                && (d.part
                    || d.listed
                    || linked && self.totalled(k)
                    || noun.head.is_none()
                        && !state
                        && (linked && self.joined(k) || self.opens(k) || self.bare_value(k))
                    || linked && self.along_with(k, noun)
                    || linked && self.listed(k, noun))
                || d.hit.as_ref().is_some_and(|h| h.by == "weak") && d.part;
        }
        out.push(d);
        // "a third of the 150 rebels", "five of the nine carriages": the whole is a figure of its own
        if let Some(whole) = self.whole_of(k, q) {
            let part = out.last().and_then(|d| d.hit.as_ref()).map(|h| h.measure);
            out.push(self.whole_draft(k, noun, whole, part));
        }
    }

    /// "was arrested, along with six farmhands": what befell the one befell the others.
    fn along_with(&self, k: usize, noun: &Noun) -> bool {
        let first = self.chunks.get(k).map_or(0, |c| c.first);
        let word = |back: u32| {
            let token = first.checked_sub(back).and_then(|at| self.token(at));
            token.map_or("", |t| self.source.rules.lexicon.word(t.word))
        };
        let people = |c: &CompactString| self.source.rules.taxonomy.is_a(c, "people");
        word(1) == "with" && matches!(word(2), "along" | "together") && noun.counted.as_ref().is_some_and(people)
    }

    /// The figure of a group of which only some are what the verb says; `part` is the measure of those.
    fn whole_draft(&self, k: usize, noun: &Noun, index: u32, part: Option<MeasureId>) -> Draft {
        let hit = self
            .told_of_whole(k)
            .or_else(|| self.weak_noun(k))
            .or_else(|| self.agent(k, noun))
            .filter(|h| part != Some(h.measure) || !matches!(h.by, "weak" | "agent"));
        let mut d = self.draft(k, Some(index), hit, noun.counted.clone());
        d.whole = true;
        d
    }

    /// What the words of a counted group and those that hang on it tell of it: "the nine who died", "six injured
    /// men".
    pub(super) fn told_of_whole(&self, k: usize) -> Option<Hit> {
        // "six of the nine drowned": said of the six
        let predicate = self.subject_of(k).is_some_and(|g| g.at == k + 1);
        self.relative_of(k)
            .and_then(|g| self.subject_hit(&g, k))
            .or_else(|| self.strong_noun(k))
            .or_else(|| self.modifier_hit(k))
            .or_else(|| self.post_hit(k).filter(|_| !predicate))
            .or_else(|| self.post_adjunct(k))
            // "one of three doctors to have died"
            .or_else(|| self.infinitive_hit(k))
    }

    /// "were among the nine who died": what the words of a group with a numeral tell of it.
    pub(super) fn told_of_numbered(&self, k: usize) -> Option<Hit> {
        self.noun(k).filter(|n| n.quantity.is_some())?;
        self.told_of_whole(k)
    }

    /// The quantity that a figure is a part of in its own group: "eight of the twelve".
    pub(super) fn whole_of(&self, k: usize, q: &Quantity) -> Option<u32> {
        let of = self.noun(k).filter(|n| !n.pronoun).and_then(|n| n.of);
        let inner = of.and_then(|of| {
            let end = self.chunks.get(k)?.end;
            (of..end).find_map(|t| self.source.starts.get(t as usize)?.checked_sub(1))
        });
        let quantities = self.source.quantities;
        let counts = |w: &u32| quantities.get(*w as usize).is_some_and(|q| q.kind.is_quantity());
        q.whole.or(inner).filter(counts)
    }

    /// The figure is of some of a group that its own words name: "eight of the twelve".
    pub(super) fn of_some(&self, k: usize) -> bool {
        let q = self
            .noun(k)
            .and_then(|n| self.source.quantities.get(n.quantity? as usize));
        q.is_some_and(|q| self.whole_of(k, q).is_some())
    }

    /// "[9]": the mark of a note.
    fn is_note(&self, q: &Quantity) -> bool {
        let sign = |at: Option<u32>| at.and_then(|at| self.token(at)).map(|t| t.sign);
        sign(q.first.checked_sub(1)) == Some('[') && sign(Some(q.end)) == Some(']')
    }

    /// "two to a bed", "five to each tent": how they were shared out, and no number of them.
    fn apiece(&self, noun: &Noun, q: &Quantity) -> bool {
        let word = |at: u32| self.token(at).map_or("", |t| self.source.rules.lexicon.word(t.word));
        let to = word(q.end) == "to" && matches!(word(q.end + 1), "a" | "an" | "each" | "every")
            || word(q.end) == "for" && matches!(word(q.end + 1), "each" | "every");
        let few = q.interval.high.is_some_and(|h| h <= Decimal::from(20));
        noun.head.is_none() && q.kind == Kind::Count && few && to
    }

    /// "a 9 mm pistol", "the 24-inch line": a sort of thing, and no measurement of one.
    fn calibre(&self, k: usize, noun: &Noun, q: &Quantity) -> bool {
        let small = q.dimension.as_deref() == Some("length") && q.interval.high.is_some_and(|h| h < Decimal::ONE);
        let sort = noun.head.is_some_and(|h| h >= q.end) && noun.of.is_none() && small;
        sort && self.led_to(q).is_none() && self.owned_by(k, q).is_none() && self.cue_of(noun).is_none()
    }

    /// "nobody should go home tonight": what is not to be done, and no count of those who did.
    fn advised(&self, k: usize, q: &Quantity) -> bool {
        let bids = |t: &Token| {
            matches!(
                self.source.rules.lexicon.word(t.word),
                "should" | "must" | "may" | "shall" | "need"
            )
        };
        let none = q.interval.point() == Some(Decimal::ZERO);
        none && self.subject_of(k).is_some_and(|g| self.tokens(g.at).iter().any(bids))
    }

    /// "the bank lost 40 million": no such number of people was ever hurt in one event. "carried 310,000
    /// passengers last year": nor was it ever aboard at once.
    fn beyond_people(&self, hit: &Hit, noun: &Noun, q: &Quantity) -> bool {
        let measure = &self.source.rules.measures.all[hit.measure as usize];
        let least = q.interval.named();
        let above = |most: u32| least.is_some_and(|v| v >= Decimal::from(most));
        noun.head.is_none() && measure.befalls && above(5_000_000) || measure.most.is_some_and(above)
    }

    /// The measure of a counted noun group; the nearer and the stronger evidence first.
    fn evoked(&self, k: usize, noun: &Noun, q: &Quantity) -> Option<Hit> {
        let headless = noun.head.is_none();
        if self.family_of(k) && (headless || noun.counted.as_deref() == Some("people")) {
            return k.checked_sub(2).and_then(|family| self.befell(family, k));
        }
        if let Some(hit) = self.purpose_hit(k).or_else(|| self.none_of(k, noun, q)) {
            return Some(hit);
        }
        if (q.whole.is_some() || noun.of.is_some() && !noun.pronoun)
            && let Some(hit) = self
                .adjacent_object(k)
                .or_else(|| self.of_noun(k))
                .filter(|h| !self.of_cases(k, h))
        {
            return Some(hit);
        }
        if noun.of.is_some() && !noun.pronoun {
            // an adjunct is said of the whole: "eight of the nine on board"
            let said = self
                .said_right_after(k)
                .filter(|h| self.whole_of(k, q).is_none() || h.by != "adjunct")
                .or_else(|| self.subject_of(k).and_then(|g| self.subject_hit(&g, k)));
            if said.as_ref().is_some_and(|h| !matches!(h.by, "noun" | "weak")) {
                return said;
            }
        }
        self.gapped_group(k)
            .or_else(|| self.value_hit(k, headless))
            // "the gunmen, of whom there were 12, got away": how many they were
            .or_else(|| self.sized_hit(k).filter(|_| self.there(k)))
            .or_else(|| self.strong(k))
            .or_else(|| self.band_of(k))
            .or_else(|| self.names_of(k, noun))
            .or_else(|| self.whose(k))
            .or_else(|| self.lifeless(k))
            .or_else(|| self.ahead_of_number(k, headless))
            .or_else(|| self.key_hit(k).or_else(|| self.bare_key(k)))
            .or_else(|| self.strong_noun(k))
            .or_else(|| self.place_told(k).filter(|_| headless))
            // "left 2,000 homeless and 900 homes without power"
            .or_else(|| self.modifier_hit(k).filter(|_| headless))
            .or_else(|| self.adjacent_object(k).filter(|h| !self.of_cases(k, h)))
            .or_else(|| self.outcome_of(k))
            .or_else(|| self.remains_of(k))
            .or_else(|| self.by_deed(k).or_else(|| self.put_deed(k)))
            .or_else(|| self.modifier_hit(k))
            .or_else(|| {
                self.said_right_after(k)
                    .filter(|h| self.whole_of(k, q).is_none() || h.by != "adjunct")
                    .filter(|h| !self.of_cases(k, h))
            })
            .or_else(|| {
                if q.whole.is_some() || noun.of.is_none() {
                    None
                } else {
                    self.relative_of(k)
                        .filter(|_| !headless)
                        .and_then(|g| self.subject_hit(&g, k))
                }
            })
            .or_else(|| self.shared_state(k))
            // "the flight, with 148 passengers and six crew, vanished": that is said of the flight
            .or_else(|| self.carried(k, noun))
            .or_else(|| self.subject_of(k).and_then(|g| self.subject_hit(&g, k)))
            .or_else(|| self.object_hit(k).filter(|h| !self.of_cases(k, h)))
            .or_else(|| self.found_in(k))
            .or_else(|| {
                if q.whole.is_none() {
                    self.relative_of(k).and_then(|g| self.subject_hit(&g, k))
                } else {
                    None
                }
            })
            .or_else(|| self.infinitive_hit(k))
            .or_else(|| self.by_hit(k))
            .or_else(|| self.contact_clause(k))
            .or_else(|| self.apposed(k))
            .or_else(|| self.of_noun(k))
            .or_else(|| self.included(k))
            .or_else(|| self.inverted(k))
            .or_else(|| self.inside_carrier(k, noun).filter(|_| q.whole.is_none() && !q.all_but))
            .or_else(|| self.inside_it(k, noun))
            .or_else(|| self.weak_noun(k).filter(|h| self.group_whole(k, h)))
            .or_else(|| self.agent(k, noun))
            .or_else(|| self.sized_hit(k))
    }

    /// "412 patients were screened": of a group, those whom something was done to that no measure knows are no
    /// count of it.
    fn group_whole(&self, k: usize, hit: &Hit) -> bool {
        let group = hit.counted.as_deref().is_some_and(|c| c != "people");
        let acts = !self.source.rules.measures.all[hit.measure as usize].agents.is_empty();
        let done = |g: Governor| g.adjacent && g.verb.voice == Voice::Passive;
        !group || acts || !self.subject_of(k).is_some_and(done)
    }

    /// "nine injured passengers died", "40 kidnapped girls were freed": what became of them, not what they were. Those
    /// whom "19 wounded guards were flown out" tells of are wounded still.
    fn outcome_of(&self, k: usize) -> Option<Hit> {
        let measures = &self.source.rules.measures.all;
        let were = self.modifier_hit(k).filter(|h| measures[h.measure as usize].singular)?;
        let g = self.subject_of(k).filter(|g| g.adjacent && !g.verb.negated)?;
        let ends = |h: &Hit| measures[h.measure as usize].absent || !measures[were.measure as usize].befalls;
        // "nine kidnapped girls are back with their families"
        let state = |h: &Hit| h.by == "adjunct" && !measures[were.measure as usize].befalls;
        let told = |h: &Hit| (h.by == "verb" || state(h)) && ends(h);
        let became = self.subject_hit(&g, k).filter(told)?;
        (became.measure != were.measure).then_some(became)
    }

    /// "52 names of the missing": as many as have the names.
    fn names_of(&self, k: usize, noun: &Noun) -> Option<Hit> {
        let head = self.token(noun.head?)?;
        let bare = self.source.rules.frames.bare_heads.contains(&head.word) && self.word(k + 1) == "of";
        let hit = bare.then(|| self.group_at(k + 2)).flatten()?;
        let whole = || self.source.rules.measures.all[hit.measure as usize].counts.clone();
        Some(Hit {
            counted: self.noun(k + 2).and_then(|n| n.counted.clone()).or_else(whole),
            ..hit
        })
    }

    /// "the eight persons whose deaths have been confirmed".
    fn whose(&self, k: usize) -> Option<Hit> {
        if !matches!(self.kind(k + 1), Some(ChunkKind::Rel)) || self.word(k + 1) != "whose" {
            return None;
        }
        let hit = self.strong_noun(k + 2)?;
        let befalls = self.source.rules.measures.all[hit.measure as usize].befalls;
        (befalls && self.admits(hit.measure, &[], k)).then_some(Hit { counted: None, ..hit })
    }

    /// "picked up 312 dead birds": whatever was done to them, they are dead.
    fn lifeless(&self, k: usize) -> Option<Hit> {
        self.modifier_hit(k)
            .filter(|hit| self.source.rules.frames.lifeless.contains(&hit.word))
    }

    /// "64 died at the scene and 11 in hospital": the place of the second stands against that of the first.
    fn parallel(&self, k: usize, last: Option<&Draft>) -> bool {
        let rules = self.source.rules;
        let befell = |d: &&Draft| {
            d.hit
                .as_ref()
                .is_some_and(|h| h.by == "verb" && rules.measures.all[h.measure as usize].befalls)
        };
        let placed = |d: &Draft| {
            let between = d.chunk + 1..k.saturating_sub(1);
            between.clone().any(|j| self.verb(j).is_some())
                && between
                    .into_iter()
                    .any(|j| matches!(self.kind(j), Some(ChunkKind::Prep)))
        };
        let last = last.filter(befell);
        // "nine died in the fire, 12 in hospital": not there
        let at_place = |d: &Draft| {
            let head = |j: usize| self.noun(j).and_then(|n| self.token(n.head?));
            let place = |t: &Token| rules.frames.locales.contains(&t.word) || rules.lexicon.word(t.word) == "spot";
            (d.chunk + 1..k).filter_map(head).any(place)
        };
        let joined = match k.checked_sub(1).and_then(|j| self.kind(j)) {
            Some(ChunkKind::Conj) => true,
            Some(ChunkKind::Comma) => matches!(self.kind(k + 1), Some(ChunkKind::Prep)) && last.is_some_and(at_place),
            _ => false,
        };
        let own = self.subject_of(k).is_some_and(|g| g.adjacent);
        joined && !own && last.is_some_and(placed)
    }

    /// "a family of nine": its size, and what befell it befell them all.
    pub(super) fn family_of(&self, k: usize) -> bool {
        let group = k
            .checked_sub(2)
            .and_then(|j| self.noun(j))
            .filter(|n| !n.plural)
            .and_then(|n| n.counted.as_deref());
        k > 0 && self.word(k - 1) == "of" && matches!(group, Some("family" | "household"))
    }

    /// What befell the group at `family`, said of its members at `k`.
    fn befell(&self, family: usize, k: usize) -> Option<Hit> {
        let acted = self.object_of(family).filter(|g| g.adjacent);
        let hit = acted.and_then(|g| self.acts_on(&g, k)).or_else(|| {
            let g = self.subject_of(family)?;
            self.subject_hit(&g, k)
        })?;
        self.source.rules.measures.all[hit.measure as usize]
            .befalls
            .then_some(hit)
    }

    /// "killed 31 people", "wounding 75", "freed five hostages".
    pub(super) fn adjacent_object(&self, k: usize) -> Option<Hit> {
        let g = self.object_of(k).filter(|g| g.adjacent)?;
        self.acts_on(&g, k)
    }

    fn object_hit(&self, k: usize) -> Option<Hit> {
        // "received 21 bodies; thirteen were children": what has a verb of its own is no object
        let own = |v: &Governor| v.adjacent && v.verb.voice != Voice::Bare && v.verb.voice != Voice::Gerund;
        let g = self.object_of(k)?;
        // "were let go in the course of the day and four climbed out": no list without a first object
        let particle = || matches!(self.word(g.at + 1), "out" | "up" | "off" | "down" | "away" | "over");
        let adjunct = matches!(self.kind(g.at + 1), Some(ChunkKind::Prep)) && !self.belongs_to_verb(g.at + 1);
        if !g.adjacent && adjunct && !particle() {
            return None;
        }
        // "has swallowed 5 billion of public money, some 900,000 for each job": like the first object
        let first = g.at + 1;
        let known = |n: &Noun| n.counted.is_some() || n.quantity.is_some();
        if !g.adjacent
            && self.noun(k)?.head.is_none()
            && self.noun(first).is_some_and(known)
            && self.acts_on(&g, first).is_none()
        {
            return None;
        }
        let beyond = (g.at + 1..k).any(|j| matches!(self.kind(j), Some(ChunkKind::Colon)));
        // "Weapons received: 40": the key's verb is said of the key's noun
        if beyond && self.keyed_at(k) && self.noun(g.at.wrapping_sub(1)).is_some_and(|n| n.head.is_some()) {
            return None;
        }
        let linked = !g.adjacent && matches!(self.kind(k.wrapping_sub(1)), Some(ChunkKind::Conj));
        if (linked || beyond) && self.subject_of(k).as_ref().is_some_and(own) {
            return None;
        }
        self.acts_on(&g, k)
    }

    /// "was attended by 15,000", "was packed with 500": who does what a passive verb tells.
    fn by_hit(&self, k: usize) -> Option<Hit> {
        let with = self.preceded_by(k, "with");
        let mut at = k.checked_sub(2).filter(|_| with || self.preceded_by(k, "by"))?;
        // "was carried out by nine men"
        if at > 0 && self.belongs_to_verb(at) {
            at -= 1;
        }
        let verb = self.verb(at).filter(|v| v.voice == Voice::Passive)?;
        let adjacent = true;
        let fills = || {
            let list = self.source.rules.measures.verbs.get(&verb.lemma);
            let place = |t: &VerbTrigger| t.slot == Slot::Subject && self.headed_before(at, &t.with);
            list.is_some_and(|all| all.iter().any(place))
        };
        (!with || fills())
            .then(|| self.verb_hit(&Governor { at, verb, adjacent }, Slot::Subject, k))
            .flatten()
    }

    /// "the 13 people it carried": what somebody does to the group, without a pronoun for it.
    fn contact_clause(&self, k: usize) -> Option<Hit> {
        let at = k + 2;
        self.noun(k + 1).filter(|n| n.pronoun && n.quantity.is_none())?;
        let verb = self.verb(at).filter(|v| !v.infinitive && !self.object_follows(at))?;
        let active = matches!(verb.voice, Voice::Active | Voice::Bare);
        let adjacent = true;
        active
            .then(|| self.verb_hit(&Governor { at, verb, adjacent }, Slot::Object, k))
            .flatten()
    }

    fn acts_on(&self, g: &Governor, k: usize) -> Option<Hit> {
        match g.verb.voice {
            // "was confirmed in nine herds"
            Voice::Passive if g.at + 2 == k && self.belongs_to_verb(g.at + 1) => self
                .verb_hit(g, Slot::Object, k)
                .filter(|_| matches!(self.word(g.at + 1), "in" | "on" | "at")),
            Voice::Passive | Voice::Copula => None,
            _ if self.in_general(g) => None,
            _ => self.verb_hit(g, Slot::Object, k),
        }
    }

    /// "you lose ten people": what happens to anybody, and to nobody in particular.
    fn in_general(&self, g: &Governor) -> bool {
        let anybody =
            g.at.checked_sub(1)
                .is_some_and(|s| self.word(s) == "you" && self.noun(s).is_some());
        anybody
            && self
                .tokens(g.at)
                .iter()
                .all(|t| t.is(Tags::VERB_BASE) && !t.is(Tags::VERB_PAST))
    }

    /// Whether the word right before noun group `k` is this one.
    pub fn preceded_by(&self, k: usize, word: &str) -> bool {
        k.checked_sub(1).is_some_and(|p| self.word(p) == word)
    }

    fn moved_to(&self, k: usize) -> bool {
        matches!(self.kind(k + 1), Some(ChunkKind::Prep))
            && self.word(k + 1) == "to"
            && self.noun(k + 2).is_some_and(|n| n.quantity.is_some())
    }

    /// "revised to 31 from 38", "fell to 12 on Sunday from 15".
    fn moved_from(&self, k: usize) -> bool {
        (0..k.saturating_sub(1))
            .rev()
            .take(4)
            .take_while(|&j| {
                matches!(
                    self.kind(j),
                    Some(ChunkKind::Noun(_) | ChunkKind::Label | ChunkKind::Prep | ChunkKind::Other)
                )
            })
            .find(|&j| self.noun(j).is_some_and(|n| n.quantity.is_some()))
            .is_some_and(|j| self.preceded_by(j, "to"))
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::figures;

    #[test]
    fn a_clause_without_a_pronoun_tells_of_what_it_hangs_on() {
        assert_eq!(
            figures("The boat sank. Of the 13 men it carried, all swam."),
            ["13 aboard/men"]
        );
        assert_eq!(figures("They thanked the 13 men they saw."), ["13 men thanked/men"]);
    }

    #[test]
    fn what_some_of_a_group_were_is_no_measure_of_their_own() {
        assert_eq!(figures("Twelve of the dead were employees."), ["Twelve killed/workers"]);
        assert_eq!(
            figures("Four of the missing are patients of the clinic."),
            ["Four missing/patients"]
        );
    }
}
