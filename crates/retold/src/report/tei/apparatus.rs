//! The archetype's text in paragraphs, with an entry of the apparatus at each disputed place.

use crate::report::Archetype;
use crate::report::archetype::Piece;
use crate::report::xml::{element, escaped};
use crate::wire::Reading;

/// The content of each paragraph, as XML. A line of the text is one; a disputed place that runs over a line end keeps
/// it, since an entry lies inside one paragraph.
pub fn paragraphs(archetype: &Archetype) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for piece in archetype.pieces() {
        match piece {
            Piece::Disputed(text, reading) => add(&mut paragraphs, &entry(text, reading)),
            Piece::Agreed(text) => {
                for (number, line) in text.split('\n').enumerate() {
                    if number > 0 {
                        paragraphs.push(String::new());
                    }
                    add(&mut paragraphs, &escaped(line));
                }
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    paragraphs
}

fn add(paragraphs: &mut [String], xml: &str) {
    if let Some(last) = paragraphs.last_mut() {
        last.push_str(xml);
    }
}

/// `n` of the entry is how many witnesses have the place, `n` of a reading how many have that.
fn entry(text: &str, reading: &Reading) -> String {
    let one =
        |name, text: &str, witnesses: u32| element(name, &[("n", &witnesses.to_string())], &escaped(text));
    let mut readings = one("lem", text, reading.witnesses);
    for other in &reading.others {
        readings += &one("rdg", &other.text, other.witnesses);
    }
    element("app", &[("n", &reading.of.to_string())], &readings)
}
