//! `numbers.toml`.

use super::lexicon::Lexicon;
use super::sources::Sources;
use crate::error::Result;

/// The pack.
#[derive(Debug, Default)]
pub struct Numbers {}

impl Numbers {
    pub(super) fn load(_sources: &Sources, _lexicon: &mut Lexicon) -> Result<Self> {
        Ok(Self::default())
    }
}
