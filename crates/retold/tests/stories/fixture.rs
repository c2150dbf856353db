//! Reads a fixture. Whatever is not as the README says is an error: a misspelt expectation must not pass.

use std::collections::{BTreeMap, BTreeSet};

/// A fixture: witnesses, and what is expected of them.
#[derive(Debug)]
pub struct Fixture {
    pub title: String,
    pub witnesses: Vec<Witness>,
    /// The lines of each block that the file has.
    pub blocks: BTreeMap<Block, Vec<String>>,
}

/// A page of a fixture.
#[derive(Debug)]
pub struct Witness {
    pub id: String,
    pub published: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub text: String,
}

/// The kinds of expectations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    Stories,
    Relations,
    Events,
    Furniture,
    Injected,
    Drift,
    Statements,
    Passages,
}

impl Block {
    pub const ALL: [Block; 8] = {
        use Block::{Drift, Events, Furniture, Injected, Passages, Relations, Statements, Stories};
        [Stories, Relations, Events, Furniture, Injected, Drift, Statements, Passages]
    };

    pub fn name(self) -> &'static str {
        match self {
            Block::Stories => "stories",
            Block::Relations => "relations",
            Block::Events => "events",
            Block::Furniture => "furniture",
            Block::Injected => "injected",
            Block::Drift => "drift",
            Block::Statements => "statements",
            Block::Passages => "passages",
        }
    }
}

const RELATIONS: [&str; 9] =
    ["copy", "reprint", "edit", "rewrite", "spun", "translation", "digest", "excerpt", "merge"];

const DRIFTS: [&str; 9] = ["number", "date", "person", "title", "place", "org", "polarity", "quote", "event"];

/// A line `child <- parent parent: relation`.
pub struct Descent<'a> {
    pub child: &'a str,
    pub parents: Vec<&'a str>,
    pub relation: &'a str,
}

impl<'a> Descent<'a> {
    pub fn parse(line: &'a str) -> Result<Self, String> {
        let wrong = || format!("not of the form `child <- parent: relation`: {line}");
        let (child, rest) = line.split_once(" <- ").ok_or_else(wrong)?;
        let (parents, relation) = rest.split_once(": ").ok_or_else(wrong)?;
        Ok(Descent { child, parents: parents.split(' ').collect(), relation })
    }
}

/// A line `id: type: "before" -> "after"`.
pub struct Drift<'a> {
    pub id: &'a str,
    pub kind: &'a str,
    pub before: &'a str,
    pub after: &'a str,
}

impl<'a> Drift<'a> {
    /// Nothing for a witness that shows none.
    pub fn parse(line: &'a str) -> Result<Option<Self>, String> {
        let wrong = || format!("not of the form `id: type: \"before\" -> \"after\"`: {line}");
        let (id, rest) = listed(line)?;
        if rest == "none" {
            return Ok(None);
        }
        let (kind, words) = rest.split_once(": ").ok_or_else(wrong)?;
        let words = words.strip_prefix('"').and_then(|w| w.strip_suffix('"')).ok_or_else(wrong)?;
        let (before, after) = words.split_once("\" -> \"").ok_or_else(wrong)?;
        Ok(Some(Drift { id, kind, before, after }))
    }
}

/// A line `id: string`; the string is empty for a witness with nothing of the kind.
pub fn listed(line: &str) -> Result<(&str, &str), String> {
    let (id, string) = line.split_once(':').ok_or_else(|| format!("not of the form `id: string`: {line}"))?;
    Ok((id, string.strip_prefix(' ').unwrap_or(string)))
}

impl Fixture {
    pub fn parse(file: &str) -> Result<Fixture, String> {
        let mut lines = file.lines();
        let title = lines.next().and_then(|l| l.strip_prefix("# ")).ok_or("the first line is no title")?;
        let mut fixture = Fixture { title: title.to_owned(), witnesses: Vec::new(), blocks: BTreeMap::new() };
        while let Some(line) = lines.next() {
            let Some(opening) = line.strip_prefix("```") else { continue };
            let (kind, info) = opening.split_once(' ').unwrap_or((opening, ""));
            let body = body(&mut lines).ok_or_else(|| format!("a block of {kind} is never closed"))?;
            fixture.add(kind, info, &body)?;
        }
        fixture.check()?;
        Ok(fixture)
    }

    fn add(&mut self, kind: &str, info: &str, body: &[&str]) -> Result<(), String> {
        if kind == "witness" {
            self.witnesses.push(Witness::parse(info, body.join("\n"))?);
            return Ok(());
        }
        let block = Block::ALL.into_iter().find(|b| b.name() == kind);
        let block = block.ok_or_else(|| format!("there is no block of the kind {kind:?}"))?;
        if !info.is_empty() {
            return Err(format!("a block of {kind} says {info:?} beside its kind"));
        }
        let lines = body.iter().filter(|l| !l.is_empty()).map(|&l| l.to_owned()).collect();
        match self.blocks.insert(block, lines) {
            None => Ok(()),
            Some(_) => Err(format!("two blocks of {kind}")),
        }
    }

    pub fn lines(&self, block: Block) -> impl Iterator<Item = &str> {
        self.blocks.get(&block).into_iter().flatten().map(String::as_str)
    }

    pub fn witness(&self, id: &str) -> Result<&Witness, String> {
        self.witnesses.iter().find(|w| w.id == id).ok_or_else(|| format!("there is no witness {id:?}"))
    }

    /// Do the blocks speak of witnesses and of words that are there?
    fn check(&self) -> Result<(), String> {
        if self.witnesses.len() < 2 {
            return Err("fewer than two witnesses".to_owned());
        }
        let ids: BTreeSet<&str> = self.witnesses.iter().map(|w| w.id.as_str()).collect();
        if ids.len() != self.witnesses.len() {
            return Err("two witnesses have one id".to_owned());
        }
        for block in [Block::Stories, Block::Relations] {
            if !self.blocks.contains_key(&block) {
                return Err(format!("no block of {}", block.name()));
            }
        }
        let mut told: Vec<&str> = self.lines(Block::Stories).flat_map(|l| l.split(' ')).collect();
        told.sort_unstable();
        if told != ids.iter().copied().collect::<Vec<_>>() {
            return Err(format!("stories must name each witness once, and name {told:?}"));
        }
        for id in self.lines(Block::Events).flat_map(|l| l.split(' ')) {
            self.witness(id)?;
        }
        self.lines(Block::Relations).try_for_each(|line| self.check_relation(line))?;
        self.lines(Block::Furniture).try_for_each(|line| {
            let (id, string) = listed(line)?;
            let found = self.witness(id)?.text.lines().any(|l| l == string);
            said(string.is_empty() || found, || format!("furniture is no line of {id}: {string}"))
        })?;
        self.lines(Block::Injected).try_for_each(|line| {
            let (id, string) = listed(line)?;
            let found = self.witness(id)?.text.lines().any(|l| l.contains(string));
            said(string.is_empty() || found, || format!("injected is no part of a line of {id}: {string}"))
        })?;
        self.lines(Block::Statements).try_for_each(|line| {
            let (id, rest) = listed(line)?;
            self.witness(id)?;
            said(rest.contains(": "), || format!("not of the form `id: speaker: words`: {line}"))
        })?;
        self.lines(Block::Drift).try_for_each(|line| self.check_drift(line))
    }

    fn check_relation(&self, line: &str) -> Result<(), String> {
        let descent = Descent::parse(line)?;
        self.witness(descent.child)?;
        for parent in &descent.parents {
            self.witness(parent)?;
        }
        said(RELATIONS.contains(&descent.relation), || format!("no relation: {line}"))?;
        let merge = descent.relation == "merge";
        said(merge == (descent.parents.len() > 1), || format!("only a merge has several parents: {line}"))
    }

    fn check_drift(&self, line: &str) -> Result<(), String> {
        let witness = self.witness(listed(line)?.0)?;
        let Some(Drift { id, kind, before, after }) = Drift::parse(line)? else {
            return Ok(());
        };
        said(DRIFTS.contains(&kind), || format!("no type of drift: {line}"))?;
        said(witness.text.contains(after), || format!("{id} does not say {after:?}"))?;
        let descents: Vec<Descent> =
            self.lines(Block::Relations).filter_map(|l| Descent::parse(l).ok()).collect();
        let descent = descents.iter().find(|d| d.child == id).ok_or_else(|| format!("{id} has no parent"))?;
        let in_parent =
            descent.parents.iter().any(|p| self.witness(p).is_ok_and(|p| p.text.contains(before)));
        said(in_parent, || format!("no parent of {id} says {before:?}"))
    }
}

fn said(right: bool, wrong: impl Fn() -> String) -> Result<(), String> {
    if right { Ok(()) } else { Err(wrong()) }
}

/// The lines up to the closing fence, which is taken too.
fn body<'a>(lines: &mut std::str::Lines<'a>) -> Option<Vec<&'a str>> {
    let mut body = Vec::new();
    loop {
        match lines.next()? {
            "```" => return Some(body),
            line => body.push(line),
        }
    }
}

impl Witness {
    fn parse(info: &str, text: String) -> Result<Witness, String> {
        let mut pairs = pairs(info)?;
        let id = pairs.remove("id").ok_or("a witness without an id")?;
        let right = id.starts_with(|c: char| c.is_ascii_lowercase())
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        said(right, || format!("no id: {id:?}"))?;
        let (published, url, title) = (pairs.remove("published"), pairs.remove("url"), pairs.remove("title"));
        match pairs.keys().next() {
            None => Ok(Witness { id, published, url, title, text }),
            Some(key) => Err(format!("{id} has the unknown key {key:?}")),
        }
    }
}

/// `key=value` pairs, a value with a space in quotes.
fn pairs(info: &str) -> Result<BTreeMap<&str, String>, String> {
    let mut pairs = BTreeMap::new();
    let mut rest = info;
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=').ok_or_else(|| format!("not key=value: {rest}"))?;
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or_else(|| format!("an open quote: {info}"))?,
            None => after.split_at(after.find(' ').unwrap_or(after.len())),
        };
        if pairs.insert(key, value.to_owned()).is_some() {
            return Err(format!("{key} stands twice: {info}"));
        }
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::Fixture;

    const SOUND: &str = "# Title\n\nFor the reader.\n\n```witness id=a title=\"Two words\"\nMenu\n\n41 boats, buy ships\n```\n\
        ```witness id=b\n14 boats\n```\n```stories\na b\n```\n```relations\nb <- a: spun\n```\n\
        ```furniture\na: Menu\nb:\n```\n```injected\na: buy ships\n```\n```drift\nb: number: \"41 boats\" -> \"14 boats\"\n```\n";

    fn error(from: &str, to: &str) -> String {
        assert!(SOUND.contains(from), "{from}");
        Fixture::parse(&SOUND.replacen(from, to, 1)).unwrap_err()
    }

    #[test]
    fn reads_a_sound_file() {
        let fixture = Fixture::parse(SOUND).unwrap();
        assert_eq!(fixture.title, "Title");
        assert_eq!(fixture.witnesses[0].title.as_deref(), Some("Two words"));
        assert_eq!(fixture.witnesses[0].text, "Menu\n\n41 boats, buy ships");
        assert_eq!(fixture.blocks.len(), 5);
    }

    #[test]
    fn refuses_what_is_misspelt() {
        assert_eq!(error("```stories", "```storys"), "there is no block of the kind \"storys\"");
        assert_eq!(error("a b\n", "a\n"), "stories must name each witness once, and name [\"a\"]");
        assert_eq!(error("b <- a: spun", "b <- c: spun"), "there is no witness \"c\"");
        assert_eq!(error("b <- a: spun", "b <- a: span"), "no relation: b <- a: span");
        assert_eq!(error("a: Menu", "a: Menus"), "furniture is no line of a: Menus");
        assert_eq!(error("a: buy ships", "a: buy boots"), "injected is no part of a line of a: buy boots");
        assert_eq!(error("\"41 boats\"", "\"40 boats\""), "no parent of b says \"40 boats\"");
        assert_eq!(error(" title=", " headline="), "a has the unknown key \"headline\"");
        assert_eq!(error("14 boats\"\n```\n", "14 boats\"\n"), "a block of drift is never closed");
    }
}
