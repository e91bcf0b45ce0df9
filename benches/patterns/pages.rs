//! Patterns in markup: pages saved from a browser, front matter, `site.toml`.

use super::Area::{FrontMatter, Html, SiteToml};
use super::{GOOD, Input, Pattern, SITE, word};

const PAGE: &str = "<!doctype html><html lang=ar><head><title>بيان</title></head><body><article><p>عقد الوزراء اجتماعهم السنوي \
    وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.</p><p>واتفقوا على إنشاء صندوق مشترك لصيانة الأرصفة، تسهم فيه الدول \
    الأعضاء وفق حركة السفن في موانئها.</p>";

pub fn html() -> Vec<Pattern> {
    let repeats: [(&str, [&'static str; 3]); 34] = [
        ("<div> in one another", [PAGE, "<div>", "نص"]),
        ("<p> unclosed", [PAGE, "<p>نص", ""]),
        ("<b> unclosed", [PAGE, "<b>", "نص"]),
        ("<b><p> unclosed", [PAGE, "<b><p>", "نص"]),
        ("<a> unclosed", [PAGE, "<a href=x>", "نص"]),
        ("<font> unclosed", [PAGE, "<font size=1>نص", ""]),
        ("paragraphs", [PAGE, "<p>وأكد الوزراء التزامهم بدعم الموانئ وبما اتفقوا عليه، في اجتماعهم السابق.</p>", ""]),
        ("links", [PAGE, "<a href=/x>نص</a> ", ""]),
        ("a large attribute", [PAGE, "x", ""]),
        ("table rows", [PAGE, "<tr><td>نص", ""]),
        ("<table> in one another", [PAGE, "<table><tr><td>", "نص"]),
        ("text in a table", ["<table>", "<tr>نص", ""]),
        ("comments", [PAGE, "<!-- x -->", ""]),
        ("comments unclosed", [PAGE, "<!--", ""]),
        ("entities", [PAGE, "&nbsp;", ""]),
        ("entities without end", [PAGE, "&amp", ""]),
        ("entities unknown", [PAGE, "&xyzzyx;", ""]),
        ("<br>", [PAGE, "<br>", ""]),
        ("<br> and text", [PAGE, "نص<br>", ""]),
        ("list items", [PAGE, "<li>نص", ""]),
        ("<", [PAGE, "<", ""]),
        ("</", [PAGE, "</", ""]),
        ("</p>", [PAGE, "</p>", ""]),
        ("</div>", [PAGE, "</div>", ""]),
        ("<script> unclosed", [PAGE, "<script>", ""]),
        ("<style>", [PAGE, "<style>a{}</style>", ""]),
        ("<meta>", ["<html><head>", "<meta name=author content=x>", PAGE]),
        ("<svg>", [PAGE, "<svg><g>", ""]),
        ("<select>", [PAGE, "<select><option>", ""]),
        ("<template>", [PAGE, "<template>", ""]),
        ("<form>", [PAGE, "<form><input>", ""]),
        (
            "<article>",
            ["<html><body>", "<article><p>عقد الوزراء اجتماعهم السنوي، وبحثوا ربط الموانئ كلها.</p></article>", ""],
        ),
        ("<span>", [PAGE, "<span>نص</span>", ""]),
        ("headings", [PAGE, "<h2>بيان</h2>", ""]),
    ];
    let mut all: Vec<Pattern> = repeats.into_iter().map(|(name, parts)| Pattern::repeat(Html, name, parts)).collect();
    let made = |name: &str, make: fn(usize) -> String| {
        Pattern::new(Html, name, move |n| Input::one("a.html", make(n).into_bytes()))
    };
    all.push(made("an attribute without end", |n| format!("{PAGE}<p title=\"{}", "x".repeat(n))));
    all.push(made("classes", |n| format!("{PAGE}<p class=\"{}\">نص</p>", "a ".repeat(n))));
    all.push(made("attributes", |n| {
        let all: String = (0..n).map(|n| format!(" a{n}=x")).collect();
        format!("{PAGE}<p{all}>نص</p>")
    }));
    all.push(made("a long tag name", |n| format!("{PAGE}<{}>نص", "a".repeat(n))));
    all.push(made("a long title", |n| format!("<title>{}</title>{PAGE}", "بيان - ".repeat(n))));
    all.push(made("JSON-LD", |n| {
        format!("<script type=application/ld+json>{}</script>{PAGE}", "{\"@type\":\"NewsArticle\",".repeat(n))
    }));
    all.push(made("JSON-LD arrays in one another", |n| {
        format!("<script type=application/ld+json>{}</script>{PAGE}", "[".repeat(n))
    }));
    all.push(made("nested to the bound, many times", |n| {
        let one = format!("{}نص{}", "<div>".repeat(300), "</div>".repeat(300));
        format!("{PAGE}{}", one.repeat(n.div_ceil(300)))
    }));
    all
}

pub fn front_matter() -> Vec<Pattern> {
    let repeats: [(&str, [&'static str; 3]); 24] = [
        ("[", ["---\ntags: ", "[", "\n---\nنص"]),
        ("{", ["---\ntags: ", "{", "\n---\nنص"]),
        ("{a:", ["---\ntags: ", "{a: ", "\n---\nنص"]),
        ("- -", ["---\ntags:\n", "- ", "\n---\nنص"]),
        ("? ?", ["---\n", "? ", "\n---\nنص"]),
        ("tags", ["---\ntags: [", "العراق, ", "x]\n---\nنص"]),
        ("anchors", ["---\ntags: [", "&a x, ", "x]\n---\nنص"]),
        ("aliases of YAML", ["---\ntitle: &a x\ntags: [", "*a, ", "x]\n---\nنص"]),
        ("merge keys", ["---\n", "<<: {a: b}\n", "---\nنص"]),
        ("binary", ["---\n", "title: !!binary aGVsbG8=\n", "---\nنص"]),
        ("tags of YAML", ["---\ntitle: ", "!!str ", "x\n---\nنص"]),
        ("comments", ["---\n", "# x\n", "---\nنص"]),
        ("blank lines", ["---\n", "\n", "---\nنص"]),
        ("the same key", ["---\n", "title: x\n", "---\nنص"]),
        ("a long title", ["---\ntitle: ", "كلمة ", "\n---\nنص"]),
        ("a long summary", ["---\nsummary_en: |\n", "  Words.\n", "---\nنص"]),
        ("a folded summary", ["---\nsummary_en: >\n", "  Words.\n\n", "---\nنص"]),
        ("quotes", ["---\ntitle: ", "\"", "\n---\nنص"]),
        ("escapes", ["---\ntitle: \"", "\\x41", "\"\n---\nنص"]),
        ("escapes of lines", ["---\ntitle: \"", "a\\\n ", "\"\n---\nنص"]),
        ("colons", ["---\ntitle: ", "a:", "\n---\nنص"]),
        ("documents", ["---\n", "a: b\n--- \n", "---\nنص"]),
        ("directives", ["---\n", "%TAG ! x\n", "---\nنص"]),
        ("front matter unclosed", ["---\n", "title: x\n", ""]),
    ];
    let mut all: Vec<Pattern> =
        repeats.into_iter().map(|(name, parts)| Pattern::repeat(FrontMatter, name, parts)).collect();
    let made = |name: &str, make: fn(usize) -> String| {
        Pattern::new(FrontMatter, name, move |n| {
            Input::one("a.md", format!("---\n{}\n---\n{GOOD}", make(n)).into_bytes())
        })
    };
    fn list(key: &str, n: usize) -> String {
        let all: Vec<String> = (0..n).map(word).collect();
        format!("{key}: [{}]", all.join(", "))
    }
    all.push(made("distinct tags", |n| list("tags", n)));
    all.push(made("distinct aliases", |n| list("aliases", n)));
    all.push(made("distinct not_copy_of", |n| list("not_copy_of", n)));
    all.push(made("unknown keys", |n| (0..n).map(|n| format!("{}: x\n", word(n))).collect()));
    all.push(made("indented ever deeper", |n| {
        (0..n.isqrt()).map(|level| format!("{}a:\n", " ".repeat(level))).collect()
    }));
    all.push(made("a bomb", |n| {
        let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..n.ilog2().max(1) {
            let of = format!("*a{}, ", level - 1).repeat(9);
            yaml.push_str(&format!("a{level}: &a{level} [{of}]\n"));
        }
        yaml
    }));
    all
}

pub fn site_toml() -> Vec<Pattern> {
    let made = |name: &str, make: fn(usize) -> String| {
        Pattern::new(SiteToml, name, move |n| Input {
            site: format!("{SITE}{}", make(n)),
            reports: vec![("a.txt".to_owned(), GOOD.repeat(5).into_bytes())],
        })
    };
    let top = |name: &str, make: fn(usize) -> String| {
        Pattern::new(SiteToml, name, move |n| Input {
            site: format!("{}\n{SITE}", make(n)),
            reports: vec![("a.txt".to_owned(), GOOD.repeat(5).into_bytes())],
        })
    };
    vec![
        made("meetings", |n| {
            let meeting = |n| {
                format!(
                    "[[meeting]]\nid = \"m-{n}\"\ndate = \"{}\"\ntitle = {{ ar = \"اجتماع {}\", en = \"M {n}\" }}\n",
                    1900 + n % 120,
                    word(n)
                )
            };
            (0..n).map(meeting).collect()
        }),
        made("tags", |n| (0..n).map(|n| format!("[tag.t-{n}]\nar = \"{}\"\nen = \"T {n}\"\n", word(n))).collect()),
        made("outlets", |n| {
            let outlet = |n| {
                format!("[[outlet]]\nname = {{ ar = \"صحيفة {}\", en = \"O {n}\" }}\nstrip = [\"{0} x\"]\n", word(n))
            };
            (0..n).map(outlet).collect()
        }),
        made("figures", |n| {
            (0..n).map(|n| format!("[figure.f-{n}]\nar = \"{}\"\nen = \"F {n}\"\n", word(n))).collect()
        }),
        made("one tag again", |n| "[tag.iraq]\nar = \"العراق\"\nen = \"Iraq\"\n".repeat(n)),
        made("unknown tables", |n| (0..n).map(|n| format!("[x{n}]\na = 1\n")).collect()),
        top("synonyms", |n| {
            let all: Vec<String> = (0..n).map(|n| format!("[\"{}\", \"{}\"]", word(2 * n), word(2 * n + 1))).collect();
            format!("synonyms = [{}]", all.join(", "))
        }),
        top("one long group of synonyms", |n| {
            let all: Vec<String> = (0..n).map(|n| format!("\"{}\"", word(n))).collect();
            format!("synonyms = [[{}]]", all.join(", "))
        }),
        top("arrays in one another", |n| format!("synonyms = {}", "[".repeat(n))),
        top("tables in one another", |n| format!("synonyms = {}", "{a=".repeat(n))),
        top("dotted keys", |n| format!("{}a = 1", "a.".repeat(n))),
        top("comments", |n| "# x\n".repeat(n)),
        top("a long text", |n| format!("base_url = \"https://example.org/{}\"", "a".repeat(n))),
        top("unknown keys", |n| (0..n).map(|n| format!("k{n} = 1\n")).collect()),
    ]
}
