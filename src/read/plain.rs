//! Text files with one article, with or without front matter.
//!
//! What belongs here: building the article from front matter and blocks. What does not: pages with many articles (`page`).

use super::blocks::{self, Given, Sheet};
use super::decode::Decoded;
use super::{front_matter, infer};
use crate::error::Error;
use crate::model::{Article, Block, BlockKind, Known, Note, Span};

/// An article without anything but its place.
pub fn blank(path: &str, text: String, decoded: &Decoded) -> Article {
    Article {
        path: path.to_string(),
        number: 1,
        of_file: 1,
        offset: if decoded.verbatim { decoded.offset } else { 0 },
        first_line: 1,
        verbatim: decoded.verbatim,
        text,
        blocks: Vec::new(),
        outlet: None,
        title: None,
        published: None,
        updated: None,
        retrieved: None,
        url: None,
        author: None,
        language: None,
        story: None,
        notes: Vec::new(),
    }
}

/// Reads a text file that holds one article.
pub fn read(path: &str, decoded: &Decoded) -> Result<Article, Error> {
    let mut article = blank(path, decoded.text.clone(), decoded);
    let text = decoded.text.as_str();
    let mut body = 0;
    let mut title = None;
    let with_matter = front_matter::opens(text);
    if with_matter {
        let matter = front_matter::read(text)?;
        body = matter.body;
        matter.metadata.apply(&mut article)?;
        for (key, line) in &matter.unknown {
            let message = format!("front matter, line {line}: {key} means nothing here");
            article.notes.push(Note { at: None, message });
        }
        title = matter.metadata.get("title").map(|told| told.text.clone());
        matter_blocks(text, body, matter.title.map(|range| Span::new(range.start, range.end)), &mut article);
    }
    let outlet = article.outlet.as_ref().map(|outlet| outlet.value.clone());
    let known = Given { title: title.as_deref(), first_line_is_title: !with_matter, outlet: outlet.as_deref() };
    let sheet = blocks::cut(text, body..text.len(), &known);
    take(sheet, &mut article);
    Ok(article)
}

/// The front matter is furniture, but for the title's words, which are the article's own.
fn matter_blocks(text: &str, body: usize, title: Option<Span>, article: &mut Article) {
    let end = text[..body].trim_end().len();
    let whole = Span::new(0, end);
    match title {
        Some(title) if whole.contains(title) && !title.is_empty() => {
            article.blocks.push(Block { kind: BlockKind::Furniture, span: Span::new(0, title.start) });
            article.blocks.push(Block { kind: BlockKind::Title, span: title });
            article.blocks.push(Block { kind: BlockKind::Furniture, span: Span::new(title.end, end) });
        }
        _ => article.blocks.push(Block { kind: BlockKind::Furniture, span: whole }),
    }
}

/// Writes a sheet into the article, where the article does not know better, and infers what is missing.
pub fn take(sheet: Sheet, article: &mut Article) {
    article.blocks.extend(sheet.blocks);
    article.notes.extend(sheet.notes);
    if article.title.is_none() {
        article.title = sheet.title;
    }
    if article.published.is_none() {
        article.published = sheet.published.map(|value| Known { value, inferred: None });
    }
    if article.updated.is_none() {
        article.updated = sheet.updated;
    }
    if article.author.is_none() {
        article.author = sheet.author;
    }
    if article.outlet.is_none() {
        article.outlet = sheet.outlet;
    }
    if article.published.is_none() {
        article.published = infer::published(article, sheet.dateline);
    }
}
