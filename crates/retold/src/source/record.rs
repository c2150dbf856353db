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

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        read(object, Place { map: self.0, path: "" }, &mut fields)?;
        Ok(fields)
    }
}

/// Where an object stands: the names that lead to it, with points between them; none for the record itself.
#[derive(Clone, Copy)]
struct Place<'m> {
    map: &'m FieldMap,
    path: &'m str,
}

/// Puts the values of an object that matter into `fields`.
fn read<'de, A: MapAccess<'de>>(mut object: A, place: Place, fields: &mut Fields) -> Result<(), A::Error> {
    while let Some(key) = object.next_key_seed(KeySeed(place))? {
        if key.slot.is_none() && key.leads_to.is_none() {
            object.next_value::<IgnoredAny>()?;
            continue;
        }
        let inside = key.leads_to.as_deref().map(|path| (Place { path, ..place }, &mut *fields));
        let value = object.next_value_seed(ValueSeed { inside })?;
        if let (Some(slot), Some(value)) = (key.slot, value) {
            fields.put(slot, value);
        }
    }
    Ok(())
}

/// What a field is, and its path if fields inside it are named.
struct Key {
    slot: Option<(Slot, Rank)>,
    leads_to: Option<String>,
}

/// Reads a field's name, without keeping it.
struct KeySeed<'m>(Place<'m>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Key, E> {
        let Place { map, path } = self.0;
        if path.is_empty() {
            return Ok(Key { slot: map.slot(name), leads_to: map.leads_on(name).then(|| name.to_owned()) });
        }
        let path = format!("{path}.{name}");
        Ok(Key { slot: map.given(&path), leads_to: map.leads_on(&path).then_some(path) })
    }
}

/// Reads a value as text: strings as they are, numbers as written, lists of strings as lines. Truth values, null and
/// objects say nothing, unless something `inside` them is named.
#[derive(Default)]
struct ValueSeed<'m> {
    inside: Option<(Place<'m>, &'m mut Fields)>,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
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
        while let Some(item) = list.next_element_seed(ValueSeed::default())? {
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
        match self.inside {
            Some((place, fields)) => read(object, place, fields)?,
            None => while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {},
        }
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
    fn a_field_inside_objects_can_be_named() {
        let read = |json: &str| {
            let names = FieldNames {
                text: Some("data.body".to_owned()),
                title: Some("data.story.head".to_owned()),
                url: Some("data".to_owned()),
                ..FieldNames::default()
            };
            let map = FieldMap::new(&names);
            let (mut fields, _) = parse(json.as_bytes().to_vec(), &map).expect("JSON");
            [Slot::Text, Slot::Title, Slot::Url, Slot::Id].map(|slot| fields.take(slot).unwrap_or_default())
        };
        let cases = [
            (r#"{"data":{"body":"b","story":{"head":"h","body":"no"}},"id":1}"#, ["b", "h", "", "1"]),
            (r#"{"data.body":"flat","data":{"id":2,"x":{"body":"no"}}}"#, ["flat", "", "", ""]),
            (r#"{"data":{"body":["a","b"],"story":"no"},"body":"no"}"#, ["a\nb", "", "", ""]),
            (r#"{"data":"u","database":{"body":"no"}}"#, ["", "", "u", ""]),
            (r#"{"data":[{"body":"no"}]}"#, ["", "", "", ""]),
        ];
        for (json, wanted) in cases {
            assert_eq!(read(json), wanted, "{json}");
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
