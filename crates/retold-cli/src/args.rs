//! What the command line takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use retold::collection::TableFormat;
use retold::source::{FieldNames, ReadOptions};

/// Find which pages carry the same story, and how each copy stands to the others.
///
/// Exit status: 0 something was found, 1 nothing was found, 2 error; `retold trace` has one more, see there.
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

const TRACE_HELP: &str = "\
Examples:
  retold trace pages/ -o stories.collection
  retold trace dump.jsonl.gz --text-field body -o stories.collection
  zcat dump.jsonl.gz | retold trace - -o stories.collection --format jsonl

Exit status:
  0  stories were found, and everything could be read
  1  no story was found, and everything could be read
  2  error: the run broke off, and there is no new collection
  3  the collection was written, but some input was skipped (named on standard error and in manifest.json)";

#[derive(clap::Args)]
#[command(after_help = TRACE_HELP)]
pub struct TraceArgs {
    /// Text, Markdown, HTML, JSON, JSON Lines, CSV (each plain, .gz or .zst), folders of them, or - for standard
    /// input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// The folder to write the collection to: a new one, an empty one, or an earlier collection, which is replaced
    #[arg(short, long, value_name = "COLLECTION")]
    pub output: PathBuf,
    /// The format of the tables
    #[arg(long, value_enum, default_value_t = Tables::Parquet)]
    pub format: Tables,
    #[command(flatten)]
    pub fields: FieldArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tables {
    /// For databases and data frames
    Parquet,
    /// JSON Lines, for scripts and for reading
    Jsonl,
}

impl Tables {
    pub fn format(self) -> TableFormat {
        match self {
            Tables::Parquet => TableFormat::Parquet,
            Tables::Jsonl => TableFormat::Jsonl,
        }
    }
}

#[derive(clap::Args)]
#[command(after_help = "Example: retold compare wire.txt copy.html")]
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

#[derive(clap::Args)]
#[command(after_help = "Example: retold clean page.html")]
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
