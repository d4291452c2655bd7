//! The SQLite database: documents as they were read, and the result of the last check.
//!
//! What belongs here: everything that knows `schema.sql`. What does not: reading files, judging, rendering.

mod documents;
mod error;
mod index;
mod results;

pub use documents::Added;
pub use error::{StoreError, StoreErrorKind};
pub use index::Indexed;

use rusqlite::Connection;
use std::path::Path;

/// "corr", so that `file` and other programs can tell whose database it is.
const APPLICATION_ID: i64 = 0x636F_7272;

/// The whole schema of today; a new database gets it in one go.
const SCHEMA: &str = include_str!("../../schema.sql");

/// What leads from one version of the schema to the next: the first entry makes version 2 from version 1.
const MIGRATIONS: &[&str] = &[include_str!("to_version_2.sql"), include_str!("to_version_3.sql")];

/// The version that `SCHEMA` makes.
const VERSION: i64 = 1 + MIGRATIONS.len() as i64;

type Result<T> = std::result::Result<T, StoreError>;

/// Who filled a database, which tells whether a later `check` may replace it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum MadeBy {
    /// A collection to keep.
    Add,
    /// The files of the last `check`, and nothing else.
    Check,
}

impl MadeBy {
    fn word(self) -> &'static str {
        match self {
            MadeBy::Add => "add",
            MadeBy::Check => "check",
        }
    }
}

/// An open database.
pub struct Store {
    connection: Connection,
    name: String,
}

impl Store {
    /// Opens the database at `path`, and makes it where there is none; `:memory:` is a fresh one that leaves no trace.
    pub fn open(path: &str) -> Result<Store> {
        let name = path.replace('\\', "/");
        let wrap = |cause| StoreError::of(&name, cause);
        let connection = if path == ":memory:" {
            Connection::open_in_memory().map_err(wrap)?
        } else {
            if Path::new(path).is_dir() {
                return Err(StoreError::new(StoreErrorKind::Unreadable, &name, "this is a folder, not a database")
                    .hint("name a file with --db"));
            }
            Connection::open(path).map_err(wrap)?
        };
        let mut store = Store { connection, name };
        store.prepare()?;
        Ok(store)
    }

    /// Opens a database that must be there already.
    pub fn open_existing(path: &str) -> Result<Store> {
        if path != ":memory:" && !Path::new(path).exists() {
            return Err(StoreError::new(StoreErrorKind::Missing, path, "there is no such database")
                .hint("make one with `corroborate add PATH…` or `corroborate check PATH…`, or name it with --db"));
        }
        Store::open(path)
    }

    /// How the database is named in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Who filled it; `None` for a new one.
    pub fn made_by(&self) -> Result<Option<MadeBy>> {
        Ok(match self.meta("made_by")?.as_deref() {
            Some("check") => Some(MadeBy::Check),
            Some(_) => Some(MadeBy::Add),
            None => None,
        })
    }

    /// Notes who filled it.
    pub fn set_made_by(&mut self, maker: MadeBy) -> Result<()> {
        self.in_transaction(|tx| put_meta(tx, "made_by", maker.word()))
    }

    /// Takes everything out, in one transaction.
    pub fn clear(&mut self) -> Result<()> {
        self.in_transaction(|tx| tx.execute_batch(EMPTY))
    }

    /// The connection, for queries of one's own; the schema is documented in `schema.sql`.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    fn prepare(&mut self) -> Result<()> {
        let wrap = |cause| StoreError::of(&self.name, cause);
        self.connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(wrap)?;
        self.connection
            .execute_batch("PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;")
            .map_err(wrap)?;
        let number = |pragma: &str| self.connection.query_row(pragma, [], |row| row.get::<_, i64>(0)).map_err(wrap);
        let owner = number("PRAGMA application_id")?;
        let version = number("PRAGMA user_version")?;
        let tables = number("SELECT count(*) FROM sqlite_schema")?;
        if owner == 0 && version == 0 && tables == 0 {
            return self.in_transaction(|tx| tx.execute_batch(SCHEMA));
        }
        if owner != APPLICATION_ID {
            return Err(StoreError::new(
                StoreErrorKind::Foreign,
                &self.name,
                "this SQLite database belongs to another application",
            )
            .hint("name another file with --db; nothing was changed"));
        }
        if version > VERSION {
            return Err(StoreError::new(
                StoreErrorKind::TooNew,
                &self.name,
                format!(
                    "this database has format {version}, and this version of corroborate knows formats up to {VERSION}"
                ),
            )
            .hint("use the newer corroborate that made it, or name another file with --db"));
        }
        if version < 1 {
            return Err(StoreError::new(
                StoreErrorKind::Broken,
                &self.name,
                "this database has no sound format number",
            )
            .hint("move it away and add the seeds again; the seed files hold everything that is in it"));
        }
        for (step, change) in (1..).zip(MIGRATIONS).skip_while(|(step, _)| *step < version) {
            self.in_transaction(|tx| {
                tx.execute_batch(change)?;
                tx.pragma_update(None, "user_version", step + 1)
            })?;
        }
        Ok(())
    }

    fn in_transaction<T>(&mut self, work: impl FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<T>) -> Result<T> {
        let name = self.name.clone();
        let wrap = |cause| StoreError::of(&name, cause);
        let tx = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(wrap)?;
        let done = work(&tx).map_err(wrap)?;
        tx.commit().map_err(wrap)?;
        Ok(done)
    }

    /// Reads in one transaction: without it, SQLite locks the file and looks for an unfinished write at every question.
    fn reading<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let read = || match self.connection.is_autocommit() {
            true => work(&*self.connection.unchecked_transaction()?),
            false => work(&self.connection),
        };
        read().map_err(|cause| StoreError::of(&self.name, cause))
    }

    fn meta(&self, key: &str) -> Result<Option<String>> {
        use rusqlite::OptionalExtension;
        self.reading(|db| db.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional())
    }
}

/// Takes everything out.
const EMPTY: &str = "DELETE FROM finding; DELETE FROM claim; DELETE FROM sentence; DELETE FROM event; DELETE FROM document; \
                     DELETE FROM meta;";

fn put_meta(tx: &rusqlite::Transaction<'_>, key: &str, value: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    tx.prepare_cached(sql)?.execute([key, value]).map(|_| ())
}

/// The word that serde writes for a field-less variant.
fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The variant that serde reads from a word.
fn variant<T: serde::de::DeserializeOwned>(column: usize, word: String) -> rusqlite::Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(|cause| unreadable(column, cause))
}

fn unreadable(column: usize, cause: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_of_todays_version() -> Result<()> {
        let store = Store::open(":memory:")?;
        let number = |pragma: &str| store.reading(|db| db.query_row(pragma, [], |row| row.get::<_, i64>(0)));
        assert_eq!(number("PRAGMA user_version")?, VERSION);
        assert_eq!(number("PRAGMA application_id")?, APPLICATION_ID);
        assert_eq!(number("PRAGMA foreign_keys")?, 1);
        Ok(())
    }
}
