//! The foreign text of the witnesses of one story.

use std::cell::LazyCell;
use std::rc::Rc;

use super::excise::{Found, search, words};
use super::intruders::{ANSWERS, Beside, HARDLY};
use super::odds::whole_list;
use super::register::is_address;
use super::rest::{Reference, Rest, verbatim};
use super::speech::{fresh, has_address};
use super::{LOOKED_AT, Said, bounds, disjoint, inherited, lines, loud, tokens};
use crate::align::{Alike, Matrix};
use crate::language::filter::Filter;
use crate::language::{Kind, Lexicon, Sym};
use crate::span::{Span, cover, without};
use crate::tokens::Token;
use crate::witness::Witness;

/// How much less is asked of a run or line that stands where a model has something foreign: a copy takes it over, in its
/// own words.
const TAKEN_OVER: f32 = 4.0;

/// What leans so little to adverts tells of the story.
const TELLS: f32 = -2.0;

/// A witness whose text is looked through.
#[derive(Clone)]
pub struct Suspect<'a> {
    /// Its text as given.
    pub text: &'a str,
    /// Its story.
    pub witness: &'a Witness,
    /// Its furniture, sorted.
    pub furniture: &'a [Span],
    /// What was found in it [alone](super::alone).
    pub alone: &'a [Span],
    /// What the page says of itself, as [`margin`](crate::margin) has it, sorted: it sells nothing.
    pub of_page: &'a [Span],
    /// Its nearest ancestors that are not lost, by number.
    pub parents: &'a [usize],
    /// The witnesses that explain it best: its parents, or where those are lost, what comes nearest to them.
    pub models: &'a [usize],
}

/// The foreign text of each witness of a story, in their order: sorted, disjoint spans in bytes of its text. Parents
/// have no cycle. `alike` are the same witnesses.
///
/// Time: linear in the words of all, but for witnesses with suspicious sentences: they are held against their model
/// sentence by sentence, and each suspicious sentence against the one that answers to it, in their words' product
/// times the words of the longest run.
pub fn injected(story: &[Suspect], alike: &Alike, lexicon: &mut Lexicon) -> Vec<Vec<Span>> {
    let mut found: Vec<Foreign> =
        story.iter().map(|s| Foreign::of(s.text, s.alone.to_vec(), lexicon)).collect();
    let told: Vec<Told> = story.iter().map(|suspect| told(suspect.witness)).collect();
    let (order, above) = descent(story);
    for member in order {
        let spans = Search::new(story, alike, &told, &found, &above, member).spans(lexicon);
        let Suspect { text, of_page, .. } = story[member];
        let is_own = |line: &Span| !lines::is_sold(text, &tokens(text, *line, lexicon));
        let of_page: Vec<Span> = of_page.iter().copied().filter(is_own).collect();
        found[member] = Foreign::of(text, without(&spans, &of_page), lexicon);
    }
    found.into_iter().map(|foreign| foreign.spans).collect()
}

/// Which words the story of a witness may have: of most that it has not it is known without a search.
type Told = Filter<128>;

fn told(witness: &Witness) -> Told {
    Filter::of(witness.index.iter().map(|posting| posting.sym))
}

/// What was found in a witness.
struct Foreign {
    spans: Vec<Span>,
    /// The words of these, sorted.
    words: Vec<Sym>,
}

impl Foreign {
    fn of(text: &str, spans: Vec<Span>, lexicon: &mut Lexicon) -> Foreign {
        let tokens = spans.iter().flat_map(|&span| tokens(text, span, lexicon));
        let mut words: Vec<Sym> = tokens.map(|t| t.sym).collect();
        words.sort_unstable();
        Foreign { spans, words }
    }
}

/// The members in an order in which parents come first, and for each whether each other is its ancestor.
fn descent(story: &[Suspect]) -> (Vec<usize>, Vec<Vec<bool>>) {
    let mut order: Vec<usize> = Vec::new();
    let mut above = vec![vec![false; story.len()]; story.len()];
    let mut done = vec![false; story.len()];
    while let Some(next) = (0..story.len()).find(|&m| !done[m] && story[m].parents.iter().all(|&p| done[p])) {
        for &parent in story[next].parents {
            let ancestors = above[parent].clone();
            above[next].iter_mut().zip(ancestors).for_each(|(own, theirs)| *own |= theirs);
            above[next][parent] = true;
        }
        done[next] = true;
        order.push(next);
    }
    (order, above)
}

/// The search in one witness.
struct Search<'s> {
    /// Its number.
    member: usize,
    me: &'s Suspect<'s>,
    story: &'s [Suspect<'s>],
    alike: &'s Alike<'s>,
    told: &'s [Told],
    found: &'s [Foreign],
    /// Those that do not descend from it; of the first of all, its copies, for want of others.
    others: Vec<usize>,
    /// The witness that it is held against.
    model: Option<usize>,
}

impl<'s> Search<'s> {
    fn new(
        story: &'s [Suspect],
        alike: &'s Alike,
        told: &'s [Told],
        found: &'s [Foreign],
        above: &[Vec<bool>],
        member: usize,
    ) -> Search<'s> {
        let all = || (0..story.len()).filter(|&other| other != member);
        let mut others: Vec<usize> = all().filter(|&other| !above[other][member]).collect();
        if others.is_empty() {
            others = all().collect();
        }
        let me = &story[member];
        let model = me.models.first().or(others.first()).copied();
        Search { member, me, story, alike, told, found, others, model }
    }

    fn spans(&self, lexicon: &mut Lexicon) -> Vec<Span> {
        let me = self.me;
        let mut spans = Vec::new();
        // Where something foreign is expected, since a model has it there.
        let mut expected = Vec::new();
        for &model in me.models {
            self.inherit(model, lexicon, &mut spans, &mut expected);
        }
        let less = |span: Span| if expected.iter().any(|place| place.meets(span)) { TAKEN_OVER } else { 0.0 };
        let numbers = 0..me.witness.sentences.len();
        spans.extend(numbers.filter_map(|number| self.sentence(number)));
        self.intruders(less, &mut spans);
        let (first, last) = (me.witness.sentences.first(), me.witness.sentences.last());
        let story = first.zip(last).map(|(f, l)| Span { start: f.span.start, end: l.span.end });
        let is_known = |sym: Sym| self.is_known(sym);
        let story = story.unwrap_or_default();
        let least = |span| lines::LEAST - less(span);
        lines::foreign(me.text, story, me.furniture, is_known, least, lexicon, &mut spans);
        // Held against the story, bounds are surer than alone.
        add_apart(&mut spans, me.alone.iter().copied());
        let whole = |span| self.with_line(self.with_list(span));
        disjoint(me.text, spans.into_iter().map(whole).collect())
    }

    /// A foreign run of a sentence with what goes on like it, where it is a list of words.
    fn with_list(&self, run: Span) -> Span {
        let (text, witness) = (self.me.text, self.me.witness);
        let number = witness.sentences.partition_point(|sentence| sentence.span.end <= run.start);
        let Some(sentence) = witness.sentences.get(number).filter(|sentence| sentence.span.holds(run)) else {
            return run;
        };
        let tokens = witness.words(number);
        let place = |at: u32| tokens.partition_point(|token| token.span.start < at);
        let (words, inside) = (words(text, tokens, |_| false), place(run.start)..place(run.end));
        // A small letter stands behind a stop where something was put in.
        let is_small = |at: usize| text[words[at].span.start as usize..].starts_with(char::is_lowercase);
        let gap = |at: usize| {
            at.checked_sub(1).map(|before| Span { start: words[before].span.end, end: words[at].span.start })
        };
        let may_begin = |at: usize| match gap(at).map(|gap| &text[gap.range()]) {
            Some(", ") => true,
            Some(". ") | None => is_small(at),
            _ => false,
        };
        let whole = whole_list(&words, inside.clone(), may_begin);
        if whole == inside { run } else { bounds(text, &words[whole], sentence.span, false) }
    }

    /// The line of a foreign run, if it is short, hardly anything answers to any of its sentences, and the rest of it leans
    /// to adverts as well or it leads away: who puts in a line of his own sells with all of it. Else the run.
    fn with_line(&self, run: Span) -> Span {
        /// Words of a line, at the most.
        const LONGEST: usize = 40;
        let Some(model) = self.model else { return run };
        let (text, witness) = (self.me.text, self.me.witness);
        let start = text[..run.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..].split('\n').next().unwrap_or_default().trim_end();
        let line = Span::new(start..start + line.len());
        let is_inside = |number: &usize| line.contains(witness.sentences[*number].span.start);
        let sentences: Vec<usize> = (0..witness.sentences.len()).filter(is_inside).collect();
        let len = sentences.iter().map(|&number| witness.words(number).len()).sum::<usize>();
        let answers = |&number: &usize| self.alike(model).best(number).is_some_and(|best| best.1 >= HARDLY);
        if line.end < run.end || len > LONGEST || sentences.iter().any(answers) {
            return run;
        }
        let rest = [Span { end: run.start, ..line }, Span { start: run.end, ..line }];
        let leads_away = || rest.iter().any(|rest| has_address(text, witness.tokens_in(*rest)));
        if self.leaning_without(run, line) > TELLS || leads_away() { line } else { run }
    }

    /// How far what a span has beside a part of it leans to adverts.
    fn leaning_without(&self, part: Span, whole: Span) -> f32 {
        let inside = self.me.witness.tokens_in(whole).iter();
        let rest: Vec<Token> = inside.filter(|token| !part.contains(token.span.start)).copied().collect();
        Said::by(&words(self.me.text, &rest, |sym| self.is_known(sym))).leans
    }

    /// Pushes what was put into it, beside its model; how much `less` is asked of what stands somewhere is given.
    fn intruders(&self, less: impl Fn(Span) -> f32, spans: &mut Vec<Span>) {
        let Some(&model) = self.me.models.first() else { return };
        let beside = Beside {
            me: self.me,
            model: &self.story[model],
            foreign: &self.found[model].spans,
            less,
            alike: &self.alike(model),
            is_known: |sym| self.is_known(sym),
            is_address_usual: LazyCell::new(|| self.speaks_to_reader(model)),
            is_complete: !self.me.parents.is_empty() || self.others.len() > 1,
        };
        // Where an advert's words say its bounds they are surer, unless they leave out what tells no more of the story than
        // they do; a fence says them for certain.
        let put_in = beside.put_in();
        spans.retain(|&found| {
            let goes_on = |put: &Span| put.holds(found) && self.leaning_without(found, *put) > TELLS;
            !put_in.iter().any(goes_on)
        });
        add_apart(spans, put_in.into_iter());
        spans.extend(beside.fenced());
    }

    /// Does the story of a witness speak to its reader?
    fn speaks_to_reader(&self, member: usize) -> bool {
        let (suspect, foreign) = (&self.story[member], &self.found[member].spans);
        let is_foreign = |t: &Token| cover(foreign, t.span.start);
        suspect.witness.tokens.iter().any(|t| is_address(suspect.text, t) && !is_foreign(t))
    }

    /// Has one of the others the word in its story?
    fn is_known(&self, sym: Sym) -> bool {
        self.others.iter().any(|&other| self.has(other, sym))
    }

    /// Has a witness the word in its story?
    fn has(&self, witness: usize, sym: Sym) -> bool {
        self.told[witness].may_have(sym)
            && self.story[witness].witness.index.binary_search_by_key(&sym, |p| p.sym).is_ok()
            && self.found[witness].words.binary_search(&sym).is_err()
    }

    /// How alike its sentences are to those of a model, its own by row.
    fn alike(&self, model: usize) -> Rc<Matrix> {
        self.alike.between(self.member, model)
    }

    /// The foreign run of a sentence.
    fn sentence(&self, number: usize) -> Option<Span> {
        /// A word that can speak is not yet one that does.
        const FEWEST: u32 = 2;
        /// What is to be won by taking a run out, and how much less of that where the sentence is a plain copy but
        /// for the run.
        const GAIN: f32 = 4.5;
        const GAIN_IN_COPY: f32 = -1.5;
        let witness = self.me.witness;
        let tokens = witness.words(number);
        let tokens = &tokens[..tokens.len().min(LOOKED_AT)];
        let is_known = |sym| self.is_known(sym);
        if loud(self.me.text, tokens, FEWEST) < FEWEST || fresh(self.me.text, tokens, is_known) < FEWEST {
            return None;
        }
        let words = words(self.me.text, tokens, is_known);
        if Said::by(&words).speaks < FEWEST {
            return None;
        }
        let best = self.model.map(|model| (model, self.alike(model).best(number).unwrap_or_default()));
        let answers = best.is_some_and(|(_, (_, likeness))| likeness >= ANSWERS);
        let rest = best.map(|(model, (place, _))| {
            Rest::of(&words, reference(self.story[model].witness, place, answers, &self.found[model].spans))
        });
        let verbatim = verbatim(&words);
        let least = GAIN + GAIN_IN_COPY * verbatim;
        let is_advert = |said: Said| said.is_advert(verbatim);
        let Found { words: run, .. } = search(&words, rest.as_ref(), least, is_advert)?;
        // A sentence that answers to none and is foreign for the most part is so as a whole.
        let len = witness.words(number).len();
        let whole = run.len() == len || !answers && 2 * run.len() >= len;
        Some(bounds(self.me.text, &words[run], witness.sentences[number].span, whole))
    }

    /// Pushes what stands where a model has foreign text, if it comes from it; where none of its words was kept, only where
    /// it is `expected`.
    fn inherit(&self, model: usize, lexicon: &mut Lexicon, spans: &mut Vec<Span>, expected: &mut Vec<Span>) {
        let alike = || self.alike.between(model, self.member);
        let (theirs, model) = (&self.found[model].spans, &self.story[model]);
        for &span in theirs {
            let phrase = &model.text[span.range()];
            let before = spans.len();
            spans.extend(self.me.text.match_indices(phrase).map(|(at, _)| Span::new(at..at + phrase.len())));
            let place = model.witness.sentences.iter().position(|s| s.span.contains(span.start));
            if let Some(place) = place
                && spans.len() == before
            {
                let phrase: Vec<(Sym, Kind)> =
                    tokens(model.text, span, lexicon).iter().map(|t| (t.sym, t.kind)).collect();
                let around = reference(model.witness, place, true, theirs);
                spans.extend(self.respun(&phrase, &around, alike().nearest::<2>(place)));
            }
            if spans.len() == before {
                expected.extend(self.counterpart(model.witness, span, &alike()));
            }
        }
    }

    /// Where a copy would have what stands at `span` in a model: the sentence that answers to the one around it, or what
    /// is between those that answer to its neighbours. How `alike` the sentences are is given, the model's by row.
    fn counterpart(&self, model: &Witness, span: Span, alike: &Matrix) -> Option<Span> {
        let mine = &self.me.witness.sentences;
        let answer = |number: usize| {
            let best = alike.best(number).filter(|(_, likeness)| *likeness >= ANSWERS);
            best.map(|(number, _)| mine[number].span)
        };
        let before = model.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let is_part = |whole: Span| whole.holds(span) && span.len() < whole.len();
        if model.sentences.get(before).is_some_and(|sentence| is_part(sentence.span)) {
            return answer(before);
        }
        let behind = model.sentences.partition_point(|sentence| sentence.span.start < span.end);
        let (before, behind) = (before.checked_sub(1)?, (behind < model.sentences.len()).then_some(behind)?);
        let (before, behind) = answer(before).zip(answer(behind))?;
        (before.end < behind.start).then_some(Span { start: before.end, end: behind.start })
    }

    /// The run that answers to a foreign phrase, in one of these sentences.
    fn respun(
        &self,
        phrase: &[(Sym, Kind)],
        around: &Reference,
        sentences: impl Iterator<Item = usize>,
    ) -> Option<Span> {
        /// What is to be won by taking the run out.
        const GAIN: f32 = 6.0;
        let witness = self.me.witness;
        let runs = sentences.filter_map(|number| {
            let tokens = witness.words(number);
            let tokens = &tokens[..tokens.len().min(LOOKED_AT)];
            let words = words(self.me.text, tokens, |_| false);
            let Found { words: run, gain } =
                inherited::search(&words, phrase, &Rest::of(&words, around.clone()))?;
            let whole = run.len() == witness.words(number).len();
            Some((gain, bounds(self.me.text, &words[run], witness.sentences[number].span, whole)))
        });
        let best = runs.reduce(|a, b| if b.0 > a.0 { b } else { a });
        best.filter(|(gain, _)| *gain >= GAIN).map(|(_, span)| span)
    }
}

/// Adds to the spans those of others that meet none of them.
fn add_apart(spans: &mut Vec<Span>, others: impl Iterator<Item = Span>) {
    let known = spans.len();
    for other in others {
        if !spans[..known].iter().any(|span| span.meets(other)) {
            spans.push(other);
        }
    }
}

/// The words of a sentence, which `answers`, and of its neighbours, which may have a part of the answer; but for those
/// in spans.
pub fn reference(witness: &Witness, sentence: usize, answers: bool, without: &[Span]) -> Reference {
    let near = sentence.saturating_sub(1)..(sentence + 2).min(witness.sentences.len());
    let stays = |token: &&Token| !cover(without, token.span.start);
    let mut reference = Reference::default();
    for number in near {
        let start = reference.words.len();
        let tokens = witness.words(number).iter().filter(stays).take(LOOKED_AT);
        reference.words.extend(tokens.map(|token| token.sym));
        if answers && number == sentence {
            reference.core = start..reference.words.len();
        }
    }
    reference
}
