//! A page that says why there is no other.

use maud::{Markup, html};

use super::text::visible;

pub fn message(heading: &str, told: &str) -> Markup {
    html! {
        h1 { (heading) }
        p.lead { (visible(told)) }
        p { a href="/" { "To the list of stories" } }
    }
}
