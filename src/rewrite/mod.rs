//! One name for one thing: variants replaced by canonical names, loaded terms by neutral wording, as a list of edits.
//!
//! An edit is made only where the sentence stays English: articles, possessives, plurals and capitals come along ([`english`]), and where a
//! rule cannot tell, the text stays as it is. Demonyms and open mentions are never touched, nor is a byte between quotation marks unless
//! that is asked for; only a term that itself stands in scare quotes goes with its marks.
//!
//! The result is stable: rewriting it again changes nothing. That is checked on the spot, and an edit that would not hold is left out.

mod english;
mod names;
mod terms;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::document::{Document, Mention, Reading, Voice};
use crate::entity::{EntityId, Form, Kind};
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::limits::Limits;
use crate::span::Span;
use crate::text::Layout;
use crate::text::quotes::quotations;

/// Which name stands for an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The full name everywhere.
    #[default]
    Canonical,
    /// People by their full name first and by their short name from then on; others like [`Style::Canonical`].
    FirstFull,
    /// Names stay as they are.
    Keep,
}

/// What becomes of loaded terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Terms {
    /// They stay.
    #[default]
    Keep,
    /// The neutral wording stands behind: `Zionist regime [Israel]`.
    Annotate,
    /// The neutral wording stands in their place.
    Replace,
}

/// How to rewrite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rewriting {
    /// Which names.
    pub style: Style,
    /// What about loaded terms.
    pub terms: Terms,
    /// Whether quotations are rewritten too.
    pub in_quotes: bool,
}

/// Why an edit is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The name is a variant of the canonical one.
    Variant,
    /// The full name stood before; here the short one does.
    Shorter,
    /// The wording is loaded.
    Loaded,
}

impl Why {
    /// The word used in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Why::Variant => "variant",
            Why::Shorter => "shorter",
            Why::Loaded => "loaded",
        }
    }
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the text; an article before the mention and a possessive behind it may belong to it.
    pub span: Span,
    /// What stands there instead.
    pub replacement: String,
    /// Who or what is meant.
    pub entity: EntityId,
    /// Why.
    pub why: Why,
}

/// The text with `edits`, which are in order and apart.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len() * 8);
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.replacement);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Rewrites texts with one gazetteer and one set of options.
#[derive(Clone, Debug)]
pub struct Rewriter {
    gazetteer: Gazetteer,
    rewriting: Rewriting,
    /// The short name of each person who has just one.
    shorts: Arc<HashMap<EntityId, String>>,
}

/// Entity, reason and replacement of edits that did not hold.
type LeftOut = HashSet<(EntityId, Why, String)>;

/// So often an edit that does not hold is left out and the rest tried again.
const MOST_ROUNDS: usize = 6;

/// Edits times bytes of text, up to which the edit that changes a quotation is looked for among all.
const MOST_LOOKED_FOR: usize = 1 << 23;

impl Rewriter {
    /// A rewriter; it looks the short names up once.
    pub fn new(gazetteer: &Gazetteer, rewriting: Rewriting) -> Rewriter {
        let shorts = match rewriting.style {
            Style::FirstFull => names::shorts(gazetteer),
            Style::Canonical | Style::Keep => HashMap::new(),
        };
        Rewriter { gazetteer: gazetteer.clone(), rewriting, shorts: Arc::new(shorts) }
    }

    /// The same with another gazetteer of the same lexicon, such as one [`dated`](Gazetteer::dated) like the text.
    pub fn on(mut self, gazetteer: &Gazetteer) -> Rewriter {
        self.gazetteer = gazetteer.clone();
        self
    }

    /// The edits that `document` asks for, in order and apart. Applied to the text they give one that asks for none.
    ///
    /// ```
    /// use canonym::{Lexicon, Rewriter, Rewriting, Source, rewrite_apply};
    /// let text = "format = 1\n[person.jane-roe]\nname = \"Jane Roe\"\naliases = [\"Jane Q. Roe\"]\n".to_owned();
    /// let (lexicon, _) = Lexicon::parse(vec![Source { name: "x.toml".into(), text, layer: 0 }]);
    /// let gazetteer = lexicon.compile()?;
    /// let document = gazetteer.tag("Jane Q. Roe’s aide said: “Jane Q. Roe left.”");
    /// let edits = Rewriter::new(&gazetteer, Rewriting::default()).edits(&document);
    /// assert_eq!(rewrite_apply(document.text(), &edits), "Jane Roe’s aide said: “Jane Q. Roe left.”");
    /// # Ok::<(), canonym::Error>(())
    /// ```
    pub fn edits(&self, document: &Document<'_>) -> Vec<Edit> {
        self.edits_within(document, &Limits::ANY_TEXT).unwrap_or_default()
    }

    /// The same unless the text becomes larger than `limits` say.
    ///
    /// # Errors
    ///
    /// When the rewritten text is longer, or has more places where a name may stand; the message says which limit it is.
    pub fn edits_within(&self, document: &Document<'_>, limits: &Limits) -> Result<Vec<Edit>, Error> {
        let edits = self.held(document, limits)?;
        if edits.is_empty() {
            return Ok(edits);
        }
        // A text whose rewriting would be rewritten again stays as it is.
        let text = apply(document.text(), &edits);
        let again = self.held(&self.gazetteer.tag_within(&text, limits)?, limits)?;
        Ok(if again.is_empty() { edits } else { Vec::new() })
    }

    /// The edits that hold in the text that they make.
    fn held(&self, document: &Document<'_>, limits: &Limits) -> Result<Vec<Edit>, Error> {
        let mut edits = self.proposed(document);
        let mut left_out = LeftOut::new();
        for _ in 0..MOST_ROUNDS {
            if edits.is_empty() {
                return Ok(edits);
            }
            let failed = self.failures(document, &edits, &left_out, limits)?;
            if failed.is_empty() {
                return Ok(edits);
            }
            let mut n = 0;
            edits.retain(|edit| {
                let fails = failed.contains(&n);
                n += 1;
                if fails {
                    left_out.insert((edit.entity, edit.why, edit.replacement.clone()));
                }
                !fails
            });
        }
        Ok(Vec::new())
    }

    /// Which of `edits` do not hold in the text that they make: a name that is no longer found, and whatever asks for another edit. All of
    /// them where a quotation would change or where it cannot be told which one is to blame.
    fn failures(
        &self,
        document: &Document<'_>,
        edits: &[Edit],
        left_out: &LeftOut,
        limits: &Limits,
    ) -> Result<BTreeSet<usize>, Error> {
        let text = apply(document.text(), edits);
        let rewritten = self.gazetteer.tag_within(&text, limits)?;
        let everything = || (0..edits.len()).collect();
        let changes_quotations =
            |edits: &[Edit]| quoted(document.text(), edits) != quoted(&apply(document.text(), edits), &[]);
        if !self.rewriting.in_quotes && changes_quotations(edits) {
            if edits.len() * document.text().len() > MOST_LOOKED_FOR {
                return Ok(everything());
            }
            // A bracket or an apostrophe of one edit, as a rule, makes a mark another.
            let alone: BTreeSet<usize> =
                (0..edits.len()).filter(|n| changes_quotations(std::slice::from_ref(&edits[*n]))).collect();
            return Ok(if alone.is_empty() { everything() } else { alone });
        }
        let mut places = Vec::with_capacity(edits.len());
        let mut shift = 0_isize;
        for edit in edits {
            let start = edit.span.start.wrapping_add_signed(shift);
            places.push(Span::new(start, start + edit.replacement.len()));
            shift += edit.replacement.len() as isize - edit.span.len() as isize;
        }
        let mut failed = BTreeSet::new();
        let mentions = rewritten.mentions();
        for (n, (edit, place)) in edits.iter().zip(&places).enumerate() {
            let first = mentions.partition_point(|mention| mention.span.start < place.start);
            let mut here = mentions[first..].iter().take_while(|mention| mention.span.start < place.end);
            let found = |mention: &Mention| {
                place.contains(mention.span) && mention.reading.entity() == Some(edit.entity)
            };
            if edit.why != Why::Loaded && !here.any(found) {
                failed.insert(n);
            }
        }
        if !failed.is_empty() {
            return Ok(failed);
        }
        let layout = Layout::of(&text);
        let mut of_entity: HashMap<EntityId, Vec<usize>> = HashMap::new();
        edits.iter().enumerate().for_each(|(n, edit)| of_entity.entry(edit.entity).or_default().push(n));
        for again in self.proposed(&rewritten) {
            if left_out.contains(&(again.entity, again.why, again.replacement.clone())) {
                continue;
            }
            let near = places.partition_point(|place| place.end < again.span.start);
            if places.get(near).is_some_and(|place| place.start <= again.span.end) {
                failed.insert(near);
                continue;
            }
            // Another edit changed what is meant here: one for the same entity, else one in the same paragraph. Who has been blamed once
            // need not be looked for again.
            let blamed = match of_entity.get_mut(&again.entity) {
                Some(same) => std::mem::take(same),
                None => {
                    let paragraph = layout.paragraph_at(again.span.start);
                    let first = places.partition_point(|place| place.end <= paragraph.start);
                    let inside = places[first..].iter().take_while(|place| place.start < paragraph.end);
                    let blamed: Vec<usize> = (first..first + inside.count()).collect();
                    if blamed.is_empty() {
                        return Ok(everything());
                    }
                    blamed
                }
            };
            failed.extend(blamed);
        }
        Ok(failed)
    }

    /// `wording` with names as the style wants them: a neutral wording may hold variants itself, such as "US".
    fn canonical(&self, wording: &str) -> String {
        if self.rewriting.style == Style::Keep {
            return wording.to_owned();
        }
        let rewriting = Rewriting { style: Style::Canonical, terms: Terms::Keep, in_quotes: true };
        let rewriter = Rewriter { gazetteer: self.gazetteer.clone(), rewriting, shorts: Arc::default() };
        apply(wording, &rewriter.proposed(&self.gazetteer.tag(wording)))
    }

    fn proposed(&self, document: &Document<'_>) -> Vec<Edit> {
        let text = document.text();
        let layout = Layout::of(text);
        let protected = if self.rewriting.in_quotes { Vec::new() } else { outermost(text, &layout) };
        let canonical = |wording: &str| self.canonical(wording);
        let context = Context { text, layout: &layout, gazetteer: &self.gazetteer, canonical: &canonical };
        let mut naming =
            names::Naming { style: self.rewriting.style, shorts: &self.shorts, introduced: HashSet::new() };
        let mut edits: Vec<Edit> = Vec::new();
        let mut explained: HashSet<EntityId> = HashSet::new();
        let mentions = document.mentions();
        let last_in_text = match self.rewriting.terms {
            Terms::Annotate => last_in_text(&context, mentions),
            Terms::Keep | Terms::Replace => HashMap::new(),
        };
        for (n, mention) in mentions.iter().enumerate() {
            let Reading::One { entity, .. } = mention.reading else { continue };
            if mention.form == Form::Demonym || mention.look_alike {
                continue;
            }
            let beside = [n.checked_sub(1).and_then(|n| mentions.get(n)), mentions.get(n + 1)];
            let edit = match mention.kind {
                // A reader needs to be told once, and not in a headline.
                Kind::Term
                    if self.rewriting.terms == Terms::Annotate
                        && (explained.contains(&entity)
                            || context.in_headline(mention.span)
                                && last_in_text.get(&entity).is_some_and(|last| *last > n)) =>
                {
                    None
                }
                Kind::Term => terms::edit(&context, mention, entity, self.rewriting.terms),
                _ => names::edit(&context, mention, entity, &naming, beside),
            };
            let edit = edit.filter(|edit| {
                let quoted = !self.rewriting.in_quotes && mention.voice != Voice::Narrator;
                // A scare-quoted term goes with its marks; everything else in quotation marks stays.
                let first = protected.partition_point(|quotation| quotation.end <= edit.span.start);
                let mut around =
                    protected[first..].iter().take_while(|quotation| quotation.start < edit.span.end);
                let touches = around
                    .any(|quotation| !(mention.kind == Kind::Term && mention.span.contains(*quotation)));
                let apart = edits.last().is_none_or(|last| last.span.end <= edit.span.start);
                !quoted && !touches && apart && text[edit.span.range()] != edit.replacement
            });
            if mention.kind == Kind::Term && (edit.is_some() || terms::is_explained(text, mention.span)) {
                explained.insert(entity);
            }
            let is_full = match &edit {
                Some(edit) => edit.replacement.contains(&self.gazetteer.entity(entity).name),
                None => mention.form == Form::Name,
            };
            if is_full {
                naming.introduced.insert(entity);
            }
            edits.extend(edit);
        }
        if self.rewriting.terms == Terms::Replace {
            edits.extend(terms::taken_up(&context, mentions, &edits, &protected));
            edits.sort_by_key(|edit| edit.span);
        }
        edits
    }
}

/// For each loaded term, the last of `mentions` by which the outlet uses it outside of headlines.
fn last_in_text(context: &Context<'_>, mentions: &[Mention]) -> HashMap<EntityId, usize> {
    let terms = mentions.iter().enumerate().filter(|(_, mention)| {
        mention.kind == Kind::Term && mention.voice == Voice::Narrator && !context.in_headline(mention.span)
    });
    terms.filter_map(|(n, mention)| Some((mention.reading.entity()?, n))).collect()
}

/// What an edit is made in.
struct Context<'a> {
    text: &'a str,
    layout: &'a Layout,
    gazetteer: &'a Gazetteer,
    /// A neutral wording in the style asked for.
    canonical: &'a dyn Fn(&str) -> String,
}

impl Context<'_> {
    /// Whether a sentence begins at `byte`, with or without an opening mark before it.
    fn begins_sentence(&self, byte: usize) -> bool {
        let sentence = self.layout.sentence_at(byte);
        byte >= sentence.start && !self.text[sentence.start..byte].contains(char::is_alphanumeric)
    }

    /// Whether the sentence has no more words and no full stop behind `byte`.
    fn ends_sentence(&self, byte: usize) -> bool {
        let sentence = self.layout.sentence_at(byte.saturating_sub(1));
        let rest = self.text.get(byte..sentence.end).unwrap_or_default();
        !rest.contains(|c: char| c.is_alphanumeric() || matches!(c, '.' | '!' | '?' | ',' | ';' | ':'))
    }

    /// The line that `span` stands in, if it ends not far from there.
    fn short_line_of(&self, span: Span) -> Option<Span> {
        const FAR: usize = 400;
        let bytes = self.text.as_bytes();
        let (near, far) = (span.start.saturating_sub(FAR), bytes.len().min(span.end + FAR));
        let before = bytes[near..span.start].iter().rposition(|&byte| byte == b'\n').map(|at| near + at + 1);
        let behind = bytes[span.end..far].iter().position(|&byte| byte == b'\n').map(|at| span.end + at);
        let start = before.or((near == 0).then_some(0))?;
        let end = behind.or((far == bytes.len()).then_some(far))?;
        Some(Span::new(start, end))
    }

    /// Whether a line begins at `byte`.
    fn begins_line(&self, byte: usize) -> bool {
        self.text[..byte].chars().rev().take_while(|&c| c != '\n').all(|c| !c.is_alphanumeric())
    }

    /// Whether the line that `span` stands in has other words, and all of it is in capitals.
    fn in_capitals(&self, span: Span) -> bool {
        let Some(line) = self.short_line_of(span) else { return false };
        let beside = [&self.text[line.start..span.start], &self.text[span.end..line.end]];
        beside.iter().any(|part| part.contains(char::is_alphabetic))
            && !self.text[line.range()].contains(char::is_lowercase)
    }

    /// Whether `span` stands in a headline: a short line of its own with no full stop, most of whose longer words have a capital, or that
    /// an empty line parts from the text that it begins.
    fn in_headline(&self, span: Span) -> bool {
        let Some(line) = self.short_line_of(span) else { return false };
        let (start, end) = (line.start, line.end);
        let line = self.text[line.range()].trim();
        let words = || line.split_whitespace().filter(|word| word.chars().count() > 3);
        let capital = words()
            .filter(|word| word.trim_start_matches(['‘', '“', '"', '\'']).starts_with(char::is_uppercase));
        let first = !self.text[..start].contains(char::is_alphanumeric)
            && self.text[end..].trim_start_matches([' ', '\r']).starts_with('\n')
            && self.text[end..].trim_start_matches([' ', '\r'])[1..]
                .trim_start_matches([' ', '\r'])
                .starts_with('\n');
        line.len() < 200
            && line.contains(' ')
            && !line.ends_with(['.', ',', ';', ':', '”', '"', '-'])
            && (first || 4 * capital.count() > 3 * words().count().max(1))
    }
}

/// The outermost quotations, marks included, in order and apart.
fn outermost(text: &str, layout: &Layout) -> Vec<Span> {
    quotations(text, layout)
        .into_iter()
        .filter(|quotation| quotation.depth == 0)
        .map(|quotation| quotation.span)
        .collect()
}

/// What is quoted outside of `edits`, which are in order and apart.
fn quoted<'t>(text: &'t str, edits: &[Edit]) -> Vec<&'t str> {
    outermost(text, &Layout::of(text))
        .into_iter()
        .filter(|quotation| {
            let behind = edits.partition_point(|edit| edit.span.start <= quotation.start);
            behind.checked_sub(1).is_none_or(|n| !edits[n].span.contains(*quotation))
        })
        .map(|quotation| &text[quotation.range()])
        .collect()
}
