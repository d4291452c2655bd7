//! Findings within one article: values that cannot all be true by the article's own words.

use super::finding::make_as;
use super::wording::Wording;
use super::{figures, sums, told, years};
use crate::claim::Reading;
use crate::link::At;
use crate::model::finding::Scope;
use crate::model::{Finding, Step, TimexKind, Value, Verdict};
use chrono::Datelike;

pub fn findings(reading: &Reading) -> Vec<Finding> {
    let mut found = weekdays(reading);
    found.extend(totals(reading));
    found
}

fn totals(reading: &Reading) -> Vec<Finding> {
    let at = |list: Vec<usize>| -> Vec<At> { list.into_iter().map(|draft| At { reading: 0, draft }).collect() };
    let wording = Wording::of(reading);
    let added_up = sums::misfits(&wording).into_iter().map(|misfit| ("W102", misfit));
    let aged = years::misfits(&wording).into_iter().map(|misfit| ("W104", misfit));
    added_up
        .chain(figures::misfits(reading))
        .chain(told::misfits(&wording))
        .chain(aged)
        .map(|(code, misfit)| {
            let steps = vec![Step { row: "sum".into(), outcome: misfit.why.clone(), points: 0 }];
            let sides = vec![at(misfit.total), at(misfit.parts)];
            make_as(
                Some(code),
                std::slice::from_ref(reading),
                Verdict::Contradiction,
                Scope::Within,
                sides,
                steps,
                &misfit.why,
            )
        })
        .collect()
}

/// "Wednesday, 13 May" where the 13th of May was a Tuesday.
fn weekdays(reading: &Reading) -> Vec<Finding> {
    let mut found = Vec::new();
    for (d, draft) in reading.drafts.iter().enumerate() {
        let Value::Time(time) = &draft.claim.value else { continue };
        let (Some(weekday), Some(begin)) = (time.weekday, time.begin) else { continue };
        let one_day = matches!(time.kind, TimexKind::Date | TimexKind::Time)
            && time.end.is_some_and(|end| (end - begin).num_hours() <= 24);
        // "midnight Friday" is the end of that day
        let ended = time.timex.contains("T24");
        let begin = if ended { begin - chrono::Duration::minutes(1) } else { begin };
        let actual = begin.date().weekday().num_days_from_monday() as u8;
        if !one_day || actual == weekday {
            continue;
        }
        let at = At { reading: 0, draft: d };
        let why = format!("{} was a {}", begin.date(), name(actual));
        let steps = vec![Step { row: "calendar".into(), outcome: why.clone(), points: 0 }];
        found.push(make_as(
            Some("W101"),
            std::slice::from_ref(reading),
            Verdict::Contradiction,
            Scope::Within,
            vec![vec![at], vec![at]],
            steps,
            &why,
        ));
    }
    found
}

fn name(weekday: u8) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday.min(6) as usize]
}
