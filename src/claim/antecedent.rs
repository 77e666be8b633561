//! Which figure tells what one without words of its own counts.
//!
//! The form of the later figure tells how far back the earlier can stand; among those in reach the nearest of like
//! size and kind is taken.

use super::elided::Form;
use super::{Claim, Modality};
use crate::quantity::{Decimal, Quantity};
use rust_decimal::prelude::ToPrimitive;

/// What is remembered of a claim for the figures that refer to it.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// Index of its sentence.
    pub sentence: usize,
    /// The value as written.
    pub stated: Option<Decimal>,
    /// Base units in one of the unit as written; 1 for counts.
    pub factor: Decimal,
}

impl Told {
    /// What to remember of a quantity in sentence `sentence`; `factor` where its unit is inherited.
    pub fn of(q: Option<&Quantity>, sentence: usize, factor: Option<Decimal>) -> Self {
        let end = |q: &Quantity| q.stated.named().zip(q.interval.named());
        let worked = q.and_then(end).and_then(|(stated, base)| base.checked_div(stated));
        Told {
            sentence,
            stated: q.map_or(Some(Decimal::ONE), |q| q.stated.named()),
            factor: factor.or(worked).unwrap_or(Decimal::ONE),
        }
    }
}

/// What a figure in search of its measure is.
#[derive(Clone, Copy, Debug)]
pub struct Seeker<'a> {
    /// How it leaves out what it counts.
    pub form: Form,
    /// Its numeral.
    pub quantity: &'a Quantity,
    /// Index of its sentence.
    pub sentence: usize,
    /// What it counts belongs to people, as far as its words say.
    pub people: bool,
    /// It says nothing of what it counts.
    pub headless: bool,
    /// A head that says nothing stands for everybody: "80 names".
    pub named: bool,
    /// A pronoun for one thing stands for it: "now it is 81".
    pub amount: bool,
    /// It is held against another or of a level: "the alarm level is 480".
    pub level: bool,
}

/// The claim that tells what the figure counts: the nearest in reach of like size and kind.
pub fn find(seeker: &Seeker, claims: &[Claim], told: &[Told], of_people: impl Fn(&str) -> bool) -> Option<usize> {
    let reach = match seeker.form {
        _ if seeker.named => 12,
        Form::Priced => return priced(seeker, claims, told),
        Form::Reported => 6,
        Form::There => 4,
        Form::Keyed => 6,
        Form::Subject => 2,
        Form::Compared | Form::Offered => 1,
        Form::Gapped => 0,
    };
    let value = seeker.quantity.stated.named();
    let whole_number = value.is_none_or(|v| v.is_integer());
    let mut best: Option<(f64, usize)> = None;
    for i in (0..claims.len().min(told.len())).rev() {
        let distance = seeker.sentence.checked_sub(told[i].sentence)?;
        if distance > reach {
            break;
        }
        let claim = &claims[i];
        // "I met a woman who was hurt. There were sixty of them": no more of the same
        if claim.single() && value.is_some_and(|v| v > Decimal::ONE) {
            continue;
        }
        let counts = claim.unit.is_none() && !claim.counted.is_empty() && of_people(&claim.counted);
        let things = claim.unit.is_none() && !counts;
        // what an amount of money or a share is of may go without saying further on, not how far or how heavy
        let spoken = matches!(claim.measure.as_str(), "money" | "percentage") || seeker.level;
        let close = seeker.amount || distance == 0 && seeker.form != Form::Compared || seeker.form == Form::Reported;
        if claim.unit.is_some() && !spoken && !close || claim.unit.is_none() && seeker.form == Form::Offered {
            continue;
        }
        if !whole_number && claim.unit.is_none() && claim.measure != "magnitude" {
            continue;
        }
        // "it was minus 17 that night"
        if claim.unit.is_none() && value.is_some_and(|v| v.is_sign_negative()) {
            continue;
        }
        // "there were 81" is no amount, "now it is 81" may be one
        if matches!(seeker.form, Form::There)
            && claim.unit.is_some() != seeker.amount
            && (claim.unit.is_some() || !counts)
        {
            continue;
        }
        let share = claim.unit.as_deref() == Some("%");
        if share && value.is_some_and(|v| v > Decimal::ONE_HUNDRED) {
            continue;
        }
        if !seeker.headless && (seeker.people != counts || claim.unit.is_some()) {
            continue;
        }
        let mut score = if distance == 0 {
            4.0
        } else {
            2.6 - 0.4 * distance as f64
        };
        score -= 0.1 * (claims.len() - i) as f64;
        if !seeker.quantity.fraction
            && let Some(gap) = value
                .zip(told[i].stated)
                .and_then(|(v, w)| apart(v * millions(seeker.quantity, claim, &told[i], seeker.sentence), w))
        {
            score += match gap {
                g if g < 0.05 => 1.4,
                g if g < 0.5 => 1.0,
                g if g < 1.0 => 0.5,
                g if g < 1.6 => -0.5,
                g if g < 2.2 => -1.5,
                _ => -3.0,
            };
        }
        if !whole_number {
            score += if told[i].stated.is_some_and(|w| !w.is_integer()) {
                1.2
            } else {
                -0.5
            };
        }
        score += match seeker.form {
            Form::Reported | Form::There if claim.unit.is_some() && whole_number => -1.0,
            Form::Subject if !counts => -1.5,
            Form::Keyed if claim.unit.is_some() && distance > 0 => -1.5,
            _ => 0.0,
        };
        if things {
            score -= 0.5;
        }
        if claim.part_of.is_some() || claim.partial {
            score -= 0.5;
        }
        if seeker.named && (claim.measure == "other" || claim.modality == Modality::Background) {
            continue;
        }
        if seeker.named && claim.counted != "people" {
            score -= if counts { 1.5 } else { 3.0 };
        }
        if matches!(seeker.form, Form::Reported) && claim.speaker.is_some() {
            score += 0.3;
        }
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, i));
        }
    }
    best.filter(|(score, _)| *score > 0.6)
        .map(|(_, i)| i)
        .or_else(|| topic(seeker, claims, told))
}

/// So many figures back may stand the amount that a bare one is like.
const FAR: usize = 200;

/// The last amount of money within two powers of ten.
fn priced(seeker: &Seeker, claims: &[Claim], told: &[Told]) -> Option<usize> {
    let value = seeker.quantity.stated.named()?;
    (0..claims.len().min(told.len())).rev().take(FAR).find(|&i| {
        let near = told[i].stated.and_then(|w| apart(value, w));
        claims[i].measure == "money" && near.is_some_and(|gap| gap <= 2.0)
    })
}

/// Millions that somebody speaks of are money where the report told of money of that size.
fn topic(seeker: &Seeker, claims: &[Claim], told: &[Told]) -> Option<usize> {
    let value = seeker.quantity.stated.named()?;
    let millions = seeker.form == Form::Reported && seeker.headless && value >= Decimal::from(1_000_000);
    let near = (0..claims.len().min(told.len())).rev().take(FAR);
    near.filter(|_| millions).find(|&i| {
        let near = told[i].stated.and_then(|w| apart(value, w));
        claims[i].measure == "money" && near.is_some_and(|gap| gap < 1.0)
    })
}

/// What a bare figure leaves out that its sentence holds against an amount of millions: of "£8 million became
/// twelve" the million.
pub fn millions(q: &Quantity, claim: &Claim, told: &Told, sentence: usize) -> Decimal {
    let (million, billion) = (Decimal::from(1_000_000), Decimal::from(1_000_000_000));
    let small = q.interval.high.is_some_and(|v| v < Decimal::ONE_THOUSAND) && !q.fraction;
    let beside = small && claim.measure == "money" && told.sentence == sentence;
    match told.stated.filter(|_| beside) {
        Some(w) if w >= billion => billion,
        Some(w) if w >= million => million,
        _ => Decimal::ONE,
    }
}

/// How far two values are apart, in powers of ten.
fn apart(v: Decimal, w: Decimal) -> Option<f64> {
    let log = |x: Decimal| Some((x.to_f64()?.abs() + 0.5).log10());
    Some((log(v)? - log(w)?).abs())
}
