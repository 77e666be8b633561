//! Figures without words of their own: "they tell us sixty-eight", "the Greens 7.9", "the limit is 60".
//!
//! Such a figure counts what an earlier figure of the report counts. How it leaves that out is read here; which
//! figure it is, in [`super::antecedent`].

use super::chunk::{ChunkKind, Noun, Verb, Voice};
use super::clause::{Governor, Row};
use crate::quantity::{Decimal, Kind, Quantity};
use crate::rules::lexicon::Tags;
use crate::rules::numbers::Roles;
use crate::rules::words::Function;
use crate::text::{Shape, Token};
use compact_str::CompactString;

/// How a figure leaves out what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A key beside it: "the Greens 7.9", "(31)", "Clinic: 12".
    Keyed,
    /// All that somebody says: "they tell us sixty-eight", "the bank speaks of 37.4 million".
    Reported,
    /// "there were nine", "we are a hundred thousand".
    There,
    /// A second member without its verb: "400 in one town and 200 in another".
    Gapped,
    /// Held against another figure: "up from 19", "the limit of 60".
    Compared,
    /// Subject of a verb that evokes nothing: "nine remain", "28 were civilians".
    Subject,
    /// What something cost where the currency was told before: "the bill was four million".
    Priced,
    /// An amount named against another, whose unit was told with that: "wants 9 percent, was offered 4".
    Offered,
}

impl Form {
    /// Its name in a claim's rule.
    pub fn name(self) -> &'static str {
        match self {
            Form::Keyed => "keyed",
            Form::Reported => "reported",
            Form::There => "there",
            Form::Gapped => "gapped",
            Form::Compared => "compared",
            Form::Subject => "subject",
            Form::Priced => "priced",
            Form::Offered => "offered",
        }
    }
}

/// A figure that leaves out what it counts.
#[derive(Clone, Copy, Debug)]
pub struct Elision {
    /// How.
    pub form: Form,
    /// Chunk of the key that stands for a part: "the Greens", "third floor".
    pub key: Option<usize>,
}

impl<'a> Row<'a> {
    /// How the figure of noun group `k` leaves out what it counts, if it does.
    pub fn elision(&self, k: usize) -> Option<Elision> {
        let noun = self.noun(k)?;
        let bare = noun.head.is_some_and(|h| self.bare_head(h));
        // "there is no time": "no" never stands alone
        if self
            .tokens(k)
            .last()
            .is_some_and(|t| self.source.rules.lexicon.word(t.word) == "no")
        {
            return None;
        }
        let headless = (noun.head.is_none() || bare) && (noun.of.is_none() || noun.pronoun);
        let one = noun
            .quantity
            .and_then(|q| self.source.quantities.get(q as usize))
            .is_some_and(|q| q.interval.point() == Some(Decimal::ONE));
        // "villagers dispute both"
        let both = || {
            self.tokens(k)
                .iter()
                .any(|t| self.source.rules.numbers.roles(t.word).intersects(Roles::BOTH))
        };
        if one && let Some(form) = self.one_apart(k) {
            return Some(Elision { form, key: None });
        }
        if one && self.keyed(k).is_none() || self.clock(k) || headless && both() {
            return None;
        }
        // "had 750 to go", "longer by thirteen names": no figures of what was told
        if headless && self.left_to_do(k) || self.preceded_by(k, "by") && bare {
            return None;
        }
        let simple = |form| Some(Elision { form, key: None });
        // "announced themselves three times", "said three gangs were fighting": matters of their own
        let own = || noun.counted.is_none() || self.subject_of(k).is_some_and(|g| !self.says(g.at));
        // "a list with 48 names", "the ministry's 13": somebody's figure of what was told
        let somebodys = || bare && noun.of.is_none() || headless && !bare && self.possessed(k);
        if self.reported(k) && (headless || !own()) || somebodys() {
            return simple(Form::Reported);
        }
        if (self.there(k) || self.comes_to(k)) && (headless || noun.counted.is_none()) {
            return headless.then_some(Elision {
                form: Form::There,
                key: None,
            });
        }
        if !headless || bare || self.numbered_noun(k).is_some() {
            return None;
        }
        if self.priced(k) {
            return simple(Form::Priced);
        }
        if self.offered(k).is_some() {
            return simple(Form::Offered);
        }
        if let Some(form) = self.given_by(k) {
            return simple(form);
        }
        if let Some(key) = self.keyed(k) {
            return Some(Elision {
                form: Form::Keyed,
                key: Some(key),
            });
        }
        let before = self.before(k);
        let preposition = before.is_some_and(|p| {
            matches!(self.kind(p), Some(ChunkKind::Prep))
                && matches!(
                    self.word(p),
                    "from" | "against" | "at" | "to" | "of" | "by" | "above" | "below" | "over" | "under" | "than"
                )
        });
        let of = preposition && before.is_some_and(|p| self.word(p) == "of");
        if of && !before.is_some_and(|p| self.levels(p.wrapping_sub(1))) {
            return None;
        }
        let against = before.is_some_and(|p| match self.word(p) {
            "not" => true,
            "than" => p.checked_sub(1).is_some_and(|q| {
                matches!(
                    self.word(q),
                    "more" | "fewer" | "less" | "higher" | "lower" | "greater" | "rather"
                )
            }),
            _ => false,
        });
        // "fewer than the 42,000 allowed": what might have been, and was not counted
        let limit = || {
            matches!(
                self.word(k + 1),
                "allowed" | "permitted" | "licensed" | "required" | "planned"
            )
        };
        if (preposition || against) && limit() {
            return None;
        }
        if preposition && !before.is_some_and(|p| self.word(p) == "than") || against {
            return simple(Form::Compared);
        }
        if before.is_some_and(|p| self.becomes(p)) {
            return simple(Form::Compared);
        }
        if let Some(p) = before.filter(|&p| self.verb(p).is_some_and(|v| v.voice == Voice::Copula)) {
            return self.levels(p.wrapping_sub(1)).then_some(Elision {
                form: Form::Compared,
                key: None,
            });
        }
        let joined = matches!(
            before.and_then(|p| self.kind(p)),
            Some(ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Colon | ChunkKind::Dash)
        );
        if joined && matches!(self.kind(k + 1), Some(ChunkKind::Prep | ChunkKind::Open)) {
            return simple(Form::Gapped);
        }
        if self.subject_of(k).is_some_and(|g| g.adjacent && self.says_nothing(&g)) {
            return simple(Form::Subject);
        }
        None
    }

    /// "One is in a critical condition", "four were saved, one with burns": one of those just counted.
    fn one_apart(&self, k: usize) -> Option<Form> {
        let noun = self
            .noun(k)
            .filter(|n| n.head.is_none() && n.of.is_none() && !n.definite)?;
        let q = self.source.quantities.get(noun.quantity? as usize)?;
        let word = self.token(q.first).is_some_and(|t| t.shape != Shape::Digits);
        if !word || q.end != q.first + 1 {
            return None;
        }
        let aside = k > 0 && matches!(self.kind(k - 1), Some(ChunkKind::Comma));
        if aside && self.word(k + 1) == "with" {
            return Some(Form::Gapped);
        }
        let starts = self.opens(k) || k > 0 && matches!(self.kind(k - 1), Some(ChunkKind::Colon));
        let g = self.subject_of(k).filter(|g| starts && g.adjacent && g.at == k + 1)?;
        let state = self.verb(g.at).is_some_and(|v| v.voice == Voice::Copula && !v.negated);
        let in_state = self.word(g.at + 1) == "in" && self.noun(g.at + 2).is_some_and(|n| n.quantity.is_none());
        (state && in_state).then_some(Form::Subject)
    }

    /// "the bank's 8 million have become twelve": the verb at `p` turns an amount into another.
    fn becomes(&self, p: usize) -> bool {
        let amount = |n: &Noun| {
            let q = n.quantity.and_then(|q| self.source.quantities.get(q as usize));
            q.is_some_and(|q| q.unit.is_some())
        };
        let verb = self
            .verb(p)
            .is_some_and(|v| self.source.rules.lexicon.word(v.lemma) == "become");
        verb && p.checked_sub(1).and_then(|s| self.noun(s)).is_some_and(amount)
    }

    /// A head that stands for whoever is counted: "16 names".
    pub(super) fn bare_head(&self, head: u32) -> bool {
        let heads = &self.source.rules.frames.bare_heads;
        self.token(head).is_some_and(|t| heads.contains(&t.word))
    }

    /// "the ministry's 13": whose figure it is stands right before it.
    pub(super) fn possessed(&self, k: usize) -> bool {
        // "there's", "it's": no owner
        let owner = |j: &usize| self.noun(*j).is_some_and(|n| !n.pronoun) && self.word(*j) != "there";
        let whose = k.checked_sub(1).filter(|j| owner(j) && !self.is_time(*j));
        let clitic = whose.and_then(|j| self.tokens(j).last());
        clitic.is_some_and(|t| self.source.rules.words.is(t.word, Function::CLITIC))
    }

    /// "So five.": what it has come to, with no more words.
    pub(super) fn comes_to(&self, k: usize) -> bool {
        let so = self
            .before(k)
            .is_some_and(|p| self.word(p) == "so" && matches!(self.kind(p), Some(ChunkKind::Subord)));
        so && !self.chunks[k + 1..]
            .iter()
            .any(|c| matches!(c.kind, ChunkKind::Verb(_)))
    }

    /// "the coffee came at two", "out by five": an hour, unless a figure is put or stands there.
    fn clock(&self, k: usize) -> bool {
        let small = |q: &Quantity| q.unit.is_none() && q.interval.high.is_some_and(|h| h <= Decimal::from(12));
        let noun = self.noun(k).filter(|n| n.head.is_none() && n.of.is_none());
        let q = noun.and_then(|n| self.source.quantities.get(n.quantity? as usize));
        let Some(p) = self
            .before(k)
            .filter(|&p| matches!(self.word(p), "at" | "by") && q.is_some_and(small))
        else {
            return false;
        };
        let verb = (0..p).rev().find_map(|j| self.verb(j));
        verb.is_some_and(|v| {
            let stands = self.source.rules.frames.state_verbs.contains(&v.lemma)
                || self.source.rules.frames.value_verbs.contains(&v.lemma);
            let moves = self.source.rules.frames.light_verbs.contains(&v.lemma);
            matches!(v.voice, Voice::Active | Voice::Bare) && (!stands || moves)
        })
    }

    /// A noun that names a level, and so no count: "the limit is 60", "gusts of up to 240".
    pub fn levels(&self, k: usize) -> bool {
        let head = self.noun(k).and_then(|n| n.head).and_then(|h| self.token(h));
        let rules = self.source.rules;
        head.is_some_and(|t| {
            rules.frames.level_nouns.contains(&t.word)
                || rules.frames.value_nouns.contains(&t.word)
                || rules.measures.cues.contains_key(&t.word)
        })
    }

    /// The figure of group `k` is held against another, or stands behind a noun that names a level.
    pub fn at_level(&self, k: usize) -> bool {
        self.before(k)
            .is_some_and(|p| self.levels(p.wrapping_sub(1)) || matches!(self.word(p), "against" | "than" | "from"))
    }

    /// A verb that tells what the figure's members are, not what befell them: "28 were civilians", "eleven remain".
    fn says_nothing(&self, g: &Governor) -> bool {
        if g.verb.voice == Voice::Copula {
            let mut j = g.at + 1;
            while matches!(self.kind(j), Some(ChunkKind::Other)) {
                j += 1;
            }
            let located = matches!(self.kind(j), Some(ChunkKind::Prep))
                && matches!(self.word(j), "in" | "at" | "on" | "from" | "over" | "under" | "inside");
            return located
                || self
                    .noun(j)
                    .is_some_and(|n| n.counted.is_some() && !n.definite && n.quantity.is_none());
        }
        !g.verb.negated && self.source.rules.frames.state_verbs.contains(&g.verb.lemma) && !self.object_follows(g.at)
    }

    /// "had 750 to go": what is still to be done.
    fn left_to_do(&self, k: usize) -> bool {
        let verb = k + 1 + usize::from(self.word(k + 1) == "to");
        self.verb(verb)
            .is_some_and(|v| v.infinitive && v.voice != Voice::Passive)
    }

    /// "an average of eight a year": how many come in a span of time.
    pub(super) fn each_time(&self, k: usize) -> bool {
        let span = |t: &Token| self.source.rules.calendar.of(t.word).is_some_and(|w| w.unit.is_some());
        let each = self.noun(k + 1).is_some_and(|n| n.single && n.quantity.is_none());
        // "killed nine a day after", "a week earlier": when, and no rate
        let next = self.chunks.get(k + 1).and_then(|c| self.token(c.end));
        let word = |t: &Token| self.source.rules.lexicon.word(t.word);
        let when = |t: &Token| {
            matches!(
                word(t),
                "after" | "before" | "since" | "earlier" | "later" | "ago" | "old"
            )
        };
        each && self.tokens(k + 1).last().is_some_and(span) && !next.is_some_and(when)
    }

    /// The chunk before `k`, adverbs and quotation marks passed over.
    fn before(&self, k: usize) -> Option<usize> {
        (0..k)
            .rev()
            .find(|&j| !matches!(self.kind(j), Some(ChunkKind::Other | ChunkKind::Quote)))
    }

    /// The group is all that a verb of saying or counting reports.
    fn reported(&self, k: usize) -> bool {
        self.governed_by_report(k, false)
    }

    /// "cost the railway alone 16 million", "the bill was four million": an amount of money without its currency.
    fn priced(&self, k: usize) -> bool {
        let rules = self.source.rules;
        let told = |j: &usize| match self.kind(*j) {
            Some(ChunkKind::Noun(n)) => n.quantity.is_some(),
            Some(ChunkKind::Adjective | ChunkKind::Other) => false,
            _ => true,
        };
        let Some(at) = (0..k).rev().take(4).find(told) else {
            return false;
        };
        let Some(verb) = self.verb(at) else { return false };
        if verb.voice != Voice::Copula {
            return verb.voice != Voice::Passive && rules.frames.price_verbs.contains(&verb.lemma);
        }
        let head = at
            .checked_sub(1)
            .filter(|_| at + 1 == k)
            .and_then(|j| self.token(self.noun(j)?.head?));
        let money = rules.measures.get("money");
        head.is_some_and(|t| money.is_some_and(|m| m.things.iter().any(|x| x.cues.contains(&t.word))))
    }

    /// "is offering 4", "160 were measured", "the nine demanded by the union": the verb by which somebody names the
    /// bare figure.
    fn offered(&self, k: usize) -> Option<&'a Verb> {
        let names = |v: &&Verb| !v.negated && self.source.rules.frames.amount_verbs.contains(&v.lemma);
        let asks = self
            .before(k)
            .filter(|&p| self.word(p) == "for")
            .and_then(|p| self.before(p));
        let object = asks.or_else(|| self.before(k)).and_then(|p| self.verb(p));
        let done = |g: &Governor| g.adjacent && matches!(g.verb.voice, Voice::Passive | Voice::Bare);
        let subject = self
            .subject_of(k)
            .filter(|g| done(g) && !self.object_follows(g.at))
            .map(|g| g.verb);
        object.filter(names).or_else(|| subject.filter(names))
    }

    /// On which side of a bargain the amount stands that the verb names.
    pub(super) fn bargained(&self, k: usize) -> Option<CompactString> {
        match self.source.rules.lexicon.word(self.offered(k)?.lemma) {
            "offer" | "propose" | "bid" => Some("offer".into()),
            "want" | "demand" | "ask" | "seek" | "request" => Some("demand".into()),
            _ => None,
        }
    }

    /// The same with a head that says little: "the drone's count arrives at 43,000 people".
    pub fn figured(&self, k: usize) -> bool {
        self.governed_by_report(k, true)
    }

    /// A relative pronoun is the subject of the verb at `j`.
    fn relative(&self, j: usize) -> bool {
        j.checked_sub(1)
            .is_some_and(|r| matches!(self.kind(r), Some(ChunkKind::Rel)))
    }

    fn governed_by_report(&self, k: usize, any_head: bool) -> bool {
        let rules = self.source.rules;
        let head = self.noun(k).and_then(|n| n.head).and_then(|h| self.token(h));
        let headless = any_head || head.is_none_or(|t| rules.frames.bare_heads.contains(&t.word));
        let tells = |j: usize| {
            self.verb(j).is_some_and(|v| {
                !v.negated
                    && v.voice != Voice::Passive
                    && (self.says(j) && (headless || !rules.frames.finding.contains(&v.lemma))
                        || headless && rules.frames.figure_verbs.contains(&v.lemma))
            })
        };
        if self.subject_of(k).is_some_and(|g| g.adjacent && !tells(g.at)) {
            return false;
        }
        let mut steps = 0;
        for j in (0..k).rev() {
            match &self.chunks[j].kind {
                ChunkKind::Other | ChunkKind::Quote | ChunkKind::Colon | ChunkKind::Label => {}
                // "admits only two"
                ChunkKind::Adjective if self.tokens(j).iter().all(|t| t.is(Tags::ADV)) => {}
                // "I counted to ten"
                ChunkKind::Prep if self.word(j) == "to" && self.counts_up(j) => break,
                ChunkKind::Prep if matches!(self.word(j), "of" | "at" | "to" | "as") => {}
                ChunkKind::Noun(n) if n.pronoun => {}
                // "the line, which has 27 without barriers"
                ChunkKind::Verb(v) if rules.lexicon.word(v.lemma) == "have" && self.relative(j) => return false,
                ChunkKind::Verb(_) => return tells(j),
                _ => break,
            }
            steps += 1;
            if steps > 4 {
                break;
            }
        }
        // "A hundred and twelve, he says"
        let opens = self.chunks[..k]
            .iter()
            .all(|c| matches!(c.kind, ChunkKind::Quote | ChunkKind::Other));
        let mut j = k + 1;
        while matches!(
            self.kind(j),
            Some(ChunkKind::Comma | ChunkKind::Quote | ChunkKind::Other)
        ) {
            j += 1;
        }
        opens && j > k + 1 && self.noun(j).is_some() && (j + 1..j + 4).any(tells)
    }

    /// The verb before the preposition at `j` is "count": up to a number, not a number of something.
    fn counts_up(&self, j: usize) -> bool {
        let verb = j.checked_sub(1).and_then(|v| self.verb(v));
        verb.is_some_and(|v| self.source.rules.lexicon.word(v.lemma) == "count")
    }

    /// A verb of report.
    fn says(&self, j: usize) -> bool {
        let main = self.verb(j).and_then(|v| self.token(v.main));
        main.is_some_and(|t| t.is(Tags::REPORT))
    }

    /// "there were nine", "we are forty".
    pub fn there(&self, k: usize) -> bool {
        self.pointer(k).is_some()
    }

    /// "we were forty": those who speak are counted.
    pub fn of_speakers(&self, k: usize) -> bool {
        self.pointer(k).is_some_and(|s| self.word(s) == "we")
    }

    /// "18,000 of us": those who speak are counted.
    pub(super) fn of_us(&self, noun: &Noun) -> bool {
        let of = noun.of.filter(|_| noun.pronoun).and_then(|of| self.token(of));
        of.is_some_and(|t| matches!(self.source.rules.lexicon.word(t.word), "us" | "you"))
    }

    /// The subject that only points, of a copula before `k`.
    fn pointer(&self, k: usize) -> Option<usize> {
        let mut at = self.before(k);
        // "they were at 17 when the bulletins stopped"
        if let Some(p) = at.filter(|&p| self.word(p) == "at" && matches!(self.kind(p), Some(ChunkKind::Prep))) {
            at = self.before(p).filter(|&v| self.verb(v).is_some());
        }
        // "there were still 17"
        while let Some(p) = at.filter(|&p| {
            matches!(self.kind(p), Some(ChunkKind::Other | ChunkKind::Adjective))
                && self.tokens(p).iter().all(|t| t.is(Tags::ADV))
        }) {
            at = self.before(p);
        }
        let copula = at.filter(|&p| self.verb(p).is_some_and(|v| v.voice == Voice::Copula && !v.negated))?;
        // "the limit there is 100", but "of those there are 17"
        let existential = |s: usize| {
            let plain =
                |j: usize| self.noun(j).is_some() && !matches!(self.kind(j.wrapping_sub(1)), Some(ChunkKind::Prep));
            self.word(s) != "there" || !s.checked_sub(1).is_some_and(plain)
        };
        self.before(copula)
            .filter(|&s| existential(s))
            .filter(|&s| matches!(self.word(s), "there" | "we" | "they" | "it" | "that" | "which"))
    }

    /// "it was 15 percent": the subject is a pronoun for what was told.
    pub fn stands_in(&self, k: usize) -> bool {
        self.pointer(k).is_some_and(|s| matches!(self.word(s), "it" | "that"))
    }

    /// The key of a figure in a list or table: the noun group right before it, or before a colon or bracket.
    fn keyed(&self, k: usize) -> Option<usize> {
        let closed = matches!(
            self.kind(k + 1),
            None | Some(
                ChunkKind::Comma
                    | ChunkKind::Colon
                    | ChunkKind::Close
                    | ChunkKind::Conj
                    | ChunkKind::Quote
                    | ChunkKind::Other
                    | ChunkKind::Open
            )
        );
        let mut p = k.checked_sub(1).filter(|_| closed)?;
        let marked = matches!(self.kind(p), Some(ChunkKind::Open | ChunkKind::Colon));
        if marked {
            p = p.checked_sub(1)?;
            // "Deaths | 7 | 31": the key opens the row
            while self.noun(p).is_some_and(|n| n.quantity.is_some())
                && matches!(self.kind(p.wrapping_sub(1)), Some(ChunkKind::Colon))
            {
                p = p.checked_sub(2)?;
            }
        }
        let noun = self.noun(p)?;
        // a single key without a mark is more often a name with its number: "stall 114"
        let listed = marked && !self.speaks(p, k) || self.sibling_key(k) || self.led_in(p);
        (noun.quantity.is_none() && !noun.pronoun && listed).then_some(p)
    }

    /// "REPORTER: Two hundred, the owners say": who speaks in a transcript, and no key. Keys go with digits.
    pub(super) fn speaks(&self, p: usize, k: usize) -> bool {
        let upper = |t: &Token| t.shape == Shape::Upper && t.span.len() > 1 || t.sign == '.';
        let figure = self.chunks.get(k).and_then(|c| self.token(c.first));
        self.opens(p) && self.tokens(p).iter().all(upper) && figure.is_some_and(|t| t.shape != Shape::Digits)
    }

    /// Another figure of the row, with a key or a unit of its own, stands beside this one's.
    fn sibling_key(&self, k: usize) -> bool {
        let figure = |j: usize| self.noun(j).is_some_and(|n| n.quantity.is_some());
        let separated = |j: usize| {
            matches!(
                self.kind(j),
                Some(ChunkKind::Comma | ChunkKind::Conj | ChunkKind::Colon)
            )
        };
        let back = k
            .checked_sub(2)
            .filter(|&j| separated(j))
            .and_then(|j| (j.saturating_sub(4)..j).rev().find(|&x| figure(x)));
        back.is_some() || separated(k + 1) && self.noun(k + 2).is_some() && figure(k + 3)
    }

    /// A colon opens the list in which chunk `p` stands.
    fn led_in(&self, p: usize) -> bool {
        (0..p)
            .rev()
            .find(|&j| {
                !matches!(
                    self.kind(j),
                    Some(ChunkKind::Noun(_) | ChunkKind::Comma | ChunkKind::Conj)
                )
            })
            .is_some_and(|j| matches!(self.kind(j), Some(ChunkKind::Colon)))
    }

    /// The words of a key, without article.
    pub fn key_words(&self, key: usize) -> Option<CompactString> {
        let tokens = self.tokens(key);
        let skip = tokens.iter().take_while(|t| t.is(Tags::DET)).count();
        let (a, b) = (tokens.get(skip)?, tokens.last()?);
        Some(a.span.to(b.span).of(self.text).into())
    }
}

/// Whether a quantity can take its measure from another figure.
pub fn seeks(q: &Quantity) -> bool {
    q.kind == Kind::Count && q.unit.is_none() && !q.all_but
}
