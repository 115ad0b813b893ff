//! What the author of an entry says about it is done: spellings taken away, words that rule it out, and when its names and offices hold.

use canonym::{Date, Evidence, Gazetteer, Reading};

use crate::support::{check, gazetteer};

const PEOPLE: &str = r#"
[words]
titles = ["General"]
openers = ["The", "On", "Then"]

[person.ahmad-karimi]
name = "Ahmad Karimi"
short = ["Karimi"]
[person.hassan-rahmani]
name = "Hassan Rahmani"
except = ["Hasan Rahmany", "Hassan Rahmaani"]
[person.jafar-qasemi]
name = "Jafar Qasemi"
no-rules = ["q-gh", "q-k"]
[person.naser-jalali]
name = "Naser Jalali"
[[person.naser-jalali.clue]]
not-near = ["footballer"]
"#;

#[test]
fn a_spelling_that_its_author_took_away_is_not_found_by_its_sound_either() {
    let gazetteer = gazetteer(PEOPLE);
    for (text, entities) in [
        ("Then {Hasan Rahmani} spoke.", &["hassan-rahmani"][..]),
        ("Then Hasan Rahmany spoke.", &[]),
        ("Then Hassan Rahmaani spoke.", &[]),
        ("Then {Ja'far Qassemi} spoke.", &["jafar-qasemi"]),
        ("Then Jafar Ghasemi spoke.", &[]),
        ("Then Jafar Kassemi spoke.", &[]),
        ("Then {Nasser Jalaali} spoke.", &["naser-jalali"]),
        ("Then the footballer Nasser Jalaali spoke.", &[]),
    ] {
        check(&gazetteer, text, entities);
    }
    assert_eq!(gazetteer.name("Hasan Rahmany"), None);
    assert!(gazetteer.name("Hasan Rahmani").is_some());
}

#[test]
fn an_article_before_a_surname_does_not_hide_whose_it_is() {
    let gazetteer = gazetteer(PEOPLE);
    check(&gazetteer, "{Ahmad Karimi} came. Then {Karimi} spoke.", &["ahmad-karimi"; 2]);
    check(&gazetteer, "{Ahmad Karimi} came. Then Omar al-Karimi spoke.", &["ahmad-karimi"]);
    check(&gazetteer, "{Ahmad Karimi} came. Then Omar bin Karimi spoke.", &["ahmad-karimi"]);
}

const LINDAL: &str = r#"
[words]
openers = ["The", "On", "Then", "Former"]

[place.lindal]
name = "Lindal"
class = "country"
demonym = { forms = ["Lindalian"] }
[place.norwold]
name = "Norwold"
class = "country"
demonym = { forms = ["Norwoldian"] }

[person.jane-roe]
name = "Jane Roe"
short = ["Roe"]
office = [{ title = "Prime Minister", of = "lindal", from = "2019-05", until = "2023-04" }]
[person.rita-roe]
name = "Rita Roe"
short = ["Roe"]
office = [{ title = "Prime Minister", of = "lindal", from = "2023-05" }]

[organization.herring-board]
name = "Herring Council"
aliases = [{ text = "Board of Herrings", until = "2010-06" }, { text = "Sea Board", until = "2010-06" }]
[organization.sea-board]
name = "Lindal Sea Agency"
aliases = [{ text = "Sea Board", from = "2010-07" }]
"#;

fn on(gazetteer: &Gazetteer, date: &str) -> Gazetteer {
    gazetteer.clone().dated(Date::parse(date).expect("it is a date"))
}

#[test]
fn a_name_counts_in_its_time() {
    let gazetteer = gazetteer(LINDAL);
    check(&on(&gazetteer, "2009"), "The {Board of Herrings} met.", &["herring-board"]);
    check(&on(&gazetteer, "2010-06-30"), "The {Sea Board} met.", &["herring-board"]);
    check(&on(&gazetteer, "2010-07-01"), "The {Sea Board} met.", &["sea-board"]);
    check(&on(&gazetteer, "2011"), "The Board of Herrings met.", &[]);
    // A year is not known to the day: both may be meant.
    check(&on(&gazetteer, "2010"), "The {Sea Board} met.", &["?herring-board|sea-board"]);
    check(&gazetteer, "The {Sea Board} met.", &["?herring-board|sea-board"]);
    check(&gazetteer, "Published: 3 March 2005\n\nThe {Sea Board} met.", &["herring-board"]);
    check(&gazetteer, "{LINDAL}, March 3, 2015 – The {Sea Board} met.\n", &["lindal", "sea-board"]);
    assert_eq!(on(&gazetteer, "2011").name("Board of Herrings"), None);
    assert_eq!(
        on(&gazetteer, "2011").name("Sea Board").and_then(|one| one.entity()),
        gazetteer.find("sea-board")
    );
}

#[test]
fn an_office_decides_in_its_time() {
    let gazetteer = gazetteer(LINDAL);
    for (date, text, entities) in [
        // Nobody named either of them in full.
        ("2020-01-01", "Then Prime Minister {Roe} spoke.", &["jane-roe"][..]),
        ("2024-01-01", "Then Prime Minister {Roe} spoke. Then {Roe} left.", &["rita-roe"; 2]),
        ("2024-01-01", "Former Prime Minister {Roe} spoke.", &["jane-roe"]),
        ("2018-01-01", "Then Prime Minister Roe spoke.", &[]),
        ("2020-01-01", "Then {Lindalian} Prime Minister {Roe} spoke.", &["lindal", "jane-roe"]),
        ("2020-01-01", "Then {Norwoldian} Prime Minister Roe spoke.", &["norwold"]),
        ("2020-01-01", "Then Roe spoke.", &[]),
        (
            "2020-01-01",
            "{Jane Roe} met {Rita Roe}. Prime Minister {Roe} spoke.",
            &["jane-roe", "rita-roe", "jane-roe"],
        ),
    ] {
        check(&on(&gazetteer, date), text, entities);
    }
    // Without a date both have held it.
    let undated = "{Jane Roe} met {Rita Roe}. Prime Minister {Roe} spoke.";
    check(&gazetteer, undated, &["jane-roe", "rita-roe", "?jane-roe|rita-roe"]);
    check(&gazetteer, "Then Prime Minister Roe spoke.", &[]);
}

#[test]
fn what_a_date_could_decide_is_marked() {
    let gazetteer = gazetteer(LINDAL);
    let marks = |gazetteer: &Gazetteer, text: &str| -> Vec<bool> {
        gazetteer.tag(text).mentions().iter().map(|mention| mention.undated).collect()
    };
    assert_eq!(marks(&gazetteer, "The Board of Herrings and the Herring Council met."), [true, false]);
    assert_eq!(marks(&on(&gazetteer, "2009"), "The Board of Herrings met."), [false]);
    assert_eq!(marks(&gazetteer, "Jane Roe met Rita Roe. Prime Minister Roe spoke."), [false, false, true]);
    let document =
        on(&gazetteer, "2020-01-01").tag("Then Prime Minister Roe spoke.").mentions()[0].reading.clone();
    assert!(matches!(document, Reading::One { evidence: Evidence::Office(_), .. }), "{document:?}");
}
