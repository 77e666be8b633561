//! Measures: `measures/*.toml`, one frame a file.
//!
//! A measure says which verbs, nouns and adjectives evoke it, in which slot the
//! counted stands, how its figures move, and whether its parts add up.

mod file;

use super::contexts::{self, Contexts};
use super::lexicon::{Lexicon, Phrases, Tags, WordId, split_words};
use super::numbers::reversed;
use super::sources::Sources;
use super::table::WordSet;
use super::taxonomy::Taxonomy;
use super::words::Words;
use crate::error::{Error, Result};
use compact_str::CompactString;
use file::{File, StateFrame, ThingFrame};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Which way figures of a measure go as an event unfolds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Moves {
    /// A toll rises.
    Up,
    /// The missing fall.
    Down,
    /// Either way: people held, in hospital, displaced.
    Either,
    /// A figure that does not move: magnitude, people aboard.
    #[default]
    No,
}

/// Where the counted stands beside a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// "people died"; "the deaths include".
    Subject,
    /// "killed people", "people were killed".
    Object,
}

/// How a noun carries a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NounSlot {
    /// "44 deaths", "the death of 40 miners".
    Count,
    /// "a toll of 47", "brought the toll to 47".
    Value,
    /// "20 dead", "sixteen of the dead", "among the dead".
    Group,
    /// "the fate of 28 miners", "the search for five": only of what follows it.
    About,
    /// "room for 1,000": only of what it is meant for.
    Purpose,
    /// "the number of victims rose to 17": only of a number of them.
    Numbered,
    /// "no casualties": only where there were none.
    Nil,
}

impl NounSlot {
    /// Whether a figure before the noun, or the noun by itself, is of the measure.
    pub fn counts(self) -> bool {
        matches!(self, NounSlot::Count | NounSlot::Group)
    }
}

/// What a figure of a measure is of.
#[derive(Clone, Debug)]
pub struct Thing {
    /// As in the output.
    pub name: CompactString,
    /// Words of the clause that tell it, as written or base forms.
    pub cues: Box<[WordId]>,
    /// One of these must stand in the report's title or lead.
    pub about: Box<[WordId]>,
    /// A name beside it says whose it is.
    pub owned: bool,
}

/// What a measure's file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

/// One measure, without its words, which the tables of [`Measures`] hold.
#[derive(Clone, Debug)]
pub struct Measure {
    /// As in the output: "killed".
    pub name: CompactString,
    /// As a person reads it in a table; the name if absent.
    pub title: Option<String>,
    /// Which way figures go.
    pub moves: Moves,
    /// Parts add up to a whole.
    pub additive: bool,
    /// The class that is counted where the text does not say; `None` for measures that count nothing.
    pub counts: Option<CompactString>,
    /// Classes that can be counted; any if empty.
    pub of: Vec<CompactString>,
    /// Classes among them that cannot.
    pub except: Vec<CompactString>,
    /// A singular noun is a figure: "a soldier was killed".
    pub singular: bool,
    /// It befalls groups that have a measure of their own: of the hostages, those killed are a part.
    pub befalls: bool,
    /// Nobody counted is there to speak: "we were 40" is said of others.
    pub absent: bool,
    /// Those whom it befell are in it for a while: "three are still in hospital" is of some.
    pub lasting: bool,
    /// It is cast for somebody or something, or against it: some expression of it is a tally.
    pub cast: bool,
    /// So many or more are no figure of it.
    pub most: Option<u32>,
    /// So many times one another two figures may be and still be of one thing, where reports are known to differ
    /// more about it than about others; that of all measures otherwise.
    pub furthest_apart: Option<u32>,
    /// Units' dimensions that belong to the measure: "speed".
    pub dimensions: Vec<CompactString>,
    /// A figure with a unit of its dimensions is of this measure only near one of its cues.
    pub cued: bool,
    /// Classes that are this measure's counted when they act: gunmen who attack.
    pub agents: Vec<CompactString>,
    /// Classes of what has the counted in it: a boat with 40 migrants.
    pub carriers: Vec<CompactString>,
    /// Words of a report's title or lead under which its adjuncts and agents say nothing.
    pub unless_about: Vec<WordId>,
    /// Trigger words whose figures are a part of the measure's: the homeless among the displaced.
    pub aspects: Vec<WordId>,
    /// Words that do not say how it ended: of those who were shot some may be dead.
    pub mixed: Vec<WordId>,
    /// Its figures go out as measure `other` under this label.
    pub label: Option<CompactString>,
    /// What is measured where the words name the measure only: the magnitude is an earthquake's.
    pub thing: Option<CompactString>,
    /// What its figures are of, where words near them say so.
    pub things: Vec<Thing>,
    /// The cues of all of them.
    pub thing_cues: WordSet,
    /// Nouns that name the measure and not what is measured: "a depth of 10 km".
    pub silent: Vec<WordId>,
    /// The scope of what somebody has, where the measure is of what is done: "its 6,400 jobs".
    pub stock: Option<CompactString>,
    /// The file it comes from.
    pub file: String,
}

/// Index into [`Measures::all`].
pub type MeasureId = u16;

/// A verb as a trigger.
#[derive(Clone, Debug)]
pub struct VerbTrigger {
    /// The measure.
    pub measure: MeasureId,
    /// Where the counted stands.
    pub slot: Slot,
    /// Words that must follow the verb at once ("down").
    pub particle: Box<[WordId]>,
    /// One of these must stand in the clause after the verb.
    pub with: Box<[WordId]>,
    /// Classes of the counted; the measure's own if empty.
    pub of: Box<[CompactString]>,
    /// Only under a negation.
    pub negated: bool,
    /// What the verb is done for is counted.
    pub purpose: bool,
    /// One of these nouns must be the subject.
    pub subject: Box<[WordId]>,
    /// One of these adverbs must stand beside the verb.
    pub manner: Box<[WordId]>,
    /// The report must tell of one of these words.
    pub about: Box<[WordId]>,
    /// Not with a place as subject.
    pub by_agents: bool,
    /// Only with a person, several or a name as subject.
    pub by_people: bool,
    /// Only without an object.
    pub alone: bool,
    /// Only of what can be done.
    pub able: bool,
    /// Only of what goes on.
    pub ongoing: bool,
}

/// A noun as a trigger.
#[derive(Clone, Debug)]
pub struct NounTrigger {
    /// The measure.
    pub measure: MeasureId,
    /// How the noun carries the figure.
    pub slot: NounSlot,
    /// What is counted.
    pub counted: Option<CompactString>,
    /// Any other trigger wins.
    pub weak: bool,
    /// Verbs (base forms) under which it does not count.
    pub unless: Box<[WordId]>,
    /// The report must tell of one of these words.
    pub about: Box<[WordId]>,
    /// Where one of these stands there, a figure before the noun counts.
    pub counts_about: Box<[WordId]>,
}

/// All measures, and the words that evoke them.
#[derive(Debug, Default)]
pub struct Measures {
    /// In file-name order.
    pub all: Vec<Measure>,
    by_name: FxHashMap<CompactString, MeasureId>,
    /// By base form.
    pub verbs: FxHashMap<WordId, Vec<VerbTrigger>>,
    /// Nouns and noun expressions.
    pub nouns: Phrases<NounTrigger>,
    /// Adjectives, before or after the noun or as predicate.
    pub adjectives: Phrases<State>,
    /// Expressions after the noun or as predicate: "on board", "in custody".
    pub adjuncts: Phrases<State>,
    /// Words near a figure with a unit that tell which measure of a dimension it is: "depth".
    pub cues: FxHashMap<WordId, Vec<MeasureId>>,
    /// Nouns that have a figure with a unit as their own, by every form: "strike".
    pub heads: FxHashMap<WordId, Vec<MeasureId>>,
    /// Expressions right before a figure with a unit, words reversed: "of course the in".
    pub leads: Phrases<MeasureId>,
    /// Nouns of a report's title or lead under which a crowd's bare figure is of the measure: "rally".
    pub topics: FxHashMap<WordId, MeasureId>,
    /// Nouns of what the counted of a measure do: a march by 2,000 women.
    pub deeds: FxHashMap<WordId, MeasureId>,
    /// What a report has to tell of for one of the verbs or nouns to evoke its measure.
    pub about: WordSet,
}

/// An adjective or expression as a trigger.
#[derive(Clone, Debug)]
pub struct State {
    /// The measure.
    pub measure: MeasureId,
    /// The report must tell of one of these words.
    pub about: Box<[WordId]>,
    /// Words may stand between its first and its last.
    pub modified: bool,
    /// Only behind a figure that counts nothing by name, and before a name or nothing.
    pub tally: bool,
}

impl VerbTrigger {
    /// Nothing but the verb is asked for.
    pub fn is_bare(&self) -> bool {
        let words = [&self.particle, &self.with, &self.subject, &self.manner, &self.about];
        words.iter().all(|w| w.is_empty()) && !(self.negated || self.purpose || self.able || self.ongoing)
    }

    /// The participle alone says what befell the counted.
    pub fn is_plain(&self) -> bool {
        self.slot == Slot::Object && self.is_bare()
    }
}

/// The words that expressions are made of.
fn parts_of(expressions: impl IntoIterator<Item = String>, lexicon: &mut Lexicon) -> Vec<WordId> {
    let mut all = Vec::new();
    for expression in expressions {
        all.extend(split_words(&expression).map(|w| lexicon.add(w, Tags::empty())));
    }
    all
}

impl Thing {
    fn load(frame: &ThingFrame, lexicon: &mut Lexicon, words: &Words, contexts: &Contexts, path: &str) -> Result<Self> {
        let mut both = |list: &[String]| {
            let forms = |w: &String| match contexts::is_asked(w) {
                true => vec![w.clone()],
                false => vec![w.clone(), words.plural(w)],
            };
            let forms: Vec<String> = list.iter().flat_map(forms).collect();
            Ok::<_, Error>(contexts.condition(&forms, lexicon, path)?.all())
        };
        Ok(Thing {
            name: frame.name.clone(),
            cues: both(&frame.cues)?,
            about: both(&frame.about)?,
            owned: frame.owned,
        })
    }
}

impl Measures {
    pub(super) fn load(
        sources: &Sources,
        lexicon: &mut Lexicon,
        words: &mut Words,
        taxonomy: &Taxonomy,
        contexts: &Contexts,
    ) -> Result<Self> {
        let mut m = Measures::default();
        for file in sources.each::<File>("measures/") {
            let (name, path, file) = file?;
            let known = |class: &str| taxonomy.knows(class);
            let named = file
                .of
                .iter()
                .chain(&file.except)
                .chain(&file.agents)
                .chain(&file.carriers)
                .chain(file.verb.iter().flat_map(|v| &v.of));
            if let Some(wrong) = named.clone().find(|c| !known(c)) {
                return Err(Error::new(format!("unknown class `{wrong}`"))
                    .at(path)
                    .help("use a class of rules/taxonomy.toml"));
            }
            m.add(lexicon, words, contexts, file, name)?;
        }
        Ok(m)
    }

    fn add(
        &mut self,
        lexicon: &mut Lexicon,
        words: &mut Words,
        contexts: &Contexts,
        mut file: File,
        path: &str,
    ) -> Result<()> {
        for adjuncts in file
            .state
            .iter_mut()
            .map(|s| &mut s.adjuncts)
            .chain([&mut file.adjuncts])
        {
            let (asked, plain): (Vec<_>, Vec<_>) = adjuncts.drain(..).partition(|a| contexts::is_asked(a));
            let named = contexts.expand(&asked, path)?;
            let many: Vec<String> = named.iter().map(|a| words.plural(a)).collect();
            *adjuncts = [plain, named, many].concat();
        }
        let id = self.all.len() as MeasureId;
        // what tells that a sentence may be about persons without a number
        let fate = match file.singular || file.befalls {
            true => Tags::FATE,
            false => Tags::empty(),
        };
        let trigger_tags = Tags::TRIGGER | fate;
        let plain = StateFrame {
            adjectives: file.adjectives,
            adjuncts: file.adjuncts,
            about: Vec::new(),
            modified: false,
            tally: false,
        };
        let states: Vec<&StateFrame> = std::iter::once(&plain).chain(&file.state).collect();
        let ends = states.iter().flat_map(|s| s.adjuncts.iter().chain(&s.adjectives));
        let ends = ends.chain(file.noun.iter().flat_map(|n| n.words.iter().chain(&n.invariant)));
        for last in ends.filter_map(|e| split_words(e).last()) {
            lexicon.add(last, fate);
        }
        for frame in &file.verb {
            let with: Box<[WordId]> = contexts
                .expand(&frame.with, path)?
                .iter()
                .flat_map(|w| {
                    [
                        lexicon.add(w, Tags::empty()),
                        lexicon.add(&words.plural(w), Tags::empty()),
                    ]
                })
                .collect();
            let subject: Box<[WordId]> = contexts
                .expand(&frame.subject, path)?
                .iter()
                .flat_map(|n| {
                    let (one, many) = words.add_noun(lexicon, n, Tags::empty());
                    [one, many]
                })
                .collect();
            let manner: Box<[WordId]> = frame.manner.iter().map(|w| lexicon.add(w, Tags::ADV)).collect();
            let condition = contexts.condition(&frame.about, lexicon, path)?;
            self.about.extend(condition.all());
            for verb in &frame.verbs {
                let mut parts = verb.split_whitespace();
                let Some(base) = parts.next() else { continue };
                let lemma = words.add_verb(lexicon, base, trigger_tags);
                let particle: Box<[WordId]> = parts.map(|w| lexicon.add(w, Tags::empty())).collect();
                let forms = words.verb_forms(base).map(|form| lexicon.add(&form, Tags::empty()));
                let own = [&[lemma][..], &forms, &particle].concat();
                let trigger = VerbTrigger {
                    measure: id,
                    slot: frame.counted,
                    particle,
                    with: with.clone(),
                    of: frame.of.clone().into(),
                    negated: frame.negated,
                    purpose: frame.purpose,
                    subject: subject.clone(),
                    manner: manner.clone(),
                    about: condition.beside(&own),
                    by_agents: frame.by_agents,
                    by_people: frame.by_people,
                    alone: frame.alone,
                    able: frame.able,
                    ongoing: frame.ongoing,
                };
                self.verbs.entry(lemma).or_default().push(trigger);
            }
        }
        for frame in &file.noun {
            let unless: Box<[WordId]> = frame
                .unless
                .iter()
                .map(|v| words.add_verb(lexicon, v, Tags::empty()))
                .collect();
            let nouns = frame.words.iter().flat_map(|noun| [noun.clone(), words.plural(noun)]);
            let own = parts_of(nouns.chain(frame.invariant.iter().cloned()), lexicon);
            let about = contexts.condition(&frame.about, lexicon, path)?.beside(&own);
            self.about.extend(about.iter().copied());
            let trigger = NounTrigger {
                measure: id,
                slot: frame.slot,
                counted: frame.counted.clone(),
                weak: frame.weak,
                unless,
                about,
                counts_about: contexts.condition(&frame.counts_about, lexicon, path)?.beside(&own),
            };
            for noun in &frame.words {
                self.nouns
                    .add(lexicon, noun, Tags::NOUN | trigger_tags, trigger.clone());
                let many = words.plural(noun);
                split_words(&many).last().map(|last| lexicon.add(last, fate));
                self.nouns.add(
                    lexicon,
                    &many,
                    Tags::NOUN | Tags::PLURAL | trigger_tags,
                    trigger.clone(),
                );
            }
            for noun in &frame.invariant {
                self.nouns
                    .add(lexicon, noun, Tags::NOUN | Tags::PLURAL | trigger_tags, trigger.clone());
            }
        }
        for frame in states {
            let condition = contexts.condition(&frame.about, lexicon, path)?;
            self.about.extend(condition.all());
            let state = |own: &[WordId]| State {
                measure: id,
                about: condition.beside(own),
                modified: frame.modified,
                tally: frame.tally,
            };
            for adjective in &frame.adjectives {
                let tags = Tags::ADJ | trigger_tags;
                let own = parts_of([adjective.clone()], lexicon);
                self.adjectives.add(lexicon, adjective, tags, state(&own));
            }
            for adjunct in &frame.adjuncts {
                let own = parts_of([adjunct.clone()], lexicon);
                self.adjuncts.add(lexicon, adjunct, trigger_tags, state(&own));
            }
        }
        for cue in &file.cues {
            let word = lexicon.add(cue, Tags::empty());
            self.cues.entry(word).or_default().push(id);
        }
        for head in &file.heads {
            for form in [head.clone(), words.plural(head)] {
                let word = lexicon.add(&form, Tags::empty());
                self.heads.entry(word).or_default().push(id);
            }
        }
        for lead in &file.leads {
            self.leads.add(lexicon, &reversed(lead), Tags::empty(), id);
        }
        for topic in &file.topics {
            let (one, many) = words.add_noun(lexicon, topic, Tags::empty());
            self.topics.insert(one, id);
            self.topics.insert(many, id);
        }
        for deed in &file.deeds {
            let (one, many) = words.add_noun(lexicon, deed, Tags::empty());
            self.deeds.insert(one, id);
            self.deeds.insert(many, id);
        }
        let unless_about = contexts.condition(&file.unless_about, lexicon, path)?.all().into_vec();
        let aspects = file.aspects.iter().map(|w| lexicon.add(w, Tags::empty())).collect();
        let mixed = file.mixed.iter().map(|v| lexicon.add(v, Tags::empty())).collect();
        let things: Result<Vec<Thing>> = file
            .things
            .iter()
            .map(|t| Thing::load(t, lexicon, words, contexts, path))
            .collect();
        let silent = file
            .silent
            .iter()
            .flat_map(|n| [n.clone(), words.plural(n)].map(|n| lexicon.add(&n, Tags::empty())))
            .collect();
        self.by_name.entry(file.name.clone()).or_insert(id);
        let things = things?;
        self.all.push(Measure {
            thing_cues: things.iter().flat_map(|t| t.cues.iter().copied()).collect(),
            things,
            silent,
            stock: file.stock,
            unless_about,
            aspects,
            mixed,
            label: file.label,
            thing: file.thing,
            name: file.name,
            title: file.title,
            moves: file.moves,
            additive: file.additive,
            counts: file.counts,
            of: file.of,
            except: file.except,
            singular: file.singular,
            befalls: file.befalls,
            absent: file.absent,
            lasting: file.lasting,
            cast: file.state.iter().any(|s| s.tally),
            most: file.most,
            furthest_apart: file.furthest_apart,
            dimensions: file.dimensions,
            cued: file.cued,
            agents: file.agents,
            carriers: file.carriers,
            file: path.to_owned(),
        });
        Ok(())
    }

    /// A measure by name.
    pub fn get(&self, name: &str) -> Option<&Measure> {
        self.all.get(usize::from(self.id(name)?))
    }

    /// The id of a measure's name.
    pub fn id(&self, name: &str) -> Option<MeasureId> {
        self.by_name.get(name).copied()
    }
}
