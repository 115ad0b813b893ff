//! How far reading is.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// So many bytes are long enough to show progress.
const LONG: u64 = 4 << 20;

/// How far reading is, on a terminal's standard error, where it takes long.
pub(crate) struct Progress {
    pub(super) bar: ProgressBar,
}

impl Progress {
    pub(super) fn new(total: u64, unwanted: bool) -> Progress {
        let bar = ProgressBar::new(total);
        let quiet = unwanted || total < LONG || io::stdout().is_terminal() || !io::stderr().is_terminal();
        bar.set_draw_target(if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() });
        let template = "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta} left, {msg} documents";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Progress { bar }
    }

    /// Says how many documents are done.
    pub(crate) fn done(&self, n_documents: usize) {
        if !self.bar.is_hidden() {
            self.bar.set_message(n_documents.to_string());
        }
    }

    /// Prints a message without disturbing the bar.
    pub(crate) fn complain(&self, message: &str) {
        self.bar.suspend(|| crate::output::complain(message));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
