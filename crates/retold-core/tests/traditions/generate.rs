//! Traditions of which is known who copied from whom.

use retold_core::kin::Kin;
use retold_core::language::Lexicon;
use retold_core::stemma::{Member, stemma};
use retold_core::wording::Wording;

use crate::answer::Answer;
use crate::random::Random;
use crate::text::{Coined, Habits, Text};

/// The nodes of 2,078 with children in the 271 published stemmata of OpenStemmata (github.com/OpenStemmata/database,
/// commit f28f9cd) that have one child, two, three and so on, in a hundred; lines marked as contamination are not
/// counted, and more than five children are left out (13 nodes).
///
/// Who gives a leaf chosen by chance so many children again and again also gets the rest right. Counted in the
/// stemmata: 5, 25, 50, 75 and 95 of a hundred have up to 4, 9, 14, 21 and 37 nodes, and the longest line of
/// descent is 4 in those of 10 to 14 nodes, 6 in those of 20 to 24 (means); 48 of a hundred nodes have children.
/// Grown so, of 2,000 trees each: 4.8 lines with 14 nodes, 5.9 with 21; 50 of a hundred.
///
/// Two parents or more have 4 nodes of a hundred there, in a third of the stemmata; and of those that have children at
/// least 31 of a hundred are lost, by their Greek names, 53 if all small Latin letters stand for lost ones as well.
const CHILDREN: [usize; 6] = [0, 23, 64, 9, 3, 1];
/// Lost ones among the nodes that have children, of a thousand: the middle of the two counts.
const LOST: usize = 420;

/// What a tradition is to be like.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// From which all chance comes.
    pub seed: u64,
    /// How many texts are written, lost ones included.
    pub nodes: usize,
    /// How they are copied.
    pub habits: Habits,
    /// Is it known when each was written?
    pub dated: bool,
}

/// Who copied from whom, and what came of it. Nodes have the order in which they were written; 0 is the archetype.
pub struct Tradition {
    /// The parents of each node.
    pub parents: Vec<Vec<usize>>,
    /// Which nodes are lost.
    pub lost: Vec<bool>,
    texts: Vec<Text>,
    dated: bool,
    random: Random,
    coined: Coined,
}

/// Sentences of an archetype: twice those of a news page, so that even a copy that changes one word in fifty has a
/// dozen changes of its own.
const SENTENCES: usize = 60;

impl Tradition {
    /// A tradition in which nothing is lost and each copy was made from one text.
    pub fn of(plan: Plan) -> Tradition {
        let mut random = Random(plan.seed);
        let shape: Vec<(usize, Habits)> =
            shape(plan.nodes, &mut random).into_iter().map(|parent| (parent, plan.habits)).collect();
        Tradition::shaped(&shape, plan.dated, random)
    }

    /// The same, where it is given from which node each one but the first was copied, and how.
    pub fn shaped(shape: &[(usize, Habits)], dated: bool, mut random: Random) -> Tradition {
        let mut coined = Coined::default();
        let mut texts = vec![Text::invented(SENTENCES, &mut random, &mut coined)];
        for &(parent, habits) in shape {
            texts.push(texts[parent].copied(habits, &mut random, &mut coined));
        }
        let parents =
            std::iter::once(Vec::new()).chain(shape.iter().map(|&(parent, _)| vec![parent])).collect();
        let lost = vec![false; texts.len()];
        Tradition { parents, lost, texts, dated, random, coined }
    }

    /// Adds a text that takes each sentence from one of two others; its number.
    pub fn merge(&mut self, one: usize, other: usize, habits: Habits) -> usize {
        let model = Text::merged(&self.texts[one], &self.texts[other], &mut self.random);
        self.texts.push(model.copied(habits, &mut self.random, &mut self.coined));
        self.parents.push(vec![one, other]);
        self.lost.push(false);
        self.texts.len() - 1
    }

    /// Loses nodes that have children, as many as are lost of those published.
    pub fn lose_some(&mut self) {
        for node in 0..self.parents.len() {
            self.lost[node] = self.children(node).next().is_some() && self.random.chance(LOST);
        }
    }

    /// Two nodes of which neither descends from the other, if chance finds such.
    pub fn two_apart(&mut self) -> Option<[usize; 2]> {
        let pairs: Vec<[usize; 2]> = (0..self.parents.len())
            .flat_map(|b| (0..b).map(move |a| [a, b]))
            .filter(|&[a, b]| !self.descends(b, a))
            .collect();
        (!pairs.is_empty()).then(|| pairs[self.random.below(pairs.len())])
    }

    /// Does a node descend from another?
    pub fn descends(&self, node: usize, ancestor: usize) -> bool {
        self.parents[node].iter().any(|&parent| parent == ancestor || self.descends(parent, ancestor))
    }

    /// The copies made from a node.
    pub fn children(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.parents.len()).filter(move |&child| self.parents[child].contains(&node))
    }

    /// The nodes that are not lost, in the order of their writing.
    pub fn survivors(&self) -> Vec<usize> {
        (0..self.parents.len()).filter(|&node| !self.lost[node]).collect()
    }

    /// The nearest ancestors that are not lost, ascending.
    pub fn surviving_parents(&self, node: usize) -> Vec<usize> {
        let nearest = |&parent: &usize| {
            if self.lost[parent] { self.surviving_parents(parent) } else { vec![parent] }
        };
        let mut found: Vec<usize> = self.parents[node].iter().flat_map(nearest).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The survivors in an order of chance.
    pub fn shuffled(&mut self) -> Vec<usize> {
        let mut order = self.survivors();
        self.random.shuffle(&mut order);
        order
    }

    /// The stemma of these nodes, handed over in this order.
    pub fn stemma(&self, order: &[usize]) -> Answer {
        let mut lexicon = Lexicon::english();
        let texts: Vec<(String, Wording)> =
            order.iter().map(|&node| self.texts[node].wording(&mut lexicon)).collect();
        let time = |node: usize| self.dated.then_some(3_600 * node as i64);
        let members: Vec<Member> = order
            .iter()
            .zip(&texts)
            .map(|(&node, (text, wording))| Member { wording, text, time: time(node), in_part: false })
            .collect();
        Answer::of(
            stemma(&members, &mut Kin::new(texts.iter().map(|(_, wording)| wording).collect())),
            order.to_vec(),
        )
    }
}

/// From which node each one but the first was copied. Every leaf chosen gets its children one after the other.
fn shape(nodes: usize, random: &mut Random) -> Vec<usize> {
    let (mut shape, mut leaves) = (Vec::new(), vec![0]);
    while shape.len() + 1 < nodes {
        let parent = leaves.swap_remove(random.below(leaves.len()));
        for _ in 0..random.drawn(&CHILDREN).min(nodes - 1 - shape.len()) {
            shape.push(parent);
            leaves.push(shape.len());
        }
    }
    shape
}
