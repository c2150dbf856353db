//! Cities of the world.
//!
//! The names are those that GeoNames gives to cities of 100,000 people and more; `xtask cities` says which are left out.

use std::collections::HashSet;
use std::sync::LazyLock;

use rapidhash::fast::RandomState;

use super::exonyms;
use crate::language::fold::plain;

static NAMES: &str = include_str!("../../data/world.cities");

/// With those that another language calls by another name.
static CITIES: LazyLock<HashSet<String, RandomState>> =
    LazyLock::new(|| NAMES.lines().map(str::to_owned).chain(exonyms::names().map(plain)).collect());

/// Is a name, of however many words, that of a large city? Nothing but a blank or a hyphen parts its words.
pub fn is_city(name: &str) -> bool {
    CITIES.contains(plain(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_cities_are_known_and_what_is_more_often_something_else_is_none() {
        for (name, expected) in [
            ("Abidjan", true),
            ("Hong Kong", true),
            ("Medellín", true),
            ("Lisbon's", true),
            ("Reading", false),
            ("Charlotte", false),
            ("Kelvik", false),
        ] {
            assert_eq!(is_city(name), expected, "{name}");
        }
    }
}
