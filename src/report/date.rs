//! Days, as articles are dated: enough to say how far apart two of them are.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01.
    day: i32,
}

impl Date {
    /// Reads a date that begins as ISO 8601 has it, `2024-01-31`; a time may follow. Nothing else is understood: `01/02/2024` means two days.
    ///
    /// ```
    /// use canonym::report::Date;
    /// let date = Date::parse("2024-03-01T08:30:00Z").unwrap();
    /// assert_eq!(date.to_string(), "2024-03-01");
    /// assert_eq!(date.days_from(Date::parse("2024-02-28").unwrap()), 2);
    /// assert_eq!(Date::parse("2023-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.trim_start().as_bytes();
        let (date, rest) = bytes.split_at_checked(10)?;
        if rest.first().is_some_and(u8::is_ascii_digit) || date[4] != b'-' || date[7] != b'-' {
            return None;
        }
        let number = |digits: &[u8]| {
            digits
                .iter()
                .try_fold(0, |n, digit| digit.is_ascii_digit().then(|| n * 10 + i32::from(digit - b'0')))
        };
        let (year, month, day) = (number(&date[..4])?, number(&date[5..7])?, number(&date[8..])?);
        let date = (1..=12).contains(&month).then(|| Date { day: days(year, month, day) })?;
        // The 30th of February would be a day of March.
        (date.parts() == (year, month, day)).then_some(date)
    }

    /// How many days lie between the two, whichever is earlier.
    pub const fn days_from(self, other: Date) -> u32 {
        self.day.abs_diff(other.day)
    }

    /// Year, month and day.
    fn parts(self) -> (i32, i32, i32) {
        // Years of 365.2425 days that begin in March, so that a leap day ends its year.
        let day = self.day + 719_468;
        let (era, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year + era * 400 + i32::from(month <= 2), month, day)
    }
}

/// Days from 1970-01-01 to a day, by the same calendar.
fn days(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let month = if month > 2 { month - 3 } else { month + 9 };
    era * 146_097 + year * 365 + year / 4 - year / 100 + (153 * month + 2) / 5 + day - 1 - 719_468
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, days};

    #[test]
    fn the_calendar_is_gone_through_day_by_day() {
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 2, 29), 11_016);
        let mut before = Date::parse("1599-12-31").expect("a date");
        for year in 1600..2101 {
            for month in 1..=12 {
                for day in 1..=31 {
                    let Some(date) = Date::parse(&format!("{year:04}-{month:02}-{day:02}")) else {
                        assert!(day > 28, "{year}-{month}-{day}");
                        continue;
                    };
                    assert_eq!(date.day, before.day + 1, "{date}");
                    before = date;
                }
            }
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2024",
            "2024-13-01",
            "2024-00-10",
            "2024-01-00",
            "2024-01-011",
            "01/02/2024",
            "2024/01/02",
            "yesterday…",
            "２０２４-01-01",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in ["2024-01-02", " 2024-01-02 10:00", "2024-01-02T00:00:00+03:30"] {
            assert_eq!(
                Date::parse(text).map(|date| date.to_string()).as_deref(),
                Some("2024-01-02"),
                "{text}"
            );
        }
    }
}
