//! Facts that were changed on the way, and stand again as they were.

use super::{Change, Variant};

/// What a witness changed of its parents, and their texts.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'a> {
    /// The variants.
    pub variants: &'a [Variant],
    /// The texts of the parents, by number; none for the witness that is asked about, where two stand beside each other.
    pub parents: &'a [Option<&'a str>],
}

/// The variants of a witness, of which `text` is the text, by what its parents changed in their turn: where the witness
/// has what stood before its parent changed it, it has changed no fact. More likely it is no child of that parent, or it
/// had another text at hand as well.
///
/// Time: for each drift the drifts of its parent.
pub fn restored(variants: &mut [Variant], text: &str, of_parents: &[Changed]) {
    for variant in variants.iter_mut().filter(|variant| variant.change.is_drift()) {
        if of_parents[variant.parent].has_lost(variant, text) {
            variant.change = Change::Replaced;
        }
    }
}

impl Changed<'_> {
    /// Did it change the place of a child's variant, and does the child's text have what stood there?
    fn has_lost(&self, variant: &Variant, text: &str) -> bool {
        let Some((own, here)) = variant.before.zip(variant.after) else { return false };
        let is_of_place =
            |other: &&Variant| other.after.is_some_and(|after| after.changed.meets(own.changed));
        let before = |other: &Variant| self.parents[other.parent]?.get(other.before?.changed.range());
        let words = text[here.changed.range()].to_lowercase();
        let drifts = self.variants.iter().filter(|other| other.change.is_drift());
        drifts.filter(is_of_place).filter_map(before).any(|before| before.to_lowercase() == words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::tests::Told;
    use crate::relation::Relation;
    use crate::variants::variants;

    /// The drifts of the last of three texts, each made of the one before it.
    fn drifts(texts: [&str; 3]) -> usize {
        let told = texts.map(Told::of);
        let [first, second, third] = [0, 1, 2].map(|number| told[number].stated());
        let against = |child, parent| variants(child, &[parent], Some(Relation::Edit));
        let (of_second, mut of_third) = (against(&second, first), against(&third, second));
        restored(&mut of_third, texts[2], &[Changed { variants: &of_second, parents: &[Some(texts[0])] }]);
        of_third.iter().filter(|variant| variant.change.is_drift()).count()
    }

    #[test]
    fn who_has_what_stood_before_the_parent_changed_it_has_changed_nothing() {
        let first = "The harbour of Kelvik counted 14 broken containers on Monday, said the owner Ines Dahl.";
        let second = "The port of Kelvik counted 40 broken containers on Monday, the owner Ines Dahl said.";
        for (third, left) in [
            ("The port of Kelvik counted 14 damaged containers on Monday, the owner Ines Dahl said.", 0),
            ("The port of Kelvik counted 41 damaged containers on Monday, the owner Ines Dahl said.", 1),
            ("The port of Kelvik counted 14 damaged containers on Friday, the owner Ines Dahl said.", 1),
        ] {
            assert_eq!(drifts([first, second, third]), left, "{third}");
        }
    }

    #[test]
    fn two_beside_each_other_have_both_changed_something() {
        let texts =
            ["The harbour counted 14 broken containers.", "The harbour counted 40 broken containers."];
        let told = texts.map(Told::of);
        let [one, other] = [0, 1].map(|number| told[number].stated());
        let against = |child, parent| variants(child, &[parent], Some(Relation::Edit));
        let (of_one, mut of_other) = (against(&one, other), against(&other, one));
        restored(&mut of_other, texts[1], &[Changed { variants: &of_one, parents: &[None] }]);
        assert!(of_other.iter().any(|variant| variant.change == Change::Number));
    }
}
