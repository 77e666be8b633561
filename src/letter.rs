//! Letters, told apart fast: the signs of typeset English are no letters, and its accented letters are.

/// Whether a character is alphabetic, as [`char::is_alphabetic`] says.
///
/// That looks every character past ASCII up in a compressed table, which curly quotes and
/// dashes make common; the ranges that news in English is written with are answered first.
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{a9}' | '\u{2010}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' => false,
        '\u{c0}'..='\u{24f}' => !matches!(c, '\u{d7}' | '\u{f7}'),
        _ => c.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_letter;

    #[test]
    fn no_character_is_told_otherwise() {
        let wrong: Vec<char> = ('\0'..=char::MAX)
            .filter(|c| is_letter(*c) != c.is_alphabetic())
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
