//! What the API is, for people.

use maud::{Markup, html};

const QUESTIONS: [(&str, &str); 5] = [
    (
        "/api/stories?q=&site=&from=&to=&relation=&drift=&spun=&sort=&first=&limit=",
        "The stories, as the list has them",
    ),
    ("/api/stories/{id}", "A story: stemma, archetype, facts, variants, statements"),
    ("/api/documents?id=", "A document with its text and its variants"),
    ("/api/compare?a=&b=", "Two documents side by side"),
    ("/api/claim?text=", "Who carries a claim, in which words"),
];

pub fn api() -> Markup {
    html! {
        h1 { "API" }
        p { "What the pages show is here for programs, as JSON, in the words of the tables. "
            "Its description is " a href="/api/openapi.json" { "openapi.json" } " (OpenAPI 3.1)." }
        dl.known {
            @for (address, what) in QUESTIONS { dt { code { "GET " (address) } } dd { (what) } }
        }
    }
}
