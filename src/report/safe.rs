//! Words of articles made harmless for where they are shown.
//!
//! What belongs here: escaping, one function a medium. What does not: layout.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character could move the cursor, turn the direction of writing, or hide: shown as its number instead.
pub fn is_hostile(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// One line of text for a terminal: line breaks and tabs become blanks, other control characters show as `\u{1b}`.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if is_hostile(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// JSON as serde writes it, with characters that a terminal would obey escaped as well: they stand in strings only.
pub fn json(text: String) -> String {
    if !text.chars().any(|c| is_hostile(c) && c != '\n') {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut units = [0u16; 2];
    for c in text.chars() {
        if is_hostile(c) && c != '\n' {
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// One line of Markdown text, in which nothing is markup; fit for a cell of a table.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '@' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Text for XML 1.0, in elements and attributes.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// A cell that no spreadsheet takes for a formula.
pub fn cell(text: &str) -> String {
    let text = line(text);
    match text.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@' | '|' | '%') => format!("'{text}"),
        _ => text.into_owned(),
    }
}

/// The message of a GitHub workflow command.
pub fn github_message(text: &str) -> String {
    line(text).replace('%', "%25")
}

/// A property of a GitHub workflow command.
pub fn github_property(text: &str) -> String {
    github_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// A path as a URI reference.
pub fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_get_no_orders() {
        assert_eq!(line("plain – “text”"), "plain – “text”");
        assert_eq!(line("a\u{1b}[31mred\u{202e}\r\nb\tc"), "a\\u{1b}[31mred\\u{202e} b c");
    }

    #[test]
    fn json_stays_json() {
        let text = json(serde_json::to_string("a\u{202e}\u{9b}\u{e0041}\n").unwrap_or_default());
        assert_eq!(text, "\"a\\u202e\\u009b\\udb40\\udc41\\n\"");
        assert_eq!(serde_json::from_str::<String>(&text).ok().as_deref(), Some("a\u{202e}\u{9b}\u{e0041}\n"));
    }

    #[test]
    fn other_media() {
        assert_eq!(markdown("<b>|*x*\n"), "&lt;b&gt;\\|\\*x\\* ");
        assert_eq!(xml("<a href=\"x\">\u{1}"), "&lt;a href=&quot;x&quot;&gt;\\u{1}");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell(" @x"), "' @x");
        assert_eq!(cell("1-1"), "1-1");
        assert_eq!(github_message("50%\nmore"), "50%25 more");
        assert_eq!(github_property("a:b,c"), "a%3Ab%2Cc");
        assert_eq!(uri("a b/ü.txt"), "a%20b/%C3%BC.txt");
    }
}
