//! Figures told in the same words.
//!
//! Amounts, rates and things that no measure knows go by any name: "the fine", "$14.6 million in
//! penalties". Where two sentences share most of their content words they tell of the same thing,
//! and so do their figures, if measure and unit are one.

use crate::claim::Claim;
use crate::rules::Rules;

/// So many words must be shared.
const FEWEST: usize = 3;

/// Whether words beyond those for what is counted can tell that two figures are of one thing.
pub fn applies(claim: &Claim, rules: &Rules) -> bool {
    rules.measures.get(&claim.measure).is_none_or(|m| !m.additive)
}

/// Whether two claims stand in sentences that share two fifths of the shorter one's content words, three
/// at least.
pub fn told_together(x: &Claim, y: &Claim) -> bool {
    let (a, b) = (&x.words, &y.words);
    let fewer = a.len().min(b.len());
    if fewer < FEWEST {
        return false;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(p), Some(q)) = (a.get(i), b.get(j)) {
        shared += usize::from(p == q);
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    shared >= FEWEST && shared * 5 >= fewer * 3
}

/// The share, in percent, of the shorter sentence's content words that both sentences have.
pub fn shared(x: &Claim, y: &Claim) -> Option<usize> {
    let (a, b) = (&x.words, &y.words);
    let fewer = a.len().min(b.len());
    if fewer < FEWEST {
        return None;
    }
    let both = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    Some(both * 100 / fewer)
}
