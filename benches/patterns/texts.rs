//! Patterns in the text of one report, as Markdown and as plain text.

use super::Area::{Markdown, Plain};
use super::{GOOD, Input, Pattern, sentence, word};

pub fn markdown() -> Vec<Pattern> {
    let repeats: [(&str, [&'static str; 3]); 64] = [
        ("[", [GOOD, "[", ""]),
        ("]", [GOOD, "]", ""]),
        ("*", [GOOD, "*", ""]),
        ("_", [GOOD, "_", ""]),
        ("_ and letter", [GOOD, "_a", ""]),
        ("> on a line", [GOOD, ">", " a"]),
        ("` on a line", [GOOD, "`", ""]),
        ("| on a line", [GOOD, "|", ""]),
        ("~ on a line", [GOOD, "~", ""]),
        ("< on a line", [GOOD, "<", ""]),
        ("backslashes", [GOOD, "\\", ""]),
        ("![", [GOOD, "![", ""]),
        ("[](", [GOOD, "[](", ""]),
        ("[a](<b", [GOOD, "[a](<b", ""]),
        ("[a](\"", [GOOD, "[a](b \"", ""]),
        ("[a](((", [GOOD, "(", ")"]),
        ("[a](b", [GOOD, "[a](b", ""]),
        ("[a][b]", [GOOD, "[a][b]", ""]),
        ("[a]: b", [GOOD, "[a]: b\n", ""]),
        ("<!--", [GOOD, "<!--", ""]),
        ("<!-- lines", [GOOD, "<!--\n\n", ""]),
        ("<?", [GOOD, "a <?", ""]),
        ("<![CDATA[", [GOOD, "a <![CDATA[", ""]),
        ("<!A", [GOOD, "a <!A ", ""]),
        ("<a b=", [GOOD, "a <a b=\"", ""]),
        ("<a b ", ["x <a", " b", ""]),
        ("&amp;", [GOOD, "&amp;", ""]),
        ("&", [GOOD, "&", ""]),
        ("&#x41;", [GOOD, "&#x41;", ""]),
        ("&#0;", [GOOD, "&#0;", ""]),
        ("***a", [GOOD, "***a", ""]),
        ("*a_ ", [GOOD, "*a_ ", ""]),
        ("a**b", [GOOD, "a**b", ""]),
        ("*a **a ", [GOOD, "*a **a ", ""]),
        ("**a** ", [GOOD, "**a** ", ""]),
        ("~~a~~ ", [GOOD, "~~a~~ ", ""]),
        ("`a` ", [GOOD, "`a` ", ""]),
        ("list markers in one another", [GOOD, "- ", "a\n"]),
        ("numbers of lists in one another", [GOOD, "1. ", "a\n"]),
        ("quotes and lists in one another", [GOOD, "> - ", "a\n"]),
        ("list items", [GOOD, "- a\n", ""]),
        ("list items apart", [GOOD, "- a\n\n", ""]),
        ("headings", [GOOD, "# عنوان\n", ""]),
        ("headings underlined", [GOOD, "عنوان\n===\n", ""]),
        ("rules", [GOOD, "---\n\n", ""]),
        ("rules in quotes", [GOOD, "\n> ---", ""]),
        ("fences", [GOOD, "```\n", ""]),
        ("fences opened", [GOOD, "~~~ a\n\n", ""]),
        ("indented code", [GOOD, "\n    code", ""]),
        ("hard breaks", [GOOD, "a  \n", ""]),
        ("one-letter lines", [GOOD, "a\n", ""]),
        ("one-letter paragraphs", [GOOD, "a\n\n", ""]),
        ("blank lines", [GOOD, "\n", "a"]),
        ("lines of spaces", [GOOD, " \n", "a"]),
        ("<div> lines", [GOOD, "<div>\n", ""]),
        ("<b>", [GOOD, "<b>", ""]),
        ("http://www.<", [GOOD, "http://www.<", ""]),
        ("<http://a>", [GOOD, "<http://a> ", ""]),
        ("links", [GOOD, "[x](https://a.org/) ", ""]),
        ("bad links", [GOOD, "[x](javascript:a) ", ""]),
        ("pictures", [GOOD, "![x](y) ", ""]),
        ("table rows", [GOOD, "| a | b |\n", ""]),
        ("tabs", [GOOD, "\t", "a"]),
        ("marks of words", [GOOD, "**عقد** *الوزراء* ", ""]),
    ];
    let mut all: Vec<Pattern> =
        repeats.into_iter().map(|(name, parts)| Pattern::repeat(Markdown, name, parts)).collect();
    all.push(Pattern::numbered(Markdown, "runs of ` that grow", "a.md", |n| "`".repeat(n % 600 + 1) + "a "));
    all.push(Pattern::numbered(Markdown, "definitions", "a.md", |n| format!("[{n}]: /{n}\n\n[{n}]\n\n")));
    all.push(Pattern::numbered(Markdown, "marks of many kinds", "a.md", |n| {
        ["*a", "**a", "_a", "__a", "~~a", "*_a", "`a"].get(n % 7).copied().unwrap_or("").to_owned()
    }));
    all.push(Pattern::new(Markdown, "lists indented ever deeper", |n| {
        let deep = n.isqrt().max(1);
        let text: String = (0..deep).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
        Input::one("a.md", format!("{GOOD}\n{text}").into_bytes())
    }));
    all.push(Pattern::new(Markdown, "quotes ever deeper", |n| {
        let deep = n.isqrt().max(1);
        let text: String = (0..deep).map(|level| format!("{} a\n", ">".repeat(level + 1))).collect();
        Input::one("a.md", format!("{GOOD}\n{text}").into_bytes())
    }));
    all.push(Pattern::new(Markdown, "links in a mark", |n| {
        let deep = format!("{}a{}", "*a **b ".repeat(n), "** b*".repeat(n));
        Input::one("a.md", format!("{GOOD}\n{deep}").into_bytes())
    }));
    all
}

pub fn plain() -> Vec<Pattern> {
    let repeats: [(&str, [&'static str; 3]); 50] = [
        ("one word in a line", [GOOD, "كلمة ", ""]),
        ("one letter in a line", [GOOD, "ا", ""]),
        ("one-letter lines", [GOOD, "ا\n", ""]),
        ("blank lines", [GOOD, "\n", "ا"]),
        ("the same paragraph", [GOOD, "وأكد الوزراء التزامهم بدعم الموانئ وبما اتفقوا عليه في اجتماعهم السابق.\n", ""]),
        ("the same sentence in a line", [GOOD, "وأكد الوزراء التزامهم بدعم الموانئ. ", ""]),
        ("U+FDFA", [GOOD, "\u{FDFA}", ""]),
        ("U+FDFA and spaces", [GOOD, "\u{FDFA} ", ""]),
        ("combining marks", [GOOD, "\u{0651}", ""]),
        ("combining marks of two classes", [GOOD, "\u{0651}\u{064E}\u{0653}\u{0315}", ""]),
        ("zero width", [GOOD, "\u{200B}", "ا"]),
        ("overrides", [GOOD, "\u{202E}", "ا"]),
        ("isolates", [GOOD, "\u{2067}", "ا"]),
        ("embeddings a line", [GOOD, "\u{202B}ا\n", ""]),
        ("tatweel", [GOOD, "\u{0640}", "ا"]),
        ("presentation forms", [GOOD, "\u{FEFB}", ""]),
        ("full stops", [GOOD, ".", ""]),
        ("full stops and spaces", [GOOD, ". ", ""]),
        ("short sentences", [GOOD, "كلمة. ", ""]),
        ("question marks", [GOOD, "؟ ", ""]),
        ("guillemets", [GOOD, "«", ""]),
        ("guillemets closed", [GOOD, "«كلمة» ", ""]),
        ("quotation marks", [GOOD, "\"", ""]),
        ("brackets", [GOOD, "(", ""]),
        ("digits", [GOOD, "1", ""]),
        ("numbers", [GOOD, "123 ", ""]),
        ("Arabic digits", [GOOD, "١٢٣ ", ""]),
        ("numbers joined", [GOOD, "12/", ""]),
        ("number words", [GOOD, "خمسة وعشرين ", ""]),
        ("number words in a chain", [GOOD, "وألف ومئة ", ""]),
        ("dates", [GOOD, "في 28 يونيو 2021 ", ""]),
        ("dates in figures", [GOOD, "6/2/2019 ", ""]),
        ("months", [GOOD, "شباط/فبراير ", ""]),
        ("Hijri dates", [GOOD, "15 رمضان 1442 ", ""]),
        ("weekdays", [GOOD, "يوم الإثنين الماضي ", ""]),
        ("yesterday", [GOOD, "عقد الاجتماع أمس. ", ""]),
        ("years", [GOOD, "عام 2020 ", ""]),
        ("resolutions", [GOOD, "قرار مجلس الأمن 2254 ", ""]),
        ("resolutions in a chain", [GOOD, "القرارات 2253 و2254 و", ""]),
        ("meetings", [GOOD, "اجتماع روما الوزاري ", ""]),
        ("statements of a day", [GOOD, "البيان الصادر في 28 يونيو 2021 ", ""]),
        ("meeting words", [GOOD, "الاجتماع الوزاري ", ""]),
        ("names of site.toml", [GOOD, "العراق صحيفة النهر ", ""]),
        ("places", [GOOD, "في روما في باريس ", ""]),
        ("labels", [GOOD, "اقرأ أيضا: خبر آخر\n", GOOD]),
        ("bylines", [GOOD, "كتب: محرر الصحيفة\n", GOOD]),
        ("glued bylines", ["", "محرر سياسي: صحيفة النهر", GOOD]),
        ("menus", [GOOD, "الرئيسية\nأخبار\nرياضة\nاتصل بنا\n", GOOD]),
        ("words to strip", [GOOD, "حقوق النشر محفوظة ", ""]),
        ("particles", [GOOD, "في من على إلى ", ""]),
    ];
    let mut all: Vec<Pattern> = repeats.into_iter().map(|(name, parts)| Pattern::repeat(Plain, name, parts)).collect();
    let more: [(&str, [&'static str; 3]); 22] = [
        ("addresses", [GOOD, "https://example.org/a ", ""]),
        ("hashtags", [GOOD, "#وسم_آخر ", ""]),
        ("handles", [GOOD, "@name ", ""]),
        ("tickers", [GOOD, "عاجل | خبر | ", ""]),
        ("timestamps", [GOOD, "الأحد 27 يونيو 2021 - 12:30\n", GOOD]),
        ("captions", [GOOD, "(صورة: رويترز)\n", GOOD]),
        ("datelines", [GOOD, "روما - صحيفة النهر - ", ""]),
        ("colons", [GOOD, "كلمة: ", ""]),
        ("colons alone", [GOOD, ":", ""]),
        ("bars", [GOOD, "|", ""]),
        ("hyphens", [GOOD, "-", ""]),
        ("hyphens and letters", [GOOD, "ا-", ""]),
        ("bullets", [GOOD, "• بند\n", ""]),
        ("English", [GOOD, "The ministers met and agreed. ", ""]),
        ("capitals that grow", [GOOD, "İ", ""]),
        ("ligatures", [GOOD, "ﬃ", ""]),
        ("emoji joined", [GOOD, "👩\u{200D}", ""]),
        ("Hangul parts", [GOOD, "\u{1100}\u{1161}", ""]),
        ("verbs of strength", [GOOD, "دعا حث طالب ", ""]),
        ("negations", [GOOD, "لا لم لن ليس ", ""]),
        ("conjunctions glued", [GOOD, "و", "كلمة"]),
        ("articles glued", [GOOD, "ال", ""]),
    ];
    all.extend(more.into_iter().map(|(name, parts)| Pattern::repeat(Plain, name, parts)));
    all.push(Pattern::numbered(Plain, "distinct words", "a.txt", |n| format!("{} ", word(n))));
    all.push(Pattern::numbered(Plain, "distinct words a line", "a.txt", |n| format!("{}\n", word(n))));
    all.push(Pattern::numbered(Plain, "distinct sentences", "a.txt", |n| format!("{} ", sentence(n, 8))));
    all.push(Pattern::numbered(Plain, "distinct paragraphs", "a.txt", |n| format!("{}\n", sentence(n, 20))));
    all.push(Pattern::numbered(Plain, "distinct numbers", "a.txt", |n| format!("{n} ")));
    all.push(Pattern::numbered(Plain, "distinct dates", "a.txt", |n| {
        format!("في {} يونيو {} ", n % 28 + 1, 1900 + n / 28 % 150)
    }));
    all.push(Pattern::numbered(Plain, "distinct resolutions", "a.txt", |n| format!("قرار مجلس الأمن {} ", n % 9000)));
    all.push(Pattern::numbered(Plain, "lines broken to a width", "a.txt", |n| {
        format!("{} {}\n", sentence(n, 8).trim_end_matches('.'), word(n))
    }));
    all.push(Pattern::numbered(Plain, "almost equal paragraphs", "a.txt", |n| {
        format!("وأكد الوزراء التزامهم بدعم {} وبما اتفقوا عليه في اجتماعهم السابق في المدينة.\n", word(n))
    }));
    all.push(Pattern::new(Plain, "one distinct word of all letters", |n| {
        let long: String = (0..n).map(word).collect();
        Input::one("a.txt", format!("{GOOD}\n{long}").into_bytes())
    }));
    all.push(Pattern::new(Plain, "UTF-16", |n| {
        let text = GOOD.repeat(n);
        let bytes = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes));
        Input::one("a.txt", bytes.collect())
    }));
    all.push(Pattern::new(Plain, "Windows-1256", |n| {
        let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(GOOD);
        Input::one("a.txt", bytes.repeat(n))
    }));
    all.push(Pattern::new(Plain, "overlong UTF-8", |n| {
        let mut bytes = GOOD.as_bytes().to_vec();
        bytes.extend(b"\xC0\xAF ".repeat(n));
        Input::one("a.txt", bytes)
    }));
    all.push(Pattern::new(Plain, "a broken byte in each line", |n| {
        let mut bytes = GOOD.as_bytes().to_vec();
        bytes.extend("كلمة \u{0}".as_bytes());
        bytes.extend(b"\xFFa\n".repeat(n));
        Input::one("a.txt", bytes)
    }));
    all
}
