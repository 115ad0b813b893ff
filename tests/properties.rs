//! Laws, each in one line above its code. What they are tried on is in `strategies`.

use std::sync::LazyLock;

use canonym::input::Decoded;
use canonym::render::{Offsets, Record, write_jsonl};
use canonym::{Document, Gazetteer, Lexicon, Source, Span, fold};
use proptest::collection::vec;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::targets::way_back;
use crate::naive;
use crate::strategies::{mangled, name, names, nasty, text, toml};
use crate::support::readings;

/// Compiles TOML for laws about listed names; what nobody listed has laws of its own.
fn gazetteer(toml: &str) -> Gazetteer {
    crate::support::gazetteer(toml).listed_only()
}

fn names_and_text() -> impl Strategy<Value = (Vec<(String, String)>, String)> {
    names().prop_flat_map(|names| (Just(names.clone()), text(names)))
}

fn anything() -> impl Strategy<Value = String> {
    vec(nasty(), 0..40).prop_map(String::from_iter)
}

/// P1: every span slices to its surface, in all three units, and is not empty.
fn spans_slice_to_their_surface(document: &Document<'_>, gazetteer: &Gazetteer) -> Result<(), TestCaseError> {
    let text = document.text();
    let wide: Vec<u16> = text.encode_utf16().collect();
    let slice = |offsets: Offsets, start: usize, end: usize| match offsets {
        Offsets::Bytes => text[start..end].to_owned(),
        Offsets::CodePoints => text.chars().skip(start).take(end - start).collect(),
        Offsets::Utf16 => String::from_utf16(&wide[start..end]).expect("no half pair"),
    };
    for offsets in [Offsets::Bytes, Offsets::CodePoints, Offsets::Utf16] {
        let mut line = Vec::new();
        let record = Record { id: "x", offsets, ..Record::default() };
        write_jsonl(document, gazetteer, &record, &mut line).expect("a vector takes all");
        let record: serde_json::Value = serde_json::from_slice(&line).expect("a record is JSON");
        let mentions = record["mentions"].as_array().expect("a list");
        prop_assert_eq!(mentions.len(), document.mentions().len());
        for mention in mentions {
            let at = |key: &str| mention[key].as_u64().expect("a number") as usize;
            prop_assert!(at("start") < at("end"));
            prop_assert_eq!(
                slice(offsets, at("start"), at("end")),
                mention["surface"].as_str().expect("a string")
            );
        }
    }
    Ok(())
}

/// P5: the surface of a mention folds to a name of its entity, unless the mention says that letters of another script stand in it.
fn surfaces_fold_to_names(document: &Document<'_>, gazetteer: &Gazetteer) -> Result<(), TestCaseError> {
    for (mention, (span, key)) in document.mentions().iter().zip(readings(document, gazetteer)) {
        let folded = fold(&document.text()[span.range()]);
        let known = gazetteer.senses(&folded).iter().any(|sense| gazetteer.entity(sense.entity).key == key);
        prop_assert!(known || mention.look_alike, "{:?} is no name of {}", folded, key);
    }
    Ok(())
}

/// P11: no span edge lies inside a grapheme cluster.
fn spans_keep_clusters_whole(document: &Document<'_>) -> Result<(), TestCaseError> {
    let text = document.text();
    let edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    for mention in document.mentions() {
        prop_assert!(edges.contains(&mention.span.start) && edges.contains(&mention.span.end));
    }
    Ok(())
}

/// P12: mentions come in text order and none overlaps another.
fn mentions_are_in_order(document: &Document<'_>) -> Result<(), TestCaseError> {
    for pair in document.mentions().windows(2) {
        prop_assert!(pair[0].span.end <= pair[1].span.start);
    }
    Ok(())
}

proptest! {
    // P1, P5, P11, P12: the laws above, each on all that is tagged.
    #[test]
    fn spans_keep_their_laws((names, text) in names_and_text()) {
        let gazetteer = gazetteer(&toml(&names));
        let document = gazetteer.tag(&text);
        spans_slice_to_their_surface(&document, &gazetteer)?;
        surfaces_fold_to_names(&document, &gazetteer)?;
        spans_keep_clusters_whole(&document)?;
        mentions_are_in_order(&document)?;
    }

    // P2: what a text folds to leads back to whole characters of it, in order.
    #[test]
    fn the_way_back_is_whole_and_in_order(text in anything()) {
        way_back(&text, &fold(&text));
    }

    // P4: folding twice changes nothing more.
    #[test]
    fn fold_is_idempotent(text in anything()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    // P3: all normalization forms of a text fold to the same.
    #[test]
    fn fold_is_confluent(text in anything()) {
        let folded = fold(&text);
        prop_assert_eq!(fold(&text.nfc().collect::<String>()), folded.as_str());
        prop_assert_eq!(fold(&text.nfd().collect::<String>()), folded.as_str());
    }

    // P6: the mentions are those of the naive tagger.
    #[test]
    fn equal_to_the_naive_tagger((mut names, text) in names_and_text()) {
        // Nor does it know particles and suffixes.
        names.retain(|(name, _)| !name.chars().any(|c| ('\u{590}'..='\u{6ff}').contains(&c)));
        let gazetteer = gazetteer(&toml(&names));
        // Joined writing of hyphenated names is a generated variant, which the naive tagger does not know.
        let joined: Vec<(String, String)> = names
            .iter()
            .flat_map(|(name, key)| [(name.clone(), key.clone()), (name.replace('-', ""), key.clone())])
            .collect();
        prop_assume!(joined.iter().all(|(name, key)| gazetteer.senses(name).iter().all(|s| gazetteer.entity(s.entity).key == *key)));
        // Nor other spellings that rules make, which a text may hit by accident.
        let found = readings(&gazetteer.tag(&text), &gazetteer);
        let as_written = |span: &Span| joined.iter().any(|(name, _)| fold(name) == fold(&text[span.range()]));
        prop_assume!(found.iter().all(|(span, _)| as_written(span)));
        prop_assert_eq!(found, naive::tag(&text, &joined), "{:?}", text);
    }

    // P7: a full name between semicolons is tagged exactly there, whatever else stands in the text.
    #[test]
    fn planted_names_are_found(name in name(), before in anything(), after in anything()) {
        let names = [(name.clone(), "it".to_owned())];
        let gazetteer = gazetteer(&toml(&names));
        let text = format!("{before} ; {name} ; {after}");
        let start = before.len() + 3;
        let expected = Span::new(start, start + name.len());
        let found = readings(&gazetteer.tag(&text), &gazetteer);
        prop_assert!(found.iter().any(|(span, _)| *span == expected), "{:?} not in {:?}", expected, found);
    }

    // P8: what stands in an earlier paragraph without mentions only moves the others.
    #[test]
    fn earlier_paragraphs_shift((names, text) in names_and_text(), before in "[a-z ,.]{0,40}") {
        let gazetteer = gazetteer(&toml(&names));
        let before = format!("{before}x.\n\n");
        prop_assume!(gazetteer.tag(&before).mentions().is_empty());
        let whole = format!("{before}{text}");
        let shifted: Vec<(Span, String)> = readings(&gazetteer.tag(&text), &gazetteer)
            .into_iter()
            .map(|(span, key)| (Span::new(span.start + before.len(), span.end + before.len()), key))
            .collect();
        prop_assert_eq!(readings(&gazetteer.tag(&whole), &gazetteer), shifted);
    }

    // P10: a name is found in any case, normalization form, with any space, dash and quote.
    #[test]
    fn names_are_found_in_any_spelling((name, spelling) in name().prop_flat_map(|n| (Just(n.clone()), mangled(&n)))) {
        let gazetteer = gazetteer(&toml(&[(name, "it".to_owned())]));
        let text = format!("; {spelling} ;");
        let found = readings(&gazetteer.tag(&text), &gazetteer);
        prop_assert_eq!(found.len(), 1, "{:?}", text);
        prop_assert_eq!(&text[found[0].0.range()], spelling.as_str());
    }

    // P13: the order of files and entries has no effect.
    #[test]
    fn order_of_entries_has_no_effect((names, text) in names_and_text(), cut in 0..8_usize) {
        let gazetteer = gazetteer(&toml(&names));
        let cut = cut.min(names.len());
        let mut turned: Vec<(String, String)> = names[cut..].to_vec();
        turned.reverse();
        let file = |name: &str, names: &[(String, String)]| Source {
            name: name.into(),
            text: format!("format = 1\n{}", toml(names)),
            layer: 0,
        };
        let (lexicon, found) = Lexicon::parse(vec![file("z.toml", &turned), file("a.toml", &names[..cut])]);
        prop_assert!(found.is_empty());
        let other = lexicon.compile().expect("it compiles").listed_only();
        prop_assert_eq!(readings(&gazetteer.tag(&text), &gazetteer), readings(&other.tag(&text), &other));
    }

    // P21: any bytes are tagged; every byte range of the record is valid UTF-8 and equals its surface.
    #[test]
    fn any_bytes_are_tagged(mut bytes in vec(any::<u8>(), 0..60), at in 0..60_usize) {
        let at = at.min(bytes.len());
        bytes.splice(at..at, b" Jane Roe ".iter().copied());
        static JANE_ROE: LazyLock<Gazetteer> = LazyLock::new(|| gazetteer("[person.jane-roe]\nname = \"Jane Roe\"\n"));
        let decoded = Decoded::of(&bytes);
        prop_assert_eq!(decoded.lossy, std::str::from_utf8(&bytes).is_err() && !decoded.text.starts_with('\u{feff}') || decoded.lossy);
        let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        for mention in JANE_ROE.tag(&decoded.text).mentions() {
            let (start, end) = (decoded.original(mention.span.start), decoded.original(mention.span.end));
            if !wide {
                prop_assert_eq!(std::str::from_utf8(&bytes[start..end]).expect("valid"), &decoded.text[mention.span.range()]);
            }
        }
    }

    // P15: whatever a lexicon file holds, loading it ends in a lexicon or in messages that each name a place in it.
    #[test]
    fn any_lexicon_loads_or_is_explained(text in prop_oneof![
        anything(),
        "[\\[\\]a-z.=\"' \n{},#0-9-]{0,80}",
        "\\[(person|place|term)\\.[a-z-]{1,5}\\]\n(name|short|aliases|role|examples) = [\\[\"a-z{}\\]]{0,12}\n"
    ]) {
        let (lexicon, found) = Lexicon::parse(vec![Source { name: "x.toml".into(), text, layer: 0 }]);
        for diagnostic in &found {
            let source = &lexicon.sources()[diagnostic.at.source.index()];
            prop_assert!(source.text.get(diagnostic.at.span.range()).is_some());
        }
        if let Ok(gazetteer) = lexicon.compile() {
            gazetteer.tag("Any text at all.");
        }
    }
}

/// Two libraries make the same of every scalar value, alone and behind a letter and a mark: they are of one version of Unicode.
#[test]
fn every_scalar_normalizes_alike_elsewhere() {
    use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
    let (decompose, compose) =
        (DecomposingNormalizerBorrowed::new_nfkd(), ComposingNormalizerBorrowed::new_nfc());
    for c in '\0'..=char::MAX {
        let text = format!("{c}\u{5b0}a\u{3099}\u{316}{c}");
        assert_eq!(decompose.normalize(&text), text.nfkd().collect::<String>(), "{c:?}");
        assert_eq!(compose.normalize(&text), text.nfc().collect::<String>(), "{c:?}");
    }
}

/// P1, P7, P11 over every scalar value, before, after and inside a name.
#[test]
fn every_scalar_beside_and_inside_a_name() {
    let gazetteer = gazetteer("[person.jane-roe]\nname = \"Jane Roe\"\n");
    for c in '\0'..=char::MAX {
        for text in [format!("{c} Jane Roe"), format!("Jane Roe{c}"), format!("Ja{c}ne Roe")] {
            let document = gazetteer.tag(&text);
            if text.ends_with(" Jane Roe") {
                assert_eq!(document.mentions().len(), 1, "{c:?} before");
                assert_eq!(document.surface(&document.mentions()[0]), "Jane Roe", "{c:?} before");
            }
            for mention in document.mentions() {
                let edges: Vec<usize> =
                    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
                assert!(
                    edges.contains(&mention.span.start) && edges.contains(&mention.span.end),
                    "{c:?} in {text:?}"
                );
                assert_eq!(fold(document.surface(mention)), "jane roe");
            }
        }
    }
}
