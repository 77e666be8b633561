//! `reporting.toml`.

use super::lexicon::Lexicon;
use super::sources::Sources;
use super::words::Words;
use crate::error::Result;

/// The pack.
#[derive(Debug, Default)]
pub struct Reporting {}

impl Reporting {
    pub(super) fn load(_sources: &Sources, _lexicon: &mut Lexicon, _words: &Words) -> Result<Self> {
        Ok(Self::default())
    }
}
