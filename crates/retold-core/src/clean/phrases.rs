//! Whether a text holds one of many phrases, as whole words.

/// Phrases of eight bytes of ASCII and more, to be found in texts in whatever case, between other words or with an `s` behind
/// them: "min read" is not in "admin reads", but "affiliate link" in "affiliate links".
///
/// Of the first eight bytes of a phrase one of the first four stands in a text at a place that four divides, and a run of five
/// begins there that is within the eight. So a text is looked at every fourth byte alone, and hardly anywhere is a run that
/// a phrase has. Which runs phrases have is told by a table of bits that stays near the processor, and no look waits for the
/// one before it, as an automaton's do. (Wu & Manber 1994, *A fast algorithm for multi-pattern searching*, look at runs as
/// well, but how far they go on each look has to say.) Time: linear.
pub struct Phrases {
    /// A bit for each run, by its hash.
    runs: Box<[u64; 1 << (PLACES - u64::BITS.ilog2())]>,
    /// The phrases by their heads, sorted.
    by_head: Vec<(u64, &'static str)>,
}

/// Bytes of the head of a phrase, and of the runs in it.
const HEAD: usize = size_of::<u64>();
const RUN: usize = 5;
/// Bytes from one look at a text to the next.
const STEP: usize = HEAD - RUN + 1;
/// Bits of the hash of a run.
const PLACES: u32 = 15;

impl Phrases {
    /// Those of a list; what is shorter than a head is never found.
    pub fn of(phrases: &[&'static str]) -> Phrases {
        let head = |&phrase: &&'static str| Some((head(phrase.as_bytes().first_chunk()?), phrase));
        let mut by_head: Vec<(u64, &str)> = phrases.iter().filter_map(head).collect();
        by_head.sort_unstable();
        let mut runs = Box::new([0; _]);
        for (head, _) in &by_head {
            for from in 0..STEP {
                let (number, bit) = place(head >> (from * 8));
                runs[number] |= bit;
            }
        }
        Phrases { runs, by_head }
    }

    /// Does the text hold one of them?
    pub fn are_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let looks = text.windows(HEAD).step_by(STEP).filter_map(<[u8]>::first_chunk);
        let begin = |at: usize, bytes: &[u8; HEAD]| self.may_begin(bytes) && self.begin_near(text, at);
        // The last look of all may have fewer bytes than a head before it.
        let last = text.len().saturating_sub(RUN) / STEP * STEP;
        let (mut end, rest) = ([0; HEAD], &text[last..text.len().min(last + HEAD)]);
        end[..rest.len()].copy_from_slice(rest);
        looks.zip(0..).any(|(bytes, look)| begin(look * STEP, bytes)) || begin(last, &end)
    }

    /// Does a phrase begin the text?
    pub fn open(&self, text: &str) -> bool {
        self.begin_at(text.as_bytes(), 0)
    }

    /// May a phrase have the run with which these bytes open?
    #[inline]
    fn may_begin(&self, bytes: &[u8; HEAD]) -> bool {
        let (number, bit) = place(u64::from_le_bytes(*bytes));
        self.runs[number] & bit != 0
    }

    /// Does a phrase begin at a place of the text, or less than a step before it?
    fn begin_near(&self, text: &[u8], at: usize) -> bool {
        (at.saturating_sub(STEP - 1)..=at).any(|start| self.begin_at(text, start))
    }

    fn begin_at(&self, text: &[u8], start: usize) -> bool {
        let rest = &text[start..];
        let Some(head) = rest.first_chunk().map(head) else { return false };
        let first = self.by_head.partition_point(|phrase| phrase.0 < head);
        let mut alike = self.by_head[first..].iter().take_while(|phrase| phrase.0 == head);
        let begins_word = start.checked_sub(1).is_none_or(|before| !text[before].is_ascii_alphanumeric());
        begins_word
            && alike.any(|(_, phrase)| {
                let begins = rest.get(..phrase.len());
                begins.is_some_and(|begins| begins.eq_ignore_ascii_case(phrase.as_bytes()))
                    && ends_word(&rest[phrase.len()..])
            })
    }
}

/// Does a word end before these bytes, or with the `s` that they open with?
fn ends_word(behind: &[u8]) -> bool {
    let behind = behind.strip_prefix(b"s").unwrap_or(behind);
    behind.first().is_none_or(|next| !next.is_ascii_alphanumeric())
}

/// The head of what opens with these bytes, in lower case.
fn head(bytes: &[u8; HEAD]) -> u64 {
    u64::from_le_bytes(bytes.map(|byte| byte.to_ascii_lowercase()))
}

/// The number and the bit in it that stand for the first run of these bytes, capitals or not (Fibonacci hashing).
#[inline]
fn place(bytes: u64) -> (usize, u64) {
    let run = bytes & 0x1f_1f1f_1f1f;
    let hash = run.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - PLACES);
    ((hash / u64::from(u64::BITS)) as usize, 1 << (hash % u64::from(u64::BITS)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIST: &[&str] =
        &["min read", "this post", "this posting", "ctrl+enter", "aaaabaaa", "newsletter and"];

    fn are_in(text: &str) -> bool {
        let lower = text.to_ascii_lowercase();
        let is_whole = |at: usize, len: usize| {
            let behind = &lower[at + len..];
            let is_part = |c: char| c.is_ascii_alphanumeric();
            !lower[..at].ends_with(is_part)
                && !behind.strip_prefix('s').unwrap_or(behind).starts_with(is_part)
        };
        LIST.iter().any(|phrase| {
            (0..lower.len())
                .any(|at| lower.as_bytes()[at..].starts_with(phrase.as_bytes()) && is_whole(at, phrase.len()))
        })
    }

    proptest! {
        #[test]
        fn equals_a_search_for_each(text in r"(min|MIN| Read|é| read|this |Pos|t|ing|[aAbB]{1,5}|ctrl\+enter|[ n]){0,12}") {
            prop_assert_eq!(Phrases::of(LIST).are_in(&text), are_in(&text));
        }

        #[test]
        fn a_phrase_is_found_wherever_it_stands(before in "[a-z é]{0,20}", which in 0..LIST.len(), after in "[a-z ]{0,20}") {
            let text = format!("{before} {} {after}", LIST[which].to_ascii_uppercase());
            prop_assert!(Phrases::of(LIST).are_in(&text));
        }
    }
}
