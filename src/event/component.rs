//! Components: sets of reports that have nothing to do with any other, the unit of the reduce.
//!
//! Reports that belong together by some chain of edges are in one component. Events are found within
//! it, and figures compared, without a look at the rest: components can be worked on one after the
//! other, side by side, or on many machines. A chain of weak edges may make a component large; once its
//! reports are clustered, it falls into [`Part`]s, and only those have to be in memory as a whole.

use super::blocking::{Edge, Profile};
use super::{Digest, Grouping, cluster, pairs, past};
use crate::rules::Rules;
use rayon::prelude::*;

/// Sets that grow together (union-find, with path halving and union by size).
#[derive(Clone, Debug, Default)]
pub struct Sets {
    parent: Vec<u32>,
    size: Vec<u32>,
}

impl Sets {
    /// So many sets of one.
    pub fn new(count: usize) -> Self {
        Self {
            parent: (0..count as u32).collect(),
            size: vec![1; count],
        }
    }

    /// Adds a set of one, and gives its number.
    pub fn push(&mut self) -> u32 {
        let next = self.parent.len() as u32;
        self.parent.push(next);
        self.size.push(1);
        next
    }

    /// The member that stands for the set of another.
    pub fn find(&mut self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            let up = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = up;
            at = up;
        }
        at
    }

    /// The same, with nothing moved on the way.
    pub(super) fn top(&self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            at = self.parent[at as usize];
        }
        at
    }

    /// Makes two sets one; false if they were.
    pub fn join(&mut self, a: u32, b: u32) -> bool {
        let (mut a, mut b) = (self.find(a), self.find(b));
        if a == b {
            return false;
        }
        if self.size[a as usize] < self.size[b as usize] {
            std::mem::swap(&mut a, &mut b);
        }
        self.parent[b as usize] = a;
        self.size[a as usize] += self.size[b as usize];
        true
    }

    /// The sets, each in order, in order of their first member.
    pub fn groups(&mut self) -> Vec<Vec<u32>> {
        let count = self.parent.len() as u32;
        let mut number = vec![u32::MAX; count as usize];
        let mut all: Vec<Vec<u32>> = Vec::new();
        for at in 0..count {
            let root = self.find(at) as usize;
            if number[root] == u32::MAX {
                number[root] = all.len() as u32;
                all.push(Vec::new());
            }
            all[number[root] as usize].push(at);
        }
        all
    }
}

/// What reports are linked by.
pub fn profiles(digests: &[Digest], grouping: &Grouping, rules: &Rules) -> Vec<Profile> {
    digests.par_iter().map(|d| Profile::of(d, grouping, rules)).collect()
}

/// The components of some reports, each in input order, in order of their first report.
pub fn components(profiles: &[Profile], rules: &Rules) -> Vec<Vec<u32>> {
    pairs::joined(profiles, rules).groups()
}

/// Reports of a component whose claims are compared without a look at its others: a cluster, with those
/// that it looks back on or that look back on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its reports, as indices, in order.
    pub reports: Vec<u32>,
    /// The cluster of each; none where the grouping is given.
    pub(super) clusters: Vec<u32>,
}

/// The parts of a component, in order of their first report. Where the grouping is given, it is whole.
pub fn parts(profiles: &[Profile], grouping: &Grouping, rules: &Rules) -> Vec<Part> {
    if *grouping != Grouping::Auto {
        return vec![Part {
            reports: (0..profiles.len() as u32).collect(),
            clusters: Vec::new(),
        }];
    }
    let edges = pairs::edges(profiles, rules);
    let of = cluster::cluster(profiles, &edges, rules);
    let mut sets = Sets::new(profiles.len());
    let mut first: Vec<Option<u32>> = vec![None; profiles.len()];
    for (r, &cluster) in (0..).zip(&of) {
        sets.join(r, *first[cluster as usize].get_or_insert(r));
    }
    // an edge with a score may be one that looks back as well
    let back = |e: &&Edge| {
        let sketch = |r: u32| &profiles[r as usize].sketch;
        e.score.is_none() || past::looks_back(sketch(e.a), sketch(e.b))
    };
    for e in edges.iter().filter(back) {
        sets.join(e.a, e.b);
    }
    let part = |reports: Vec<u32>| {
        let clusters: Vec<u32> = reports.iter().map(|&r| of[r as usize]).collect();
        Part {
            clusters: cluster::renumber(&clusters),
            reports,
        }
    };
    sets.groups().into_iter().map(part).collect()
}
