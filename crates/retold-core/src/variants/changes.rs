//! Every place at which a witness differs from its parents.

use std::ops::Range;

use super::{Change, Drift, Passage, Side, Variant};
use crate::collation::{Collation, Row, tokens};
use crate::facts::Stated;

/// All variants: `drifts`, and what else differs around them.
pub fn with_drifts(
    child: &Stated,
    parents: &[&Side],
    collation: &Collation,
    drifts: Vec<Drift>,
) -> Vec<Variant> {
    // In a reworded sentence a few places differ.
    let mut out: Vec<(usize, Variant)> = Vec::with_capacity(4 * collation.rows.len());
    let moved = moved(collation);
    for (number, row) in collation.rows.iter().enumerate() {
        let own = tokens(child, number);
        let at = own.start;
        match row {
            None => out.push((
                at,
                Variant { parent: 0, change: Change::Added, before: None, after: Passage::of(child, own) },
            )),
            Some(row) => {
                let parent = parents[row.parent];
                if moved[number] {
                    let before = Passage::of(parent, tokens(parent, row.sentences[0]));
                    out.push((
                        at,
                        Variant {
                            parent: row.parent,
                            change: Change::Moved,
                            before,
                            after: Passage::of(child, own.clone()),
                        },
                    ));
                }
                if !row.verbatim {
                    let own_drifts: Vec<&Drift> =
                        drifts.iter().filter(|d| d.sentence == number && d.parent == row.parent).collect();
                    gaps(child, parent, row, own, &own_drifts, &mut out);
                }
            }
        }
    }
    out.extend(cut(parents, collation));
    for drift in drifts {
        let parent = parents[drift.parent];
        let variant = Variant {
            parent: drift.parent,
            change: drift.change,
            before: Passage::of(parent, drift.before),
            after: Passage::of(child, drift.after.clone()),
        };
        out.push((drift.after.start, variant));
    }
    let place = |v: &Variant| (v.after.map(|p| p.changed), v.before.map(|p| p.changed));
    out.sort_by_key(|(at, variant)| (*at, variant.parent, place(variant), variant.change));
    out.into_iter().map(|(_, variant)| variant).collect()
}

/// The sentences that stand elsewhere in the parent: all but a longest run in the parent's order. One that was joined of
/// two has no place of its own.
fn moved(collation: &Collation) -> Vec<bool> {
    let mut moved = vec![false; collation.rows.len()];
    let parents = collation.rows.iter().flatten().map(|row| row.parent + 1).max().unwrap_or(0);
    for parent in 0..parents {
        let rows: Vec<(usize, usize)> = (collation.rows.iter().enumerate())
            .filter_map(|(number, row)| {
                let row = row.as_ref().filter(|row| row.parent == parent && row.sentences.len() == 1)?;
                Some((number, row.sentences[0]))
            })
            .collect();
        let in_order = rising(&rows.iter().map(|&(_, sentence)| sentence).collect::<Vec<_>>());
        rows.iter()
            .zip(in_order)
            .filter(|(_, stays)| !stays)
            .for_each(|(&(number, _), _)| moved[number] = true);
    }
    moved
}

/// Which items a longest subsequence that never falls keeps (patience sorting: Fredman 1975). Time: n log n.
fn rising(items: &[usize]) -> Vec<bool> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; items.len()];
    for (at, item) in items.iter().enumerate() {
        let pile = tails.partition_point(|&tail| items[tail] <= *item);
        before[at] = pile.checked_sub(1).map(|p| tails[p]);
        if pile == tails.len() { tails.push(at) } else { tails[pile] = at }
    }
    let mut keep = vec![false; items.len()];
    let mut next = tails.last().copied();
    while let Some(at) = next {
        keep[at] = true;
        next = before[at];
    }
    keep
}

/// The sentences of the parent that nothing answers to, by where they stood. What one of several parents alone has was not
/// cut: another was followed there.
fn cut(parents: &[&Side], collation: &Collation) -> Vec<(usize, Variant)> {
    let [parent] = parents else { return Vec::new() };
    let mut answered = vec![false; parent.wording.witness.sentences.len()];
    for row in collation.rows.iter().flatten() {
        row.sentences.iter().for_each(|&s| answered[s] = true);
    }
    let lost = (0..answered.len()).filter(|&s| !answered[s]);
    let cut = |sentence| {
        let before = Passage::of(parent, tokens(parent, sentence));
        (usize::MAX, Variant { parent: 0, change: Change::Cut, before, after: None })
    };
    lost.map(cut).collect()
}

/// The runs of words of a changed sentence that differ from its parent's; those that a drift says are left out.
fn gaps(
    child: &Stated,
    parent: &Stated,
    row: &Row,
    own: Range<usize>,
    drifts: &[&Drift],
    out: &mut Vec<(usize, Variant)>,
) {
    // Pairs that stand beside one another and split a run: equal words, and drifts.
    let mut posts: Vec<(Range<usize>, Range<usize>)> = Vec::with_capacity(own.len() + drifts.len());
    for at in 0..own.len() {
        if let Some(place) = row.pairs.equal(at) {
            posts.push((at..at + 1, place..place + 1));
        }
    }
    for drift in drifts {
        let place = |token: usize| row.window.iter().position(|&t| t == token);
        let (Some(first), Some(last)) = (place(drift.before.start), place(drift.before.end - 1)) else {
            continue;
        };
        let after = drift.after.start.max(own.start) - own.start
            ..drift.after.end.min(own.end).max(own.start) - own.start;
        posts.retain(|(a, b)| {
            (a.end <= after.start && b.end <= first) || (a.start >= after.end && b.start > last)
        });
        posts.push((after, first..last + 1));
    }
    // Those of equal words are in order.
    if !drifts.is_empty() {
        posts.sort_by_key(|(a, b)| (a.start, b.start));
    }
    let mut from = (0, 0);
    let end = (own.len()..own.len(), row.window.len()..row.window.len());
    for (a, b) in posts.iter().cloned().chain([end]) {
        if a.start < from.0 || b.start < from.1 {
            continue;
        }
        if (a.start, b.start) != from {
            gap(child, parent, row, &own, from.0..a.start, from.1..b.start, out);
        }
        from = (a.end, b.end);
    }
    respelled(child, parent, row, &own, out);
}

fn gap(
    child: &Stated,
    parent: &Stated,
    row: &Row,
    own: &Range<usize>,
    after: Range<usize>,
    before: Range<usize>,
    out: &mut Vec<(usize, Variant)>,
) {
    // The window may be of two sentences, and what stands between them is no part of it.
    let runs = row.window[before].chunk_by(|a, b| a + 1 == *b);
    let runs: Vec<Range<usize>> = runs.map(|run| run[0]..run[run.len() - 1] + 1).collect();
    let after = own.start + after.start..own.start + after.end;
    let at = after.start;
    let variant = |change, before: Option<&Range<usize>>, after: Option<Range<usize>>| Variant {
        parent: row.parent,
        change,
        before: before.and_then(|range| Passage::of(parent, range.clone())),
        after: after.and_then(|range| Passage::of(child, range)),
    };
    let replaced = (0..runs.len()).rev().max_by_key(|&run| runs[run].len()).filter(|_| !after.is_empty());
    for number in (0..runs.len()).filter(|&number| Some(number) != replaced) {
        out.push((at, variant(Change::Cut, Some(&runs[number]), None)));
    }
    if !after.is_empty() {
        let change = if replaced.is_some() { Change::Replaced } else { Change::Added };
        out.push((at, variant(change, replaced.map(|run| &runs[run]), Some(after))));
    }
}

/// Equal words that are spelled otherwise; capitals alone are no other spelling.
fn respelled(
    child: &Stated,
    parent: &Stated,
    row: &Row,
    own: &Range<usize>,
    out: &mut Vec<(usize, Variant)>,
) {
    let mut at = 0;
    while at < own.len() {
        let differs = |at: usize| {
            row.pairs.equal(at).is_some_and(|place| {
                child.wording.spelled[own.start + at] != parent.wording.spelled[row.window[place]]
            })
        };
        let mut end = at;
        while end < own.len()
            && differs(end)
            && (end == at || row.pairs.equal(end) == row.pairs.equal(end - 1).map(|p| p + 1))
        {
            end += 1;
        }
        if let (Some(first), true) = (row.pairs.equal(at), end > at) {
            let before = row.window[first]..row.window[first + end - at - 1] + 1;
            let after = own.start + at..own.start + end;
            let variant = Variant {
                parent: row.parent,
                change: Change::Respelled,
                before: Passage::of(parent, before),
                after: Passage::of(child, after),
            };
            out.push((own.start + at, variant));
        }
        at = end.max(at + 1);
    }
}
