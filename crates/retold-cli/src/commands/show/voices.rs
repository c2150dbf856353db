//! Who says what, below the tree.

use retold::report::voices::{Said, Voice};

use crate::terminal::Screen;

/// So many are shown, unless all are asked for.
const VOICES: usize = 8;
const STATEMENTS: usize = 4;

/// The voices with their statements, each with the number of witnesses that have it.
pub fn text(voices: &[Voice], witnesses: usize, all: bool, screen: Screen) -> String {
    if voices.is_empty() {
        return String::new();
    }
    let (most_voices, most) = if all { (usize::MAX, usize::MAX) } else { (VOICES, STATEMENTS) };
    let digits = witnesses.to_string().len();
    let mut out = screen.line(&[("1", "Who says what, and in how many witnesses:")]);
    for voice in voices.iter().take(most_voices) {
        out += &head(voice, screen);
        for said in voice.statements.iter().take(most) {
            let count = format!("  {:>digits$}  ", said.witnesses.len());
            out += &screen.line(&[("2", &count), ("", &words(said))]);
        }
        out += &more(voice.statements.len(), most, &" ".repeat(digits + 4), screen);
    }
    out + &more(voices.len(), most_voices, "", screen)
}

fn head(voice: &Voice, screen: Screen) -> String {
    let name = voice.speaker.as_deref().unwrap_or("(nobody named)");
    let title = voice.title.as_ref().map(|title| format!(", {title}")).unwrap_or_default();
    screen.line(&[("1;36", name), ("2", &title)])
}

/// A quotation in its marks, a report in none.
fn words(said: &Said) -> String {
    if said.direct { format!("“{}”", said.text) } else { said.text.clone() }
}

fn more(there: usize, shown: usize, indent: &str, screen: Screen) -> String {
    match there.saturating_sub(shown) {
        0 => String::new(),
        hidden => screen.line(&[("2", &format!("{indent}… {hidden} more"))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(speaker: Option<&str>, statements: usize) -> Voice {
        let said = |n: usize| Said {
            id: format!("q{n}"),
            text: "The port of Varn will be shut until the storm is over, and nobody will be paid".to_owned(),
            direct: n == 0,
            witnesses: vec!["a".to_owned(); 12 - n],
        };
        Voice {
            speaker: speaker.map(str::to_owned),
            title: None,
            statements: (0..statements).map(said).collect(),
        }
    }

    #[test]
    fn voices_are_told_in_lines_that_fit() {
        let shown = text(
            &[voice(Some("Ann Orr"), 6), voice(None, 1)],
            12,
            false,
            Screen { width: 40, colour: false },
        );
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(
            lines[..3],
            [
                "Who says what, and in how many witnesse…",
                "Ann Orr",
                "  12  “The port of Varn will be shut un…"
            ]
        );
        assert_eq!(
            lines[6..],
            ["      … 2 more", "(nobody named)", "  12  “The port of Varn will be shut un…"]
        );
        assert!(text(&[], 2, true, Screen { width: 40, colour: false }).is_empty());
    }
}
