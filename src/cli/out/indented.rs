//! Indented JSON, put together in large pieces.
//!
//! What a document is made of is a few bytes each: indentation, a key, a quotation mark. They are gathered in
//! memory, as the stream's every call goes through a pointer.

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// Bytes gathered before they are handed on.
const PIECE: usize = 1 << 16;

/// Writes a value, and ends the line.
pub(super) fn write(to: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut pieces = Pieces {
        to,
        gathered: Vec::with_capacity(PIECE),
    };
    value.serialize(&mut Serializer::with_formatter(&mut pieces, Indented::default()))?;
    pieces.gathered.push(b'\n');
    pieces.flush()
}

struct Pieces<'a> {
    to: &'a mut dyn Write,
    gathered: Vec<u8>,
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > self.gathered.capacity() - self.gathered.len() {
            self.flush()?;
        }
        self.gathered.extend_from_slice(bytes);
        Ok(())
    }

    #[cold]
    fn flush(&mut self) -> io::Result<()> {
        self.to.write_all(&self.gathered)?;
        self.gathered.clear();
        Ok(())
    }
}

/// The layout of `serde_json`'s own `PrettyFormatter`, with each line's indentation written at once.
#[derive(Default)]
struct Indented {
    level: usize,
    /// The array or object at hand has a member.
    filled: bool,
}

/// A line's end, and more blanks than any document is indented by.
const LINE: &[u8] = b",\n                                                                ";

impl Indented {
    fn open(&mut self, to: &mut (impl Write + ?Sized), sign: &[u8]) -> io::Result<()> {
        self.level += 1;
        self.filled = false;
        to.write_all(sign)
    }

    fn close(&mut self, to: &mut (impl Write + ?Sized), sign: &[u8]) -> io::Result<()> {
        self.level -= 1;
        if self.filled {
            self.line(to, false)?;
        }
        to.write_all(sign)
    }

    fn line(&self, to: &mut (impl Write + ?Sized), comma: bool) -> io::Result<()> {
        let (from, end) = (usize::from(!comma), 2 + 2 * self.level);
        to.write_all(LINE.get(from..end).unwrap_or(&LINE[from..]))?;
        (LINE.len()..end).try_for_each(|_| to.write_all(b" "))
    }
}

impl Formatter for Indented {
    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.open(to, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.close(to, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.line(to, !first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.open(to, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.close(to, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.line(to, !first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn the_layout_is_that_of_serde_json() {
        let mut deep = json!([{}]);
        for _ in 0..40 {
            deep = json!({ "in": [deep, 7], "text": "nine \"men\"\n", "none": null });
        }
        for value in [json!(3), json!([]), json!({}), json!([[], {}, [1, [2]]]), deep] {
            let mut own = Vec::new();
            super::write(&mut own, &value).expect("to memory nothing fails to be written");
            let own = String::from_utf8(own).expect("UTF-8");
            assert_eq!(own, serde_json::to_string_pretty(&value).expect("JSON") + "\n");
            assert_eq!(serde_json::from_str::<Value>(&own).expect("JSON"), value);
        }
    }
}
