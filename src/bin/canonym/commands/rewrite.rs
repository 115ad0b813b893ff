//! `canonym rewrite`: canonical names, neutral wording, as a text, a list of edits or a diff.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use canonym::{LineIndex, Rewriter, Rewriting, rewrite_apply};

use crate::args::Rewrite;
use crate::documents::{AT_WORK, Document, Documents};
use crate::folder::Folder;
use crate::output::{Outcome, Stream};
use crate::spared::Spared;
use crate::{layers, terminal, unified};

pub(crate) fn run(args: &Rewrite) -> Outcome {
    let documents = Documents::of(&args.inputs.files, &args.inputs.options)?;
    let mut spared = Spared::of(documents.files(), &args.lexicons)?;
    let target = args.output.as_deref().map(|path| spared.claim(path)).transpose()?;
    if target.is_none() && args.output_dir.is_none() {
        spared.claim_standard_output()?;
    }
    let gazetteer = layers::gazetteer(&args.lexicons)?;
    let rewriting =
        Rewriting { style: args.style.into(), terms: args.terms.into(), in_quotes: args.in_quotes };
    let rewriter = Rewriter::new(&gazetteer, rewriting);
    let mut out = Stream::open(target)?;
    // A file gets the text byte by byte; a terminal would obey some of them.
    let shown = args.output.is_none() && io::stdout().is_terminal();
    let mut folder = args.output_dir.as_deref().map(Folder::create).transpose()?;
    let work = |document: Document| {
        let rewritten = rewrite(args, &gazetteer, &rewriter, &document)?;
        Ok::<_, String>((document.id, !document.fields.is_empty(), rewritten))
    };
    let status = documents.each(args.inputs.jobs, work, |(id, is_record, text)| match &mut folder {
        Some(folder) => {
            let ending = match (args.edits || is_record && !args.diff, args.diff) {
                (_, true) => "diff",
                (true, _) => "jsonl",
                (false, _) => "txt",
            };
            folder.save(&id, &[(ending, text.as_bytes())], &spared)
        }
        None if shown => Ok(out.write_all(terminal::inert(&text).as_bytes())?),
        None => Ok(out.write_all(text.as_bytes())?),
    })?;
    out.finish()?;
    Ok(status)
}

fn rewrite(
    args: &Rewrite,
    gazetteer: &canonym::Gazetteer,
    rewriter: &Rewriter,
    document: &Document,
) -> Result<String, String> {
    let decoded = document.decode()?;
    let gazetteer = document.on_its_day(gazetteer);
    let rewriter = match &gazetteer {
        Cow::Borrowed(_) => Cow::Borrowed(rewriter),
        Cow::Owned(dated) => Cow::Owned(rewriter.clone().on(dated)),
    };
    let text = &*decoded.text;
    let tagged = document.tag(text, &gazetteer)?;
    let edits = rewriter.edits_within(&tagged, &AT_WORK).map_err(|error| document.refuse(&error))?;
    if args.edits {
        let lines = LineIndex::new(text);
        let line = |edit: &canonym::Edit| {
            let (line, column) = lines.line_column(edit.span.start);
            let value = serde_json::json!({
                "document": document.id,
                "start": lines.code_points(edit.span.start),
                "end": lines.code_points(edit.span.end),
                "line": line,
                "column": column,
                "text": &text[edit.span.range()],
                "replacement": edit.replacement,
                "entity": gazetteer.entity(edit.entity).key,
                "why": edit.why.as_str(),
            });
            canonym::render::line_of_json(&value) + "\n"
        };
        return Ok(edits.iter().map(line).collect());
    }
    if args.diff {
        let name = terminal::cell(document.source.as_deref().unwrap_or(&document.id));
        return Ok(unified::diff(text, &edits, [&format!("a/{name}"), &format!("b/{name}")]));
    }
    let rewritten = rewrite_apply(text, &edits);
    if document.fields.is_empty() {
        return Ok(rewritten);
    }
    // A record stays a record: only its text is another.
    let field = |(name, value): &(String, String)| {
        let key = canonym::render::line_of_json(name);
        let value = if *name == args.inputs.options.text_field {
            canonym::render::line_of_json(&rewritten)
        } else {
            canonym::render::tame_json(value.clone())
        };
        format!("{key}: {value}")
    };
    let fields: Vec<String> = document.fields.iter().map(field).collect();
    Ok(format!("{{{}}}\n", fields.join(", ")))
}
