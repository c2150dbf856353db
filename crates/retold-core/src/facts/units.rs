//! Units of measure, of money and of time: the same number of another unit is another fact.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Class, Mark, symbol};
use crate::language::{Lexicon, Sym};

/// Units of one line measure the same thing; those joined by `=` are one unit.
const TABLE: &str = "\
dollar=bucks=usd euro=eur pound=sterling=quid=gbp yen=jpy yuan rupee peso crown=krone=krona franc rouble=ruble zloty lira real rand won
second=seconds minute hour day week fortnight month year decade century
millimetre centimetre metre kilometre=km mile foot=feet inch yard nautical
gram kilogram=kilo=kg tonne=ton ounce
litre gallon barrel
hectare acre
degree celsius fahrenheit
kilowatt megawatt gigawatt
percent points";

/// What a unit measures, and which it is.
fn table() -> &'static BTreeMap<Sym, u64> {
    static UNITS: OnceLock<BTreeMap<Sym, u64>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let mut lexicon = Lexicon::english();
        let mut out = BTreeMap::new();
        for (dimension, line) in (0u64..).zip(TABLE.lines()) {
            for (number, names) in (0u64..).zip(line.split_whitespace()) {
                for name in names.split('=') {
                    out.insert(symbol(&mut lexicon, name), (dimension << 8) | number);
                }
            }
        }
        out
    })
}

/// The mark of a unit.
pub fn unit(sym: Sym) -> Option<Mark> {
    table().get(&sym).map(|&value| Mark { class: Class::Unit, value })
}

/// Do two units measure the same thing?
pub fn comparable(a: u64, b: u64) -> bool {
    a >> 8 == b >> 8
}

/// Does a unit measure time?
pub fn is_time(value: u64) -> bool {
    value >> 8 == 1
}
