//! XML, written with what page text needs: nothing in it is markup, and nothing makes it ill-formed.

use std::fmt::Write;

/// A document that is being written, an element a line.
pub struct Xml {
    out: String,
    open: Vec<&'static str>,
}

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    pub fn new() -> Xml {
        Xml { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Begins an element that holds others.
    pub fn open(&mut self, name: &'static str, attributes: Attributes) {
        let tag = tag(name, attributes, "");
        self.line(&tag);
        self.open.push(name);
    }

    /// Ends the last element that was begun.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.line(&format!("</{name}>"));
        }
    }

    /// An element with a text.
    pub fn text(&mut self, name: &str, attributes: Attributes, text: &str) {
        let element = element(name, attributes, &escaped(text));
        self.line(&element);
    }

    /// What is XML already.
    pub fn line(&mut self, xml: &str) {
        let _ = writeln!(self.out, "{:1$}{xml}", "", 2 * self.open.len());
    }

    /// Ends all that is open.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

/// An element whose content is XML already.
pub fn element(name: &str, attributes: Attributes, content: &str) -> String {
    if content.is_empty() {
        return tag(name, attributes, "/");
    }
    format!("{}{content}</{name}>", tag(name, attributes, ""))
}

fn tag(name: &str, attributes: Attributes, end: &str) -> String {
    let attributes: String =
        attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect();
    format!("<{name}{attributes}{end}>")
}

/// Text for content and for attributes. Of the characters that XML cannot hold at all, each becomes the sign for an
/// unknown one.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Readers make spaces of them in attributes, and line feeds of returns everywhere.
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
