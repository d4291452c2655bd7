//! How long it takes to compare eight versions of an article of 600 words, each with the one before it.
//!
//! `cargo run --release --example time_versions` prints the time to read the versions and the time to compare them.

use corroborate::claim::{self, Reading};
use corroborate::{read, revise};
use std::time::Instant;

/// An article of about 600 words; every version has other figures in some of its sentences.
fn article(version: usize) -> String {
    let mut text = String::from("---\noutlet: Harbour Gazette\npublished: 2031-05-16\n---\n\n");
    for n in 0..12 {
        let edited = 100 + n * 7 + if version > n % 8 { version } else { 0 };
        text.push_str(&format!(
            "The ferry company of Skarvik carried {edited} passengers to island {n} on May {}, the harbour master said on \
             Tuesday. Its {} boats left the pier at {}:30 a.m. and came back before noon, and nobody was hurt when one of them \
             touched the quay. “We saw the light too late,” captain Ida Holm told the Gazette.\n\n",
            n + 1,
            n + 2,
            n % 5 + 6
        ));
    }
    text
}

fn main() {
    let seeds: Vec<String> = (0..8).map(article).collect();
    println!("{} words", seeds[0].split_whitespace().count());
    let load = |(n, seed): (usize, &String)| -> Reading {
        let articles = read::read_bytes(&format!("a.v{n}.txt"), seed.as_bytes(), None).expect("a sound seed");
        claim::read(read::relate(articles).remove(0))
    };
    let mut times = Vec::new();
    // the first round loads the tables
    for _ in 0..6 {
        let begun = Instant::now();
        let readings: Vec<Reading> = seeds.iter().enumerate().map(load).collect();
        let read = begun.elapsed();
        let begun = Instant::now();
        let revisions = revise::revisions(&readings);
        times.push((read, begun.elapsed(), revisions.iter().map(|r| r.claims.changed.len()).sum::<usize>()));
    }
    for (read, compared, changed) in &times[1..] {
        println!("read {read:.1?}, compared {compared:.1?}, {changed} claims changed");
    }
}
