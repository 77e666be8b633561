//! One figure as a claim: what it measures, whom it counts, its value, and the part of the event that it is of.

use super::Builder;
use super::borrow::Borrowed;
use crate::claim::antecedent::{self, Told};
use crate::claim::armies::Armies;
use crate::claim::attribution;
use crate::claim::chunk::Noun;
use crate::claim::clause::Row;
use crate::claim::context;
use crate::claim::elided;
use crate::claim::frame::Draft;
use crate::claim::value::Matter;
use crate::claim::{Claim, Modality, PartOf, Scope, ScopeKind};
use crate::quantity::{Decimal, Form, Interval, Kind, Precision, Quantity};
use crate::rules::lexicon::Tags;
use crate::rules::measures::{Measure, Moves};
use crate::span::Span;
use crate::text::Sentence;
use compact_str::{CompactString, format_compact};

/// So many figures back may stand the one that a rank counts on from.
const FAR: usize = 50;

/// A figure on its way to a claim.
pub(super) struct Figure<'a> {
    sentence: &'a Sentence,
    pub(super) row: &'a Row<'a>,
    pub(super) draft: &'a Draft,
    noun: &'a Noun,
    quantity: Option<&'a Quantity>,
    /// The first token of the figure.
    pub(super) token: u32,
    /// So many claims were made before the sentence.
    before: usize,
    /// It is a part of another figure.
    part: bool,
    pub(super) borrowed: Borrowed<'a>,
    /// The measure by its own name, where a pack has it.
    pub(super) id: Option<&'a Measure>,
    /// The measure's name in a claim.
    pub(super) measure: CompactString,
    /// What evoked it: "killed/verb:die".
    rule: CompactString,
    label: Option<CompactString>,
    counted: Option<CompactString>,
    unit: Option<CompactString>,
    /// Whose a share or an amount is.
    owner: Option<CompactString>,
    /// The side of those a nation's name counts.
    army: Option<Scope>,
}

/// What the words assert, and where they stand.
struct Value {
    interval: Interval,
    precision: Precision,
    text: String,
    span: Span,
    /// What a bare number is multiplied by: "million", of the figure it is held against.
    factor: Decimal,
}

impl<'i> Builder<'i> {
    /// Makes a claim of a draft, if it is one.
    pub(super) fn claim(&mut self, sentence: &Sentence, row: &Row, draft: &Draft, before: usize) {
        let Some(mut f) = self.measured(sentence, row, draft, before) else {
            return;
        };
        self.whom(&mut f);
        let Some(value) = self.value(&f).filter(|v| self.counts(&f, v)) else {
            return;
        };
        let rules = self.input.rules;
        let attributions = || attribution::find(self.input.document, self.input.text, rules);
        let said = self.attributions.get_or_init(attributions).of(f.token);
        let (speaker, via) = (said.map(|s| s.speaker.clone()), said.and_then(|s| s.via.clone()));
        let another = f.borrowed.elision.and_then(|_| row.gapped_speaker(draft.chunk));
        let speaker = another.and_then(|by| row.key_words(by)).or(speaker);
        let carried = another.is_none() && said.is_some_and(|s| s.carried);
        let modality = self.told_as(&f);
        let scope = self.scope_of(&mut f, speaker.as_deref());
        let part_of = self.part_of(&f);
        let (mixed, partial) = self.standing(&f, &value, scope.as_ref(), part_of.is_some());
        let words = match self.compared {
            true => self
                .words
                .get_or_insert_with(|| context::words(sentence, self.input))
                .clone(),
            false => Vec::new(),
        };
        self.joins_whole(&f, &value);
        let elision = f.borrowed.elision;
        let told = Told::of(f.quantity, self.at, elision.map(|_| value.factor));
        self.told.push(told);
        let befalls = f.id.is_some_and(|m| m.befalls);
        let changes = |m: &Measure| {
            m.befalls || m.singular && m.moves != Moves::Down || m.moves == Moves::Either && m.counts.is_some()
        };
        let when = self.when(row, sentence, f.token, modality);
        self.claims.push(Claim {
            partial,
            mixed,
            glimpse: f.id.is_some_and(changes) && row.glimpse(draft.chunk, f.quantity),
            doers: match draft.sum {
                Some(sum) if sum.doer => Some(true),
                _ => befalls.then(|| row.doers(draft.chunk)).flatten(),
            },
            measure: f.measure,
            label: f.label,
            counted: f.counted.unwrap_or_default(),
            interval: value.interval,
            precision: value.precision,
            unit: f.unit,
            text: value.text,
            span: value.span,
            sentence: sentence.span,
            block: sentence.kind,
            places: crate::claim::bound::places(
                self.input,
                sentence,
                self.places_of(sentence),
                f.token,
                scope.as_ref(),
            ),
            scope,
            speaker,
            carried,
            via,
            modality,
            as_of: self.as_of.of(f.token).or_else(|| {
                // "Three are missing; on Tuesday night it was 14"
                elision.filter(|(e, _)| e.form == elided::Form::There)?;
                when.filter(|d| d.from == d.to).map(|d| d.to)
            }),
            when: when.or_else(|| f.borrowed.antecedent.and_then(|a| self.claims[a].when)),
            part_of,
            additional: f.noun.additional || draft.step,
            rule: f.rule,
            words,
        });
    }

    /// What the figure of a draft measures; `None` where it is no figure, or one told before.
    fn measured<'a>(
        &self,
        sentence: &'a Sentence,
        row: &'a Row<'a>,
        draft: &'a Draft,
        before: usize,
    ) -> Option<Figure<'a>>
    where
        'i: 'a,
    {
        let rules = self.input.rules;
        let quantity: Option<&Quantity> = draft.quantity.and_then(|q| self.input.quantities.get(q as usize));
        let chunk = row.chunks.get(draft.chunk)?;
        let noun = row.noun(draft.chunk)?;
        if quantity.is_some_and(|q| q.converted) {
            return None;
        }
        let part = draft.part || draft.listed || draft.sibling;
        let borrowed = self.borrowed(row, draft, quantity, sentence, before);
        let (antecedent, named, share) = (borrowed.antecedent, borrowed.named, borrowed.share);
        let one = borrowed.elision.is_some_and(|_| draft.of_one(quantity));
        let part = (part || one || named && row.of_some(draft.chunk)) && !borrowed.tabled;
        // "two of the 14 were crew", "the four are well": told before, and no new figure
        let again =
            named && noun.definite && noun.of.is_none() && antecedent.is_some_and(|a| self.claims[a].unit.is_none());
        if share.is_some() && row.mere_share(noun) || named && draft.whole || again {
            return None;
        }
        // "nine of a bakery" are workers like the whole
        let people = |c: &CompactString| rules.taxonomy.is_a(c, "people");
        let persons = part && noun.of.is_some() && antecedent.is_some_and(|a| people(&self.claims[a].counted));
        let mut counted = draft.counted.clone().filter(|c| !persons || people(c));
        let mut label = None;
        let mut unit = quantity.and_then(|q| q.unit.clone());
        let topical = borrowed.elision.is_none_or(|(_, a)| self.claims[a].measure == "other");
        let topic = quantity
            .filter(|_| !part || antecedent.is_none() && row.of_us(noun))
            .filter(|q| topical && borrowed.key.is_none() && draft.hit.is_none() && elided::seeks(q))
            .and_then(|q| self.crowd(row, draft, noun, q));
        // "half of it was spent": the amount's, whatever the verb evokes
        let of_amount = quantity.is_some_and(|q| q.fraction) && row.of_it(noun);
        // "two thirds of the staff stayed away": of nobody knows how many
        let counted_hit = || {
            draft
                .hit
                .as_ref()
                .is_some_and(|h| rules.measures.all[h.measure as usize].counts.is_some())
        };
        let ratio = share.is_some_and(|q| row.one_in(q) || row.foreign(noun) && q.whole.is_none() && counted_hit());
        let own = draft
            .hit
            .as_ref()
            .filter(|h| !of_amount && !ratio && !(named && h.by == "weak"));
        let hit = own.or(borrowed.headed.as_ref()).or(topic.as_ref());
        let plain = borrowed.elision.is_none() && !named && !draft.part;
        let (measure, rule): (CompactString, CompactString) = if let Some(hit) = hit {
            let m = &rules.measures.all[hit.measure as usize];
            (
                m.name.clone(),
                format_compact!("{}/{}:{}", m.name, hit.by, rules.lexicon.word(hit.word)),
            )
        } else if share.is_some() {
            unit = Some("%".into());
            ("percentage".into(), "percentage/share".into())
        } else if let Some(key) = &borrowed.key {
            (label, counted) = (Some(key.label.clone()), Some(key.counted.clone()));
            ("other".into(), "other/key".into())
        } else if let Some(a) = antecedent.filter(|&a| !plain || self.can_be(a, draft)) {
            label.clone_from(&self.claims[a].label);
            let taken = borrowed.elision.is_some() || named || quantity.is_some_and(|q| q.fraction);
            unit = self.claims[a].unit.clone().filter(|_| taken);
            let how = match borrowed.elision {
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
            label = Some(self.other(row, draft, quantity)?);
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
        let listed = id.and_then(|m| m.label.clone());
        Some(Figure {
            sentence,
            row,
            draft,
            noun,
            quantity,
            token: quantity.map_or(chunk.first, |q| q.first),
            before,
            part,
            borrowed,
            id,
            measure: if listed.is_some() { "other".into() } else { measure },
            rule,
            label: listed.or(label),
            counted,
            unit,
            owner: None,
            army: None,
        })
    }

    /// Whom or what a figure counts, and whose it is.
    fn whom(&self, f: &mut Figure) {
        let rules = self.input.rules;
        let (row, draft, quantity, noun) = (f.row, f.draft, f.quantity, f.noun);
        let counts = f.id.and_then(|m| m.counts.clone());
        let told_by = f.borrowed.elision.filter(|(e, _)| {
            let reported = matches!(
                e.form,
                elided::Form::Reported | elided::Form::Compared | elided::Form::Offered
            );
            f.unit.is_some() && (reported || row.level(draft.chunk).is_some() || row.measured(draft.chunk).is_none())
        });
        let against = quantity.and_then(|q| self.held_against(row, draft, q, f.before));
        if let Some(a) = told_by.map(|(_, a)| a).or(against) {
            let cued = quantity.zip(f.id).and_then(|(q, m)| row.cued_thing(q, m));
            // what one side offers is not what the other demands
            let named = cued.map(|t| t.name.clone()).or_else(|| row.bargained(draft.chunk));
            f.counted = named.or_else(|| Some(self.claims[a].counted.clone()));
            let shares =
                f.id.is_some_and(|m| m.things.iter().any(|t| t.owned && Some(&t.name) == f.counted.as_ref()));
            f.owner = row.owner(draft.chunk).filter(|_| shares);
        } else if counts.is_none() && f.measure != "other"
            || f.unit.is_some()
            || quantity.is_some_and(|q| q.unit.is_some())
        {
            let matter = match (quantity, f.id) {
                (Some(q), Some(m)) if f.measure != "other" => row.matter(draft.chunk, q, m),
                _ => Matter {
                    of: row.measured(draft.chunk).map(CompactString::from),
                    owner: None,
                },
            };
            f.counted = matter.of.or(f.counted.take());
            f.owner = matter.owner;
        }
        if let Some(thing) = f.id.and_then(|m| m.thing.clone()) {
            let told = (0..draft.chunk).rev().filter_map(|j| row.named(j));
            let near = told.take(6).find(|n| rules.taxonomy.is_a(n, &thing));
            f.counted = near.or(Some(thing));
        }
        let antecedent = f.borrowed.antecedent;
        // "Four raiders were seen. No one has been caught": not one of those, nor of any others
        let people = |class: &str| rules.taxonomy.is_a(class, "people");
        let anyone = counts.is_some() && rules.policy.stands_for_whole(&f.measure);
        let nobody = |q: &Quantity| {
            let first = row.token(q.first).map_or("", |t| rules.lexicon.word(t.word));
            q.form == Form::Zero && (first == "nobody" || first == "no" && noun.head.is_none() && q.end > q.first + 1)
        };
        if f.counted.is_none() && antecedent.is_none() && counts.is_some() {
            f.counted = self.group_before(row, draft.chunk, f.id);
        }
        if f.counted.is_none() && (counts.is_some() || f.measure == "other") {
            // "eight soldiers and four civilians, bringing to 12 the number of dead": all of them
            let value = draft.hit.as_ref().is_some_and(|h| h.by == "value");
            let single = quantity.filter(|_| !noun.additional);
            let upto = if value { self.claims.len() } else { f.before };
            // "two nurses are among the 40 injured": those are no nurses
            let all = row.preceded_by(draft.chunk, "among") && antecedent.is_none();
            f.counted = self
                .counted_before(f, single, upto)
                .filter(|_| !all)
                .filter(|class| !(anyone && people(class) && quantity.is_some_and(nobody)))
                .or_else(|| counts.clone());
        }
        let nation = noun.head.and_then(|h| row.token(h)).is_some_and(|t| t.is(Tags::NATION));
        if nation
            && counts.as_deref() == Some("people")
            && let Some((class, side)) = self.armies.get_or_init(|| Armies::find(self.input)).of(row, noun)
        {
            f.counted = Some(class);
            f.army = Some(side);
        }
        // "employs 40 people": a class that says nothing gives way to the measure's own
        if let (Some(class), Some(own)) = (&f.counted, &counts)
            && class == "people"
            && rules.taxonomy.is_a(own, class)
        {
            f.counted = counts;
            return;
        }
        // "28 councillors backed it": so many votes, whoever cast them
        if f.id.is_some_and(|m| m.cast) {
            f.counted = counts;
        }
    }

    /// What the words assert, worked out against the figure that they lean on.
    fn value(&self, f: &Figure) -> Option<Value> {
        let (row, draft) = (f.row, f.draft);
        let antecedent = f.borrowed.antecedent;
        let factor = match f.borrowed.elision {
            Some((_, a)) => {
                let millions = |q| antecedent::millions(q, &self.claims[a], &self.told[a], self.at);
                self.told[a].factor * f.quantity.map_or(Decimal::ONE, millions)
            }
            None if f.borrowed.named => antecedent.map_or(Decimal::ONE, |a| self.told[a].factor),
            None if f.borrowed.share.is_some() && f.measure == "percentage" => Decimal::ONE_HUNDRED,
            None => Decimal::ONE,
        };
        if let Some(q) = f.quantity {
            return Some(Value {
                interval: super::scaled(self.resolve(q, antecedent)?, factor),
                precision: q.precision,
                text: q.span.of(self.input.text).to_owned(),
                span: q.span,
                factor,
            });
        }
        let rank = row.rank(draft.chunk).filter(|_| draft.sum.is_none());
        let rank = match rank {
            Some(rank) if self.runs_on(f, rank) => Some(rank),
            // "a second man was hurt" beside one who died
            Some(_) if f.id.is_some_and(|m| m.befalls) => return None,
            _ => None,
        };
        let chunk = row.chunks.get(draft.chunk)?;
        let last = draft
            .sum
            .and_then(|s| row.chunks.get(s.last))
            .map(|c| c.end.saturating_sub(1));
        let end = last.or(f.noun.head).unwrap_or(chunk.end.saturating_sub(1));
        let first = draft.sum.map_or(chunk.first, |s| s.first);
        let span = row.token(first)?.span.to(row.token(end)?.span);
        Some(Value {
            interval: Interval::exactly(draft.sum.map_or(rank.unwrap_or(Decimal::ONE), |s| s.of.into())),
            precision: Precision::Exact,
            text: span.of(self.input.text).to_owned(),
            span,
            factor,
        })
    }

    /// "a fourth passenger has died": a rank that counts on from those the measure has been told of before, or
    /// would have been, as far as news goes.
    fn runs_on(&self, f: &Figure, rank: Decimal) -> bool {
        let before = rank - Decimal::ONE;
        let told = |c: &Claim| c.measure == f.measure && c.unit.is_none() && c.interval.point() == Some(before);
        // "killed two men and hurt a third man": he is the third of both
        let both = |c: &Claim| c.sentence == f.sentence.span && c.measure != f.measure;
        let other = |c: &Claim| both(c) && c.interval.point() == Some(before);
        let runs = f.row.just_so(f.draft.chunk) || self.claims.iter().rev().take(FAR).any(told);
        rank > Decimal::ONE && runs && !self.claims.iter().rev().take(FAR).any(other)
    }

    /// Whether a value can be one of what it measures.
    fn counts(&self, f: &Figure, value: &Value) -> bool {
        let zero = f.quantity.is_some_and(|q| q.interval.point() == Some(Decimal::ZERO));
        // "How many died? None.", "he has said that there were none"
        let answers = f.borrowed.headed.is_some()
            || f.noun.head.is_none()
                && f.borrowed.elision.is_some_and(|(e, a)| {
                    let some = self.claims[a].interval.point() != Some(Decimal::ZERO);
                    some && matches!(e.form, elided::Form::There | elided::Form::Reported)
                });
        let none_done = || f.row.none_done(f.draft.chunk);
        if zero && (f.draft.hit.is_none() && !answers || f.measure == "other") && !none_done() {
            return false;
        }
        // "the 8.02 stopped", "at about 20.30": what is counted comes in ones
        let counted_in_ones = f.id.map_or(f.noun.head.is_none(), |m| m.counts.is_some());
        let broken =
            |q: &Quantity| q.kind == Kind::Count && !q.fraction && q.interval.point().is_some_and(|v| !v.is_integer());
        if f.unit.is_none() && counted_in_ones && f.quantity.is_some_and(broken) {
            return false;
        }
        // "one in five patients died": a share of nobody knows how many
        let unknown = f.quantity.is_some_and(|q| q.fraction && q.unit.is_none());
        let less_than_one = value.interval.high.is_some_and(|most| most < Decimal::ONE);
        !(unknown && f.id.is_some_and(|m| m.befalls) && less_than_one)
    }

    /// Whether a figure is put forward as true, and as one of now.
    fn told_as(&self, f: &Figure) -> Modality {
        let modality = self.modality(f.token);
        if modality != Modality::Asserted {
            return modality;
        }
        // what was told of a past event goes on being so; a figure after an earlier one of the same takes its place
        let replaces = |a: usize| {
            f.borrowed.elision.is_some() && self.claims[a].when.is_none() && self.told[a].sentence == self.at
        };
        let past = |a: usize| !replaces(a) && self.claims[a].modality == Modality::Background;
        match f.draft.former || f.borrowed.antecedent.is_some_and(past) {
            true => Modality::Background,
            false => Modality::Asserted,
        }
    }

    /// The part of the event that a figure is of. A key may also tell whom it counts.
    fn scope_of(&self, f: &mut Figure, speaker: Option<&str>) -> Option<Scope> {
        let rules = self.input.rules;
        let (row, draft, quantity, sentence) = (f.row, f.draft, f.quantity, f.sentence);
        let elision = f.borrowed.elision;
        let additive = f.id.is_some_and(|m| m.additive);
        let hospital = speaker
            // a toll is of all, whoever gives it
            .filter(|_| additive && !draft.hit.as_ref().is_some_and(|h| h.by == "value"))
            .and_then(|s| crate::claim::scope::hospital_of(s, rules));
        let at = super::token_at(self.input, f.token);
        let column = self.setting.table.scope(sentence, self.input.text, at, rules);
        let clause = draft.hit.as_ref().is_some_and(|h| h.by == "clause");
        let form = elision.map(|(e, _)| e).or_else(|| {
            row.elision(draft.chunk)
                .filter(|_| !f.borrowed.tabled)
                .filter(|_| draft.listed || f.borrowed.headed.is_some() || clause)
        });
        let elided_unit = f.unit.is_some() && quantity.is_some_and(|q| q.unit.is_none());
        // the key of an amount is what has it: "the Greens 7.9"
        let key = form.and_then(|form| form.key).filter(|_| elided_unit);
        let shared = elision.map(|(_, a)| &self.claims[a]).filter(|c| {
            let owned = |m: &Measure| m.things.iter().any(|t| t.owned && t.name == c.counted);
            f.id.is_some_and(owned)
        });
        if let (Some(k), Some(whole)) = (key, shared) {
            f.counted = Some(whole.counted.clone());
            f.owner = row.key_words(k);
        }
        let thing = key.filter(|_| shared.is_none()).and_then(|k| row.named(k));
        let keyed = column
            .or_else(|| self.key_scope(row, form?.key?).filter(|_| thing.is_none()))
            .or_else(|| row.level(draft.chunk).filter(|_| elided_unit));
        f.counted = thing.or(f.counted.take());
        let keyed = self.not_of_class(keyed, &mut f.counted);
        let owner = f.owner.take().map(|text| Scope {
            kind: ScopeKind::Group,
            text,
        });
        let army = f.army.take();
        let f = &*f;
        let befalls = f.id.is_some_and(|m| m.befalls);
        // "two of the three victims are in a serious condition": that is said of the two
        let whole = draft.whole || !draft.member && row.one_of(draft.chunk).is_some();
        let degree = || (befalls && !whole).then(|| row.degree(draft.chunk)).flatten();
        // "nine of the 14 regions", "out of 215 stalls 143 burned": all there are, whatever befell some of them
        let things = f.measure == "other" && !f.counted.as_ref().is_some_and(|c| rules.taxonomy.is_a(c, "people"));
        let all = things && (draft.whole || row.word(draft.chunk) == "all")
            || (additive || things) && row.out_of(draft.chunk);
        let all = all.then(|| Scope {
            kind: ScopeKind::Group,
            text: "whole".into(),
        });
        keyed
            .or(owner)
            .or(all)
            .or_else(|| {
                let aspect = row.aspect(draft.chunk, quantity, draft.hit.as_ref())?;
                let of_some = whole && row.degree(draft.chunk).is_some_and(|d| d == aspect);
                (!of_some).then_some(aspect)
            })
            .or_else(|| {
                let some = additive && (f.part || row.partial(draft.chunk, &f.measure));
                let place = row.scope(draft.chunk, some, self.places_of(sentence), &self.setting)?;
                // "four of those at St Clare's are in a critical condition"
                let how = || degree().or_else(|| row.condition(draft.chunk).filter(|_| befalls));
                let some = (place.kind == ScopeKind::Place).then(how).flatten();
                Some(some.map_or(place.clone(), |d| Scope {
                    kind: ScopeKind::Group,
                    text: format_compact!("{}, {}", place.text, d.text),
                }))
            })
            .or_else(|| additive.then(|| row.alone(draft.chunk)).flatten())
            .or_else(|| befalls.then(|| row.several()).flatten())
            .or_else(degree)
            .or_else(|| row.condition(draft.chunk).filter(|_| !whole))
            .or(hospital)
            .or_else(|| {
                let counts = quantity.is_none_or(|q| q.unit.is_none() && !q.fraction);
                let spent = || quantity.is_some_and(|q| matches!(q.kind, Kind::Money | Kind::Duration));
                match counts {
                    true if row.each_time(draft.chunk) => row.rate(draft.chunk),
                    true => row.time_scope(draft.chunk, self.dates_of(sentence)),
                    false => spent().then(|| row.rate(draft.chunk).or_else(|| row.usual(draft.chunk)))?,
                }
            })
            .or_else(|| {
                let class = f.counted.as_deref().unwrap_or_default();
                let voice = speaker.or(self.input.meta.outlet.as_deref());
                befalls.then(|| row.side(draft.chunk, class, voice)).flatten()
            })
            .or(army)
            .or_else(|| {
                let (topic, at) = self.setting.topic.clone()?;
                (at <= draft.chunk && additive).then_some(Scope {
                    kind: ScopeKind::Place,
                    text: topic,
                })
            })
            // "nine Arandian soldiers were killed and 17 wounded": of the same side
            .or_else(|| {
                let last = self.claims.last().filter(|_| self.claims.len() > f.before && befalls)?;
                let side = last.scope.as_ref().filter(|s| s.kind == ScopeKind::Side)?;
                let same = f.noun.counted.is_none() && f.counted.as_ref() == Some(&last.counted);
                (same && f.measure != last.measure && row.joined(draft.chunk)).then(|| side.clone())
            })
            // the women among the bodies seen in a hospital were seen there too
            .or_else(|| {
                let left_out = elision.is_some_and(|(e, _)| e.form == elided::Form::Subject);
                let whole = &self.claims[f.borrowed.antecedent.filter(|_| f.part || left_out)?];
                let place = whole.scope.as_ref().filter(|s| s.kind == ScopeKind::Place)?;
                (whole.measure == f.measure && whole.counted != *f.counted.as_ref()?).then(|| place.clone())
            })
    }

    /// The figure of the report that a figure is a part of.
    fn part_of(&self, f: &Figure) -> Option<PartOf> {
        let taxonomy = &self.input.rules.taxonomy;
        let class = f.counted.as_deref().unwrap_or_default();
        let a = f.borrowed.antecedent.filter(|_| f.part)?;
        let whole = &self.claims[a];
        let fits = taxonomy.is_a(class, &whole.counted) || f.draft.listed && taxonomy.alike(class, &whole.counted);
        (whole.measure == f.measure && whole.unit.is_none() && fits).then_some(PartOf {
            whole: a as u32,
            exhaustive: f.draft.listed,
        })
    }

    /// Whether a figure leaves open what became of those it counts, and whether it is of some of them only.
    fn standing(&self, f: &Figure, value: &Value, scope: Option<&Scope>, parted: bool) -> (bool, bool) {
        let (row, draft, noun, antecedent) = (f.row, f.draft, f.noun, f.borrowed.antecedent);
        let mixed = match (&draft.hit, antecedent) {
            (Some(hit), _) => row.leaves_open(hit, draft.chunk),
            (None, Some(a)) => self.claims[a].mixed,
            (None, None) => false,
        };
        // one person singled out says nothing of how many there were
        let ranked = value.interval.point().is_some_and(|v| v > Decimal::ONE);
        let one = f.quantity.is_none() && draft.sum.is_none() && !ranked || draft.member;
        let nobody = f.quantity.is_some_and(|q| q.interval.point() == Some(Decimal::ZERO));
        // "26 of them died in the hall, 37 afterwards"
        let beside = antecedent.filter(|&a| a >= f.before && draft.hit.is_none() && !f.part && noun.head.is_none());
        let sided = scope.is_some_and(|s| s.kind == ScopeKind::Side);
        let told = |class: &str| self.of_those_told(row, noun, &f.measure, class, value.interval);
        let partial = one
            || beside.is_some_and(|a| self.claims[a].partial)
            || f.counted.as_deref().is_some_and(told)
            || nobody && mixed
            || f.unit.is_some() && row.part_cue(draft.chunk)
            || !sided && !parted && row.partial(draft.chunk, &f.measure);
        (mixed, partial)
    }

    /// "six of the 27 accused": a part and its whole, whatever they are.
    fn joins_whole(&mut self, f: &Figure, value: &Value) {
        let whole = self.claims.len() as u32;
        let beside = f.draft.whole && f.row.one_of(f.draft.chunk).is_none();
        let part = self
            .claims
            .last_mut()
            .filter(|c| beside && c.sentence == f.sentence.span);
        if let Some(part) = part
            && part.measure == f.measure
            && part.part_of.is_none()
            && part.interval.named() <= value.interval.named()
        {
            part.part_of = Some(PartOf {
                whole,
                exhaustive: false,
            });
        }
    }
}
