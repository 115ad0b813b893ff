//! Behavior, a row a point: a text with braces around what must be tagged, and which entities those are.

use crate::support::{check, gazetteer};

const NEWS: &str = r#"
[words]
titles = ["Adm", "General", "Gov", "President", "Minister", "Ambassador"]
openers = ["But", "On"]
namesakes = ["Street", "Airport"]
sayings = ["said"]
common = ["said", "council", "from"]

[place.iran]
name = "Iran"
capital = "tehran"
native = ["ایران"]
demonym = { forms = ["Iranian", "Iranians"] }
[place.israel]
name = "Israel"
demonym = { forms = ["Israeli", "Israelis"] }
[place.new-england]
name = "New England"
[place.new-york]
name = "New York"
[place.sanaa]
name = "Sana'a"
[place.istanbul]
name = "Istanbul"
[place.tehran]
name = "Tehran"
native = ["تهران"]
[place.new-tehran]
name = "New Tehran"
[place.united-states]
name = "United States"
abbreviations = ["US"]
[place.japan]
name = "日本"
[place.tokyo]
name = "東京"
[place.are]
name = "Frōm"
[organization.unsc]
name = "UN Security Council"
aliases = ["Security Council"]
abbreviations = ["UNSC"]
short = [{ text = "Council", case = "exact" }]
[organization.mfa-iran]
name = "Iranian Foreign Ministry"
owned = ["Foreign Ministry"]
class = "ministry"
place = "iran"
[organization.river-democrats]
name = "River Democratic Union"
short = ["River Democrats"]
[organization.mfa-israel]
name = "Israeli Foreign Ministry"
owned = ["Foreign Ministry"]
place = "israel"
[organization.houthis]
name = "Houthis"
aliases = ["Houthi"]
[organization.lt]
name = "Lt"
[organization.qaida]
name = "al-Qaida"
[person.hassan-nasrallah]
name = "Hassan Nasrallah"
short = ["Nasrallah"]
[person.amir-abdollahian]
name = "Hossein Amir-Abdollahian"
short = ["Amir-Abdollahian"]
[person.esmaeil-baghaei]
name = "Esmaeil Baqaei"
native = ["اسماعیل بقائی"]
short = ["Baqaei"]
[person.ali-bagheri]
name = "Ali Bagheri"
short = ["Bagheri"]
clue = [{ for = "Bagheri", near = ["negotiator"], within = "sentence" }]
[person.mohammad-bagheri]
name = "Mohammad Bagheri"
short = ["Bagheri"]
clue = [{ for = "Bagheri", near = ["Chief of Staff"], within = "sentence" }]
[person.jose]
name = "José Fischer"
[term.zionist-regime]
name = "Zionist regime"
role = "label"
category = "delegitimizing"
scare = true
[term.martyr]
name = "martyr"
role = "characterization"
category = "martyrdom"
"#;

#[test]
fn spellings_in_the_text() {
    let news = gazetteer(NEWS);
    for (text, entities) in [
        // Over a line, with other spaces, with what cannot be seen.
        ("spokesman {Esmaeil\nBaqaei} said", &["esmaeil-baghaei"][..]),
        ("{Esmaeil\r\n  Baqaei} said", &["esmaeil-baghaei"]),
        ("{Esmaeil\u{a0}Baqaei} said", &["esmaeil-baghaei"]),
        ("{Es\u{ad}maeil Ba\u{ad}qaei} said", &["esmaeil-baghaei"]),
        ("\u{200f}{Esmaeil Baqaei}\u{200f} said", &["esmaeil-baghaei"]),
        ("{Esmaeil\u{200f} Baqaei} said", &["esmaeil-baghaei"]),
        ("{Esmaeil\u{2011}Baqaei} said", &["esmaeil-baghaei"]),
        ("{José Fischer} and {Jose\u{301} Fiſcher}", &["jose", "jose"]),
        ("{JOSÉ FISCHER}", &["jose"]),
        ("the {Amir-Abdollahian} of {Hossein Amir Abdollahian}", &["amir-abdollahian", "amir-abdollahian"]),
        (
            "{Hossein Amirabdollahian} met {Amir\u{2010}Abdollahian}",
            &["amir-abdollahian", "amir-abdollahian"],
        ),
        ("İ {Istanbul}, {İstanbul}", &["istanbul", "istanbul"]),
        ("in {Sana’a}, {Sanaa}, {Sanaʿa}, not in Sanʿb", &["sanaa", "sanaa", "sanaa"]),
        ("{al-Qa’ida}'s", &["qaida"]),
        ("{ＴＥＨＲＡＮ}", &["tehran"]),
        // Arabic script.
        ("{اسماعيل بقائي} گفت", &["esmaeil-baghaei"]),
        ("و{ایران} و {تهران‌}ها", &["iran", "tehran"]),
        ("{إيران}", &["iran"]),
        // Scripts without spaces.
        ("{日本}{東京}", &["japan", "tokyo"]),
        ("在{東京}的", &["tokyo"]),
    ] {
        check(&news, text, entities);
    }
}

#[test]
fn what_stands_around_a_name() {
    let news = gazetteer(NEWS);
    for (text, entities) in [
        ("{Iran}'s, {Iran}’s and the {Houthis}' own", &["iran", "iran", "houthis"][..]),
        ("the {Houthi}'s boat", &["houthis"]),
        ("anti-{Iran}, {Houthi}-led, {US}-{Israel}", &["iran", "houthis", "united-states", "israel"]),
        ("'{Israeli}' and “{Iranian}”", &["israel", "iran"]),
        ("l’{Iran} n’a pas", &["iran"]),
        ("IRNA’’Iran, ‘’{Iran}, rock’n’roll’Iran", &["iran"]),
        ("xIran Irany _Iran Iran2 @Iran folder_openIran", &[]),
        // A hamza is an apostrophe.
        ("@\u{621}{Iran}", &["iran"]),
        // Also as the form that stands by itself; and so is every sign that normalizes to apostrophes.
        ("ry\u{fe80}Iran, l\u{fe80}{Iran}, rock\u{2033}Iran, \u{2033}{Iran}\u{2033}", &["iran", "iran"]),
        ("visit iran.ir or www.iran.org", &[]),
        ("{Iran}.The next", &["iran"]),
        ("the {UNSC} and the {U.N.S.C.} but not unsc", &["unsc", "unsc"]),
        ("call us, said the {US}", &["united-states"]),
        ("new. England, New\n\nYork, New – York", &[]),
        ("erhält, {Lt} and {lt}", &["lt", "lt"]),
        ("erha\u{308}lt", &[]),
        ("{Frōm} from From", &["are"]),
        ("the {New York} timer", &["new-york"]),
    ] {
        check(&news, text, entities);
    }
}

#[test]
fn short_names_lean_on_full_ones() {
    let news = gazetteer(NEWS);
    for (text, entities) in [
        ("{Hassan Nasrallah} spoke. {Nasrallah} left.", &["hassan-nasrallah", "hassan-nasrallah"][..]),
        ("{Iran}’s {Baqaei} Urges\n\n{Esmaeil Baqaei} said", &["iran", "esmaeil-baghaei", "esmaeil-baghaei"]),
        ("Nasrallah spoke.", &[]),
        ("{Hassan Nasrallah} spoke. Hadi Nasrallah was killed.", &["hassan-nasrallah"]),
        ("{Hassan Nasrallah} spoke. But {Nasrallah} left.", &["hassan-nasrallah", "hassan-nasrallah"]),
        ("{Hassan Nasrallah} spoke on Nasrallah Street.", &["hassan-nasrallah"]),
        ("The Council met.", &[]),
        ("The {Security Council} met; the {Council} rose, the council too.", &["unsc", "unsc"]),
        ("The {Security Council} met; Guardian Council too.", &["unsc"]),
        // Whoever leads it makes no other body of it, if the name says more than a noun.
        (
            "The {Security Council} met. Then the Council of {Hassan Nasrallah} rose.",
            &["unsc", "hassan-nasrallah"],
        ),
        (
            "The {River Democratic Union} met. Then the {River Democrats} of {Hassan Nasrallah} rose.",
            &["river-democrats", "river-democrats", "hassan-nasrallah"],
        ),
        // A day behind "on" is no part of a body's name.
        ("The {Security Council} met. The {Council} on June 8 rose.", &["unsc", "unsc"]),
        ("The {Security Council} met. The Council on Foreign Matters rose.", &["unsc"]),
        (
            "{Iran}'s {Foreign Ministry} met {Israel}'s {Foreign Ministry}.",
            &["iran", "mfa-iran", "israel", "mfa-israel"],
        ),
        ("The Foreign Ministry spoke.", &[]),
        // A capital has what its country has.
        ("{Tehran}'s {Foreign Ministry} spoke.", &["tehran", "mfa-iran"]),
        ("{Istanbul}'s Foreign Ministry spoke.", &["istanbul"]),
        // Its: of the country that the sentence is about.
        ("{Iran} rejected it, its {Foreign Ministry} said.", &["iran", "mfa-iran"]),
        ("{Iran} and its {Foreign Ministry} rejected it.", &["iran", "mfa-iran"]),
        (
            "{Iran} summoned the {Israeli} envoy, its {Foreign Ministry} said.",
            &["iran", "israel", "mfa-iran"],
        ),
        ("{Israel} wrote to {Iran} and its Foreign Ministry.", &["israel", "iran"]),
        ("The paper wrote to {Iran} and its Foreign Ministry.", &["iran"]),
        // Whose ministry it is that nobody knows is not that of the country named before.
        ("{Iran}'s {Foreign Ministry} spoke. The Norlandic Foreign Ministry left.", &["iran", "mfa-iran"]),
        (
            "{Iran}'s {Foreign Ministry} spoke. On Monday {Foreign Ministry} spokesmen left.",
            &["iran", "mfa-iran", "mfa-iran"],
        ),
        // A short word that ends a sentence is no abbreviation before a name, and a town in a longer name is nobody's surname.
        ("He sailed the Red Sea. {Houthi} boats followed. {Houthis} fired.", &["houthis", "houthis"]),
        ("He said Adm. {Esmaeil Baqaei} met Gov. {Baqaei}.", &["esmaeil-baghaei", "esmaeil-baghaei"]),
        ("Gen. {Baqaei} is no Gen. Someone. {Esmaeil Baqaei} left.", &["esmaeil-baghaei", "esmaeil-baghaei"]),
        // Whoever holds an office is named behind the place of it.
        ("Ambassador to {Tehran} Nicole Newman met the Minister of {Iran} Jan Novak.", &["tehran", "iran"]),
        ("The President of {Iran} came. The President of Iran Newman Council came.", &["iran"]),
        // The initials of writer and editor below an article.
        ("But {US} ships left. NA/US", &["united-states"]),
        ("But {US} ships left. US/NA\n\nIt was a {US}/UK deal.", &["united-states", "united-states"]),
        ("over {Tehran}; {New Tehran} grew, {Tehran} shrank.", &["tehran", "new-tehran", "tehran"]),
        (
            "{Iran}'s {Foreign Ministry} said. The {Foreign Ministry} added.",
            &["iran", "mfa-iran", "mfa-iran"],
        ),
    ] {
        check(&news, text, entities);
    }
}

#[test]
fn a_body_goes_by_its_own_place() {
    let navy = "[organization.navy]\nname = \"Iranian Navy\"\nowned = [\"Navy\"]\nplace = \"iran\"\n";
    let news = gazetteer(&format!("{NEWS}\n{navy}"));
    for (text, entities) in [
        ("{Iran}'s {Navy} sailed.", &["iran", "navy"][..]),
        ("{Israel}'s Navy sailed.", &["israel"]),
        ("{Iran} sat. {Israel}'s Navy sailed.", &["iran", "israel"]),
        ("{Iran}'s {Navy} sailed. The US Navy left, the Norlandic Navy too.", &["iran", "navy"]),
        ("{Iran}'s {Navy} sailed. On Monday {Navy} ships left.", &["iran", "navy", "navy"]),
    ] {
        check(&news, text, entities);
    }
}

const BODIES: &str = r#"
[words]
titles = ["President", "Speaker"]
openers = ["The", "A", "In", "On", "Its", "Our", "To", "At", "By"]
sayings = ["said"]
namesakes = ["Street"]
common = ["said", "passed", "senate", "ministry", "committee"]
[place.lindal]
name = "Lindal"
class = "country"
capital = "port-lindal"
demonym = { forms = ["Lindalian", "Lindalians"] }
[place.port-lindal]
name = "Port Lindal"
class = "city"
part-of = "lindal"
[place.east-marsh]
name = "East Marsh"
class = "state"
part-of = "lindal"
[place.milltown]
name = "Milltown"
class = "city"
part-of = "east-marsh"
[place.norland]
name = "Norland"
class = "country"
capital = "nor"
demonym = { forms = ["Norlander", "Norlanders"] }
[place.nor]
name = "Nor City"
class = "city"
part-of = "norland"
[place.wester]
name = "Wester"
class = "country"
[organization.lindal-senate]
name = "Senate of Lindal"
owned = ["Senate"]
class = "parliament"
place = "lindal"
[organization.norland-senate]
name = "Senate of Norland"
owned = ["Senate"]
class = "parliament"
place = "norland"
[organization.marsh-senate]
name = "Marsh Senate"
class = "parliament"
place = "lindal"
[organization.lindal-fisheries]
name = "Lindalian Fisheries Ministry"
owned = ["Fisheries Ministry"]
class = "ministry"
place = "lindal"
[organization.norland-fisheries]
name = "Norlander Fisheries Ministry"
owned = ["Fisheries Ministry"]
class = "ministry"
place = "norland"
[organization.lindal-reds]
name = "Lindalian Red Party"
owned = ["Red Party"]
class = "party"
place = "lindal"
[organization.times]
name = "Norland Times"
class = "media"
place = "norland"
"#;

#[test]
fn the_country_of_a_text_has_what_stands_alone() {
    let news = gazetteer(BODIES);
    let (lindal, port, fish) = ("lindal", "port-lindal", "lindal-fisheries");
    for (text, entities) in [
        // By its date line.
        ("{PORT LINDAL} — Boats sank.\n\nThe {Fisheries Ministry} said so.", &[port, fish][..]),
        ("{PORT LINDAL}, Aug 3 (NT) - Boats sank. A {Fisheries Ministry} boat, too.", &[port, fish]),
        ("{PORT LINDAL}: Boats sank.\n\n{Fisheries Ministry} said so.", &[port, fish]),
        (
            "{MILLTOWN} — {Lindal} and {Lindal} paid.\n\nThe {Fisheries Ministry} said so.",
            &["milltown", lindal, lindal, fish],
        ),
        // Without one, where it alone is named, and more than once.
        ("{Lindal} votes\n\n{Lindal} voted. The {Fisheries Ministry} did not.", &[lindal, lindal, fish]),
        ("{Lindal} voted. The Fisheries Ministry did not.", &[lindal]),
        // A country that has no such body says nothing.
        (
            "{PORT LINDAL} — {Wester} paid {Wester}. The {Fisheries Ministry} said so.",
            &[port, "wester", "wester", fish],
        ),
        // A story from elsewhere; a date line of places that nobody knows, or of two countries.
        (
            "{NOR CITY} — {Lindal} and {Lindal} paid {Lindal}. The Fisheries Ministry said so.",
            &["nor", lindal, lindal, lindal],
        ),
        ("UPPER MILL — {Lindal} and {Lindal} paid. The Fisheries Ministry said so.", &[lindal, lindal]),
        ("{PORT LINDAL}/{NOR CITY} — Boats sank. The Fisheries Ministry said so.", &[port, "nor"]),
        // Another country is named as often, nearer, or in the same paragraph.
        ("{PORT LINDAL} — {Norland} paid.\n\nThe Fisheries Ministry said so.", &[port, "norland"]),
        (
            "{PORT LINDAL} — {Lindal} won, {Lindal} said.\n\n{Norlanders} left. The Fisheries Ministry did not.",
            &[port, lindal, lindal, "norland"],
        ),
        (
            "{PORT LINDAL} — {Lindal} won.\n\n{Norland} fined {Lindal}. The Fisheries Ministry paid.",
            &[port, lindal, "norland", lindal],
        ),
        (
            "{PORT LINDAL} — {Lindal} won.\n\n{Norland} left. {Lindal} and the {Fisheries Ministry} paid.",
            &[port, lindal, "norland", lindal, fish],
        ),
        // What a paper is called says nothing.
        (
            "{PORT LINDAL} — Boats sank, the {Norland Times} said. The {Fisheries Ministry} agreed.",
            &[port, "times", fish],
        ),
        // Somebody else's by a word beside it.
        ("{PORT LINDAL} — Boats sank. Its Fisheries Ministry said so.", &[port]),
        ("{PORT LINDAL} — Boats sank. The Fisheries Ministry in {Nor City} said so.", &[port, "nor"]),
        ("{PORT LINDAL} — Boats sank. The Fisheries Ministry of Easterland said so.", &[port]),
        ("{PORT LINDAL} — The Fisheries Ministry Orchestra played.", &[port]),
        // The text names another body so.
        ("{PORT LINDAL} — The state Senate sat. The Senate rose.", &[port]),
        (
            "{PORT LINDAL} — The {Marsh Senate} sat.\n\nThe {Senate} rose.",
            &[port, "marsh-senate", "marsh-senate"],
        ),
        ("{PORT LINDAL} — The rebel-run Fisheries Ministry sat.\n\nThe Fisheries Ministry rose.", &[port]),
        // One named in passing in the lead.
        (
            "{PORT LINDAL} — {Lindal} and {Lindalians} fined {Norland}.\n\nThe {Fisheries Ministry} paid.",
            &[port, lindal, lindal, "norland", fish],
        ),
        // A part of the country may have one as well.
        (
            "{PORT LINDAL} — {East Marsh} voted. The {Fisheries Ministry} did not, nor the Senate.",
            &[port, "east-marsh", fish],
        ),
        // A title; another time; a party.
        ("{PORT LINDAL} — A Member of Senate rose in the {Senate}.", &[port, "lindal-senate"]),
        ("{PORT LINDAL} — In 1730 the Senate fled.\n\nThe {Senate} sat.", &[port, "lindal-senate"]),
        ("{PORT LINDAL} — In 218 BC the Senate fled.\n\nThe Senate sat.", &[port]),
        ("{PORT LINDAL} — The Red Party won.", &[port]),
    ] {
        check(&news, text, entities);
    }
}

/// That a country is named somewhere near does not make it a story about it.
#[test]
fn a_clue_weighs_less_than_what_a_text_is_about() {
    let clue = r#"
[[organization.lindal-senate.clue]]
for = "Senate"
near = ["Lindal", "filibuster"]
within = "paragraph"
"#;
    let news = gazetteer(&format!("{BODIES}{clue}"));
    let (nor, norland, lindal) = ("nor", "norland", "lindal");
    for (text, entities) in [
        ("The {Senate} saw the envoy of {Lindal}.", &["lindal-senate", lindal][..]),
        (
            "{NOR CITY} — {Norland} voted.\n\nThe {Senate} saw the envoy of {Lindal}.",
            &[nor, norland, "norland-senate", lindal],
        ),
        (
            "{NOR CITY} — {Norland} and {Norland} saw an envoy of {Lindal}.\n\nThe Senate met {Lindal}.",
            &[nor, norland, norland, lindal, lindal],
        ),
        (
            "{NOR CITY} — {Norland} and {Norland} voted.\n\n{Lindal} did not. The {Senate} met.",
            &[nor, norland, norland, lindal, "lindal-senate"],
        ),
        (
            "{NOR CITY} — {Norland} voted.\n\nA filibuster in the {Senate} ended.",
            &[nor, norland, "lindal-senate"],
        ),
    ] {
        check(&news, text, entities);
    }
}

#[test]
fn a_body_in_another_country_is_another() {
    let news = gazetteer(BODIES);
    let (party, lindal) = ("lindal-reds", "lindal");
    for (text, entities) in [
        ("The {Lindalian Red Party} won. The {Red Party} rose.", &[party, party][..]),
        ("The {Lindalian Red Party} won. The Red Party in {Nor City} lost.", &[party, "nor"]),
        ("The {Lindalian Red Party} won. The {Red Party} in {Milltown} lost.", &[party, party, "milltown"]),
        ("{Lindal}'s {Red Party} in {Nor City} lost.", &[lindal, party, "nor"]),
        ("The {Lindalian Red Party} in {Nor City} lost.", &[party, "nor"]),
    ] {
        check(&news, text, entities);
    }
}

/// A name may hold another one that it belongs to, with an apostrophe that folding drops.
#[test]
fn what_a_place_has_is_named_apart_from_it() {
    let isles = gazetteer(
        r#"
[place.lindals]
name = "Lindals"
[organization.mfa]
name = "Lindals Foreign Ministry"
owned = ["Foreign Ministry"]
class = "ministry"
place = "lindals"
[organization.pilots]
name = "Pilots Union"
"#,
    );
    for (text, entities) in [
        ("the {Lindals}' {Foreign Ministry}", &["lindals", "mfa"][..]),
        ("the {Lindals}’ {Foreign Ministry}", &["lindals", "mfa"]),
        ("the {Lindals Foreign Ministry}", &["mfa"]),
        ("the {Pilots' Union}", &["pilots"]),
    ] {
        check(&isles, text, entities);
    }
}

#[test]
fn a_text_says_what_its_abbreviations_mean() {
    let bodies = gazetteer(
        r#"
[organization.reporters]
name = "Reporters Abroad"
abbreviations = ["RSF"]
clue = [{ for = "RSF", not-near = ["war"] }]
[organization.rapid-force]
name = "Rapid Force"
aliases = [{ text = "RSF", case = "exact", when = "introduced" }]
clue = [{ for = "RSF", near = ["war"] }]
"#,
    );
    let (reporters, force) = ("reporters", "rapid-force");
    for (text, entities) in [
        ("In the war {Reporters Abroad} ({RSF}) left.", &[reporters, reporters][..]),
        ("In the war the {RSF} left.", &[force]),
        (
            "In the war {Reporters Abroad} ({RSF}) left. The {RSF} saw war.",
            &[reporters, reporters, reporters],
        ),
        ("The {RSF} saw war. {Reporters Abroad} ({RSF}) left.", &[reporters, reporters, reporters]),
        (
            "{Reporters Abroad} ({RSF}) left. The {Rapid Force} ({RSF}) stayed. The {RSF} won.",
            &[reporters, reporters, force, force, force],
        ),
        ("{Reporters Abroad} saw it. (The {RSF} won the war.)", &[reporters, force]),
    ] {
        check(&bodies, text, entities);
    }
}

#[test]
fn what_a_rule_makes_begins_with_no_small_word() {
    let camp = gazetteer(
        r#"
[words]
openers = ["In", "An", "As"]
[place.ain-al-hilweh]
name = "Ain al-Hilweh"
[place.nasiriyah]
name = "al-Nasiriyah"
[place.in-salah]
name = "In Salah"
"#,
    );
    for (text, entities) in [
        ("They met in {Ain al-Hilweh}, not in al-Hilweh.", &["ain-al-hilweh"][..]),
        ("In al-Hilweh they met.", &[]),
        ("{Al-Nasiriyah} fell. They made an {Nasiriyah} of {An Nasiriyah}.", &["nasiriyah"; 3]),
        ("Gas flows from {In Salah}.", &["in-salah"]),
    ] {
        check(&camp, text, entities);
    }
}

#[test]
fn no_name_goes_on_in_a_letter_or_an_office() {
    let news = gazetteer(
        r#"
[words]
titles = ["Prosecutor"]
namesakes = ["Times"]
common = ["public", "times"]
[organization.agency]
name = "Space Agency of Lindal"
abbreviations = ["SAL"]
class = "company"
[place.rome]
name = "Rome"
class = "city"
"#,
    );
    for (text, entities) in [
        ("He bought himself a {SAL} T-shirt, a {SAL} X-ray and never a SAL Tee.", &["agency", "agency"][..]),
        ("{Rome} Public Prosecutor Roe went home while Rome Public Roe stayed there.", &["rome"]),
        ("Rome Times Prosecutor Roe left.", &[]),
    ] {
        check(&news, text, entities);
    }
}

#[test]
fn a_noun_stands_for_the_body_named_before() {
    let news = gazetteer(&format!(
        "{NEWS}\n[organization.society]\nname = \"Red Society\"\n[organization.blue]\nname = \"Blue Society of Iran\"\n"
    ));
    for (text, entities) in [
        (
            "The {Red Society} met. The {Society} rose; the society left. Society rose.",
            &["society", "society"][..],
        ),
        ("The {Red Society} met the {Blue Society of Iran}. The Society rose.", &["society", "blue"]),
        (
            "The {Red Society} met. The {Blue Society of Iran} did not. The {Society} rose.",
            &["society", "blue", "blue"],
        ),
        ("The {Red Society} met. The Widget Society did not. The Society rose.", &["society"]),
        ("The {Red Society} met. The Society of Friends did not, nor the Society Ball.", &["society"]),
        ("The Society rose. The {Red Society} met.", &["society"]),
        ("{Iran}'s {Foreign Ministry} said no. The {Ministry} left.", &["iran", "mfa-iran", "mfa-iran"]),
        (
            "{Iran}'s {Foreign Ministry} said no. The {Ministry} on Monday left, the {Ministry} on May 3, too.",
            &["iran", "mfa-iran", "mfa-iran", "mfa-iran"],
        ),
    ] {
        check(&news, text, entities);
    }
}

#[test]
fn two_of_one_surname_are_right_or_open() {
    let news = gazetteer(NEWS);
    let open = "?ali-bagheri|mohammad-bagheri";
    for (text, entities) in [
        ("Chief of Staff {Bagheri} spoke. {Bagheri} left.", &["mohammad-bagheri", "mohammad-bagheri"][..]),
        ("{Ali Bagheri} met his counterpart. {Bagheri} then left.", &["ali-bagheri", "ali-bagheri"]),
        (
            "{Ali Bagheri} met {Mohammad Bagheri}. {Bagheri} then left.",
            &["ali-bagheri", "mohammad-bagheri", open],
        ),
        (
            "{Ali Bagheri} spoke. {Mohammad Bagheri} did not. {Bagheri} left.",
            &["ali-bagheri", "mohammad-bagheri", "mohammad-bagheri"],
        ),
        (
            "{Bagheri} left. {Ali Bagheri} spoke. {Mohammad Bagheri} did not.",
            &[open, "ali-bagheri", "mohammad-bagheri"],
        ),
        // Who was named last, not first.
        (
            "{Ali Bagheri} spoke. {Mohammad Bagheri} sat. {Ali Bagheri} left. {Bagheri} smiled.",
            &["ali-bagheri", "mohammad-bagheri", "ali-bagheri", "ali-bagheri"],
        ),
        ("{Ali Bagheri} spoke. Chief of Staff {Bagheri} did not.", &["ali-bagheri", "mohammad-bagheri"]),
        ("{Ali Bagheri} spoke. Hamid Bagheri did not.", &["ali-bagheri"]),
    ] {
        check(&news, text, entities);
    }
}

#[test]
fn terms_and_scare_quotes() {
    let news = gazetteer(NEWS);
    for (text, entities) in [
        ("the {Zionist regime}'s army and two {Zionist regimes}", &["zionist-regime", "zionist-regime"][..]),
        ("the {“Zionist” regime} and the '{Zionist' regime}", &["zionist-regime", "zionist-regime"]),
        ("the {Zionist “regime”}", &["zionist-regime"]),
        ("a {martyr}, {martyrs}", &["martyr", "martyr"]),
    ] {
        check(&news, text, entities);
    }
    let document = news.tag("the “Zionist” regime and the Zionist regime");
    let quoted: Vec<bool> = document.mentions().iter().map(|mention| mention.scare_quoted).collect();
    assert_eq!(quoted, [true, false]);
}

#[test]
fn noise_neither_misleads_nor_crashes() {
    let news = gazetteer(NEWS);
    for (text, entities) in [
        (" date 2025-01-15 {TEHRAN} – The spokesperson", &["tehran"][..]),
        ("folder_openIran access_time2 months ago", &[]),
        ("No Script\n\nPlease Wait...\n\n3266**2050", &[]),
        ("\0{Iran}\0", &["iran"]),
        ("\u{feff}{Iran}", &["iran"]),
        ("", &[]),
    ] {
        check(&news, text, entities);
    }
}

#[test]
fn look_alike_letters_are_flagged() {
    let news = gazetteer(NEWS);
    let document = news.tag("in Irаn and Iran"); // the first `a` is Cyrillic
    let flags: Vec<bool> = document.mentions().iter().map(|mention| mention.look_alike).collect();
    assert_eq!(flags, [true, false]);
}

#[test]
fn a_plus_behind_a_name_makes_it_another() {
    let news = gazetteer(NEWS);
    for (text, entities) in [
        ("He posted it on Houthi+ and Iran+, not in {Iran}.", &["iran"][..]),
        ("He flew from {Iran}+{Israel}.", &["iran", "israel"]),
        ("{Iran} + {Israel} is no sum.", &["iran", "israel"]),
    ] {
        check(&news, text, entities);
    }
}

#[test]
fn what_is_glued_is_reported_apart() {
    let news = gazetteer(NEWS);
    let text = "anti-Iran, Houthi-led, وایران";
    let document = news.tag(text);
    let glued: Vec<Option<&str>> =
        document.mentions().iter().map(|m| m.prefix.or(m.suffix).map(|span| &text[span.range()])).collect();
    assert_eq!(glued, [Some("anti-"), Some("-led"), Some("و")]);
}

#[test]
fn a_veto_around_a_name_is_for_that_one_only() {
    let lexicon = gazetteer(
        r#"
[term.genocide]
name = "genocide"
role = "characterization"
category = "legal-charge"
clue = [{ not-near = ["Genocide Convention", "Rwanda"] }]
"#,
    );
    for (text, n_tagged) in [
        ("The Genocide Convention dates from 1948.", 0),
        ("Under the Genocide Convention this is {genocide}, he said.", 1),
        ("Rwanda remembers the genocide.", 0),
        ("Rwanda remembers. He spoke of {genocide}.", 1),
    ] {
        check(&lexicon, text, &["genocide"; 4][..n_tagged]);
    }
}

#[test]
fn a_phrase_around_a_name_speaks_for_it_alone() {
    let presidents = gazetteer(
        r#"
[words]
titles = ["President", "Governor"]
openers = ["The"]
[person.george-w-bush]
name  = "George W. Bush"
short = ["Bush"]
clue  = [{ near = ["President Bush", "Bush administration"], within = "sentence" }]
[person.jeb-bush]
name  = "Jeb Bush"
short = ["Bush"]
clue  = [{ near = ["Governor Bush"], within = "sentence" }]
"#,
    );
    check(&presidents, "President {Bush} flew home.", &["george-w-bush"]);
    check(&presidents, "The {Bush} administration denied it.", &["george-w-bush"]);
    check(&presidents, "President {Bush} met Governor {Bush}.", &["george-w-bush", "jeb-bush"]);
    check(&presidents, "The president said that Bush fires spread in the west.", &[]);
}

/// Their names differ in one bit of one byte, which tells small letters from capitals in ASCII and letters from letters elsewhere.
#[test]
fn names_in_any_script_are_told_apart() {
    use canonym::{Engine, Lexicon, Source};
    let lexicon = "format = 1\n[place.a]\nname = \"Alpha\"\nnative = [\"丙一\", \"ประวัติ\"]\n[place.b]\nname = \"Beta\"\nnative = [\"丙丠\"]\n";
    let source = Source { name: "a.toml".into(), text: lexicon.into(), layer: 0 };
    let gazetteer = Lexicon::parse(vec![source]).0.compile().expect("the lexicon has no mistakes");
    for engine in [Engine::Automaton, Engine::Trie, Engine::Reference] {
        let gazetteer = gazetteer.clone().with_engine(engine);
        let document = gazetteer.tag("丙丠 丙一");
        let keys: Vec<&str> = document
            .mentions()
            .iter()
            .map(|mention| gazetteer.entity(mention.reading.entity().expect("it is clear")).key.as_str())
            .collect();
        assert_eq!(keys, ["b", "a"], "{engine:?}");
    }
}

/// Many bear the name, so it needs its clue: in spellings that nobody listed as well.
#[test]
fn a_name_that_needs_a_clue_needs_it_in_every_spelling() {
    let news = gazetteer(
        r#"
[person.karimi]
name = "Hossein Karimi (keeper)"
aliases = [{ text = "Hossein Karimi", when = "clue" }]
clue = [{ near = ["goal"] }]
"#,
    );
    check(&news, "{Hossein Karimi} kept the goal.", &["karimi"]);
    check(&news, "Hossein Karimi and Hosein Karimy fled.", &[]);
}

#[test]
fn names_of_a_list_stand_for_themselves() {
    let person = "[person.karimi]\nname = \"Hossein Karimi\"\n";
    let few = gazetteer(person);
    check(&few, "{Hossein Karimi} met {Hosein Karimy}.", &["karimi", "karimi"]);
    let mut many = person.to_owned();
    for n in 0..11 {
        let names: Vec<String> = (0..9_200).map(|m| format!("\"Qx{n} Zw{m}\"")).collect();
        many.push_str(&format!("[place.p{n}]\nname = \"Place {n}\"\naliases = [{}]\n", names.join(", ")));
    }
    let many = gazetteer(&many);
    check(&many, "{Hossein Karimi} met Hosein Karimy in {Qx3 Zw77}.", &["karimi", "p3"]);
}

/// Of more bearers of one full name than are weighed, the one whom the text has introduced is.
#[test]
fn the_introduced_one_of_a_crowd_is_weighed() {
    let town = |n: u8| format!("{}{}land", char::from(b'B' + n / 10), char::from(b'a' + n % 10));
    let entry =
        |n: u8| format!("[person.p{n:03}]\nname = \"Jane Roe\"\naliases = [\"Jane Roe of {}\"]\n", town(n));
    let gazetteer = gazetteer(&(0..100).map(entry).collect::<String>());
    let text = format!("{{Jane Roe of {}}} came. {{Jane Roe}} left.", town(90));
    check(&gazetteer, &text, &["p090", "p090"]);
}
