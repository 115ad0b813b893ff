//! The elements of a page as they grow: counted and measured where the parser puts them, and left where they are too much.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use dom_query::{Document, NodeData, NodeId, NodeRef, TreeNode};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};
use rustc_hash::FxHashMap;

use super::PageError;
use super::tree::MADE_AGAIN;
use crate::limits::Limits;

/// Attributes that are compared in the time that another element takes.
const COMPARED: usize = 4;

/// How long a text or a value may be, in bytes, of which many are written as references: each such byte is looked for in all that follows.
const LONG: usize = 1 << 14;

/// The document that grows, and how far it may.
pub(super) struct Growing {
    pub(super) document: Document,
    /// The element to each template's contents, which stand in no other.
    templates: RefCell<FxHashMap<NodeId, NodeId>>,
    /// Elements with their attributes, and comments.
    n_elements: Cell<usize>,
    /// Attributes that a second `<html>` or `<body>` brought.
    n_added: Cell<usize>,
    pub(super) refused: Cell<Option<PageError>>,
    limits: Limits,
}

impl Growing {
    pub(super) fn new(limits: &Limits) -> Growing {
        Growing {
            document: Document::default(),
            templates: RefCell::default(),
            n_elements: Cell::new(0),
            n_added: Cell::new(0),
            refused: Cell::new(None),
            limits: *limits,
        }
    }

    fn count(&self, n: usize) {
        let n_elements = self.n_elements.get() + n;
        self.n_elements.set(n_elements);
        if n_elements > self.limits.page_elements {
            self.refused.set(Some(PageError::TooManyElements));
        }
    }

    /// Whether `node` is a text that takes no more: what follows it is a text beside it.
    fn is_long(&self, node: Option<NodeRef<'_>>) -> bool {
        let len = |node: &TreeNode| match &node.data {
            NodeData::Text { contents } => contents.len(),
            _ => 0,
        };
        node.is_some_and(|node| self.document.tree.query_node_or(&node.id, 0, len) > LONG)
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

/// Cuts a value that would take long to write: it is no part of the article.
fn shorten(attribute: &mut Attribute) {
    let bytes = attribute.value.as_bytes();
    if bytes.len() <= LONG {
        return;
    }
    // An ampersand, or the first byte of a space that does not break.
    let n_written = memchr::memchr2_iter(b'&', 0xc2, bytes).count();
    if n_written * bytes.len() > LONG * LONG {
        let mut len = LONG;
        while !attribute.value.is_char_boundary(len) {
            len -= 1;
        }
        attribute.value = attribute.value.subtendril(0, len as u32);
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

    fn create_element(&self, name: QualName, mut attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.count(1 + attributes.len());
        attributes.iter_mut().for_each(shorten);
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
        let tree = &self.document.tree;
        match child {
            NodeOrText::AppendText(contents) if self.is_long(tree.last_child_of(parent)) => {
                tree.append_child_data_of(parent, NodeData::Text { contents });
            }
            child => {
                let node = node(&child);
                self.document.append(parent, child);
                self.measure(node);
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        match self.document.tree.parent_of(element) {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(before, child),
        }
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
        let tree = &self.document.tree;
        match child {
            NodeOrText::AppendText(contents) if self.is_long(tree.prev_sibling_of(sibling)) => {
                let text = tree.create_node(NodeData::Text { contents });
                tree.insert_before_of(sibling, &text);
            }
            child => {
                let node = node(&child);
                self.document.append_before_sibling(sibling, child);
                self.measure(node);
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, mut attributes: Vec<Attribute>) {
        attributes.iter_mut().for_each(shorten);
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
