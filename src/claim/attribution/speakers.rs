//! Speakers known so far: who "he", "the official" and a bare surname stand for.

use super::Reader;
use super::source::{Pronoun, Source};
use crate::rules::lexicon::{Tags, WordId, same};
use crate::rules::reporting::Who;
use compact_str::CompactString;

#[derive(Debug)]
struct Known {
    full: CompactString,
    named: bool,
    who: Who,
    offices: Vec<WordId>,
}

/// So many speakers are remembered: who was last heard of before all these is nobody's "he".
const REMEMBERED: usize = 100;

/// Everybody named as a source, the latest last.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    known: Vec<Known>,
    recent: Vec<usize>,
}

impl Speakers {
    /// The fullest name of a source; empty if a pronoun stands for nobody known.
    pub(super) fn resolve(&mut self, r: &Reader, source: &Source) -> CompactString {
        let index = match source.pronoun {
            Some(pronoun) => self.latest(|k| fits(k, pronoun)),
            None => Some(self.add(r, source)),
        };
        let Some(index) = index else {
            return CompactString::default();
        };
        self.heard(index);
        self.known
            .get(index)
            .map_or_else(CompactString::default, |k| k.full.clone())
    }

    /// Remembers a source that has said nothing yet.
    pub(super) fn note(&mut self, r: &Reader, source: &Source) {
        let index = self.add(r, source);
        self.heard(index);
    }

    fn heard(&mut self, index: usize) {
        self.recent.retain(|&i| i != index);
        if self.recent.len() == REMEMBERED {
            self.recent.remove(0);
        }
        self.recent.push(index);
    }

    fn latest(&self, fits: impl Fn(&Known) -> bool) -> Option<usize> {
        self.recent
            .iter()
            .rev()
            .copied()
            .find(|&i| self.known.get(i).is_some_and(&fits))
    }

    fn add(&mut self, r: &Reader, source: &Source) -> usize {
        if let Some((first, end)) = source.name {
            let name = r.str(first, end);
            if let Some(i) = self.named(name) {
                if let Some(k) = self.known.get_mut(i) {
                    if name.len() > k.full.len() {
                        k.full = name.into();
                    }
                    k.offices
                        .extend(source.offices.iter().filter(|o| **o != WordId::UNKNOWN));
                }
                return i;
            }
            return self.push(name.into(), true, source);
        }
        let Some((first, end)) = source.role else {
            return self.push(CompactString::default(), false, source);
        };
        let bare = end == first + 1;
        if source.definite || bare || source.who.contains(Who::MANY) {
            let again = self.latest(|k| k.offices.contains(&source.head) && (bare || !k.named));
            if let Some(i) = again.filter(|_| bare) {
                return i;
            }
        }
        let text = r.str(first, end);
        let lower = r.at(first).is_some_and(|t| {
            !t.tags.difference(Tags::HINTS).is_empty() && !t.is(Tags::NATION) && t.shape == crate::text::Shape::Capital
        });
        let full = phrase(text, lower);
        if let Some(i) = self.latest(|k| !k.named && k.full == full) {
            return i;
        }
        self.push(full, false, source)
    }

    fn push(&mut self, full: CompactString, named: bool, source: &Source) -> usize {
        let mut offices = source.offices.clone();
        if !offices.contains(&source.head) {
            offices.push(source.head);
        }
        offices.retain(|&o| o != WordId::UNKNOWN);
        self.known.push(Known {
            full,
            named,
            who: source.who,
            offices,
        });
        self.known.len() - 1
    }

    /// A name given before, in full or shorter: "Lee" is "Ann Lee".
    fn named(&self, name: &str) -> Option<usize> {
        let ends = |long: &str, short: &str| {
            long == short
                || long.len() > short.len()
                    && long.ends_with(short)
                    && long.as_bytes()[long.len() - short.len() - 1] == b' '
        };
        self.latest(|k| k.named && (ends(&k.full, name) || ends(name, &k.full)))
            .or_else(|| self.latest(|k| k.named && same(&k.full, name)))
    }
}

/// A phrase as it is kept: on one line, and without the capital that its place in the sentence gave it.
fn phrase(text: &str, lower: bool) -> CompactString {
    let mut full = CompactString::default();
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        full.push_str(text);
        if let Some(head) = full.get_mut(..1).filter(|_| lower) {
            head.make_ascii_lowercase();
        }
        return full;
    }
    for (n, c) in text.chars().enumerate() {
        if n == 0 && lower {
            full.extend(c.to_lowercase());
        } else {
            full.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    full
}

fn fits(known: &Known, pronoun: Pronoun) -> bool {
    let (person, body, many) = (
        known.who.contains(Who::PERSON),
        known.who.intersects(Who::BODY | Who::PAPER),
        known.who.contains(Who::MANY),
    );
    match pronoun {
        // a name whose office is not known may be anybody's
        Pronoun::Person => !many && (person || known.named && !body),
        Pronoun::Body => !many && (body || known.named && !person),
        Pronoun::Many => many || body,
    }
}
