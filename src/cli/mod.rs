//! The command line, in a first provisional form.

use recount::corpus::{Block, BlockKind, Report};
use recount::rules::Rules;
use recount::span::Span;
use std::process::ExitCode;

/// Provisional reading of files until the corpus module does it.
fn provisional(path: &std::path::Path) -> Vec<Report> {
    let mut files: Vec<_> = if path.is_dir() {
        std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).collect()
    } else {
        vec![path.to_owned()]
    };
    files.sort();
    let mut out = Vec::new();
    for f in files {
        let text = std::fs::read_to_string(&f).unwrap();
        if f.extension().is_some_and(|e| e == "jsonl") {
            for line in text.lines() {
                let v: serde_json::Value = serde_json::from_str(line).unwrap();
                let mut r = plain(
                    format!("{}#{}", f.display(), v["id"].as_str().unwrap()),
                    v["text"].as_str().unwrap().to_owned(),
                    0,
                );
                r.meta.outlet = v["outlet"].as_str().map(Into::into);
                r.meta.event = v["event"].as_str().map(Into::into);
                r.meta.title = v["title"].as_str().map(Into::into);
                r.meta.published = v["published"].as_str().and_then(published);
                out.push(r);
            }
        } else {
            let body = text
                .strip_prefix("---\n")
                .and_then(|t| t.find("\n---\n").map(|i| i + 9))
                .unwrap_or(0);
            let front: Vec<(String, String)> = text[..body]
                .lines()
                .filter_map(|l| l.split_once(": "))
                .map(|(a, b)| (a.to_owned(), b.trim_matches('"').to_owned()))
                .collect();
            let get = |k: &str| front.iter().find(|(a, _)| a == k).map(|(_, b)| b.clone());
            let mut r = plain(f.display().to_string(), text.clone(), body);
            r.meta.outlet = get("outlet").map(Into::into);
            r.meta.title = get("title");
            r.meta.published = get("published").and_then(|p| published(&p));
            out.push(r);
        }
    }
    out
}

fn published(p: &str) -> Option<recount::corpus::Published> {
    use recount::corpus::Published;
    if let Ok(moment) = p.parse::<jiff::Timestamp>() {
        let day = p[..10].parse().unwrap();
        return Some(Published::At { moment, day });
    }
    p.parse().ok().map(Published::On)
}

fn plain(id: String, source: String, body: usize) -> Report {
    let mut blocks = Vec::new();
    let mut at = body;
    for line in source[body..].split_inclusive('\n') {
        if !line.trim().is_empty() {
            let kind = if line.starts_with("- ") {
                BlockKind::Item
            } else if line.starts_with('#') {
                BlockKind::Heading
            } else {
                BlockKind::Paragraph
            };
            blocks.push(Block {
                span: Span::new(at, at + line.trim_end().len()),
                kind,
            });
        }
        at += line.len();
    }
    Report {
        id,
        source,
        blocks,
        ..Report::default()
    }
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let folders: Vec<_> = std::env::var_os("RECOUNT_RULES").into_iter().collect();
    let rules = match Rules::with_overlays(&folders) {
        Ok(r) => r,
        Err(e) => {
            eprintln!("recount: {e}");
            return ExitCode::from(2);
        }
    };
    let path = std::path::Path::new(args.last().unwrap());
    let reports = provisional(path);
    let grouping = match args.iter().find(|a| a.starts_with("field:")) {
        Some(f) => recount::event::Grouping::Field(f[6..].to_owned()),
        None => recount::event::Grouping::Auto,
    };
    match args[1].as_str() {
        "check" | "claims" => {
            let analysis = recount::analyse(&reports, &grouping, &rules);
            let view = recount::output::View::new(&reports, &analysis, &rules);
            let document = recount::output::json::document(&view);
            if args[1] == "check" {
                println!("{document}");
            } else {
                for c in document["claims"].as_array().unwrap() {
                    println!("{c}");
                }
            }
        }
        "quantities" => {
            for r in &reports {
                let document = recount::text::analyse(r, &rules);
                let quantities = recount::quantity::read(&document, r.text(), &rules);
                if args.iter().any(|a| a == "--all") {
                    for q in &quantities {
                        println!("{:?} {}", q.span.of(&r.source), serde_json::to_string(q).unwrap());
                    }
                    continue;
                }
                for (n, q) in recount::quantity::listed(&document, &quantities, &rules)
                    .iter()
                    .enumerate()
                {
                    let noun = recount::quantity::noun(&document, &quantities[q.index], r.text(), &rules);
                    println!(
                        "{}",
                        serde_json::json!({"id": format!("{}#{}", r.id, n + 1), "report": r.id, "text": q.span.of(&r.source),
                        "low": recount::output::json::number(q.stated.low), "high": recount::output::json::number(q.stated.high),
                        "approximate": q.approximate, "unit": q.unit, "noun": noun.map(|s| s.of(&r.source)),
                        "span": {"start": q.span.start, "end": q.span.end}})
                    );
                }
            }
        }
        "tokens" => {
            for r in &reports {
                let document = recount::text::analyse(r, &rules);
                for s in &document.sentences {
                    let words: Vec<&str> = document.tokens_of(s).iter().map(|t| t.span.of(&r.source)).collect();
                    println!("{}", words.join("|"));
                }
            }
        }
        _ => return ExitCode::from(2),
    }
    ExitCode::SUCCESS
}
