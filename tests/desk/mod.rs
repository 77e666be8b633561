//! A folder of its own for each test of the command line, and the binary run in it.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for one test.
pub struct Desk(pub PathBuf);

impl Desk {
    /// An empty folder.
    pub fn empty(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder for the test");
        Self(folder)
    }

    /// A folder with two reports that contradict each other if they are about one event.
    pub fn fire(name: &str) -> Self {
        let desk = Self::empty(name);
        desk.write(
            "news/a.md",
            "---\noutlet: Courier\npublished: 2031-05-13\ntitle: Fire at Kell Mill\n---\nFourteen workers were killed when a \
             fire swept through the mill in Kell on Tuesday, police said. A total of 31 people were injured.\n",
        );
        desk.write(
            "news/b.md",
            "---\noutlet: Northern Wire\npublished: 2031-05-13\ntitle: Deadly fire at mill in Kell\n---\nNine workers were \
             killed in the fire at the mill in Kell on Tuesday, police said. It injured 31 people.\n",
        );
        desk
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders for the test");
        std::fs::write(path, text).expect("a file for the test");
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("the file is there")
    }

    /// The binary, to be run in the folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recount"));
        command.args(args).current_dir(&self.0).stdin(Stdio::null());
        for variable in [
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "COLUMNS",
            "TERM",
            "LC_ALL",
            "LC_CTYPE",
            "LANG",
            "RECOUNT_RULES",
            "RECOUNT_CONFIG",
        ] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the binary in the folder.
    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the binary runs")
    }

    /// Runs the binary in a folder below.
    pub fn run_in(&self, folder: &str, args: &[&str]) -> Output {
        let mut command = self.command(args);
        command.current_dir(self.0.join(folder));
        command.output().expect("the binary runs")
    }
}

/// What was written to standard output.
pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// What was written to standard error.
pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// The exit status.
pub fn status(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}
