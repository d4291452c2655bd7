//! The report in a real browser: that its script runs and nobody else's does, that axe-core has nothing to say, and that it can
//! be drawn. Left out, and said so, where no chromium is found; with `CORROBORATE_BROWSER=required` that is a failure.

mod common;

use corroborate::model::Report;
use corroborate::report::Shown;
use corroborate::report::html::{Page, pages};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Says why tests are left out, past the harness, which keeps what passing tests print.
fn left_out(what: &str) {
    assert!(std::env::var("CORROBORATE_BROWSER").as_deref() != Ok("required"), "{what}");
    let _ = writeln!(std::io::stdout(), "browser tests: LEFT OUT, {what}");
}

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let usual = std::env::split_paths(&folders)
        .flat_map(|folder| ["chromium", "chromium-browser", "google-chrome"].map(|name| folder.join(name)))
        .find(|path| path.is_file());
    let found = named.or(usual);
    if found.is_none() {
        left_out("no chromium on this machine");
    }
    found
}

/// Runs the browser on a page and gives what it prints.
fn run(browser: &Path, page: &Path, options: &[&str]) -> String {
    let profile = tempfile::tempdir().expect("a temporary folder");
    let child = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--no-first-run",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(options)
        .arg(format!("file://{}", page.display()))
        .stderr(Stdio::null())
        .output()
        .expect("the browser runs");
    String::from_utf8(child.stdout).expect("UTF-8")
}

fn dom(browser: &Path, page: &Path) -> String {
    run(browser, page, &["--virtual-time-budget=20000", "--dump-dom"])
}

fn write(folder: &Path, report: &Report) -> Vec<Page> {
    let pages = pages(&Shown::new(report, &[])).expect("pages");
    for page in &pages {
        fs::write(folder.join(&page.name), &page.text).expect("a page");
    }
    pages
}

/// The report of the project's own seeds, read and judged now.
fn seeds() -> Report {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    corroborate::pipeline::check(&[home.join("seeds")]).report
}

#[test]
fn only_the_script_of_the_report_runs() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    for page in write(folder.path(), &common::hostile()) {
        let path = folder.path().join(&page.name);
        let seen = dom(&browser, &path);
        assert!(seen.contains("of ") && seen.contains(" shown</p>"), "{}: its own script does not run", page.name);
        assert!(!seen.contains("<img") && !seen.contains("<script>alert"), "{}", page.name);

        // The policy holds against a script and a style that somehow got in.
        let evil = "<script>document.body.id = 'taken'</script><img src=x onerror=\"document.body.id = 'taken'\">";
        fs::write(&path, page.text.replace("</main>", &format!("{evil}</main>"))).expect("a page");
        assert!(!dom(&browser, &path).contains("id=\"taken\""), "{}: a foreign script runs", page.name);
        fs::write(
            &path,
            page.text.replacen("<meta http-equiv", "<meta name", 1).replace("</main>", &format!("{evil}</main>")),
        )
        .expect("a page");
        assert!(dom(&browser, &path).contains("id=\"taken\""), "without the policy the script would run");
    }
}

#[test]
fn axe_finds_no_violation() {
    let Some(browser) = browser() else { return };
    let Some(axe) = std::env::var_os("CORROBORATE_AXE").map(PathBuf::from) else {
        return left_out("CORROBORATE_AXE does not name the axe.min.js of axe-core");
    };
    let axe = fs::read_to_string(axe).expect("axe-core").replace("</script", "<\\/script");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for report in [seeds(), common::story(), common::hostile()] {
        for page in write(folder.path(), &report) {
            for dark in [false, true] {
                // The policy would keep axe out; all else of the page stays as it is.
                let open = page.text.replacen("<meta http-equiv", "<meta name", 1);
                let check = format!(
                    "<script>{axe}</script><script>document.querySelectorAll('details').forEach(d => d.open = true);\
                     axe.run({{resultTypes: ['violations']}}).then(r => {{ document.documentElement.innerHTML = '<pre>AXE ' + \
                     r.passes.length + ' ' + JSON.stringify(r.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 300), \
                     v.nodes[0].failureSummary])).replace(/</g, '&lt;') + '</pre>'; }});</script></body>"
                );
                let path = folder.path().join("axe.html");
                fs::write(&path, open.replace("</body>", &check)).expect("a page");
                let scheme = if dark {
                    "--blink-settings=preferredColorScheme=0"
                } else {
                    "--blink-settings=preferredColorScheme=1"
                };
                let seen = run(&browser, &path, &[scheme, "--virtual-time-budget=120000", "--dump-dom"]);
                let told = seen.split("<pre>AXE ").nth(1).unwrap_or_else(|| panic!("{}: axe did not end", page.name));
                let told = told.split("</pre>").next().unwrap_or_default();
                let (passes, violations) = told.split_once(' ').expect("passes and violations");
                assert!(passes.parse::<usize>().expect("a number") > 10, "{}: {told}", page.name);
                assert_eq!(violations, "[]", "{} (dark: {dark})", page.name);
            }
        }
    }
}

#[test]
fn pages_are_drawn_at_any_width() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    // Set CORROBORATE_SCREENSHOTS to a folder to keep the pictures and look at them.
    let kept = std::env::var_os("CORROBORATE_SCREENSHOTS").map(PathBuf::from);
    let pictures = kept.unwrap_or_else(|| folder.path().to_path_buf());
    fs::create_dir_all(&pictures).expect("a folder");
    for (number, page) in write(folder.path(), &seeds()).iter().enumerate() {
        let path = folder.path().join(&page.name);
        for (look, width, scheme) in [("light", 1200, 1), ("dark", 1200, 0), ("phone", 500, 1)] {
            let picture = pictures.join(format!("{number}-{look}.png"));
            let options = [
                format!("--screenshot={}", picture.display()),
                format!("--window-size={width},2400"),
                format!("--blink-settings=preferredColorScheme={scheme}"),
            ];
            run(&browser, &path, &options.each_ref().map(String::as_str));
            assert!(fs::metadata(&picture).expect("a picture").len() > 10_000, "{look}: {}", page.name);
        }
        let paper = pictures.join(format!("{number}.pdf"));
        run(&browser, &path, &[&format!("--print-to-pdf={}", paper.display()), "--no-pdf-header-footer"]);
        assert!(fs::metadata(&paper).expect("a print").len() > 10_000, "{}", page.name);

        // Nothing but what scrolls by itself is wider than a phone.
        let probe = "<script>document.body.dataset.wide = String(document.documentElement.scrollWidth > innerWidth)</script></body>";
        let open = page.text.replacen("<meta http-equiv", "<meta name", 1).replace("</body>", probe);
        let narrow = folder.path().join("narrow.html");
        fs::write(&narrow, open).expect("a page");
        let seen = run(&browser, &narrow, &["--window-size=500,900", "--virtual-time-budget=5000", "--dump-dom"]);
        assert!(seen.contains("data-wide=\"false\""), "{} is wider than a phone", page.name);
    }
}

#[test]
fn the_index_of_a_thousand_articles_opens_in_a_second() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), &common::large(1000, 20));
    fs::write(folder.path().join("empty.html"), "<!doctype html><title>x</title>").expect("a page");
    let time = |page: &str| {
        let begun = Instant::now();
        run(&browser, &folder.path().join(page), &["--dump-dom"]);
        begun.elapsed()
    };
    // What the browser itself needs to start is not the page's.
    let best = |page: &str| (0..3).map(|_| time(page)).min().unwrap_or_default();
    let (start, index) = (best("empty.html"), best("index.html"));
    let _ = writeln!(std::io::stdout(), "browser tests: the large index takes {:?}", index.saturating_sub(start));
    assert!(index.saturating_sub(start) < Duration::from_secs(1), "{index:?} after a start of {start:?}");
}
