//! Outlet and day from the text itself, where nothing else says them.
//!
//! Only what a page or a wire says of itself counts: an offer to its readers ("View NAME In"),
//! a dateline, a credit, the sender's name as first line, its own people ("an AFP journalist").
//! Another outlet that the text quotes is none of these. What is found is listed in
//! [`Meta::inferred`](super::Meta), and so is the file's name where nothing is found.

use super::{Block, Published, Report, dates};
use crate::letter::is_letter;
use crate::rules::outlets::{Outlets, Pages};
use compact_str::{CompactString, ToCompactString};

/// How many blocks at either end may hold furniture of the page.
const EDGE: usize = 6;
/// A line of furniture has no more bytes and words than this.
const FURNITURE: (usize, usize) = (100, 14);

/// Fills in outlet and day where they are missing; `name` is the outlet of last resort.
pub(super) fn fill(report: &mut Report, name: &str, outlets: &Outlets) {
    let need = (report.meta.outlet.is_none(), report.meta.published.is_none());
    if need == (false, false) {
        return;
    }
    let (outlet, published) = {
        let reader = Reader { report, outlets };
        let outlet = need.0.then(|| reader.outlet()).flatten();
        (outlet, need.1.then(|| reader.published()).flatten())
    };
    if need.0 {
        report.meta.outlet = Some(outlet.unwrap_or_else(|| name.to_compact_string()));
        report.meta.inferred.push("outlet".into());
    }
    if published.is_some() {
        report.meta.published = published;
        report.meta.inferred.push("published".into());
    }
}

struct Reader<'a> {
    report: &'a Report,
    outlets: &'a Outlets,
}

impl<'a> Reader<'a> {
    fn text(&self, block: &Block) -> &'a str {
        block.span.of(self.report.text())
    }

    /// The blocks that are not the title out of the metadata.
    fn body(&self) -> impl DoubleEndedIterator<Item = &'a str> + '_ {
        self.report
            .blocks
            .iter()
            .filter(|b| b.kind != super::BlockKind::Title)
            .map(|b| self.text(b))
    }

    /// Short lines at the head and foot of the text.
    fn furniture(&self) -> impl Iterator<Item = &'a str> + '_ {
        let count = self.body().count();
        self.body()
            .enumerate()
            .filter(move |&(i, _)| i < EDGE || i + EDGE >= count)
            .map(|(_, line)| line)
            .filter(|l| l.len() <= FURNITURE.0 && l.split_whitespace().count() <= FURNITURE.1)
    }

    fn outlet(&self) -> Option<CompactString> {
        self.furniture()
            .find_map(|l| self.offer(l))
            .or_else(|| self.datelines().find_map(|d| self.credited(d)))
            .or_else(|| self.furniture().find_map(|l| self.credit(l)))
            .or_else(|| self.sender())
            .or_else(|| self.own_people())
    }

    fn known(&self, name: &str) -> Option<CompactString> {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        self.outlets.find(name).map(|o| o.name.clone())
    }

    /// "View NAME In", "Watch NAME Live": of a known outlet, or of one written as a name.
    fn offer(&self, line: &str) -> Option<CompactString> {
        let pages = &self.outlets.pages;
        let words: Vec<&str> = line.split_whitespace().collect();
        let [first, name @ .., last] = words.as_slice() else {
            return None;
        };
        if !has(&pages.offers, first) || !has(&pages.offers_end, last) || name.is_empty() || name.len() > 4 {
            return None;
        }
        let name = name.join(" ");
        self.known(&name)
            .or_else(|| (acronym(&name) && name.len() <= 8).then(|| name.into()))
    }

    /// The datelines of the first paragraphs: what stands before the dash, or in the first brackets.
    fn datelines(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.body().take(EDGE).filter_map(dateline)
    }

    /// The agency in the brackets that end a dateline.
    fn credited(&self, dateline: &str) -> Option<CompactString> {
        let inside = dateline.trim_end().strip_suffix(')')?;
        let (place, name) = inside.rsplit_once('(')?;
        let place = place.trim();
        let parts = name.split([',', '/', ';']).map(str::trim);
        if let Some(known) = parts.clone().find_map(|p| self.known(p)) {
            return Some(known);
        }
        // a name that nobody knows, where the place is written as datelines write it
        let name = parts.into_iter().next()?;
        let words = name.split_whitespace().count();
        let named = (1..=5).contains(&words)
            && name.chars().next()?.is_uppercase()
            && name.split_whitespace().any(|w| w.len() > 1 && capital(w));
        let city = place.split([',', ' ']).next().unwrap_or("");
        let city = place.split(',').next().filter(|_| acronym(city)).unwrap_or("");
        let undated = dates::find(name).is_none();
        (named && undated && city.len() >= 3 && acronym(city)).then(|| name.into())
    }

    /// A line that credits an outlet: "Source: NAME", "By Jo Doe, NAME", "NAME", "NAME, Nairobi".
    fn credit(&self, line: &str) -> Option<CompactString> {
        let line = line.trim_matches(['(', ')', '[', ']', ' ', '.']);
        let pages = &self.outlets.pages;
        if let Some(known) = self.known(line) {
            return Some(known);
        }
        let (label, rest) = line.split_once([':', ' '])?;
        if has(&pages.credits, label.trim_matches(['(', ':'])) {
            let rest = rest.trim_matches([':', ' ']);
            let year = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '©' || c == ' ');
            if let Some(known) = self.known(year) {
                return Some(known);
            }
            // "By Jo Doe, NAME" and "By JO DOE NAME Writer"
            let (range, outlet) = self.outlets.mentions(rest).last()?;
            let after = rest.get(range.end..).unwrap_or("");
            let ends = after.trim().is_empty() || has(&["writer".into()], after) || has(&pages.staff, after);
            return ends.then(|| outlet.name.clone());
        }
        let head = line.split([',', '|', '–', '—']).next()?;
        (line.split_whitespace().count() <= 6 && head.len() < line.len() && acronym(head))
            .then(|| self.known(head))
            .flatten()
    }

    /// The sender as a first line in capitals: "VALDANIA - MINISTRY OF HEALTH", "RADIO VALE, noon news".
    fn sender(&self) -> Option<CompactString> {
        let line = self.body().next().filter(|l| l.len() <= FURNITURE.0)?;
        let pages = &self.outlets.pages;
        let head = line.split(',').next()?.trim();
        let words: Vec<&str> = head.split_whitespace().filter(|w| w.contains(is_letter)).collect();
        if words.len() > 8 || words.len() < 2 || !acronym(head) || head.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let station = has(&pages.broadcasters, words.first()?) && words.len() <= 4;
        let ends = has(&pages.organisations, words.last()?) && words.len() <= 6;
        let of = words
            .windows(2)
            .any(|w| has(&pages.organisations, w[0]) && has(&["of".into(), "for".into()], w[1]));
        (station && line.len() > head.len() || ends && !has(&pages.staff, words.last()?) || of).then(|| head.into())
    }

    /// "The BBC's Jo Doe in Vale", "an AFP journalist", and "told AFP" if it is the only one told.
    fn own_people(&self) -> Option<CompactString> {
        let mut told: Vec<&CompactString> = Vec::new();
        for block in self.report.blocks.iter() {
            let text = self.text(block);
            for (range, outlet) in self.outlets.mentions(text) {
                let before = text.get(..range.start).unwrap_or("");
                let after = text.get(range.end..).unwrap_or("");
                match self.role(before, after) {
                    Some(Role::Own) => return Some(outlet.name.clone()),
                    Some(Role::Told) if !told.contains(&&outlet.name) => told.push(&outlet.name),
                    _ => {}
                }
            }
        }
        match told.as_slice() {
            [only] => Some((*only).clone()),
            _ => None,
        }
    }

    fn role(&self, before: &str, after: &str) -> Option<Role> {
        let Pages { staff, told, kinds, .. } = &self.outlets.pages;
        let mut next = after.split_whitespace();
        let article = last_word(before);
        if let Some(rest) = after.strip_prefix("'s ").or_else(|| after.strip_prefix("’s ")) {
            let mut names = rest.split_whitespace();
            let people = names.next().is_some_and(capital) && names.next().is_some_and(capital);
            return (people && article.eq_ignore_ascii_case("the")).then_some(Role::Own);
        }
        let follows = next.next().unwrap_or("");
        // "an AP reporter", "AFP journalists"; not "a Reuters news agency reporter"
        if has(staff, follows) && !has(&["by".into()], article) {
            return Some(Role::Own);
        }
        let before = before.trim_end();
        let speaker = if article.eq_ignore_ascii_case("the") {
            last_word(before.get(..before.len() - article.len()).unwrap_or(""))
        } else {
            article
        };
        (has(told, speaker) && !has(kinds, follows)).then_some(Role::Told)
    }

    fn published(&self) -> Option<Published> {
        let pages = &self.outlets.pages;
        let labels = [pages.published.as_slice(), pages.updated.as_slice()];
        let mut lines: Vec<(bool, Published)> = self
            .furniture()
            .filter_map(|line| {
                let found = dates::whole(line, &labels)?;
                let revised = line.split_whitespace().any(|w| has(&pages.updated, w));
                let stated = line.split_whitespace().any(|w| has(&pages.published, w));
                Some((revised && !stated, found.certain()))
            })
            .collect();
        // first published before last updated
        lines.sort_by_key(|(revised, _)| *revised);
        if let Some((_, published)) = lines.first() {
            return Some(*published);
        }
        self.datelines()
            .find_map(|d| dates::find(d).filter(|_| acronym(d.split([',', ' ']).next().unwrap_or(""))))
            .map(|found| found.certain())
            .or_else(|| self.bracketed(&labels))
    }

    /// A date in brackets that open or close the text.
    fn bracketed(&self, labels: &[&[String]]) -> Option<Published> {
        let first = self
            .body()
            .next()
            .and_then(|l| l.strip_prefix('(')?.split_once(')').map(|(d, _)| d));
        let last = self
            .body()
            .next_back()
            .and_then(|l| l.strip_suffix(')')?.rsplit_once('(').map(|(_, d)| d));
        first
            .into_iter()
            .chain(last)
            .find_map(|d| dates::whole(d, labels))
            .map(|found| found.certain())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    Own,
    Told,
}

/// The dateline of a paragraph, up to the dash or the closing bracket.
fn dateline(text: &str) -> Option<&str> {
    let head = text
        .char_indices()
        .nth(110)
        .map_or(text, |(i, _)| text.get(..i).unwrap_or(text));
    if !head.starts_with(|c: char| c.is_uppercase() || c == '(') {
        return None;
    }
    let dash = dash(head);
    let bracket = head.find(')').map(|at| at + 1);
    let end = match (dash, bracket) {
        // "VALE (AP) Nine": the bracket comes first and closes the dateline
        (Some(d), Some(b)) if b + 1 < d => {
            let between = head.get(b..d).unwrap_or("");
            if between.starts_with(',') || between.contains('(') {
                d
            } else {
                b
            }
        }
        (Some(d), _) => d,
        (None, Some(b)) => b,
        (None, None) => return None,
    };
    let line = head.get(..end)?;
    // prose has small words, a dateline has not
    let small = line
        .split_whitespace()
        .filter(|w| w.starts_with(char::is_lowercase) && w.len() > 3)
        .count();
    (small <= 1).then_some(line)
}

/// Dashes between a dateline and what follows; a bracket before one belongs to the dateline.
const DASHES: [&str; 11] = [
    " -- ", " --\n", " - ", " – ", " — ", ") — ", ")—", ") –", ")--", ") -", "—",
];

/// Where the first of the dashes stands.
fn dash(head: &str) -> Option<usize> {
    if !head.bytes().any(|b| b == b'-' || !b.is_ascii()) {
        return None;
    }
    let hyphen = |b: &u8| *b == b'-' || !b.is_ascii();
    let at = |(i, b): (usize, u8)| {
        // the first two bytes tell nearly all that are none
        let next = || head.as_bytes().get(i + 1);
        let may = match b {
            b' ' => next().is_some_and(hyphen),
            b')' => next().is_some_and(|b| *b == b' ' || hyphen(b)),
            b => !b.is_ascii(),
        };
        let rest = head.get(i..).filter(|_| may)?;
        DASHES
            .iter()
            .any(|d| rest.starts_with(d))
            .then_some(i + usize::from(b == b')'))
    };
    (0..).zip(head.bytes()).find_map(at)
}

fn has(list: &[String], word: &str) -> bool {
    let word = word.trim().trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

fn last_word(text: &str) -> &str {
    text.split_whitespace().next_back().unwrap_or("")
}

fn capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// All its letters are capitals.
fn acronym(text: &str) -> bool {
    text.contains(is_letter) && !text.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::text;
    use jiff::civil::Date;

    fn read(source: &str) -> (String, Option<Published>, Vec<CompactString>) {
        let rules = crate::rules::packs();
        let mut report = Report {
            source: source.to_owned(),
            blocks: text::blocks(source, 0..source.len()),
            ..Report::default()
        };
        fill(&mut report, "stem", &rules.outlets);
        (
            report.meta.outlet.unwrap().to_string(),
            report.meta.published,
            report.meta.inferred,
        )
    }

    const MORE: &str = "The ferry had left the harbour at noon in fair weather with a full crew, the owner said.";

    #[test]
    fn datelines() {
        for (line, outlet, day) in [
            ("VALE CITY, Valdania (AP) — Nine fishermen drowned.", "AP", None),
            ("VALE CITY (Reuters) - Nine fishermen drowned.", "Reuters", None),
            ("(CNN)Nine fishermen drowned, police said.", "CNN", None),
            ("VALE CITY, March 4 (Xinhua) -- Nine fishermen drowned.", "Xinhua", None),
            (
                "VALE CITY, 4 MAR 88 (EFE) -- [TEXT] NINE FISHERMEN DROWNED.",
                "EFE",
                Some((1988, 3, 4)),
            ),
            (
                "VALE CITY, Aug 18 (Coast Wire) - Nine fishermen drowned.",
                "Coast Wire",
                None,
            ),
            (
                "VALE CITY, 4 MAR 88 -- [REPORT] NINE FISHERMEN DROWNED.",
                "stem",
                Some((1988, 3, 4)),
            ),
            ("Vale City, March 4, 2009 (AFP) – Nine fishermen drowned.", "AFP", None),
            (
                "VALE CITY (AP) Nine fishermen - all from one town - drowned.",
                "AP",
                None,
            ),
            ("Nine fishermen (all from one town) drowned - a record.", "stem", None),
            ("Nine fishermen drowned (police) - a record.", "stem", None),
            ("The Ferry Company (FC) — an old firm — lost its ship.", "stem", None),
        ] {
            let (found, published, _) = read(&format!("{line}\n\n{MORE}"));
            assert_eq!(found, outlet, "{line}");
            let expected = day.map(|(y, m, d)| Published::On(Date::constant(y, m, d)));
            assert_eq!(published, expected, "{line}");
        }
    }

    #[test]
    fn page_furniture() {
        for (head, outlet) in [
            ("View CBS News In", "CBS News"),
            ("Watch CNN Live", "CNN"),
            ("Watch Whales Live", "stem"),
            ("(source: Xinhua)", "Xinhua"),
            ("Source: The Associated Press", "AP"),
            ("© 2015 Reuters", "Reuters"),
            ("By Jo Doe, BBC News", "BBC News"),
            ("By JO DOE Associated Press Writer", "AP"),
            ("BBC News", "BBC News"),
            ("AFP, Vale City", "AFP"),
            ("VALDANIA — MINISTRY OF HEALTH", "VALDANIA — MINISTRY OF HEALTH"),
            ("RADIO VALE, evening programme", "RADIO VALE"),
            ("RADIO MAST FALLS", "stem"),
            ("NINE DIE OFF VALE", "stem"),
            ("By Jo Doe", "stem"),
        ] {
            let (found, _, inferred) = read(&format!("{head}\n\nNine fishermen drowned off Vale City.\n\n{MORE}"));
            assert_eq!(found, outlet, "{head}");
            assert_eq!(inferred, ["outlet"]);
        }
    }

    #[test]
    fn own_people_and_quoted_outlets() {
        for (line, outlet) in [
            ("The BBC’s Jo Doe in Vale City says the pier is gone.", "BBC News"),
            ("The BBC's report was denied.", "stem"),
            ("An AFP photographer saw two boats, Interfax reported.", "AFP"),
            ("The mayor told Reuters that nine died.", "Reuters"),
            ("The mayor told the Associated Press that nine died.", "AP"),
            ("The mayor told Itar-Tass news agency that nine died.", "stem"),
            ("The mayor told Interfax one thing and told Reuters another.", "stem"),
            ("Interfax reported nine dead.", "stem"),
        ] {
            assert_eq!(read(&format!("{line}\n{MORE}")).0, outlet, "{line}");
        }
    }

    #[test]
    fn days() {
        let on = |y, m, d| Some(Published::On(Date::constant(y, m, d)));
        for (text, expected) in [
            (format!("3 March 2015\n\n{MORE}"), on(2015, 3, 3)),
            (format!("{MORE}\n\n(June 7, 2012)"), on(2012, 6, 7)),
            (format!("(Oct 3, 2011  1:12 PM) {MORE}"), on(2011, 10, 3)),
            (
                format!("Last updated: 5 March 2015\nPublished: 3 March 2015\n\n{MORE}"),
                on(2015, 3, 3),
            ),
            (format!("Last updated: 5 March 2015\n\n{MORE}"), on(2015, 3, 5)),
            (format!("The storm of 3 March 2015 took nine lives.\n\n{MORE}"), None),
            (format!("Friday, 3 March\n\n{MORE}"), None),
            (format!("{MORE}\n\n(see June 7, 2012)"), None),
        ] {
            let (_, published, inferred) = read(&text);
            assert_eq!(published, expected, "{text}");
            assert_eq!(inferred.iter().any(|i| i == "published"), expected.is_some());
        }
        let (_, published, _) = read(&format!("Published 14:05 GMT, 3 March 2015\n\n{MORE}"));
        assert!(matches!(published, Some(Published::At { .. })));
    }

    #[test]
    fn what_is_stated_stays() {
        let rules = crate::rules::packs();
        let source = "VALE CITY (AP) — Nine drowned.";
        let mut report = Report {
            source: source.into(),
            blocks: text::blocks(source, 0..source.len()),
            ..Report::default()
        };
        report.meta.outlet = Some("Vale Herald".into());
        fill(&mut report, "stem", &rules.outlets);
        assert_eq!(report.meta.outlet.as_deref(), Some("Vale Herald"));
        assert!(report.meta.inferred.is_empty());
    }
}
