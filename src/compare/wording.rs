//! Figures in words for people: numbers, what is counted, a claim in a phrase.

use crate::claim::Claim;
use crate::quantity::Decimal;
use crate::rules::Rules;

/// A number for people: no trailing zeros, thousands set off.
pub fn number(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(w, f)| (w, f));
    let digits = whole.trim_start_matches('-').len();
    let mut out = String::with_capacity(text.len() + digits / 3);
    let sign = whole.len() - digits;
    for (i, c) in whole.chars().enumerate() {
        if i > sign && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// What a measure is called for people.
pub fn title(claim: &Claim, rules: &Rules) -> String {
    if let Some(label) = &claim.label {
        return label.to_string();
    }
    rules
        .measures
        .get(&claim.measure)
        .and_then(|m| m.title.clone())
        .unwrap_or_else(|| claim.measure.to_string())
}

/// A class or noun as it follows a number: "50 militants", "1 man".
pub(super) fn noun(counted: &str, value: Decimal, rules: &Rules) -> String {
    let spoken = counted.replace('-', " ");
    let class = rules.taxonomy.class_of_noun(counted).is_some_and(|c| c.name == counted);
    let plural = class && rules.taxonomy.names_many(counted);
    if value == Decimal::ONE && plural {
        let lemma = rules.words.lemma(rules.lexicon.get(&spoken));
        let one = rules.lexicon.word(lemma);
        let stem = spoken.strip_suffix('s').unwrap_or(&spoken);
        if one.is_empty() || one == spoken {
            stem.to_owned()
        } else {
            one.to_owned()
        }
    } else if value == Decimal::ONE || plural {
        spoken
    } else {
        rules.words.plural(&spoken)
    }
}

/// The words of a figure as they stand inside a sentence: no capital that only opened one.
pub fn inside(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut out = words.next().unwrap_or_default().to_owned();
    let mut letters = out.chars();
    let opened = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '\u{2019}'));
    if opened {
        out = out.to_lowercase();
    }
    words.fold(out, |out, w| out + " " + w)
}

/// A claim in a few words: "50 militants killed", "at least 40 killed", "6.4 (magnitude: earthquake)".
pub fn phrase(claim: &Claim, rules: &Rules) -> String {
    let title = title(claim, rules);
    let counts = rules.measures.get(&claim.measure).is_none_or(|m| m.additive);
    let text = inside(&claim.text);
    if claim.measure != "other" && rules.measures.get(&claim.measure).is_none() {
        return format!("{text} ({})", claim.measure);
    }
    let mut out = if claim.label.is_some() {
        format!("{text} ({title})")
    } else if counts && claim.counted == "people" || rules.policy.names_what_it_counts(&claim.measure) {
        format!("{text} {title}")
    } else if !counts {
        let of = if claim.counted.is_empty() { "" } else { ": " };
        format!("{text} ({title}{of}{})", claim.counted)
    } else {
        let value = claim.interval.low.unwrap_or_default();
        format!("{text} {} {title}", noun(&claim.counted, value, rules))
    };
    if let Some(scope) = &claim.scope {
        out.push_str(&format!(" ({})", scope.text));
    }
    out
}
