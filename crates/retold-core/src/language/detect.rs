//! Which language a text is in.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use snowball_stemmers_rs::Algorithm;

/// Bytes of text that are looked at: the detector's answer does not change with more, its cost does. They are taken
/// from the middle, since a page's menus may be in another language than its story.
const SAMPLE: usize = 600;

/// A language, by its ISO 639-3 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(&'static str);

/// Has the sample common English words so often that no detector need be asked? No other of the sixteen languages
/// writes these, and in prose they are every tenth word.
fn is_plainly_english(sample: &str) -> bool {
    const OFTEN: usize = 3;
    static WORDS: LazyLock<[Finder<'static>; 4]> =
        LazyLock::new(|| [" the ", " and ", " that ", " with "].map(Finder::new));
    WORDS.iter().flat_map(|word| word.find_iter(sample.as_bytes())).nth(OFTEN - 1).is_some()
}

impl Language {
    /// English, the one language whose tables ship with the program.
    pub const ENGLISH: Language = Language("eng");

    /// The language of `text`, of the sixteen that the detector knows; English where there is nothing to go by.
    pub fn of(text: &str) -> Language {
        let start = text.floor_char_boundary(text.len().saturating_sub(SAMPLE) / 2);
        let sample = &text[start..text.floor_char_boundary(start + SAMPLE)];
        if is_plainly_english(sample) || !sample.chars().any(char::is_alphabetic) {
            return Language::ENGLISH;
        }
        Language(whichlang::detect_language(sample).three_letter_code())
    }

    /// The language with this ISO 639-3 code, if it is one of those that [`Language::of`] can answer.
    pub fn from_code(code: &str) -> Option<Language> {
        const KNOWN: [&str; 16] = [
            "ara", "cmn", "deu", "eng", "fra", "hin", "ita", "jpn", "kor", "nld", "por", "rus", "spa", "swe",
            "tur", "vie",
        ];
        KNOWN.into_iter().find(|&known| known == code).map(Language)
    }

    /// Its ISO 639-3 code.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// Its two-letter code, which the sentence splitter wants.
    pub fn two_letter_code(self) -> &'static str {
        match self.0 {
            "ara" => "ar",
            "cmn" => "zh",
            "deu" => "de",
            "fra" => "fr",
            "hin" => "hi",
            "ita" => "it",
            "jpn" => "ja",
            "kor" => "ko",
            "nld" => "nl",
            "por" => "pt",
            "rus" => "ru",
            "spa" => "es",
            "swe" => "sv",
            "tur" => "tr",
            "vie" => "vi",
            _ => "en",
        }
    }

    /// Its stemmer, if there is one.
    pub fn stemmer(self) -> Option<Algorithm> {
        Some(match self.0 {
            "ara" => Algorithm::Arabic,
            "deu" => Algorithm::German,
            "eng" => Algorithm::English,
            "fra" => Algorithm::French,
            "hin" => Algorithm::Hindi,
            "ita" => Algorithm::Italian,
            "nld" => Algorithm::Dutch,
            "por" => Algorithm::Portuguese,
            "rus" => Algorithm::Russian,
            "spa" => Algorithm::Spanish,
            "swe" => Algorithm::Swedish,
            "tur" => Algorithm::Turkish,
            _ => return None,
        })
    }
}
