//! How sentences were parsed, for those who write rules.

use super::Input;
use super::build::{lead, starts};
use super::chunk::{self, Chunk, Source};

/// How each sentence was parsed, a line a sentence: chunks in brackets with what they are.
pub fn outline(input: &Input) -> Vec<String> {
    let (starts, lead) = (starts(input), lead(input));
    let source = Source::new(input, &starts, &lead);
    input
        .document
        .sentences
        .iter()
        .map(|sentence| {
            let mut chunks = Vec::new();
            chunk::chunk(&source, sentence, &mut chunks);
            let show = |c: &Chunk| {
                let tokens = &input.document.tokens[c.first as usize..c.end as usize];
                let words = tokens
                    .first()
                    .zip(tokens.last())
                    .map_or("", |(a, b)| a.span.to(b.span).of(input.text));
                let what = match &c.kind {
                    chunk::ChunkKind::Noun(n) => format!(
                        "N{}{}",
                        if n.quantity.is_some() { "#" } else { "" },
                        n.counted.as_ref().map(|c| format!(":{c}")).unwrap_or_default()
                    ),
                    chunk::ChunkKind::Verb(v) => format!("V:{:?}", v.voice),
                    other => format!("{other:?}"),
                };
                format!("[{words}]{what}")
            };
            chunks.iter().map(show).collect::<Vec<_>>().join(" ")
        })
        .collect()
}
