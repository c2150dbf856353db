//! Answers, and what is said instead of one.

use std::sync::Arc;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use retold::Error;
use serde_json::{Value, json};

use super::Served;
use crate::pages::message::message;
use crate::pages::shell::{self, Tab};

/// Why there is no answer.
pub struct Failure {
    status: StatusCode,
    told: String,
}

impl Failure {
    pub fn missing(told: &str) -> Failure {
        Failure { status: StatusCode::NOT_FOUND, told: told.to_owned() }
    }

    pub fn damaged(told: String) -> Failure {
        Failure { status: StatusCode::INTERNAL_SERVER_ERROR, told }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        match error {
            Error::NoTable { table, .. } => {
                Failure::missing(&format!("The collection was written without the table {table}."))
            }
            error => Failure::damaged(error.to_string()),
        }
    }
}

/// Runs what reads files where it holds nobody up.
async fn aside<T: Send + 'static>(
    served: &Arc<Served>,
    job: impl FnOnce(&Served) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let served = served.clone();
    let done = tokio::task::spawn_blocking(move || job(&served)).await;
    done.unwrap_or_else(|_| Err(Failure::damaged("this page could not be made".to_owned())))
}

/// A page: its title, where it stands, and what is on it.
pub type Page = (String, Tab, Markup);

/// Answers with a page.
pub async fn page(
    served: Arc<Served>,
    job: impl FnOnce(&Served) -> Result<Page, Failure> + Send + 'static,
) -> Response {
    match aside(&served, job).await {
        Ok((title, tab, body)) => html(StatusCode::OK, &shell::page(&served.name, &title, tab, &body)),
        Err(failure) => {
            let heading =
                if failure.status == StatusCode::NOT_FOUND { "Not here" } else { "This cannot be read" };
            let body = message(heading, &failure.told);
            html(failure.status, &shell::page(&served.name, heading, Tab::None, &body))
        }
    }
}

/// Answers with JSON.
pub async fn json(
    served: Arc<Served>,
    job: impl FnOnce(&Served) -> Result<Value, Failure> + Send + 'static,
) -> Response {
    let (status, value) = match aside(&served, job).await {
        Ok(value) => (StatusCode::OK, value),
        Err(failure) => (failure.status, json!({ "error": failure.told })),
    };
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// Answers with a file to keep.
pub async fn file(
    served: Arc<Served>,
    kind: &'static str,
    name: &'static str,
    job: impl FnOnce(&Served) -> Result<String, Failure> + Send + 'static,
) -> Response {
    match aside(&served, job).await {
        Ok(text) => {
            let kept = format!("attachment; filename=\"{name}\"");
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, &kept)], text).into_response()
        }
        Err(failure) => page(served, |_| Err(failure)).await,
    }
}

fn html(status: StatusCode, page: &Markup) -> Response {
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.0.clone()).into_response()
}
