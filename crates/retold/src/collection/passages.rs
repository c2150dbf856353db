//! Which pages carry passages of which stories.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use retold_core::span::Span;

use super::Traced;
use crate::settle::Compared;

/// A page that carries passages of a text.
#[derive(Clone, Copy)]
pub struct Carrier<'a> {
    /// The page.
    pub page: u32,
    /// The text.
    pub text: u32,
    /// Which side of the pair the page is.
    side: usize,
    pair: &'a Compared,
}

impl<'a> Carrier<'a> {
    /// What a pair says, if one of the two carries passages of the other: the one that is in the story of both by
    /// these alone, else the one of which less is in the other.
    pub fn of(traced: &Traced, pair: &'a Compared) -> Option<Carrier<'a>> {
        let carried = pair.carried.as_deref()?;
        let in_part = |document: u32| traced.descents[document as usize].in_part;
        let is_first = match [in_part(pair.a), in_part(pair.b)] {
            [a, b] if a != b => a,
            _ => carried.is_by_first(),
        };
        let (page, text) = if is_first { (pair.a, pair.b) } else { (pair.b, pair.a) };
        Some(Carrier { page, text, side: usize::from(!is_first), pair })
    }

    /// Where each passage stands in the page and in the text.
    pub fn passages(&self) -> impl Iterator<Item = [Span; 2]> + use<'a> {
        let side = self.side;
        let passages = self.pair.carried.iter().flat_map(|carried| &carried.passages);
        passages.map(move |passage| [passage.spans()[side], passage.spans()[1 - side]])
    }

    /// Least for the text of which the page has most, and of equal ones for the earliest.
    fn order(&self, traced: &Traced) -> (Reverse<usize>, i64, u32) {
        let len = self.passages().map(|[of_page, _]| of_page.len()).sum();
        (Reverse(len), traced.intake.documents[self.text as usize].time.unwrap_or(i64::MAX), self.text)
    }
}

/// All pages that carry passages, and of whom: of the witnesses of one story that of which a page has most, the earliest
/// of equal ones.
pub struct Carriers<'a> {
    /// By the page and the story.
    found: BTreeMap<(u32, u32), Carrier<'a>>,
}

impl<'a> Carriers<'a> {
    /// Those of a run.
    pub fn of(traced: &'a Traced) -> Carriers<'a> {
        let mut found: BTreeMap<(u32, u32), Carrier> = BTreeMap::new();
        for carrier in traced.compared.iter().filter_map(|pair| Carrier::of(traced, pair)) {
            let most = found.entry((carrier.page, traced.story[carrier.text as usize])).or_insert(carrier);
            if carrier.order(traced) < most.order(traced) {
                *most = carrier;
            }
        }
        Carriers { found }
    }

    /// What a page carries, by the story of the text.
    pub fn by(&self, page: u32) -> impl Iterator<Item = &Carrier<'a>> {
        self.found.range((page, 0)..=(page, u32::MAX)).map(|(_, carrier)| carrier)
    }

    /// By story: the pages that carry a passage of it and are in another story, or in none.
    pub fn of_other_stories(&self, traced: &Traced) -> BTreeMap<u32, Vec<u32>> {
        let mut out: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &(page, story) in self.found.keys().filter(|(page, story)| traced.story[*page as usize] != *story)
        {
            out.entry(story).or_default().push(page);
        }
        out
    }
}
