//! The facts of a witness as far as lineage asks for them: names, numbers and dates, by symbol.

use crate::language::{Kind, Sym};
use crate::tokens::Token;
use crate::witness::HARD_WEIGHT;
use crate::wording::Wording;

/// The facts of one witness, each once, sorted.
///
/// Rewording spares them, so that two witnesses that share one against a third have it from somewhere else.
pub struct Facts(Vec<Sym>);

impl Facts {
    /// Those of a witness.
    pub fn of(witness: &Wording) -> Facts {
        let facts = witness.witness.tokens.iter().filter(|t| is_fact(t));
        let mut facts: Vec<Sym> = facts.map(|t| t.sym).collect();
        facts.sort_unstable();
        facts.dedup();
        Facts(facts)
    }

    /// Has the witness this one?
    pub fn has(&self, fact: Sym) -> bool {
        self.0.binary_search(&fact).is_ok()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Sym> + '_ {
        self.0.iter().copied()
    }
}

fn is_fact(token: &Token) -> bool {
    token.kind == Kind::Date || token.is_hard() && token.weight >= HARD_WEIGHT
}
