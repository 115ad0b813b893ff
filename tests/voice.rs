//! Who says it, a row a case. The loaded term "genocide" is the probe: for each one in the text its voice is written beside it.
//!
//! `narrator`, a speaker's id, or `?` for direct speech of somebody unknown; `*` behind it where scare quotes are seen.

use canonym::{Gazetteer, Kind, Lexicon, Mention, Source, Voice};
use proptest::prelude::*;
use std::sync::LazyLock;

const PEOPLE: &str = r#"
format = 1
lang = "en"
[person.zarif]
name = "Mohammad Javad Zarif"
short = [{ text = "Zarif", when = "always" }]
[person.lavrov]
name = "Sergey Lavrov"
short = [{ text = "Lavrov", when = "always" }]
[person.trump]
name = "Donald Trump"
short = [{ text = "Trump", when = "always" }]
[person.baghaei]
name = "Esmaeil Baghaei"
short = [{ text = "Baghaei", when = "always" }]
[person.zakharova]
name = "Maria Zakharova"
short = [{ text = "Zakharova", when = "always" }]
[organization.mfa-iran]
name = "Iranian Foreign Ministry"
owned = ["Foreign Ministry"]
place = "iran"
[organization.hamas]
name = "Hamas"
[organization.irna]
name = "IRNA"
class = "media"
[organization.united-nations]
name = "United Nations"
abbreviations = ["UN"]
[place.iran]
name = "Iran"
demonym = { forms = ["Iranian", "Iranians"] }
[place.israel]
name = "Israel"
demonym = { forms = ["Israeli", "Israelis"] }
[place.russia]
name = "Russia"
demonym = { forms = ["Russian", "Russians"] }
[place.tehran]
name = "Tehran"
[place.geneva]
name = "Geneva"
[term.genocide]
name = "genocide"
role = "characterization"
category = "atrocity"
[term.genocide-of-the-century]
name = "genocide of the century"
role = "label"
category = "atrocity"
[term.israeli-regime]
name = "Israeli regime"
role = "label"
category = "delegitimizing"
scare = true
"#;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let source = |name: &str, text: &str| Source { name: name.into(), text: text.into(), layer: 0 };
    let words = include_str!("../lexicons/words.toml");
    let categories = include_str!("../lexicons/categories.toml");
    let sources = vec![
        source("people.toml", PEOPLE),
        source("words.toml", words),
        source("categories.toml", categories),
    ];
    let (lexicon, found) = Lexicon::parse(sources);
    lexicon.compile().unwrap_or_else(|error| panic!("{error}: {found:#?}"))
});

fn voice(mention: &Mention) -> String {
    let voice = match mention.voice {
        Voice::Narrator => "narrator".to_owned(),
        Voice::Quoted { speaker: Some(entity) } => GAZETTEER.entity(entity).key.clone(),
        Voice::Quoted { speaker: None } => "?".to_owned(),
    };
    format!("{voice}{}", if mention.scare_quoted { "*" } else { "" })
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = GAZETTEER.tag(text);
    let probes = document.mentions().iter().filter(|mention| mention.kind == Kind::Term);
    let voices: Vec<String> = probes.map(voice).collect();
    assert_eq!(voices, expected, "{text}");
}

#[test]
fn said_before_and_after() {
    check("“The genocide must be stopped,” Zarif said.", &["zarif"]);
    check("“The genocide must be stopped,” said Zarif.", &["zarif"]);
    check(
        "“The genocide must be stopped,” said Iranian Foreign Minister Mohammad Javad Zarif on Monday.",
        &["zarif"],
    );
    check("“The genocide must be stopped,” Zarif told reporters in Geneva.", &["zarif"]);
    check(
        "“The genocide must be stopped,” the Iranian foreign minister, Mohammad Javad Zarif, said.",
        &["zarif"],
    );
    check("“The genocide must be stopped,” said the ministry’s spokesman, Esmaeil Baghaei.", &["baghaei"]);
    check("“The genocide must be stopped,” Zarif was quoted as saying.", &["zarif"]);
    check("“The genocide must be stopped,” IRNA quoted Zarif as saying.", &["zarif"]);
    check("Zarif said: “The genocide must be stopped.”", &["zarif"]);
    check("Zarif said, “The genocide must be stopped.”", &["zarif"]);
    check("Zarif: “The genocide must be stopped now.”", &["zarif"]);
    check("According to Zarif, “the genocide must be stopped.”", &["zarif"]);
    check("“The genocide must be stopped,” according to Zarif.", &["zarif"]);
    check("Hamas said in a statement that “the genocide must be stopped.”", &["hamas"]);
    check("Iran’s Foreign Ministry said “the genocide must be stopped.”", &["mfa-iran"]);
    check("Zarif said Tuesday that Israel \"does not observe any red line in the genocide.\"", &["zarif"]);
    check("Zarif, who met Lavrov in Geneva, said: “The genocide must be stopped.”", &["zarif"]);
    check(
        "Zarif, speaking in Geneva after talks with Lavrov, said “the genocide must be stopped.”",
        &["zarif"],
    );
    check("After a meeting with Lavrov, Zarif said “the genocide must be stopped.”", &["zarif"]);
    check(
        "The spokesman for Iran’s Foreign Ministry, Esmaeil Baghaei, said “the genocide must be stopped.”",
        &["baghaei"],
    );
    check("Zarif condemned the move as “a genocide before the eyes of the world.”", &["zarif"]);
    check(
        "Deputy Prime Minister and Foreign Minister Zarif told reporters: “The genocide must be stopped.”",
        &["zarif"],
    );
    check(
        "“The genocide must be stopped,” Iran’s Prime Minister and Foreign Minister Zarif said.",
        &["zarif"],
    );
    check(
        "“The genocide must be stopped,” said Vice President and Foreign Minister Mohammad Javad Zarif.",
        &["zarif"],
    );
    check("Zarif went on to say that “the genocide must be stopped.”", &["zarif"]);
    check("‘The genocide must be stopped,’ Zarif said.", &["zarif"]);
    check("'The genocide in the leaders' words must be stopped,' Zarif said.", &["zarif"]);
    check("«The genocide must be stopped», said Zarif.", &["zarif"]);
    check("“The genocide must be stopped,” Zarif said by phone.", &["zarif"]);
    check("Lavrov said “no.”\n\n“The genocide must be stopped,” Dr. Ola Nord said by telephone.", &["?"]);
}

#[test]
fn a_quotation_in_parts() {
    check("“The genocide,” he said, “must be stopped.”", &["?"]);
    check("“Stop the genocide now,” Zarif said, “or the genocide will go on for ever.”", &["zarif", "zarif"]);
    check("“Stop the genocide now,” Zarif said. “The genocide will go on for ever.”", &["zarif", "zarif"]);
    check("“Stop the genocide now,” Zarif said.\n\n“The genocide will go on for ever.”", &["zarif", "zarif"]);
    check(
        "“Stop the genocide now,” Zarif said. “The genocide will go on for ever.”\n\nThe army went on patrol, Lavrov said.",
        &["zarif", "zarif"],
    );
    check(
        "“Stop the genocide now,” Zarif said, adding: “The genocide will go on for ever.”",
        &["zarif", "zarif"],
    );
    check("“Stop the genocide now.\n\n“The genocide must be stopped,” Zarif said.", &["zarif", "zarif"]);
    check("“Stop the genocide now.” “The genocide must be stopped,” Zarif said.", &["zarif", "zarif"]);
    check("“Stop the genocide now.” Zarif said. The genocide went on.", &["zarif", "narrator"]);
    check("“Stop the genocide now, everybody.” Zarif made the remarks in Geneva.", &["zarif"]);
    check(
        "Zarif said “the genocide in the camps” and “the genocide in the towns” must end.",
        &["zarif", "zarif"],
    );
    check("“They told me ‘a genocide is what it is’ in Geneva,” Zarif said.", &["zarif"]);
    check("“Stop the genocide in\n\nTehran and the genocide in Geneva.” Lavrov left.", &["?", "?"]);
}

#[test]
fn he_and_the_minister() {
    check("Zarif met Lavrov in Geneva. “The genocide must be stopped,” he said.", &["zarif"]);
    check("Zarif spoke on Monday. He added that “the genocide must be stopped.”", &["zarif"]);
    check("Lavrov left. Later Zarif came, and he said “the genocide must be stopped.”", &["zarif"]);
    check(
        "Iranian Foreign Minister Mohammad Javad Zarif met his Russian counterpart Sergey Lavrov. \
         “The genocide must be stopped,” the Iranian minister said.",
        &["zarif"],
    );
    check(
        "Russian Foreign Minister Sergey Lavrov met Mohammad Javad Zarif, the Iranian foreign minister. \
         “The genocide must be stopped,” the Russian foreign minister said.",
        &["lavrov"],
    );
    check(
        "President Donald Trump met Foreign Minister Sergey Lavrov. “Stop the genocide now,” the minister said. \
         “The genocide goes on,” the president replied.",
        &["lavrov", "trump"],
    );
    check(
        "Zarif said so on Monday. Trump has left the deal. “The genocide must be stopped,” he added.",
        &["zarif"],
    );
    check("Hamas condemned the attack. “The genocide must be stopped,” the group said.", &["hamas"]);
    check("The UN issued a statement. “The genocide must be stopped,” it said.", &["united-nations"]);
    check(
        "In a statement, Hamas blamed Israel. “The genocide must be stopped,” the statement read.",
        &["hamas"],
    );
    check("Zarif spoke first. “The genocide must be stopped,” IRNA quoted him as saying.", &["zarif"]);
    check(
        "Iran’s Foreign Ministry agreed. Hamas rejected the plan. “The genocide must be stopped,” the ministry said.",
        &["mfa-iran"],
    );
    check(
        "Iran’s Foreign Ministry agreed. Hamas rejected the plan. “The genocide must be stopped,” the group said.",
        &["hamas"],
    );
    check("Hamas rejected the plan. “The genocide must be stopped,” the ministry said.", &["?"]);
    check("Hamas rejected the plan. The ministry left. “The genocide must be stopped,” it said.", &["?"]);
    check(
        "Hamas rejected the plan. The ministry left. “The genocide must be stopped,” the group said.",
        &["hamas"],
    );
    check("Hamas rejected the plan. “The genocide must be stopped,” a group said.", &["?"]);
    check("Maria Zakharova spoke. “The genocide must be stopped,” she said.", &["zakharova"]);
    check(
        "Iranian FM Mohammad Javad Zarif spoke. “The genocide must be stopped,” the foreign minister said.",
        &["zarif"],
    );
    check(
        "Iranian FM Mohammad Javad Zarif spoke. “The genocide must be stopped,” the Russian leader said.",
        &["?"],
    );
    check(
        "Foreign Minister Mohammad Javad Zarif phoned his Russian counterpart Sergey Lavrov. \
         “The genocide must be stopped,” the Russian foreign minister said.",
        &["lavrov"],
    );
}

#[test]
fn the_spokesman_of_whom() {
    let after = |who: &str, expected: &str| {
        let begin = "Iranian Foreign Ministry spokesman Esmaeil Baghaei spoke on Monday.";
        check(&format!("{begin} “The genocide must be stopped,” {who} said."), &[expected]);
    };
    after("the spokesman", "baghaei");
    after("the Iranian spokesman", "baghaei");
    after("the ministry’s spokesman", "baghaei");
    after("the spokesman for the ministry", "baghaei");
    after("the spokesman for Hamas", "?");
    after("the Hamas spokesman", "?");
    after("the army spokesman", "?");
    after("the president", "?");
    after("the commander of an air base", "?");
    after("the head of the Red Crescent", "?");
    check(
        "Zarif spoke. UN foreign policy chief Maria Zakharova left. “The genocide must be stopped,” she said.",
        &["zakharova"],
    );
    check(
        "Zarif spoke. UN press secretary Maria Zakharova left. “The genocide must be stopped,” the UN official said.",
        &["zakharova"],
    );
    check("Zarif spoke. UN press secretary Nobody Known left. “Stop the genocide now,” he said.", &["?"]);
    let leader = "Leader of the Islamic Revolution Ayatollah Sergey Lavrov spoke on Monday.";
    check(
        &format!("{leader} “The genocide must be stopped,” the Leader of the Islamic Revolution said."),
        &["lavrov"],
    );
    check(&format!("{leader} “The genocide must be stopped,” the Ayatollah said."), &["lavrov"]);
    // Of whom it is known from elsewhere, or not known to be of another body.
    check(
        "Hamas Secretary-General Sergey Lavrov left. “The genocide must be stopped,” the Hamas leader said.",
        &["lavrov"],
    );
    check("Sergey Lavrov left. “The genocide must be stopped,” the former IRNA chief said.", &["lavrov"]);
    check("“The genocide must be stopped,” said a spokesman for Zarif.", &["?"]);
    check("“The genocide must be stopped,” said the spokesman for President Trump.", &["?"]);
    check("“The genocide must be stopped,” said Zarif’s office.", &["?"]);
    check("“The genocide must be stopped,” read Zarif’s post.", &["zarif"]);
    check("Foreign Minister Zarif came. “Stop the genocide now,” said the minister in Geneva.", &["zarif"]);
}

#[test]
fn nobody_in_particular() {
    check("“The genocide must be stopped,” Iran said.", &["?"]);
    check("“The genocide must be stopped,” officials said. Zarif left.", &["?"]);
    check("Zarif left. “The genocide must be stopped,” his spokesman said.", &["?"]);
    check("Zarif left. “The genocide must be stopped,” Zarif’s spokesman said.", &["?"]);
    check("Zarif’s office said that “the genocide must be stopped.”", &["?"]);
    check("Zarif left. “The genocide must be stopped,” Nicole Nobody said.", &["?"]);
    check("Zarif left. A spokesman said: “The genocide must be stopped.”", &["?"]);
    check("Zarif and Lavrov said “the genocide must be stopped.”", &["?"]);
    check("Both Zarif and Lavrov say “the genocide must be stopped.”", &["?"]);
    check("Neither Zarif nor Lavrov said “the genocide must be stopped.”", &["?"]);
    check("The minister, Zarif, and the president, Trump, said “the genocide must be stopped.”", &["?"]);
    check("The president and Foreign Minister Zarif said “the genocide must be stopped.”", &["?"]);
    check("President Trump and Foreign Minister Zarif said “the genocide must be stopped.”", &["?"]);
    check("“Must the genocide be stopped?” Zarif was asked.", &["?"]);
    check("“The genocide must be stopped,” a sign read. Nobody knew who wrote it.", &["?"]);
    check("A plan proposed by Trump is called “a genocide in the making” by many.", &["?"]);
    check("“The genocide must be stopped,” IRNA reported.", &["irna"]);
    check("The Ministry of Lindal said Hamas had lost. “The genocide must be stopped,” it added.", &["?"]);
}

#[test]
fn an_editorial_is_the_outlets() {
    check("IRNA said in an editorial that “the genocide must be stopped.”", &["irna"]);
    check("Zarif left. “The genocide must be stopped,” IRNA said in an editorial on Monday.", &["irna"]);
    check("Zarif spoke. In an editorial IRNA wrote: “The genocide must be stopped.”", &["irna"]);
    check("Zarif said “the genocide must be stopped,” IRNA reported.", &["zarif"]);
}

#[test]
fn what_leads_up_to_a_colon() {
    check("Zarif hit back: “The genocide must be stopped.”", &["zarif"]);
    check("Zarif, the Iranian foreign minister, hit back: “The genocide must be stopped.”", &["zarif"]);
    check("Zarif spoke. Lavrov listed reasons: “The genocide must be stopped.”", &["?"]);
    check("Zarif spoke. He was echoed by Lavrov: “The genocide must be stopped.”", &["lavrov"]);
    check("Zarif spoke. He was echoed by a doctor: “The genocide must be stopped.”", &["?"]);
    check("Post by Zarif on Truth Social, 22 June: “The genocide must be stopped.”", &["zarif"]);
    check("Zarif spoke. Letter by a doctor, 22 June: “The genocide must be stopped.”", &["?"]);
    check("A caption on the film, according to Hamas: “The genocide must be stopped.”", &["?"]);
    check("According to Hamas’s report, Israel is guilty of “a genocide before our eyes.”", &["hamas"]);
}

#[test]
fn what_stands_behind_a_quotation_says_who() {
    check("Geneva: “The genocide must be stopped,” Zarif tells reporters", &["zarif"]);
    check("Interview: ‘The genocide must be stopped’ – Mohammad Javad Zarif", &["zarif"]);
    check("Zarif spoke. Geneva: “The genocide must be stopped now.”", &["?"]);
    check(
        "“We go,” Iranian Foreign Minister Zarif wept on television. “The genocide must be stopped.”",
        &["zarif"],
    );
    check("Zarif’s deputy, Esmaeil Baghaei, was blunt: “The genocide must be stopped.”", &["baghaei"]);
    check(
        "Zarif spoke. In Geneva, LDP’s Maria Zakharova sat. “The genocide must be stopped,” she wrote.",
        &["zakharova"],
    );
    check("Zarif’s deputy spoke. The minister was blunt: “The genocide must be stopped.”", &["?"]);
    check("Zarif said so.\n\n“The genocide must be stopped,” its editorial went on.", &["?"]);
    check("Zarif said so.\n\n“The genocide must be stopped,” a section of the fatwa underlines.", &["zarif"]);
    check(
        "The United Nations met. A Hamas official said that the group deplored “the slow genocide of us all.”",
        &["hamas"],
    );
}

#[test]
fn whose_view_it_is() {
    check("Lavrov spoke. For Zarif, “this is a genocide before our eyes.”", &["zarif"]);
    check("Lavrov spoke. For Nobody, this is “a genocide before our eyes.”", &["?"]);
    check("Lavrov spoke. It was Zarif who called it “a genocide before our eyes.”", &["zarif"]);
    check("“The genocide goes on,” said Zarif; “It must be stopped.”", &["zarif"]);
    check("For Zarif, Lavrov said “the genocide must be stopped.”", &["lavrov"]);
}

#[test]
fn who_is_accused_is_he() {
    check(
        "Zarif was accused by Lavrov of “a genocide before our eyes.” “It is no genocide,” he said.",
        &["lavrov", "zarif"],
    );
    check("Lavrov accused Zarif. “It is no genocide,” he said.", &["lavrov"]);
}

#[test]
fn a_style_of_address_stands_for_whom_it_is_given_to() {
    check("Zarif left. His eminence said “the genocide must be stopped.”", &["zarif"]);
    check("Zarif left. On Monday, his excellency warned of “a genocide before our eyes.”", &["zarif"]);
    check("Zarif left. His Excellency Sergey Lavrov said “the genocide must be stopped.”", &["lavrov"]);
    check("Zarif left. His brother said “the genocide must be stopped.”", &["?"]);
}

#[test]
fn a_few_words_are_not_speech() {
    check("Zarif called it “genocide” on Monday.", &["narrator*"]);
    check("Zarif called it a “slow genocide” on Monday.", &["narrator*"]);
    check(
        "Zarif spoke of the \"genocide\", the “Israeli” regime and the “Israeli regime”.",
        &["narrator*", "narrator*", "narrator*"],
    );
    check("The so-called “genocide of the century in Geneva” goes on.", &["narrator*"]);
    check("Zarif rejected the so-called U.S. “genocide of the century”.", &["narrator*"]);
    check("Zarif: they rejected the American “genocide of the century,” and left.", &["narrator*"]);
    check("A book titled “The genocide of the last century” came out.", &["narrator*"]);
    check("“Genocide!” Zarif said.", &["zarif"]);
    check("Zarif said: “Genocide.”", &["zarif"]);
    check("He left. ‘Genocide must not be forgotten’ Elsewhere, “we go”, Zarif said.", &["narrator*"]);
    check("“Operation Genocide and Justice” began.", &["narrator*"]);
    check("Zarif said the genocide must be stopped.", &["narrator"]);
    check("Zarif said the genocide must be stopped “as soon as possible, today.”", &["narrator"]);
    check("genocide", &["narrator"]);
}

#[test]
fn what_surrounds_speech_is_the_narrators() {
    check(
        "The genocide went on. “The genocide must be stopped,” Zarif said of the genocide.",
        &["narrator", "zarif", "narrator"],
    );
    check(
        "“We will never ever go there again. The genocide went on.\n\nA genocide it was.",
        &["?", "narrator"],
    );
    check("Iran's and the leaders' genocide and the '90s genocide", &["narrator", "narrator"]);
}

#[test]
fn as_many_newsrooms_write_it() {
    check("“The genocide must be stopped,” Zarif told Lavrov in a phone call.", &["zarif"]);
    check(
        "“The genocide must be stopped at once,” a spokesman for Hamas told the Reuters news agency.",
        &["?"],
    );
    check("Hamas spokesman Nobody Known said: “The genocide must be stopped.”", &["?"]);
    check("Trump, in a post on Truth Social, wrote: “The genocide must be stopped.”", &["trump"]);
    check(
        "Trump has repeatedly claimed there is “a white genocide in some countries of Africa”.",
        &["trump"],
    );
    check("Asked about the remarks by Trump, Zarif replied: “The genocide must be stopped.”", &["zarif"]);
    check("“The genocide must be stopped,” Zarif wrote on X, formerly Twitter, on Sunday.", &["zarif"]);
    check(
        "Zarif warned that if the attacks continue, “the genocide will spread to other places”.",
        &["zarif"],
    );
    check("“The genocide must be stopped”, Lavrov was cited as saying by IRNA.", &["lavrov"]);
    check("IRNA cited Lavrov as saying that “the genocide must be stopped”.", &["lavrov"]);
    check("“The genocide must be stopped – now and everywhere,” Zarif said.", &["zarif"]);
    check("Zarif: The deal is dead, “and the genocide must be stopped now.”", &["zarif"]);
    check("Iranian FM Zarif on Tuesday slammed Israel, saying “the genocide must be stopped”.", &["zarif"]);
    check("Lavrov laughed at Zarif’s words that “the genocide must be stopped.”", &["zarif"]);
    check("Asked by Lavrov whether “the genocide must be stopped,” Zarif laughed.", &["lavrov"]);
    check("Zarif left, with Lavrov saying “the genocide must be stopped.”", &["lavrov"]);
    check("Zarif left for Geneva saying “the genocide must be stopped.”", &["zarif"]);
    check("IRNA cited Zarif saying “the genocide must be stopped.”", &["zarif"]);
    check("Lavrov heard Zarif say “the genocide must be stopped.”", &["zarif"]);
    check("Lavrov wants Zarif to say “the genocide must be stopped.”", &["?"]);
    check("Zarif faces charges of “a genocide before the eyes of the world.”", &["?"]);
    check("Zarif repeated his warning of “a genocide before the eyes of the world.”", &["zarif"]);
    check("“The genocide must be stopped,” Zarif — Iran’s top diplomat — said.", &["zarif"]);
    check("“The genocide must be stopped.”\n— Zarif, Iranian foreign minister", &["zarif"]);
    check("“The genocide must be stopped.”\n\n— Zarif has left for Geneva.", &["?"]);
    check("The Hamas-run media office said “the genocide must be stopped.”", &["?"]);
    check("The UN’s human rights office said “the genocide must be stopped.”", &["?"]);
    check("Lavrov rejects Zarif’s ‘genocide before our eyes’ claim", &["zarif"]);
    check("Lavrov rejects ‘genocide before our eyes’ claim by Zarif", &["zarif"]);
    check("Lavrov spoke. Here is what Zarif said:\n\n“The genocide must be stopped.”", &["zarif"]);
    check("Zarif’s reply: “The genocide must be stopped.”", &["zarif"]);
    check("Zarif’s message was clear: “The genocide must be stopped.”", &["zarif"]);
    check("Fellow at the United Nations, says “the genocide must be stopped.”", &["?"]);
    check(
        "Lavrov said “the genocide must be stopped,” while Zarif said no. “The genocide goes on,” he added.",
        &["lavrov", "zarif"],
    );
    check("Zarif’s report was dismissed by Lavrov as “a genocide of the truth itself.”", &["lavrov"]);
    check("Lavrov condemned the killing by Hamas as “a genocide of the truth itself.”", &["lavrov"]);
    check("Zarif’s report was dismissed by Israel as “a genocide of the truth itself.”", &["?"]);
    check("Zarif said so. “Must the genocide be stopped?” Lavrov was asked.", &["?"]);
    check("Zarif said so. Israel’s foreign ministry called it “a genocide of the truth itself.”", &["?"]);
    check("The UN human rights office said “the genocide must be stopped.”", &["?"]);
    check("The IRNA news agency called it “a genocide of the truth itself.”", &["irna"]);
    check(
        "Zarif spoke. CEO of the Refugee Council Enver Nobody said “the genocide must be stopped.”",
        &["?"],
    );
    check("Zarif left. A doctor stayed. “The genocide must be stopped,” he said.", &["?"]);
    check("Zarif left. His wife spoke. “The genocide must be stopped,” she said.", &["?"]);
    check("Zarif left. Jack Nobody, a doctor, stayed. “The genocide must be stopped,” he said.", &["?"]);
    check(
        "Zarif said “the genocide must be stopped.” Critics disagree. “The genocide goes on.”",
        &["zarif", "?"],
    );
    check("Zarif said “the genocide must be stopped.” He left. “The genocide goes on.”", &["zarif", "zarif"]);
    check(
        "Zarif said “the genocide must be stopped.” The crowd chanted “stop the genocide right now”.",
        &["zarif", "?"],
    );
    check(
        "Zarif said “the genocide must be stopped.” The slogan was “stop the genocide right now”.",
        &["zarif", "?"],
    );
    check("Zarif read out a letter from Lavrov: “The genocide must be stopped.”", &["lavrov"]);
    check("Zarif replied to a letter from Lavrov: “The genocide must be stopped.”", &["zarif"]);
    check("Zarif – “The genocide must be stopped.”", &["zarif"]);
    check("“The genocide must be stopped.” ― Zarif", &["zarif"]);
    check("“No to genocide, yes to peace,” read the banner behind Zarif.", &["?"]);
    check("His book, “The genocide and the men of the king”, sold well. Zarif left.", &["narrator*"]);
    check("Zarif’s essay “How to stop a genocide in ten days” sold well.", &["narrator*"]);
    check("According to Hamas officials, “the genocide must be stopped.”", &["?"]);
    check("IRNA reported Zarif as saying “the genocide must be stopped.”", &["zarif"]);
    check(
        "Zarif said “the genocide must be stopped,” Lavrov “the genocide goes on there”.",
        &["zarif", "lavrov"],
    );
    check("The meeting between Zarif and Lavrov was “a genocide of the truth itself.”", &["?"]);
    check("Zarif: That is an old lie of theirs. He said “the genocide must be stopped.”", &["?"]);
    check("Zarif: “Stop the genocide now.” He said “the genocide must be stopped.”", &["zarif", "zarif"]);
    check("The full text of Zarif’s letter:\n\n“The genocide must be stopped.”", &["zarif"]);
    check("Zarif said so. Israel’s foreign ministry dubbed it the “genocide of the truth itself”.", &["?"]);
    check("Zarif said so. Israel faces “a genocide of the truth itself.”", &["zarif"]);
    check("Zarif was unequivocal: “The genocide must be stopped.”", &["zarif"]);
    check("Zarif took to Twitter: “The genocide must be stopped.”", &["zarif"]);
    check("Zarif was handed a letter: “The genocide must be stopped.”", &["?"]);
    check("As Zarif put it, “the genocide must be stopped.”", &["zarif"]);
    check("“The genocide,” as Zarif put it, “must be stopped at once.”", &["zarif"]);
    check("In the words of Foreign Minister Zarif, “the genocide must be stopped.”", &["zarif"]);
    check("To quote Zarif, “the genocide must be stopped.”", &["zarif"]);
    check("Lavrov spoke. What of the claim by Zarif that “the genocide must be stopped”?", &["zarif"]);
    check("Lavrov spoke. Zarif’s insistence that “the genocide must be stopped” is old.", &["zarif"]);
    check("Zarif: They want ‘a genocide in all of Iran’; Lavrov says no", &["zarif"]);
    check("Zarif was accused of “a genocide before the eyes of the world” by many.", &["?"]);
    check("Zarif was accused by Lavrov of “a genocide before the eyes of the world.”", &["lavrov"]);
    check("Zarif was told by Lavrov that “the genocide must be stopped.”", &["lavrov"]);
    check("Lavrov said so. “The genocide must be stopped,” Zarif texted.", &["zarif"]);
    check("Lavrov said so. “Why should the genocide be stopped,” Zarif might ask.", &["zarif"]);
    check("Lavrov said so. “The genocide must be stopped,” Zarif was told.", &["?"]);
    check("Lavrov said so. “The genocide must be stopped,” Zarif supporters told reporters.", &["?"]);
    check("Zarif saw no need for talks, he said. “The genocide has not stopped,” IRNA wrote.", &["irna"]);
    check("Zarif saw no need for talks, he said. “We must stop the genocide now,” IRNA wrote.", &["zarif"]);
    check("Lavrov spoke. Hamas issued a statement, which said “the genocide must be stopped.”", &["hamas"]);
    check("Lavrov spoke. The army issued a statement, which said “the genocide must be stopped.”", &["?"]);
    check("Zarif’s remarks came after Trump said “the genocide is a hoax of the media”.", &["trump"]);
    check("“The genocide must be stopped,” he said. Zarif made the remarks in Geneva.", &["?"]);
    check("\"The genocide must be stopped,\" Zarif said, per IRNA.", &["zarif"]);
    check("\"The genocide must be stopped,\" says Zarif.", &["zarif"]);
    check("\"The genocide must be stopped,\" IRNA reported, citing Zarif.", &["zarif"]);
    check("IRNA, citing Zarif, reported that \"the genocide must be stopped\".", &["zarif"]);
    check("Hamas, in a statement on Telegram, said: \"The genocide must be stopped.\"", &["hamas"]);
    check("A statement from Hamas said \"the genocide must be stopped today\".", &["hamas"]);
    check(
        "Hamas, which runs Gaza, accused Israel of \"committing genocide in front of the world\".",
        &["hamas"],
    );
    check("Lavrov said Trump’s plan was “a genocide under another name”.", &["lavrov"]);
    check("Lavrov said that Trump had told him “the genocide must be stopped”.", &["trump"]);
    check("“The genocide must be stopped.” These were the words of Zarif in Geneva on Monday.", &["zarif"]);
    check("“The genocide must be stopped,” added the top Iranian diplomat.", &["?"]);
    check("Zarif: “Stop the genocide”", &["narrator*"]);
    check("Zarif calls for end to ‘genocide’ in Gaza", &["narrator*"]);
    check("Zarif says Israel ‘must be held accountable for genocide’", &["zarif"]);
    check("‘Genocide must be stopped at once’: Zarif", &["zarif"]);
    check("“Genocide must be stopped at once” – Zarif", &["zarif"]);
    check("Trump on genocide: ‘I will stop the genocide very soon’", &["narrator", "trump"]);
    check("Zarif said, in part: “It is a genocide and it must be stopped.”", &["zarif"]);
    check("The minister — who met Zarif on Monday — said “the genocide must be stopped”.", &["?"]);
    check("“The genocide,” Zarif told the BBC’s Today programme, “must be stopped.”", &["zarif"]);
    check("“Look at the genocide,” he says, pointing at the map. Zarif shrugs.", &["?"]);
    check("“This is genocide, and it must be stopped,” said Iran’s Zarif.", &["zarif"]);
    check("“This is genocide, and it must be stopped,” Zarif’s spokesman said.", &["?"]);
    check("“This is genocide, and it must be stopped,” said a statement by Hamas.", &["hamas"]);
    check(
        "“This is genocide, and it must be stopped,” read a statement issued by Hamas on Monday.",
        &["hamas"],
    );
    check("“This is genocide, and it must be stopped,” Hamas official Nobody Known said.", &["?"]);
    check("“This is genocide, and it must be stopped,” Hamas said in response.", &["hamas"]);
    check("“This is genocide, and it must be stopped,” Ms. Zakharova emphasized.", &["zakharova"]);
    check("“This is genocide, and it must be stopped,” stressed the Iranian official, Zarif.", &["zarif"]);
    check("Zarif took to Twitter on Monday to say that “the genocide must be stopped”.", &["zarif"]);
    check("Zarif held talks with Lavrov, telling him that “the genocide must be stopped”.", &["zarif"]);
    check("Zarif held talks with Lavrov, who told him that “the genocide must be stopped”.", &["lavrov"]);
    check("In his remarks, Zarif pointed to “the genocide that is under way in front of us”.", &["zarif"]);
    check("Zarif expressed hope that “the genocide will be stopped one day”.", &["zarif"]);
    check("Zarif rejected the accusation as “a genocide of the truth itself”.", &["zarif"]);
}

fn article() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "'",
        "genocide",
        "Zarif",
        "Lavrov",
        "said",
        "the minister",
        "he",
        ", ",
        ". ",
        ": ",
        " ",
        "\n\n",
        "according to",
        "Hamas",
        "Israel’s",
        "told reporters",
        "and",
        "who",
        "(",
        ")",
        "statement",
        "quoted",
        "as saying",
        "é",
        "😀",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    /// Whatever the marks, attribution ends, and changes nothing but voices.
    #[test]
    fn any_marks_will_do(text in article()) {
        let document = GAZETTEER.tag(&text);
        for mention in document.mentions() {
            prop_assert!(text.get(mention.span.range()).is_some());
        }
    }

    /// P8: an article without quotations before a blank line changes no voice after it.
    #[test]
    fn what_was_not_said_changes_no_voice(text in article()) {
        let alone: Vec<String> = GAZETTEER.tag(&text).mentions().iter().map(voice).collect();
        let after = GAZETTEER.tag(&format!("Nothing here.\n\n{text}")).mentions().iter().map(voice).collect::<Vec<_>>();
        prop_assert_eq!(alone, after);
    }
}
