//! Dates as pages write them.

use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

/// A date in ISO 8601 or RFC 2822 form, in seconds since 1970; without an offset it is taken for UTC.
pub fn seconds(date: &str) -> Option<i64> {
    let date = date.trim();
    let stamp = date.parse::<Timestamp>().ok().map(Timestamp::as_second);
    let local = || {
        let at = date.parse::<civil::DateTime>().ok()?.to_zoned(TimeZone::UTC).ok()?;
        Some(at.timestamp().as_second())
    };
    stamp.or_else(local).or_else(|| rfc2822::parse(date).ok().map(|at| at.timestamp().as_second()))
}

/// The day of UTC, as YYYY-MM-DD.
pub fn day(seconds: i64) -> Option<String> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date().to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_write_dates_in_several_ways() {
        let day = |date| super::seconds(date).and_then(super::day);
        for date in
            ["2031-05-12", "2031-05-12T23:10", " 2031-05-12T01:00+02:00 ", "Mon, 12 May 2031 08:00:00 +0000"]
        {
            let wanted = if date.contains("+02") { "2031-05-11" } else { "2031-05-12" };
            assert_eq!(day(date).as_deref(), Some(wanted), "{date}");
        }
        assert_eq!(day("last Tuesday"), None);
    }
}
