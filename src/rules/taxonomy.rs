//! The taxonomy of the counted: `taxonomy.toml`.
//!
//! Police and soldiers are security forces are people; gunmen and rebels are militants.
//! A class is named as in the output; a noun outside all classes stands for itself.

use super::inflect;
use super::lexicon::{Lexicon, Phrases, Tags, WordId};
use super::sources::Sources;
use super::table::{WordMap, WordSet};
use super::words::Words;
use crate::error::{Error, Result};
use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
struct File {
    class: Vec<Class>,
}

/// What the file may hold.
#[cfg(test)]
pub(super) fn schema() -> schemars::Schema {
    schemars::schema_for!(File)
}

/// A class of what is counted.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Class {
    /// As in the output: "security-forces".
    #[cfg_attr(test, schemars(with = "String"))]
    pub name: CompactString,
    /// Wider classes.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub parents: Vec<CompactString>,
    /// Head nouns in the singular; expressions of several words too.
    #[serde(default)]
    pub words: Vec<String>,
    /// Head nouns that have no other form: "police", "the dead".
    #[serde(default)]
    pub invariant: Vec<String>,
    /// Members that keep their own noun in the output but belong here: "guard", "teacher".
    #[serde(default)]
    pub members: Vec<String>,
    /// Classes that this one shares no member with.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub disjoint: Vec<CompactString>,
    /// Wider classes in whose place a report may use this one for everybody concerned.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub stands_for: Vec<CompactString>,
    /// Classes that reports use for the same group: pupils and children.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub like: Vec<CompactString>,
    /// One of the class says nothing of who is counted beside: "a woman was killed and four others were hurt".
    #[serde(default)]
    pub of_one_alone: bool,
    /// Nouns of another class that count this one where the opening of a report names it: the girls of a school.
    #[serde(default)]
    pub where_named: Vec<String>,
}

/// What a head noun counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The class, or the noun that stands for itself.
    pub name: CompactString,
    /// The noun form is plural or invariant.
    pub plural: bool,
    /// It counts people.
    pub people: bool,
}

/// All classes, and the nouns that name them.
#[derive(Debug, Default)]
pub struct Taxonomy {
    classes: Vec<Class>,
    index: FxHashMap<CompactString, usize>,
    parent_of_member: FxHashMap<CompactString, Vec<CompactString>>,
    class_of_noun: FxHashMap<String, usize>,
    /// Nouns that count a class where one of its own words is named in the plural.
    where_named: WordMap<(CompactString, Box<[WordId]>)>,
    /// All that contains a class or member, itself left out.
    above: FxHashMap<CompactString, Box<[CompactString]>>,
    /// Head nouns and expressions.
    pub nouns: Phrases<Counted>,
}

impl Taxonomy {
    pub(super) fn load(sources: &Sources, lexicon: &mut Lexicon, words: &Words) -> Result<Self> {
        let file: File = sources.parse("taxonomy.toml")?;
        let mut t = Taxonomy::default();
        for (index, class) in file.class.iter().enumerate() {
            t.index.insert(class.name.clone(), index);
        }
        for (index, class) in file.class.iter().enumerate() {
            for noun in class.words.iter().chain(&class.invariant) {
                t.class_of_noun.insert(super::lexicon::fold(noun), index);
            }
            t.class_of_noun.insert(class.name.to_string(), index);
            if let Some(wrong) = class
                .parents
                .iter()
                .chain(&class.disjoint)
                .chain(&class.stands_for)
                .chain(&class.like)
                .find(|p| !t.index.contains_key(*p))
            {
                return Err(
                    Error::new(format!("class `{}` names the unknown class `{wrong}`", class.name))
                        .at("rules/taxonomy.toml"),
                );
            }
            for noun in &class.words {
                t.add(lexicon, words, noun, &class.name);
            }
            for noun in &class.invariant {
                let tags = Tags::COUNTED | Tags::NOUN | Tags::PLURAL;
                t.nouns.add(
                    lexicon,
                    noun,
                    tags,
                    Counted {
                        name: class.name.clone(),
                        plural: true,
                        people: false,
                    },
                );
            }
            if !class.where_named.is_empty() {
                // many of them: of one student alone no girl is one
                let single = class.words.iter().filter(|w| !w.contains(' '));
                let own: Box<[WordId]> = single
                    .map(|w| lexicon.add(&inflect::plural(w), Tags::empty()))
                    .collect();
                for noun in &class.where_named {
                    let at = lexicon.add(noun, Tags::empty());
                    if let Some((other, _)) = t.where_named.get(&at) {
                        let wrong = format!("`{noun}` is in `where-named` of both `{other}` and `{}`", class.name);
                        return Err(Error::new(wrong).at("rules/taxonomy.toml"));
                    }
                    t.where_named.insert(at, (class.name.clone(), own.clone()));
                }
            }
            for noun in &class.members {
                let name = CompactString::from(noun.as_str());
                t.add(lexicon, words, noun, &name);
                t.parent_of_member.entry(name).or_default().push(class.name.clone());
            }
        }
        t.classes = file.class;
        let named = t.index.keys().chain(t.parent_of_member.keys());
        t.above = named
            .map(|name| (name.clone(), t.ancestors(name).into_iter().skip(1).collect()))
            .collect();
        let mut nouns = std::mem::take(&mut t.nouns);
        nouns.values_mut().for_each(|c| c.people = t.is_a(&c.name, "people"));
        t.nouns = nouns;
        Ok(t)
    }

    fn add(&mut self, lexicon: &mut Lexicon, words: &Words, noun: &str, name: &CompactString) {
        let tags = Tags::COUNTED | Tags::NOUN;
        self.nouns.add(
            lexicon,
            noun,
            tags,
            Counted {
                name: name.clone(),
                plural: false,
                people: false,
            },
        );
        let many = plural(words, noun);
        if many != noun {
            self.nouns.add(
                lexicon,
                &many,
                tags | Tags::PLURAL,
                Counted {
                    name: name.clone(),
                    plural: true,
                    people: false,
                },
            );
        }
    }

    /// The classes just above a class or noun.
    pub fn parents(&self, name: &str) -> &[CompactString] {
        self.index
            .get(name)
            .map(|&i| self.classes[i].parents.as_slice())
            .or_else(|| self.parent_of_member.get(name).map(Vec::as_slice))
            .unwrap_or(&[])
    }

    /// Whether `narrow` is `wide` or belongs to it.
    pub fn is_a(&self, narrow: &str, wide: &str) -> bool {
        narrow == wide || self.above.get(narrow).is_some_and(|all| all.iter().any(|a| a == wide))
    }

    /// Whether one of a class says nothing of who is counted beside.
    pub fn of_one_alone(&self, class: &str) -> bool {
        self.index.get(class).is_some_and(|&i| self.classes[i].of_one_alone)
    }

    /// Whether nothing can be both, by declaration of the classes or of what contains them.
    pub fn disjoint(&self, a: &str, b: &str) -> bool {
        let (up_a, up_b) = (self.ancestors(a), self.ancestors(b));
        up_a.iter().any(|x| {
            up_b.iter().any(|y| {
                let declared = |x: &str, y: &str| {
                    self.index
                        .get(x)
                        .is_some_and(|&i| self.classes[i].disjoint.iter().any(|d| d == y))
                };
                declared(x, y) || declared(y, x)
            })
        })
    }

    /// Whether a report may say `narrow` for all of `wide`: "44 workers were killed" for 44 people.
    pub fn stands_for(&self, narrow: &str, wide: &str) -> bool {
        self.index
            .get(narrow)
            .is_some_and(|&i| self.classes[i].stands_for.iter().any(|w| w == wide))
    }

    /// Whether two classes may both stand for the same wider one: miners and men.
    pub fn stand_for_one(&self, a: &str, b: &str) -> bool {
        let wide = |x: &str| {
            self.index
                .get(x)
                .map(|&i| self.classes[i].stands_for.as_slice())
                .unwrap_or_default()
        };
        wide(a).iter().any(|w| wide(b).contains(w))
    }

    /// The class that a noun, by its lemma, counts in a report whose opening has the words `named`.
    pub fn where_named(&self, noun: WordId, named: &WordSet) -> Option<&CompactString> {
        let (class, words) = self.where_named.get(&noun)?;
        words.iter().any(|w| named.contains(w)).then_some(class)
    }

    /// Whether reports use the two classes for the same group.
    pub fn alike(&self, a: &str, b: &str) -> bool {
        let declared = |x: &str, y: &str| {
            self.index
                .get(x)
                .is_some_and(|&i| self.classes[i].like.iter().any(|l| l == y))
        };
        declared(a, b) || declared(b, a)
    }

    /// Whether a class is named in the plural, or after a noun of one form: men, police.
    pub fn names_many(&self, class: &str) -> bool {
        self.index.get(class).is_some_and(|&i| {
            let own = &self.classes[i];
            !own.words.iter().any(|w| w == class)
        })
    }

    /// The class that a singular noun names.
    pub fn class_of_noun(&self, noun: &str) -> Option<&Class> {
        self.class_of_noun.get(noun).map(|&i| &self.classes[i])
    }

    /// Whether a name is a class or a known member of one.
    pub fn knows(&self, name: &str) -> bool {
        self.index.contains_key(name) || self.parent_of_member.contains_key(name)
    }

    /// A class or noun with everything that contains it, itself first.
    pub fn ancestors(&self, name: &str) -> Vec<CompactString> {
        let mut all = vec![CompactString::from(name)];
        let mut at = 0;
        while at < all.len() {
            for p in self.parents(&all[at].clone()) {
                if !all.contains(p) {
                    all.push(p.clone());
                }
            }
            at += 1;
        }
        all
    }

    /// All classes in file order.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }
}

/// The plural of a noun; a compound takes that of its irregular end (policeman, schoolchild).
fn plural(words: &Words, noun: &str) -> String {
    let many = words.plural(noun);
    let last = noun.rfind([' ', '-']).map_or(0, |i| i + 1);
    if many != noun && many[..last.min(many.len())] == noun[..last] {
        for (at, _) in noun
            .char_indices()
            .filter(|&(at, _)| at >= last + 3 && at + 3 <= noun.len())
        {
            let end = &noun[at..];
            let irregular = words.irregular(end);
            if let Some(many) = irregular.filter(|many| **many != super::inflect::plural(end)) {
                return format!("{}{many}", &noun[..at]);
            }
        }
    }
    many
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn classes_nest() {
        let t = &crate::rules::packs().taxonomy;
        assert!(t.is_a("police", "people") && t.is_a("police", "security-forces"));
        assert!(t.is_a("homes", "buildings") && !t.is_a("homes", "people"));
        assert!(!t.is_a("people", "police"));
        assert!(t.knows("driver") && !t.knows("zeppelin"));
        assert_eq!(t.parents("driver"), ["people"]);
    }

    #[test]
    fn disjoint_is_inherited_and_symmetric() {
        let t = &crate::rules::packs().taxonomy;
        for (a, b, want) in [
            ("police", "civilians", true),
            ("militants", "soldiers", true),
            ("children", "women", true),
            ("children", "civilians", false),
            ("people", "police", false),
        ] {
            assert_eq!(t.disjoint(a, b), want, "{a} {b}");
            assert_eq!(t.disjoint(b, a), want, "{b} {a}");
        }
    }

    #[test]
    fn no_noun_names_two_classes() {
        let t = &crate::rules::packs().taxonomy;
        let mut seen = BTreeSet::new();
        for class in t.classes() {
            for noun in class.words.iter().chain(&class.invariant).chain(&class.members) {
                assert!(seen.insert(noun.clone()), "{noun} stands twice");
            }
        }
    }

    #[test]
    fn compounds_of_an_irregular_noun() {
        let mut lexicon = Lexicon::default();
        let mut sources = Sources::default();
        sources.insert("words.toml", "irregular-nouns = [\"man men\", \"child children\"]");
        let words = Words::load(&sources, &mut lexicon).expect("words");
        assert_eq!(plural(&words, "riot policeman"), "riot policemen");
        assert_eq!(plural(&words, "schoolchild"), "schoolchildren");
        assert_eq!(plural(&words, "human"), "humans");
        assert_eq!(plural(&words, "prison officer"), "prison officers");
    }
}
