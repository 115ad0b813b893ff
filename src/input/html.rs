//! Web pages: the article on them as text, and the way back to the page.

use encoding_rs::Encoding;
use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::Decoded;
use crate::limits::Limits;
use crate::span::Span;

/// What a page says, without its menus, advertisements and comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The headline, an empty line, and the article, a paragraph a line. Offsets of mentions count in this. Empty where there is no article.
    pub text: String,
    /// The name of the encoding that the bytes were read in.
    pub encoding: &'static str,
    /// Whether its elements nest deeper than [`Limits::page_depth`], so that it was not read any further.
    pub is_too_deep: bool,
    places: Places,
}

impl Page {
    /// Reads a page.
    ///
    /// The encoding is that of a byte order mark, else `charset`, which the server named, else the one that the page names in its first
    /// kilobyte, else UTF-8.
    ///
    /// ```
    /// use canonym::input::Page;
    /// let said = "The mayor told reporters on Monday that the bridge would open again, and that nobody would be late. ";
    /// let html = format!("<title>A bridge</title><nav>Menu</nav><article><p>{}</p><p>AT&amp;T</p></article>", said.repeat(8));
    /// let page = Page::of(html.as_bytes(), None);
    /// assert!(page.text.contains("The mayor") && !page.text.contains("Menu"));
    /// ```
    pub fn of(bytes: &[u8], charset: Option<&str>) -> Page {
        let served = charset.and_then(|name| Encoding::for_label(name.as_bytes()));
        let (html, encoding, _) = served.unwrap_or_else(|| named_encoding(bytes)).decode(bytes);
        let is_too_deep = nests_deeper(&html, Limits::DEFAULT.page_depth);
        let read: &str = if is_too_deep { "" } else { &html };
        let config =
            dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
        let article = dom_smoothie::Readability::new(read, None, Some(config))
            .and_then(|mut readability| readability.parse());
        let text = match article {
            Ok(article) => {
                let (title, text) = (article.title.trim(), article.text_content.trim());
                if title.is_empty() || text.is_empty() {
                    text.to_owned()
                } else {
                    format!("{title}\n\n{text}")
                }
            }
            Err(_) => String::new(),
        };
        let places = Places::of(&text, &html, bytes, encoding);
        Page { text, encoding: encoding.name(), is_too_deep, places }
    }

    /// The text, with the way back to the page.
    pub fn into_decoded(self) -> Decoded<'static> {
        let lossy = self.text.contains(char::REPLACEMENT_CHARACTER);
        Decoded { places: Some(self.places), ..Decoded::new(self.text.into(), lossy, None) }
    }
}

/// Whether more than `most` elements stand in each other. Who builds a tree of them goes down it by calling itself.
fn nests_deeper(html: &str, most: usize) -> bool {
    // Not in each other, or ended by the next of their kind.
    const FLAT: [&[u8]; 34] = [
        b"area",
        b"base",
        b"br",
        b"col",
        b"embed",
        b"hr",
        b"img",
        b"input",
        b"link",
        b"meta",
        b"param",
        b"source",
        b"track",
        b"wbr",
        b"p",
        b"li",
        b"dt",
        b"dd",
        b"tr",
        b"td",
        b"th",
        b"tbody",
        b"thead",
        b"tfoot",
        b"caption",
        b"colgroup",
        b"option",
        b"optgroup",
        b"rt",
        b"rp",
        b"a",
        b"html",
        b"head",
        b"body",
    ];
    // Nothing inside ends what is outside.
    const WALLS: [&[u8]; 6] = [b"table", b"template", b"object", b"marquee", b"applet", b"foreignobject"];
    let mut open: Vec<Vec<u8>> = Vec::new();
    let mut n_foreign = 0;
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = tag.name.0;
                let foreign = matches!(name.as_slice(), b"svg" | b"math");
                if n_foreign == 0 && FLAT.contains(&name.as_slice())
                    || tag.self_closing && (foreign || n_foreign > 0)
                {
                    continue;
                }
                n_foreign += usize::from(foreign);
                open.push(name);
                if open.len() > most {
                    return true;
                }
            }
            Token::EndTag(tag) => {
                let name = tag.name.0;
                let wall = open.iter().rposition(|open| *open != name && WALLS.contains(&open.as_slice()));
                let found = open.iter().rposition(|open| *open == name);
                if let Some(at) = found.filter(|at| wall.is_none_or(|wall| wall < *at)) {
                    n_foreign -=
                        open[at..].iter().filter(|name| matches!(name.as_slice(), b"svg" | b"math")).count();
                    open.truncate(at);
                }
            }
            _ => {}
        }
    }
    false
}

/// Where the characters of an article stand in the source of its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Places {
    /// For characters of the text that are no white space and were found in the source, in order.
    chars: Vec<Place>,
    /// The source, decoded.
    source: String,
}

/// A character: its byte in the text, its bytes in the decoded source, and in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    text: u32,
    source: (u32, u32),
    file: (u32, u32),
}

impl Places {
    /// Finds the lines of `text` in `html` by their letters, white space aside, each behind the one before where it can be.
    fn of(text: &str, html: &str, bytes: &[u8], encoding: &'static Encoding) -> Places {
        let shown = shown(html);
        let letters: String = shown.iter().map(|(c, _, _)| c).collect();
        let mut starts = Vec::with_capacity(shown.len());
        let mut at = 0;
        for (c, _, _) in &shown {
            starts.push(at);
            at += c.len_utf8();
        }
        let mut chars = Vec::new();
        let (mut line_start, mut behind) = (0, 0);
        for line in text.split('\n') {
            let wanted: String = line.chars().filter(|c| !c.is_whitespace()).collect();
            let found =
                letters[behind..].find(&wanted).map(|at| at + behind).or_else(|| letters.find(&wanted));
            if let Some(found) = found.filter(|_| !wanted.is_empty()) {
                let first = starts.partition_point(|start| *start < found);
                let in_line = line.char_indices().filter(|(_, c)| !c.is_whitespace());
                for ((at, _), (_, start, end)) in in_line.zip(&shown[first..]) {
                    let text = (line_start + at) as u32;
                    chars.push(Place { text, source: (*start, *end), file: (*start, *end) });
                }
                behind = found + wanted.len();
            }
            line_start += line.len() + 1;
        }
        to_file(&mut chars, html, bytes, encoding);
        Places { chars, source: html.to_owned() }
    }

    /// Where `span` of the text stands in the decoded source, and in the file. Nothing for what the source does not hold in one piece.
    pub(crate) fn find(&self, span: Span) -> Option<(Span, Span)> {
        let first = self.chars.binary_search_by_key(&span.start, |place| place.text as usize).ok()?;
        let end = self.chars.partition_point(|place| (place.text as usize) < span.end);
        let (first, last) = (self.chars[first], self.chars[end.checked_sub(1)?]);
        let span = |start: u32, end: u32| (start < end).then(|| Span::new(start as usize, end as usize));
        Some((span(first.source.0, last.source.1)?, span(first.file.0, last.file.1)?))
    }

    /// The page, decoded.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }
}

/// The characters that a page shows, white space aside, each with where it begins and ends in the source.
fn shown(html: &str) -> Vec<(char, u32, u32)> {
    let mut shown = Vec::with_capacity(html.len() / 4);
    let mut hidden: Option<Vec<u8>> = None;
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) if hidden.is_none() && !tag.self_closing => {
                let name: &[u8] = &tag.name;
                if matches!(name, b"script" | b"style" | b"template") {
                    hidden = Some(name.to_vec());
                }
            }
            Token::EndTag(tag) if hidden.as_deref() == Some(&tag.name[..]) => hidden = None,
            Token::String(string) if hidden.is_none() => {
                let source = html.get(string.span.start..string.span.end).unwrap_or_default();
                let value = Decoded::of(&string.value).text;
                align(&value, source, string.span.start, &mut shown);
            }
            _ => {}
        }
    }
    shown
}

/// Pairs the characters of `value` with those of `source`, which spells some of them by references such as `&amp;`.
fn align(value: &str, source: &str, offset: usize, shown: &mut Vec<(char, u32, u32)>) {
    let mut at = 0;
    // Where the last reference stands, for the second character that it shows.
    let mut reference = (0, 0);
    for c in value.chars().filter(|c| !c.is_whitespace()) {
        at += space(&source[at..]);
        let rest = &source[at..];
        let (start, end) = match rest.chars().next() {
            Some('&') => match spelled(rest, c) {
                Some(len) => {
                    reference = (at, at + len);
                    reference
                }
                // An ampersand alone is one.
                None if c == '&' => (at, at + 1),
                None => reference,
            },
            Some(next) if next == c => (at, at + c.len_utf8()),
            _ => reference,
        };
        at = at.max(end);
        shown.push((c, (offset + start) as u32, (offset + end) as u32));
    }
}

/// How much white space `rest` begins with, however it is spelled.
fn space(rest: &str) -> usize {
    let mut at = 0;
    loop {
        at += rest[at..].len() - rest[at..].trim_start().len();
        let len = reference_len(&rest[at..]);
        let blank = |meaning: String| !meaning.is_empty() && meaning.trim().is_empty();
        if len == 0 || !blank(meaning(&rest[at..at + len])) {
            return at;
        }
        at += len;
    }
}

/// How long the reference is that `rest` begins with, if it shows `c` first. The old ones need no semicolon, and letters may follow.
fn spelled(rest: &str, c: char) -> Option<usize> {
    let whole = reference_len(rest);
    let shows = |len: &usize| {
        let meaning = meaning(&rest[..*len]);
        meaning.starts_with(c) && meaning != rest[..*len]
    };
    if rest[..whole].ends_with(';') && shows(&whole) && !meaning(&rest[..whole]).ends_with(';') {
        return Some(whole);
    }
    (3..=whole).find(shows)
}

/// What a character reference shows.
fn meaning(reference: &str) -> String {
    let mut shown = String::new();
    for token in Tokenizer::new(reference).flatten() {
        if let Token::String(string) = token {
            shown.push_str(&Decoded::of(&string).text);
        }
    }
    shown
}

/// How long what looks like a character reference is at the start of `rest`; 0 where nothing does.
fn reference_len(rest: &str) -> usize {
    if !rest.starts_with('&') {
        return 0;
    }
    let end =
        rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).map_or(rest.len(), |at| at + 1);
    match end.min(40) {
        1 => 0,
        end if rest[end..].starts_with(';') => end + 1,
        end => end,
    }
}

/// Turns places in the decoded source to places in the file, where the two are not the same.
fn to_file(chars: &mut [Place], html: &str, bytes: &[u8], encoding: &'static Encoding) {
    let mark = Encoding::for_bom(bytes).map_or(0, |(_, len)| len);
    if encoding == encoding_rs::UTF_8 && std::str::from_utf8(bytes).is_ok() {
        for place in chars {
            place.file = (place.source.0 + mark as u32, place.source.1 + mark as u32);
        }
        return;
    }
    let wide = match encoding.name() {
        "UTF-16LE" | "UTF-16BE" => Some(()),
        _ => None,
    };
    let length = |text: &str| match wide {
        Some(()) => 2 * text.encode_utf16().count(),
        None => encoding.encode(text).0.len(),
    };
    // In the order of the source, so that each stretch is counted once.
    let mut order: Vec<usize> = (0..chars.len()).collect();
    order.sort_by_key(|n| chars[*n].source.0);
    let (mut source, mut file) = (0, mark);
    for n in order {
        let (start, end) = (chars[n].source.0 as usize, chars[n].source.1 as usize);
        if start >= source {
            file += length(&html[source..start]);
            source = start;
        }
        chars[n].file = (file as u32, (file + length(&html[start..end])) as u32);
    }
}

/// The encoding that `<meta charset=…>` or an XML declaration names.
fn named_encoding(bytes: &[u8]) -> &'static Encoding {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    for key in [&b"charset="[..], b"encoding="] {
        let Some(at) = head.windows(key.len()).position(|window| window == key) else { continue };
        let label: Vec<u8> = head[at + key.len()..]
            .iter()
            .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.'))
            .copied()
            .collect();
        if let Some(encoding) = Encoding::for_label(&label) {
            // A page that names itself in ASCII letters is not in UTF-16, whatever it says.
            let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
            return if wide { encoding_rs::UTF_8 } else { encoding };
        }
    }
    encoding_rs::UTF_8
}
