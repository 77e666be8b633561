//! What invented reports are made of: kinds of events, the sentences that tell them, and names.

/// A kind of event.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Where it happens: "the {site} in {place}".
    pub sites: &'static [&'static str],
    pub titles: &'static [&'static str],
    pub leads: &'static [&'static str],
    /// What is counted; the first in every report.
    pub measures: &'static [Measure],
}

/// Something that is counted.
#[derive(Clone, Copy)]
pub struct Measure {
    pub name: &'static str,
    /// The least and the most at first.
    pub low: u64,
    pub high: u64,
    /// 1 if it rises day by day, -1 if it falls, 0 if it stays.
    pub moves: i8,
    /// Sentences with its figure in the place of `{n}`.
    pub said: &'static [&'static str],
}

const KILLED: &[&str] = &[
    "{n} people were killed, {official} said.",
    "{n} people died in {place}, according to {official}.",
    "{official} put the number of dead at {n}.",
    "The death toll stands at {n}, {official} told reporters.",
    "The disaster has claimed {n} lives, {official} said.",
];
const INJURED: &[&str] = &[
    "{n} people were injured, {doctor} said.",
    "Hospitals in {region} treated {n} wounded people, according to {doctor}.",
    "{doctor} said {n} people had been hurt.",
    "{n} others were taken to hospital with injuries.",
];
const MISSING: &[&str] = &[
    "{n} people are still missing, {official} said.",
    "Rescuers were searching for {n} missing people.",
    "{official} put the number of missing at {n}.",
];
const EVACUATED: &[&str] = &[
    "{n} residents were evacuated from {place}.",
    "{official} said {n} people had been evacuated.",
    "{n} people had to leave their homes, according to {official}.",
];
const RESCUED: &[&str] = &[
    "{n} people were rescued, {official} said.",
    "Crews have rescued {n} people, according to {official}.",
];
const HOMES: &[&str] = &[
    "{n} homes were destroyed, {official} said.",
    "It destroyed {n} houses in and around {place}.",
    "According to {official}, {n} homes were destroyed.",
];
const ARRESTED: &[&str] = &[
    "{n} people were arrested, {official} said.",
    "Police detained {n} people in {place}.",
    "{official} said {n} people had been arrested.",
];
const MARCHED: &[&str] = &[
    "{n} people took part in the march, {official} said.",
    "Police counted {n} demonstrators.",
    "{official} put the turnout at {n}.",
];
const FIREFIGHTERS: &[&str] = &[
    "{n} firefighters were at the scene.",
    "{official} said {n} firefighters fought the blaze.",
];
const ABOARD: &[&str] = &[
    "There were {n} people on board, {official} said.",
    "{n} passengers had been on board, according to {official}.",
];
const STRIKERS: &[&str] = &[
    "{n} workers walked out, {official} said.",
    "{official} said {n} workers were on strike.",
];
const CASES: &[&str] = &[
    "{n} people have fallen ill, {doctor} said.",
    "{doctor} reported {n} confirmed cases.",
    "The number of cases stands at {n}, according to {doctor}.",
];

const fn measure(name: &'static str, low: u64, high: u64, moves: i8, said: &'static [&'static str]) -> Measure {
    Measure {
        name,
        low,
        high,
        moves,
        said,
    }
}

pub const KINDS: [Kind; 8] = [
    Kind {
        sites: &[
            "paper mill",
            "furniture factory",
            "market hall",
            "grain store",
            "textile works",
            "hotel",
        ],
        titles: &[
            "Fire at {site} in {place}",
            "Deadly blaze destroys {site} in {place}",
            "{place} mourns after {site} fire",
        ],
        leads: &[
            "A fire swept through the {site} in {place} on {day}.",
            "Flames destroyed the {site} in {place}, {region}, on {day}.",
        ],
        measures: &[
            measure("killed", 3, 40, 1, KILLED),
            measure("injured", 5, 120, 0, INJURED),
            measure("missing", 4, 30, -1, MISSING),
            measure("firefighters", 30, 200, 0, FIREFIGHTERS),
            measure("evacuated", 60, 900, 0, EVACUATED),
        ],
    },
    Kind {
        sites: &["coal mine", "copper mine", "salt mine", "quarry", "gold mine"],
        titles: &[
            "Blast at {site} near {place}",
            "Explosion in {place} {site} kills miners",
            "Rescue goes on at {site} in {place}",
        ],
        leads: &[
            "An explosion tore through the {site} near {place} on {day}.",
            "Gas exploded in the {site} at {place}, {region}, on {day}.",
        ],
        measures: &[
            measure("killed", 2, 60, 1, KILLED),
            measure("missing", 6, 80, -1, MISSING),
            measure("rescued", 4, 90, 1, RESCUED),
            measure("injured", 3, 50, 0, INJURED),
        ],
    },
    Kind {
        sites: &["river bank", "old town", "harbour quarter", "valley", "railway station"],
        titles: &[
            "Floods hit {place}",
            "{place} under water as river bursts banks",
            "Flood in {place}, {region}: homes destroyed",
        ],
        leads: &[
            "Floods hit the {site} of {place} on {day} after a week of rain.",
            "The river burst its banks in {place}, {region}, on {day}.",
        ],
        measures: &[
            measure("killed", 2, 90, 1, KILLED),
            measure("evacuated", 200, 9_000, 1, EVACUATED),
            measure("homes", 20, 2_000, 0, HOMES),
            measure("missing", 3, 70, -1, MISSING),
        ],
    },
    Kind {
        sites: &["ferry terminal", "port", "fishing harbour", "strait", "lighthouse"],
        titles: &[
            "Ferry sinks off {place}",
            "Ferry disaster near {place}",
            "Search goes on after ferry sinks at {place}",
        ],
        leads: &[
            "A ferry sank off the {site} of {place} on {day}.",
            "A ferry capsized near {place}, {region}, on {day}.",
        ],
        measures: &[
            measure("killed", 2, 80, 1, KILLED),
            measure("aboard", 90, 600, 0, ABOARD),
            measure("rescued", 30, 300, 1, RESCUED),
            measure("missing", 10, 200, -1, MISSING),
        ],
    },
    Kind {
        sites: &[
            "market square",
            "bus station",
            "police station",
            "town hall",
            "checkpoint",
        ],
        titles: &[
            "Bomb explodes in {place}",
            "Attack on {site} in {place}",
            "Bombing at {site} shakes {place}",
        ],
        leads: &[
            "A bomb exploded at the {site} in {place} on {day}.",
            "Attackers struck the {site} in {place}, {region}, on {day}.",
        ],
        measures: &[
            measure("killed", 2, 90, 1, KILLED),
            measure("injured", 10, 300, 0, INJURED),
            measure("arrested", 2, 40, 0, ARRESTED),
        ],
    },
    Kind {
        sites: &["town hall", "parliament", "university", "cathedral", "courthouse"],
        titles: &[
            "March in {place} against new tax",
            "Crowds gather at {site} in {place}",
            "Protest in {place} ends in arrests",
        ],
        leads: &[
            "Crowds marched to the {site} in {place} on {day} against a new tax.",
            "A march against higher fares ended at the {site} of {place}, {region}, on {day}.",
        ],
        measures: &[
            measure("marched", 400, 60_000, 0, MARCHED),
            measure("arrested", 5, 300, 0, ARRESTED),
            measure("injured", 3, 90, 0, INJURED),
        ],
    },
    Kind {
        sites: &["shipyard", "bus depot", "car plant", "hospital", "port"],
        titles: &[
            "Strike shuts {site} in {place}",
            "Workers walk out at {place} {site}",
            "Strike at {site} in {place} goes on",
        ],
        leads: &[
            "Workers at the {site} in {place} walked out on {day}.",
            "A strike shut the {site} in {place}, {region}, on {day}.",
        ],
        measures: &[
            measure("strikers", 80, 9_000, 0, STRIKERS),
            measure("arrested", 2, 60, 0, ARRESTED),
            measure("injured", 2, 30, 0, INJURED),
        ],
    },
    Kind {
        sites: &[
            "waterworks",
            "school canteen",
            "hospital",
            "army camp",
            "old people's home",
        ],
        titles: &[
            "Outbreak of cholera in {place}",
            "{place} fights cholera",
            "Cholera spreads from {site} in {place}",
        ],
        leads: &[
            "An outbreak of cholera began at the {site} in {place} on {day}.",
            "Doctors found cholera at the {site} of {place}, {region}, on {day}.",
        ],
        measures: &[
            measure("cases", 20, 3_000, 1, CASES),
            measure("killed", 2, 90, 1, KILLED),
            measure("evacuated", 40, 700, 0, EVACUATED),
        ],
    },
];

/// Sentences that carry no figure of the event; `{n}` is a day of the month.
pub const FILLERS: [&str; 14] = [
    "Shops around the {site} stayed shut, and buses turned back at the bridge.",
    "\"Nobody told us what to do,\" said {witness}, who lives close by.",
    "{official} asked for patience and promised an inquiry.",
    "Relatives waited outside the {site} all night.",
    "{witness} heard shouting and ran into the street.",
    "The road from {place} to the coast was closed.",
    "A spokesman for the government of {region} declined to comment.",
    "Schools in {place} will stay shut until further notice.",
    "{official} is to answer questions in parliament on the {n}th.",
    "It was not known who owned the {site}.",
    "\"I lost everything,\" {witness} told a radio station.",
    "Volunteers handed out tea, soup and blankets.",
    "{doctor} thanked the nurses of the district.",
    "The mayor of {place} cut short a visit abroad.",
];

pub const OUTLETS: [&str; 24] = [
    "Coast Telegraph",
    "Northern Wire",
    "Morning Ledger",
    "Valley Press",
    "Channel Nine",
    "Daily Compass",
    "Union Gazette",
    "Meridian Radio",
    "Vale Herald",
    "Harbour Post",
    "Radio Tarn",
    "Evening Courier",
    "Southern Star",
    "Capital Tribune",
    "Lakeland Echo",
    "Free Observer",
    "Atlas News Agency",
    "Border Sentinel",
    "City Chronicle",
    "Island Bulletin",
    "Highland Mail",
    "Inland Monitor",
    "Public Channel",
    "Delta Examiner",
];

pub const FIRST: [&str; 96] = [
    "Ida", "Jonas", "Mira", "Pavel", "Lena", "Omar", "Clara", "Anton", "Nadia", "Hugo", "Salma", "Viktor", "Elin",
    "Marco", "Irena", "Daniel", "Ruth", "Emil", "Sofia", "Adam", "Vera", "Tomas", "Amina", "Felix", "Agnes", "Boris",
    "Carmen", "Dmitri", "Esther", "Farid", "Greta", "Hassan", "Ines", "Jakob", "Karim", "Lucia", "Milan", "Nora",
    "Oscar", "Paula", "Quentin", "Rosa", "Samir", "Teresa", "Ursula", "Vincent", "Wanda", "Yusuf", "Alma", "Bruno",
    "Celia", "David", "Edith", "Franz", "Gloria", "Henrik", "Iris", "Julian", "Katya", "Leon", "Marta", "Nikolai",
    "Olga", "Pedro", "Rachel", "Stefan", "Tamar", "Umar", "Vilma", "Walter", "Yasmin", "Zoran", "Anna", "Bernd",
    "Chloe", "Diego", "Elena", "Fatima", "Gustav", "Helena", "Ivan", "Jana", "Kofi", "Laura", "Mateo", "Nina", "Otto",
    "Petra", "Rashid", "Sara", "Theo", "Ulla", "Victor", "Wilma", "Yara", "Zeno",
];

pub const REGIONS: [&str; 96] = [
    "Peru",
    "Turkey",
    "Kenya",
    "Romania",
    "Indonesia",
    "Chile",
    "Nepal",
    "Ghana",
    "Poland",
    "Bolivia",
    "Vietnam",
    "Morocco",
    "Hungary",
    "Ecuador",
    "Zambia",
    "Norway",
    "Albania",
    "Algeria",
    "Angola",
    "Argentina",
    "Armenia",
    "Australia",
    "Austria",
    "Bangladesh",
    "Belarus",
    "Belgium",
    "Benin",
    "Bhutan",
    "Botswana",
    "Brazil",
    "Bulgaria",
    "Burundi",
    "Cambodia",
    "Cameroon",
    "Canada",
    "Colombia",
    "Croatia",
    "Cuba",
    "Cyprus",
    "Denmark",
    "Egypt",
    "Eritrea",
    "Estonia",
    "Ethiopia",
    "Finland",
    "France",
    "Gabon",
    "Germany",
    "Greece",
    "Guatemala",
    "Guinea",
    "Haiti",
    "Honduras",
    "Iceland",
    "India",
    "Iran",
    "Iraq",
    "Ireland",
    "Italy",
    "Jamaica",
    "Japan",
    "Kazakhstan",
    "Kuwait",
    "Kyrgyzstan",
    "Laos",
    "Latvia",
    "Lebanon",
    "Lesotho",
    "Liberia",
    "Libya",
    "Lithuania",
    "Malawi",
    "Malaysia",
    "Mali",
    "Mauritania",
    "Mexico",
    "Moldova",
    "Mongolia",
    "Mozambique",
    "Namibia",
    "Netherlands",
    "Nicaragua",
    "Niger",
    "Nigeria",
    "Pakistan",
    "Panama",
    "Paraguay",
    "Portugal",
    "Rwanda",
    "Senegal",
    "Serbia",
    "Slovakia",
    "Slovenia",
    "Somalia",
    "Spain",
    "Sudan",
];

pub const ENDS: [&str; 12] = [
    "wick", "moor", "grad", "haven", "stad", "pur", "field", "nik", "ville", "berg", "mere", "thorpe",
];

pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// From Sunday on, as the first day of 2023 was.
pub const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

pub const SMALL: [&str; 13] = [
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

const STARTS: [&str; 32] = [
    "B", "Br", "D", "Dr", "F", "Fl", "G", "Gr", "H", "J", "K", "Kl", "Kr", "L", "M", "N", "P", "Pr", "R", "S", "Sk",
    "Sl", "St", "T", "Tr", "V", "Vr", "W", "Y", "Z", "Zh", "Q",
];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "oe", "au"];
const MIDDLES: [&str; 32] = [
    "b", "d", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "lm", "ld", "lk", "nd", "ng", "nt", "rd", "rk",
    "rm", "rn", "rs", "rt", "sk", "st", "sh", "th", "zd", "mb", "ks",
];
const LASTS: [&str; 8] = ["l", "n", "r", "s", "m", "k", "v", "d"];

/// A name; another one for every number below 2^24. Neighbours look unlike each other.
pub fn name(number: u64) -> String {
    // odd, so that all 24 bits come back in another order
    let mut n = number.wrapping_mul(0x9E_37_79) & 0xFF_FFFF;
    let mut take = |all: &[&'static str]| {
        let size = all.len() as u64;
        let part = all[(n % size) as usize];
        n /= size;
        part
    };
    let (a, b, c) = (take(&VOWELS), take(&MIDDLES), take(&STARTS));
    let (d, e, f) = (take(&VOWELS), take(&VOWELS), take(&LASTS));
    // 3 + 5 + 5 + 3 + 3 + 3 bits; two left over double the last vowel or its neighbour
    let g = ["", "i", "o", "a"][(n % 4) as usize];
    format!("{c}{a}{b}{d}n{g}{e}{f}")
}
