//! The witnesses of one text laid word beside word: a column for each place, a row for each witness.
//!
//! The witnesses are taken in one by one, the longest first, and each is aligned with the columns that those before it
//! have filled (the progressive alignment of Spencer & Howe 2004, *Collating texts using progressive multiple
//! alignment*, Computers and the Humanities 38, 253-270). A word and a column are equal where any witness has that word
//! there; Myers' greedy algorithm (1986, *An O(ND) difference algorithm and its variations*, Algorithmica 1, 251-266)
//! finds the most equal ones in order. What lies between is laid side by side so that the words are as much alike in
//! their letters as can be, and what is left over opens columns of its own.

use std::mem::take;
use std::ops::Range;

use super::Member;
use crate::wording::Spelling;

/// More words and columns that have no equal than that, and the two are not copies of one text. The memory of the
/// alignment is the square of it.
const MOST_EDITS: usize = 2_000;
/// Words and columns between two equal ones, multiplied, beyond which they are laid side by side without a look at
/// their letters.
const MOST_LETTERED: usize = 2_500;

/// The columns of a table.
pub struct Table<'a> {
    members: usize,
    /// Column by column the word of each member, none where it has nothing there.
    cells: Vec<Option<&'a str>>,
}

impl<'a> Table<'a> {
    /// That of some members; none where they differ too much to be copies. Time: for each member its words and the
    /// columns, and what of the one has no equal in the other, one multiplied by the other.
    pub fn of(members: &[Member<'a>]) -> Option<Table<'a>> {
        let length = |member: usize| members[member].wording.spelled.len();
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by(|&a, &b| length(b).cmp(&length(a)).then_with(|| members[a].text.cmp(members[b].text)));
        let longest = order.first().map_or(0, |&member| length(member));
        let mut growing = Growing::of(members.len(), longest);
        for member in order {
            growing.take_in(member, &words(&members[member]))?;
        }
        Some(growing.grown())
    }

    /// The words of all members in each column.
    pub fn columns(&self) -> impl DoubleEndedIterator<Item = &[Option<&'a str>]> + ExactSizeIterator {
        self.cells.chunks_exact(self.members)
    }

    /// A table of these columns.
    #[cfg(test)]
    pub fn of_columns(columns: &[Vec<Option<&'a str>>]) -> Table<'a> {
        Table { members: columns[0].len(), cells: columns.concat() }
    }
}

/// A word of a witness.
#[derive(Clone, Copy)]
struct Word<'a> {
    word: &'a str,
    spelled: Spelling,
}

fn words<'a>(member: &Member<'a>) -> Vec<Word<'a>> {
    let tokens = member.wording.witness.tokens.iter();
    let word = |span: crate::span::Span| &member.text[span.range()];
    tokens.zip(&member.wording.spelled).map(|(t, &spelled)| Word { word: word(t.span), spelled }).collect()
}

/// A table to which witnesses are added.
struct Growing<'a> {
    members: usize,
    /// In their order.
    columns: Vec<Column>,
    /// The word of each member in each column, in the order in which these were opened.
    cells: Vec<Option<&'a str>>,
    /// How those spell the word of each column who do not as the first does, in the same order.
    others: Vec<Vec<Spelling>>,
    /// The memory of the ways that are gone, to be used again for the next witness.
    ways: Vec<i32>,
}

/// A column while the table grows: nothing of it is asked for oftener than how its word is spelled.
struct Column {
    /// By the witness that opened it.
    spelled: Spelling,
    /// How many were opened before it.
    number: u32,
    /// Do others spell it otherwise?
    is_varied: bool,
}

/// What comes next where columns and words are laid side by side.
#[derive(Clone, Copy)]
enum Next {
    /// A column and its word.
    Both,
    /// A column in which the witness has nothing.
    Column,
    /// A word that no witness before has.
    Word,
}

impl<'a> Growing<'a> {
    /// An empty table for so many members, of which the longest has so many words.
    fn of(members: usize, words: usize) -> Growing<'a> {
        // Most others have hardly a word where that has none.
        let columns = words + words / 4;
        let cells = Vec::with_capacity(members * columns);
        Growing { members, columns: Vec::new(), cells, others: Vec::with_capacity(columns), ways: Vec::new() }
    }

    /// The table as it has become.
    fn grown(self) -> Table<'a> {
        let mut cells = Vec::with_capacity(self.cells.len());
        self.columns.iter().for_each(|column| cells.extend_from_slice(self.cells(column)));
        Table { members: self.members, cells }
    }

    /// The words of a column.
    fn cells(&self, column: &Column) -> &[Option<&'a str>] {
        &self.cells[column.number as usize * self.members..][..self.members]
    }

    /// The words of a column, most of which are one, each once.
    fn words(&self, column: &Column) -> Vec<&'a str> {
        let mut words: Vec<&str> = self.cells(column).iter().copied().flatten().collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Has a witness this word in a column?
    fn has(&self, column: &Column, spelled: Spelling) -> bool {
        column.spelled == spelled
            || column.is_varied && self.others[column.number as usize].contains(&spelled)
    }

    /// Adds the words of a member; nothing, where too many have no equal.
    fn take_in(&mut self, member: usize, words: &[Word<'a>]) -> Option<()> {
        let mut ways = take(&mut self.ways);
        let order = self.laid(words, &mut ways)?;
        self.ways = ways;
        let (mut old, mut words) = (take(&mut self.columns).into_iter(), words.iter());
        self.columns.reserve(order.len());
        for next in order {
            let (column, word) = match next {
                Next::Both => (old.next(), words.next()),
                Next::Column => (old.next(), None),
                Next::Word => (None, words.next()),
            };
            match word {
                Some(word) => self.put(member, word, column),
                None => self.columns.extend(column),
            }
        }
        Some(())
    }

    /// Puts a word into a column, which becomes the last; where there is none it opens one.
    fn put(&mut self, member: usize, word: &Word<'a>, column: Option<Column>) {
        let mut column = column.unwrap_or_else(|| {
            self.cells.resize(self.cells.len() + self.members, None);
            self.others.push(Vec::new());
            Column { spelled: word.spelled, number: self.others.len() as u32 - 1, is_varied: false }
        });
        self.cells[column.number as usize * self.members + member] = Some(word.word);
        if !self.has(&column, word.spelled) {
            self.others[column.number as usize].push(word.spelled);
            column.is_varied = true;
        }
        self.columns.push(column);
    }

    /// The columns and words side by side. `ways` is memory to be used again.
    fn laid(&self, words: &[Word], ways: &mut Vec<i32>) -> Option<Vec<Next>> {
        let same = |column: &Column, word: &Word| self.has(column, word.spelled);
        let mut equal = equals(&self.columns, words, same, ways)?;
        slide(&mut equal, |column, word| same(&self.columns[column], &words[word]));
        let mut order = Vec::with_capacity(self.columns.len() + words.len() - equal.len());
        let (mut column, mut word) = (0, 0);
        for (next_column, next_word) in equal {
            self.between(column..next_column, &words[word..next_word], &mut order);
            order.push(Next::Both);
            (column, word) = (next_column + 1, next_word + 1);
        }
        self.between(column..self.columns.len(), &words[word..], &mut order);
        Some(order)
    }

    /// Lays the columns and words between equal ones side by side.
    fn between(&self, there: Range<usize>, words: &[Word], order: &mut Vec<Next>) {
        let (rows, width) = (there.len(), words.len());
        if rows == 0 || width == 0 {
            order.resize(order.len() + rows, Next::Column);
            order.resize(order.len() + width, Next::Word);
            return;
        }
        let lettered = rows * width <= MOST_LETTERED;
        let there = if lettered { there } else { 0..0 };
        let columns: Vec<Vec<&str>> = self.columns[there].iter().map(|column| self.words(column)).collect();
        let alike = |i: usize, j: usize| {
            let alike = |other: &&str| LETTERS + 1.0 - apart(other, words[j].word);
            columns[i].iter().map(alike).fold(0.0, f32::max)
        };
        // The likeness of what is behind row i and word j.
        let mut best = vec![0.0_f32; if lettered { (rows + 1) * (width + 1) } else { 0 }];
        let cell = |i: usize, j: usize| i * (width + 1) + j;
        for i in (0..if lettered { rows } else { 0 }).rev() {
            for j in (0..width).rev() {
                let both = alike(i, j) + best[cell(i + 1, j + 1)];
                best[cell(i, j)] = both.max(best[cell(i + 1, j)]).max(best[cell(i, j + 1)]);
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < rows || j < width {
            let both = i < rows && j < width;
            let next = if both && (!lettered || best[cell(i, j)] <= alike(i, j) + best[cell(i + 1, j + 1)]) {
                Next::Both
            } else if i < rows && (j == width || best[cell(i, j)] <= best[cell(i + 1, j)]) {
                Next::Column
            } else {
                Next::Word
            };
            order.push(next);
            i += usize::from(!matches!(next, Next::Word));
            j += usize::from(!matches!(next, Next::Column));
        }
    }
}

/// Lays what one of two sequences has more as far ahead as it goes: where "in the snow" is left out of "in the snow, in
/// the heat", that may be "the snow, in" as well, and two who left out the same shall have left out the same.
fn slide(equal: &mut [(usize, usize)], same: impl Fn(usize, usize) -> bool) {
    for at in (1..equal.len()).rev() {
        let (mut behind, mut place) = (equal[at], at);
        while let Some(before) = place.checked_sub(1) {
            let moved = match (behind.0 - equal[before].0, behind.1 - equal[before].1) {
                (2.., 1) => (behind.0 - 1, equal[before].1),
                (1, 2..) => (equal[before].0, behind.1 - 1),
                _ => break,
            };
            if !same(moved.0, moved.1) {
                break;
            }
            equal[before] = moved;
            (behind, place) = (moved, before);
        }
    }
}

/// Two words that have no letter in common stand beside one another rather than apart.
const LETTERS: f32 = 0.1;

/// How far two words are apart in their letters: the edits between them (Levenshtein 1966) as a share of the longer.
pub fn apart(a: &str, b: &str) -> f32 {
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    let (edits, longer) = if a.is_ascii() && b.is_ascii() {
        (edits(a.as_bytes(), b.as_bytes()), a.len().max(b.len()))
    } else {
        let (a, b) = (letters(a), letters(b));
        (edits(&a, &b), a.len().max(b.len()))
    };
    edits as f32 / longer.max(1) as f32
}

/// The edits between two sequences. Time: what they neither begin nor end with both, multiplied; of words the longer one
/// alone.
fn edits<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let equal = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[equal..], &b[equal..]);
    let equal = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - equal], &b[..b.len() - equal]);
    match (a.len(), b.len()) {
        (0, len) | (len, 0) => len,
        (..=64, _) => edits_of_short(a, b),
        (_, ..=64) => edits_of_short(b, a),
        _ => edits_of_long(a, b),
    }
}

/// The same, where `short` has one item at the least and 64 at the most: a column of the table is two numbers, whose bits
/// say where it rises and falls (Myers 1999, *A fast bit-vector algorithm for approximate string matching based on
/// dynamic programming*, Journal of the ACM 46, 395-415, as Hyyrö 2003 has it).
fn edits_of_short<T: PartialEq>(short: &[T], other: &[T]) -> usize {
    let (mut rises, mut falls, mut last) = (u64::MAX, 0u64, short.len());
    for item in other {
        let equal = (0..).zip(short).fold(0, |bits, (at, one)| bits | u64::from(one == item) << at);
        let diagonal = (((equal & rises).wrapping_add(rises)) ^ rises) | equal;
        let (right_rises, right_falls) = (falls | !(diagonal | rises), rises & diagonal);
        last += (right_rises >> (short.len() - 1) & 1) as usize;
        last -= (right_falls >> (short.len() - 1) & 1) as usize;
        let (down_rises, down_falls) = (right_rises << 1 | 1, right_falls << 1);
        rises = down_falls | !(equal | falls | down_rises);
        falls = down_rises & (equal | falls);
    }
    last
}

/// The same, whatever they are (Wagner & Fischer 1974).
fn edits_of_long<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Pairs of equal items of two sequences, as many as can be had in order; none where too many have no equal.
///
/// How far one gets is asked for every number of items left out of the first and of the second. Their difference is
/// known, and nobody who comes to the end has left out more of either than he who comes there first: the ways that
/// leave out more are not gone (compare Wu, Manber, Myers & Miller 1990, *An O(NP) sequence comparison algorithm*,
/// Information Processing Letters 35, 317-323). Time: the length, and the items left out of the one times those of the
/// other. `ways` is memory to be used again.
fn equals<A, B>(
    one: &[A],
    other: &[B],
    same: impl Fn(&A, &B) -> bool,
    ways: &mut Vec<i32>,
) -> Option<Vec<(usize, usize)>> {
    let equals = |x: usize, y: usize| {
        let behind = one.get(x..).unwrap_or_default().iter().zip(other.get(y..).unwrap_or_default());
        behind.take_while(|(a, b)| same(a, b)).count()
    };
    let (len, other) = (one.len(), other.len());
    let mut reached = Reached { more: len.abs_diff(other), are_deleted: len >= other, cells: ways };
    for edits in (reached.more..=MOST_EDITS.min(len + other)).step_by(2) {
        let (few, many) = ((edits - reached.more) / 2, (edits + reached.more) / 2);
        if reached.walk(few, many, equals) == len {
            return Some(reached.walked_back(few, many));
        }
    }
    None
}

/// How far one gets in the first of two sequences, by how many items of the shorter one stand alone on the way, and how
/// many of the longer one.
struct Reached<'w> {
    /// So many items more the longer one has.
    more: usize,
    /// Is it the first? What stands alone of that is deleted, and inserted what stands alone of the other.
    are_deleted: bool,
    /// In rounds, each with one more item of either, and each in the order of the diagonals: first the ways with all the
    /// items of the longer one, last those with all of the shorter one, between them the way with all of both.
    cells: &'w mut Vec<i32>,
}

/// How far one gets where there is no way.
const NOWHERE: i32 = -1;

impl Reached<'_> {
    /// Goes all ways with no more of either, those with fewer having been gone; says how far the one with all of both gets.
    /// `equals` says how many equal items follow on two places.
    fn walk(&mut self, few: usize, many: usize, equals: impl Fn(usize, usize) -> usize) -> usize {
        let (are_deleted, steps, begin) = (self.are_deleted, self.steps(), few * many);
        // Whatever stands there from an earlier table is written over.
        self.cells.resize(self.cells.len().max(begin + few + many + 1), NOWHERE);
        let (done, round) = self.cells.split_at_mut(begin);
        let last = &done[few.saturating_sub(1) * many.saturating_sub(1)..];
        let go = |before: [i32; 2], place: usize| {
            let x = after(before, steps) as usize;
            let y = if are_deleted { x + place - many } else { x + many - place };
            (x + equals(x, y)) as i32
        };
        // The ways with one item less, of the shorter sequence and of the longer one.
        let [mut of_few, mut of_many] = [NOWHERE; 2];
        for (place, (cell, &of_many)) in round[..few].iter_mut().zip(last).enumerate() {
            *cell = go([of_few, of_many], place);
            of_few = *cell;
        }
        let end = few + many + 1;
        for place in (few + 1..end).rev() {
            let of_few = last.get(place.wrapping_sub(2)).copied().unwrap_or(NOWHERE);
            round[place] = go([of_few, of_many], place);
            of_many = round[place];
        }
        round[few] = go([of_few, of_many], few);
        round[few] as usize
    }

    /// How far one comes in the first sequence by an item of the shorter one that stands alone, and by one of the longer one.
    fn steps(&self) -> [i32; 2] {
        if self.are_deleted { [0, 1] } else { [1, 0] }
    }

    fn at(&self, few: usize, many: usize) -> i32 {
        let round = few.max(many.saturating_sub(self.more));
        let place = if round == few { round + round + self.more - many } else { few };
        self.cells[round * (round + self.more) + place]
    }

    /// Where one stands in the second sequence, who stands at `x` in the first.
    fn beside(&self, x: usize, few: usize, many: usize) -> usize {
        if self.are_deleted { x + few - many } else { x + many - few }
    }

    /// The equal pairs on the way that was gone to the end.
    fn walked_back(&self, few: usize, many: usize) -> Vec<(usize, usize)> {
        let (mut x, mut way) = (self.at(few, many) as usize, Some((few, many)));
        let mut pairs = Vec::with_capacity(x);
        while let Some((few, many)) = way {
            let ways =
                [few.checked_sub(1).map(|few| (few, many)), many.checked_sub(1).map(|many| (few, many))];
            let reached = ways.map(|way| way.map_or(NOWHERE, |(few, many)| self.at(few, many)));
            let from = after(reached, self.steps());
            pairs.extend((from as usize..x).rev().map(|x| (x, self.beside(x, few, many))));
            let ([deleted, inserted], [before, _]) =
                (sides(ways, self.are_deleted), sides(reached, self.are_deleted));
            let is_deletion = deleted.is_some() && (inserted.is_none() || before + 1 == from);
            (x, way) = if is_deletion { (from as usize - 1, deleted) } else { (from as usize, inserted) };
        }
        pairs.reverse();
        pairs
    }
}

/// Of what is without an item of the shorter sequence, and without one of the longer one, first what lacks a deletion, then
/// what lacks an insertion.
fn sides<T>([few, many]: [T; 2], are_deleted: bool) -> [T; 2] {
    if are_deleted { [many, few] } else { [few, many] }
}

/// Where one stands in the first sequence right after the last edit, given how far one got without it, and its
/// [`steps`](Reached::steps): at its begin, where there was none.
fn after([few, many]: [i32; 2], steps: [i32; 2]) -> i32 {
    (few + steps[0]).max(many + steps[1])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wording::spelling;

    /// Texts laid beside one another in their order, column by column.
    fn laid(texts: &[&'static str]) -> Vec<String> {
        let mut growing = Growing::of(texts.len(), 0);
        for (member, text) in texts.iter().enumerate() {
            let words: Vec<Word> =
                text.split(' ').map(|word| Word { word, spelled: spelling(word) }).collect();
            growing.take_in(member, &words).expect("they are short");
        }
        let shown = |words: &[Option<&str>]| {
            words.iter().map(|word| word.unwrap_or("-")).collect::<Vec<_>>().join(" ")
        };
        growing.grown().columns().map(shown).collect()
    }

    #[test]
    fn equal_words_stand_in_one_column_and_like_ones_too() {
        for (texts, columns) in [
            (["a b c", "a c", "b c"], &["a a -", "b - b", "c c c"][..]),
            // Whatever of the two was left out: both left out the same.
            (
                ["at in it in at", "at in at", "at in at"],
                &["at at at", "in - -", "it - -", "in in in", "at at at"],
            ),
            (
                ["the peak is", "the lime or peek is", "the speak is"],
                &["the the the", "- lime -", "- or -", "peak peek speak", "is is is"],
            ),
            // The third has what the second has in that place.
            (["a b c", "a x c", "a x c"], &["a a a", "b x x", "c c c"]),
        ] {
            assert_eq!(laid(&texts), columns, "{texts:?}");
        }
    }

    #[test]
    fn too_many_without_an_equal_have_none() {
        assert_eq!(equals(&[], &[0; 3], |&(), _| true, &mut Vec::new()), Some(Vec::new()));
        assert_eq!(equals(&[0; MOST_EDITS], &[0], |_, _| false, &mut Vec::new()), None);
    }

    /// The longest common subsequence, by its definition.
    fn naive(a: &[u8], b: &[u8]) -> usize {
        match (a, b) {
            ([x, a @ ..], [y, b @ ..]) if x == y => 1 + naive(a, b),
            ([_, a_rest @ ..], [_, b_rest @ ..]) => naive(a_rest, b).max(naive(a, b_rest)),
            _ => 0,
        }
    }

    /// The edits between two sequences, by their definition.
    fn naive_edits(a: &[u8], b: &[u8]) -> usize {
        match (a, b) {
            ([x, a_rest @ ..], [y, b_rest @ ..]) => (naive_edits(a_rest, b_rest) + usize::from(x != y))
                .min(naive_edits(a_rest, b) + 1)
                .min(naive_edits(a, b_rest) + 1),
            _ => a.len() + b.len(),
        }
    }

    proptest! {
        #[test]
        fn as_many_equals_as_can_be_had_are_found(
            a in prop::collection::vec(0u8..4, 0..12),
            b in prop::collection::vec(0u8..4, 0..12),
        ) {
            let pairs = equals(&a, &b, |x, y| x == y, &mut vec![7; 9]).expect("they are short");
            prop_assert_eq!(pairs.len(), naive(&a, &b));
            prop_assert!(pairs.iter().all(|&(i, j)| a[i] == b[j]));
            prop_assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
        }

        #[test]
        fn no_fewer_edits_make_one_of_the_other(
            a in prop::collection::vec(0u8..3, 0..7),
            b in prop::collection::vec(0u8..3, 0..7),
        ) {
            prop_assert_eq!(edits(&a, &b), naive_edits(&a, &b));
        }

        #[test]
        fn edits_are_as_many_however_long_the_sequences(
            a in prop::collection::vec(0u8..4, 1..90),
            b in prop::collection::vec(0u8..4, 1..90),
        ) {
            let short = &a[..a.len().min(64)];
            prop_assert_eq!(edits_of_short(short, &b), edits_of_long(short, &b));
            prop_assert_eq!(edits(&a, &b), edits_of_long(&a, &b));
        }
    }
}
