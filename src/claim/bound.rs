//! Days and places that hold for one figure of a sentence.
//!
//! A sentence can name several. A day holds for the figure of its own clause and for what a
//! relative clause says of it ("a raid in June 2004 in which 90 died"), not for the clause around
//! ("the works, which opened in 1998, employ 300"). A place holds where the words put something
//! there: one that is a goal or an origin, or part of a person's name, does not.

use super::chunk::{Chunk, ChunkKind};
use super::clause::Row;
use super::dates::DateMention;
use super::places::PlaceMention;
use super::{Days, Input, Modality, Scope, ScopeKind};
use crate::rules::lexicon::Tags;
use crate::text::{Sentence, Token};
use compact_str::CompactString;

/// Tokens between a figure and a place that still holds for it.
const REACH: u32 = 20;

/// The days that the figure at a token is of: the nearest date that reaches it.
pub fn when(row: &Row, dates: &[DateMention], token: u32, modality: Modality) -> Option<Days> {
    // what the words call past is dated by the sentence, however it is built
    let free = modality == Modality::Background;
    let holds = |d: &&DateMention| free || row.reaches(d, token);
    let mut by_distance: Vec<&DateMention> = dates.iter().collect();
    by_distance.sort_by_key(|d| d.first.abs_diff(token));
    let near = by_distance.into_iter().find(holds)?;
    // "two in a fire in May, and four in a leak last June": the day of its own member
    let apart = near.end <= token && row.coordinated_between(near.end, token);
    let later = dates.iter().filter(|d| apart && d.first > token);
    let mut own = later.take_while(|d| !row.coordinated_between(token, d.first));
    own.find(holds).unwrap_or(near).days
}

/// The places named near a token at which the sentence puts what it tells; for a figure that is
/// limited to one of them, that one.
pub fn places(
    input: &Input,
    sentence: &Sentence,
    places: &[PlaceMention],
    token: u32,
    scope: Option<&Scope>,
) -> Vec<CompactString> {
    let limit = scope.filter(|s| s.kind == ScopeKind::Place).map(|s| &s.text);
    if let Some(own) = limit.and_then(|l| places.iter().find(|p| p.name == *l)) {
        return vec![own.name.clone()];
    }
    places
        .iter()
        .filter(|p| p.first.abs_diff(token) < REACH && stands(input, sentence, p) && !listed(input, token, p))
        .map(|p| p.name.clone())
        .collect()
}

impl Row<'_> {
    /// Whether a conjunction stands between two tokens.
    fn coordinated_between(&self, from: u32, to: u32) -> bool {
        let mut between = self.chunks.iter().filter(|c| c.first >= from && c.end <= to);
        between.any(|c| c.kind == ChunkKind::Conj)
    }

    /// "from", "than", "against": a preposition before what a figure is held against.
    fn compares(&self, t: &Token) -> bool {
        t.is(Tags::PREP | Tags::SUBORD)
            && matches!(
                self.source.rules.lexicon.word(t.word),
                "from" | "than" | "against" | "with"
            )
    }

    fn reaches(&self, date: &DateMention, token: u32) -> bool {
        let between = |from: u32, to: u32| self.chunks.iter().filter(move |c| c.first >= from && c.end <= to);
        if token < date.first {
            // "five floors, which were added in 1998"; but "12 died when the dam broke in 1998"
            // "57 percent, down from 61 percent four years ago": the date is that of what it is held against
            // "more than in any round since the mill shut in 1979"
            let held = self.chunks.windows(2).any(|w| {
                let opener = self.source.document.tokens.get(w[0].first as usize);
                let against = opener.is_some_and(|t| self.compares(t));
                let figure = matches!(&w[1].kind, ChunkKind::Noun(n) if n.quantity.is_some());
                let range = against && w[1].kind == ChunkKind::Prep;
                w[0].first > token && w[1].end <= date.first && against && (figure || range)
            });
            // "which", "five of which"
            let relative = |c: &Chunk| {
                let last = self.source.document.tokens.get(c.end.saturating_sub(1) as usize);
                c.kind == ChunkKind::Rel
                    || matches!(c.kind, ChunkKind::Noun(_)) && last.is_some_and(|t| t.is(Tags::REL))
            };
            let mut pairs = self.chunks.windows(2);
            return !held
                && !pairs.any(|w| {
                    w[0].first > token
                        && w[0].end <= date.first
                        && relative(&w[0])
                        && matches!(w[1].kind, ChunkKind::Verb(_))
                });
        }
        // an adverbial that opens its clause, before any verb
        let before = self.chunks.iter().rev().skip_while(|c| c.end > date.first);
        let opens = !before
            .take_while(|c| c.kind != ChunkKind::Colon)
            .any(|c| matches!(c.kind, ChunkKind::Verb(_)));
        let mut after = between(date.end, token);
        // "on 3 May, when 12 died", "in 1998, in which"
        let told = after
            .clone()
            .find(|c| !matches!(c.kind, ChunkKind::Comma | ChunkKind::Prep));
        // "opened in 1974 and is used by 11,000": the second verb's own
        let second = self.chunks.windows(2).any(|w| {
            w[0].first >= date.end
                && w[1].end <= token
                && w[0].kind == ChunkKind::Conj
                && matches!(w[1].kind, ChunkKind::Verb(_))
        });
        if second && !opens {
            return false;
        }
        opens
            || told.is_some_and(|c| matches!(c.kind, ChunkKind::Rel | ChunkKind::Subord))
            || !after.any(|c| matches!(c.kind, ChunkKind::Comma | ChunkKind::Colon | ChunkKind::Close))
    }
}

/// Whether a colon parts a figure from a place behind it: "Thirteen died: eleven on the road, one in Oslo".
fn listed(input: &Input, figure: u32, place: &PlaceMention) -> bool {
    let between = input.document.tokens.get(figure as usize..place.first as usize);
    between.is_some_and(|all| all.iter().any(|t| matches!(t.sign, ':' | ';')))
}

/// Whether a place is one where something is or happens.
fn stands(input: &Input, sentence: &Sentence, place: &PlaceMention) -> bool {
    if place.demonym || place.dateline {
        return true;
    }
    let token = |at: u32| input.document.tokens.get(at as usize);
    // "Mobile Brigade 30"
    let next = Some(place.end).filter(|&end| end < sentence.end).and_then(token);
    if next
        .is_some_and(|t| t.is_capital() && t.spaced && t.is(Tags::NOUN) && !t.is(Tags::PREP | Tags::DET | Tags::MONTH))
    {
        return false;
    }
    let mut at = place.first;
    while at > sentence.first && token(at - 1).is_some_and(|t| t.is_capital() && !t.is(Tags::PREP | Tags::DET)) {
        at -= 1;
    }
    let named = at < place.first;
    let Some(before) = at.checked_sub(1).filter(|&b| b >= sentence.first).and_then(token) else {
        return !named;
    };
    if before.is(Tags::PREP) {
        return !input.rules.places.ways.contains(&before.word);
    }
    !named
}

#[cfg(test)]
mod tests {
    use crate::claim::Claim;
    use crate::claim::testing::claims;

    fn of(text: &str, number: &str) -> Claim {
        let all = claims(text, Some("2021-11-09"));
        let found = all.iter().find(|c| c.text.contains(number));
        found.unwrap_or_else(|| panic!("{number} in {all:?}")).clone()
    }

    #[test]
    fn each_of_a_row_has_its_own_place() {
        let text = "Thirty people drowned off Arnholm and 17 off the Merrin islands.";
        let last = of(text, "17");
        assert_eq!(last.places, ["Merrin"]);
        assert_eq!(last.scope.map(|s| s.text), Some("Merrin".into()));
        assert_eq!(of("Thirty people drowned off Arnholm.", "Thirty").scope, None);
    }

    #[test]
    fn each_of_a_row_has_its_own_day() {
        let text = "Two divers drowned in a wreck in May, and four in a cave last April.";
        let month = |number: &str| of(text, number).when.map(|d| d.from.month());
        assert_eq!((month("Two"), month("four")), (Some(5), Some(4)));
    }

    #[test]
    fn the_year_of_a_relative_clause_is_not_that_of_the_figure_around_it() {
        let text = "The tannery, which opened its doors in 1998, lost 30 workers to the flames.";
        assert_eq!(of(text, "30").when, None);
        let text = "Rescuers found 14 bodies in the mill, which closed in 1998.";
        assert_eq!(of(text, "14").when, None);
    }

    #[test]
    fn a_date_that_opens_its_clause_or_leads_a_when_holds() {
        let year = |text: &str, number: &str| of(text, number).when.map(|d| d.from.year());
        let text = "Floods are frequent along the canal; in 2004, 72 people died in the lower town.";
        assert_eq!(year(text, "72"), Some(2004));
        let text = "More than 40 people died when the old dam gave way in 1987.";
        assert_eq!(year(text, "40"), Some(1987));
    }

    #[test]
    fn the_date_of_what_a_figure_is_held_against_is_not_its_own() {
        let text = "Turnout was 57 percent, down from 61 percent in 2017.";
        assert_eq!(of(text, "57").when, None);
    }

    #[test]
    fn what_a_figure_outdoes_or_a_second_verb_tells_dates_nothing() {
        let text = "The mill will cut 300 jobs, more than in any round since the yard shut in 1979.";
        assert_eq!(of(text, "300").when, None);
        let text = "The bridge was opened in 1974 and is used by 9,000 lorries a day.";
        assert_eq!(of(text, "9,000").when, None);
        assert_eq!(of(text, "9,000").modality, crate::claim::Modality::Asserted);
    }

    #[test]
    fn a_place_behind_a_colon_or_in_a_name_is_not_that_of_the_figure() {
        let places = |text: &str| of(text, "Nine").places;
        assert!(places("Nine soldiers died: eight on the road and one in Oslo.").is_empty());
        assert!(places("Nine members of Mobile Brigade 4 were killed.").is_empty());
        assert_eq!(places("Nine soldiers were killed in Oslo."), ["Oslo"]);
        assert_eq!(places("Nine soldiers were killed in Oslo\n\nPolice said so."), ["Oslo"]);
    }

    #[test]
    fn a_goal_an_origin_and_a_person_are_no_place_of_the_figure() {
        let places = |text: &str| of(text, "12").places;
        assert!(places("Helicopters took 12 injured people to Oslo.").is_empty());
        assert!(places("Police spokesman Hamid Oslo said 12 people were killed.").is_empty());
        assert_eq!(places("A blast in Oslo killed 12 people."), ["Oslo"]);
    }
}
