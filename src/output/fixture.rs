//! Hand-made analyses for the tests of renderers: texts in, claims by their words, comparisons
//! and findings by claim.

use super::View;
use crate::Analysis;
use crate::check::{Finding, Severity, Suppression};
use crate::claim::Claim;
use crate::compare::testing;
use crate::compare::{Comparison, Pair, Reason, Sum, SumVerdict, Verdict};
use crate::corpus::{Published, Report};
use crate::event::{ClaimRef, Digest, Event};
use crate::quantity::{Decimal, Interval, Precision};
use crate::rules::Rules;
use crate::span::Span;
use jiff::civil::Date;

/// Reports with what was found in them.
pub struct Fixture {
    pub reports: Vec<Report>,
    pub analysis: Analysis,
    pub rules: &'static Rules,
}

/// A claim with an exact value.
pub fn figure(measure: &str, counted: &str, text: &str, at: usize, sentence: &str) -> Claim {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let value = digits.parse::<Decimal>().ok().or_else(|| {
        let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        words
            .iter()
            .position(|w| text.eq_ignore_ascii_case(w))
            .map(|i| Decimal::from(i as u64 + 1))
    });
    let low = value;
    let high = value.filter(|_| !text.to_lowercase().starts_with("at least"));
    Claim {
        interval: Interval { low, high },
        text: text.to_owned(),
        span: Span::new(at, at + text.len()),
        sentence: Span::new(0, sentence.len()),
        ..testing::claim(measure, counted, 0)
    }
}

/// A claim of a fixture: report and index, from 0.
pub type At = (u32, u32);

fn at((report, claim): At) -> ClaimRef {
    ClaimRef { report, claim }
}

impl Fixture {
    /// Reports by outlet, day and text, all of one event; `build` says what is in them.
    pub fn new(reports: &[(&str, &str, &str)], build: impl FnOnce(&mut Self)) -> Self {
        let mut fixture = Self {
            reports: Vec::new(),
            analysis: Analysis::default(),
            rules: crate::rules::packs(),
        };
        for (outlet, day, text) in reports {
            let mut report = Report {
                id: format!("news/{}.md", outlet.to_lowercase().replace(' ', "-")),
                source: (*text).to_owned(),
                ..Report::default()
            };
            report.meta.outlet = Some((*outlet).into());
            report.meta.published = day.parse::<Date>().ok().map(Published::On);
            fixture.analysis.digests.push(Digest {
                id: report.id.clone(),
                meta: report.meta.clone(),
                ..Digest::default()
            });
            fixture.reports.push(report);
        }
        fixture.analysis.events.push(Event {
            id: "e0000000000000001".into(),
            label: "Raid on Harrow Ford".to_owned(),
            kind: Some("raid".into()),
            place: Some("Eastmark".into()),
            date: "2031-05-13".parse().ok(),
            reports: (0..reports.len() as u32).collect(),
            claims: Vec::new(),
            side: false,
        });
        build(&mut fixture);
        fixture
    }

    /// Adds the claim whose figure is the first `text` of the report after those already there.
    pub fn claim(&mut self, report: u32, measure: &str, counted: &str, text: &str) -> &mut Claim {
        let source = &self.reports[report as usize].source;
        let claims = &mut self.analysis.digests[report as usize].claims;
        let from = claims.last().map_or(0, |c| c.span.end as usize);
        let start = from + source[from..].find(text).expect("the figure stands in the text");
        let mut claim = figure(measure, counted, text, start, source);
        let begin = source[..start].rfind(['.', '\n']).map_or(0, |i| i + 1);
        let begin = begin + source[begin..].len() - source[begin..].trim_start().len();
        let end = source[start..]
            .find(['.', '\n'])
            .map_or(source.len(), |i| start + i + 1);
        claim.sentence = Span::new(begin, end);
        self.analysis.events[0].claims.push(ClaimRef {
            report,
            claim: claims.len() as u32,
        });
        claims.push(claim);
        claims.last_mut().expect("just pushed")
    }

    /// Adds a comparison of claims; every two stand to each other as `verdict` says.
    pub fn compare(&mut self, verdict: Verdict, claims: &[At], because: &str) {
        let refs: Vec<ClaimRef> = claims.iter().copied().map(at).collect();
        let first = refs[0].of(&self.analysis.digests).clone();
        let mut pairs = Vec::new();
        for (i, &a) in refs.iter().enumerate() {
            for &b in &refs[i + 1..] {
                let reason = Reason::Contradiction;
                pairs.push(Pair {
                    a,
                    b,
                    verdict,
                    reason,
                    because: because.to_owned(),
                });
            }
        }
        self.analysis.comparisons.push(Comparison {
            id: format!("c{:016x}", self.analysis.comparisons.len() + 1).into(),
            event: 0,
            measure: first.measure,
            label: first.label,
            counted: first.counted,
            scope: first.scope.map(|s| s.text),
            verdict,
            low: first.interval.low,
            best: first.interval.low,
            high: first.interval.high,
            claims: refs,
            pairs,
        });
    }

    /// Adds a finding on claims, shown at the first.
    pub fn finding(&mut self, rule: &str, severity: Severity, claims: &[At], message: &str) {
        let refs: Vec<ClaimRef> = claims.iter().copied().map(at).collect();
        let comparison = self
            .analysis
            .comparisons
            .iter()
            .position(|c| refs.iter().all(|r| c.claims.contains(r)));
        self.analysis.findings.push(Finding {
            id: format!("f{:016x}", self.analysis.findings.len() + 1).into(),
            rule: rule.into(),
            family: if rule.contains("parts") { "sums" } else { "figures" }.into(),
            severity,
            event: Some(0),
            comparison: comparison.map(|c| c as u32),
            report: refs[0].report,
            span: refs[0].of(&self.analysis.digests).span,
            claims: refs,
            message: message.to_owned(),
            fingerprint: format!("{rule}-0"),
            suppressed: None,
            gap: None,
        });
    }

    /// What a renderer sees.
    pub fn view(&self) -> View<'_> {
        View::new(&self.reports, &self.analysis, self.rules)
    }
}

/// Text without its styles.
pub fn plain(styled: &str) -> String {
    anstream::adapter::strip_str(styled).to_string()
}

/// Two reports on a raid: an update, an agreement, a range, a contradiction, a wrong sum.
pub fn raid() -> Fixture {
    let first = "# Gunmen storm Harrow Ford\n\nAt least 60 people died when gunmen stormed the river town of Harrow Ford on \
        Tuesday, the governor's office said, in what residents called the worst day in a generation.\n\nThe dead \
        included 50 gunmen, five police officers and 12 civilians, Governor Ilse Brandt told reporters. \
        Some 150 attackers took part. Rescuers pulled nine survivors from the post office.\n";
    let second = "# Toll of Harrow Ford raid passes 100\n\nThe raid on Harrow Ford claimed 108 lives, the interior \
        ministry said on Wednesday.\n\nIt put the number of gunmen killed at 72 and that of civilians at 12. Between \
        100 and 300 attackers had crossed the river, it said. Six survivors were found in the post office, and 31 \
        vehicles burned.\n";
    Fixture::new(
        &[
            ("Eastmark Courier", "2031-05-13", first),
            ("Northern Wire", "2031-05-14", second),
        ],
        |f| {
            f.claim(0, "killed", "people", "At least 60").speaker = Some("the governor's office".into());
            for (counted, text) in [("militants", "50"), ("police", "five"), ("civilians", "12")] {
                f.claim(0, "killed", counted, text).speaker = Some("Ilse Brandt".into());
            }
            f.claim(0, "attackers", "militants", "150").precision = Precision::Approximate;
            f.claim(0, "rescued", "people", "nine").scope = Some(crate::claim::Scope {
                kind: crate::claim::ScopeKind::Place,
                text: "post office".into(),
            });
            f.claim(1, "killed", "people", "108").speaker = Some("the interior ministry".into());
            f.claim(1, "killed", "militants", "72");
            f.claim(1, "killed", "civilians", "12");
            f.claim(1, "attackers", "militants", "Between 100 and 300").interval = Interval {
                low: Some(Decimal::from(100)),
                high: Some(Decimal::from(300)),
            };
            f.claim(1, "rescued", "people", "Six").scope = Some(crate::claim::Scope {
                kind: crate::claim::ScopeKind::Place,
                text: "post office".into(),
            });
            f.claim(1, "destroyed", "vehicles", "31");
            f.compare(
                Verdict::Updated,
                &[(0, 0), (1, 0)],
                "at least 60 on 13 May, 108 a day later: a toll rises",
            );
            f.compare(
                Verdict::Updated,
                &[(0, 1), (1, 1)],
                "50 on 13 May, 72 a day later: a toll rises",
            );
            f.compare(Verdict::Agree, &[(0, 3), (1, 2)], "the same value");
            f.compare(Verdict::Compatible, &[(0, 4), (1, 3)], "150 lies between 100 and 300");
            f.compare(
                Verdict::Conflict,
                &[(0, 5), (1, 4)],
                "nothing explains nine against six",
            );
            f.compare(Verdict::Agree, &[(0, 2)], "");
            f.compare(Verdict::Agree, &[(1, 5)], "");
            f.analysis.sums.push(Sum {
                event: 0,
                total: at((0, 0)),
                parts: vec![at((0, 1)), at((0, 2)), at((0, 3))],
                exhaustive: true,
                verdict: SumVerdict::Exceeds,
                because: "50 + 5 + 12 = 67".to_owned(),
            });
            f.finding(
                "conflicting-figures",
                Severity::Error,
                &[(0, 5), (1, 4)],
                "9 against 6 rescued at the post office",
            );
            f.finding(
                "superseded-figure",
                Severity::Warning,
                &[(0, 0), (1, 0)],
                "at least 60 killed, overtaken by 108 a day later",
            );
            f.finding(
                "parts-exceed-total",
                Severity::Error,
                &[(0, 0), (0, 1), (0, 2), (0, 3)],
                "50 militants + 5 police + 12 civilians = 67, more than the 60 killed",
            );
        },
    )
}

/// That the settings allow something.
pub fn allowed(why: &str) -> Suppression {
    Suppression {
        why: why.to_owned(),
        in_source: false,
    }
}
