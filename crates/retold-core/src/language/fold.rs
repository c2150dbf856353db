//! Folding a word: lower case, no diacritics, one spelling, one stem.
//!
//! A fold may join words that differ (it is the same on both sides of every comparison); it must not part forms of
//! one word, above all not British from American spelling, which reprints change without changing anything.

use std::borrow::Cow;

use snowball_stemmers_rs::Stemmer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `word` in lower case, without diacritics, apostrophes straight and a possessive `'s` gone.
pub fn plain(word: &str) -> String {
    let mut out = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        let letters = word.nfkd().filter(|&c| !is_combining_mark(c)).map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{b4}' => '\'',
            'ø' | 'Ø' => 'o',
            'ł' | 'Ł' => 'l',
            'đ' | 'Đ' => 'd',
            'ı' => 'i',
            c => c,
        });
        letters.flat_map(char::to_lowercase).collect()
    };
    if out.ends_with("'s") {
        out.truncate(out.len() - 2);
    }
    out
}

/// The same of a word whose marked letters are written as two, as their alphabets do where they have none: "Møller" is
/// "moeller", "Srđan" "srdjan".
pub fn spelled_out(word: &str) -> String {
    const AS_TWO: [(char, &str); 8] = [
        ('ä', "ae"),
        ('æ', "ae"),
        ('ö', "oe"),
        ('ø', "oe"),
        ('ü', "ue"),
        ('å', "aa"),
        ('đ', "dj"),
        ('ß', "ss"),
    ];
    let lower = word.to_lowercase();
    plain(&AS_TWO.iter().fold(lower, |word, &(one, two)| word.replace(one, two)))
}

/// The stem of a word that [`plain`] has folded, by `stemmer`; in English also one spelling for both shores.
pub fn stem(word: &str, stemmer: Option<&Stemmer>, english: bool) -> String {
    // Three letters and less are left alone: nothing is gained, and "us", "was", "his" would lose their last.
    if word.len() <= 3 {
        return word.to_owned();
    }
    let word = if english { american_suffix(word) } else { Cow::Borrowed(word) };
    let stem = stemmer.map_or(word.clone(), |s| Cow::Owned(s.stem(&word).into_owned()));
    if english { american_stem(stem.into_owned()) } else { stem.into_owned() }
}

/// `-ise`, `-isation`, `-yse` as Americans write them, before the stemmer takes the ending off.
fn american_suffix(word: &str) -> Cow<'_, str> {
    const ENDINGS: [(&str, &str); 12] = [
        ("isation", "ization"),
        ("isations", "izations"),
        ("ise", "ize"),
        ("ised", "ized"),
        ("iser", "izer"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("yses", "yzes"),
        ("ysing", "yzing"),
        ("ogue", "og"),
    ];
    for (british, american) in ENDINGS {
        if let Some(head) = word.strip_suffix(british)
            && head.len() >= 2
        {
            return Cow::Owned(format!("{head}{american}"));
        }
    }
    Cow::Borrowed(word)
}

/// `-our`, `-tre` (stem `-tr`), `-ence` and doubled consonants, which show only once the ending is off.
fn american_stem(mut stem: String) -> String {
    const ENDINGS: [(&str, &str); 4] = [("our", "or"), ("tr", "ter"), ("enc", "ens"), ("ogu", "og")];
    if stem.len() <= 4 {
        return stem;
    }
    for (british, american) in ENDINGS {
        if stem.ends_with(british) {
            stem.truncate(stem.len() - british.len());
            stem.push_str(american);
            return stem;
        }
    }
    if ["ll", "mm", "pp"].iter().any(|double| stem.ends_with(double)) {
        stem.pop();
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use snowball_stemmers_rs::Algorithm;

    #[test]
    fn both_shores_and_all_forms_share_a_stem() {
        let stemmer = Stemmer::create(Algorithm::English);
        let fold = |w: &str| stem(&plain(w), Some(&stemmer), true);
        for (a, b) in [
            ("organisation", "organizations"),
            ("Defence", "defense"),
            ("neighbouring", "neighboring"),
            ("centre", "center"),
            ("programme", "programs"),
            ("travelled", "traveled"),
            ("analysed", "analyze"),
            ("Bogotá", "bogota"),
            ("minister’s", "ministers"),
            ("colour", "colors"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} / {b}");
        }
    }
}
