//! `retold trace INPUT... -o COLLECTION`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use retold::Error;
use retold::collection::Traced;
use retold::run::{Settings, trace};

use super::SKIPPED;
use super::bar::Bar;
use crate::args::TraceArgs;
use crate::phrases::{COLUMNS, count, most_first, span, wrap};
use crate::terminal::{cut, paint, safe};

pub fn run(args: &TraceArgs) -> Result<ExitCode, Error> {
    let settings = Settings {
        read: args.fields.read_options(),
        output: args.output.clone(),
        tables: args.tables(),
        format: args.format.format(),
        one_story: args.one_story,
        memory: args.memory.memory(),
        ..Settings::default()
    };
    let bar = Bar::of(&args.inputs, &settings.read, &settings.progress);
    let traced = trace(&args.inputs, &settings);
    bar.stop();
    let traced = traced?;
    print_notes(&traced);
    // The collection is written; a reader who has gone, as `head` goes, wants no more of this.
    let _ = print_summary(&mut io::stdout().lock(), &traced, args);
    Ok(status(&traced))
}

/// The exit status of a run that came to its end.
pub fn status(traced: &Traced) -> ExitCode {
    if traced.lost_input() {
        ExitCode::from(SKIPPED)
    } else if traced.stories().is_empty() {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}

/// Tells on standard error what was not read, and whether an earlier run was gone on with.
pub fn print_notes(traced: &Traced) {
    if traced.taken_up > 0 {
        let read = count(traced.taken_up as u64, "document", "documents");
        eprintln!("went on from a run that broke off, which had read {read}");
    }
    for note in traced.skipped() {
        eprintln!("skipped: {}", safe(&note.to_string()));
    }
}

fn print_summary(out: &mut impl Write, traced: &Traced, args: &TraceArgs) -> io::Result<()> {
    let stories = traced.stories();
    let documents = traced.intake.documents.len();
    let in_stories: usize = stories.iter().map(Vec::len).sum();
    writeln!(
        out,
        "{}: {in_stories} in {}, {} alone",
        count(documents as u64, "document", "documents"),
        count(stories.len() as u64, "story", "stories"),
        documents - in_stories,
    )?;
    print_relations(out, traced)?;
    let events = traced.shared_events();
    if events > 0 {
        let events = count(events as u64, "event has", "events have");
        writeln!(out, "{events} more than one report, written independently")?;
    }
    print_largest(out, traced, stories)?;
    print_languages(out, traced)?;
    print_skipped(out, traced, "manifest.json")?;
    let folder = safe(&args.output.display().to_string());
    let format = args.format.format().name();
    writeln!(out, "\nwritten to {folder} (tables as {format})")
}

/// How the witnesses stand to their parents, the most frequent relation first.
fn print_relations(out: &mut impl Write, traced: &Traced) -> io::Result<()> {
    let mut relations: BTreeMap<&str, u64> = BTreeMap::new();
    for relation in traced.descents.iter().filter_map(|d| d.relation) {
        *relations.entry(relation.name()).or_default() += 1;
    }
    let copies: u64 = relations.values().sum();
    if copies > 0 {
        let copies = count(copies, "copy", "copies");
        writeln!(out, "{}", wrap(&format!("{copies}: {}", most_first(relations))))?;
    }
    Ok(())
}

/// The stories of the most documents.
fn print_largest(out: &mut impl Write, traced: &Traced, mut stories: Vec<Vec<u32>>) -> io::Result<()> {
    const SHOWN: usize = 10;
    const TITLE: usize = COLUMNS - 36;
    if stories.is_empty() {
        return Ok(());
    }
    // The sort is stable, so that stories of one size stay in the order of their ids.
    stories.sort_by_key(|s| std::cmp::Reverse(s.len()));
    writeln!(out, "\n{}", paint("1", &format!("{:>9}  {:<23}  {}", "documents", "published", "story")))?;
    for members in stories.iter().take(SHOWN) {
        // A story without a title is known by how it begins.
        let opening = || traced.opening(members).map(|line| format!("“{line}”"));
        let title = traced.title(members).map(str::to_owned).or_else(opening);
        let title = cut(title.as_deref().unwrap_or("(no title)"), TITLE);
        writeln!(out, "{:>9}  {:<23}  {title}", members.len(), span(traced.days(members).as_ref()))?;
    }
    if stories.len() > SHOWN {
        writeln!(out, "{:>9}  {} more in the table stories", "", stories.len() - SHOWN)?;
    }
    Ok(())
}

/// What is less sure in other languages than in English.
fn print_languages(out: &mut impl Write, traced: &Traced) -> io::Result<()> {
    let languages = traced.weighed_by_corpus();
    if !languages.is_empty() {
        let counts = languages.into_iter().map(|(code, n)| (code, u64::from(n))).collect();
        let counts = most_first(counts);
        writeln!(
            out,
            "\n{}",
            wrap(&format!("words weighed by these documents alone, not by a table: {counts}"))
        )?;
    }
    Ok(())
}

/// What was not read, by reason, and where each is listed.
pub fn print_skipped(out: &mut impl Write, traced: &Traced, listed: &str) -> io::Result<()> {
    let reasons = traced.skipped_by_reason();
    if !reasons.is_empty() {
        let shown = format!("skipped: {} (each is listed in {listed})", most_first(reasons));
        writeln!(out, "\n{}", wrap(&shown))?;
    }
    Ok(())
}
