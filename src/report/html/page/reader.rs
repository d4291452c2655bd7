//! Articles with all their claims marked, each linked to its finding.

use super::super::words::{clean, cost, cut, modality, told, when};
use super::Links;
use crate::model::{BlockKind, Claim, Document, Span};
use serde::Serialize;

/// Bytes of article text that stand together; what is longer goes on in the next piece.
const PIECE: usize = 60_000;

/// A piece of an article: all of it, but for very long ones.
pub struct Piece<'r> {
    pub document: &'r Document,
    pub blocks: Vec<(BlockKind, Span)>,
    /// From 0.
    pub number: usize,
    /// An upper estimate of the bytes that it takes in a page.
    pub weight: usize,
}

/// A piece of an article, ready for the template.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    pub anchor: String,
    pub outlet: String,
    pub title: String,
    pub published: String,
    pub notes: Vec<String>,
    pub place: String,
    pub number: usize,
    pub claims: usize,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Block {
    /// title, heading, listitem or paragraph.
    pub kind: &'static str,
    pub parts: Vec<Part>,
}

/// Words within or outside claims.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Part {
    pub text: String,
    /// Anchors of claims that begin here.
    pub anchors: Vec<String>,
    pub marked: bool,
    pub link: Option<String>,
    pub verdict: Option<&'static str>,
    pub about: String,
}

/// The article in pieces.
pub fn pieces<'r>(document: &'r Document, claims: &[&Claim]) -> Vec<Piece<'r>> {
    let article = &document.article;
    let kinds = |kind: BlockKind| kind != BlockKind::Furniture;
    let mut blocks: Vec<(BlockKind, Span)> = Vec::new();
    for block in article.blocks.iter().filter(|block| kinds(block.kind)) {
        // A block without end is cut into several.
        let mut start = block.span.start;
        while let Some(rest) = article.text.get(start..block.span.end).filter(|rest| !rest.is_empty()) {
            let end = start + cut(rest, PIECE).len();
            blocks.push((block.kind, Span::new(start, end)));
            start = end;
        }
    }
    if blocks.is_empty() && !article.text.trim().is_empty() {
        let end = cut(&article.text, PIECE).len();
        blocks.push((BlockKind::Paragraph, Span::new(0, end)));
    }
    let mut pieces: Vec<Piece<'r>> = Vec::new();
    for (kind, span) in blocks {
        let text = article.text.get(span.start..span.end).unwrap_or_default();
        let held: usize = claims
            .iter()
            .filter(|claim| span.start <= claim.span.start && claim.span.start < span.end)
            .map(|claim| 500 + cost(&claim.subject) + cost(&claim.canonical))
            .sum();
        let weight = 100 + cost(text) + held;
        match pieces.last_mut() {
            Some(last) if last.weight + weight <= 6 * PIECE => {
                last.weight += weight;
                last.blocks.push((kind, span));
            }
            _ => {
                let number = pieces.len();
                pieces.push(Piece { document, blocks: vec![(kind, span)], number, weight: 1500 + weight });
            }
        }
    }
    if pieces.is_empty() {
        pieces.push(Piece { document, blocks: Vec::new(), number: 0, weight: 1500 });
    }
    pieces
}

/// The anchor of a piece of an article.
pub fn anchor(document: &Document, number: usize) -> String {
    if number == 0 { document.id.clone() } else { format!("{}-{}", document.id, number + 1) }
}

/// A piece with its claims marked; `claims` are those of the document in order of their spans.
pub fn view(piece: &Piece<'_>, claims: &[&Claim], links: &Links) -> View {
    let article = &piece.document.article;
    let mut notes = Vec::new();
    if piece.document.superseded {
        notes.push("an older version".to_string());
    }
    if piece.document.copy_of.is_some() {
        notes.push("a copy of another outlet's text".to_string());
    }
    if let Some(reason) = article.published.as_ref().and_then(|known| known.inferred.as_deref()) {
        notes.push(format!("publish time inferred: {}", clean(reason)));
    }
    if let Some(updated) = &article.updated {
        notes.push(format!("updated {}", when(Some(updated))));
    }
    let blocks = piece.blocks.iter().map(|(kind, span)| Block {
        kind: match kind {
            BlockKind::Title => "title",
            BlockKind::Heading => "heading",
            BlockKind::ListItem => "listitem",
            _ => "paragraph",
        },
        parts: parts(&article.text, *span, claims, links),
    });
    View {
        blocks: blocks.collect(),
        anchor: anchor(piece.document, piece.number),
        outlet: clean(&article.source_name()),
        title: clean(article.title.as_deref().unwrap_or("Untitled article")),
        published: when(article.published.as_ref().map(|known| &known.value)),
        notes,
        place: clean(&article.path),
        number: piece.number + 1,
        claims: claims.len(),
    }
}

/// Cuts a block where claims begin and end.
fn parts(text: &str, block: Span, claims: &[&Claim], links: &Links) -> Vec<Part> {
    let held: Vec<&Claim> = claims
        .iter()
        .copied()
        .filter(|claim| {
            claim.span.start < block.end && claim.span.end > block.start && claim.span.start < claim.span.end
        })
        .collect();
    let mut cuts: Vec<usize> = vec![block.start, block.end];
    for claim in &held {
        cuts.extend([claim.span.start, claim.span.end].into_iter().filter(|at| block.start < *at && *at < block.end));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut parts = Vec::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let Some(words) = text.get(start..end) else { continue };
        let over: Vec<&Claim> =
            held.iter().copied().filter(|claim| claim.span.start <= start && claim.span.end >= end).collect();
        let mut part = Part { text: clean(words), ..Part::default() };
        part.anchors = over.iter().filter(|claim| claim.span.start == start).map(|claim| claim.id.clone()).collect();
        // The gravest finding wins, then the shortest claim: it says most about these words.
        let best = over.iter().min_by_key(|claim| (links.grave(claim), claim.span.end - claim.span.start));
        if let Some(claim) = best {
            part.marked = true;
            if let Some((link, verdict)) = links.finding(claim) {
                part.link = Some(link);
                part.verdict = Some(verdict);
            }
            let kind = super::kind(claim.attribute);
            let how = modality(claim).map_or(String::new(), |word| format!(", {word}"));
            part.about = format!("{kind}: {}{how}", told(claim));
        }
        parts.push(part);
    }
    parts
}
