//! What the network sees of a single token: its word, beginnings, endings, shape and the lists of names it stands in, as
//! hashes.

use super::table::Table;

/// A place for the features of one token; cleared and filled again for every token.
#[derive(Default)]
pub struct Features {
    /// Word, endings, beginnings, shape and lists.
    pub hashes: Vec<u64>,
    /// The lower-case word, which names its row among the word vectors.
    pub vector: u64,
    lower: String,
    ends: Vec<usize>,
}

/// The sort of a feature: keeps an ending `in` apart from the word `in`.
#[derive(Copy, Clone)]
enum Sort {
    Word = 1,
    Ending,
    Beginning,
    Shape,
    Vector,
    Listed,
    List,
    Name,
}

/// Lists of names, as bits of a row in the table of listed words.
pub mod list {
    /// Given names.
    pub const GIVEN: u8 = 1;
    /// Given names that are ordinary words as well.
    pub const GIVEN_OR_WORD: u8 = 2;
    /// Surnames of languages that put them first.
    pub const FAMILY: u8 = 4;
    /// Countries, their regions and parts of the world.
    pub const COUNTRY: u8 = 8;
    /// Adjectives and peoples of those.
    pub const PEOPLE: u8 = 16;
    /// Towns of a single word.
    pub const TOWN: u8 = 32;
    /// The first word of longer names of places.
    pub const PLACE_FIRST: u8 = 64;
    /// Words that make a name one of an organisation.
    pub const ORGANISATION: u8 = 128;
}

/// FNV-1a: short, and the same everywhere.
fn hash(sort: Sort, text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64 ^ sort as u64;
    hash = hash.wrapping_mul(0x0100_0000_01b3);
    for byte in text.bytes() {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0100_0000_01b3);
    }
    // The multiplication mixes upwards only; tables take their place from the low bits.
    hash ^ (hash >> 29)
}

/// The hash under which a word of the vector list is kept.
pub fn vector_hash(word: &str) -> u64 {
    hash(Sort::Vector, word)
}

/// The hash of a feature of a name as a whole.
pub fn text_hash(text: &str) -> u64 {
    hash(Sort::Name, text)
}

/// The hash under which a lower-case word stands in the table of lists.
pub fn listed_hash(word: &str) -> u64 {
    hash(Sort::Listed, word)
}

/// Straight quotes, hyphens and spaces for their typographic kin: the treebanks know few of those.
pub fn plain_char(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02bc}' | '`' | '\u{00b4}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{00ab}' | '\u{00bb}' => '"',
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}' => '-',
        '\u{2013}' | '\u{2015}' => '\u{2014}',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        _ => c,
    }
}

impl Features {
    /// Reads a token; `lists` holds the bits of [`list`] for listed words.
    pub fn read(&mut self, form: &str, lists: &Table) {
        self.hashes.clear();
        self.lower.clear();
        self.ends.clear();
        let mut shape = [0u8; 12];
        let mut shape_len = 0;
        for c in form.chars().map(plain_char) {
            if c.is_ascii() {
                self.lower.push(c.to_ascii_lowercase());
            } else {
                self.lower.extend(c.to_lowercase());
            }
            let class = match c {
                'A'..='Z' => b'X',
                'a'..='z' => b'x',
                '0'..='9' => b'd',
                _ if c.is_uppercase() => b'X',
                _ if c.is_alphabetic() => b'x',
                _ if c.is_numeric() => b'd',
                _ if c.is_ascii() => c as u8,
                _ => b'*',
            };
            let repeats = shape_len >= 2 && shape[shape_len - 1] == class && shape[shape_len - 2] == class;
            if !repeats && shape_len < shape.len() {
                shape[shape_len] = class;
                shape_len += 1;
            }
        }
        self.vector = vector_hash(match self.lower.as_str() {
            "\u{2014}" => "--",
            lower => lower,
        });
        // Only capitals make a name of a word.
        let mut listed = 0;
        if shape[0] == b'X' {
            listed = lists.find(listed_hash(&self.lower)).and_then(|row| lists.row(row).next()).unwrap_or(0) as u8;
        }
        if self.lower.bytes().any(|b| b.is_ascii_digit()) {
            self.lower = self.lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        }
        self.hashes.push(hash(Sort::Word, &self.lower));
        self.ends.extend(self.lower.char_indices().map(|(i, _)| i));
        self.ends.push(self.lower.len());
        let chars = self.ends.len() - 1;
        for length in 1..=4.min(chars.saturating_sub(1)) {
            self.hashes.push(hash(Sort::Ending, &self.lower[self.ends[chars - length]..]));
        }
        for length in 1..=3.min(chars.saturating_sub(1)) {
            self.hashes.push(hash(Sort::Beginning, &self.lower[..self.ends[length]]));
        }
        // Shapes are ASCII, so that this never fails.
        self.hashes.push(hash(Sort::Shape, std::str::from_utf8(&shape[..shape_len]).unwrap_or("")));
        const BITS: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];
        for (bit, name) in BITS.iter().enumerate() {
            if listed & (1 << bit) != 0 {
                self.hashes.push(hash(Sort::List, name));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(form: &str) -> (Vec<u64>, u64) {
        let hashes = [listed_hash("norway"), listed_hash("mark")];
        let rows = [list::COUNTRY as i8, (list::GIVEN_OR_WORD | list::ORGANISATION) as i8];
        let (lists, _) = Table::read(Table::write(&hashes, &rows, 1, 1.0).leak()).unwrap();
        let mut features = Features::default();
        features.read(form, &lists);
        (features.hashes, features.vector)
    }

    #[test]
    fn typographic_marks_count_as_plain_ones() {
        assert_eq!(of("n\u{2019}t"), of("n't"));
        assert_eq!(of("\u{201c}"), of("\""));
    }

    #[test]
    fn case_is_told_by_the_shape_only() {
        let (upper, lower) = (of("Harbour"), of("harbour"));
        assert_eq!(upper.1, lower.1);
        assert_eq!(upper.0[..upper.0.len() - 1], lower.0[..lower.0.len() - 1]);
        assert_ne!(upper.0.last(), lower.0.last());
    }

    #[test]
    fn lists_are_looked_up_for_capitalised_words() {
        assert_eq!(of("Norway").0.len(), of("norway").0.len() + 1);
        assert_eq!(of("MARK").0.len(), of("mark").0.len() + 2);
    }

    #[test]
    fn odd_forms_are_read_too() {
        for form in ["", "a", "\u{1f600}", "İ", "北京"] {
            assert!(!of(form).0.is_empty());
        }
    }
}
