//! Who holds the offices of a text.
//!
//! What belongs here: the office beside a name, and the office alone. What does not: names without an office.

use super::MentionForm;
use super::alias::{Grouping, Party, sex_of_address};
use super::lists::{TitleClass, covered_by};
use super::proper::{Proper, of_sentence};
use super::titles::Office;
use crate::extract::place::gazetteer::gazetteer;
use crate::syntax::NameKind;

impl Grouping<'_> {
    /// The person whose name stands next to an office.
    pub fn holder(&self, office: &Office) -> Option<usize> {
        let s = office.sentence;
        let person = |test: &dyn Fn(&Proper) -> bool| {
            let first = self.names.partition_point(|n| n.sentence < s);
            of_sentence(self.names, |n| n.sentence, s).iter().enumerate().find_map(|(i, n)| {
                let at = self.of[first + i].filter(|_| test(n))?;
                self.parties[at].is_person().then_some(at)
            })
        };
        if let Some(at) = person(&|n| n.first == office.end && self.scenes.joined(s, n.first)) {
            return Some(at);
        }
        if self.scenes.word(s, office.stop) == ","
            && office.definite
            && let Some(at) = person(&|n| n.first == office.stop + 1 && n.name.contains(' '))
        {
            return Some(at);
        }
        let mut start = office.start;
        if start > 0 && matches!(self.scenes.word(s, start - 1), "the" | "a" | "an" | "its" | "their") {
            start -= 1;
        }
        (start > 1 && self.scenes.word(s, start - 1) == ",").then(|| person(&|n| n.end + 1 == start)).flatten()
    }

    pub fn held_offices(&mut self) {
        for office in self.offices {
            let Some(at) = self.holder(office) else { continue };
            let party = &mut self.parties[at];
            if let Some(address) = office.address {
                party.sex = sex_of_address(address).or(party.sex);
                continue;
            }
            if !party.entity.titles.contains(&office.canonical) {
                party.entity.titles.push(office.canonical.clone());
            }
            if party.entity.country.is_none() {
                party.entity.country = office.country.map(str::to_string);
            }
            self.bear("title", office.canonical.clone(), at);
        }
    }

    pub fn offices_alone(&mut self) {
        for office in self.offices {
            if office.address.is_some() || self.holder(office).is_some() {
                continue;
            }
            let s = office.sentence;
            let span = self.scenes.span(s, office.start, office.stop);
            let mut holders: Vec<usize> = self.bearers("title", &office.canonical).to_vec();
            for title in covered_by(&office.canonical).iter().filter(|_| office.country.is_some()) {
                holders.extend(self.bearers("title", title));
            }
            holders.sort_unstable();
            holders.dedup();
            let found = match office.country {
                Some(code) => {
                    let exact = |p: &Party| p.entity.country.as_deref() == Some(code);
                    self.nearest(&holders, span.start, exact).or_else(|| {
                        // One whose country the text does not tell can be meant if there is no other,
                        // and the sentence does not name him besides.
                        let [at] = holders[..] else { return None };
                        let party = &self.parties[at].entity;
                        (party.country.is_none() && !party.mentions.iter().any(|m| m.sentence == s)).then_some(at)
                    })
                }
                None if !office.definite => None,
                None => {
                    let earlier = |p: &Party| p.last_before(span.start).is_some();
                    self.nearest(&holders, span.start, earlier)
                        .filter(|_| holders.len() == 1 || office.class == TitleClass::State)
                }
            };
            match found {
                Some(at) => {
                    let party = &mut self.parties[at];
                    party.mention(span, s, MentionForm::Title);
                    if party.entity.country.is_none() {
                        party.entity.country = office.country.map(str::to_string);
                    }
                }
                None => {
                    let (Some(code), true) =
                        (office.country, office.class == TitleClass::State || office.canonical == "leader")
                    else {
                        continue;
                    };
                    let land = gazetteer().country(code).map_or(code, |a| a.name());
                    let name = format!("{} of {land}", office.canonical);
                    let key = format!("{} {}", code.to_lowercase(), office.canonical);
                    let mut party = Party::new(NameKind::Person, &name, key);
                    party.entity.titles.push(office.canonical.clone());
                    party.entity.country = Some(code.to_string());
                    party.mention(span, s, MentionForm::Title);
                    let at = self.add(party);
                    self.bear("title", office.canonical.clone(), at);
                }
            }
        }
    }
}
