//! The text of a page, laid out block by block.

use crate::corpus::allow::bare;
use crate::corpus::{Block, BlockKind};
use crate::span::Span;
use dom_query::NodeRef;

/// Text laid out block by block.
#[derive(Default)]
pub(super) struct Layout {
    /// The text.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Start of the open block.
    open: Option<usize>,
    /// White space is due before the next word.
    space: bool,
    kinds: Vec<BlockKind>,
}

impl Layout {
    /// Lays out what stands below a node; headings that say the `title` again are left out.
    pub fn of(root: &NodeRef, title: &str) -> Self {
        let mut layout = Self::default();
        // a stack of our own: pages nest as deep as they like
        let mut stack = vec![(*root, false)];
        while let Some((node, leave)) = stack.pop() {
            if node.is_text() {
                layout.words(&node.text());
                continue;
            }
            let name = node.node_name();
            let name = name.as_deref().unwrap_or("");
            if leave {
                layout.close();
                if kind(name).is_some() {
                    layout.kinds.pop();
                }
                continue;
            }
            if skipped(name) || name == "sup" && reference(&node.text()) {
                continue;
            }
            if block(name) {
                layout.close();
                layout.kinds.extend(kind(name));
                stack.push((node, true));
            }
            stack.extend(node.children_it(true).map(|child| (child, false)));
        }
        layout.close();
        let text = &layout.text;
        layout.blocks.retain(|b| {
            let words = bare(b.span.of(text));
            b.kind != BlockKind::Heading || !words.split_whitespace().eq(title.split_whitespace())
        });
        layout
    }

    fn words(&mut self, text: &str) {
        self.space |= text.starts_with(char::is_whitespace);
        for word in text.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}') {
            if word.is_empty() {
                continue;
            }
            match self.open {
                None => {
                    if !self.text.is_empty() {
                        self.text.push_str("\n\n");
                    }
                    self.open = Some(self.text.len());
                }
                Some(_) if self.space => self.text.push(' '),
                Some(_) => {}
            }
            self.text.push_str(word);
            self.space = true;
        }
        self.space = text.ends_with(char::is_whitespace) || text.is_empty() && self.space;
    }

    fn close(&mut self) {
        self.space = false;
        let Some(start) = self.open.take() else { return };
        let text = self.text.get(start..).unwrap_or("");
        let (lead, body) = (text.len() - text.trim_start().len(), text.trim());
        if body.is_empty() {
            self.text.truncate(start);
            self.text.truncate(self.text.trim_end_matches('\n').len());
            return;
        }
        self.blocks.push(Block {
            span: Span::new(start + lead, start + lead + body.len()),
            kind: self.kinds.last().copied().unwrap_or_default(),
        });
    }
}

/// "1", "[2]", "[a]": a reference raised after a word is no part of it.
fn reference(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('[') || text.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 3
}

fn kind(name: &str) -> Option<BlockKind> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dd" => Some(BlockKind::Item),
        "td" | "th" | "caption" => Some(BlockKind::Caption),
        "figcaption" => Some(BlockKind::Picture),
        _ => None,
    }
}

fn block(name: &str) -> bool {
    kind(name).is_some()
        || matches!(
            name,
            "p" | "div"
                | "section"
                | "article"
                | "main"
                | "header"
                | "body"
                | "html"
                | "blockquote"
                | "pre"
                | "ul"
                | "ol"
                | "dl"
                | "dt"
                | "table"
                | "tr"
                | "figure"
                | "br"
                | "hr"
                | "address"
                | "details"
                | "summary"
                | "hgroup"
                | "center"
                | "tbody"
                | "thead"
                | "tfoot"
        )
}

fn skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "nav"
            | "footer"
            | "aside"
            | "form"
            | "button"
            | "select"
            | "textarea"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "del"
            | "s"
            | "strike"
    )
}
