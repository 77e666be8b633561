//! Scope: the part of the event that a figure is limited to.

use super::asked::Asked;
use super::chunk::{ChunkKind, Voice};
use super::clause::{Governor, Row};
use super::places::PlaceMention;
use super::table::Table;
use super::trigger::Hit;
use super::{Scope, ScopeKind};
use crate::rules::Rules;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::MeasureId;
use crate::rules::words::Function;
use crate::text::{Shape, Token};
use compact_str::{CompactString, format_compact};

mod parted;
mod time;

/// So far back may stand whose number a bare value is, in chunks.
pub(super) const NUMBERED: usize = 8;

/// Places and buildings named so far, to tell the whole event from its parts.
#[derive(Debug, Default)]
pub struct Setting {
    /// Names of the places where the whole event is: of the title and the lead.
    pub main: Vec<CompactString>,
    /// Locales of the title and the lead: a fire "in the factory" is about the factory.
    pub lead: Vec<CompactString>,
    /// The single locale that was told of last, and the noun group of the sentence at hand that it is, if it is there.
    pub topic: Option<(CompactString, usize)>,
    /// The measure whose crowds the report tells of ("rally"), with the word that says so.
    pub crowd: Option<(MeasureId, WordId)>,
    /// A figure was told before the sentence at hand.
    pub told: bool,
    /// The table at hand.
    pub table: Table,
    /// What the heading of the list at hand counts: "Votes were cast as follows:".
    pub heading: Option<Hit>,
    /// What a question or a bare noun just asked the number of: "How many died?", "The survivors."
    pub(super) asked: Option<Asked>,
}

impl Setting {
    /// Notes the heading of a list of keys, and where that list has ended.
    pub fn heads(&mut self, tokens: &[Token], figure: bool, rules: &Rules) {
        let colon = |t: &Token| t.sign == ':';
        if figure {
            self.heading = self.heading.take().filter(|_| tokens.iter().any(colon));
            return;
        }
        self.heading = None;
        if !tokens.last().is_some_and(colon) {
            return;
        }
        self.heading = (0..tokens.len()).find_map(|at| {
            let (_, t) = rules.measures.nouns.find(|i| Some(tokens.get(at + i)?.word))?;
            t.slot.counts().then_some(Hit {
                measure: t.measure,
                counted: t.counted.clone(),
                by: "heading",
                word: tokens.get(at)?.word,
            })
        });
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
        let particular = noun.definite
            || noun.single
            || self.tokens(k).iter().any(|t| t.is_capital())
            || k.checked_sub(1).is_some_and(|a| self.is_article(a));
        // "a boat sank": what the event befell, and no part of it
        let carrier = |c: &CompactString| matches!(c.as_str(), "vehicles" | "vessels" | "aircraft");
        let befallen = noun.single && !noun.definite && noun.counted.as_ref().is_some_and(carrier);
        if befallen || noun.quantity.is_some() || !particular || !rules.frames.locales.contains(&self.token(head)?.word)
        {
            return None;
        }
        let mut first = head;
        while first > chunk.first {
            let before = self.token(first - 1)?;
            // "St. Luke's hospital"
            let owner = || {
                self.token(first.wrapping_sub(2))
                    .is_some_and(|t| t.is_capital() && !t.is(Tags::DET))
            };
            let owns = first > chunk.first + 1 && rules.frames.hospitals.contains(&self.token(head)?.word) && owner();
            let keeps = before.is_capital()
                || owns && (before.sign == '.' || rules.words.is(before.word, Function::CLITIC))
                || before.is(Tags::NOUN) && !before.is(Tags::ADJ | Tags::DET)
                || before.sign == '-'
                || ordinal(before);
            if !keeps || before.is(Tags::DET) {
                break;
            }
            first -= 1;
        }
        // "open-air market"
        while self.token(first).is_some_and(|t| t.sign == '-') && first + 2 <= head {
            first += 2;
        }
        let last = self.token(head).filter(|_| head + 1 < chunk.end);
        let last = last.or_else(|| self.last_of_name(k)).or(self.token(head))?;
        let span = self.token(first)?.span.to(last.span);
        Some(span.of(self.text).into())
    }

    /// A determiner that stands alone in its chunk.
    pub(super) fn is_article(&self, k: usize) -> bool {
        matches!(self.tokens(k), [t] if t.is(Tags::DET)) && self.noun(k).is_some()
    }

    /// A part told by its number: "the third floor", and after it "the fourth".
    fn storey(&self, k: usize) -> Option<CompactString> {
        let numbered = |j: usize| self.tokens(j).iter().find(|t| ordinal(t));
        let number = numbered(k)?;
        if self.noun(k)?.quantity.is_none()
            && let Some(name) = self.locale(k)
        {
            return Some(name);
        }
        let alone = self.tokens(k).last().is_some_and(|t| t.span == number.span);
        let before = (0..k)
            .rev()
            .filter(|_| alone)
            .find(|&j| numbered(j).is_some() && self.locale(j).is_some())?;
        let head = self.token(self.noun(before)?.head?)?;
        let (number, head) = (number.span.of(self.text), head.span.of(self.text));
        Some(format_compact!("{number} {head}"))
    }

    /// "the same region", "the district of Aldwick" where all is about Aldwick.
    fn means_setting(&self, k: usize, places: &[PlaceMention], setting: &Setting) -> bool {
        let this = |t: &Token| {
            self.source
                .rules
                .calendar
                .of(t.word)
                .is_some_and(|w| w.which == Some(0))
        };
        if self.tokens(k).iter().any(this) {
            return true;
        }
        let of = matches!(self.kind(k + 1), Some(ChunkKind::Prep)) && self.word(k + 1) == "of";
        let Some(chunk) = self.chunks.get(k + 2).filter(|_| of) else {
            return false;
        };
        let named = places.iter().find(|p| p.first >= chunk.first && p.first < chunk.end);
        let words = || {
            let tokens = self.tokens(k + 2);
            Some(tokens.first()?.span.to(tokens.last()?.span).of(self.text))
        };
        match named {
            Some(p) => setting.main.contains(&p.name),
            None => words().is_some_and(|w| setting.main.iter().any(|m| m == w)),
        }
    }

    /// Locales named in this row.
    pub fn locales(&self) -> Vec<CompactString> {
        let mut all: Vec<CompactString> = (0..self.chunks.len()).filter_map(|k| self.locale(k)).collect();
        all.dedup();
        all
    }

    /// Locales that this row brings in, with where they stand: "a souvenir shop", and no radio station that tells.
    pub fn brought(&self) -> Vec<(usize, CompactString)> {
        let new = |k: &usize| self.noun(*k).is_some_and(|n| n.single && !n.definite);
        let tells = |k: usize| {
            let verb = (k + 1..self.chunks.len()).find_map(|j| self.verb(j));
            let subject = k
                .checked_sub(1)
                .is_none_or(|p| !matches!(self.kind(p), Some(ChunkKind::Prep)));
            subject && verb.is_some_and(|v| self.token(v.main).is_some_and(|t| t.is(Tags::REPORT)))
        };
        let named = |k: usize| self.locale(k).filter(|_| !tells(k)).map(|name| (k, name));
        let mut all: Vec<_> = (0..self.chunks.len()).filter(new).filter_map(named).collect();
        all.dedup_by(|a, b| a.1 == b.1);
        all
    }

    /// The scope of the figure of noun group `k`, which is of `some` of a group or of all.
    pub fn scope(&self, k: usize, some: bool, places: &[PlaceMention], setting: &Setting) -> Option<Scope> {
        let place = |text: CompactString| {
            Some(Scope {
                kind: ScopeKind::Place,
                text,
            })
        };
        // a hospital or a camp that received the counted
        if let Some(name) = self.receiving(k) {
            return place(name);
        }
        if let Some(name) = self.taking_in(k).filter(|n| !setting.main.contains(n)) {
            return place(name);
        }
        // where nothing was told before, it may well be all of them
        if let Some(text) = self.kin(k).filter(|_| setting.told) {
            return Some(Scope {
                kind: ScopeKind::Group,
                text,
            });
        }
        if let Some(name) = self.bracketed_after(k, places).or_else(|| self.keyed_place(k, setting)) {
            return place(name);
        }
        if let Some(name) = self.place_of_part(k, places).filter(|_| some) {
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
                    // "were inside, the owner said in a statement from Oslo": a preposition alone
                    if self.noun(j + 1).is_none() {
                        // "in and around Oslo"
                        let double = matches!(self.kind(j + 1), Some(ChunkKind::Conj))
                            && matches!(self.kind(j + 2), Some(ChunkKind::Prep));
                        j += 1 + usize::from(double);
                        continue;
                    }
                    candidates.push(j + 1);
                    j += 2;
                }
                ChunkKind::Prep => j += 1 + usize::from(self.noun(j + 1).is_some()),
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
        // "In the southern city of Kell, ..."
        if let Some((_, end)) = self.fronted_place()
            && let Some(p) = places.iter().rfind(|p| p.first < end)
            && self.chunks.get(k).is_some_and(|c| c.first >= end)
            && !setting.main.contains(&p.name)
        {
            return place(p.name.clone());
        }
        // "In Kell, 40 died", "At the centre in Kell there are 40", but not "In a call to the Wire"
        let parted = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma)) || self.word(j) == "there";
        if let Some(h) = head.filter(|&h| h + 1 < k) {
            let led = matches!(self.kind(h + 2), Some(ChunkKind::Prep));
            let within = led && matches!(self.word(h + 2), "in" | "at" | "on" | "near" | "inside") && parted(h + 4);
            if parted(h + 2) || within {
                candidates.push(h + 1);
            }
            if within {
                candidates.push(h + 3);
            }
        }
        candidates.extend(self.pointed_at(k));
        for c in candidates {
            let of_time = |t: &Token| t.is(Tags::WEEKDAY | Tags::MONTH);
            if self.tokens(c).iter().any(of_time) {
                continue;
            }
            // "on the third floor": the article stands apart
            let c = c + usize::from(self.is_article(c) && self.noun(c + 1).is_some());
            if let Some(name) = self.storey(c) {
                return place(name);
            }
            // beside others of its kind, the event's own place is a part as well
            let contrasted = c == k + 2 && (self.gapped(k) || (k + 1..self.chunks.len()).any(|j| self.gapped(j)));
            let chunk = &self.chunks[c];
            let named = places.iter().find(|p| p.first >= chunk.first && p.first < chunk.end);
            // "from the village of Kell"
            if let Some(name) = self.settlement(c) {
                if contrasted || !setting.main.contains(&name) {
                    return place(name);
                }
                continue;
            }
            if let Some(name) = self.locale(c).filter(|_| !contrasted || named.is_none()) {
                let own = || {
                    setting.lead.iter().any(|l| same_locale(l, &name))
                        || setting.main.iter().any(|m| name.contains(m.as_str()))
                        || self.means_setting(c, places, setting)
                };
                // "inside the hall" where all is about the hall: those outside are told of as well
                let inside = c.checked_sub(1).is_some_and(|p| self.word(p) == "inside") && setting.told;
                if contrasted || inside || !own() {
                    return place(name);
                }
                continue;
            }
            if let Some(p) = named.filter(|p| contrasted || !setting.main.contains(&p.name)) {
                return place(p.name.clone());
            }
            // "In Aldwick, ...": a name at the head of the sentence that no list has
            let tokens = self.tokens(c);
            if let (Some(a), Some(b)) = (tokens.first(), tokens.last())
                && named.is_none()
                && (c < 4 || contrasted)
                && tokens.iter().all(|t| t.is_capital())
            {
                let name = a.span.to(b.span).of(self.text);
                if contrasted || !setting.main.iter().any(|m| m == name) {
                    let last = self.last_of_name(c).unwrap_or(b);
                    return place(a.span.to(last.span).of(self.text).into());
                }
            }
            // "seven on the coast": any place will do where one stands against another
            let plain = self.noun(c).is_some_and(|n| n.definite && n.quantity.is_none());
            if let (Some(a), Some(b)) = (tokens.iter().find(|t| !t.is(Tags::DET)), tokens.last())
                && contrasted
                && plain
                && !self.is_time(c)
            {
                return place(a.span.to(b.span).of(self.text).into());
            }
        }
        None
    }

    /// "Kell: 40 cases, 9 deaths": the name that a line of figures in digits goes under. Who speaks in a transcript
    /// is written in capitals, or says numbers in words.
    fn keyed_place(&self, k: usize, setting: &Setting) -> Option<CompactString> {
        let name = self.tokens(0);
        let proper = |t: &Token| t.is_capital() && t.shape != Shape::Upper || t.sign == '-';
        let told = name
            .iter()
            .any(|t| t.is(Tags::SPEAKER | Tags::TITLE | Tags::TRIGGER | Tags::MONTH | Tags::WEEKDAY | Tags::COUNTED));
        let key = self.noun(0).is_some_and(|n| n.quantity.is_none()) && name.iter().all(proper) && !told;
        let colon = k >= 2 && self.is_mark(1, ':');
        let digits = self
            .noun(2)
            .and_then(|n| n.quantity)
            .and_then(|q| self.source.quantities.get(q as usize));
        let digits = digits
            .and_then(|q| self.token(q.first))
            .is_some_and(|t| t.shape == Shape::Digits);
        let named = (key && colon && digits).then(|| self.key_words(0)).flatten()?;
        (!setting.main.contains(&named)).then_some(named)
    }

    /// "highest in Kell (96 percent), lowest in the capital (51 percent)": the place that a figure in brackets is of.
    fn bracketed_after(&self, k: usize, places: &[PlaceMention]) -> Option<CompactString> {
        let at = k.checked_sub(2)?;
        let alone =
            matches!(self.kind(k - 1), Some(ChunkKind::Open)) && matches!(self.kind(k + 1), Some(ChunkKind::Close));
        let led = at > 0 && matches!(self.word(at - 1), "in" | "at");
        let noun = self.noun(at).filter(|n| alone && led && n.quantity.is_none())?;
        let chunk = self.chunks.get(at)?;
        let place = places.iter().any(|p| p.first >= chunk.first && p.first < chunk.end);
        let head = noun.head.and_then(|h| self.token(h)).map(|t| t.word);
        let settled = head.is_some_and(|h| self.source.rules.places.settlements.contains(&h));
        (place || settled && noun.definite)
            .then(|| self.key_words(at))
            .flatten()
    }

    /// "seven members of the Zorin family", "two from the Ortiz household": the group by name that the
    /// counted belong to.
    fn kin(&self, k: usize) -> Option<CompactString> {
        if !matches!(self.word(k + 1), "of" | "from") {
            return None;
        }
        let tokens = self.tokens(k + 2);
        let (head, before) = tokens.split_last()?;
        let group = &self.source.rules.frames.collectives;
        let first = before
            .iter()
            .find(|t| t.is_capital() && !t.is(Tags::DET | Tags::NATION))?;
        let named = group.contains(&head.word) && head.shape == Shape::Lower;
        named.then(|| first.span.to(head.span).of(self.text).into())
    }

    /// The name of the settlement that a noun before "of" says it is: "the village of Kell".
    fn settlement(&self, k: usize) -> Option<CompactString> {
        let head = self.token(self.noun(k)?.head?)?;
        let settlements = &self.source.rules.places.settlements;
        let told = settlements.contains(&head.word) && self.word(k + 1) == "of";
        let tokens = self.tokens(k + 2);
        let (a, b) = (tokens.first()?, tokens.last()?);
        (told && tokens.iter().all(|t| t.is_capital())).then(|| a.span.to(b.span).of(self.text).into())
    }

    /// "400 in Bergen and 200 in Turin": a figure in a row of such, each without its noun and verb.
    fn gapped(&self, k: usize) -> bool {
        let bare = |j: usize| {
            let headless = self.noun(j).is_some_and(|n| n.quantity.is_some() && n.head.is_none());
            headless && matches!(self.kind(j + 1), Some(ChunkKind::Prep))
        };
        let joins = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Conj));
        let before = k.checked_sub(1).is_some_and(joins);
        bare(k) && (before || joins(k + 3) && bare(k + 4))
    }

    /// The tokens of "In the port of Kell," at the head of the sentence.
    pub fn fronted_place(&self) -> Option<(u32, u32)> {
        let first = self
            .chunks
            .first()
            .filter(|_| self.word(0) == "in" || self.word(0) == "at")?;
        let comma = (2..self.chunks.len().min(6)).find(|&j| matches!(self.kind(j), Some(ChunkKind::Comma)))?;
        let plain = (1..comma).all(|j| {
            matches!(self.kind(j), Some(ChunkKind::Prep)) || self.noun(j).is_some_and(|n| n.quantity.is_none())
        });
        plain.then(|| (first.first, self.chunks[comma].first))
    }

    /// "from Antwerp, where police made five arrests", "the hotel; 31 bodies were found there": the place
    /// that a word for it points back to.
    fn pointed_at(&self, k: usize) -> Option<usize> {
        let names = |j: &usize| {
            let capital = |t: &Token| t.is_capital() && !t.is(Tags::DET | Tags::NATION);
            let noun = self.noun(*j).is_some_and(|n| n.quantity.is_none() && !n.pronoun);
            noun && !self.is_time(*j) && (self.locale(*j).is_some() || self.tokens(*j).iter().all(capital))
        };
        let clause = (0..k)
            .rev()
            .take_while(|&j| !matches!(self.kind(j), Some(ChunkKind::Colon | ChunkKind::Subord)));
        let opened = clause.take(6).find(|&j| matches!(self.kind(j), Some(ChunkKind::Rel)));
        if let Some(at) = opened.filter(|&j| self.word(j) == "where") {
            let before = (0..at)
                .rev()
                .find(|&j| !matches!(self.kind(j), Some(ChunkKind::Comma)))?;
            return Some(before).filter(names);
        }
        let end = (k + 1..self.chunks.len().min(k + 5))
            .take_while(|&j| {
                !matches!(
                    self.kind(j),
                    Some(ChunkKind::Comma | ChunkKind::Colon | ChunkKind::Conj)
                )
            })
            .find(|&j| self.word(j) == "there" && !self.verb(j + 1).is_some_and(|v| v.voice == Voice::Copula))?;
        (0..end.min(k)).rev().find(names)
    }

    /// "the hospital had received 27 wounded", "20 dead had been brought to the hospital".
    fn receiving(&self, k: usize) -> Option<CompactString> {
        let rules = self.source.rules;
        let is_hospital = |name: &CompactString| is_hospital(name, rules);
        if let Some(g) = self
            .object_of(k)
            .filter(|g| rules.frames.receive_verbs.contains(&g.verb.lemma))
            // "in our hospital I saw 20": what one person did there
            .filter(|g| {
                g.at.checked_sub(1)
                    .and_then(|j| self.noun(j))
                    .is_none_or(|n| !n.pronoun)
            })
            // "hospitals in the district took in 40": no single one
            && let Some(at) = (0..g.at).rev().find(|&j| self.locale(j).is_some())
            && let Some(name) = self.locale(at).filter(is_hospital)
            && self.noun(at).is_some_and(|n| !n.plural)
        {
            return Some(name);
        }
        let g = self
            .subject_of(k)
            .filter(|g| rules.frames.receive_verbs.contains(&g.verb.lemma))?;
        (g.at + 1..self.chunks.len().min(g.at + 5))
            .find_map(|j| {
                // "a hospital" is told of all of them, "a third hospital" of those brought there
                let particular =
                    |t: &Token| t.is_capital() || ordinal(t) || self.source.rules.words.is(t.word, Function::ANOTHER);
                self.locale(j).filter(|_| {
                    self.noun(j)
                        .is_some_and(|n| n.definite || n.proper || self.tokens(j).iter().any(particular))
                })
            })
            .filter(is_hospital)
    }
}

impl Row<'_> {
    /// "Brenholt has received 18,930": the place by name that took the counted in.
    fn taking_in(&self, k: usize) -> Option<CompactString> {
        let receives = |g: &Governor| self.source.rules.frames.receive_verbs.contains(&g.verb.lemma);
        let g = self.object_of(k).filter(|g| g.adjacent && receives(g))?;
        let subject = g.at.checked_sub(1)?;
        let tokens = self.noun(subject).map(|_| self.tokens(subject))?;
        // "Witnesses counted 40": a capital that only opens the sentence is no name
        let plain = |t: &Token| {
            t.is(Tags::PRON | Tags::DET) || t.is(Tags::NOUN | Tags::COUNTED | Tags::SPEAKER) && !t.is(Tags::PLACE)
        };
        let opens = subject == 0 && self.noun(subject).is_some_and(|n| n.plural || n.counted.is_some());
        let named = tokens.iter().all(|t| t.is_capital()) && !tokens.iter().any(plain) && !opens;
        let (a, b) = (tokens.first()?, tokens.last()?);
        named.then(|| a.span.to(b.span).of(self.text).into())
    }
}

/// Second, 3rd: tells one part of a building from the others.
fn ordinal(token: &Token) -> bool {
    token.is(Tags::ORDINAL) || token.shape == Shape::OrdinalDigits
}

/// Whether a name ends in a word for a hospital or a morgue, or says that the place is of medicine: "Trauma Centre".
fn is_hospital(name: &str, rules: &Rules) -> bool {
    let mut words = name.rsplit(' ').map(|w| rules.lexicon.get(&w.to_lowercase()));
    let last = words.next().is_some_and(|w| rules.frames.hospitals.contains(&w));
    last || words.any(|w| rules.frames.medical.contains(&w))
}

/// The hospital that a speaker belongs to: its figures are of those brought there.
pub fn hospital_of(speaker: &str, rules: &Rules) -> Option<Scope> {
    let of = speaker.rsplit_once(" at ").or_else(|| speaker.rsplit_once(" of "));
    let place = of.map_or(speaker, |(_, place)| place);
    let place = place.strip_prefix("the ").unwrap_or(place);
    // "the central hospital says", but neither "hospital doctors" nor "the hospital"
    let named = place.rsplit_once(' ').is_some_and(|(_, last)| is_hospital(last, rules));
    if of.is_none() && !named {
        return None;
    }
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

#[cfg(test)]
mod tests;
