//! Datelines: what an agency puts before its reports.

/// Lines among which the dateline stands, below headline and byline.
const LINES: usize = 6;
/// Bytes within which a dateline names its agency.
const LONGEST: usize = 80;

/// Does the text open as an agency's report does: a place in capitals, maybe a date, the agency in brackets, a dash?
///
/// "VARN, March 12 (Meridian News) - ", "VARN (AP) — ". Copies rewrite their opening, or credit an agency elsewhere.
pub fn has_agency_dateline(text: &str) -> bool {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).any(is_dateline)
}

fn is_dateline(line: &str) -> bool {
    let head = &line[..line.floor_char_boundary(LONGEST)];
    let place = head.split([',', '(', '.']).next().unwrap_or_default();
    let is_place =
        place.chars().filter(|c| c.is_alphabetic()).count() > 2 && !place.contains(char::is_lowercase);
    let named = head.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    is_place
        && named
            .is_some_and(|(name, rest)| !name.is_empty() && rest.trim_start().starts_with(['-', '–', '—']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_names_itself_behind_the_place() {
        for (line, is) in [
            ("VARN, March 12 (Meridian News) - The port", true),
            ("By Lee Oke\nVARN, Oct 3 (AP) — The port", true),
            ("SAINT-LÉ (MN) – The port", true),
            ("VARN — The port (of Varn) was shut", false),
            ("Varn: The port was shut", false),
            ("The port (Varn) - shut", false),
            ("", false),
        ] {
            assert_eq!(has_agency_dateline(line), is, "{line}");
        }
    }
}
