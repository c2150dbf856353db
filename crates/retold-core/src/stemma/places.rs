//! The places at which the witnesses of one text differ, and how far they are apart in them.
//!
//! What many words show is often one act of one scribe, and counts once: columns that divide the witnesses in the same
//! way, one behind the other, are one place; and who has left out one word of those that most have says nothing by
//! leaving out the next. So a witness that breaks off is not far from all others: it is silent.
//!
//! Two readings that others share are 1 apart. What a witness has to itself says little: a slip that the next scribe
//! sees through and mends. Such a reading is as far from another as their letters are (compare RHM, which counts by
//! compression: Roos, Heikkilä & Myllymäki 2006, *A compression-based method for stemmatic analysis*, ECAI, 805-806).

use super::table::{Table, apart};

/// More changes than any tree has.
const NEVER: u32 = 1 << 24;

/// A place.
pub struct Place {
    /// What each witness has there, by number; `None` where it is silent.
    readings: Vec<Option<usize>>,
    /// How many readings there are.
    kinds: usize,
    /// How far each is from each, in rows.
    apart: Vec<f32>,
    /// How far each is from those of all witnesses, in the mean.
    mean: Vec<f32>,
}

impl Place {
    /// `words` are what the witnesses have there, "" what they left out.
    fn of(words: &[Option<&str>]) -> Place {
        let mut distinct: Vec<&str> = words.iter().flatten().copied().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let number = |word: &str| distinct.binary_search(&word).ok();
        let readings: Vec<Option<usize>> = words.iter().map(|word| word.and_then(number)).collect();
        let has_one = |reading: usize| readings.iter().filter(|&&r| r == Some(reading)).count() == 1;
        let far = |a: usize, b: usize| match has_one(a) || has_one(b) {
            _ if a == b => 0.0,
            true => apart(distinct[a], distinct[b]),
            false => 1.0,
        };
        let kinds = distinct.len();
        let apart: Vec<f32> = (0..kinds * kinds).map(|pair| far(pair / kinds, pair % kinds)).collect();
        let told = || readings.iter().flatten();
        let mean = |from: &[f32]| told().map(|&reading| from[reading]).sum::<f32>() / told().count() as f32;
        let mean = apart.chunks_exact(kinds).map(mean).collect();
        Place { readings, kinds, apart, mean }
    }

    /// Has a witness here what another has as well?
    fn is_shared(&self, witness: usize) -> bool {
        let readings = &self.readings;
        readings[witness].is_some() && readings.iter().filter(|&&r| r == readings[witness]).count() > 1
    }

    /// How far two witnesses are apart here, if one that is silent had what any of the others has.
    fn between(&self, a: usize, b: usize) -> f32 {
        match (self.readings[a], self.readings[b]) {
            (Some(a), Some(b)) => self.between_readings(a, b),
            (Some(one), None) | (None, Some(one)) => self.mean[one],
            (None, None) => self.mean.iter().sum::<f32>() / self.mean.len() as f32,
        }
    }

    /// How far two readings are apart.
    fn between_readings(&self, a: usize, b: usize) -> f32 {
        self.apart[a * self.kinds + b]
    }

    /// What all have if those that are silent have what takes fewest changes along the tree: `order` has its nodes,
    /// every parent before its children. Sankoff's dynamic programme (1975, *Minimal mutation trees of sequences*, SIAM
    /// Journal on Applied Mathematics 28, 35-42); of equals that with the changes nearer to the root ("accelerated",
    /// Swofford & Maddison 1987, Mathematical Biosciences 87, 199-229): what the copies of a silent one share, it had.
    fn fill(&self, parents: &[usize], order: &[usize]) -> Vec<usize> {
        let kinds = self.kinds;
        // By node and reading.
        let mut changes = vec![0_u32; kinds * parents.len()];
        for &node in order.iter().rev() {
            let (here, above) = (node * kinds, parents[node] * kinds);
            if let Some(reading) = self.readings[node] {
                (0..kinds).filter(|&k| k != reading).for_each(|k| changes[here + k] = NEVER);
            }
            if parents[node] != node {
                let least = changes[here..][..kinds].iter().min().map_or(0, |least| least + 1);
                (0..kinds).for_each(|k| changes[above + k] += changes[here + k].min(least));
            }
        }
        let mut readings = vec![0; parents.len()];
        for &node in order {
            let above = (parents[node] != node).then(|| readings[parents[node]]);
            let cost =
                |k: usize| changes[node * kinds + k] + u32::from(above.is_some_and(|above| above != k));
            let key = |k: &usize| (cost(*k), above == Some(*k), *k);
            readings[node] = (0..kinds).min_by_key(key).unwrap_or(0);
        }
        readings
    }
}

/// The places at which the witnesses of a table differ.
pub fn places(table: &Table) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut before: Option<Vec<Option<usize>>> = None;
    for (at, words) in table.columns().enumerate() {
        if words.iter().all(|word| *word == words[0]) {
            before = None;
            continue;
        }
        let last = column_before(table, at);
        let left_out = |member: usize| last.is_none_or(|last| last[member].is_some()).then_some("");
        let told: Vec<Option<&str>> =
            words.iter().enumerate().map(|(member, word)| word.or(left_out(member))).collect();
        let division = Some(division(&told));
        if is_one(&told) && before != division {
            found.push(Place::of(&told));
        }
        before = division;
    }
    found
}

/// Are there witnesses that differ, among those that are not silent?
fn is_one(words: &[Option<&str>]) -> bool {
    let mut told = words.iter().flatten();
    told.next().is_some_and(|first| told.any(|word| word != first))
}

/// The last column before one in which most of those that have a word in that have a word. Who has nothing there and
/// nothing here has left out both at once.
fn column_before<'t, 'a>(table: &'t Table<'a>, at: usize) -> Option<&'t [Option<&'a str>]> {
    let mut columns = table.columns().take(at + 1).rev();
    let here = columns.next()?;
    let holders = here.iter().flatten().count();
    let theirs = |column: &[Option<&str>]| {
        here.iter().zip(column).filter(|(here, there)| here.is_some() && there.is_some()).count()
    };
    columns.find(|column| 2 * theirs(column) > holders)
}

/// Who agrees with whom: for each witness the first that has the same.
fn division(words: &[Option<&str>]) -> Vec<Option<usize>> {
    words.iter().map(|word| word.and_then(|_| words.iter().position(|other| other == word))).collect()
}

/// How far each two witnesses are apart.
pub fn distances(places: &[Place], witnesses: usize) -> Vec<Vec<f32>> {
    let between = |a: usize, b: usize| places.iter().map(|place| place.between(a, b)).sum();
    (0..witnesses).map(|a| (0..witnesses).map(|b| between(a, b)).collect()).collect()
}

/// How far each witness is from `witness` at each place where that has what another has as well; what a witness has to
/// itself it has from nobody.
pub fn beside(places: &[Place], witness: usize, witnesses: usize) -> Vec<Vec<f32>> {
    let shared = || places.iter().filter(|place| place.is_shared(witness));
    (0..witnesses).map(|other| shared().map(|place| place.between(witness, other)).collect()).collect()
}

/// How far each two witnesses are apart, where what the silent ones would say is guessed along a tree of them.
pub fn distances_along(places: &[Place], parents: &[usize]) -> Vec<Vec<f32>> {
    let order = order(parents);
    let filled: Vec<Vec<usize>> = places.iter().map(|place| place.fill(parents, &order)).collect();
    let between = |a: usize, b: usize| {
        let apart = |(place, said): (&Place, &Vec<usize>)| place.between_readings(said[a], said[b]);
        places.iter().zip(&filled).map(apart).sum()
    };
    (0..parents.len()).map(|a| (0..parents.len()).map(|b| between(a, b)).collect()).collect()
}

/// The nodes of a tree, every parent before its children; the root is its own parent.
fn order(parents: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..parents.len()).filter(|&node| parents[node] == node).collect();
    let mut at = 0;
    while at < order.len() {
        let parent = order[at];
        order.extend((0..parents.len()).filter(|&node| node != parent && parents[node] == parent));
        at += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the witnesses have at each place, "-" where they have left it out, "?" where they are silent.
    fn told(columns: &[&'static str]) -> Vec<String> {
        let words =
            |column: &&'static str| column.split(' ').map(|word| (word != "-").then_some(word)).collect();
        let table = Table::of_columns(&columns.iter().map(words).collect::<Vec<_>>());
        let shown = |reading: &Option<usize>| reading.map_or("?".to_owned(), |reading| reading.to_string());
        let place = |place: &Place| place.readings.iter().map(shown).collect::<Vec<_>>().join(" ");
        places(&table).iter().map(place).collect()
    }

    #[test]
    fn what_is_left_out_at_once_counts_once() {
        let cases: [(&[&'static str], &[&str]); 4] = [
            // The third breaks off: it says nothing of what the second has changed.
            (&["a a a", "b b -", "c x -", "d d -"], &["1 1 0", "0 1 ?"]),
            // The first has three words more.
            (&["a a a", "b - -", "c - -", "d - -", "e e e"], &["1 0 0"]),
            // A word more of one, behind it one left out by another: two acts.
            (&["a a a", "b - -", "c c -", "d d d"], &["1 0 0", "1 1 0"]),
            // The same slip in two places that do not touch.
            (&["a a b", "c c c", "a a b"], &["0 0 1", "0 0 1"]),
        ];
        for (columns, expected) in cases {
            assert_eq!(told(columns), expected, "{columns:?}");
        }
    }

    #[test]
    fn a_reading_of_one_is_as_far_as_its_letters() {
        let place = Place::of(&[Some("heat"), Some("heat"), Some("hear"), Some("snow"), Some("snow"), None]);
        let far: Vec<f32> = (1..6).map(|other| place.between(0, other)).collect();
        assert_eq!(far, [0.0, 0.25, 1.0, 1.0, 0.45]);
    }

    #[test]
    fn who_is_silent_has_what_takes_fewest_changes() {
        // 0 - 1 - 2, and 3 under 1.
        let place = Place::of(&[Some("a"), None, Some("b"), Some("b")]);
        assert_eq!(place.fill(&[0, 0, 1, 1], &[0, 1, 2, 3]), [0, 1, 1, 1]);
        let place = Place::of(&[Some("a"), None, Some("b"), None]);
        assert_eq!(place.fill(&[0, 0, 1, 1], &[0, 1, 2, 3]), [0, 1, 1, 1]);
    }
}
