//! Quotes: stretches between quotation marks, over sentences and paragraphs.

use crate::rules::lexicon::Tags;
use crate::text::Document;

/// A quoted stretch.
#[derive(Clone, Debug)]
pub(super) struct Quote {
    /// First token inside.
    pub first: usize,
    /// One past the last token inside.
    pub end: usize,
    /// It holds a sentence or more, not a word or two picked out.
    pub full: bool,
    /// How many sentences it spans beyond its first.
    pub reach: usize,
}

/// Finds all quotes in double marks, in text order and apart from each other. A quote left open at the end of a paragraph goes on if the
/// next one opens with a mark; else it ends there.
pub(super) fn find(document: &Document) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    let mut block = None;
    let mut index = 0;
    for (s, sentence) in document.sentences.iter().enumerate() {
        let (first, end) = (sentence.first as usize, sentence.end as usize);
        if block != Some(sentence.block) {
            if let Some(start) = open.take() {
                push(&mut quotes, document, start, first, s);
            }
            block = Some(sentence.block);
        }
        index = end;
        if !sentence.has(Tags::QUOTE) {
            continue;
        }
        for at in first..end {
            let Some(token) = document.tokens.get(at).filter(|t| t.sign == '"') else {
                continue;
            };
            let opens = (token.spaced || at == first) && document.tokens.get(at + 1).is_some_and(|n| !n.spaced);
            match open {
                None if at + 1 < end => open = Some(at + 1),
                Some(start) if !opens => {
                    push(&mut quotes, document, start, at, s);
                    open = None;
                }
                _ => {}
            }
        }
    }
    if let Some(start) = open {
        push(&mut quotes, document, start, index, document.sentences.len());
    }
    quotes
}

fn push(quotes: &mut Vec<Quote>, document: &Document, first: usize, end: usize, last: usize) {
    if end <= first {
        return;
    }
    let words = document.tokens[first..end].iter().filter(|t| t.sign == '\0').count();
    quotes.push(Quote {
        first,
        end,
        full: words >= 5
            || document
                .tokens
                .get(end - 1)
                .is_some_and(|t| matches!(t.sign, '.' | '!' | '?' | ',')),
        reach: last.saturating_sub(document.sentence_of(first as u32)),
    });
}
