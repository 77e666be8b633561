//! `recount completions` and `recount man`: what a shell and a reader of manuals want of the arguments.

use super::Status;
use super::out::Out;
use super::session::{Session, say};
use crate::Error;
use crate::output::look::{clean, count};
use std::io;
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
    let told = |e| {
        let error = Error::new(format!("the manual cannot be written there: {e}")).at(folder);
        error.help("name a folder that you may write to")
    };
    std::fs::create_dir_all(folder).map_err(told)?;
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut written: Vec<Out> = Vec::new();
    pages(&command, &mut |page| {
        let mut bytes = Vec::new();
        page.render(&mut bytes)?;
        let mut out = session.out_to(Some(&folder.join(page.get_filename())), false)?;
        out.bytes().write_all(&bytes)?;
        written.push(out);
        Ok(())
    })
    .map_err(told)?;
    // no page gets its name before all are complete
    let all = written.len();
    written.into_iter().try_for_each(Out::finish).map_err(told)?;
    say(&clean(&format!("wrote {} to {}", count(all, "page"), folder.display())));
    Ok(Status::Clean)
}

/// Hands over the page of a command, and those of all below it.
fn pages(command: &clap::Command, sink: &mut dyn FnMut(clap_mangen::Man) -> io::Result<()>) -> io::Result<()> {
    let shown = command.get_subcommands().filter(|c| !c.is_hide_set());
    for below in shown {
        pages(below, sink)?;
    }
    sink(clap_mangen::Man::new(command.clone()))
}

fn write(session: &Session, bytes: &[u8]) -> anyhow::Result<Status> {
    let mut out = session.out(false)?;
    out.text(&String::from_utf8_lossy(bytes))?;
    out.finish()?;
    Ok(Status::Clean)
}
