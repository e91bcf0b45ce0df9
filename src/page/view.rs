//! The small values that pages show: text with its language, dates, links, entries of a list. They are copied from the archive into a page's own view and nowhere else.

use serde::Serialize;

use crate::archive::Communique;
use crate::edtf::{Certainty, Edtf, Span};
use crate::ingest::block::Block;
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::{Bilingual, Lang};
use crate::site::Site;
use crate::site::routes::Route;
use crate::text::calendar::{self, Style};
use crate::text::script;

/// Text on a page, isolated there. `lang` and `dir` are given where the text is not in the page's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its language, where that is not the page's.
    pub lang: Option<&'static str>,
    /// Its direction; always its own language's.
    pub dir: &'static str,
}

impl Said {
    /// Text whose language its letters tell.
    pub fn new(text: &str, page: Lang) -> Said {
        Said::of(text, script::dominant(text).unwrap_or(page), page)
    }

    fn of(text: &str, own: Lang, page: Lang) -> Said {
        Said { text: text.to_owned(), lang: (own != page).then(|| own.code()), dir: own.dir() }
    }

    /// A label in the page's language.
    pub fn label(label: &Bilingual, page: Lang) -> Said {
        Said::new(label.get(page), page)
    }
}

/// A link within the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads.
    pub url: String,
    /// What it says.
    pub text: Said,
}

/// A date in words, with what machines read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `at`, `about` for an approximation, `perhaps` for a doubt, `between` for an interval.
    pub shape: &'static str,
    /// The date, or the interval's first.
    pub from: DatePart,
    /// The interval's last.
    pub to: Option<DatePart>,
}

/// A day, month or year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DatePart {
    /// In words.
    pub text: String,
    /// For the attribute `datetime`.
    pub datetime: String,
}

impl DateView {
    /// Writes a date as the site does.
    pub fn new(date: Edtf, lang: Lang, style: Style) -> DateView {
        let part = |span: Span| DatePart { text: calendar::written(span, lang, style), datetime: span.to_string() };
        match date {
            Edtf::At(span, certainty) => DateView {
                shape: match certainty {
                    Certainty::Certain => "at",
                    Certainty::Approximate => "about",
                    Certainty::Uncertain | Certainty::Both => "perhaps",
                },
                from: part(span),
                to: None,
            },
            Edtf::Between(from, to) => DateView { shape: "between", from: part(from), to: Some(part(to)) },
        }
    }
}

/// A communiqué in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Its page.
    pub url: String,
    /// Its title.
    pub title: Said,
    /// Its date.
    pub date: Option<DateView>,
    /// Where its meeting was held.
    pub place: Option<Said>,
    /// The start of what a reader of this language can read: the text, or the English summary.
    pub lead: Option<Said>,
    /// Reports beside the canonical one.
    pub copies: usize,
    /// `missing`, `draft`, `current` or `outdated`.
    pub summary: SummaryStatus,
}

/// A lead ends with the word in which it passes this many characters.
const LEAD: usize = 180;

impl Card {
    /// A communiqué as lists show it.
    pub fn new(site: &Site<'_>, communique: &Communique, lang: Lang) -> Card {
        let lead = match lang {
            Lang::Ar => Some(lead(communique.body())).filter(|text| !text.is_empty()),
            Lang::En => communique.summary.text.as_deref(),
        };
        Card {
            url: site.base.link(&Route::Communique(&communique.slug).address(lang)),
            title: title(communique, lang),
            date: date(site, communique, lang),
            place: communique.place.as_ref().map(|place| Said::label(&place.value, lang)),
            lead: lead.map(|text| Said::new(&shortened(text, LEAD), lang)),
            copies: communique.copies().len(),
            summary: communique.summary.status,
        }
    }
}

/// The first block that is more than a heading or a label; the first of all where there is none.
pub fn lead(blocks: &[Block]) -> &str {
    let texts = || blocks.iter().map(|block| block.text.as_str());
    texts().find(|text| text.chars().count() > LEAD / 3).or_else(|| texts().next()).unwrap_or("")
}

/// The title in the page's language where there is one, in its own where there is not.
pub fn title(communique: &Communique, lang: Lang) -> Said {
    match (lang, &communique.title_en) {
        (Lang::En, Some(title)) => Said::new(title, lang),
        _ => Said::new(&communique.title.value, lang),
    }
}

/// A communiqué's date as the site writes it.
pub fn date(site: &Site<'_>, communique: &Communique, lang: Lang) -> Option<DateView> {
    communique.date.as_ref().map(|date| DateView::new(date.value, lang, site.config.style))
}

/// A link to a communiqué's page.
pub fn link(site: &Site<'_>, communique: &Communique, lang: Lang) -> Link {
    Link { url: site.base.link(&Route::Communique(&communique.slug).address(lang)), text: title(communique, lang) }
}

/// The text up to the end of the word in which it passes `most` characters, with an ellipsis where something is cut.
pub fn shortened(text: &str, most: usize) -> String {
    let flat = text.replace('\n', " ");
    let Some((start, _)) = flat.char_indices().nth(most) else {
        return flat;
    };
    match flat.get(start..).and_then(|rest| rest.find(' ')) {
        Some(space) => {
            let cut = flat.get(..start + space).unwrap_or(&flat);
            format!("{}…", cut.trim_end_matches(['،', ',', '.', '؛', ':', ' ']))
        }
        None => flat,
    }
}
