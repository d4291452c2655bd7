//! HTML pages: the article's text without navigation, and what the page says about it.
//!
//! What belongs here: JSON-LD, Open Graph, `<time>` and the main text. What does not: the meaning of JSON-LD's keys (`json`).

use super::compose::{Fields, Piece};
use super::decode::Decoded;
use super::{json, moment};
use crate::error::{Error, ErrorKind};
use crate::model::{Article, BlockKind};
use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// Elements nested deeper than this are no page that a person made.
const DEEPEST: usize = 400;
/// The elements that hold one piece of text each.
const PIECES: &str = "p, h1, h2, h3, h4, h5, h6, li, figcaption, pre, dd, dt, td";

/// Whether the text is an HTML page.
pub fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2000).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with("<?xml") && head.contains("<html")
        || head.starts_with('<')
            && ["<head", "<body", "<article", "<main", "<p>", "<p "].iter().any(|tag| head.contains(tag))
}

/// Reads an HTML page.
pub fn read(path: &str, decoded: &Decoded) -> Result<Article, Error> {
    let html = decoded.text.as_str();
    check_depth(html)?;
    let page = Document::from(html);
    let mut fields = Fields::default();
    for script in page.select("script[type='application/ld+json']").iter() {
        let value = serde_json::from_str::<serde_json::Value>(script.text().trim());
        if let Some(found) = value.ok().as_ref().and_then(json::schema_article) {
            fields.fill(found);
        }
    }
    let structured = std::mem::take(&mut fields.pieces);
    fields.fill(meta_fields(&page));
    let main = main_text(html, &mut fields);
    // The text as the page shows it is the evidence; JSON-LD's copy stands in where the page shows none.
    let length = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
    fields.pieces = if length(&main) * 2 >= length(&structured) { main } else { structured };
    if fields.pieces.is_empty() {
        return Err(Error::new(ErrorKind::NotAnArticle, "the page holds no article text"));
    }
    // A page states dates for machines; one that cannot be read is no reason to lose the article.
    let mut notes = Vec::new();
    let times =
        [("published", &mut fields.published), ("updated", &mut fields.updated), ("retrieved", &mut fields.retrieved)];
    for (key, slot) in times {
        if slot.as_deref().is_some_and(|value| moment::value(value).is_err()) {
            notes.push(format!("{key}: {} cannot be read as a date", slot.take().unwrap_or_default()));
        }
    }
    let mut article = fields.article(path)?;
    article.notes.extend(notes.into_iter().map(|message| crate::model::Note { at: None, message }));
    Ok(article)
}

/// The pieces of a stretch of HTML, in order.
pub fn pieces(html: &str) -> Vec<Piece> {
    if check_depth(html).is_err() {
        return Vec::new();
    }
    let page = Document::from(html);
    let mut pieces = Vec::new();
    for element in page.select(PIECES).iter() {
        if element.select(PIECES).exists() {
            continue;
        }
        let Some(node) = element.nodes().first() else { continue };
        let kind = match node.node_name().as_deref() {
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => BlockKind::Heading,
            Some("li" | "dd" | "dt") => BlockKind::ListItem,
            Some("figcaption") => BlockKind::Caption,
            _ => BlockKind::Paragraph,
        };
        pieces.extend(Piece::new(kind, &element.text()));
    }
    if pieces.is_empty() {
        let text = page.select("body").text();
        pieces.extend(text.lines().filter_map(|line| Piece::new(BlockKind::Paragraph, line)));
    }
    pieces
}

fn main_text(html: &str, fields: &mut Fields) -> Vec<Piece> {
    let config = Config { char_threshold: 200, ..Config::default() };
    let parsed = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    match parsed {
        Ok(found) => {
            let title = Some(found.title.to_string()).filter(|title| !title.trim().is_empty());
            fields.fill(Fields {
                title,
                outlet: found.site_name,
                author: found.byline.map(|name| name.trim().trim_start_matches("By ").to_string()),
                published: found.published_time,
                updated: found.modified_time,
                language: found.lang,
                ..Fields::default()
            });
            pieces(&found.content)
        }
        Err(_) => {
            let page = Document::from(html);
            page.select("script, style, nav, header, footer, aside, form, noscript, iframe").remove();
            pieces(&page.html())
        }
    }
}

fn meta_fields(page: &Document) -> Fields {
    let attribute = |selector: &str, name: &str| {
        let value = page.select(selector).attr(name)?.trim().to_string();
        (!value.is_empty()).then_some(value)
    };
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            attribute(&format!("meta[property='{name}']"), "content")
                .or_else(|| attribute(&format!("meta[name='{name}']"), "content"))
        })
    };
    let author = meta(&["author", "article:author", "byl"]).filter(|author| !author.starts_with("http"));
    Fields {
        outlet: meta(&["og:site_name", "application-name", "publisher"]),
        title: meta(&["og:title", "twitter:title"]).or_else(|| {
            let heading = page.select("h1").iter().next()?.text();
            Piece::new(BlockKind::Title, &heading).map(|piece| piece.text)
        }),
        published: meta(&[
            "article:published_time",
            "datePublished",
            "date",
            "dc.date",
            "DC.date.issued",
            "pubdate",
            "publishdate",
        ])
        .or_else(|| attribute("time[pubdate]", "datetime"))
        .or_else(|| attribute("article time[datetime]", "datetime"))
        .or_else(|| attribute("time[datetime]", "datetime"))
        .or_else(|| attribute("[itemprop='datePublished']", "content")),
        updated: meta(&["article:modified_time", "dateModified", "og:updated_time", "last-modified"]),
        url: attribute("link[rel='canonical']", "href").or_else(|| meta(&["og:url"])),
        author: author.map(|author| author.trim_start_matches("By ").to_string()),
        language: attribute("html", "lang").or_else(|| meta(&["og:locale"])).map(|code| code.replace('_', "-")),
        ..Fields::default()
    }
}

/// Refuses pages so deeply nested that taking them apart could exhaust the stack.
fn check_depth(html: &str) -> Result<(), Error> {
    const FLAT: [&str; 24] = [
        "p", "li", "td", "th", "tr", "dd", "dt", "option", "br", "img", "meta", "link", "input", "hr", "source", "wbr",
        "area", "base", "col", "embed", "param", "track", "tbody", "thead",
    ];
    let mut open: Vec<&str> = Vec::new();
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = &rest[..end];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || FLAT.iter().any(|flat| flat.eq_ignore_ascii_case(name))
        {
            continue;
        }
        // A closing tag without its opening one closes nothing.
        match open.iter().rposition(|other| other.eq_ignore_ascii_case(name)).filter(|_| closing) {
            Some(matching) => open.truncate(matching),
            None if closing => {}
            None => open.push(name),
        }
        if open.len() > DEEPEST {
            let line = html[..at].matches('\n').count() + 1;
            return Err(Error::new(ErrorKind::Html, "the page's elements are nested too deeply").line(line));
        }
    }
    Ok(())
}
