//! Which columns of a file matter.

use parquet::basic::{ConvertedType, LogicalType, Repetition};
use parquet::schema::types::Type;

use crate::source::fields::{FieldMap, Rank, Slot};

/// A column that is read.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Its number among the leaves of the schema.
    pub leaf: usize,
    /// With the names of the structs around it: `meta.url`.
    pub name: String,
    pub slot: (Slot, Rank),
}

/// How much worse a name is inside a struct: worse than every name outside.
const NESTED: Rank = 64;

/// The columns that matter to retold.
pub fn wanted(schema: &Type, map: &FieldMap) -> Vec<Wanted> {
    let mut walk = Walk { map, leaf: 0, found: Vec::new() };
    for field in schema.get_fields() {
        walk.visit(field, &Place::default());
    }
    walk.found
}

/// Is there a text, or HTML?
pub fn has_text(columns: &[Wanted]) -> bool {
    columns.iter().any(|column| matches!(column.slot.0, Slot::Text | Slot::Html))
}

/// Where in the schema something stands.
#[derive(Clone, Default)]
struct Place {
    /// The names of the structs around it, with a point behind each.
    path: String,
    /// Does it stand in a struct; and is that one of a list?
    nested: bool,
    several: bool,
    /// What a map holds is found by its keys, which are no names.
    in_map: bool,
    /// The name that stands for it, where its own is one of those that make a list.
    name: Option<String>,
}

struct Walk<'a> {
    map: &'a FieldMap,
    leaf: usize,
    found: Vec<Wanted>,
}

impl Walk<'_> {
    fn visit(&mut self, field: &Type, place: &Place) {
        let name = place.name.clone().unwrap_or_else(|| field.name().to_owned());
        if field.is_primitive() {
            self.leaf(&name, place);
        } else if is(field, ConvertedType::LIST, &LogicalType::List) {
            for repeated in field.get_fields() {
                let inside = Place { name: Some(name.clone()), several: true, ..place.clone() };
                self.visit(element(repeated), &inside);
            }
        } else {
            let info = field.get_basic_info();
            let inside = Place {
                path: format!("{}{name}.", place.path),
                nested: true,
                several: place.several || info.has_repetition() && info.repetition() == Repetition::REPEATED,
                in_map: place.in_map || is(field, ConvertedType::MAP, &LogicalType::Map),
                name: None,
            };
            field.get_fields().iter().for_each(|inner| self.visit(inner, &inside));
        }
    }

    fn leaf(&mut self, name: &str, place: &Place) {
        let leaf = self.leaf;
        self.leaf += 1;
        let path = format!("{}{name}", place.path);
        let nested = || self.map.slot(name).map(|(slot, rank)| (slot, rank.saturating_add(NESTED)));
        let slot = match place.nested {
            false => self.map.slot(name),
            true => self.map.slot(&path).or_else(nested),
        };
        // The addresses and dates in a list of structs are those of other pages.
        let of_others =
            |slot: Slot| place.nested && place.several && !matches!(slot, Slot::Text | Slot::Html);
        if let Some(slot) = slot.filter(|(slot, _)| !place.in_map && !of_others(*slot)) {
            self.found.push(Wanted { leaf, name: path, slot });
        }
    }
}

fn is(field: &Type, converted: ConvertedType, logical: &LogicalType) -> bool {
    let info = field.get_basic_info();
    info.logical_type_ref() == Some(logical) || info.converted_type() == converted
}

/// The element of a list, of which `repeated` is the middle one of three levels, or, as old programs write it, itself
/// the element.
fn element(repeated: &Type) -> &Type {
    let is_middle = repeated.is_group()
        && repeated.get_fields().len() == 1
        && repeated.name() != "array"
        && !repeated.name().ends_with("_tuple");
    if is_middle { &repeated.get_fields()[0] } else { repeated }
}

#[cfg(test)]
mod tests {
    use parquet::schema::parser::parse_message_type;

    use super::*;
    use crate::source::options::FieldNames;

    fn found(message: &str, names: &FieldNames) -> Vec<(usize, String, Slot)> {
        let schema = parse_message_type(&format!("message m {{ {message} }}")).expect("a schema");
        let columns = wanted(&schema, &FieldMap::new(names));
        columns.into_iter().map(|c| (c.leaf, c.name, c.slot.0)).collect()
    }

    #[test]
    fn columns_are_found_flat_nested_and_in_lists() {
        type Case<'a> = (&'a str, &'a [(usize, &'a str, Slot)]);
        let cases: [Case; 7] = [
            (
                "optional binary text (UTF8); required int64 id;",
                &[(0, "text", Slot::Text), (1, "id", Slot::Id)],
            ),
            (
                "optional group meta { optional int32 n; optional binary url (UTF8); } optional binary text;",
                &[(1, "meta.url", Slot::Url), (2, "text", Slot::Text)],
            ),
            (
                "optional group text (LIST) { repeated group list { optional binary element (UTF8); } }",
                &[(0, "text", Slot::Text)],
            ),
            ("optional group text (LIST) { repeated binary array (UTF8); }", &[(0, "text", Slot::Text)]),
            ("repeated binary text (UTF8);", &[(0, "text", Slot::Text)]),
            (
                "optional group parts (LIST) { repeated group list { optional group element { \
                 optional binary text (UTF8); optional binary url (UTF8); } } } required int32 id;",
                &[(0, "parts.text", Slot::Text), (2, "id", Slot::Id)],
            ),
            (
                "optional group m (MAP) { repeated group key_value { required binary key; optional binary text; } } \
                 optional binary text;",
                &[(2, "text", Slot::Text)],
            ),
        ];
        for (message, expected) in cases {
            let expected: Vec<_> =
                expected.iter().map(|(leaf, name, slot)| (*leaf, (*name).to_owned(), *slot)).collect();
            assert_eq!(found(message, &FieldNames::default()), expected, "{message}");
        }
    }

    #[test]
    fn a_nested_column_can_be_named() {
        let names = FieldNames { text: Some("data.payload".to_owned()), ..FieldNames::default() };
        let message =
            "optional group data { optional binary payload; optional binary text; } optional binary payload;";
        assert_eq!(found(message, &names), [(0, "data.payload".to_owned(), Slot::Text)]);
    }
}
