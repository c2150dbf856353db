//! One JSON object as a record: the fields that matter are kept, all others passed over unparsed.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::encoding;
use super::fields::{FieldMap, Fields, Rank, Slot};
use super::mend::mend;
use super::skipped::Reason;

/// Parses `bytes`, which are one JSON object. The flag says that it had to be mended first (other encodings than
/// UTF-8, and what `mend` knows), so that its values are not what stands in the file.
///
/// Values nested deeper than 128 are refused in fields that matter (`serde_json` recurses there), and pass in others.
pub(super) fn parse(bytes: Vec<u8>, map: &FieldMap) -> Result<(Fields, bool), Reason> {
    let decoded = encoding::decode(bytes, None);
    let error = match parse_text(&decoded.text, map) {
        Ok(fields) => return Ok((fields, decoded.changed)),
        Err(error) => error,
    };
    let Some(mended) = mend(&decoded.text) else { return Err(reason(&error, byte(&decoded.text, &error))) };
    match parse_text(&mended.text, map) {
        Ok(fields) => Ok((fields, true)),
        Err(error) => {
            let at = byte(&mended.text, &error).saturating_sub(1);
            Err(reason(&error, mended.given(at) + 1))
        }
    }
}

fn parse_text(text: &str, map: &FieldMap) -> serde_json::Result<Fields> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let fields = RecordSeed(map).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(fields)
}

/// The byte of `text`, counted from 1, at which `error` was found.
fn byte(text: &str, error: &serde_json::Error) -> usize {
    let lines_before = error.line().saturating_sub(1);
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let line_start = ends.take(lines_before).last().map_or(0, |at| at + 1);
    line_start + error.column()
}

fn reason(error: &serde_json::Error, byte: usize) -> Reason {
    match error.classify() {
        Category::Data => Reason::NotAnObject,
        // serde_json has no other sign for it.
        _ if error.to_string().starts_with("recursion limit") => Reason::TooDeep,
        _ => Reason::NotJson { column: byte },
    }
}

/// Reads an object into [`Fields`].
struct RecordSeed<'m>(&'m FieldMap);

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Fields;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Fields, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some(slot) = object.next_key_seed(KeySeed(self.0))? {
            match slot {
                None => {
                    object.next_value::<IgnoredAny>()?;
                }
                Some(slot) => {
                    if let Some(value) = object.next_value_seed(ValueSeed)? {
                        fields.put(slot, value);
                    }
                }
            }
        }
        Ok(fields)
    }
}

/// Reads a field's name, without keeping it.
struct KeySeed<'m>(&'m FieldMap);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<(Slot, Rank)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<(Slot, Rank)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.slot(name))
    }
}

/// Reads a value as text: strings as they are, numbers as written, lists of strings as lines. Truth values, null and
/// objects say nothing.
struct ValueSeed;

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
        Ok(Some(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(value.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut lines: Option<String> = None;
        while let Some(item) = list.next_element_seed(ValueSeed)? {
            match (&mut lines, item) {
                (_, None) => {}
                (None, item) => lines = item,
                (Some(lines), Some(item)) => {
                    lines.push('\n');
                    lines.push_str(&item);
                }
            }
        }
        Ok(lines)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::options::FieldNames;

    fn text_of(json: &str) -> Result<Option<String>, Reason> {
        let map = FieldMap::new(&FieldNames::default());
        parse(json.as_bytes().to_vec(), &map).map(|(mut fields, _)| fields.take(Slot::Text))
    }

    #[test]
    fn values_of_every_kind() {
        let cases = [
            (r#"{"text":"a"}"#, Some("a")),
            (r#"{"text":"\u00e9\n\"\ud83d\ude00"}"#, Some("\u{e9}\n\"\u{1f600}")),
            (r#"{"x":{"text":"no"},"text":["a",["b",null],"c"]}"#, Some("a\nb\nc")),
            (r#"{"text":12}"#, Some("12")),
            (r#"{"text":-1}"#, Some("-1")),
            (r#"{"text":1.5}"#, Some("1.5")),
            (r#"{"text":null,"body":"b"}"#, Some("b")),
            (r#"{"text":{"text":"no"}}"#, None),
            (r#"{"text":true}"#, None),
            ("{}", None),
        ];
        for (json, expected) in cases {
            assert_eq!(text_of(json), Ok(expected.map(str::to_owned)), "{json}");
        }
    }

    #[test]
    fn what_is_nearly_json_is_read() {
        let cases = [
            ("{\"text\":\"a\u{1}b\nc\"}", "a\u{1}b\nc"),
            (r#"{"text":"a\ud83d"}"#, "a\u{fffd}"),
            (r#"{"n":NaN,"text":"a NaN","published":-Infinity}"#, "a NaN"),
        ];
        for (json, expected) in cases {
            assert_eq!(text_of(json), Ok(Some(expected.to_owned())), "{json}");
        }
    }

    #[test]
    fn a_fault_is_named_by_its_byte_in_the_record_as_given() {
        for (json, fault) in [
            ("{\"text\":x}", "x}"),
            ("{\n \"text\":\n x}", "x}"),
            ("{\"n\":NaN,\"t\":\"\t\u{1}\ty\",\"text\":x}", "x}"),
        ] {
            let column = json.find(fault).map(|at| at + 1).expect("stands in it");
            assert_eq!(text_of(json), Err(Reason::NotJson { column }), "{json}");
        }
    }

    #[test]
    fn faults_have_their_reasons() {
        let deep = format!("{{\"text\":{}", "[".repeat(100_000));
        let deep_elsewhere =
            format!("{{\"x\":{}{},\"text\":\"a\"}}", "[".repeat(100_000), "]".repeat(100_000));
        let cases = [
            ("{\"text\":\"a\"", "not-json"),
            ("not json", "not-json"),
            (r#"{"text":"a"} x"#, "not-json"),
            ("\"text\"", "not-an-object"),
            ("[1]", "not-an-object"),
            ("7", "not-an-object"),
            (&deep, "too-deep"),
            (r#"{"text":"\"#, "not-json"),
            (r#"{"text":"\ud83d\"#, "not-json"),
            (r#"{"text":"a" NaN}"#, "not-json"),
        ];
        for (json, key) in cases {
            assert_eq!(text_of(json).map_err(|r| r.key()), Err(key), "{}", &json[..json.len().min(40)]);
        }
        assert_eq!(text_of(&deep_elsewhere), Ok(Some("a".to_owned())));
    }
}
