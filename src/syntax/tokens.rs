//! Cuts text into tokens as the English treebanks do: `don't` is `do n't`, `25-minute` is `25 - minute`, `$77.2` is
//! `$ 77.2`, `Tarn's` is `Tarn 's`, but `U.S.`, `Dec.`, `3,000`, `9:30`, `co-founder` and `Min-seo` stay whole.
//!
//! Only the words themselves are looked at here; where sentences end is decided in `sentences`.

use crate::model::Span;

/// Shortened words that keep their full stop even before a small letter or at the end of a stretch.
const ABBREVIATIONS: &str = " mr mrs ms mx dr prof st sr jr messrs mme mlle rev hon gen lt col sgt capt cpl maj cmdr adm \
    brig gov sen rep reps sens pres amb supt insp det pvt jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues \
    wed thu thur thurs fri inc corp co ltd plc bros llc assn dept univ inst intl natl est approx ca cf vs v al etc eg ie \
    ft mt ave blvd rd hwy no nos vol pp para art sec fig figs ed eds ala ariz ark calif colo conn del fla ga ill ind kan \
    kans ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ont que alta sask \
    n.b p.s a.k.a ph.d ";

/// Abbreviations that are words as well, so that their stop ends a sentence unless a number follows.
const BEFORE_NUMBERS: &str = " no nos art fig figs sec vol pp para ";

/// Words that are shortened only when a capital or a digit follows: `May` is not among them.
const BEFORE_NAMES: &str = " mar jun jul sep mon tue wed thu fri del ill ind mass miss ore wash pa la ga md mo va vt ca \
    det hon pres ed al est ";

/// First parts of a compound that stay with what follows their hyphen.
const PREFIXES: &str = " e non pro anti co re pre post mid cross multi ex over neo pan semi sub socio counter mini inter \
    intra ultra un micro macro bi tri arch vice-  x t ";

/// Second parts that are words of their own behind a capitalised name (`Tarn-based`), unlike given names (`Min-seo`).
const SECOND_PARTS: &str = " led based era style like wide only run made held born type level day year old sized bound \
    class free first time to in off up on out and of the by at for level born owned backed built hit torn area born \
    trade style talk talks deal film ship war wing side goal game team plan law gas oil aid arm line zone made tax ";

/// Units that are cut off the figure before them.
const UNITS: &str = " am pm a.m p.m km m cm mm kg g mg lb lbs oz ft mph kph kmh km/h mw gw kw kwh mwh hz mhz ghz gb mb tb k \
    bn mn tn b t c f hrs hr min mins sec secs bps pp ha sq tonnes p ";

/// Cuts a stretch of text; the spans are places in `text`.
pub fn tokens(text: &str, region: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let Some(part) = text.get(region.start..region.end) else { return out };
    let mut start = None;
    for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
        if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' {
            if let Some(first) = start.take() {
                let next = part[at..].trim_start().chars().next();
                Chunk { text, next, out: &mut out }.cut(region.start + first, region.start + at);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    out
}

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && !word.contains(' ') && list.contains(&format!(" {word} "))
}

/// Text between two spaces, and what follows behind the second.
struct Chunk<'t, 'o> {
    text: &'t str,
    next: Option<char>,
    out: &'o mut Vec<Span>,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '`' | '\u{00b4}')
}

fn opens(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '('
            | '['
            | '{'
            | '<'
            | '\u{201c}'
            | '\u{201e}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{ab}'
            | '$'
            | '£'
            | '€'
            | '¥'
            | '₩'
            | '₹'
            | '₽'
            | '*'
            | '#'
            | '•'
            | '·'
            | '~'
            | '≈'
            | '±'
            | '+'
            | '='
            | '|'
            | '\u{2013}'
            | '\u{2014}'
            | '-'
            | '_'
            | '.'
            | ','
            | ':'
            | ';'
            | '!'
            | '?'
            | '\u{2026}'
            | '/'
            | '%'
            | '▲'
            | '△'
            | '■'
            | '●'
            | ')'
            | ']'
            | '}'
            | '\u{201d}'
            | '>'
            | '&'
            | '@'
            | '°'
    )
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '}'
            | '>'
            | ','
            | ';'
            | ':'
            | '?'
            | '!'
            | '\u{201d}'
            | '\u{2019}'
            | '\u{bb}'
            | '\u{2026}'
            | '%'
            | '*'
            | '|'
            | '\u{2013}'
            | '\u{2014}'
            | '-'
            | '~'
            | '='
            | '_'
            | '/'
            | '\u{201c}'
            | '°'
            | '('
            | '['
            | '€'
            | '£'
            | '+'
            | '\u{3002}'
            | '\u{ff0c}'
            | '‰'
    )
}

impl Chunk<'_, '_> {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.out.push(Span::new(start, end));
        }
    }

    /// Length of a run of one and the same mark: `...`, `--`, `!!!` are one token.
    fn run(&self, start: usize, end: usize) -> usize {
        let part = &self.text[start..end];
        let Some(first) = part.chars().next() else { return 0 };
        let same = part.chars().take_while(|c| *c == first).count();
        let together = matches!(first, '.' | '-' | '!' | '?' | '*' | '=' | '_' | '~' | '\u{2026}' | '+' | '\'' | '`');
        first.len_utf8() * if together { same } else { 1 }
    }

    fn cut(&mut self, mut start: usize, mut end: usize) {
        if is_address(&self.text[start..end]) {
            // The stop or comma behind an address is not part of it.
            let kept =
                self.text[start..end].trim_end_matches(['.', ',', ')', ';', ':', '?', '!', '"', '\u{201d}']).len();
            self.push(start, start + kept);
            self.cut_marks(start + kept, end);
            return;
        }
        while let Some(c) = self.text[start..end].chars().next() {
            if !opens(c) {
                break;
            }
            let rest = &self.text[start + c.len_utf8()..end];
            let figure = rest.starts_with(|c: char| c.is_ascii_digit());
            // `.5`, `'90s`, `'s` and `@name`, `#name` are not begun by a mark.
            let part_of_word = match c {
                '.' => figure,
                '-' | '+' => figure && !self.joined(start),
                '@' | '#' => rest.starts_with(char::is_alphanumeric) && !(c == '#' && figure),
                _ => false,
            };
            let clitic = is_apostrophe(c) && (is_clitic(rest) || figure || listed(" em til cause tis twas n ", rest));
            if part_of_word || clitic {
                break;
            }
            let length = self.run(start, end);
            self.push(start, start + length);
            start += length;
        }
        let mut tail = Vec::new();
        while let Some(c) = self.text[start..end].chars().next_back() {
            let whole = &self.text[start..end];
            if c == '.' {
                if whole.ends_with("..") {
                    let length = whole.len() - whole.trim_end_matches('.').len();
                    tail.push(Span::new(end - length, end));
                    end -= length;
                    continue;
                }
                if tail.is_empty() && keeps_stop(&whole[..whole.len() - 1], self.next)
                    || !tail.is_empty() && keeps_stop(&whole[..whole.len() - 1], Some('a'))
                {
                    break;
                }
            } else if !closes(c) || (is_apostrophe(c) && listed(" o rock goin doin nothin ", &whole.to_lowercase())) {
                break;
            }
            let mut length = c.len_utf8();
            if matches!(c, '!' | '?' | '-' | '*' | '=' | '_' | '\'') {
                length = whole.len() - whole.trim_end_matches(c).len();
            }
            tail.push(Span::new(end - length, end));
            end -= length;
        }
        self.cut_inside(start, end);
        self.out.extend(tail.into_iter().rev());
    }

    fn cut_marks(&mut self, mut start: usize, end: usize) {
        while start < end {
            let length = self.run(start, end).max(1);
            self.push(start, start + length);
            start += length;
        }
    }

    /// Whether a token ends right before `start`.
    fn joined(&self, start: usize) -> bool {
        self.out.last().is_some_and(|s| s.end == start)
    }

    /// Cuts what stands between outer marks at dashes, slashes, hyphens and brackets.
    fn cut_inside(&mut self, start: usize, end: usize) {
        let part = &self.text[start..end];
        let mut word = start;
        let mut skip = start;
        for (i, c) in part.char_indices() {
            let at = start + i;
            if at < skip || at == word {
                continue;
            }
            let before = &self.text[word..at];
            let after = &self.text[at + c.len_utf8()..end];
            let cuts = match c {
                '\u{2013}' | '\u{2014}' | '\u{2015}' | '(' | ')' | '[' | ']' | '"' | '\u{201c}' | '\u{201d}'
                | '\u{2026}' | ';' | '+' | '=' | '$' | '€' | '£' | '¥' | '₩' | '>' | '<' | '~' | '*' | '|' => {
                    true
                }
                '%' => true,
                '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' => after.starts_with('-') || hyphen_cuts(before, after),
                '/' => slash_cuts(before, after),
                ',' | '?' | '!' => !(c == ',' && before.ends_with(|c: char| c.is_ascii_digit()) && digits_first(after)),
                ':' => !(before.ends_with(|c: char| c.is_ascii_digit()) && digits_first(after)),
                '.' => after.starts_with("..") || stop_cuts(before, after),
                '&' => before.len() > 3 || after.len() > 3,
                _ => false,
            };
            if cuts {
                self.cut_word(word, at);
                let length = self.run(at, end);
                self.push(at, at + length);
                word = at + length;
                skip = word;
            }
        }
        self.cut_word(word, end);
    }

    /// Cuts clitics, `cannot`, and units behind figures.
    fn cut_word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let lower = word.to_lowercase();
        if lower.len() == word.len() {
            for (ending, cut) in [("n't", 3), ("n\u{2019}t", 5)] {
                if lower.ends_with(ending) && lower.len() > cut {
                    self.cut_word(start, end - cut);
                    self.push(end - cut, end);
                    return;
                }
            }
            let whole = ["cannot", "gonna", "wanna", "gotta"].iter().position(|w| *w == lower);
            if whole.is_some() {
                self.push(start, start + 3);
                self.push(start + 3, end);
                return;
            }
        }
        if let Some((at, c)) = word.char_indices().rfind(|(i, c)| *i > 0 && is_apostrophe(*c))
            && is_clitic(&word[at + c.len_utf8()..])
        {
            self.cut_word(start, start + at);
            self.push(start + at, end);
            return;
        }
        let figure = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',').len();
        if figure > 0 && figure < word.len() && word.as_bytes()[figure - 1].is_ascii_digit() {
            let unit = word[figure..].trim_end_matches('.').to_lowercase();
            if listed(UNITS, &unit) {
                self.push(start, start + figure);
                self.push(start + figure, end);
                return;
            }
        }
        if figure > 0 && word[figure..].starts_with('°') {
            self.push(start, start + figure);
            self.push(start + figure, end);
            return;
        }
        self.push(start, end);
    }
}

fn digits_first(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// What follows the apostrophe of a shortened verb or a genitive.
fn is_clitic(rest: &str) -> bool {
    let rest = rest.to_ascii_lowercase();
    matches!(rest.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m")
}

fn is_address(chunk: &str) -> bool {
    let lower = chunk.trim_start_matches(['(', '<', '"', '\u{201c}']);
    let at_sign = lower.find('@').is_some_and(|i| i > 0 && lower[i..].contains('.'));
    lower.len() == chunk.len()
        && (lower.contains("://") || lower.starts_with("www.") || lower.starts_with("WWW.") || at_sign || {
            let host = lower.split('/').next().unwrap_or("").trim_end_matches(['.', ',']);
            [".com", ".org", ".net", ".gov", ".edu"].iter().any(|end| host.ends_with(end) && host.len() > end.len())
        })
}

/// Whether a full stop belongs to the word before it; `next` is the first character behind the space.
fn keeps_stop(word: &str, next: Option<char>) -> bool {
    let word = word.rsplit(['-', '/', '(', '\u{2014}', '\u{2013}', '"', '\u{201c}']).next().unwrap_or(word);
    let lower = word.to_lowercase();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let name_follows = next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    if word.chars().count() == 1 && letters == 1 {
        // An initial: `J. Marlow`, `S. Korea`; a lone letter at the end of a text is a letter.
        return word.chars().all(char::is_uppercase) && (name_follows && word != "I");
    }
    // `U.S.`, `p.m.`, `D.C.`: single letters with stops between them.
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && letters > 0);
    if dotted {
        return word.chars().any(char::is_alphabetic);
    }
    if listed(BEFORE_NUMBERS, &lower) {
        return next.is_some_and(|c| c.is_ascii_digit());
    }
    if listed(BEFORE_NAMES, &lower) {
        return name_follows && word.starts_with(char::is_uppercase) || lower == "al";
    }
    let figure_unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    if figure_unit.len() < word.len() && matches!(figure_unit, "a.m" | "p.m" | "A.M" | "P.M") {
        return true;
    }
    listed(ABBREVIATIONS, &lower)
}

fn hyphen_cuts(before: &str, after: &str) -> bool {
    if before.is_empty() || after.is_empty() {
        return false;
    }
    let lower = before.to_lowercase();
    let next = after.split(['-', '\u{2010}', '\u{2011}']).next().unwrap_or(after);
    let word = |text: &str| text.chars().all(char::is_alphabetic);
    if listed(PREFIXES, &lower) && next.chars().next().is_some_and(char::is_alphabetic) {
        return false;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    // Telephone numbers and dates by numbers are one token; years and other ranges are not.
    if digits(before) && digits(next) && (before.len() == 3 && next.len() == 4 || after.contains('-')) {
        return false;
    }
    if before.contains('-') && digits(next) {
        return false;
    }
    if word(before) && before.starts_with(char::is_uppercase) && next.starts_with(char::is_lowercase) && word(next) {
        let one_capital = before.chars().skip(1).all(char::is_lowercase) && before.len() > 1;
        let ending = ["ed", "ing", "en", "er", "ly"].iter().any(|e| next.ends_with(e)) && next.len() > 4;
        let given_name = one_capital && before.len() <= 6 && next.len() <= 6 && !ending;
        return !given_name || listed(SECOND_PARTS, next);
    }
    true
}

fn slash_cuts(before: &str, after: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let next = after.split('/').next().unwrap_or(after);
    let part = before.rsplit('/').next().unwrap_or(before);
    // Dates by numbers and fractions stay whole, and so do `km/h`, `24/7`.
    let unit = listed(UNITS, &format!("{}/{}", before.to_lowercase(), next.to_lowercase()));
    let figures = digits(part) && digits(next);
    !(figures || unit)
}

/// A stop with words stuck to both sides: `end.The`, but not `U.S` or `3.5` or `site.example`.
fn stop_cuts(before: &str, after: &str) -> bool {
    let last = before.rsplit('.').next().unwrap_or(before);
    last.chars().count() > 2
        && last.chars().all(char::is_lowercase)
        && after.starts_with(char::is_uppercase)
        && after.chars().nth(1).is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text, and its tokens with spaces between them.
    const EXAMPLES: &str = include_str!("tokens_examples.txt");

    #[test]
    fn examples_are_cut_as_written() {
        let mut count = 0;
        for line in EXAMPLES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let (text, wanted) = line.split_once(" => ").expect("an example has an arrow");
            let found: Vec<&str> = tokens(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect();
            assert_eq!(found.join(" "), wanted, "{text}");
            count += 1;
        }
        assert!(count > 20);
    }

    #[test]
    fn any_characters_are_taken() {
        for text in
            ["", " ", "'", "'s", "n't", "-", "--", "...", "ẞ'S", "İn't", "\u{2019}\u{2019}", "$", "%%%", "a\u{0}b-"]
        {
            let spans = tokens(text, Span::new(0, text.len()));
            let kept: usize = spans.iter().map(|s| s.of(text).len()).sum();
            assert_eq!(kept, text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>());
        }
    }
}
