//! Strings and lists as TOML 1.0 writes them.

use canonym::render::is_obeyed;

/// A basic string, everything escaped that a reader or a terminal might trip over.
pub(super) fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if is_obeyed(c) => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A list of strings on one line.
pub(super) fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    format!("[{}]", texts.map(string).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back_as_they_were() {
        for text in ["", "O'Neil", "a \"b\" \\ c", "line\nbreak\ttab", "بقائی", "\u{202e}\u{7f}"] {
            let table: ::toml::Table = format!("x = {}", string(text)).parse().expect("it is TOML");
            assert_eq!(table["x"].as_str(), Some(text));
        }
    }
}
