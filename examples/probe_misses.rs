//! usage: probe_misses PROBES LABEL
use corroborate::link::{Linker};
use corroborate::{claim, judge, model::Relation, read};
use std::path::PathBuf;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let label = &args[2];
    let room = std::env::temp_dir().join(format!("pm-{}", std::process::id()));
    std::fs::create_dir_all(&room).unwrap();
    for line in std::fs::read_to_string(&args[1]).unwrap().lines() {
        let p: serde_json::Value = serde_json::from_str(line).unwrap();
        if p["label"] != label.as_str() { continue }
        let mut paths: Vec<PathBuf> = vec![];
        let mut spans = vec![];
        for side in ["a", "b"] {
            let q = &p[side];
            let t = format!("---\noutlet: {}\npublished: {}\n---\n\n{}\n", q["outlet"].as_str().unwrap(), q["published"].as_str().unwrap(), q["text"].as_str().unwrap());
            let quote = p[format!("{side}_quote")].as_str().unwrap();
            let s = t.find(quote).unwrap();
            spans.push((s, s + quote.len()));
            let f = room.join(format!("{side}.txt"));
            std::fs::write(&f, &t).unwrap();
            paths.push(f);
        }
        let readings: Vec<_> = read::read_paths(&paths).documents.into_iter().map(claim::read).collect();
        let linker = Linker::new(&readings);
        let report = judge::check(readings.iter().map(|r| r.document.clone()).collect());
        let said = if report.findings.iter().any(|f| format!("{:?}", f.verdict) == "Contradiction") { "C" } else { "-" };
        let over = |c: &corroborate::model::Claim, _: usize| { let k = usize::from(c.path.ends_with("b.txt")); c.start < spans[k].1 && spans[k].0 < c.end };
        println!("## {} said {said} {}", p["id"].as_str().unwrap(), p["why"].as_str().unwrap());
        println!("   A {} [{}]\n   B {} [{}]", p["a"]["text"].as_str().unwrap(), p["a_quote"].as_str().unwrap(), p["b"]["text"].as_str().unwrap(), p["b_quote"].as_str().unwrap());
        for (k, r) in readings.iter().enumerate() {
            let list: Vec<String> = r.drafts.iter().filter(|d| over(&d.claim, k)).map(|d| format!("{}:{}={} [{}]", format!("{:?}", d.claim.attribute), d.claim.quote, d.claim.canonical, d.claim.subject)).collect();
            println!("   claims {k}: {}", list.join(" ; "));
        }
        if linker.stories.is_empty() { println!("   NO STORY"); }
        for &(i, j, alike) in &linker.stories {
            let found = linker.pairs(i, j, alike);
            let told = judge::context::Context::of(&linker, &found);
            for pair in &found {
                let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
                if !(over(&a.claim, 0) && over(&b.claim, 1)) { continue }
                let rel = judge::relation(a, b);
                let rows = judge::accuse::rows(&linker, pair, &told);
                let bar = judge::bars::two_things(&linker, pair, &rows, &told).filter(|_| rel == Relation::Disjoint);
                println!("   PAIR match {} accuse {} {:?} bar {:?} two_stories {} | {} | {}", pair.score, judge::accuse::score(linker.draft(pair.a).claim.attribute, &rows), rel, bar, judge::bars::two_stories(&linker, pair), a.claim.subject, b.claim.subject);
                if args.len() > 3 { println!("      {}", rows.iter().map(|r| format!("{}={}", r.name, r.outcome)).collect::<Vec<_>>().join("; ")); }
            }
        }
    }
}
