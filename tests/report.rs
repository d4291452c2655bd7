//! Every report format: what it shows (snapshots), that all show the same findings, and that hostile words stay words.

mod common;

use corroborate::model::{Finding, Report, Verdict};
use corroborate::report::{Format, Look, Problem, Shown, claims_csv, explain, render};
use std::collections::BTreeSet;

fn shown(report: &Report, format: Format) -> String {
    render(&Shown::new(report, &[]), format, Look { width: 100, color: false })
}

fn problem() -> Problem {
    Problem {
        code: "P906".into(),
        error: true,
        path: "seeds/broken.txt".into(),
        line: Some(3),
        message: "February 30 does not exist".into(),
        hint: Some("mend the date".into()),
    }
}

#[test]
fn snapshots_of_every_format() {
    let report = common::story();
    for format in Format::ALL {
        insta::assert_snapshot!(format.name(), shown(&report, format));
    }
}

#[test]
fn snapshots_of_widths_and_colour() {
    let report = common::story();
    for width in [60, 160] {
        insta::assert_snapshot!(
            format!("full_{width}"),
            render(&Shown::new(&report, &[]), Format::Full, Look { width, color: false })
        );
    }
    let coloured = render(&Shown::new(&report, &[]), Format::Full, Look { width: 100, color: true });
    insta::assert_snapshot!("full_colour", coloured.replace('\u{1b}', "␛"));
}

#[test]
fn snapshots_of_explain_and_claims() {
    let report = common::story();
    let look = Look { width: 100, color: false };
    insta::assert_snapshot!("explain", explain(&Shown::new(&report, &[]), &report.findings[0], look));
    insta::assert_snapshot!("claims_csv", claims_csv(&Shown::new(&report, &[]), &report.claims));
}

#[test]
fn snapshots_with_problems_and_new_files() {
    let report = common::story();
    let new: BTreeSet<String> =
        report.documents.iter().filter(|d| d.article.path == common::POST).map(|d| d.id.clone()).collect();
    let problems = [problem()];
    for format in [Format::Concise, Format::Github, Format::Sarif] {
        let shown = Shown::new(&report, &problems).focus(Some(&new));
        insta::assert_snapshot!(format!("new_{}", format.name()), render(&shown, format, Look::default()));
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for report in [common::story(), common::hostile(), corroborate::pipeline::check(&[seeds]).report] {
        for width in [60, 80, 100, 120, 140, 200] {
            let text = render(&Shown::new(&report, &[]), Format::Full, Look { width, color: false });
            for line in text.lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }
}

/// How many findings a format shows, as one who reads it would count.
fn count(report: &Report, format: Format) -> usize {
    let text = shown(report, format);
    let json = || serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
    let length = |value: &serde_json::Value| value.as_array().expect("a list").len();
    let every = |needle: &str| text.matches(needle).count();
    match format {
        Format::Json => length(&json()["findings"]),
        Format::Jsonl => text.lines().filter(|line| line.starts_with("{\"record\":\"finding\"")).count(),
        Format::Sarif => length(&json()["runs"][0]["results"]),
        Format::Gitlab => length(&json()),
        Format::Rdjson => length(&json()["diagnostics"]),
        Format::Rdjsonl | Format::Concise => text.lines().count(),
        Format::Github => text.lines().filter(|line| line.starts_with("::")).count(),
        Format::Junit => every("<testcase "),
        Format::Csv => {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            reader.records().map(|row| row.expect("a row")[0].to_string()).collect::<BTreeSet<_>>().len()
        }
        Format::Markdown => {
            let table = |code: &str| text.lines().filter(|line| line.starts_with(&format!("| {code} "))).count();
            every("\n### ") + table("A501") + table("D601")
        }
        Format::Full => report.findings.iter().filter(|finding| text.contains(&finding.id)).count(),
    }
}

#[test]
fn all_formats_show_the_same_number_of_findings() {
    for report in [common::story(), common::hostile()] {
        for format in Format::ALL {
            assert_eq!(count(&report, format), report.findings.len(), "{}", format.name());
        }
    }
}

#[test]
fn hostile_words_stay_words() {
    let report = common::hostile();
    for format in Format::ALL {
        for color in [false, true] {
            let text = render(&Shown::new(&report, &[]), format, Look { width: 100, color });

            for (at, c) in text.char_indices() {
                let styling = color && c == '\u{1b}' && format == Format::Full;
                let fine = c == '\n' || !corroborate::report::safe::is_hostile(c) || styling;
                assert!(fine, "{} shows {c:?} near {}", format.name(), text[..at].chars().count());
            }
            assert!(!text.contains("\u{1b}[31m red") && !text.contains("\u{1b}]0;"), "{}", format.name());
        }
    }
    let markdown = shown(&report, Format::Markdown);
    assert!(!markdown.contains("<script>") && !markdown.contains("<img") && !markdown.contains("[a](b)"));
    let junit = shown(&report, Format::Junit);
    assert!(!junit.contains("<script>") && !junit.contains("]]>"));
    let github = shown(&report, Format::Github);
    assert!(github.lines().all(|line| line.starts_with("::error file=") || line.starts_with("::notice file=")));
    assert!(!github.contains("file=seeds/a b,c") && github.contains("a b%2Cc%3Ad.txt"));
    let table = shown(&report, Format::Csv) + &claims_csv(&Shown::new(&report, &[]), &report.claims);
    for row in csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes()).records() {
        for cell in row.expect("a row").iter() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

#[test]
fn json_has_the_promised_shape() {
    let report = common::story();
    let value: serde_json::Value = serde_json::from_str(&shown(&report, Format::Json)).expect("JSON");
    assert_eq!(value["format"], "corroborate.check/1");
    let keys =
        |value: &serde_json::Value| value.as_object().expect("an object").keys().cloned().collect::<BTreeSet<_>>();
    let has = |value: &serde_json::Value, wanted: &str| {
        let keys = keys(value);
        for key in wanted.split(' ') {
            assert!(keys.contains(key), "{key} is missing in {keys:?}");
        }
    };
    has(&value, "format documents events claims findings coverage");
    has(
        &value["documents"][0],
        "id path article outlet title published published_inferred language version_of copy_of",
    );
    has(&value["events"][0], "id type label documents");
    has(
        &value["claims"][0],
        "id document event attribute canonical value modality attribution path line column start end quote sentence rule",
    );
    has(
        &value["findings"][0],
        "id code verdict scope attribute event summary independent_sources sides steps fingerprint",
    );
    has(&value["findings"][0]["sides"][0], "canonical claims");
    has(&value["coverage"], "documents sentences claims single_source unresolved");
    for claim in value["claims"].as_array().expect("claims") {
        assert!(claim["value"].is_object());
        if claim["path"] == common::COURIER {
            assert!(claim["line"].is_null());
        }
    }
}

#[test]
fn an_empty_report_is_well_formed_in_every_format() {
    let report = Report::default();
    for format in Format::ALL {
        let text = shown(&report, format);
        assert!(text.is_empty() || text.ends_with('\n'), "{}", format.name());
    }
}

#[test]
fn github_says_what_it_hides() {
    let mut report = common::story();
    let first = report.findings[0].clone();
    for number in 0..12 {
        let id = format!("f{number:08}");
        report.findings.push(Finding { id: id.clone(), fingerprint: id, ..first.clone() });
    }
    let text = shown(&report, Format::Github);
    assert_eq!(report.findings.iter().filter(|finding| finding.verdict == Verdict::Contradiction).count(), 14);
    assert!(text.ends_with("GitHub shows 10 annotations of a level; 4 findings in this log only.\n"), "{text}");
}
