//! Reports in portions, so that a corpus need not fit into memory.

use super::inputs::{self, Named, Source};
use super::read::{self, Reader};
use super::{Corpus, Inputs, LARGEST, Problem, ProblemKind, decode, records};
use crate::error::Error;
use crate::rules::Rules;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Files read at a time.
const FILES: usize = 256;
/// Bytes of JSON Lines read at a time, up to the end of a line.
const PORTION: usize = 2 << 20;
/// How many times as long as its text a line of JSON may be.
const ESCAPED: u64 = 6;
/// Bytes by which the input is read.
const BUFFER: usize = 1 << 18;

/// Hands over what the inputs hold, portion by portion, in order; ends early where `sink` fails.
pub(super) fn stream<E>(
    inputs: &Inputs,
    stdin: &mut dyn Read,
    rules: &Rules,
    sink: &mut dyn FnMut(Corpus) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting: Vec<Result<Named, Problem>> = Vec::new();
    for found in inputs::expand(inputs, stdin) {
        match found {
            Ok(named) if is_stream(&named, inputs) => {
                sink(read::all(std::mem::take(&mut waiting), inputs, rules))?;
                match named.source {
                    Source::File(path) => match File::open(&path) {
                        Ok(file) => lines(&named.id, Some(&path), &mut input(file), inputs, rules, sink)?,
                        Err(e) => sink(unreadable(&named.id, &e))?,
                    },
                    _ => standard(named, &mut *stdin, inputs, rules, sink)?,
                }
            }
            found => waiting.push(found),
        }
        if waiting.len() >= FILES {
            sink(read::all(std::mem::take(&mut waiting), inputs, rules))?;
        }
    }
    sink(read::all(waiting, inputs, rules))
}

fn input<R: Read>(from: R) -> BufReader<R> {
    BufReader::with_capacity(BUFFER, from)
}

/// Whether an input may hold more records than fit into memory.
fn is_stream(named: &Named, inputs: &Inputs) -> bool {
    match &named.source {
        Source::Stdin => true,
        Source::Text(_) => false,
        Source::File(path) => {
            let extension = path.extension().map(|e| e.to_ascii_lowercase());
            let of_lines = extension.is_some_and(|e| e == "jsonl" || e == "ndjson");
            of_lines && !inputs.pre.as_ref().is_some_and(|p| p.wants(path))
        }
    }
}

fn unreadable(id: &str, error: &std::io::Error) -> Corpus {
    let error = Error::new(format!("cannot be read: {error}")).at(id);
    Corpus {
        reports: Vec::new(),
        problems: vec![Problem {
            path: id.to_owned(),
            error,
            kind: ProblemKind::Unreadable,
        }],
    }
}

/// Standard input: JSON Lines by portions, anything else at once.
fn standard<E>(
    named: Named,
    stdin: &mut dyn Read,
    inputs: &Inputs,
    rules: &Rules,
    sink: &mut dyn FnMut(Corpus) -> Result<(), E>,
) -> Result<(), E> {
    let mut from = input(stdin);
    let start = match from.fill_buf() {
        Ok(start) => start,
        Err(e) => return sink(unreadable(&named.id, &e)),
    };
    let mut shown = start.trim_ascii_start().iter();
    if shown.next() == Some(&b'{') && shown.find(|b| !matches!(b, b' ' | b'\t' | b'\r')) != Some(&b'\n') {
        return lines(&named.id, None, &mut from, inputs, rules, sink);
    }
    let mut bytes = Vec::new();
    if let Err(e) = from.read_to_end(&mut bytes) {
        return sink(unreadable(&named.id, &e));
    }
    let source = Source::Text(bytes);
    sink(read::all(vec![Ok(Named { source, ..named })], inputs, rules))
}

/// Some lines, and whether the last of them was longer than any may be, and is there in part only.
fn portion(from: &mut impl BufRead, longest: u64) -> std::io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::with_capacity(PORTION + BUFFER);
    while bytes.len() < PORTION {
        let read = from
            .by_ref()
            .take(longest.saturating_add(1))
            .read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        if read as u64 > longest && bytes.last() != Some(&b'\n') {
            bytes.pop();
            from.skip_until(b'\n')?;
            return Ok((bytes, true));
        }
    }
    Ok((bytes, false))
}

/// JSON Lines.
fn lines<E>(
    id: &str,
    path: Option<&Path>,
    from: &mut impl BufRead,
    inputs: &Inputs,
    rules: &Rules,
    sink: &mut dyn FnMut(Corpus) -> Result<(), E>,
) -> Result<(), E> {
    let mut reader = Reader::new(id.to_owned(), inputs, rules);
    let (mut first, mut any) = (1, false);
    let longest = inputs.max_filesize.unwrap_or(LARGEST).saturating_mul(ESCAPED);
    loop {
        let (mut bytes, cut) = match portion(from, longest) {
            Ok(portion) => portion,
            Err(e) => return sink(unreadable(id, &e)),
        };
        if bytes.is_empty() {
            break;
        }
        if cut {
            let whole = memchr::memrchr(b'\n', &bytes).map_or(0, |end| end + 1);
            bytes.truncate(whole);
        }
        let count = memchr::memchr_iter(b'\n', &bytes).count() as u32;
        match decode::decode(bytes) {
            Ok(text) => {
                let all = records::json_lines(text.trim_start_matches('\u{feff}'), first);
                any |= !all.is_empty();
                reader.records(all, path);
            }
            Err(error) => {
                any = true;
                reader.problem(error.line(first));
            }
        }
        first += count;
        if cut {
            let told = Error::new("is larger than a record may be, and was not read").line(first);
            reader.problem(told.help("split it, or allow more with --max-filesize"));
            (any, first) = (true, first + 1);
        }
        sink(std::mem::take(&mut reader.out))?;
    }
    if !any {
        reader.problem(Error::new("holds no records"));
        sink(std::mem::take(&mut reader.out))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of all portions, and those that were cut, by number.
    fn read(text: &str, longest: u64) -> (Vec<String>, Vec<usize>) {
        let mut from = BufReader::with_capacity(7, text.as_bytes());
        let (mut lines, mut cut) = (Vec::new(), Vec::new());
        loop {
            let (bytes, last) = portion(&mut from, longest).expect("it is in memory");
            if bytes.is_empty() {
                return (lines, cut);
            }
            lines.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
            cut.extend(last.then_some(lines.len()));
        }
    }

    #[test]
    fn a_line_is_too_long_wherever_it_stands() {
        let long = "x".repeat(41);
        let text = ["short", &long, "", "more", &long[1..], "end"].join("\n");
        let (lines, cut) = read(&text, 40);
        assert_eq!(lines, ["short", &long[1..], "", "more", &long[1..], "end"]);
        assert_eq!(cut, [2]);
        assert_eq!(read(&text, 42), (text.lines().map(str::to_owned).collect(), vec![]));
        // the last one needs no end
        assert!(read(&long[1..], 40).1.is_empty());
        assert_eq!(read(&long, 40).1, [1]);
    }

    #[test]
    fn portions_end_where_lines_do() {
        let text = "a line of some length\n".repeat(PORTION / 10);
        let (lines, cut) = read(&text, 1 << 20);
        assert_eq!((lines.len(), cut.len()), (PORTION / 10, 0));
        assert!(lines.iter().all(|l| l == "a line of some length"));
    }
}
