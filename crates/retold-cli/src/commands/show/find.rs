//! Which story does the user mean?

use retold::catalogue::Catalogue;

pub enum Found {
    /// The number of the story.
    Story(u32),
    /// The ids of several stories begin so.
    Several(Vec<String>),
    /// A document has this id, but it is in no story.
    Alone,
    Nothing,
}

/// Looks for a story of this id, else for one with a document of this id, else for one whose id begins so.
pub fn find(catalogue: &Catalogue, wanted: &str) -> Found {
    let document = catalogue.document(wanted).map(|document| &catalogue.documents()[document as usize]);
    let of_document = document.and_then(|document| document.story);
    if let Some(number) = catalogue.story_number(wanted).or(of_document) {
        return Found::Story(number);
    }
    let stories = (0..).zip(catalogue.stories());
    let beginning: Vec<(u32, &String)> = stories
        .filter(|(_, story)| !wanted.is_empty() && story.id.starts_with(wanted))
        .map(|(number, story)| (number, &story.id))
        .collect();
    match beginning.as_slice() {
        [(number, _)] => Found::Story(*number),
        [] if document.is_some() => Found::Alone,
        [] => Found::Nothing,
        _ => Found::Several(beginning.into_iter().map(|(_, id)| id.clone()).collect()),
    }
}
