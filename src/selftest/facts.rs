//! What was found in the reports of an example, stage by stage, as fields that an example can ask for.
//!
//! Each thing found (a numeral, a date, a place, a word, a claim, an event, a figure of the table, a
//! pair of claims, a sum, a finding) is one fact: names of fields with their values, all as text.

use crate::check::Severity;
use crate::claim::{Claim, dates, places};
use crate::corpus::{Block, BlockKind, Meta, Published, Report};
use crate::event::Grouping;
use crate::quantity::{Bound, Decimal, Interval, Precision, Quantity};
use crate::rules::Rules;
use crate::rules::examples::{Example, Told};
use crate::rules::table::WordSet;
use crate::span::Span;
use crate::text::{Document, Token};
use crate::{Analysis, corpus, quantity, text};
use serde::Serialize;

/// One thing that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    fields: Vec<(&'static str, String)>,
}

impl Fact {
    fn new(is: &'static str) -> Self {
        Self {
            fields: vec![("is", is.to_owned())],
        }
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.fields.push((name, value.to_string()));
        self
    }

    fn some(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(v) => self.with(name, v),
            None => self,
        }
    }

    fn within(self, interval: Interval) -> Self {
        let end = |d: Option<Decimal>| d.map_or("none".to_owned(), |d| d.normalize().to_string());
        self.with("low", end(interval.low))
            .with("high", end(interval.high))
            .some("value", interval.point().map(|d| d.normalize()))
    }

    /// Whether it has a field with a value; any value if none is given.
    pub fn has(&self, name: &str, value: Option<&str>) -> bool {
        self.fields
            .iter()
            .any(|(n, v)| *n == name && value.is_none_or(|w| same(v, w) || *n == "says" && v.contains(w)))
    }

    /// "claim: measure killed, number `12`", without the fields of less use.
    pub fn told(&self) -> String {
        let mut parts = self.fields.iter().map(|(n, v)| match *n {
            "is" => format!("{v}:"),
            name => format!("{name} `{v}`"),
        });
        let head = parts.next().unwrap_or_default();
        format!("{head} {}", parts.collect::<Vec<_>>().join(", "))
    }
}

/// Equal as text, or as numbers, or as letters in any case.
fn same(found: &str, wanted: &str) -> bool {
    let number = |t: &str| t.replace(',', "").parse::<Decimal>().ok();
    found == wanted
        || found.to_lowercase() == wanted.to_lowercase()
        || matches!((number(found), number(wanted)), (Some(a), Some(b)) if a == b)
}

/// Everything found in the reports of an example, taken as reports of one event.
pub fn collect(example: &Example, rules: &Rules) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut digests = Vec::new();
    for (i, told) in example.reports.iter().enumerate() {
        let mut report = report(i, told);
        report.allowances = crate::corpus::allowances(&report.source, &report.blocks, rules);
        page(&told.text, rules, &mut facts);
        read(&report, rules, &mut facts);
        digests.push(crate::digest(&report, rules));
    }
    let mut analysis = crate::reconcile(digests, &Grouping::One, rules);
    reconciled(&analysis, &mut facts);
    if example.reports.len() > 1 {
        standings(&mut analysis, rules, &mut facts);
    }
    facts
}

/// How the figures of the first report stand to the others, as findings.
fn standings(analysis: &mut Analysis, rules: &Rules, facts: &mut Vec<Fact>) {
    for e in crate::audit::audit(analysis, 1, rules).entries {
        facts.push(
            Fact::new("finding")
                .with("check", e.standing.name())
                .some("severity", e.level.as_ref().map(name))
                .with("number", &e.claim.of(&analysis.digests).text),
        );
    }
}

/// A report of an example.
pub fn report(index: usize, told: &Told) -> Report {
    let mut source = String::new();
    let mut blocks = Vec::new();
    let mut add = |text: &str, kind| {
        if !source.is_empty() {
            source.push_str("\n\n");
        }
        let start = source.len();
        source.push_str(text);
        blocks.push(Block {
            span: Span::new(start, source.len()),
            kind,
        });
    };
    if let Some(title) = &told.title {
        add(title, BlockKind::Title);
    }
    for paragraph in told.text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
        if paragraph.lines().all(|l| l.contains(" | ")) {
            paragraph.lines().for_each(|row| add(row, BlockKind::Caption));
        } else {
            add(paragraph, BlockKind::Paragraph);
        }
    }
    Report {
        id: format!("example-{}", index + 1),
        meta: Meta {
            outlet: told.outlet.as_deref().map(Into::into),
            title: told.title.clone(),
            published: told.published.as_deref().and_then(published),
            ..Meta::default()
        },
        source,
        blocks,
        ..Report::default()
    }
}

fn published(text: &str) -> Option<Published> {
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        let day = moment.to_zoned(jiff::tz::TimeZone::UTC).date();
        return Some(Published::At { moment, day });
    }
    text.parse().ok().map(Published::On)
}

/// Whose page it says it is.
fn page(text: &str, rules: &Rules, facts: &mut Vec<Fact>) {
    for report in corpus::from_text("-", text, rules).reports {
        // a text that says nothing of its outlet is named after the input
        let outlet = report.meta.outlet.filter(|o| o != "standard input");
        if let Some(outlet) = outlet {
            let fact = Fact::new("page").with("source", &outlet);
            facts.push(fact.with("agency", rules.outlets.agency(&outlet)));
        }
    }
}

/// What the stages before the claims make of a report.
fn read(report: &Report, rules: &Rules, facts: &mut Vec<Fact>) {
    let source = report.text();
    let document = text::analyse(report, rules);
    words(&document, source, rules, facts);
    contexts(&document, rules, facts);
    let quantities = quantity::read(&document, source, rules);
    facts.extend(quantities.iter().map(|q| numeral(q, source)));
    for date in dates::find(&document, source, &report.meta, rules) {
        let fact = Fact::new("date").with("written", date.span.of(source));
        let days = date.days;
        facts.push(
            fact.some("from", days.map(|d| d.from))
                .some("to", days.map(|d| d.to))
                .some("since", date.since.then_some(true)),
        );
    }
    for place in places::find(&document, source, rules).iter().filter(|p| !p.weak) {
        facts.push(
            Fact::new("place")
                .with("place", &place.name)
                .with("written", place.span.of(source)),
        );
    }
}

/// What the text is about.
fn contexts(document: &Document, rules: &Rules, facts: &mut Vec<Fact>) {
    let forms = |t: &Token| [t.word, rules.words.lemma(t.word)];
    let told: WordSet = document.tokens.iter().flat_map(forms).collect();
    let about = rules.contexts.all.iter();
    let about = about.filter(|c| c.words.iter().any(|w| told.contains(w)));
    facts.extend(about.map(|c| Fact::new("context").with("kind", &c.name)));
}

fn words(document: &Document, source: &str, rules: &Rules, facts: &mut Vec<Fact>) {
    for token in document.tokens.iter().filter(|t| t.is_word()) {
        let written = token.span.of(source);
        let mut fact = Fact::new("word").with("word", written);
        if token.word != crate::rules::lexicon::WordId::UNKNOWN {
            fact = fact.with("lemma", rules.lexicon.word(rules.words.lemma(token.word)));
        }
        for (name, _) in token.tags.iter_names() {
            fact = fact.with("tag", name.to_lowercase().replace('_', "-"));
        }
        facts.push(fact);
    }
}

fn numeral(q: &Quantity, source: &str) -> Fact {
    let bound = (q.bound != Bound::None).then(|| name(&q.bound));
    Fact::new("numeral")
        .with("number", q.span.of(source))
        .with("kind", name(&q.kind))
        .with("figure", q.kind.is_quantity())
        .within(q.interval)
        .with("approximate", q.approximate())
        .some("bound", bound)
        .some("unit", q.stated_unit.as_ref())
        .some("base", q.unit.as_ref())
        .some("dimension", q.dimension.as_ref())
        .some("whole", q.fraction.then_some("unknown"))
}

fn claim(c: &Claim) -> Fact {
    let mut fact = Fact::new("claim")
        .with("measure", &c.measure)
        .with("number", &c.text)
        .with("counted", &c.counted)
        .within(c.interval)
        .with("approximate", c.precision != Precision::Exact)
        .with("modality", name(&c.modality))
        .some("label", c.label.as_ref())
        .some("base", c.unit.as_ref())
        .some("speaker", c.speaker.as_ref())
        .some("via", c.via.as_ref())
        .some("scope", c.scope.as_ref().map(|s| &s.text))
        .some("as-of", c.as_of)
        .some("from", c.when.map(|d| d.from))
        .some("to", c.when.map(|d| d.to))
        .with("part", c.partial || c.part_of.is_some())
        .some("doers", c.doers)
        .with("additional", c.additional);
    for place in &c.places {
        fact = fact.with("place", place);
    }
    fact
}

fn reconciled(analysis: &Analysis, facts: &mut Vec<Fact>) {
    let claims = analysis.digests.iter().flat_map(|d| &d.claims);
    facts.extend(claims.map(claim));
    for event in &analysis.events {
        facts.push(
            Fact::new("event")
                .some("kind", event.kind.as_ref())
                .some("place", event.place.as_ref())
                .some("from", event.date),
        );
    }
    for c in &analysis.comparisons {
        let fact = |is| Fact::new(is).with("measure", &c.measure).with("counted", &c.counted);
        facts.push(
            fact("figure")
                .within(Interval {
                    low: c.low,
                    high: c.high,
                })
                .some("best", c.best.map(|d| d.normalize()))
                .with("verdict", name(&c.verdict))
                .some("scope", c.scope.as_ref()),
        );
        for pair in &c.pairs {
            facts.push(
                fact("pair")
                    .with("number", &pair.a.of(&analysis.digests).text)
                    .with("number", &pair.b.of(&analysis.digests).text)
                    .with("verdict", name(&pair.verdict))
                    .with("reason", name(&pair.reason)),
            );
        }
    }
    for s in &analysis.sums {
        let total: &Claim = s.total.of(&analysis.digests);
        let fact = Fact::new("sum").with("measure", &total.measure);
        facts.push(fact.with("whole", &total.text).with("verdict", name(&s.verdict)));
    }
    for f in &analysis.findings {
        let severity: Severity = f.severity;
        let mut fact = Fact::new("finding")
            .with("check", &f.rule)
            .with("severity", name(&severity))
            .with("says", &f.message);
        for claim in &f.claims {
            fact = fact.with("number", &claim.of(&analysis.digests).text);
        }
        facts.push(fact);
    }
}

/// The name that the output has for a variant.
fn name(variant: &impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}
