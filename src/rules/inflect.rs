//! English inflection: the forms of a verb and the plural of a noun.

/// Regular third person, past and gerund of a verb's base form.
pub fn verb(base: &str) -> [String; 3] {
    let third = if base.ends_with('o') {
        [base, "es"].concat()
    } else {
        plural(base)
    };
    let (past, gerund) = if base.ends_with("ee") || base.ends_with("oe") {
        ([base, "d"].concat(), [base, "ing"].concat())
    } else if let Some(stem) = base.strip_suffix("ie") {
        ([base, "d"].concat(), [stem, "ying"].concat())
    } else if let Some(stem) = base.strip_suffix('e') {
        ([base, "d"].concat(), [stem, "ing"].concat())
    } else if let Some(stem) = consonant_y(base) {
        ([stem, "ied"].concat(), [base, "ing"].concat())
    } else if doubles(base) {
        let last = &base[base.len() - 1..];
        ([base, last, "ed"].concat(), [base, last, "ing"].concat())
    } else {
        ([base, "ed"].concat(), [base, "ing"].concat())
    };
    [third, past, gerund]
}

/// Regular plural of a noun.
pub fn plural(noun: &str) -> String {
    if ends_sibilant(noun) {
        [noun, "es"].concat()
    } else if let Some(stem) = consonant_y(noun) {
        [stem, "ies"].concat()
    } else {
        [noun, "s"].concat()
    }
}

/// The plural of a noun, of an expression that of its last word; `irregular` knows those that have another.
pub fn plural_by<'a>(noun: &str, irregular: impl Fn(&str) -> Option<&'a str>) -> String {
    let (before, last) = noun
        .rsplit_once([' ', '-'])
        .map_or(("", noun), |(b, l)| (&noun[..b.len() + 1], l));
    let many = irregular(last).map_or_else(|| plural(last), str::to_owned);
    if before.is_empty() {
        many
    } else {
        [before, &many].concat()
    }
}

fn ends_sibilant(word: &str) -> bool {
    matches!(word.as_bytes(), [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'])
}

fn consonant_y(word: &str) -> Option<&str> {
    word.strip_suffix('y')
        .filter(|s| !s.is_empty() && !s.ends_with(['a', 'e', 'i', 'o', 'u']))
}

/// One syllable that ends in consonant, vowel, consonant: stop, kidnap is listed by its pack.
fn doubles(word: &str) -> bool {
    let b = word.as_bytes();
    let vowel = |c: u8| b"aeiou".contains(&c);
    let n = b.len();
    n >= 3
        && !vowel(b[n - 1])
        && !b"wxy".contains(&b[n - 1])
        && vowel(b[n - 2])
        && !vowel(b[n - 3])
        && b.iter().filter(|&&c| vowel(c)).count() == 1
}
