//! Rewriting: what it writes is English and stable, and what people said stays as they said it.

use canonym::{Gazetteer, Rewriter, Rewriting, Style, Terms, rewrite_apply};
use proptest::prelude::*;

use crate::support::gazetteer;

const LEXICON: &str = r#"
[person.jane-roe]
name = "Jane Roe"
aliases = ["Jane Q. Roe", "Jeanne Roe"]
short = ["Roe", "Rowe"]
[person.ali-baker]
name = "Ali Baker"
aliases = ["Alee Baker"]
short = ["Baker"]
[person.liu-wen]
name = "Liu Wen"
short = ["Liu", "Wen"]
[organization.river-union]
name = "River Union"
aliases = ["Union of the Rivers"]
abbreviations = ["RU", "R.U."]
[organization.dawn]
name = "Dawn News Agency"
aliases = ["Dawn News"]
abbreviations = ["DNA"]
[organization.letters]
name = "Office of Letters"
aliases = ["Freedonian Letters Ministry"]
[organization.health]
name = "Tide Health Organization"
abbreviations = ["THO"]
[organization.guards]
name = "Tidal Guards"
aliases = ["Tidalia"]
[place.freedonia]
name = "Freedonia"
class = "country"
aliases = ["Fredonia"]
demonym = { forms = ["Freedonian", "Freedonians"] }
[place.sylvania]
name = "Republic of Sylvania"
aliases = ["Sylvania", "Sylvanian territories", "Republic of sylvania", "al-Sylvania"]
[term.river-regime]
name = "river regime"
aliases = ["usurping river regime"]
role = "label"
category = "delegitimizing"
referent = "freedonia"
neutral = ["Freedonia", "the Freedonian government"]
source = "a guide"
scare = true
[term.river-bandits]
name = "river bandit"
role = "label"
category = "delegitimizing"
neutral = ["armed boatman"]
source = "a guide"
[term.cells]
name = "wicked group"
role = "label"
category = "delegitimizing"
neutral = ["armed groups"]
source = "a guide"
[term.fallen]
name = "river martyr"
role = "characterization"
category = "atrocity"
neutral = ["person killed", "the dead"]
source = "a guide"
[term.dying]
name = "glorious dying"
aliases = ["gloriously died"]
role = "characterization"
category = "atrocity"
neutral = ["death"]
source = "a guide"
[term.charge]
name = "tidal crime"
role = "characterization"
category = "legal-charge"
neutral = ["killing"]
source = "a guide"
[term.turnover]
name = "tidal change"
role = "characterization"
category = "euphemism"
neutral = ["overthrow of the king"]
source = "a guide"
[term.aggression]
name = "river aggression"
role = "characterization"
category = "atrocity"
neutral = ["attack"]
source = "a guide"
[term.enemies]
name = "enemies of the river"
aliases = ["enemies"]
role = "label"
category = "enemy"
neutral = ["opponents of the king"]
source = "a guide"
[term.pirates]
name = "river pirate"
aliases = ["river pirates"]
role = "label"
category = "delegitimizing"
neutral = ["river forces"]
source = "a guide"
[organization.oars]
name = "Oar Guild"
place = "freedonia"
[term.oarsmen]
name = "Freedonian oarsmen"
role = "label"
category = "delegitimizing"
referent = "oars"
neutral = ["Oar Guild"]
source = "a guide"
[term.outrage]
name = "atrocious outrage"
role = "characterization"
category = "atrocity"
neutral = ["attack"]
source = "a guide"
"#;

fn rewrite(text: &str, gazetteer: &Gazetteer, rewriting: Rewriting) -> String {
    let edits = Rewriter::new(gazetteer, rewriting).edits(&gazetteer.tag(text));
    rewrite_apply(text, &edits)
}

const FULL: Rewriting = Rewriting { style: Style::Canonical, terms: Terms::Keep, in_quotes: false };
const FIRST: Rewriting = Rewriting { style: Style::FirstFull, terms: Terms::Keep, in_quotes: false };
const NEUTRAL: Rewriting = Rewriting { style: Style::Keep, terms: Terms::Replace, in_quotes: false };
const BESIDE: Rewriting = Rewriting { style: Style::Keep, terms: Terms::Annotate, in_quotes: false };

#[track_caller]
fn check(rewriting: Rewriting, rows: &[(&str, &str)]) {
    let gazetteer = gazetteer(LEXICON);
    let wrong: Vec<String> = rows
        .iter()
        .map(|(before, after)| (before, after, rewrite(before, &gazetteer, rewriting)))
        .filter(|(_, after, written)| written != *after)
        .map(|(before, after, written)| format!("{before}\n  written  {written}\n  expected {after}\n"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

/// Names without end before which no clause ends.
#[test]
fn long_runs_of_abbreviations_are_rewritten_at_once() {
    let gazetteer = gazetteer(LEXICON);
    for piece in ["R.U.", "RU) ", "the R.U. "] {
        let text = piece.repeat(10_000);
        assert!(rewrite(&text, &gazetteer, FULL).len() >= text.len(), "{piece}");
    }
}

#[test]
fn variants_become_canonical() {
    check(
        FULL,
        &[
            ("Jeanne Roe left. Roe smiled.", "Jane Roe left. Jane Roe smiled."),
            ("Fredonia’s king, a Freedonian.", "Freedonia’s king, a Freedonian."),
            ("“Jeanne Roe left,” said Jeanne Roe.", "“Jeanne Roe left,” said Jane Roe."),
            ("They met in Sylvania.", "They met in the Republic of Sylvania."),
            ("JANE ROE LEFT", "JANE ROE LEFT"),
            ("ROWE: BOATS ROT\n\nJane Roe left.", "ROWE: BOATS ROT\n\nJane Roe left."),
            ("Jane\nRoe left", "Jane\nRoe left"),
            ("a Fredonia-based firm", "a Freedonia-based firm"),
            ("the film “Fredonia and I” is out", "the film “Fredonia and I” is out"),
            ("an R.U. boat", "a River Union boat"),
            // The full stop of an abbreviation that ends a sentence stays.
            ("He left the R.U.", "He left the River Union."),
            ("He left the R.U., too.", "He left the River Union, too."),
            // Initials are those of the name that brings them along, or somebody else's.
            ("Jane Roe left. J. Roe sat; a J.Q. Roe ate.", "Jane Roe left. Jane Roe sat; a Jane Roe ate."),
            ("Jane Roe met A.J. Roe and (J. Roe).", "Jane Roe met A.J. Roe and (Jane Roe)."),
            // Nothing stands there twice.
            ("It is so, Dawn News agency said.", "It is so, the Dawn News Agency said."),
            ("It is so, state news agency DNA said.", "It is so, state news agency DNA said."),
            ("It is so, DNA said.", "It is so, the Dawn News Agency said."),
            ("the Union of the Rivers, RU, met", "the River Union, RU, met"),
            ("the Union of the Rivers (RU)", "the River Union (RU)"),
            // Whose ministry it is would be lost.
            ("the Freedonian Letters Ministry said", "the Freedonian Letters Ministry said"),
            // Number: the verb would not fit, the possessive does.
            ("Tidalia has grown.", "Tidalia has grown."),
            ("ruled by Tidalia’s men", "ruled by the Tidal Guards’ men"),
            // A verb is no noun that the name describes, and "for" ends one.
            ("THO reports that boats rot.", "The Tide Health Organization reports that boats rot."),
            ("a THO boat", "a Tide Health Organization boat"),
            ("the head of RU for ports", "the head of the River Union for ports"),
            // A description is no spelling.
            ("He left the Sylvanian territories.", "He left the Sylvanian territories."),
            ("He left al-Sylvania.", "He left the Republic of Sylvania."),
            ("He left the Republic of sylvania.", "He left the Republic of Sylvania."),
            ("the whole Tidalia left", "the whole Tidal Guards left"),
            ("He saw Sylvania’s Tidalia.", "He saw the Republic of Sylvania’s Tidal Guards."),
            // What something is called is not what it is.
            ("a land called Fredonia", "a land called Fredonia"),
            ("the land known as Fredonia", "the land known as Fredonia"),
        ],
    );
}

#[test]
fn full_names_come_first() {
    check(
        FIRST,
        &[
            ("Alee Baker left. Ali Baker smiled. Baker sat.", "Ali Baker left. Baker smiled. Baker sat."),
            // Initials go with the surname whose they are.
            ("Mr. J. Rowe left. Jane Roe sat. J. Rowe ate.", "Mr. Jane Roe left. Roe sat. J. Roe ate."),
            ("Baker left, said the aide of Ali Baker.", "Ali Baker left, said the aide of Baker."),
            // The short name is the one that the full name ends by.
            ("Jeanne Roe left. Rowe smiled.", "Jane Roe left. Roe smiled."),
            // A headline and an attribute leave the full name to the text.
            (
                "Rowe Leaves Town Again\n\nJeanne Roe left. Rowe sat.",
                "Roe Leaves Town Again\n\nJane Roe left. Roe sat.",
            ),
            (
                "Rowe leaves town again\n\nJeanne Roe left. Rowe sat.",
                "Roe leaves town again\n\nJane Roe left. Roe sat.",
            ),
            // A label stays in capitals, and the short name is the one that is listed first.
            ("Jane Roe left.\n\nJANE ROE: I left.", "Jane Roe left.\n\nJANE ROE: I left."),
            ("Liu Wen left. Liu smiled.", "Liu Wen left. Liu smiled."),
            ("The Baker government fell. Alee Baker left.", "The Baker government fell. Ali Baker left."),
            // A quotation introduces nobody by a short name.
            ("“Rowe left,” he said. Rowe sat. Jane Roe ate.", "“Rowe left,” he said. Jane Roe sat. Roe ate."),
            ("RU met. RU left.", "The River Union met. RU left."),
        ],
    );
}

#[test]
fn neutral_wording_stays_english() {
    check(
        NEUTRAL,
        &[
            ("The river regime attacked.", "Freedonia attacked."),
            ("They fear the river regime's army.", "They fear Freedonia's army."),
            ("the despicable river regime fell", "the despicable Freedonian government fell"),
            ("the river regime army", "the Freedonian government army"),
            ("a river bandit and two river bandits", "an armed boatman and two armed boatmen"),
            ("An atrocious outrage. Atrocious outrages.", "An attack. Attacks."),
            (
                "“The river regime fell,” he said of the river regime.",
                "“The river regime fell,” he said of Freedonia.",
            ),
            ("“We fear the river regime for what it does.", "“We fear the river regime for what it does."),
            ("An anti-river regime march", "An anti-river regime march"),
            // Another word would be a false report of what somebody called it.
            ("what he described as an atrocious outrage", "what he described as an atrocious outrage"),
            ("They called it an atrocious outrage.", "They called it an atrocious outrage."),
            ("They called for an end to the atrocious outrage.", "They called for an end to the attack."),
            ("the so-called river regime", "the so-called river regime"),
            // Two adjectives share a noun.
            ("the fake and usurping river regime fell", "the fake and usurping river regime fell"),
            ("A wicked group fled. Wicked groups hide.", "An armed group fled. Armed groups hide."),
            ("to remember river martyrs", "to remember river martyrs"),
            ("He spoke of river martyrs.", "He spoke of people killed."),
            ("river martyr Jane Roe", "river martyr Jane Roe"),
            ("the river martyr's son", "the river martyr's son"),
            ("the river martyrs of the war", "the river martyrs of the war"),
            // A body is of the nationality of its place.
            ("The Freedonian oarsmen fled.", "Oar Guild fled."),
            // As it is written there: in capitals, in a headline.
            ("RIVER REGIME ATTACKS BOATS", "FREEDONIAN GOVERNMENT ATTACKS BOATS"),
            ("The River Regime's Boats Attack", "Freedonia's Boats Attack"),
            ("River Regime Boats Attack Again", "Freedonian Government Boats Attack Again"),
            ("It saw a Wicked Group there.", "It saw an armed group there."),
            // Nothing is named by itself, and forces are not counted.
            ("the river regime of Freedonia fell", "the river regime of Freedonia fell"),
            ("The river regime (Freedonia) fell.", "The Freedonian government (Freedonia) fell."),
            ("Freedonia, the river regime, fell.", "Freedonia, the Freedonian government, fell."),
            ("Two river pirates fled. River pirates hide.", "Two river pirates fled. River forces hide."),
            ("It is free, hating the river regime.", "It is free, hating Freedonia."),
            ("the sword-rattling river regime fell", "the sword-rattling Freedonian government fell"),
            // "the regime" is a word for nobody where the one that it takes up is gone.
            (
                "The river regime fell. He blamed the regime's men.",
                "Freedonia fell. He blamed Freedonia's men.",
            ),
            (
                "The river regime fell. The regime, he said, slept.",
                "Freedonia fell. Freedonia, he said, slept.",
            ),
            (
                "The river regime fell. “The regime fell,” he said of the regime.",
                "Freedonia fell. “The regime fell,” he said of Freedonia.",
            ),
            (
                "“The river regime fell,” he said of the regime.",
                "“The river regime fell,” he said of the regime.",
            ),
            (
                "The river regime fell. The old regime sat. The regime left.",
                "Freedonia fell. The old regime sat. The regime left.",
            ),
            ("The river regime fell after the regime change.", "Freedonia fell after the regime change."),
            ("The river regime fell. The regime of salt rose.", "Freedonia fell. The regime of salt rose."),
            // A court hears of a charge, a list is one of what it is called, and who is an enemy only the speaker knows.
            ("They saw tidal crimes.", "They saw killings."),
            ("The court heard of tidal crimes.", "The court heard of tidal crimes."),
            ("He is charged with a tidal crime.", "He is charged with a tidal crime."),
            (
                "It designated the Tidal Guards (TG) as a wicked group.",
                "It designated the Tidal Guards (TG) as a wicked group.",
            ),
            (
                "It designated the U.R. navy as a wicked group.",
                "It designated the U.R. navy as a wicked group.",
            ),
            (
                "It designates the Tidal Guards a wicked group.",
                "It designates the Tidal Guards a wicked group.",
            ),
            (
                "It designates the New Tidal Guards of Fredonia a wicked group.",
                "It designates the New Tidal Guards of Fredonia a wicked group.",
            ),
            ("It fears enemies.", "It fears enemies."),
            ("It fears enemies of the river.", "It fears opponents of the king."),
            // Articles: one of what was none, and none of what was several.
            ("He was after tidal change.", "He was after the overthrow of the king."),
            ("silent on river aggression", "silent on attacks"),
            ("amid the river aggression", "amid the attack"),
        ],
    );
}

#[test]
fn neutral_wording_stands_beside() {
    check(
        BESIDE,
        &[
            ("The river regime fell.", "The river regime [Freedonia] fell."),
            ("the river regime’s army", "the river regime’s [Freedonia’s] army"),
            ("The river regime [Freedonia] fell.", "The river regime [Freedonia] fell."),
            (
                "Atrocious outrages by a wicked group.",
                "Atrocious outrages [attacks] by a wicked group [armed group].",
            ),
            // Once is enough, and not in a headline.
            (
                "The river regime fell. The river regime rose.",
                "The river regime [Freedonia] fell. The river regime rose.",
            ),
            (
                "River Regime Falls Again\n\nThe river regime fell. The river regime rose.",
                "River Regime Falls Again\n\nThe river regime [Freedonia] fell. The river regime rose.",
            ),
            ("River Regime Falls Again\n\nIt rained.", "River Regime [Freedonia] Falls Again\n\nIt rained."),
            ("They named river martyr Jane Roe.", "They named river martyr Jane Roe."),
        ],
    );
}

/// Of two terms each edit may hold alone and not beside the other, so that a second run would make the one that the first left out.
#[test]
fn a_text_that_would_be_rewritten_again_stays_as_it_is() {
    let text = "Tidalia tidal change Sylvania , despicable tidal change the regime ";
    check(Rewriting { terms: Terms::Annotate, ..FULL }, &[(text, text)]);
}

/// What stands in quotation marks, said or not, is left out before anything is tried: in a long text it is not looked for which edit changed
/// one.
#[test]
fn a_long_text_is_rewritten_around_its_quotations() {
    let gazetteer = gazetteer(LEXICON);
    for quoted in ["“Fredonia rose,” he said.", "The film “Fredonia and I” is out."] {
        let written = rewrite(&format!("Fredonia fell. {quoted}\n\n").repeat(600), &gazetteer, FULL);
        let expected = format!("Freedonia fell. {quoted}\n\n").repeat(600);
        assert!(written == expected, "{quoted}: {}", &written[..40]);
    }
}

#[test]
fn quotations_are_rewritten_when_asked() {
    let rewriting = Rewriting { in_quotes: true, ..NEUTRAL };
    check(rewriting, &[("“The river regime fell,” he said.", "“Freedonia fell,” he said.")]);
}

fn text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "Jeanne Roe",
        "Jane Roe",
        "Roe",
        "Rowe",
        "Baker",
        "Alee Baker",
        "Ali Baker",
        "Fredonia",
        "Freedonian",
        "Sylvania",
        "RU",
        "Union of the Rivers",
        "river regime",
        "usurping river regime",
        "“river” regime",
        "river bandits",
        "river bandit",
        "the regime",
        "regime",
        "tidal crimes",
        "tidal change",
        "court",
        "wicked group",
        "river martyrs",
        "Tidalia",
        "Dawn News",
        "R.U.",
        "agency",
        "called",
        "and",
        "is",
        "atrocious outrage",
        "the",
        "The",
        "a",
        "an",
        "in",
        "of",
        "said",
        "despicable",
        "army",
        "’s",
        "'s",
        "-",
        ",",
        ".",
        ". ",
        "\n\n",
        "\n",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "(",
        ")",
        "[",
        "]",
        "😀",
        "\r\n",
        "İ",
    ];
    let glue = prop_oneof![4 => Just(" "), 1 => Just("")];
    proptest::collection::vec((proptest::sample::select(pieces), glue), 0..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, glue)| format!("{piece}{glue}")).collect())
}

fn rewriting() -> impl Strategy<Value = Rewriting> {
    let style = prop_oneof![Just(Style::Canonical), Just(Style::FirstFull), Just(Style::Keep)];
    let terms = prop_oneof![Just(Terms::Keep), Just(Terms::Annotate), Just(Terms::Replace)];
    (style, terms, any::<bool>()).prop_map(|(style, terms, in_quotes)| Rewriting { style, terms, in_quotes })
}

proptest! {
    // Rewriting twice changes nothing more.
    #[test]
    fn rewriting_is_idempotent(text in text(), rewriting in rewriting()) {
        let gazetteer = gazetteer(LEXICON);
        let once = rewrite(&text, &gazetteer, rewriting);
        prop_assert_eq!(rewrite(&once, &gazetteer, rewriting), once, "{:?}", text);
    }

    // Every edit's span is on characters, in order, apart; it changes something; no edit touches a mention in direct speech.
    #[test]
    fn edits_are_true(text in text(), rewriting in rewriting()) {
        let gazetteer = gazetteer(LEXICON);
        let document = gazetteer.tag(&text);
        let edits = Rewriter::new(&gazetteer, rewriting).edits(&document);
        let mut at = 0;
        for edit in &edits {
            prop_assert!(at <= edit.span.start && edit.span.start < edit.span.end);
            at = edit.span.end;
            let old = text.get(edit.span.range());
            prop_assert!(old.is_some_and(|old| old != edit.replacement));
            let mention = document.mentions().iter().find(|mention| edit.span.contains(mention.span));
            let Some(mention) = mention else {
                // It takes up a mention before.
                let old = &text[edit.span.range()].to_lowercase();
                prop_assert!(rewriting.terms == Terms::Replace && old.starts_with("the") && old.contains("regime"), "{:?}", old);
                let before = |mention: &canonym::Mention| mention.span.end <= edit.span.start && mention.reading.entity() == Some(edit.entity);
                prop_assert!(document.mentions().iter().any(before));
                continue;
            };
            prop_assert_eq!(mention.reading.entity(), Some(edit.entity));
            prop_assert!(rewriting.in_quotes || mention.voice == canonym::Voice::Narrator);
            prop_assert!(mention.form != canonym::Form::Demonym);
        }
    }

    // What stands in closed double marks and holds no mark inside is there afterwards, in order, byte by byte.
    #[test]
    fn quoted_bytes_stay(before in "[a-z ]{0,9}", said in "[A-Z][a-z]{2,6} (Jeanne Roe|the river regime|Fredonia) [a-z]{2,6} [a-z]{2,6} Roe", after in text()) {
        let gazetteer = gazetteer(LEXICON);
        for (open, close) in [("“", "”"), ("\"", "\"")] {
            let quotation = format!("{open}{said}.{close}");
            let text = format!("{before} Jeanne Roe said: {quotation}\n\n{after}");
            for terms in [Terms::Annotate, Terms::Replace] {
                let rewritten = rewrite(&text, &gazetteer, Rewriting { style: Style::Canonical, terms, in_quotes: false });
                prop_assert!(rewritten.contains(&quotation), "{:?}", rewritten);
            }
        }
    }
}
