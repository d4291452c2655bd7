//! Bytes to text: size, binary content, byte order marks, character encodings.
//!
//! What belongs here: whatever must be known before the text can be looked at. What does not: what the text says.

use crate::error::{Error, ErrorKind};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// No article is larger than this; a file that is larger is a mistake.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;

/// A file's text, and where it stands in the file.
pub struct Decoded {
    pub text: String,
    /// Bytes before the text (a byte order mark).
    pub offset: usize,
    /// Whether the text stands in the file byte for byte.
    pub verbatim: bool,
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// The text of a file's bytes.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Error> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large(bytes.len() as u64));
    }
    let (marked, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), length),
        None => (None, 0),
    };
    let body = &bytes[mark..];
    if body.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::new(ErrorKind::Empty, "the file is empty"));
    }
    if let Some(wide) = marked.filter(|encoding| *encoding == UTF_16LE || *encoding == UTF_16BE) {
        return decode_as(wide, body);
    }
    if looks_binary(body) {
        return Err(Error::new(ErrorKind::Binary, "the file is binary, not text")
            .hint("give the article as plain text, HTML or JSON"));
    }
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Decoded { text: text.to_string(), offset: mark, verbatim: true, encoding: None }),
        Err(_) if mostly_utf8(body) => Ok(Decoded {
            text: String::from_utf8_lossy(body).into_owned(),
            offset: 0,
            verbatim: false,
            encoding: Some("UTF-8 with stray bytes"),
        }),
        Err(_) => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(body, true);
            let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
            decode_as(guess, body)
        }
    }
}

pub fn too_large(size: u64) -> Error {
    let megabytes = size.div_ceil(1024 * 1024);
    let most = LARGEST_FILE / (1024 * 1024);
    Error::new(ErrorKind::TooLarge, format!("the file has {megabytes} MB; no more than {most} MB are read"))
        .hint("split it into one file an article")
}

fn decode_as(encoding: &'static Encoding, body: &[u8]) -> Result<Decoded, Error> {
    let (text, malformed) = encoding.decode_without_bom_handling(body);
    // One stray byte in a long page is survivable; a guess that fits nowhere is not.
    let broken = text.chars().filter(|&c| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())).count();
    if malformed && (encoding == UTF_8 || broken * 200 > text.chars().count()) {
        return Err(Error::new(ErrorKind::Encoding, "the file's character encoding cannot be made out")
            .hint("save the file as UTF-8"));
    }
    if looks_binary(text.as_bytes()) {
        return Err(Error::new(ErrorKind::Binary, "the file is binary, not text"));
    }
    Ok(Decoded { text: text.into_owned(), offset: 0, verbatim: false, encoding: Some(encoding.name()) })
}

/// A few damaged bytes among many good sequences do not make another encoding of it.
fn mostly_utf8(body: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in body.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 && good >= bad * 4
}

/// NUL bytes, or more than a sprinkling of control characters, do not stand in text.
fn looks_binary(bytes: &[u8]) -> bool {
    let mut controls = 0usize;
    for &byte in bytes {
        match byte {
            0 => return true,
            b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b => {}
            0x01..=0x1f | 0x7f => controls += 1,
            _ => {}
        }
    }
    controls * 100 > bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_utf8_as_it_is() {
        let plain = decode("Zażółć — done\r\n".as_bytes()).unwrap();
        assert!(plain.verbatim && plain.offset == 0 && plain.text.ends_with("\r\n"));
        let marked = decode(b"\xef\xbb\xbfHello").unwrap();
        assert!(marked.verbatim && marked.offset == 3 && marked.text == "Hello");
    }

    #[test]
    fn reads_other_encodings() {
        let latin = decode(b"The caf\xe9 in Orl\xe9ans was closed, the mayor said on Monday evening.").unwrap();
        assert!(latin.text.starts_with("The café") && !latin.verbatim);
        let stray = decode(
            "“Żółć”, she said in Łódź\u{2014}twice."
                .as_bytes()
                .iter()
                .copied()
                .chain([0xff])
                .collect::<Vec<_>>()
                .as_slice(),
        );
        assert!(stray.unwrap().text.starts_with("“Żółć”"));
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("Ferry".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&wide).unwrap().text, "Ferry");
    }

    #[test]
    fn refuses() {
        let kind = |bytes: &[u8]| decode(bytes).err().map(|error| error.kind);
        assert_eq!(kind(b""), Some(ErrorKind::Empty));
        assert_eq!(kind(b" \n\t"), Some(ErrorKind::Empty));
        assert_eq!(kind(b"\x7fELF\x02\x01\x01\x00\x00"), Some(ErrorKind::Binary));
    }
}
