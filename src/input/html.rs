//! Web pages: the article on them as text.

use encoding_rs::Encoding;

/// What a page says, without its menus, advertisements and comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The headline.
    pub title: String,
    /// The article, a paragraph a line. Offsets of mentions count in this.
    pub text: String,
    /// The name of the encoding that the bytes were read in.
    pub encoding: &'static str,
}

impl Page {
    /// Reads a page. Empty text where there is no article on it.
    ///
    /// The encoding is that of a byte order mark, else the one that the page names in its first kilobyte, else UTF-8.
    pub fn of(bytes: &[u8]) -> Page {
        let (html, encoding, _) = named_encoding(bytes).decode(bytes);
        let config =
            dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
        let article = dom_smoothie::Readability::new(html.as_ref(), None, Some(config))
            .and_then(|mut readability| readability.parse());
        let (title, text) = match article {
            Ok(article) => (article.title, article.text_content.to_string()),
            Err(_) => (String::new(), String::new()),
        };
        Page { title, text: text.trim().to_owned(), encoding: encoding.name() }
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
