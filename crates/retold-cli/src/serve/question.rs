//! What the address of a request asks.

use std::collections::HashMap;

use axum::extract::Query;
use retold::catalogue::select::{Order, Selection};

/// The part of an address behind its question mark.
pub type Asked = Query<HashMap<String, String>>;

/// A value; empty where it is not given.
pub fn value<'a>(asked: &'a Asked, name: &str) -> &'a str {
    asked.0.get(name).map_or("", |value| value.trim())
}

/// A number, where one is given.
pub fn number(asked: &Asked, name: &str) -> Option<usize> {
    value(asked, name).parse().ok()
}

/// Which stories are asked for.
pub fn selection(asked: &Asked) -> Selection {
    let text = |name| value(asked, name).to_owned();
    Selection {
        words: text("q"),
        site: text("site"),
        days: [text("from"), text("to")],
        relation: text("relation"),
        drift: text("drift"),
        spun: !value(asked, "spun").is_empty(),
        order: Order::named(value(asked, "sort")),
    }
}
