//! Invented stories in any number, for tests and benchmarks of large collections. The same number gives the same words.
//!
//! They differ as the news of one region does: each has six names of its own and a town that it shares with some others, tells
//! seven deeds out of many hundred thousand possible ones, and appears on some day of two years. Of all pairs of articles of
//! different stories, one in four hundred is alike enough to be compared.

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

const HOLDERS: &str = "\
    school hospital library brewery museum dairy shipyard bakery theatre zoo university prison monastery quarry mill \
    orchard hotel stadium airline railway foundry tannery observatory cannery vineyard laundry garage circus choir casino \
    aquarium printworks sawmill smithy pharmacy college refinery distillery nursery cinema parish ministry embassy union \
    council bank charity publisher academy orchestra hostel clinic dispensary synagogue mosque cathedral chapel convent \
    barracks garrison customs police court tribunal parliament senate cabinet treasury mint archive gallery institute \
    laboratory workshop warehouse depot terminal harbour lighthouse shelter orphanage kindergarten gymnasium sanatorium \
    spa restaurant tavern inn supermarket bookshop jeweller butcher florist tailor cobbler barber newspaper broadcaster \
    studio opera ballet team regiment squadron fleet cooperative insurer brokerage utility waterworks smelter steelworks \
    colliery plantation ranch stable kennel hatchery fishery greenhouse apiary greengrocer caterer courier haulier \
    developer builder architect surveyor";
const DEEDS: &str = "\
    repaired painted ordered rented tested shipped planted counted moved insured cleaned replaced closed opened purchased \
    auctioned donated stored delivered demolished inspected installed imported exported recycled searched scrapped towed \
    financed licensed borrowed leased unloaded polished welded assembled dismantled salvaged rescued smuggled seized \
    confiscated impounded returned exchanged pledged mortgaged catalogued photographed exhibited restored renovated \
    enlarged lowered raised buried excavated unearthed dredged drained flooded fenced guarded hid displayed sketched \
    engraved patented certified rejected approved recalled refunded subsidised taxed priced weighed measured sorted \
    wrapped packed labelled numbered stamped registered banned allowed blocked cleared emptied filled heated cooled sealed \
    varnished";
const THINGS: &str = "\
    boats houses lamps trees benches trucks beds pumps wagons barrels books clocks bicycles cows windows bridges turbines \
    carpets violins tents ovens ladders statues horses rifles bottles helmets ropes chairs engines batteries cameras \
    fences towers tunnels cranes anchors buoys kettles mirrors paintings pianos saddles shovels sledges spoons stoves \
    swords tables tractors trams trumpets umbrellas vases wheels whistles yachts kiosks greenhouses chimneys apples pears \
    plums cherries onions cabbages carrots turnips pumpkins beans mushrooms lobsters oysters herrings salmon sheep goats \
    pigs hens geese ducks rabbits pigeons falcons camels donkeys mules foxes wolves bears seals whales shirts coats gloves \
    boots sandals hats scarves blankets pillows curtains towels aprons uniforms medals coins banknotes stamps postcards \
    letters maps globes telescopes microscopes thermometers barometers compasses scales lenses prisms magnets cables wires \
    fuses switches antennas radios televisions telephones printers scanners keyboards servers satellites rockets gliders \
    balloons helicopters ambulances buses taxis motorcycles scooters sleighs canoes kayaks rafts barges tugs trawlers \
    ferries submarines lifeboats masts sails oars rudders hammers saws drills chisels nails screws bolts hinges locks keys \
    gates doors shutters tiles bricks beams planks pipes valves boilers radiators furnaces kilns looms spindles needles \
    buttons zips ribbons candles lanterns torches bulbs fountains wells cisterns dams sluices canals culverts jetties \
    piers moorings cottages barns sheds silos cellars attics balconies staircases lifts escalators crosses icons altars \
    bells organs harps flutes drums guitars cellos masks puppets dolls kites marbles dice chessboards racquets skis skates";
const WHEN: [&str; 6] = ["last week", "on Monday", "last month", "on Friday", "on Sunday", "last year"];

/// News comes from the same towns again and again.
const TOWNS: usize = 150;

/// The stories are spread over so many years, so that one in four appears in the season of another.
const YEARS: usize = 2;

/// Sentences of a story.
const SENTENCES: usize = 7;

/// In so many of them, the one who did it has a name.
const NAMED: usize = 4;

/// The article of one outlet on a story; `shift` is added to its figures, so that another shift contradicts it.
pub fn article(story: usize, teller: usize, shift: usize) -> String {
    let mixed = |n: usize| mixed((story * 31 + n) as u64);
    let pick = |list: &'static str, n: usize| {
        let words: Vec<&str> = list.split_whitespace().collect();
        words[mixed(n) % words.len()]
    };
    let own = |n: usize| name(TOWNS + story * (NAMED + 2) + n);
    let (town, speaker, guest) = (name(mixed(30) % TOWNS), own(0), own(1));
    let when = WHEN[mixed(5) % WHEN.len()];
    let mut told = Vec::new();
    for n in 0..SENTENCES {
        let (mut holder, deed, thing) = (pick(HOLDERS, n).to_string(), pick(DEEDS, 10 + n), pick(THINGS, 20 + n));
        if n < NAMED {
            holder = format!("{} {holder}", own(2 + n));
        }
        let figure = 11 + mixed(n) % 80 + shift;
        told.push(match teller % 3 {
            0 => format!("The {holder} of {town} {deed} {figure} {thing} {when}, {speaker} said."),
            1 => format!("The {holder} in {town} {when} {deed} {figure} {thing}, {guest} said."),
            _ => format!("In {town}, {figure} {thing} were {deed} by the {holder} {when}, said {speaker}."),
        });
    }
    told.rotate_left(teller % SENTENCES);
    let (year, month, day) = (2031 + mixed(1) % YEARS, 1 + mixed(2) % 12, 1 + mixed(3) % 27);
    let outlet = OUTLETS[(story + teller) % OUTLETS.len()];
    format!(
        "---\noutlet: {outlet}\npublished: {year}-{month:02}-{day:02}T{:02}:00\n---\n\n{}\n",
        8 + teller,
        told.join("\n\n")
    )
}

/// Numbers that are spread evenly and have nothing to do with each other, the same on every machine.
fn mixed(number: u64) -> usize {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ mixed >> 31) as usize
}
