//! Repairs mojibake: UTF-8 that somebody read as Windows-1252 (or Latin-1) and saved, once or several times:
//! `â€™` for `’`, `Ã©` for `é`.
//!
//! Only such sequences are touched; quotes, entities, widths and normal forms stay as the page has them, for they
//! may tell witnesses apart. (The usual libraries for this, `ftfy` and its port `plsfix`, also change those; `plsfix`
//! unescapes entities whatever its settings, and brings 40 crates.) Mojibake by other code pages than Windows-1252 is
//! left alone.
//!
//! A sequence is *strong* if no language writes it, *weak* if it can be genuine (`NESTLÉ®`, `arrivé »` with a
//! no-break space). Weak ones are repaired only where the text as a whole is mojibake.

/// How often a text may have gone through the wrong decoder; more has not been seen.
const ROUNDS: usize = 3;

/// Weak sequences alone are believed if so many different ones occur that are not innocent, and all together make up
/// 3/4 of what is not ASCII.
const DIFFERENT_WEAK: usize = 3;

/// The repaired text; `None` if there is nothing to repair.
pub(super) fn repair(text: &str) -> Option<String> {
    let mut repaired = repair_once(text)?;
    for _ in 1..ROUNDS {
        match repair_once(&repaired) {
            Some(text) => repaired = text,
            None => break,
        }
    }
    Some(repaired)
}

/// A character that was read as several, which stand at `start..end`.
struct Sequence {
    start: usize,
    end: usize,
    meant: char,
    strong: bool,
    /// Does it end in signs that genuinely stand behind letters?
    innocent: bool,
}

fn repair_once(text: &str) -> Option<String> {
    let sequences = find(text);
    if sequences.is_empty() {
        return None;
    }
    let believe_weak = is_mostly(text, &sequences);
    let mut repaired = String::with_capacity(text.len());
    let mut copied = 0;
    for sequence in sequences.iter().filter(|s| s.strong || believe_weak) {
        repaired.push_str(&text[copied..sequence.start]);
        repaired.push(sequence.meant);
        copied = sequence.end;
    }
    (copied > 0).then(|| repaired + &text[copied..])
}

/// Is the text as a whole mojibake?
fn is_mostly(text: &str, sequences: &[Sequence]) -> bool {
    let above_ascii = text.chars().filter(|c| !c.is_ascii()).count();
    let in_sequences: usize = sequences.iter().map(|s| text[s.start..s.end].chars().count()).sum();
    let mut weak: Vec<char> =
        sequences.iter().filter(|s| !s.strong && !s.innocent).map(|s| s.meant).collect();
    weak.sort_unstable();
    weak.dedup();
    let evident = sequences.iter().any(|s| s.strong) || weak.len() >= DIFFERENT_WEAK;
    evident && in_sequences * 4 >= above_ascii * 3
}

/// All sequences of `text` in order. Costs next to nothing where there are none: it jumps from one byte C3 (which
/// begins the UTF-8 of `À` to `ÿ`) to the next, and looks one byte further.
fn find(text: &str) -> Vec<Sequence> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memchr(0xC3, &bytes[from..]) {
        let start = from + at;
        from = start + 2;
        // First bytes of the UTF-8 of everything that Windows-1252 has at 80..BF.
        if matches!(bytes.get(from), Some(0xC2 | 0xC5 | 0xC6 | 0xCB | 0xE2))
            && let Some(sequence) = sequence(text, start)
        {
            from = sequence.end;
            found.push(sequence);
        }
    }
    found
}

/// The sequence that begins at `start`, if the bytes that its characters stand for are one UTF-8 character.
fn sequence(text: &str, start: usize) -> Option<Sequence> {
    let mut chars = text[start..].char_indices();
    let mut bytes = [0; 4];
    let mut innocent = true;
    bytes[0] = windows_1252(chars.next()?.1)?;
    let length = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    for byte in &mut bytes[1..length] {
        let c = chars.next()?.1;
        *byte = windows_1252(c)?;
        innocent &= is_innocent(c);
    }
    let end = start + chars.offset();
    let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    let strong = match bytes[0] {
        // No word ends with this letter, so nothing genuine follows it.
        0xC2 => true,
        0xC3 => !innocent,
        // Other letters with a sign behind, such as `É®`.
        0xC4..=0xDF => false,
        _ => !innocent,
    };
    // Windows-1252 that was read as Latin-1 before it became UTF-8.
    let meant = if ('\u{80}'..='\u{9f}').contains(&meant) { from_windows_1252(meant as u8) } else { meant };
    Some(Sequence { start, end, meant, strong, innocent })
}

/// Signs that stand behind a letter in genuine text.
fn is_innocent(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '«'
            | '»'
            | '‘'
            | '’'
            | '“'
            | '”'
            | '„'
            | '–'
            | '—'
            | '…'
            | '•'
            | '·'
            | '®'
            | '™'
            | '©'
    )
}

/// What Windows-1252 has at 80..9F. Its five holes stand for themselves, as in the WHATWG standard.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn from_windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The byte above ASCII that Windows-1252 or Latin-1 has for `c`.
fn windows_1252(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{ff}' => Some(c as u8),
        _ => HIGH.iter().position(|high| *high == c).map(|at| at as u8 + 0x80),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` as somebody sees it who takes its UTF-8 for Windows-1252.
    fn garble(text: &str) -> String {
        text.bytes().map(from_windows_1252).collect()
    }

    #[test]
    fn garbled_texts_come_back() {
        let texts = [
            "It’s “quoted” – and more…",
            "L’été à Zürich: 20 °C, 5 €",
            "Řeč o žížalách a čápech",
            "Президент заявил, что переговоры продолжатся",
            "首相は水曜日に会談を続けると述べた",
            "smile 😀 please",
            "a\u{a0}b « c »",
        ];
        for text in texts {
            assert_eq!(repair(&garble(text)).as_deref(), Some(text));
            assert_eq!(repair(&garble(&garble(text))).as_deref(), Some(text), "twice");
        }
        assert_eq!(repair("It\u{e2}\u{80}\u{99}s").as_deref(), Some("It’s"), "by Latin-1");
        assert_eq!(repair("itâ€™s a genuine café").as_deref(), Some("it’s a genuine café"), "in part");
    }

    #[test]
    fn genuine_texts_stay() {
        let texts = [
            "",
            "plain",
            "L’été à Zürich: 20 °C, 5 €",
            "« Il est arrivé\u{a0}» et il est là\u{a0}»",
            "NESTLÉ® and NESTLÉ™ and CAFÉ… are brands",
            "NÃO, NA MANHÃ… SÃO PAULO, «IRMÃ»",
            "Việt Nam, Ấn Độ, ÂM NHẠC, Đà Nẵng",
            "Über Öl, Äpfel und Straßen–ß",
            "Ä “ Ö ” Ü",
            "Президент",
        ];
        for text in texts {
            assert_eq!(repair(text), None, "{text}");
        }
    }
}
