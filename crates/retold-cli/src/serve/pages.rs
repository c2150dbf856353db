//! The pages.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use retold::catalogue::Story;
use retold::report::families::Folding;

use super::Served;
use super::answer::{self, Failure};
use super::question::{Asked, number, selection, value};
use crate::pages::links::{Links, Place};
use crate::pages::shell::Tab;
use crate::pages::story::View;
use crate::pages::witness::{Mode, Shown};
use crate::pages::{SCRIPT, STYLE, beside, claim as claimed, list as listed, witness as shown};

type Shared = State<Arc<Served>>;

impl Served {
    fn links(&self) -> Links<'_> {
        Links { catalogue: &self.catalogue, place: Place::Served }
    }

    /// The story with this id.
    pub fn story(&self, id: &str) -> Result<Story, Failure> {
        let number =
            self.catalogue.story_number(id).ok_or_else(|| Failure::missing("No story has this id."))?;
        Ok(self.catalogue.story(number)?)
    }

    /// The number of the document with this id.
    pub fn document(&self, id: &str) -> Result<u32, Failure> {
        self.catalogue.document(id).ok_or_else(|| Failure::missing("No document has this id."))
    }

    /// The stories that are asked for.
    pub fn selected(&self, asked: &Asked) -> Result<Vec<u32>, Failure> {
        let wanted = selection(asked);
        let index = wanted.needs_index().then(|| self.index().map_err(Failure::damaged)).transpose()?;
        Ok(wanted.of(&self.catalogue, index))
    }
}

pub async fn list(State(served): Shared, asked: Asked) -> Response {
    answer::page(served, move |served| {
        let found = served.selected(&asked)?;
        let page = number(&asked, "page").unwrap_or(0);
        let body = listed::list(&served.links(), &selection(&asked), &found, page);
        Ok(("Stories".to_owned(), Tab::Stories, body))
    })
    .await
}

pub async fn story(State(served): Shared, Path(id): Path<String>, asked: Asked) -> Response {
    answer::page(served, move |served| {
        let story = served.story(&id)?;
        let unfolded = value(&asked, "unfold");
        let open: Vec<usize> = unfolded.parse().into_iter().collect();
        let folding = Folding { all: unfolded == "all", open: &open, kept: None };
        let title = story.stemma.heading().unwrap_or("(no title)").to_owned();
        let body = View::new(&story, &served.links(), folding, "").page();
        Ok((title, Tab::None, body))
    })
    .await
}

pub async fn export(State(served): Shared, Path((id, format)): Path<(String, String)>) -> Response {
    let Some(format) = retold::report::Format::named(&format) else {
        return answer::page(served, |_| Err(Failure::missing("There is no such format."))).await;
    };
    let (kind, name) = (format.media_type(), format.file_name());
    answer::file(served, kind, name, move |served| Ok(format.of(&served.story(&id)?))).await
}

pub async fn witness(State(served): Shared, asked: Asked) -> Response {
    answer::page(served, move |served| {
        let document = served.document(value(&asked, "id"))?;
        let (mode, catalogue) = (Mode::named(value(&asked, "view")), &served.catalogue);
        let row = catalogue.row(document)?;
        let model = catalogue.models(document)?.first().copied().filter(|_| mode == Mode::Beside);
        let beside = model.map(|model| catalogue.beside(model, document)).transpose()?.flatten();
        let leaf = catalogue.leaf(document)?;
        let shown = Shown { row: &row, leaf: leaf.as_ref(), beside: beside.as_ref() };
        let title = row.title.clone().unwrap_or_else(|| row.id.clone());
        Ok((title, Tab::None, shown::page(&served.links(), &shown, mode)))
    })
    .await
}

pub async fn compare(State(served): Shared, asked: Asked) -> Response {
    answer::page(served, move |served| {
        let [a, b] = [served.document(value(&asked, "a"))?, served.document(value(&asked, "b"))?];
        let pair = served.catalogue.beside(a, b)?;
        let pair =
            pair.ok_or_else(|| Failure::missing("The collection does not keep the texts of its pages."))?;
        Ok((beside::title(&pair), Tab::None, beside::page(&served.links(), &pair)))
    })
    .await
}

pub async fn claim(State(served): Shared, asked: Asked) -> Response {
    answer::page(served, move |served| {
        let text = value(&asked, "text");
        let found = if text.is_empty() { None } else { Some(served.claim(text)?) };
        let body = claimed::claim(&served.links(), text, found.as_deref());
        Ok(("Trace a claim".to_owned(), Tab::Claim, body))
    })
    .await
}

pub async fn api(State(served): Shared) -> Response {
    answer::page(served, |_| Ok(("API".to_owned(), Tab::Api, crate::pages::api::api()))).await
}

pub async fn nothing(State(served): Shared) -> Response {
    answer::page(served, |_| Err(Failure::missing("There is no such page."))).await
}

pub async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

pub async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT).into_response()
}
