//! Versions of one article: every edit of a fact is exactly one row of claims, rewording and typography are none.

use corroborate::claim::{self, Reading};
use corroborate::model::Attribute;
use corroborate::revise::{self, Revision, State};
use corroborate::{judge, read};

const BEFORE: &str = "The council of Norrhamn met on Tuesday in the old customs house.";
const AFTER: &str = "Fishermen at the quay took little notice of the debate. The mayor refused to comment.";

fn reading(path: &str, metadata: &str, text: &str) -> Reading {
    let seed = format!("---\noutlet: Harbour Gazette\npublished: 2031-05-16\n{metadata}---\n\n{text}\n");
    let articles = read::read_bytes(path, seed.as_bytes(), None).expect("a sound seed");
    claim::read(read::relate(articles).remove(0))
}

fn compare(old: &str, new: &str) -> Revision {
    revise::compare(&reading("old.txt", "", old), &reading("new.txt", "", new))
}

fn rows(revision: &Revision) -> Vec<String> {
    let claims = &revision.claims;
    let changed =
        claims.changed.iter().map(|r| format!("changed {:?} {} -> {}", r.attribute, r.old.quote, r.new.quote));
    let added = claims.added.iter().map(|c| format!("added {:?} {}", c.attribute, c.quote));
    let removed = claims.removed.iter().map(|c| format!("removed {:?} {}", c.attribute, c.quote));
    changed.chain(added).chain(removed).collect()
}

/// The one row of an edit within an article of several sentences.
fn one_row(old: &str, new: &str, old_words: &str, new_words: &str, attributes: &[Attribute]) {
    let around = |text: &str| format!("{BEFORE}\n\n{text}\n\n{AFTER}");
    let revision = compare(&around(old), &around(new));
    let rows = rows(&revision);
    assert_eq!(rows.len(), 1, "{old}\n{new}\n{rows:#?}");
    let row = revision.claims.changed.first().unwrap_or_else(|| panic!("not changed: {rows:?}"));
    assert!(attributes.contains(&row.attribute), "{rows:?}");
    let meets = |said: &str, wanted: &str| said.contains(wanted) || wanted.contains(said);
    assert!(meets(&row.old.quote, old_words) && meets(&row.new.quote, new_words), "{rows:?}");
}

macro_rules! edits {
    ($($name:ident: $old:expr, $new:expr, $from:expr => $to:expr, $($attribute:ident)|+;)*) => {
        $(#[test] fn $name() { one_row($old, $new, $from, $to, &[$(Attribute::$attribute),+]); })*
    };
}

edits! {
    a_day: "The lighthouse at Skarvik was switched off on May 14.", "The lighthouse at Skarvik was switched off on May 15.",
        "May 14" => "May 15", Date;
    a_day_in_digits: "The permit for the quarry is dated 2026-05-14.", "The permit for the quarry is dated 2026-05-15.",
        "2026-05-14" => "2026-05-15", Date;
    minutes: "The outage in the harbour lasted 90 minutes.", "The outage in the harbour lasted 30 minutes.",
        "90 minutes" => "30 minutes", Duration;
    a_time_of_day: "The ferry left the pier at 4:30 PM on Monday.", "The ferry left the pier at 9:15 AM on Monday.",
        "4:30 PM" => "9:15 AM", Time;
    turned_digits_of_money: "The tunnel will cost $17.2 billion, the ministry said.", "The tunnel will cost $71.2 billion, the ministry said.",
        "$17.2 billion" => "$71.2 billion", Money;
    a_share: "The tax on herring was cut by 25% last year.", "The tax on herring was cut by 10% last year.",
        "25%" => "10%", Percent;
    the_dead: "The fire in the cannery left 14 dead.", "The fire in the cannery left 41 dead.",
        "14" => "41", Count;
    a_city: "The two companies will sign the treaty in Geneva.", "The two companies will sign the treaty in Vienna.",
        "Geneva" => "Vienna", Place;
    whom_first: "The new premier called Norland first after taking office.", "The new premier called Estoria first after taking office.",
        "Norland" => "Estoria", Participant | Name | Place;
    a_decimal_point_of_money: "The shipyard owes its banks $1.72 billion.", "The shipyard owes its banks $17.2 billion.",
        "$1.72 billion" => "$17.2 billion", Money;
    a_decimal_point_of_a_share: "Prices on the island rose 3.5% in the spring.", "Prices on the island rose 35% in the spring.",
        "3.5%" => "35%", Percent;
    a_sentence_of_years: "The smuggler faces a sentence of 1-2 years.", "The smuggler faces a sentence of 12 years.",
        "1-2 years" => "12 years", Duration;
    a_minus_sign: "Output of the mill changed by -3% in the quarter.", "Output of the mill changed by 3% in the quarter.",
        "-3%" => "3%", Percent;
    a_hyphen: "The captain is to re-sign with the club this week.", "The captain is to resign with the club this week.",
        "re-sign" => "resign", Status | Name;
    a_tally: "The motion was carried with a tally of 11:10 in the chamber.", "The motion was carried with a tally of 1:110 in the chamber.",
        "11:10" => "1:110", Count | Time | Measure | Name;
    a_quotation: "The pilot told the inquiry: “The engine was never checked.”", "The pilot told the inquiry that the engine had been checked too rarely.",
        "The engine was never checked" => "the engine had been checked too rarely", Quote;
}

edits! {
    a_plan: "The school is to open in autumn.", "The school opened in autumn.", "is to open" => "opened", Status;
    a_doubt: "The governor may close the mine this year.", "The governor will close the mine this year.",
        "may close" => "will close", Status;
    a_ship: "The oil came from the freighter Tessa 4, the coast guard said.", "The oil came from the freighter Tessa 9, the coast guard said.",
        "4" => "9", Name | Count | Participant;
    a_list: "Vestland, Norland and Estoria will share the new radar.", "Vestland and Estoria will share the new radar.",
        "Vestland, Norland and Estoria" => "Vestland and Estoria", Participant | Name | Place;
    roles: "The referee pushed the trainer after the match.", "The trainer pushed the referee after the match.",
        "The referee" => "The trainer", Participant;
    to_and_by: "Membership of the club rose to 3,000 last year.", "Membership of the club rose by 3,000 last year.",
        "3,000" => "3,000", Count;
    a_bound: "At least 20 boats were damaged.", "Up to 20 boats were damaged.", "20 boats" => "20 boats", Count;
    a_currency: "The insurer will pay US$40m to its customers.", "The insurer will pay C$40m to its customers.",
        "US$40m" => "C$40m", Money;
    a_negation: "The vaccine is safe for children, the agency said.", "The vaccine is not safe for children, the agency said.",
        "is safe" => "is not safe", Status;
}

fn none(old: &str, new: &str) {
    let revision = compare(old, new);
    assert!(revision.claims.is_empty(), "{old}\n{new}\n{:#?}", rows(&revision));
}

#[test]
fn rewording_and_typography_are_no_change() {
    none(
        "An heir left £500,000 to the museum in Lervik.",
        "An heir left half a million pounds to the museum in Lervik.",
    );
    none("Divers counted 1,100,000 urchins in the bay.", "Divers counted 1.1 million urchins in the bay.");
    none("The toll for lorries is $1.2bn a year.", "The toll for lorries is 1.2 billion dollars a year.");
    none("The strike at the port lasted ten days.", "The strike at the port lasted 10 days.");
    none(
        "The keeper said: \"We saw a light and then nothing.\"",
        "The keeper said: ‘We saw a light and then nothing.’",
    );
    none("The drone failed to reach the island.", "The drone did not reach the island.");
    none(
        "Ida Holm, 48, of Lervik has led the bank since 2029.",
        "Since 2029 the bank has been led by Ida Holm, who is 48 and from Lervik.",
    );
    none(
        "Ticket sales fell in the third quarter – for the second time.",
        "Ticket sales dropped in the third quarter - for the second time.",
    );
}

#[test]
fn a_moved_paragraph_is_moved() {
    let (a, b, c) = (
        "The bridge at Lervik cost 40 million crowns.",
        "It was closed to lorries on May 2 after cracks were found.",
        "Some 300 boats pass below it every week.",
    );
    let revision = compare(&format!("{a}\n\n{b}\n\n{c}"), &format!("{b}\n\n{c}\n\n{a}"));
    assert!(rows(&revision).is_empty(), "{:?}", rows(&revision));
    let moved: Vec<&str> = revision.claims.moved.iter().map(|row| row.old.quote.as_str()).collect();
    assert_eq!(moved, ["40 million crowns"]);
}

const FAIR: &str = "The spring fair at Lervik drew 3,000 visitors on May 3. The stalls sold 120 tonnes of herring.";

#[test]
fn a_notice_declares_what_it_names_and_nothing_else() {
    let new = "The spring fair at Lervik drew 300 visitors on May 3. The stalls sold 210 tonnes of herring.\n\nCorrection: an \
               earlier version of this article said that the fair had 3,000 visitors. There were 300.";
    let revision = compare(FAIR, new);
    let told: Vec<(&str, bool)> =
        revision.claims.changed.iter().map(|row| (row.new.quote.as_str(), row.declared)).collect();
    assert_eq!(told, [("300 visitors", true), ("210 tonnes", false)], "{:?}", rows(&revision));
    let codes: Vec<String> = revise::findings(&revision).into_iter().map(|f| f.code).collect();
    assert_eq!(codes, ["V202", "V201"]);
    for code in codes {
        assert!(judge::codes::lookup(&code).is_some());
    }
}

#[test]
fn an_update_time_declares_a_change_but_is_no_correction() {
    let new = FAIR.replace("120", "210");
    let revision = revise::compare(&reading("a.txt", "", FAIR), &reading("b.txt", "updated: 2031-05-17\n", &new));
    let row = &revision.claims.changed[0];
    assert_eq!((row.declared, row.declared_by), (true, Some("updated")));
    let codes: Vec<String> = revise::findings(&revision).into_iter().map(|f| f.code).collect();
    assert_eq!(codes, ["V203"]);
}

#[test]
fn an_article_that_was_withdrawn_and_came_back() {
    let texts = [
        FAIR.to_string(),
        "This article has been withdrawn while its figures are checked.".to_string(),
        FAIR.replace("3,000", "300"),
        format!("{}\n\nCorrection: the fair was on May 4.", FAIR.replace("3,000", "300").replace("May 3", "May 4")),
    ];
    let readings: Vec<Reading> = texts.iter().map(|text| reading("a.txt", "", text)).collect();
    assert_eq!(revise::states(&readings), [State::Published, State::Withdrawn, State::Restored, State::Corrected]);
}

#[test]
fn the_life_of_a_claim() {
    let texts = ["The mill employs 90 people.", FAIR, &format!("{FAIR} No rain fell."), &FAIR.replace("120", "210")];
    let readings: Vec<Reading> =
        texts.iter().enumerate().map(|(n, text)| reading(&format!("a.v{n}.txt"), "", text)).collect();
    let is = |d: &&claim::Draft| d.claim.quote == "120 tonnes";
    let id = &readings[2].drafts.iter().find(is).expect("a claim").claim.id;
    let track = revise::track(&readings, id).expect("it stands there");
    let stands: Vec<bool> = track.drafts.iter().map(Option::is_some).collect();
    assert_eq!(stands, [false, true, true, false]);
    let (version, draft) = track.became.expect("it became something");
    assert_eq!((version, readings[version].drafts[draft].claim.quote.as_str()), (3, "210 tonnes"));
    assert!(revise::track(&readings, "c00000000").is_none());
}

/// Reading and copying one article must not look like an edit.
#[test]
fn the_same_text_twice_has_no_row() {
    let text = format!("{BEFORE}\n\n{FAIR}\n\n{AFTER}");
    let revision = compare(&text, &text);
    assert!(!revision.differs(), "{:?}", rows(&revision));
}

#[test]
fn outside_corpus_a_copy_with_other_marks_has_no_changed_claim() {
    let Some(corpora) = std::env::var_os("CORROBORATE_CORPORA") else { return };
    let folder = std::path::Path::new(&corpora).join("corpus");
    let load = |start: &str| {
        let entries = std::fs::read_dir(&folder).expect("the corpus");
        let mut paths = entries.flatten().map(|e| e.path());
        let path = paths.find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(start)));
        let path = path.expect("a file of the corpus");
        let bytes = std::fs::read(&path).expect("readable");
        read::relate(read::read_bytes(&path.to_string_lossy(), &bytes, None).expect("sound"))
    };
    let (old, new) = corroborate::pipeline::pair(load("002"), load("003")).expect("two articles");
    let revision = revise::diff(old, new);
    assert!(rows(&revision).is_empty(), "{:?}", rows(&revision));
    assert!(revision.text.iter().any(|hunk| hunk.typographic));
}

#[test]
fn a_running_toll_that_was_told_anew_is_one_change() {
    let pairs = |old: &str, new: &str| {
        let revision = compare(&format!("{BEFORE}\n\n{old}\n\n{AFTER}"), &format!("{BEFORE}\n\n{new}\n\n{AFTER}"));
        let counts = revision.claims.changed.iter().filter(|row| row.attribute == Attribute::Count);
        counts.map(|row| (row.old.canonical.clone(), row.new.canonical.clone())).collect::<Vec<_>>()
    };
    let first = "Up to midday nine people had died in the gorge, and the bridge held.";
    let later = "The number of dead in the valleys below has risen to 17, the ministry said in the evening.";
    assert!(pairs(first, later).contains(&("9 people".into(), "17".into())), "{:?}", pairs(first, later));
}
