//! Which articles are versions of one article, and which are copies under another outlet's name.
//!
//! What belongs here: likeness of texts, order in time, identity. What does not: what the texts claim.

use crate::model::{Article, BlockKind, Document, Known, Note};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

/// Words in a shingle.
const SHINGLE: usize = 5;
/// How many of an article's shingles are looked up to find its kin.
const SKETCH: usize = 48;
/// Share of common shingles from which two texts of different outlets are one text.
const COPY: f64 = 0.7;
/// Share of the shorter text from which it is an excerpt of the longer, given `EXCERPT_WORDS`.
const EXCERPT: f64 = 0.85;
const EXCERPT_WORDS: usize = 60;
/// Share of common shingles from which two texts of one outlet are versions, and the same with a like title.
const VERSION: f64 = 0.5;
const VERSION_WITH_TITLE: f64 = 0.25;
/// In a short text every edit breaks many shingles: there, this share of common words speaks for versions, too.
const VERSION_BY_WORDS: f64 = 0.75;
/// Share of common shingles below which two texts are not looked at further.
const LEAST: f64 = 0.15;

struct Likeness {
    a: usize,
    b: usize,
    /// Common shingles by all shingles of both.
    jaccard: f64,
    /// Common shingles by those of the shorter text.
    contained: f64,
    shorter: usize,
}

impl Likeness {
    fn is_copy(&self) -> bool {
        self.jaccard >= COPY || (self.contained >= EXCERPT && self.shorter >= EXCERPT_WORDS)
    }
}

/// Gives every article its identity and its kin; the result does not depend on the order of the articles.
pub fn relate(mut articles: Vec<Article>) -> Vec<Document> {
    articles.sort_by(|a, b| (&a.path, a.number).cmp(&(&b.path, b.number)));
    let mut seen = BTreeSet::new();
    articles.retain(|article| seen.insert(fingerprint(article)));
    let alike = likenesses(&articles);
    let twins = twins(&articles, &alike);
    borrow(&mut articles, &twins);
    let chains = version_chains(&articles, &alike, &twins);
    let originals = originals(&articles, &alike, &twins);
    let ids = identities(&articles);
    let mut documents: Vec<Document> = articles
        .into_iter()
        .enumerate()
        .map(|(index, article)| Document {
            id: ids[index].clone(),
            article,
            version_of: chains.get(&index).and_then(|(older, _)| older.map(|older| ids[older].clone())),
            copy_of: originals.get(&index).map(|original| ids[*original].clone()),
            superseded: chains.get(&index).is_some_and(|(_, superseded)| *superseded),
        })
        .collect();
    documents.sort_by(|a, b| order_key(&a.article).cmp(&order_key(&b.article)));
    documents
}

/// Time, outlet, path, number; what has no time comes last.
fn order_key(article: &Article) -> (bool, Option<chrono::NaiveDateTime>, String, &str, usize) {
    let published = article.published.as_ref().map(|known| known.value.begin);
    (published.is_none(), published, article.source_name(), &article.path, article.number)
}

fn outlet(article: &Article) -> Option<String> {
    article.outlet.as_ref().map(|known| {
        let name = known.value.to_lowercase();
        name.strip_prefix("the ").map(str::to_string).unwrap_or(name)
    })
}

fn digest(article: &Article) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    let outlet = article.outlet.as_ref().map_or("", |known| known.value.as_str());
    for part in [outlet, article.title.as_deref().unwrap_or(""), &article.text] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher
}

/// The same bytes under the same metadata are one article, wherever they lie.
fn fingerprint(article: &Article) -> [u8; 32] {
    let mut hasher = digest(article);
    let published = article.published.as_ref().map_or(String::new(), |known| known.value.canonical());
    hasher.update(published.as_bytes());
    hasher.update(article.url.as_deref().unwrap_or("").as_bytes());
    *hasher.finalize().as_bytes()
}

/// `d` and eight hexadecimal digits; the rare article whose digits are taken gets others.
fn identities(articles: &[Article]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    articles
        .iter()
        .map(|article| {
            let hasher = digest(article);
            let mut round = 0u32;
            loop {
                let mut hasher = hasher.clone();
                if round > 0 {
                    hasher.update(&round.to_le_bytes());
                }
                let id = format!("d{}", &hasher.finalize().to_hex()[..8]);
                if taken.insert(id.clone()) {
                    return id;
                }
                round += 1;
            }
        })
        .collect()
}

/// The hashes of the words of the article's prose, regardless of case.
fn words(article: &Article) -> Vec<u64> {
    let prose = article.blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Furniture | BlockKind::Title));
    prose
        .flat_map(|block| block.span.of(&article.text).split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut hasher = Fnv::default();
            for letter in word.chars().flat_map(char::to_lowercase) {
                hasher.write(letter.encode_utf8(&mut [0; 4]).as_bytes());
            }
            hasher.finish()
        })
        .collect()
}

/// Common words of two texts, each as often as it stands in both, by all words of both.
fn word_likeness(a: &Article, b: &Article) -> f64 {
    let (mut a, mut b) = (words(a), words(b));
    a.sort_unstable();
    b.sort_unstable();
    let common = common(&a, &b) as f64;
    common / (a.len() as f64 + b.len() as f64 - common).max(1.0)
}

/// The sorted hashes of the article's runs of words, regardless of case, punctuation and typography.
fn shingles(article: &Article) -> Vec<u64> {
    let words = words(article);
    let size = SHINGLE.min(words.len().max(1));
    let mut hashes: Vec<u64> = words
        .windows(size)
        .map(|window| {
            let mut hasher = Fnv::default();
            for word in window {
                hasher.write(&word.to_le_bytes());
            }
            hasher.finish()
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// FNV-1a with a final mix: the same on every machine, and even enough for sampling by the smallest values.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^ (mixed >> 33)
    }
}

/// What the index of a collection keeps of an article to find its kin: the smallest of its hashes.
pub fn sketch(article: &Article) -> Vec<u64> {
    let mut hashes = shingles(article);
    hashes.truncate(SKETCH);
    hashes
}

/// The path of a file without the number of its version: `seeds/harbour` for `seeds/harbour.v2.txt`.
pub fn series_of(path: &str) -> Option<String> {
    let (folder, _) = path.rsplit_once('/').unwrap_or(("", path));
    series(path).map(|(series, _)| if folder.is_empty() { series.trim_start_matches('/').to_string() } else { series })
}

/// Pairs of articles with enough in common to be kin, found through an index of their smallest hashes.
fn likenesses(articles: &[Article]) -> Vec<Likeness> {
    use rayon::prelude::*;
    let all: Vec<Vec<u64>> = articles.par_iter().map(shingles).collect();
    let mut index: Vec<(u64, usize)> = Vec::new();
    for (article, hashes) in all.iter().enumerate() {
        index.extend(hashes.iter().take(SKETCH).map(|hash| (*hash, article)));
    }
    index.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for run in index.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, b)) in run.iter().enumerate() {
            // Boilerplate that everybody has must not make all pairs: a few partners link a long run well enough.
            let near = at.saturating_sub(4);
            pairs.extend(run[..at.min(8)].iter().chain(&run[near.max(at.min(8))..at]).map(|(_, a)| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for run in pairs.chunk_by(|a, b| a == b) {
        let (a, b) = run[0];
        let enough = if all[a].len().min(all[b].len()) < 12 { 1 } else { 3 };
        if run.len() >= enough {
            found.push((a, b));
        }
    }
    found
        .par_iter()
        .map(|&(a, b)| {
            let common = common(&all[a], &all[b]) as f64;
            let shorter = all[a].len().min(all[b].len());
            let jaccard = common / ((all[a].len() + all[b].len()) as f64 - common).max(1.0);
            Likeness { a, b, jaccard, contained: common / shorter.max(1) as f64, shorter }
        })
        .filter(|likeness| likeness.jaccard >= LEAST || likeness.contained >= EXCERPT)
        .collect()
}

fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// For an article without outlet or date: the best near-identical one that has them.
fn twins(articles: &[Article], alike: &[Likeness]) -> BTreeMap<usize, usize> {
    let mut twins: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for likeness in alike.iter().filter(|likeness| likeness.is_copy()) {
        for (poor, rich) in [(likeness.a, likeness.b), (likeness.b, likeness.a)] {
            let (poor_article, rich_article) = (&articles[poor], &articles[rich]);
            let outlet = poor_article.outlet.is_none() && rich_article.outlet.is_some();
            let agree = poor_article.outlet.is_none() || self::outlet(poor_article) == self::outlet(rich_article);
            let date = poor_article.published.is_none() && rich_article.published.is_some();
            if !(outlet || (date && agree)) || (rich_article.outlet.is_none() && poor_article.outlet.is_some()) {
                continue;
            }
            let better = twins.get(&poor).is_none_or(|(score, _)| likeness.jaccard > *score);
            if better {
                twins.insert(poor, (likeness.jaccard, rich));
            }
        }
    }
    let best: BTreeMap<usize, usize> = twins.into_iter().map(|(poor, (_, rich))| (poor, rich)).collect();
    // Nobody borrows from a borrower that borrows back.
    best.iter().filter(|(poor, rich)| best.get(rich) != Some(poor) || poor > rich).map(|(a, b)| (*a, *b)).collect()
}

fn borrow(articles: &mut [Article], twins: &BTreeMap<usize, usize>) {
    for (&poor, &rich) in twins {
        let place = place(&articles[rich]);
        let (outlet, published) = (articles[rich].outlet.clone(), articles[rich].published.clone());
        let article = &mut articles[poor];
        if let Some(outlet) = outlet.filter(|_| article.outlet.is_none()) {
            let reason = format!("nearly the same text stands in {place} under this name");
            article.outlet = Some(Known { value: outlet.value, inferred: Some(reason) });
        }
        if let Some(published) = published.filter(|_| article.published.is_none()) {
            let reason = format!("nearly the same text stands in {place} with this date");
            article.published = Some(Known { value: published.value, inferred: Some(reason) });
        }
    }
    for article in articles {
        if article.published.is_none() {
            let message = "no publish date: relative dates stay open".to_string();
            if !article.notes.iter().any(|note| note.message == message) {
                article.notes.push(Note { at: None, message });
            }
        }
    }
}

fn place(article: &Article) -> String {
    if article.of_file > 1 { format!("{}#{}", article.path, article.number) } else { article.path.clone() }
}

/// For each article that has other versions: the next older one, and whether there is a newer one.
fn version_chains(
    articles: &[Article],
    alike: &[Likeness],
    twins: &BTreeMap<usize, usize>,
) -> BTreeMap<usize, (Option<usize>, bool)> {
    let mut groups = Groups::new(articles.len());
    let mut by_key: BTreeMap<(Option<String>, String), usize> = BTreeMap::new();
    for (index, article) in articles.iter().enumerate().filter(|(index, _)| !twins.contains_key(index)) {
        let name = outlet(article);
        let mut keys = Vec::new();
        if let (Some(url), true) = (&article.url, name.is_some()) {
            keys.push((name.clone(), format!("url {}", url.trim_end_matches('/'))));
        }
        if let Some((series, _)) = series(&article.path).filter(|_| article.of_file == 1) {
            keys.push((name.clone(), format!("series {series}")));
        }
        for key in keys {
            let first = *by_key.entry(key).or_insert(index);
            groups.join(first, index);
        }
    }
    for likeness in alike {
        let (a, b) = (&articles[likeness.a], &articles[likeness.b]);
        let name = outlet(a);
        if name.is_none() || name != outlet(b) || twins.contains_key(&likeness.a) || twins.contains_key(&likeness.b) {
            continue;
        }
        let titled = title_likeness(a, b) >= 0.5;
        let close = likeness.jaccard >= VERSION
            || (titled && likeness.jaccard >= VERSION_WITH_TITLE)
            || (likeness.shorter <= 150 && word_likeness(a, b) >= VERSION_BY_WORDS);
        if close {
            groups.join(likeness.a, likeness.b);
        }
    }
    let mut chains = BTreeMap::new();
    for mut group in groups.all().into_iter().filter(|group| group.len() > 1) {
        group.sort_by(|&a, &b| version_key(&articles[a]).cmp(&version_key(&articles[b])));
        for (at, &index) in group.iter().enumerate() {
            let older = at.checked_sub(1).map(|before| group[before]);
            chains.insert(index, (older, at + 1 < group.len()));
        }
    }
    chains
}

fn version_key(article: &Article) -> (Option<chrono::NaiveDateTime>, Option<chrono::NaiveDateTime>, u32, &str, usize) {
    let published = article.published.as_ref().map(|known| &known.value);
    let moment = article.updated.as_ref().or(published);
    // Versions of one outlet may state different offsets: compare them in UTC.
    let utc = |moment: &crate::model::Moment| {
        moment
            .begin
            .checked_sub_signed(chrono::Duration::minutes(i64::from(moment.offset.unwrap_or(0))))
            .unwrap_or(moment.begin)
    };
    let number = series(&article.path).map_or(0, |(_, number)| number);
    (moment.map(utc), article.retrieved.as_ref().map(utc), number, &article.path, article.number)
}

/// `harbour.v2.txt` is the second of the series `harbour`.
fn series(path: &str) -> Option<(String, u32)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let at = stem.rfind(['.', '-', '_'])?;
    let number = stem[at + 1..].strip_prefix(['v', 'V'])?.parse().ok()?;
    Some((format!("{folder}/{}", &stem[..at]), number))
}

/// Common words of two titles by all words of both.
fn title_likeness(a: &Article, b: &Article) -> f64 {
    let words = |article: &Article| -> BTreeSet<String> {
        let title = article.title.as_deref().unwrap_or("");
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count() as f64;
    common / (a.union(&b).count().max(1)) as f64
}

/// For each copy, the article that it is a copy of.
fn originals(articles: &[Article], alike: &[Likeness], twins: &BTreeMap<usize, usize>) -> BTreeMap<usize, usize> {
    let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for likeness in alike.iter().filter(|likeness| likeness.is_copy()) {
        let (a, b) = (likeness.a, likeness.b);
        let names = (outlet(&articles[a]), outlet(&articles[b]));
        let one_outlet = names.0.is_some() && names.0 == names.1;
        if one_outlet && twins.get(&a) != Some(&b) && twins.get(&b) != Some(&a) {
            continue;
        }
        let (copy, original) = if is_original(a, b, articles, twins) { (b, a) } else { (a, b) };
        let better = match best.get(&copy) {
            None => true,
            Some((score, other)) => {
                (likeness.jaccard, std::cmp::Reverse(original)) > (*score, std::cmp::Reverse(*other))
            }
        };
        if better {
            best.insert(copy, (likeness.jaccard, original));
        }
    }
    let mut originals: BTreeMap<usize, usize> =
        best.into_iter().map(|(copy, (_, original))| (copy, original)).collect();
    // Credits may run in a circle; the last of it is then taken for an original.
    for copy in originals.keys().copied().collect::<Vec<_>>() {
        let (mut at, mut steps) = (copy, 0);
        while let Some(next) = originals.get(&at) {
            at = *next;
            steps += 1;
            if at == copy || steps > articles.len() {
                originals.remove(&copy);
                break;
            }
        }
    }
    originals
}

/// Whether `a` is the original of the two: the one that the other credits, that bears its own name and date, the earlier.
fn is_original(a: usize, b: usize, articles: &[Article], twins: &BTreeMap<usize, usize>) -> bool {
    let (first, second) = (&articles[a], &articles[b]);
    let by_credit = (credits(second, first), credits(first, second));
    if by_credit.0 != by_credit.1 {
        return by_credit.0;
    }
    let rank = |index: usize| {
        let article = &articles[index];
        let published = article.published.as_ref();
        let own = published.is_some_and(|known| known.inferred.is_none());
        let time = published.map(|known| {
            let offset = i64::from(known.value.offset.unwrap_or(0));
            known.value.begin.checked_sub_signed(chrono::Duration::minutes(offset)).unwrap_or(known.value.begin)
        });
        let unnamed = article.outlet.as_ref().is_none_or(|known| known.inferred.is_some());
        (twins.contains_key(&index), time.is_none(), time, unnamed, !own, index)
    };
    rank(a) < rank(b)
}

/// Whether the furniture of `copy` (dateline, credits, copyright) names the outlet of `original`.
fn credits(copy: &Article, original: &Article) -> bool {
    let Some(name) = original.outlet.as_ref().map(|known| known.value.as_str()) else { return false };
    if outlet(copy) == outlet(original) {
        return false;
    }
    copy.blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Furniture)
        .any(|block| has_words(block.span.of(&copy.text), name))
}

/// Whether the text holds the name as whole words.
fn has_words(text: &str, name: &str) -> bool {
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + name.len()..]);
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        })
}

/// Sets of indexes that are joined pair by pair.
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Groups { parent: (0..count).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    fn all(&mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.parent.len() {
            groups.entry(self.root(at)).or_default().push(at);
        }
        groups.into_values().collect()
    }
}
