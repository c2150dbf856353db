//! Picking some out of a row, where which they are cannot be foreseen.

/// Appends what is `wanted` of the items that `are` so to `picked`. Every item is written, and the next over it where it is
/// not to be kept: a branch would stall the processor at every third. Time: linear.
#[inline]
pub fn pick<I, T: Copy>(
    items: &[I],
    picked: &mut Vec<T>,
    wanted: impl Fn(&I) -> T,
    are: impl Fn(&I) -> bool,
) {
    let Some(first) = items.first() else { return };
    let mut end = picked.len();
    picked.resize(end + items.len(), wanted(first));
    for item in items {
        picked[end] = wanted(item);
        end += usize::from(are(item));
    }
    picked.truncate(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_are_picked_that_are_so_in_their_order() {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for len in [0, 1, 7, 3] {
            let items: Vec<u32> = (0..len).collect();
            theirs.extend(items.iter().filter(|&n| n % 3 != 1).map(|n| n * 2));
            pick(&items, &mut ours, |n| n * 2, |n| n % 3 != 1);
            assert_eq!(ours, theirs);
        }
    }
}
