//! A sum in words: "50 militants + 5 police + 12 civilians = 67, more than the 60 killed".

use super::{Desk, SumVerdict};
use crate::compare::align::Facet;
use crate::compare::wording::{inside, noun, number, phrase, title};

impl<'a> Desk<'a> {
    pub(super) fn because(&self, total: &Facet, parts: &[&Facet], verdict: SumVerdict) -> String {
        let t = self.claim(total);
        let say = |f: &Facet| {
            let c = self.claim(f);
            let number = number(self.low(f));
            if c.measure != t.measure {
                format!("{number} {}", title(c, self.rules))
            } else if f.scope != total.scope {
                let text = c.scope.as_ref().map(|s| s.text.as_str()).unwrap_or_default();
                format!("{number} ({text})")
            } else {
                format!("{number} {}", noun(&c.counted, self.low(f), self.rules))
            }
        };
        let whole = |f: &Facet| phrase(self.claim(f), self.rules);
        if verdict == SumVerdict::Fraction {
            let stated = parts.last().map(|f| whole(f)).unwrap_or_default();
            let fraction = parts
                .first()
                .map(|f| (inside(&self.claim(f).text), number(self.low(f))));
            let (text, value) = fraction.unwrap_or_default();
            return format!("{text} would be {value}, not {stated}");
        }
        let listed = parts.iter().map(|f| say(f)).collect::<Vec<_>>().join(" + ");
        let (low, high) = self.range(parts);
        let sum = if high == Some(low) {
            number(low)
        } else {
            format!("at least {}", number(low))
        };
        let tail = match verdict {
            SumVerdict::Exceeds => "more than the",
            SumVerdict::FallsShort => "fewer than the",
            _ => "within the",
        };
        let equals = if parts.len() > 1 {
            format!(" = {sum}")
        } else {
            String::new()
        };
        format!("{listed}{equals}, {tail} {}", whole(total))
    }
}
