//! What `recount quantities` lists, and the noun that a quantity goes with.

use super::read::Reader;
use super::{Form, Interval, Quantity};
use crate::rules::Rules;
use crate::rules::lexicon::Tags;
use crate::rules::numbers::{Numbers, Roles};
use crate::span::Span;
use crate::text::Document;
use compact_str::CompactString;

/// A line of `recount quantities`: a quantity, or an earlier and a later value as one range.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Where it stands.
    pub span: Span,
    /// The values as written.
    pub stated: Interval,
    /// Whether they are approximate or vague.
    pub approximate: bool,
    /// The unit as written, in the singular.
    pub unit: Option<CompactString>,
    /// Index of the (first) quantity.
    pub index: usize,
}

/// The quantities that a person would list: no dates, ages or names, no mere "nobody" and "both".
pub fn listed(document: &Document, quantities: &[Quantity], rules: &Rules) -> Vec<Listed> {
    let mut out: Vec<Listed> = Vec::new();
    let mut skip = false;
    for (index, q) in quantities.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let member = q.form == Form::Member;
        if !(q.kind.is_quantity() && q.form == Form::Numeral || member) {
            continue;
        }
        let mut line = Listed {
            span: q.span,
            stated: q.stated,
            approximate: q.approximate(),
            unit: q.stated_unit.clone(),
            index,
        };
        // a fraction of a number: the fraction's own words, its value worked out
        if let Some(next) = quantities
            .get(index + 1)
            .filter(|n| q.previous && joined_by_to(document, q, n, &rules.numbers))
            && let (Some(a), Some(b)) = (q.stated.named(), next.stated.high.or(next.stated.low))
        {
            line.stated = Interval {
                low: Some(a.min(b)),
                high: Some(a.max(b)),
            };
            line.span = q.span.to(next.span);
            line.unit = next.stated_unit.clone().or(line.unit);
            skip = true;
        }
        out.push(line);
    }
    out
}

fn joined_by_to(document: &Document, a: &Quantity, b: &Quantity, numbers: &Numbers) -> bool {
    let word = |i: u32| document.tokens.get(i as usize).map(|t| t.word);
    b.kind.is_quantity() && b.first == a.end + 1 && word(a.end).is_some_and(|w| numbers.roles(w).contains(Roles::TO))
}

/// The head of what a quantity counts or measures, roughly: the last word of the nouns after it.
pub fn noun(document: &Document, quantity: &Quantity, text: &str, rules: &Rules) -> Option<Span> {
    let index = document.sentence_of(quantity.first);
    let sentence = document.sentences.get(index)?;
    let r = Reader::new(document, sentence, text, rules);
    let mut at = r.local(quantity.end)?;
    if r.has(at, Roles::OF) {
        at += 1;
        while r.has(at, Roles::DET | Roles::ARTICLE) {
            at += 1;
        }
    }
    let mut head = None;
    while at < r.tokens.len() {
        if r.sign(at) == '-' && r.hyphen(at) {
            at += 1;
            continue;
        }
        if !r.can_count(at) || r.is(at, Tags::NUMBER) {
            break;
        }
        head = Some(at);
        if r.is_plural(at) && !r.is_plural(at + 1) {
            break;
        }
        at += 1;
    }
    head.and_then(|h| r.token(h)).map(|t| t.span)
}
