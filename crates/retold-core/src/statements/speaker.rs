//! Who a subject is: the full name behind a surname, a pronoun or "the minister", by what the story has said before.
//!
//! The way is the usual one for news (O'Keefe et al. 2012, *A sequence labelling approach to quote attribution*,
//! section 5; Krestel, Bergler & Witte 2008, *Minding the source*): whoever spoke or acted last is meant, unless an
//! office, a pronoun's sex or a kind of body says otherwise.

use std::ops::Range;

use memchr::memchr2_iter;

use super::names::{Id, Known, Names};
use super::phrase::Subject;
use super::reading::Reading;
use crate::facts::cities::is_city;
use crate::facts::countries::names_country;
use crate::facts::given_names::{Sex, sex};
use crate::language::vocabulary::{Pronoun, Tag, tag};
use crate::span::Span;

/// Somebody who speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Who {
    Name(Id),
    /// Somebody without a name in the story.
    Words(Span),
}

/// What the story has said so far of who speaks.
#[derive(Default)]
pub struct Discourse {
    /// Those who spoke or acted, the last one last.
    recent: Vec<Who>,
}

/// How many are remembered.
const RECENT: usize = 12;

impl Discourse {
    /// Somebody spoke or acted.
    pub fn meet(&mut self, who: Who) {
        if self.last() == Some(who) {
            return;
        }
        self.recent.retain(|w| *w != who);
        if self.recent.len() == RECENT {
            self.recent.remove(0);
        }
        self.recent.push(who);
    }

    /// The one who spoke or acted last.
    pub fn last(&self) -> Option<Who> {
        self.recent.last().copied()
    }

    /// Who the subject is; `near` is the one who was named before in its sentence.
    pub fn resolve<'t>(
        &self,
        subject: &Subject,
        near: Option<Who>,
        reading: &Reading<'t>,
        names: &mut Names<'t>,
    ) -> Option<Who> {
        match subject {
            Subject::Elided => near.or_else(|| self.last()),
            Subject::Named(words, title) => Some(named(words, *title, reading, names)),
            Subject::Pronoun(pronoun, at) => {
                self.pronoun(*pronoun, reading.words[*at].span, near, reading, names)
            }
            Subject::Phrase(words) => Some(self.phrase(words, reading, names)),
        }
    }

    fn pronoun<'t>(
        &self,
        pronoun: Pronoun,
        here: Span,
        near: Option<Who>,
        reading: &Reading<'t>,
        names: &mut Names<'t>,
    ) -> Option<Who> {
        let candidates = || {
            let candidates = near.into_iter().chain(self.recent.iter().rev().copied());
            candidates.filter(|&who| fits(who, pronoun, reading, names))
        };
        let found = candidates()
            .find(|&who| is_likely(who, pronoun, reading, names))
            .or_else(|| last_of_sex(pronoun, here, reading, names))
            .or_else(|| candidates().next())?;
        if let (Who::Name(id), Pronoun::He | Pronoun::She) = (found, pronoun) {
            let known = &mut names.known[id as usize];
            known.is_person = true;
            known.pronoun = known.pronoun.or(Some(pronoun));
        }
        Some(found)
    }

    /// "the minister", "the company": of those who are known by that the last, else the words as they stand.
    fn phrase<'t>(&self, words: &Range<usize>, reading: &Reading<'t>, names: &mut Names<'t>) -> Who {
        const LONGEST: usize = 6;
        let unnamed = Who::Words(reading.span(&without_article(reading, words)));
        let definite =
            ["the", "this", "that"].iter().any(|a| reading.word(words.start).eq_ignore_ascii_case(a));
        if !definite || words.len() > LONGEST {
            return unnamed;
        }
        // "The chief economist of Varn Bank" is no bank.
        let is_preposition = |&at: &usize| reading.words[at].tag == Tag::Preposition;
        let end = (words.start + 1..words.end).find(is_preposition).unwrap_or(words.end);
        let head = reading.words[end - 1];
        let noun = reading.word(end - 1);
        let found = match (head.tag, noun) {
            (Tag::Role, "man" | "guy" | "boy") => self.pronoun(Pronoun::He, head.span, None, reading, names),
            (Tag::Role, "woman" | "girl") => self.pronoun(Pronoun::She, head.span, None, reading, names),
            (Tag::Role, _) => self.office(noun, words, reading, names),
            (Tag::Body, _) if end < words.end || is_described(reading, words) => None,
            (Tag::Body, _) => self.body(noun, head.span, reading, names),
            _ => None,
        };
        // Who is called a company is nobody.
        if let (Some(Who::Name(id)), Tag::Body) = (found, head.tag) {
            names.known[id as usize].kind.get_or_insert(head.span);
        }
        found.unwrap_or(unnamed)
    }

    /// The last person, else the first one named before, whose title has the words of the phrase: its `noun`, or whom it is of.
    fn office<'t>(
        &self,
        noun: &str,
        words: &Range<usize>,
        reading: &Reading<'t>,
        names: &Names<'t>,
    ) -> Option<Who> {
        let of = (words.start + 1..words.end)
            .map(|at| reading.word(at))
            .find(|w| w.starts_with(char::is_uppercase));
        let holds = |who: &Who| {
            let Who::Name(id) = *who else { return false };
            let known = names.get(id);
            let Some(title) = known.title else { return false };
            let title = &reading.text[title.range()];
            // "the Varn chief" is whoever has an office in Varn.
            let is_called = || {
                let names = OFFICES.iter().find(|names| names.contains(&noun));
                names.is_some_and(|names| names.iter().any(|name| has_word(title, name)))
            };
            of.map_or_else(|| has_word(title, noun) || is_called(), |of| has_word(title, of))
        };
        let recent = self.recent.iter().rev().copied().find(holds);
        // A lead names the office before the name; then only one may hold it.
        let mut holders = first_names(names).filter(holds);
        let only = holders.next().filter(|_| holders.next().is_none());
        recent.or(only).or_else(|| {
            let vague =
                matches!(noun, "chief" | "leader" | "head" | "boss" | "coach" | "official" | "captain");
            self.last().filter(|who| vague && is_person(*who, names))
        })
    }

    /// The last body, else the weightiest, that is of the kind of `noun`.
    fn body<'t>(&self, noun: &str, here: Span, reading: &Reading<'t>, names: &Names<'t>) -> Option<Who> {
        let known = |who: &Who| match *who {
            Who::Name(id) => Some(names.get(id)),
            Who::Words(_) => None,
        };
        let of_kind = |who: &Who| match *who {
            Who::Name(id) => {
                let known = names.get(id);
                let kind =
                    known.kind.is_some_and(|kind| reading.text[kind.range()].eq_ignore_ascii_case(noun));
                known.name.start < here.start && (kind || has_word(&reading.text[known.name.range()], noun))
            }
            // "The Varn central bank", "the commission of inquiry".
            Who::Words(words) => {
                words.end < here.start && head_of(&reading.text[words.range()]) == Some(noun)
            }
        };
        let all = || first_names(names);
        let recent = || self.recent.iter().rev().copied();
        if let Some(found) = recent().find(of_kind).or_else(|| all().find(of_kind)) {
            return Some(found);
        }
        // "The union", of the Miners' Federation.
        if let Some((_, words)) = CALLED.iter().find(|(kind, _)| *kind == noun) {
            let has_one = |name: Span| words.iter().any(|word| has_word(&reading.text[name.range()], word));
            let is_called = |who: &Who| {
                known(who).is_some_and(|k| !k.is_person && k.name.start < here.start && has_one(k.name))
            };
            let found = recent().find(is_called).or_else(|| all().find(is_called));
            if found.is_some() || !COMPANY.contains(&noun) {
                return found;
            }
        }
        // A central bank is no company.
        let is_central = || reading.text[..here.start as usize].trim_end().ends_with("central");
        if !COMPANY.contains(&noun) || is_central() {
            return None;
        }
        // A union is no company.
        let trades = |k: &Known| {
            let kind = k.kind.map(|kind| &reading.text[kind.range()]);
            let last = reading.text[k.name.range()].rsplit(' ').next().map(str::to_ascii_lowercase);
            let called = last.filter(|last| tag(last) == Tag::Body);
            kind.or(called.as_deref()).is_none_or(|kind| COMPANY.contains(&kind))
        };
        let is_place = |k: &Known| {
            let name = &reading.text[k.name.range()];
            names_country(name) || is_city(name)
        };
        let is_company = |k: &Known| {
            !k.is_person
                && k.name.start < here.start
                && trades(k)
                && !is_place(k)
                && by_given_name(k, reading).is_none()
        };
        let corporate = |who: &Who| known(who).is_some_and(is_company);
        let weight = |who: &Who| known(who).map_or(0, |k| k.weight);
        let acts = |who: &Who| weight(who) > 0 && corporate(who);
        recent().find(acts).or_else(|| all().filter(acts).max_by_key(|who| (weight(who), first(*who))))
    }
}

/// The names of the story; of very many the first ones, as each phrase asks about all.
fn first_names(names: &Names) -> impl Iterator<Item = Who> + use<> {
    (0..names.first().len() as Id).map(Who::Name)
}

/// Of two that weigh alike the one named first.
fn first(who: Who) -> std::cmp::Reverse<Id> {
    std::cmp::Reverse(match who {
        Who::Name(id) => id,
        Who::Words(_) => Id::MAX,
    })
}

/// What stands between somebody and whom they work for, or where.
pub const OF: [&str; 6] = ["at", "of", "with", "for", "from", "in"];

/// The noun of a phrase: the last word before what it is of.
fn head_of(phrase: &str) -> Option<&str> {
    let mut words = phrase.split(' ');
    let first = words.next()?;
    Some(words.take_while(|word| !OF.contains(word)).last().unwrap_or(first))
}

/// "The national power company" is another than those that were named: several words say which it is.
fn is_described(reading: &Reading, words: &Range<usize>) -> bool {
    let tells = |at: &usize| reading.words[*at].tag == Tag::Other && !reading.words[*at].capital;
    (words.start + 1..words.end - 1).filter(tells).count() > 1
}

/// Offices that are called by several names.
const OFFICES: [&[&str]; 3] = [
    &["judge", "justice", "magistrate"],
    &["lawyer", "attorney", "barrister", "solicitor", "counsel", "advocate"],
    &["spokesman", "spokeswoman", "spokesperson"],
];

/// What is called so for short may have one of these words in its name.
const CALLED: [(&str, &[&str]); 10] = [
    ("company", &CORPORATE),
    ("firm", &CORPORATE),
    ("union", &["federation", "confederation", "association", "guild", "league", "brotherhood"]),
    ("regulator", &["authority", "commission", "inspectorate", "agency", "office"]),
    ("watchdog", &["authority", "commission", "inspectorate", "agency", "office"]),
    ("party", &["alliance", "bloc", "league", "movement", "front", "coalition", "democrats", "greens"]),
    ("court", &["tribunal"]),
    ("museum", &["gallery"]),
    ("gallery", &["museum"]),
    ("charity", &["foundation", "trust", "society"]),
];

/// What a company may call itself.
const CORPORATE: [&str; 7] = ["corporation", "holding", "holdings", "industries", "inc", "ltd", "plc"];

/// What a company may be called for short.
const COMPANY: [&str; 16] = [
    "company",
    "firm",
    "group",
    "airline",
    "carrier",
    "bank",
    "operator",
    "retailer",
    "manufacturer",
    "maker",
    "drugmaker",
    "carmaker",
    "developer",
    "utility",
    "lender",
    "giant",
];

/// Has `text` the word, whatever its case?
fn has_word(text: &str, word: &str) -> bool {
    // Mostly its letters stand nowhere in it, which is sooner told than where its words begin.
    let Some(head) = word.bytes().next() else { return false };
    let is_there = |at: usize| {
        let place = text.as_bytes().get(at..at + word.len());
        place.is_some_and(|place| place.eq_ignore_ascii_case(word.as_bytes()))
    };
    memchr2_iter(head.to_ascii_lowercase(), head.to_ascii_uppercase(), text.as_bytes()).any(is_there)
        && text.split(|c: char| !c.is_alphanumeric()).any(|w| w.eq_ignore_ascii_case(word))
}

/// The words without "the" and "a".
pub fn without_article(reading: &Reading, words: &Range<usize>) -> Range<usize> {
    let article = ["the", "a", "an"].iter().any(|a| reading.word(words.start).eq_ignore_ascii_case(a));
    words.start + usize::from(article && words.len() > 1)..words.end
}

fn named<'t>(words: &Range<usize>, title: Option<Span>, reading: &Reading<'t>, names: &mut Names<'t>) -> Who {
    match names.resolve(reading, words) {
        Some(id) => {
            let known = &mut names.known[id as usize];
            known.title = known.title.or(title);
            known.is_person |=
                known.kind.is_none() && title.is_some_and(|title| is_of_person(reading, title));
            Who::Name(id)
        }
        None => Who::Words(reading.span(words)),
    }
}

/// Is the title one that people alone have? Companies are owners too.
fn is_of_person(reading: &Reading, title: Span) -> bool {
    let mut words = reading.text[title.range()].split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        let word = word.to_ascii_lowercase();
        tag(&word) == Tag::Role
            && !["owner", "operator", "tenant", "investor", "developer"].contains(&word.as_str())
    })
}

fn is_person(who: Who, names: &Names) -> bool {
    match who {
        Who::Name(id) => names.get(id).is_person,
        Who::Words(_) => false,
    }
}

/// Does nothing speak against it that the pronoun stands for somebody, no given name and no other pronoun?
fn is_likely(who: Who, pronoun: Pronoun, reading: &Reading, names: &Names) -> bool {
    let (Who::Name(id), Pronoun::He | Pronoun::She) = (who, pronoun) else { return true };
    let known = names.get(id);
    let likely = known.pronoun.or_else(|| by_given_name(known, reading)).or(known.echo);
    likely.is_none_or(|likely| likely == pronoun)
}

/// The pronoun of whom a given name says to be a woman or a man.
fn by_given_name(known: &Known, reading: &Reading) -> Option<Pronoun> {
    let (given, _) = reading.text[known.name.range()].split_once(' ')?;
    Some(match sex(given)? {
        Sex::Woman => Pronoun::She,
        Sex::Man => Pronoun::He,
    })
}

/// Of those whom the story has named before the last one for whom the pronoun stands, by their given name. Whoever spoke
/// or acted last is of the other sex: then it is somebody who has done neither.
fn last_of_sex(pronoun: Pronoun, here: Span, reading: &Reading, names: &Names) -> Option<Who> {
    let is_of = |who: &Who| {
        let Who::Name(id) = *who else { return false };
        let known = names.get(id);
        known.name.start < here.start
            && fits(*who, pronoun, reading, names)
            && known.pronoun.or_else(|| by_given_name(known, reading)) == Some(pronoun)
    };
    let is_asked = matches!(pronoun, Pronoun::He | Pronoun::She);
    first_names(names).filter(|who| is_asked && is_of(who)).last()
}

/// Can the pronoun stand for somebody?
fn fits(who: Who, pronoun: Pronoun, reading: &Reading, names: &Names) -> bool {
    let known = match who {
        Who::Name(id) => names.get(id),
        Who::Words(words) => {
            let noun = head_of(&reading.text[words.range()]).unwrap_or_default();
            let kind = tag(noun);
            let plural = noun.ends_with('s') || ["people", "men", "women"].contains(&noun);
            return match pronoun {
                Pronoun::He | Pronoun::She => kind == Tag::Role && !plural,
                Pronoun::It => kind == Tag::Body,
                _ => plural || kind == Tag::Body || noun.eq_ignore_ascii_case("police"),
            };
        }
    };
    let name = &reading.text[known.name.range()];
    let body = known.kind.is_some() || name.split(' ').any(|w| tag(w) == Tag::Body);
    match pronoun {
        Pronoun::He | Pronoun::She => {
            !body && (known.is_person || name.contains(' ')) && known.pronoun.is_none_or(|p| p == pronoun)
        }
        Pronoun::It => !known.is_person,
        Pronoun::They => !known.is_person || body,
        Pronoun::Speaker => false,
    }
}
