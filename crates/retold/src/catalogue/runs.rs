//! Which rows of a table belong to whom.

use std::ops::Range;

use crate::Error;

/// Runs of rows that belong to one owner, by owner. In a table that is sorted, each has one run.
pub struct Runs(Vec<Run>);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    owner: u32,
    start: u32,
    end: u32,
}

impl Runs {
    /// Reads whose each row is; some may be nobody's.
    pub fn of(owners: impl Iterator<Item = Result<Option<u32>, Error>>) -> Result<Runs, Error> {
        let mut runs: Vec<Run> = Vec::new();
        for (owner, row) in owners.zip(0u32..) {
            let Some(owner) = owner? else { continue };
            match runs.last_mut() {
                Some(last) if last.owner == owner && last.end == row => last.end += 1,
                _ => runs.push(Run { owner, start: row, end: row + 1 }),
            }
        }
        runs.sort_unstable();
        runs.shrink_to_fit();
        Ok(Runs(runs))
    }

    /// The rows of all these, as ascending ranges.
    pub fn of_all(&self, owners: &[u32]) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for &owner in owners {
            let first = self.0.partition_point(|run| run.owner < owner);
            let own = self.0[first..].iter().take_while(|run| run.owner == owner);
            ranges.extend(own.map(|run| run.start as usize..run.end as usize));
        }
        ranges.sort_unstable_by_key(|range| range.start);
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_some_ascend() {
        let owners = [Some(1), Some(1), None, Some(0), Some(2), Some(1)];
        let Ok(runs) = Runs::of(owners.into_iter().map(Ok)) else { panic!("nothing failed") };
        assert_eq!(runs.of_all(&[1]), [0..2, 5..6]);
        assert_eq!(runs.of_all(&[2, 0]), [3..4, 4..5]);
        assert!(runs.of_all(&[3]).is_empty());
    }
}
