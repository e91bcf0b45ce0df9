//! A finished page → the same page with the script that hears of changes, and the mark of a draft. It changes nothing else in it.

use crate::lang::Lang;

/// The script of every page: its address and its text.
pub const SCRIPT: (&str, &str) = ("/.bayan/live.js", include_str!("live.js"));
/// The style sheet of what the script shows, and of the mark of a draft.
pub const STYLE: (&str, &str) = ("/.bayan/live.css", include_str!("live.css"));

/// The page while there is no site yet.
pub const WAITING: &str = include_str!("waiting.html");

/// A page with the script, which knows which version of the site it is from. `draft` is the language of a page that shows
/// a draft, which then says so.
pub fn live(page: &[u8], version: &str, draft: Option<Lang>) -> Vec<u8> {
    let head = format!(
        "<link rel=\"stylesheet\" href=\"{}\"><script defer src=\"{}\" data-version=\"{version}\"></script>",
        STYLE.0, SCRIPT.0
    );
    let in_head = find(page, b"</head>").unwrap_or(page.len());
    let (before, rest) = page.split_at(in_head);
    let in_body = draft.map_or(0, |_| behind_body(rest));
    let (between, behind) = rest.split_at(in_body);
    [before, head.as_bytes(), between, draft.map_or("", mark).as_bytes(), behind].concat()
}

/// The mark of a draft.
pub fn mark(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => {
            "<p class=\"bayan-draft\" role=\"note\" data-mark=\"مسودة\">مسودة: ما تعرضه هذه الصفحة غير منشور.</p>"
        }
        Lang::En => {
            "<p class=\"bayan-draft\" role=\"note\" data-mark=\"Draft\">Draft: what this page shows is not published.</p>"
        }
    }
}

/// Where the content of the body begins; the end where there is no body.
fn behind_body(page: &[u8]) -> usize {
    let tag = find(page, b"<body").and_then(|start| {
        let rest = page.get(start..)?;
        Some(start + rest.iter().position(|byte| *byte == b'>')? + 1)
    });
    tag.unwrap_or(page.len())
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window.eq_ignore_ascii_case(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_page_is_lost() {
        for page in ["<head></head><body class=a>b", "<title>x</title>", "", "<HEAD></HEAD><BODY>a", "</head><body"] {
            for draft in [None, Some(Lang::Ar), Some(Lang::En)] {
                let made = String::from_utf8(live(page.as_bytes(), "0a", draft)).unwrap();
                let start = made.find("<link rel=\"stylesheet\" href=\"/.bayan/live.css\">").unwrap();
                let end = made.find("</script>").unwrap() + "</script>".len();
                let rest = format!("{}{}", made.get(..start).unwrap(), made.get(end..).unwrap());
                assert_eq!(rest.contains("bayan-draft"), draft.is_some());
                assert_eq!(rest.replace(draft.map_or("", mark), ""), page);
            }
        }
        let made = live("<head></head><body class=a>b".as_bytes(), "0a", Some(Lang::En));
        let made = String::from_utf8(made).unwrap();
        assert!(made.starts_with("<head><link") && made.contains("</head><body class=a><p class=\"bayan-draft\""));
        assert!(made.contains("data-version=\"0a\"") && made.ends_with("</p>b"));
    }
}
