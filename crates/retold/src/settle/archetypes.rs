//! The archetypes of stories as they wait on disk for their rows.

use retold_core::span::Span;
use retold_core::stemma::archetype::{Archetype, Reading};

use super::packed::{put, put_text, take, take_list, take_text};

/// An archetype as bytes, to be put aside.
pub fn packed(archetype: &Archetype) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(archetype.text.len() + 64 * archetype.readings.len() + 8);
    put_text(&mut bytes, &archetype.text);
    put(&mut bytes, &[archetype.readings.len() as u32]);
    for Reading { span, witnesses, of, others } in &archetype.readings {
        put(&mut bytes, &[span.start, span.end, *witnesses, *of, others.len() as u32]);
        for (text, witnesses) in others {
            put_text(&mut bytes, text);
            put(&mut bytes, &[*witnesses]);
        }
    }
    bytes
}

/// The way back; `None` where the bytes were not [packed].
pub fn unpacked(mut bytes: &[u8]) -> Option<Archetype> {
    let text = take_text(&mut bytes)?;
    let readings = take_list(&mut bytes, reading)?;
    bytes.is_empty().then_some(Archetype { text, readings })
}

fn reading(bytes: &mut &[u8]) -> Option<Reading> {
    let [start, end, witnesses, of] = take(bytes)?;
    let others =
        take_list(bytes, |bytes| Some((take_text(bytes)?, take(bytes).map(|[witnesses]| witnesses)?)))?;
    Some(Reading { span: Span { start, end }, witnesses, of, others })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let reading = |others: &[(&str, u32)]| Reading {
            span: Span { start: 3, end: 8 },
            witnesses: 2,
            of: 5,
            others: others.iter().map(|&(text, witnesses)| (text.to_owned(), witnesses)).collect(),
        };
        for readings in [vec![], vec![reading(&[("Łódź", 2), ("", 1)]), reading(&[])]] {
            let archetype = Archetype { text: "The “quay” of Varn.".to_owned(), readings };
            let packed = packed(&archetype);
            assert_eq!(unpacked(&packed), Some(archetype));
            assert!((0..packed.len()).all(|len| unpacked(&packed[..len]).is_none()));
        }
    }
}
