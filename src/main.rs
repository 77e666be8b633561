//! The command line: arguments, run, exit status.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
