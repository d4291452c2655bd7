//! Pages, linked data and data packages: well formed, complete, harmless, small and quick.

mod common;

use corroborate::model::{Attribute, Report, Scope, Verdict};
use corroborate::report::html::{Page, pages};
use corroborate::report::jsonld::{Decided, annotations, jsonld};
use corroborate::report::{Shown, datapackage, safe};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::time::{Duration, Instant};

fn made(report: &Report) -> Vec<Page> {
    pages(&Shown::new(report, &[])).expect("pages")
}

/// The values of an attribute in a page.
fn values<'p>(text: &'p str, name: &str) -> Vec<&'p str> {
    let start = format!(" {name}=\"");
    text.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    for report in [common::story(), common::hostile(), common::large(300, 8)] {
        let pages = made(&report);
        let anchors: BTreeMap<&str, BTreeSet<&str>> =
            pages.iter().map(|page| (page.name.as_str(), values(&page.text, "id").into_iter().collect())).collect();
        for page in &pages {
            let ids = values(&page.text, "id");
            assert_eq!(ids.len(), anchors[page.name.as_str()].len(), "{}: an id stands twice", page.name);
            for link in values(&page.text, "href") {
                let (name, anchor) = link.split_once('#').unwrap_or((link, ""));
                let name = if name.is_empty() { page.name.as_str() } else { name };
                let held = anchors.get(name).unwrap_or_else(|| panic!("{}: no page {name}", page.name));
                assert!(anchor.is_empty() || held.contains(anchor), "{}: {link} leads nowhere", page.name);
            }
        }
        for finding in &report.findings {
            let held = anchors.values().filter(|ids| ids.contains(finding.fingerprint.as_str())).count();
            assert_eq!(held, 1, "{}", finding.summary);
        }
        for claim in &report.claims {
            assert!(anchors.values().any(|ids| ids.contains(claim.id.as_str())), "{} is in no article", claim.id);
        }
    }
}

#[test]
fn hostile_words_are_text_in_pages_and_exports() {
    let report = common::hostile();
    let shown = Shown::new(&report, &[]);
    let mut texts: Vec<(String, String)> = made(&report).into_iter().map(|page| (page.name, page.text)).collect();
    for (name, text) in &texts {
        assert!(!text.contains("<img") && !text.contains("<script>alert") && !text.contains("<b>"), "{name}");
        assert!(text.contains("&lt;script&gt;alert"), "{name}: the words are not shown");
        assert_eq!(text.matches("<script").count(), 1, "{name}");
        assert!(
            text.contains("default-src 'none'") && !text.contains(" style=\"") && !text.contains(" onerror="),
            "{name}"
        );
        assert!(!text.contains("http:") && !text.contains("https:"), "{name} names the network");
        let ascii = name.trim_end_matches(".html").bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        assert!(ascii, "{name}");
    }
    texts.push(("jsonld".into(), jsonld(&shown, &[])));
    texts.push(("annotations".into(), annotations(&shown)));
    texts.push(("datapackage".into(), datapackage::whole(&shown)));
    texts.push(("metadata".into(), datapackage::metadata("a/\u{202e}evil\": x.db")));
    for (name, text) in &texts {
        let bad = text.chars().find(|c| *c != '\n' && safe::is_hostile(*c));
        assert_eq!(bad, None, "{name}");
    }
    let package: serde_json::Value = serde_json::from_str(&texts[texts.len() - 2].1).expect("JSON");
    for row in package["resources"].as_array().into_iter().flatten().flat_map(|r| r["data"].as_array()).flatten() {
        for cell in row.as_object().expect("a row").values().filter_map(|cell| cell.as_str()) {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

#[test]
fn an_empty_report_has_an_index() {
    let pages = made(&Report::default());
    assert_eq!(pages.iter().map(|page| page.name.as_str()).collect::<Vec<_>>(), ["index.html"]);
}

#[test]
fn pages_show_all_parts_of_a_story() {
    let pages = made(&common::story());
    assert_eq!(pages.len(), 2);
    let story = &pages[1].text;
    for part in
        ["id=\"differ\"", "id=\"agree\"", "id=\"distinct\"", "id=\"matrix\"", "id=\"timeline\"", "id=\"articles\""]
    {
        assert!(story.contains(part), "{part}");
    }
    assert!(story.contains("<mark>about 40 minutes</mark>") && story.contains("said by an aide"));
    assert!(story.contains("class=\"bar plan\""), "a plan is told apart");
    assert!(story.contains("differs: B") && story.contains("agrees"));
}

#[test]
fn values_stand_in_plain_words() {
    for page in made(&common::story()) {
        let mut text = page.text.clone();
        for machine in values(&page.text, "datetime") {
            text = text.replacen(&format!("datetime=\"{machine}\""), "", 1);
        }
        for canonical in ["PT25M", "PT40M", "2031-03-0"] {
            assert!(!text.contains(canonical), "{}: {canonical}", page.name);
        }
    }
}

#[test]
fn an_order_of_three_sides_is_drawn_as_three_columns() {
    let seed = |outlet: &str, place: &str| {
        format!(
            "---\noutlet: {outlet}\ntitle: The ferry race\npublished: 2031-03-04\n---\n\nThe Sundvik came {place} in the race.\n"
        )
    };
    let told =
        [("a.txt", "Harbour Gazette", "first"), ("b.txt", "Inland Post", "second"), ("c.txt", "Coast Wire", "third")];
    let mut maker = common::Maker::default();
    for (path, outlet, place) in told {
        maker = maker.seed(path, &seed(outlet, place));
    }
    let mut maker = maker.read();
    let claims: Vec<String> = told
        .iter()
        .zip(["1st", "2nd", "3rd"])
        .map(|((path, _, place), canonical)| {
            maker.claim(path, place, (Attribute::Order, canonical, "order: come"), None)
        })
        .collect();
    let [a, b, c] = claims.as_slice() else { panic!("three claims") };
    maker.finding(Verdict::Contradiction, Scope::Across, "Three orders", &[&[a], &[b], &[c]]);
    let pages = made(&maker.done());
    let story = &pages[1].text;
    // Once with its finding and once below the timeline.
    for column in ["A: Harbour Gazette</text>", "B: Inland Post</text>", "C: Coast Wire</text>"] {
        assert_eq!(story.matches(column).count(), 2, "{column}");
    }
    assert_eq!(story.matches("<line class=\"arrow\"").count(), 4);
}

#[test]
fn a_large_report_is_split_and_written_in_time() {
    // One story of all articles, and many stories: both must fit.
    for report in [common::large(1000, 20), common::huge(1000, 20)] {
        assert_eq!(report.claims.len(), 20_000);
        let begun = Instant::now();
        let pages = made(&report);
        let taken = begun.elapsed();
        let largest = pages.iter().map(|page| page.text.len()).max().unwrap_or_default();
        let count = pages.len();
        let _ =
            writeln!(std::io::stdout(), "1,000 articles: {count} pages, the largest of {largest} bytes, in {taken:?}");
        for page in &pages {
            assert!(page.text.len() <= 2_000_000, "{}: {} bytes", page.name, page.text.len());
        }
        // Without optimisation, time says nothing of the program as it is used.
        assert!(cfg!(debug_assertions) || taken < Duration::from_secs(2), "{taken:?}");
    }
}

#[test]
fn linked_data_says_who_contradicts_whom() {
    let report = common::story();
    let shown = Shown::new(&report, &[]);
    let finding = &report.findings[0];
    let graph = |decided: &[Decided]| -> Vec<serde_json::Value> {
        let value: serde_json::Value = serde_json::from_str(&jsonld(&shown, decided)).expect("JSON");
        value["@graph"].as_array().expect("a graph").clone()
    };
    let plain = graph(&[]);
    let iri = |id: &str| format!("urn:corroborate:claim:{id}");
    let claim = |id: &str| plain.iter().find(|entry| entry["@id"] == iri(id)).expect("a claim").clone();
    let (a, c, b) = (&finding.sides[0].claims[0], &finding.sides[0].claims[1], &finding.sides[1].claims[0]);
    assert!(claim(a)["contradicts"].as_array().expect("contradicts").contains(&iri(b).into()));
    assert!(claim(a)["agreesWith"].as_array().expect("agreesWith").contains(&iri(c).into()));
    assert!(plain.iter().all(|entry| entry["@type"] != "ClaimReview"), "no review without a person");
    let decided = Decided {
        fingerprint: finding.fingerprint.clone(),
        decision: "accepted".into(),
        reason: "both were on the line".into(),
        by: Some("R. Osk".into()),
    };
    let reviewed = graph(&[decided]);
    let reviews: Vec<_> = reviewed.iter().filter(|entry| entry["@type"] == "ClaimReview").collect();
    assert_eq!(reviews.len(), 1);
    assert_eq!(reviews[0]["reviewBody"], "both were on the line");
}

#[test]
fn selectors_find_the_words_again() {
    let report = common::story();
    let value: serde_json::Value = serde_json::from_str(&annotations(&Shown::new(&report, &[]))).expect("JSON");
    let items = value["items"].as_array().expect("annotations");
    assert_eq!(items.len(), report.claims.len());
    for (claim, item) in report.claims.iter().zip(items) {
        let text: Vec<char> = report.document(&claim.document).expect("a document").article.text.chars().collect();
        let [quote, position] = item["target"]["selector"].as_array().expect("selectors").as_slice() else { panic!() };
        let at = |key: &str| position[key].as_u64().expect("a place") as usize;
        let held: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(held, claim.quote);
        assert_eq!(quote["exact"], claim.quote.as_str());
        let around = format!(
            "{}{}{}",
            quote["prefix"].as_str().expect("a prefix"),
            claim.quote,
            quote["suffix"].as_str().expect("a suffix")
        );
        let all: String = text.iter().collect();
        assert!(all.contains(&around), "{around}");
    }
}
