//! The result of the last check, in and out of the database.

use super::{MadeBy, Result, Store, documents, unreadable, variant, word};
use crate::model::{Claim, Coverage, Document, Event, Finding, Report, Side, Span, Step, Value};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

impl Store {
    /// Keeps a report in place of the one before it. Its documents must be on file.
    pub fn save_report(&mut self, report: &Report) -> Result<()> {
        self.in_transaction(|tx| save(tx, report))
    }

    /// Adds sentences that carry no claim to the full text search; to be called after `save_report`, which starts anew.
    pub fn add_sentences(&mut self, document: &Document, spans: &[Span]) -> Result<()> {
        self.in_transaction(|tx| {
            let mut insert = tx.prepare_cached(
                "INSERT OR IGNORE INTO sentence (document, span_start, span_end, text) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for span in spans {
                insert.execute(params![document.id, span.start, span.end, span.of(&document.article.text)])?;
            }
            Ok(())
        })
    }

    /// Makes this report and its documents all that the database holds, in one transaction.
    pub fn replace_with(&mut self, report: &Report, maker: MadeBy) -> Result<()> {
        self.in_transaction(|tx| {
            tx.execute_batch(super::EMPTY)?;
            documents::add(tx, &report.documents)?;
            save(tx, report)?;
            super::put_meta(tx, "made_by", maker.word())
        })
    }

    /// The documents that the last check compared as they are on file now, by the rules of this version.
    pub fn covered(&self) -> Result<BTreeSet<String>> {
        if self.meta("checked_by")?.as_deref() != Some(super::index::MAKER) {
            return Ok(BTreeSet::new());
        }
        let list = |key: &str| -> Result<BTreeSet<String>> {
            Ok(self.meta(key)?.unwrap_or_default().split_whitespace().map(str::to_string).collect())
        };
        let changed = list("changed")?;
        Ok(list("checked")?.into_iter().filter(|id| !changed.contains(id)).collect())
    }

    /// For each claim, the documents whose claims are in a finding of the last check with it, its own among them.
    pub fn tellers<'c>(&self, claims: impl Iterator<Item = &'c str>) -> Result<Vec<BTreeSet<String>>> {
        self.reading(|db| {
            let mut beside = db.prepare_cached(
                "SELECT o.claim FROM side_claim s JOIN side_claim o ON o.finding = s.finding WHERE s.claim = ?1",
            )?;
            let mut holder = db.prepare_cached("SELECT document FROM claim WHERE id = ?1")?;
            // claims that are in one finding lead to each other: each is looked up once
            let mut holders: FxHashMap<String, Option<String>> = FxHashMap::default();
            let of_one = |claim: &str| {
                let mut found = BTreeSet::new();
                let mut rows = beside.query([claim])?;
                while let Some(row) = rows.next()? {
                    let other = row.get_ref(0)?.as_str()?;
                    if !holders.contains_key(other) {
                        holders.insert(other.to_string(), holder.query_row([other], |row| row.get(0)).optional()?);
                    }
                    found.extend(holders[other].clone());
                }
                Ok(found)
            };
            claims.map(of_one).collect()
        })
    }

    /// The report of the last check; `None` where none was made yet.
    pub fn load_report(&self) -> Result<Option<Report>> {
        let (Some(coverage), Some(checked)) = (self.meta("coverage")?, self.meta("checked")?) else { return Ok(None) };
        let checked: BTreeSet<&str> = checked.split(' ').collect();
        let mut documents = self.documents()?;
        documents.retain(|document| checked.contains(document.id.as_str()));
        let texts: BTreeMap<&str, &str> = documents.iter().map(|d| (d.id.as_str(), d.article.text.as_str())).collect();
        let (events, claims, findings) =
            self.reading(|db| Ok((load_events(db)?, load_claims(db, &texts)?, load_findings(db)?)))?;
        let coverage: Coverage =
            self.reading(|_| serde_json::from_str(&coverage).map_err(|cause| unreadable(0, cause)))?;
        Ok(Some(Report { documents, events, claims, findings, coverage }))
    }
}

fn save(tx: &Transaction<'_>, report: &Report) -> rusqlite::Result<()> {
    tx.execute_batch("DELETE FROM finding; DELETE FROM claim; DELETE FROM sentence; DELETE FROM event;")?;
    save_events(tx, &report.events)?;
    save_claims(tx, &report.claims)?;
    save_findings(tx, &report.findings)?;
    let documents: BTreeSet<&str> = report.documents.iter().map(|document| document.id.as_str()).collect();
    super::put_meta(tx, "coverage", &serde_json::to_string(&report.coverage).unwrap_or_default())?;
    super::put_meta(tx, "changed", "")?;
    super::put_meta(tx, "checked_by", super::index::MAKER)?;
    super::put_meta(tx, "checked", &documents.into_iter().collect::<Vec<_>>().join(" "))
}

fn save_events(tx: &Transaction<'_>, events: &[Event]) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached("INSERT INTO event (id, kind, label) VALUES (?1, ?2, ?3)")?;
    let mut told = tx.prepare_cached("INSERT INTO event_document (event, document, ordinal) VALUES (?1, ?2, ?3)")?;
    for event in events {
        insert.execute(params![event.id, event.kind, event.label])?;
        for (ordinal, document) in event.documents.iter().enumerate() {
            told.execute(params![event.id, document, ordinal])?;
        }
    }
    Ok(())
}

fn save_claims(tx: &Transaction<'_>, claims: &[Claim]) -> rusqlite::Result<()> {
    let mut sentence = tx.prepare_cached(
        "INSERT INTO sentence (document, span_start, span_end, text) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (document, span_start, span_end) DO UPDATE SET text = excluded.text RETURNING id",
    )?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO claim (id, ordinal, document, event, sentence, attribute, subject, canonical, value, low, high, unit, begin_at, \
         end_at, modality, attribution, quote, line, column_, file_start, file_end, span_start, span_end, rule) VALUES \
         (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
    )?;
    let mut known: BTreeMap<(&str, usize, usize), i64> = BTreeMap::new();
    for (ordinal, claim) in claims.iter().enumerate() {
        let key = (claim.document.as_str(), claim.sentence_span.start, claim.sentence_span.end);
        let row = match known.get(&key) {
            Some(row) => *row,
            None => {
                let row = sentence.query_row(params![key.0, key.1, key.2, claim.sentence], |row| row.get(0))?;
                known.insert(key, row);
                row
            }
        };
        let plain = Columns::of(&claim.value);
        insert.execute(params![
            claim.id,
            ordinal,
            claim.document,
            claim.event,
            row,
            word(&claim.attribute),
            claim.subject,
            claim.canonical,
            serde_json::to_string(&claim.value).unwrap_or_default(),
            plain.low,
            plain.high,
            plain.unit,
            plain.begin,
            plain.end,
            word(&claim.modality),
            claim.attribution,
            claim.quote,
            claim.line,
            claim.column,
            claim.start,
            claim.end,
            claim.span.start,
            claim.span.end,
            claim.rule,
        ])?;
    }
    Ok(())
}

/// A value in columns that sort and chart well; the exact value stands beside them as JSON.
#[derive(Default)]
struct Columns {
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    begin: Option<String>,
    end: Option<String>,
}

impl Columns {
    fn of(value: &Value) -> Columns {
        let real = |decimal: rust_decimal::Decimal| decimal.to_string().parse().ok();
        match value {
            Value::Quantity(quantity) => Columns {
                low: quantity.low.and_then(real),
                high: quantity.high.and_then(real),
                unit: Some(quantity.unit.clone()),
                ..Columns::default()
            },
            Value::Time(time) => Columns {
                begin: time.begin.map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string()),
                end: time.end.map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string()),
                ..Columns::default()
            },
            Value::Text { .. } => Columns::default(),
        }
    }
}

fn save_findings(tx: &Transaction<'_>, findings: &[Finding]) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO finding (id, ordinal, code, verdict, scope, attribute, event, summary, independent_sources, copies, fingerprint) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    let mut side_row = tx.prepare_cached("INSERT INTO finding_side (finding, side, canonical) VALUES (?1, ?2, ?3)")?;
    let mut claim_row =
        tx.prepare_cached("INSERT INTO side_claim (finding, side, ordinal, claim) VALUES (?1, ?2, ?3, ?4)")?;
    let mut step_row = tx
        .prepare_cached("INSERT INTO finding_step (finding, step, row, outcome, points) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (ordinal, finding) in findings.iter().enumerate() {
        insert.execute(params![
            finding.id,
            ordinal,
            finding.code,
            word(&finding.verdict),
            word(&finding.scope),
            word(&finding.attribute),
            finding.event,
            finding.summary,
            finding.independent_sources,
            finding.copies,
            finding.fingerprint,
        ])?;
        for (number, side) in finding.sides.iter().enumerate() {
            side_row.execute(params![finding.id, number, side.canonical])?;
            for (place, claim) in side.claims.iter().enumerate() {
                claim_row.execute(params![finding.id, number, place, claim])?;
            }
        }
        for (number, step) in finding.steps.iter().enumerate() {
            step_row.execute(params![finding.id, number, step.row, step.outcome, step.points])?;
        }
    }
    Ok(())
}

fn load_events(db: &Connection) -> rusqlite::Result<Vec<Event>> {
    let mut told = db.prepare("SELECT document FROM event_document WHERE event = ?1 ORDER BY ordinal")?;
    let mut statement = db.prepare("SELECT id, kind, label FROM event ORDER BY rowid")?;
    let events = statement.query_map([], |row| {
        Ok(Event { id: row.get(0)?, kind: row.get(1)?, label: row.get(2)?, documents: Vec::new() })
    })?;
    events
        .map(|event| {
            let mut event = event?;
            event.documents = told.query_map([&event.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            Ok(event)
        })
        .collect()
}

fn load_claims(db: &Connection, texts: &BTreeMap<&str, &str>) -> rusqlite::Result<Vec<Claim>> {
    let mut statement = db.prepare(
        "SELECT c.id, c.document, c.event, c.attribute, c.canonical, c.value, c.modality, c.attribution, d.path, c.line, c.column_, \
         c.file_start, c.file_end, c.span_start, c.span_end, c.quote, s.text, s.span_start, s.span_end, c.subject, c.rule \
         FROM claim c JOIN document d ON d.id = c.document JOIN sentence s ON s.id = c.sentence ORDER BY c.ordinal",
    )?;
    let claims = statement.query_map([], |row| {
        let document: String = row.get(1)?;
        let text = texts.get(document.as_str()).copied().unwrap_or_default();
        Ok(Claim {
            id: row.get(0)?,
            event: row.get(2)?,
            attribute: variant(3, row.get(3)?)?,
            canonical: row.get(4)?,
            value: serde_json::from_str(&row.get::<_, String>(5)?).map_err(|cause| unreadable(5, cause))?,
            modality: variant(6, row.get(6)?)?,
            attribution: row.get(7)?,
            path: row.get(8)?,
            line: row.get(9)?,
            column: row.get(10)?,
            start: row.get(11)?,
            end: row.get(12)?,
            span: documents::span(text, row.get(13)?, row.get(14)?)?,
            quote: row.get(15)?,
            sentence: row.get(16)?,
            sentence_span: documents::span(text, row.get(17)?, row.get(18)?)?,
            subject: row.get(19)?,
            rule: row.get(20)?,
            document,
        })
    })?;
    claims.collect()
}

fn load_findings(db: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut sides = db.prepare("SELECT canonical FROM finding_side WHERE finding = ?1 ORDER BY side")?;
    let mut claims = db.prepare("SELECT claim FROM side_claim WHERE finding = ?1 AND side = ?2 ORDER BY ordinal")?;
    let mut steps = db.prepare("SELECT row, outcome, points FROM finding_step WHERE finding = ?1 ORDER BY step")?;
    let mut statement = db.prepare(
        "SELECT id, code, verdict, scope, attribute, event, summary, independent_sources, copies, fingerprint FROM finding \
         ORDER BY ordinal",
    )?;
    let findings = statement.query_map([], |row| {
        Ok(Finding {
            id: row.get(0)?,
            code: row.get(1)?,
            verdict: variant(2, row.get(2)?)?,
            scope: variant(3, row.get(3)?)?,
            attribute: variant(4, row.get(4)?)?,
            event: row.get(5)?,
            summary: row.get(6)?,
            independent_sources: row.get(7)?,
            copies: row.get(8)?,
            sides: Vec::new(),
            steps: Vec::new(),
            fingerprint: row.get(9)?,
        })
    })?;
    findings
        .map(|finding| {
            let mut finding = finding?;
            let values: Vec<String> =
                sides.query_map([&finding.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            for (number, canonical) in values.into_iter().enumerate() {
                let held = claims
                    .query_map(params![finding.id, number], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                finding.sides.push(Side { canonical, claims: held });
            }
            finding.steps = steps
                .query_map([&finding.id], |row| {
                    Ok(Step { row: row.get(0)?, outcome: row.get(1)?, points: row.get(2)? })
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(finding)
        })
        .collect()
}
