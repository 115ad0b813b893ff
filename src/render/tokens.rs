//! Tokens for formats that count in them: words and marks by UAX #29, cut at the edges of mentions, white space apart.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::Mention;
use crate::span::Span;

/// The tokens of `text` without white space. Every edge of a mention is an edge of a token.
pub(super) fn words(text: &str, mentions: &[Mention]) -> Vec<Span> {
    let mut edges = mentions.iter().flat_map(|mention| [mention.span.start, mention.span.end]).peekable();
    let mut words = Vec::new();
    for (at, piece) in text.split_word_bound_indices() {
        let end = at + piece.len();
        let mut start = at;
        while let Some(edge) = edges.next_if(|edge| *edge < end) {
            if edge > start {
                dense(text, Span::new(start, edge), &mut words);
                start = edge;
            }
        }
        dense(text, Span::new(start, end), &mut words);
    }
    words
}

/// The stretches of `span` without white space.
fn dense(text: &str, span: Span, words: &mut Vec<Span>) {
    let mut start = None;
    for (at, c) in text[span.range()].char_indices() {
        let at = span.start + at;
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(first)) => {
                words.push(Span::new(first, at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(first) = start {
        words.push(Span::new(first, span.end));
    }
}

/// A token, and whether one space stands between it and the next.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) space: bool,
}

/// Tokens as spaCy has them: together with their single spaces they are the text, and other white space is tokens of its own.
pub(super) fn spaced(text: &str, mentions: &[Mention]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut end = 0;
    let fill = |tokens: &mut Vec<Token>, from: usize, to: usize| {
        let mut from = from;
        if let Some(last) = tokens.last_mut()
            && text[from..to].starts_with(' ')
        {
            last.space = true;
            from += 1;
        }
        if from < to {
            tokens.push(Token { span: Span::new(from, to), space: false });
        }
    };
    for word in words(text, mentions) {
        fill(&mut tokens, end, word.start);
        tokens.push(Token { span: word, space: false });
        end = word.end;
    }
    fill(&mut tokens, end, text.len());
    tokens
}
