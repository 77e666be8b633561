//! Scope: the part of the event that a figure is limited to.

use super::chunk::ChunkKind;
use super::clause::Row;
use super::places::PlaceMention;
use super::trigger::Hit;
use super::{Scope, ScopeKind};
use crate::corpus::BlockKind;
use crate::quantity::Quantity;
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::{MeasureId, NounSlot};
use crate::text::Sentence;
use compact_str::CompactString;

/// Places and buildings named so far, to tell the whole event from its parts.
#[derive(Debug, Default)]
pub struct Setting {
    /// Names of the places where the whole event is: of the title and the lead.
    pub main: Vec<CompactString>,
    /// Locales of the title and the lead: a fire "in the factory" is about the factory.
    pub lead: Vec<CompactString>,
    /// The single locale that the sentence before told of.
    pub topic: Option<CompactString>,
    /// The measure whose crowds the report tells of ("rally"), with the word that says so.
    pub crowd: Option<(MeasureId, WordId)>,
    /// The heads of the columns of the table at hand.
    pub columns: Vec<CompactString>,
}

impl Setting {
    /// Notes the head of a table: its first row, if that holds no figure.
    pub fn table(&mut self, sentence: &Sentence, text: &str, figure: bool) {
        if sentence.kind != BlockKind::Caption {
            self.columns.clear();
        } else if !figure {
            let row = sentence.span.of(text);
            self.columns = row.split('|').map(|cell| cell.trim().into()).collect();
        }
    }

    /// The column of a row with several figures that the byte at `at` stands in, as a scope; none for a total.
    pub fn column(&self, sentence: &Sentence, text: &str, at: usize, rules: &Rules) -> Option<Scope> {
        if self.columns.len() < 3 {
            return None;
        }
        let before = text.get(sentence.span.start as usize..at)?;
        let head = self.columns.get(before.matches('|').count())?;
        let total = head
            .split_whitespace()
            .any(|w| rules.frames.totals.contains(&rules.lexicon.get(&w.to_lowercase())));
        (!total && !head.is_empty()).then(|| Scope {
            kind: ScopeKind::Time,
            text: head.clone(),
        })
    }
}

impl Row<'_> {
    /// The name of a locale at noun group `k`: its nouns and names, without article and adjectives.
    pub fn locale(&self, k: usize) -> Option<CompactString> {
        let noun = self.noun(k)?;
        let chunk = self.chunks.get(k)?;
        let head = noun.head?;
        let rules = self.source.rules;
        // "in hospital", "at school": without article or name no particular one
        let particular = noun.definite || noun.single || self.tokens(k).iter().any(|t| t.is_capital());
        if noun.quantity.is_some() || !particular || !rules.frames.locales.contains(&self.token(head)?.word) {
            return None;
        }
        let mut first = head;
        while first > chunk.first {
            let before = self.token(first - 1)?;
            let keeps =
                before.is_capital() || before.is(Tags::NOUN) && !before.is(Tags::ADJ | Tags::DET) || before.sign == '-';
            if !keeps || before.is(Tags::DET) {
                break;
            }
            first -= 1;
        }
        let span = self.token(first)?.span.to(self.token(head)?.span);
        Some(span.of(self.text).into())
    }

    /// Locales named in this row; those that it brings in ("a souvenir shop") alone if `new`.
    pub fn locales(&self, new: bool) -> Vec<CompactString> {
        let brought = |k: usize| self.noun(k).is_some_and(|n| n.single && !n.definite);
        let mut all: Vec<CompactString> = (0..self.chunks.len())
            .filter(|&k| !new || brought(k))
            .filter_map(|k| self.locale(k))
            .collect();
        all.dedup();
        all
    }

    /// The scope of the figure of noun group `k`.
    pub fn scope(&self, k: usize, places: &[PlaceMention], setting: &Setting) -> Option<Scope> {
        let place = |text: CompactString| {
            Some(Scope {
                kind: ScopeKind::Place,
                text,
            })
        };
        // a hospital that received the counted
        if let Some(name) = self.receiving(k) {
            return place(name);
        }
        let mut candidates: Vec<usize> = Vec::new();
        let mut j = k + 1;
        while j + 1 < self.chunks.len() {
            match &self.chunks[j].kind {
                ChunkKind::Prep
                    if matches!(
                        self.word(j),
                        "in" | "at" | "on" | "near" | "inside" | "outside" | "from" | "aboard" | "around" | "off"
                    ) =>
                {
                    candidates.push(j + 1);
                    j += 2;
                }
                ChunkKind::Prep => j += 2,
                ChunkKind::Verb(_) | ChunkKind::Other | ChunkKind::Adjective | ChunkKind::Label => j += 1,
                // a sibling with a place of its own ends this one's
                ChunkKind::Noun(n) if n.quantity.is_none() => j += 1,
                _ => break,
            }
        }
        // "In Kandahar province, ..." at the head of the sentence
        let head = (0..self.chunks.len().min(4)).find(|&j| {
            matches!(self.kind(j), Some(ChunkKind::Prep)) && matches!(self.word(j), "in" | "at" | "inside" | "near")
        });
        if let Some(h) = head.filter(|&h| h + 1 < k && matches!(self.kind(h + 2), Some(ChunkKind::Comma))) {
            candidates.push(h + 1);
        }
        for c in candidates {
            if let Some(name) = self.locale(c) {
                if !setting.lead.iter().any(|l| same_locale(l, &name))
                    && !setting.main.iter().any(|m| name.contains(m.as_str()))
                {
                    return place(name);
                }
                continue;
            }
            let chunk = &self.chunks[c];
            let named = places.iter().find(|p| p.first >= chunk.first && p.first < chunk.end);
            if let Some(p) = named.filter(|p| !setting.main.contains(&p.name)) {
                return place(p.name.clone());
            }
            // "In Aldwick, ...": a name at the head of the sentence that no list has
            let tokens = self.tokens(c);
            if let (Some(a), Some(b)) = (tokens.first(), tokens.last())
                && named.is_none()
                && c < 4
                && tokens.iter().all(|t| t.is_capital())
            {
                let name = a.span.to(b.span).of(self.text);
                if !setting.main.iter().any(|m| m == name) {
                    return place(name.into());
                }
            }
        }
        None
    }

    /// What a figure is about where the measure alone does not say: the width of a length, the homeless
    /// among the displaced, the hostages among the dead, those on board.
    pub fn aspect(&self, k: usize, quantity: Option<&Quantity>, hit: Option<&Hit>) -> Option<Scope> {
        let rules = self.source.rules;
        let group = |text: &str| {
            Some(Scope {
                kind: ScopeKind::Group,
                text: text.into(),
            })
        };
        if let Some(q) = quantity.filter(|q| q.unit.is_some()) {
            let word = self.token(q.end).filter(|t| rules.frames.aspects.contains(&t.word));
            let aspect = word.filter(|_| q.dimension.as_deref() == Some("length"));
            return match aspect.map(|t| t.word).or_else(|| self.level_of(k)) {
                Some(word) => group(rules.lexicon.word(word)),
                None => None,
            };
        }
        let hit = hit?;
        let measure = &rules.measures.all[hit.measure as usize];
        if measure.aspects.contains(&hit.word) {
            return group(rules.lexicon.word(hit.word));
        }
        // a group with a measure of its own that something else befell: hostages who were killed
        let of = self.noun_trigger(k).filter(|(_, t)| {
            t.weak && t.measure != hit.measure && t.slot == NounSlot::Group && t.counted.as_deref() == Some("people")
        })?;
        let head = self.token(of.0)?;
        measure.befalls.then(|| group(rules.lexicon.word(head.word))).flatten()
    }

    /// The limit, record or forecast that a value is of, and no measurement: "the limit is 60".
    fn level_of(&self, k: usize) -> Option<WordId> {
        let rules = self.source.rules;
        let word = |j: usize| {
            self.noun(j)?;
            let found = self.tokens(j).iter().find(|t| rules.frames.levels.contains(&t.word))?;
            Some(rules.words.lemma(found.word))
        };
        let before = (0..k).rev().take(4).find(|&j| self.noun(j).is_some());
        word(k).or_else(|| word(before?))
    }

    /// "the hospital had received 27 wounded", "20 dead had been brought to the hospital".
    fn receiving(&self, k: usize) -> Option<CompactString> {
        let rules = self.source.rules;
        let is_hospital = |name: &CompactString| is_hospital(name, rules);
        if let Some(g) = self
            .object_of(k)
            .filter(|g| rules.frames.receive_verbs.contains(&g.verb.lemma))
            && let Some(name) = (0..g.at).rev().find_map(|j| self.locale(j)).filter(is_hospital)
        {
            return Some(name);
        }
        let g = self
            .subject_of(k)
            .filter(|g| rules.frames.receive_verbs.contains(&g.verb.lemma))?;
        (g.at + 1..self.chunks.len().min(g.at + 5))
            .find_map(|j| {
                self.locale(j).filter(|_| {
                    self.noun(j)
                        .is_some_and(|n| n.definite || n.proper || self.tokens(j).iter().any(|t| t.is_capital()))
                })
            })
            .filter(is_hospital)
    }
}

/// Whether a name ends in a word for a hospital or a morgue.
fn is_hospital(name: &str, rules: &Rules) -> bool {
    let last = name.rsplit(' ').next().unwrap_or("").to_lowercase();
    rules.frames.hospitals.contains(&rules.lexicon.get(&last))
}

/// The hospital that a speaker belongs to: its figures are of those brought there.
pub fn hospital_of(speaker: &str, rules: &Rules) -> Option<Scope> {
    let (_, place) = speaker.rsplit_once(" at ").or_else(|| speaker.rsplit_once(" of "))?;
    let place = place.strip_prefix("the ").unwrap_or(place);
    is_hospital(place, rules).then(|| Scope {
        kind: ScopeKind::Place,
        text: place.into(),
    })
}

/// Whether two locale names share their head and neither adds a name the other lacks.
fn same_locale(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    a == b || a.ends_with(&format!(" {b}")) || b.ends_with(&format!(" {a}"))
}
