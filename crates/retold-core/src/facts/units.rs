//! Units of measure, of money and of time: the same number of another unit is another fact.

use std::sync::OnceLock;

use super::table::Table;
use super::{Class, Mark};
use crate::language::Sym;

/// Units of one line measure the same thing; those joined by `=` are one unit.
const TABLE: &str = "\
dollar=bucks=usd euro=eur pound=sterling=quid=gbp yen=jpy yuan rupee peso crown=krone=krona franc rouble=ruble zloty lira real rand won
second=seconds minute hour day week fortnight month year decade century
millimetre=millimeter centimetre=centimeter=cm metre=meter kilometre=kilometer=km mile foot=feet inch yard nautical
gram kilogram=kilo=kg tonne=ton ounce
litre=liter gallon barrel
hectare acre
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
                names.split('=').map(move |name| (name, (dimension << 8) | number))
            })
        });
        Table::of(numbered)
    });
    units.get(sym).map(|value| Mark { class: Class::Unit, value })
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
