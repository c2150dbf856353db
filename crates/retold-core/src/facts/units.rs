//! Units of measure, of money and of time: the same number of another unit is another fact.

use std::sync::OnceLock;

use super::table::Table;
use super::{Class, Mark};
use crate::language::Sym;

/// Units of one line measure the same thing; those joined by `=` are one unit, whose size in the first that has one
/// stands behind the `@`.
const TABLE: &str = "\
dollar=bucks=usd euro=eur pound=sterling=quid=gbp yen=jpy yuan rupee peso crown=krone=krona franc rouble=ruble zloty lira real rand won
second=seconds minute hour day week fortnight month year decade century
millimetre=millimeter=mm@0.001 centimetre=centimeter=cm@0.01 metre=meter@1 kilometre=kilometer=km=kph=kmh@1000 mile=mph@1609.344 \
foot=feet=ft@0.3048 inch@0.0254 yard@0.9144 nautical
gram@0.001 kilogram=kilo=kg@1 tonne=ton@1000 ounce@0.02835
litre=liter@1 gallon@3.785 barrel@159
hectare@1 acre@0.4047
degree celsius fahrenheit
kilowatt megawatt gigawatt
percent points";

/// The mark of a unit: what it measures, and which it is.
pub fn unit(sym: Sym) -> Option<Mark> {
    static UNITS: OnceLock<Table<u64>> = OnceLock::new();
    let units = UNITS.get_or_init(|| {
        let numbered = (0u64..).zip(TABLE.lines()).flat_map(|(dimension, line)| {
            let units = (0u64..).zip(line.split_whitespace());
            units.flat_map(move |(number, names)| {
                let names = names.split('@').next().unwrap_or_default();
                names.split('=').map(move |name| (name, (dimension << 8) | number))
            })
        });
        Table::of(numbered)
    });
    units.get(sym).map(|value| Mark { class: Class::Unit, value })
}

/// The unit of a name as it is written right behind a number: "106mph", "48ft", "14.6m".
pub fn named(name: &str) -> Option<u64> {
    let name = if name == "m" { "metre" } else { name };
    let has_name = |names: &&str| names.split(['=', '@']).any(|other| other.eq_ignore_ascii_case(name));
    (0u64..).zip(TABLE.lines()).find_map(|(dimension, line)| {
        let number = line.split_whitespace().position(|names| has_name(&names))?;
        Some((dimension << 8) | number as u64)
    })
}

/// How large a unit is beside others of its kind, where they can be converted.
pub fn size(value: u64) -> Option<f64> {
    let names = TABLE.lines().nth((value >> 8) as usize)?.split_whitespace().nth((value & 0xff) as usize)?;
    names.split_once('@')?.1.parse().ok()
}

/// Is it a sign that stands before its number?
pub fn leads(word: &str) -> bool {
    word.starts_with(['$', '€', '£', '¥'])
}

/// Do two units measure the same thing?
pub fn comparable(a: u64, b: u64) -> bool {
    a >> 8 == b >> 8
}

/// Does a unit measure time?
pub fn is_time(value: u64) -> bool {
    value >> 8 == 1
}
