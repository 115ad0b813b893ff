//! `canonym lexicon list`: the entities, a line each.

use std::io::Write;

use canonym::Kind;

use crate::args::Lexicons;
use crate::layers;
use crate::output::{Outcome, Status, stdout};
use crate::terminal::column;

/// List entities: id, kind, class and name, separated by tabs
///
/// Exits with 1 when none is listed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only those with this text in the id or in a name, in any case
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Only those of this kind
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    /// Only those of this class, or for terms of this category, such as `armed-group`
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    #[command(flatten)]
    lexicons: Lexicons,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == word)
        .ok_or_else(|| "the kinds are person, organization, place and term".into())
}

/// Does it.
pub(crate) fn run(args: &Args) -> Outcome {
    let lexicon = layers::whole(layers::sources(&args.lexicons)?, "nothing is listed")?;
    let wanted = args.text.as_deref().map(canonym::fold);
    let mut out = stdout();
    let mut status = Status::Findings;
    for one in lexicon.outline() {
        let class = one.class.as_deref().or(one.category.as_deref()).unwrap_or_default();
        let matches =
            |text: &str| wanted.as_deref().is_none_or(|wanted| canonym::fold(text).contains(wanted));
        if args.kind.is_some_and(|kind| kind != one.kind)
            || args.class.as_deref().is_some_and(|wanted| wanted != class)
            || !(matches(&one.id) || one.names.iter().any(|name| matches(&name.text)))
        {
            continue;
        }
        status = Status::Done;
        let (class, name) = (column(class), column(&one.name));
        writeln!(out, "{}\t{}\t{class}\t{name}", one.id, one.kind.as_str())?;
    }
    out.flush()?;
    Ok(status)
}
