//! Trains the model of `src/syntax/model`.
//!
//! `train_syntax vectors GLOVE.txt COUNT OUT` turns the first words of a list of word vectors into `vectors.bin`;
//! `train_syntax lists src/data OUT` gathers the words of its lists of names in `lists.bin`;
//! `train_syntax model FOLDER OUT` trains `syntax.bin` on `FOLDER/{ewt,gum}-train.conllu` and tells after every round how
//! well the development files are read; `lemmas`, `boundaries` and `kinds` train `lemmas.txt`, `boundaries.bin` and
//! `kinds.bin`. The same data gives the same bytes.

mod learner;
mod lists;
mod optimiser;
mod rounds;
mod small;

use corroborate::syntax::features::vector_hash;
use corroborate::syntax::table::Table;
use std::io::Result;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["vectors", source, count, out] => write_vectors(source, count.parse().unwrap_or(60_000), out),
        ["model", folder, out] => rounds::train(folder, out),
        ["lists", data, out] => lists::write(data, out),
        ["lemmas", folder, out] => small::write_lemmas(&rounds::training(folder)?, out),
        ["kinds", folder, out] => small::write_kinds(&rounds::training(folder)?, out),
        ["boundaries", folder, out] => small::write_boundaries(&rounds::training(folder)?, out),
        _ => {
            eprintln!(
                "usage: train_syntax vectors GLOVE.txt COUNT OUT | train_syntax lists DATA OUT | \
                 train_syntax model|lemmas|boundaries|kinds FOLDER OUT"
            );
            std::process::exit(2)
        }
    }
}

/// Keeps the most frequent words, with values in steps of a fortieth.
fn write_vectors(source: &str, count: usize, out: &str) -> Result<()> {
    const STEP: f32 = 0.025;
    let source = std::fs::read_to_string(source)?;
    let (mut hashes, mut rows, mut width) = (Vec::new(), Vec::new(), 0);
    for line in source.lines() {
        let mut parts = line.split(' ');
        let word = parts.next().unwrap_or("");
        let number_like = word.len() > 4 && word.bytes().filter(u8::is_ascii_digit).count() * 2 > word.len();
        let values: Vec<i8> = parts
            .filter_map(|p| p.parse::<f32>().ok())
            .map(|v| (v / STEP).round().clamp(-127.0, 127.0) as i8)
            .collect();
        if number_like || word.is_empty() || hashes.len() >= count {
            continue;
        }
        width = values.len();
        hashes.push(vector_hash(word));
        rows.extend(values);
    }
    std::fs::write(out, Table::write(&hashes, &rows, width, STEP))
}
