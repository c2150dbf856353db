//! Phrases that several commands print.

use std::collections::BTreeMap;

/// Breaks a line of more than `columns` behind its commas; the lines that follow are indented.
pub fn wrap(line: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for item in line.split_inclusive(", ") {
        let width = item.chars().count();
        if column > 0 && column + item.trim_end().chars().count() > columns {
            out.truncate(out.trim_end().len());
            out.push_str("\n  ");
            column = 2;
        }
        out.push_str(item);
        column += width;
    }
    out
}

/// `79 MB`, `1.2 GB`: as disks are counted.
pub fn bytes(n: u64) -> String {
    let units = [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let Some((unit, name)) = units.into_iter().find(|(unit, _)| n >= *unit) else {
        return count(n, "byte", "bytes");
    };
    let amount = n as f64 / unit as f64;
    format!("{amount:.*} {name}", usize::from(amount < 10.0))
}

/// `1 story`, `1,204 stories`.
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// `3 spun, 1 edit`.
pub fn most_first<S: AsRef<str>>(counts: BTreeMap<S, u64>) -> String {
    let mut counts: Vec<(S, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
    let shown: Vec<String> =
        counts.iter().map(|(name, n)| format!("{} {}", grouped(*n), name.as_ref())).collect();
    shown.join(", ")
}

/// The first and the last day of a story.
pub fn span(days: Option<&(String, String)>) -> String {
    match days {
        Some((first, last)) if first != last => format!("{first} – {last}"),
        Some((day, _)) => day.clone(),
        None => "no date".to_owned(),
    }
}

/// `2031-05-12 – 13`: of the second day only what the first does not say.
pub fn shortened(days: Option<&(String, String)>) -> String {
    let whole = span(days);
    let Some((first, last)) = days else { return whole };
    for same in [8, 5] {
        if first != last && first.get(..same) == last.get(..same) {
            return format!("{first} – {}", &last[same..]);
        }
    }
    whole
}

/// `4,211`.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        let shown = [0, 7, 999, 1000, 65536, 1234567].map(grouped);
        assert_eq!(shown, ["0", "7", "999", "1,000", "65,536", "1,234,567"]);
    }

    #[test]
    fn a_line_is_broken_behind_commas_where_it_is_too_long() {
        let line = "27 copies: 6 spun, 5 reprint, 4 digest";
        assert_eq!(wrap(line, 80), line);
        assert_eq!(wrap(line, 30), "27 copies: 6 spun, 5 reprint,\n  4 digest");
        assert_eq!(wrap(line, 20), "27 copies: 6 spun,\n  5 reprint,\n  4 digest");
    }

    #[test]
    fn sizes_have_two_digits_or_more() {
        let shown = [0, 1, 999, 1500, 78_764_542, 1_249_000_000].map(bytes);
        assert_eq!(shown, ["0 bytes", "1 byte", "999 bytes", "1.5 kB", "79 MB", "1.2 GB"]);
    }

    #[test]
    fn the_most_frequent_comes_first() {
        assert_eq!(
            most_first(BTreeMap::from([("edit", 1), ("copy", 3000), ("spun", 2)])),
            "3,000 copy, 2 spun, 1 edit"
        );
        assert_eq!(count(1, "story", "stories"), "1 story");
        assert_eq!(count(2, "story", "stories"), "2 stories");
    }

    #[test]
    fn the_second_day_says_what_is_new() {
        let days = |first: &str, last: &str| shortened(Some(&(first.to_owned(), last.to_owned())));
        assert_eq!(days("2031-05-12", "2031-05-12"), "2031-05-12");
        assert_eq!(days("2031-05-12", "2031-05-13"), "2031-05-12 – 13");
        assert_eq!(days("2031-05-12", "2031-06-12"), "2031-05-12 – 06-12");
        assert_eq!(days("2031-05-12", "2032-05-12"), "2031-05-12 – 2032-05-12");
        assert_eq!(shortened(None), "no date");
    }
}
