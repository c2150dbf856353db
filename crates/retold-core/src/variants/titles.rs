//! Roles and ranks that changed: the same person, another title.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::bearers::bearer;
use super::bodies::may_be_body;
use super::context::{Context, Scene};
use super::roles::{
    Rank, are_for_the_same, begins_role, has_portfolio, is_any, is_below, is_of_state, may_be_role,
    portfolio, role,
};
use super::{Change, Drift};
use crate::facts::countries::is_country;
use crate::facts::names::run;
use crate::facts::table::{Table, list};
use crate::facts::{Class, Stated};
use crate::language::{Kind, Sym};
use crate::relation::Relation;

/// A role, and the words right before it that say which of its kind.
#[derive(Clone, Debug, PartialEq)]
struct Title<'a> {
    role: usize,
    /// The word for it.
    word: Sym,
    /// The words of the name before the last: of one family there are many.
    given: Vec<Sym>,
    rank: Option<Rank>,
    qualifiers: Vec<Qualifier<'a>>,
    /// Does a word that is neither a name nor a rank stand right before it?
    is_described: bool,
    /// Is it one that the bearer had, by a word before it?
    is_past: bool,
    /// From the role, or the rank before it, to the name.
    tokens: Range<usize>,
}

/// A word that says which of its kind a role is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Qualifier<'a> {
    word: &'a str,
    sym: Sym,
    token: usize,
}

impl Title<'_> {
    /// Its tokens, with the words that say which of its kind it is.
    fn in_full(&self) -> Range<usize> {
        let tells = || self.qualifiers.iter().map(|qualifier| qualifier.token);
        let start = tells().min().map_or(self.tokens.start, |first| first.min(self.tokens.start));
        start..tells().max().map_or(self.tokens.end, |last| self.tokens.end.max(last + 1))
    }

    /// May it be a title of somebody whose name has these `given` names?
    fn may_be_of(&self, given: &[Sym]) -> bool {
        self.given.is_empty() || given.is_empty() || self.given.iter().any(|word| given.contains(word))
    }

    /// Is one of these tokens a word that says which of its kind the role is?
    fn has_qualifier(&self, tokens: &Range<usize>) -> bool {
        self.qualifiers.iter().any(|qualifier| tokens.contains(&qualifier.token))
    }
}

/// The titles that a text gives to each name, in their order; of one role and rank the first.
pub struct Titles<'a>(BTreeMap<u64, Vec<Title<'a>>>);

impl<'a> Titles<'a> {
    pub fn of(stated: &Stated<'a>) -> Titles<'a> {
        let mut out: BTreeMap<u64, Vec<Title<'a>>> = BTreeMap::new();
        for sentence in &stated.wording.witness.sentences {
            let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
            for at in tokens.clone().filter(|&at| may_be_role(stated.token(at).sym)) {
                let Some(role) = role(stated, at) else { continue };
                let Some(name) = bearer(stated, &tokens, at) else { continue };
                let titles = out.entry(stated.marks[name].value).or_default();
                let (rank, first) =
                    Rank::of(stated, &tokens, at).map_or((None, at), |(rank, at)| (Some(rank), at));
                let is_past = is_past(stated, &tokens, first);
                let given = given_names(stated, name);
                let is_same =
                    |title: &&mut Title| (title.role, title.rank) == (role, rank) && title.may_be_of(&given);
                if let Some(title) = titles.iter_mut().find(is_same) {
                    title.is_past |= is_past;
                } else {
                    let qualifiers = qualifiers(stated, &tokens, at);
                    let word = stated.token(at).sym;
                    titles.push(Title {
                        role,
                        word,
                        given,
                        rank,
                        qualifiers,
                        is_described: is_described(stated, &tokens, at),
                        is_past,
                        tokens: first.min(name)..at.max(name) + 1,
                    });
                }
            }
        }
        Titles(out)
    }

    fn get(&self, name: u64) -> &[Title<'a>] {
        self.0.get(&name).map_or(&[], Vec::as_slice)
    }
}

/// The words of the name that ends with the token at `last`, but for that one.
fn given_names(stated: &Stated, last: usize) -> Vec<Sym> {
    (run(stated, last).start..last).map(|at| stated.token(at).sym).collect()
}

/// The words that tell this minister from others: "prime", "energy", "of defence"; for roles of which there are not several,
/// none.
fn qualifiers<'a>(stated: &Stated<'a>, sentence: &Range<usize>, at: usize) -> Vec<Qualifier<'a>> {
    /// Words to either side of the role that may tell.
    const WORDS: usize = 2;
    static OTHERS: OnceLock<Table<()>> = OnceLock::new();
    static HEADS: OnceLock<Table<()>> = OnceLock::new();
    let role = stated.token(at).sym;
    if HEADS.get_or_init(|| list("head director chief")).has(role) && of_department(stated, sentence, at) {
        let words = (at + 2..sentence.end).take_while(|&i| i == at + 2 || stated.gap(i - 1) == " ");
        let words = words.take_while(|&i| is_ordinary(stated, i)).take(WORDS);
        return words.map(|token| qualifier(stated, token)).collect();
    }
    let has_portfolio = has_portfolio(role);
    if !has_portfolio && !OTHERS.get_or_init(|| list("officer director")).has(role) {
        return Vec::new();
    }
    // Of what country somebody is minister tells no other ministry.
    let tells = |&i: &usize| {
        matches!(stated.marks[i].class, Class::Word | Class::Name)
            && !is_below(stated, i)
            && !is_country(stated.marks[i].value)
    };
    let before = (sentence.start..at).rev().take_while(|&i| stated.gap(i) == " " && tells(&i)).take(WORDS);
    let is_of = sentence.contains(&(at + 2)) && matches!(stated.word(at + 1), "of" | "for");
    // "Secretary of State for Health".
    let first = if is_of_state(stated, at) { at + 4 } else { at + 2 };
    let behind = if has_portfolio && is_of { first.min(sentence.end)..sentence.end } else { at..at };
    let joined =
        |&i: &usize| stated.gap(i - 1) == " " && (tells(&i) || matches!(stated.word(i), "the" | "and"));
    let behind = behind.take_while(joined).filter(tells).take(WORDS);
    before.chain(behind).map(|token| qualifier(stated, token)).collect()
}

fn qualifier<'a>(stated: &Stated<'a>, token: usize) -> Qualifier<'a> {
    Qualifier { word: stated.word(token), sym: stated.token(token).sym, token }
}

/// Does the role at `at` say what it is head of in ordinary words: "head of research"?
fn of_department(stated: &Stated, sentence: &Range<usize>, at: usize) -> bool {
    let is_capital = |at: usize| stated.word(at).starts_with(char::is_uppercase);
    sentence.contains(&(at + 2))
        && stated.gap(at) == " "
        && stated.is(at + 1, "of")
        && is_ordinary(stated, at + 2)
        // The director of Open Ballot is of a body, the Director of Public Prosecutions of a task.
        && is_capital(at + 2) == is_capital(at)
}

/// Is it neither a small word nor a name, but for its capital? The real of "real estate" is money elsewhere.
fn is_ordinary(stated: &Stated, at: usize) -> bool {
    match stated.marks[at].class {
        Class::Word | Class::Unit => true,
        Class::Name => stated.token(at).kind == Kind::Word && !is_country(stated.marks[at].value),
        _ => false,
    }
}

/// Does a word that makes no other role or rank of it stand right before the role at `at`: "the lead representative"?
fn is_described(stated: &Stated, sentence: &Range<usize>, at: usize) -> bool {
    let is_word = |before: usize| {
        stated.gap(before) == " "
            && stated.token(before).kind == Kind::Word
            && stated.marks[before].class != Class::Function
            && Rank::named(stated.token(before).sym).is_none()
    };
    at > sentence.start && is_word(at - 1) && !begins_role(stated, at - 1)
}

/// Does a word before the title that begins at `first` say that it was one: "former Norwegian prime minister"?
fn is_past(stated: &Stated, sentence: &Range<usize>, first: usize) -> bool {
    /// Words before the title that are looked at.
    const WORDS: usize = 4;
    static PAST: OnceLock<Table<()>> = OnceLock::new();
    let past = PAST.get_or_init(|| list("former ex previous past erstwhile onetime retired"));
    let joined = (sentence.start..first).rev().take_while(|&i| matches!(stated.gap(i), " " | "-"));
    joined.take(WORDS).any(|i| past.has(stated.token(i).sym))
}

/// Finds who has another title than in the parent.
pub fn drifts(context: &Context, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let given: Vec<&Titles> = context.parents.iter().map(|parent| &parent.titles).collect();
    // A "general secretary" has two roles in one place.
    let (mut seen, mut places) = (BTreeSet::new(), BTreeSet::new());
    for (&name, titles) in &context.child.titles.0 {
        for title in titles {
            if let Some((parent, old)) = former(title, titles, name, &given, relation)
                && !is_told(title, context.parents[parent], old)
                && seen.insert((title.role, old.role))
                && places.insert(title.tokens.end)
            {
                let sentence = context.child.sentence_of(title.tokens.start);
                let (before, after) = match old.role == title.role {
                    true => (old.in_full(), title.in_full()),
                    false => (old.tokens.clone(), title.tokens.clone()),
                };
                // Of another minister the ministry is another too.
                out.retain(|other| !Change::is_of_name(other.change) || !title.has_qualifier(&other.after));
                out.push(Drift { change: Change::Title, sentence, parent, before, after });
            }
        }
    }
}

/// Does the parent say by a verb what the new title says: "a senator, who chairs the board", "the chair of the board"; "was a
/// minister until 2014", "a former minister"?
fn is_told(title: &Title, parent: &Stated, old: &Title) -> bool {
    let sentence = &parent.wording.witness.sentences[parent.sentence_of(old.tokens.start)].tokens;
    let acts = |at: usize| parent.token(at).sym == title.word && role(parent, at).is_none();
    let is_over = |at: usize| parent.is_one_of(at, &["was", "served", "been", "until", "once"]);
    let mut tokens = sentence.start as usize..sentence.end as usize;
    if title.role == old.role { title.is_past && tokens.any(is_over) } else { tokens.any(acts) }
}

/// Finds the roles of people without a name that stand in the place of another: "a retired judge".
pub fn unnamed(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    /// What stands around the two must be alike so far.
    const ALIKE: f32 = 0.6;
    // Who changes words one by one changes those for roles as well.
    if relation.is_some_and(Relation::goes_word_by_word) {
        return;
    }
    let (child, parent, window) = (scene.child(), scene.parent(), &scene.row.window);
    let (Some(&first), Some(&last)) = (window.first(), window.last()) else { return };
    let is_unnamed =
        |stated: &Stated, sentence: Range<usize>, at: usize| bearer(stated, &sentence, at).is_none();
    for at in 0..scene.own.len() {
        let own = scene.own.start + at;
        let Some((place, false)) = scene.row.pairs.beside(at) else { continue };
        if is_other_trade(scene, at, place) {
            out.push(scene.drift(Change::Title, at, place));
            continue;
        }
        let (Some(new), Some(old)) = (role(child, own), role(parent, window[place])) else { continue };
        let still = scene.own.clone().any(|at| role(child, at) == Some(old));
        let before = window.iter().any(|&at| role(parent, at) == Some(new));
        if new != old
            && !is_any(new)
            && !is_any(old)
            && !still
            && !before
            && scene.surroundings(at, place) >= ALIKE
            && is_unnamed(child, scene.own.clone(), own)
            && is_unnamed(parent, first..last + 1, window[place])
        {
            out.push(scene.drift(Change::Title, at, place));
        }
    }
}

/// Is a trade or office another one now, of which at least one is no [role](ROLES)?
fn is_other_trade(scene: &Scene, at: usize, place: usize) -> bool {
    /// What stands around the two must be alike so far: there are many names for most trades.
    const PLAIN: f32 = 1.1;
    let (child, parent, window) = (scene.child(), scene.parent(), &scene.row.window);
    let (own, given) = (scene.own.start + at, window[place]);
    /// Who stands at the head of anything.
    static HEADS: OnceLock<Table<()>> = OnceLock::new();
    let heads = HEADS.get_or_init(|| list("head chief leader boss"));
    // "They were independent" is no trade, nor is "without help".
    let is_state = |stated: &Stated, at: usize| {
        at > 0 && stated.is_one_of(at - 1, &["is", "are", "was", "were", "be", "been", "without", "with"])
    };
    let is_trade = |stated: &Stated, at: usize| {
        stated.marks[at].class == Class::Word
            && stated.is_trade(at)
            && !heads.has(stated.token(at).sym)
            && !is_state(stated, at)
    };
    is_trade(child, own)
        && is_trade(parent, given)
        && (role(child, own).is_none() || role(parent, given).is_none())
        && !scene.are_alike(at, place)
        && !scene.own.clone().any(|at| child.token(at).sym == parent.token(given).sym)
        && !window.iter().any(|&at| parent.token(at).sym == child.token(own).sym)
        && scene.surroundings(at, place) >= PLAIN
}

/// Who directs a company is called by any of these.
const DIRECTING: [&str; 3] = ["managing", "general", "executive"];

/// Are two words one, or for the same?
fn is_one(a: Qualifier, b: Qualifier) -> bool {
    let directs = |of: Qualifier| DIRECTING.iter().any(|word| of.word.eq_ignore_ascii_case(word));
    a.word.eq_ignore_ascii_case(b.word)
        || directs(a) && directs(b)
        || are_for_the_same((a.word, a.sym), (b.word, b.sym))
}

/// What a title was in the parents, if none of them has it; `titles` are all that the witness gives to this name.
fn former<'t>(
    title: &Title,
    titles: &[Title],
    name: u64,
    given: &[&'t Titles<'t>],
    relation: Option<Relation>,
) -> Option<(usize, &'t Title<'t>)> {
    let all = || {
        let of = |(parent, titles): (usize, &&'t Titles<'t>)| {
            titles.get(name).iter().map(move |old| (parent, old))
        };
        given.iter().enumerate().flat_map(of).filter(|(_, old)| old.may_be_of(&title.given))
    };
    let is_spun = relation == Some(Relation::Spun);
    let rewords = relation.is_some_and(Relation::goes_word_by_word);
    let Some(same) = all().find(|(_, old)| old.role == title.role && old.rank == title.rank) else {
        return all().find(|(_, old)| match old.role == title.role {
            true => is_promoted(title, old, titles, relation),
            false => {
                let is_other = |t: &Title| t.role != old.role && !(is_spun && is_put(t, old));
                let is_vague = || rewords && [title, old].iter().any(|title| is_vague(title.word));
                // "Secretary of State for Health", "Health Secretary".
                let is_same = title.word == old.word
                    && title.qualifiers.iter().any(|&new| old.qualifiers.iter().any(|&old| is_one(new, old)));
                !is_any(title.role)
                    && !is_any(old.role)
                    && !is_same
                    && !is_vague()
                    && titles.iter().all(is_other)
            }
        });
    };
    // The same role of another kind. A spinner changes that word as any other, but not one ministry for another.
    let (a, b) = (&title.qualifiers, &same.1.qualifiers);
    let differ = |(own, others): (&[Qualifier], &[Qualifier])| {
        let is_new = |&&own: &&Qualifier| others.iter().all(|&other| !is_one(own, other));
        match (own, others) {
            // "Human resources", "natural resources".
            ([nearest, own], [other, _]) if is_one(*nearest, *other) && portfolio(nearest.sym).is_none() => {
                is_new(&own)
            }
            _ => own.first().is_some_and(|nearest| is_new(&nearest)),
        }
    };
    // Of "Varn's energy minister" the ministry tells, and not the country.
    let other = differ((a, b)) && differ((b, a));
    let names_one = |title: &[Qualifier]| title.iter().any(|word| portfolio(word.sym).is_some());
    // Who is secretary of a union is no minister.
    let is_of_body =
        || has_portfolio(title.word) && [a, b].into_iter().flatten().any(|word| may_be_body(word.sym));
    // Nor does a translation leave the head of research what he is called.
    let is_reworded = is_spun || rewords && !has_portfolio(title.word);
    let is_other = other && if is_reworded { names_one(a) && names_one(b) } else { !is_of_body() };
    (is_other || title.is_past && !same.1.is_past).then_some(same)
}

/// Does a word stand for many offices with who has no other word for them?
fn is_vague(role: Sym) -> bool {
    static WORDS: OnceLock<Table<()>> = OnceLock::new();
    WORDS.get_or_init(|| list("envoy magistrate counsel attorney")).has(role)
}

/// Did a spinner put a title in other words? A "toil secretary" is the labour secretary, and no minister by the word; a
/// "groundwork secretary" a minister, an "assistant" a deputy; and who takes two words for one, as for a governor "lead
/// representative", makes nobody something else.
fn is_put(title: &Title, old: &Title) -> bool {
    let is_of_government = |title: &Title| has_portfolio(title.word) && title.is_described;
    let is_rank = || old.rank.is_some() && Rank::named(title.word) == old.rank;
    title.word == old.word
        || is_rank()
        || is_of_government(title) && is_of_government(old)
        || title.is_described && !old.is_described
}

/// Is somebody no deputy any more, or one now, or the first of his kind? Who is first is often called without that. Other
/// words beside the role were left out with the rank: then it was shortened. A spinner puts another word for a rank, but
/// makes nobody a deputy who was none, and leaves out none.
fn is_promoted(title: &Title, old: &Title, titles: &[Title], relation: Option<Relation>) -> bool {
    let still = titles.iter().any(|t| t.role == old.role && t.rank == old.rank);
    let is_shortened = title.rank.is_none() && title.qualifiers.is_empty() && !old.qualifiers.is_empty();
    let is_deputy_now = || {
        let is_kept = |&old: &Qualifier| title.qualifiers.iter().any(|&new| is_one(new, old));
        title.rank == Some(Rank::Below) && old.rank.is_none() && old.qualifiers.iter().all(is_kept)
    };
    let is_deputy_no_more = || {
        let is_kept = |&new: &Qualifier| old.qualifiers.iter().any(|&old| is_one(new, old));
        let are_kept = || !title.qualifiers.is_empty() && title.qualifiers.iter().all(is_kept);
        old.rank == Some(Rank::Below) && title.rank.is_none() && (!title.is_described || are_kept())
    };
    !still
        && !is_shortened
        && match relation {
            Some(Relation::Spun) => is_deputy_now() || is_deputy_no_more(),
            _ => title.rank.is_some() || old.rank == Some(Rank::Below),
        }
}
