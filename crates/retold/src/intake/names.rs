//! An id of its own for every document.

use std::collections::HashSet;

use rayon::prelude::*;

use super::Document;

/// Sorts by id; those that share one get numbers, which no other has. Equal ids are told apart by their content, not
/// by their place in the input, so that the order of the input does not show.
pub fn name_uniquely(documents: &mut [Document]) {
    let place = |d: &Document| (d.body, d.file.clone(), d.record);
    // In place; and the number says the last word, so that the order is one.
    let is_before = |a: &Document, b: &Document| a.id.cmp(&b.id).then_with(|| place(a).cmp(&place(b)));
    documents.par_sort_unstable_by(|a, b| is_before(a, b).then(a.read.cmp(&b.read)));
    let repeated: Vec<usize> =
        (1..documents.len()).filter(|&i| documents[i].id == documents[i - 1].id).collect();
    if repeated.is_empty() {
        return;
    }
    let mut taken: HashSet<Box<str>> = documents.iter().map(|d| d.id.clone()).collect();
    let mut last: (Box<str>, usize) = Default::default();
    for i in repeated {
        let id = &documents[i].id;
        if last.0 != *id {
            last = (id.clone(), 1);
        }
        let name = loop {
            last.1 += 1;
            let name = format!("{}#{}", last.0, last.1).into_boxed_str();
            if taken.insert(name.clone()) {
                break name;
            }
        };
        documents[i].id = name;
    }
    documents.par_sort_unstable_by(|a, b| a.id.cmp(&b.id));
}

#[cfg(test)]
mod tests {
    use retold_core::candidates::Outline;
    use retold_core::language::Language;

    use super::*;
    use crate::intake::spool::Stored;

    #[test]
    fn every_document_has_an_id_of_its_own() {
        let document = |&id: &&str| Document {
            id: id.into(),
            file: "pages".into(),
            record: 1,
            url: None,
            title: None,
            published: None,
            time: None,
            language: Language::ENGLISH,
            furniture: Box::default(),
            injected: Box::default(),
            derived: false,
            outline: Outline::default(),
            read: 0,
            body: 0,
            words: 0,
            text: Stored::default(),
        };
        let mut documents: Vec<Document> = ["a", "b", "a#2", "a", "a!", "a"].iter().map(document).collect();
        name_uniquely(&mut documents);
        let ids: Vec<&str> = documents.iter().map(|d| &*d.id).collect();
        assert_eq!(ids, ["a", "a!", "a#2", "a#3", "a#4", "b"]);
    }
}
