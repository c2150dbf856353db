//! Is something among a few?

/// Is `value` in the list, which has no order? Several are looked at at once, since none waits for another: of a few
/// dozen that is sooner done than to hash them, or to stop at the one that is found.
#[inline]
pub fn is_among<T: Copy + PartialEq>(value: T, list: &[T]) -> bool {
    let (parts, rest) = list.as_chunks::<AT_ONCE>();
    parts.iter().any(|part| is_in(value, part)) || is_in(value, rest)
}

/// Where `value` stands first in the list.
#[inline]
pub fn place_among<T: Copy + PartialEq>(value: T, list: &[T]) -> Option<usize> {
    let (parts, rest) = list.as_chunks::<AT_ONCE>();
    let part = parts.iter().position(|part| is_in(value, part)).unwrap_or(parts.len());
    let within = if part < parts.len() { &parts[part][..] } else { rest };
    within.iter().position(|&other| other == value).map(|at| part * AT_ONCE + at)
}

const AT_ONCE: usize = 16;

#[inline]
fn is_in<T: Copy + PartialEq>(value: T, part: &[T]) -> bool {
    part.iter().fold(false, |found, &other| found | (other == value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_among_its_list_wherever_it_stands() {
        for len in [0, 1, 15, 16, 17, 40] {
            let list: Vec<u32> = (0..len).collect();
            assert!((0..len).all(|value| is_among(value, &list)) && !is_among(len, &list));
            assert!(
                (0..=len).all(|value| place_among(value, &list) == list.iter().position(|&v| v == value))
            );
        }
    }
}
