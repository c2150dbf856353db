//! What the command line takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use retold::source::{FieldNames, ReadOptions};

/// Find which pages carry the same story, and how each copy stands to the others.
///
/// Exit status: 0 something was found, 1 nothing was found, 2 error.
#[derive(Parser)]
#[command(name = "retold", version)]
pub struct Args {
    /// Threads to use; the answer does not depend on it [default: one a core]
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Find the stories in a pile of pages and write them as a collection
    Trace(TraceArgs),
    /// Explain two pages: one story or not, and why
    Compare(CompareArgs),
    /// Print the story of a page without the page's furniture
    Clean(CleanArgs),
}

/// Inputs: text, Markdown, HTML, JSON, JSON Lines, CSV (plain, .gz or .zst), folders of them, or - for standard input.
///
/// Example: retold trace pages/ dump.jsonl.gz -o stories.collection
#[derive(clap::Args)]
pub struct TraceArgs {
    /// Files, folders, or -
    #[arg(required = true)]
    pub inputs: Vec<String>,
    /// The folder to write the collection to
    #[arg(short, long)]
    pub output: PathBuf,
    /// The format of the tables
    #[arg(long, value_enum, default_value_t = Tables::Jsonl)]
    pub format: Tables,
    #[command(flatten)]
    pub fields: FieldArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tables {
    /// JSON Lines
    Jsonl,
}

/// Example: retold compare wire.txt copy.html
#[derive(clap::Args)]
pub struct CompareArgs {
    /// The one page
    pub a: String,
    /// The other page
    pub b: String,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Output::Text)]
    pub format: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Example: retold clean page.html
#[derive(clap::Args)]
pub struct CleanArgs {
    /// Files, folders, or -
    #[arg(required = true)]
    pub inputs: Vec<String>,
}

/// Names of fields (JSON) or columns (CSV); those not given are guessed from the usual ones.
#[derive(clap::Args)]
pub struct FieldArgs {
    /// The field with a page's id
    #[arg(long, value_name = "NAME")]
    id_field: Option<String>,
    /// The field with its text
    #[arg(long, value_name = "NAME")]
    text_field: Option<String>,
    /// The field with its HTML
    #[arg(long, value_name = "NAME")]
    html_field: Option<String>,
    /// The field with its headline
    #[arg(long, value_name = "NAME")]
    title_field: Option<String>,
    /// The field with its address
    #[arg(long, value_name = "NAME")]
    url_field: Option<String>,
    /// The field with its date
    #[arg(long, value_name = "NAME")]
    date_field: Option<String>,
}

impl FieldArgs {
    pub fn read_options(&self) -> ReadOptions {
        let fields = FieldNames {
            id: self.id_field.clone(),
            text: self.text_field.clone(),
            html: self.html_field.clone(),
            title: self.title_field.clone(),
            url: self.url_field.clone(),
            published: self.date_field.clone(),
        };
        ReadOptions { fields, ..ReadOptions::default() }
    }
}
