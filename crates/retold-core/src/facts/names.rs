//! Whose name is it: a person's, a place's or an organisation's?
//!
//! What stands around a name says so, wherever the text has it: "Mr", a role or an age beside it a person, "in" before
//! it a place, "Bank" or "Party" inside it an organisation. All places of the text at which one of its words stands
//! have a vote.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::OnceLock;

use super::cities::is_city;
use super::given_names::sex;
use super::table::{Table, list};
use super::{Class, Stated, countries};
use crate::language::{Kind, Sym};
use crate::words::owner;

/// What has the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bearer {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
}

/// The run of words of a name that the token `at` belongs to: neighbours that are names too, of one sentence, with
/// nothing but a space, a hyphen or an apostrophe between them.
pub fn run(stated: &Stated, at: usize) -> Range<usize> {
    let mut start = at;
    while start > 0 && are_joined(stated, start - 1) {
        start -= 1;
    }
    start..end_of_run(stated, at)
}

/// Where the run of a token ends.
fn end_of_run(stated: &Stated, at: usize) -> usize {
    let mut end = at + 1;
    while end < stated.marks.len() && are_joined(stated, end - 1) {
        end += 1;
    }
    end
}

/// Are a token and the one behind it words of one run? A country is none of those whom it has: "Norway's Ann Orr".
fn are_joined(stated: &Stated, first: usize) -> bool {
    let is_owner = || countries::is_country(stated.marks[first].value) && owner(stated.word(first)).is_some();
    is_part(stated, first)
        && is_part(stated, first + 1)
        && !is_owner()
        && matches!(stated.gap(first), " " | "-" | "' " | "\u{2019} ")
}

/// Is a token a word of a name, and no word for what somebody is before it?
pub fn is_part(stated: &Stated, at: usize) -> bool {
    stated.marks[at].class == Class::Name && !is_role(stated, at)
}

/// The names of a text: each run of their words, in order, and whose they are, asked once of each.
pub struct Names {
    runs: Vec<Range<usize>>,
    /// By run: what its place says.
    votes: Vec<OnceCell<Votes>>,
    bearers: Vec<OnceCell<Bearer>>,
}

/// How many votes there are for each [`Bearer`].
type Votes = [i32; 3];

impl Names {
    /// Those of a text. Time: linear in its words.
    pub fn of(stated: &Stated) -> Names {
        let mut runs = Vec::new();
        let mut at = 0;
        while at < stated.marks.len() {
            if stated.marks[at].class == Class::Name {
                let end = end_of_run(stated, at);
                runs.push(at..end);
                at = end;
            } else {
                at += 1;
            }
        }
        let (votes, bearers) = (vec![OnceCell::new(); runs.len()], vec![OnceCell::new(); runs.len()]);
        Names { runs, votes, bearers }
    }

    /// The runs of their words.
    pub fn runs(&self) -> &[Range<usize>] {
        &self.runs
    }

    /// What has the name `own` of the text `stated`, which is theirs, by all its places that name it.
    ///
    /// Time: linear in the names, once for each.
    pub fn bearer(&self, stated: &Stated, own: &Range<usize>) -> Bearer {
        let by_votes = || self.by_votes(stated, own);
        match self.runs.binary_search_by_key(&own.start, |run| run.start) {
            Ok(number) if self.runs[number] == *own => *self.bearers[number].get_or_init(by_votes),
            _ => by_votes(),
        }
    }

    fn by_votes(&self, stated: &Stated, own: &Range<usize>) -> Bearer {
        let tokens = &stated.wording.witness.tokens;
        let own_words = &tokens[own.clone()];
        let is_part = |first: Sym| own_words.iter().any(|word| word.sym == first);
        let mut all: Votes = [0; 3];
        for (run, said) in self.runs.iter().zip(&self.votes) {
            if is_part(tokens[run.start].sym) || run == own {
                // Its own place tells most.
                let weight = if run == own { 2 } else { 1 };
                let said = said.get_or_init(|| votes(stated, run));
                all.iter_mut().zip(said).for_each(|(all, said)| *all += weight * said);
            }
        }
        let [person, place, organisation] = all;
        if organisation > person.max(place) || all == [0; 3] {
            Bearer::Organisation
        } else if person >= place {
            Bearer::Person
        } else {
            Bearer::Place
        }
    }
}

/// What the place of a name says of whose it is.
fn votes(stated: &Stated, run: &Range<usize>) -> Votes {
    let mut votes = [0; 3];
    let sym = |at: Option<usize>| at.and_then(|at| stated.wording.witness.tokens.get(at)).map(|t| t.sym);
    let ahead = introduced(stated, run.start).checked_sub(1);
    let before = sym(ahead);
    let behind = sym(Some(run.end));
    let is_in = |list: &Table<()>, sym: Option<Sym>| sym.is_some_and(|sym| list.has(sym));
    let words = lists();
    let mut say = |bearer: Bearer, votes_of: i32| votes[bearer as usize] += votes_of;
    let follows = stated.gap(run.end - 1);
    // "A Dutch club" is one of a place.
    if run.len() == 1 && countries::is_country(stated.marks[run.start].value) {
        say(Bearer::Place, 4);
        return votes;
    }
    // Inside and right beside the name.
    if run.clone().any(|at| words.organisations.has(stated.token(at).sym))
        || follows == " " && is_in(&words.organisations, behind)
        || run.clone().any(|at| is_acronym(stated.word(at)))
    {
        say(Bearer::Organisation, 4);
    }
    // "Varn Capital" is none.
    let is_place = |sym: Sym| words.places.has(sym) && !words.organisations.has(sym);
    if run.clone().any(|at| is_place(stated.token(at).sym))
        || run.clone().any(|at| countries::is_country(stated.marks[at].value))
        || follows == " " && is_in(&words.places, behind)
    {
        say(Bearer::Place, 4);
    } else if is_city(named(stated, run)) {
        // Many a city is also a surname, or a club.
        say(Bearer::Place, 2);
    }
    // "The Varn-based firm", "Kelvik-born".
    if follows == "-" && run.end < stated.marks.len() && matches!(stated.word(run.end), "based" | "born") {
        say(Bearer::Place, 6);
    }
    // What stands before it.
    let is_beside = || run.start > 0 && stated.gap(run.start - 1) == " ";
    if ahead.is_some_and(|at| is_role(stated, at)) && stated.gap(run.start - 1).len() <= 2 {
        say(Bearer::Person, 4);
    } else if ahead.is_some_and(|at| stated.is_body(at) && !is_place(stated.token(at).sym)) && is_beside() {
        say(Bearer::Organisation, 4);
    } else if is_in(&words.prepositions, before) {
        say(Bearer::Place, if run.len() == 1 { 3 } else { 1 });
    } else if is_in(&words.articles, before) {
        say(Bearer::Organisation, 2);
    } else if run.start > 1 && stated.word(run.start - 1) == "of" {
        // "The port of Kelvik", "the University of Kelvik".
        let kind = sym(Some(run.start - 2));
        if is_in(&words.places, kind) {
            say(Bearer::Place, 4);
        } else if is_in(&words.organisations, kind) {
            say(Bearer::Organisation, 4);
        }
    }
    // What stands behind it.
    if is_in(&words.speech, behind) {
        say(Bearer::Person, 2);
        say(Bearer::Organisation, 1);
    }
    if follows.starts_with(',') {
        if stated.marks.get(run.end).is_some_and(|mark| mark.class == Class::Name) && run.len() == 1 {
            say(Bearer::Place, 2);
        } else if is_in(&words.appositions, behind)
            || stated.marks.get(run.end).is_some_and(|m| m.class == Class::Number)
        {
            say(Bearer::Person, 2);
        }
    }
    if run.len() > 1 && sex(stated.word(run.start)).is_some() {
        say(Bearer::Person, 2);
    }
    // Nobody is called Black Heron.
    let is_name = |at: usize| stated.token(at).kind == Kind::Name;
    if run.len() == 2 && run.clone().any(is_name) {
        say(Bearer::Person, 1);
    }
    votes
}

/// A name as it is written.
pub fn named<'t>(stated: &Stated<'t>, run: &Range<usize>) -> &'t str {
    &stated.text[stated.token(run.start).span.start as usize..stated.token(run.end - 1).span.end as usize]
}

/// Where the first of the names stands that are joined with the one at `start`: "in Varn, Ostrel and Kelvik".
fn introduced(stated: &Stated, start: usize) -> usize {
    /// Names of a list, at the most.
    const LONGEST: usize = 8;
    let is_name = |at: usize| stated.marks[at].class == Class::Name;
    let is_joined = start > 1
        && matches!(stated.word(start - 1), "and" | "or")
        && is_name(start - 2)
        && stated.gap(start - 2) == " ";
    if !is_joined {
        return start;
    }
    let before = |&first: &usize| {
        let is_listed = first > 0 && is_name(first - 1) && stated.gap(first - 1) == ", ";
        is_listed.then(|| run(stated, first - 1).start)
    };
    std::iter::successors(Some(run(stated, start - 2).start), before).take(LONGEST).last().unwrap_or(start)
}

fn is_acronym(word: &str) -> bool {
    word.len() > 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

struct Lists {
    organisations: Table<()>,
    places: Table<()>,
    prepositions: Table<()>,
    articles: Table<()>,
    speech: Table<()>,
    appositions: Table<()>,
    roles: Table<&'static str>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        organisations: list(
            "bank union party ministry university college institute polytechnic alliance federation association \
             agency authority commission committee council court tribunal group holdings company corporation inc ltd \
             plc llc partners capital airlines airways air news times post journal daily television radio network \
             club united league team army navy guard police force foundation fund trust office department bureau \
             society movement front congress parliament senate assembly cabinet exchange services systems \
             technologies motors energy oil gas steel industries travel tours coalition forum center academy school \
             hospital laboratory observatory museum church board press media studios records bulk lines logistics \
             organisation organization directorate secretariat inspectorate securities software insurance pharmaceuticals \
             foods strategies analytics dynamics propulsion telecom athletic rovers wanderers brigade battalion regiment",
        ),
        places: list(
            "street avenue road square bridge river lake sea ocean bay gulf strait island islands peninsula mountain \
             mount valley desert forest coast province region district county prefecture city town village capital \
             airport port harbour station north south east west northern southern eastern western central hills hall \
             park hotel beach pass canyon cape dam",
        ),
        prepositions: list("in at near between from to toward towards outside inside around across off via into through"),
        articles: list("the a an"),
        speech: list("said says told tells added adds asked denied confirmed replied warned announced argued"),
        appositions: list("who whose a an the his her its"),
        roles: Table::of(ROLES.split_whitespace().map(|role| (role, role))),
    })
}

/// Words for what somebody is, as they stand before a name.
pub const ROLES: &str = "\
    mr mrs ms miss dr sir dame lord lady prof professor president premier minister prime secretary chancellor governor \
    mayor senator lawmaker legislator parliamentarian congressman congresswoman councillor councilor councilman councilwoman representative deputy ambassador envoy commissioner chairman chairwoman \
    chairperson chair ceo executive director manager head chief boss spokesman spokeswoman spokesperson judge justice \
    magistrate prosecutor attorney lawyer advocate counsel solicitor captain commander colonel general admiral major \
    sergeant lieutenant officer inspector sheriff superintendent coach trainer striker midfielder defender goalkeeper \
    economist analyst strategist scientist researcher biologist geologist seismologist virologist chemist physicist \
    engineer doctor nurse surgeon farmer fisherman teacher student king queen prince princess pope bishop archbishop \
    cardinal imam rabbi priest pastor founder treasurer supervisor observer adviser advisor counsellor journalist \
    reporter editor author actor actress singer driver pilot witness resident candidate leader historian mountaineer \
    capt col gen sgt lt insp supt cmdr gov rep";

/// Is a token a word for what somebody is? "Research" has the stem of "researcher": a role is written out.
pub fn is_role(stated: &Stated, at: usize) -> bool {
    lists().roles.get(stated.token(at).sym).is_some_and(|role| stated.is_written(at, role))
}
