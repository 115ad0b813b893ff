//! The elements of a page, from a parser that is watched: what nests or grows without end is refused while it grows.
//!
//! How deep elements stand in each other is not seen from tags: they are closed, moved and made again by rules of their kinds. So the parser
//! itself says where it puts each, a piece of the page at a time, and between two pieces it can be left.

use std::cell::Cell;

use dom_query::{Document, NodeId};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::PageError;
use super::growing::Growing;
use crate::limits::Limits;

/// How many bytes the parser gets at once, at the most.
const PIECE: usize = 1 << 12;

/// Elements that the parser makes again in each paragraph until they are closed, and compares by all their attributes.
pub(super) const MADE_AGAIN: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Attributes that one of those keeps. No page gives a word in bold type as many.
const KEPT: usize = 8;

/// Reads the elements of `html`.
///
/// # Errors
///
/// More of something than `limits` allow.
pub(super) fn read(html: &str, limits: &Limits) -> Result<Document, PageError> {
    let options = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let watched =
        Watched { builder: TreeBuilder::new(Growing::new(limits), options), n_tokens: Cell::new(0) };
    let mut reader = Reader {
        tokenizer: Tokenizer::new(watched, TokenizerOpts::default()),
        input: BufferQueue::default(),
        open: Open::Nothing,
    };
    let (page, bytes) = (StrTendril::from_slice(html), html.as_bytes());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'<' {
            // Alone: what ends with it has ended when the next piece begins.
            reader.feed(&page, at, at + 1);
            at += 1;
            reader.begin(&bytes[at..]);
        }
        let mut most = bytes.len().min(at + PIECE);
        while !html.is_char_boundary(most) {
            most -= 1;
        }
        let end = memchr::memchr(b'<', &bytes[at..most]).map_or(most, |len| at + len);
        reader.feed(&page, at, end);
        if reader.n_attributes(&bytes[at..end]) > limits.element_attributes {
            return Err(PageError::TooManyAttributes);
        }
        if let Some(refused) = reader.tree().refused.get() {
            return Err(refused);
        }
        at = end;
    }
    reader.tokenizer.end();
    let tree = reader.tokenizer.sink.builder.sink;
    // Where a part was moved as a whole, only its top was measured.
    if tree.refused.get().is_none() && is_deeper(&tree.document, limits.page_depth) {
        return Err(PageError::TooDeep);
    }
    tree.refused.get().map_or(Ok(tree.document), Err)
}

/// Whether more than `most` elements stand in each other.
fn is_deeper(document: &Document, most: usize) -> bool {
    let mut node = document.root();
    let mut depth = 0;
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            if depth > most && node.is_element() {
                return true;
            }
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                if depth > most && node.is_element() {
                    return true;
                }
                break;
            }
            match node.parent() {
                Some(parent) => (node, depth) = (parent, depth - 1),
                None => return false,
            }
        }
    }
}

/// The parser, and what of the page is open between two pieces.
struct Reader {
    tokenizer: Tokenizer<Watched>,
    input: BufferQueue,
    open: Open,
}

/// What began with a `<` and has not ended.
enum Open {
    Nothing,
    /// A tag, with its attributes so far.
    Tag(Attributes),
    /// A comment, or something else that has no attributes.
    Other,
}

impl Reader {
    fn tree(&self) -> &Growing {
        &self.tokenizer.sink.builder.sink
    }

    /// Gives the parser the bytes from `start` to `end`.
    fn feed(&mut self, page: &StrTendril, start: usize, end: usize) {
        if start == end {
            return;
        }
        let n_tokens = self.tokenizer.sink.n_tokens.get();
        self.input.push_back(page.subtendril(start as u32, (end - start) as u32));
        // It stops behind a script, for who would run it.
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
        if self.tokenizer.sink.n_tokens.get() > n_tokens {
            self.open = Open::Nothing;
        }
    }

    /// Notes what begins before `rest`, unless it is part of what is open.
    fn begin(&mut self, rest: &[u8]) {
        if matches!(self.open, Open::Nothing) {
            self.open = match rest {
                [b'/', letter, ..] | [letter, ..] if letter.is_ascii_alphabetic() => {
                    Open::Tag(Attributes::default())
                }
                _ => Open::Other,
            };
        }
    }

    /// How many attributes the open tag has, `piece` included. The parser compares each with all before, and tells only at the end.
    fn n_attributes(&mut self, piece: &[u8]) -> usize {
        match &mut self.open {
            Open::Tag(attributes) => {
                piece.iter().for_each(|byte| attributes.read(*byte));
                attributes.n
            }
            _ => 0,
        }
    }
}

/// Counts the attributes of a tag, a byte at a time.
#[derive(Default)]
struct Attributes {
    n: usize,
    place: Place,
}

#[derive(Clone, Copy, Default)]
enum Place {
    #[default]
    TagName,
    Between,
    Name,
    BehindName,
    Value,
    Plain,
    Quoted(u8),
}

impl Attributes {
    fn read(&mut self, byte: u8) {
        let space = byte.is_ascii_whitespace();
        self.place = match (self.place, byte) {
            (Place::Quoted(quote), _) if byte != quote => return,
            (Place::Quoted(_), _)
            | (Place::TagName | Place::Between | Place::Name | Place::BehindName, b'/') => Place::Between,
            (Place::TagName | Place::Plain, _) if space => Place::Between,
            (Place::Name, _) if space => Place::BehindName,
            (Place::Name | Place::BehindName, b'=') => Place::Value,
            (Place::Value, b'"' | b'\'') => Place::Quoted(byte),
            (Place::Value, _) if !space => Place::Plain,
            (Place::Between | Place::BehindName, _) if !space => {
                self.n += 1;
                Place::Name
            }
            (place, _) => place,
        };
    }
}

/// What the parser reads into, counting what it reads.
struct Watched {
    builder: TreeBuilder<NodeId, Growing>,
    /// Tags, comments and stretches of text.
    n_tokens: Cell<usize>,
}

impl TokenSink for Watched {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let token = match token {
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::TagToken(Tag { mut attrs, name, kind, self_closing, had_duplicate_attributes }) => {
                if attrs.len() > KEPT && MADE_AGAIN.contains(&&*name) {
                    attrs.truncate(KEPT);
                }
                Token::TagToken(Tag { attrs, name, kind, self_closing, had_duplicate_attributes })
            }
            token => token,
        };
        self.n_tokens.set(self.n_tokens.get() + 1);
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
