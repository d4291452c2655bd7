//! Reports made by hand for the tests of store, renderers and commands: invented outlets and stories.
#![allow(dead_code)]

use corroborate::judge::codes::code_for;
use corroborate::model::*;
use corroborate::read;
use rust_decimal::Decimal;

/// Builds a report from seed texts and claims that are named by their words.
#[derive(Default)]
pub struct Maker {
    articles: Vec<Article>,
    pub report: Report,
}

impl Maker {
    /// Reads a seed as the reader reads it from a file.
    pub fn seed(mut self, path: &str, text: &str) -> Self {
        self.articles.extend(read::read_bytes(path, text.as_bytes(), None).expect("a sound seed"));
        self
    }

    /// Ends the reading; claims and findings follow.
    pub fn read(mut self) -> Self {
        self.report.documents = read::relate(std::mem::take(&mut self.articles));
        self
    }

    pub fn event(&mut self, kind: &str, label: &str, paths: &[&str]) -> String {
        let id = format!("e{}", &blake3::hash(label.as_bytes()).to_hex()[..8]);
        let documents =
            self.report.documents.iter().filter(|d| paths.contains(&d.article.path.as_str())).map(|d| d.id.clone());
        let event = Event { id: id.clone(), kind: kind.into(), label: label.into(), documents: documents.collect() };
        self.report.events.push(event);
        id
    }

    /// A claim whose value stands in the words `quote` of the file.
    pub fn claim(&mut self, path: &str, quote: &str, what: (Attribute, &str, &str), event: Option<&str>) -> String {
        let document = self.report.documents.iter().find(|d| d.article.path == path).expect("a document of that path");
        let article = &document.article;
        let at = article.text.rfind(quote).expect("words of the document");
        let span = Span::new(at, at + quote.len());
        let start = article.text[..at].rfind(['\n']).map_or(0, |i| i + 1);
        let end = article.text[span.end..].find('\n').map_or(article.text.len(), |i| span.end + i);
        let (attribute, canonical, subject) = what;
        let (line, column) = article.line_column(at);
        let id = format!("c{}", &blake3::hash(format!("{}{at}{attribute:?}", document.id).as_bytes()).to_hex()[..8]);
        self.report.claims.push(Claim {
            id: id.clone(),
            document: document.id.clone(),
            event: event.map(str::to_string),
            attribute,
            canonical: canonical.into(),
            value: value(attribute, canonical),
            modality: Modality::Asserted,
            attribution: None,
            path: path.into(),
            line: article.verbatim.then_some(line),
            column: article.verbatim.then_some(column),
            start: article.offset + span.start,
            end: article.offset + span.end,
            span,
            quote: quote.into(),
            sentence: article.text[start..end].to_string(),
            sentence_span: Span::new(start, end),
            subject: subject.into(),
            rule: "hand".into(),
        });
        id
    }

    pub fn finding(&mut self, verdict: Verdict, scope: Scope, summary: &str, sides: &[&[&str]]) -> &mut Finding {
        let first = self.report.claim(sides[0][0]).expect("a claim").clone();
        let fingerprint = blake3::hash(format!("{verdict:?}{summary}").as_bytes()).to_hex()[..16].to_string();
        let sides: Vec<Side> = sides
            .iter()
            .map(|claims| Side {
                canonical: self.report.claim(claims[0]).expect("a claim").canonical.clone(),
                claims: claims.iter().map(|id| id.to_string()).collect(),
            })
            .collect();
        self.report.findings.push(Finding {
            id: format!("f{}", &fingerprint[..8]),
            code: code_for(verdict, scope, first.attribute).into(),
            verdict,
            scope,
            attribute: first.attribute,
            event: first.event,
            summary: summary.into(),
            independent_sources: 2,
            copies: 0,
            sides,
            steps: Vec::new(),
            fingerprint,
        });
        self.report.findings.last_mut().expect("just pushed")
    }

    pub fn done(mut self) -> Report {
        let report = &mut self.report;
        report.coverage = Coverage {
            documents: report.documents.len(),
            sentences: 14,
            claims: report.claims.len(),
            single_source: 2,
            unresolved: 1,
        };
        self.report
    }
}

fn value(attribute: Attribute, canonical: &str) -> Value {
    let figure = |class, number: &str, unit: &str, bound| {
        let number: Decimal = number.parse().expect("a figure");
        Value::Quantity(Quantity {
            class,
            low: Some(number),
            high: Some(number),
            unit: unit.into(),
            of: None,
            per: None,
            bound,
            fraction: false,
            change: None,
        })
    };
    let digits: String = canonical.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    match attribute {
        Attribute::Duration => {
            let bound = if canonical.starts_with('~') { Bound::About } else { Bound::Plain };
            figure(QuantityClass::Duration, &digits, "minute", bound)
        }
        Attribute::Money => figure(QuantityClass::Money, &digits, "NOK", Bound::Plain),
        Attribute::Count => figure(QuantityClass::Count, &digits, "", Bound::AtLeast),
        Attribute::Date => {
            let day: chrono::NaiveDate = canonical.parse().expect("a date");
            Value::Time(TimeValue {
                kind: TimexKind::Date,
                timex: canonical.into(),
                modifier: None,
                begin: Some(day.and_time(chrono::NaiveTime::MIN)),
                end: day.succ_opt().map(|next| next.and_time(chrono::NaiveTime::MIN)),
                offset: None,
                weekday: None,
                day_assumed: false,
            })
        }
        _ => Value::Text { text: canonical.into() },
    }
}

pub const GAZETTE: &str = "seeds/harbour-gazette.txt";
pub const POST: &str = "seeds/inland-post.txt";
pub const COURIER: &str = "seeds/island-courier.html";

const GAZETTE_TEXT: &str = "---\noutlet: Harbour Gazette\ntitle: Two harbour masters speak by telephone\n\
published: 2031-03-04T18:30+01:00\n---\n\n\
Harbour masters Ida Holm and Per Vang spoke by telephone on March 4 in a 25-minute call, the first since the ferry dispute \
began, and they agreed that the new breakwater, which both towns have wanted for more than a decade and which engineers have \
drawn three times, will cost 80 million kroner.\n\n\
At least six moorings were lost in the storm of Sunday, March 2.\n\n\
The masters plan to meet in May in Sundvik.\n";

const POST_TEXT: &str = "---\noutlet: Inland Post\ntitle: Holm and Vang talk\npublished: 2031-03-05\n---\n\n\
The call between Ms. Holm and Mr. Vang lasted about 40 minutes, an aide said.\n\n\
Nine moorings were lost, the port office said on Wednesday, correcting its earlier figure.\n\n\
The breakwater is to cost 80 million kroner. They also met in Sundvik in November 2029.\n";

const COURIER_TEXT: &str = "<!doctype html><html><head><title>Telephone peace</title><meta property=\"og:site_name\" \
content=\"Island Courier\"><meta property=\"article:published_time\" content=\"2031-03-05T09:00:00+01:00\"></head><body>\
<article><h1>Telephone peace</h1><p>For 25 minutes the two harbour masters were on the line on Tuesday evening, and when they \
hung up, the quarrel about the ferry was over, people on the quay said.</p><p>The island council welcomed the news and said \
that it would now send its own engineer to the mainland to look at the drawings of the breakwater.</p></article></body></html>";

/// Two outlets on the length of a call, a third that agrees with the first, a toll that rose, a weekday that is wrong, and two
/// meetings that are not one.
pub fn story() -> Report {
    let mut maker =
        Maker::default().seed(GAZETTE, GAZETTE_TEXT).seed(POST, POST_TEXT).seed(COURIER, COURIER_TEXT).read();
    let call = maker.event("call", "call between Holm and Vang on 2031-03-04", &[GAZETTE, POST, COURIER]);
    let storm = maker.event("storm", "storm of March 2", &[GAZETTE, POST]);
    let length = "length of the call between Holm and Vang";
    let a = maker.claim(GAZETTE, "25-minute", (Attribute::Duration, "PT25M", length), Some(&call));
    let b = maker.claim(POST, "about 40 minutes", (Attribute::Duration, "~PT40M", length), Some(&call));
    let c = maker.claim(COURIER, "25 minutes", (Attribute::Duration, "PT25M", length), Some(&call));
    let six = maker.claim(GAZETTE, "six moorings", (Attribute::Count, ">=6 moorings", "moorings lost"), Some(&storm));
    let nine = maker.claim(POST, "Nine moorings", (Attribute::Count, "9 moorings", "moorings lost"), Some(&storm));
    let day =
        maker.claim(GAZETTE, "Sunday, March 2", (Attribute::Date, "2031-03-02", "day of the storm"), Some(&storm));
    let cost = "cost of the breakwater";
    let k = maker.claim(GAZETTE, "80 million kroner", (Attribute::Money, "NOK 80000000", cost), None);
    let l = maker.claim(POST, "80 million kroner", (Attribute::Money, "NOK 80000000", cost), None);
    let may = maker.claim(GAZETTE, "May", (Attribute::Date, "2031-05-01", "meeting in Sundvik"), None);
    let november = maker.claim(POST, "November 2029", (Attribute::Date, "2029-11-01", "meeting in Sundvik"), None);
    maker.report.claims[8].modality = Modality::Planned;
    maker.report.claims[1].attribution = Some("an aide".into());

    let length = maker.finding(
        Verdict::Contradiction,
        Scope::Across,
        "The call between Holm and Vang lasted 25 minutes (Harbour Gazette, Island Courier) or about 40 minutes (Inland Post).",
        &[&[&a, &c], &[&b]],
    );
    length.independent_sources = 3;
    length.steps = vec![
        Step { row: "kind".into(), outcome: "agree".into(), points: 4 },
        Step { row: "participants".into(), outcome: "agree".into(), points: 6 },
        Step { row: "place".into(), outcome: "unknown".into(), points: 0 },
        Step {
            row: "values".into(),
            outcome: "24.5 to 25.5 minutes and 35 to 45 minutes have no minute in common".into(),
            points: 0,
        },
    ];
    maker
        .finding(
            Verdict::Contradiction,
            Scope::Within,
            "March 2, 2031 is a Sunday in the text of Harbour Gazette, but the call on the same page makes it a Monday.",
            &[&[&day], &[&a]],
        )
        .independent_sources = 1;
    maker.finding(
        Verdict::Update,
        Scope::Across,
        "The number of moorings lost rose from at least six (Harbour Gazette) to nine (Inland Post).",
        &[&[&six], &[&nine]],
    );
    let agreed = maker.finding(
        Verdict::Agreement,
        Scope::Across,
        "Harbour Gazette and Inland Post agree: the breakwater costs 80 million kroner.",
        &[&[&k, &l]],
    );
    agreed.copies = 1;
    let apart = maker.finding(
        Verdict::Distinct,
        Scope::Across,
        "The meeting planned for May 2031 and the meeting of November 2029 are two events.",
        &[&[&may], &[&november]],
    );
    apart.steps = vec![
        Step { row: "modality".into(), outcome: "conflict".into(), points: -6 },
        Step { row: "place".into(), outcome: "agree".into(), points: 2 },
    ];
    maker.done()
}

/// A story whose every word tries to do harm where it is shown.
pub fn hostile() -> Report {
    let evil = "<script>alert('x')</script> \u{1b}[31mred\u{1b}[0m \u{202e}drawkcab\u{2066} =HYPERLINK(\"x\") | [a](b) ::error::%0A]]>";
    let text = |outlet: &str, minutes: &str| {
        format!(
            "---\noutlet: \"{outlet}\"\ntitle: '{}'\npublished: 2031-03-04\n---\n\nThe <b>call</b> \u{202e}took\u{9b}31m {minutes}.\n",
            evil.replace('\'', "''").replace('\u{1b}', "")
        )
    };
    let mut maker = Maker::default()
        .seed("seeds/a b,c:d.txt", &text("=cmd|'/C x'!A0", "25\u{1b}]0;x\u{7} minutes"))
        .seed("seeds/%0A::b.txt", &text("<img src=x>", "40 minutes"))
        .read();
    let event = maker.event("call", evil, &["seeds/a b,c:d.txt"]);
    let subject = format!("length of {evil}");
    let what = (Attribute::Duration, "PT25M", subject.as_str());
    let a = maker.claim("seeds/a b,c:d.txt", "25\u{1b}]0;x\u{7} minutes", what, Some(&event));
    let b = maker.claim("seeds/%0A::b.txt", "40 minutes", (Attribute::Duration, "PT40M", &subject), Some(&event));
    let finding = maker.finding(
        Verdict::Contradiction,
        Scope::Across,
        &format!("Differs: {evil}\r\nsecond line"),
        &[&[&a], &[&b]],
    );
    finding.steps = vec![Step { row: evil.into(), outcome: evil.into(), points: 0 }];
    let agreed = maker.finding(Verdict::Agreement, Scope::Across, &format!("Agrees: {evil}"), &[&[&a, &b]]);
    agreed.steps = vec![Step { row: evil.into(), outcome: evil.into(), points: 0 }];
    maker.finding(Verdict::Distinct, Scope::Across, &format!("Apart: {evil}"), &[&[&a], &[&b]]);
    maker.done()
}

/// Many stories of three articles each, with so many claims an article: durations, dates and figures that agree and differ.
pub fn large(articles: usize, claims: usize) -> Report {
    crowd(articles, claims, 3)
}

/// The same as one story that all outlets tell.
pub fn huge(articles: usize, claims: usize) -> Report {
    crowd(articles, claims, articles)
}

fn crowd(articles: usize, claims: usize, together: usize) -> Report {
    let mut maker = Maker::default();
    for n in 0..articles {
        let story = n / together;
        let mut text = format!(
            "---\noutlet: Outlet {}\ntitle: Harbour works {story}\npublished: 2031-03-{:02}\n---\n\n",
            n % 150,
            1 + n % 28
        );
        for c in 0..claims {
            let value = 10 + c + usize::from(n % 3 == 0 && c % 5 == 0);
            text.push_str(&format!(
                "The work on pier {story}-{c} of the old harbour, which the council had put off twice, took {value} minutes longer.\n\n"
            ));
        }
        maker = maker.seed(&format!("seeds/{n:04}.txt"), &text);
    }
    let mut maker = maker.read();
    let documents = maker.report.documents.clone();
    for (n, document) in documents.iter().enumerate() {
        let mut from = 0;
        for c in 0..claims {
            let text = &document.article.text;
            let Some(at) = text[from..].find(" minutes longer").map(|at| from + at) else { break };
            from = at + 8;
            let start = text[..at].rfind(' ').map_or(0, |blank| blank + 1);
            let (span, line) = (Span::new(start, at + 8), text[..at].rfind('\n').map_or(0, |i| i + 1));
            let canonical = format!("PT{}M", &text[start..at]);
            maker.report.claims.push(Claim {
                id: format!("c{n:04}{c:03}"),
                document: document.id.clone(),
                event: None,
                attribute: Attribute::Duration,
                value: value(Attribute::Duration, &canonical),
                canonical,
                modality: Modality::Asserted,
                attribution: None,
                path: document.article.path.clone(),
                line: Some(1),
                column: Some(1),
                start: document.article.offset + span.start,
                end: document.article.offset + span.end,
                span,
                quote: text[span.start..span.end].to_string(),
                sentence: text[line..at + 16].to_string(),
                sentence_span: Span::new(line, at + 16),
                subject: format!("duration: work on pier {c}"),
                rule: "hand".into(),
            });
        }
    }
    for first in (0..documents.len()).step_by(together) {
        for c in 0..claims {
            let held: Vec<Claim> = (first..(first + together).min(documents.len()))
                .filter_map(|n| maker.report.claims.get(n * claims + c).cloned())
                .collect();
            let mut sides: Vec<Side> = Vec::new();
            for claim in held {
                match sides.iter_mut().find(|side| side.canonical == claim.canonical) {
                    Some(side) => side.claims.push(claim.id),
                    None => sides.push(Side { canonical: claim.canonical, claims: vec![claim.id] }),
                }
            }
            let (verdict, code) =
                if sides.len() > 1 { (Verdict::Contradiction, "C103") } else { (Verdict::Agreement, "A501") };
            let fingerprint = blake3::hash(format!("{first} {c}").as_bytes()).to_hex()[..16].to_string();
            maker.report.findings.push(Finding {
                id: format!("f{}", &fingerprint[..8]),
                code: code.into(),
                verdict,
                scope: Scope::Across,
                attribute: Attribute::Duration,
                event: None,
                summary: format!("Outlets on the work on pier {c} of story {first}."),
                independent_sources: 3,
                copies: 0,
                sides,
                steps: (0..20).map(|n| Step { row: format!("row {n}"), outcome: "agree".into(), points: n }).collect(),
                fingerprint,
            });
        }
    }
    maker.done()
}
