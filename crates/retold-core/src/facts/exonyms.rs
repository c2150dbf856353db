//! Cities that another language calls by another name.

use std::sync::OnceLock;

use super::table::{Table, numbered};
use crate::language::Sym;

/// The names of each, of one word.
const EXONYMS: &str = "\
kraków=krakow=cracow warszawa=warsaw wien=vienna praha=prague plzeň=pilsen münchen=munich köln=cologne \
nürnberg=nuremberg genève=geneva=genf basel=basle bruxelles=brussels=brussel antwerpen=antwerp=anvers gent=ghent \
københavn=copenhagen göteborg=gothenburg torino=turin milano=milan firenze=florence venezia=venice napoli=naples \
genova=genoa padova=padua roma=rome lisboa=lisbon oporto=porto sevilla=seville zaragoza=saragossa athina=athens \
thessaloniki=salonica=salonika=selanik beograd=belgrade bucurești=bucharest moskva=moscow kyiv=kiev lviv=lvov \
kharkiv=kharkov odesa=odessa chișinău=kishinev tbilisi=tiflis mumbai=bombay kolkata=calcutta chennai=madras \
yangon=rangoon beijing=peking guangzhou=canton";

/// All of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    EXONYMS.split([' ', '=']).filter(|name| !name.is_empty())
}

/// What all names of a city have in common; nothing of other words.
pub fn city(sym: Sym) -> Option<u64> {
    /// No symbol comes so far.
    const BEYOND: u64 = 1 << 40;
    static TABLE: OnceLock<Table<(usize, &str)>> = OnceLock::new();
    let (number, _) = TABLE.get_or_init(|| numbered(EXONYMS)).get(sym)?;
    Some(BEYOND + number as u64)
}
