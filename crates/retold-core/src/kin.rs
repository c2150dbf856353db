//! How the witnesses of one story stand to one another.

use std::collections::BTreeMap;

use crate::align::Alike;
use crate::relation::{Features, features_beside, features_given, spun_beside};
use crate::wording::Wording;

/// Some witnesses, and what was found of each two of them that were asked about: of a story of two every question is
/// asked three times.
pub struct Kin<'a> {
    wordings: Vec<&'a Wording>,
    /// By child and parent.
    found: BTreeMap<(usize, usize), Features>,
    alike: Alike<'a>,
}

impl<'a> Kin<'a> {
    /// These witnesses, of which nothing is known as yet.
    pub fn new(wordings: Vec<&'a Wording>) -> Kin<'a> {
        let alike = Alike::of(wordings.iter().map(|wording| &wording.witness));
        Kin { wordings, found: BTreeMap::new(), alike }
    }

    /// The [`features`](crate::relation::features) of a child and its parent.
    pub fn features(&mut self, child: usize, parent: usize) -> Features {
        if let Some(&found) = self.found.get(&(child, parent)) {
            return found;
        }
        let (own, other) = (self.wordings[child], self.wordings[parent]);
        let alike = || self.alike.between(child, parent);
        let made = match self.found.get(&(parent, child)) {
            Some(back) => features_beside(own, other, back, alike),
            None => features_given(own, other, alike),
        };
        self.found.insert((child, parent), made);
        made
    }

    /// How alike their sentences are.
    pub fn alike(&self) -> &Alike<'a> {
        &self.alike
    }

    /// How spun a witness looks that has no parent among its relatives, held against one of them: [`spun_beside`].
    pub fn root_spun(&mut self, root: usize, relative: usize) -> Option<f32> {
        let own = self.features(root, relative);
        spun_beside(&own, || self.features(relative, root))
    }
}
