//! Which story does the user mean?

use retold::Error;
use retold::collection::Collection;
use retold::wire::{DocumentHead, StoryHead, StoryRow};

pub enum Found {
    Story(Box<StoryRow<String>>),
    /// The ids of several stories begin so.
    Several(Vec<String>),
    /// A document has this id, but it is in no story.
    Alone,
    Nothing,
}

/// Looks for a story of this id, else for one with a document of this id, else for one whose id begins so.
pub fn find(collection: &Collection, wanted: &str) -> Result<Found, Error> {
    let (mut of_document, mut beginning) = (None, Vec::new());
    for (number, story) in collection.rows::<StoryHead<String>>()?.enumerate() {
        let story = story?;
        if story.id == wanted {
            return whole(collection, number);
        }
        if story.documents.iter().any(|id| id == wanted) {
            of_document = of_document.or(Some(number));
        }
        if !wanted.is_empty() && story.id.starts_with(wanted) {
            beginning.push((number, story.id));
        }
    }
    match (of_document, beginning.as_slice()) {
        (Some(number), _) => whole(collection, number),
        (None, [(number, _)]) => whole(collection, *number),
        (None, []) => alone(collection, wanted),
        (None, _) => Ok(Found::Several(beginning.into_iter().map(|(_, id)| id).collect())),
    }
}

/// The row of that number. It is read only now, since it holds the archetype's text.
fn whole(collection: &Collection, number: usize) -> Result<Found, Error> {
    let story = collection.rows::<StoryRow<String>>()?.nth(number).transpose()?;
    Ok(story.map_or(Found::Nothing, |story| Found::Story(Box::new(story))))
}

fn alone(collection: &Collection, wanted: &str) -> Result<Found, Error> {
    for document in collection.rows::<DocumentHead<String>>()? {
        if document?.id == wanted {
            return Ok(Found::Alone);
        }
    }
    Ok(Found::Nothing)
}
