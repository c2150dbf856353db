//! The forms in which a story is taken along.

use super::csv::csv;
use super::dot::dot;
use super::graphml::graphml;
use super::markdown::markdown;
use super::newick::newick;
use super::tei::tei;
use crate::catalogue::Story;

/// A form in which a story can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, and for what makes pages of it.
    Markdown,
    /// Its witnesses as a table.
    Csv,
    /// For Graphviz.
    Dot,
    /// TEI P5.
    Tei,
    /// For Gephi, yEd, Cytoscape and NetworkX.
    Graphml,
    /// For programs of phylogenetics.
    Newick,
    /// For programs.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 7] = [
        Format::Markdown,
        Format::Csv,
        Format::Dot,
        Format::Tei,
        Format::Graphml,
        Format::Newick,
        Format::Json,
    ];

    /// The format of that name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Its name, in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Csv => "csv",
            Format::Dot => "dot",
            Format::Tei => "tei",
            Format::Graphml => "graphml",
            Format::Newick => "newick",
            Format::Json => "json",
        }
    }

    /// What it is called where files are sent.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Markdown => "text/markdown; charset=utf-8",
            Format::Csv => "text/csv; charset=utf-8",
            Format::Dot => "text/vnd.graphviz; charset=utf-8",
            Format::Tei => "application/tei+xml; charset=utf-8",
            Format::Graphml => "application/xml; charset=utf-8",
            Format::Newick => "text/plain; charset=utf-8",
            Format::Json => "application/json",
        }
    }

    /// The name of such a file. No id is part of it, since an id may hold anything.
    pub fn file_name(self) -> &'static str {
        match self {
            Format::Markdown => "story.md",
            Format::Csv => "story.csv",
            Format::Dot => "story.dot",
            Format::Tei => "story.tei.xml",
            Format::Graphml => "story.graphml",
            Format::Newick => "story.nwk",
            Format::Json => "story.json",
        }
    }

    /// A story in this form.
    pub fn of(self, story: &Story) -> String {
        match self {
            Format::Markdown => markdown(story),
            Format::Csv => csv(story),
            Format::Dot => dot(&story.stemma),
            Format::Tei => tei(&story.stemma),
            Format::Graphml => graphml(&story.stemma),
            Format::Newick => newick(&story.stemma),
            Format::Json => format!("{:#}\n", story.json()),
        }
    }
}
