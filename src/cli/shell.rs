//! `recount completions` and `recount man`: what a shell and a reader of manuals want of the arguments.

use super::Status;
use super::session::{Session, say};
use crate::Error;
use crate::output::look::{clean, count};
use std::path::PathBuf;

/// Print a completion script for a shell
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount completions bash > ~/.local/share/bash-completion/completions/recount
  recount completions zsh > ~/.zfunc/_recount
  recount completions fish > ~/.config/fish/completions/recount.fish")]
pub struct CompletionsArgs {
    /// The shell
    shell: clap_complete::Shell,
}

/// Print the manual page, or write one a command
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  recount man | man -l -                           read it
  recount man --dir ~/.local/share/man/man1        one page a command, where man finds them")]
pub struct ManArgs {
    /// Write recount.1, recount-check.1 and so on into a folder
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints the script.
pub fn completions(session: &Session, args: &CompletionsArgs, mut command: clap::Command) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "recount", &mut script);
    write(session, &script)
}

/// Prints or writes the manual.
pub fn man(session: &Session, args: &ManArgs, command: clap::Command) -> anyhow::Result<Status> {
    let Some(folder) = &args.dir else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        return write(session, &page);
    };
    let written = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder));
    written.map_err(|e| {
        let error = Error::new(format!("the manual cannot be written there: {e}")).at(folder);
        error.help("name a folder that you may write to")
    })?;
    let pages = std::fs::read_dir(folder)?.filter(|e| {
        let name = e.as_ref().map(|e| e.file_name().to_string_lossy().into_owned());
        name.is_ok_and(|n| n.starts_with("recount") && n.ends_with(".1"))
    });
    say(&clean(&format!(
        "wrote {} to {}",
        count(pages.count(), "page"),
        folder.display()
    )));
    Ok(Status::Clean)
}

fn write(session: &Session, bytes: &[u8]) -> anyhow::Result<Status> {
    let mut out = session.out(false)?;
    out.text(&String::from_utf8_lossy(bytes))?;
    out.finish()?;
    Ok(Status::Clean)
}
