//! The log's records in IndexedDB: written in one transaction and read back.
//!
//! IndexedDB, not localStorage: writes survive a browser that is killed, and two tabs that write
//! at once lose nothing (`ARCHITECTURE.md`, decisions).

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;

/// The database; its layout has its own version, apart from the records'.
const NAME: &str = "preflight";
const LAYOUT: u32 = 1;
const EVENTS: &str = "events";

/// Why the store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser has no such store, or refuses it, as in some private windows.
    #[error("storage refused: {0}")]
    Refused(String),
    /// There is no room left.
    #[error("storage full: {0}")]
    Full(String),
    /// What was read back is not what was written.
    #[error("a record did not read back as written")]
    ReadBack,
}

/// Fetches every record, in the order of their keys.
///
/// # Errors
/// When the store is refused.
pub async fn all() -> Result<Vec<String>, StorageError> {
    let database = open().await?;
    let found = all_of(&database).await;
    database.close();
    found.map_err(refused)
}

/// Fetches the records of some keys; a key without one is passed over.
///
/// # Errors
/// When the store is refused.
pub async fn some(keys: &[String]) -> Result<Vec<String>, StorageError> {
    let database = open().await?;
    let found = some_of(&database, keys).await;
    database.close();
    found.map_err(refused)
}

/// Writes records, key and text, in one transaction, and reads them back in another.
///
/// # Errors
/// When the store is refused or full, or a record reads back differently.
pub async fn write(records: &[(String, String)]) -> Result<(), StorageError> {
    let database = open().await?;
    let keys: Vec<String> = records.iter().map(|(key, _)| key.clone()).collect();
    let result = match put(&database, records).await {
        Ok(()) => some_of(&database, &keys).await,
        Err(error) => Err(error),
    };
    database.close();
    let found = result.map_err(refused)?;
    let same = found.len() == records.len()
        && found.iter().zip(records).all(|(found, (_, written))| found == written);
    if same { Ok(()) } else { Err(StorageError::ReadBack) }
}

async fn open() -> Result<Database, StorageError> {
    let factory = Factory::new().map_err(refused)?;
    let mut request = factory.open(NAME, Some(LAYOUT)).map_err(refused)?;
    request.on_upgrade_needed(|event| {
        let made = event.database().and_then(|database| {
            database.create_object_store(EVENTS, ObjectStoreParams::new()).map(|_store| ())
        });
        if let Err(error) = made {
            web_sys::console::error_1(&error.to_string().into());
        }
    });
    request.await.map_err(refused)
}

async fn all_of(database: &Database) -> Result<Vec<String>, idb::Error> {
    let transaction = database.transaction(&[EVENTS], TransactionMode::ReadOnly)?;
    let values = transaction.object_store(EVENTS)?.get_all(None, None)?.await?;
    transaction.await?;
    Ok(values.iter().map(text).collect())
}

async fn some_of(database: &Database, keys: &[String]) -> Result<Vec<String>, idb::Error> {
    let transaction = database.transaction(&[EVENTS], TransactionMode::ReadOnly)?;
    let store = transaction.object_store(EVENTS)?;
    let mut found = Vec::new();
    for key in keys {
        found.extend(store.get(JsValue::from_str(key))?.await?.as_ref().map(text));
    }
    transaction.await?;
    Ok(found)
}

async fn put(database: &Database, records: &[(String, String)]) -> Result<(), idb::Error> {
    let transaction = database.transaction(&[EVENTS], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(EVENTS)?;
    for (key, value) in records {
        store.put(&JsValue::from_str(value), Some(&JsValue::from_str(key)))?.await?;
    }
    transaction.commit()?.await?;
    Ok(())
}

/// A record that is no text was not written by this program; it is kept as JSON.
fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| {
        js_sys::JSON::stringify(value).map_or_else(|_| "null".to_owned(), String::from)
    })
}

fn refused(error: idb::Error) -> StorageError {
    let text = error.to_string();
    if text.contains("QuotaExceeded") || text.contains("quota") {
        StorageError::Full(text)
    } else {
        StorageError::Refused(text)
    }
}
