//! `retold trace INPUT... -o COLLECTION`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use retold::Error;
use retold::collection::Traced;
use retold::run::{Settings, trace};
use retold::source::{ReadOptions, Skipped};

use super::SKIPPED;
use super::bar::Bar;
use crate::args::TraceArgs;
use crate::phrases::{count, most_first, shortened, wrap};
use crate::terminal::{Screen, columns, safe, tell};

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
    let traced = named(traced, &settings.read)?;
    print_notes(&traced, &settings.read);
    tell(|out| print_summary(out, &traced, args, Screen::stdout()))?;
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

/// What came of a run. Of one that could read nothing it is told here what was in the way.
pub fn named<T>(done: Result<T, Error>, read: &ReadOptions) -> Result<T, Error> {
    if let Err(Error::NothingRead { skipped, .. }) = &done {
        name_skipped(skipped);
        name_unseen(read);
    }
    done
}

/// A mistyped name of a field is no error, for a field may be missing, but nobody would notice it.
fn name_unseen(read: &ReadOptions) {
    for name in read.unseen() {
        eprintln!("warning: no record has the field {}", safe(name));
    }
}

fn name_skipped(skipped: &[Skipped]) {
    for note in skipped {
        eprintln!("skipped: {}", safe(&note.to_string()));
    }
}

/// Tells on standard error what was not read, and whether an earlier run was gone on with.
pub fn print_notes(traced: &Traced, read: &ReadOptions) {
    if traced.taken_up > 0 {
        let read = count(traced.taken_up as u64, "document", "documents");
        eprintln!("went on from a run that broke off, which had read {read}");
    } else {
        name_unseen(read);
    }
    name_skipped(traced.skipped());
}

fn print_summary(out: &mut impl Write, traced: &Traced, args: &TraceArgs, screen: Screen) -> io::Result<()> {
    let stories = traced.stories();
    let documents = traced.intake.documents.len();
    let in_stories: usize = stories.iter().map(Vec::len).sum();
    let counts = format!(
        "{}: {in_stories} in {}, {} alone",
        count(documents as u64, "document", "documents"),
        count(stories.len() as u64, "story", "stories"),
        documents - in_stories,
    );
    writeln!(out, "{}", wrap(&counts, screen.width))?;
    print_relations(out, traced, screen)?;
    let events = traced.shared_events();
    if events > 0 {
        let events = count(events as u64, "event has", "events have");
        let events = format!("{events} more than one report, written independently");
        writeln!(out, "{}", wrap(&events, screen.width))?;
    }
    print_largest(out, traced, stories, screen)?;
    print_languages(out, traced, screen)?;
    print_skipped(out, traced, "manifest.json", screen)?;
    let folder = safe(&args.output.display().to_string());
    let format = args.format.format().name();
    writeln!(out, "\nwritten to {folder} (tables as {format})")
}

/// How the witnesses stand to their parents, the most frequent relation first.
fn print_relations(out: &mut impl Write, traced: &Traced, screen: Screen) -> io::Result<()> {
    let mut relations: BTreeMap<&str, u64> = BTreeMap::new();
    for relation in traced.descents.iter().filter_map(|d| d.relation) {
        *relations.entry(relation.name()).or_default() += 1;
    }
    let copies: u64 = relations.values().sum();
    if copies > 0 {
        let copies = count(copies, "copy", "copies");
        writeln!(out, "{}", wrap(&format!("{copies}: {}", most_first(relations)), screen.width))?;
    }
    Ok(())
}

/// The stories of the most documents.
fn print_largest(
    out: &mut impl Write,
    traced: &Traced,
    mut stories: Vec<Vec<u32>>,
    screen: Screen,
) -> io::Result<()> {
    const SHOWN: usize = 10;
    if stories.is_empty() {
        return Ok(());
    }
    // The sort is stable, so that stories of one size stay in the order of their ids.
    stories.sort_by_key(|s| std::cmp::Reverse(s.len()));
    let days = |members: &[u32]| shortened(traced.days(members).as_ref());
    let widest = stories.iter().take(SHOWN).map(|members| columns(&days(members))).max().unwrap_or(0);
    let width = widest.max("published".len());
    let line = |style: &str, documents: &str, days: &str, title: &str| {
        screen.line(&[(style, &format!("{documents:>9}  {days:<width$}  {title}"))])
    };
    write!(out, "\n{}", line("1", "documents", "published", "story"))?;
    for members in stories.iter().take(SHOWN) {
        // A story without a title is known by how it begins.
        let opening = || traced.opening(members).map(|line| format!("“{line}”"));
        let title = traced.title(members).map(str::to_owned).or_else(opening);
        let title = title.as_deref().unwrap_or("(no title)");
        write!(out, "{}", line("", &members.len().to_string(), &days(members), title))?;
    }
    if stories.len() > SHOWN {
        let more = format!("{:>9}  {} more in the table stories", "", stories.len() - SHOWN);
        write!(out, "{}", screen.line(&[("", &more)]))?;
    }
    Ok(())
}

/// What is less sure in other languages than in English.
fn print_languages(out: &mut impl Write, traced: &Traced, screen: Screen) -> io::Result<()> {
    let languages = traced.weighed_by_corpus();
    if !languages.is_empty() {
        let counts = languages.into_iter().map(|(code, n)| (code, u64::from(n))).collect();
        let shown = format!("words weighed by these documents alone, not by a table: {}", most_first(counts));
        writeln!(out, "\n{}", wrap(&shown, screen.width))?;
    }
    Ok(())
}

/// What was not read, by reason, and where each is listed.
pub fn print_skipped(out: &mut impl Write, traced: &Traced, listed: &str, screen: Screen) -> io::Result<()> {
    let reasons = traced.skipped_by_reason();
    if !reasons.is_empty() {
        let shown = format!("skipped: {} (each is listed in {listed})", most_first(reasons));
        writeln!(out, "\n{}", wrap(&shown, screen.width))?;
    }
    Ok(())
}
