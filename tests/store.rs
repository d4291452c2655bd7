//! The database: what goes in comes out, adding twice changes nothing, and no broken file is taken for ours.

mod common;

use corroborate::model::{Document, Report};
use corroborate::store::{Added, MadeBy, Store, StoreErrorKind};
use std::path::Path;

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn by_id(mut documents: Vec<Document>) -> Vec<Document> {
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    documents
}

fn same(left: &Report, right: &Report) {
    assert_eq!(by_id(left.documents.clone()), by_id(right.documents.clone()));
    assert_eq!(left.events, right.events);
    assert_eq!(left.claims, right.claims);
    assert_eq!(left.findings, right.findings);
    assert_eq!(left.coverage, right.coverage);
}

#[test]
fn documents_come_back_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let report = common::story();
    let mut documents = report.documents.clone();
    documents[0].version_of = Some(documents[1].id.clone());
    documents[1].superseded = true;
    documents[2].copy_of = Some(documents[0].id.clone());
    documents[2].article.updated = documents[2].article.published.as_ref().map(|known| known.value.clone());
    documents[2].article.url = Some("https://example.org/a?b=1".into());
    documents[2].article.author = Some("A. Reporter".into());
    documents[2].article.story = Some("breakwater".into());
    documents[2].article.notes.push(corroborate::model::Note { at: Some(3), message: "a note".into() });
    let count = documents.len();
    {
        let mut store = Store::open(text(&path)).expect("a new store");
        assert_eq!(store.add(&documents).expect("added"), Added { new: count, changed: 0, unchanged: 0 });
    }
    let mut store = Store::open_existing(text(&path)).expect("the same store");
    assert_eq!(by_id(store.documents().expect("documents")), by_id(documents.clone()));
    assert_eq!(store.add(&documents).expect("added"), Added { new: 0, changed: 0, unchanged: count });
    let before = std::fs::read(&path).expect("bytes");
    store.add(&documents).expect("added");
    drop(store);
    assert_eq!(std::fs::read(&path).expect("bytes"), before, "adding the same bytes changes nothing");
}

#[test]
fn reports_come_back_as_they_were() {
    for report in [common::story(), common::hostile()] {
        let mut store = Store::open(":memory:").expect("a store");
        assert!(store.load_report().expect("no error").is_none());
        store.add(&report.documents).expect("added");
        store.save_report(&report).expect("saved");
        same(&store.load_report().expect("read").expect("a report"), &report);
        store.save_report(&report).expect("saved again");
        same(&store.load_report().expect("read").expect("a report"), &report);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = common::story();
    let mut shuffled = report.documents.clone();
    shuffled.reverse();
    let mut files = Vec::new();
    for (name, documents) in [("a.db", &report.documents), ("b.db", &shuffled)] {
        let path = folder.path().join(name);
        let mut store = Store::open(text(&path)).expect("a store");
        store.add(documents).expect("added");
        store.save_report(&report).expect("saved");
        drop(store);
        files.push(std::fs::read(path).expect("bytes"));
    }
    assert!(files[0] == files[1]);
}

#[test]
fn nothing_is_half_stored() {
    let mut store = Store::open(":memory:").expect("a store");
    let mut documents = common::story().documents;
    documents[1].copy_of = Some("d-not-there".into());
    assert_eq!(store.add(&documents).err().map(|error| error.kind), Some(StoreErrorKind::Refused));
    assert_eq!(store.count_documents().expect("a count"), 0);
}

#[test]
fn views_and_full_text_search_answer() {
    let report = common::story();
    let mut store = Store::open(":memory:").expect("a store");
    store.add(&report.documents).expect("added");
    store.save_report(&report).expect("saved");
    let count = |sql: &str| -> i64 { store.connection().query_row(sql, [], |row| row.get(0)).expect(sql) };
    assert_eq!(count("SELECT count(*) FROM contradictions WHERE scope = 'across'"), 2, "one row a side");
    assert_eq!(count("SELECT count(*) FROM agreements"), 1);
    assert_eq!(count("SELECT count(*) FROM updates"), 2);
    assert_eq!(count("SELECT count(*) FROM claims_by_event WHERE kind = 'call'"), 3);
    assert_eq!(count("SELECT count(*) FROM claims_by_outlet WHERE outlet = 'Inland Post'"), 4);
    assert_eq!(count("SELECT count(*) FROM story_timeline"), 3);
    assert_eq!(count("SELECT sum(contradictions) FROM sources"), 4);
    assert_eq!(count("SELECT count(*) FROM sentence_text WHERE sentence_text MATCH 'mooring'"), 2);
    assert_eq!(count("SELECT count(*) FROM claim WHERE low = 80"), 0);
    assert_eq!(count("SELECT count(*) FROM claim WHERE low = 80000000 AND unit = 'NOK'"), 2);
    assert_eq!(count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_eq!(count("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
    let loose = count(
        "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0 \
                       AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'sentence_text%'",
    );
    assert_eq!(loose, 0, "every table is STRICT");
}

#[test]
fn values_that_somebody_else_wrote_are_no_panic() {
    let report = common::story();
    for sql in [
        "UPDATE document SET published_begin = '+262142-12-31T00:00:00', published_end = '+262142-12-31T23:59:59'",
        "UPDATE document SET published_begin = 'yesterday'",
        "UPDATE document SET number = -1",
        "UPDATE block SET span_end = 100000000",
        "UPDATE claim SET span_end = 100000000",
        "UPDATE claim SET span_start = -5",
        "UPDATE claim SET value = '{}'",
        "UPDATE meta SET value = 'x' WHERE key = 'coverage'",
    ] {
        let mut store = Store::open(":memory:").expect("a store");
        store.add(&report.documents).expect("added");
        store.save_report(&report).expect("saved");
        store.connection().execute_batch(sql).expect(sql);
        let error = store.load_report().expect_err(sql);
        assert_eq!(error.kind, StoreErrorKind::Broken, "{sql}");
    }
}

#[test]
fn sentences_without_claims_can_be_searched() {
    let report = common::story();
    let mut store = Store::open(":memory:").expect("a store");
    store.add(&report.documents).expect("added");
    store.save_report(&report).expect("saved");
    for document in &report.documents {
        let blocks: Vec<_> = document.article.blocks.iter().map(|block| block.span).collect();
        store.add_sentences(document, &blocks).expect("added");
        store.add_sentences(document, &blocks).expect("twice changes nothing");
    }
    let found = |word: &str| -> i64 {
        let sql = "SELECT count(*) FROM sentence_text WHERE sentence_text MATCH ?1";
        store.connection().query_row(sql, [word], |row| row.get(0)).expect("a count")
    };
    assert_eq!((found("drawings"), found("zebra")), (1, 0));
    let back = store.load_report().expect("read").expect("a report");
    assert_eq!(back.claims, report.claims);
}

#[test]
fn a_cleared_store_is_empty() {
    let report = common::story();
    let mut store = Store::open(":memory:").expect("a store");
    store.add(&report.documents).expect("added");
    store.save_report(&report).expect("saved");
    store.set_made_by(MadeBy::Check).expect("set");
    assert_eq!(store.made_by().expect("read"), Some(MadeBy::Check));
    store.clear().expect("cleared");
    assert_eq!(store.made_by().expect("read"), None);
    assert_eq!(store.count_documents().expect("a count"), 0);
    assert!(store.load_report().expect("read").is_none());
}

#[test]
fn other_files_are_not_taken_for_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let kind = |name: &str| match Store::open(text(&folder.path().join(name))) {
        Ok(_) => None,
        Err(error) => {
            assert!(error.hint.is_some() && error.to_string().contains(name), "{error}");
            Some(error.kind)
        }
    };
    std::fs::write(
        folder.path().join("text.db"),
        "this is a plain text file, not a database at all, whatever its name says",
    )
    .expect("written");
    assert_eq!(kind("text.db"), Some(StoreErrorKind::Broken));

    let other = rusqlite::Connection::open(folder.path().join("other.db")).expect("a database");
    other.execute_batch("CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('x')").expect("made");
    drop(other);
    let before = std::fs::read(folder.path().join("other.db")).expect("bytes");
    assert_eq!(kind("other.db"), Some(StoreErrorKind::Foreign));
    assert_eq!(std::fs::read(folder.path().join("other.db")).expect("bytes"), before);

    let newer = folder.path().join("newer.db");
    drop(Store::open(text(&newer)).expect("made"));
    let raw = rusqlite::Connection::open(&newer).expect("open");
    raw.pragma_update(None, "user_version", 99).expect("set");
    drop(raw);
    assert_eq!(kind("newer.db"), Some(StoreErrorKind::TooNew));

    for (name, version) in [("none.db", 0), ("negative.db", -3)] {
        let raw = rusqlite::Connection::open(folder.path().join(name)).expect("open");
        raw.execute_batch(&format!(
            "PRAGMA application_id = 1668248178; PRAGMA user_version = {version}; CREATE TABLE a (b);"
        ))
        .expect("made");
        drop(raw);
        assert_eq!(kind(name), Some(StoreErrorKind::Broken));
    }

    let hollow = rusqlite::Connection::open(folder.path().join("hollow.db")).expect("open");
    hollow
        .execute_batch("PRAGMA application_id = 1668248178; PRAGMA user_version = 1; CREATE TABLE a (b);")
        .expect("made");
    drop(hollow);
    let read = Store::open(text(&folder.path().join("hollow.db"))).and_then(|store| store.documents());
    assert_eq!(read.err().map(|error| error.kind), Some(StoreErrorKind::Broken));

    std::fs::create_dir(folder.path().join("folder.db")).expect("made");
    assert_eq!(kind("folder.db"), Some(StoreErrorKind::Unreadable));
    assert_eq!(kind("no/such/folder.db"), Some(StoreErrorKind::Unreadable));
    let missing = Store::open_existing(text(&folder.path().join("missing.db"))).err().map(|error| error.kind);
    assert_eq!(missing, Some(StoreErrorKind::Missing));
}

#[test]
fn a_damaged_database_is_an_error_and_no_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let report = common::story();
    let mut store = Store::open(text(&path)).expect("a store");
    store.add(&report.documents).expect("added");
    store.save_report(&report).expect("saved");
    drop(store);
    let whole = std::fs::read(&path).expect("bytes");
    let mut errors = 0;
    for cut in [100, 4096, whole.len() / 2, whole.len() - 4096] {
        std::fs::write(&path, &whole[..cut]).expect("written");
        errors += usize::from(Store::open(text(&path)).and_then(|store| store.load_report()).is_err());
    }
    assert!(errors >= 3, "{errors}");
    for page in 1..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..page * 4096 + 512].fill(0xA5);
        std::fs::write(&path, &bytes).expect("written");
        let _ = Store::open(text(&path)).and_then(|store| store.load_report());
    }
}

#[test]
fn a_database_of_the_first_format_is_brought_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let report = common::story();
    let mut store = Store::open(text(&path)).expect("a store");
    store.add(&report.documents).expect("added");
    drop(store);
    let raw = rusqlite::Connection::open(&path).expect("open");
    raw.execute_batch(
        "DROP INDEX document_by_url; DROP TABLE topic; DROP TABLE topic_word; DROP TABLE shingle; \
         ALTER TABLE document DROP COLUMN retrieved; ALTER TABLE document DROP COLUMN retrieved_begin; \
         ALTER TABLE document DROP COLUMN retrieved_end; ALTER TABLE document DROP COLUMN retrieved_offset; \
         PRAGMA user_version = 1;",
    )
    .expect("as it was");
    drop(raw);
    let names = |store: &Store, table: &str| -> Vec<String> {
        let mut statement =
            store.connection().prepare("SELECT name FROM pragma_table_info(?1) ORDER BY name").expect("sql");
        statement.query_map([table], |row| row.get(0)).expect("rows").map(|name| name.expect("a name")).collect()
    };
    let mut store = Store::open(text(&path)).expect("brought up to date");
    let fresh = Store::open(":memory:").expect("a new store");
    for table in ["document", "topic", "topic_word", "shingle"] {
        assert_eq!(names(&store, table), names(&fresh, table), "{table}");
    }
    assert_eq!(by_id(store.documents().expect("documents")), by_id(report.documents.clone()));
    let mut documents = report.documents.clone();
    documents[0].article.retrieved = documents[0].article.published.as_ref().map(|known| known.value.clone());
    assert_eq!(store.add(&documents).expect("added").changed, 1);
    assert_eq!(by_id(store.documents().expect("documents")), by_id(documents));
}
