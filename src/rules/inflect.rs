//! English inflection: the forms of a verb and the plural of a noun.

/// Regular third person, past and gerund of a verb's base form.
pub fn verb(base: &str) -> [String; 3] {
    let third = if ends_sibilant(base) || base.ends_with('o') {
        format!("{base}es")
    } else if let Some(stem) = consonant_y(base) {
        format!("{stem}ies")
    } else {
        format!("{base}s")
    };
    let (past, gerund) = if base.ends_with("ee") || base.ends_with("oe") {
        (format!("{base}d"), format!("{base}ing"))
    } else if let Some(stem) = base.strip_suffix("ie") {
        (format!("{base}d"), format!("{stem}ying"))
    } else if let Some(stem) = base.strip_suffix('e') {
        (format!("{base}d"), format!("{stem}ing"))
    } else if let Some(stem) = consonant_y(base) {
        (format!("{stem}ied"), format!("{base}ing"))
    } else if doubles(base) {
        let last = &base[base.len() - 1..];
        (format!("{base}{last}ed"), format!("{base}{last}ing"))
    } else {
        (format!("{base}ed"), format!("{base}ing"))
    };
    [third, past, gerund]
}

/// Regular plural of a noun.
pub fn plural(noun: &str) -> String {
    if ends_sibilant(noun) {
        format!("{noun}es")
    } else if let Some(stem) = consonant_y(noun) {
        format!("{stem}ies")
    } else {
        format!("{noun}s")
    }
}

fn ends_sibilant(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|e| word.ends_with(e))
}

fn consonant_y(word: &str) -> Option<&str> {
    word.strip_suffix('y')
        .filter(|s| s.ends_with(|c: char| !"aeiou".contains(c)))
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
