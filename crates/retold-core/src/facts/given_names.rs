//! Whether a given name is a woman's or a man's, as far as the names of one country say so.
//!
//! The names are those of the United States Census of 1990; `xtask given-names` says which of them are listed.

use std::collections::HashMap;
use std::sync::LazyLock;

use rapidhash::fast::RandomState;

/// Whose name it mostly is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// A woman's.
    Woman,
    /// A man's.
    Man,
}

static NAMES: &str = include_str!("../../data/english.given_names");

/// Whose each name is, the women's and then the men's; nothing where it may be either's.
static SEXES: LazyLock<HashMap<&str, Option<Sex>, RandomState>> = LazyLock::new(|| {
    let mut sexes = HashMap::default();
    for (names, sex) in NAMES.lines().zip([Sex::Woman, Sex::Man]) {
        for name in names.split(' ') {
            sexes.entry(name).and_modify(|either| *either = None).or_insert(Some(sex));
        }
    }
    sexes
});

/// Whose a given name mostly is.
pub fn sex(name: &str) -> Option<Sex> {
    SEXES.get(name.to_lowercase().as_str()).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_name_is_of_a_woman_or_of_a_man_or_of_either() {
        for (name, expected) in [
            ("Teresa", Some(Sex::Woman)),
            ("Conrad", Some(Sex::Man)),
            ("Kim", Some(Sex::Woman)),
            ("Leslie", None),
            ("Kelvik", None),
        ] {
            assert_eq!(sex(name), expected, "{name}");
        }
    }
}
