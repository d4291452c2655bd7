//! Raw text to words, numbers and punctuation, fast and without loss: the ground under times and quantities.
//!
//! What belongs here: where tokens begin and end, and a case-folded hash of each word so that word lists can be
//! probed without copying. What does not: sentences, meaning, number words.

/// What a token is made of.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes (`o'clock`, `don't`) and dotted abbreviations (`a.m.`, `U.S.`) kept whole.
    /// A possessive `'s` is a word of its own.
    Word,
    /// Digits with comma groups and one decimal point: `1,204`, `3.4`, `2025`. A sign is punctuation.
    Number,
    /// One character of anything else.
    Mark,
}

/// A token of the text; tokens stand in order, do not overlap, and leave out only white space.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    /// Words: `fold_hash` of the word. Marks: the character. Numbers: the count of their digits.
    pub key: u32,
    pub kind: TokenKind,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether an empty line stands before it (a new paragraph).
    pub paragraph: bool,
    /// Whether a line ends before it.
    pub line: bool,
}

impl Token {
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether it is this word, which is of ASCII letters, in any case.
    #[inline]
    pub fn says(&self, text: &str, word: &str) -> bool {
        self.says_any(text, &[word])
    }

    /// Whether it is one of these words. Most differ in length, which is looked at first.
    #[inline]
    pub fn says_any(&self, text: &str, words: &[&str]) -> bool {
        let (start, end) = (self.start as usize, self.end as usize);
        words
            .iter()
            .any(|word| word.len() == end - start && text.as_bytes()[start..end].eq_ignore_ascii_case(word.as_bytes()))
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark && self.key == mark as u32
    }

    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// Whether its first letter is a capital.
    pub fn capital(&self, text: &str) -> bool {
        self.is_word() && self.of(text).chars().next().is_some_and(char::is_uppercase)
    }
}

/// A hasher for keys that are hashes already, such as those of [`fold_hash`].
#[derive(Clone, Copy, Default)]
pub struct KeyHasher(u64);

impl std::hash::Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, key: u32) {
        // tables look at the highest bits too, which a plain widening would leave empty
        self.0 = (self.0 ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A table whose keys are hashes of words.
pub type KeyMap<T> = std::collections::HashMap<u32, T, std::hash::BuildHasherDefault<KeyHasher>>;

/// Hash of a word without regard to case or the shape of its apostrophe (FNV-1a over the folded bytes).
pub fn fold_hash(word: &str) -> u32 {
    let mut hash = SEED;
    for (at, byte) in word.bytes().enumerate() {
        if !byte.is_ascii() {
            return fold_rest(&word[at..], hash);
        }
        hash = step(hash, if byte == b'`' { b'\'' } else { byte.to_ascii_lowercase() });
    }
    hash
}

/// The hash of what follows the first letter that is not ASCII.
fn fold_rest(word: &str, hash: u32) -> u32 {
    word.chars().map(fold).fold(hash, |hash, c| c.encode_utf8(&mut [0; 4]).bytes().fold(hash, step))
}

const SEED: u32 = 0x811c_9dc5;

fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

fn fold(c: char) -> char {
    match c {
        '\u{2019}' | '\u{2bc}' | '`' => '\'',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// All tokens of a text.
pub fn scan(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    scan_part(text, 0, text.len(), &mut tokens);
    tokens
}

/// The tokens of `text[start..end]`, with offsets into the whole text, added to `tokens`.
/// Texts beyond 4 GB are read up to there. `start` and `end` must lie on character boundaries.
pub fn scan_part(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let end = floor_boundary(text, end.min(u32::MAX as usize));
    let bytes = &text.as_bytes()[..end];
    let (mut at, mut lines, mut spaced) = (start, 0u32, true);
    while at < end {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            lines += u32::from(byte == b'\n');
            spaced = true;
            at += 1;
            continue;
        }
        let first = char_at(text, at);
        if !first.is_ascii() && first.is_whitespace() {
            spaced = true;
            at += first.len_utf8();
            continue;
        }
        let (kind, stop, key) = if byte.is_ascii_digit() {
            let stop = number_end(bytes, at);
            (TokenKind::Number, stop, bytes[at..stop].iter().filter(|b| b.is_ascii_digit()).count() as u32)
        } else if first.is_alphabetic() {
            let stop = word_end(text, bytes, at);
            (TokenKind::Word, stop, fold_hash(&text[at..stop]))
        } else if let Some(stop) = possessive_end(text, bytes, at, spaced) {
            (TokenKind::Word, stop, fold_hash("'s"))
        } else {
            (TokenKind::Mark, at + first.len_utf8(), first as u32)
        };
        let token = Token {
            start: at as u32,
            end: stop as u32,
            key,
            kind,
            spaced,
            paragraph: lines > 1,
            line: lines > 0 || tokens.is_empty(),
        };
        tokens.push(token);
        (at, lines, spaced) = (stop, 0, false);
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn char_at(text: &str, at: usize) -> char {
    match text.as_bytes()[at] {
        byte if byte < 0x80 => byte as char,
        _ => text[at..].chars().next().unwrap_or('\u{fffd}'),
    }
}

/// Digits, comma groups of exactly three digits, then one decimal part.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = start + digits(start);
    if at - start <= 3 {
        while bytes.get(at) == Some(&b',') && digits(at + 1) == 3 {
            at += 4;
        }
    }
    let decimals = if bytes.get(at) == Some(&b'.') { digits(at + 1) } else { 0 };
    // `1.2.3` and `10.30.15` are no decimals: the parts are left apart.
    let follows =
        bytes.get(at + 1 + decimals) == Some(&b'.') && bytes.get(at + 2 + decimals).is_some_and(u8::is_ascii_digit);
    let precedes = start >= 2 && bytes[start - 1] == b'.' && bytes[start - 2].is_ascii_digit();
    let chained = follows || precedes;
    if decimals > 0 && !chained { at + 1 + decimals } else { at }
}

fn word_end(text: &str, bytes: &[u8], start: usize) -> usize {
    if let Some(stop) = dotted_end(bytes, start) {
        return stop;
    }
    let mut at = start;
    loop {
        while at < bytes.len() {
            if bytes[at].is_ascii_alphabetic() {
                at += 1;
            } else if bytes[at] >= 0x80 {
                let c = char_at(text, at);
                if !c.is_alphabetic() && !is_combining(c) {
                    break;
                }
                at += c.len_utf8();
            } else {
                break;
            }
        }
        // An apostrophe stays inside a word, unless it opens the possessive.
        let Some(mark) = apostrophe(text, bytes, at) else { return at };
        let after = at + mark;
        let inner = after < bytes.len() && char_at(text, after).is_alphabetic();
        if !inner || possessive_end(text, bytes, at, false).is_some() {
            return at;
        }
        at = after;
    }
}

/// `a.m.`, `U.S.`, `p.m` before a space: single letters with dots between, at least two.
fn dotted_end(bytes: &[u8], start: usize) -> Option<usize> {
    if bytes.get(start + 1) != Some(&b'.') {
        return None;
    }
    let single = |at: usize| {
        bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut at = start;
    let mut letters = 0;
    while single(at) && bytes.get(at + 1) == Some(&b'.') {
        at += 2;
        letters += 1;
    }
    if letters == 1 && single(at) && !matches!(bytes.get(at + 1), Some(b'\'')) {
        return Some(at + 1);
    }
    (letters >= 2).then_some(at)
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The length of an apostrophe at this place.
fn apostrophe(text: &str, bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'\'' => Some(1),
        0xe2 if text[at..].starts_with('\u{2019}') => Some(3),
        _ => None,
    }
}

/// The end of a possessive `'s` that begins here.
fn possessive_end(text: &str, bytes: &[u8], at: usize, spaced: bool) -> Option<usize> {
    if spaced {
        return None;
    }
    let s = at + apostrophe(text, bytes, at)?;
    if !matches!(bytes.get(s), Some(b's' | b'S')) {
        return None;
    }
    (s + 1 >= bytes.len() || !char_at(text, s + 1).is_alphanumeric()).then_some(s + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        scan(text).iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn splits_words_numbers_and_marks() {
        assert_eq!(
            words("At 9:50 p.m. he paid $1,204.50."),
            ["At", "9", ":", "50", "p.m.", "he", "paid", "$", "1,204.50", "."]
        );
        assert_eq!(words("a two-year-old's o'clock"), ["a", "two", "-", "year", "-", "old", "'s", "o'clock"]);
        assert_eq!(words("the year’s end, Tom’s"), ["the", "year", "’s", "end", ",", "Tom", "’s"]);
        assert_eq!(
            words("the U.S. and Sept. 30, v1.2.3"),
            ["the", "U.S.", "and", "Sept", ".", "30", ",", "v", "1", ".", "2", ".", "3"]
        );
        assert_eq!(words("12,34 1,2345 £3bn 10am"), ["12", ",", "34", "1", ",", "2345", "£", "3", "bn", "10", "am"]);
        assert_eq!(words("‘quoted’ 'word' the 1990s"), ["‘", "quoted", "’", "'", "word", "'", "the", "1990", "s"]);
    }

    #[test]
    fn marks_lines_and_spaces() {
        let tokens = scan("One.\nTwo\n\nThree-four");
        let flags: Vec<_> = tokens.iter().map(|t| (t.spaced, t.line, t.paragraph)).collect();
        assert_eq!(
            flags,
            [
                (true, true, false),
                (false, false, false),
                (true, true, false),
                (true, true, true),
                (false, false, false),
                (false, false, false)
            ]
        );
    }

    #[test]
    fn folds_case_and_apostrophes() {
        assert_eq!(fold_hash("O'Clock"), fold_hash("o’clock"));
        assert_eq!(scan("MAY")[0].key, fold_hash("may"));
        assert_eq!(scan("it’s")[1].key, fold_hash("'s"));
    }

    #[test]
    fn reads_a_part_with_offsets_of_the_whole() {
        let text = "Été 2025 — fin";
        let mut tokens = Vec::new();
        scan_part(text, "Été ".len(), text.len(), &mut tokens);
        assert_eq!(tokens.iter().map(|t| t.of(text)).collect::<Vec<_>>(), ["2025", "—", "fin"]);
    }

    proptest::proptest! {
        #[test]
        fn never_panics_and_loses_only_white_space(text in "\\PC{0,60}") {
            let kept: String = scan(&text).iter().map(|t| t.of(&text)).collect();
            let want: String = text.chars().filter(|c| !c.is_whitespace() ).collect();
            proptest::prop_assert_eq!(kept.chars().filter(|c| !c.is_whitespace()).collect::<String>(), want);
        }

        #[test]
        fn survives_apostrophes_and_dots(text in "[a-z'’.,0-9é \n-]{0,40}") {
            for pair in scan(&text).windows(2) {
                proptest::prop_assert!(pair[0].end <= pair[1].start);
            }
        }
    }
}
