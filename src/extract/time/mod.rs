//! Time expressions of a text: a first form.
use crate::model::*;
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};
use regex::Regex;
use std::sync::OnceLock;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const M: &str = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.?|Oct\.|Nov\.|Dec\.)";
const W: &str = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";

fn month(t: &str) -> Option<u32> { MONTHS.iter().position(|m| t.to_lowercase().starts_with(m)).map(|p| p as u32 + 1) }
fn day(d: NaiveDate) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) { (d.and_hms_opt(0, 0, 0), (d + Duration::days(1)).and_hms_opt(0, 0, 0)) }

pub fn extract_in(text: &str, regions: &[Span], anchor: Anchor) -> Vec<TimeMention> {
    static RES: OnceLock<Vec<(Regex, u8)>> = OnceLock::new();
    let res = RES.get_or_init(|| vec![
        (Regex::new(&format!(r"\b(?:{W},? )?({M}) (\d{{1,2}})\b(?:, (\d{{4}}))?")).unwrap(), 0),
        (Regex::new(&format!(r"\b(?:{W},? )?(\d{{1,2}}) ({M})\b(?: (\d{{4}}))?")).unwrap(), 1),
        (Regex::new(&format!(r"\b({M}) (\d{{4}})\b")).unwrap(), 2),
        (Regex::new(&format!(r"\b({W})\b")).unwrap(), 3),
        (Regex::new(r"\b(yesterday|today|tomorrow|this month|later this month)\b").unwrap(), 4),
        (Regex::new(r"(?i)\b(\d{1,2})(?:[:.](\d{2}))? ?(a\.m\.?|p\.m\.?)|\b(noon|midnight)\b|\b(\d{1,2}):(\d{2})\b").unwrap(), 5),
        (Regex::new(r"\b(?:in|of|since|by|from) (\d{4})\b").unwrap(), 6),
        (Regex::new(&format!(r"\b(?:in|last|since|until|by) ({M})\b")).unwrap(), 7),
    ]);
    let mut out: Vec<TimeMention> = Vec::new();
    for r in regions {
        let part = r.of(text);
        for (re, kind) in res {
            for c in re.captures_iter(part) {
                let whole = c.get(0).unwrap();
                let mut span = Span::new(r.start + whole.start(), r.start + whole.end());
                if *kind >= 6 { span.start = r.start + c.get(1).unwrap().start(); }
                if out.iter().any(|m| m.span.overlaps(span)) { continue; }
                let g = |i: usize| c.get(i).map(|m| m.as_str());
                let year = |y: Option<&str>, m: u32, d: u32| -> Option<NaiveDate> {
                    if let Some(y) = y { return NaiveDate::from_ymd_opt(y.parse().ok()?, m, d); }
                    let a = anchor.date?;
                    [-1, 0, 1].into_iter().filter_map(|k| NaiveDate::from_ymd_opt(a.year() + k, m, d)).min_by_key(|x| (*x - a).num_days().abs())
                };
                let mut weekday = None;
                let wd = |t: &str| ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|w| t.to_lowercase().starts_with(w)).map(|p| p as u8);
                let (k, b, e, v, rel) = match kind {
                    0 | 1 => {
                        let (m, d) = if *kind == 0 { (g(1), g(2)) } else { (g(2), g(1)) };
                        weekday = wd(whole.as_str());
                        let Some(d) = m.and_then(month).and_then(|m| year(g(3), m, d.unwrap().parse().unwrap_or(0))) else { continue };
                        let (b, e) = day(d); (TimexKind::Date, b, e, d.to_string(), g(3).is_none())
                    }
                    2 | 7 => {
                        let m = month(g(1).unwrap()).unwrap();
                        let Some(first) = year(if *kind == 2 { g(2) } else { None }, m, 1) else { continue };
                        let next = if m == 12 { NaiveDate::from_ymd_opt(first.year() + 1, 1, 1) } else { NaiveDate::from_ymd_opt(first.year(), m + 1, 1) };
                        (TimexKind::Date, first.and_hms_opt(0, 0, 0), next.and_then(|n| n.and_hms_opt(0, 0, 0)), first.format("%Y-%m").to_string(), false)
                    }
                    3 => {
                        weekday = wd(g(1).unwrap());
                        let Some(a) = anchor.date else { continue };
                        let back = (a.weekday().num_days_from_monday() as i64 + 7 - i64::from(weekday.unwrap())) % 7;
                        let d = a - Duration::days(back);
                        let (b, e) = day(d); (TimexKind::Date, b, e, d.to_string(), true)
                    }
                    4 => {
                        let Some(a) = anchor.date else { continue };
                        if whole.as_str().contains("month") { let f = a.with_day(1).unwrap(); (TimexKind::Date, f.and_hms_opt(0, 0, 0), (f + Duration::days(30)).and_hms_opt(0, 0, 0), f.format("%Y-%m").to_string(), true) }
                        else { let d = a + Duration::days(match whole.as_str() { "yesterday" => -1, "tomorrow" => 1, _ => 0 }); let (b, e) = day(d); (TimexKind::Date, b, e, d.to_string(), true) }
                    }
                    5 => {
                        let (h, m) = if let Some(h) = g(1) { let h: u32 = h.parse().unwrap(); let pm = g(3).unwrap().to_lowercase().starts_with('p'); (h % 12 + if pm { 12 } else { 0 }, g(2).map_or(0, |m| m.parse().unwrap())) } else if let Some(w) = g(4) { if w.eq_ignore_ascii_case("noon") { (12, 0) } else { (0, 0) } } else { (g(5).unwrap().parse().unwrap(), g(6).unwrap().parse().unwrap()) };
                        let Some(a) = anchor.date else { continue };
                        let Some(b) = a.and_hms_opt(h, m, 0) else { continue };
                        (TimexKind::Time, Some(b), Some(b + Duration::minutes(1)), b.format("%Y-%m-%dT%H:%M").to_string(), true)
                    }
                    _ => {
                        let y: i32 = g(1).unwrap().parse().unwrap();
                        if !(1000..2100).contains(&y) { continue; }
                        (TimexKind::Date, NaiveDate::from_ymd_opt(y, 1, 1).and_then(|d| d.and_hms_opt(0, 0, 0)), NaiveDate::from_ymd_opt(y + 1, 1, 1).and_then(|d| d.and_hms_opt(0, 0, 0)), y.to_string(), false)
                    }
                };
                out.push(TimeMention { span, value: TimeValue { kind: k, timex: v, modifier: None, begin: b, end: e, offset: if k == TimexKind::Time { anchor.offset } else { None }, weekday }, relative: rel, rule: "stand-in" });
            }
        }
    }
    out.sort_by_key(|m| m.span);
    out
}

pub fn claims(_: &str, m: &[TimeMention]) -> Vec<TimeMention> { m.to_vec() }

impl TimeValue { pub fn canonical(&self) -> String { self.timex.clone() } }
