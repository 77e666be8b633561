//! Where results go: standard output, or a file that appears whole or not at all.
//!
//! A file is written beside its place under a provisional name, and gets its own once it is complete:
//! neither a full disk nor an interruption leaves half of it, or takes away what was there before.

use crate::output::look::clean;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::{NamedTempFile, TempPath};

/// Bytes gathered before they are written.
const BUFFER: usize = 1 << 16;

/// The files that have no name of their own yet, for who has to leave in a hurry.
static PARTIAL: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The results' stream.
pub struct Out {
    to: Box<dyn Write>,
    file: Option<Partial>,
    plain: bool,
    /// Room for one line.
    line: Vec<u8>,
    name: String,
}

/// A file under a provisional name; removed unless it is finished.
struct Partial {
    at: TempPath,
    whole: File,
    target: PathBuf,
}

impl Partial {
    /// Begins a file beside the place where it will be.
    fn new(target: &Path) -> io::Result<(File, Self)> {
        // a link goes on leading where it does
        let target = std::fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let folder = match target.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.");
        let builder = builder.prefix(&prefix).suffix(".part");
        let mut partial = begun(builder, folder)?;
        if let Ok(meta) = std::fs::metadata(&target) {
            partial.as_file_mut().set_permissions(meta.permissions())?;
        }
        let to = partial.as_file().try_clone()?;
        let (whole, at) = partial.into_parts();
        PARTIAL
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(at.to_path_buf());
        Ok((to, Self { at, whole, target }))
    }

    /// Gives the file its name; one that is to be new takes nobody's place.
    fn finish(self, new: bool) -> io::Result<()> {
        self.whole.sync_all()?;
        let at = self.at.to_path_buf();
        let done = match new {
            true => self.at.persist_noclobber(&self.target),
            false => self.at.persist(&self.target),
        };
        PARTIAL
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|p| *p != at);
        done.map_err(|e| e.error)
    }
}

/// A provisional file that others may read as they may any new file of this user's.
#[cfg(unix)]
fn begun(builder: &mut tempfile::Builder, folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    builder
        .permissions(std::fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn begun(builder: &mut tempfile::Builder, folder: &Path) -> io::Result<NamedTempFile> {
    builder.tempfile_in(folder)
}

/// Takes away what was begun; nothing is written from then on.
pub fn abandon() {
    let partial = PARTIAL.lock().unwrap_or_else(PoisonError::into_inner);
    partial.iter().for_each(|p| {
        let _ = std::fs::remove_file(p);
    });
    // never given back: no file is begun or finished any more
    std::mem::forget(partial);
}

/// Writes a file that is not there yet, whole or not at all.
///
/// # Errors
/// `AlreadyExists` where there is one, or whatever keeps it from being written.
pub fn whole_new(path: &Path, text: &str) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let (mut to, partial) = Partial::new(path)?;
    to.write_all(text.as_bytes())?;
    partial.finish(true)
}

impl Out {
    /// Opens the stream. Text for `people` keeps its colours where the stream shows them; text for
    /// machines is written as it is.
    pub fn open(file: Option<&Path>, people: bool) -> io::Result<Self> {
        let Some(target) = file else {
            // stripped here rather than by the stream, which would hand on every piece between two colours by itself
            let plain = people && anstream::AutoStream::choice(&io::stdout()) == anstream::ColorChoice::Never;
            let to: Box<dyn Write> = if people && !plain {
                Box::new(BufWriter::with_capacity(BUFFER, anstream::stdout().lock()))
            } else {
                Box::new(BufWriter::with_capacity(BUFFER, io::stdout().lock()))
            };
            return Ok(Self {
                to,
                file: None,
                plain,
                line: Vec::new(),
                name: "standard output".to_owned(),
            });
        };
        let name = clean(&target.display().to_string()).into_owned();
        let told = |e| named(&name, e);
        // a device or a pipe takes no other's name
        let special = std::fs::metadata(target).is_ok_and(|m| !m.is_file() && !m.is_dir());
        let (to, partial) = match special {
            true => (File::options().write(true).open(target).map_err(told)?, None),
            false => Partial::new(target).map(|(to, p)| (to, Some(p))).map_err(told)?,
        };
        Ok(Self {
            to: Box::new(BufWriter::with_capacity(BUFFER, to)),
            file: partial,
            plain: people && anstream::ColorChoice::global() != anstream::ColorChoice::Always,
            name,
            line: Vec::new(),
        })
    }

    /// The stream itself, for what writes bytes.
    pub fn bytes(&mut self) -> &mut dyn Write {
        &mut self.to
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        let done = if self.plain {
            write!(self.to, "{}", anstream::adapter::strip_str(text))
        } else {
            self.to.write_all(text.as_bytes())
        };
        done.map_err(|e| named(&self.name, e))
    }

    /// Writes text and ends the line.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.text(text)?;
        self.to.write_all(b"\n").map_err(|e| named(&self.name, e))
    }

    /// Writes a value as JSON and ends the line; an `indented` one takes many lines.
    pub fn json(&mut self, value: &impl serde::Serialize, indented: bool) -> io::Result<()> {
        let done = match indented {
            // its pieces are a few bytes each, and the writer's every call goes through a pointer
            true => {
                let mut gathered = BufWriter::with_capacity(BUFFER, &mut self.to);
                let written = serde_json::to_writer_pretty(&mut gathered, value).map_err(io::Error::from);
                written
                    .and_then(|()| gathered.write_all(b"\n"))
                    .and_then(|()| gathered.flush())
            }
            false => {
                // a line is put together before it is handed on: the writer's every call goes through a pointer
                self.line.clear();
                serde_json::to_writer(&mut self.line, value)?;
                self.line.push(b'\n');
                self.to.write_all(&self.line)
            }
        };
        done.map_err(|e| named(&self.name, e))
    }

    /// Writes what a function appends to a line.
    pub fn put(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        self.line.clear();
        write(&mut self.line);
        self.to.write_all(&self.line).map_err(|e| named(&self.name, e))
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        self.file.is_some()
    }

    /// Writes everything out; a file gets its name only now.
    pub fn finish(mut self) -> io::Result<()> {
        let flushed = self.to.flush();
        drop(self.to);
        let done = flushed.and_then(|()| self.file.map_or(Ok(()), |partial| partial.finish(false)));
        done.map_err(|e| named(&self.name, e))
    }
}

/// An error that says what could not be written.
fn named(name: &str, e: io::Error) -> io::Error {
    // of a provisional name nobody wants to know
    let told = e.to_string();
    let told = told.split(" at path ").next().unwrap_or(&told);
    io::Error::new(e.kind(), format!("cannot write {name}: {told}"))
}

/// Whether an error says that nobody reads on.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.downcast_ref::<io::Error>().is_some_and(broken)
}
