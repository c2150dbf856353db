//! The witnesses of one text laid word beside word: a column for each place, a row for each witness.
//!
//! The witnesses are taken in one by one, the longest first, and each is aligned with the columns that those before it
//! have filled (the progressive alignment of Spencer & Howe 2004, *Collating texts using progressive multiple
//! alignment*, Computers and the Humanities 38, 253-270). A word and a column are equal where any witness has that word
//! there; Myers' greedy algorithm (1986, *An O(ND) difference algorithm and its variations*, Algorithmica 1, 251-266)
//! finds the most equal ones in order. What lies between is laid side by side so that the words are as much alike in
//! their letters as can be, and what is left over opens columns of its own.

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
    /// For each column the word of each member, none where it has nothing there.
    pub columns: Vec<Vec<Option<&'a str>>>,
}

/// A column while the table grows.
struct Column<'a> {
    words: Vec<Option<&'a str>>,
    spelled: Vec<Spelling>,
}

/// A word of a witness.
#[derive(Clone, Copy)]
struct Word<'a> {
    word: &'a str,
    spelled: Spelling,
}

impl<'a> Table<'a> {
    /// That of some members; none where they differ too much to be copies. Time: for each member its words, the
    /// columns and those without an equal, multiplied by the latter.
    pub fn of(members: &[Member<'a>]) -> Option<Table<'a>> {
        let length = |member: usize| members[member].wording.spelled.len();
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by(|&a, &b| length(b).cmp(&length(a)).then_with(|| members[a].text.cmp(members[b].text)));
        let mut columns: Vec<Column> = Vec::new();
        for member in order {
            columns = with(columns, member, &words(&members[member]), members.len())?;
        }
        Some(Table { columns: columns.into_iter().map(|column| column.words).collect() })
    }
}

fn words<'a>(member: &Member<'a>) -> Vec<Word<'a>> {
    let tokens = member.wording.witness.tokens.iter();
    let word = |span: crate::span::Span| &member.text[span.range()];
    tokens.zip(&member.wording.spelled).map(|(t, &spelled)| Word { word: word(t.span), spelled }).collect()
}

/// The columns with the words of one more member.
fn with<'a>(
    columns: Vec<Column<'a>>,
    member: usize,
    words: &[Word<'a>],
    members: usize,
) -> Option<Vec<Column<'a>>> {
    let same = |column: usize, word: usize| columns[column].spelled.contains(&words[word].spelled);
    let mut equal = equals(columns.len(), words.len(), same)?;
    slide(&mut equal, same);
    equal.push((columns.len(), words.len()));
    let mut pairs = Vec::new();
    let (mut column, mut word) = (0, 0);
    for (next_column, next_word) in equal {
        pairs.extend(between(&columns, column..next_column, words, word..next_word));
        pairs.push((Some(next_column), Some(next_word)));
        (column, word) = (next_column + 1, next_word + 1);
    }
    pairs.pop();
    let mut old = columns.into_iter();
    let put = |(column, word): (Option<usize>, Option<usize>)| {
        let empty = || Column { words: vec![None; members], spelled: Vec::new() };
        let mut column = column.and_then(|_| old.next()).unwrap_or_else(empty);
        if let Some(word) = word {
            column.words[member] = Some(words[word].word);
            if !column.spelled.contains(&words[word].spelled) {
                column.spelled.push(words[word].spelled);
            }
        }
        column
    };
    Some(pairs.into_iter().map(put).collect())
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

type Beside = (Option<usize>, Option<usize>);

/// Columns and words between equal ones, side by side.
fn between(
    columns: &[Column],
    there: std::ops::Range<usize>,
    words: &[Word],
    own: std::ops::Range<usize>,
) -> Vec<Beside> {
    let (rows, width) = (there.len(), own.len());
    let alike = |i: usize, j: usize| {
        let word = words[own.start + j].word;
        let others = columns[there.start + i].words.iter().flatten();
        others.map(|other| LETTERS + 1.0 - apart(other, word)).fold(0.0, f32::max)
    };
    // best[i][j]: the likeness of what is behind row i and word j.
    let lettered = rows * width <= MOST_LETTERED;
    let mut best = vec![vec![0.0_f32; width + 1]; if lettered { rows + 1 } else { 0 }];
    for i in (0..best.len().saturating_sub(1)).rev() {
        for j in (0..width).rev() {
            best[i][j] = (alike(i, j) + best[i + 1][j + 1]).max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let mut pairs = Vec::with_capacity(rows.max(width));
    let (mut i, mut j) = (0, 0);
    while i < rows || j < width {
        let both = i < rows && j < width;
        let pair = both && (!lettered || best[i][j] <= alike(i, j) + best[i + 1][j + 1]);
        let skips_column = !pair && i < rows && (j == width || best[i][j] <= best[i + 1][j]);
        let skips_word = !pair && !skips_column;
        pairs.push(((!skips_word).then_some(there.start + i), (!skips_column).then_some(own.start + j)));
        i += usize::from(!skips_word);
        j += usize::from(!skips_column);
    }
    pairs
}

/// Two words that have no letter in common stand beside one another rather than apart.
const LETTERS: f32 = 0.1;

/// How far two words are apart in their letters: the edits between them (Levenshtein 1966) as a share of the longer.
pub fn apart(a: &str, b: &str) -> f32 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()] as f32 / a.len().max(b.len()).max(1) as f32
}

/// Pairs of equal items of two sequences, as many as can be had in order; none where too many have no equal.
fn equals(len: usize, other: usize, same: impl Fn(usize, usize) -> bool) -> Option<Vec<(usize, usize)>> {
    let mut reached: Vec<Vec<usize>> = Vec::new();
    for edits in 0..=MOST_EDITS.min(len + other) {
        let row = furthest(reached.last(), edits, (len, other), &same);
        // On the diagonal of the end: `edits` deletions and insertions of which `len - other` more are deletions.
        let end = (edits + len).checked_sub(other).filter(|end| end % 2 == 0 && end / 2 <= edits);
        let done = end.is_some_and(|end| row[end / 2] == len);
        reached.push(row);
        if done {
            return Some(walked_back(&reached, (len, other)));
        }
    }
    None
}

/// How far one gets in the first sequence with so many edits, by the number of items of it among the edits.
fn furthest(
    before: Option<&Vec<usize>>,
    edits: usize,
    (len, other): (usize, usize),
    same: impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let reach = |deleted: usize| {
        let mut x = start(before, edits, deleted);
        // Each deletion moves x ahead of y, each insertion y ahead of x.
        let y = |x: usize| x + edits - 2 * deleted;
        while x < len && y(x) < other && same(x, y(x)) {
            x += 1;
        }
        x
    };
    (0..=edits).map(reach).collect()
}

/// Where one stands in the first sequence right after the last edit.
fn start(before: Option<&Vec<usize>>, edits: usize, deleted: usize) -> usize {
    let Some(before) = before else { return 0 };
    let by_deletion = deleted.checked_sub(1).map(|deleted| before[deleted] + 1);
    let by_insertion = (deleted < edits).then(|| before[deleted]);
    by_deletion.max(by_insertion).unwrap_or(0)
}

/// The equal pairs on the way that was gone.
fn walked_back(reached: &[Vec<usize>], (len, other): (usize, usize)) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut x = len;
    let mut deleted = (reached.len() - 1 + len - other) / 2;
    for edits in (0..reached.len()).rev() {
        let before = edits.checked_sub(1).map(|edits| &reached[edits]);
        let from = start(before, edits, deleted);
        pairs.extend((from..x).rev().map(|x| (x, x + edits - 2 * deleted)));
        let by_deletion =
            edits > 0 && deleted > 0 && (deleted == edits || reached[edits - 1][deleted - 1] + 1 == from);
        deleted -= usize::from(by_deletion);
        x = if by_deletion { from - 1 } else { from };
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::spelling;

    /// Texts laid beside one another in their order, column by column.
    fn laid(texts: &[&'static str]) -> Vec<String> {
        let mut columns = Vec::new();
        for (member, text) in texts.iter().enumerate() {
            let words: Vec<Word> =
                text.split(' ').map(|word| Word { word, spelled: spelling(word) }).collect();
            columns = with(columns, member, &words, texts.len()).expect("they are short");
        }
        let shown = |column: &Column| {
            column.words.iter().map(|word| word.unwrap_or("-")).collect::<Vec<_>>().join(" ")
        };
        columns.iter().map(shown).collect()
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
    fn as_many_equals_as_can_be_had_are_found() {
        let (a, b) = (b"abcabba", b"cbabac");
        let pairs = equals(a.len(), b.len(), |i, j| a[i] == b[j]).expect("they are short");
        assert_eq!(pairs.len(), 4);
        assert!(pairs.iter().all(|&(i, j)| a[i] == b[j]));
        assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
        assert_eq!(equals(0, 3, |_, _| true), Some(Vec::new()));
        assert_eq!(equals(MOST_EDITS, 1, |_, _| false), None);
    }
}
