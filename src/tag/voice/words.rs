//! Reads a sentence as words by what they do in it: who is named, what says, what hangs on what.
//!
//! No dictionary of English: the few hundred words that news uses to attribute speech, the lexicon's own lists (verbs of saying, roles,
//! titles), and capital letters. Everything else is [`Word::Other`].

mod lists;

use crate::document::Mention;
use crate::entity::{Form, Kind};
use crate::gazetteer::{Classes, FoldedWords};
use crate::span::Span;
use crate::text::quotes::Quotation;
use lists::{function_word, is_kind_of_role, is_style, minister, note, saying};
pub(super) use lists::{number, role_stem};

/// What a word or mark does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A mention, by its number.
    Person(u32),
    Body(u32),
    Place(u32),
    Demonym(u32),
    /// Direct speech, by its number.
    Quote(u32),
    /// Somebody no lexicon knows: two capitalized words or more in a row, or one after a title.
    Stranger,
    /// A capitalized word.
    Capital,
    /// ’s
    Possessive,
    Comma,
    Colon,
    /// A semicolon or a dash.
    Break,
    /// An opening bracket.
    Bracket,
    He,
    Him,
    It,
    They,
    Who,
    Say(Saying),
    /// "according", before "to".
    According,
    As,
    That,
    And,
    /// while, when, after, …
    Subordinate,
    The,
    A,
    Preposition,
    /// by
    By,
    /// of, from: as "by" does, it leads from a statement to its author.
    Of,
    To,
    Be,
    Auxiliary,
    Adverb,
    Time,
    /// "minister"
    Role(Role),
    Title,
    /// A statement, a message, an interview.
    Utterance,
    /// The ministry, the group; told from others by number.
    BodyNoun(u32),
    /// made, gave: before an utterance.
    Made,
    /// "went", before "on".
    Went,
    Number,
    Other,
}

/// A role, told from others by number, and what kind of it: a *foreign* minister. Zero where no kind is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    number: u32,
    kind: u32,
}

impl Role {
    /// Any title that stands for a person: "the Ayatollah".
    pub(super) const TITLE: Role = Role { number: 0, kind: 0 };

    /// Whether one may stand for the other: the minister for the foreign minister, but not the foreign minister for the prime minister.
    pub(super) fn may_be(self, other: Role) -> bool {
        self.number == other.number
            && (self.kind == other.kind || self.kind == 0 || other.kind == 0)
            && self.number != 0
    }

    /// Whether it is one of these words, each the stem of its role.
    pub(super) fn is_one_of(self, words: &str) -> bool {
        words.split(' ').any(|word| number(word) == self.number)
    }
}

/// Which kind of verb of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    /// said, adds
    Finite,
    /// warned, condemned: with somebody known as subject only
    Judging,
    /// calls, reports: as often a noun
    Nounish,
    /// say, add: after a plural, or in "went on to say"
    Base,
    /// told: takes no inversion
    Told,
    /// saying
    Participle,
    /// quoted, cited: the object speaks
    Cite,
    /// quoting, citing
    Citing,
    /// reported, wrote: with an outlet as subject, it passes on what somebody else says
    Report,
}

/// A sentence as words; `at` of each is its first byte.
#[derive(Debug, Default)]
pub(super) struct Clause {
    pub(super) words: Vec<Word>,
    /// What kind of role the word before the next one may tell.
    kind: u32,
    /// What more is known of some words, in order.
    notes: Vec<(usize, Note)>,
}

/// What one word says besides its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// of, for: what a role belongs to follows.
    Belongs,
    /// foreign, senior, press: before a role, and no verb.
    Kind,
    /// claim, warning, belief: what somebody says, where "that" follows.
    Claim,
    /// "words", in "in the words of"
    Words,
    /// "quote", in "to quote"
    Quote,
    /// "put", in "as he put it"
    Put,
    /// "back", in "hit back"
    Back,
    /// "took", in "took to Twitter"
    Took,
    /// What an outlet does itself.
    Wrote,
    /// What an outlet says itself: an editorial.
    Editorial,
    /// accusations, chants, with "of": what others say.
    Against,
    /// with, heard, showed: before one who is "saying" something.
    Heard,
    /// Several of a role, "officials": people whom nobody names.
    People,
    /// A sign, a slogan: what is read and nobody says.
    Text,
    /// "read", which one may do with what another one wrote.
    Read,
    /// while: another one says something else.
    While,
    /// news, before "agency"
    News,
    /// A noun for a part of the body named before it: "the Union’s office", "the Union rights office".
    Part,
    /// "run", in "Hamas-run": what stands before it is not the thing itself.
    Compound,
}

/// What reading needs to know of the text.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) mentions: &'a [Mention],
    pub(super) speech: &'a [Quotation],
    pub(super) lists: &'a FoldedWords,
}

/// Where reading stands in the lists of mentions and quotations.
#[derive(Default)]
pub(super) struct Position {
    mention: usize,
    quote: usize,
}

/// The longest word looked up.
const LONGEST: usize = 24;
/// No sentence has more words; what has is a list, a table or noise, and is read in parts, so that its cost stays linear.
const LONGEST_SENTENCE: usize = 256;

impl Clause {
    /// Reads `sentence`, or as much of it as is reasonable, and says where the rest begins. Sentences must come in text order;
    /// `position` keeps the place.
    pub(super) fn read(&mut self, source: &Source<'_>, sentence: Span, position: &mut Position) -> usize {
        self.words.clear();
        self.notes.clear();
        self.kind = 0;
        let mut at = sentence.start;
        while at < sentence.end && self.words.len() < LONGEST_SENTENCE {
            while position.quote < source.speech.len() && source.speech[position.quote].span.end <= at {
                position.quote += 1;
            }
            if let Some(quotation) = source.speech.get(position.quote)
                && quotation.span.start <= at
            {
                self.words.push(Word::Quote(position.quote as u32));
                at = quotation.span.end;
                continue;
            }
            while position.mention < source.mentions.len()
                && source.mentions[position.mention].span.start < at
            {
                position.mention += 1;
            }
            if let Some(mention) = source.mentions.get(position.mention)
                && mention.span.start == at
                && mention.span.end <= sentence.end
            {
                self.words.push(of_mention(mention, position.mention as u32));
                at = mention.span.end;
                continue;
            }
            at = self.read_one(source, Span::new(at, sentence.end));
        }
        at
    }

    /// Reads what `rest` begins with, and says where the next one begins.
    fn read_one(&mut self, source: &Source<'_>, rest: Span) -> usize {
        let slice = &source.text[rest.range()];
        let Some(c) = slice.chars().next() else { return rest.end };
        let after = rest.start + c.len_utf8();
        if c.is_alphanumeric() {
            let len = word_len(slice);
            self.push_word(&slice[..len], source.lists);
            return rest.start + len;
        }
        match c {
            ',' | '،' => self.words.push(Word::Comma),
            ':' => self.words.push(Word::Colon),
            ';' | '—' | '–' | '―' | '؛' => self.words.push(Word::Break),
            '-' if slice[1..].starts_with(char::is_whitespace) => self.words.push(Word::Break),
            '(' | '[' => self.words.push(Word::Bracket),
            ')' | ']' => self.drop_bracket(),
            '\'' | '’' => {
                let mut next = slice[c.len_utf8()..].chars();
                if next.next() == Some('s') && !next.next().is_some_and(char::is_alphanumeric) {
                    self.words.push(Word::Possessive);
                    return after + 1;
                }
                if self.words.last().is_some_and(|word| is_noun(*word))
                    && slice[c.len_utf8()..].starts_with(' ')
                {
                    self.words.push(Word::Possessive);
                }
            }
            _ => {}
        }
        after
    }

    /// What stands in brackets explains a name and is no part of the sentence.
    fn drop_bracket(&mut self) {
        let from = self.words.len().saturating_sub(32);
        if let Some(n) = self.words[from..].iter().rposition(|word| *word == Word::Bracket) {
            let quoted = self.words[from + n..].iter().any(|word| matches!(word, Word::Quote(_)));
            if !quoted {
                self.words.truncate(from + n);
                let noted = self.notes.partition_point(|(at, _)| *at < from + n);
                self.notes.truncate(noted);
            }
        }
    }

    fn push_word(&mut self, word: &str, lists: &FoldedWords) {
        let first = self.words.iter().all(|word| matches!(word, Word::Quote(_) | Word::Break));
        let mut buffer = [0; LONGEST];
        let lower = lower(word, &mut buffer);
        let mut class = classify(word, lower, first, lists);
        if let Word::Role(role) = &mut class {
            role.kind = self.kind;
        }
        // "3 PM" is no minister.
        if let Some(minister) = minister(word)
            && self.words.last() != Some(&Word::Number)
        {
            class = minister;
        }
        // "his eminence" is he, "His Majesty King Roe" a king.
        if is_style(lower)
            && let Some(last @ Word::A) = self.words.last_mut()
        {
            *last = Word::The;
            class = Word::Title;
        }
        self.kind = if is_kind_of_role(lower) { number(lower) } else { 0 };
        let people = || lower.strip_suffix('s').filter(|one| lists.roles.contains(one)).map(|_| Note::People);
        let note = note(lower).or_else(people);
        match (self.words.last(), class) {
            (Some(Word::Capital | Word::Title | Word::Role(_) | Word::Stranger), Word::Capital) => {
                if matches!(self.words.last(), Some(Word::Capital | Word::Stranger)) {
                    self.words.pop();
                }
                self.words.push(Word::Stranger);
            }
            _ => self.words.push(class),
        }
        if let Some(note) = note {
            self.notes.push((self.words.len() - 1, note));
        }
    }

    pub(super) fn word(&self, n: usize) -> Option<Word> {
        self.words.get(n).copied()
    }

    /// Whether the word at `n` is noted as that.
    pub(super) fn is_noted(&self, n: usize, note: Note) -> bool {
        let from = self.notes.partition_point(|(at, _)| *at < n);
        self.notes[from..].iter().take_while(|(at, _)| *at == n).any(|(_, noted)| *noted == note)
    }
}

fn of_mention(mention: &Mention, n: u32) -> Word {
    match (mention.kind, mention.form) {
        (_, Form::Demonym) => Word::Demonym(n),
        (Kind::Person, _) => Word::Person(n),
        (Kind::Organization, _) => Word::Body(n),
        (Kind::Place, _) => Word::Place(n),
        (Kind::Term, _) => Word::Other,
    }
}

/// Letters and digits, with the hyphens, full stops and apostrophes inside them; a possessive ’s is left.
fn word_len(text: &str) -> usize {
    // Most words are nothing but plain letters.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let mut end = plain;
    for (at, c) in text[plain..].char_indices().map(|(at, c)| (plain + at, c)) {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
            continue;
        }
        let mut ahead = text[at + c.len_utf8()..].chars();
        let next = ahead.next();
        let joined = next.is_some_and(char::is_alphanumeric);
        let possessive =
            matches!(c, '\'' | '’') && next == Some('s') && !ahead.next().is_some_and(char::is_alphanumeric);
        let joins = matches!(c, '-' | '.' | '\'' | '’' | '‑' | '\u{ad}') || is_mark(c);
        if !(joins && (joined || is_mark(c)) && !possessive) {
            break;
        }
    }
    end
}

/// A combining mark or a joiner: part of the word it follows.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}')
}

/// What a word does that is `lower` in small letters. `first` words have their capital from their place.
fn classify(word: &str, lower: &str, first: bool, lists: &FoldedWords) -> Word {
    // "al-Debes" is a name.
    let capital = word.starts_with(char::is_uppercase)
        || word
            .bytes()
            .take(4)
            .position(|byte| byte == b'-')
            .is_some_and(|at| word[at + 1..].starts_with(char::is_uppercase));
    if word.len() > LONGEST {
        return if capital { Word::Capital } else { Word::Other };
    }
    if word.starts_with(char::is_numeric) {
        return Word::Number;
    }
    if let Some(class) = function_word(lower)
        && (!capital || first || matches!(class, Word::Time | Word::The | Word::A | Word::He))
    {
        return class;
    }
    let listed = lists.classes(lower);
    if !capital || first {
        if listed.is(Classes::SAYING)
            && let Some(saying) = saying(lower)
        {
            return Word::Say(saying);
        }
        if lower.len() > 4 && lower.ends_with("ly") && lower != "ally" && lower != "family" {
            return Word::Adverb;
        }
    }
    if listed.is(Classes::ROLE) || matches!(lower, "mp" | "ceo") {
        return Word::Role(Role { number: number(role_stem(lower)), kind: 0 });
    }
    if capital {
        if listed.is(Classes::TITLE)
            || lower.contains('-') && lower.split('-').any(|part| lists.titles.contains(part))
        {
            return Word::Title;
        }
        // "Negotiations went on": a common noun that begins a sentence.
        if first && listed.is(Classes::COMMON) {
            return Word::Other;
        }
        return Word::Capital;
    }
    Word::Other
}

/// `word` in small letters, where it is all ASCII and not longer than words that are looked up; else as it is. Most words are small as
/// they stand.
fn lower<'b>(word: &'b str, buffer: &'b mut [u8; LONGEST]) -> &'b str {
    let small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.len() > LONGEST || word.bytes().all(small) || !word.is_ascii() {
        return word;
    }
    let bytes = &mut buffer[..word.len()];
    bytes.copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    std::str::from_utf8(bytes).unwrap_or(word)
}

pub(super) fn is_noun(word: Word) -> bool {
    matches!(
        word,
        Word::Person(_)
            | Word::Body(_)
            | Word::Place(_)
            | Word::Demonym(_)
            | Word::Stranger
            | Word::Capital
            | Word::Other
            | Word::Role(_)
            | Word::BodyNoun(_)
    )
}
