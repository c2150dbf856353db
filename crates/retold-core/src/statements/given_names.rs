//! Whether a given name is a woman's or a man's, as far as the names of one country say so.
//!
//! The names are those of the United States Census of 1990; `xtask given-names` says which of them are listed.

use std::sync::LazyLock;

use super::vocabulary::Pronoun;

static NAMES: &str = include_str!("../../data/english.given_names");

/// The women's names and the men's, each sorted.
static LISTS: LazyLock<[Vec<&str>; 2]> = LazyLock::new(|| {
    let mut lists = NAMES.lines().map(|line| line.split(' ').collect());
    [lists.next().unwrap_or_default(), lists.next().unwrap_or_default()]
});

/// The pronoun that mostly stands for somebody of this given name.
pub fn pronoun(name: &str) -> Option<Pronoun> {
    let name = name.to_lowercase();
    let has_name = |list: &Vec<&str>| list.binary_search(&name.as_str()).is_ok();
    let [women, men] = &*LISTS;
    match (has_name(women), has_name(men)) {
        (true, false) => Some(Pronoun::She),
        (false, true) => Some(Pronoun::He),
        _ => None,
    }
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
