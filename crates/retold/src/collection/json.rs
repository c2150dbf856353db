//! A row as a line of JSON.
//!
//! The bytes are those that serde_json writes, and the tests hold the two against each other. Most of a line is texts in
//! which nothing is escaped, and names of fields: here many bytes of a text are looked at at once, and a name is a
//! constant.

use std::borrow::Cow;
use std::io::Write;

/// A type that can stand in a line.
pub trait Json {
    /// Appends the value to its line.
    fn write(&self, line: &mut Vec<u8>);
}

impl Json for &str {
    fn write(&self, line: &mut Vec<u8>) {
        line.push(b'"');
        let mut rest = self.as_bytes();
        while let Some(at) = marked(rest) {
            line.extend_from_slice(&rest[..at]);
            escape(line, rest[at]);
            rest = &rest[at + 1..];
        }
        line.extend_from_slice(rest);
        line.push(b'"');
    }
}

impl Json for String {
    fn write(&self, line: &mut Vec<u8>) {
        self.as_str().write(line);
    }
}

impl Json for Cow<'_, str> {
    fn write(&self, line: &mut Vec<u8>) {
        (&**self).write(line);
    }
}

/// How a number is written is serde's to say; nothing can go wrong there.
macro_rules! plain {
    ($($kind:ty)*) => {$(
        impl Json for $kind {
            fn write(&self, line: &mut Vec<u8>) {
                let _ = serde_json::to_writer(line, self);
            }
        }
    )*};
}

plain!(u32 u64 usize f64 bool);

impl<T: Json> Json for Option<T> {
    fn write(&self, line: &mut Vec<u8>) {
        match self {
            Some(value) => value.write(line),
            None => line.extend_from_slice(b"null"),
        }
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, line: &mut Vec<u8>) {
        write_list(self, line);
    }
}

impl<T: Json, const N: usize> Json for [T; N] {
    fn write(&self, line: &mut Vec<u8>) {
        write_list(self, line);
    }
}

fn write_list<T: Json>(values: &[T], line: &mut Vec<u8>) {
    line.push(b'[');
    for value in values {
        value.write(line);
        line.push(b',');
    }
    close(line, b']');
}

/// Appends a field of a struct, whose brace is open.
#[inline]
pub fn write_field(name: &str, value: &impl Json, line: &mut Vec<u8>) {
    line.push(b'"');
    line.extend_from_slice(name.as_bytes());
    line.extend_from_slice(b"\":");
    value.write(line);
    line.push(b',');
}

/// Closes a bracket. The comma behind the last thing in it goes.
pub fn close(line: &mut Vec<u8>, bracket: u8) {
    line.pop_if(|last| *last == b',');
    line.push(bracket);
}

/// Where the first byte stands that must be escaped.
fn marked(text: &[u8]) -> Option<usize> {
    let (blocks, rest) = text.as_chunks::<BLOCK>();
    let clean = BLOCK * blocks.iter().take_while(|block| is_clean(block)).count();
    // What is too short for a block is looked at with what stands before it.
    let ends_clean = clean + rest.len() == text.len()
        && match text.last_chunk::<BLOCK>() {
            Some(last) => is_clean(last),
            None => is_clean_by_ends(text),
        };
    if ends_clean { None } else { text[clean..].iter().position(is_marked).map(|at| clean + at) }
}

/// Bytes of a text that are looked at at once.
const BLOCK: usize = 16;

fn is_marked(byte: &u8) -> bool {
    *byte < b' ' || *byte == b'"' || *byte == b'\\'
}

/// Must none of these be escaped? Without a branch, so that the processor looks at all of them at once.
fn is_clean<const N: usize>(bytes: &[u8; N]) -> bool {
    !bytes.iter().fold(false, |any, byte| any | is_marked(byte))
}

/// The same of a text that is shorter than a block, as most names and ids are: its first bytes and its last, which may
/// be the same, are all of it.
fn is_clean_by_ends(text: &[u8]) -> bool {
    const HALF: usize = BLOCK / 2;
    const QUARTER: usize = BLOCK / 4;
    match text.len() {
        HALF.. => are_ends_clean::<HALF>(text),
        QUARTER.. => are_ends_clean::<QUARTER>(text),
        _ => !text.iter().any(is_marked),
    }
}

fn are_ends_clean<const N: usize>(text: &[u8]) -> bool {
    let ends = text.first_chunk::<N>().zip(text.last_chunk::<N>());
    ends.is_some_and(|(first, last)| is_clean(first) & is_clean(last))
}

fn escape(line: &mut Vec<u8>, byte: u8) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0c => b'f',
        b'\r' => b'r',
        _ => {
            // A vector takes all that is written to it.
            let _ = write!(line, "\\u{byte:04x}");
            return;
        }
    };
    line.extend_from_slice(&[b'\\', letter]);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::wire::{Contradiction, FactRow, Source, VariantRow};

    fn is_as_serde_writes_it(value: &(impl Json + Serialize)) {
        let mut line = Vec::new();
        value.write(&mut line);
        assert_eq!(String::from_utf8(line).unwrap(), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn every_sign_is_escaped_as_serde_does_it_wherever_it_stands() {
        for sign in ('\0'..='\u{ff}').chain(['—', '\u{2028}', '🦀']) {
            for before in 0..20 {
                is_as_serde_writes_it(&format!("{}{sign}{sign} behind it", "x".repeat(before)));
            }
        }
    }

    #[test]
    fn values_are_as_serde_writes_them() {
        is_as_serde_writes_it(&vec![0.0, 1.0, -0.125, 1e-7, 1e21, f64::NAN]);
        is_as_serde_writes_it(&vec![vec![[0, u32::MAX]], vec![]]);
        is_as_serde_writes_it(&[Some(true), None]);
        is_as_serde_writes_it(&[u64::MAX, 10]);
        is_as_serde_writes_it(&Vec::<usize>::new());
    }

    #[test]
    fn rows_are_as_serde_writes_them() {
        is_as_serde_writes_it(&Source { file: "a, b", record: 7 });
        is_as_serde_writes_it(&FactRow {
            story: "s1",
            r#type: "number",
            words: "40 \"cranes\"".to_owned(),
            text: "Forty\n".to_owned(),
            document: "d,",
            span: [1, 2],
            support: vec![],
            contradict: vec![Contradiction { document: "e", text: "41".to_owned() }],
        });
        is_as_serde_writes_it(&VariantRow::<Cow<str>> {
            document: "a".into(),
            parent: "b".into(),
            r#type: "name".into(),
            drift: false,
            before: None,
            after: Some(String::new()),
            before_span: None,
            after_span: Some([3, 4]),
        });
    }
}
