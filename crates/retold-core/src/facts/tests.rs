use proptest::prelude::*;

use super::*;
use crate::document::Page;
use crate::language::Lexicon;
use crate::statements::statements;
use crate::transcript::Transcript;

/// A text with all that [`Stated`] borrows.
pub(crate) struct Told {
    text: String,
    wording: Wording,
    marks: Vec<Mark>,
    said: Vec<Statement>,
}

impl Told {
    pub fn of(text: &str) -> Told {
        let page = Page { text: text.to_owned(), ..Page::default() };
        let transcript = Transcript::of(&page, &mut Lexicon::english()).0;
        let said = statements(text, &transcript);
        let wording = Wording::of(text, transcript.into());
        Told { text: text.to_owned(), marks: marks(text, &wording), wording, said }
    }

    pub fn stated(&self) -> Stated<'_> {
        Stated { text: &self.text, wording: &self.wording, marks: &self.marks, said: &self.said }
    }
}

/// What a text states, in order; numbers and times in one form, other facts by the word that says them.
fn facts(text: &str) -> Vec<String> {
    let told = Told::of(text);
    let stated = told.stated();
    let number = |mark: &Mark| f64::from_bits(mark.value);
    let shown = |(at, mark): (usize, &Mark)| {
        let value = match mark.class {
            Class::Number | Class::Day | Class::Year => number(mark).to_string(),
            Class::Clock => format!("{}:{:02}", number(mark) as u32 / 60, number(mark) as u32 % 60),
            _ => stated.word(at).to_owned(),
        };
        format!("{:?} {value}", mark.class)
    };
    let marks = stated.marks.iter().enumerate();
    marks.filter(|(_, m)| m.class.is_fact() || m.class == Class::Unit).map(shown).collect()
}

/// The facts of a text in the form in which they are compared.
fn keys(text: &str) -> Vec<(Class, u64)> {
    Told::of(text).marks.iter().filter(|m| m.class.is_fact()).map(|m| (m.class, m.value)).collect()
}

#[track_caller]
fn states(text: &str, expected: &[&str]) {
    assert_eq!(facts(text), expected, "{text}");
}

#[test]
fn numbers_are_read_in_digits_and_words_with_their_magnitudes() {
    for (text, expected) in [
        ("They counted 14 radars there.", "Number 14"),
        ("They counted fourteen radars there.", "Number 14"),
        ("They counted twenty-one radars there.", "Number 21"),
        ("They counted the twenty-first radar there.", "Number 21"),
        ("They counted 6,000 radars there.", "Number 6000"),
        ("They counted 6 000 radars there.", "Number 6000"),
        ("They counted 6\u{a0}000 radars there.", "Number 6000"),
        ("They counted six thousand radars there.", "Number 6000"),
        ("They counted two hundred thousand radars there.", "Number 200000"),
        ("They counted a hundred radars there.", "Number 100"),
        ("They counted 60m radars there.", "Number 60000000"),
        ("They counted 1.eight million radars there.", "Number 1800000"),
        ("They counted two,150 radars there.", "Number 2150"),
        ("They counted five,000 radars there.", "Number 5000"),
        ("They counted eight.74 radars there.", "Number 8.74"),
        ("They counted three.2 radars there.", "Number 3.2"),
        ("They counted 60 million radars there.", "Number 60000000"),
        ("They counted sixty million radars there.", "Number 60000000"),
        ("They counted 1.5 billion radars there.", "Number 1500000000"),
        ("They counted 3.25 radars there.", "Number 3.25"),
        ("They counted a dozen radars there.", "Number 12"),
        ("They counted two dozen radars there.", "Number 24"),
        ("They counted half a dozen radars there.", "Number 6"),
        ("They counted a half-dozen radars there.", "Number 6"),
        ("They counted half a million radars there.", "Number 500000"),
        ("They counted 11 thousand 200 radars there.", "Number 11200"),
        ("They counted two hundred and five radars there.", "Number 205"),
        ("They counted a hundred and forty radars there.", "Number 140"),
        ("They counted two hundred and forty thousand radars there.", "Number 240000"),
        ("They counted a hundred and forty-two million radars there.", "Number 142000000"),
        ("They counted 2½ million radars there.", "Number 2500000"),
        ("They counted 1 ¼ radars there.", "Number 1.25"),
        ("They counted 4-1/2 radars there.", "Number 4.5"),
        ("They counted 2 3/4 radars there.", "Number 2.75"),
        ("They counted one and a half radars there.", "Number 1.5"),
        ("They counted two-and-a-half radars there.", "Number 2.5"),
        ("One and a half radars were counted there.", "Number 1.5"),
        ("They counted four in ten radars there.", "Number 40"),
        ("They counted four radars out of ten there.", "Number 40"),
        ("They counted four tenths of the radars there.", "Number 40"),
    ] {
        states(text, &[expected]);
    }
}

#[test]
fn a_magnitude_counts_for_both_ends_of_a_range() {
    for (text, expected) in [
        ("It costs between 90 and 120 million.", ["Number 90000000", "Number 120000000"]),
        ("It costs 2 to 3 million.", ["Number 2000000", "Number 3000000"]),
        ("It pays 1.1 of the 3.4 million there.", ["Number 1100000", "Number 3400000"]),
        ("It rose from 900 to 1.2 million there.", ["Number 900", "Number 1200000"]),
        ("They sent 12 and 3 million came.", ["Number 12", "Number 3000000"]),
    ] {
        states(text, &expected);
    }
}

#[test]
fn what_is_tall_is_measured_in_metres() {
    states("The stone is 1.35m tall there.", &["Number 1.35", "Unit m"]);
    states("The lock has 1.35m of depth there.", &["Number 1.35", "Unit m"]);
    states("The stone cost 1.35m there.", &["Number 1350000"]);
}

#[test]
fn a_number_of_the_continent_is_known_by_its_other_reading() {
    assert_eq!(numerals::continental("6.000"), Some(6000.0));
    assert_eq!(numerals::continental("1.234.567"), Some(1_234_567.0));
    assert_eq!(numerals::continental("3,5"), Some(3.5));
    assert_eq!(numerals::continental("6000"), None);
}

#[test]
fn two_numbers_side_by_side_are_no_thousands() {
    states("The results were 12 and 345 in the end.", &["Number 12", "Number 345"]);
    states("He wore shirt 10, 200 others did not.", &["Number 10", "Number 200"]);
    states("He saw rooms 3-12 and 40-100 there.", &["Number 3", "Number 12", "Number 40", "Number 100"]);
    states(
        "He saw rooms three, twelve and two twelve-foot walls.",
        &["Number 3", "Number 12", "Number 2", "Number 12", "Unit foot"],
    );
}

#[test]
fn words_that_may_be_numbers_are_none_alone() {
    for text in ["It was the first of its kind.", "One of them left at once.", "Both were second to none."] {
        states(text, &[]);
    }
}

#[test]
fn units_go_by_one_name() {
    let unit = |text: &str| {
        let units = |m: &&Mark| m.class == Class::Unit;
        Told::of(text).marks.iter().find(units).map(|m| m.value)
    };
    for (a, b, same) in [
        ("It was 5 km long.", "It was 5 kilometres long.", true),
        ("It was 5 km long.", "It was 5 kilometers long.", true),
        ("It was 5 km long.", "It was 5 miles long.", false),
        ("It was 5 tons of it.", "It was 5 tonnes of it.", true),
        ("It cost 5 euros then.", "It cost 5 dollars then.", false),
        ("It cost 5 percent more.", "It cost 5 per cent more.", true),
    ] {
        let (a_unit, b_unit) = (unit(a), unit(b));
        assert_eq!(a_unit == b_unit, same, "{a} {a_unit:?} / {b} {b_unit:?}");
        assert!(a_unit.is_some(), "{a}");
    }
}

#[test]
fn dates_are_days_months_years_and_spans() {
    for (text, expected) in [
        ("It began on 14 March and ended.", &["Day 14", "Month March"][..]),
        ("It began on March 14 and ended.", &["Day 14", "Month March"]),
        ("It began on the 14th of June and ended.", &["Day 14", "Month June"]),
        ("It began on Tuesday and ended.", &["Weekday Tuesday"]),
        ("It began in 2031 and ended.", &["Year 2031"]),
        ("It went on in 2031-32 and ended.", &["Year 2031", "Year 2032"]),
        ("It began in 2031-12 and ended.", &["Number 12", "Year 2031"]),
        ("It began with 2031 tonnes and ended.", &["Number 2031", "Unit tonnes"]),
        ("It began last week and ended.", &["Period week"]),
        ("It began next month and ended.", &["Period month"]),
        ("It went on for three weeks and ended.", &["Number 3", "Unit weeks"]),
    ] {
        let mut found = facts(text);
        found.sort();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn who_is_called_like_a_month_is_none() {
    for (text, expected) in [
        ("They met Jan Dorn and talked.", &["Name Jan", "Name Dorn"][..]),
        ("It was sold by Jan Dorn and talked about.", &["Name Jan", "Name Dorn"]),
        ("They heard minister April Dorn and talked.", &["Name April", "Name Dorn"]),
        ("They said that May Dorn talked.", &["Name May", "Name Dorn"]),
        ("They met in April Dorn's men and talked.", &["Month April", "Name Dorn's"]),
        ("On 3 June Dorn came and talked.", &["Day 3", "Month June", "Name Dorn"]),
        ("They met last August Dorn's men and talked.", &["Month August", "Name Dorn's"]),
    ] {
        states(text, expected);
    }
}

#[test]
fn march_and_may_are_months_only_where_they_are_written_so() {
    for (text, month) in [
        ("They met in March and talked.", true),
        ("They met in May and talked.", true),
        ("March 3 was the day.", true),
        ("March on, said the sergeant.", false),
        ("They march on the square every year.", false),
        ("They may meet again.", false),
        ("May I come in?", false),
    ] {
        assert_eq!(facts(text).iter().any(|fact| fact.starts_with("Month")), month, "{text}");
    }
}

#[test]
fn times_of_day_have_one_form() {
    for (text, expected) in [
        ("The gate opens at 5 pm each time.", "Clock 5:00"),
        ("The gate opens at 5pm each time.", "Clock 5:00"),
        ("The gate opens at 5 p.m. each time.", "Clock 5:00"),
        ("The gate opens at 17:00 each time.", "Clock 5:00"),
        ("The gate opens at 1700 GMT each time.", "Clock 5:00"),
        ("The gate opens at five o'clock each time.", "Clock 5:00"),
        ("The gate opens at 5.30 pm each time.", "Clock 5:30"),
        ("The gate opens at 5:30 p.m. each time.", "Clock 5:30"),
        ("The gate opens at 17:30 each time.", "Clock 5:30"),
        ("The gate opens at noon each time.", "Clock 12:00"),
        ("The gate opens at 12 am each time.", "Clock 0:00"),
        ("The gate opens at midnight each time.", "Clock 0:00"),
        ("The gate opens at half past five each time.", "Clock 5:30"),
        ("The gate opens at half five each time.", "Clock 5:30"),
        ("The gate opens at ten past five each time.", "Clock 5:10"),
        ("The gate opens at twenty to three in the morning each time.", "Clock 2:40"),
        ("The gate opens at a quarter to six each time.", "Clock 5:45"),
    ] {
        states(text, &[expected]);
    }
}

#[test]
fn hours_of_work_are_no_time_of_day() {
    states("The crew worked for 15 hours there.", &["Number 15", "Unit hours"]);
}

#[test]
fn a_country_is_the_same_by_all_its_words() {
    for family in [
        &["the US", "the United States", "the American", "the USA", "the U.S."][..],
        &["the UK", "the United Kingdom", "the British", "the Britain"],
        &["the Norway", "the Norwegian", "the Norwegians"],
        &["the Netherlands", "the Dutch"],
    ] {
        let told: Vec<_> = family.iter().map(|name| keys(&format!("A ship of {name} fleet sank."))).collect();
        for (name, found) in family.iter().zip(&told) {
            assert_eq!(found, &told[0], "{name}");
            assert_eq!(found.len(), 1, "{name}");
        }
    }
    assert_ne!(keys("A ship of the South American fleet."), keys("A ship of the American fleet."));
    assert_ne!(keys("A ship of the Norwegian fleet."), keys("A ship of the Swedish fleet."));
}

#[test]
fn a_country_that_opens_a_sentence_is_one() {
    for (a, b) in [("US troops left the base.", "American troops left the base."), ("UK", "British")] {
        let [a, b] =
            [a, b].map(|s| if s.len() > 8 { s.to_owned() } else { format!("{s} troops left the base.") });
        assert_eq!(keys(&a), keys(&b), "{a} / {b}");
        assert_eq!(keys(&a).len(), 1, "{a}");
    }
}

#[test]
fn a_capital_makes_a_name_but_not_in_a_headline() {
    states("He met Orsolya Brandt there.", &["Name Orsolya", "Name Brandt"]);
    states("Council Backs Plan For New Bridge", &[]);
    // A sentence that begins with a name begins with a capital all the same.
    states("Swallow Travel owns the coach.", &["Name Swallow", "Name Travel"]);
    states("Swallow owns the coach.", &[]);
}

#[test]
fn a_currency_is_no_country() {
    let told = facts("It cost US$ 500 to build.");
    assert!(!told.iter().any(|fact| fact.starts_with("Name")), "{told:?}");
}

#[test]
fn a_dateline_states_nothing() {
    let text = "ULVASUND, May 3 (Landmark) - The ferry stayed in port on Saturday.";
    states(text, &["Weekday Saturday"]);
    let text = "ARDMOYLE, Ireland, May 12 (Landmark Press) - The ferry stayed in port on Saturday.";
    states(text, &["Weekday Saturday"]);
}

#[test]
fn a_name_is_a_persons_a_places_or_an_organisations() {
    use names::{Bearer, Names};
    for (text, name, expected) in [
        ("They asked Mr Halloran about it.", "Halloran", Bearer::Person),
        ("They asked Captain Ines Dahl about it.", "Ines", Bearer::Person),
        ("They waited, and Tove Sand, who sings, came.", "Tove", Bearer::Person),
        ("The ship anchored near Kelvik for a night.", "Kelvik", Bearer::Place),
        ("They crossed the Marran River by boat.", "Marran", Bearer::Place),
        ("They live in Norway and like it.", "Norway", Bearer::Place),
        ("They sailed from Kelvik and Ostrand at dawn.", "Ostrand", Bearer::Place),
        ("They left Abidjan on Sunday.", "Abidjan", Bearer::Place),
        ("They had an offer from a Dutch club again.", "Dutch", Bearer::Place),
        ("They shut the road between Kelvik and Ostrel again.", "Ostrel", Bearer::Place),
        ("They asked lawmaker Patria Endar Mora, of the left.", "Mora", Bearer::Person),
        ("They studied at the University of Abidjan.", "Abidjan", Bearer::Organisation),
        ("They borrowed it from the Harlow Bank again.", "Harlow", Bearer::Organisation),
        ("They borrowed it from the KVBL again.", "KVBL", Bearer::Organisation),
        ("They borrowed it and Black Heron paid.", "Black", Bearer::Organisation),
    ] {
        let told = Told::of(text);
        let stated = told.stated();
        let names = Names::of(&stated);
        let own = names.runs().iter().find(|run| (run.start..run.end).any(|at| stated.word(at) == name));
        let own = own.unwrap_or_else(|| panic!("{name} is no name in {text}"));
        assert_eq!(names.bearer(&stated, own), expected, "{text}");
    }
}

#[test]
fn measures_in_other_units_are_one() {
    let measure = |number, unit, power| {
        let unit = units::named(unit).unwrap_or_else(|| panic!("{unit}"));
        units::Measure { number, unit, power }
    };
    for (a, b, one) in [
        (measure(171.0, "km", 1), measure(106.0, "mph", 1), true),
        (measure(14.6, "m", 1), measure(48.0, "ft", 1), true),
        (measure(1.2, "km", 2), measure(0.46, "mile", 2), true),
        (measure(1.2, "km", 1), measure(0.46, "mile", 1), false),
        (measure(34.0, "C", 1), measure(93.0, "F", 1), true),
        (measure(34.0, "C", 1), measure(39.0, "F", 1), false),
        (measure(34.0, "C", 1), measure(34.0, "m", 1), false),
        (measure(0.5, "year", 1), measure(6.0, "month", 1), true),
        (measure(1.0, "month", 1), measure(4.0, "week", 1), false),
    ] {
        assert_eq!(a.is_converted(&b), one, "{a:?} {b:?}");
    }
}

#[test]
fn the_classes_stand_in_their_order() {
    assert!(Class::ALL.iter().enumerate().all(|(place, class)| *class as usize == place));
}

/// The marks of words that are all asked what they state.
fn of_each_word(text: &str, wording: &Wording) -> Vec<Mark> {
    let tokens = &wording.witness.tokens;
    let mut marks: Vec<Mark> = tokens.iter().map(plain).collect();
    for sentence in &wording.witness.sentences {
        let range = sentence.tokens.start as usize..sentence.tokens.end as usize;
        let sentence = Sentence { text, tokens: &tokens[range.clone()] };
        let titled = sentence.scan(&mut Vec::new());
        sentence.mark(&(0..range.len()).collect::<Vec<_>>(), titled, &mut marks[range]);
    }
    marks
}

/// Words of all sorts that state something, alone or with what stands beside them, and others.
fn words() -> impl Strategy<Value = Vec<&'static str>> {
    let words = "the of a at in all but and to past out from seen Port port have news more quarter half Noon midnight \
                 14 1,200 6 000 4 17 :30 5pm p.m. GMT 2031 .5 fourteen Two hundred million dozen first One once second \
                 March may May Monday Easter week last km US $ United States New Southern Korea British Dutchwoman \
                 Orr Ann It . ? , - Émile";
    prop::collection::vec(prop::sample::select(words.split_whitespace().collect::<Vec<_>>()), 0..30)
}

proptest! {
    #[test]
    fn words_that_nobody_asks_for_state_nothing(words in words()) {
        let told = Told::of(&words.join(" "));
        prop_assert_eq!(&told.marks, &of_each_word(&told.text, &told.wording));
    }
}
