//! The command line: arguments, run, exit status.

/// What a static binary allocates with: the C library's own is slow there.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> std::process::ExitCode {
    recount::cli::run()
}
