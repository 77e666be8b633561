//! The words for what is counted and for its part of the event, and whether two are the same.

use crate::claim::{Claim, ScopeKind};
use crate::event::Event;
use crate::rules::Rules;

/// The scope's content words; none where the scope is the event's own place or day.
pub(super) fn scope(claim: &Claim, event: &Event, rules: &Rules) -> Vec<String> {
    let Some(scope) = claim.scope.as_ref().filter(|s| s.kind != ScopeKind::Side) else {
        return Vec::new();
    };
    let mut words = content(&scope.text, rules);
    if words.is_empty() {
        // votes "for" and "against"
        words.push(scope.text.to_lowercase().into());
    }
    let of_event = match scope.kind {
        // "eleven of the dead were in Kell": the event's own place tells them from the rest
        ScopeKind::Place if claim.partial => false,
        ScopeKind::Place => event.place.as_deref().is_some_and(|p| content(p, rules) == words),
        ScopeKind::Time | ScopeKind::Group | ScopeKind::Side => false,
    };
    if of_event { Vec::new() } else { words }
}

pub(super) fn side(claim: &Claim, rules: &Rules) -> Vec<String> {
    let side = claim.scope.as_ref().filter(|s| s.kind == ScopeKind::Side);
    side.map(|s| content(&s.text, rules)).unwrap_or_default()
}

/// Words in lower case and the singular, without those that bind, sorted.
pub(super) fn content(text: &str, rules: &Rules) -> Vec<String> {
    let mut words = in_order(text, rules);
    words.sort_unstable();
    words.dedup();
    words
}

/// The same as they stand.
pub(super) fn in_order(text: &str, rules: &Rules) -> Vec<String> {
    use crate::rules::lexicon::{Tags, WordId, fold};
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .filter_map(|w| {
            let folded = fold(w);
            let id = rules.lexicon.get(&folded);
            if id == WordId::UNKNOWN {
                return Some(singular(&folded));
            }
            let binds = Tags::DET | Tags::PREP | Tags::CONJ | Tags::BE | Tags::REL;
            let tags = rules.lexicon.tags(id);
            let only_binds = tags.intersects(binds) && !tags.intersects(Tags::NOUN | Tags::ADJ);
            let lemma = rules.lexicon.word(rules.words.lemma(id)).to_owned();
            (!only_binds).then(|| if lemma == folded { singular(&folded) } else { lemma })
        })
        .collect()
}

fn singular(word: &str) -> String {
    let stem = word
        .strip_suffix('s')
        .filter(|s| s.len() > 3 && !s.ends_with(['s', 'u', 'i']));
    stem.unwrap_or(word).to_owned()
}

/// Whether two sets of words are the same, spelling of names aside.
pub(super) fn same(a: &[String], b: &[String]) -> bool {
    let matched = |x: &[String], y: &[String]| x.iter().all(|p| y.iter().any(|q| near(p, q)));
    a.len() == b.len() && matched(a, b) && matched(b, a)
}

pub(super) fn near(x: &str, y: &str) -> bool {
    x == y || (x.len() > 5 && y.len() > 5 && strsim::jaro_winkler(x, y) >= 0.93)
}

/// Whether two sets of words name one thing: the same words, spelling of names aside, or nearly all of them.
pub fn alike(a: &[String], b: &[String]) -> bool {
    if a == b {
        return true;
    }
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let shared = a.iter().filter(|x| b.iter().any(|y| near(x, y))).count();
    shared * 4 >= (a.len() + b.len() - shared.min(b.len())) * 3
}
