//! What the catalogue picks is what the tables hold, in both formats.
#![allow(clippy::unwrap_used)]

use tempfile::TempDir;

use super::search::Index;
use super::select::Selection;
use super::{Beside, Catalogue};
use crate::collection::TableFormat;
use crate::collection::tests::traced;

fn catalogue(format: TableFormat) -> (TempDir, Catalogue) {
    let folder = TempDir::new().unwrap();
    traced(folder.path(), format, 2);
    let catalogue = Catalogue::open(folder.path()).unwrap();
    (folder, catalogue)
}

/// A story whose title has this word.
fn story(catalogue: &Catalogue, word: &str) -> u32 {
    let selection = Selection { words: word.to_owned(), ..Selection::default() };
    selection.of(catalogue, Some(&Index::of(catalogue).unwrap()))[0]
}

#[test]
fn both_formats_give_the_same_stories_and_pages() {
    let ((_one, parquet), (_two, jsonl)) = (catalogue(TableFormat::Parquet), catalogue(TableFormat::Jsonl));
    for number in 0..parquet.stories().len() as u32 {
        let (one, two) = (parquet.story(number).unwrap(), jsonl.story(number).unwrap());
        assert_eq!(one.json(), two.json());
        let of_story = |document: &str| one.stemma.nodes.iter().any(|node| node.name == document);
        assert!(!one.variants.is_empty() && one.variants.iter().all(|variant| of_story(&variant.document)));
        assert_eq!(
            parquet.stories()[number as usize].drift() as usize,
            one.drifts().values().flatten().count()
        );
    }
    for number in 0..parquet.documents().len() as u32 {
        let (one, two) = (parquet.page(number).unwrap().unwrap(), jsonl.page(number).unwrap().unwrap());
        assert!(one == two && !one.text.is_empty());
        let row = parquet.row(number).unwrap();
        assert!(row.id == one.id && row.text.is_none_or(|text| text == one.text));
    }
}

#[test]
fn all_of_two_pages_stands_side_by_side_once() {
    let (_folder, catalogue) = catalogue(TableFormat::Parquet);
    let spun = catalogue.documents().iter().position(|document| document.head.spun > 0.9).unwrap() as u32;
    let model = catalogue.models(spun).unwrap()[0];
    let Beside { rows, after, before, of_collection, .. } = catalogue.beside(model, spun).unwrap().unwrap();
    assert!(of_collection);
    let own: Vec<_> = rows.iter().filter_map(|row| row.after).collect();
    assert!(own.is_sorted() && own.iter().all(|span| after.page.text.get(span.range()).is_some()));
    let mut models: Vec<_> = rows.iter().flat_map(|row| row.before.iter().copied()).collect();
    models.sort_unstable();
    assert!(models.windows(2).all(|pair| pair[0].end <= pair[1].start));
    assert!(models.iter().all(|span| before.page.text.get(span.range()).is_some()));
    assert!(rows.iter().filter(|row| !row.before.is_empty() && row.after.is_some()).count() > 10);
}

#[test]
fn a_claim_is_found_in_its_copies_and_what_they_made_of_it_is_told() {
    let (_folder, catalogue) = catalogue(TableFormat::Parquet);
    let index = Index::of(&catalogue).unwrap();
    let claim = "Tellmark recalls 46,100 hospital pumps after three deaths";
    let found = catalogue.claim(&index, claim).unwrap();
    assert_eq!(found[0].story, Some(story(&catalogue, "Tellmark")));
    let first = &found[0].wordings[0];
    assert!(first.text.contains("41,600") && found[0].likeness > 0.6, "{}", first.text);
    assert!(first.variants.iter().any(|variant| variant.r#type == "number"), "{:?}", first.variants);
    let times = found[0].wordings.iter().map(|told| catalogue.documents()[told.documents[0] as usize].time);
    assert!(times.map(|time| time.unwrap_or(i64::MAX)).is_sorted());
    assert!(catalogue.claim(&index, "").unwrap().is_empty());
    assert!(catalogue.claim(&index, "A recipe for elderberry soup with dumplings").unwrap().is_empty());
}
