//! What pages say, made fit for a page of ours.

use maud::{PreEscaped, Render, html};

/// A text that stands inside of others: it cannot turn round what stands beside it.
pub struct Text<'a>(pub &'a str);

impl Render for Text<'_> {
    fn render(&self) -> PreEscaped<String> {
        html! { bdi { (visible(self.0)) } }
    }
}

/// The text, in which characters that steer without being seen are seen by their numbers: control characters, and those
/// that turn the direction of writing. Whether a text is read from the right is told by its letters.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            // What ends a line together with the line feed behind it.
            '\r' => {}
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {
                out += &format!("[U+{:04X}]", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

/// No more than so many characters of a text.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_seen_and_what_is_markup_is_text() {
        assert_eq!(visible("a\u{1b}[2J\u{202e}b\u{7f}\r\n"), "a[U+001B][2J[U+202E]b[U+007F]\n");
        assert_eq!(Text("<script>\"'&").render().0, "<bdi>&lt;script&gt;&quot;'&amp;</bdi>");
        assert_eq!(visible("שלום می‌خواهم 👩‍👧"), "שלום می‌خواهم 👩‍👧");
        assert_eq!((shortened("Ärger", 2), shortened("Ä", 2)), ("Är…".to_owned(), "Ä".to_owned()));
    }
}
