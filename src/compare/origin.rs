//! Origins: wire copies under several mastheads are one voice.
//!
//! A figure has the origin of whom it came through: the agency that the text credits, else the
//! outlet. Reports of one outlet are one origin however many there are.

use crate::event::{ClaimRef, Digest};
use compact_str::CompactString;

/// Who stands behind a claim: the agency it came through, else the outlet, else the report.
pub fn of(claim: ClaimRef, digests: &[Digest]) -> CompactString {
    let Some(digest) = digests.get(claim.report as usize) else {
        return CompactString::default();
    };
    let via = digest.claims.get(claim.claim as usize).and_then(|c| c.via.as_deref());
    let name = via.or(digest.meta.outlet.as_deref()).unwrap_or(&digest.id);
    name.to_lowercase().trim_start_matches("the ").into()
}

/// The number of distinct origins among claims.
pub fn count(claims: &[ClaimRef], digests: &[Digest]) -> usize {
    let mut all: Vec<_> = claims.iter().map(|&c| of(c, digests)).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::{claim, report};

    #[test]
    fn copies_of_an_agency_are_one_origin() {
        let mut wired = claim("killed", "people", 5);
        wired.via = Some("Agency".into());
        let mut own = report("Morning Post", None, vec![claim("killed", "people", 5)]);
        own.claims.push(wired.clone());
        let digests = [own, report("The Agency", None, vec![wired])];
        let at = |report, claim| ClaimRef { report, claim };
        assert_eq!(count(&[at(0, 1), at(1, 0)], &digests), 1);
        assert_eq!(count(&[at(0, 0), at(0, 1), at(1, 0)], &digests), 2);
    }
}
