//! The facts of a witness as far as lineage asks for them: names, numbers and dates, by symbol.

use crate::align::Matrix;
use crate::language::{Kind, Sym};
use crate::tokens::Token;
use crate::witness::{HARD_WEIGHT, Witness};
use crate::wording::Wording;

/// The facts of one witness.
///
/// Rewording spares them, so that two witnesses that share one against a third have it from somewhere else. What
/// stands in a dateline is the newsroom's, not the text's.
pub struct Facts {
    /// Those of the text, each once, sorted.
    told: Vec<Sym>,
    /// Those of its dateline.
    dateline: Vec<Sym>,
}

impl Facts {
    /// Those of a witness.
    pub fn of(witness: &Wording) -> Facts {
        let end = witness.dateline.map_or(0, |span| span.end);
        let facts = witness.witness.tokens.iter().filter(|t| is_fact(t));
        let (dateline, told): (Vec<&Token>, Vec<&Token>) = facts.partition(|t| t.span.end <= end);
        let symbols = |tokens: Vec<&Token>| sorted(tokens.into_iter().map(|t| t.sym).collect());
        Facts { told: symbols(told), dateline: symbols(dateline) }
    }

    /// Has the witness this one, wherever?
    pub fn has(&self, fact: Sym) -> bool {
        self.tells(fact) || self.dateline.binary_search(&fact).is_ok()
    }

    /// Does its text tell this one?
    pub fn tells(&self, fact: Sym) -> bool {
        self.told.binary_search(&fact).is_ok()
    }

    /// All that its text tells.
    pub fn iter(&self) -> impl Iterator<Item = Sym> + '_ {
        self.told.iter().copied()
    }
}

/// The facts of `child` that none of `parents` has.
pub fn foreign<'a>(facts: &'a [Facts], child: usize, parents: &'a [usize]) -> impl Iterator<Item = Sym> + 'a {
    facts[child].iter().filter(|&fact| !parents.iter().any(|&parent| facts[parent].has(fact)))
}

fn sorted(mut symbols: Vec<Sym>) -> Vec<Sym> {
    symbols.sort_unstable();
    symbols.dedup();
    symbols
}

/// Facts of `child` that stand in place of none of `parent`'s: in each sentence those that the parent has nowhere, as
/// far as they are more than the facts of the parent's nearest sentences that the child has nowhere. Who changes a fact
/// puts one for another; who has more had them from elsewhere. `matrix` says how alike their sentences are, the child's by
/// row.
pub fn surplus(child: (&Witness, &Facts), parent: (&Witness, &Facts), matrix: &Matrix) -> u32 {
    let ((child, own), (parent, given)) = (child, parent);
    let distinct = |tokens: &mut dyn Iterator<Item = &Token>, known: &Facts| {
        sorted(tokens.filter(|t| is_fact(t) && !known.has(t.sym)).map(|t| t.sym).collect())
    };
    let mut counted: Vec<Sym> = Vec::new();
    let mut surplus = 0;
    for sentence in 0..child.sentences.len() {
        let mut new = distinct(&mut child.words(sentence).iter(), given);
        new.retain(|fact| !counted.contains(fact));
        let near = matrix.related::<2>(sentence).flat_map(|j| parent.words(j));
        surplus += new.len().saturating_sub(distinct(&mut { near }, own).len()) as u32;
        counted.extend(new);
    }
    surplus
}

fn is_fact(token: &Token) -> bool {
    token.kind == Kind::Date || token.is_hard() && token.weight >= HARD_WEIGHT
}
