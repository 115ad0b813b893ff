//! Decides who says it: for each mention the outlet's own voice or somebody's direct speech, and whose; and what stands in scare quotes.
//!
//! A quotation is *speech* when it is more than a few words, or a short utterance complete in itself (“Never,” he said); otherwise its
//! marks keep a word at arm's length (the “Israeli” regime) or hold a title, and the voice stays the narrator's. Indirect speech is the
//! narrator's too. Sentences are read as [`words`]; who speaks in one is its verb's [`subject`], a noun [`phrase`]; whom “he” and
//! “the spokesman” stand for, over the whole text, is for [`discourse`].
//!
//! A speaker is a person or an organization. Where a country speaks (“Iran said”), several people speak together, or somebody whom no
//! lexicon knows does, the speaker stays open: none is better than a wrong one.
//!
//! Quotations are found once. A text without any, or with no mention inside direct speech, costs nothing more.

mod discourse;
mod phrase;
mod subject;
mod words;

use crate::document::{Mention, Voice};
use crate::entity::Kind;
use crate::gazetteer::{FoldedWords, Inner};
use crate::span::Span;
use crate::text::Layout;
use crate::text::lines::floor;
use crate::text::quotes::{Quotation, quotations};

/// Sets `voice` and `scare_quoted` of all `mentions`, which are in text order.
pub(super) fn attribute(text: &str, layout: &Layout, mentions: &mut [Mention], gazetteer: &Inner) {
    if mentions.is_empty() {
        return;
    }
    let quotations = quotations(text, layout);
    if quotations.is_empty() {
        return;
    }
    let (speech, scare) = judge(text, layout, &quotations, mentions, &gazetteer.words);
    mark_scare_quotes(text, mentions, &scare);
    let Some(last) = mentions.iter().filter_map(|mention| inside(&speech, mention.span)).max() else {
        return;
    };
    let speakers = discourse::speakers(text, layout, &speech[..=last], mentions, gazetteer);
    for mention in mentions {
        if let Some(n) = inside(&speech, mention.span) {
            mention.voice = Voice::Quoted { speaker: speakers[n] };
        }
    }
}

/// The quotation of `quotations`, which are in order and apart, that `span` is inside of.
fn inside(quotations: &[Quotation], span: Span) -> Option<usize> {
    let n = quotations.partition_point(|quotation| quotation.span.start <= span.start).checked_sub(1)?;
    quotations[n].inner.contains(span).then_some(n)
}

// --------------------------------------------------------------------------------------------------------- speech or scare quotes

/// So many words are "a few": in fewer or as many nobody is quoted, unless they are all that is said.
const A_FEW: usize = 3;

/// Parts outermost speech from scare quotes and titles that do not stand in speech.
fn judge(
    text: &str,
    layout: &Layout,
    quotations: &[Quotation],
    mentions: &[Mention],
    words: &FoldedWords,
) -> (Vec<Quotation>, Vec<Quotation>) {
    let (mut speech, mut scare) = (Vec::new(), Vec::new());
    let mut spoken_until = 0;
    let doubles = quotations.iter().any(|quotation| quotation.depth == 0 && !quotation.single);
    for quotation in quotations {
        if quotation.span.start < spoken_until {
            continue;
        }
        if !is_one_name(text, quotation, mentions) && is_speech(text, layout, quotation, doubles, words) {
            spoken_until = quotation.span.end;
            speech.push(*quotation);
        } else {
            scare.push(*quotation);
        }
    }
    (speech, scare)
}

/// Whether one mention is all that a quotation holds, with no mark of an utterance: rejected the U.S. “deal of the century”.
fn is_one_name(text: &str, quotation: &Quotation, mentions: &[Mention]) -> bool {
    let after = mentions.partition_point(|mention| mention.span.start < quotation.inner.start);
    mentions.get(after).is_some_and(|mention| {
        let rest = text[mention.span.end..].strip_prefix(',').unwrap_or(&text[mention.span.end..]);
        mention.span.start == quotation.inner.start
            && quotation.closed
            && !text[mention.span.range()].contains(['.', '!', '?'])
            && text.len() - rest.len() == quotation.inner.end
            && text[mention.span.range()].split_whitespace().nth(A_FEW).is_some()
    })
}

/// `doubles`: whether the text uses double marks, so that single ones are for other things than speech.
fn is_speech(text: &str, layout: &Layout, quotation: &Quotation, doubles: bool, words: &FoldedWords) -> bool {
    if quotation.continues {
        return true;
    }
    let content = text[quotation.inner.range()].trim();
    let paragraph = layout.paragraph_at(quotation.span.start);
    let before = text[paragraph.start..quotation.span.start].trim_end();
    let after = &text[quotation.span.end..paragraph.end];
    if names_a_title(before) {
        return false;
    }
    let n_words = content
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .take(A_FEW + 2)
        .count();
    let begins_apart = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric());
    let few = if is_named_so(before) { A_FEW + 1 } else { A_FEW };
    if n_words <= few {
        let complete = content.ends_with([',', '.', '!', '?', '…']) || after.starts_with(',');
        return begins_apart && complete && content.starts_with(char::is_uppercase);
    }
    let heading = quotation.closed
        && is_heading(content, before, after)
        && (quotation.single && doubles || !somebody_says(after, words));
    !is_title_case(content) && !heading
}

/// Whether the word before a quotation says that a name follows, not speech: so-called “…”, under the title “…”.
fn names_a_title(before: &str) -> bool {
    // "His book, “…”, sold well."
    let head = before.trim_end_matches(',');
    let word = head.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default();
    let work = matches!(
        word,
        "book" | "essay" | "film" | "movie" | "memoir" | "song" | "album" | "documentary" | "novel" | "poem"
    );
    work || head.len() == before.len()
        && matches!(
            word,
            "so-called"
                | "titled"
                | "dubbed"
                | "entitled"
                | "headlined"
                | "named"
                | "nicknamed"
                | "title"
                | "headline"
                | "slogan"
                | "theme"
                | "motto"
                | "banner"
                | "hashtag"
                | "series"
                | "exhibition"
                | "play"
                | "podcast"
        )
}

/// Whether the word before a quotation makes it part of the narrator’s own phrase: the “deal of the century”.
fn is_named_so(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(
        word,
        "a" | "an"
            | "the"
            | "The"
            | "its"
            | "his"
            | "her"
            | "their"
            | "this"
            | "that"
            | "such"
            | "as"
            | "of"
            | "called"
    )
}

/// Whether `content` is written as titles are: each long word with a capital.
fn is_title_case(content: &str) -> bool {
    let long =
        content.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (mut n_long, mut capitals) = (0, 0);
    for word in long {
        n_long += 1;
        capitals += usize::from(
            word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase),
        );
        if n_long - capitals > 0 {
            return false;
        }
    }
    n_long >= 2
        && capitals == n_long
        && !content.contains(['?', '!'])
        && content.split_whitespace().count() <= 20
}

/// Whether a quotation looks like a headline set between two sentences: it stands alone and ends in no mark.
fn is_heading(content: &str, before: &str, after: &str) -> bool {
    let alone = before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '"', '’', '\'']);
    let unmarked = content.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '’' | '”' | '\'' | '"'));
    let follows = after.trim_start();
    let parted = after.len() > follows.len()
        && follows.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    alone && unmarked && (follows.is_empty() || parted)
}

/// Whether a quotation that looks like a headline is speech all the same: “We will go” Zarif said. But: “We will go” Zarif also said that…
fn somebody_says(after: &str, words: &FoldedWords) -> bool {
    let sentence =
        after[..floor(after, 200)].split_inclusive(['.', '!', '?', ',', ':']).next().unwrap_or_default();
    let mut near = sentence.split_whitespace().take(12);
    let bare = |word: &str| words.sayings.contains(word.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let said = near.by_ref().take(6).any(bare);
    said && near.all(|word| word != "that") && sentence.split_whitespace().nth(12).is_none()
}

/// A wording alone in scare quotes, a term within a few quoted words, and a term with quoted words in it.
fn mark_scare_quotes(text: &str, mentions: &mut [Mention], scare: &[Quotation]) {
    for mention in mentions {
        let next = scare.partition_point(|quotation| quotation.span.start < mention.span.start);
        let within = |quotation: &Quotation| {
            let content = text[quotation.inner.range()].trim();
            let alone = text[mention.span.range()].trim_matches(|c: char| !c.is_alphanumeric())
                == content.trim_matches(|c: char| !c.is_alphanumeric());
            quotation.span.contains(mention.span) && (alone || mention.kind == Kind::Term)
        };
        let around = next.checked_sub(1).is_some_and(|n| within(&scare[n]));
        let begins_there = scare[next..]
            .first()
            .is_some_and(|quotation| mention.span.contains(quotation.span) || within(quotation));
        mention.scare_quoted |= around || begins_there;
    }
}
