//! The rules that the parser and the rehearsal hold files to: each has a doc, and no function here.

use crate::diagnostic::{Code, Rule, Severity};

/// All of them.
pub(super) const ALL: &[&Rule] = &[
    &SYNTAX,
    &TOML_1_1,
    &DUPLICATE_ID,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &UNKNOWN_VALUE,
    &MISSING_KEY,
    &BAD_ID,
    &BAD_DATE,
    &BAD_BRACES,
    &WRONG_LAYER,
    &WRONG_FORMAT,
    &EMPTY_ALIAS,
    &TOO_LARGE,
    &FAILED_EXAMPLE,
    &LEANING_EXAMPLE,
    &CUT_OFF,
    &COMMON_SPELLING,
    &TAKEN_SPELLING,
];

const fn error(code: &'static str, doc: &'static str) -> Rule {
    Rule { code: Code(code), severity: Severity::Error, doc }
}

pub(crate) static SYNTAX: Rule = error(
    "syntax",
    r#"## What it does
Reads each file as TOML and reports every place where that fails.

## Why is this bad
After a syntax error the keys that follow may belong to another table than they seem to, so the rest of the file is not looked at.

## Example
```toml
name = "Ali Bagheri
```
"#,
);

pub(crate) static DUPLICATE_ID: Rule = error(
    "duplicate-id",
    r#"## What it does
Finds ids that stand twice: in one file, in two files, or in an upper layer without `extend`, `replace` or `remove`.

## Why is this bad
An id means one entity in the whole lexicon. Two entries under one id are two opinions about who that is.

## Example
```toml
[person.ali-bagheri]
name = "Ali Bagheri Kani"

[person.ali-bagheri]
name = "Ali Bagheri"
```
"#,
);

pub(crate) static UNKNOWN_KEY: Rule = error(
    "unknown-key",
    r#"## What it does
Finds keys that the format does not have.

## Why is this bad
A misspelled key does nothing, and nobody would notice.

## Example
```toml
[person.ali-bagheri]
name   = "Ali Bagheri"
alaises = ["Ali Bagheri Kani"]
```
"#,
);

pub(crate) static WRONG_TYPE: Rule = error(
    "wrong-type",
    r#"## What it does
Finds values of another type than their key has, and empty texts.

## Why is this bad
The value cannot be used.

## Example
```toml
aliases = "Ali Bagheri Kani"
```
"#,
);

pub(crate) static UNKNOWN_VALUE: Rule = error(
    "unknown-value",
    r#"## What it does
Finds words that are none of those a key may have.

## Why is this bad
The value cannot be used.

## Example
```toml
case = "uppercase"
```
"#,
);

pub(crate) static MISSING_KEY: Rule = error(
    "missing-key",
    r#"## What it does
Finds entries without a key that they need, such as a person without a name.

## Why is this bad
Without it the entry cannot be used.

## Example
```toml
[term.zionist-regime]
name = "Zionist regime"
```
"#,
);

pub(crate) static BAD_ID: Rule = error(
    "bad-id",
    r#"## What it does
Finds ids that are not lower-case ASCII letters, digits and single hyphens.

## Why is this bad
Ids stand in output, in file names and in links; all of these take such ids as they are.

## Example
```toml
[person.Ali_Bagheri]
name = "Ali Bagheri"
```
"#,
);

pub(crate) static BAD_DATE: Rule = error(
    "bad-date",
    r#"## What it does
Finds dates that are no days of the calendar, and times that end before they begin.

## Why is this bad
The value cannot be used.

## Example
```toml
{ text = "Twitter", until = "2023-07-32" }
```
"#,
);

pub(crate) static BAD_BRACES: Rule = error(
    "bad-braces",
    r#"## What it does
Finds example texts whose braces do not pair or mark nothing, unknown placeholders in templates, and templates that make one id of several places.

## Why is this bad
The braces say what must be tagged; without them the example shows nothing.

## Example
```toml
match = ["Then {Ali Bagheri left."]
```
"#,
);

pub(crate) static WRONG_LAYER: Rule = error(
    "wrong-layer",
    r#"## What it does
Finds entries that extend, replace or remove something that is not there, or that is of another kind.

## Why is this bad
The entry does not do what its author believes.

## Example
```toml
[person.ali-bageri]
extend = true
short  = ["Bagheri"]
```
"#,
);

pub(crate) static WRONG_FORMAT: Rule = error(
    "wrong-format",
    r#"## What it does
Finds files written in a format that this program does not know.

## Why is this bad
Keys may mean something else in another format, so the file is not looked at.

## Example
```toml
format = 2
```
"#,
);

pub(crate) static EMPTY_ALIAS: Rule = error(
    "empty-alias",
    r#"## What it does
Finds names of which folding leaves nothing: only accents, apostrophes, invisible characters or dashes.

## Why is this bad
Such a name would be found everywhere, or nowhere.

## Example
```toml
aliases = ["'"]
```
"#,
);

pub(crate) static TOO_LARGE: Rule = error(
    "too-large",
    r#"## What it does
Finds names of more than 1,024 characters, entries of more than 10,000 names, templates that make such names, or more than 500,000 names or
33,554,432 characters in all.

## Why is this bad
No name is as long, and nobody has as many: something else got into the list, such as a text, or every name of another list. Each name also
stands for its spellings, so that a mistake of this kind would cost much memory before anybody noticed.

## Example
```toml
aliases = ["Ali Bagheri, who since his first days in the ministry, and for ..."]
```
"#,
);

pub(crate) static FAILED_EXAMPLE: Rule = error(
    "failed-example",
    r#"## What it does
Runs the examples of the entries with the whole lexicon, also with their names in spellings that fold to the same, and finds those where something else is tagged than they say.

## Why is this bad
The entry does not do what its author believes, or another entry has come in its way.

## Example
```toml
[person.ali-bagheri]
name     = "Ali Bagheri"
examples = { match = ["Then {Bagheri} left."], no-match = ["Bagheri Street"] }
```
"#,
);

pub(crate) static TOML_1_1: Rule = Rule {
    code: Code("toml-1-1"),
    severity: Severity::Warning,
    doc: r#"## What it does
Finds what only TOML 1.1 allows: tables in braces over several lines or with a comma at their end, and the escapes `\e` and `\x`.

## Why is this bad
This program reads it; many editors, formatters and other readers still refuse the whole file.

## Example
```toml
examples = {
  match = ["Then {Ali Bagheri} left."],
}
```
"#,
};

pub(crate) static LEANING_EXAMPLE: Rule = Rule {
    code: Code("leaning-example"),
    severity: Severity::Warning,
    doc: r#"## What it does
Runs the `match` examples of each entry with this entry alone, and finds those that only hold thanks to other entries.

## Why is this bad
When the other entry changes, this one breaks.

## Example
```toml
[person.ali-bagheri]
name     = "Ali Bagheri"
short    = ["Bagheri"]
examples = { match = ["Ambassador Mohammad Reza Bagheri spoke. {Bagheri} left."], no-match = ["Bagheri Street"] }
```
"#,
};

pub(crate) static CUT_OFF: Rule = Rule {
    code: Code("cut-off"),
    severity: Severity::Warning,
    doc: r#"## What it does
Tells of which names the rules make more spellings than one name may have. The likeliest are used, the same ones in every run.

## Why is this bad
It seldom is: the spellings left out are unlikely ones. Whoever meets one in a text gives it as an alias.

## Example
```toml
[spelling]
Ali = ["Aly", "Alli", "Allee"]

[person.ali]
name = "Ali Ali Ali Ali Ali Ali"
```
"#,
};

pub(crate) static COMMON_SPELLING: Rule = Rule {
    code: Code("common-spelling"),
    severity: Severity::Note,
    doc: r#"## What it does
Tells which spellings that a rule made are ordinary words. They are not used.

## Why is this bad
It is not: the word is left alone. Whoever wants it as a name gives it as an alias, with a condition.

## Example
```toml
[spelling]
Bahn = ["Ban"]

[person.bahn]
name = "Bahn"
```
"#,
};

pub(crate) static TAKEN_SPELLING: Rule = Rule {
    code: Code("taken-spelling"),
    severity: Severity::Note,
    doc: r#"## What it does
Tells which spellings that a rule made are another entity's name as written. They are not used.

## Why is this bad
It is not: the name goes to the one who wrote it down. Where both are meant, both should have it as an alias.

## Example
```toml
[spelling]
Qassem = ["Kassem"]

[person.qassem]
name = "Naim Qassem"

[person.kassem]
name = "Naim Kassem"
```
"#,
};
