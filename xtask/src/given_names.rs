//! Builds the list of given names that ships inside `retold-core`, from the lists of the United States Census of 1990.
//!
//! `english.given_names` has two lines, of women's and of men's names: in lower case, sorted, with blanks between them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{read_to_string, write};
use std::path::Path;

/// A name is one sex's if it bears it so many times as often as the other.
const MOSTLY: f64 = 5.0;

/// Reads `dist.female.first` and `dist.male.first` in a folder: a line a name, with the share of those who have it.
pub fn build(folder: &str) -> Result<(), Box<dyn Error>> {
    let read = |sex: &str| shares(&Path::new(folder).join(format!("dist.{sex}.first")));
    let (women, men) = (read("female")?, read("male")?);
    let lines = [mostly(&women, &men), mostly(&men, &women)].map(|names| names.join(" "));
    write("crates/retold-core/data/english.given_names", lines.join("\n") + "\n")?;
    Ok(())
}

fn shares(path: &Path) -> Result<BTreeMap<String, f64>, Box<dyn Error>> {
    let lines = read_to_string(path)?;
    let share = |line: &str| {
        let mut fields = line.split_whitespace();
        let (name, share) = fields.next().zip(fields.next()).ok_or("a line without a name and a share")?;
        Ok((name.to_lowercase(), share.parse()?))
    };
    lines.lines().map(share).collect()
}

fn mostly<'n>(own: &'n BTreeMap<String, f64>, other: &BTreeMap<String, f64>) -> Vec<&'n str> {
    let is_mostly = |name: &str, share: f64| other.get(name).is_none_or(|other| share >= MOSTLY * other);
    own.iter().filter(|(name, share)| is_mostly(name, **share)).map(|(name, _)| name.as_str()).collect()
}
