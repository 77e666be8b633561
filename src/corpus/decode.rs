//! Bytes to text: what kind of file it is by its first bytes, and its encoding.
//!
//! UTF-8 stays byte for byte as it is, a byte order mark included, so that offsets are those
//! of the file on disk. UTF-16 and the older encodings are turned into UTF-8.

use crate::error::Error;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// What to do about a file that is no text.
pub(super) const REMEDY: &str = "recount reads text, Markdown, HTML, JSON Lines, CSV, .docx and .odt: convert it to one of these, name a program that does with --pre, or leave it out";

/// Decodes a file, or says what it is instead of text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Error> {
    if let Some(kind) = kind(&bytes) {
        return Err(Error::new(format!("is {kind}, not text")).help(REMEDY));
    }
    let utf16 = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => Some((UTF_16LE, rest)),
        [0xfe, 0xff, rest @ ..] => Some((UTF_16BE, rest)),
        all => unmarked_utf16(all).map(|encoding| (encoding, all)),
    };
    if let Some((encoding, rest)) = utf16 {
        return checked(encoding, rest);
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err(Error::new("holds NUL bytes: it is binary, not text").help(REMEDY));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return legible(text),
        Err(e) => e.into_bytes(),
    };
    if mostly_utf8(&bytes) {
        return legible(String::from_utf8_lossy(&bytes).into_owned());
    }
    let encoding = declared(&bytes).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    checked(encoding, &bytes)
}

fn checked(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Error> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let lost = text.matches('\u{fffd}').count();
    if lost > 2 + text.len() / 100 {
        let message = format!("cannot be decoded: it is neither UTF-8 nor sound {}", encoding.name());
        return Err(Error::new(message).help("save it as UTF-8"));
    }
    legible(text.into_owned())
}

/// Control characters give binary data away that happens to decode.
fn legible(text: String) -> Result<String, Error> {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b) || *b == 0x7f;
    // sums that fit a byte, so that many bytes are looked at in one step
    let control: usize = text
        .as_bytes()
        .chunks(255)
        .map(|chunk| usize::from(chunk.iter().map(|b| u8::from(control(b))).sum::<u8>()))
        .sum();
    if control > 2 + text.len() / 50 {
        return Err(Error::new("is full of control characters: it is binary, not text").help(REMEDY));
    }
    Ok(text)
}

/// A few bad bytes in a text whose other letters are good UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad || bytes.starts_with(b"\xef\xbb\xbf") && bad <= 2
}

fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512) & !1)?;
    let nul = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (nul(0), nul(1), head.len() / 2);
    if pairs < 8 {
        return None;
    }
    match () {
        () if odd * 2 > pairs && even * 20 < pairs => Some(UTF_16LE),
        () if even * 2 > pairs && odd * 20 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// The `charset` that an HTML page declares for itself.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(2048))?;
    let open = head.iter().find(|b| !b.is_ascii_whitespace())?;
    let at = memchr::memmem::find(head, b"charset=").filter(|_| *open == b'<')? + b"charset=".len();
    let label = head.get(at..)?;
    let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
    let end = label
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))
        .unwrap_or(label.len());
    let encoding = Encoding::for_label(label.get(..end)?)?;
    // the page has just shown that it is neither
    (encoding != encoding_rs::UTF_8 && encoding.is_ascii_compatible()).then_some(encoding)
}

/// What a file is by its first bytes, if that is no text.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 18] = [
        (b"%PDF-", "a PDF"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"BZh9", "a bzip2 archive"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (b"\xfd7zXZ", "an xz archive"),
        (b"7z\xbc\xaf", "a 7z archive"),
        (b"PAR1", "a Parquet file"),
        (b"SQLite format 3", "an SQLite database"),
        (b"\x7fELF", "a program"),
    ];
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(kind);
    }
    match (bytes.get(..4), bytes.get(4..12)) {
        (Some(b"RIFF"), Some([_, _, _, _, b'W', b'E', b'B', b'P'])) => Some("a WebP image"),
        (Some(b"RIFF"), _) => Some("a sound or video file"),
        (Some([0, 0, _, _]), Some([b'f', b't', b'y', b'p', ..])) => Some("a video file"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() })
            .collect()
    }

    #[test]
    fn utf8_stays_as_it_is() {
        assert_eq!(decode("Füüf".into()).unwrap(), "Füüf");
        assert_eq!(decode(b"\xef\xbb\xbfTwo".to_vec()).unwrap(), "\u{feff}Two");
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let text = "Twelve “miners” were rescued.";
        for little in [true, false] {
            let plain = utf16(text, little);
            let marked = utf16(&format!("\u{feff}{text}"), little);
            assert_eq!(decode(marked.clone()).unwrap(), text);
            assert_eq!(decode(plain).unwrap(), text);
            let cut = decode(marked[..marked.len() - 1].to_vec()).unwrap();
            assert!(cut.starts_with("Twelve “miners”"), "{cut}");
        }
        assert_eq!(decode(b"\xff\xfe".to_vec()).unwrap(), "");
    }

    #[test]
    fn older_encodings() {
        let latin = b"The mayor of Orl\xe9ans said caf\xe9s stayed shut; \x93no one was hurt\x94.".to_vec();
        assert_eq!(
            decode(latin).unwrap(),
            "The mayor of Orléans said cafés stayed shut; “no one was hurt”."
        );
        let page = b"<html><head><meta charset=\"iso-8859-2\"></head>\xb3\xf3d\xbc</html>".to_vec();
        assert!(decode(page).unwrap().contains("łódź"));
    }

    #[test]
    fn one_bad_byte_does_not_spoil_utf8() {
        let mut bytes = "Ærø, Læsø, Sæby, Tårnby, Rømø".as_bytes().to_vec();
        bytes.push(0xe9);
        assert!(decode(bytes).unwrap().starts_with("Ærø, Læsø"));
    }

    #[test]
    fn binary_is_named() {
        for (bytes, name) in [
            (&b"%PDF-1.4 abc"[..], "a PDF"),
            (b"\x89PNG\r\n\x1a\n", "a PNG image"),
            (b"\xff\xd8\xff\xe0", "a JPEG image"),
            (b"PK\x03\x04\x14", "ZIP"),
            (b"GIF89a", "a GIF"),
            (b"{\\rtf1\\ansi", "RTF"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
            (b"two\0three", "NUL"),
            (b"\x01\x02\x03\x04\x05\x06\x07abc", "control"),
        ] {
            let error = decode(bytes.to_vec()).unwrap_err();
            assert!(error.message.contains(name), "{error}");
            assert!(error.remedy.is_some());
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_refused() {
        for first in 0..=255u8 {
            for second in [0u8, 0x80, 0xc3, 0xfe, 0xff, b'a'] {
                let _ = decode(vec![first, second, 0xe9, first]);
            }
        }
        assert_eq!(decode(Vec::new()).unwrap(), "");
    }
}
