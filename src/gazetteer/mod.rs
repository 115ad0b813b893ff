//! What a lexicon compiles to: a matcher over all surfaces, the senses of each surface, the entities. Immutable, cheap to clone.
//!
//! All of it lies in one flat [image](image::Image), which can be written to a file and mapped from there: opening a compiled lexicon
//! costs the same whatever its size. What the other modules see are small values read from the image when they ask.

mod answers;
mod compile;
mod draft;
mod encode;
mod fingerprint;
mod forms;
mod image;
pub(crate) mod matcher;
mod names;

use std::fmt;
use std::io;
use std::ops::Index;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{AhoCorasick, MatchKind};

pub use answers::Answer;

use crate::date::{Date, Time};
use crate::entity::{Entity, EntityId, Form, Kind};
use crate::error::{Error, ErrorKind};
use crate::fold;
use crate::lexicon::model::{When, Within};
use crate::romanization::{Origin, SpellingRule, SpellingRules};
use crate::skeleton::{self, Found, Skeletons, skeleton, skeleton_of};
pub(crate) use encode::{Stored, SurfaceTexts};
pub use fingerprint::Fingerprint;
use image::{Image, Section};
pub(crate) use matcher::Matcher;

/// A compiled lexicon, ready to tag. Cloning is cheap and shares everything; it can be used from many threads at once.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    pub(crate) inner: Arc<Inner>,
    /// Whether people are also found in spellings that nobody listed.
    pub(crate) unlisted: bool,
    /// When the texts were written, if they do not say so themselves.
    pub(crate) date: Option<Date>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    image: Arc<Image>,
    /// Sorted by key; an [`EntityId`] is a position in it.
    pub(crate) entities: Entities,
    pub(crate) words: FoldedWords,
    /// Names of places by their skeletons, which bare names are compared with; made when first asked for.
    place_skeletons: OnceLock<Skeletons<EntityId>>,
    /// For the author, after compiling; an opened gazetteer has none.
    pub(crate) notices: Vec<Notice>,
    hash: String,
    engine: Engine,
    automaton: OnceLock<AhoCorasick>,
    anchored: OnceLock<NFA>,
    odd: OnceLock<AhoCorasick>,
}

/// How surfaces are found in a text. All ways find the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A filter over words, and behind it an Aho-Corasick automaton that is asked only where a word begins. For lexicons as people write
    /// them. An automaton cannot be stored and takes long to build when it is large.
    Automaton,
    /// The same filter, and behind it a trie over whole words that lies in the compiled file. For lexicons of any size.
    Trie,
    /// The whole text is folded and an Aho-Corasick automaton looks everywhere. Slow; what the others are compared with.
    Reference,
}

impl Engine {
    /// Its name, as people write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Engine::Automaton => "automaton",
            Engine::Trie => "trie",
            Engine::Reference => "reference",
        }
    }

    /// The engine of that name.
    pub fn from_name(name: &str) -> Option<Engine> {
        [Engine::Automaton, Engine::Trie, Engine::Reference]
            .into_iter()
            .find(|engine| engine.as_str() == name)
    }
}

/// Up to so many surfaces the automaton is used: it is built in two milliseconds.
const AUTOMATON_UP_TO: usize = 1_000;

/// Handle of one folded surface form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SurfaceId(pub(crate) u32);

/// What is known of one distinct folded surface form besides its text and senses.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surface {
    /// Some clue looks out for it.
    pub(crate) phrase: bool,
    /// Some alias ends in a possessive `’s` of its own ("McDonald’s").
    pub(crate) possessive: bool,
    /// Some sense counts wherever it stands.
    pub(crate) always: bool,
    /// Some sense needs evidence.
    pub(crate) conditional: bool,
}

/// One meaning of a surface: an entity, and what must hold for it to be meant.
#[derive(Clone, Copy, Debug)]
pub struct Sense<'g> {
    /// The entity.
    pub entity: EntityId,
    /// In which form the surface names it.
    pub form: Form,
    pub(crate) when: When,
    pub(crate) case: CaseTest<'g>,
    /// Which alias of the entry it comes from.
    pub(crate) alias: u32,
    pub(crate) rule_path: u16,
    /// A rule left something of the name out: it leans on the full name in a document.
    pub(crate) reduced: bool,
    /// Counts beside the entity's owner.
    pub(crate) owned: bool,
    /// The scare-quoted form of a term: the quotes are part of the surface.
    pub(crate) scare: bool,
    /// Its alias counts from a day on or until one.
    pub(crate) timed: bool,
}

/// How the letters must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CaseTest<'g> {
    Any,
    /// Bit `n`: the `n`-th word must begin with a capital.
    Capitals(u64),
    /// Equal with case kept: the case-keeping fold of the alias.
    AsWritten(&'g str),
    /// Equal in letters and accents, in any case: the lower-case form of the alias. For names that only folding makes common words.
    Accented(&'g str),
}

/// A name as its author wrote it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alias<'g> {
    pub(crate) text: &'g str,
    pub(crate) form: Form,
    /// In the script of its own language.
    pub(crate) native: bool,
}

/// An office that somebody holds or held.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Office<'g> {
    /// Folded.
    pub(crate) title: &'g str,
    pub(crate) of: Option<EntityId>,
    pub(crate) time: Time,
}

/// A clue, compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClueRule<'g> {
    pub(crate) only_for: Option<u32>,
    near: &'g [u32],
    not_near: &'g [u32],
    pub(crate) within: Within,
}

impl<'g> ClueRule<'g> {
    /// The phrases of `near`, or else those of `not-near`.
    pub(crate) fn phrases(&self, near: bool) -> impl Iterator<Item = SurfaceId> + use<'g> {
        let phrases = if near { self.near } else { self.not_near };
        phrases.iter().map(|&id| SurfaceId(id))
    }

    pub(crate) fn not_near(&self) -> impl Iterator<Item = SurfaceId> + Clone + use<'g> {
        self.not_near.iter().map(|&id| SurfaceId(id))
    }
}

/// The words that steer judgement, folded.
#[derive(Clone, Debug)]
pub(crate) struct FoldedWords {
    pub(crate) titles: WordSet,
    pub(crate) openers: WordSet,
    pub(crate) namesakes: WordSet,
    pub(crate) sayings: WordSet,
    pub(crate) roles: WordSet,
    pub(crate) common: WordSet,
    pub(crate) given: WordSet,
}

impl FoldedWords {
    fn of(image: &Arc<Image>) -> FoldedWords {
        let set = |section| WordSet { image: Arc::clone(image), section };
        FoldedWords {
            titles: set(Section::Titles),
            openers: set(Section::Openers),
            namesakes: set(Section::Namesakes),
            sayings: set(Section::Sayings),
            roles: set(Section::Roles),
            common: set(Section::Common),
            given: set(Section::Given),
        }
    }
}

/// A set of folded words.
#[derive(Clone)]
pub(crate) struct WordSet {
    image: Arc<Image>,
    section: Section,
}

impl WordSet {
    pub(crate) fn is_empty(&self) -> bool {
        encode::set_is_empty(&self.image, self.section)
    }

    pub(crate) fn contains(&self, word: &str) -> bool {
        encode::set_has(&self.image, self.section, word)
    }
}

impl fmt::Debug for WordSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WordSet({:?})", self.section)
    }
}

/// The entities, made from the image a few at a time when somebody looks at them.
pub(crate) struct Entities {
    image: Arc<Image>,
    n_entities: usize,
    pages: Box<[OnceLock<Box<[Entity]>>]>,
}

/// How many entities are made at once.
const PAGE: usize = 32;

impl Entities {
    fn of(image: &Arc<Image>) -> Entities {
        let n_entities = encode::n_entities(image);
        let pages = (0..n_entities.div_ceil(PAGE)).map(|_| OnceLock::new()).collect();
        Entities { image: Arc::clone(image), n_entities, pages }
    }

    pub(crate) fn len(&self) -> usize {
        self.n_entities
    }
}

impl Index<usize> for Entities {
    type Output = Entity;

    fn index(&self, at: usize) -> &Entity {
        let first = at / PAGE * PAGE;
        let make = || {
            let end = self.n_entities.min(first + PAGE);
            (first..end).map(|n| encode::entity(&self.image, n)).collect()
        };
        &self.pages[at / PAGE].get_or_init(make)[at % PAGE]
    }
}

impl fmt::Debug for Entities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} entities", self.n_entities)
    }
}

/// Something that compiling did and an author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// More spellings than the budget allows; the rest was left out.
    CutOff { entity: String, alias: String, total: u64, kept: usize },
    /// A generated spelling is a common word and is not used.
    Common { entity: String, spelling: String, rule: String },
    /// A generated spelling is somebody else's name as written and is not used.
    Taken { entity: String, spelling: String, rule: String, by: String },
}

impl Gazetteer {
    /// The same gazetteer, but people count only in spellings that the lexicon lists or its rules make of them.
    #[must_use]
    pub fn listed_only(self) -> Gazetteer {
        Gazetteer { unlisted: false, ..self }
    }

    /// The same gazetteer for texts that were written on `date`: names and offices count in their time only. Without a date, a text that
    /// gives one on its first lines is taken to be of that day; else time decides nothing, and mentions that it could decide are marked.
    #[must_use]
    pub fn dated(self, date: Date) -> Gazetteer {
        Gazetteer { date: Some(date), ..self }
    }

    /// Opens a compiled lexicon that [`Gazetteer::write`] wrote. The file is mapped into memory and not read before it is used, so that
    /// this takes no time, however large it is.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is damaged or cut short, or was made by another version or on another kind of machine.
    pub fn open(path: &Path) -> Result<Gazetteer, Error> {
        let image = Image::open(path).map_err(|cause| {
            let path = path.to_path_buf();
            Error::new(match cause.kind() {
                io::ErrorKind::InvalidData => ErrorKind::Unusable { path, what: cause.to_string() },
                _ => ErrorKind::Read { path, cause },
            })
        })?;
        Ok(Gazetteer::of(image, Vec::new()))
    }

    /// Writes the gazetteer in the form that [`Gazetteer::open`] opens.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(self.inner.image.as_bytes())
    }

    fn of(image: Image, notices: Vec<Notice>) -> Gazetteer {
        let image = Arc::new(image);
        let small = encode::n_surfaces(&image) <= AUTOMATON_UP_TO;
        let engine = if small { Engine::Automaton } else { Engine::Trie };
        Gazetteer { inner: Arc::new(Inner::of(image, notices, engine)), unlisted: true, date: None }
    }

    /// The same gazetteer with another way of finding surfaces.
    #[must_use]
    pub fn with_engine(self, engine: Engine) -> Gazetteer {
        let inner = Inner::of(Arc::clone(&self.inner.image), self.inner.notices.clone(), engine);
        Gazetteer { inner: Arc::new(inner), ..self }
    }

    /// How surfaces are found, chosen by their number.
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Bytes of what finds surfaces: the trie, the filter before it, and the table that tells where the texts of surfaces are.
    pub fn matcher_memory(&self) -> (usize, usize, usize) {
        let (trie, filter) = self.inner.matcher().memory();
        (trie, filter, self.n_surfaces() * encode::SURFACE * 4)
    }

    /// The entity behind a handle of this gazetteer.
    ///
    /// # Panics
    ///
    /// If the handle comes from a larger gazetteer.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.inner.entities[id.index()]
    }

    /// All entities, sorted by key.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = &Entity> {
        (0..self.inner.entities.len()).map(|n| &self.inner.entities[n])
    }

    /// The entity with this key.
    pub fn find(&self, key: &str) -> Option<EntityId> {
        let image = &*self.inner.image;
        let at = lower_bound(self.inner.entities.len(), |n| encode::key_of(image, n) < key);
        (at < self.inner.entities.len() && encode::key_of(image, at) == key).then_some(EntityId(at as u32))
    }

    /// The senses of `surface`, folded first. Empty when the gazetteer does not know it.
    pub fn senses(&self, surface: &str) -> Vec<Sense<'_>> {
        match self.inner.surface(&fold::fold_name(surface)) {
            Some(id) => self.inner.senses_of(id).collect(),
            None => Vec::new(),
        }
    }

    /// How many distinct surface forms the matcher knows.
    pub fn n_surfaces(&self) -> usize {
        self.inner.n_surfaces()
    }

    /// A fingerprint of all lexicon content, the engine and the Unicode version: equal fingerprints give equal results.
    pub fn hash(&self) -> &str {
        &self.inner.hash
    }

    /// What compiling did that an author should know.
    pub(crate) fn notices(&self) -> &[Notice] {
        &self.inner.notices
    }

    /// Whether this is the gazetteer that these lexicons compile to with this build of the library.
    pub fn is_for(&self, fingerprint: &Fingerprint) -> bool {
        self.inner.image.key() == fingerprint.key() && self.inner.image.fingerprint() == fingerprint.content()
    }

    /// Whether the whole image is as it was written. [`Gazetteer::open`] checks all of a small file but only samples of a large one.
    pub fn is_sound(&self) -> bool {
        self.inner.image.is_sound()
    }
}

impl Inner {
    fn of(image: Arc<Image>, notices: Vec<Notice>, engine: Engine) -> Inner {
        Inner {
            entities: Entities::of(&image),
            words: FoldedWords::of(&image),
            notices,
            hash: format!("{:032x}", image.fingerprint()),
            engine,
            place_skeletons: OnceLock::new(),
            automaton: OnceLock::new(),
            anchored: OnceLock::new(),
            odd: OnceLock::new(),
            image,
        }
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn matcher(&self) -> Matcher<'_> {
        Matcher::of(&self.image)
    }

    pub(crate) fn n_surfaces(&self) -> usize {
        encode::n_surfaces(&self.image)
    }

    pub(crate) fn surface(&self, folded: &str) -> Option<SurfaceId> {
        let text = |n: usize| self.text_of(SurfaceId(n as u32));
        let at = lower_bound(self.n_surfaces(), |n| text(n) < folded);
        (at < self.n_surfaces() && text(at) == folded).then_some(SurfaceId(at as u32))
    }

    /// What is known of a surface.
    pub(crate) fn flags(&self, id: SurfaceId) -> Surface {
        encode::surface(&self.image, id)
    }

    /// The folded text of a surface.
    pub(crate) fn text_of(&self, id: SurfaceId) -> &str {
        encode::surface_text(&self.image, id)
    }

    pub(crate) fn senses_of(&self, id: SurfaceId) -> impl ExactSizeIterator<Item = Sense<'_>> + Clone {
        encode::senses_of(&self.image, id)
    }

    pub(crate) fn clues_of(&self, entity: EntityId) -> impl Iterator<Item = ClueRule<'_>> + Clone {
        encode::clues_of(&self.image, entity)
    }

    /// When the alias of a sense counts; `None` for always.
    pub(crate) fn time_of(&self, sense: &Sense<'_>) -> Option<Time> {
        sense.timed.then(|| encode::time_of(&self.image, sense.alias))?
    }

    /// Whether time can decide anything.
    pub(crate) fn has_times(&self) -> bool {
        encode::has_times(&self.image)
    }

    pub(crate) fn offices_of(&self, entity: EntityId) -> impl Iterator<Item = Office<'_>> + Clone {
        encode::offices_of(&self.image, entity)
    }

    /// Whether an author took a spelling, or what a rule makes of names, away from `entity`.
    pub(crate) fn is_excepted(&self, entity: EntityId, folded: &str, rules: SpellingRules) -> bool {
        let has = |what: String| encode::set_has(&self.image, Section::Exceptions, &what);
        !encode::set_is_empty(&self.image, Section::Exceptions)
            && (has(exception(entity, Exception::Spelling(folded)))
                || rules.iter().any(|rule| has(exception(entity, Exception::Rule(rule)))))
    }

    /// The place that `entity` belongs to.
    pub(crate) fn owner(&self, entity: EntityId) -> Option<EntityId> {
        encode::owner(&self.image, entity)
    }

    /// An alias as written; a sense points here.
    pub(crate) fn alias(&self, alias: u32) -> &str {
        encode::alias(&self.image, alias as usize).text
    }

    pub(crate) fn aliases_of(&self, entity: EntityId) -> impl Iterator<Item = Alias<'_>> + Clone {
        encode::aliases_of(&self.image, entity)
    }

    /// `entity` as it is stored.
    #[inline]
    pub(crate) fn stored(&self, entity: EntityId) -> Stored<'_> {
        Stored::of(&self.image, entity)
    }

    /// What sort of thing `entity` is.
    pub(crate) fn kind_of(&self, entity: EntityId) -> Kind {
        self.stored(entity).kind()
    }

    /// Which language's rules the names of `entity` follow.
    pub(crate) fn origin(&self, entity: EntityId) -> Origin {
        encode::origin(&self.image, entity)
    }

    /// The person whose full name `name` is, in a spelling that need not be listed; but none whose author took that spelling away.
    pub(crate) fn person(&self, name: &str) -> Found<EntityId> {
        let folded = fold::fold_name(name);
        if !self.may_know(&folded) {
            return Found::Nobody;
        }
        let known = |id: EntityId, alias: u32| {
            skeleton_of(encode::alias(&self.image, alias as usize).text, self.origin(id))
        };
        let drawer = |key, found: &mut Vec<_>, ending| encode::drawer(&self.image, key, found, ending);
        self.without_exceptions(skeleton::person(&skeleton(name), drawer, known), &folded)
    }

    /// Whether [`person`](Self::person) may know somebody of this folded name; hardly ever says so of a name that it does not.
    fn may_know(&self, folded: &str) -> bool {
        skeleton::may_be_known(folded, |key| encode::may_have_drawer(&self.image, key))
    }

    /// Whether there is anybody whom [`person`](Self::person) could know.
    pub(crate) fn knows_people(&self) -> bool {
        !self.image.u64s(Section::DrawerKeys).is_empty()
    }

    fn without_exceptions(&self, found: Found<EntityId>, folded: &str) -> Found<EntityId> {
        match found {
            Found::One(entity, same) if self.is_excepted(entity, folded, same.rules) => Found::Nobody,
            found => found,
        }
    }

    /// The place whose name `name` is, in a spelling that need not be listed. Too free for running text.
    pub(crate) fn place(&self, name: &str) -> Found<EntityId> {
        let places = self.place_skeletons.get_or_init(|| {
            let mut places = Skeletons::of_places();
            let ids = (0..self.entities.len() as u32).map(EntityId);
            for id in ids.filter(|id| self.entities[id.index()].kind == Kind::Place) {
                let full = self.aliases_of(id).filter(|alias| alias.form == Form::Name && !alias.native);
                full.for_each(|alias| places.insert(id, skeleton_of(alias.text, self.origin(id))));
            }
            places
        });
        self.without_exceptions(places.find(&skeleton(name)), &fold::fold_name(name))
    }

    /// Names of rules, joined by `+`; a sense points here. The first is empty: as written.
    pub(crate) fn rule_path(&self, path: u16) -> &str {
        encode::nth(&self.image, Section::Rules, usize::from(path))
    }

    /// The folded texts of all surfaces.
    pub(crate) fn surface_texts(&self) -> SurfaceTexts<'_> {
        SurfaceTexts::of(&self.image)
    }

    fn texts(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.n_surfaces()).map(|n| self.text_of(SurfaceId(n as u32)))
    }

    /// The automaton over all surfaces, for anchored search.
    pub(crate) fn anchored(&self) -> &NFA {
        self.anchored.get_or_init(|| NFA::builder().build(self.texts()).expect("within its limits"))
    }

    /// The automaton over the surfaces that the matcher does not have, and their ids.
    pub(crate) fn odd_automaton(&self) -> (&AhoCorasick, &[u32]) {
        let ids = Matcher::of(&self.image).odd;
        let texts = || ids.iter().map(|&id| self.text_of(SurfaceId(id)));
        (self.odd.get_or_init(|| AhoCorasick::new(texts()).expect("within its limits")), ids)
    }

    /// The automaton over all surfaces, for overlapping search. It cannot be stored, so it is built when first asked for.
    pub(crate) fn automaton(&self) -> &AhoCorasick {
        self.automaton.get_or_init(|| {
            // The number of surfaces and their length are limited in `compile`, well below what the automaton can hold.
            AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .build(self.texts())
                .expect("within its limits")
        })
    }
}

/// What an author took away from an entity.
pub(crate) enum Exception<'t> {
    /// `except`: a spelling, folded.
    Spelling(&'t str),
    /// `no-rules`.
    Rule(SpellingRule),
}

/// How it lies in the set of all exceptions.
fn exception(entity: EntityId, what: Exception<'_>) -> String {
    match what {
        Exception::Spelling(folded) => format!("{}={folded}", entity.0),
        Exception::Rule(rule) => format!("{}/{rule}", entity.0),
    }
}

/// The first of `n` positions for which `before` does not hold.
fn lower_bound(n: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
