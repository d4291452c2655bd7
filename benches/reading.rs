//! How fast text is read: times and quantities in MB a second, tokens tagged and parsed a second, comparisons a second.
//!
//! `cargo bench --bench reading` prints the throughput on one core. The text is that of the seeds, paragraph by paragraph,
//! repeated; the times that grow with the text's length show that reading is linear in it.

use corroborate::extract::{quantity, time};
use corroborate::model::{Anchor, Span, Value};
use corroborate::syntax;
use corroborate::syntax::model::{Model, Work};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use std::fs;
use std::path::Path;

fn main() {
    divan::main();
}

/// About `kilobytes` of the seeds' text and its paragraphs.
fn news(kilobytes: usize) -> (String, Vec<Span>) {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut files: Vec<_> = fs::read_dir(seeds)
        .expect("the seeds")
        .flat_map(|story| fs::read_dir(story.expect("a story").path()).expect("a story's articles"))
        .map(|file| file.expect("an article").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "txt"))
        .collect();
    files.sort();
    let once: String = files.iter().map(|path| fs::read_to_string(path).expect("an article")).collect();
    let text = once.repeat((kilobytes * 1024).div_ceil(once.len()));
    let mut regions = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive("\n\n") {
        let end = start + paragraph.len();
        regions.push(Span::new(start, end));
        start = end;
    }
    (text, regions)
}

fn anchor() -> Anchor {
    Anchor { date: "2025-06-10".parse().ok(), offset: Some(540) }
}

#[divan::bench(args = [64, 256, 1024])]
fn times_and_quantities(bencher: Bencher, kilobytes: usize) {
    let (text, regions) = news(kilobytes);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let times = time::extract_in(&text, &regions, anchor());
        let dates: Vec<Span> = times.iter().map(|time| time.span).collect();
        (quantity::extract_in(&text, &regions, &dates), times)
    });
}

#[divan::bench]
fn times(bencher: Bencher) {
    let (text, regions) = news(256);
    bencher.counter(BytesCount::of_str(&text)).bench(|| time::extract_in(&text, &regions, anchor()));
}

#[divan::bench]
fn quantities(bencher: Bencher) {
    let (text, regions) = news(256);
    bencher.counter(BytesCount::of_str(&text)).bench(|| quantity::extract_in(&text, &regions, &[]));
}

/// The model alone, group by group as an article is read: sentences met before would be looked up, not read.
#[divan::bench]
fn tokens_tagged_and_parsed(bencher: Bencher) {
    let (text, regions) = news(64);
    let sentences: Vec<Vec<&str>> = syntax::analyse(&text, &regions)
        .iter()
        .map(|sentence| sentence.tokens.iter().map(|token| token.span.of(&text)).collect())
        .collect();
    let tokens: usize = sentences.iter().map(Vec::len).sum();
    let model = Model::shipped().expect("the shipped model");
    bencher.counter(ItemsCount::new(tokens)).bench(|| {
        let mut work = Work::default();
        for group in sentences.chunks(8) {
            divan::black_box(model.analyse_all(group, &mut work));
        }
    });
}

/// All pairs of the values of the seeds: times with times, quantities with quantities, and each with the other.
#[divan::bench]
fn comparisons(bencher: Bencher) {
    let (text, regions) = news(1);
    let times = time::extract_in(&text, &regions, anchor());
    let dates: Vec<Span> = times.iter().map(|time| time.span).collect();
    let figures = quantity::extract_in(&text, &regions, &dates);
    let values: Vec<Value> = times
        .into_iter()
        .map(|time| Value::Time(time.value))
        .chain(figures.into_iter().map(|figure| Value::Quantity(figure.quantity)))
        .collect();
    bencher.counter(ItemsCount::new(values.len() * values.len())).bench(|| {
        for a in &values {
            for b in &values {
                divan::black_box(a.compare(b));
            }
        }
    });
}
