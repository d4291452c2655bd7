//! Invented stories in any number, for tests and benchmarks of large collections. The same number gives the same words.

/// Names without end: each number has one, and no two have the same.
fn name(number: usize) -> String {
    const FIRST: [&str; 12] = ["Mar", "Tol", "Ves", "Hal", "Bren", "Osk", "Rav", "Lun", "Sig", "Dor", "Kel", "Fin"];
    const MIDDLE: [&str; 10] = ["a", "e", "i", "o", "u", "ar", "en", "il", "or", "un"];
    const LAST: [&str; 12] =
        ["vik", "holm", "dal", "stad", "ness", "borg", "mund", "rud", "lund", "gard", "sen", "thal"];
    let (a, rest) = (number % FIRST.len(), number / FIRST.len());
    let (b, rest) = (rest % MIDDLE.len(), rest / MIDDLE.len());
    let (c, rest) = (rest % LAST.len(), rest / LAST.len());
    let (d, rest) = (rest % MIDDLE.len(), rest / MIDDLE.len());
    let more = if rest > 0 { name(rest).to_lowercase() } else { String::new() };
    format!("{}{}{}{}{more}", FIRST[a], MIDDLE[b], MIDDLE[d].repeat(usize::from(d > 0)), LAST[c])
}

const OUTLETS: [&str; 9] = [
    "Harbour Gazette",
    "Inland Post",
    "Third Courier",
    "Meridian Wire",
    "Coast Herald",
    "Valley Echo",
    "Island Times",
    "Northern Mail",
    "Ferry Dispatch",
];

const HOLDERS: &str = "school hospital library brewery museum dairy shipyard bakery theatre zoo university prison monastery quarry \
                       mill orchard hotel stadium airline railway foundry tannery observatory cannery vineyard laundry garage circus \
                       choir casino aquarium printworks sawmill smithy pharmacy college refinery distillery nursery cinema";
const DEEDS: &str = "repaired painted ordered rented tested shipped planted counted moved insured cleaned replaced closed opened \
                     purchased auctioned donated stored delivered demolished inspected installed imported exported recycled searched \
                     scrapped towed financed licensed";
const THINGS: &str = "boats houses lamps trees benches trucks beds pumps wagons barrels books clocks bicycles cows windows bridges \
                      turbines carpets violins tents ovens ladders statues horses rifles bottles helmets ropes chairs engines batteries \
                      cameras fences towers tunnels cranes anchors buoys kettles mirrors paintings pianos saddles shovels sledges spoons \
                      stoves swords tables tractors trams trumpets umbrellas vases wheels whistles yachts kiosks greenhouses chimneys";

/// Sentences of a story.
const SENTENCES: usize = 7;

/// The article of one outlet on a story; `shift` is added to its figures, so that another shift contradicts it.
pub fn article(story: usize, teller: usize, shift: usize) -> String {
    // Numbers that are spread evenly, and the same on every machine.
    let mixed = |n: usize| (story * 31 + n).wrapping_mul(0x9E37_79B9).rotate_right(7) % 1_000_003;
    let pick = |list: &'static str, n: usize| {
        let words: Vec<&str> = list.split_whitespace().collect();
        words[mixed(n) % words.len()]
    };
    let (town, speaker, guest) = (name(story * 3), name(story * 3 + 1), name(story * 3 + 2));
    let mut told = Vec::new();
    for n in 0..SENTENCES {
        let (holder, deed, thing) = (pick(HOLDERS, n), pick(DEEDS, 10 + n), pick(THINGS, 20 + n));
        let figure = 11 + mixed(n) % 80 + shift;
        told.push(match teller % 3 {
            0 => format!("The {holder} of {town} {deed} {figure} {thing} last week, {speaker} said."),
            1 => format!("Last week the {holder} of {town} {deed} {figure} {thing}, according to {guest}."),
            _ => format!("In {town}, {figure} {thing} were {deed} by the {holder} last week, said {speaker}."),
        });
    }
    told.rotate_left(teller % SENTENCES);
    let (year, month, day) = (2031 + mixed(1) % 10, 1 + mixed(2) % 12, 1 + mixed(3) % 27);
    let outlet = OUTLETS[(story + teller) % OUTLETS.len()];
    format!(
        "---\noutlet: {outlet}\npublished: {year}-{month:02}-{day:02}T{:02}:00\n---\n\n{}\n",
        8 + teller,
        told.join("\n\n")
    )
}
