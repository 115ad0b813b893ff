//! What is too much: every limit of the program in one place, with the reason for each.
//!
//! Input comes from anywhere, so each thing that could grow without end has an end. What lies beyond a limit is refused by a sentence that
//! names the limit, never cut silently. `docs/guarantees.md` prints them.

/// How large things may be.
///
/// ```
/// use canonym::Limits;
/// assert_eq!(Limits::DEFAULT.candidates_per_mention, 32);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one document, unpacked. Offsets inside count in 32 bits, and nobody writes an article of this length.
    pub document_bytes: usize,
    /// Bytes of one line of JSON: a document with every character escaped.
    pub record_bytes: usize,
    /// Bytes of a record's id. It stands in every line about its document, in addresses and in names of files.
    pub id_bytes: usize,
    /// Elements of a web page that stand in each other. Browsers end at as many, and real pages have a tenth.
    pub page_depth: usize,
    /// Elements of a web page, with their attributes and comments. A page says in a few bytes that an element is made again in each paragraph;
    /// the longest of those that people read have a third of this.
    pub page_elements: usize,
    /// Attributes of one element of a web page: a parser compares each with all others.
    pub element_attributes: usize,
    /// Places of one document where a name may stand. Each costs about a kilobyte while its document is at work.
    pub names_per_document: usize,
    /// Entities that a mention which stays open is reported with.
    pub candidates_per_mention: usize,
    /// Senses of one surface that are weighed where it stands. More bear a surname only in lists; of those, all that the text or a clue speaks
    /// for are weighed besides.
    pub senses_per_surface: usize,
    /// Bytes of one lexicon file. A larger one was not written by people, and is more likely a mistake than a lexicon.
    pub lexicon_bytes: usize,
    /// Folders below each other in a lexicon folder; deeper ones are taken for a circle of links.
    pub lexicon_folders: usize,
    /// Bytes of a lexicon file with a syntax error in which more than the first error is looked for.
    pub recovered_bytes: usize,
    /// Mistakes of a lexicon that are drawn before nothing is tagged; `canonym lexicon check` shows all.
    pub drawn_mistakes: usize,
    /// Characters of one alias, and of a bare name that is looked up.
    pub alias_characters: usize,
    /// Aliases of one entity.
    pub aliases_per_entity: usize,
    /// Names that templates make in all: one of a thousand forms, for a class of a thousand places, makes a million.
    pub template_names: usize,
    /// Characters of all names that templates make: a long form is made again for each place.
    pub template_characters: usize,
    /// Spellings that rules make of one alias, itself among them.
    pub variants_per_alias: usize,
    /// Distinct surfaces of one compiled lexicon.
    pub surfaces: usize,
}

impl Limits {
    /// What holds where nothing else is said.
    pub const DEFAULT: Limits = Limits {
        document_bytes: 64 << 20,
        record_bytes: 6 * (64 << 20),
        id_bytes: 4_096,
        page_depth: 512,
        page_elements: 1_000_000,
        element_attributes: 4_096,
        names_per_document: 1_000_000,
        candidates_per_mention: 32,
        senses_per_surface: 64,
        lexicon_bytes: 64 << 20,
        lexicon_folders: 32,
        recovered_bytes: 1 << 20,
        drawn_mistakes: 100,
        alias_characters: 1_024,
        aliases_per_entity: 10_000,
        template_names: 500_000,
        template_characters: 32 << 20,
        variants_per_alias: 24,
        surfaces: 4_000_000,
    };

    /// For texts that are worked on however large they are.
    pub(crate) const ANY_TEXT: Limits =
        Limits { document_bytes: usize::MAX, names_per_document: usize::MAX, ..Limits::DEFAULT };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::DEFAULT
    }
}
