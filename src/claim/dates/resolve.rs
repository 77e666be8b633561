//! What a date expression says, turned into days: by the report's own day, or by the day that
//! the story has come to.

use super::{Anchor, Granularity, Says, add};
use crate::claim::Days;
use crate::rules::calendar::Unit;
use jiff::ToSpan;
use jiff::civil::Date;

/// Which of a named month: the nearest to the report's own day.
pub(super) const NEAREST: i8 = 3;

pub(super) fn sort(says: Says) -> (Granularity, Anchor) {
    let of_unit = |unit| match unit {
        Unit::Hour | Unit::Day => Granularity::Day,
        Unit::Week | Unit::Fortnight => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
    };
    let by_year = |year: Option<i16>, which: Option<i8>| match (year, which) {
        (Some(_), _) => Anchor::Full,
        (None, Some(_)) => Anchor::Publication,
        (None, None) => Anchor::Partial,
    };
    match says {
        Says::Day { year, .. } => (Granularity::Day, by_year(year, None)),
        Says::Month { year, which, .. } => (Granularity::Month, by_year(year, which)),
        Says::Season { year, which, .. } => (Granularity::Season, by_year(year, which)),
        Says::Year(_) => (Granularity::Year, Anchor::Full),
        Says::Years(from, to) if to - from == 9 => (Granularity::Decade, Anchor::Full),
        Says::Years(..) => (Granularity::Year, Anchor::Full),
        Says::Weekday { .. } => (Granularity::Day, Anchor::Partial),
        Says::Offset(..) => (Granularity::Day, Anchor::Publication),
        Says::Unit { unit, .. } | Says::Ago { unit, .. } => (of_unit(unit), Anchor::Publication),
        Says::Shift { unit, .. } => (of_unit(unit), Anchor::Story),
    }
}

pub(super) fn days(says: Says, own: Option<Date>, story: Option<Date>) -> Option<Days> {
    match says {
        Says::Day { year, month, from, to } => {
            let year = match year {
                Some(y) => y,
                None => year_of(month, from, own?)?,
            };
            Some(Days {
                from: Date::new(year, month, from).ok()?,
                to: Date::new(year, month, to).ok()?,
            })
        }
        Says::Month { year, month, which } => {
            let year = match (year, which) {
                (Some(y), _) => y,
                // "August last year": the year is said
                (None, Some(w @ (-2 | 2))) => own?.year() + i16::from(w / 2),
                // "this September"
                (None, Some(0)) => own?.year(),
                (None, Some(NEAREST)) => {
                    let own = own?;
                    let ahead = (month - own.month()).rem_euclid(12);
                    let months = if ahead < 6 { ahead } else { ahead - 12 };
                    own.saturating_add(i32::from(months).months()).year()
                }
                (None, Some(1)) => {
                    let own = own?;
                    own.year() + i16::from(month <= own.month())
                }
                (None, Some(-1)) => {
                    let own = own?;
                    own.year() - i16::from(month >= own.month())
                }
                (None, _) => {
                    let own = own?;
                    own.year() - i16::from(month > own.month())
                }
            };
            month_days(year, month)
        }
        Says::Season { year, month, which } => {
            let year = match (year, which) {
                (Some(y), _) => y,
                (None, which) => {
                    let own = own?;
                    // the last one that has begun; "last summer" in summer is that of a year before
                    let begun = own.year() - i16::from(month > own.month());
                    let inside = month_days(begun, month).is_some_and(|m| add(m.from, 91) > own);
                    match which {
                        Some(1) => begun + 1,
                        Some(-1) if inside => begun - 1,
                        _ => begun,
                    }
                }
            };
            let from = month_days(year, month)?.from;
            Some(Days {
                from,
                to: add(from, 91),
            })
        }
        Says::Year(y) => years(y, y),
        Says::Years(a, b) => years(a, b),
        Says::Weekday { day, which } => {
            let own = own?;
            let back = i32::from((own.weekday().to_monday_one_offset() - day).rem_euclid(7));
            let at = match which {
                Some(1) => add(own, if back == 0 { 7 } else { 7 - back }),
                Some(-1) if back == 0 => add(own, -7),
                _ => add(own, -back),
            };
            Some(Days { from: at, to: at })
        }
        Says::Offset(from, to) => {
            let own = own?;
            Some(Days {
                from: add(own, from.into()),
                to: add(own, to.into()),
            })
        }
        Says::Unit { unit, which } => {
            let own = own?;
            let which = i32::from(which);
            match unit {
                Unit::Hour | Unit::Day => Some(Days {
                    from: add(own, which),
                    to: add(own, which),
                }),
                Unit::Week | Unit::Fortnight => {
                    let length = if unit == Unit::Week { 7 } else { 14 };
                    let monday = add(own, 1 - i32::from(own.weekday().to_monday_one_offset()));
                    Some(Days {
                        from: add(monday, which * length),
                        to: add(monday, which * length + length - 1),
                    })
                }
                Unit::Month => {
                    let at = own.saturating_add(which.months());
                    month_days(at.year(), at.month())
                }
                Unit::Year => years(own.year() + which as i16, own.year() + which as i16),
                Unit::Decade => Some(Days {
                    from: own.saturating_add((10 * which.min(0)).years()),
                    to: own.saturating_add((10 * which.max(0)).years()),
                }),
            }
        }
        Says::Ago { n, unit } => back(own?, n, unit),
        Says::Shift { n, unit } => back(story?, n, unit),
    }
}

/// The day or year that lies `n` units before `day`.
fn back(day: Date, n: i32, unit: Unit) -> Option<Days> {
    match unit {
        Unit::Hour => {
            let at = add(day, -(n / 24));
            Some(Days { from: at, to: at })
        }
        Unit::Day => {
            let at = add(day, -n);
            Some(Days { from: at, to: at })
        }
        Unit::Week | Unit::Fortnight => {
            let at = add(day, -n * if unit == Unit::Week { 7 } else { 14 });
            Some(Days {
                from: add(at, -3),
                to: add(at, 3),
            })
        }
        Unit::Month => {
            let at = day.checked_sub(n.months()).ok()?;
            Some(Days {
                from: add(at, -15),
                to: add(at, 15),
            })
        }
        Unit::Year | Unit::Decade => {
            let n = if unit == Unit::Decade { n.checked_mul(10)? } else { n };
            let year = day.checked_sub(n.years()).ok()?.year();
            years(year, year)
        }
    }
}

fn years(from: i16, to: i16) -> Option<Days> {
    Some(Days {
        from: Date::new(from, 1, 1).ok()?,
        to: Date::new(to, 12, 31).ok()?,
    })
}

fn month_days(year: i16, month: i8) -> Option<Days> {
    let from = Date::new(year, month, 1).ok()?;
    Some(Days {
        from,
        to: from.last_of_month(),
    })
}

/// The year of a day given without one: the latest that leaves it at most two months ahead.
fn year_of(month: i8, day: i8, own: Date) -> Option<i16> {
    (-5..=1)
        .rev()
        .map(|d| own.year() + d)
        .find(|&y| Date::new(y, month, day).is_ok_and(|at| at <= add(own, 60)))
}
