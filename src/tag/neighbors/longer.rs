//! Is the name a part of a longer one that the lexicon does not have? Names go on in words that nobody knows, and begin before them.

use super::Neighbors;
use crate::entity::{Entity, Form, Kind};
use crate::fold::fold_name;
use crate::fold::steps::is_dash;
use crate::gazetteer::Sense;
use crate::span::Span;
use crate::tag::beside::{all_capitals, ends_in_stop, is_name_like, starts_with_capital, word_after};
use crate::tag::select::Word;

/// So many capitalized words behind a name may a noun stand that takes the name in.
const LONGEST_RUN: usize = 4;

/// Stand before the name of a person only, so that a place's name behind one is a surname: Mr Jordan, Lord Halifax.
const HONORIFICS: &[&str] = &[
    "Baron",
    "Baroness",
    "Capt",
    "Captain",
    "Col",
    "Colonel",
    "Congressman",
    "Congresswoman",
    "Constable",
    "Corporal",
    "Councillor",
    "Cpl",
    "Dame",
    "Detective",
    "Dr",
    "Frau",
    "Herr",
    "Inspector",
    "Judge",
    "Lady",
    "Lieutenant",
    "Lord",
    "Lt",
    "Madame",
    "Miss",
    "Mlle",
    "Mme",
    "Monsieur",
    "Mr",
    "Mrs",
    "Ms",
    "Mx",
    "Prof",
    "Professor",
    "Rabbi",
    "Rep",
    "Rev",
    "Reverend",
    "Sen",
    "Sergeant",
    "Sgt",
    "Viscount",
];

/// Before a place these make a name with it: Bank Pasargad, Lake Jarden, FC Jarden.
const LEADS: &[&str] = &[
    "AC",
    "AD",
    "AFC",
    "Air",
    "Atletico",
    "Atlético",
    "Bank",
    "Camp",
    "Cape",
    "CD",
    "CF",
    "Club",
    "CSKA",
    "Deportivo",
    "Dinamo",
    "Dynamo",
    "FC",
    "FK",
    "Fort",
    "FSV",
    "Hotel",
    "IFK",
    "Lake",
    "Lokomotiv",
    "Miss",
    "Mount",
    "NK",
    "Operation",
    "Port",
    "Radio",
    "RCD",
    "Real",
    "SC",
    "Spartak",
    "Sporting",
    "SV",
    "Team",
    "Torpedo",
    "TSV",
    "UD",
    "VfB",
    "VfL",
    "Villa",
];

/// Behind a place these make a club's name of it: Sydney FC.
const CLUBS: &[&str] = &["AFC", "BK", "CF", "FC", "FK", "HC", "IF", "SK", "SV", "VC"];

/// Behind a place these say what of the state is meant, and the place is itself: UK Government, US Embassy.
const OF_STATE: &[&str] = &[
    "Administration",
    "Authorities",
    "Cabinet",
    "Consulate",
    "Delegation",
    "Embassy",
    "Government",
    "Military",
    "Mission",
    "Regime",
    "Troops",
];

/// Before a name these make a ship's of it: HMS Sheffield.
const SHIPS: &[&str] = &[
    "BRP", "FS", "HDMS", "HMAS", "HMC", "HMCS", "HMNZS", "HMS", "HNLMS", "INS", "IRINS", "IRIS", "KRI", "MS",
    "MT", "MV", "ORP", "PNS", "RFA", "RMS", "ROKS", "RRS", "RV", "SS", "TCG", "USCGC", "USNS", "USS",
];

/// Before "of" and a place these make a person's name: Duke of Wellington.
const NOBLES: &[&str] = &[
    "archduchess",
    "archduke",
    "countess",
    "duchess",
    "duke",
    "earl",
    "landgrave",
    "landgravine",
    "margrave",
    "margravine",
    "marquess",
    "marquis",
    "viscount",
    "viscountess",
];

/// Before a given name these say that "of" and a town behind it are a part of the name: Saint Francis of Assisi.
const SAINTS: &[&str] = &["Archduchess", "Archduke", "Blessed", "Prince", "Princess", "Saint", "St", "St."];

/// Before a name in quotation marks these say that it is the title of a work, or what a vehicle is called: the film "Munich".
const TITLED: &[&str] = &[
    "album",
    "ballet",
    "board",
    "boat",
    "book",
    "codename",
    "codenamed",
    "comedy",
    "documentary",
    "drama",
    "entitled",
    "episode",
    "ferry",
    "film",
    "horse",
    "locomotive",
    "memoir",
    "miniseries",
    "movie",
    "musical",
    "novel",
    "opera",
    "painting",
    "play",
    "poem",
    "rocket",
    "satellite",
    "ship",
    "sitcom",
    "song",
    "steamer",
    "tanker",
    "titled",
    "track",
    "yacht",
];

/// Behind a place, or a word further, these make an event's name or a work's of it: the Jeddah Summit, the Iran Oil Show.
const EVENTS: &[&str] = &[
    "Biennale",
    "Cables",
    "Conference",
    "Diaries",
    "Draft",
    "Files",
    "Inquiry",
    "Papers",
    "Process",
    "Report",
    "Round",
    "Show",
    "Summit",
    "Trials",
];

impl Neighbors<'_> {
    /// A word beside the name that belongs to it and makes it another: "Ontario Ghostbusters", "East Los Angeles", "University of Texas".
    pub(super) fn longer_name(&self, word: &Word, entity: &Entity) -> Option<Span> {
        if !starts_with_capital(self.of(word.span)) {
            return None;
        }
        let goes_on = self.name_goes_on(word, entity).filter(|_| !self.belongs_to_office(word));
        let part = goes_on
            .or_else(|| self.noun_further_on(word.span, entity.kind))
            .or_else(|| self.name_began(word, entity))?;
        // A short sentence of many names is no headline, whose every word has a capital, so that it says nothing.
        let sentence = entity.kind == Kind::Place && ends_in_stop(self.text, word.span.end);
        (sentence || !self.in_title_case(word.span)).then_some(part)
    }

    /// What a longer name of the lexicon around a place is itself a part of: in "Bank of the Republic of Lindal" the country is no more
    /// named by "Lindal" than by "Republic of Lindal".
    pub(super) fn part_with_all(&self, word: &Word) -> Option<Span> {
        let around = self.names_up_to(word.span.start);
        let mut wider = around.filter(|name| name.span.contains(word.span) && name.span != word.span);
        wider.find_map(|name| {
            self.gazetteer.senses_of(name.surface).find_map(|sense| {
                let entity = &self.gazetteer.entities[sense.entity.index()];
                let named =
                    matches!(entity.kind, Kind::Place | Kind::Organization) && sense.form != Form::Demonym;
                self.longer_name(name, entity).filter(|_| named)
            })
        })
    }

    fn name_goes_on(&self, word: &Word, entity: &Entity) -> Option<Span> {
        if let Some(half) = self.second_half(word.span).filter(|_| entity.kind == Kind::Place) {
            return Some(half);
        }
        let after = word_after(self.text, word.span.end)?;
        let next = self.of(after);
        if entity.kind == Kind::Place && self.is_side(word.span) && self.is_place(after.start) {
            // "West Beirut".
            return Some(after);
        }
        let brand = matches!(entity.class.as_deref(), Some("company" | "media" | "bank" | "university"));
        let place = entity.kind == Kind::Place;
        if place && matches!(next, "State" | "TV" | "Today") {
            // "Lagos State", "Malta Today"; but "Iran State TV" is Iran's.
            return (!self.capital_after(after)).then_some(after);
        }
        if place && OF_STATE.contains(&next) {
            return None;
        }
        if place && (EVENTS.contains(&next) || self.is_side(after)) && !self.capital_after(after) {
            return Some(after);
        }
        if place && CLUBS.contains(&next)
            || entity.kind == Kind::Organization && matches!(next, "B" | "II" | "III")
        {
            return Some(after);
        }
        if entity.class.as_deref() == Some("university")
            && let Some(site) = self.site_of_university(word.span, after)
        {
            return Some(site);
        }
        // "Rome Public Prosecutor": what kind of office it is.
        let kind_of_office = || {
            let office = word_after(self.text, after.end).map(|office| fold_name(self.of(office)));
            let held =
                |office: String| self.words.titles.contains(&office) || self.words.roles.contains(&office);
            self.is_ordinary(next) && !self.is_namesake(after) && office.is_some_and(held)
        };
        let own = || {
            if place || brand { !self.is_office(next) && !kind_of_office() } else { !self.is_ordinary(next) }
        };
        (is_name_like(next) && !self.is_known_start(after.start) && own()).then_some(after)
    }

    fn capital_after(&self, at: Span) -> bool {
        word_after(self.text, at.end).is_some_and(|more| starts_with_capital(self.of(more)))
    }

    /// A side of a place that stands behind it, as constituencies are named: "Belfast East". In "Jarden West Lindal" the next name begins.
    fn is_side(&self, at: Span) -> bool {
        let longer = |name: &Word| name.span.start == at.start && name.span.end > at.end;
        matches!(self.of(at), "East" | "West" | "North" | "South") && !self.names_up_to(at.start).any(longer)
    }

    /// Where one of the universities of a land is, which is a part of its name: "University of Texas at Dallas".
    fn site_of_university(&self, at: Span, after: Span) -> Option<Span> {
        if !self.begins_with_a_noun(at) {
            return None;
        }
        if self.of(after) != "at" {
            return self.is_place(after.start).then_some(after);
        }
        word_after(self.text, after.end).filter(|site| self.is_place(site.start))
    }

    /// Whether the name of a place begins at `at`.
    pub(super) fn is_place(&self, at: usize) -> bool {
        let place = |sense: Sense<'_>| self.gazetteer.kind_of(sense.entity) == Kind::Place;
        self.names_up_to(at)
            .any(|name| name.span.start == at && self.gazetteer.senses_of(name.surface).any(place))
    }

    /// The body whose name ends at `at`, with the name.
    fn body_before(&self, at: usize) -> Option<(&Word, &Entity)> {
        let names = self.names_up_to(at).filter(|name| name.span.end == at);
        names.into_iter().find_map(|name| {
            let mut entities = self
                .gazetteer
                .senses_of(name.surface)
                .map(|sense| &self.gazetteer.entities[sense.entity.index()]);
            entities.find(|entity| entity.kind == Kind::Organization).map(|entity| (name, entity))
        })
    }

    /// The title or number before a name that stands alone in quotation marks, so that it is called after the place or person: the film
    /// "Munich", the locomotive K 88 "Washington".
    pub(super) fn title_in_quotes(&self, at: Span) -> Option<Span> {
        let head = self.text[..at.start].strip_suffix(['"', '“', '„', '«'])?;
        let tail = self.text[at.end..].trim_start_matches([',', '.']);
        if !tail.starts_with(['"', '”', '“', '»']) {
            return None;
        }
        let before = self.before(head.len()).filter(|before| before.end < head.len())?;
        let text = self.of(before);
        let number = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 3;
        (number && self.before(before.start).is_some_and(|class| starts_with_capital(self.of(class)))
            || TITLED.contains(&fold_name(text).as_str()))
        .then_some(before)
    }

    /// The day that a body has in the calendar: "Army Day".
    pub(super) fn day_of(&self, at: Span) -> Option<Span> {
        word_after(self.text, at.end).filter(|day| self.of(*day) == "Day")
    }

    /// A dollar sign behind the letters of a country: NZ $26. In "it cost the US $26 million" the country paid.
    pub(super) fn currency(&self, at: Span) -> Option<Span> {
        let sign = self.text[at.end..].strip_prefix([' ', '\u{a0}'])?;
        let letters = self.of(at).len() <= 3 && all_capitals(self.of(at));
        let article = || self.before(at.start).is_some_and(|before| matches!(self.of(before), "the" | "The"));
        let start = self.text.len() - sign.len();
        (letters && sign.starts_with('$') && !article()).then(|| Span::new(start, start + 1))
    }

    /// The rest of a compound that the lexicon does not know: Hesse-Darmstadt, the rocket Lindal-2. In Lindal-Norland there are two names.
    fn second_half(&self, at: Span) -> Option<Span> {
        let rest = self.text[at.end..].strip_prefix(is_dash)?;
        let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let start = self.text.len() - rest.len();
        let half = Span::new(start, start + len);
        let text = self.of(half);
        let number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let own = number || is_name_like(text) && !self.is_ordinary(text);
        (own && !self.is_known_start(half.start)).then_some(half)
    }

    /// The noun that makes a name of all the capitalized words up to it: "Israel Democracy Institute", "Minot State University". Right behind
    /// a body it only says what that is: "Hamas Movement".
    fn noun_further_on(&self, at: Span, kind: Kind) -> Option<Span> {
        let mut end = at.end;
        for n in 0..LONGEST_RUN {
            let mut next = word_after(self.text, end)?;
            // "NCAA Swimming and Diving Championships".
            if n > 0 && self.of(next) == "and" && !self.is_office(self.of(self.before(next.start)?)) {
                next = word_after(self.text, next.end)?;
            }
            if !starts_with_capital(self.of(next)) {
                return None;
            }
            if self.is_name_start(next.start) && !self.is_ordinary_name(next) {
                return None;
            }
            let event = n == 1 && kind == Kind::Place && EVENTS.contains(&self.of(next));
            if event || self.is_namesake(next) && (n > 0 || kind == Kind::Place) {
                return Some(next);
            }
            end = next.end;
        }
        None
    }

    /// Whether what begins at `at` is the name of something only because an ordinary word is: the journal in "Google Science Fair".
    fn is_ordinary_name(&self, at: Span) -> bool {
        let text = self.of(at);
        let longer = |name: &Word| name.span.start == at.start && name.span.end > at.end;
        self.is_ordinary(text) && !self.is_namesake(at) && !self.names_up_to(at.start).any(longer)
    }

    /// Whether an office is held there, so that what follows is its holder: "Ambassador to Russia Chawki Bou Nassar".
    fn belongs_to_office(&self, word: &Word) -> bool {
        let Some(mut preposition) = self.before(word.span.start) else { return false };
        if self.of(preposition) == "the" {
            let Some(further) = self.before(preposition.start) else { return false };
            preposition = further;
        }
        let held = |office: Span| {
            let office = fold_name(self.of(office));
            self.words.titles.contains(&office) || self.words.roles.contains(&office)
        };
        matches!(self.of(preposition), "to" | "of" | "in" | "at" | "for")
            && self.before(preposition.start).is_some_and(held)
            && !self.has_ordinary_word_after(word.span.end)
    }

    /// Whether the capitalized words behind `at` hold one that people's names do not: "Head of Iran Electrical Industry Syndicate".
    fn has_ordinary_word_after(&self, mut at: usize) -> bool {
        while let Some(after) = word_after(self.text, at).filter(|after| starts_with_capital(self.of(*after)))
        {
            if self.is_ordinary(self.of(after)) || self.is_namesake(after) {
                return true;
            }
            at = after.end;
        }
        false
    }

    fn name_began(&self, word: &Word, entity: &Entity) -> Option<Span> {
        let mut before = self.before(word.span.start)?;
        if matches!(self.of(before), "Southern" | "Northern" | "Eastern" | "Western" | "Central") {
            // "Southern Lebanon" is Lebanon, "University of Southern Indiana" is not Indiana.
            before = self.before(before.start)?;
            return self.noun_of(before);
        }
        let text = self.of(before);
        if matches!(text, "of" | "the") {
            let town = entity.kind == Kind::Place && entity.class.as_deref() != Some("country");
            return self.noun_of(before).or_else(|| self.given_name_of(before).filter(|_| town));
        }
        let leads =
            LEADS.contains(&text) && !self.names_up_to(before.start).any(|name| name.span.end == before.end);
        if leads
            || SHIPS.contains(&text)
            || matches!(text, "East" | "West" | "North" | "South" | "Upper" | "Lower")
        {
            return Some(before);
        }
        if entity.kind == Kind::Place && HONORIFICS.contains(&text.trim_end_matches('.')) {
            return Some(before);
        }
        if let Some(part) = self.body_or_event_before(word, entity, before) {
            return Some(part);
        }
        if entity.kind == Kind::Organization && self.begins_with_a_noun(word.span) {
            return self.first_word_before(before);
        }
        // Any word may open a sentence, so there it says less: enough against a town, not against a country.
        let country = entity.class.as_deref() == Some("country") || entity.kind == Kind::Organization;
        self.given_name_before(word.span).filter(|before| !country || !self.opens(before.start))
    }

    /// What stands right before a place and has it in its name: a company ("Hyundai Santa Fe"), a university ("University of Texas at
    /// Dallas"), an event and its year ("Expo 2020 Dubai"), the place whose side it is ("Kowloon West").
    fn body_or_event_before(&self, word: &Word, entity: &Entity, before: Span) -> Option<Span> {
        if entity.kind != Kind::Place || !self.text[before.end..word.span.start].starts_with([' ', '\u{a0}'])
        {
            return None;
        }
        let text = self.of(before);
        if text == "at" {
            let (name, body) = self.body_before(self.text[..before.start].trim_end().len())?;
            let university =
                body.class.as_deref() == Some("university") && self.begins_with_a_noun(name.span);
            return university.then_some(name.span);
        }
        if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.before(before.start).filter(|event| self.is_namesake(*event));
        }
        if self.is_side(word.span) {
            let whole = self.names_up_to(before.start).find(|name| name.span.end == before.end)?;
            let place = self
                .gazetteer
                .senses_of(whole.surface)
                .any(|sense| self.gazetteer.kind_of(sense.entity) == Kind::Place);
            return place.then_some(whole.span);
        }
        let (name, body) = self.body_before(before.end)?;
        matches!(body.class.as_deref(), Some("company" | "bank" | "university")).then_some(name.span)
    }

    /// Whether a body's name begins with what it is: University of Lindal, House of Representatives.
    fn begins_with_a_noun(&self, at: Span) -> bool {
        let mut words = self.of(at).split(' ');
        let noun = words.next().is_some_and(|noun| self.words.namesakes.contains(&fold_name(noun)));
        noun && words.next() == Some("of")
    }

    /// The noun before `joint`, an "of" or "of the", that makes a name with what stands behind it. "Observer of Lindal" is somebody.
    fn noun_of(&self, joint: Span) -> Option<Span> {
        let noun = if self.of(joint) == "the" { self.before(joint.start)? } else { joint };
        let noun = (self.of(noun) == "of").then(|| self.before(noun.start))??;
        let noble = NOBLES.contains(&fold_name(self.of(noun)).as_str()) || self.of(noun) == "Count";
        let body = || self.is_namesake(noun) && !self.is_office(self.of(noun));
        (noble || body()).then_some(noun)
    }

    /// The name before `of` that goes on in the town behind it: Louis IX of Hesse, Saint Francis of Assisi.
    fn given_name_of(&self, of: Span) -> Option<Span> {
        let name = (self.of(of) == "of").then(|| self.before(of.start))??;
        let before = self.before(name.start)?;
        let numeral = self.of(name).bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
            && is_name_like(self.of(before));
        (numeral || SAINTS.contains(&self.of(before)) && is_name_like(self.of(name))).then_some(name)
    }
}
