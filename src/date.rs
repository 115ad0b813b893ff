//! Days of the calendar, as far as they are known: when a fact holds, and when a text was written.

use std::fmt;

/// A day, or only its month or its year: `2024-08-01`, `2024-08`, `2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: i16,
    /// 1 to 12; 0 when only the year is known.
    month: u8,
    /// 1 to 31; 0 when only the month is known.
    day: u8,
}

impl Date {
    /// Reads `2024`, `2024-08` or `2024-08-01`. `None` for anything else, and for what is no day of the calendar.
    ///
    /// ```
    /// use canonym::Date;
    /// assert_eq!(Date::parse("2024-02-29").map(|date| date.to_string()).as_deref(), Some("2024-02-29"));
    /// assert_eq!(Date::parse("2023-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let right = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            Some(right.then(|| part.parse::<u16>().ok()).flatten())
        };
        // The outer option says whether there is such a part, the inner whether it is a number.
        let year = number(4)??;
        let (month, day) = (number(2), number(2));
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, _) => Date::of(year, 0, 0),
            (Some(month), None) => Date::of(year, month.filter(|month| *month > 0)?, 0),
            (Some(month), Some(day)) => Date::of(year, month?, day.filter(|day| *day > 0)?),
        }
    }

    /// From numbers; 0 for a month or day that is not known. `None` when that is no day of the calendar.
    pub(crate) fn of(year: u16, month: u16, day: u16) -> Option<Date> {
        let right = match (month, day) {
            (0, 0) | (1..=12, 0) => true,
            (1..=12, _) => day <= days(year, month),
            _ => false,
        };
        // All fit: they were compared with the calendar.
        (right && year <= 9999).then_some(Date { year: year as i16, month: month as u8, day: day as u8 })
    }

    /// How many days lie between the two, whichever is earlier. `None` where one of them is no single day.
    ///
    /// ```
    /// use canonym::Date;
    /// let date = |text| Date::parse(text).unwrap();
    /// assert_eq!(date("2024-02-28").days_from(date("2024-03-01")), Some(2));
    /// assert_eq!(date("2024-02").days_from(date("2024-03-01")), None);
    /// ```
    pub fn days_from(self, other: Date) -> Option<u32> {
        Some(self.day_of_era()?.abs_diff(other.day_of_era()?))
    }

    /// Days since the beginning of the year 0. `None` for what is no single day.
    pub(crate) fn day_of_era(self) -> Option<i32> {
        if self.day == 0 {
            return None;
        }
        // Years that begin in March, so that a leap day ends its year.
        let before_march = self.month <= 2;
        let year = i32::from(self.year) - i32::from(before_march);
        let month = i32::from(self.month) + if before_march { 9 } else { -3 };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        Some(year * 365 + leap_days + (153 * month + 2) / 5 + i32::from(self.day))
    }

    /// A number that grows with time: of the earliest day that is meant.
    pub(crate) fn first_day(self) -> u32 {
        number(self.year, self.month.max(1), self.day.max(1))
    }

    /// Likewise of the latest.
    pub(crate) fn last_day(self) -> u32 {
        let month = if self.month == 0 { 12 } else { self.month };
        number(self.year, month, if self.day == 0 { 31 } else { self.day })
    }
}

fn number(year: i16, month: u8, day: u8) -> u32 {
    u32::from(year.unsigned_abs()) * 10_000 + u32::from(month) * 100 + u32::from(day)
}

fn days(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().take_while(|part| *part > 0) {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// From when and until when something holds; both days are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) from: u32,
    pub(crate) until: u32,
}

impl Time {
    /// `None` when it has neither beginning nor end.
    pub(crate) fn of(from: Option<Date>, until: Option<Date>) -> Option<Time> {
        (from.is_some() || until.is_some()).then(|| Time {
            from: from.map_or(0, Date::first_day),
            until: until.map_or(u32::MAX, Date::last_day),
        })
    }

    /// Whether `date` may lie in it, as far as the date is known.
    pub(crate) fn has(self, date: Date) -> bool {
        self.from <= date.last_day() && date.first_day() <= self.until
    }

    /// Whether it may be over by `date`.
    pub(crate) fn is_over(self, date: Date) -> bool {
        self.until < date.last_day()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let mut before: Option<Date> = None;
        for year in 1895..2105 {
            for month in 1..=12 {
                for day in 1..=days(year, month) {
                    let date = Date::of(year, month, day).expect("a day");
                    assert!(before.is_none_or(|before| before.days_from(date) == Some(1)), "{date}");
                    before = Some(date);
                }
            }
        }
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        for (text, expected) in [
            ("2024", Some((2024, 0, 0))),
            ("2024-08", Some((2024, 8, 0))),
            ("2024-02-29", Some((2024, 2, 29))),
            ("2023-02-29", None),
            ("1900-02-29", None),
            ("2024-13", None),
            ("2024-00", None),
            ("2024-01-00", None),
            ("2024-8", None),
            ("24", None),
            ("", None),
            ("2024-08-01-01", None),
            ("+024", None),
            ("2024-08-32", None),
        ] {
            let expected = expected.map(|(year, month, day)| Date { year, month, day });
            assert_eq!(Date::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_known_of_a_date_may_be_in_time() {
        let date = |text| Date::parse(text).expect("it is a date");
        let time = Time::of(Some(date("2009-08")), Some(date("2014-10"))).expect("it is bound");
        for (day, has) in [
            ("2009-07-31", false),
            ("2009-08-01", true),
            ("2014-10-31", true),
            ("2014-11", false),
            ("2014", true),
            ("2008", false),
        ] {
            assert_eq!(time.has(date(day)), has, "{day}");
        }
        assert!(time.is_over(date("2014-11-01")) && !time.is_over(date("2014-10-31")));
        assert_eq!(Time::of(None, None), None);
    }
}
