//! What is counted where no measure knows it: "52,300 doses administered" taken apart into the
//! thing, what tells it from others of its kind, and what was done to it.
//!
//! Two labels name one thing where the heads are the same, one says no more than the other about
//! which ones are meant, and neither tells of another deed. A bare head ("helicopters") is enough
//! where its report counts only one such thing; people are told apart by more than that.

use super::words::{alike, in_order, near};
use crate::claim::Claim;
use crate::rules::Rules;
use crate::rules::evidence::Sign;
use crate::rules::lexicon::Tags;

/// A label taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Thing {
    /// The thing: "dose".
    head: String,
    /// Which ones: "oral vaccine".
    which: Vec<String>,
    /// What was done to them: "administer".
    deed: Vec<String>,
    /// People by a word that fits anyone: "people", "children".
    anyone: bool,
    /// An amount with a unit, not a count.
    amount: bool,
    /// Its report counts no other thing of this head.
    pub alone: bool,
}

impl Thing {
    /// Takes a label apart; `None` for a claim whose measure is known.
    pub fn of(claim: &Claim, rules: &Rules) -> Option<Self> {
        let label = claim.label.as_deref().filter(|_| claim.measure == "other")?;
        let words = in_order(label, rules);
        let class = |w: &str| rules.taxonomy.class_of_noun(w).map(|c| c.name.clone());
        let counted = in_order(&claim.counted, rules);
        let named = |w: &String| counted.last() == Some(w) || class(w).is_some_and(|c| c == claim.counted);
        let deed = |w: &String| {
            let tags = rules.lexicon.tags(rules.lexicon.get(w));
            tags.intersects(Tags::VERB_BASE | Tags::VERB_PP) && !tags.intersects(Tags::NOUN)
        };
        let people = |c: &str| rules.taxonomy.is_a(c, "people");
        let at = words
            .iter()
            .rposition(named)
            .or_else(|| words.iter().rposition(|w| !deed(w)))?;
        // customers without power are the homes of another report, as its measure says
        let measure = rules.measures.all.iter().find(|m| m.label == claim.label);
        let stands = claim.counted != "people" && measure.is_some_and(|m| m.of.contains(&claim.counted));
        // "escaped", "inside": what befell people, or where they were, tells them from others
        let bare = !named(&words[at]) && people(&claim.counted) && !stands;
        let head = match bare {
            true if rules.taxonomy.stands_for(&claim.counted, "people") => "person".to_owned(),
            true => counted.last().unwrap_or(&words[at]).clone(),
            false => words[at].clone(),
        };
        let anyone = rules.taxonomy.class_of_noun(&head).is_some_and(|c| people(&c.name));
        let mut which = words[..at].to_vec();
        which.sort_unstable();
        which.dedup();
        Some(Self {
            deed: (words[at + usize::from(!bare)..].iter())
                .map(|w| rules.policy.deed(w).to_owned())
                .collect(),
            head: rules.policy.thing(&head).to_owned(),
            which,
            anyone,
            amount: claim.unit.is_some(),
            alone: false,
        })
    }

    /// Whether two heads are one: the same word, spelling aside.
    pub fn same_head(&self, other: &Self) -> bool {
        near(&self.head, &other.head)
    }

    /// Whether both say alike which ones are meant and what was done to them.
    pub fn told_alike(&self, other: &Self) -> bool {
        let which = self.which == other.which || alike(&self.which, &other.which);
        which && self.deed == other.deed && (!self.which.is_empty() || !self.deed.is_empty())
    }

    /// How the names of two things stand to each other.
    pub fn compare(&self, other: &Self, rules: &Rules) -> Sign {
        let class = |t: &Self| rules.taxonomy.class_of_noun(&t.head).map(|c| &c.name);
        let one_class = class(self).is_some() && class(self) == class(other);
        if !self.same_head(other) {
            return match one_class {
                true => Sign::LikeHead,
                false if self.amount && other.amount => Sign::OtherAmount,
                false => Sign::OtherThing,
            };
        }
        if self.told_alike(other) {
            Sign::SameThing
        } else if self.says_no_more(other) && !self.anyone {
            Sign::SameHead
        } else {
            Sign::LikeHead
        }
    }

    /// Whether one says no more than the other about which ones are meant and what was done to them.
    fn says_no_more(&self, other: &Self) -> bool {
        let within = |a: &[String], b: &[String]| a.iter().all(|x| b.iter().any(|y| near(x, y)));
        let which = within(&self.which, &other.which) || within(&other.which, &self.which);
        which && (self.deed == other.deed || self.deed.is_empty() || other.deed.is_empty())
    }

    /// Whether both tell of a deed, and of another one.
    pub fn other_deed(&self, other: &Self) -> bool {
        !self.deed.is_empty() && !other.deed.is_empty() && self.deed != other.deed
    }

    /// Whether two labels name one thing.
    pub fn fits(&self, other: &Self) -> bool {
        self.same_head(other)
            && (self.told_alike(other) || self.says_no_more(other) && self.alone && other.alone && !self.anyone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::testing::claim;

    fn thing(label: &str, counted: &str) -> Thing {
        let mut c = claim("other", counted, 7);
        c.label = Some(label.into());
        let mut t = Thing::of(&c, crate::rules::packs()).expect("a thing");
        t.alone = true;
        t
    }

    fn fits(a: (&str, &str), b: (&str, &str)) -> bool {
        thing(a.0, a.1).fits(&thing(b.0, b.1))
    }

    #[test]
    fn a_bare_head_is_enough_where_it_stands_alone() {
        assert!(fits(("helicopters", "aircraft"), ("helicopters", "aircraft")));
        assert!(fits(("dog teams", "team"), ("avalanche dog teams", "team")));
        assert!(fits(("doses administered", "dose"), ("doses", "dose")));
        let (mut a, b) = (thing("lanterns", "lantern"), thing("lanterns", "lantern"));
        a.alone = false;
        assert!(!a.fits(&b));
    }

    #[test]
    fn other_things_and_other_deeds_do_not_fit() {
        assert!(!fits(("lanterns", "lantern"), ("ladders", "ladder")));
        assert!(!fits(("seats won", "seat"), ("seats lost", "seat")));
        assert!(!fits(("red lanterns", "lantern"), ("paper lanterns", "lantern")));
    }

    #[test]
    fn one_deed_goes_by_many_verbs() {
        assert!(fits(("gates opened", "gate"), ("gates raised", "gate")));
        assert!(!fits(("gates opened", "gate"), ("gates painted", "gate")));
        let other = |a: &str, b: &str| thing(a, "gate").other_deed(&thing(b, "gate"));
        assert!(other("gates opened", "gates painted"));
        assert!(!other("gates opened", "gates lifted") && !other("gates opened", "gates"));
    }

    #[test]
    fn people_need_more_than_their_head() {
        assert!(!fits(("people", "people"), ("people", "people")));
        assert!(fits(("people vaccinated", "people"), ("people vaccinated", "people")));
        assert!(fits(("inside", "people"), ("people inside", "people")));
        assert!(fits(("inside", "workers"), ("inside", "people")));
        assert!(!fits(("inside", "children"), ("inside", "people")));
        assert!(!fits(("inside", "people"), ("outside", "people")));
    }
}
