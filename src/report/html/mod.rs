//! `report`: pages for a browser, which need no network and no server.
//!
//! What belongs here: which pages there are, what stands on which, and their frame. What does not: findings, choice of words.
//! Templates, style and script are files beside this one; every value goes through the templates' own escaping, and every
//! string of an article through `safe` before. The policy of each page allows exactly this style and this script.

pub mod page;
mod stories;
mod words;

use crate::model::{Claim, Finding, Verdict};
use crate::report::gist::{Gist, gist};
use crate::report::{Shown, plain, row};
use base64::Engine;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, context};
use page::{Links, arrows, cards, matrix, reader, timeline, versions};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use stories::{Story, stories};
use words::{clean, cost};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Estimated bytes of findings and articles on one page; drawings and tables of the first page come on top.
const PAGE: usize = 1_200_000;
/// Stories and findings that the index holds on one page.
const STORIES: usize = 400;
const WORST: usize = 150;
/// Orders that are drawn below a timeline.
const ORDERS: usize = 12;

/// A page of the report.
#[derive(Clone, Debug)]
pub struct Page {
    /// File name, such as `index.html`.
    pub name: String,
    pub text: String,
}

/// A page of a story before it is written.
struct Sheet<'r> {
    name: String,
    findings: Vec<&'r Finding>,
    pieces: Vec<reader::Piece<'r>>,
}

/// A story as a row of the index.
#[derive(Serialize)]
struct Line {
    title: String,
    link: String,
    outlets: String,
    numbers: String,
    articles: usize,
    contradictions: usize,
    updates: usize,
    agreements: usize,
    kinds: String,
    verdicts: String,
}

/// A finding as a row of the index.
#[derive(Serialize)]
struct Worst {
    link: String,
    code: String,
    verdict: &'static str,
    kind: String,
    summary: String,
    numbers: String,
    /// The words of the first sides.
    words: Vec<Said>,
}

/// A side of a finding in the index.
#[derive(Serialize)]
struct Said {
    letter: String,
    outlet: String,
    gist: Gist,
}

/// An outlet with what it takes part in.
#[derive(Serialize)]
struct Outlet {
    name: String,
    articles: usize,
    copies: usize,
    contradictions: usize,
}

/// All pages: the index, further pages of it where there are very many stories, and the pages of each story.
///
/// # Errors
/// Where a template cannot be rendered, which is a mistake in the program.
pub fn pages(shown: &Shown<'_>) -> Result<Vec<Page>, minijinja::Error> {
    let environment = environment()?;
    let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in &shown.report.claims {
        claims.entry(claim.document.as_str()).or_default().push(claim);
    }
    for held in claims.values_mut() {
        held.sort_by_key(|claim| (claim.span, claim.id.as_str()));
    }
    let stories = stories(shown);
    let sheets: Vec<Vec<Sheet<'_>>> = stories.par_iter().map(|story| sheets(shown, story, &claims)).collect();
    let links = links(&sheets, &claims);

    let mut pages = index(shown, &environment, &stories, &sheets)?;
    let told: Vec<Vec<Page>> = stories
        .par_iter()
        .zip(&sheets)
        .map(|(story, sheets)| story_pages(shown, &environment, story, sheets, &claims, &links))
        .collect::<Result<_, _>>()?;
    pages.extend(told.into_iter().flatten());
    Ok(pages)
}

/// A value for the templates.
fn value(of: impl Serialize) -> minijinja::Value {
    minijinja::value::Serde(of).into()
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template("frame.html", include_str!("frame.html"))?;
    environment.add_template("finding.html", include_str!("finding.html"))?;
    environment.add_template("drawings.html", include_str!("drawings.html"))?;
    environment.add_template("filters.html", include_str!("filters.html"))?;
    environment.add_template("index.html", include_str!("index.html"))?;
    environment.add_template("story.html", include_str!("story.html"))?;
    let hash = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    // Both are files of the program, which hold nothing that ends their element.
    environment.add_global("style", minijinja::Value::from_safe_string(STYLE.to_string()));
    environment.add_global("script", minijinja::Value::from_safe_string(SCRIPT.to_string()));
    environment.add_global("policy", minijinja::Value::from_safe_string(policy));
    Ok(environment)
}

/// Which findings and articles of a story stand on which of its pages.
fn sheets<'r>(shown: &Shown<'r>, story: &Story<'r>, claims: &BTreeMap<&str, Vec<&'r Claim>>) -> Vec<Sheet<'r>> {
    let mut sheets = vec![Sheet { name: format!("{}.html", story.name), findings: Vec::new(), pieces: Vec::new() }];
    let mut filled = 0;
    let mut room = |sheets: &mut Vec<Sheet<'r>>, weight: usize| {
        if filled > 0 && filled + weight > PAGE {
            let name = format!("{}--{}.html", story.name, sheets.len() + 1);
            sheets.push(Sheet { name, findings: Vec::new(), pieces: Vec::new() });
            filled = 0;
        }
        filled += weight;
        sheets.len() - 1
    };
    for finding in &story.findings {
        let at = room(&mut sheets, cards::weight(shown, finding));
        sheets[at].findings.push(finding);
    }
    for document in &story.documents {
        let held = claims.get(document.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        for piece in reader::pieces(document, held) {
            let at = room(&mut sheets, piece.weight);
            sheets[at].pieces.push(piece);
        }
    }
    sheets
}

fn links(sheets: &[Vec<Sheet<'_>>], claims: &BTreeMap<&str, Vec<&Claim>>) -> Links {
    let mut links = Links::default();
    for sheet in sheets.iter().flatten() {
        for finding in &sheet.findings {
            let link = format!("{}#{}", sheet.name, clean(&finding.fingerprint));
            links.put_anchor(&finding.fingerprint, link.clone());
            for claim in finding.sides.iter().flat_map(|side| &side.claims) {
                links.put_finding(claim, finding.verdict, row::verdict_word(finding), link.clone());
            }
        }
        for piece in &sheet.pieces {
            links.put_document(&piece.document.id, format!("{}#{}", sheet.name, piece.document.id));
            for claim in claims.get(piece.document.id.as_str()).into_iter().flatten() {
                if piece.blocks.iter().any(|(_, span)| span.start <= claim.span.start && claim.span.start < span.end) {
                    links.put_claim(claim, &sheet.name);
                }
            }
        }
    }
    links
}

fn story_pages(
    shown: &Shown<'_>,
    environment: &Environment<'_>,
    story: &Story<'_>,
    sheets: &[Sheet<'_>],
    claims: &BTreeMap<&str, Vec<&Claim>>,
    links: &Links,
) -> Result<Vec<Page>, minijinja::Error> {
    let outlets = story.outlets();
    let template = environment.get_template("story.html")?;
    let parts: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let page = |(number, sheet): (usize, &Sheet<'_>)| -> Result<Page, minijinja::Error> {
        let all: Vec<cards::Card> =
            sheet.findings.iter().map(|finding| cards::card(shown, finding, &outlets, links)).collect();
        let groups = [
            ("differ", "Where they differ", &["contradiction", "inconsistency"][..]),
            ("changed", "What was overtaken or changed", &["update"][..]),
            ("variants", "One remark in different words", &["variant"][..]),
            ("agree", "What they agree on", &["agreement"][..]),
            ("distinct", "Looks like a conflict, but is none", &["distinct"][..]),
        ]
        .map(|(id, heading, verdicts)| {
            let held: Vec<&cards::Card> = all.iter().filter(|card| verdicts.contains(&card.verdict)).collect();
            context! { id => id, heading => heading, findings => value(held) }
        });
        let articles: Vec<reader::View> = sheet
            .pieces
            .iter()
            .map(|piece| {
                let held = claims.get(piece.document.id.as_str()).map(Vec::as_slice).unwrap_or_default();
                reader::view(piece, held, links)
            })
            .collect();
        let first = number == 0;
        let text = template.render(context! {
            title => story.title.as_str(),
            summary => tally(story),
            number => number + 1,
            parts => value(&parts),
            outlets => value(if outlets.len() <= 300 { &outlets[..] } else { &[] }),
            kinds => value(kinds(&sheet.findings)),
            verdicts => value(verdicts(&sheet.findings)),
            groups => value(groups),
            any => !all.is_empty(),
            timeline => value(first.then(|| timeline::timeline(story, claims, links)).flatten()),
            orders => value(if first { orders(shown, story, links) } else { Vec::new() }),
            matrix => value(first.then(|| matrix::matrix(shown, story, links)).flatten()),
            versions => value(if first { versions::versions(story) } else { Vec::new() }),
            articles => value(articles),
        })?;
        Ok(Page { name: sheet.name.clone(), text })
    };
    // one large story has many pages
    sheets.par_iter().enumerate().map(page).collect()
}

/// An order that is told in more than one way, for the timeline.
#[derive(Serialize)]
struct Order {
    id: String,
    summary: String,
    link: String,
    arrows: arrows::Arrows,
}

/// The orders that the outlets of a story contradict each other on.
fn orders(shown: &Shown<'_>, story: &Story<'_>, links: &Links) -> Vec<Order> {
    let drawn = story.findings.iter().filter_map(|finding| {
        Some(Order {
            id: clean(&finding.id),
            summary: clean(&plain::summary(finding)),
            link: links.anchor(finding),
            arrows: arrows::arrows(finding, &row::places(shown, finding))?,
        })
    });
    drawn.take(ORDERS).collect()
}

/// The words of the first four sides.
fn said(places: &[row::Place<'_>]) -> Vec<Said> {
    let of = |side: usize| places.iter().find(|place| place.side == side);
    let told = (0..4).map_while(of).enumerate().map(|(side, place)| Said {
        letter: cards::letter(side),
        outlet: words::short(&clean(&place.document.article.source_name()), 60),
        gist: gist(place.claim, place.document, 160),
    });
    told.collect()
}

fn index(
    shown: &Shown<'_>,
    environment: &Environment<'_>,
    stories: &[Story<'_>],
    sheets: &[Vec<Sheet<'_>>],
) -> Result<Vec<Page>, minijinja::Error> {
    let mut outlets: BTreeMap<String, Outlet> = BTreeMap::new();
    for document in &shown.report.documents {
        let name = clean(&document.article.source_name());
        let fresh = || Outlet { name: name.clone(), articles: 0, copies: 0, contradictions: 0 };
        let outlet = outlets.entry(name.clone()).or_insert_with(fresh);
        outlet.articles += 1;
        outlet.copies += usize::from(document.copy_of.is_some());
    }
    let mut worst = Vec::new();
    let mut grave = 0;
    let names: Vec<String> = outlets.keys().cloned().collect();
    let numbers = |held: &[String]| {
        let at = held.iter().filter_map(|name| names.binary_search(name).ok());
        format!("{} ", at.map(|number| format!(" {number}")).collect::<String>())
    };
    for sheet in sheets.iter().flatten() {
        for finding in &sheet.findings {
            if !matches!(finding.verdict, Verdict::Contradiction | Verdict::Update) {
                continue;
            }
            grave += 1;
            let places = row::places(shown, finding);
            let mut held: Vec<String> =
                places.iter().map(|place| clean(&place.document.article.source_name())).collect();
            held.sort();
            held.dedup();
            if finding.verdict == Verdict::Contradiction {
                for name in &held {
                    if let Some(outlet) = outlets.get_mut(name) {
                        outlet.contradictions += 1;
                    }
                }
            }
            worst.push((
                *finding,
                Worst {
                    link: format!("{}#{}", sheet.name, clean(&finding.fingerprint)),
                    code: clean(&finding.code),
                    verdict: row::verdict_word(finding),
                    kind: page::kind(finding.attribute),
                    summary: clean(words::cut(&plain::summary(finding), 1000)),
                    numbers: numbers(&held),
                    words: said(&places),
                },
            ));
        }
    }
    worst.sort_by_key(|(finding, _)| (finding.verdict, finding.scope, finding.code.as_str(), finding.id.as_str()));
    worst.truncate(WORST);
    let shown_findings: Vec<&Finding> = worst.iter().map(|(finding, _)| *finding).collect();
    let worst: Vec<Worst> = worst.into_iter().map(|(_, row)| row).collect();

    let mut outlets: Vec<Outlet> = outlets.into_values().collect();
    outlets.sort_by(|a, b| (b.contradictions, &a.name).cmp(&(a.contradictions, &b.name)));
    let more_outlets = outlets.len().saturating_sub(300);
    outlets.truncate(300);

    let lines: Vec<Line> = stories.iter().map(|story| line(story, &numbers)).collect();
    let mut chunks: Vec<&[Line]> = lines.chunks(STORIES).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    let name =
        |number: usize| if number == 0 { "index.html".to_string() } else { format!("index--{}.html", number + 1) };
    let parts: Vec<String> = (0..chunks.len()).map(name).collect();
    let template = environment.get_template("index.html")?;
    let mut pages = Vec::new();
    for (number, lines) in chunks.into_iter().enumerate() {
        let first = number == 0;
        let text = template.render(context! {
            title => "Where the articles agree and differ",
            summary => clean(&crate::report::markdown::summary(shown)),
            number => number + 1,
            parts => value(&parts),
            outlets => value(if names.len() <= 300 { &names[..] } else { &[] }),
            kinds => value(kinds(&shown_findings)),
            verdicts => value(verdicts(&shown_findings)),
            worst => value(if first { &worst[..] } else { &[] }),
            more => grave - shown_findings.len(),
            stories => value(lines),
            table => value(if first { &outlets[..] } else { &[] }),
            more_outlets => more_outlets,
            problems => value(if first { problems(shown) } else { Vec::new() }),
            coverage => value(&shown.report.coverage),
        })?;
        pages.push(Page { name: parts[number].clone(), text });
    }
    Ok(pages)
}

fn line(story: &Story<'_>, numbers: &impl Fn(&[String]) -> String) -> Line {
    let outlets = story.outlets();
    let mut named = outlets.iter().take(12).map(|name| words::short(name, 40)).collect::<Vec<_>>().join(", ");
    if outlets.len() > 12 {
        named.push_str(&format!(" and {} more", outlets.len() - 12));
    }
    Line {
        title: words::short(&story.title, 300),
        link: format!("{}.html", story.name),
        outlets: named,
        numbers: numbers(&outlets),
        articles: story.documents.len(),
        contradictions: story.number(Verdict::Contradiction),
        updates: story.number(Verdict::Update),
        agreements: story.number(Verdict::Agreement),
        kinds: format!(" {} ", kinds(&story.findings).join(" ")),
        verdicts: format!(" {} ", verdicts(&story.findings).join(" ")),
    }
}

fn problems(shown: &Shown<'_>) -> Vec<String> {
    let told = shown.problems.iter().take(200).map(|problem| {
        let place = problem.line.map_or(problem.path.clone(), |line| format!("{}:{line}", problem.path));
        clean(&format!("{} {place}: {}", problem.code, problem.message))
    });
    told.filter(|text| cost(text) < 10_000).collect()
}

/// "3 articles of 3 outlets: 2 contradictions, 4 agreements."
fn tally(story: &Story<'_>) -> String {
    use super::counted;
    let mut found: Vec<String> = [
        (Verdict::Contradiction, "contradiction"),
        (Verdict::Update, "update"),
        (Verdict::Variant, "variant"),
        (Verdict::Agreement, "agreement"),
    ]
    .into_iter()
    .filter(|(verdict, _)| story.number(*verdict) > 0)
    .map(|(verdict, word)| counted(story.number(verdict), word))
    .collect();
    if found.is_empty() {
        found.push("nothing to compare".to_string());
    }
    let outlets = counted(story.outlets().len(), "outlet");
    format!("{} of {outlets}: {}.", counted(story.documents.len(), "article"), found.join(", "))
}

fn kinds(findings: &[&Finding]) -> Vec<String> {
    let mut kinds: Vec<String> = findings.iter().map(|finding| page::kind(finding.attribute)).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The words for verdicts, worst first.
fn verdicts(findings: &[&Finding]) -> Vec<&'static str> {
    let mut verdicts: Vec<_> =
        findings.iter().map(|finding| (finding.verdict, finding.scope, row::verdict_word(finding))).collect();
    verdicts.sort();
    let mut words: Vec<&str> = verdicts.into_iter().map(|(_, _, word)| word).collect();
    words.dedup();
    words
}
