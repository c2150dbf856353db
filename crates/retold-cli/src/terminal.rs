//! What pages say, made fit for a terminal.

use std::io::{self, IsTerminal, Write};

use retold::Error;
use terminal_size::terminal_size_of;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Writes to standard output, as [`tell`] does.
pub fn say(text: &str) -> Result<(), Error> {
    tell(|out| out.write_all(text.as_bytes()))
}

/// Has something written to standard output. A reader who has gone, as `head` goes, wants no more of it, and that is no
/// error; a disk that is full is one.
pub fn tell(write: impl FnOnce(&mut io::StdoutLock) -> io::Result<()>) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::Io { path: "standard output".into(), source })
        }
        _ => Ok(()),
    }
}

/// `text` without control characters and those that turn or end a line: a page must not move the cursor.
pub fn safe(text: &str) -> String {
    let hostile = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if hostile(c) { ' ' } else { c }).collect()
}

/// How many columns a text takes: a Chinese character takes two, an accent of its own none.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// As [`safe`], and cut to `width` columns.
pub fn cut(text: &str, width: usize) -> String {
    let safe = safe(text);
    if columns(&safe) <= width {
        return safe;
    }
    fitting(safe.chars(), width) + if width > 0 { "…" } else { "" }
}

/// As [`cut`], but of a text that is too long the end is kept, which tells addresses and paths apart.
pub fn cut_front(text: &str, width: usize) -> String {
    let safe = safe(text);
    if columns(&safe) <= width {
        return safe;
    }
    let end: String = fitting(safe.chars().rev(), width).chars().rev().collect();
    if width > 0 { format!("…{end}") } else { end }
}

/// The first characters that fit beside a sign of one column.
fn fitting(chars: impl Iterator<Item = char>, width: usize) -> String {
    let mut room = width.saturating_sub(1);
    let fits = |c: &char| match room.checked_sub(c.width().unwrap_or(0)) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    };
    chars.take_while(fits).collect()
}

/// The text with blanks behind it up to `width` columns.
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{:1$}", "", width.saturating_sub(columns(text)))
}

/// A style, used only where standard output is a terminal.
pub fn paint(code: &str, text: &str) -> String {
    Screen::stdout().paint(code, text)
}

/// What is printed on.
#[derive(Clone, Copy)]
pub struct Screen {
    /// Columns of a line.
    pub width: usize,
    /// Does it know colours?
    pub colour: bool,
}

impl Screen {
    /// Standard output: a terminal, or else a file of 80 columns without colours.
    pub fn stdout() -> Screen {
        let terminal = io::stdout().is_terminal();
        let size = || Some(usize::from(terminal_size_of(io::stdout())?.0.0));
        let width = if terminal { size().filter(|&width| width > 0) } else { None };
        Screen { width: width.unwrap_or(80), colour: terminal && std::env::var_os("NO_COLOR").is_none() }
    }

    /// A line of texts in styles, which ends at the edge of the screen.
    pub fn line(self, parts: &[(&str, &str)]) -> String {
        let mut strip = Strip::new(self);
        parts.iter().for_each(|(style, text)| strip.put(style, text));
        strip.line()
    }

    /// The text in a style; what is empty needs none.
    pub fn paint(self, code: &str, text: &str) -> String {
        if self.colour && !code.is_empty() && !text.is_empty() {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

/// A line that is put together from the left and ends at the edge of the screen at the latest.
pub struct Strip {
    screen: Screen,
    left: usize,
    out: String,
    /// Blanks that are printed only if something follows.
    blanks: usize,
}

impl Strip {
    pub fn new(screen: Screen) -> Strip {
        Strip { screen, left: screen.width, out: String::new(), blanks: 0 }
    }

    /// Adds a text in a style. What does not fit is cut, and nothing follows.
    pub fn put(&mut self, style: &str, text: &str) {
        let text = safe(text);
        let whole = columns(&text) <= self.left;
        let shown = cut(&text, self.left);
        self.left = if whole { self.left - columns(&shown) } else { 0 };
        let word = shown.trim_end_matches(' ');
        if word.is_empty() {
            self.blanks += shown.len();
            return;
        }
        self.out += &" ".repeat(std::mem::take(&mut self.blanks));
        self.out += &self.screen.paint(style, word);
        self.blanks = shown.len() - word.len();
    }

    /// How many columns are taken.
    pub fn used(&self) -> usize {
        self.screen.width - self.left
    }

    /// How many columns there are still.
    pub fn left(&self) -> usize {
        self.left
    }

    pub fn line(self) -> String {
        self.out + "\n"
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_cannot_steer_the_terminal() {
        assert_eq!(super::safe("a\x1b[2Jb\u{202e}c\n"), "a [2Jb c ");
    }
    #[test]
    fn columns_are_what_a_terminal_shows() {
        use super::{columns, cut, cut_front, padded};
        assert_eq!((cut("abcdef", 6), cut("abcdef", 5)), ("abcdef".to_owned(), "abcd…".to_owned()));
        assert_eq!((cut_front("abcdef", 5), cut("abc", 0)), ("…cdef".to_owned(), String::new()));
        // Each of these takes two columns.
        assert_eq!((cut("東京新聞", 6), cut("東京新聞", 5)), ("東京…".to_owned(), "東京…".to_owned()));
        assert_eq!((columns(&cut("東京新聞", 6)), padded("東京", 5)), (5, "東京 ".to_owned()));
        assert_eq!((cut("\x1b\n", 9), cut("", 0)), ("  ".to_owned(), String::new()));
    }
}
