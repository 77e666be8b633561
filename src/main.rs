//! The command line: arguments, run, exit status.

fn main() -> std::process::ExitCode {
    recount::cli::run()
}
