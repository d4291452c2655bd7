//! What must hold for any text: nothing panics, nothing that a terminal would obey gets through, and what is stored comes back.

mod common;

use corroborate::model::{Report, Span};
use corroborate::report::{Format, Look, Shown, explain, plain::plain, render, safe};
use corroborate::store::Store;
use proptest::prelude::*;

/// The sample story with one article's text and all words of findings replaced, and its claims put anywhere in that text.
fn disturbed(text: &str, words: &str, cuts: &[(usize, usize)]) -> Report {
    let mut report = common::story();
    let id = report.documents[0].id.clone();
    report.documents[0].article.text = text.to_string();
    report.documents[0].article.blocks.clear();
    report.documents[0].article.title = Some(words.to_string());
    report.documents[0].article.path = words.to_string();
    let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (claim, (a, b)) in report.claims.iter_mut().filter(|claim| claim.document == id).zip(cuts.iter().cycle()) {
        let (a, b) = (edges[a % edges.len()], edges[b % edges.len()]);
        claim.span = Span::new(a.min(b), a.max(b));
        claim.sentence_span = Span::new(0, text.len());
        claim.quote = text[claim.span.start..claim.span.end].to_string();
        claim.sentence = text.to_string();
        claim.path = words.to_string();
        claim.subject = words.to_string();
    }
    for finding in &mut report.findings {
        finding.summary = words.to_string();
        for step in &mut finding.steps {
            step.outcome = words.to_string();
        }
    }
    report
}

fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("\u{1b}[31m".to_string()),
        Just("\r\n".to_string()),
        Just("\u{202e}".to_string()),
        Just("^ | \u{e000}".to_string()),
        Just("한국어 기사 ".to_string()),
        "[ -~]{0,40}",
        "\\PC{0,12}",
        any::<String>(),
    ];
    proptest::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_format_takes_any_words(text in any_text(), words in any_text(), cuts in proptest::collection::vec((0usize..400, 0usize..400), 1..6), width in 40usize..220) {
        let report = disturbed(&text, &words, &cuts);
        let shown = Shown::new(&report, &[]);
        for format in Format::ALL {
            let out = render(&shown, format, Look { width, color: false });
            prop_assert!(out.chars().all(|c| c == '\n' || !safe::is_hostile(c)), "{}", format.name());
            if matches!(format, Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson) {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&out).is_ok());
            }
            if format == Format::Concise {
                prop_assert_eq!(out.lines().count(), report.findings.len());
            }
        }
        for finding in &report.findings {
            let out = explain(&shown, finding, Look { width, color: false });
            prop_assert!(out.contains(&finding.id));
        }
    }

    #[test]
    fn what_is_stored_comes_back(text in any_text(), words in any_text(), cuts in proptest::collection::vec((0usize..400, 0usize..400), 1..6)) {
        let report = disturbed(&text, &words, &cuts);
        let mut store = Store::open(":memory:").expect("a store");
        store.add(&report.documents).expect("added");
        store.save_report(&report).expect("saved");
        let back = store.load_report().expect("read").expect("a report");
        prop_assert_eq!(&back.claims, &report.claims);
        prop_assert_eq!(&back.findings, &report.findings);
        let mut documents = report.documents.clone();
        documents.sort_by(|a, b| (&a.article.path, a.article.number, &a.id).cmp(&(&b.article.path, b.article.number, &b.id)));
        prop_assert_eq!(&back.documents, &documents);
    }

    #[test]
    fn values_are_put_plainly_without_panic(text in any_text(), figure in "[~<>=]{0,2}(P|PT|[A-Z]{3} )?[0-9.]{0,20}[YMWDHS]{0,2}(/|\\.\\.)?[0-9T:+-]{0,12}") {
        let _ = plain(&text);
        prop_assert!(!plain(&figure).is_empty() || figure.is_empty());
    }
}
