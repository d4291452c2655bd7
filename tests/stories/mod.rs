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

/// The article of one outlet on a story; `shift` is added to its figures, so that another shift contradicts it.
pub fn article(story: usize, teller: usize, shift: usize) -> String {
    let names: Vec<String> = (0..6).map(|n| name(story * 6 + n)).collect();
    let [head, guest, here, there, town, firm] = [&names[0], &names[1], &names[2], &names[3], &names[4], &names[5]];
    let outlet = OUTLETS[(story + teller) % OUTLETS.len()];
    let (day, month) = (1 + story % 27, 1 + story / 27 % 12);
    let figure = |n: usize| 11 + (story * 7 + n * 13) % 80 + shift;
    let mut told = vec![
        format!("President {head} of {here} and Prime Minister {guest} of {there} spoke by telephone on Tuesday."),
        format!("The call between {head} and {guest} lasted {} minutes, an aide to {guest} said.", figure(1)),
        format!(
            "The new harbour of {town} will cost {} million euros, and {firm} will employ {} people there.",
            figure(2),
            figure(3)
        ),
        format!(
            "A storm damaged {} houses and sank {} boats in {town} this week, the mayor of {town} said.",
            figure(4),
            figure(5)
        ),
        format!(
            "Unemployment in {here} fell by {} percent last year, the statistics office of {here} said.",
            figure(6)
        ),
        format!("“We will rebuild the pier of {town} before the winter,” {guest} said."),
        format!("{firm} was founded in {} and has {} ships.", 1900 + figure(7), figure(8)),
    ];
    if teller % 2 == 1 {
        told[1] = format!(
            "Their call lasted {} minutes, said an aide to {guest}, who had been with {head} in {town} before.",
            figure(1)
        );
        told.swap(2, 4);
    }
    if teller % 3 == 2 {
        told[3] = format!(
            "In {town}, {} houses were damaged and {} boats were sunk by a storm this week, its mayor said.",
            figure(4),
            figure(5)
        );
        told.rotate_left(1);
    }
    format!(
        "---\noutlet: {outlet}\npublished: 2031-{month:02}-{day:02}T{:02}:00\n---\n\n{}\n",
        8 + teller,
        told.join("\n\n")
    )
}
