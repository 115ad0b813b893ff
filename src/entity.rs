//! Who, what and where: the entities of a lexicon, as results carry them.

/// A handle to an entity of one [`Gazetteer`](crate::Gazetteer). It means nothing to another gazetteer; the key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub(crate) u32);

impl EntityId {
    /// Position in the gazetteer's list of entities, which is sorted by key.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What sort of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A human being.
    Person,
    /// A named body: party, ministry, company, armed group, news outlet.
    Organization,
    /// A country, region, city, camp or site.
    Place,
    /// Loaded wording.
    Term,
}

impl Kind {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Place, Kind::Term];

    /// The word used in lexicons and in output: `person`, `organization`, `place` or `term`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organization => "organization",
            Kind::Place => "place",
            Kind::Term => "term",
        }
    }
}

/// In which form an entity is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// A full name.
    Name,
    /// A short form, such as a surname, that leans on a full name elsewhere.
    Short,
    /// An abbreviation in capitals.
    Abbreviation,
    /// The adjective of a place, or its people.
    Demonym,
}

impl Form {
    /// The word used in output: `name`, `short`, `abbreviation` or `demonym`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Form::Name => "name",
            Form::Short => "short",
            Form::Abbreviation => "abbreviation",
            Form::Demonym => "demonym",
        }
    }
}

/// What a loaded term does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// It names a party, a place or people in place of a neutral name.
    Label,
    /// It puts a contested or charged name on an act.
    Characterization,
}

impl Role {
    /// The word used in lexicons and output: `label` or `characterization`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Label => "label",
            Role::Characterization => "characterization",
        }
    }
}

/// What makes a term loaded, and what a neutral wording would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Whether it names a party or an act.
    pub role: Role,
    /// One of the lexicon's categories, such as `delegitimizing`.
    pub category: String,
    /// Whom it names, where it names somebody.
    pub referent: Option<EntityId>,
    /// Which side uses it.
    pub camp: Option<String>,
    /// Neutral wordings, the best one first.
    pub neutral: Vec<String>,
    /// Whose guide says so.
    pub sources: Vec<String>,
}

/// One person, organization, place or term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The entity id of the lexicon: a slug such as `ali-bagheri`, unique over all its files.
    pub key: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The canonical form: the name it is reported under.
    pub name: String,
    /// The Wikidata id, where a source gives one.
    pub wikidata: Option<String>,
    /// A finer class, such as `country` or `armed-group`, where the lexicon has one.
    pub class: Option<String>,
    /// What makes it loaded; terms only.
    pub charge: Option<Charge>,
}
