//! usage: show_pairs FILE…   prints the pairs of claims that exclude each other, best score first
use corroborate::link::{Linker, weights};
use corroborate::{claim, judge, model::Relation, read};
use std::path::PathBuf;

fn main() {
    let paths: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let read: Vec<_> = read::read_paths(&paths).documents.into_iter().map(claim::read).collect();
    let linker = Linker::new(&read);
    let mut pairs = Vec::new();
    for &(i, j, alike) in &linker.stories {
        println!("story {} {} {alike}", read[i].document.article.path, read[j].document.article.path);
        let found = linker.pairs(i, j, alike);
        let told = judge::context::Context::of(&linker, &found);
        pairs.extend(found.into_iter().map(|pair| {
            let rows = judge::accuse::rows(&linker, &pair, &told);
            let excluding = judge::relation(linker.draft(pair.a), linker.draft(pair.b)) == Relation::Disjoint;
            let apart = judge::bars::two_things(&linker, &pair, &rows, &told).filter(|_| excluding);
            let accused = judge::accuse::score(&rows);
            (pair, accused, apart)
        }));
    }
    pairs.sort_by_key(|(pair, ..)| -pair.score);
    for (pair, accused, apart) in pairs.iter().take(400) {
        let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
        let relation = judge::relation(a, b);
        if matches!(relation, Relation::Incomparable(_)) {
            continue;
        }
        println!(
            "{:4} {accused:4} {} {:?} {} | {} = {} [{}] | {} = {} [{}]",
            pair.score,
            apart.unwrap_or("-"),
            relation,
            a.frame.scale,
            a.claim.quote,
            a.claim.canonical,
            a.claim.subject,
            b.claim.quote,
            b.claim.canonical,
            b.claim.subject
        );
        if std::env::var("ROWS").is_ok() {
            let table = weights::table();
            let group = weights::group(a.frame.attribute);
            for s in table.reasons(group, &table.answers(group, &pair.rows)) {
                print!(" {}:{}={}", s.row, s.outcome, s.points);
            }
            println!();
        }
    }
}
