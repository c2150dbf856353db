//! Furniture that stands on many pages of a site: the lines at the edges of its stories that other stories of the site
//! have too.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use retold_core::margin::{Edge, edges};
use retold_core::span::{self, Span};

use crate::intake::Intake;
use crate::report::host;

/// A line must stand on pages of so many stories of a site. Two may be one story that was told twice.
const STORIES: usize = 3;
/// A line that does not look like furniture must stand on pages of so many: a report and its follow-ups repeat what
/// went before, but seldom so often, at their edges and in the same words.
const MANY: usize = 6;
/// Pages of a site that are looked at together, in the order of their ids. What stands on all of its pages stands on
/// these, and memory does not grow with the site.
const TOGETHER: usize = 4096;

/// Adds the lines that a site repeats to the furniture of its pages. `story` names each document's story.
///
/// # Errors
/// When a text cannot be read back.
pub fn mark(intake: &mut Intake, story: &[u32]) -> io::Result<()> {
    for pages in sites(intake, story).values().flat_map(|pages| pages.chunks(TOGETHER)) {
        let edges: Vec<[Vec<Edge>; 2]> = pages
            .iter()
            .map(|&page| {
                let (text, sentences) = intake.spool.sentences(intake.documents[page as usize].text)?;
                Ok(edges(&text, &sentences))
            })
            .collect::<io::Result<_>>()?;
        let stories = stories(pages, &edges, story);
        for (&page, edges) in pages.iter().zip(&edges) {
            let repeated = |edge: &&Edge| {
                let stories = stories.get(&edge.says).map_or(0, BTreeSet::len);
                stories >= if edge.is_likely { STORIES } else { MANY }
            };
            let spans = edges.iter().flat_map(|side| side.iter().take_while(repeated));
            let spans: Vec<Span> = spans.map(|edge| edge.span).collect();
            if !spans.is_empty() {
                let document = &mut intake.documents[page as usize];
                document.furniture = span::with(&document.furniture, &spans).into();
            }
        }
    }
    Ok(())
}

/// The pages of each site that has enough stories, by number.
fn sites(intake: &Intake, story: &[u32]) -> BTreeMap<String, Vec<u32>> {
    let mut sites: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, document) in (0u32..).zip(&intake.documents) {
        if let Some(site) = document.url.as_deref().and_then(host) {
            sites.entry(site).or_default().push(number);
        }
    }
    let several = |pages: &Vec<u32>| {
        pages.len() >= STORIES
            && pages.iter().map(|&page| story[page as usize]).collect::<BTreeSet<u32>>().len() >= STORIES
    };
    sites.retain(|_, pages| several(pages));
    sites
}

/// For what each edge says, the stories on whose pages it stands.
fn stories(pages: &[u32], edges: &[[Vec<Edge>; 2]], story: &[u32]) -> BTreeMap<u64, BTreeSet<u32>> {
    let mut stories: BTreeMap<u64, BTreeSet<u32>> = BTreeMap::new();
    for (&page, edges) in pages.iter().zip(edges) {
        for edge in edges.iter().flatten() {
            let of = stories.entry(edge.says).or_default();
            if of.len() < MANY {
                of.insert(story[page as usize]);
            }
        }
    }
    stories
}
