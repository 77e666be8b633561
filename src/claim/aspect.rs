//! Scopes that tell what a figure is of, and not where or when: the width of a length, those left, how badly hurt.

use super::chunk::{Chunk, ChunkKind};
use super::clause::Row;
use super::trigger::Hit;
use super::{Scope, ScopeKind};
use crate::quantity::Quantity;
use crate::rules::lexicon::{Tags, WordId};
use crate::rules::measures::{Moves, NounSlot};
use crate::text::Token;
use compact_str::CompactString;

impl Row<'_> {
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
            let measured = matches!(q.dimension.as_deref(), Some("length" | "speed" | "temperature"));
            return match aspect.map(|t| t.word).or_else(|| self.level_of(k)) {
                _ if measured && self.to_come(k) => group("forecast"),
                Some(word) => group(rules.lexicon.word(word)),
                None if measured && self.foreseen(k) => group("forecast"),
                None => None,
            };
        }
        // "seven of my family": of one family, and no count of all
        let whole = |j: usize| {
            let head = self.token(self.noun(j)?.head?)?;
            Some((self.tokens(j).first()?, head))
        };
        let member = self.noun(k).and_then(|n| self.token(n.head?));
        let members = member.is_some_and(|t| rules.frames.transparent.contains(&t.word)) && self.word(k + 1) == "of";
        let part = self
            .noun(k)
            .and_then(|n| Some((self.token(n.of?)?, self.token(n.head?)?)));
        let whose = part.or_else(|| whole(k + 2).filter(|_| members));
        if let Some((owner, head)) = whose
            && owner.is(Tags::DET)
            && owner.is(Tags::PRON)
            && rules.frames.collectives.contains(&head.word)
        {
            return group(rules.lexicon.word(head.word));
        }
        // "all fourteen of her goats": one person's own
        let own = |at: u32| {
            self.token(at)
                .is_some_and(|t| matches!(rules.lexicon.word(t.word), "my" | "her" | "his"))
        };
        let noun = self.noun(k)?;
        let persons = noun.counted.as_ref().is_none_or(|c| rules.taxonomy.is_a(c, "people"));
        if noun.of.is_some_and(own) && !persons {
            return group("own");
        }
        if persons && self.of_own(k) {
            return group("own");
        }
        // "Doctor, how many do you have?" "We have thirty-eight here."
        if hit.is_none() && self.had_here(k) {
            return group("here");
        }
        let hit = hit?;
        // "cases will exceed 3,000": no count of those there are
        if hit.by == "value" && self.to_come(k) {
            return group("forecast");
        }
        let measure = &rules.measures.all[hit.measure as usize];
        // "9,000 geese are to be killed": not yet, and maybe never
        if hit.by == "verb" && measure.counts.is_some() && measure.stock.is_none() && self.planned(k) {
            return group("planned");
        }
        // "that leaves 89 inside": those who remain, where the measure is not of them alone
        if hit.by == "adjunct" && !measure.absent && self.left_over(k) {
            return group("remaining");
        }
        if let Some(degree) = measure.lasting.then(|| self.degree(k)).flatten() {
            return Some(degree);
        }
        // "some 60 remain at large": of those there were, the ones who are there yet
        if (measure.lasting || measure.moves == Moves::No && measure.counts.is_some()) && self.still(k) {
            return group("still");
        }
        // "we have 38 here"
        if measure.additive && self.had_here(k) {
            return group("here");
        }
        // "its 6,400 jobs", "had 41,300 employees": what it has, not what it cuts
        let lead = self.tokens(k).first().map_or("", |t| rules.lexicon.word(t.word));
        let has = matches!(lead, "its" | "their" | "our" | "his" | "her" | "my") || self.had(k, hit);
        if let Some(stock) = measure.stock.as_deref().filter(|_| has) {
            return group(stock);
        }
        // "rival Kellbank axed 18,000 posts": of another firm
        if let Some(name) = measure.stock.as_ref().and_then(|_| self.rival(k)) {
            return group(&name);
        }
        // "reduce its workforce by 9,400": a cut
        if measure.aspects.contains(&hit.word) && !self.preceded_by(k, "by") {
            return group(rules.lexicon.word(hit.word));
        }
        if measure.cast && self.margin(k, hit) {
            return group("margin");
        }
        if let Some(side) = measure.cast.then(|| self.voted(k)).flatten() {
            return group(&side);
        }
        // a group with a measure of its own that something else befell: hostages who were killed
        let of = self.noun_trigger(k).filter(|(_, t)| {
            t.weak && t.measure != hit.measure && t.slot == NounSlot::Group && t.counted.as_deref() == Some("people")
        })?;
        let head = self.token(of.0)?;
        measure.befalls.then(|| group(rules.lexicon.word(head.word))).flatten()
    }

    /// "were still being treated", "remain in detention": of those it befell, the ones who are in it now.
    fn still(&self, k: usize) -> bool {
        let Some(g) = self.subject_of(k).filter(|g| g.at > k && g.at <= k + 4) else {
            return false;
        };
        let word = |t: &Token| self.source.rules.lexicon.word(t.word);
        let remain = self.source.rules.lexicon.word(g.verb.lemma) == "remain";
        let end = self.chunks.get(g.at + 1).map_or(0, |c| c.end);
        let tokens = (self.chunks[k].end..end.max(self.chunks[g.at].end)).filter_map(|at| self.token(at));
        remain || tokens.into_iter().any(|t| word(t) == "still")
    }

    /// "Out of 215 stalls 143 burned": the group from which another is taken.
    pub fn out_of(&self, k: usize) -> bool {
        let out = |j: usize| self.word(j) == "out";
        let led = k > 0 && (out(k - 1) || k > 1 && self.preceded_by(k, "of") && out(k - 2));
        led && self
            .noun(k + 1)
            .is_some_and(|n| n.quantity.is_some() && n.head.is_none())
    }

    /// "We have 38 here", "there are forty-one here": where the speaker is.
    fn had_here(&self, k: usize) -> bool {
        let after = self.chunks.get(k + 1).and_then(|c| self.token(c.first));
        let word = |t: &Token| self.source.rules.lexicon.word(t.word);
        let verb = self.object_of(k).map(|g| self.source.rules.lexicon.word(g.verb.lemma));
        after.is_some_and(|t| word(t) == "here") && matches!(verb, Some("have" | "be" | "get"))
    }

    /// "nineteen of our own staff", "of its own crew fourteen are dead": those of one body, and not of others. Not "lost
    /// three of its own".
    fn of_own(&self, k: usize) -> bool {
        let word = |t: &Token| self.source.rules.lexicon.word(t.word);
        let body = |w: &[Token]| matches!(word(&w[0]), "our" | "its" | "their") && word(&w[1]) == "own";
        let own = |j: usize| self.tokens(j).windows(3).any(body);
        // "of its own crew fourteen are dead and six hurt", but not the 40 villagers beside them
        let figure = |j: &usize| self.noun(*j).is_some_and(|n| n.quantity.is_some());
        let fronted = || self.word(0) == "of" && own(1);
        let of_it = || (2..=k).find(figure) == Some(k) || self.noun(k).is_some_and(|n| n.head.is_none());
        own(k) || k >= 2 && fronted() && of_it()
    }

    /// "In that section alone they saw 301": the part that "alone" sets apart.
    pub fn alone(&self, k: usize) -> Option<Scope> {
        let word = |t: &Token| self.source.rules.lexicon.word(t.word);
        let end = self.chunks.last()?.end;
        let at = (self.chunks.first()?.first..end).find(|&i| self.token(i).is_some_and(|t| word(t) == "alone"))?;
        let noun = self
            .chunks
            .iter()
            .rposition(|c| c.first < at && self.noun_ends(c, at))?;
        let told = self.noun(noun).filter(|n| n.quantity.is_none() && !n.pronoun)?;
        let prep = |j: usize| matches!(self.kind(j), Some(ChunkKind::Prep));
        let fronted = prep(noun.checked_sub(1)?) || noun > 1 && self.word(noun - 1) == "that" && prep(noun - 2);
        let place = told
            .head
            .and_then(|h| self.token(h))
            .filter(|t| !t.is(Tags::TIME | Tags::MONTH | Tags::WEEKDAY));
        place.filter(|_| fronted && noun.abs_diff(k) <= 8)?;
        let said = |t: &&Token| !t.is(Tags::DET) && !matches!(word(t), "" | "alone");
        let words = self.tokens(noun).iter().filter(said);
        let text: Vec<&str> = words.map(word).collect();
        (!text.is_empty()).then(|| Scope {
            kind: ScopeKind::Group,
            text: text.join(" ").into(),
        })
    }

    /// Whether a noun group ends at a token, or with it.
    fn noun_ends(&self, chunk: &Chunk, at: u32) -> bool {
        matches!(chunk.kind, ChunkKind::Noun(_)) && (chunk.end == at || chunk.end == at + 1)
    }

    /// The rival whose deed a figure is the object of.
    fn rival(&self, k: usize) -> Option<CompactString> {
        let at = self.object_of(k)?.at;
        let subject = (0..at).rev().take(3).find(|&j| self.noun(j).is_some())?;
        let word = |t: &Token| self.source.rules.lexicon.word(t.word);
        let told = self
            .tokens(subject)
            .iter()
            .any(|t| matches!(word(t), "rival" | "competitor"));
        told.then(|| self.key_words(subject)).flatten()
    }

    /// "had 41,300 employees", by a noun that is said of all there are.
    fn had(&self, k: usize, hit: &Hit) -> bool {
        let verb = self.object_of(k).filter(|g| g.adjacent && hit.by == "weak");
        verb.is_some_and(|g| self.source.rules.lexicon.word(g.verb.lemma) == "have")
    }

    /// "400 for Marlow", "62 voted in favour", "31 against": for whom or what so many votes were cast.
    fn voted(&self, k: usize) -> Option<CompactString> {
        // "with three abstentions"
        let head = self.noun(k).and_then(|n| self.token(n.head?));
        if head.is_some_and(|t| matches!(self.source.rules.lexicon.word(t.word), "abstention" | "abstentions")) {
            return Some("abstentions".into());
        }
        let verb = self.subject_of(k).filter(|g| g.adjacent).map(|g| g.at + 1);
        let places = [Some(k + 1), verb, k.checked_sub(1)];
        let said = places.into_iter().flatten().find_map(|j| match self.word(j) {
            "for" if self.names(j + 1) => self.key_words(j + 1),
            // "412 votes for mayor", "5,012 against 4,900": an office, a score
            "for" | "against"
                if j > k
                    && self
                        .noun(j + 1)
                        .is_some_and(|n| !n.pronoun && !(n.definite && n.quantity.is_none())) =>
            {
                None
            }
            "for" | "against" | "abstentions" => Some(self.word(j).into()),
            "in" if matches!(self.word(j + 1), "favour" | "favor") => Some("for".into()),
            "abstained" | "abstaining" => Some("abstentions".into()),
            _ => None,
        });
        said.or_else(|| self.side_of_tally(k))
    }

    /// "a margin of 75", "won by 75 votes", and not "by 75 votes to 60": how many more there were.
    fn margin(&self, k: usize, hit: &Hit) -> bool {
        let own = self.source.rules.measures.all[hit.measure as usize].counts.as_ref();
        // "by just 312 votes"
        let mut at = k;
        while at > 0 && matches!(self.kind(at - 1), Some(ChunkKind::Other | ChunkKind::Adjective)) {
            at -= 1;
        }
        hit.by == "value" && hit.counted.as_ref() != own || self.preceded_by(at, "by") && !self.tallied(k)
    }

    /// "51 votes to 46".
    fn tallied(&self, k: usize) -> bool {
        let counted = |j: usize| self.noun(j).is_some_and(|n| n.quantity.is_some());
        counted(k) && counted(k + 2) && matches!(self.word(k + 1), "to" | "against" | "versus")
    }

    /// The side of a tally of a motion: "carried by 51 votes to 46".
    fn side_of_tally(&self, k: usize) -> Option<CompactString> {
        let first = [Some(k), k.checked_sub(2)]
            .into_iter()
            .flatten()
            .find(|&j| self.tallied(j))?;
        let at = first.checked_sub(1).filter(|&by| self.word(by) == "by")?;
        let verb = (0..at).rev().take(4).find(|&j| self.verb(j).is_some())?;
        // "She won by 51 votes to 46": of two who stood, and no motion
        let stood = |j: usize| {
            let token = self.noun(j)?.head.and_then(|h| self.token(h))?;
            Some(token.is(Tags::PRON) && !matches!(self.word(j), "it" | "this" | "that") || token.is_capital())
        };
        if (0..verb).rev().find_map(stood).is_none_or(|one| one) {
            return None;
        }
        let lost = self.source.rules.frames.defeats.contains(&self.verb(verb)?.lemma);
        Some(if lost == (first == k) { "against" } else { "for" }.into())
    }

    /// "that leaves 89", "which left four": the rest of a sum just done.
    fn left_over(&self, k: usize) -> bool {
        let leave = |j: &usize| {
            let verb = self.verb(*j);
            verb.is_some_and(|v| self.source.rules.lexicon.word(v.lemma) == "leave")
        };
        // "that leaves, by the mayor's reckoning, 35"
        let comma = |j: usize| matches!(self.kind(j), Some(ChunkKind::Comma));
        let leaves = (0..k).rev().take(8).find(leave);
        let leaves = leaves.filter(|&at| at + 1 == k || comma(at + 1) && comma(k - 1));
        let subject = leaves.and_then(|at| at.checked_sub(1));
        subject.is_some_and(|s| matches!(self.word(s), "that" | "this" | "which"))
    }

    /// How badly the counted were hurt: "critically injured", "serious injuries".
    pub fn degree(&self, k: usize) -> Option<Scope> {
        let rules = self.source.rules;
        let end = (k + 1..self.chunks.len().min(k + 5)).find(|&j| match &self.chunks[j].kind {
            ChunkKind::Noun(n) => n.quantity.is_some(),
            ChunkKind::Conj | ChunkKind::Comma | ChunkKind::Dash | ChunkKind::Colon | ChunkKind::Rel => true,
            _ => false,
        });
        let last = end.unwrap_or(self.chunks.len().min(k + 5));
        let mut tokens = (k..last).flat_map(|j| self.chunks[j].first..self.chunks[j].end);
        // "non-life-threatening wounds"
        let spared = |at: u32| {
            (at.saturating_sub(3)..at)
                .filter_map(|i| self.token(i))
                .any(|t| t.is(Tags::NEG) || t.span.of(self.text).eq_ignore_ascii_case("non"))
        };
        let found = tokens.find_map(|at| {
            let word = |i: usize| self.token(at + i as u32).map(|t| t.word);
            let (_, degree) = rules.frames.degrees.find(word)?;
            (!spared(at)).then_some(degree)
        })?;
        Some(Scope {
            kind: ScopeKind::Group,
            text: found.clone(),
        })
    }

    /// "two are in critical condition": how those in hospital are.
    pub fn condition(&self, k: usize) -> Option<Scope> {
        let rules = self.source.rules;
        let last = self.chunks.len().min(k + 8);
        let near = (k + 1..last)
            .take_while(|&j| !matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Rel)));
        let head = near
            .flat_map(|j| self.chunks[j].first..self.chunks[j].end)
            .find(|&at| self.token(at).is_some_and(|t| rules.frames.states.contains(&t.word)))?;
        let how = self.token(head.checked_sub(1)?).filter(|t| t.is(Tags::ADJ))?;
        let degree = rules.frames.degrees.find(|i| (i == 0).then_some(how.word));
        Some(Scope {
            kind: ScopeKind::Group,
            text: degree.map_or_else(|| how.span.of(self.text).to_lowercase().into(), |(_, d)| d.clone()),
        })
    }

    /// The same, as a scope.
    pub fn level(&self, k: usize) -> Option<Scope> {
        Some(Scope {
            kind: ScopeKind::Group,
            text: self.source.rules.lexicon.word(self.level_of(k)?).into(),
        })
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

    /// "will exceed 3,000": the verb right before speaks of the future.
    fn to_come(&self, k: usize) -> bool {
        let verb = k.checked_sub(1).filter(|&j| self.verb(j).is_some());
        verb.is_some_and(|j| self.word(j) == "will")
    }

    /// "are to be killed", "were to have been freed": what is planned for the subject.
    fn planned(&self, k: usize) -> bool {
        let Some(end) = self.chunks.get(k).map(|c| c.end) else {
            return false;
        };
        let word = |at: u32| self.token(at).map_or("", |t| self.source.rules.lexicon.word(t.word));
        let now = |at: u32| matches!(word(at), "are" | "is" | "were" | "was" | "due");
        (end..end + 3).any(|at| now(at) && word(at + 1) == "to" && matches!(word(at + 2), "be" | "have"))
    }

    /// "warned of waves of 4 metres": the verb before speaks of what is yet to come.
    fn foreseen(&self, k: usize) -> bool {
        let outlook = &self.source.rules.frames.outlook_verbs;
        let clause = (0..k)
            .rev()
            .take_while(|&j| !matches!(self.kind(j), Some(ChunkKind::Comma | ChunkKind::Colon | ChunkKind::Rel)));
        clause.filter_map(|j| self.verb(j)).any(|v| outlook.contains(&v.lemma))
    }
}
