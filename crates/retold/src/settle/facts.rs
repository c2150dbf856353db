//! The facts of a story as they wait on disk for their rows.

use retold_core::span::Span;
use retold_core::variants::{Change, Passage};

use super::packed::{put, put_text, take, take_list, take_text};

/// The facts of a story, told by the text of one of its witnesses; none where nobody asks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The number of the witness.
    pub document: u32,
    /// In the order of its text.
    pub facts: Vec<Fact>,
}

/// A fact, and what the witnesses of the story say of it. Documents go by their number.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What sort of fact.
    pub sort: Change,
    /// Its words.
    pub passage: Passage,
    /// Who says the same.
    pub support: Vec<u32>,
    /// Who says something else, and what.
    pub contradict: Vec<(u32, String)>,
}

impl Facts {
    /// As bytes, to be put aside; none where there is no fact.
    pub fn packed(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.facts.is_empty() {
            return bytes;
        }
        put(&mut bytes, &[self.document, self.facts.len() as u32]);
        for Fact { sort, passage: Passage { changed, shown }, support, contradict } in &self.facts {
            put(&mut bytes, &[*sort as u32, changed.start, changed.end, shown.start, shown.end]);
            put(&mut bytes, &[support.len() as u32]);
            put(&mut bytes, support);
            put(&mut bytes, &[contradict.len() as u32]);
            for (document, words) in contradict {
                put(&mut bytes, &[*document]);
                put_text(&mut bytes, words);
            }
        }
        bytes
    }

    /// The way back; `None` where the bytes were not [packed](Facts::packed).
    pub fn unpacked(mut bytes: &[u8]) -> Option<Facts> {
        if bytes.is_empty() {
            return Some(Facts::default());
        }
        let [document] = take(&mut bytes)?;
        let facts = take_list(&mut bytes, fact)?;
        bytes.is_empty().then_some(Facts { document, facts })
    }
}

fn fact(bytes: &mut &[u8]) -> Option<Fact> {
    let [sort, start, end, from, to] = take(bytes)?;
    let passage = Passage { changed: Span { start, end }, shown: Span { start: from, end: to } };
    let sort = *Change::ALL.get(sort as usize)?;
    let number = |bytes: &mut &[u8]| take(bytes).map(|[number]| number);
    let support = take_list(bytes, number)?;
    let contradict = take_list(bytes, |bytes| Some((number(bytes)?, take_text(bytes)?)))?;
    Some(Fact { sort, passage, support, contradict })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let passage =
            |at| Passage { changed: Span { start: at, end: at + 2 }, shown: Span { start: 0, end: at + 9 } };
        let told =
            Fact { sort: Change::Date, passage: passage(7), support: vec![3, 9], contradict: Vec::new() };
        let bent = vec![(4, "Łódź".to_owned()), (5, String::new())];
        let bent = Fact { sort: Change::Place, passage: passage(70), support: Vec::new(), contradict: bent };
        for facts in [vec![], vec![told.clone()], vec![told, bent]] {
            let facts = Facts { document: if facts.is_empty() { 0 } else { 3 }, facts };
            let packed = facts.packed();
            assert_eq!(Facts::unpacked(&packed), Some(facts));
            assert!((1..packed.len()).all(|len| Facts::unpacked(&packed[..len]).is_none()));
        }
    }
}
