//! Two pages explained: one story or not, and why.

use retold_core::align::{Aligned, Alike, compare as align, lcs::Scratch};
use retold_core::document::Page;
use retold_core::facts::{Stated, marks};
use retold_core::injected::{self, Suspect};
use retold_core::language::corpus::distinct;
use retold_core::language::{Language, Lexicon};
use retold_core::link::{Verdict, judge};
use retold_core::passages::{Passage, passages};
use retold_core::relation::{Features, Relation, features, judge as relation, looks_spun, spun};
use retold_core::span::Span;
use retold_core::statements::Statement;
use retold_core::transcript::Transcript;
use retold_core::variants::{Variant, variants};
use retold_core::witness::Witness;
use retold_core::wording::Wording;

use crate::Error;
use crate::intake::body;
use crate::lexica::Lexica;
use crate::settle::changes::{is_of_the_story, rows};
use crate::source::{self, ReadOptions, Record};
use crate::statements::said;
use crate::wire::VariantRow;

/// A page and the witness that it makes.
pub struct Side {
    /// The page.
    pub page: Page,
    /// Its story.
    pub witness: Witness,
    /// Its furniture.
    pub furniture: Vec<Span>,
    /// The foreign text inside its story.
    pub injected: Vec<Span>,
    /// Who says what in it.
    said: Vec<Statement>,
    /// The hash of the words of its story.
    body: u64,
}

/// What a comparison says.
pub struct Comparison {
    /// The first page.
    pub a: Side,
    /// The second page.
    pub b: Side,
    /// What they share.
    pub aligned: Aligned,
    /// What that comes to.
    pub verdict: Verdict,
    /// How the second would stand to the first, were it copied from it.
    pub relation: Relation,
    /// How spun each looks beside the other.
    pub spun: [f32; 2],
    /// What the second has changed, were it made from the first; nothing where they are two stories.
    pub variants: Vec<Variant>,
    /// What they have in common where they are two stories.
    pub passages: Vec<Passage>,
    wordings: [Wording; 2],
}

impl Comparison {
    /// Hands on what the two pages state, as those who look for variants want it.
    pub(crate) fn hold<T>(&self, work: impl FnOnce(&Stated, &Stated) -> T) -> T {
        hold([&self.a, &self.b], &self.wordings, work)
    }

    /// The variants in the words of their table; A is the parent.
    pub fn variant_rows(&self) -> Vec<VariantRow<String>> {
        rows(&self.variants, [&self.a.page, &self.b.page].map(|page| (&*page.id, &*page.text)))
    }
}

/// Whoever has several pages has them in files, or can have them in a collection.
const SEVERAL: &str =
    "holds more than one page; name a file of one page, or trace it and name two documents with --in";

/// Reads the one page that `input` holds.
///
/// # Errors
/// When it holds none, or more than one, or cannot be read.
pub fn read_one(input: &str, options: &ReadOptions) -> Result<Page, Error> {
    let fail = |reason: String| Error::NotOnePage { input: input.to_owned(), reason };
    let inputs = [input.to_owned()];
    source::refuse_results(&inputs)?;
    let (mut one, mut skipped) = (None, None);
    for record in source::open(&inputs, options) {
        match record {
            Record::Page(_) if one.is_some() => return Err(fail(SEVERAL.to_owned())),
            Record::Page(page) => one = Some(page),
            Record::Skipped(note) => skipped = skipped.or(Some(note.reason.to_string())),
        }
    }
    one.ok_or_else(|| fail(skipped.unwrap_or_else(|| "holds no page".to_owned())))
}

/// Compares two pages.
pub fn compare(a: Page, b: Page) -> Comparison {
    let lexica = count_words([&a, &b]);
    let (a, b) = (side(a, &lexica), side(b, &lexica));
    let aligned = align(&a.witness, &b.witness, &mut Scratch::default());
    let verdict = judge(&aligned.evidence, None);
    let wordings = [wording(&a), wording(&b)];
    let [left, right] = &wordings;
    let (forth, back): (Features, Features) = (features(right, left), features(left, right));
    let spun = [spun(&back), spun(&forth)];
    // As `trace` has it: who has the same words is a copy, be they too few for anything else to show.
    let relation = if a.body == b.body { Relation::Copy } else { relation(&forth) };
    let (mut a, mut b) = (a, b);
    let (mut variants, mut common) = (Vec::new(), Vec::new());
    if verdict.is_link() {
        [a.injected, b.injected] = injected_beside(&a, &b, &lexica);
        let is_spun = spun.into_iter().any(looks_spun);
        let manner = if is_spun { Relation::Spun } else { relation };
        variants = changed([&a, &b], &wordings, manner);
    } else {
        common = passages(&a.witness, &b.witness);
    }
    Comparison { relation, aligned, verdict, spun, variants, passages: common, a, b, wordings }
}

/// The variants of the second side against the first; what was put into either is none, and nothing answers to it.
fn changed(sides: [&Side; 2], [a, b]: &[Wording; 2], manner: Relation) -> Vec<Variant> {
    let own = |side: &Side, wording: &Wording| wording.without(&side.page.text, &side.injected);
    let own = [own(sides[0], a), own(sides[1], b)];
    let mut found = hold(sides, &own, |parent, child| variants(child, &[*parent], Some(manner)));
    found.retain(|variant| is_of_the_story(variant, &sides[0].injected, &sides[1].injected));
    found
}

/// Hands on what the two sides state.
fn hold<T>([a, b]: [&Side; 2], [left, right]: &[Wording; 2], work: impl FnOnce(&Stated, &Stated) -> T) -> T {
    let (before, after) = (marks(&a.page.text, left), marks(&b.page.text, right));
    let parent = Stated { text: &a.page.text, wording: left, marks: &before, said: &a.said };
    let child = Stated { text: &b.page.text, wording: right, marks: &after, said: &b.said };
    work(&parent, &child)
}

/// The two pages are all of the corpus that there is.
fn count_words(pages: [&Page; 2]) -> Lexica {
    let mut lexica = Lexica::default();
    for page in pages {
        let language = Language::of(&page.text);
        if language != Language::ENGLISH {
            let transcript = |lexicon: &mut Lexicon| Transcript::of(page, lexicon).0;
            let tokens = Lexica::default().with(language, transcript).tokens;
            lexica.add(language, &distinct(&page.text, &tokens));
        }
    }
    lexica
}

fn side(page: Page, lexica: &Lexica) -> Side {
    let language = Language::of(&page.text);
    lexica.with(language, |lexicon| {
        let (transcript, clean) = Transcript::of(&page, lexicon);
        let furniture = clean.furniture();
        let injected = injected::alone(&page.text, &transcript, &furniture, lexicon);
        let said = said(&page.text, &transcript, language);
        let body = body(&transcript);
        Side { page, witness: transcript.into(), furniture, injected, said, body }
    })
}

/// The foreign text of each of two witnesses of one story.
fn injected_beside(a: &Side, b: &Side, lexica: &Lexica) -> [Vec<Span>; 2] {
    fn suspect<'s>(side: &'s Side, other: &'s [usize]) -> Suspect<'s> {
        Suspect {
            text: &side.page.text,
            witness: &side.witness,
            furniture: &side.furniture,
            alone: &side.injected,
            of_page: &[],
            // Nobody knows which of the two comes from the other.
            parents: &[],
            models: other,
        }
    }
    let story = [suspect(a, &[1]), suspect(b, &[0])];
    let alike = Alike::of([&a.witness, &b.witness]);
    let found = |lexicon: &mut Lexicon| injected::injected(&story, &alike, lexicon);
    let mut found = lexica.with(Language::of(&a.page.text), found);
    [found.swap_remove(0), found.pop().unwrap_or_default()]
}

fn wording(side: &Side) -> Wording {
    Wording::of(&side.page.text, side.witness.clone())
}
