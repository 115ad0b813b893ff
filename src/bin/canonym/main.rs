//! The `canonym` command: thin glue around the library.

mod args;
mod cache;
mod commands;
#[allow(dead_code)]
mod documents;
mod folder;
mod layers;
mod output;
mod parallel;
mod snippet;
mod spared;
mod terminal;
mod unified;
mod unpack;
mod whole;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use canonym::render::is_obeyed;
use output::Failure;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    args.color.write_global();
    let result = match &args.command {
        Command::Tag(tag) => commands::tag::run(tag),
        Command::Rewrite(rewrite) => commands::rewrite::run(rewrite),
        #[cfg(feature = "report")]
        Command::Report(report) => commands::report::run(report),
        Command::Explain(explain) => commands::explain::run(explain),
        Command::Name(name) => commands::name::run(name),
        Command::Eval(eval) => commands::eval::run(eval),
        Command::Lexicon(lexicon) => commands::lexicon::run(lexicon),
    };
    match result {
        Ok(status) => ExitCode::from(status as u8),
        // Whoever read our output has enough.
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Failure::Diagnostics { drawn, .. } = &failure {
                output::show(drawn);
            }
            output::complain(&failure);
            ExitCode::from(2)
        }
    }
}

/// Says what is wrong with the arguments, or the help that they ask for.
fn usage(error: &clap::Error) -> ExitCode {
    // What was typed is a part of it, as it is: perhaps the name of somebody's file.
    if std::env::args_os().any(|arg| arg.to_string_lossy().contains(is_obeyed)) {
        output::show(&terminal::inert(&error.render().to_string()));
    } else if let Err(failed) = error.print() {
        return match Failure::from(failed) {
            // Nothing is left to do when nobody reads it.
            Failure::ClosedPipe => ExitCode::SUCCESS,
            failure => {
                output::complain(&failure);
                ExitCode::from(2)
            }
        };
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
