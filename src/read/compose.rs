//! Builds the text of an article whose words do not stand in the file as such (HTML, JSON).
//!
//! What belongs here: one text out of title and paragraphs, and its blocks. What does not: finding them.

use super::blocks::{self, Given};
use super::decode::Decoded;
use super::metadata::time_value;
use super::plain::{blank, take};
use crate::error::Error;
use crate::model::{Article, BlockKind, Known, Span};

/// What a structured source says of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    pub updated: Option<String>,
    pub retrieved: Option<String>,
    pub url: Option<String>,
    pub author: Option<String>,
    pub language: Option<String>,
    pub story: Option<String>,
    pub pieces: Vec<Piece>,
}

/// A stretch of text with what its markup says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub kind: BlockKind,
    pub text: String,
}

impl Piece {
    /// One line of text; nothing where there are no words.
    pub fn new(kind: BlockKind, text: &str) -> Option<Piece> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(Piece { kind, text })
    }
}

impl Fields {
    /// Takes from `other` what is not known yet.
    pub fn fill(&mut self, other: Fields) {
        let slots = [
            (&mut self.outlet, other.outlet),
            (&mut self.title, other.title),
            (&mut self.published, other.published),
            (&mut self.updated, other.updated),
            (&mut self.retrieved, other.retrieved),
            (&mut self.url, other.url),
            (&mut self.author, other.author),
            (&mut self.language, other.language),
            (&mut self.story, other.story),
        ];
        for (slot, value) in slots {
            if slot.is_none() {
                *slot = value;
            }
        }
        if self.pieces.is_empty() {
            self.pieces = other.pieces;
        }
    }

    /// The article that the fields describe.
    pub fn article(self, path: &str) -> Result<Article, Error> {
        let mut text = String::new();
        let mut marked: Vec<(Span, BlockKind)> = Vec::new();
        let title = self.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).map(str::to_string);
        let heading = title.iter().filter_map(|title| Piece::new(BlockKind::Title, title));
        for piece in heading.chain(self.pieces) {
            // Pages repeat the title above the text.
            if piece.kind != BlockKind::Title && title.as_deref() == Some(piece.text.as_str()) {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(&piece.text);
            marked.push((Span::new(start, text.len()), piece.kind));
        }
        let decoded = Decoded { text: String::new(), offset: 0, verbatim: false, encoding: None };
        let mut article = blank(path, text, &decoded);
        article.outlet = self.outlet.map(|value| Known { value, inferred: None });
        article.title = title;
        if let Some(published) = &self.published {
            article.published = Some(Known { value: time_value("published", published)?, inferred: None });
        }
        if let Some(updated) = &self.updated {
            // The time of publishing is often given as that of the last change, too.
            let updated = time_value("updated", updated)?;
            article.updated =
                Some(updated).filter(|updated| article.published.as_ref().is_none_or(|p| p.value != *updated));
        }
        if let Some(retrieved) = &self.retrieved {
            article.retrieved = Some(time_value("retrieved", retrieved)?);
        }
        article.url = self.url;
        article.author = self.author;
        article.language = self.language.map(|language| language.to_lowercase());
        article.story = self.story;
        let outlet = article.outlet.as_ref().map(|known| known.value.clone());
        let given = Given { title: article.title.as_deref(), first_line_is_title: false, outlet: outlet.as_deref() };
        let mut sheet = blocks::cut(&article.text, 0..article.text.len(), &given);
        for block in &mut sheet.blocks {
            let after = marked.partition_point(|(span, _)| span.start <= block.span.start);
            let tag = marked[..after].last().filter(|(span, _)| span.contains(block.span)).map(|(_, kind)| *kind);
            match (block.kind, tag) {
                (BlockKind::Furniture | BlockKind::Title | BlockKind::Caption, _)
                | (_, None | Some(BlockKind::Paragraph)) => {}
                (_, Some(kind)) => block.kind = kind,
            }
        }
        take(sheet, &mut article);
        Ok(article)
    }
}
