//! Units of measure, of money and of time: the same number of another unit is another fact.

use std::sync::OnceLock;

use super::table::Table;
use super::{Class, Mark};
use crate::language::Sym;
use crate::tokens::{CODES, is_money as is_sign};

/// Units of one line measure the same thing; those joined by `=` are one unit, whose size in the first that has one
/// stands behind the `@`.
const TABLE: &str = "\
dollar=bucks=usd euro=eur pound=sterling=quid=gbp yen=jpy yuan=cny=rmb rupee=inr=rs peso=mxn crown=krone=krona=kroner=kronor=koruna=koruny=dkr=skr=nkr=czk=dkk=sek=nok=kč franc=chf rouble=ruble zloty=pln=zł lira \
real=reais=brl rand=zar won=krw shilling=kes=sh=ksh=ush=tsh dinar dirham riyal baht=thb ringgit=rm rupiah=rp=idr dong=vnd hryvnia=uah forint=huf leu=lei naira=ngn cedi=ghs kwacha=zmw kwanza guarani boliviano bolivar \
quetzal taka tugrik tenge lari shekel manat birr soles
second=seconds@1 minute@60 hour@3600 day@86400 week@604800 fortnight@1209600 month@2629800 year@31557600 decade@315576000 century@3155760000
millimetre=millimeter=mm@0.001 centimetre=centimeter=cm@0.01 metre=meter@1 kilometre=kilometer=km=kph=kmh@1000 mile=mph@1609.344 \
foot=feet=ft@0.3048 inch@0.0254 yard@0.9144 nautical
gram@0.001 kilogram=kilo=kg@1 tonne=ton@1000 ounce@0.02835
litre=liter@1 gallon@3.785 barrel@159
hectare@1 acre@0.4047
celsius fahrenheit
kilowatt megawatt gigawatt
percent points";

/// The mark of a unit: what it measures, and which it is.
pub fn unit(sym: Sym) -> Option<Mark> {
    units().get(sym).map(|value| Mark { class: Class::Unit, value })
}

/// The values of units by their names.
pub(super) fn units() -> &'static Table<u64> {
    static UNITS: OnceLock<Table<u64>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let numbered = (0u64..).zip(TABLE.lines()).flat_map(|(dimension, line)| {
            let units = (0u64..).zip(line.split_whitespace());
            units.flat_map(move |(number, names)| {
                let names = names.split('@').next().unwrap_or_default();
                names.split('=').map(move |name| (name, (dimension << 8) | number))
            })
        });
        Table::of(numbered)
    })
}

/// The unit of a name as it is written right behind a number: "106mph", "48ft", "14.6m".
pub fn named(name: &str) -> Option<u64> {
    let name = match name {
        "m" => "metre",
        "C" => "celsius",
        "F" => "fahrenheit",
        name => name,
    };
    let has_name = |names: &&str| names.split(['=', '@']).any(|other| other.eq_ignore_ascii_case(name));
    (0u64..).zip(TABLE.lines()).find_map(|(dimension, line)| {
        let number = line.split_whitespace().position(|names| has_name(&names))?;
        Some((dimension << 8) | number as u64)
    })
}

/// A number of units, of their squares or of their cubes.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// How many.
    pub number: f64,
    /// Of what.
    pub unit: u64,
    /// 2 for squares, 3 for cubes.
    pub power: i32,
}

impl Measure {
    /// Is it one with another, in a different unit? Who converts also rounds.
    pub fn is_converted(&self, other: &Measure) -> bool {
        const ROUNDED: f64 = 0.02;
        /// Of 32 and more degrees: half of one on either side.
        const DEGREES: f64 = 1.0;
        let fahrenheit = |celsius: f64| 1.8 * celsius + 32.0;
        let are_degrees = |a: f64, b: f64| (fahrenheit(a) - b).abs() <= DEGREES;
        let are_one = |a: f64, b: f64| (a - b).abs() <= ROUNDED * b.abs();
        if !comparable(self.unit, other.unit) {
            let areas = self.area().zip(other.area());
            let weights =
                self.in_pounds().zip(other.in_kilograms()).or(other.in_pounds().zip(self.in_kilograms()));
            return [areas, weights].into_iter().flatten().any(|(a, b)| are_one(a, b));
        }
        match (self.size(), other.size()) {
            (Some(a), Some(b)) => are_one(a, b),
            _ if is_temperature(self.unit) => {
                are_degrees(self.number, other.number) || are_degrees(other.number, self.number)
            }
            _ => false,
        }
    }

    /// How many square metres it is.
    fn area(&self) -> Option<f64> {
        const HECTARE: f64 = 10_000.0;
        match self.power {
            1 if measures_as("hectar", self.unit) => Some(HECTARE * self.size()?),
            2 if measures_as("metr", self.unit) => self.size(),
            _ => None,
        }
    }

    /// How many kilograms so many pounds are, which are money elsewhere.
    fn in_pounds(&self) -> Option<f64> {
        const POUND: f64 = 0.453_592_37;
        (named("pound") == Some(self.unit)).then_some(POUND * self.number)
    }

    fn in_kilograms(&self) -> Option<f64> {
        measures_as("gram", self.unit).then(|| self.size()).flatten()
    }

    /// How many it is of the unit of another, where one can be converted into the other.
    pub fn in_unit_of(&self, other: &Measure) -> Option<f64> {
        if (self.unit, self.power) == (other.unit, other.power) {
            return Some(self.number);
        }
        let one = Measure { number: 1.0, ..*other };
        comparable(self.unit, other.unit).then(|| Some(self.size()? / one.size()?)).flatten()
    }

    /// How large it is, where its unit can be converted.
    fn size(&self) -> Option<f64> {
        let units = TABLE.lines().nth((self.unit >> 8) as usize)?;
        let (_, size) = units.split_whitespace().nth((self.unit & 0xff) as usize)?.split_once('@')?;
        Some(self.number * size.parse::<f64>().ok()?.powi(self.power))
    }
}

/// Is it a sign or a code that stands before its number: "$5", "EUR 5"?
pub fn leads(word: &str) -> bool {
    const APART: [&str; 22] = [
        "JPY", "CNY", "INR", "CHF", "PLN", "BRL", "ZAR", "KRW", "KES", "UAH", "HUF", "CZK", "SEK", "NOK",
        "DKK", "THB", "IDR", "VND", "NGN", "GHS", "ZMW", "MXN",
    ];
    word.starts_with(is_sign) || CODES.contains(&word) || APART.contains(&word)
}

/// Do two units measure the same thing?
pub fn comparable(a: u64, b: u64) -> bool {
    a >> 8 == b >> 8
}

/// Is a unit money?
pub fn is_money(value: u64) -> bool {
    value >> 8 == 0
}

/// Does a unit measure how warm it is?
fn is_temperature(value: u64) -> bool {
    measures_as("celsius", value)
}

/// Is a unit a hundredth of something?
pub fn is_share(value: u64) -> bool {
    measures_as("percent", value)
}

/// Does a unit measure what the one of this name does, which has its own stem for a name?
fn measures_as(name: &str, value: u64) -> bool {
    unit(Sym::of(name)).is_some_and(|unit| comparable(unit.value, value))
}

/// Does a unit measure time?
pub fn is_time(value: u64) -> bool {
    value >> 8 == 1
}
