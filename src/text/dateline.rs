//! The date of an article, as it says itself: on a line of its own, or in front of the first sentence.
//!
//! A wrong date would take names out of their time, so only a date with its year counts, and only where hardly anything but the date of
//! the article can stand: `Published: 12 August 2023, 14:05 GMT`, or `TEHRAN, Aug. 12, 2023 (IRNA) – `.

use crate::date::Date;
use crate::span::Span;

/// Lines at the beginning that may hold the date.
const MOST_LINES: usize = 8;
/// Bytes in which these lines are looked for.
const LONGEST_HEAD: usize = 4096;
/// Characters in front of the dash of a dateline, and of a line that is a date.
const LONGEST: usize = 80;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that stand beside a date on a line of its own.
const BESIDE: &[&str] = &[
    "am",
    "at",
    "created",
    "date",
    "edt",
    "est",
    "first",
    "gmt",
    "issued",
    "last",
    "modified",
    "of",
    "on",
    "pm",
    "posted",
    "publication",
    "published",
    "release",
    "released",
    "time",
    "tst",
    "updated",
    "utc",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether `word` is a day of the week, or a month in full or in three letters (September in four, too), in any case.
pub(crate) fn names_day(word: &str) -> bool {
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    is("sept") || DAYS.iter().any(|day| is(day)) || MONTHS.iter().any(|month| is(month) || is(&month[..3]))
}

/// The beginning of a line near the top that says where a text comes from: what stands before the dash in `TEHRAN, Aug. 12 (IRNA) – `, or
/// before the colon in `NEW DELHI: `.
pub(crate) fn head_of(text: &str) -> Option<Span> {
    let start_of = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    first_lines(text).find_map(|line| {
        let head = shouted_head(line, &["–", "—", " - ", "--", ": "])?;
        let head = head.split('(').next().unwrap_or_default();
        Some(Span::new(start_of(line), start_of(line) + head.trim_end().len()))
    })
}

/// The date that the first lines of `text` give; `None` when they give none, or no year.
pub(crate) fn date_of(text: &str) -> Option<Date> {
    // Nearly all lines end here: a year and a day are five digits.
    let digits = |line: &&str| line.bytes().take(2 * LONGEST).filter(u8::is_ascii_digit).count() >= 5;
    first_lines(text).filter(digits).find_map(|line| dateline(line).or_else(|| own_line(line)))
}

/// The lines that may hold place and date, without those that are blank.
fn first_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut end = text.len().min(LONGEST_HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES)
}

/// `TEHRAN, Aug. 12, 2023 (IRNA) – `: what stands before the dash has a date in it.
fn dateline(line: &str) -> Option<Date> {
    let words = words(shouted_head(line, &["–", "—", " - ", "--"])?);
    (0..words.len()).find_map(|at| date_at(&words[at..])).map(|(date, _)| date)
}

/// What stands before the first of `marks` in a line that begins with a word in capitals.
fn shouted_head<'t>(line: &'t str, marks: &[&str]) -> Option<&'t str> {
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(n, _)| n);
    let mark = marks.iter().filter_map(|mark| line[..end].find(mark)).min()?;
    let place = line[..mark].split([',', '(', ' ']).next().unwrap_or_default();
    let shouted = place.chars().count() > 1 && !place.chars().any(char::is_lowercase);
    (shouted && !place.chars().any(char::is_numeric)).then_some(&line[..mark])
}

/// A line that is a date and nothing else, but for a weekday, a time and the word "published".
fn own_line(line: &str) -> Option<Date> {
    if line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let words = words(line);
    let mut found = None;
    let mut at = 0;
    while at < words.len() {
        if let Some((date, n_taken)) = date_at(&words[at..])
            && found.is_none_or(|other| other == date)
        {
            found = Some(date);
            at += n_taken;
            continue;
        }
        let word = words[at].as_str();
        let digits = word.trim_end_matches('z');
        let clock = digits.len() <= 2 && digits.bytes().all(|c| c.is_ascii_digit());
        let weekday = word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word));
        if !clock && !weekday && !BESIDE.contains(&word) {
            return None;
        }
        at += 1;
    }
    found
}

/// Runs of letters, of digits, and of digits with hyphens between them, in small letters.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    let mut words = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        // A time stamp: the day, and the hour behind a T.
        let day = part.split_once('T').map_or(part, |(day, _)| day);
        match Date::parse(day) {
            Some(_) => words.push(day.to_owned()),
            None => words
                .extend(part.split('-').filter(|piece| !piece.is_empty()).map(|piece| piece.to_lowercase())),
        }
    }
    words
}

/// The date that `words` begin with, and how many of them it takes.
fn date_at(words: &[String]) -> Option<(Date, usize)> {
    let first = words.first()?;
    if first.len() == 10 {
        return Date::parse(first).map(|date| (date, 1));
    }
    let [a, b, c, ..] = words else { return None };
    let month = |word: &str| {
        let word = if word == "sept" { "sep" } else { word };
        let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(word))?;
        Some(at as u16 + 1)
    };
    let day = |word: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
        digits.unwrap_or(word).parse::<u16>().ok().filter(|day| (1..=31).contains(day))
    };
    let year = |word: &str| {
        let number = word.parse::<u16>().ok().filter(|_| word.len() == 4);
        number.filter(|year| (1800..=2199).contains(year))
    };
    let (month, day) = match (month(a), month(b)) {
        (Some(month), _) => (month, day(b)?),
        (None, Some(month)) => (month, day(a)?),
        (None, None) => return None,
    };
    Date::of(year(c)?, month, day).map(|date| (date, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(date_of(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_date_with_its_year_counts_where_only_the_articles_own_can_stand() {
        check("Ferry sinks\n\nPublished: 12 August 2023, 14:05 GMT\n\nIt sank.", Some("2023-08-12"));
        check("Saturday, August 12, 2023\nIt sank.", Some("2023-08-12"));
        check("2023-08-12T14:05:00Z\nIt sank.", Some("2023-08-12"));
        check("Updated 2nd Sept. 2023 at 9:15 pm\n", Some("2023-09-02"));
        check("TEHRAN, Aug. 12, 2023 (IRNA) – The ferry sank.", Some("2023-08-12"));
        check("PORT LINDAL (12 May 2009) — The ferry sank.", Some("2009-05-12"));
        check("TEHRAN, Aug. 12 (IRNA) – The ferry sank.", None); // no year
        check("TEHRAN – On August 12, 2023 the ferry sank.", None); // behind the dash it is the ferry's
        check("The ferry sank on 12 August 2023.", None);
        check("Born 12 August 1923", None);
        check("31 February 2023\n", None);
        check("Aug 12, 2023 - Aug 14, 2023\n", None); // two dates
        check("", None);
    }
}
