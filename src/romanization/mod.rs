//! Which spellings in Latin letters can stand for one name in another script; for those who write them and those who read them.
//!
//! One table of named alternations (`q` for `gh`, `ou` for `u`, a doubled letter for a single one …) is read in two directions.
//! [`distance`] says whether two written words can be one name, at what cost and by which rules; [`respell`] writes the other spellings of
//! a word, the likelier first. Each row of the table has its place in the word and the languages in which it holds, and
//! [`Origin::guess`] tells the language by the look of a name. What letters cannot tell apart and people do (Hassan, Hussein) is
//! [`distinct`]. Words come folded: lower-case letters without accents, apostrophes and hyphens.

mod distinct;
mod odds;
mod origin;
mod reading;
mod rows;
mod table;

use std::fmt;

pub(crate) use distinct::distinct;
pub(crate) use reading::{distance, respell};

/// The language whose script a name was first written in, as far as its spelling in Latin letters depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// Arabic, and the names of Muslim South Asia.
    Arabic,
    /// Persian, Dari, Kurdish: the same letters, in the mouth of Tehran.
    Persian,
    /// Turkish, Azerbaijani, Turkmen.
    Turkish,
    /// Hebrew.
    Hebrew,
    /// Russian, Ukrainian, Belarusian.
    Russian,
    /// Korean.
    Korean,
    /// Any other, or not known: no letter stands for another.
    Other,
}

impl Origin {
    /// All of them, in order: a stored gazetteer names one by its place here.
    pub(crate) const ALL: [Origin; 7] = [
        Origin::Arabic,
        Origin::Persian,
        Origin::Turkish,
        Origin::Hebrew,
        Origin::Russian,
        Origin::Korean,
        Origin::Other,
    ];
}

macro_rules! rules {
    ($($variant:ident $name:literal $example:literal)*) => {
        /// A rule by which one spelling of a name follows from another.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum SpellingRule {
            $(#[doc = $example] $variant,)*
        }

        impl SpellingRule {
            /// All rules, in the order in which they are named in output.
            pub(crate) const ALL: &[SpellingRule] = &[$(SpellingRule::$variant,)*];

            /// The name used in lexicons and in output, such as `q-gh`.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(SpellingRule::$variant => $name,)*
                }
            }

            /// Spellings that it takes for one, such as `Qalibaf, Ghalibaf`.
            pub(crate) const fn example(self) -> &'static str {
                match self {
                    $(SpellingRule::$variant => $example,)*
                }
            }
        }
    };
}

rules! {
    QGh           "q-gh"              "Qalibaf, Ghalibaf"
    QK            "q-k"               "Rafiq, Rafik"
    QG            "q-g"               "Qaddafi, Gaddafi"
    JDj           "j-dj"              "Najaf, Nadjaf"
    JZh           "j-zh"              "Ahmadinejad, Ahmadinezhad"
    JG            "j-g"               "Jamal, Gamal"
    ShCh          "sh-ch"             "Bashir, Bachir"
    DhD           "dh-d"              "Riyadh, Riyad"
    DhZ           "dh-z"              "Kadhim, Kazim"
    ThT           "th-t"              "Othman, Otman"
    ThS           "th-s"              "Othman, Osman"
    TD            "t-d"               "Mehmet, Mehmed"
    VW            "v-w"               "Javad, Jawad"
    WOu           "w-ou"              "Alawi, Alaoui"
    KC            "k-c"               "Kabul, Cabul"
    KhH           "kh-h"              "Chaim, Haim"
    TsTz          "ts-tz"             "Tzipi, Tsipi"
    FPh           "f-ph"              "Yusuf, Yusuph"
    KsX           "ks-x"              "Aleksei, Alexei"
    DoubleLetter  "double-letter"     "Hassan, Hasan"
    FinalEh       "final-eh"          "Haniyeh, Haniya"
    MuteE         "mute-e"            "Nasreddine, Nasreddin"
    YI            "y-i"               "Hosny, Hosni"
    IEe           "i-ee"              "Saeed, Said"
    IE            "i-e"               "Khaled, Khalid"
    AE            "a-e"               "Ahmad, Ahmed"
    UOu           "u-ou-oo"           "Mahmud, Mahmoud, Mahmood"
    UO            "u-o"               "Mostafa, Mustafa"
    OwOu          "ow-ou-aw"          "Rowhani, Rouhani; Fawzi, Fouzi"
    EiAi          "ei-ai-ey"          "Haidar, Heydar"
    AeiAi         "aei-ai"            "Baghaei, Baghai"
    LongVowel     "long-vowel"        "Shabaab, Shabab"
    DroppedVowel  "dropped-vowel"     "Fahad, Fahd"
    Allah         "ollah-ullah-allah" "Nasrollah, Nasrallah"
    AbdAbu        "abd-abu"           "Abdel, Abdul; Abou, Abu"
    Bin           "bin-ibn"           "bin, ben, ibn"
    Article       "article"           "al-Maliki, El Maliki, Maliki"
    Ezafe         "ezafe"             "Shahrak-e Golestan, Shahrak Golestan"
    SlavicVowel   "slavic-vowel"      "Sergei, Sergey; Fyodor, Fedor"
    SlavicEnding  "slavic-ending"     "Lukashenko, Lukashenka"
    TurkishLetter "turkish-letter"    "Cavusoglu, Chavushoglu"
    KoreanLetter  "korean-letter"     "Jong-un, Jeong-eun"
    SZ            "s-z"               "Benghazi, Benghasi"
    SSh           "s-sh"              "Ashgabat, Asgabat"
    BP            "b-p"               "Nablus, Naplus"
    NM            "n-m"               "Anbar, Ambar"
    Vowel         "vowel"             "Mosul, Mosel"
    SpellingClass "spelling-class"    "Mohammad, Mohamed, Muhammad"
    Compound      "compound"          "Amir-Abdollahian, Amirabdollahian"
    Honorific     "honorific"         "Seyed Mohammad Khatami, Mohammad Khatami"
    Initials      "initials"          "Mohammad Bagheri, M. Bagheri"
    MiddleName    "middle-name"       "Omar Hassan al-Bashir, Omar al-Bashir"
    Dotted        "dotted"            "UNSC, U.N.S.C."
    Acronym       "acronym"           "North Atlantic Treaty Organization, NATO"
    OrgForm       "org-form"          "Acme Inc., Acme"
    UsUk          "us-uk-spelling"    "Organization, Organisation"
    And           "and"               "Johnson and Johnson, Johnson & Johnson"
    The           "the"               "The Hague, Hague"
    Inversion     "inversion"         "Ministry of Defense, Defense Ministry"
    Saint         "saint"             "Saint Petersburg, St. Petersburg"
    StateForm     "state-form"        "Republic of Yemen, Yemen"
}

// A set of them is a number.
const _: () = assert!(SpellingRule::ALL.len() <= 64);

impl SpellingRule {
    /// The rule of this name.
    pub(crate) fn from_name(name: &str) -> Option<SpellingRule> {
        SpellingRule::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

impl fmt::Display for SpellingRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of rules: those that led to a spelling, or those that are switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SpellingRules(u64);

impl SpellingRules {
    /// No rule: the spelling as written.
    pub(crate) const NONE: SpellingRules = SpellingRules(0);
    /// Every rule.
    pub(crate) const ALL: SpellingRules = SpellingRules(u64::MAX);
    /// Habits of old maps, too free for people.
    pub(crate) const PLACES_ONLY: SpellingRules = SpellingRules::of(SpellingRule::SZ)
        .with(SpellingRule::SSh)
        .with(SpellingRule::BP)
        .with(SpellingRule::NM)
        .with(SpellingRule::Vowel);

    /// Just `rule`.
    pub(crate) const fn of(rule: SpellingRule) -> SpellingRules {
        SpellingRules(1 << rule as u8)
    }

    /// These and `rule`.
    pub(crate) const fn with(self, rule: SpellingRule) -> SpellingRules {
        self.and(SpellingRules::of(rule))
    }

    /// These and `others`.
    pub(crate) const fn and(self, others: SpellingRules) -> SpellingRules {
        SpellingRules(self.0 | others.0)
    }

    /// These but not `others`.
    pub(crate) const fn without(self, others: SpellingRules) -> SpellingRules {
        SpellingRules(self.0 & !others.0)
    }

    /// Whether `rule` is among them.
    pub(crate) const fn has(self, rule: SpellingRule) -> bool {
        self.0 >> rule as u8 & 1 == 1
    }

    /// Whether all of them are among `others`.
    pub(crate) const fn within(self, others: SpellingRules) -> bool {
        self.0 & !others.0 == 0
    }

    /// Whether there are none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The rules, in the order of [`SpellingRule::ALL`].
    pub(crate) fn iter(self) -> impl Iterator<Item = SpellingRule> {
        SpellingRule::ALL.iter().copied().filter(move |&rule| self.has(rule))
    }
}

/// The names of the rules, in order, with spaces between them: `q-gh ei-ai-ey`.
impl fmt::Display for SpellingRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, rule) in self.iter().enumerate() {
            let gap = if nth == 0 { "" } else { " " };
            write!(f, "{gap}{rule}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Every change of letters that some language knows, but for those of places, as `(from, to)`.
    pub(crate) fn changes() -> Vec<(&'static str, &'static str)> {
        let tables = Origin::ALL.into_iter().filter_map(table::Table::of);
        let rows = tables.flat_map(table::Table::rows);
        rows.filter(|row| !SpellingRules::PLACES_ONLY.has(row.rule)).map(|row| (row.from, row.to)).collect()
    }

    #[test]
    fn rows_are_written_in_folded_letters() {
        for (from, to) in changes() {
            let folded = [from, to].iter().all(|side| side.bytes().all(|c| c.is_ascii_lowercase()));
            assert!(from != to && folded, "{from} {to}");
        }
    }

    #[test]
    fn a_rule_is_found_by_its_name() {
        for &rule in SpellingRule::ALL {
            assert_eq!(SpellingRule::from_name(rule.name()), Some(rule));
        }
    }

    #[test]
    fn a_set_names_its_rules_in_order() {
        let rules = SpellingRules::of(SpellingRule::EiAi).with(SpellingRule::QGh);
        assert_eq!(rules.to_string(), "q-gh ei-ai-ey");
        assert!(rules.without(SpellingRules::of(SpellingRule::QGh)).within(rules));
    }
}
