//! Canonical values in words that need no explanation: `~PT25M` is "about 25 minutes".
//!
//! What belongs here: one notation read for people. What does not: making or comparing values.

/// The value for people; what is plain already stays as it is.
pub fn plain(canonical: &str) -> String {
    let hedges = [(">=", "at least "), ("<=", "at most "), (">", "more than "), ("<", "less than "), ("~", "about ")];
    for (sign, words) in hedges {
        if let Some(rest) = canonical.strip_prefix(sign) {
            return format!("{words}{}", plain(rest));
        }
    }
    if let Some(spelled) = duration(canonical) {
        return spelled;
    }
    if let Some((low, high)) = canonical.split_once("..")
        && !low.is_empty()
        && !high.is_empty()
    {
        return format!("{} to {}", plain(low), plain(high));
    }
    if let Some(spelled) = money(canonical).or_else(|| time(canonical)).or_else(|| figure(canonical)) {
        return spelled;
    }
    canonical.to_string()
}

/// `PT1H30M` is "1 hour 30 minutes".
fn duration(text: &str) -> Option<String> {
    let body = text.strip_prefix('P')?;
    let (days, hours) = body.split_once('T').unwrap_or((body, ""));
    let mut words = Vec::new();
    for (part, units) in [
        (days, [('Y', "year"), ('M', "month"), ('W', "week"), ('D', "day")]),
        (hours, [('H', "hour"), ('M', "minute"), ('S', "second"), ('S', "second")]),
    ] {
        let mut number = String::new();
        for c in part.chars() {
            if c.is_ascii_digit() || c == '.' {
                number.push(c);
                continue;
            }
            let (_, unit) = units.iter().find(|(sign, _)| *sign == c)?;
            let number = std::mem::take(&mut number);
            number.parse::<f64>().ok()?;
            words.push(if number == "1" { format!("1 {unit}") } else { format!("{number} {unit}s") });
        }
        if !number.is_empty() {
            return None;
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// `USD 77200000000` is "USD 77.2 billion".
fn money(text: &str) -> Option<String> {
    let (code, rest) = text.split_once(' ')?;
    let sound = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let (number, tail) =
        rest.split_once(' ').map_or((rest, String::new()), |(number, tail)| (number, format!(" {tail}")));
    sound.then(|| large(number))?.map(|number| format!("{code} {number}{tail}"))
}

/// `4000 homes` is "4,000 homes".
fn figure(text: &str) -> Option<String> {
    let (number, tail) = text.split_once(' ').unwrap_or((text, ""));
    let grouped = grouped(number)?;
    // Four digits alone are most likely a year.
    (!tail.is_empty() && grouped != number).then(|| format!("{grouped} {tail}"))
}

fn large(number: &str) -> Option<String> {
    if !number.contains('.') {
        for (zeros, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
            if number.len() <= zeros || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let (whole, rest) = number.split_at(number.len() - zeros);
            let rest = rest.trim_end_matches('0');
            return Some(match rest.len() {
                0 => format!("{} {word}", grouped(whole)?),
                1..=3 => format!("{}.{rest} {word}", grouped(whole)?),
                _ => grouped(number)?,
            });
        }
    }
    grouped(number)
}

/// Digits in groups of three, from the decimal point.
fn grouped(number: &str) -> Option<String> {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !fraction.is_none_or(digits) {
        return None;
    }
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    Some(out)
}

/// `2025-06-06TEV` is "2025-06-06, evening".
fn time(text: &str) -> Option<String> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some((from, to)) = text.split_once('/') {
        return Some(format!("{} to {}", plain(from), plain(to)));
    }
    let (day, part) = text.split_once('T')?;
    let word = match part {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        clock if clock.starts_with(|c: char| c.is_ascii_digit()) => return Some(format!("{day} {clock}")),
        _ => return None,
    };
    Some(format!("{day}, {word}"))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn speaks_plainly() {
        for (canonical, words) in [
            ("PT25M", "25 minutes"),
            ("~PT1H30M", "about 1 hour 30 minutes"),
            ("P6M", "6 months"),
            ("PT20M..PT25M", "20 minutes to 25 minutes"),
            ("USD 77200000000", "USD 77.2 billion"),
            ("~KRW 1234567", "about KRW 1,234,567"),
            ("EUR 84060", "EUR 84,060"),
            ("USD 84.06 a barrel", "USD 84.06 a barrel"),
            (">=14 people", "at least 14 people"),
            ("20..25 people", "20 to 25 people"),
            ("4000 homes", "4,000 homes"),
            ("2025-06-06TEV", "2025-06-06, evening"),
            ("2025-06-09T12:00+09:00", "2025-06-09 12:00+09:00"),
            ("2025-06-15/2025-06-17", "2025-06-15 to 2025-06-17"),
            ("2025-06", "2025-06"),
            ("2025", "2025"),
            ("3.4%", "3.4%"),
            ("6.2 Mw", "6.2 Mw"),
            ("Sundvik", "Sundvik"),
            ("Paris", "Paris"),
            ("P", "P"),
            ("", ""),
            ("~", "about "),
        ] {
            assert_eq!(plain(canonical), words, "{canonical}");
        }
    }
}
