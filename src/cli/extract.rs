//! `extract`: documents in, one JSON object a mention or claim out; nothing is kept.

use super::args::{Extract, KindName};
use super::exit::advice;
use super::{Exit, Session, output};
use crate::model::{Document, Known};
use crate::pipeline;
use crate::report::safe;
use anyhow::{Context, Result};
use std::io::BufRead;
use std::path::{Path, PathBuf};

pub(super) fn extract(session: &Session<'_>, args: &Extract) -> Result<Exit> {
    let targets = session.targets(&["jsonl"])?;
    let anchor = match &args.published {
        Some(text) => Some(pipeline::moment(text).ok_or_else(|| {
            advice(format!("`{text}` is no date"), "write it as 2025-06-04 or 2025-06-04T20:00+09:00")
        })?),
        None => None,
    };
    let kinds: Vec<&str> = args.kind.iter().map(|kind| name_of(*kind)).collect();
    let (files, stdin): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| path != Path::new("-"));
    let mut broken = false;
    let mut text = String::new();
    let mut pour = |mut document: Document| -> Result<()> {
        if let (None, Some(moment)) = (&document.article.published, &anchor) {
            document.article.published =
                Some(Known { value: moment.clone(), inferred: Some("given on the command line".into()) });
        }
        for value in pipeline::extract(&document, &kinds)? {
            text.push_str(&safe::json(value.to_string()));
            text.push('\n');
        }
        Ok(())
    };
    if !files.is_empty() {
        let read = pipeline::read(&files);
        output::tell_problems(session, &read.problems);
        broken |= read.problems.iter().any(|problem| problem.error);
        read.documents.into_iter().try_for_each(&mut pour)?;
    }
    if !stdin.is_empty() {
        for (number, line) in std::io::stdin().lock().split(b'\n').enumerate() {
            let line = line.context("cannot read standard input")?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            match pipeline::document_from_json(&line, number + 1) {
                Ok(document) => pour(document)?,
                Err(problem) => {
                    broken = true;
                    output::tell_problems(session, &[problem]);
                }
            }
        }
    }
    for target in &targets {
        output::send(target, &text)?;
    }
    Ok(if broken { Exit::Trouble } else { Exit::Done })
}

fn name_of(kind: KindName) -> &'static str {
    match kind {
        KindName::Time => "time",
        KindName::Quantity => "quantity",
        KindName::Place => "place",
        KindName::Person => "person",
        KindName::Organisation => "organisation",
        KindName::Event => "event",
        KindName::Quote => "quote",
        KindName::Claim => "claim",
    }
}
