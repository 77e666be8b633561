//! `--format` and `-o`: what is written where. Several formats can be written in one run, each but
//! one to a file of its own; every file appears whole or not at all.

use super::out::Out;
use super::session::Session;
use crate::output::Format;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsStr;
use std::path::PathBuf;

/// How to print.
#[derive(clap::Args)]
pub struct Formats {
    /// How to print, and where if not on standard output; may be repeated
    #[arg(long = "format", value_name = "FORMAT[=FILE]", default_value = "table", value_parser = Parser)]
    chosen: Vec<Chosen>,
}

/// One format, and the file for it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Chosen {
    format: Format,
    file: Option<PathBuf>,
}

impl Formats {
    /// Writes each format where it goes; `render` makes the text of one. Every stream is opened before
    /// anything is written, and no file gets its name before all are complete.
    pub fn write(&self, session: &Session, render: impl Fn(Format) -> String) -> anyhow::Result<()> {
        let plan = self.plan(session)?;
        let mut open = Vec::new();
        for (format, file) in &plan {
            open.push((*format, session.out_to(file.as_deref(), format.is_drawn())?));
        }
        let mut done: Vec<Out> = Vec::new();
        for (format, mut out) in open {
            out.text(&render(format))?;
            done.push(out);
        }
        // Standard output last: a reader that leaves early takes no file with it.
        done.sort_by_key(|out| !out.is_file());
        done.into_iter().try_for_each(Out::finish)?;
        Ok(())
    }

    /// The one format that is asked for, if it has a line for each finding, and its stream.
    pub fn lines(&self, session: &Session) -> anyhow::Result<Option<(Format, Out)>> {
        match self.plan(session)?.as_slice() {
            [(format, file)] if format.is_lines() => {
                Ok(Some((*format, session.out_to(file.as_deref(), format.is_drawn())?)))
            }
            _ => Ok(None),
        }
    }

    /// Whether what is printed on standard output leaves the summary out.
    pub fn wants_summary(&self, session: &Session) -> bool {
        let here = self.plan(session).unwrap_or_default();
        let printed = here.iter().find(|(_, file)| file.is_none());
        printed.is_none_or(|(format, _)| !format.has_summary())
    }

    fn plan(&self, session: &Session) -> anyhow::Result<Vec<(Format, Option<PathBuf>)>> {
        let mut output = session.output.clone();
        let mut plan: Vec<(Format, Option<PathBuf>)> = Vec::new();
        for Chosen { format, file } in &self.chosen {
            let file = file.clone().or_else(|| output.take());
            if plan.iter().any(|(_, taken)| *taken == file) {
                let name = format.name();
                let (what, how) = match &file {
                    Some(file) => (
                        format!("two formats are to be written to {}", file.display()),
                        "name another file",
                    ),
                    None => (
                        "two formats are to be printed on standard output".to_owned(),
                        "name a file for one",
                    ),
                };
                let help = format!("{how}, as in `--format {name}=FILE`");
                return Err(crate::Error::new(what).help(help).into());
            }
            plan.push((*format, file));
        }
        match output {
            Some(file) => Err(
                crate::Error::new(format!("nothing is left to be written to {}", file.display()))
                    .help("every format names its own file; leave `--output` out, or the file of one format")
                    .into(),
            ),
            None => Ok(plan),
        }
    }
}

/// Reads `sarif` and `sarif=out.sarif`.
#[derive(Clone)]
struct Parser;

impl TypedValueParser for Parser {
    type Value = Chosen;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Chosen, clap::Error> {
        let text = value.to_string_lossy();
        let (name, file) = match text.split_once('=') {
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (&*text, None),
        };
        let wrong = |kind| {
            let mut error = clap::Error::new(kind).with_cmd(command);
            if let Some(argument) = argument {
                error.insert(ContextKind::InvalidArg, ContextValue::String(argument.to_string()));
            }
            error.insert(ContextKind::InvalidValue, ContextValue::String(name.to_owned()));
            let all = Format::ALL.iter().map(|(_, name, _)| (*name).to_owned()).collect();
            error.insert(ContextKind::ValidValue, ContextValue::Strings(all));
            error
        };
        let format = Format::named(name).ok_or_else(|| wrong(ErrorKind::InvalidValue))?;
        if file.as_ref().is_some_and(|f| f.as_os_str().is_empty()) {
            let told = format!("`{name}=` names no file; write `--format {name}=FILE`");
            return Err(clap::Error::raw(ErrorKind::ValueValidation, told + "\n").with_cmd(command));
        }
        Ok(Chosen { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let all = Format::ALL.iter();
        Some(Box::new(
            all.map(|(_, name, help)| PossibleValue::new(*name).help(*help)),
        ))
    }
}
