//! The API: what the pages show, in the words of the tables.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use retold::catalogue::claim::Carrier;
use retold::catalogue::{Beside, BesideRow, Leaf};
use retold_core::span::Span;
use serde_json::{Value, json};

use super::Served;
use super::answer::{self, Failure};
use super::question::{Asked, number, value};

type Shared = State<Arc<Served>>;

/// What the API is, for programs.
const DESCRIPTION: &str = include_str!("openapi.json");

/// Stories that are listed at once, unless fewer are asked for.
const STORIES: usize = 1_000;

impl Served {
    /// Who carries a claim.
    pub fn claim(&self, text: &str) -> Result<Vec<Carrier>, Failure> {
        Ok(self.catalogue.claim(self.index().map_err(Failure::damaged)?, text)?)
    }
}

pub async fn description() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION).into_response()
}

pub async fn stories(State(served): Shared, asked: Asked) -> Response {
    answer::json(served, move |served| {
        let found = served.selected(&asked)?;
        let (first, most) = (number(&asked, "first"), number(&asked, "limit"));
        let shown = found.iter().skip(first.unwrap_or(0)).take(most.unwrap_or(STORIES).min(STORIES));
        let stories: Vec<Value> =
            shown.map(|&story| served.catalogue.stories()[story as usize].json()).collect();
        Ok(json!({ "found": found.len(), "stories": stories }))
    })
    .await
}

pub async fn story(State(served): Shared, Path(id): Path<String>) -> Response {
    answer::json(served, move |served| Ok(served.story(&id)?.json())).await
}

pub async fn document(State(served): Shared, asked: Asked) -> Response {
    answer::json(served, move |served| {
        let number = served.document(value(&asked, "id"))?;
        let mut document = json!(served.catalogue.row(number)?);
        document["text"] = json!(served.catalogue.page(number)?.map(|page| page.text));
        document["variants"] = json!(served.catalogue.variants(number)?);
        Ok(document)
    })
    .await
}

pub async fn compare(State(served): Shared, asked: Asked) -> Response {
    answer::json(served, move |served| {
        let [a, b] = [served.document(value(&asked, "a"))?, served.document(value(&asked, "b"))?];
        let beside = served.catalogue.beside(a, b)?;
        let missing = || Failure::missing("The collection does not keep the texts of its pages.");
        Ok(compared(&beside.ok_or_else(missing)?))
    })
    .await
}

fn compared(beside: &Beside) -> Value {
    let bytes = |span: &Span| [span.start, span.end];
    let text = |leaf: &Leaf, span: &Span| leaf.page.text.get(span.range()).map(str::to_owned);
    let row = |row: &BesideRow| {
        json!({
            "a": row.before.iter().filter_map(|span| text(&beside.before, span)).collect::<Vec<_>>(),
            "b": row.after.and_then(|span| text(&beside.after, &span)),
            "a_spans": row.before.iter().map(bytes).collect::<Vec<_>>(),
            "b_span": row.after.as_ref().map(bytes),
            "moved": row.moved,
        })
    };
    json!({
        "a": beside.before.page.id,
        "b": beside.after.page.id,
        "same_story": beside.one_story,
        "score": beside.score,
        "spun_a": beside.spun[0],
        "spun_b": beside.spun[1],
        "of_collection": beside.of_collection,
        "variants": beside.variants,
        "sentences": beside.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

pub async fn claim(State(served): Shared, asked: Asked) -> Response {
    answer::json(served, move |served| {
        let found = served.claim(value(&asked, "text"))?;
        Ok(found.iter().map(|carrier| carrier.json(&served.catalogue)).collect())
    })
    .await
}
