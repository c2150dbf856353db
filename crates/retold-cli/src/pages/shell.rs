//! What stands around every page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::text::visible;
use super::{SCRIPT, STYLE};

/// Where a page stands in the navigation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Stories,
    Claim,
    Api,
    None,
}

const TABS: [(Tab, &str, &str); 3] =
    [(Tab::Stories, "/", "Stories"), (Tab::Claim, "/claim", "Trace a claim"), (Tab::Api, "/api", "API")];

/// A page of the server.
pub fn page(collection: &str, title: &str, tab: Tab, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                (meta(title))
                link rel="stylesheet" href="/style.css";
                script src="/script.js" defer {}
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.top {
                    a.name href="/" { "retold" }
                    span.collection { (visible(collection)) }
                    nav aria-label="Pages" {
                        @for (of, href, name) in TABS {
                            a href=(href) aria-current=[(of == tab).then_some("page")] { (name) }
                        }
                    }
                }
                main #main tabindex="-1" { (body) }
            }
        }
    }
}

/// A file that needs no other. `policy` names what it may run.
pub fn whole(title: &str, policy: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta http-equiv="Content-Security-Policy" content=(policy);
                (meta(title))
                style { (PreEscaped(STYLE)) }
            }
            body.report {
                a.skip href="#main" { "Skip to the content" }
                main #main tabindex="-1" { (body) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn meta(title: &str) -> Markup {
    html! {
        meta charset="utf-8";
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light dark";
        meta name="referrer" content="no-referrer";
        link rel="icon" href="data:,";
        title { (visible(title)) " · retold" }
    }
}
