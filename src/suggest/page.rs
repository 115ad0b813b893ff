//! One document with what is known of it: which stretches of it may be names, and what stands around them.

use std::collections::HashMap;

use super::names::{self, Word};
use super::nouns::{BODIES, CALENDAR, PLACES};
use super::{Context, near};
use crate::entity::{EntityId, Kind};
use crate::fold::{fold_name, fold_undotted};
use crate::gazetteer::Gazetteer;
use crate::span::Span;

/// Characters of context on each side.
const CONTEXT: usize = 40;
/// A run of more words is a headline or a list.
const MOST_WORDS: usize = 8;
/// So many mentions lie in one another at most.
const MOST_NESTED: usize = 4;
/// Characters of the longest word that says anything about a name beside it.
const LONGEST_WORD: usize = 64;

/// One document with what is known of it.
pub(super) struct Page<'a> {
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    /// In text order.
    pub(super) mentions: &'a [(Span, Option<EntityId>)],
    /// The entities that they name, each once, in order.
    pub(super) named: &'a [EntityId],
    /// Of these, those in one of whose full names a word stands.
    pub(super) by_word: &'a HashMap<String, Vec<EntityId>>,
    /// From 1.
    pub(super) number: usize,
}

type Words = std::ops::Range<usize>;

impl Page<'_> {
    /// What of a run may be a name; a part comes with the longer candidate that it is in.
    pub(super) fn candidates(
        &self,
        run: Words,
        gazetteer: &Gazetteer,
        opens: &dyn Fn(&Word) -> bool,
    ) -> Vec<(Words, Option<Words>)> {
        let run = self.without_bearer(run, gazetteer);
        if run.clone().all(|at| self.is_known(at) || self.is_small(at)) {
            return Vec::new();
        }
        let Some(whole) = self.stripped(run.clone(), gazetteer, opens) else { return Vec::new() };
        if whole.len() > MOST_WORDS {
            return Vec::new();
        }
        // Somebody's name as a whole, with a title or an adjective before it that is none.
        let span = self.span(&whole);
        if self.up_to(span.start).iter().any(|(mention, _)| mention.contains(span)) {
            return Vec::new();
        }
        // "Czech Republic Martin Tlapa": two names side by side, unless a noun makes it a body or place.
        let noun = |at: usize| {
            let folded = fold_name(&self.text[self.words[at].span.range()]);
            BODIES.contains(&folded.as_str()) || PLACES.contains(&folded.as_str())
        };
        let side_by_side =
            self.is_known(whole.start) && !whole.clone().any(|at| noun(at) && !self.is_known(at));
        let mut found = if side_by_side { Vec::new() } else { vec![(whole.clone(), None)] };
        let mut part = whole.start;
        for at in whole.start..=whole.end {
            let cut = at == whole.end || self.is_known(at) || self.is_small(at);
            if !cut {
                continue;
            }
            if part < at
                && let Some(piece) = self.stripped(part..at, gazetteer, opens)
                && piece != whole
            {
                found.push((piece, (!side_by_side).then(|| whole.clone())));
            }
            part = at + 1;
        }
        found
    }

    /// Without a known person at the end, and the titles before: "Parliament Speaker Ali Larijani".
    fn without_bearer(&self, run: Words, gazetteer: &Gazetteer) -> Words {
        let titles = &gazetteer.inner.words.titles;
        let Words { start, mut end } = run;
        let person = |at: usize| {
            let span = self.words[at].span;
            let covering = self.up_to(span.start).iter().find(|(mention, _)| mention.contains(span));
            let entity = covering.and_then(|(_, entity)| *entity);
            entity.is_some_and(|entity| gazetteer.entity(entity).kind == Kind::Person)
        };
        let whole = end;
        while start < end && person(end - 1) {
            end -= 1;
        }
        while start < end
            && end < whole
            && titles.contains(&fold_undotted(&self.text[self.words[end - 1].span.range()]))
        {
            end -= 1;
        }
        start..end
    }

    /// Without titles, sentence openers and known names in front of titles; and without small words at the ends.
    fn stripped(&self, run: Words, gazetteer: &Gazetteer, opens: &dyn Fn(&Word) -> bool) -> Option<Words> {
        let words = &gazetteer.inner.words;
        let folded = |at: usize| fold_undotted(&self.text[self.words[at].span.range()]);
        let is_title = |at: usize| words.titles.contains(&folded(at));
        let Words { mut start, mut end } = run;
        // "Supreme National Security Council": what looks like titles belongs to the body.
        let body = BODIES.contains(&folded(end - 1).as_str());
        let mut unknown = start;
        while start < end {
            let opener = words.openers.contains(&folded(start))
                || CALENDAR.contains(&folded(start).as_str())
                || opens(&self.words[start])
                    && (words.common.contains(&folded(start)) || words.roles.contains(&folded(start)));
            while unknown <= start || unknown < end && self.is_known(unknown) {
                unknown += 1;
            }
            let before_title = self.is_known(start) && unknown < end && is_title(unknown);
            // "Commander of the Guards Corps", not "Supreme Council".
            let office = is_title(start) && start + 1 < end && self.is_small(start + 1);
            let title = (is_title(start) || before_title) && (!body || office || opens(&self.words[start]));
            if opener || title || self.is_small(start) {
                start += 1;
            } else {
                break;
            }
        }
        let ends = |at: usize| {
            self.is_small(at)
                || words.openers.contains(&folded(at))
                || CALENDAR.contains(&folded(at).as_str())
        };
        while start < end && ends(end - 1) {
            end -= 1;
        }
        // "Islamic Revolution Ayatollah Ali": the name begins behind the last title.
        if !body && let Some(title) = (start..end.saturating_sub(1)).rev().find(|at| is_title(*at)) {
            start = title + 1;
        }
        (start < end).then_some(start..end)
    }

    pub(super) fn span(&self, range: &Words) -> Span {
        Span::new(self.words[range.start].span.start, self.words[range.end - 1].span.end)
    }

    /// As written, white space made single.
    pub(super) fn spelling(&self, range: &Words) -> String {
        self.text[self.span(range).range()].split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn is_small(&self, at: usize) -> bool {
        names::is_inside(&self.text[self.words[at].span.range()])
    }

    /// Whether the word is a part of a mention.
    fn is_known(&self, at: usize) -> bool {
        let span = self.words[at].span;
        self.up_to(span.end - 1).iter().any(|(mention, _)| mention.overlaps(span))
    }

    /// The last mentions that begin at byte `at` or before it: all that reach as far are among them.
    fn up_to(&self, at: usize) -> &[(Span, Option<EntityId>)] {
        let after = self.mentions.partition_point(|(mention, _)| mention.start <= at);
        &self.mentions[after.saturating_sub(MOST_NESTED)..after]
    }

    /// The words right before and behind the name, up to white space or a mark.
    pub(super) fn beside_words(&self, span: Span) -> (&str, &str) {
        let before = self.text[..span.start].trim_end();
        let after = self.text[span.end..].trim_start();
        let last = before.chars().rev().take(LONGEST_WORD).take_while(|c| !matches!(c, ' ' | '\n'));
        let next = after.chars().take(LONGEST_WORD).take_while(|c| !matches!(c, ' ' | ',' | '.'));
        let n_last: usize = last.map(char::len_utf8).sum();
        let n_next: usize = next.map(char::len_utf8).sum();
        (&before[before.len() - n_last..], &after[..n_next])
    }

    /// The entity of "Known Name (HERE)" or "here (KNOWN)", where the one is made of the other's initials.
    pub(super) fn beside(&self, span: Span) -> Option<EntityId> {
        let here = &self.text[span.range()];
        let before = &self.text[..span.start];
        let after = &self.text[span.end..];
        if let Some(rest) = before.strip_suffix('(')
            && after.starts_with(')')
        {
            let end = rest.trim_end().len();
            let mentions = self.up_to(end.saturating_sub(1));
            let (mention, entity) = mentions.iter().find(|(mention, _)| mention.end == end)?;
            return if near::abbreviates(here, &self.text[mention.range()]) { *entity } else { None };
        }
        let gap = after.strip_prefix(" (")?;
        let start = self.text.len() - gap.len();
        let (mention, entity) = self.up_to(start).iter().find(|(mention, _)| mention.start == start)?;
        let fits = near::abbreviates(&self.text[mention.range()], here);
        if fits && self.text[mention.end..].starts_with(')') { *entity } else { None }
    }

    /// The words before the bracket that the name stands in and that it abbreviates.
    pub(super) fn spelled_out(&self, span: Span) -> Option<&str> {
        let before = self.text[..span.start].strip_suffix('(')?.trim_end();
        let closed = self.text[span.end..].starts_with(')');
        let sentence = before.rfind(['.', '\n', '(', ')']).map_or(0, |at| at + 1);
        if closed { near::spelled_out(&self.text[span.range()], &before[sentence..]) } else { None }
    }

    /// What stands in brackets behind the name.
    pub(super) fn in_brackets(&self, span: Span) -> Option<String> {
        let rest = self.text[span.end..].strip_prefix(" (")?;
        let end = rest.bytes().take(20).position(|byte| byte == b')')?;
        Some(rest[..end].to_owned())
    }

    pub(super) fn context(&self, span: Span) -> Context {
        let flat = |text: String| text.replace(['\n', '\r'], " ");
        let before: Vec<char> = self.text[..span.start].chars().rev().take(CONTEXT).collect();
        Context {
            document: self.id.to_owned(),
            before: flat(before.into_iter().rev().collect()),
            surface: flat(self.text[span.range()].to_owned()),
            after: flat(self.text[span.end..].chars().take(CONTEXT).collect()),
        }
    }
}
