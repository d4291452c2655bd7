//! Abbreviations of time zones, as they stand behind clock times in news copy.
//!
//! What belongs here: the table and how an abbreviation with several meanings is decided. What does not: parsing times.

/// Abbreviation and offset from UTC in minutes.
const ZONES: &[(&str, i32)] = &[
    ("ACDT", 630),
    ("ACST", 570),
    ("ADT", -180),
    ("AEDT", 660),
    ("AEST", 600),
    ("AFT", 270),
    ("AKDT", -480),
    ("AKST", -540),
    ("ALMT", 300),
    ("ART", -180),
    ("AWST", 480),
    ("AZOT", -60),
    ("AZT", 240),
    ("BNT", 480),
    ("BOT", -240),
    ("BRT", -180),
    ("BTT", 360),
    ("CAT", 120),
    ("CDT", -300),
    ("CEST", 120),
    ("CET", 60),
    ("CHST", 600),
    ("CLST", -180),
    ("CLT", -240),
    ("COT", -300),
    ("EAT", 180),
    ("EDT", -240),
    ("EEST", 180),
    ("EET", 120),
    ("EST", -300),
    ("FJT", 720),
    ("GET", 240),
    ("GMT", 0),
    ("GYT", -240),
    ("HKT", 480),
    ("HST", -600),
    ("ICT", 420),
    ("IDT", 180),
    ("IRST", 210),
    ("JST", 540),
    ("KGT", 360),
    ("KST", 540),
    ("MDT", -360),
    ("MMT", 390),
    ("MSK", 180),
    ("MUT", 240),
    ("MVT", 300),
    ("MYT", 480),
    ("NDT", -150),
    ("NPT", 345),
    ("NST", -210),
    ("NZDT", 780),
    ("NZST", 720),
    ("PDT", -420),
    ("PET", -300),
    ("PGT", 600),
    ("PHT", 480),
    ("PKT", 300),
    ("PYT", -180),
    ("SAST", 120),
    ("SBT", 660),
    ("SGT", 480),
    ("SLST", 330),
    ("TJT", 300),
    ("TMT", 300),
    ("TRT", 180),
    ("ULAT", 480),
    ("UTC", 0),
    ("UYT", -180),
    ("UZT", 300),
    ("VET", -240),
    ("WAT", 60),
    ("WEST", 60),
    ("WET", 0),
    ("WIB", 420),
    ("WIT", 540),
    ("WITA", 480),
];

/// One meaning of an abbreviation: the offset, and words that speak for it.
type Reading = (i32, &'static [&'static str]);

/// Abbreviations that stand for several zones: each with words that speak for it; an empty list is the usual reading.
const AMBIGUOUS: &[(&str, &[Reading])] = &[
    (
        "IST",
        &[
            (330, &["India", "Indian", "Delhi", "Mumbai", "Kolkata", "Chennai", "Bengaluru"]),
            (60, &["Ireland", "Irish", "Dublin"]),
            (120, &["Israel", "Israeli", "Jerusalem", "Tel Aviv"]),
        ],
    ),
    (
        "CST",
        &[
            (480, &["China", "Chinese", "Beijing", "Shanghai", "Taiwan", "Taiwanese", "Taipei"]),
            (-300, &["Cuba", "Cuban", "Havana"]),
            (-360, &[]),
        ],
    ),
    ("BST", &[(360, &["Bangladesh", "Bangladeshi", "Dhaka"]), (60, &[])]),
    (
        "AST",
        &[(180, &["Saudi", "Riyadh", "Kuwait", "Qatar", "Doha", "Bahrain", "Iraq", "Baghdad", "Yemen"]), (-240, &[])],
    ),
    ("PST", &[(480, &["Philippines", "Philippine", "Filipino", "Manila"]), (-480, &[])]),
    ("MST", &[(480, &["Malaysia", "Malaysian", "Kuala Lumpur"]), (-420, &[])]),
    (
        "GST",
        &[(240, &["Emirates", "Emirati", "UAE", "Dubai", "Abu Dhabi", "Oman", "Muscat"]), (-120, &["South Georgia"])],
    ),
    ("WST", &[(480, &["Australia", "Australian", "Perth"]), (780, &["Samoa", "Apia"])]),
    ("SST", &[(480, &["Singapore"]), (-660, &["Samoa", "Pago Pago"])]),
    ("AMT", &[(240, &["Armenia", "Armenian", "Yerevan"]), (-240, &["Brazil", "Brazilian", "Manaus"])]),
];

/// What an abbreviation is known to mean.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    Offset(i32),
    /// It has several meanings, and nothing speaks for one of them.
    Undecided,
    Unknown,
}

/// The offset that `abbreviation` stands for; `around` is text that may speak for one of several meanings.
pub fn zone(abbreviation: &str, around: &str) -> Zone {
    if let Ok(at) = ZONES.binary_search_by(|(name, _)| (*name).cmp(abbreviation)) {
        return Zone::Offset(ZONES[at].1);
    }
    let Some((_, readings)) = AMBIGUOUS.iter().find(|(name, _)| *name == abbreviation) else {
        return Zone::Unknown;
    };
    // The word that comes first decides: a dateline stands before the places an article goes on to name.
    let first = readings
        .iter()
        .flat_map(|(offset, words)| words.iter().filter_map(|word| Some((around.find(word)?, *offset))))
        .min();
    match first {
        Some((_, offset)) => Zone::Offset(offset),
        None => readings
            .iter()
            .find(|(_, words)| words.is_empty())
            .map_or(Zone::Undecided, |(offset, _)| Zone::Offset(*offset)),
    }
}

/// Whether a word is an abbreviation of a time zone at all.
pub fn is_zone(word: &str) -> bool {
    zone(word, "") != Zone::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted() {
        assert!(ZONES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn decides_by_the_words_around() {
        assert_eq!(zone("JST", ""), Zone::Offset(540));
        assert_eq!(zone("IST", "PUNE, India, and later in Ireland"), Zone::Offset(330));
        assert_eq!(zone("IST", "GALWAY, Ireland"), Zone::Offset(60));
        assert_eq!(zone("IST", "nowhere"), Zone::Undecided);
        assert_eq!(zone("BST", "LEEDS"), Zone::Offset(60));
        assert_eq!(zone("QQT", ""), Zone::Unknown);
    }
}
