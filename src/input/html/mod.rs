//! Web pages: the article on them as text, and the way back to the page.

mod growing;
mod places;
mod source;
mod tree;

use std::fmt;

use encoding_rs::Encoding;

use super::Decoded;
use crate::limits::Limits;
pub(super) use places::Places;
use source::Source;

/// What a page says, without its menus, advertisements and comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The headline, an empty line, and the article, a paragraph a line. Offsets of mentions count in this. Empty where there is no article.
    pub text: String,
    /// The name of the encoding that the bytes were read in.
    pub encoding: &'static str,
    places: Places,
}

/// Why a page is not read. The message is what is said behind its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// Its elements nest deeper than [`Limits::page_depth`].
    TooDeep,
    /// It has more than [`Limits::page_elements`].
    TooManyElements,
    /// An element of it has more attributes than [`Limits::element_attributes`].
    TooManyAttributes,
    /// It is in an encoding that is no longer read anywhere, because its bytes can hide markup in what looks like text.
    OldEncoding,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limits = Limits::DEFAULT;
        match self {
            PageError::TooDeep => {
                write!(f, "more than {} of its elements stand in each other", limits.page_depth)
            }
            PageError::TooManyElements => {
                write!(f, "it makes more than {} elements and attributes", limits.page_elements)
            }
            PageError::TooManyAttributes => {
                write!(f, "an element has more than {} attributes", limits.element_attributes)
            }
            PageError::OldEncoding => f.write_str(
                "its encoding (HZ, ISO-2022-CN or ISO-2022-KR) is no longer read; convert it to UTF-8",
            ),
        }
    }
}

impl std::error::Error for PageError {}

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
    /// let page = Page::of(html.as_bytes(), None)?;
    /// assert!(page.text.contains("The mayor") && !page.text.contains("Menu"));
    /// # Ok::<(), canonym::input::PageError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// More of something than [`Limits`] allow, or an encoding that is not read.
    pub fn of(bytes: &[u8], charset: Option<&str>) -> Result<Page, PageError> {
        let served = charset.and_then(|name| Encoding::for_label(name.as_bytes()));
        let marked = Encoding::for_bom(bytes);
        let (encoding, mark) = marked.unwrap_or_else(|| (served.unwrap_or_else(|| named_encoding(bytes)), 0));
        if encoding == encoding_rs::REPLACEMENT {
            return Err(PageError::OldEncoding);
        }
        let source = Source::of(bytes, encoding, mark);
        let document = tree::read(&source.text, &Limits::DEFAULT)?;
        let config =
            dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
        let article = dom_smoothie::Readability::with_document(document, None, Some(config))
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
        let places = Places::of(&text, source);
        Ok(Page { text, encoding: encoding.name(), places })
    }

    /// The text, with the way back to the page.
    pub fn into_decoded(self) -> Decoded<'static> {
        let lossy = self.text.contains(char::REPLACEMENT_CHARACTER);
        Decoded { places: Some(self.places), ..Decoded::new(self.text.into(), lossy, None) }
    }
}

impl Decoded<'_> {
    /// Decodes a text that a server gave, in the encoding of a byte order mark, else in `charset`, which the server named, else in UTF-8. As
    /// it stands nowhere else, offsets count in the text.
    ///
    /// # Errors
    ///
    /// An encoding that is not read.
    pub fn served(bytes: &[u8], charset: Option<&str>) -> Result<Decoded<'static>, PageError> {
        let served = charset.and_then(|name| Encoding::for_label(name.as_bytes()));
        let (text, lossy) = match served.filter(|_| Encoding::for_bom(bytes).is_none()) {
            Some(encoding) if encoding == encoding_rs::REPLACEMENT => return Err(PageError::OldEncoding),
            Some(encoding) if encoding != encoding_rs::UTF_8 => encoding.decode_without_bom_handling(bytes),
            _ => {
                let decoded = Decoded::of(bytes);
                (decoded.text, decoded.lossy)
            }
        };
        Ok(Decoded::new(text.into_owned().into(), lossy, None))
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
