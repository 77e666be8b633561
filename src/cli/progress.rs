//! A progress bar on standard error, once a run takes longer than a second and somebody watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that shows itself late, or never.
pub struct Progress {
    bar: ProgressBar,
    began: Instant,
    watched: bool,
    shown: OnceLock<()>,
}

impl Progress {
    /// A bar of `total` steps.
    pub fn new(total: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} reports, {eta} left") {
            bar.set_style(style);
        }
        Self {
            bar,
            began: Instant::now(),
            watched: !quiet && std::io::stderr().is_terminal(),
            shown: OnceLock::new(),
        }
    }

    /// One step done.
    pub fn step(&self) {
        self.bar.inc(1);
        if self.watched && self.began.elapsed() > PATIENCE {
            self.shown
                .get_or_init(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
