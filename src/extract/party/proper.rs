//! The names of a text before it is known who bears them.
//!
//! What belongs here: which words are a name, and of what kind. What does not: which names mean one party.

use super::lists::{TitleClass, lists};
use super::mended::mended;
use super::states::{longest_state, seat, state};
use super::titles::Office;
use crate::extract::place::cues::is_time;
use crate::extract::place::fold::{Word, adjoin, headline, words};
use crate::extract::place::gazetteer::gazetteer;
use crate::extract::place::resolve::readings;
use crate::extract::place::{bare, fold};
use crate::lexicon;
use crate::model::Span;
use crate::syntax::{Name, NameKind, Sentence, Upos};

/// A text's sentences cut into words.
pub(super) struct Scenes<'a> {
    pub text: &'a str,
    pub sentences: &'a [Sentence],
    pub words: Vec<Vec<Word>>,
    /// The learned names, mended.
    pub learned: Vec<Vec<Name>>,
    /// Whether capitals tell nothing, as in headlines.
    pub headlines: Vec<bool>,
}

impl<'a> Scenes<'a> {
    pub fn new(text: &'a str, sentences: &'a [Sentence]) -> Self {
        let words: Vec<Vec<Word>> = sentences.iter().map(|s| words(text, s)).collect();
        let learned = sentences.iter().zip(&words).map(|(s, w)| mended(text, s, w)).collect();
        let headlines = words.iter().map(|w| headline(text, w)).collect();
        Scenes { text, sentences, words, learned, headlines }
    }

    pub fn word(&self, s: usize, i: usize) -> &'a str {
        self.words.get(s).and_then(|w| w.get(i)).map_or("", |w| self.text.get(w.span.start..w.span.end).unwrap_or(""))
    }

    pub fn count(&self, s: usize) -> usize {
        self.words.get(s).map_or(0, Vec::len)
    }

    pub fn capital(&self, s: usize, i: usize) -> bool {
        self.word(s, i).chars().next().is_some_and(char::is_uppercase)
    }

    pub fn upos(&self, s: usize, i: usize) -> Option<Upos> {
        self.words.get(s).and_then(|w| w.get(i)).map(|w| w.upos)
    }

    /// Whether word `i` follows the one before it with nothing but a space between.
    pub fn joined(&self, s: usize, i: usize) -> bool {
        let Some(words) = self.words.get(s) else { return false };
        i > 0 && words.get(i).is_some_and(|w| adjoin(self.text, words[i - 1].span, w.span))
    }

    pub fn span(&self, s: usize, first: usize, end: usize) -> Span {
        let words = &self.words[s];
        Span::new(words[first].span.start, words[end - 1].span.end)
    }

    pub fn slice(&self, s: usize, first: usize, end: usize) -> &'a str {
        let Some(words) = self.words.get(s) else { return "" };
        let Some((a, b)) = words.get(first).zip(words.get(end.wrapping_sub(1))) else { return "" };
        self.text.get(a.span.start..b.span.end).unwrap_or("")
    }

    pub fn possessive(&self, s: usize, i: usize) -> bool {
        matches!(self.word(s, i), "'s" | "’s" | "'" | "’")
    }

    /// Whether any word of the range is the subject of its clause.
    pub fn subject(&self, s: usize, first: usize, end: usize) -> bool {
        let (Some(a), Some(b)) = (self.words[s].get(first), self.words[s].get(end - 1)) else { return false };
        let tokens = self.sentences[s].tokens.get(a.token..b.end_token).unwrap_or(&[]);
        tokens.iter().any(|t| t.relation.starts_with("nsubj"))
    }
}

/// What a name is known to be by itself.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Organisation,
    /// A state by its own name, or by what stands for its government.
    State(&'static str, bool),
    Other,
    /// A capitalised word that may be a part of a name given elsewhere.
    Unknown,
}

/// A name in the text.
#[derive(Clone, Debug)]
pub(super) struct Proper {
    pub sentence: usize,
    /// Words `first..end`, without titles and possessive endings.
    pub first: usize,
    pub end: usize,
    pub span: Span,
    pub name: String,
    pub sort: Sort,
}

pub(super) const LINKS: [&str; 22] = [
    "of", "the", "and", "for", "de", "da", "do", "dos", "del", "della", "di", "van", "von", "der", "den", "bin", "ibn",
    "al", "el", "la", "le", "&",
];

/// Particles within people's names.
const PARTICLES: [&str; 14] =
    ["de", "da", "do", "dos", "del", "di", "van", "von", "der", "den", "bin", "ibn", "al", "la"];

/// The names of the text, in order.
pub(super) fn names(scenes: &Scenes, offices: &[Office]) -> Vec<Proper> {
    let mut out = Vec::new();
    for s in 0..scenes.words.len() {
        let offices = of_sentence(offices, |o| o.sentence, s);
        let mut i = 0;
        while i < scenes.count(s) {
            match name_at(scenes, offices, s, i) {
                Some(name) => {
                    i = name.end.max(i + 1);
                    out.push(name);
                }
                None => i += 1,
            }
        }
    }
    out
}

/// "Halm & Sons": the first word of a firm's name that begins at word `i` or behind its trade, and its end.
fn partners(scenes: &Scenes, s: usize, i: usize) -> Option<(usize, usize)> {
    let and = (i + 1..i + 3).find(|&j| scenes.word(s, j) == "&")?;
    let name = |j: usize| scenes.capital(s, j) && scenes.joined(s, j);
    // "Printer Halm & Sons" at the head of a sentence
    let trade = i == 0 && and > 1 && lexicon::kinds(&scenes.word(s, 0).to_lowercase()).meets(lexicon::Kinds::PERSON);
    // "Anna Marn & Orla Halm", "A & E"
    let people = lists().given(scenes.word(s, and + 1)) && name(and + 2);
    let letters = scenes.word(s, and - 1).len() < 2 || scenes.word(s, and + 1).len() < 2;
    if people || letters || !(i + 1..and).all(name) || !scenes.joined(s, and) || !name(and + 1) {
        return None;
    }
    (and + 2..).find(|&j| !name(j)).map(|end| (i + usize::from(trade), end))
}

/// The part of a list in the order of sentences that belongs to one of them.
pub(super) fn of_sentence<T>(list: &[T], sentence: impl Fn(&T) -> usize, s: usize) -> &[T] {
    let start = list.partition_point(|x| sentence(x) < s);
    let end = list.partition_point(|x| sentence(x) <= s);
    &list[start..end]
}

fn name_at(scenes: &Scenes, offices: &[Office], s: usize, i: usize) -> Option<Proper> {
    let word = scenes.word(s, i);
    let here = scenes.words[s][i].span.start;
    let article = word.eq_ignore_ascii_case("the");
    let particle = scenes.learned[s].iter().any(|n| n.span.start == here);
    if article || !scenes.capital(s, i) && !particle {
        return None;
    }
    // A title is none, and neither is a month; a title right before a name is taken up from the name's side.
    if let Some(office) = offices.iter().find(|o| o.sentence == s && o.first <= i && i < o.end) {
        let swallowed = scenes.learned[s].iter().any(|n| {
            n.kind == NameKind::Organisation
                && n.span.start <= scenes.words[s][office.first].span.start
                && n.span.end > scenes.words[s][office.end - 1].span.end
        });
        if !swallowed {
            return None;
        }
    }
    if is_time(&word.to_lowercase()) && !offices.iter().any(|o| o.sentence == s && o.end == i) {
        return None;
    }
    let make = |first: usize, end: usize, sort: Sort| {
        let span = scenes.span(s, first, end);
        let name = bare(span.of(scenes.text)).split_whitespace().collect::<Vec<_>>().join(" ");
        // A possessive ending that the tokens hold on to does not belong to the name.
        let cut = span.of(scenes.text).find(bare(span.of(scenes.text))).unwrap_or(0);
        let span = Span::new(span.start + cut, span.start + cut + bare(span.of(scenes.text)).len());
        Some(Proper { sentence: s, first, end, span, name, sort })
    };
    if let Some((end, code)) = seat(scenes, s, i) {
        return make(i, end, Sort::State(code, true));
    }
    if let Some((first, end)) = partners(scenes, s, i) {
        let sort = state(scenes, s, first, scenes.slice(s, first, end), end).unwrap_or(Sort::Organisation);
        return make(first, end, sort);
    }
    let run = run_end(scenes, s, i);
    // The learned name from here; a title or article that it begins with is none of it.
    let skipped = |n: &Name| {
        (0..i).filter(|&j| scenes.words[s][j].span.start >= n.span.start).all(|j| {
            scenes.word(s, j).eq_ignore_ascii_case("the")
                || offices.iter().any(|o| o.sentence == s && o.first <= j && j < o.end)
        })
    };
    let covering = scenes.learned[s].iter().find(|n| n.span.start <= here && n.span.end > here);
    let learned = covering.filter(|n| skipped(n));
    let inside = covering.is_some() && learned.is_none();
    if let Some(end) = nicknamed(scenes, s, i) {
        return make(i, end, Sort::Person);
    }
    // After an office of which there are many only what looks like a person is one: "General Systems" is none.
    let office = offices.iter().find(|o| o.end == i && scenes.joined(s, i));
    let titled = office.is_some_and(|o| {
        o.class != TitleClass::Role
            || !lists().organisation_word(word)
                && (!(scenes.joined(s, i + 1) && scenes.capital(s, i + 1))
                    || lists().given_or_word(word)
                    || lists().family_first(word)
                    || !scenes.capital(s, o.first))
    });
    if let Some(name) = learned {
        let mut end = scenes.words[s].iter().position(|w| w.span.end >= name.span.end).map_or(run, |p| p + 1);
        if end > i + 1 && scenes.possessive(s, end - 1) {
            end -= 1;
        }
        let whole = scenes.slice(s, i, end);
        if let Some(found) = state(scenes, s, i, whole, end) {
            return make(i, end, found);
        }
        let sort = match name.kind {
            _ if titled && end - i <= 4 && !lists().organisation_name(whole) => Sort::Person,
            NameKind::Person if lists().organisation_name(whole) && !lists().given_or_word(word) => Sort::Organisation,
            NameKind::Person => Sort::Person,
            NameKind::Place
                if person(scenes, s, i, end, titled) && end - i > 1 && !gazetteer().is_city(&fold(whole)) =>
            {
                Sort::Person
            }
            NameKind::Place => Sort::Unknown,
            NameKind::Organisation if person(scenes, s, i, end, titled) && !lists().organisation_name(whole) => {
                Sort::Person
            }
            NameKind::Organisation => Sort::Organisation,
            NameKind::Other if person(scenes, s, i, end, titled) => Sort::Person,
            NameKind::Other if lists().organisation_name(whole) => Sort::Organisation,
            NameKind::Other => Sort::Other,
        };
        // A learned surname that the words around it show to be a part of a longer name.
        let end =
            if sort == Sort::Person && run > end && run - i <= 4 && person(scenes, s, i, run, titled) && end - i == 1 {
                run
            } else {
                end
            };
        return make(i, end, sort);
    }
    if inside {
        return None;
    }
    if matches!(
        scenes.upos(s, i),
        Some(
            Upos::Adp
                | Upos::Det
                | Upos::Sconj
                | Upos::Cconj
                | Upos::Pron
                | Upos::Adv
                | Upos::Verb
                | Upos::Aux
                | Upos::Part
        )
    ) {
        return None;
    }
    // A learned name or an office further on is not swallowed.
    let begins = |j: usize| {
        let at = scenes.words[s][j].span.start;
        scenes.learned[s].iter().any(|n| n.span.start == at) || offices.iter().any(|o| o.first == j)
    };
    let run = (i + 1..run).find(|&j| begins(j)).unwrap_or(run);
    let mut run = cut(scenes, s, i, run);
    while run > i + 1 && !scenes.capital(s, run - 1) {
        run -= 1;
    }
    let whole = scenes.slice(s, i, run);
    if let Some((end, found)) = longest_state(scenes, s, i) {
        return make(i, end, found);
    }
    if gazetteer().country_of_adjective(word).is_some() && run == i + 1 {
        return None;
    }
    // "Academy of Arts", but not "Design of Systems".
    let head = (i..run).find(|&j| matches!(scenes.word(s, j), "of" | "for")).unwrap_or(run);
    let heads = head == run || head > i && lists().organisation_word(scenes.word(s, head - 1));
    let plain = !scenes.headlines[s];
    if plain && lists().organisation_name(whole) && heads && run - i > 1 && !titled {
        return make(i, run, Sort::Organisation);
    }
    // Links belong to organisations; a person's name ends before them.
    let mut end = i + 1;
    let verbal =
        |j: usize| matches!(scenes.upos(s, j), Some(Upos::Verb | Upos::Aux | Upos::Adv | Upos::Sconj | Upos::Pron));
    while end < run
        && !verbal(end)
        && (scenes.capital(s, end) || PARTICLES.contains(&scenes.word(s, end)) && end + 1 < run)
    {
        end += 1;
    }
    if !plain {
        // In a headline the verb after a name is capitalised, too: only words that look like names go on.
        let goes_on = |j: usize| scenes.word(s, j).contains('-') || lists().given(scenes.word(s, j));
        let two = lists().given(word) || (i + 1 < end && goes_on(i + 1));
        end = end.min(if two { i + 2 } else { i + 1 });
        let known = two || lists().given_or_word(word) || lists().family_first(word);
        let sort =
            if titled && known || two && person(scenes, s, i, end, titled) { Sort::Person } else { Sort::Unknown };
        return make(i, end, sort);
    }
    if titled && end - i <= 4 || person(scenes, s, i, end, titled) {
        return make(i, end, Sort::Person);
    }
    let acronym = word.len() >= 2 && word.len() <= 8 && word.chars().all(|c| c.is_uppercase() || c == '.' || c == '&');
    if acronym || scenes.upos(s, i) == Some(Upos::Propn) && end == i + 1 {
        return make(i, i + 1, Sort::Unknown);
    }
    if end > i + 1 && scenes.upos(s, i) == Some(Upos::Propn) {
        return make(i, end, Sort::Unknown);
    }
    None
}

/// The end of a name with a nickname in it: `Joan "Birdie" Tolland`.
fn nicknamed(scenes: &Scenes, s: usize, i: usize) -> Option<usize> {
    let quote = |j: usize| matches!(scenes.word(s, j), "\"" | "“" | "”" | "'" | "‘" | "’" | "``" | "''");
    let fits = lists().given_or_word(scenes.word(s, i))
        && quote(i + 1)
        && scenes.capital(s, i + 2)
        && quote(i + 3)
        && scenes.capital(s, i + 4)
        && scenes.joined(s, i + 4);
    fits.then_some(i + 5)
}

/// The end of the stretch of capitalised words from word `i`, links within it included.
fn run_end(scenes: &Scenes, s: usize, i: usize) -> usize {
    let mut end = i + 1;
    let mut last = end;
    while end < scenes.count(s) && end < i + 9 && scenes.joined(s, end) {
        let word = scenes.word(s, end);
        if scenes.capital(s, end) {
            last = end + 1;
        } else if !LINKS.contains(&word) {
            break;
        }
        end += 1;
    }
    last
}

/// The end of the first of several names that links join: "the Harbour Party and the Valley League", "Joan Orvis of
/// the Harbour Party".
fn cut(scenes: &Scenes, s: usize, i: usize, run: usize) -> usize {
    for end in i + 1..run {
        let link = scenes.word(s, end);
        if !LINKS.contains(&link) || PARTICLES.contains(&link) {
            continue;
        }
        let one = scenes.slice(s, i, end);
        let several = end > i + 1 && lists().organisation_word(scenes.word(s, end - 1));
        if matches!(link, "and" | "&") && several && !lists().organisation_word(one) || person(scenes, s, i, end, false)
        {
            return end;
        }
    }
    run
}

/// Whether words `i..end` are a person's name by their look.
fn person(scenes: &Scenes, s: usize, i: usize, end: usize, titled: bool) -> bool {
    let word = scenes.word(s, i);
    let all = lists();
    if end - i == 1 {
        return titled;
    }
    if end - i > 5 {
        return false;
    }
    let last = scenes.word(s, end - 1);
    if gazetteer().country_of_adjective(scenes.slice(s, i, end)).is_some() {
        return false;
    }
    if all.organisation_word(last) || all.is_title(&last.to_lowercase()) && !all.given_or_word(last) {
        return false;
    }
    let proper = |j: usize| scenes.upos(s, j) == Some(Upos::Propn);
    let given = all.given(word) || (all.given_often(word) && proper(i) && proper(i + 1));
    let eastern = all.family_first(word) && (scenes.word(s, i + 1).contains('-') || all.given(scenes.word(s, end - 1)));
    let initial = word.len() <= 4
        && word.ends_with('.')
        && word.chars().next().is_some_and(char::is_uppercase)
        && !gazetteer().is_city(&fold(scenes.slice(s, i, end)));
    let place = !readings(scenes.slice(s, i, end)).is_empty();
    (given || eastern || initial && word.len() == 2) && !place
}
