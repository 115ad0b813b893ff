//! What the words beside a name say against it, a row a point: other people's names, longer names, names that many bear.

use canonym::Gazetteer;

use crate::support::{check, gazetteer};

const TOWN: &str = r#"
[words]
titles = ["President", "General", "State", "Former", "Defense", "Coach", "Opposition"]
openers = ["The", "But", "On", "In", "When", "Monday", "Today", "Post"]
namesakes = ["Street", "Airport", "University", "Institute", "Group", "League", "Cup", "Journal", "Party", "School", "Post", "House"]
given = ["Mark", "Bill", "Will"]
common = ["said", "mark", "bill", "will", "democracy", "contact", "democratic", "social", "party", "supreme", "court", "development",
    "navy", "national", "house", "high", "people", "bank", "southern", "from"]

[place.lindal]
name = "Lindal"
class = "country"
demonym = { forms = ["Lindali", "Lindalis"] }
[place.norland]
name = "Norland"
class = "country"
demonym = { forms = ["Norlander"] }
[place.jarden]
name = "Jarden"
class = "city"
[place.hadira]
name = "Hadira"
class = "city"
[place.new-jarden]
name = "New Jarden"
class = "city"
[organization.dpl]
name = "Democratic Party"
case = "capital"
place = "lindal"
[organization.court-lindal]
name = "Supreme Court of Lindal"
aliases = [{ text = "Supreme Court", case = "capital" }]
place = "lindal"
[organization.nab]
name = "National Arena League"
abbreviations = ["NAB"]
[organization.corps]
name = "Revolution Corps"
abbreviations = ["RC"]
[organization.house-lindal]
name = "Lindali House of Deputies"
short = [{ text = "House of Deputies", when = "always" }]
place = "lindal"
[organization.university-lindal]
name = "University of Lindal"
class = "university"
[organization.navy-lindal]
name = "Lindali Navy"
owned = ["Navy"]
place = "lindal"
[person.imran-qasem]
name = "Imran Qasem"
aliases = ["Imran Ahmad Qasem"]
short = ["Qasem"]
[person.gadan]
name = "Muammar Gadan"
short = [{ text = "Gadan", when = "always" }]
"#;

fn town() -> Gazetteer {
    gazetteer(TOWN)
}

fn rows(gazetteer: &Gazetteer, rows: &[(&str, &[&str])]) {
    for (text, entities) in rows {
        check(gazetteer, text, entities);
    }
}

#[test]
fn a_full_name_that_goes_on_is_a_strangers() {
    rows(
        &town(),
        &[
            ("They asked {Imran Qasem} about it.", &["imran-qasem"]),
            ("They asked Imran Qasem Afridi about it.", &[]),
            ("They asked Kulsoom Imran Qasem about it.", &[]),
            ("They asked former President {Imran Qasem} about it.", &["imran-qasem"]),
            // His own name, a weekday, an ordinary word, the first word of a sentence.
            ("They asked Ahmad {Imran Qasem} about it.", &["imran-qasem"]),
            ("They asked {Imran Qasem} Monday about it.", &["imran-qasem"]),
            ("Jailed {Imran Qasem} spoke.", &["imran-qasem"]),
            ("Beside Unruly Cousins {Imran Qasem} Weeps\n\nHe wept.", &["imran-qasem"]),
        ],
    );
}

#[test]
fn particles_stand_between_given_names_and_surnames() {
    rows(
        &town(),
        &[
            ("They asked {Gadan} about it.", &["gadan"]),
            ("They asked al-{Gadan} about it.", &["gadan"]),
            ("They asked Wanis al-Gadan about it.", &[]),
            ("They asked Cilia Flores de Gadan about it.", &[]),
            ("They fled from {al-Hadira} on foot.", &["hadira"]),
            ("They asked Mohammad al-Hadira about it.", &[]),
        ],
    );
}

#[test]
fn given_names_may_be_ordinary_words() {
    rows(
        &town(),
        &[
            ("They asked Mark Jarden about it.", &[]),
            ("They asked {Imran Qasem} about it, not Bill Qasem.", &["imran-qasem"]),
            ("Will {Jarden} be rebuilt?", &["jarden"]),
            ("They asked Georges O'Keeffe of {Jarden} about it.", &["jarden"]),
            ("They asked Jarden O'Keeffe about it.", &[]),
        ],
    );
}

#[test]
fn honorifics_make_a_place_a_surname() {
    rows(
        &town(),
        &[
            ("They asked Mr Jarden about it.", &[]),
            ("They asked Mrs. Jarden about it.", &[]),
            ("They asked Lord Jarden about it.", &[]),
            ("The Duke of Jarden came.", &[]),
            ("The president of {Jarden} came.", &["jarden"]),
        ],
    );
}

#[test]
fn a_noun_further_on_takes_the_name_in() {
    rows(
        &town(),
        &[
            ("They worked together without pause for the Lindal Democracy Institute.", &[]),
            ("They gathered without haste before the Lindal Defense Contact Group.", &[]),
            ("He studied at Jarden State University for years.", &[]),
            ("Nobody there reads the Jarden Post these days.", &[]),
            ("They played together without pause in the NAB Development League.", &[]),
            ("They watched the {NAB} on the screen.", &["nab"]),
            ("The {Lindal} spokesman for Jarden University said so.", &["lindal"]),
            ("He studied at the University of Southern Jarden for years.", &[]),
            ("Nobody there watched Jarden Today or Jarden TV this evening.", &[]),
            ("The governor of Jarden State promised nothing of the kind.", &[]),
            ("They studied together at Jarden {Lindali} University for years.", &["lindal"]),
            ("They work together at Bank Jarden and live on Lake Jarden.", &[]),
            ("They fled to southern {Jarden} on foot.", &["jarden"]),
            ("They fled to Southern {Jarden} on foot.", &["jarden"]),
            ("It was in the Medical Journal of Jarden, people said.", &[]),
            ("It was in the Jarden Observer this morning, people said.", &[]),
            (
                "On Monday the {Jarden} Government denied that the {Lindal} Embassy was closed.",
                &["jarden", "lindal"],
            ),
            ("The rocket Jarden-2 flew over {Jarden}-held land on Monday.", &["jarden"]),
            ("Without a word the Permanent Observer of {Lindal} left the hall.", &["lindal"]),
        ],
    );
}

#[test]
fn bodies_of_general_names_belong_to_a_country() {
    rows(
        &town(),
        &[
            ("They joined the {Democratic Party} last year.", &["dpl"]),
            ("They joined the {Lindali} {Democratic Party} last year.", &["lindal", "dpl"]),
            ("They joined {Lindal}'s {Democratic Party} last year.", &["lindal", "dpl"]),
            ("They joined the {Norlander} Democratic Party last year.", &["norland"]),
            ("They joined {Norland}'s Democratic Party last year.", &["norland"]),
            ("They joined the Democratic Party of Norland last year.", &[]),
            ("They joined the Democratic Party of the Norland last year.", &[]),
            ("They joined the {Democratic Party} of the Lindal last year.", &["dpl"]),
            ("They joined the {Democratic Party} of the Meadows last year.", &["dpl"]),
            ("They joined the Social Democratic Party last year.", &[]),
            ("The court in {Norland} is no {Supreme Court}.", &["norland", "court-lindal"]),
            ("They asked {Norland}'s Supreme Court about it.", &["norland"]),
        ],
    );
}

#[test]
fn a_name_before_a_noun_begins_another_body() {
    rows(
        &town(),
        &[
            ("They studied at the {University of Lindal} for years.", &["university-lindal"]),
            ("They studied at Locke Haven University of Lindal for years.", &[]),
            ("They studied at the National University of Lindal for years.", &[]),
            ("They asked former {University of Lindal} President Jane Roe.", &["university-lindal"]),
            ("They asked Former {University of Lindal} heads.", &["university-lindal"]),
            ("They sat in the {House of Deputies} for years.", &["house-lindal"]),
            ("They sat in {Lindal} {House of Deputies} meetings.", &["lindal", "house-lindal"]),
            ("They sat in the {New Jarden} House of Deputies for years.", &["new-jarden"]),
        ],
    );
}

#[test]
fn whoever_leads_a_body_is_no_land() {
    rows(
        &town(),
        &[
            ("They joined the {Democratic Party} of {Imran Qasem} last year.", &["dpl", "imran-qasem"]),
            ("They joined the {Democratic Party} of General Roe last year.", &["dpl"]),
            ("They joined the Democratic Party of Norland last year.", &[]),
        ],
    );
}

#[test]
fn a_title_before_a_name_is_nobody() {
    let sheikhs = gazetteer(
        r#"
[words]
titles = ["Sheikh", "King"]
[person.hussein-al-sheikh]
name = "Hussein al-Sheikh"
short = ["al-Sheikh"]
[person.naim-qassem]
name = "Naim Qassem"
"#,
    );
    rows(
        &sheikhs,
        &[
            (
                "They asked {Hussein al-Sheikh} and Sheikh {Naim Qassem} about it.",
                &["hussein-al-sheikh", "naim-qassem"],
            ),
            ("They asked {Hussein al-Sheikh}. Sheikh Roe said no.", &["hussein-al-sheikh"]),
            (
                "They asked {Hussein al-Sheikh}. {Al-Sheikh} said no.",
                &["hussein-al-sheikh", "hussein-al-sheikh"],
            ),
        ],
    );
}

#[test]
fn whoever_holds_its_office_says_whose_body_it_is() {
    let ministries = gazetteer(
        r#"
[words]
titles = ["Spokeswoman", "Deputy"]
roles = ["spokeswoman", "chief"]
[place.lindal]
name = "Lindal"
class = "country"
[place.norland]
name = "Norland"
class = "country"
[template.mfa]
kind = "organization"
for = "country"
id = "mfa-{id}"
name = "Foreign Ministry of {name}"
aliases = ["{name} Foreign Ministry"]
owned = ["Foreign Ministry"]
[person.jane-roe]
name = "Jane Roe"
office = [{ title = "Spokeswoman", of = "mfa-lindal" }]
[person.ann-coe]
name = "Ann Coe"
office = [{ title = "Spokeswoman", of = "lindal" }, { title = "Minister", of = "norland" }]
"#,
    );
    rows(
        &ministries,
        &[
            ("They heard {Foreign Ministry} spokeswoman {Jane Roe} say no.", &["mfa-lindal", "jane-roe"]),
            (
                "The {Norland Foreign Ministry} agreed; {Foreign Ministry} Deputy Spokeswoman {Jane Roe} did not.",
                &["mfa-norland", "mfa-lindal", "jane-roe"],
            ),
            // Nothing but her office stands between, and one land's offices only say which it is.
            ("They heard Foreign Ministry guest {Jane Roe} say no.", &["jane-roe"]),
            ("They heard Foreign Ministry chief {Ann Coe} say no.", &["ann-coe"]),
            (
                "They heard {Norland}'s {Foreign Ministry} chief {Jane Roe} say no.",
                &["norland", "mfa-norland", "jane-roe"],
            ),
        ],
    );
}

#[test]
fn a_branch_is_that_of_the_body_in_front() {
    rows(
        &town(),
        &[
            ("{Lindal}'s {Navy} sailed. The {Navy} came back.", &["lindal", "navy-lindal", "navy-lindal"]),
            ("{Lindal}'s {Navy} sailed. The {RC} Navy came back.", &["lindal", "navy-lindal", "corps"]),
            (
                "{Lindal}'s {Navy} sailed. The {Revolution Corps} ({RC}) Navy came back.",
                &["lindal", "navy-lindal", "corps", "corps"],
            ),
        ],
    );
}

#[test]
fn peoples_are_surnames_too() {
    rows(
        &town(),
        &[
            ("A {Lindali} writer came.", &["lindal"]),
            ("They asked Sadreddin Lindali about it.", &[]),
            ("They asked Abu Omar al-Lindali about it.", &[]),
            ("Hardline {Lindali} writers came.", &["lindal"]),
        ],
    );
}

#[test]
fn a_strangers_surname_is_his_all_through_the_text() {
    rows(
        &town(),
        &[
            ("They asked Farrukh Gadan about it. Gadan said no.", &[]),
            ("They asked Farrukh Gadan about {Muammar Gadan}. {Gadan} said no.", &["gadan", "gadan"]),
        ],
    );
}

#[test]
fn initials_of_authors_are_no_bodies() {
    rows(
        &town(),
        &[
            ("They came back on Monday. NA/RC", &[]),
            ("They came back on Monday.\nRC/MH\n\nNext", &[]),
            ("They came back, said the {RC}/MH team.", &["corps"]),
        ],
    );
}

#[test]
fn spellings_by_rule_of_towns_need_a_word_that_says_where() {
    let spellings = gazetteer(
        r#"
[words]
openers = ["The"]
[place.dhamar]
name = "Dhamar"
aliases = ["Thamar"]
class = "city"
[place.sulay]
name = "Sulaimani"
class = "city"
[person.qassem-sulaimani]
name = "Qassem Soleimani"
short = ["Soleimani"]
[spelling]
Sulaimani = ["Soleimani", "Suleimani"]
"#,
    );
    rows(
        &spellings,
        &[
            ("They asked {Thamar} about it.", &["dhamar"]),
            ("They asked Thamer about it.", &[]),
            ("They fought in {Thamer} for days.", &["dhamar"]),
            ("They fought for {Thamer} province for days.", &["dhamar"]),
            ("{THAMER} – They fought for days.", &["dhamar"]),
            ("They fought for {Thamar}. The front broke, and {Thamer} fell.", &["dhamar", "dhamar"]),
            ("They met in {Sulaimani} today.", &["sulay"]),
            ("They wept in Soleimani over it.", &[]),
            ("They wept in Suleimani over it.", &[]),
        ],
    );
}

#[test]
fn a_template_adds_forms_to_the_places_themselves() {
    let provinces = gazetteer(
        r#"
[words]
namesakes = ["Province"]
[place.lindal]
name = "Lindal"
class = "province"
[place.norland]
name = "Norland Province"
aliases = ["Norland"]
class = "province"
[template.province]
kind = "place"
for = "province"
id = "{id}"
name = "{name} Province"
aliases = ["Province of {name}"]
"#,
    );
    rows(
        &provinces,
        &[
            ("They left {Lindal} and {Lindal Province} behind.", &["lindal", "lindal"]),
            ("They left the {Province of Lindal} behind.", &["lindal"]),
            ("They left {Norland Province} behind.", &["norland"]),
        ],
    );
}

/// The town with what longer names are made of: companies, regions, events.
fn fair() -> Gazetteer {
    gazetteer(&format!(
        r#"{}
[organization.motors-lindal]
name = "Kestrel"
class = "company"
[organization.bank-lindal]
name = "Tarn Bank"
class = "bank"
[organization.division]
name = "Segunda Liga"
class = "other"
[place.the-west]
name = "West"
case = "capital"
[place.jarden-west]
name = "Jarden West Park"
[person.orla-munich]
name = "Orla Vance"
short = [{{ text = "Vance", when = "always" }}]
"#,
        TOWN.replace("\"Street\",", "\"Street\", \"Championships\", \"Expo\", \"Draft\", \"Siege\",")
            .replace("\"said\",", "\"said\", \"science\", \"swimming\", \"oil\",")
    ))
}

#[test]
fn ships_clubs_and_mounts_are_named_after_places() {
    rows(
        &fair(),
        &[
            ("The destroyer HMS Jarden sank two days later.", &[]),
            ("They saw USS Jarden and USNS Hadira off {Lindal}.", &["lindal"]),
            ("They met the crew of INS Hadira and MV Jarden yesterday.", &[]),
            ("They climbed Mount Jarden and Cape Hadira in the rain.", &[]),
            ("They watched CD Jarden, UD Hadira and AD Jarden lose.", &[]),
            ("They watched FC Pilgrim Jarden lose.", &[]),
            ("They watched Jarden FC and Hadira SV lose.", &[]),
            ("They watched a ship from {Jarden} sink.", &["jarden"]),
        ],
    );
}

#[test]
fn a_company_takes_the_place_behind_it() {
    rows(
        &fair(),
        &[
            ("They drove a grey {Kestrel} Jarden to the court.", &["motors-lindal"]),
            ("They asked {Kestrel} Lindal about it yesterday.", &["motors-lindal"]),
            ("They asked {Tarn Bank} Lindal about it yesterday.", &["bank-lindal"]),
            ("They asked {Kestrel} in {Jarden} about it.", &["motors-lindal", "jarden"]),
            ("They asked {Kestrel}, {Lindal} and others about it.", &["motors-lindal", "lindal"]),
            ("They asked {Kestrel}'s {Jarden} office about it.", &["motors-lindal", "jarden"]),
        ],
    );
}

#[test]
fn universities_of_a_land_say_where_they_are() {
    rows(
        &fair(),
        &[
            ("They studied at the University of Lindal at Jarden for years.", &[]),
            ("They studied at the University of Lindal Jarden for years.", &[]),
            (
                "They studied at the {University of Lindal} in {Jarden} for years.",
                &["university-lindal", "jarden"],
            ),
            ("They met the {University of Lindal} at once.", &["university-lindal"]),
        ],
    );
}

#[test]
fn events_and_works_have_places_in_their_names() {
    rows(
        &fair(),
        &[
            ("They built the hall for Expo 2020 Jarden last spring.", &[]),
            ("They marked {Lindal}'s Navy Day and NAB Day.", &["lindal"]),
            ("They left the Jarden Summit without a statement.", &[]),
            ("They showed pumps at the Lindal Oil Show last week.", &[]),
            ("They leaked the Lindal Papers and the Jarden Police Files.", &[]),
            ("They swam in the NAB Swimming and Diving Championships last week.", &[]),
            ("They won the {NAB} and the NAB II last week.", &["nab"]),
            ("They picked him in the NAB Entry Draft last week.", &[]),
            ("They retell the Siege of Jarden every year.", &[]),
            ("They asked {Lindal} and others at the Swimming Championships.", &["lindal"]),
            ("They won in {Lindal} in 2020, {Jarden} lost.", &["lindal", "jarden"]),
            ("They fought in 2020 {Jarden} for days.", &["jarden"]),
        ],
    );
}

#[test]
fn works_and_engines_are_called_after_places_and_people() {
    rows(
        &fair(),
        &[
            ("They watched the film \"Jarden\" twice.", &[]),
            ("They played the song “Lindal,” and wept.", &[]),
            ("They saw the movie \"Vance\" twice.", &[]),
            ("They drove K 88 \"Jarden\" to the coast.", &[]),
            ("They wrote \"{Lindal}\" on the wall.", &["lindal"]),
            ("They called the country “{Lindal}” for once.", &["lindal"]),
        ],
    );
}

#[test]
fn sides_of_places_are_no_part_of_the_world() {
    rows(
        &fair(),
        &[
            ("They voted in Jarden East and Jarden West for years.", &[]),
            ("They fled to West Jarden on foot.", &[]),
            ("They fled {Lindal} and went {West} on foot.", &["lindal", "the-west"]),
            ("They said that {Lindal}, {West} and others met.", &["lindal", "the-west"]),
            ("They want better {Lindal}-{West} ties soon.", &["lindal", "the-west"]),
        ],
    );
}

#[test]
fn nobles_and_saints_have_towns_in_their_names() {
    rows(
        &fair(),
        &[
            ("They read of Louis IX of Jarden in the story.", &[]),
            ("They read of Princess Caroline of Hadira and Saint Francis of Jarden.", &[]),
            ("They met the landgrave of Jarden and the countess of Hadira.", &[]),
            ("They met King Karl II of {Lindal} there.", &["lindal"]),
            ("They lost count of {Jarden} men there.", &["jarden"]),
            ("They asked Mr Roe of {Jarden} about it.", &["jarden"]),
        ],
    );
}

#[test]
fn a_dollar_sign_makes_a_currency() {
    rows(
        &gazetteer(
            r#"
[place.lindal]
name = "Lindal"
class = "country"
abbreviations = ["LD"]
"#,
        ),
        &[
            ("The price was LD $26 million.", &[]),
            ("The price was LD$26 million.", &[]),
            ("It cost the {LD} $26 million.", &["lindal"]),
            ("It cost {Lindal} $26 million.", &["lindal"]),
        ],
    );
}

#[test]
fn a_sentence_of_many_names_is_no_headline() {
    rows(
        &fair(),
        &[
            ("The Jarden Tea Party and Hadira Democracy Institute are on the test.", &[]),
            ("Unruly Cousins In {Jarden} Weep", &["jarden"]),
        ],
    );
}
