//! `diff` and `log`: versions of an article.

use super::args::{Diff, Log};
use super::exit::advice;
use super::{Exit, Session, output};
use crate::model::Document;
use crate::pipeline;
use crate::report::{changes, diff_html, history, safe};
use anyhow::Result;
use std::path::PathBuf;

pub(super) fn diff(session: &Session<'_>, args: &Diff) -> Result<Exit> {
    let targets = session.targets(&["full", "json", "markdown", "html"])?;
    let (old, new) = pipeline::pair(candidates(session, &args.old)?, candidates(session, &args.new)?)
        .ok_or_else(|| advice("there is nothing to compare", "name two files with an article each"))?;
    let mut found = pipeline::diff(&old, &new)?;
    let same = found["text"].as_array().is_none_or(Vec::is_empty)
        && ["changed", "added", "removed", "moved"]
            .into_iter()
            .all(|key| found["claims"][key].as_array().is_none_or(Vec::is_empty));
    let part = if args.claims {
        changes::Part::Claims
    } else if args.text {
        changes::Part::Text
    } else if args.stat {
        changes::Part::Stat
    } else {
        changes::Part::All
    };
    changes::keep(&mut found, part);
    for target in &targets {
        let look = output::look(session.common, target.file.is_some());
        let text = match target.format.as_str() {
            "json" => safe::json(format!("{found:#}\n")),
            "markdown" => changes::markdown(&found, part),
            "html" => diff_html::page(&found, part),
            _ => changes::full(&found, part, look),
        };
        output::send(target, &text)?;
    }
    Ok(if same { Exit::Done } else { Exit::Findings })
}

pub(super) fn log(session: &Session<'_>, args: &Log) -> Result<Exit> {
    let targets = session.targets(&["full", "json"])?;
    let documents = session.store()?.documents()?;
    let (path, number) = split(&args.article);
    let asked = documents
        .iter()
        .find(|document| {
            document.id == args.article
                || document.article.path == args.article
                || (document.article.path == path && number == Some(document.article.number))
        })
        .ok_or_else(|| {
            advice(format!("there is no article `{}` on file", args.article), "corroborate list documents shows all")
        })?;
    let chain: Vec<Document> = versions(&documents, asked).into_iter().cloned().collect();
    let found = match &args.claim {
        Some(id) => pipeline::claim_history(chain, id).ok_or_else(|| {
            advice(format!("no version of this article has a claim `{id}`"), "corroborate list claims shows the ids")
        })?,
        None => pipeline::history(chain),
    };
    for target in &targets {
        let look = output::look(session.common, target.file.is_some());
        let text = match (target.format.as_str(), args.claim.is_some()) {
            ("json", _) => safe::json(format!("{found:#}\n")),
            (_, true) => history::claim(&found),
            _ => history::full(&found, look),
        };
        output::send(target, &text)?;
    }
    Ok(Exit::Done)
}

/// The oldest version first.
fn versions<'d>(documents: &'d [Document], asked: &'d Document) -> Vec<&'d Document> {
    let by_id = |id: &str| documents.iter().find(|document| document.id == id);
    let mut chain = vec![asked];
    // The length of the list bounds the walk, whatever the database says.
    while let Some(older) = chain[0].version_of.as_deref().and_then(by_id)
        && chain.len() < documents.len()
    {
        chain.insert(0, older);
    }
    while let Some(newer) = chain
        .last()
        .and_then(|last| documents.iter().find(|document| document.version_of.as_deref() == Some(last.id.as_str())))
        && chain.len() < documents.len()
    {
        chain.push(newer);
    }
    chain
}

/// `FILE#2` is the second article of a file.
fn split(name: &str) -> (String, Option<usize>) {
    match name.rsplit_once('#') {
        Some((path, number)) if !path.is_empty() => match number.parse() {
            Ok(number) => (path.to_string(), Some(number)),
            Err(_) => (name.to_string(), None),
        },
        _ => (name.to_string(), None),
    }
}

/// `d` and eight hexadecimal digits.
fn is_id(name: &str) -> bool {
    name.strip_prefix('d').is_some_and(|rest| rest.len() == 8 && rest.chars().all(|c| c.is_ascii_hexdigit()))
}

/// The articles that a name may stand for: one with a number, else all of the file.
fn candidates(session: &Session<'_>, name: &str) -> Result<Vec<Document>> {
    if is_id(name) && !PathBuf::from(name).exists() {
        let documents = session.store()?.documents()?;
        return match documents.into_iter().find(|document| document.id == name) {
            Some(document) => Ok(vec![document]),
            None => {
                Err(advice(format!("there is no article `{name}` on file"), "corroborate list documents shows all"))
            }
        };
    }
    // A file may have a # in its name.
    let (path, number) = if PathBuf::from(name).exists() { (name.to_string(), None) } else { split(name) };
    let read = pipeline::read(&[PathBuf::from(&path)]);
    if let Some(problem) = read.problems.iter().find(|problem| problem.error) {
        return Err(advice(format!("{}: {}", problem.path, problem.message), "name two files"));
    }
    let mut documents = read.documents;
    documents.retain(|document| number.is_none_or(|number| document.article.number == number));
    match (documents.is_empty(), number) {
        (true, Some(number)) => {
            Err(advice(format!("{path} has no article {number}"), "FILE#1 is the first article of a file"))
        }
        (true, None) => Err(advice(format!("{path} holds no article"), "name two files with an article each")),
        (false, _) => Ok(documents),
    }
}
