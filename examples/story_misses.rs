//! usage: story_misses STORY_DIR…
use corroborate::link::{Linker};
use corroborate::{claim, judge, model::Relation, read};
use std::path::PathBuf;
fn main() {
    for dir in std::env::args().skip(1).map(PathBuf::from) {
        let gold: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(dir.join("gold.json")).unwrap()).unwrap();
        let paths: Vec<PathBuf> = gold["files"].as_array().unwrap().iter().map(|f| dir.join(f.as_str().unwrap())).collect();
        let readings: Vec<_> = read::read_paths(&paths).documents.into_iter().map(claim::read).collect();
        let linker = Linker::new(&readings);
        let report = judge::check(readings.iter().map(|r| r.document.clone()).collect());
        for f in gold["findings"].as_array().unwrap() {
            if f["verdict"] != "contradiction" { continue }
            let ms: Vec<(String, usize, usize, String, String)> = f["members"].as_array().unwrap().iter().map(|m| {
                let file = m["file"].as_str().unwrap().to_string();
                let t = std::fs::read_to_string(dir.join(&file)).unwrap();
                let (a, q) = (m["in"].as_str().unwrap(), m["quote"].as_str().unwrap());
                let s = t.find(a).unwrap() + a.find(q).unwrap();
                (file, s, s + q.len(), m["value"].as_str().unwrap_or("").to_string(), a.to_string())
            }).collect();
            let over = |c: &corroborate::model::Claim, m: &(String, usize, usize, String, String)| c.path.ends_with(&m.0) && c.start < m.2 && m.1 < c.end;
            let hit = report.findings.iter().any(|x| format!("{:?}", x.verdict) == "Contradiction" && {
                let held: Vec<&corroborate::model::Claim> = x.sides.iter().flat_map(|s| s.claims.iter()).filter_map(|id| report.claim(id)).collect();
                ms.iter().any(|m| ms.iter().any(|n| m.3 != n.3 && held.iter().any(|c| over(c, m)) && held.iter().any(|c| over(c, n))))
            });
            if hit { continue }
            println!("## {} {} {} | {}", gold["story"].as_str().unwrap(), f["id"].as_str().unwrap(), f["needs"].as_str().unwrap_or(""), f["why"].as_str().unwrap());
            for m in &ms { println!("   [{}] {} | {}", m.3, m.4, m.0); 
                let list: Vec<String> = readings.iter().flat_map(|r| &r.drafts).filter(|d| over(&d.claim, m)).map(|d| format!("{:?}:{}={} [{}]", d.claim.attribute, d.claim.quote, d.claim.canonical, d.claim.subject)).collect();
                println!("        {}", list.join(" ; ")); }
            for &(i, j, alike) in &linker.stories {
                let found = linker.pairs(i, j, alike);
                let told = judge::context::Context::of(&linker, &found);
                for pair in &found {
                    let (a, b) = (linker.draft(pair.a), linker.draft(pair.b));
                    let rel = judge::relation(a, b);
                    if !ms.iter().any(|m| over(&a.claim, m) && ms.iter().any(|n| m.3 != n.3 && over(&b.claim, n))) { continue }
                    let rows = judge::accuse::rows(&linker, pair, &told);
                    let bar = judge::bars::two_things(&linker, pair, &rows, &told).filter(|_| rel == Relation::Disjoint);
                    println!("   PAIR match {} accuse {} {:?} bar {:?} two_stories {} | {} | {}", pair.score, judge::accuse::score(a.claim.attribute, &rows), rel, bar, judge::bars::two_stories(&linker, pair), a.claim.subject, b.claim.subject);
                }
            }
        }
    }
}
