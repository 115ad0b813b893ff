//! What compiling did that an author should know.

/// One such thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// More spellings than the budget allows; the rest was left out.
    CutOff { entity: String, alias: String, total: u64, kept: usize },
    /// A generated spelling is a common word and is not used.
    Common { entity: String, spelling: String, rule: String },
    /// A generated spelling is somebody else's name as written and is not used.
    Taken { entity: String, spelling: String, rule: String, by: String },
}
