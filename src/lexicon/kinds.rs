//! The kinds a noun can be of. Belongs here: the set and its names. Not: which noun is of which kind.

use std::fmt;

macro_rules! kinds {
    ($($bit:literal $name:ident $word:literal $what:literal;)*) => {
        impl Kinds {
            $(#[doc = $what] pub const $name: Kinds = Kinds(1 << $bit);)*
            const NAMES: &'static [(Kinds, &'static str)] = &[$((Kinds::$name, $word),)*];
        }
    };
}

/// A set of kinds: what a noun's common senses are.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kinds(pub(super) u32);

// The order is that of KINDS in make/wordnet.py.
kinds! {
    0 PERSON "person" "A human being: wrestler, minister, victim.";
    1 GROUP "group" "Several taken as one: crowd, family, fleet.";
    2 ORGANIZATION "organization" "A group with a purpose: company, party, court.";
    3 ANIMAL "animal" "An animal.";
    4 PLANT "plant" "A plant.";
    5 VEHICLE "vehicle" "What carries people or goods: ferry, lorry, aircraft.";
    6 BUILDING "building" "What was built to stand: bridge, hospital, dam.";
    7 PLACE "place" "A region, point or facility: district, port, airport.";
    8 SUBSTANCE "substance" "Stuff: oil, copper, smoke.";
    9 ARTIFACT "artifact" "Anything made, vehicles and buildings among them.";
    10 EVENT "event" "What happens: blast, match, flood.";
    11 ACT "act" "What is done: arrest, vote, rescue.";
    12 COMMUNICATION "communication" "What is said or written: statement, report.";
    13 DOCUMENT "document" "A text with an effect or a form: treaty, invoice, novel.";
    14 MONEY "money" "Sums, payments, currencies: wage, fine, euro.";
    15 TIME "time" "Stretches and points of time: week, deadline.";
    16 BODY "body" "Parts of a body: arm, skull.";
    17 STATE "state" "How things are: drought, poverty, readiness.";
    18 QUANTITY "quantity" "Measures and amounts: kilometre, dozen.";
    19 ILLNESS "illness" "Diseases and injuries.";
    20 FOOD "food" "What is eaten or drunk.";
    21 WEAPON "weapon" "Weapons and explosives.";
    22 NATURE "nature" "Natural things: mountain, comet, river bank.";
    23 THOUGHT "thought" "What is known, believed or studied.";
    24 ATTRIBUTE "attribute" "Properties: height, honesty.";
    25 PHENOMENON "phenomenon" "What nature does: wind, flood, earthquake.";
    26 WATER "water" "Seas, lakes, rivers.";
    27 OCCUPATION "occupation" "Jobs and trades.";
}

impl Kinds {
    /// No kind: the word is unknown or no noun.
    pub const NONE: Kinds = Kinds(0);

    /// Whether all of `other` are among these.
    pub fn has(self, other: Kinds) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the two sets share a kind.
    pub fn meets(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names of the kinds, in a fixed order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().filter(move |(kind, _)| self.has(*kind)).map(|(_, name)| *name)
    }
}

impl fmt::Debug for Kinds {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self.names()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Kinds;

    #[test]
    fn sets() {
        let both = Kinds::PERSON.with(Kinds::WATER);
        assert!(both.has(Kinds::WATER) && both.meets(Kinds::PERSON) && !both.meets(Kinds::FOOD));
        assert!(Kinds::NONE.is_empty() && !both.is_empty());
        assert_eq!(format!("{both:?}"), r#"{"person", "water"}"#);
    }
}
