//! The elements of a page, from a parser that is watched: what nests or grows without end is refused while it grows.
//!
//! How deep elements stand in each other is not seen from tags: they are closed, moved and made again by rules of their kinds. So the parser
//! itself says where it puts each, a piece of the page at a time, and between two pieces it can be left.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use dom_query::{Document, NodeId};
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, QualName, TokenizerResult};
use rustc_hash::FxHashMap;

use super::PageError;
use crate::limits::Limits;

/// How many bytes the parser gets at once, at the most.
const PIECE: usize = 1 << 12;

/// Elements that the parser makes again in each paragraph until they are closed, and compares by all their attributes.
const MADE_AGAIN: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Attributes that one of those keeps. No page gives a word in bold type as many.
const KEPT: usize = 8;

/// Attributes that are compared in the time that another element takes.
const COMPARED: usize = 4;

/// Reads the elements of `html`.
///
/// # Errors
///
/// More of something than `limits` allow.
pub(super) fn read(html: &str, limits: &Limits) -> Result<Document, PageError> {
    let growing = Growing {
        document: Document::default(),
        templates: RefCell::default(),
        n_elements: Cell::new(0),
        n_added: Cell::new(0),
        refused: Cell::new(None),
        limits: *limits,
    };
    let options = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let watched = Watched { builder: TreeBuilder::new(growing, options), n_tokens: Cell::new(0) };
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

/// The document that grows, and how far it may.
struct Growing {
    document: Document,
    /// The element to each template's contents, which stand in no other.
    templates: RefCell<FxHashMap<NodeId, NodeId>>,
    /// Elements with their attributes, and comments.
    n_elements: Cell<usize>,
    /// Attributes that a second `<html>` or `<body>` brought.
    n_added: Cell<usize>,
    refused: Cell<Option<PageError>>,
    limits: Limits,
}

impl Growing {
    fn count(&self, n: usize) {
        let n_elements = self.n_elements.get() + n;
        self.n_elements.set(n_elements);
        if n_elements > self.limits.page_elements {
            self.refused.set(Some(PageError::TooManyElements));
        }
    }

    /// Measures how deep `node` stands; a text stands in an element that was measured.
    fn measure(&self, node: Option<NodeId>) {
        let Some(mut node) = node else { return };
        let tree = &self.document.tree;
        let name = tree.get_name(&node).map(|name| name.local.clone());
        let compared = name.filter(|name| MADE_AGAIN.contains(&&**name));
        let (mut depth, mut n_compared) = (0, 0);
        let outside = |node| {
            let parent = tree.parent_of(&node).map(|parent| parent.id);
            parent.or_else(|| self.templates.borrow().get(&node).copied())
        };
        while let Some(parent) = outside(node) {
            (node, depth) = (parent, depth + 1);
            if depth > self.limits.page_depth {
                self.refused.set(Some(PageError::TooDeep));
                return;
            }
            if let Some(name) = &compared {
                n_compared += tree.query_node_or(&node, 0, |node| {
                    let element = node.as_element().filter(|element| element.name.local == *name);
                    element.map_or(0, |element| element.attrs.len())
                });
            }
        }
        self.count(n_compared / COMPARED);
    }
}

fn node(child: &NodeOrText<NodeId>) -> Option<NodeId> {
    match child {
        NodeOrText::AppendNode(node) => Some(*node),
        NodeOrText::AppendText(_) => None,
    }
}

impl TreeSink for Growing {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.count(1 + attributes.len());
        let is_template = flags.template;
        let element = self.document.create_element(name, attributes, flags);
        if is_template {
            self.templates.borrow_mut().insert(self.document.get_template_contents(&element), element);
        }
        element
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.count(1);
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.count(1);
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let node = node(&child);
        self.document.append(parent, child);
        self.measure(node);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        let node = node(&child);
        self.document.append_based_on_parent_node(element, before, child);
        self.measure(node);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let node = node(&child);
        self.document.append_before_sibling(sibling, child);
        self.measure(node);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let n_added = self.n_added.get() + attributes.len();
        self.n_added.set(n_added);
        if n_added > self.limits.element_attributes {
            self.refused.set(Some(PageError::TooManyAttributes));
        } else {
            self.document.add_attrs_if_missing(target, attributes);
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(node)
    }
}
