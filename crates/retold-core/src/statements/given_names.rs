//! Whether a given name is a woman's or a man's, as far as the names of one country say so.
//!
//! The names are those of the United States Census of 1990; `xtask given-names` says which of them are listed.

use std::collections::HashMap;
use std::sync::LazyLock;

use rapidhash::fast::RandomState;

use super::vocabulary::Pronoun;

static NAMES: &str = include_str!("../../data/english.given_names");

/// What stands for somebody of each name, of the women's names and then the men's; nothing where it may be either.
static PRONOUNS: LazyLock<HashMap<&str, Option<Pronoun>, RandomState>> = LazyLock::new(|| {
    let mut pronouns = HashMap::default();
    for (names, pronoun) in NAMES.lines().zip([Pronoun::She, Pronoun::He]) {
        for name in names.split(' ') {
            pronouns.entry(name).and_modify(|either| *either = None).or_insert(Some(pronoun));
        }
    }
    pronouns
});

/// The pronoun that mostly stands for somebody of this given name.
pub fn pronoun(name: &str) -> Option<Pronoun> {
    PRONOUNS.get(name.to_lowercase().as_str()).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_name_is_of_a_woman_or_of_a_man_or_of_either() {
        for (name, expected) in [
            ("Teresa", Some(Pronoun::She)),
            ("Conrad", Some(Pronoun::He)),
            ("Kim", Some(Pronoun::She)),
            ("Leslie", None),
            ("Kelvik", None),
        ] {
            assert_eq!(pronoun(name), expected, "{name}");
        }
    }
}
