//! Numbers as words and as digits.

/// The number that an English number word stands for: cardinals to ninety, ordinals to twelfth, a dozen.
///
/// "One" and "second" are left out: they are more often a pronoun and a span of time.
pub fn from_word(word: &str) -> Option<u8> {
    WORDS.binary_search_by(|listed| listed.0.cmp(word)).ok().map(|at| WORDS[at].1)
}

/// The words that stand for a number.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|listed| listed.0)
}

/// Sorted.
const WORDS: &[(&str, u8)] = &[
    ("dozen", 12),
    ("eight", 8),
    ("eighteen", 18),
    ("eighth", 8),
    ("eighty", 80),
    ("eleven", 11),
    ("eleventh", 11),
    ("fifteen", 15),
    ("fifth", 5),
    ("fifty", 50),
    ("five", 5),
    ("forty", 40),
    ("four", 4),
    ("fourteen", 14),
    ("fourth", 4),
    ("nine", 9),
    ("nineteen", 19),
    ("ninety", 90),
    ("ninth", 9),
    ("seven", 7),
    ("seventeen", 17),
    ("seventh", 7),
    ("seventy", 70),
    ("six", 6),
    ("sixteen", 16),
    ("sixth", 6),
    ("sixty", 60),
    ("ten", 10),
    ("tenth", 10),
    ("third", 3),
    ("thirteen", 13),
    ("thirty", 30),
    ("three", 3),
    ("trio", 3),
    ("twelfth", 12),
    ("twelve", 12),
    ("twenty", 20),
    ("twice", 2),
    ("two", 2),
];

/// Digits as written, in one form: no thousands separators, no leading zeros, no trailing point.
///
/// `1,200` is `1200`, `07` is `7`, `2.50` stays `2.50`; a date like `2024-03-12` comes in pieces anyway.
pub fn normal_digits(digits: &str) -> String {
    let kept: String = digits.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let kept = kept.trim_end_matches('.');
    let bare = kept.trim_start_matches('0');
    match bare.chars().next() {
        None => "0".to_owned(),
        Some('.') => format!("0{bare}"),
        Some(_) => bare.to_owned(),
    }
}

/// How rare a number is, on the scale of a word's inverse document frequency (natural logarithm).
///
/// No table lists numbers, but their frequency falls with their significant digits, as one over the number they
/// spell (Benford's observation), and far slower with the zeros behind those: 60,000 is a commoner number than 61,357.
/// A year is common whatever its digits.
pub fn weight(normal: &str) -> f32 {
    if normal.len() == 4 && (normal.starts_with("19") || normal.starts_with("20")) {
        return 3.0;
    }
    let digits = || normal.bytes().filter(u8::is_ascii_digit);
    let zeros = digits().rev().take_while(|&digit| digit == b'0').count();
    let significant = digits().count() - zeros;
    // ln of a number of n digits, without a platform's logarithm: ln 10 for each digit, and the first digit's part.
    const LN_FIRST: [f32; 10] = [0.0, 0.0, 0.69, 1.10, 1.39, 1.61, 1.79, 1.95, 2.08, 2.20];
    let first = digits().take(significant).next().map_or(0, |digit| usize::from(digit - b'0'));
    let magnitude = LN_FIRST[first] + 2.30 * significant.saturating_sub(1) as f32;
    (1.2 + 0.85 * magnitude + 0.8 * zeros as f32).min(8.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_has_no_twins() {
        assert!(WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn one_number_has_one_form() {
        for (given, normal) in [("1,200", "1200"), ("07", "7"), ("0.6", "0.6"), ("000", "0"), ("14.", "14")] {
            assert_eq!(normal_digits(given), normal);
        }
    }

    #[test]
    fn longer_and_less_round_is_rarer() {
        assert!(
            weight("3") < weight("14") && weight("14") < weight("220") && weight("60000") < weight("61357")
        );
        assert!(weight("2024") < weight("6524"));
    }
}
