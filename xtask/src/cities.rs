//! Builds the list of cities that ships inside `retold-core`, from GeoNames' table of cities.
//!
//! `world.cities` has a name a line, folded as words of a text are, sorted.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::fs::{read, read_to_string, write};

use retold_core::language::fold::plain;
use retold_core::language::{Kind, Lexicon};
use serde_json::Value;

/// Cities with fewer people are more often called as somebody or something else.
const PEOPLE: u64 = 100_000;

/// Reads `cities15000.json`, a map of cities with `name` and `population`.
pub fn build(path: &str) -> Result<(), Box<dyn Error>> {
    let cities: HashMap<String, Value> = serde_json::from_slice(&read(path)?)?;
    let given = read_to_string("crates/retold-core/data/english.given_names")?;
    let given: BTreeSet<&str> = given.split_whitespace().collect();
    let mut lexicon = Lexicon::english();
    // "Mobile" and "Reading" are words, and "Orlando" is a man.
    let mut is_another =
        |name: &str| given.contains(plain(name).as_str()) || lexicon.term(name).kind == Kind::Word;
    let is_large = |city: &&Value| city["population"].as_u64().is_some_and(|people| people >= PEOPLE);
    let names = cities.values().filter(is_large).filter_map(|city| city["name"].as_str());
    let names: BTreeSet<String> = names.filter(|name| !is_another(name)).map(plain).collect();
    let lines: Vec<String> = names.into_iter().map(|name| name + "\n").collect();
    write("crates/retold-core/data/world.cities", lines.concat())?;
    Ok(())
}
