//! Transcripts of the author's tools: `tests/cli/NAME.md`, run in a copy of `tests/cli/NAME.in`.
//!
//! `TRYCMD=overwrite cargo test transcripts_of_tools` writes what is printed now; the diff is the review.

#[test]
fn transcripts_of_tools() {
    let cases = trycmd::TestCases::new();
    for name in ["eval", "lexicon-diff", "lexicon-suggest"] {
        cases.case(format!("tests/cli/{name}.md"));
    }
}
