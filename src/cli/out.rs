//! Where results go: standard output, or a file that appears whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Bytes gathered before they are written.
const BUFFER: usize = 1 << 16;

/// The results' stream.
pub struct Out {
    to: Box<dyn Write>,
    file: Option<Partial>,
    plain: bool,
    /// Room for one line.
    line: Vec<u8>,
}

/// A file under a provisional name; removed unless it is finished.
struct Partial {
    at: PathBuf,
    target: PathBuf,
}

impl Drop for Partial {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.at);
    }
}

impl Out {
    /// Opens the stream. Text for `people` keeps its colours where the stream shows them; text for
    /// machines is written as it is.
    pub fn open(file: Option<&Path>, people: bool) -> io::Result<Self> {
        let Some(target) = file else {
            let to: Box<dyn Write> = if people {
                Box::new(BufWriter::with_capacity(BUFFER, anstream::stdout().lock()))
            } else {
                Box::new(BufWriter::with_capacity(BUFFER, io::stdout().lock()))
            };
            return Ok(Self {
                to,
                file: None,
                plain: false,
                line: Vec::new(),
            });
        };
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let at = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let to = Box::new(BufWriter::with_capacity(BUFFER, File::create(&at)?));
        let file = Partial {
            at,
            target: target.to_owned(),
        };
        let plain = people && anstream::ColorChoice::global() != anstream::ColorChoice::Always;
        Ok(Self {
            to,
            file: Some(file),
            plain,
            line: Vec::new(),
        })
    }

    /// The stream itself, for what writes bytes.
    pub fn bytes(&mut self) -> &mut dyn Write {
        &mut self.to
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        if self.plain {
            write!(self.to, "{}", anstream::adapter::strip_str(text))
        } else {
            self.to.write_all(text.as_bytes())
        }
    }

    /// Writes text and ends the line.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.text(text)?;
        self.to.write_all(b"\n")
    }

    /// Writes a value as JSON and ends the line; an `indented` one takes many lines.
    pub fn json(&mut self, value: &impl serde::Serialize, indented: bool) -> io::Result<()> {
        if indented {
            serde_json::to_writer_pretty(&mut self.to, value)?;
            return self.to.write_all(b"\n");
        }
        // a line is put together before it is handed on: the writer's every call goes through a pointer
        self.line.clear();
        serde_json::to_writer(&mut self.line, value)?;
        self.line.push(b'\n');
        self.to.write_all(&self.line)
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        self.file.is_some()
    }

    /// Writes everything out; a file gets its name only now.
    pub fn finish(mut self) -> io::Result<()> {
        self.to.flush()?;
        drop(self.to);
        match self.file {
            Some(partial) => std::fs::rename(&partial.at, &partial.target),
            None => Ok(()),
        }
    }
}

/// Whether an error says that nobody reads on.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    error.downcast_ref::<io::Error>().is_some_and(broken)
}
