//! Pages made shallow before they are parsed: time and stack must not depend on a hostile one.

/// Elements nested deeper than this are unwrapped before parsing: no article needs them, and
/// time and stack must not depend on a hostile page.
const DEEPEST: usize = 256;

/// Tags with more attributes than this are left out for the same reason.
const ATTRIBUTES: usize = 256;

/// Elements that may nest without end, and so are counted.
fn nests(name: &str) -> bool {
    !matches!(
        name,
        // void, raw, or closed by what follows
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "p"
            | "li"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "html"
            | "head"
            | "body"
    )
}

/// The page without the tags that nest too deep; `None` where there are none.
pub(super) fn shallow(html: &str) -> Option<String> {
    let (mut depth, mut dropped, mut copied) = (0usize, 0usize, 0usize);
    let mut out: Option<String> = None;
    let mut at = 0;
    while let Some(open) = html.get(at..).and_then(|t| t.find('<')).map(|i| at + i) {
        let rest = html.get(open..).unwrap_or("");
        let closing = rest.starts_with("</");
        let name: String = rest
            .trim_start_matches(['<', '/'])
            .chars()
            .take(12)
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |i| i + 3)
        } else if !closing && matches!(name.as_str(), "script" | "style") {
            closed(rest, &name).unwrap_or(rest.len())
        } else {
            rest.find('>').map_or(rest.len(), |i| i + 1)
        };
        at = open + end.max(1);
        if overladen(rest.get(..end).unwrap_or("")) {
            let out = out.get_or_insert_default();
            out.push_str(html.get(copied..open).unwrap_or(""));
            out.push(' ');
            copied = at;
            continue;
        }
        if name.is_empty() || !nests(&name) || matches!(name.as_str(), "script" | "style") {
            continue;
        }
        let drop = if !closing {
            let drop = depth >= DEEPEST;
            if drop {
                dropped += 1
            } else {
                depth += 1
            }
            drop
        } else if dropped > 0 {
            dropped -= 1;
            true
        } else {
            depth = depth.saturating_sub(1);
            false
        };
        if drop {
            let out = out.get_or_insert_default();
            out.push_str(html.get(copied..open).unwrap_or(""));
            out.push(' ');
            copied = at;
        }
    }
    let mut out = out?;
    out.push_str(html.get(copied..).unwrap_or(""));
    Some(out)
}

/// Where the end tag of `name` stands, in whatever case.
fn closed(text: &str, name: &str) -> Option<usize> {
    let is_it = |at: usize| {
        text.get(at + 2..at + 2 + name.len())
            .is_some_and(|t| t.eq_ignore_ascii_case(name))
    };
    text.match_indices("</").map(|(at, _)| at).find(|&at| is_it(at))
}

/// Whether a tag has more attributes than any page needs.
fn overladen(tag: &str) -> bool {
    if tag.len() < 2 * ATTRIBUTES || tag.starts_with("<!") {
        return false;
    }
    let mut quote = None;
    let mut attributes = 0;
    let mut before = b' ';
    for byte in tag.bytes() {
        match quote {
            Some(q) if q == byte => quote = None,
            Some(_) => {}
            None if before == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => attributes += usize::from(byte.is_ascii_whitespace() && !before.is_ascii_whitespace()),
        }
        before = byte;
    }
    attributes > ATTRIBUTES
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, shallow};

    #[test]
    fn what_follows_a_script_is_guarded_in_any_case() {
        for end in ["</script>", "</SCRIPT >", "</Script>"] {
            let page = format!("<SCRIPT>if (a < b) {{}}{end}{}Nine men.", "<div>".repeat(2 * DEEPEST));
            let left = shallow(&page).expect("it nests too deep");
            assert!(
                left.matches("<div>").count() <= DEEPEST && left.ends_with("Nine men."),
                "{end}"
            );
        }
        assert_eq!(shallow("<p>Nine men.</p>"), None);
    }
}
