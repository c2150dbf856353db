//! Dates as pages and crawlers write them.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;

/// A date in seconds since 1970; without an offset it is taken for UTC. ISO 8601, RFC 2822, `2031/05/12` with or without
/// a time, days with the English name of their month, and [Unix time](unix). What may be two days (`03/05/2031`) is none.
pub fn seconds(date: &str) -> Option<i64> {
    let date = date.trim();
    let stamp = date.parse::<Timestamp>().ok().map(Timestamp::as_second);
    let local = || utc(date.parse().ok()?);
    let mailed = || rfc2822::parse(date).ok().map(|at| at.timestamp().as_second());
    stamp.or_else(local).or_else(mailed).or_else(|| unix(date)).or_else(|| written_out(date))
}

/// The second of a time of day that names no offset.
fn utc(at: DateTime) -> Option<i64> {
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// What is taken for Unix time. It has ten digits from September 2001 on; and from 1990010100 on ten digits may as well
/// be a day and an hour.
const UNIX: Range<i64> = 1_000_000_000..1_990_000_000;

/// Unix time in seconds or in milliseconds.
fn unix(date: &str) -> Option<i64> {
    if !date.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = date.parse().ok()?;
    match date.len() {
        10 => Some(number),
        13 => Some(number / 1000),
        _ => None,
    }
    .filter(|seconds| UNIX.contains(seconds))
}

/// The ways of writing a day, and what may stand behind it.
const DAYS: [&str; 6] = ["%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%b. %d, %Y"];
const TIMES: [&str; 2] = ["%H:%M", "%H:%M:%S"];

fn written_out(date: &str) -> Option<i64> {
    let day = |form: &&str| Date::strptime(form, date).ok().map(DateTime::from);
    let timed =
        |form: &&str| TIMES.iter().find_map(|time| DateTime::strptime(format!("{form} {time}"), date).ok());
    DAYS.iter().find_map(day).or_else(|| DAYS.iter().find_map(timed)).and_then(utc)
}

/// The day of UTC, as YYYY-MM-DD.
pub fn day(seconds: i64) -> Option<String> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_write_dates_in_several_ways() {
        let cases = [
            ("2031-05-12", Some("2031-05-12T00:00:00Z")),
            ("2031-05-12T23:10", Some("2031-05-12T23:10:00Z")),
            (" 2031-05-12T01:00+02:00 ", Some("2031-05-11T23:00:00Z")),
            ("Mon, 12 May 2031 08:00:00 +0000", Some("2031-05-12T08:00:00Z")),
            ("2024/03/05", Some("2024-03-05T00:00:00Z")),
            ("2024/3/5 7:08", Some("2024-03-05T07:08:00Z")),
            ("2024/03/05 17:08:09", Some("2024-03-05T17:08:09Z")),
            ("5 March 2024", Some("2024-03-05T00:00:00Z")),
            ("05 mar 2024", Some("2024-03-05T00:00:00Z")),
            ("March 5, 2024", Some("2024-03-05T00:00:00Z")),
            ("Mar 5, 2024 17:08", Some("2024-03-05T17:08:00Z")),
            ("Sep. 5, 2024", Some("2024-09-05T00:00:00Z")),
            ("1709658489", Some("2024-03-05T17:08:09Z")),
            ("1709658489123", Some("2024-03-05T17:08:09Z")),
            // Of no sane time, or of no known unit.
            ("0000000000", None),
            ("2024030517", None),
            ("9999999999", None),
            ("170965848", None),
            ("17096584891", None),
            ("-1709658489", None),
            // Either of two days.
            ("05.03.2024", None),
            ("03/05/2024", None),
            ("5/3/2024", None),
            // None at all.
            ("2024/13/05", None),
            ("31 February 2024", None),
            ("5 March", None),
            ("March 2024", None),
            ("last Tuesday", None),
            ("", None),
        ];
        for (date, wanted) in cases {
            let wanted = wanted.map(|at| at.parse::<Timestamp>().expect("a time").as_second());
            assert_eq!(seconds(date), wanted, "{date}");
        }
    }

    #[test]
    fn seconds_have_a_day() {
        assert_eq!(day(1_709_658_489).as_deref(), Some("2024-03-05"));
    }
}
