//! The examples that every rule carries: texts in which it must be found, and texts in which it must not.
//!
//! They stand in the packs beside what they show, as `example` and `counterexample`:
//! in the table of a rule that has one (`[[unit]]`, `[[kind]]`, a measure's file), and by the name
//! of the list or table for the others (`example.say = [...]`, `[[example.months]]`). One is a text,
//! or a table with the text and what must be read in it. Readers of the packs never see them: only
//! the self-test, `explain` and the validation of overlaid packs do. `rules/README.md` is the
//! manual for those who write rules.

use super::sources::{Sources, misread};
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of a table that hold examples.
pub(super) const KEYS: [&str; 2] = ["example", "counterexample"];

/// Folders whose files hold one rule each, with what such a rule is called.
const SINGLE: [(&str, &str); 3] = [("measures/", "measure"), ("checks/", "check"), ("policies/", "policy")];

/// What an example may ask for, beside `claims`.
pub const FIELDS: [&str; 41] = [
    "additional",
    "agency",
    "approximate",
    "as-of",
    "base",
    "best",
    "bound",
    "check",
    "counted",
    "days",
    "dimension",
    "doers",
    "figure",
    "from",
    "high",
    "is",
    "kind",
    "label",
    "lemma",
    "low",
    "measure",
    "modality",
    "number",
    "part",
    "place",
    "reason",
    "says",
    "scope",
    "severity",
    "since",
    "source",
    "speaker",
    "tag",
    "to",
    "unit",
    "value",
    "verdict",
    "via",
    "whole",
    "word",
    "written",
];

/// What one thing found in a text must be: names of fields with their values.
pub type Wants = Vec<(String, String)>;

/// One report of an example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Whose report it is.
    pub outlet: Option<String>,
    /// The day or moment of publication.
    pub published: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The prose; a blank line parts paragraphs.
    pub text: String,
}

/// An example or counterexample of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The reports; most examples have one.
    pub reports: Vec<Told>,
    /// Why it is one, for people.
    pub note: Option<String>,
    /// What must, or must not, be found, each by itself; an empty one stands for the rule alone.
    pub wants: Vec<Wants>,
    /// Its line in the file, from 1.
    pub line: u32,
}

/// A rule, as far as its examples are concerned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// The pack: `units.toml`, `checks/headline-mismatch.toml`.
    pub pack: String,
    /// The file to show.
    pub path: PathBuf,
    /// Its line, from 1.
    pub line: u32,
    /// The list or table that it stands in: "unit", "say"; of a list in a table "estimated clause".
    pub section: String,
    /// What tells it from others of its section: "mile". Empty where the section is the rule.
    pub name: String,
    /// Its plain values: name, code, kind, low.
    pub values: Wants,
    /// Texts in which it must be found.
    pub examples: Vec<Example>,
    /// Texts in which it must not.
    pub counterexamples: Vec<Example>,
}

impl Rule {
    /// "unit mile", "say".
    pub fn title(&self) -> String {
        format!("{} {}", self.section, self.name).trim_end().to_owned()
    }

    /// One of its plain values.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// What is wrong with a rule that lacks examples of either kind.
    pub fn missing(&self) -> Option<Error> {
        let lacks = match (self.examples.is_empty(), self.counterexamples.is_empty()) {
            (false, false) => return None,
            (true, true) => "an `example` and a `counterexample`",
            (true, false) => "an `example`",
            (false, true) => "a `counterexample`",
        };
        Some(
            Error::new(format!("`{}` lacks {lacks}", self.title()))
                .at(&self.path)
                .line(self.line)
                .help("give a text in which the rule must be found and one in which it must not"),
        )
    }
}

/// Every rule of the packs with its examples, in the order of files and lines.
///
/// # Errors
/// An example that is not written as one, with file and line.
pub fn read(sources: &Sources) -> Result<Vec<Rule>> {
    let mut rules = Vec::new();
    for (name, path, text) in sources.below("") {
        rules.extend(pack(name, path, text)?);
    }
    Ok(rules)
}

/// The rules of one pack, in the order of lines.
///
/// # Errors
/// An example that is not written as one, with file and line.
pub fn pack(name: &str, path: &Path, text: &str) -> Result<Vec<Rule>> {
    if !name.ends_with(".toml") {
        return Ok(Vec::new());
    }
    let root = DeTable::parse(text).map_err(|e| misread(path, text, e))?;
    let mut reader = Reader {
        pack: name,
        path,
        text,
        rules: Vec::new(),
    };
    let single = SINGLE.iter().find(|(folder, _)| name.starts_with(folder));
    match single {
        Some((_, section)) => reader.entry(section, root.get_ref(), 1)?,
        None => reader.sections("", root.get_ref())?,
    }
    reader.rules.sort_by_key(|r| r.line);
    Ok(reader.rules)
}

struct Reader<'a> {
    pack: &'a str,
    path: &'a Path,
    text: &'a str,
    rules: Vec<Rule>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> u32 {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        before.iter().filter(|&&b| b == b'\n').count() as u32 + 1
    }

    fn wrong(&self, at: usize, message: String) -> Error {
        Error::new(message)
            .at(self.path)
            .line(self.line(at))
            .help("rules/README.md tells how examples are written")
    }

    /// A rule that is a table with its own examples.
    fn entry(&mut self, section: &str, table: &DeTable, line: u32) -> Result<()> {
        let values: Wants = table
            .iter()
            .filter_map(|(k, v)| Some((k.get_ref().to_string(), plain(v.get_ref())?)))
            .collect();
        let telling = ["name", "text", "measure", "whole", "kind"];
        let name = telling
            .iter()
            .find_map(|t| values.iter().find(|(n, _)| n == t).map(|(_, v)| v.clone()))
            .unwrap_or_default();
        let rule = Rule {
            section: section.to_owned(),
            name,
            values,
            examples: self.listed(table.get(KEYS[0]))?,
            counterexamples: self.listed(table.get(KEYS[1]))?,
            ..self.rule(line)
        };
        self.rules.push(rule);
        Ok(())
    }

    fn rule(&self, line: u32) -> Rule {
        Rule {
            pack: self.pack.to_owned(),
            path: self.path.to_owned(),
            line,
            ..Rule::default()
        }
    }

    /// The lists and tables of a table, each a rule or several.
    fn sections(&mut self, within: &str, table: &DeTable) -> Result<()> {
        self.strays(table)?;
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if KEYS.contains(&name) {
                continue;
            }
            let line = self.line(key.span().start);
            let own = |which: &str| {
                table
                    .get(which)
                    .and_then(|e| e.get_ref().as_table())
                    .and_then(|t| t.get(name))
            };
            let section = format!("{within} {name}").trim_start().to_owned();
            if let Some(entries) = tables(value.get_ref()) {
                for (entry, at) in entries {
                    self.entry(&section, entry, self.line(at))?;
                }
                continue;
            }
            let (matching, leaving) = (own(KEYS[0]), own(KEYS[1]));
            if let Some(inner) = value.get_ref().as_table()
                && matching.is_none()
                && leaving.is_none()
                && KEYS.iter().any(|k| inner.contains_key(*k))
            {
                self.sections(&section, inner)?;
                continue;
            }
            let rule = Rule {
                section,
                examples: self.listed(matching)?,
                counterexamples: self.listed(leaving)?,
                ..self.rule(line)
            };
            self.rules.push(rule);
        }
        Ok(())
    }

    /// Examples of a list or table that is not there.
    fn strays(&self, table: &DeTable) -> Result<()> {
        for which in KEYS {
            let Some(by_name) = table.get(which) else { continue };
            let Some(by_name) = by_name.get_ref().as_table() else {
                let message = format!("`{which}` does not say of what: write `{which}.NAME = [...]`");
                return Err(self.wrong(by_name.span().start, message));
            };
            for name in by_name.keys() {
                if !table.contains_key(name.get_ref().as_ref()) {
                    let message = format!("`{which}` of `{}`, which is no list or table here", name.get_ref());
                    return Err(self.wrong(name.span().start, message));
                }
            }
        }
        Ok(())
    }

    fn listed(&self, value: Option<&Spanned<DeValue>>) -> Result<Vec<Example>> {
        let Some(value) = value else { return Ok(Vec::new()) };
        match value.get_ref().as_array() {
            Some(list) => list.iter().map(|e| self.example(e)).collect(),
            None => Err(self.wrong(value.span().start, "examples are a list of texts or tables".into())),
        }
    }

    fn example(&self, value: &Spanned<DeValue>) -> Result<Example> {
        let at = value.span().start;
        let mut example = Example {
            line: self.line(at),
            ..Example::default()
        };
        let mut told = Told::default();
        let (mut wants, mut claims) = (Wants::new(), None);
        match value.get_ref() {
            DeValue::String(text) => told.text = text.to_string(),
            DeValue::Table(table) => {
                for (key, value) in table {
                    match key.get_ref().as_ref() {
                        "note" => example.note = plain(value.get_ref()),
                        "claims" => claims = value.get_ref().as_array(),
                        "reports" => {
                            for (report, at) in tables(value.get_ref()).unwrap_or_default() {
                                let mut told = Told::default();
                                for (key, value) in report {
                                    if !tell(&mut told, key.get_ref(), value.get_ref()) {
                                        let message = format!("a report has no `{}`", key.get_ref());
                                        return Err(self.wrong(key.span().start, message));
                                    }
                                }
                                self.worded(&told, at)?;
                                example.reports.push(told);
                            }
                        }
                        name if tell(&mut told, name, value.get_ref()) => {}
                        _ => self.want(&mut wants, key, value)?,
                    }
                }
            }
            _ => return Err(self.wrong(at, "an example is a text, or a table with one".into())),
        }
        if example.reports.is_empty() {
            self.worded(&told, at)?;
            example.reports.push(told);
        }
        for claim in claims.into_iter().flatten() {
            let Some(table) = claim.get_ref().as_table() else {
                return Err(self.wrong(claim.span().start, "`claims` are tables".into()));
            };
            let mut each = wants.clone();
            for (key, value) in table {
                self.want(&mut each, key, value)?;
            }
            example.wants.push(each);
        }
        if example.wants.is_empty() {
            example.wants.push(wants);
        }
        Ok(example)
    }

    fn worded(&self, told: &Told, at: usize) -> Result<()> {
        if told.text.trim().is_empty() && told.title.is_none() {
            return Err(self.wrong(at, "an example without a text".into()));
        }
        Ok(())
    }

    fn want(&self, wants: &mut Wants, key: &Spanned<std::borrow::Cow<str>>, value: &Spanned<DeValue>) -> Result<()> {
        let name = key.get_ref().as_ref();
        let known = FIELDS.contains(&name);
        match plain(value.get_ref()).filter(|_| known) {
            Some(value) => wants.push((name.to_owned(), value)),
            None if known => {
                return Err(self.wrong(value.span().start, format!("`{name}` is a text, a number or true")));
            }
            None => {
                let message = format!("an example cannot ask for `{name}`; it can for {}", FIELDS.join(", "));
                return Err(self.wrong(key.span().start, message));
            }
        }
        Ok(())
    }
}

/// Takes a field that is a report's own; false if it is none.
fn tell(told: &mut Told, name: &str, value: &DeValue) -> bool {
    let text = plain(value);
    match name {
        "text" => told.text = text.unwrap_or_default(),
        "outlet" => told.outlet = text,
        "published" => told.published = text,
        "title" => told.title = text,
        _ => return false,
    }
    true
}

/// A value that is a text, a number, a day or a truth.
fn plain(value: &DeValue) -> Option<String> {
    match value {
        DeValue::String(s) => Some(s.to_string()),
        DeValue::Integer(i) => Some(i.to_string()),
        DeValue::Float(f) => Some(f.to_string()),
        DeValue::Boolean(b) => Some(b.to_string()),
        DeValue::Datetime(d) => Some(d.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// The entries of a list of tables, with where they stand; `None` for any other value.
fn tables<'a, 'i>(value: &'a DeValue<'i>) -> Option<Vec<(&'a DeTable<'i>, usize)>> {
    let list = value.as_array().filter(|l| !l.is_empty())?;
    list.iter()
        .map(|e| Some((e.get_ref().as_table()?, e.span().start)))
        .collect()
}
