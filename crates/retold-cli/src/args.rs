//! What the command line takes.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::builder::{
    PathBufValueParser, PossibleValue, PossibleValuesParser, RangedU64ValueParser, TypedValueParser,
};
use clap::{Parser, Subcommand, ValueEnum, value_parser};
use retold::collection::{Table, TableFormat, Tables};
use retold::dedup::Keep;
use retold::memory::Memory;
use retold::source::{FieldNames, ReadOptions, STDIN};
use retold_core::relation::Relation;

/// Find which pages carry the same story, and how each copy stands to the others.
///
/// Exit status: 0 something was found, 1 nothing was found, 2 error; `retold trace` has one more, see there.
#[derive(Parser)]
#[command(name = "retold", version)]
pub struct Args {
    /// Threads to use; the answer does not depend on it [default: one a core]
    #[arg(long, global = true, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Find the stories in a pile of pages and write them as a collection
    Trace(TraceArgs),
    /// Write the inputs again with one witness of each story, or with what was found beside each record
    Dedup(DedupArgs),
    /// Show the stories of a collection, or who copied from whom in one of them
    Show(ShowArgs),
    /// Write stories of a collection as one page, to look at and to hand on
    Report(ReportArgs),
    /// Look around in a collection with a browser
    Serve(ServeArgs),
    /// Explain two pages: one story or not, and why
    Compare(CompareArgs),
    /// Print the story of a page without the page's furniture, and without adverts put into it
    Clean(CleanArgs),
}

/// Takes the path of what is written, which is never standard output.
fn written_to() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|path| match path.as_os_str() == STDIN {
        true => Err("nothing is written to standard output; name a path (./- if it is called so)"),
        false => Ok(path),
    })
}

/// Takes a number of which 0 would make no sense.
fn one_or_more() -> impl TypedValueParser<Value = usize> {
    RangedU64ValueParser::<usize>::new().range(1..)
}

const TRACE_HELP: &str = "\
Examples:
  retold trace pages/ -o stories.collection
  retold trace dump.jsonl.gz --text-field body -o stories.collection
  zcat dump.jsonl.gz | retold trace - -o stories.collection --format jsonl
  retold trace dump.jsonl.gz -o stories.collection --tables documents,stories
  retold trace crawl/ -o stories.collection --memory 2G
  retold trace --one-story manuscripts/ -o stemma.collection

Exit status:
  0  stories were found, and everything could be read
  1  no story was found, and everything could be read
  2  error: nothing could be read, or the run broke off; there is no new
     collection
  3  the collection was written, but some input was skipped (named on standard
     error and in manifest.json)";

#[derive(clap::Args)]
#[command(after_help = TRACE_HELP)]
pub struct TraceArgs {
    /// Text, Markdown, HTML, JSON, JSON Lines, CSV, Parquet, WARC, WET (each plain, .gz or .zst), folders of them, or
    /// - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// The folder to write the collection to: a new one, an empty one, or an earlier collection, which is replaced
    #[arg(short, long, value_name = "COLLECTION", value_parser = written_to())]
    pub output: PathBuf,
    /// The format of the tables
    #[arg(long, value_enum, default_value_t = TablesAs::Parquet)]
    pub format: TablesAs,
    /// The tables that are wanted, with commas between them; what stands in no other is not looked for, which saves
    /// time. `documents` is always written [default: all]
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = table())]
    pub tables: Vec<Table>,
    /// Take all documents for witnesses of one story, as those of a text's tradition are: no story is sought, and
    /// neither language nor dates matter
    #[arg(long)]
    pub one_story: bool,
    #[command(flatten)]
    pub memory: MemoryArg,
    #[command(flatten)]
    pub fields: FieldArgs,
}

impl TraceArgs {
    /// The tables that are wanted.
    pub fn tables(&self) -> Tables {
        if self.tables.is_empty() { Tables::default() } else { self.tables.iter().copied().collect() }
    }
}

/// Takes the name of a table.
fn table() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.map(Table::name))
        .try_map(|name| Table::named(&name).ok_or("no table"))
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TablesAs {
    /// For databases and data frames
    Parquet,
    /// JSON Lines, for scripts and for reading
    Jsonl,
}

impl TablesAs {
    pub fn format(self) -> TableFormat {
        match self {
            TablesAs::Parquet => TableFormat::Parquet,
            TablesAs::Jsonl => TableFormat::Jsonl,
        }
    }
}

const DEDUP_HELP: &str = "\
Examples:
  retold dedup dump.jsonl.gz -o clean
      clean/data/dump.jsonl.gz has one of each story
  retold dedup part-*.parquet -o clean --keep oldest
      with all columns, in the schema of each file
  retold dedup crawl/ -o clean --drop spun,translation
      no spun page, even where no other one is left
  retold dedup dump.csv -o checked --annotate
      all rows, with story, relation, parent, best, spun

OUT has:
  data/            the files of the input again, each in its own format and
                   packing, the kept records as they were
  dropped.parquet  which documents were dropped, why, and which one is kept
                   instead; with --annotate annotations.parquet, what is known
                   of every document
  files.parquet    what became of each file
  collection/      the stories, for retold show
  dedup.json       settings and counts; it comes last, so that without it the
                   result is not finished

Of every story one witness is kept, and so is every document that is in no
story. A witness that stands to its parent as --drop says is never kept. What
could not be read as a page is not written; it is named on standard error.

Exit status:
  0  stories were found, and everything could be read
  1  no story was found, so that nothing was dropped; everything could be read
  2  error: nothing could be read, or the run broke off; there is no new
     result
  3  the result was written, but some input was skipped";

#[derive(clap::Args)]
#[command(after_help = DEDUP_HELP)]
pub struct DedupArgs {
    /// What `retold trace` reads: files, folders, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// The folder to write the result to: a new one, an empty one, or an earlier result, which is replaced
    #[arg(short, long, value_name = "OUT", value_parser = written_to())]
    pub output: PathBuf,
    /// Which witness of a story is kept; among equals the best one
    #[arg(long, value_enum, default_value_t = KeepArg::Best)]
    pub keep: KeepArg,
    /// Relations, with commas between them, whose witnesses are dropped even if none of their story is left; `spun`
    /// also drops copies of what is spun
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = relation())]
    pub drop: Vec<Relation>,
    /// Write all records, and beside each what was found: document, story, relation, parent, best, spun
    #[arg(long)]
    pub annotate: bool,
    /// The format of the tables; the data keep their own
    #[arg(long, value_enum, default_value_t = TablesAs::Parquet)]
    pub format: TablesAs,
    #[command(flatten)]
    pub memory: MemoryArg,
    #[command(flatten)]
    pub fields: FieldArgs,
}

/// Takes the name of a relation.
fn relation() -> impl TypedValueParser<Value = Relation> {
    PossibleValuesParser::new(Relation::ALL.map(Relation::name))
        .try_map(|name| Relation::named(&name).ok_or("no relation"))
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KeepArg {
    /// Not spun and in the words of the story's root, then the longest, then the oldest
    Best,
    /// The one that comes first in the input
    First,
    /// The one with most words
    Longest,
    /// The one with the earliest date
    Oldest,
}

impl KeepArg {
    pub fn keep(self) -> Keep {
        match self {
            KeepArg::Best => Keep::Best,
            KeepArg::First => Keep::First,
            KeepArg::Longest => Keep::Longest,
            KeepArg::Oldest => Keep::Oldest,
        }
    }
}

const SHOW_HELP: &str = "\
Examples:
  retold show stories.collection                    all stories
  retold show stories.collection s3fa               a story by its id
  retold show stories.collection crawl/page-7.html  the story of that document
  retold show stories.collection s3fa --evidence    what the tree rests on
  retold show stories.collection s3fa --format dot | dot -Tsvg > story.svg
  retold show stories.collection --claim \"41,600 pumps are recalled\"

In the tree each witness stands under the one that it was made from, with its
date, its relation, how much of its parent's words it kept, and its id; where
room is short the id stays. Who has several parents stands under the first; a
dashed line shows it under the others.

Exit status:
  0  found
  1  the collection has no story, or not this one
  2  error: no finished collection, a damaged one, or a beginning that the ids
     of several stories share";

#[derive(clap::Args)]
#[command(after_help = SHOW_HELP)]
pub struct ShowArgs {
    /// The folder of the collection
    #[arg(value_name = "COLLECTION")]
    pub collection: PathBuf,
    /// The story: its id, the beginning of its id, or the id of a document in it [default: list all stories]
    #[arg(value_name = "STORY")]
    pub story: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Drawing::Text)]
    pub format: Drawing,
    /// List so many stories at most
    #[arg(long, value_name = "N", conflicts_with = "story", value_parser = one_or_more())]
    pub limit: Option<usize>,
    /// Draw every witness, also where many are alike
    #[arg(long, requires = "story")]
    pub all: bool,
    /// Who carries this sentence, in which words, the oldest witness first
    #[arg(long, value_name = "SENTENCE", conflicts_with = "story")]
    pub claim: Option<String>,
    /// Under each witness: how sure its place is, what it shares with its parent alone, and what speaks against it
    #[arg(long, requires = "story")]
    pub evidence: bool,
}

impl ShowArgs {
    /// Lists and claims are there for people and as JSON; every other format is that of one story.
    ///
    /// # Errors
    /// When what is asked for cannot be had in its format.
    pub fn check(&self) -> Result<(), String> {
        let given = self.format.to_possible_value();
        let name = given.as_ref().map_or("", PossibleValue::get_name);
        match (self.format, &self.story, &self.claim) {
            (Drawing::Text | Drawing::Json, ..) | (_, Some(_), _) => Ok(()),
            (.., Some(_)) => Err(format!("--claim is told as text or json, not as {name}")),
            (..) => Err(format!("--format {name} draws one story; name it")),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Drawing {
    /// A list or a tree, for people
    Text,
    /// For programs
    Json,
    /// For Graphviz
    Dot,
    /// For Gephi, yEd, Cytoscape and NetworkX
    Graphml,
    /// For programs of phylogenetics; of several parents the first counts
    Newick,
    /// TEI P5: witnesses, relations, and the archetype with its apparatus
    Tei,
    /// For people, as a part of a page of one's own
    Markdown,
    /// Its witnesses, for tables
    Csv,
}

const REPORT_HELP: &str = "\
Examples:
  retold report stories.collection -o report.html         the largest stories
  retold report stories.collection s3fa... -o story.html  one story, by its id

The page needs no other file and no network, and runs nothing but its own few
lines of script, without which it can be read as well.

Exit status:
  0  written
  1  the collection has no story, or not this one
  2  error";

#[derive(clap::Args)]
#[command(after_help = REPORT_HELP)]
pub struct ReportArgs {
    /// The folder of the collection
    #[arg(value_name = "COLLECTION")]
    pub collection: PathBuf,
    /// The stories: their ids, or ids of documents in them [default: the largest]
    #[arg(value_name = "STORY")]
    pub stories: Vec<String>,
    /// The file to write
    #[arg(short, long, value_name = "FILE", value_parser = written_to())]
    pub output: PathBuf,
    /// Of more stories than this, the largest
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = one_or_more())]
    pub limit: usize,
}

const SERVE_HELP: &str = "\
Example: retold serve stories.collection

Then open the address that is printed. Only programs on this machine can reach
it, unless --address says otherwise; nothing can be written through it.

Exit status: 0 ended by Ctrl-C, 2 error.";

#[derive(clap::Args)]
#[command(after_help = SERVE_HELP)]
pub struct ServeArgs {
    /// The folder of the collection
    #[arg(value_name = "COLLECTION")]
    pub collection: PathBuf,
    /// The address to serve at; 0.0.0.0 is every address of this machine
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub address: IpAddr,
    /// The port; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 7060)]
    pub port: u16,
}

const COMPARE_HELP: &str = "\
Examples:
  retold compare wire.txt copy.html
  retold compare --in stories.collection wire-17 https://copy.example/17";

#[derive(clap::Args)]
#[command(after_help = COMPARE_HELP)]
pub struct CompareArgs {
    /// The one page
    pub a: String,
    /// The other page
    pub b: String,
    /// The pages are documents of this collection, by their ids
    #[arg(long = "in", value_name = "COLLECTION")]
    pub collection: Option<PathBuf>,
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

const CLEAN_HELP: &str = "\
Example: retold clean page.html

Menus, share bars, comment forms and the like are left out. So are adverts and
link spam inside the story, as far as they can be told from the page alone;
retold compare and retold trace see more of them, beside other copies.";

#[derive(clap::Args)]
#[command(after_help = CLEAN_HELP)]
pub struct CleanArgs {
    /// Files, folders, or -
    #[arg(required = true)]
    pub inputs: Vec<String>,
}

/// How much memory a run may take.
#[derive(clap::Args)]
pub struct MemoryArg {
    /// Memory to use, as 512M or 2G. With less, a run of many pages reads what it put aside on the disk more often; the
    /// answer does not depend on it. Where it cannot be enough, the run ends and says what is needed, and under the
    /// same command with more it goes on [default: half of what the machine has]
    #[arg(long, value_name = "SIZE")]
    memory: Option<Memory>,
}

impl MemoryArg {
    /// The memory that is given, or the default.
    pub fn memory(&self) -> Memory {
        self.memory.unwrap_or_default()
    }
}

/// Names of fields (JSON) or columns (CSV, Parquet); those not given are guessed from the usual ones.
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Args;

    #[test]
    fn what_is_wrapped_by_hand_is_not_wrapped_again() {
        for command in Args::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let long = help.lines().find(|line| line.chars().count() > 78);
            assert_eq!(long, None, "{}", command.get_name());
        }
    }
}
