//! Witnesses whose parent is lost with the archetype.
//!
//! Of a text that was copied nearly every word comes back in one of its copies. A witness with many words to itself was
//! not the model of the others, however much of theirs it explains (Maas 1957, *Textkritik*, section 8: its own errors
//! set a witness apart). If that is the first of all, the archetype is lost, and each of the others hangs either
//! under what came nearest to it or beside that. Who has from others what the supposed parent has not, has it from above.

use std::ops::RangeInclusive;

use super::Member;
use super::facts::{self, Facts};
use super::lost::descends;

/// The share of its pairs of words that the first of all has to itself where it is not the archetype. It was 0.01 to
/// 0.10 of 42 archetypes among nine to eleven witnesses, and 0.10 to 0.43 of 40 of the 42 that came first when those
/// were taken out. Where nobody keeps half of its words that says nothing.
const OWN: RangeInclusive<f32> = 0.1..=0.5;
/// Fewer witnesses say too little of what comes back in copies.
const FEW: usize = 5;
/// A child took over at most so many of the readings against its parent, for each that it took over of those that its
/// parent has as well.
const AGAINST: f32 = 0.17;
/// Who took over less of what its parent and others share reworded, or tells from memory: the readings of others that it
/// has as well came by chance.
const KEPT: f32 = 0.2;
/// So much more each of them counts for every fact of the child that the parent has not.
const BY_FACT: f32 = 1.2;

/// Which members hang under a lost archetype and not under the parent that they have here; `None` where `root` may well
/// be the archetype. Time: for each member the pairs of words of all.
pub fn orphans(
    root: usize,
    parents: &[Vec<usize>],
    members: &[Member],
    facts: &[Facts],
) -> Option<Vec<bool>> {
    // What an only copy has changed its model has to itself, and be it the archetype.
    let copies = parents.iter().filter(|parents| parents[..] == [root]).count();
    if members.len() < FEW || copies < 2 {
        return None;
    }
    let readings = Readings::of(members);
    if !OWN.contains(&readings.own(root)) {
        return None;
    }
    let is_orphan = |child: usize| {
        // A merge has its readings from two, and none of them alone can be held against it.
        let [parent] = parents[child][..] else { return false };
        let related = |other| other == child || other == parent || descends(other, child, parents);
        let others: Vec<bool> = (0..members.len()).map(|other| !related(other)).collect();
        let foreign = facts::foreign(facts, child, &[parent]).count() as i32;
        readings.against(child, parent, &others) * BY_FACT.powi(foreign) > AGAINST
    };
    Some((0..members.len()).map(is_orphan).collect())
}

/// The pairs of neighbouring words of all members, each with a member that has it: sorted, each once.
struct Readings(Vec<(u64, usize)>);

impl Readings {
    fn of(members: &[Member]) -> Readings {
        let pairs = |(number, member): (usize, &Member)| {
            member.wording.distinct_pairs().into_iter().map(move |pair| (pair, number))
        };
        let mut readings: Vec<(u64, usize)> = members.iter().enumerate().flat_map(pairs).collect();
        readings.sort_unstable();
        Readings(readings)
    }

    /// Who has each of the pairs.
    fn holders(&self) -> impl Iterator<Item = &[(u64, usize)]> {
        self.0.chunk_by(|a, b| a.0 == b.0)
    }

    /// The share of its pairs that a member has to itself.
    fn own(&self, member: usize) -> f32 {
        let mut own = Share::default();
        for holders in self.holders().filter(|holders| has(holders, member)) {
            own.count(holders.len() == 1);
        }
        own.value()
    }

    /// How readily `child` took over what `others` have and `parent` has not, beside what both have.
    fn against(&self, child: usize, parent: usize, others: &[bool]) -> f32 {
        let (mut with, mut against) = (Share::default(), Share::default());
        for holders in self.holders().filter(|holders| holders.iter().any(|&(_, holder)| others[holder])) {
            let share = if has(holders, parent) { &mut with } else { &mut against };
            share.count(has(holders, child));
        }
        if with.value() < KEPT { 0.0 } else { against.value() / with.value() }
    }
}

fn has(holders: &[(u64, usize)], member: usize) -> bool {
    holders.iter().any(|&(_, holder)| holder == member)
}

/// Some of all.
#[derive(Default)]
struct Share {
    some: u32,
    all: u32,
}

impl Share {
    fn count(&mut self, is_one: bool) {
        self.some += u32::from(is_one);
        self.all += 1;
    }

    fn value(&self) -> f32 {
        self.some as f32 / self.all.max(1) as f32
    }
}
