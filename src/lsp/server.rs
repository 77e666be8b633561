//! The protocol: requests and notifications in, diagnostics out. A change is read when no other waits,
//! so that fast typing costs one reading.

use super::{Desk, Reading};
use crate::corpus::EXTENSIONS;
use crate::error::{Error, Result};
use lsp_server::{Connection, ErrorCode, ExtractError, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Notification as _, PublishDiagnostics,
};
use lsp_types::request::{CodeActionRequest, HoverRequest, RegisterCapability, Request as _};
use lsp_types::{
    CodeActionOrCommand, CodeActionParams, CodeActionProviderCapability, Diagnostic, DidChangeTextDocumentParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, HoverParams, HoverProviderCapability, InitializeParams,
    PositionEncodingKind, PublishDiagnosticsParams, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A draft that is open in the editor.
struct Open {
    uri: Uri,
    version: i32,
    text: String,
    /// The text has changed since it was read.
    stale: bool,
    reading: Option<Reading>,
}

struct Server<'a> {
    connection: &'a Connection,
    desk: Desk<'a>,
    utf8: bool,
    open: BTreeMap<String, Open>,
}

/// Speaks with an editor until it says goodbye.
///
/// # Errors
/// An editor that breaks the protocol, or leaves without a word.
pub fn run<'r>(connection: &'r Connection, desk: impl FnOnce() -> Desk<'r>) -> Result<()> {
    let broken = |e: &dyn std::fmt::Display| Error::new(format!("the editor broke off: {e}"));
    let (id, params) = connection.initialize_start().map_err(|e| broken(&e))?;
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let offered = params
        .capabilities
        .general
        .and_then(|g| g.position_encodings)
        .unwrap_or_default();
    let utf8 = offered.contains(&PositionEncodingKind::UTF8);
    let encoding = if utf8 {
        PositionEncodingKind::UTF8
    } else {
        PositionEncodingKind::UTF16
    };
    let capabilities = ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::FULL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Simple(true)),
        ..ServerCapabilities::default()
    };
    let server = json!({"name": "recount", "version": env!("CARGO_PKG_VERSION")});
    let answer = json!({"capabilities": capabilities, "serverInfo": server});
    connection.initialize_finish(id, answer).map_err(|e| broken(&e))?;
    let workspace = params.capabilities.workspace.unwrap_or_default();
    let watch = workspace.did_change_watched_files.and_then(|w| w.dynamic_registration);
    if watch == Some(true) {
        let asked = connection.sender.send(watchers().into());
        asked.map_err(|e| broken(&e))?;
    }
    let mut server = Server {
        connection,
        desk: desk(),
        utf8,
        open: BTreeMap::new(),
    };
    server.serve().map_err(|e| broken(&e))
}

/// Asks the editor to tell when a report changes on disk.
fn watchers() -> Request {
    let globs = EXTENSIONS.map(|e| json!({"globPattern": format!("**/*.{e}")}));
    let method = DidChangeWatchedFiles::METHOD;
    let options = json!({"watchers": globs.to_vec()});
    let asked = json!({"registrations": [{"id": "sources", "method": method, "registerOptions": options}]});
    Request::new(
        "sources".to_owned().into(),
        RegisterCapability::METHOD.to_owned(),
        asked,
    )
}

/// What ends a conversation early.
type Broken = Box<dyn std::error::Error + Send + Sync>;

impl Server<'_> {
    fn serve(&mut self) -> std::result::Result<(), Broken> {
        loop {
            let message = if self.open.values().any(|o| o.stale) && self.connection.receiver.is_empty() {
                self.refresh()?;
                continue;
            } else {
                self.connection.receiver.recv()?
            };
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(());
                    }
                    // An answer is about the text as it is now.
                    self.refresh()?;
                    let response = self.answer(request);
                    self.connection.sender.send(response.into())?;
                }
                Message::Notification(note) => self.note(note)?,
                Message::Response(_) => {}
            }
        }
    }

    /// Takes in what has become of the drafts.
    fn note(&mut self, note: Notification) -> std::result::Result<(), Broken> {
        match note.method.as_str() {
            DidOpenTextDocument::METHOD => {
                let Ok(DidOpenTextDocumentParams { text_document: d }) = serde_json::from_value(note.params) else {
                    return Ok(());
                };
                if matches!(d.language_id.as_str(), "markdown" | "plaintext" | "text" | "html" | "") {
                    let open = Open {
                        uri: d.uri.clone(),
                        version: d.version,
                        text: d.text,
                        stale: true,
                        reading: None,
                    };
                    self.open.insert(d.uri.as_str().to_owned(), open);
                }
            }
            DidChangeTextDocument::METHOD => {
                let Ok(params) = serde_json::from_value::<DidChangeTextDocumentParams>(note.params) else {
                    return Ok(());
                };
                let open = self.open.get_mut(params.text_document.uri.as_str());
                if let (Some(open), Some(change)) = (open, params.content_changes.into_iter().next_back()) {
                    open.text = change.text;
                    open.version = params.text_document.version;
                    open.stale = true;
                }
            }
            DidCloseTextDocument::METHOD => {
                let Ok(params) = serde_json::from_value::<DidCloseTextDocumentParams>(note.params) else {
                    return Ok(());
                };
                if let Some(open) = self.open.remove(params.text_document.uri.as_str()) {
                    self.publish(open.uri, None, Vec::new())?;
                }
            }
            // Editors that watch no files still say when they save one.
            DidChangeWatchedFiles::METHOD | DidSaveTextDocument::METHOD if self.desk.reload() => {
                self.open.values_mut().for_each(|o| o.stale = true);
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads the drafts that have changed, and says what is to be looked at in them.
    fn refresh(&mut self) -> std::result::Result<(), Broken> {
        let mut told = Vec::new();
        for open in self.open.values_mut().filter(|o| o.stale) {
            open.stale = false;
            open.reading = self.desk.read(&path(&open.uri), &open.text, self.utf8);
            let reading = open.reading.as_ref();
            let found = reading
                .map(|r| r.diagnostics(self.desk.rules, &self.desk.root))
                .unwrap_or_default();
            told.push((open.uri.clone(), open.version, found));
        }
        told.into_iter()
            .try_for_each(|(uri, version, found)| self.publish(uri, Some(version), found))
    }

    fn publish(&self, uri: Uri, version: Option<i32>, found: Vec<Diagnostic>) -> std::result::Result<(), Broken> {
        let params = PublishDiagnosticsParams::new(uri, found, version);
        let note = Notification::new(PublishDiagnostics::METHOD.to_owned(), params);
        Ok(self.connection.sender.send(note.into())?)
    }

    fn answer(&self, request: Request) -> Response {
        let id = request.id.clone();
        let result = match request.method.as_str() {
            HoverRequest::METHOD => params::<HoverParams>(request, HoverRequest::METHOD).map(|p| {
                let at = p.text_document_position_params;
                let reading = self.reading(&at.text_document.uri);
                json!(reading.and_then(|r| r.hover(self.desk.rules, at.position)))
            }),
            CodeActionRequest::METHOD => params::<CodeActionParams>(request, CodeActionRequest::METHOD).map(|p| {
                let uri = &p.text_document.uri;
                let actions = self.reading(uri).map(|r| r.actions(self.desk.rules, uri, p.range));
                let actions = actions
                    .unwrap_or_default()
                    .into_iter()
                    .map(CodeActionOrCommand::CodeAction);
                json!(actions.collect::<Vec<_>>())
            }),
            method => return Response::new_err(id, ErrorCode::MethodNotFound as i32, format!("no `{method}` here")),
        };
        match result {
            Ok(value) => Response::new_ok::<Value>(id, value),
            Err(message) => Response::new_err(id, ErrorCode::InvalidParams as i32, message),
        }
    }

    fn reading(&self, uri: &Uri) -> Option<&Reading> {
        self.open.get(uri.as_str())?.reading.as_ref()
    }
}

fn params<T: DeserializeOwned>(request: Request, method: &str) -> std::result::Result<T, String> {
    request.extract(method).map(|(_, params)| params).map_err(|e| match e {
        ExtractError::MethodMismatch(_) => "another method".to_owned(),
        ExtractError::JsonError { error, .. } => error.to_string(),
    })
}

/// The path of a file's address; of another address, the address.
fn path(uri: &Uri) -> PathBuf {
    let text = uri.as_str();
    let Some(rest) = text.strip_prefix("file://") else {
        return text.into();
    };
    let mut bytes = Vec::new();
    let mut left = rest.bytes();
    while let Some(byte) = left.next() {
        let mut ahead = left.clone();
        let hex = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
        match (byte, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(a), Some(b)) => {
                bytes.push((a * 16 + b) as u8);
                left = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[test]
    fn addresses_are_decoded() {
        let of = |text| Uri::from_str(text).map(|u| path(&u)).expect("an address");
        assert_eq!(
            of("file:///srv/a%20b/Gr%C3%B6%C3%9Fe.md"),
            PathBuf::from("/srv/a b/Größe.md")
        );
        assert_eq!(of("untitled:Draft-1"), PathBuf::from("untitled:Draft-1"));
    }
}
