//! Datelines: what an agency puts before its reports.

use std::ops::Range;

/// Lines among which the dateline stands, below headline and byline.
const LINES: usize = 6;
/// Bytes within which a dateline names its agency.
const LONGEST: usize = 80;

/// Where an agency's dateline stands, if the text opens with one: a place in capitals, maybe a date, the agency in
/// brackets, a dash. In bytes of the text.
///
/// "VARN, March 12 (Meridian News) - ", "VARN (AP) — ". Copies rewrite their opening, or credit an agency elsewhere.
pub fn agency_dateline(text: &str) -> Option<Range<usize>> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    lines.find_map(|line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        Some(start..start + length(line)?)
    })
}

/// The length of the dateline that `line` opens with.
fn length(line: &str) -> Option<usize> {
    let head = &line[..line.floor_char_boundary(LONGEST)];
    // Hardly a line has brackets.
    let (before, named) = head.split_once('(')?;
    let (name, rest) = named.split_once(')')?;
    let place = before.split([',', '.']).next().unwrap_or_default();
    let is_place =
        place.chars().filter(|c| c.is_alphabetic()).count() > 2 && !place.contains(char::is_lowercase);
    let is_agency = !name.is_empty() && rest.trim_start().starts_with(['-', '–', '—']);
    (is_place && is_agency).then(|| head.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_names_itself_behind_the_place() {
        for (text, dateline) in [
            ("VARN, March 12 (Meridian News) - The port", Some("VARN, March 12 (Meridian News)")),
            ("Ports shut\n  By Lee Oke\nVARN, Oct 3 (AP) — The port", Some("VARN, Oct 3 (AP)")),
            ("SAINT-LÉ (MN) – The port", Some("SAINT-LÉ (MN)")),
            ("VARN — The port (of Varn) was shut", None),
            ("Varn: The port was shut", None),
            ("The port (Varn) - shut", None),
            ("", None),
        ] {
            assert_eq!(agency_dateline(text).map(|range| &text[range]), dateline, "{text}");
        }
    }
}
