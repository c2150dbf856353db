//! Two documents side by side, sentence by sentence.

use retold_core::collation::collate;
use retold_core::document::Page;
use retold_core::span::Span;

use super::Catalogue;
use crate::Error;
use crate::compare::{Comparison, Side, compare};
use crate::report::marked;
use crate::report::marked::Marked;
use crate::wire::VariantRow;

/// Two documents, and what one of them changed, were it made from the other.
pub struct Beside {
    /// The one that is taken for the parent.
    pub before: Leaf,
    /// The one that is taken for the copy.
    pub after: Leaf,
    /// What answers to what, in the order of the copy.
    pub rows: Vec<Row>,
    /// How the copy differs.
    pub variants: Vec<VariantRow<String>>,
    /// Are these the variants of the collection, which knows the other witnesses too, or those of the two alone?
    pub of_collection: bool,
    /// Are they one story, so far as the two alone tell?
    pub one_story: bool,
    /// How much speaks for it, 0 to 1.
    pub score: f32,
    /// How spun each looks beside the other.
    pub spun: [f32; 2],
}

/// One of the two documents.
pub struct Leaf {
    /// The page.
    pub page: Page,
    /// What of its text is no part of the story.
    pub furniture: Vec<[u32; 2]>,
    /// What of its text is foreign to the story.
    pub injected: Vec<[u32; 2]>,
}

/// A sentence or a part that is not the story, beside what answers to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// In the parent; two sentences where the copy joined them.
    pub before: Vec<Span>,
    /// In the copy.
    pub after: Option<Span>,
    /// Does it stand elsewhere in the parent?
    pub moved: bool,
}

impl Catalogue {
    /// A document with what of it is not the story; nothing where the collection does not keep its text.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn leaf(&self, document: u32) -> Result<Option<Leaf>, Error> {
        let Some(page) = self.page(document)? else { return Ok(None) };
        let row = self.row(document)?;
        Ok(Some(Leaf { page, furniture: row.furniture, injected: row.injected }))
    }

    /// Lays two documents side by side; nothing where the collection does not keep their texts.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn beside(&self, before: u32, after: u32) -> Result<Option<Beside>, Error> {
        let (Some(parent), Some(child)) = (self.page(before)?, self.page(after)?) else { return Ok(None) };
        let mut of_table = self.variants(after)?;
        of_table.retain(|variant| variant.parent == parent.id);
        let compared = compare(parent, child);
        let of_collection = !of_table.is_empty();
        let variants = if of_collection { of_table } else { compared.variant_rows() };
        let (parts, [parent_row, child_row]) = (compared, [self.row(before)?, self.row(after)?]);
        let pairs = pairs(&parts, &variants, [&parent_row.furniture, &child_row.furniture]);
        let Comparison { a, b, verdict, spun, .. } = parts;
        let leaf = |side: Side, furniture, injected| Leaf { page: side.page, furniture, injected };
        Ok(Some(Beside {
            before: leaf(a, parent_row.furniture, parent_row.injected),
            after: leaf(b, child_row.furniture, child_row.injected),
            rows: pairs,
            variants,
            of_collection,
            one_story: verdict.is_link(),
            score: verdict.score(),
            spun,
        }))
    }
}

/// A part of a page that stands in a row of its own.
struct Part {
    span: Span,
    /// The number of the sentence that it is.
    sentence: Option<usize>,
}

fn pairs(compared: &Comparison, variants: &[VariantRow<String>], furniture: [&[[u32; 2]]; 2]) -> Vec<Row> {
    let before = parts(&compared.a, furniture[0]);
    let after = parts(&compared.b, furniture[1]);
    let answers = answers(compared);
    let mut taken = vec![false; compared.a.witness.sentences.len()];
    answers.iter().flatten().for_each(|&sentence| taken[sentence] = true);
    let marked = Marked::of(variants, marked::Side::After);
    let is_alone = |part: &&Part| part.sentence.is_none_or(|sentence| !taken[sentence]);
    let alone = |part: &Part| Row { before: vec![part.span], after: None, moved: false };
    let (mut rows, mut reached) = (Vec::new(), 0);
    for part in &after {
        let answer = part.sentence.map_or(&[][..], |sentence| &answers[sentence]);
        let moved = !answer.is_empty() && marked.is_moved(part.span);
        let place = |answer: &usize| before.iter().position(|part| part.sentence == Some(*answer));
        let places: Vec<usize> = answer.iter().filter_map(place).collect();
        if let (false, Some(&first), Some(&last)) = (moved, places.first(), places.last())
            && first >= reached
        {
            // What the copy left out stands before what follows it in the parent.
            rows.extend(before[reached..first].iter().filter(is_alone).map(alone));
            reached = last + 1;
        }
        let before = places.into_iter().map(|place| before[place].span).collect();
        rows.push(Row { before, after: Some(part.span), moved });
    }
    rows.extend(before[reached..].iter().filter(is_alone).map(alone));
    rows
}

/// By sentence of the copy: the sentences of the parent that it answers to. Those that are nearest to one another come
/// first; what is left over answers where the variants see it.
fn answers(compared: &Comparison) -> Vec<Vec<usize>> {
    let mut answers: Vec<Vec<usize>> = vec![Vec::new(); compared.b.witness.sentences.len()];
    let mut taken = vec![false; compared.a.witness.sentences.len()];
    for m in &compared.aligned.matches {
        let (a, b) = (m.a as usize, m.b as usize);
        if answers[b].is_empty() && !std::mem::replace(&mut taken[a], true) {
            answers[b].push(a);
        }
    }
    for (answer, row) in answers.iter_mut().zip(collated(compared)) {
        for sentence in row {
            if !std::mem::replace(&mut taken[sentence], true) {
                answer.push(sentence);
            }
        }
        answer.sort_unstable();
    }
    answers
}

/// By sentence of the copy: the sentences of the parent that it is laid beside when the variants are sought.
fn collated(compared: &Comparison) -> Vec<Vec<usize>> {
    let rows = compared.hold(|parent, child| collate(child, &[*parent]).rows);
    rows.into_iter().map(|row| row.map_or_else(Vec::new, |row| row.sentences)).collect()
}

/// The sentences of a page's story, and between them the furniture.
fn parts(side: &Side, furniture: &[[u32; 2]]) -> Vec<Part> {
    let sentences = &side.witness.sentences;
    let mut parts: Vec<Part> =
        sentences.iter().enumerate().map(|(n, s)| Part { span: s.span, sentence: Some(n) }).collect();
    let apart = |span: &Span| {
        let next = sentences.partition_point(|s| s.span.end <= span.start);
        sentences.get(next).is_none_or(|s| s.span.start >= span.end) && !span.is_empty()
    };
    let spans = furniture.iter().filter(|[start, end]| start < end).map(|&[start, end]| Span { start, end });
    parts.extend(spans.filter(apart).map(|span| Part { span, sentence: None }));
    parts.retain(|part| side.page.text.get(part.span.range()).is_some());
    parts.sort_by_key(|part| part.span);
    parts
}
