//! Judges the words directly beside a name: do they make it somebody else's, a street's, or a part of a longer name?
//!
//! Unknown bearers are evidence against: in "Hadi Nasrallah was killed" the surname is not Hassan Nasrallah's, and "Imran Khan Afridi" is not
//! Imran Khan. So are nouns that are named after people and places ("Imam Khomeini Airport", "Israel Democracy Institute"), and names that go
//! on in words the lexicon does not know ("Google Chrome", "Team Estonia").

mod people;

use rustc_hash::FxHashSet;

use super::beside::{
    ends_in_possessive, ends_line, ends_small, is_day, is_name_like, opens_sentence, parenthesis_before,
    starts_with_capital, title_case_around, word_after, word_before,
};
use super::select::Word;
use crate::entity::{Entity, EntityId, Form, Kind};
use crate::fold::fold_name;
use crate::fold::steps::is_dash;
use crate::gazetteer::{FoldedWords, Inner, Sense, SurfaceId};
use crate::span::Span;
use crate::text::Layout;

/// Why a sense that is in the lexicon does not count at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Objection {
    /// Not written as the alias asks for.
    Case,
    /// A phrase of `not-near` stands here.
    Veto(Span),
    /// A street, prize or airport: the noun stands here.
    Namesake(Span),
    /// Another bearer of the surname: this stands before or behind it.
    Bearer(Span),
    /// A part of a longer name that the lexicon does not have: this belongs to it.
    Part(Span),
    /// People have this name of a town, too, and no word says that a place is meant.
    Placeless,
    /// The alias does not count on the day of the text.
    Time,
}

/// So many capitalized words behind a name may a noun stand that takes the name in.
const LONGEST_RUN: usize = 4;

/// No longer than so many bytes is a name that is looked for around or before a place in the text.
const LONGEST_NAME: usize = 80;

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

/// Before a place these make a name with it: Bank Pasargad, Lake Jarden.
const LEADS: &[&str] = &[
    "AC",
    "Air",
    "Bank",
    "Camp",
    "Cape",
    "Club",
    "Dinamo",
    "Dynamo",
    "FC",
    "Fort",
    "Hotel",
    "Lake",
    "Lokomotiv",
    "Miss",
    "Mount",
    "Operation",
    "Port",
    "Radio",
    "Real",
    "SC",
    "Sporting",
    "Team",
    "Villa",
];

/// Before "of" and a place these make a person's name: Duke of Wellington.
const NOBLES: &[&str] = &["Count", "Countess", "Duchess", "Duke", "Earl", "Marquess", "Marquis", "Viscount"];

/// The words around the names of one text.
pub(super) struct Neighbors<'a> {
    text: &'a str,
    layout: &'a Layout,
    gazetteer: &'a Inner,
    words: &'a FoldedWords,
    /// Ends and starts of names that always count and of clue phrases, sorted; a name beside one of these has no unknown word there.
    known_ends: Vec<usize>,
    known_starts: Vec<usize>,
    /// The names alone, by start, and the ends of those of bodies, sorted.
    names: Vec<Word>,
    body_ends: Vec<usize>,
    /// Surfaces that stand somewhere in the text as the surname of a stranger.
    surnames: FxHashSet<SurfaceId>,
}

impl<'a> Neighbors<'a> {
    pub(super) fn new(
        text: &'a str,
        layout: &'a Layout,
        gazetteer: &'a Inner,
        words: &[Word],
    ) -> Neighbors<'a> {
        let mut neighbors = Neighbors {
            text,
            layout,
            gazetteer,
            words: &gazetteer.words,
            known_ends: Vec::new(),
            known_starts: Vec::new(),
            names: Vec::new(),
            body_ends: Vec::new(),
            surnames: FxHashSet::default(),
        };
        for word in words {
            let surface = gazetteer.flags(word.surface);
            if surface.always || surface.phrase {
                neighbors.known_starts.push(word.span.start);
                neighbors.known_ends.push(word.span.end);
            }
            if surface.always {
                // A people's name begins no other name: "Jarden Lindali University".
                if gazetteer.senses_of(word.surface).any(|sense| sense.form != Form::Demonym) {
                    neighbors.names.push(*word);
                }
                let body = |sense: Sense<'_>| gazetteer.kind_of(sense.entity) == Kind::Organization;
                if gazetteer.senses_of(word.surface).any(body) {
                    neighbors.body_ends.push(word.span.end);
                }
            }
        }
        neighbors.known_ends.sort_unstable();
        neighbors.body_ends.sort_unstable();
        let mut met = FxHashSet::default();
        // The longer name that reaches furthest so far: "Azad Kashmir" is a place of its own, nobody called Kashmir.
        let mut longer = Span::new(0, 0);
        for word in words.iter().filter(|word| gazetteer.flags(word.surface).always) {
            if longer.contains(word.span) && longer != word.span {
                continue;
            }
            if word.span.end > longer.end {
                longer = word.span;
            }
            // Whoever is named by surname alone before any stranger is the one everybody knows.
            if neighbors.is_strangers_town(word)
                || neighbors.is_strangers_surname(word) && !met.contains(&word.surface)
            {
                neighbors.surnames.insert(word.surface);
            } else {
                met.insert(word.surface);
            }
        }
        neighbors
    }

    /// What the words beside `word` say against `sense`.
    pub(super) fn objection(&self, sense: &Sense<'_>, word: &Word, entity: &Entity) -> Option<Objection> {
        if entity.kind != Kind::Term
            && let Some(plus) = self.plus(word.span)
        {
            return Some(Objection::Part(plus));
        }
        let namesake = || self.namesake(word, entity.kind).map(Objection::Namesake);
        match (sense.form, entity.kind) {
            (_, Kind::Term) => None,
            (Form::Demonym, _) if self.knows_titles() => self.peoples_surname(word).map(Objection::Bearer),
            (Form::Demonym, _) => None,
            (_, Kind::Person) if sense.form != Form::Short && !self.knows_titles() => namesake(),
            (_, Kind::Person) if sense.form == Form::Short || self.is_one_word(word.span) => {
                namesake().or_else(|| self.other_bearer(word, sense.entity).map(Objection::Bearer))
            }
            (_, Kind::Person) => {
                namesake().or_else(|| self.fuller_name(word, sense.entity).map(Objection::Bearer))
            }
            (Form::Short, Kind::Organization) => self.other_body(sense, word).map(Objection::Bearer),
            (_, Kind::Organization) if sense.owned => {
                self.branch(word).or_else(|| self.other_owner(sense, word)).map(Objection::Bearer)
            }
            (_, Kind::Organization) => self
                .initials(word)
                .or_else(|| self.longer_name(word, entity))
                .or_else(|| self.generic_part(sense, word))
                .map(Objection::Part),
            (_, Kind::Place) => namesake()
                .or_else(|| self.initials(word).map(Objection::Part))
                .or_else(|| self.longer_name(word, entity).map(Objection::Part))
                .or_else(|| self.part_with_all(word).map(Objection::Part))
                .or_else(|| self.surname(word).map(Objection::Bearer)),
        }
    }

    /// A plus sign that ends a name: "Google+" is a thing of Google's. In "Iran+Russia" it joins two.
    fn plus(&self, at: Span) -> Option<Span> {
        let behind = self.text[at.end..].strip_prefix('+')?;
        (!behind.starts_with(char::is_alphanumeric)).then(|| Span::new(at.end, at.end + 1))
    }

    /// Whether each word of the name is an ordinary one, so that many bodies bear it: Democratic Party, Supreme Court.
    pub(super) fn is_generic(&self, at: Span) -> bool {
        let ordinary = |word: &str| self.is_ordinary(word) || self.words.namesakes.contains(&fold_name(word));
        !self.is_one_word(at) && self.text[at.range()].split_whitespace().all(ordinary)
    }

    /// A word beside the name that belongs to it and makes it another: "Ontario Ghostbusters", "East Los Angeles", "University of Texas".
    fn longer_name(&self, word: &Word, entity: &Entity) -> Option<Span> {
        if !starts_with_capital(self.of(word.span)) {
            return None;
        }
        let goes_on = if self.belongs_to_office(word) { None } else { self.name_goes_on(word, entity) };
        let part = goes_on
            .or_else(|| self.noun_further_on(word.span, entity.kind))
            .or_else(|| self.name_began(word, entity))?;
        (!self.in_title_case(word.span)).then_some(part)
    }

    /// The names that start at `at` or not far before, the first one first.
    fn names_up_to(&self, at: usize) -> impl Iterator<Item = &Word> {
        let from = self.names.partition_point(|name| name.span.start + LONGEST_NAME < at);
        self.names[from..].iter().take_while(move |name| name.span.start <= at)
    }

    /// What a longer name of the lexicon around a place is itself a part of: in "Bank of the Republic of Lindal" the country is no more
    /// named by "Lindal" than by "Republic of Lindal".
    fn part_with_all(&self, word: &Word) -> Option<Span> {
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
        let brand = matches!(entity.class.as_deref(), Some("company" | "media" | "bank" | "university"));
        let place = entity.kind == Kind::Place;
        if place && matches!(next, "State" | "TV" | "Today") {
            // "Lagos State", "Malta Today"; but "Iran State TV" is Iran's.
            let more =
                word_after(self.text, after.end).is_some_and(|more| starts_with_capital(self.of(more)));
            return (!more).then_some(after);
        }
        let own = if place || brand { !self.is_office(next) } else { !self.is_ordinary(next) };
        (is_name_like(next) && own && !self.is_known_start(after.start)).then_some(after)
    }

    /// The rest of a compound that the lexicon does not know: Hesse-Darmstadt. In Lindal-Norland there are two names.
    fn second_half(&self, at: Span) -> Option<Span> {
        let rest = self.text[at.end..].strip_prefix(is_dash)?;
        let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let start = self.text.len() - rest.len();
        let half = Span::new(start, start + len);
        let own = is_name_like(self.of(half)) && !self.is_ordinary(self.of(half));
        (own && !self.is_known_start(half.start)).then_some(half)
    }

    /// The noun that makes a name of all the capitalized words up to it: "Israel Democracy Institute", "Minot State University". Right behind
    /// a body it only says what that is: "Hamas Movement".
    fn noun_further_on(&self, at: Span, kind: Kind) -> Option<Span> {
        let mut end = at.end;
        for n in 0..LONGEST_RUN {
            let next = word_after(self.text, end)?;
            if !starts_with_capital(self.of(next)) || self.is_name_start(next.start) {
                return None;
            }
            if self.is_namesake(next) && (n > 0 || kind == Kind::Place) {
                return Some(next);
            }
            end = next.end;
        }
        None
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
            return self.noun_of(before);
        }
        let leads = LEADS.contains(&text) && !self.is_known_end(before.end);
        if leads || matches!(text, "East" | "West" | "North" | "South" | "Upper" | "Lower") {
            return Some(before);
        }
        if entity.kind == Kind::Place && HONORIFICS.contains(&text.trim_end_matches('.')) {
            return Some(before);
        }
        if entity.kind == Kind::Organization && self.begins_with_a_noun(word.span) {
            return self.first_word_before(before);
        }
        // Any word may open a sentence, so there it says less: enough against a town, not against a country.
        let country = entity.class.as_deref() == Some("country") || entity.kind == Kind::Organization;
        self.given_name_before(word.span).filter(|before| !country || !self.opens(before.start))
    }

    /// Whether a body's name begins with what it is: University of Lindal, House of Representatives.
    fn begins_with_a_noun(&self, at: Span) -> bool {
        let mut words = self.of(at).split(' ');
        let noun = words.next().is_some_and(|noun| self.words.namesakes.contains(&fold_name(noun)));
        noun && words.next() == Some("of")
    }

    /// `before` if it belongs to a body's name that seems to begin behind it: "Lock Haven University of Lindal".
    fn first_word_before(&self, before: Span) -> Option<Span> {
        let text = self.of(before);
        let stray =
            ends_in_possessive(text) || ends_small(text) || self.opens(before.start) || !is_name_like(text);
        (!stray && !self.is_office(text) && !self.is_known_end(before.end)).then_some(before)
    }

    /// The noun before `joint`, an "of" or "of the", that makes a name with what stands behind it.
    fn noun_of(&self, joint: Span) -> Option<Span> {
        let noun = if self.of(joint) == "the" { self.before(joint.start)? } else { joint };
        let noun = (self.of(noun) == "of").then(|| self.before(noun.start))??;
        (self.is_namesake(noun) || NOBLES.contains(&self.of(noun))).then_some(noun)
    }

    /// A capitalized word right before a body's short form, or "of" and one behind it, make it another body: "Guardian Council",
    /// "Council of Europe". So does the name of another place than its own: "North Lindal House of Representatives".
    fn other_body(&self, sense: &Sense<'_>, word: &Word) -> Option<Span> {
        let capital = |span: &Span| starts_with_capital(self.of(*span));
        let opener = |span: &Span| self.words.openers.contains(&fold_name(self.of(*span)));
        if let Some(before) = self.before(word.span.start).filter(capital)
            && !ends_in_possessive(self.of(before))
            && !opener(&before)
            && (!self.is_known_end(before.end) || self.is_elsewhere(before.end, sense))
        {
            return Some(before);
        }
        let after = word_after(self.text, word.span.end)?;
        let behind = word_after(self.text, after.end).filter(capital);
        // "The Council on Monday" is still the Council.
        let day = |span: &Span| self.of(after) == "on" && is_day(self.of(*span));
        behind.filter(|span| matches!(self.of(after), "of" | "on" | "for") && !opener(span) && !day(span))
    }

    /// Whether the place whose name ends at `end` is not the one that the body belongs to.
    fn is_elsewhere(&self, end: usize, sense: &Sense<'_>) -> bool {
        let Some(owner) = self.gazetteer.owner(sense.entity) else { return false };
        let longest = self.names_up_to(end).find(|name| name.span.end == end);
        longest.is_some_and(|name| {
            let mut senses = self.gazetteer.senses_of(name.surface);
            let place = |id: EntityId| self.gazetteer.entities[id.index()].kind == Kind::Place;
            senses.all(|sense| sense.entity != owner && place(sense.entity))
        })
    }

    /// Another body in front that what its owner has belongs to: the navy of "IRGC Navy" is not the country's.
    fn branch(&self, word: &Word) -> Option<Span> {
        let beside = self.before(word.span.start).filter(|span| !ends_in_possessive(self.of(*span)));
        let before = beside.or_else(|| parenthesis_before(self.text, word.span.start))?;
        self.body_ends.binary_search(&before.end).is_ok().then_some(before)
    }

    /// Whose it is instead: somebody nobody knows, or another place than its owner. The navy of "the Norlandic Navy" is not that of a country
    /// named before.
    fn other_owner(&self, sense: &Sense<'_>, word: &Word) -> Option<Span> {
        let before = self.before(word.span.start)?;
        let text = self.of(before);
        let other = starts_with_capital(text)
            && !ends_in_possessive(text)
            && !ends_small(text)
            && !is_day(text)
            && !self.is_office(text)
            && !self.words.openers.contains(&fold_name(text))
            && (!self.is_known_end(before.end) || self.is_elsewhere(before.end, sense))
            && !self.opens(before.start)
            && !self.in_title_case(word.span);
        other.then_some(before)
    }

    /// A capitalized word that makes another body of a name of ordinary words: "Social Democratic Party", "Democratic Party of Norland".
    fn generic_part(&self, sense: &Sense<'_>, word: &Word) -> Option<Span> {
        if let Some(land) = self.land_after(sense, word.span).filter(|_| self.is_generic(word.span)) {
            return Some(land);
        }
        let before = self.before(word.span.start)?;
        let text = self.of(before);
        let part = is_name_like(text)
            && !ends_in_possessive(text)
            && !ends_small(text)
            && !self.is_office(text)
            && !self.is_known_end(before.end)
            && !self.opens(before.start)
            && self.is_generic(word.span)
            && !self.in_title_case(word.span);
        part.then_some(before)
    }

    /// The capitalized word behind "of", if it names another place than the one that the body belongs to.
    fn land_after(&self, sense: &Sense<'_>, at: Span) -> Option<Span> {
        let of = word_after(self.text, at.end).filter(|of| self.of(*of) == "of")?;
        let land = word_after(self.text, of.end).filter(|land| starts_with_capital(self.of(*land)))?;
        let owner = self.gazetteer.owner(sense.entity);
        let first = self.names.partition_point(|name| name.span.start < land.start);
        let here = self.names[first..].iter().take_while(|name| name.span.start == land.start);
        // "The Rapid Support Forces of Hemedti": whoever leads them is no land.
        let own_or_person = here
            .flat_map(|name| self.gazetteer.senses_of(name.surface))
            .any(|sense| Some(sense.entity) == owner || self.gazetteer.kind_of(sense.entity) == Kind::Person);
        (!own_or_person && !self.is_office(self.of(land))).then_some(land)
    }

    /// Initials of authors at the end of an article, "NA/PA": the other half.
    fn initials(&self, word: &Word) -> Option<Span> {
        let few = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
        if !few(self.of(word.span)) {
            return None;
        }
        let (head, tail) = (&self.text[..word.span.start], &self.text[word.span.end..]);
        let other = if let Some(head) = head.strip_suffix('/') {
            let start = head
                .rfind(|c: char| !c.is_ascii_uppercase())
                .map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
            ends_line(self.text, word.span.end).then_some(Span::new(start, head.len()))?
        } else {
            let tail = tail.strip_prefix('/')?;
            let len = tail.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(tail.len());
            let start = word.span.end + 1;
            ends_line(self.text, start + len).then_some(Span::new(start, start + len))?
        };
        (few(self.of(other)) && !self.is_known_end(other.end)).then_some(other)
    }

    /// The noun that makes the name a part of a street's, prize's or airport's. "Imam Khomeini International Airport" has it one
    /// capitalized word further.
    fn namesake(&self, word: &Word, kind: Kind) -> Option<Span> {
        let first = word_after(self.text, word.span.end)?;
        // "Lindal House of Deputies" is not the house of Lindal: a name of its own begins there.
        let apart = kind == Kind::Place && self.is_name_start(first.start);
        if self.is_namesake(first) && !apart {
            return Some(first);
        }
        let second = word_after(self.text, first.end)?;
        (kind == Kind::Person && starts_with_capital(self.of(first)) && self.is_namesake(second))
            .then_some(second)
    }

    fn is_namesake(&self, at: Span) -> bool {
        let noun = self.of(at);
        starts_with_capital(noun) && self.words.namesakes.contains(&fold_name(noun))
    }

    /// A title, a word that opens sentences, or an ordinary word in one of its regular forms.
    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        let folded = fold_name(word);
        let last = folded.rsplit(' ').next().unwrap_or(&folded);
        let words = self.words;
        let listed = |word: &str| {
            words.common.contains(word)
                || words.titles.contains(word)
                || words.openers.contains(word)
                || words.roles.contains(word)
        };
        if listed(&folded) || listed(last) {
            return true;
        }
        ["s", "es", "ed", "d", "ing", "ly", "er"].iter().any(|ending| {
            last.strip_suffix(ending).is_some_and(|stem| {
                stem.len() > 2 && (words.common.contains(stem) || words.common.contains(&format!("{stem}e")))
            })
        })
    }

    /// A title, a role, or a word that opens sentences.
    pub(super) fn is_office(&self, word: &str) -> bool {
        let folded = fold_name(word);
        let last = folded.rsplit(' ').next().unwrap_or(&folded);
        [folded.as_str(), last].iter().any(|word| {
            self.words.titles.contains(word)
                || self.words.openers.contains(word)
                || self.words.roles.contains(word)
        })
    }

    /// The word right before `at`, in its sentence: in "the Red Sea. Houthi boats" there is none.
    fn before(&self, at: usize) -> Option<Span> {
        let before = word_before(self.text, at)?;
        let stop = self.of(before).ends_with('.');
        (!stop || self.layout.sentence_at(before.start) == self.layout.sentence_at(at)).then_some(before)
    }

    /// A lexicon without titles, as of somebody's few names, cannot tell "Minister" from a given name.
    fn knows_titles(&self) -> bool {
        !self.words.titles.is_empty()
    }

    fn of(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    fn is_one_word(&self, span: Span) -> bool {
        !self.of(span).contains(char::is_whitespace)
    }

    fn is_known_end(&self, at: usize) -> bool {
        self.known_ends.binary_search(&at).is_ok()
    }

    fn is_name_start(&self, at: usize) -> bool {
        self.names.binary_search_by_key(&at, |name| name.span.start).is_ok()
    }

    fn is_known_start(&self, at: usize) -> bool {
        self.known_starts.binary_search(&at).is_ok()
    }

    fn opens(&self, at: usize) -> bool {
        opens_sentence(self.text, at)
    }

    fn in_title_case(&self, at: Span) -> bool {
        title_case_around(self.text, at)
    }
}
