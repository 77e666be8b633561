//! Reads parsed TOML into data, with the place of what does not fit.
//!
//! The `toml` crate's own deserializer serves spans and datetimes too, which costs three
//! copies of every pack's reader in the binary; packs and settings need neither.

use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What does not fit in a TOML text, and the bytes it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What was found and what was wanted.
    pub message: String,
    /// The place in the text; none where the whole is meant.
    pub span: Option<Range<usize>>,
}

impl Misread {
    fn within(mut self, span: &Range<usize>) -> Self {
        self.span.get_or_insert_with(|| span.clone());
        self
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misread {}

impl de::Error for Misread {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            message: message.to_string(),
            span: None,
        }
    }
}

impl From<toml::de::Error> for Misread {
    fn from(e: toml::de::Error) -> Self {
        Self {
            message: e.message().to_owned(),
            span: e.span(),
        }
    }
}

/// Reads a TOML text.
///
/// # Errors
/// A text that is not TOML, or not what `T` wants.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Misread> {
    table(DeTable::parse(text)?)
}

/// Reads a parsed TOML text.
///
/// # Errors
/// A table that is not what `T` wants.
pub fn table<T: DeserializeOwned>(table: Spanned<DeTable>) -> Result<T, Misread> {
    let span = table.span();
    T::deserialize(Node {
        value: DeValue::Table(table.into_inner()),
        span,
    })
}

/// A value and where it stands.
struct Node<'i> {
    value: DeValue<'i>,
    span: Range<usize>,
}

impl<'i> From<Spanned<DeValue<'i>>> for Node<'i> {
    fn from(value: Spanned<DeValue<'i>>) -> Self {
        Self {
            span: value.span(),
            value: value.into_inner(),
        }
    }
}

impl<'de> de::Deserializer<'de> for Node<'de> {
    type Error = Misread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        let read = match self.value {
            DeValue::String(text) => visitor.visit_str(&text),
            DeValue::Integer(n) => whole(n.as_str(), n.radix()).and_then(|n| visitor.visit_i64(n)),
            DeValue::Float(x) => number(x.as_str()).and_then(|x| visitor.visit_f64(x)),
            DeValue::Boolean(truth) => visitor.visit_bool(truth),
            DeValue::Datetime(day) => visitor.visit_str(&day.to_string()),
            DeValue::Array(list) => visitor.visit_seq(List(list.into_iter())),
            DeValue::Table(table) => visitor.visit_map(Entries {
                rest: table.into_iter(),
                value: None,
            }),
        };
        read.map_err(|e| e.within(&self.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misread> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misread> {
        let DeValue::String(text) = self.value else {
            let found = format!("invalid type: {}, expected a string", self.value.type_str());
            return Err(<Misread as de::Error>::custom(found).within(&self.span));
        };
        let name: StringDeserializer<Misread> = text.into_owned().into_deserializer();
        visitor.visit_enum(name).map_err(|e| e.within(&self.span))
    }

    serde::forward_to_deserialize_any! {
        bool u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 f32 f64 char str string seq bytes byte_buf
        map struct unit ignored_any unit_struct tuple_struct tuple identifier
    }
}

fn whole(digits: &str, radix: u32) -> Result<i64, Misread> {
    i64::from_str_radix(digits, radix).map_err(de::Error::custom)
}

fn number(digits: &str) -> Result<f64, Misread> {
    digits.parse().map_err(de::Error::custom)
}

struct List<'i>(<toml::de::DeArray<'i> as IntoIterator>::IntoIter);

impl<'i> SeqAccess<'i> for List<'i> {
    type Error = Misread;

    fn next_element_seed<T: DeserializeSeed<'i>>(&mut self, seed: T) -> Result<Option<T::Value>, Misread> {
        self.0.next().map(|v| seed.deserialize(Node::from(v))).transpose()
    }
}

struct Entries<'i> {
    rest: <DeTable<'i> as IntoIterator>::IntoIter,
    value: Option<Node<'i>>,
}

impl<'i> MapAccess<'i> for Entries<'i> {
    type Error = Misread;

    fn next_key_seed<K: DeserializeSeed<'i>>(&mut self, seed: K) -> Result<Option<K::Value>, Misread> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(Node::from(value));
        let span = key.span();
        let name: Cow<str> = key.into_inner();
        let name: StringDeserializer<Misread> = name.into_owned().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|e| e.within(&span))
    }

    fn next_value_seed<T: DeserializeSeed<'i>>(&mut self, seed: T) -> Result<T::Value, Misread> {
        let value = self.value.take();
        seed.deserialize(value.ok_or_else(|| <Misread as de::Error>::custom("a key without its value"))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Pack {
        name: String,
        #[serde(default)]
        kind: Option<Kind>,
        #[serde(default)]
        rows: Vec<Row>,
    }

    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Word,
    }

    #[derive(Deserialize, Debug, PartialEq)]
    struct Row {
        count: u16,
        share: f64,
    }

    #[test]
    fn tables_lists_and_numbers() {
        let pack: Pack = read("name = 'x'\nkind = 'word'\n[[rows]]\ncount = 1_000\nshare = 0.5\n").expect("a pack");
        assert_eq!(pack.kind, Some(Kind::Word));
        assert_eq!(
            pack.rows,
            [Row {
                count: 1000,
                share: 0.5
            }]
        );
    }

    #[test]
    fn the_place_of_what_does_not_fit() {
        let at = |text: &str, part: &str| {
            let wrong = read::<Pack>(text).expect_err("must not be read");
            assert_eq!(wrong.span.and_then(|s| text.get(s)), Some(part), "{}", wrong.message);
            wrong.message
        };
        assert!(at("name = 1", "1").contains("expected a string"));
        assert!(at("name = 'x'\nnmae = 'x'", "nmae").contains("unknown field `nmae`"));
        assert!(at("name = 'x'\nkind = 'wird'", "'wird'").contains("unknown variant `wird`"));
        assert!(at("name = 'x'\nrows = [{count = 70_000, share = 1.0}]", "70_000").contains("invalid value"));
        assert!(at("name = 'x'\nrows = [{count = 7}]", "{count = 7}").contains("missing field `share`"));
    }
}
