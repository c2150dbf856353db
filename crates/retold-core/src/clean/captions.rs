//! Captions: what says who took a picture, in the three ways in which pages do.

use memchr::memchr_iter;

/// What is said to have been taken, before a colon.
const LABELS: [&str; 10] = [
    "photo",
    "photos",
    "photograph",
    "photographs",
    "picture",
    "pictures",
    "image",
    "images",
    "illustration",
    "credit",
];

/// Does a line close with who took its picture, in brackets?
pub fn is_credited(line: &str) -> bool {
    const TAKEN: [&str; 10] =
        ["photo", "image", "picture", "credit:", "courtesy", "handout", "getty", "file:", "/afp", "/reuters"];
    let Some(inside) = line.trim_end_matches(['.', ' ']).strip_suffix([')', ']']) else { return false };
    // A block that is nothing but brackets is no caption.
    let Some(open) = inside.rfind(['(', '[']).filter(|&open| open > 0) else { return false };
    let credit = &inside[open + 1..];
    credit.len() <= 80 && TAKEN.iter().any(|word| credit.to_ascii_lowercase().contains(word))
}

/// Is a line a label and what it is of, "Photo: the old quay"; or does it close with one behind the end of a sentence, and
/// a name: "The old quay. Photo: Ann Oke"?
pub fn is_labelled(line: &str) -> bool {
    const NAME_WORDS: usize = 8;
    let is_label = |word: &str| LABELS.iter().any(|known| word.eq_ignore_ascii_case(known));
    // Most lines have none.
    let mut colons = memchr_iter(b':', line.as_bytes()).filter(|&at| line[at + 1..].starts_with(' '));
    let Some(first) = colons.next() else { return false };
    if is_label(&line[..first]) {
        return true;
    }
    let last = colons.next_back().unwrap_or(first);
    let (before, name) = (&line[..last], &line[last + 2..]);
    let Some((before, _)) = before.rsplit_once(' ').filter(|(_, label)| is_label(label)) else {
        return false;
    };
    // An agency lends pictures from its files, a museum those of its archive.
    let before = before.strip_suffix("File").unwrap_or(before).trim_end();
    before.ends_with(['.', '!', '?', '|', '”', '"'])
        && !name.ends_with(['.', '!', '?'])
        && name.split_whitespace().count() <= NAME_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_what_is_told() {
        for (line, is) in [
            ("Dockers wait for the tide at the old quay of Varn. Photo: Ann Oke", true),
            ("The quay, as it was before the war. File photo: The Varn Post/A. Oke", true),
            ("Photo: Ann Oke", true),
            ("Illustration: a barrel, a ledger and a pair of skis. By Ann Oke", true),
            ("She told the court what she had found in the picture: a hand without a thumb.", false),
            ("He kept it for years. Picture: that is what he called the old photograph.", false),
        ] {
            assert_eq!(is_labelled(line), is, "{line}");
        }
        assert!(is_credited("Dockers wait for the tide (photo courtesy of Ann Oke)."));
        assert!(!is_credited("(Photo)") && !is_credited("Dockers wait (all day)."));
    }
}
