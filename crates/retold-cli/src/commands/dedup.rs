//! `retold dedup INPUT... -o OUT`.

use std::io::{self, Write};
use std::process::ExitCode;

use retold::Error;
use retold::dedup::{Deduped, Settings, dedup};

use super::bar::Bar;
use super::trace::{named, print_notes, print_skipped, status};
use crate::args::DedupArgs;
use crate::phrases::{bytes, count, grouped, most_first, wrap};
use crate::terminal::{Screen, safe, tell};

pub fn run(args: &DedupArgs) -> Result<ExitCode, Error> {
    let settings = Settings {
        read: args.fields.read_options(),
        output: args.output.clone(),
        format: args.format.format(),
        keep: args.keep.keep(),
        drop: args.drop.clone(),
        annotate: args.annotate,
        memory: args.memory.memory(),
        ..Settings::default()
    };
    let bar = Bar::of(&args.inputs, &settings.read, &settings.progress);
    let deduped = dedup(&args.inputs, &settings);
    bar.stop();
    let deduped = named(deduped, &settings.read)?;
    print_notes(&deduped.traced, &settings.read);
    tell(|out| print_summary(out, &deduped, args, Screen::stdout()))?;
    Ok(status(&deduped.traced))
}

fn print_summary(
    out: &mut impl Write,
    deduped: &Deduped,
    args: &DedupArgs,
    screen: Screen,
) -> io::Result<()> {
    let counts = &deduped.counts;
    let documents = count(counts.documents, "document", "documents");
    let stories = count(counts.stories, "story", "stories");
    let dropped = counts.documents - counts.kept;
    if args.annotate {
        let best = format!("{} would be kept", grouped(counts.kept));
        let all = format!("{documents} in {stories} and alone, all of them written; {best}");
        writeln!(out, "{}", wrap(&all, screen.width))?;
    } else {
        writeln!(out, "{documents}: {} kept, {} dropped", grouped(counts.kept), grouped(dropped))?;
    }
    if dropped > 0 {
        for (reason, words) in REASONS {
            if let Some(&n) = counts.dropped.get(reason) {
                writeln!(out, "  {} {words}", grouped(n))?;
            }
        }
        let relations = format!("by relation: {}", most_first(counts.relations.clone()));
        writeln!(out, "{}", wrap(&relations, screen.width))?;
    }
    print_bytes(out, deduped)?;
    print_skipped(out, &deduped.traced, "collection/manifest.json", screen)?;
    let folder = safe(&args.output.display().to_string());
    writeln!(out, "\nwritten to {folder}: data/ is the input again, {} says why", why(args))
}

/// What the reasons mean.
const REASONS: [(&str, &str); 2] = [
    ("story", "as another witness of their story is kept"),
    ("relation", "for their relation, as --drop has it"),
];

fn why(args: &DedupArgs) -> String {
    let table = if args.annotate { "annotations" } else { "dropped" };
    format!("{table}.{}", args.format.format().name())
}

fn print_bytes(out: &mut impl Write, deduped: &Deduped) -> io::Result<()> {
    let (read, written) = (deduped.counts.bytes, deduped.counts.bytes_written);
    let files = count(deduped.counts.files, "file", "files");
    let saved = match read.checked_sub(written) {
        Some(saved) if saved > 0 => format!(", {} % saved", 100 * saved / read),
        _ => String::new(),
    };
    writeln!(out, "{files}: {} read, {} written{saved}", bytes(read), bytes(written))
}
