//! How the witnesses of one story stand to one another.

use std::collections::BTreeMap;

use crate::align::Matrix;
use crate::relation::{Features, features_beside, features_given, spun_beside};
use crate::wording::Wording;

/// Some witnesses, and what was found of each two of them that were asked about: of a story of two every question is
/// asked three times.
pub struct Kin<'a> {
    wordings: Vec<&'a Wording>,
    /// By child and parent.
    found: BTreeMap<(usize, usize), Features>,
    /// How alike their sentences are, of some: those of the lower number by row.
    alike: BTreeMap<(usize, usize), Matrix>,
    /// So many pairs of sentences may still be kept.
    room: usize,
}

/// Pairs of sentences that are kept at the most, in a megabyte: all of a few witnesses.
const ROOM: usize = 1 << 18;

impl<'a> Kin<'a> {
    /// These witnesses, of which nothing is known as yet.
    pub fn new(wordings: Vec<&'a Wording>) -> Kin<'a> {
        Kin { wordings, found: BTreeMap::new(), alike: BTreeMap::new(), room: ROOM }
    }

    /// The [`features`] of a child and its parent.
    pub fn features(&mut self, child: usize, parent: usize) -> Features {
        if let Some(&found) = self.found.get(&(child, parent)) {
            return found;
        }
        let (own, other) = (self.wordings[child], self.wordings[parent]);
        let back = self.found.get(&(parent, child)).copied();
        let alike = || self.alike(child, parent);
        let made = match back {
            Some(back) => features_beside(own, other, &back, alike),
            None => features_given(own, other, alike),
        };
        self.found.insert((child, parent), made);
        made
    }

    /// How alike the sentences of two are, those of `a` by row.
    pub fn alike(&mut self, a: usize, b: usize) -> Matrix {
        let pair = (a.min(b), a.max(b));
        let matrix = self.alike.get(&pair).cloned().unwrap_or_else(|| {
            let made = Matrix::of(&self.wordings[pair.0].witness, &self.wordings[pair.1].witness);
            self.keep(pair, &made);
            made
        });
        if a < b { matrix } else { matrix.transposed() }
    }

    fn keep(&mut self, pair: (usize, usize), matrix: &Matrix) {
        if let Some(room) = self.room.checked_sub(matrix.rows() * matrix.columns()) {
            self.room = room;
            self.alike.insert(pair, matrix.clone());
        }
    }

    /// How spun a witness looks that has no parent among its relatives, held against one of them: [`spun_beside`].
    pub fn root_spun(&mut self, root: usize, relative: usize) -> Option<f32> {
        let own = self.features(root, relative);
        spun_beside(&own, || self.features(relative, root))
    }
}
