//! The rows of `places.tsv`: read from the text, or from the packed form that the build script embeds.
//!
//! The build script has this file as a module of its own: it uses nothing of the crate.

/// What sort of place an entry is, the widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A country or territory.
    Country,
    /// A first-level region of a country.
    Region,
    /// A town or city.
    City,
}

/// One place of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where its name begins in the text.
    pub start: u32,
    /// Bytes of its name.
    pub len: u16,
    /// What sort it is.
    pub kind: PlaceKind,
    /// Of a city: digits of its population.
    pub size: u8,
    /// It is its country's capital.
    pub capital: bool,
    /// The place that contains it.
    pub parent: Option<u32>,
}

/// One name of one place, as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Where it begins in the text.
    pub start: u32,
    /// Bytes of it that are looked up.
    pub len: u16,
    /// Index of the place.
    pub place: u32,
    /// A word for its people, not the place itself.
    pub demonym: bool,
    /// Only after a town and a comma.
    pub abbreviation: bool,
    /// One word, which no sign parts.
    pub simple: bool,
}

/// All places and all their names, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The places.
    pub places: Vec<Place>,
    /// Their names.
    pub names: Vec<Naming>,
}

/// A row whose first column is none of the kinds.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown<'a> {
    /// What stands there.
    pub kind: &'a str,
    /// Its line, from 1.
    pub line: u32,
}

/// Bytes of a place and of a name in the packed form.
const PLACE: usize = 13;
const NAMING: usize = 11;
/// For a place that nothing contains.
const NOWHERE: u32 = u32::MAX;

impl Rows {
    /// Reads the text.
    ///
    /// # Errors
    /// A row of an unknown kind.
    pub fn read(text: &str) -> Result<Self, Unknown<'_>> {
        let mut rows = Self::default();
        let (mut country, mut region) = (None, None);
        let place_of = |part: &str| (part.as_ptr() as usize - text.as_ptr() as usize) as u32;
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or(&line[line.len()..]);
            let (kind, name, code, aliases, demonyms) = (column(), column(), column(), column(), column());
            let index = rows.places.len() as u32;
            let (kind, parent, capital) = match kind {
                "country" => {
                    (country, region) = (Some(index), None);
                    (PlaceKind::Country, None, false)
                }
                "region" => {
                    region = Some(index);
                    (PlaceKind::Region, country, false)
                }
                "city" | "capital" => (PlaceKind::City, region.or(country), kind == "capital"),
                kind => {
                    let line = number as u32 + 1;
                    return Err(Unknown { kind, line });
                }
            };
            rows.places.push(Place {
                start: place_of(name),
                len: name.len() as u16,
                kind,
                size: code.parse().unwrap_or(0),
                capital,
                parent,
            });
            rows.name(name, place_of(name), index, false, false);
            for alias in aliases.split(';').filter(|a| !a.is_empty()) {
                rows.name(alias, place_of(alias), index, false, false);
            }
            for demonym in demonyms.split(';').filter(|a| !a.is_empty()) {
                rows.name(demonym, place_of(demonym), index, true, false);
            }
            if kind == PlaceKind::Region {
                for short in code.split(';').filter(|a| !a.is_empty()) {
                    rows.name(short, place_of(short), index, false, true);
                }
            }
        }
        Ok(rows)
    }

    fn name(&mut self, name: &str, start: u32, place: u32, demonym: bool, abbreviation: bool) {
        // a full stop is a token of its own; the word before it is what is looked up
        let name = match name.strip_suffix('.') {
            Some(stem) if !stem.contains('.') => stem,
            _ => name,
        };
        self.names.push(Naming {
            start,
            len: name.len() as u16,
            place,
            demonym,
            abbreviation,
            simple: !name.contains([' ', '-']) && !name.ends_with("'s"),
        });
    }

    /// The packed form.
    #[allow(dead_code, reason = "the build script packs")]
    pub fn pack(&self) -> Vec<u8> {
        let mut out = (self.places.len() as u32).to_le_bytes().to_vec();
        for p in &self.places {
            out.extend(p.start.to_le_bytes());
            out.extend(p.len.to_le_bytes());
            out.extend([p.kind as u8, p.size, p.capital.into()]);
            out.extend(p.parent.unwrap_or(NOWHERE).to_le_bytes());
        }
        for n in &self.names {
            out.extend(n.start.to_le_bytes());
            out.extend(n.len.to_le_bytes());
            out.extend(n.place.to_le_bytes());
            let flags = [n.demonym, n.abbreviation, n.simple];
            out.push((0..).zip(flags).map(|(bit, flag)| u8::from(flag) << bit).sum());
        }
        out
    }

    /// Reads the packed form; none if it is not sound.
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk()?;
        let (places, names) = rest.split_at_checked(u32::from_le_bytes(*count) as usize * PLACE)?;
        let place = |b: &[u8; PLACE]| Place {
            start: u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
            len: u16::from_le_bytes([b[4], b[5]]),
            kind: [PlaceKind::Country, PlaceKind::Region, PlaceKind::City][usize::from(b[6]).min(2)],
            size: b[7],
            capital: b[8] != 0,
            parent: Some(u32::from_le_bytes([b[9], b[10], b[11], b[12]])).filter(|p| *p != NOWHERE),
        };
        let naming = |b: &[u8; NAMING]| Naming {
            start: u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
            len: u16::from_le_bytes([b[4], b[5]]),
            place: u32::from_le_bytes([b[6], b[7], b[8], b[9]]),
            demonym: b[10] & 1 != 0,
            abbreviation: b[10] & 2 != 0,
            simple: b[10] & 4 != 0,
        };
        Some(Self {
            places: places.as_chunks().0.iter().map(place).collect(),
            names: names.as_chunks().0.iter().map(naming).collect(),
        })
    }
}
