//! How the witnesses of one story stand to one another.

use std::collections::BTreeMap;

use crate::relation::{Features, features, features_beside, spun_beside};
use crate::wording::Wording;

/// Some witnesses, and what was found of each two of them that were asked about: of a story of two every question is
/// asked three times.
pub struct Kin<'a> {
    wordings: Vec<&'a Wording>,
    /// By child and parent.
    found: BTreeMap<(usize, usize), Features>,
}

impl<'a> Kin<'a> {
    /// These witnesses, of which nothing is known as yet.
    pub fn new(wordings: Vec<&'a Wording>) -> Kin<'a> {
        Kin { wordings, found: BTreeMap::new() }
    }

    /// The [`features`] of a child and its parent.
    pub fn features(&mut self, child: usize, parent: usize) -> Features {
        if let Some(&found) = self.found.get(&(child, parent)) {
            return found;
        }
        let (own, other) = (self.wordings[child], self.wordings[parent]);
        let made = match self.found.get(&(parent, child)) {
            Some(back) => features_beside(own, other, back),
            None => features(own, other),
        };
        self.found.insert((child, parent), made);
        made
    }

    /// How spun a witness looks that has no parent among its relatives, held against one of them: [`spun_beside`].
    pub fn root_spun(&mut self, root: usize, relative: usize) -> Option<f32> {
        let own = self.features(root, relative);
        spun_beside(&own, || self.features(relative, root))
    }
}
