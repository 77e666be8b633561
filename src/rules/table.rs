//! Tables by word: as words are numbered, to look one up is to index, without hashing.

use super::lexicon::WordId;

/// Slots that a map grows by.
const GROWTH: usize = 1024;

/// A map from words to values.
#[derive(Clone, Debug)]
pub struct WordMap<T> {
    /// Per word one more than the index of its value.
    slots: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            values: Vec::new(),
        }
    }
}

impl<T> WordMap<T> {
    /// The value of a word.
    #[inline]
    pub fn get(&self, word: &WordId) -> Option<&T> {
        let slot = *self.slots.get(word.0 as usize)?;
        self.values.get((slot as usize).checked_sub(1)?)
    }

    /// Whether a word has a value.
    #[inline]
    pub fn contains_key(&self, word: &WordId) -> bool {
        self.get(word).is_some()
    }

    /// The value of a word, made first if there is none.
    pub fn or_insert_with(&mut self, word: WordId, value: impl FnOnce() -> T) -> &mut T {
        let slot = self.slot(word);
        if slot == self.values.len() {
            self.values.push(value());
        }
        &mut self.values[slot]
    }

    /// The place of a word's value; one past the last for a word that is new.
    fn slot(&mut self, word: WordId) -> usize {
        let at = word.0 as usize;
        if at >= self.slots.len() {
            // words come in by number, more or less
            self.slots.resize((at + 1).next_multiple_of(GROWTH), 0);
        }
        if self.slots[at] == 0 {
            self.slots[at] = self.values.len() as u32 + 1;
        }
        self.slots[at] as usize - 1
    }

    /// Sets the value of a word.
    pub fn insert(&mut self, word: WordId, value: T) {
        let slot = self.slot(word);
        match self.values.get_mut(slot) {
            Some(kept) => *kept = value,
            None => self.values.push(value),
        }
    }

    /// All values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.iter_mut()
    }

    /// All values, in the order in which their words came in.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.values.iter()
    }
}

impl<T> FromIterator<(WordId, T)> for WordMap<T> {
    fn from_iter<I: IntoIterator<Item = (WordId, T)>>(pairs: I) -> Self {
        let mut map = Self::default();
        pairs.into_iter().for_each(|(word, value)| map.insert(word, value));
        map
    }
}

/// A set of words.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    /// The words of the set, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = WordId> + '_ {
        let set = move |at: &u32| self.contains(&WordId(*at));
        (0..self.bits.len() as u32 * 64).filter(set).map(WordId)
    }

    /// Whether a word is in the set.
    #[inline]
    pub fn contains(&self, word: &WordId) -> bool {
        let (cell, bit) = (word.0 as usize / 64, word.0 % 64);
        self.bits.get(cell).is_some_and(|b| b >> bit & 1 == 1)
    }

    /// Adds a word.
    pub fn insert(&mut self, word: WordId) {
        let (cell, bit) = (word.0 as usize / 64, word.0 % 64);
        if cell >= self.bits.len() {
            self.bits.resize((cell + 1).next_power_of_two(), 0);
        }
        self.bits[cell] |= 1 << bit;
    }
}

impl Extend<WordId> for WordSet {
    fn extend<I: IntoIterator<Item = WordId>>(&mut self, words: I) {
        words.into_iter().for_each(|w| self.insert(w));
    }
}

impl FromIterator<WordId> for WordSet {
    fn from_iter<I: IntoIterator<Item = WordId>>(words: I) -> Self {
        let mut set = Self::default();
        set.extend(words);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_keep_the_last_value() {
        let mut map: WordMap<&str> = [(WordId(7), "a"), (WordId(2), "b")].into_iter().collect();
        map.insert(WordId(7), "c");
        *map.or_insert_with(WordId(9), || "d") = "e";
        assert_eq!(map.get(&WordId(7)), Some(&"c"));
        assert_eq!(map.get(&WordId(9)), Some(&"e"));
        assert!(map.contains_key(&WordId(2)) && !map.contains_key(&WordId(3)));
        assert_eq!(map.get(&WordId(u32::MAX)), None);
        assert_eq!(map.values().count(), 3);
    }

    #[test]
    fn sets() {
        let set: WordSet = [WordId(0), WordId(64), WordId(700)].into_iter().collect();
        assert!(set.contains(&WordId(64)) && !set.contains(&WordId(65)) && !set.contains(&WordId(9000)));
    }
}
