//! Is something among a few?

/// Is `value` in the list, which has no order? Several are looked at at once, since none waits for another: of a few
/// dozen that is sooner done than to hash them, or to stop at the one that is found.
#[inline]
pub fn is_among<T: Copy + PartialEq>(value: T, list: &[T]) -> bool {
    const AT_ONCE: usize = 16;
    let (parts, rest) = list.as_chunks::<AT_ONCE>();
    let is_in = |part: &[T]| part.iter().fold(false, |found, &other| found | (other == value));
    parts.iter().any(|part| is_in(part)) || is_in(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_among_its_list_wherever_it_stands() {
        for len in [0, 1, 15, 16, 17, 40] {
            let list: Vec<u32> = (0..len).collect();
            assert!((0..len).all(|value| is_among(value, &list)) && !is_among(len, &list));
        }
    }
}
