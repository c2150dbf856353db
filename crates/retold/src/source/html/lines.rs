//! The visible text of a document, one block element a line.

use dom_query::{Document, Element, NodeData, NodeId, NodeRef};

/// The visible lines of a document.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The lines, separated by `\n`; none is blank.
    pub text: String,
    /// Which nodes the lines were made of, in order.
    pub parts: Vec<Part>,
}

/// A text node's share in a line.
#[derive(Debug)]
pub(super) struct Part {
    /// Number of the line, counted from 0.
    pub line: usize,
    pub node: NodeId,
    /// Bytes that are not white space.
    pub bytes: usize,
}

/// Elements that show nothing, or nothing that is text of the page: code, fallbacks, foreign documents, the choices
/// of a form.
const DROPPED: [&str; 18] = [
    "script", "style", "template", "noscript", "head", "iframe", "object", "embed", "applet", "svg",
    "canvas", "audio", "video", "textarea", "select", "datalist", "noframes", "noembed",
];

/// Elements inside a line. All others begin and end one, so that unknown and custom elements do not glue texts
/// together.
const INLINE: [&str; 39] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "math", "nobr", "output", "picture", "q", "ruby",
    "rb", "rt", "rp", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
];
const INLINE_TOO: [&str; 5] = ["tt", "u", "var", "wbr", "meta"];

/// Does this element stand inside a line?
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || INLINE_TOO.contains(&name)
}

/// The visible lines of `document`. Walks without recursion.
pub(super) fn visible(document: &Document) -> Lines {
    let mut builder = Builder::default();
    let root = document.root();
    let mut next = Some((root, builder.enter(&root)));
    while let Some((node, descend)) = next {
        let child = if descend { node.first_child() } else { None };
        let mut here = node;
        if child.is_none() {
            builder.leave(&here, descend);
        }
        next = child
            .or_else(|| {
                // Up to the first ancestor with a next sibling, leaving each on the way.
                loop {
                    if here.id == root.id {
                        return None;
                    }
                    if let Some(sibling) = here.next_sibling() {
                        return Some(sibling);
                    }
                    here = here.parent()?;
                    builder.leave(&here, true);
                }
            })
            .map(|node| (node, builder.enter(&node)));
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    lines: Lines,
    line: usize,
    /// Where the line begins in the text, and in the parts.
    start: usize,
    first_part: usize,
    /// Is there white space before the next word?
    space: bool,
    /// How many `<pre>` are open.
    preformatted: usize,
}

impl Builder {
    /// Begins a node. Are its children to be seen?
    fn enter(&mut self, node: &NodeRef) -> bool {
        enum Kind {
            Text(String),
            Element { name: String, shown: bool },
            Root,
            Other,
        }
        let kind = node.query_or(Kind::Other, |n| match &n.data {
            NodeData::Text { contents } => Kind::Text(contents.to_string()),
            NodeData::Element(e) => Kind::Element { name: e.name.local.to_string(), shown: is_shown(e) },
            NodeData::Document | NodeData::Fragment => Kind::Root,
            _ => Kind::Other,
        });
        match kind {
            Kind::Text(text) => self.text(node.id, &text),
            Kind::Element { shown: false, .. } => return false,
            Kind::Element { name, .. } => {
                if !is_inline(&name) {
                    self.end_line();
                }
                self.preformatted += usize::from(name == "pre");
            }
            Kind::Root => {}
            Kind::Other => return false,
        }
        true
    }

    /// Ends a node.
    fn leave(&mut self, node: &NodeRef, descended: bool) {
        if !descended {
            return;
        }
        let Some(element) = node.element_ref() else { return };
        let name = &*element.name.local;
        if !is_inline(name) {
            self.end_line();
        }
        self.preformatted -= usize::from(name == "pre");
    }

    fn text(&mut self, node: NodeId, text: &str) {
        let mut rest = text;
        while self.preformatted > 0
            && let Some((line, after)) = rest.split_once('\n')
        {
            self.words(node, line);
            self.end_line();
            rest = after;
        }
        self.words(node, rest);
    }

    fn words(&mut self, node: NodeId, text: &str) {
        const WHITE: [char; 5] = [' ', '\t', '\n', '\r', '\u{c}'];
        let mut bytes = 0;
        for (i, word) in text.split(WHITE).enumerate() {
            self.space |= i > 0;
            if word.is_empty() {
                continue;
            }
            if self.space && self.lines.text.len() > self.start {
                self.lines.text.push(' ');
            }
            self.space = false;
            self.lines.text.push_str(word);
            bytes += word.len();
        }
        if bytes > 0 {
            self.lines.parts.push(Part { line: self.line, node, bytes });
        }
    }

    fn end_line(&mut self) {
        self.space = false;
        if self.lines.text[self.start..].trim().is_empty() {
            // Nothing, or only no-break spaces.
            self.lines.text.truncate(self.start);
            self.lines.parts.truncate(self.first_part);
            return;
        }
        self.lines.text.push('\n');
        self.line += 1;
        self.start = self.lines.text.len();
        self.first_part = self.lines.parts.len();
    }

    fn finish(mut self) -> Lines {
        self.end_line();
        self.lines.text.truncate(self.lines.text.trim_end_matches('\n').len());
        self.lines
    }
}

/// Can the element be seen, as far as it says itself?
fn is_shown(element: &Element) -> bool {
    let name = &*element.name.local;
    let attribute = |name: &str| element.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value);
    let styled_away = |style: &str| {
        let style: String = style.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    !(DROPPED.contains(&name)
        || attribute("hidden").is_some()
        || (name == "dialog" && attribute("open").is_none())
        || attribute("style").is_some_and(styled_away))
}
