//! What pages say, made fit for a terminal.

use std::io::{IsTerminal, Write};

/// Writes to standard output. A reader who has gone, as `head` goes, wants no more of it, and that is no error.
pub fn say(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// `text` without control and bidirectional-override characters: a page must not move the cursor or turn a line.
pub fn safe(text: &str) -> String {
    let hostile = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if hostile(c) { ' ' } else { c }).collect()
}

/// As [`safe`], and cut to `width` characters.
pub fn cut(text: &str, width: usize) -> String {
    let safe = safe(text);
    if safe.chars().count() <= width {
        return safe;
    }
    safe.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

/// A style, used only where standard output is a terminal.
pub fn paint(code: &str, text: &str) -> String {
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_cannot_steer_the_terminal() {
        assert_eq!(super::safe("a\x1b[2Jb\u{202e}c\n"), "a [2Jb c ");
    }
}
