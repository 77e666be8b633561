//! Figures with a unit: which measure an amount of money, a length or a speed is of.

use super::chunk::{ChunkKind, Noun, Verb, Voice};
use super::clause::Row;
use crate::quantity::{Bound, Kind, Quantity};
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::{Measure, MeasureId, Thing};
use crate::text::Token;
use compact_str::CompactString;

impl<'a> Row<'a> {
    /// The measure of a quantity with a unit: by its dimension, and where several measures share one
    /// (length: distance, height, depth) by what leads to it or whose it is, else by the nearest cue
    /// of the sentence. A measure that has cues and shares no dimension needs one of them.
    pub fn unit_measure(&self, k: usize, q: &Quantity) -> Option<MeasureId> {
        let rules = self.source.rules;
        let dimension = match q.kind {
            Kind::Money => "money",
            Kind::Percent => "percent",
            Kind::Duration => "duration",
            _ => q.dimension.as_deref()?,
        };
        let fits = |m: &MeasureId| {
            rules.measures.all[*m as usize]
                .dimensions
                .iter()
                .any(|d| d == dimension)
        };
        self.led_to(q)
            .or_else(|| self.spell(k, q))
            .or_else(|| self.stayed(k, q))
            .filter(|m| fits(m))
            .or_else(|| self.right_behind(q)?.iter().find(|m| fits(m)).copied())
            .or_else(|| self.owned_by(k, q)?.iter().find(|m| fits(m)).copied())
            .or_else(|| self.nearest_cue(q, fits))
            .or_else(|| {
                let plain = |m: &MeasureId| fits(m) && !rules.measures.all[*m as usize].cued;
                (0..rules.measures.all.len() as MeasureId).find(plain)
            })
    }

    /// The head of a group tells the measure of a length: "300 mm rain".
    pub(super) fn cue_of(&self, noun: &Noun) -> Option<&'a [MeasureId]> {
        let cues = &self.source.rules.measures.cues;
        cues.get(&self.token(noun.head?)?.word).map(Vec::as_slice)
    }

    /// "in the course of four hours": what the words right before a figure tell of it.
    pub(super) fn led_to(&self, q: &Quantity) -> Option<MeasureId> {
        let before = |i: usize| Some(self.token(q.first.checked_sub(i as u32 + 1)?)?.word);
        self.source.rules.measures.leads.find(before).map(|(_, &m)| m)
    }

    /// "in less than four minutes", "gave in after six hours", "six minutes after the alarm": how long something
    /// took or was in coming. Of days and more only the words around can tell that it is of what happened.
    fn spell(&self, k: usize, q: &Quantity) -> Option<MeasureId> {
        let rules = self.source.rules;
        let word = |at: u32| self.token(at).map_or("", |t| rules.lexicon.word(t.word));
        let brief = matches!(q.stated_unit.as_deref(), Some("second" | "minute" | "hour"));
        if q.kind != Kind::Duration || !brief || self.noun(k)?.head.is_some_and(|h| h >= q.end) {
            return None;
        }
        let hours = q.stated_unit.as_deref() == Some("hour");
        // "60 mm fell within 12 hours": the time that an amount is told for
        let amount = || {
            let quantity = |j: usize| self.source.quantities.get(self.noun(j)?.quantity? as usize);
            (0..k)
                .filter_map(quantity)
                .any(|of| of.dimension.is_some() && of.kind != Kind::Duration)
        };
        let lead = q.first.checked_sub(u32::from(word(q.first) != "within"))?;
        let took = match word(lead) {
            "after" => true,
            "within" | "inside" => !amount(),
            "in" => (q.bound == Bound::LessThan || !hours) && !amount(),
            _ => false,
        };
        // "was shut down 40 minutes later", but "40 minutes later the roof fell"
        let gap = || matches!(word(q.end), "after" | "before") || word(q.end) == "later" && !self.opens(k);
        rules.measures.id("duration").filter(|_| took || gap())
    }

    /// "were in the vault for nine minutes", "sat in the cabins for two days": how long something went on somewhere.
    fn stayed(&self, k: usize, q: &Quantity) -> Option<MeasureId> {
        let brief = matches!(
            q.stated_unit.as_deref(),
            Some("second" | "minute" | "hour" | "day" | "week")
        );
        let led = k >= 3 && self.preceded_by(k, "for") && matches!(self.kind(k - 1), Some(ChunkKind::Prep));
        if q.kind != Kind::Duration || !brief || !led {
            return None;
        }
        let inside = matches!(
            self.word(k - 3),
            "in" | "inside" | "under" | "on" | "at" | "without" | "aboard"
        );
        let placed = inside && matches!(self.kind(k - 3), Some(ChunkKind::Prep)) && !self.is_time(k - 2);
        let was = k >= 4 && self.verb(k - 4).is_some_and(|v| !v.negated && v.voice != Voice::Gerund);
        let matter = self.noun(k - 2).is_some_and(|n| n.quantity.is_none());
        self.source
            .rules
            .measures
            .id("duration")
            .filter(|_| placed && was && matter)
    }

    /// "4 km long", "ten metres above the quay": what the word right behind a figure tells of it.
    fn right_behind(&self, q: &Quantity) -> Option<&'a [MeasureId]> {
        let cues = &self.source.rules.measures.cues;
        cues.get(&self.token(q.end)?.word).map(Vec::as_slice)
    }

    /// "a two-day strike", "waves of three metres": what the noun has of itself.
    pub(super) fn owned_by(&self, k: usize, q: &Quantity) -> Option<&'a [MeasureId]> {
        let own = self.noun(k)?.head.filter(|&h| h >= q.end);
        // "columns of 1,500 m and 2,200 m"
        let mut k = k;
        let joined = |j: usize| matches!(self.kind(j), Some(ChunkKind::Conj | ChunkKind::Comma));
        let alike = |j: usize| {
            let other = self.source.quantities.get(self.noun(j)?.quantity? as usize)?;
            Some(other.unit == q.unit)
        };
        while k >= 2 && own.is_none() && joined(k - 1) && alike(k - 2) == Some(true) {
            k -= 2;
        }
        // "a wave of 4 m", "the wait was 26 minutes", "visibility dropped to ten metres"
        let before = || {
            let tie = k.checked_sub(1)?;
            let values = &self.source.rules.frames.value_verbs;
            let has = |v: &Verb| v.voice == Voice::Copula || values.contains(&v.lemma);
            let says = |j: usize| self.verb(j).is_some_and(|v| !v.negated && has(v));
            let to = matches!(self.word(tie), "to" | "at") && tie > 0 && says(tie - 1);
            let verb = tie - usize::from(to);
            let noun = verb.checked_sub(1).filter(|_| says(verb) || self.word(tie) == "of")?;
            self.noun(noun)?.head
        };
        let head = self.token(own.or_else(before)?)?;
        self.source.rules.measures.heads.get(&head.word).map(Vec::as_slice)
    }

    /// The measure of the cue nearest a figure; a word behind it counts as twice as far.
    fn nearest_cue(&self, q: &Quantity, fits: impl Fn(&MeasureId) -> bool) -> Option<MeasureId> {
        let (first, end) = (self.chunks.first()?.first, self.chunks.last()?.end);
        let mut best: Option<(u32, MeasureId)> = None;
        for at in (first..q.first).chain(q.end..end) {
            let Some(t) = self.token(at) else { continue };
            let Some(list) = self.source.rules.measures.cues.get(&t.word) else {
                continue;
            };
            // "30 km from the city at a depth of 12 km": the next figure's; "from" tells of the figure it follows
            if at >= q.end && self.measures_next(at) || t.is(Tags::PREP) {
                continue;
            }
            let gap = if at < q.first {
                q.first - at
            } else {
                at.saturating_sub(q.end) * 2
            };
            if best.is_none_or(|(g, _)| gap < g) {
                let measure = list.iter().rfind(|m| fits(m));
                best = measure.map(|&m| (gap, m)).or(best);
            }
        }
        best.map(|(_, m)| m)
    }

    /// The word at `at` has a figure of its own behind it: "a depth of 12 km".
    fn measures_next(&self, at: u32) -> bool {
        let of = self
            .token(at + 1)
            .is_some_and(|t| self.source.rules.lexicon.word(t.word) == "of");
        of && self.source.starts.get(at as usize + 2).is_some_and(|&s| s != 0)
    }

    /// The class of noun group `j`, or its own head in the singular.
    pub fn named(&self, j: usize) -> Option<CompactString> {
        let n = self.noun(j).filter(|n| !n.pronoun)?;
        if let Some(c) = &n.counted {
            return Some(c.clone());
        }
        let head = self.token(n.head?)?;
        let rules = self.source.rules;
        let word = rules.lexicon.word(rules.words.lemma(head.word));
        Some(if word.is_empty() {
            head.span.of(self.text).to_lowercase().into()
        } else {
            word.into()
        })
    }

    /// What a figure of a measure that counts nothing is of, and whose it is where that is told apart.
    pub fn matter(&self, k: usize, q: &Quantity, measure: &Measure) -> Matter {
        let (at, silent) = self.measured_at(k, q, measure);
        let owner = |at: Option<usize>| {
            let named = |j: &usize| self.names(*j);
            at.filter(named)
                .or_else(|| self.subject_before(k).filter(named))
                .and_then(|j| self.name(j))
        };
        if let Some(thing) = self.cued_thing(q, measure) {
            return Matter {
                of: Some(thing.name.clone()),
                owner: thing.owned.then(|| owner(at)).flatten(),
            };
        }
        let named = at.is_some_and(|j| self.names(j));
        let lead = |t: &&Thing| t.cues.is_empty() && self.in_lead(t);
        let plain = |t: &&Thing| {
            if t.owned {
                named
            } else {
                silent || at.is_none() && !t.about.is_empty()
            }
        };
        match measure.things.iter().filter(lead).find(plain) {
            Some(thing) => Matter {
                of: Some(thing.name.clone()),
                owner: thing.owned.then(|| owner(at)).flatten(),
            },
            None => Matter {
                of: at.and_then(|j| self.spelled(j)),
                owner: None,
            },
        }
    }

    /// The name that stands nearest before an amount: "the National Front at 35.1".
    pub fn owner(&self, k: usize) -> Option<CompactString> {
        self.measured_by(k, &[])
            .filter(|&j| self.names(j))
            .and_then(|j| self.name(j))
    }

    fn in_lead(&self, thing: &Thing) -> bool {
        thing.about.is_empty() || thing.about.iter().any(|w| self.source.lead.contains(w))
    }

    /// The thing of a measure whose cue stands nearest a figure in its clause.
    pub fn cued_thing(&self, q: &Quantity, measure: &'a Measure) -> Option<&'a Thing> {
        let rules = self.source.rules;
        let cued = |at: u32| {
            let t = self.token(at)?;
            let lemma = rules.words.lemma(t.word);
            let cues = &measure.thing_cues;
            let tells = |x: &&Thing| self.in_lead(x) && (x.cues.contains(&t.word) || x.cues.contains(&lemma));
            let cue = cues.contains(&t.word) || cues.contains(&lemma);
            cue.then(|| measure.things.iter().find(tells)).flatten()
        };
        let figure = |at: u32| {
            let index = self.source.starts.get(at as usize)?.checked_sub(1)?;
            self.source.quantities.get(index as usize)
        };
        let open = |at: &u32| {
            self.token(*at).is_some_and(|t| !matches!(t.sign, ';' | ':' | '('))
                && !figure(*at).is_some_and(|f| f.kind.is_quantity())
        };
        let near = |at: &u32| {
            open(at)
                && self
                    .token(*at)
                    .is_some_and(|t| t.sign != ',' && !t.is(Tags::REL | Tags::SUBORD))
        };
        let first = self
            .chunks
            .first()
            .map_or(q.first, |c| c.first)
            .max(q.first.saturating_sub(14));
        let end = self.chunks.last().map_or(q.end, |c| c.end).min(q.end + 8);
        // beyond a comma only what no other figure can have: "the Tarn, a river, peaked at 7 m"
        let alone = !(self.chunks.first().map_or(q.first, |c| c.first)..q.first).any(|at| figure(at).is_some());
        let within = |at: &u32| open(at) && (alone || self.token(*at).is_some_and(|t| t.sign != ','));
        let back = (first..q.first)
            .rev()
            .take_while(within)
            .find_map(|at| Some((q.first - at, cued(at)?)));
        let ahead = (q.end..end).take_while(near).find_map(|at| {
            let thing = cued(at)?;
            // "of the votes counted": the participle tells more than its noun
            let told = self
                .token(at + 1)
                .filter(|t| t.is(Tags::VERB_PP))
                .and_then(|_| cued(at + 1));
            Some(((at - q.end + 1) * 2, told.unwrap_or(thing)))
        });
        back.into_iter()
            .chain(ahead)
            .min_by_key(|(gap, _)| *gap)
            .map(|(_, t)| t)
    }

    /// The name that noun group `j` ends in: "National Front" of "the opposition National Front".
    fn name(&self, j: usize) -> Option<CompactString> {
        let tokens = self.tokens(j);
        let run = tokens
            .iter()
            .rev()
            .take_while(|t| t.is_capital() && !t.is(Tags::DET))
            .count();
        let (a, b) = (tokens.get(tokens.len() - run)?, tokens.last()?);
        Some(a.span.to(b.span).of(self.text).into())
    }

    pub(super) fn names(&self, j: usize) -> bool {
        self.name(j).is_some()
    }

    /// What noun group `j` names: a name as it is written, else its class or noun.
    fn spelled(&self, j: usize) -> Option<CompactString> {
        let noun = self.noun(j)?;
        let first = self.chunks.get(j)?.first;
        // the capital of a sentence's first word says nothing
        let opening = |t: &Token| self.opens(j) && self.token(first).is_some_and(|f| f.span == t.span);
        let written = |t: &Token| t.is_capital() && !t.is(Tags::DET) && !opening(t);
        if noun.counted.is_none() && noun.quantity.is_none() && self.tokens(j).iter().any(written) {
            return self.key_words(j);
        }
        self.named(j)
    }

    /// "70 km north of Quelimane", "300 feet from a canal": where a distance is measured from.
    fn origin(&self, k: usize) -> Option<usize> {
        let q = self.source.quantities.get(self.noun(k)?.quantity? as usize)?;
        let away = self
            .token(q.end)
            .is_some_and(|t| self.source.rules.lexicon.word(t.word) == "away");
        // "Baton Rouge, 85 miles away"
        if away && matches!(self.kind(k.checked_sub(1)?), Some(ChunkKind::Comma)) {
            return k
                .checked_sub(2)
                .filter(|&j| self.noun(j).is_some_and(|n| n.head.is_some()));
        }
        let directed = self.noun(k)?.head.is_some_and(|h| h >= q.end);
        let from = matches!(self.kind(k + 1), Some(ChunkKind::Prep))
            && (self.word(k + 1) == "from" || self.word(k + 1) == "of" && directed);
        if q.dimension.as_deref() != Some("length") || !from {
            return None;
        }
        let j = (k + 2..k + 4).find(|&j| self.noun(j).is_some_and(|n| n.head.is_some()))?;
        // "the town of Karasu"
        let named = self.word(j + 1) == "of" && self.noun(j + 2).is_some() && self.names(j + 2);
        Some(if named { j + 2 } else { j })
    }

    /// The subject of the verb before noun group `k`.
    fn subject_before(&self, k: usize) -> Option<usize> {
        let verb = (0..k)
            .rev()
            .find(|&j| self.verb(j).is_some_and(|v| v.voice != Voice::Gerund))?;
        let clause = (0..verb)
            .rev()
            .take_while(|&j| !matches!(self.kind(j), Some(ChunkKind::Colon | ChunkKind::Subord)));
        clause
            .filter(|&j| self.noun(j).is_some() && !self.is_time(j))
            .find(|&j| !matches!(self.kind(j.wrapping_sub(1)), Some(ChunkKind::Prep)))
            .filter(|&j| self.named(j).is_some())
    }

    /// What an amount is of: the noun after "of", else the subject or the noun before.
    pub fn measured(&self, k: usize) -> Option<String> {
        self.measured_by(k, &[]).and_then(|j| self.named(j)).map(String::from)
    }

    /// The noun group that a figure is of, and whether the words name the measure alone.
    fn measured_at(&self, k: usize, q: &Quantity, measure: &Measure) -> (Option<usize>, bool) {
        if let Some(j) = self.origin(k) {
            return (Some(j), false);
        }
        let silent = |j: usize| {
            let head = self.noun(j).and_then(|n| n.head).and_then(|h| self.token(h));
            head.is_some_and(|t| measure.silent.contains(&t.word))
        };
        // "at a depth of 10 km"
        if let Some(j) = k.checked_sub(2).filter(|&j| self.word(k - 1) == "of" && silent(j)) {
            return (self.subject_before(j).filter(|&j| !silent(j)), true);
        }
        let Some(at) = self.measured_by(k, &measure.silent) else {
            return (None, silent(k));
        };
        let rate = !matches!(q.kind, Kind::Percent | Kind::Money);
        // "reached a depth of 5 m", "took the bend at 90 km/h": whose depth, who took it
        if silent(at) || rate && self.preceded_by(k, "at") && at < k {
            let subject = self.subject_before(k).filter(|&j| !silent(j));
            return (subject.or(Some(at).filter(|&j| !silent(j))), silent(at));
        }
        (Some(at), false)
    }

    fn measured_by(&self, k: usize, silent: &[WordId]) -> Option<usize> {
        let has = |j: usize| self.named(j).is_some();
        let q = self
            .noun(k)?
            .quantity
            .and_then(|q| self.source.quantities.get(q as usize));
        let share = q.is_none_or(|q| q.dimension.is_none() || matches!(q.kind, Kind::Percent | Kind::Money));
        let says = |j: usize| {
            let head = self.noun(j).and_then(|n| n.head).and_then(|h| self.token(h));
            !head.is_some_and(|t| silent.contains(&t.word))
        };
        if matches!(self.kind(k + 1), Some(ChunkKind::Prep))
            && (matches!(self.word(k + 1), "of" | "for") || share && self.word(k + 1) == "in")
            && !self.is_time(k + 2)
            && has(k + 2)
        {
            return Some(k + 2);
        }
        if has(k) && says(k) {
            return Some(k);
        }
        // rather the subject or object before it than the noun of a phrase between
        let idle = |j: usize| {
            let head = self.noun(j).and_then(|n| n.head).and_then(|h| self.token(h));
            head.is_some_and(|t| self.source.rules.frames.ignored.contains(&t.word) && !t.is_capital())
        };
        let named = |j: &usize| self.noun(*j).is_some() && !self.is_time(*j) && !idle(*j) && has(*j);
        let hangs = |j: usize| j > 0 && matches!(self.kind(j - 1), Some(ChunkKind::Prep)) && self.word(j - 1) != "of";
        let near: Vec<usize> = (0..k).rev().take(8).filter(named).collect();
        let mut head = near
            .iter()
            .copied()
            .find(|&j| !hangs(j))
            .or_else(|| near.first().copied())?;
        // "the party of the mayor took 34 percent"
        if head >= 2 && self.word(head - 1) == "of" && self.noun(head - 2).is_some() && !self.levels(head - 2) {
            head -= 2;
        }
        // "the price of Brent", "the speed of the train": what has the level, not the level
        let of = |j: usize| self.word(j + 1) == "of" && self.levels(j);
        Some(if of(head) && has(head + 2) { head + 2 } else { head })
    }
}

/// What a figure is of.
#[derive(Clone, Debug, Default)]
pub struct Matter {
    /// The thing: "fall", "Quelimane".
    pub of: Option<CompactString>,
    /// Whose: the party of a share.
    pub owner: Option<CompactString>,
}
