//! Who else is among the counted: the dead among the shot, the attackers among the dead, others among all.
//!
//! Two counts of one event can differ because one takes in whom the other leaves out, and says so.

use crate::claim::Claim;
use crate::quantity::Decimal;

/// Whether one of the two takes in others than the other does, and is larger for it. Of `single` counts neither
/// tells of some only.
pub fn differ(x: &Claim, y: &Claim, single: bool) -> bool {
    let one_way = |x, y| dead_among(x, y) || doers_among(x, y) || !single && some(x, y);
    one_way(x, y) || one_way(y, x)
}

/// Whether the first tells of some only, and the second of more.
fn some(few: &Claim, all: &Claim) -> bool {
    let fewer = matches!((few.interval.high, all.interval.low), (Some(most), Some(least)) if most < least);
    few.glimpse && fewer
}

/// Whether the first counts the dead along with the hurt: five shot, three of them wounded.
fn dead_among(all: &Claim, hurt: &Claim) -> bool {
    let fewer = matches!((all.interval.high, hurt.interval.low), (Some(most), Some(least)) if most <= least);
    all.mixed && !hurt.mixed && !all.interval.intersects(&hurt.interval) && !fewer
}

/// Whether the first counts the attacker in and the second leaves them out, as far as the words say.
fn doers_among(with: &Claim, without: &Claim) -> bool {
    let told = with.doers == Some(true) && without.doers != Some(true)
        || with.doers != Some(false) && without.doers == Some(false);
    told && with
        .interval
        .point()
        .zip(without.interval.point())
        .is_some_and(|(all, others)| all - others == Decimal::ONE)
}
