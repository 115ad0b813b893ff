//! One page with everything in it: figures and charts as HTML, the articles as data, and a script that shows the sentences behind a figure.
//!
//! [`view`] puts the figures into the words and orders of the page, `page.html` is the template, [`data`] is what the script looks
//! sentences up in. Nothing is loaded from anywhere: the page's own policy forbids it and allows exactly one script and one style sheet,
//! by their digests. The template escapes every value; the script makes text nodes only.

mod data;
mod view;

use base64::Engine as _;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State};
use sha2::{Digest as _, Sha256};

use super::{Corpus, Figures};
use crate::render::{html, line_of_json};

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The words of a page that are the user's to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What stands above it all.
    pub title: String,
    /// What a group is called: one of them, and several.
    pub group: [String; 2],
}

impl Default for Wording {
    fn default() -> Wording {
        Wording { title: "Who is named, and how".into(), group: ["outlet".into(), "outlets".into()] }
    }
}

impl Corpus<'_> {
    /// The page.
    ///
    /// ```
    /// use canonym::report::{About, Article, Corpus, Wording};
    /// use canonym::{Lexicon, Source};
    ///
    /// let text = "format = 1\n[place.tehran]\nname = \"Tehran\"\n".to_owned();
    /// let (lexicon, _) = Lexicon::parse(vec![Source { name: "places.toml".into(), text, layer: 0 }]);
    /// let gazetteer = lexicon.compile()?;
    /// let about = About { id: "a".into(), group: "IRNA".into(), ..About::default() };
    /// let article = Article::new(about, &gazetteer.tag("TEHRAN, IRNA"));
    /// let corpus = Corpus::new(vec![article], &gazetteer);
    /// let page = corpus.page(&corpus.figures(), &Wording::default());
    /// assert!(page.contains("<bdi>Tehran</bdi>"));
    /// # Ok::<(), canonym::Error>(())
    /// ```
    pub fn page(&self, figures: &Figures, wording: &Wording) -> String {
        let view = view::View::of(self, figures, wording);
        let data = line_of_json(&data::Data::of(self));
        let context = minijinja::context! {
            view => Value::from(Serde(&view)),
            // The digests are of these very characters: nothing is added between them and their tags.
            style => Value::from_safe_string(STYLE.into()),
            script => Value::from_safe_string(SCRIPT.into()),
            style_digest => digest(STYLE),
            script_digest => digest(SCRIPT),
            data => Value::from_safe_string(data),
        };
        // The template is ours and a test renders it; what it is given has all that it asks for.
        environment().render_named_str("page.html", TEMPLATE, context).expect("the template fits its view")
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(escape);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("it has the usual delimiters"));
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment
}

/// Writes a value as every page of ours does. minijinja's own escapes leave bidi controls as they are.
fn escape(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let fail = |_| Error::new(ErrorKind::WriteFailure, "cannot write the page");
    match value.kind() {
        ValueKind::None => Ok(()),
        ValueKind::Undefined => {
            Err(Error::new(ErrorKind::UndefinedError, "the template asks for a field that is not there"))
        }
        _ if value.is_safe() => out.write_str(&value.to_string()).map_err(fail),
        _ => {
            let mut escaped = String::new();
            html(&value.to_string(), &mut escaped);
            out.write_str(&escaped).map_err(fail)
        }
    }
}

/// The digest of an inline script or style as a content security policy writes it.
fn digest(content: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(content)))
}
