//! From drafts to claims: everything said about a figure.

mod borrow;
mod inherit;

use super::antecedent::{self, Told};
use super::armies::Armies;
use super::as_of::AsOf;
use super::asked;
use super::attribution::{self, Attributions};
use super::chunk::{self, Chunk, Source};
use super::clause::Row;
use super::context;
use super::dates::DateMention;
use super::elided;
use super::frame::Draft;
use super::modality::{self, Stretch};
use super::places::PlaceMention;
use super::scope::Setting;
use super::value::Matter;
use super::worth::Bare;
use super::{Claim, Input, Modality, PartOf, Scope};
use crate::corpus::BlockKind;
use crate::quantity::{Bound, Decimal, Form, Interval, Kind, Precision, Quantity};
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::Moves;
use crate::rules::measures::{Measure, MeasureId};
use crate::rules::table::WordSet;
use crate::text::{Sentence, Token};
use borrow::Borrowed;
use compact_str::{CompactString, format_compact};
use std::cell::{Cell, OnceCell};

/// Frames the quantities of one report as claims, in text order.
pub fn frame(input: &Input) -> Vec<Claim> {
    framed(input, true)
}

/// The same without the words that the figures are told with, for who compares nothing.
pub fn frame_bare(input: &Input) -> Vec<Claim> {
    framed(input, false)
}

fn framed(input: &Input, compared: bool) -> Vec<Claim> {
    let document = input.document;
    let (starts, lead) = (starts(input), lead(input));
    let source = Source::new(input, &starts, &lead);
    let mut b = Builder {
        input,
        attributions: OnceCell::new(),
        modality: modality::Finder::new(document, input.text, input.meta, input.rules),
        stretches: OnceCell::new(),
        armies: OnceCell::new(),
        setting: Setting::default(),
        own: super::dates::own_day(input.dates, input.meta),
        as_of: AsOf::default(),
        claims: Vec::new(),
        told: Vec::new(),
        at: 0,
        compared,
        words: None,
    };
    b.setting.crowd = crowd(input);
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut next = 0;
    for (i, sentence) in document.sentences.iter().enumerate() {
        while input.quantities.get(next).is_some_and(|q| q.first < sentence.first) {
            next += 1;
        }
        let figure = input.quantities[next..]
            .iter()
            .take_while(|q| q.first < sentence.end)
            .any(|q| q.kind.is_quantity());
        b.setting
            .table
            .read(sentence, document.tokens_of(sentence), input.text, figure, input.rules);
        let lead = i < 3;
        b.setting.heads(document.tokens_of(sentence), figure, input.rules);
        if !figure {
            let asked = asked::find(document.tokens_of(sentence), i, input.text, input.rules);
            b.setting.asked = asked.or(b.setting.asked.take());
        }
        let member = || {
            let mut here = input.quantities[next..].iter().take_while(|q| q.first < sentence.end);
            here.any(|q| q.form == Form::Member)
        };
        if !figure && !b.tells(sentence, member, lead) {
            if lead {
                let names = b.places_of(sentence).iter().map(|p| p.name.clone());
                b.setting.main.extend(names.collect::<Vec<_>>());
            }
            b.setting.topic = None;
            continue;
        }
        chunks.clear();
        chunk::chunk(&source, sentence, &mut chunks);
        b.at = i;
        b.words = None;
        b.stretches = OnceCell::new();
        b.sentence(
            sentence,
            &Row {
                chunks: &chunks,
                source: &source,
                text: input.text,
                about: source.lead,
                asked: Cell::default(),
            },
            lead,
        );
    }
    b.claims
}

/// Per token, one more than the index of the outermost quantity that starts there.
pub(super) fn starts(input: &Input) -> Vec<u32> {
    let mut starts = vec![0u32; input.document.tokens.len()];
    let mut covered = 0;
    for (i, q) in input.quantities.iter().enumerate() {
        if q.first >= covered || q.end > covered {
            if let Some(s) = starts.get_mut(q.first as usize).filter(|s| **s == 0) {
                *s = i as u32 + 1;
            }
            covered = covered.max(q.end);
        }
    }
    starts
}

pub(super) struct Builder<'a> {
    pub(super) input: &'a Input<'a>,
    /// Who said what, once a claim asks for it.
    attributions: OnceCell<Attributions>,
    modality: modality::Finder<'a>,
    /// What is not plainly asserted in the sentence at hand, once a claim of it asks for it.
    stretches: OnceCell<Vec<Stretch>>,
    /// The nations that fight, once a claim of one asks for them.
    armies: OnceCell<Armies>,
    setting: Setting,
    /// The report's own day.
    own: Option<jiff::civil::Date>,
    /// The as-of days of the sentence at hand.
    as_of: AsOf,
    claims: Vec<Claim>,
    /// What is remembered of each claim.
    told: Vec<Told>,
    /// Index of the sentence at hand.
    at: usize,
    /// The claims will be compared.
    compared: bool,
    /// Its content words, once a claim of it asks for them.
    words: Option<Vec<u32>>,
}

impl Builder<'_> {
    /// Whether what a token of the sentence at hand tells is put forward as true.
    fn modality(&self, token: u32) -> Modality {
        modality::of(self.stretches.get_or_init(|| self.modality.find(self.at)), token)
    }

    /// Whether a sentence without a figure may tell of persons, or of a place that it brings in or, as one of
    /// the first, sets the scene with.
    fn tells(&self, sentence: &Sentence, member: impl Fn() -> bool, lead: bool) -> bool {
        let bare = Bare::new(self.input.document, sentence, self.input.rules);
        let persons = || bare.tells_of_persons(&member);
        let locale = bare.names_locale();
        if lead {
            return locale || !self.claims.is_empty() || persons();
        }
        let befalls = sentence.has(Tags::TRIGGER) && (locale || sentence.has(Tags::COUNTED));
        befalls && persons() || locale && bare.brings_in_locale()
    }

    fn sentence(&mut self, sentence: &Sentence, row: &Row, lead: bool) {
        self.setting.told = !self.claims.is_empty();
        if lead {
            // "In the port of Kell, three died" after a figure of all: a place inside the event
            let fronted = if self.setting.told { row.fronted_place() } else { None };
            let inside = |p: &PlaceMention| fronted.is_some_and(|(first, end)| first <= p.first && p.first < end);
            let named: Vec<_> = self
                .places_of(sentence)
                .iter()
                .filter(|p| !inside(p))
                .map(|p| p.name.clone())
                .collect();
            self.setting.main.extend(named);
        }
        if lead {
            self.setting.lead.extend(row.locales());
        }
        let brought = row.brought();
        match &brought[..] {
            [(at, one)] if !lead => self.setting.topic = Some((one.clone(), *at)),
            [] => self.setting.topic = self.setting.topic.take().map(|(name, _)| (name, 0)),
            _ => self.setting.topic = None,
        }
        self.as_of = AsOf::find(row, self.dates_of(sentence), self.own);
        let before = self.claims.len();
        for draft in row.drafts() {
            self.claim(sentence, row, &draft, before);
        }
        if brought.len() != 1 {
            self.setting.topic = None;
        }
    }

    fn claim(&mut self, sentence: &Sentence, row: &Row, draft: &Draft, before: usize) {
        let rules = self.input.rules;
        let quantity: Option<&Quantity> = draft.quantity.and_then(|q| self.input.quantities.get(q as usize));
        let Some(chunk) = row.chunks.get(draft.chunk) else {
            return;
        };
        let Some(noun) = row.noun(draft.chunk) else { return };
        if quantity.is_some_and(|q| q.converted) {
            return;
        }
        let token = quantity.map_or(chunk.first, |q| q.first);
        let part = draft.part || draft.listed || draft.sibling;
        let Borrowed {
            key,
            headed,
            elision,
            antecedent,
            named,
            share,
            tabled,
        } = self.borrowed(row, draft, quantity, sentence, before);
        let part = (part || named && row.of_some(draft.chunk)) && !tabled;
        // "two of the 14 were crew", "the four are well": told before, and no new figure
        let again =
            named && noun.definite && noun.of.is_none() && antecedent.is_some_and(|a| self.claims[a].unit.is_none());
        if share.is_some_and(|q| row.mere_share(noun, q)) || named && draft.whole || again {
            return;
        }
        // "nine of a bakery" are workers like the whole
        let people = |c: &CompactString| rules.taxonomy.is_a(c, "people");
        let persons = part && noun.of.is_some() && antecedent.is_some_and(|a| people(&self.claims[a].counted));
        let mut counted = draft.counted.clone().filter(|c| !persons || people(c));
        let mut label = None;
        let mut unit = quantity.and_then(|q| q.unit.clone());
        let topical = elision.is_none_or(|(_, a)| self.claims[a].measure == "other");
        let topic = quantity
            .filter(|q| topical && key.is_none() && draft.hit.is_none() && !part && elided::seeks(q))
            .and_then(|q| self.crowd(row, draft, noun, q));
        // "half of it was spent": the amount's, whatever the verb evokes
        let of_amount = quantity.is_some_and(|q| q.fraction) && row.of_it(noun);
        let own = draft.hit.as_ref().filter(|h| !of_amount && !(named && h.by == "weak"));
        let hit = own.or(headed.as_ref()).or(topic.as_ref());
        let (measure, rule): (CompactString, CompactString) = if let Some(hit) = hit {
            let m = &rules.measures.all[hit.measure as usize];
            (
                m.name.clone(),
                format_compact!("{}/{}:{}", m.name, hit.by, rules.lexicon.word(hit.word)),
            )
        } else if share.is_some() {
            unit = Some("%".into());
            ("percentage".into(), "percentage/share".into())
        } else if let Some(key) = key {
            (label, counted) = (Some(key.label), Some(key.counted));
            ("other".into(), "other/key".into())
        } else if let Some(a) = antecedent {
            label.clone_from(&self.claims[a].label);
            let taken = elision.is_some() || named || quantity.is_some_and(|q| q.fraction);
            unit = self.claims[a].unit.clone().filter(|_| taken);
            let how = match elision {
                Some((e, _)) => e.form.name(),
                None if named => "named",
                None => "inherited",
            };
            (
                self.claims[a].measure.clone(),
                format_compact!("{}/{how}", self.claims[a].measure),
            )
        } else if let Some(id) = quantity.and_then(|q| row.unit_measure(draft.chunk, q)) {
            let m = &rules.measures.all[id as usize];
            (m.name.clone(), format_compact!("{}/unit", m.name))
        } else {
            let Some(text) = self.other(row, draft, quantity) else {
                return;
            };
            label = Some(text);
            ("other".into(), "other/noun".into())
        };
        if counted.is_none() && label.is_some() {
            counted = match noun.head {
                None => row.numbered_noun(draft.chunk).and_then(|j| row.named(j)),
                Some(h) => row
                    .named(draft.chunk)
                    .filter(|_| antecedent.is_none() && row.bare_head(h)),
            };
        }
        let id = rules.measures.get(&measure);
        let measure = match id.and_then(|m| m.label.clone()) {
            Some(listed) => {
                label = Some(listed);
                "other".into()
            }
            None => measure,
        };
        let counts = id.and_then(|m| m.counts.clone());
        let mut owner = None;
        let told_by = elision.filter(|(e, _)| {
            let reported = matches!(e.form, elided::Form::Reported | elided::Form::Compared);
            unit.is_some() && (reported || row.level(draft.chunk).is_some() || row.measured(draft.chunk).is_none())
        });
        let against = quantity.and_then(|q| self.held_against(row, draft, q, before));
        if let Some(a) = told_by.map(|(_, a)| a).or(against) {
            let cued = quantity.zip(id).and_then(|(q, m)| row.cued_thing(q, m));
            counted = Some(cued.map_or_else(|| self.claims[a].counted.clone(), |t| t.name.clone()));
            let shares = id.is_some_and(|m| m.things.iter().any(|t| t.owned && Some(&t.name) == counted.as_ref()));
            owner = row.owner(draft.chunk).filter(|_| shares);
        } else if counts.is_none() && measure != "other" || unit.is_some() || quantity.is_some_and(|q| q.unit.is_some())
        {
            let matter = match (quantity, id) {
                (Some(q), Some(m)) if measure != "other" => row.matter(draft.chunk, q, m),
                _ => Matter {
                    of: row.measured(draft.chunk).map(CompactString::from),
                    owner: None,
                },
            };
            counted = matter.of.or(counted);
            owner = matter.owner;
        }
        if let Some(thing) = id.and_then(|m| m.thing.clone()) {
            let told = (0..draft.chunk).rev().filter_map(|j| row.named(j));
            let near = told.take(6).find(|n| rules.taxonomy.is_a(n, &thing));
            counted = near.or(Some(thing));
        }
        if counted.is_none() && antecedent.is_none() && counts.is_some() {
            counted = self.group_before(row, draft.chunk, id);
        }
        if counted.is_none() && (counts.is_some() || measure == "other") {
            // "eight soldiers and four civilians, bringing to 12 the number of dead": all of them
            let value = draft.hit.as_ref().is_some_and(|h| h.by == "value");
            counted = self
                .counted_before(
                    antecedent,
                    &measure,
                    id,
                    quantity.filter(|_| !noun.additional),
                    if value { self.claims.len() } else { before },
                    token,
                )
                .or_else(|| counts.clone());
        }
        let nation = noun.head.and_then(|h| row.token(h)).is_some_and(|t| t.is(Tags::NATION));
        let people = nation && counts.as_deref() == Some("people");
        let army = people
            .then(|| self.armies.get_or_init(|| Armies::find(self.input)).of(row, noun))
            .flatten();
        if let Some((class, _)) = &army {
            counted = Some(class.clone());
        }
        // "employs 40 people": a class that says nothing gives way to the measure's own
        if let (Some(class), Some(own)) = (&counted, &counts)
            && class == "people"
            && rules.taxonomy.is_a(own, class)
        {
            counted = counts;
        }
        let factor = match elision {
            Some((_, a)) => {
                let left_out = quantity.map(|q| antecedent::millions(q, &self.claims[a], &self.told[a], self.at));
                self.told[a].factor * left_out.unwrap_or(Decimal::ONE)
            }
            None if named => antecedent.map_or(Decimal::ONE, |a| self.told[a].factor),
            None if share.is_some() && measure == "percentage" => Decimal::ONE_HUNDRED,
            None => Decimal::ONE,
        };
        let (interval, precision, text, span) = match quantity {
            Some(q) => (
                scaled(self.resolve(q, antecedent), factor),
                q.precision,
                q.span.of(self.input.text).to_owned(),
                q.span,
            ),
            None => {
                let last = draft
                    .sum
                    .and_then(|s| row.chunks.get(s.last))
                    .map(|c| c.end.saturating_sub(1));
                let end = last.or(noun.head).unwrap_or(chunk.first);
                let first = draft.sum.map_or(chunk.first, |s| s.first);
                let span = match (row.token(first), row.token(end)) {
                    (Some(a), Some(b)) => a.span.to(b.span),
                    _ => return,
                };
                (
                    Interval::exactly(draft.sum.map_or(Decimal::ONE, |s| s.of.into())),
                    Precision::Exact,
                    span.of(self.input.text).to_owned(),
                    span,
                )
            }
        };
        if quantity.is_some_and(|q| q.interval.point() == Some(Decimal::ZERO))
            && (draft.hit.is_none() || measure == "other")
        {
            return;
        }
        // "the 8.02 stopped", "at about 20.30": what is counted comes in ones
        let counted_in_ones = id.map_or(noun.head.is_none(), |m| m.counts.is_some());
        let broken =
            |q: &Quantity| q.kind == Kind::Count && !q.fraction && q.interval.point().is_some_and(|v| !v.is_integer());
        if unit.is_none() && counted_in_ones && quantity.is_some_and(broken) {
            return;
        }
        // "one in five patients died": a share of nobody knows how many
        let unknown = quantity.is_some_and(|q| q.fraction && q.unit.is_none());
        if unknown && id.is_some_and(|m| m.befalls) && interval.high.is_some_and(|most| most < Decimal::ONE) {
            return;
        }
        let mut modality = self.modality(token);
        let input = self.input;
        let attributions = || attribution::find(input.document, input.text, rules);
        let said = self.attributions.get_or_init(attributions).of(token);
        if draft.former && modality == Modality::Asserted {
            modality = Modality::Background;
        }
        // what was told of a past event goes on being so; a figure after an earlier one of the same takes its place
        let replaces =
            |a: usize| elision.is_some() && self.claims[a].when.is_none() && self.told[a].sentence == self.at;
        if let Some(a) = antecedent
            && modality == Modality::Asserted
            && !replaces(a)
            && self.claims[a].modality == Modality::Background
        {
            modality = Modality::Background;
        }
        let hospital = said
            .filter(|_| id.is_some_and(|m| m.additive))
            .and_then(|s| super::scope::hospital_of(&s.speaker, rules));
        let column = self
            .setting
            .table
            .scope(sentence, self.input.text, token_at(self.input, token), rules);
        let clause = draft.hit.as_ref().is_some_and(|h| h.by == "clause");
        let form = elision.map(|(e, _)| e).or_else(|| {
            row.elision(draft.chunk)
                .filter(|_| !tabled)
                .filter(|_| draft.listed || headed.is_some() || clause)
        });
        let elided_unit = unit.is_some() && quantity.is_some_and(|q| q.unit.is_none());
        // the key of an amount is what has it: "the Greens 7.9"
        let key = form.and_then(|f| f.key).filter(|_| elided_unit);
        let shared = elision.map(|(_, a)| &self.claims[a]).filter(|c| {
            let owned = |m: &Measure| m.things.iter().any(|t| t.owned && t.name == c.counted);
            id.is_some_and(owned)
        });
        if let (Some(k), Some(whole)) = (key, shared) {
            counted = Some(whole.counted.clone());
            owner = row.key_words(k);
        }
        let thing = key.filter(|_| shared.is_none()).and_then(|k| row.named(k));
        if thing.is_some() {
            counted = thing.clone();
        }
        let keyed = column
            .or_else(|| self.key_scope(row, form?.key?).filter(|_| thing.is_none()))
            .or_else(|| row.level(draft.chunk).filter(|_| elided_unit));
        let keyed = self.not_of_class(keyed, &mut counted);
        let owner = owner.map(|text| Scope {
            kind: super::ScopeKind::Group,
            text,
        });
        let befalls = id.is_some_and(|m| m.befalls);
        let scope = keyed
            .or(owner)
            .or_else(|| row.aspect(draft.chunk, quantity, draft.hit.as_ref()))
            .or_else(|| row.scope(draft.chunk, self.places_of(sentence), &self.setting))
            .or_else(|| befalls.then(|| row.several()).flatten())
            .or_else(|| befalls.then(|| row.degree(draft.chunk)).flatten())
            .or_else(|| row.condition(draft.chunk))
            .or(hospital)
            .or_else(|| {
                let counts = quantity.is_some_and(|q| q.unit.is_none() && !q.fraction);
                counts
                    .then(|| row.time_scope(draft.chunk, self.dates_of(sentence)))
                    .flatten()
            })
            .or_else(|| {
                let class = counted.as_deref().unwrap_or_default();
                befalls
                    .then(|| row.side(draft.chunk, class, said.map(|s| s.speaker.as_str())))
                    .flatten()
            })
            .or_else(|| army.map(|(_, side)| side))
            .or_else(|| {
                let (topic, at) = self.setting.topic.clone()?;
                (at <= draft.chunk && id.is_some_and(|m| m.additive)).then_some(Scope {
                    kind: super::ScopeKind::Place,
                    text: topic,
                })
            })
            // the women among the bodies seen in a hospital were seen there too
            .or_else(|| {
                let left_out = elision.is_some_and(|(e, _)| e.form == elided::Form::Subject);
                let whole = &self.claims[antecedent.filter(|_| part || left_out)?];
                let place = whole.scope.as_ref().filter(|s| s.kind == super::ScopeKind::Place)?;
                (whole.measure == measure && whole.counted != *counted.as_ref()?).then(|| place.clone())
            });
        let part_of = antecedent
            .filter(|&a| {
                let (whole, part_class) = (&self.claims[a], counted.as_deref().unwrap_or_default());
                part && whole.measure == measure
                    && whole.unit.is_none()
                    && (rules.taxonomy.is_a(part_class, &whole.counted)
                        || draft.listed && rules.taxonomy.alike(part_class, &whole.counted))
            })
            .map(|a| PartOf {
                whole: a as u32,
                exhaustive: draft.listed,
            });
        let mixed = match (&draft.hit, antecedent) {
            (Some(hit), _) => row.leaves_open(hit, draft.chunk),
            (None, Some(a)) => self.claims[a].mixed,
            (None, None) => false,
        };
        // one person singled out says nothing of how many there were
        let nobody = quantity.is_some_and(|q| q.interval.point() == Some(Decimal::ZERO));
        // "26 of them died in the hall, 37 afterwards"
        let beside = antecedent.filter(|&a| a >= before && draft.hit.is_none() && !part && noun.head.is_none());
        let partial = quantity.is_none() && draft.sum.is_none()
            || draft.member
            || beside.is_some_and(|a| self.claims[a].partial)
            || counted
                .as_deref()
                .is_some_and(|class| self.of_those_told(row, noun, &measure, class, interval))
            || nobody && mixed
            || unit.is_some() && row.part_cue(draft.chunk)
            || scope.as_ref().is_none_or(|s| s.kind != super::ScopeKind::Side)
                && row.partial(draft.chunk, &measure)
                && part_of.is_none()
                && !(noun.pronoun && befalls && antecedent.is_some_and(|a| self.groups(a)));
        let words = match self.compared {
            true => self
                .words
                .get_or_insert_with(|| context::words(sentence, self.input))
                .clone(),
            false => Vec::new(),
        };
        // "six of the 27 accused": a part and its whole, whatever they are
        let at = self.claims.len();
        let beside_part = draft.whole && row.one_of(draft.chunk).is_none();
        if let Some(some) = self
            .claims
            .last_mut()
            .filter(|c| beside_part && c.sentence == sentence.span)
            && some.measure == measure
            && some.part_of.is_none()
            && some.interval.named() <= interval.named()
        {
            some.part_of = Some(PartOf {
                whole: at as u32,
                exhaustive: false,
            });
        }
        self.told.push(Told::of(quantity, self.at, elision.map(|_| factor)));
        self.claims.push(Claim {
            partial,
            mixed,
            glimpse: id.is_some_and(|m| m.befalls || m.singular || m.moves == Moves::Either && m.counts.is_some())
                && row.glimpse(draft.chunk, quantity),
            doers: match draft.sum {
                Some(sum) if sum.doer => Some(true),
                _ => befalls.then(|| row.doers(draft.chunk)).flatten(),
            },
            measure,
            label,
            counted: counted.unwrap_or_default(),
            interval,
            precision,
            unit,
            text,
            span,
            sentence: sentence.span,
            block: sentence.kind,
            places: super::bound::places(self.input, sentence, self.places_of(sentence), token, scope.as_ref()),
            scope,
            speaker: said.map(|s| s.speaker.clone()),
            via: said.and_then(|s| s.via.clone()),
            modality,
            as_of: self.as_of.of(token).or_else(|| {
                // "Three are missing; on Tuesday night it was 14"
                elision.filter(|(e, _)| e.form == elided::Form::There)?;
                self.when(row, sentence, token, modality)
                    .filter(|d| d.from == d.to)
                    .map(|d| d.to)
            }),
            when: self
                .when(row, sentence, token, modality)
                .or_else(|| antecedent.and_then(|a| self.claims[a].when)),
            part_of,
            additional: noun.additional || draft.step,
            rule,
            words,
        });
    }

    /// A figure of a group that something can befall, and of nothing that befell it: those aboard, the hostages.
    /// "At least 40 of them died" is then all who did.
    fn groups(&self, claim: usize) -> bool {
        let c = &self.claims[claim];
        let measure = self.input.rules.measures.get(&c.measure);
        c.unit.is_none() && measure.is_some_and(|m| !m.befalls && m.additive && m.counts.is_some())
    }

    /// The places named in a sentence.
    fn places_of(&self, sentence: &Sentence) -> &[PlaceMention] {
        let all = self.input.places;
        let from = all.partition_point(|p| p.first < sentence.first);
        let to = all.partition_point(|p| p.first < sentence.end);
        all.get(from..to).unwrap_or(&[])
    }

    /// The date expressions of a sentence.
    fn dates_of(&self, sentence: &Sentence) -> &[DateMention] {
        let all = self.input.dates;
        let from = all.partition_point(|d| d.first < sentence.first);
        let to = all.partition_point(|d| d.first < sentence.end);
        all.get(from..to).unwrap_or(&[])
    }

    /// The days that the claim's own clause names.
    fn when(&self, row: &Row, sentence: &Sentence, token: u32, modality: Modality) -> Option<super::Days> {
        super::bound::when(row, self.dates_of(sentence), token, modality)
    }

    /// Works out a fraction or "all but three" against the figure before it.
    fn resolve(&self, q: &Quantity, antecedent: Option<usize>) -> Interval {
        let Some(whole) = antecedent.map(|a| self.claims[a].interval) else {
            return q.interval;
        };
        let both = |f: &dyn Fn(Decimal) -> Option<Decimal>| Interval {
            low: whole.low.and_then(f),
            high: whole.high.and_then(f),
        };
        if q.fraction {
            part_of(q, whole, antecedent.is_some_and(|a| self.claims[a].unit.is_none()))
        } else if q.all_but {
            let Some(left_out) = q.interval.low else {
                return q.interval;
            };
            both(&|w| w.checked_sub(left_out))
        } else {
            q.interval
        }
    }
}

/// A fraction worked out: "half of them", "less than a tenth of it". What is counted comes in ones.
fn part_of(q: &Quantity, whole: Interval, counted: bool) -> Interval {
    let of = |w: Option<Decimal>, f: Option<Decimal>| Some(w?.checked_mul(f?)?.normalize());
    let (low, high) = (of(whole.low, q.interval.low), of(whole.high, q.interval.high));
    let rounded = |x: Option<Decimal>| x.map(|x| x.round());
    match q.bound {
        _ if !counted => Interval { low, high },
        Bound::LessThan => Interval {
            low: Some(Decimal::ZERO),
            high: high.map(|x| (x.ceil() - Decimal::ONE).max(Decimal::ZERO)),
        },
        Bound::MoreThan => Interval {
            low: low.and_then(|x| x.floor().checked_add(Decimal::ONE)),
            high: None,
        },
        _ => Interval {
            low: rounded(low),
            high: rounded(high),
        },
    }
}

/// An interval in base units, from one as written.
fn scaled(interval: Interval, factor: Decimal) -> Interval {
    if factor == Decimal::ONE {
        return interval;
    }
    let end = |x: Option<Decimal>| x.and_then(|x| x.checked_mul(factor));
    Interval {
        low: end(interval.low),
        high: end(interval.high),
    }
}

/// Byte offset of a token.
fn token_at(input: &Input, token: u32) -> usize {
    input
        .document
        .tokens
        .get(token as usize)
        .map_or(0, |t| t.span.start as usize)
}

/// The tokens of the first sentences and of the title.
fn opening<'a>(input: &'a Input) -> impl Iterator<Item = &'a Token> {
    let sentences = &input.document.sentences;
    let lead = sentences.iter().take(3);
    let titles = sentences.iter().filter(|s| s.kind == BlockKind::Title);
    lead.chain(titles).flat_map(|s| input.document.tokens_of(s))
}

/// "on 10 March" tells of no march.
pub(super) fn is_month(token: &Token) -> bool {
    token.is_capital() && token.is(Tags::MONTH)
}

/// The words that the report opens with, as written and in their base forms.
pub(super) fn lead(input: &Input) -> WordSet {
    let mut words = WordSet::default();
    for token in opening(input).filter(|t| !is_month(t)) {
        words.insert(token.word);
        words.insert(input.rules.words.lemma(token.word));
    }
    words
}

/// The measure whose crowds the title or the lead tells of, with the word that says so.
fn crowd(input: &Input) -> Option<(MeasureId, WordId)> {
    let topics = &input.rules.measures.topics;
    let mut words = opening(input).filter(|t| !is_month(t));
    words.find_map(|t| topics.get(&t.word).map(|&m| (m, t.word)))
}
