//! The author's tools.

mod check;
mod compile;
mod diff;
mod export;
mod fmt;
mod import;
mod list;
mod rules;
mod schema;
mod scope;
mod show;
mod stats;
mod suggest;
mod test;
mod toml;

use crate::output::Outcome;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Check(check::Args),
    Compile(compile::Args),
    Diff(diff::Args),
    Test(test::Args),
    Fmt(fmt::Args),
    List(list::Args),
    Rules(rules::Args),
    Show(show::Args),
    Stats(stats::Args),
    Export(export::Args),
    Import(import::Args),
    Schema(schema::Args),
    Suggest(suggest::Args),
}

/// Does what was typed.
pub(crate) fn run(command: &Command) -> Outcome {
    match command {
        Command::Check(args) => check::run(args),
        Command::Compile(args) => compile::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Test(args) => test::run(args),
        Command::Fmt(args) => fmt::run(args),
        Command::List(args) => list::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Show(args) => show::run(args),
        Command::Stats(args) => stats::run(args),
        Command::Export(args) => export::run(args),
        Command::Import(args) => import::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Suggest(args) => suggest::run(args),
    }
}

/// `1 error`, `2 errors`.
fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
