//! How names sound: what goes from one alphabet to another and back keeps that, and little more.

use crate::language::fold;

/// How a name sounds, roughly.
pub fn sounds(name: &str) -> Vec<char> {
    // One after the other: what one spells c the other spells ts, and c is k below.
    const WRITTEN: [(&str, &str); 7] =
        [("ph", "f"), ("qu", "kv"), ("ck", "k"), ("x", "ks"), ("ts", "k"), ("tz", "k"), ("kh", "")];
    let mut plain = fold::plain(name);
    for (letters, sound) in WRITTEN {
        // Nearly no name has them.
        if plain.contains(letters) {
            plain = plain.replace(letters, sound);
        }
    }
    let letter = |c: char| match c {
        'c' | 'q' => 'k',
        'z' => 's',
        'w' => 'v',
        'j' => 'y',
        c => c,
    };
    let mut letters: Vec<char> =
        plain.chars().filter(|c| c.is_alphanumeric() && *c != 'h').map(letter).collect();
    letters.dedup();
    // An acronym is translated word by word, and its letters change places.
    if is_short(name) {
        letters.sort_unstable();
    }
    letters
}

/// Its consonants: by ear one writes down other vowels oftener than other consonants.
pub fn consonants(name: &str) -> Vec<char> {
    let mut letters = sounds(name);
    letters.retain(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    letters.dedup();
    letters
}

/// Is it written in capitals alone?
pub fn is_short(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}
