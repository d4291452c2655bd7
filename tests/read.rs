//! Reading: forms of seed files, metadata, furniture, versions and copies, and bad input.

use corroborate::error::ErrorKind;
use corroborate::model::{Article, BlockKind, Document, Span};
use corroborate::read::{Manifest, ReadOutcome, dateline_parts, read_bytes, read_paths, relate};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn one(path: &str, text: &str) -> Article {
    let mut articles = read_bytes(path, text.as_bytes(), None).expect("a good file");
    assert_eq!(articles.len(), 1);
    check_spans(&articles, text.as_bytes());
    articles.remove(0)
}

fn kind_of(path: &str, bytes: &[u8]) -> (ErrorKind, Option<usize>) {
    let error = read_bytes(path, bytes, None).expect_err("a bad file");
    assert_eq!(error.path.as_deref(), Some(path));
    (error.kind, error.line)
}

fn published(article: &Article) -> Option<String> {
    article.published.as_ref().map(|known| known.value.canonical())
}

fn outlet(article: &Article) -> Option<&str> {
    article.outlet.as_ref().map(|known| known.value.as_str())
}

fn texts(article: &Article, kind: BlockKind) -> Vec<&str> {
    article.blocks.iter().filter(|block| block.kind == kind).map(|block| block.span.of(&article.text)).collect()
}

/// Blocks stand in order, do not overlap and lie on character boundaries; verbatim text is the file's own.
fn check_spans(articles: &[Article], bytes: &[u8]) {
    for article in articles {
        let mut last = 0;
        for block in &article.blocks {
            assert!(
                block.span.start >= last && block.span.end > block.span.start,
                "{:?} in {:?}",
                block,
                article.blocks
            );
            assert!(article.text.is_char_boundary(block.span.start) && article.text.is_char_boundary(block.span.end));
            last = block.span.end;
        }
        assert!(last <= article.text.len());
        if article.verbatim {
            let end = article.offset + article.text.len();
            assert_eq!(&bytes[article.offset..end], article.text.as_bytes());
            let before = &bytes[..article.offset];
            assert_eq!(article.first_line, before.iter().filter(|&&byte| byte == b'\n').count() + 1);
        } else {
            assert_eq!(article.offset, 0);
        }
    }
}

const WIRE: &str = "\
Ferry Alka refloated off Gdynia
By Ada Quill
20:05 CET, March 4, 2023
Updated 10 minutes ago
Tugs pull at the ferry on Saturday. (Pier Wire/B. Reed)

GDYNIA, Poland, March 4 (Pier Wire) - The ferry Alka, aground since Thursday, was pulled free on Saturday by three tugs.

What went wrong

Nobody was hurt, the harbour master said. The ferry carries 410 passengers.

Photo: A tug at the quay on Friday evening. Pier Wire/B. Reed

In 2019 another ferry ran aground at the same spot.

Most read
- Pier closed for repairs
- Gulls steal 14 sandwiches
";

#[test]
fn plain_text_without_front_matter() {
    let article = one("wire.txt", WIRE);
    assert_eq!(article.title.as_deref(), Some("Ferry Alka refloated off Gdynia"));
    assert_eq!(article.author.as_deref(), Some("Ada Quill"));
    assert_eq!(outlet(&article), Some("Pier Wire"));
    assert_eq!(published(&article).as_deref(), Some("2023-03-04T20:05+01:00"));
    assert!(article.published.as_ref().is_some_and(|known| known.inferred.is_none()));
    assert_eq!(texts(&article, BlockKind::Heading), ["What went wrong"]);
    assert_eq!(
        texts(&article, BlockKind::Caption),
        ["Tugs pull at the ferry on Saturday.", "A tug at the quay on Friday evening."]
    );
    assert_eq!(dateline_parts(&article).place.map(|place| place.of(&article.text)), Some("GDYNIA, Poland"));
    let paragraphs = texts(&article, BlockKind::Paragraph);
    assert_eq!(paragraphs.len(), 3);
    assert!(paragraphs[0].starts_with("The ferry Alka, aground"));
    let furniture = texts(&article, BlockKind::Furniture);
    for line in ["By Ada Quill", "GDYNIA, Poland, March 4 (Pier Wire) -", "Most read", "Gulls steal 14 sandwiches"] {
        assert!(furniture.contains(&line), "{line} in {furniture:?}");
    }
}

#[test]
fn front_matter() {
    let text = "---\r\noutlet: Quay Gazette\r\ntitle: Aground: the Alka\r\npublished: 2023-03-04T08:00+01:00\r\n\
                url: https://quay.example/alka\r\ncolour: red\r\n---\r\n\r\nThe ferry ran aground on Thursday.\r\n";
    let article = one("quay.txt", text);
    assert_eq!(outlet(&article), Some("Quay Gazette"));
    assert_eq!(article.url.as_deref(), Some("https://quay.example/alka"));
    assert_eq!(published(&article).as_deref(), Some("2023-03-04T08:00+01:00"));
    assert_eq!(texts(&article, BlockKind::Title), ["Aground: the Alka"]);
    assert_eq!(texts(&article, BlockKind::Paragraph), ["The ferry ran aground on Thursday."]);
    assert!(article.notes.iter().any(|note| note.message.contains("colour")));
    assert_eq!(article.line_column(text.find("ran").unwrap()), (9, 11));
}

#[test]
fn a_mark_at_the_start_is_no_part_of_the_text() {
    let bytes = [b"\xef\xbb\xbf".as_slice(), WIRE.as_bytes()].concat();
    let articles = read_bytes("wire.txt", &bytes, None).unwrap();
    check_spans(&articles, &bytes);
    assert_eq!(articles[0].offset, 3);
    assert_eq!(articles[0].title.as_deref(), Some("Ferry Alka refloated off Gdynia"));
}

#[test]
fn masthead_over_the_title() {
    let article = one(
        "r.txt",
        "Radio Mole, morning bulletin\nAlka: the tugs are coming\nMarch 3, 2023, 7 a.m.\n\nGood morning. The ferry is still aground.\n",
    );
    assert_eq!(outlet(&article), Some("Radio Mole"));
    assert_eq!(article.title.as_deref(), Some("Alka: the tugs are coming"));
    assert_eq!(published(&article).as_deref(), Some("2023-03-03T07:00"));
}

#[test]
fn lines_that_are_wrapped_belong_to_one_paragraph() {
    let body = "The ferry Alka, which had been aground since Thursday evening,\nwas pulled free on Saturday by three tugs from the port of\nGdansk, the harbour master said in a statement that was read\nout on local radio.\n\nNobody was hurt, and the ferry is expected to sail again as\nearly as Monday.\n";
    let article = one("w.txt", &format!("---\noutlet: Quay Gazette\n---\n\n{body}"));
    assert_eq!(texts(&article, BlockKind::Paragraph).len(), 2);
}

const PAGE: &str = "\
Latest news with #ferries


Quay Gazette
14 hours ago
- Local
- Quay Gazette
Alka free after three days
The ferry Alka was pulled free by three tugs. Its owner thanked 'everybody who pulled'.


Mole Courier
a day ago
- Business
- Mole Courier
Owner of Alka faces bill
Salvage will cost the owner of the Alka some 2 million zlotys. (This article was written by Bo Reed.)

2 days ago
- Local
Ferry aground off Gdynia
Harbour news Mar 2, 2023 21:10 (CET) Gdynia, March 2 (Pier Press)--A ferry ran aground on Thursday. END [Copyright The Pier Press, Ltd.] Pier Press
";

#[test]
fn page_with_many_articles() {
    let articles = read_bytes("page.txt", PAGE.as_bytes(), None).unwrap();
    check_spans(&articles, PAGE.as_bytes());
    let seen: Vec<(Option<&str>, Option<String>, &str)> = articles
        .iter()
        .map(|article| (outlet(article), published(article), article.title.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(
        seen,
        [
            (Some("Quay Gazette"), Some("2023-03-03/2023-03-04".into()), "Alka free after three days"),
            (Some("Mole Courier"), Some("2023-03-03".into()), "Owner of Alka faces bill"),
            (Some("Pier Press"), Some("2023-03-02T21:10+01:00".into()), "Ferry aground off Gdynia"),
        ]
    );
    assert!(articles[0].published.as_ref().is_some_and(|known| known.inferred.is_some()));
    assert_eq!(texts(&articles[2], BlockKind::Paragraph), ["A ferry ran aground on Thursday."]);
    assert_eq!(
        texts(&articles[1], BlockKind::Paragraph),
        ["Salvage will cost the owner of the Alka some 2 million zlotys."]
    );
    assert_eq!((articles[1].number, articles[1].of_file, articles[1].first_line), (2, 3, 12));
}

#[test]
fn page_without_any_date_leaves_its_times_open() {
    let text = PAGE.replace("Mar 2, 2023 21:10 (CET) ", "");
    let articles = read_bytes("page.txt", text.as_bytes(), None).unwrap();
    assert!(articles.iter().all(|article| article.published.is_none()));
    assert!(articles[0].notes.iter().any(|note| note.message.contains("14 hours ago")));
}

#[test]
fn dates_from_the_words_of_the_text() {
    let date = |text: &str| {
        let article = one("t.txt", text);
        let known = article.published.clone()?;
        assert!(known.inferred.is_some());
        Some(known.value.canonical())
    };
    assert_eq!(
        date("Ferry aground\n\nOn May 4, 2021, the ferry Alka ran aground and lost its rudder.\n").as_deref(),
        Some("2021-05")
    );
    assert_eq!(
        date("Ferry aground\n\nGDYNIA, May 4, 2021 (Pier Wire) - A ferry ran aground.\n").as_deref(),
        Some("2021-05-04")
    );
    assert_eq!(
        date("Ferry aground\n\nGDYNIA, May 4 (Pier Wire) - A ferry ran aground on Thursday. It was built in 2019 and mended in 2023.\n").as_deref(),
        Some("2023-05-04")
    );
    // A plan is no sign of the time of writing, and a day without a year is none either.
    assert_eq!(date("New ferry\n\nThe ferry Alka will sail on May 4, 2031, its owner said.\n"), None);
    assert_eq!(date("Ferry aground\n\nGDYNIA, May 4 (Pier Wire) - A ferry ran aground.\n"), None);
}

#[test]
fn html_page() {
    let body = "<p>The ferry Alka was pulled free on Saturday by three tugs, the harbour master said, after three days on a sandbank off the port.</p>\
                <p>Nobody was hurt. Salvage will cost the owner about 2 million zlotys, an insurer said, and the sandbank will be dredged in the spring.</p>";
    let page = format!(
        "<!doctype html><html lang=\"en-GB\"><head><title>Alka free | Quay Gazette</title>\
         <meta property=\"og:site_name\" content=\"Quay Gazette\">\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@graph\":[{{\"@type\":\"NewsArticle\",\
         \"headline\":\"Alka free\",\"datePublished\":\"2023-03-04T20:05:00+01:00\",\"author\":[{{\"@type\":\"Person\",\"name\":\"Ada Quill\"}}]}}]}}</script>\
         </head><body><nav><ul><li><a href=\"/\">Home page</a></li><li><a href=\"/x\">Gulls steal sandwiches</a></li></ul></nav>\
         <article><h1>Alka free</h1>{body}<h2>What next</h2>{body}</article><footer>All rights reserved</footer></body></html>"
    );
    let article = one("alka.html", &page);
    assert_eq!(article.title.as_deref(), Some("Alka free"));
    assert_eq!(outlet(&article), Some("Quay Gazette"));
    assert_eq!(published(&article).as_deref(), Some("2023-03-04T20:05+01:00"));
    assert_eq!(article.author.as_deref(), Some("Ada Quill"));
    assert_eq!(article.language.as_deref(), Some("en-gb"));
    assert!(!article.verbatim && !article.text.contains("Gulls"));
    assert_eq!(texts(&article, BlockKind::Paragraph).len(), 4);
    assert_eq!(texts(&article, BlockKind::Title), ["Alka free"]);
}

#[test]
fn json_shapes() {
    let own = r#"{"outlet":"Quay Gazette","title":"Alka free","published":"2023-03-04","url":"https://q.example/1","text":"The ferry is free.\nNobody was hurt."}"#;
    let article = one("a.json", own);
    assert_eq!((outlet(&article), published(&article).as_deref()), (Some("Quay Gazette"), Some("2023-03-04")));
    assert_eq!(article.text, "Alka free\n\nThe ferry is free.\n\nNobody was hurt.");

    let schema = r#"{"@type":"ReportageNewsArticle","headline":"Alka free","publisher":{"name":"Quay Gazette"},"datePublished":"2023-03-04T20:05Z","articleBody":"The ferry is free."}"#;
    assert_eq!(outlet(&one("b.json", schema)), Some("Quay Gazette"));

    let ninjs = r#"{"uri":"tag:1","headlines":[{"role":"main","value":"Alka free"}],"infosources":[{"name":"Pier Press","role":"source"}],"contentCreated":"2023-03-04T20:05:00+01:00","bodies":[{"contentType":"text/html","value":"<p>The ferry is free.</p><p>Nobody was hurt.</p>"}]}"#;
    let article = one("c.json", ninjs);
    assert_eq!((outlet(&article), article.title.as_deref()), (Some("Pier Press"), Some("Alka free")));
    assert_eq!(texts(&article, BlockKind::Paragraph), ["The ferry is free.", "Nobody was hurt."]);

    let lines = format!("{own}\n\n{schema}\n");
    let articles = read_bytes("d.jsonl", lines.as_bytes(), None).unwrap();
    assert_eq!(articles.iter().map(|article| (article.number, article.of_file)).collect::<Vec<_>>(), [(1, 2), (2, 2)]);
}

#[test]
fn bad_input_names_its_place() {
    assert_eq!(kind_of("a.txt", b""), (ErrorKind::Empty, None));
    assert_eq!(kind_of("a.txt", b"\x00\x01\x02PNG"), (ErrorKind::Binary, None));
    assert_eq!(kind_of("a.txt", b"---\noutlet: A\npublished: 2025-02-30\n---\nText."), (ErrorKind::Date, Some(3)));
    assert_eq!(kind_of("a.txt", b"---\noutlet: [A\n---\nText.").0, ErrorKind::FrontMatter);
    assert_eq!(kind_of("a.txt", b"---\noutlet: A\n\nText."), (ErrorKind::FrontMatter, Some(1)));
    assert_eq!(kind_of("a.jsonl", b"{\"text\":\"A ferry.\"}\n{\"text\":\n"), (ErrorKind::Json, Some(2)));
    assert_eq!(kind_of("a.jsonl", b"{\"text\":\"A.\",\"published\":\"2025-02-30\"}\n"), (ErrorKind::Date, Some(1)));
    assert_eq!(kind_of("a.json", b"{\"findings\":[]}"), (ErrorKind::NotAnArticle, None));
    assert_eq!(kind_of("a.html", "<div>".repeat(5000).as_bytes()), (ErrorKind::Html, Some(1)));
    assert_eq!(kind_of("a.txt", &vec![b'a'; 50 * 1024 * 1024]), (ErrorKind::TooLarge, None));
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let room = tempfile::tempdir().unwrap();
    write(room.path(), "good.txt", WIRE);
    write(room.path(), "bad.txt", "---\npublished: 2025-02-30\n---\nText.");
    write(room.path(), "data.json", "{\"rows\": []}");
    write(room.path(), ".hidden.txt", "Not for reading.");
    write(room.path(), "picture.png", [0u8; 8]);
    let missing = room.path().join("missing.txt");
    let found = read_paths(&[room.path().to_path_buf(), missing]);
    assert_eq!(found.documents.len(), 1);
    let kinds: Vec<ErrorKind> = found.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ErrorKind::Date, ErrorKind::Missing]);
    assert_eq!(found.problems[0].line, Some(2));
    assert_eq!(found.notes.len(), 1);
    let named = read_paths(&[room.path().join("data.json")]);
    assert_eq!(named.problems[0].kind, ErrorKind::NotAnArticle);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let room = tempfile::tempdir().unwrap();
    let path = write(room.path(), "closed.txt", WIRE);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let found = read_paths(&[path]);
    assert_eq!(found.problems[0].kind, ErrorKind::Unreadable);
}

#[test]
fn the_manifest_wins() {
    let room = tempfile::tempdir().unwrap();
    write(room.path(), "a.txt", WIRE);
    write(
        room.path(),
        "seeds.toml",
        "[\"a.txt\"]\noutlet = \"Mole Courier\"\npublished = 2023-03-05\n\n[\"b.txt\"]\nurl = \"u\"\n",
    );
    let found = read_paths(&[room.path().to_path_buf()]);
    let article = &found.documents[0].article;
    assert_eq!((outlet(article), published(article).as_deref()), (Some("Mole Courier"), Some("2023-03-05")));
    assert!(found.notes.iter().any(|note| note.message.contains("b.txt")));
    let page = Manifest::parse("[\"page.txt#2\"]\nstory = \"alka\"\n").unwrap();
    let articles = read_bytes("seeds/page.txt", PAGE.as_bytes(), Some(&page)).unwrap();
    assert_eq!(articles.iter().map(|article| article.story.as_deref()).collect::<Vec<_>>(), [None, Some("alka"), None]);
    write(room.path(), "seeds.toml", "[\"a.txt\"]\npublished = \"2023-02-30\"\n");
    let found = read_paths(&[room.path().to_path_buf()]);
    assert_eq!((found.problems[0].kind, found.problems[0].line), (ErrorKind::Date, Some(2)));
    assert!(found.problems[0].path.as_deref().is_some_and(|path| path.ends_with("seeds.toml")));
}

/// A text long enough to be compared; `seed` makes different ones.
fn story(seed: usize, sentences: usize) -> String {
    const WHO: [&str; 7] =
        ["The captain", "A tug", "The owner", "The harbour master", "An insurer", "One passenger", "The mayor"];
    const DID: [&str; 6] = ["pulled at", "spoke of", "paid for", "looked after", "asked about", "drew a map of"];
    const WHAT: [&str; 5] = ["the ferry", "the sandbank", "a lost anchor", "the third pier", "the ropes"];
    (0..sentences)
        .map(|at| {
            let mix = (seed * 31 + at * 17 + at * at * 7 + seed * at * 3) % 210;
            format!(
                "{} {} {} at hour {} of day {}. ",
                WHO[mix % 7],
                DID[mix % 6],
                WHAT[mix % 5],
                mix,
                (seed * 13 + at) % 97
            )
        })
        .collect()
}

fn seed(outlet: &str, published: &str, url: &str, text: &str) -> String {
    let line = |key: &str, value: &str| if value.is_empty() { String::new() } else { format!("{key}: {value}\n") };
    format!("---\n{}{}{}---\n\n{text}\n", line("outlet", outlet), line("published", published), line("url", url))
}

fn documents(files: &[(&str, String)]) -> Vec<Document> {
    let read = |(path, text): &(&str, String)| read_bytes(path, text.as_bytes(), None).expect("a good file");
    relate(files.iter().flat_map(read).collect())
}

fn by_path<'d>(documents: &'d [Document], path: &str) -> &'d Document {
    documents.iter().find(|document| document.article.path == path).expect("the document")
}

#[test]
fn versions() {
    let text = story(1, 30);
    let files = [
        ("new.txt", seed("Quay Gazette", "2023-03-05", "", &text.replace("anchor", "chain"))),
        ("old.txt", seed("The Quay Gazette", "2023-03-04", "", &text)),
        ("a.v1.txt", seed("Mole Courier", "2023-03-04", "", &story(2, 20))),
        ("a.v2.txt", seed("Mole Courier", "2023-03-04", "", &story(3, 20))),
        ("first.txt", seed("Pier Press", "2023-03-04", "https://p.example/x", &story(4, 20))),
        ("second.txt", seed("Pier Press", "2023-03-06", "https://p.example/x/", &story(5, 20))),
        ("other.txt", seed("Pier Press", "2023-03-06", "https://p.example/y", &story(6, 20))),
    ];
    let found = documents(&files);
    for (old, new) in [("old.txt", "new.txt"), ("a.v1.txt", "a.v2.txt"), ("first.txt", "second.txt")] {
        let (old, new) = (by_path(&found, old), by_path(&found, new));
        assert_eq!(new.version_of.as_ref(), Some(&old.id));
        assert!(old.superseded && !new.superseded && old.version_of.is_none() && new.copy_of.is_none());
    }
    let other = by_path(&found, "other.txt");
    assert!(other.version_of.is_none() && !other.superseded);
}

#[test]
fn copies() {
    let text = format!("\"It was late,\" she said. {}", story(7, 30));
    let curly = text.replacen('"', "“", 1).replacen('"', "”", 1);
    let files = [
        ("copy.txt", seed("Mole Courier", "2023-03-05", "", &curly)),
        ("original.txt", seed("Pier Press", "2023-03-04", "", &text)),
        ("nameless.txt", format!("Alka free\n\n{curly}\n")),
        ("unlike.txt", seed("Quay Gazette", "2023-03-04", "", &story(8, 30))),
        ("twice.txt", seed("Pier Press", "2023-03-04", "", &text)),
    ];
    let found = documents(&files);
    assert_eq!(found.len(), 4, "the same bytes twice are one document");
    let original = by_path(&found, "original.txt");
    assert!(original.copy_of.is_none());
    assert_eq!(by_path(&found, "copy.txt").copy_of.as_ref(), Some(&original.id));
    assert!(by_path(&found, "unlike.txt").copy_of.is_none());
    let nameless = by_path(&found, "nameless.txt");
    assert!(nameless.copy_of.is_some() && nameless.version_of.is_none());
    assert!(nameless.article.outlet.as_ref().is_some_and(|known| known.inferred.is_some()));
    assert!(published(&nameless.article).is_some());
    assert!(found.iter().all(|document| !document.superseded));
}

#[test]
fn the_one_that_is_credited_is_the_original() {
    let text = story(9, 30);
    let files = [
        ("early.txt", seed("Mole Courier", "2023-03-04T08:00Z", "", &format!("GDYNIA, March 4 (Pier Press) - {text}"))),
        ("late.txt", seed("Pier Press", "2023-03-04T09:00Z", "", &text)),
    ];
    let found = documents(&files);
    assert_eq!(by_path(&found, "early.txt").copy_of.as_ref(), Some(&by_path(&found, "late.txt").id));
}

#[test]
fn order_of_the_files_does_not_matter() {
    let mut files: Vec<(String, String)> = (0..12)
        .map(|at| {
            let date = format!("2023-03-{:02}", 1 + at % 5);
            (format!("f{at}.txt"), seed(["Quay", "Pier", ""][at % 3], &date, "", &story(at / 3, 25)))
        })
        .collect();
    let run = |files: &[(String, String)]| {
        let read = |(path, text): &(String, String)| read_bytes(path, text.as_bytes(), None).unwrap();
        relate(files.iter().flat_map(read).collect())
    };
    let first = run(&files);
    files.reverse();
    assert_eq!(first, run(&files));
    files.swap(2, 9);
    files.swap(0, 5);
    assert_eq!(first, run(&files));
}

#[test]
fn thousands_of_articles_are_related_in_time() {
    let files: Vec<Article> = (0..3000)
        .flat_map(|at| {
            // Every fifth is one wire text under many names: the worst case for an index.
            let text = if at % 5 == 0 { story(1, 40) } else { story(at, 40) };
            read_bytes(&format!("f{at}.txt"), seed(&format!("Outlet {at}"), "2023-03-04", "", &text).as_bytes(), None)
                .unwrap()
        })
        .collect();
    let start = std::time::Instant::now();
    let found = relate(files);
    assert_eq!(found.len(), 3000);
    assert_eq!(found.iter().filter(|document| document.copy_of.is_some()).count(), 600);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn other_languages_are_kept_and_noted() {
    let text = "Die Fähre Alka ist am Samstag von drei Schleppern befreit worden, wie der Hafenmeister mitteilte. Niemand wurde verletzt, und das Schiff soll schon am Montag wieder fahren.";
    let article = one("d.txt", &seed("Hafenblatt", "2023-03-04", "", text));
    assert_eq!(article.language.as_deref(), Some("de"));
    assert!(article.notes.iter().any(|note| note.message.contains("language de")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), ending in "txt|md|html|json|jsonl") {
        if let Ok(articles) = read_bytes(&format!("x.{ending}"), &bytes, None) {
            check_spans(&articles, &bytes);
        }
    }

    #[test]
    fn no_text_makes_it_panic(lines in proptest::collection::vec(piece(), 0..14), ending in "txt|html|json") {
        let text = lines.concat();
        if let Ok(articles) = read_bytes(&format!("x.{ending}"), text.as_bytes(), None) {
            check_spans(&articles, text.as_bytes());
            relate(articles);
        }
    }
}

/// Stretches that look like what the reader looks for, in any order.
fn piece() -> impl Strategy<Value = String> {
    let fixed = proptest::sample::select(vec![
        "---\n",
        "\n",
        "\n\n",
        "title: Ä: \"ö\n",
        "published: 2023-02-28\n",
        "By Ada Quill\n",
        "20:00 JST, June 4, 2023\n",
        "- Local\n",
        "14 hours ago\n",
        "a day ago\n",
        "GDYNIA, May 4 (Pier Wire) -- ",
        "GDYNIA — ",
        "END [Copyright The Pier, Ltd.] Pier\n",
        "(Reporting by Bo Reed)\n",
        "Most read\n",
        "- ",
        "Photo: ",
        "Photo: É. – A tug at the quay, é, on a day. P. Wire/B. Reed\n",
        "“Ünïcode” said so. ",
        "(Ada Quill) ",
        "# ",
        "Updated ",
        "<p>",
        "</p>",
        "<li>",
        "{\"text\":\"",
        "\"}",
        "\r\n",
        "\u{a0}",
        "•\u{a0}Item\n",
        "The ferry Alka was pulled free on Saturday by three tugs. ",
        "Jan 5, 2024 16:21 (JST) ",
        "[",
        "]",
        "(",
        ")",
        "The Associated Press Ä",
        ":",
        "…",
    ]);
    prop_oneof![8 => fixed.prop_map(str::to_string), 1 => "\\PC{0,20}".prop_map(|text| text)]
}

fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("CORROBORATE_CORPORA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: CORROBORATE_CORPORA is not set");
    }
    folder
}

#[test]
fn corpus_articles_come_out_as_listed() {
    let Some(folder) = corpora() else { return };
    let folder = folder.join("corpus");
    let gold: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
    let ReadOutcome { documents, problems, .. } = read_paths(std::slice::from_ref(&folder));
    assert!(problems.is_empty(), "{problems:?}");
    let listed = gold["articles"].as_array().unwrap();
    assert_eq!(documents.len(), listed.len());
    for entry in listed {
        let (file, starts) = (entry["file"].as_str().unwrap(), entry["starts"].as_str().unwrap());
        let article = documents
            .iter()
            .map(|document| &document.article)
            .find(|article| {
                article.path.ends_with(file) && article.title.as_deref().is_some_and(|title| title.starts_with(starts))
            })
            .unwrap_or_else(|| panic!("{file}: {starts}"));
        assert_eq!(outlet(article), entry["outlet"].as_str(), "{file}: {starts}");
        assert_eq!(published(article).as_deref(), entry["published"].as_str(), "{file}: {starts}");
    }
    assert_eq!(documents.iter().filter(|document| document.copy_of.is_some()).count(), 1);
}

#[test]
fn every_quote_of_the_stories_lies_in_a_block_that_is_read() {
    let Some(folder) = corpora() else { return };
    let mut missed = Vec::new();
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(folder.join("stories")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.push(folder.join("corpus"));
    for folder in folders {
        let Ok(text) = std::fs::read_to_string(folder.join("gold.json")) else { continue };
        let gold: serde_json::Value = serde_json::from_str(&text).unwrap();
        let ReadOutcome { documents, problems, .. } = read_paths(std::slice::from_ref(&folder));
        assert!(problems.is_empty(), "{problems:?}");
        for member in
            gold["findings"].as_array().unwrap().iter().filter_map(|finding| finding["members"].as_array()).flatten()
        {
            let (Some(file), Some(context), Some(quote)) =
                (member["file"].as_str(), member["in"].as_str(), member["quote"].as_str())
            else {
                continue;
            };
            let raw = std::fs::read_to_string(folder.join(file)).unwrap();
            let Some(at) = raw.find(context).map(|at| at + context.find(quote).unwrap_or(0)) else { continue };
            let at = at..at + quote.len();
            let read =
                documents.iter().map(|document| &document.article).filter(|article| article.path.ends_with(file)).any(
                    |article| {
                        let holds =
                            |span: Span| article.offset + span.start <= at.start && at.end <= article.offset + span.end;
                        let blocks = article.blocks.iter().filter(|block| block.kind != BlockKind::Furniture);
                        dateline_parts(article).place.into_iter().chain(blocks.map(|block| block.span)).any(holds)
                    },
                );
            if !read {
                missed.push(format!("{file}: {context}"));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn lists_of_other_headlines_end_where_the_reporting_goes_on() {
    let text = "Alka free\n\nThe ferry was pulled free on Saturday, officials said.\n\nRelated stories\nGulls steal 14 sandwiches\nPier closed for repairs\n\n\
                Salvage will cost the owner some 2 million zlotys, according to an insurer in Gdansk.\n\nSources\n\nQuay Gazette, \"The three days of the ferry Alka\", a report on the grounding of the ferry off Gdynia.\n";
    let article = one("l.txt", text);
    let paragraphs = texts(&article, BlockKind::Paragraph);
    assert_eq!(paragraphs.len(), 2);
    assert!(paragraphs[1].starts_with("Salvage"));
}

#[test]
fn a_dateline_on_its_own_line() {
    let article = one(
        "d.txt",
        "---\noutlet: Quay Gazette\n---\nGDYNIA, March 4, 2023 (Pier Wire) --\n\nA ferry was pulled free on Saturday.\n",
    );
    assert_eq!(texts(&article, BlockKind::Paragraph), ["A ferry was pulled free on Saturday."]);
    assert_eq!(published(&article).as_deref(), Some("2023-03-04"));
    let parts = dateline_parts(&article);
    assert_eq!(parts.date.map(|date| date.of(&article.text)), Some("March 4, 2023"));
    assert_eq!(parts.place.map(|place| place.of(&article.text)), Some("GDYNIA"));
}
