//! Words that tell what a name may be the name of.

/// Nouns that make a body's name.
#[rustfmt::skip]
pub(super) const BODIES: &[&str] = &[
    "academy", "administration", "agency", "airlines", "airways", "alliance", "army", "assembly",
    "association", "authority", "bank", "battalion", "brigade", "brigades", "broadcasting", "bureau",
    "cabinet", "center", "centre", "chamber", "club", "coalition", "college", "commission", "committee",
    "company", "confederation", "congress", "corporation", "corps", "council", "court", "department",
    "federation", "force", "forces", "foundation", "front", "fund", "group", "guards", "headquarters",
    "hospital", "institute", "institution", "league", "mission", "movement", "network", "office",
    "organisation", "organization", "parliament", "party", "police", "politburo", "press", "register",
    "secretariat", "senate", "society", "team", "times", "trust", "union", "units", "university", "ministry",
];
/// Nouns that make a place's name.
#[rustfmt::skip]
pub(super) const PLACES: &[&str] = &[
    "airport", "bay", "camp", "canal", "city", "county", "district", "gulf", "hill", "island", "islands",
    "lake", "mountain", "mountains", "port", "province", "river", "sea", "square", "strait", "valley",
];

/// Nouns that make the name of something that lexicons have no kind for.
#[rustfmt::skip]
pub(super) const OTHERS: &[&str] = &[
    "act", "accord", "accords", "agreement", "award", "conference", "constitution", "convention", "coronavirus",
    "covid", "covid-19", "cup", "day", "deal", "declaration", "dialogue", "exhibition", "expo", "festival",
    "forum", "games", "jewel", "month", "olympics", "pact", "pandemic", "plan", "prize", "process",
    "protocol", "resolution", "revolution", "summit", "treaty", "virus", "war", "week", "year",
];
/// Words with a capital that name nobody: the calendar, religions, languages.
#[rustfmt::skip]
pub(super) const CAPITALIZED: &[&str] = &[
    "allah", "april", "arabic", "august", "bible", "buddhist", "buddhists", "catholic", "catholics",
    "christian", "christianity", "christians", "christmas", "december", "easter", "eid", "english",
    "february", "friday", "god", "hebrew", "hindu", "hindus", "islam", "islamic", "islamist",
    "islamists", "january", "jew", "jewish", "jews", "judaism", "july", "june", "koran", "latin",
    "march", "marxist", "may", "monday", "muslim", "muslims", "nazi", "nazis", "november", "october",
    "orthodox", "persian", "quran", "ramadan", "saturday", "semitic", "september", "shia", "shiite",
    "shiites", "sunday", "sunni", "sunnis", "thursday", "tuesday", "tv", "wednesday", "zionist", "zionists",
];

/// Days and months that stand beside a name and are no part of it, except those that are given names.
#[rustfmt::skip]
pub(super) const CALENDAR: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "july", "september", "october", "november", "december", "august",
];
