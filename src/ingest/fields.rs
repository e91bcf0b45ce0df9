//! The keys of front matter as they are written, each with its meaning for schemas and forms. It checks no values: `front_matter` does.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Spanned;

use super::front_matter::SummaryStatus;
use crate::edtf::Edtf;

// `x-ar` is the label in Arabic beside the English `title`; `x-lines` marks a text of several lines.

/// What an editor may write above a report. Every key may be left out or left blank.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "bayan: front matter of a report")]
pub struct Fields {
    /// The title, in the language of the text.
    #[schemars(with = "Option<String>", title = "Title", extend("x-ar" = "العنوان"))]
    pub(super) title: Option<Spanned<String>>,
    /// The title in English.
    #[schemars(with = "Option<String>", title = "English title", extend("x-ar" = "العنوان بالإنجليزية"))]
    pub(super) title_en: Option<Spanned<String>>,
    /// The day of the meeting: 2021-06-28, a month 2021-06, a year 2021, about 2021-06-28~, perhaps 2021-06-28?, between two 2021-08-26/2021-12.
    #[schemars(with = "Option<Edtf>", title = "Date of the meeting", extend("x-ar" = "تاريخ الاجتماع"))]
    pub(super) date: Option<Spanned<String>>,
    /// The id of a meeting in site.toml.
    #[schemars(with = "Option<String>", title = "Meeting", extend("x-ar" = "الاجتماع"))]
    pub(super) meeting: Option<Spanned<String>>,
    /// Ids or labels of tags in site.toml; another word is used as it is, with a warning.
    #[schemars(with = "Option<Vec<String>>", title = "Tags", extend("x-ar" = "الموضوعات"))]
    pub(super) tags: Option<Vec<Spanned<String>>>,
    /// Where the report comes from.
    #[schemars(with = "Option<Source>", title = "Source", extend("x-ar" = "المصدر"))]
    pub(super) source: Option<Spanned<Source>>,
    /// One paragraph or more in English, in your own words.
    #[schemars(with = "Option<String>", title = "English summary", extend("x-ar" = "الملخص بالإنجليزية", "x-lines" = true))]
    pub(super) summary_en: Option<Spanned<String>>,
    /// How far the summary is; where this is left out, a summary that is there is current.
    #[schemars(with = "Option<SummaryStatus>", title = "State of the summary", extend("x-ar" = "حالة الملخص"))]
    pub(super) summary_status: Option<Spanned<SummaryStatus>>,
    /// The mark of the text that the summary was accepted for. A command writes it.
    #[schemars(with = "Option<String>", title = "Summary accepted for", extend("x-ar" = "النص الذي اعتُمد له الملخص", "readOnly" = true))]
    pub(super) summary_of: Option<Spanned<String>>,
    /// Another address for the page than the file's name.
    #[schemars(with = "Option<String>", title = "Address", extend("x-ar" = "عنوان الصفحة على الويب"))]
    pub(super) slug: Option<Spanned<String>>,
    /// Older addresses that lead to the page.
    #[schemars(with = "Option<Vec<String>>", title = "Older addresses", extend("x-ar" = "عناوين سابقة للصفحة"))]
    pub(super) aliases: Option<Vec<Spanned<String>>>,
    /// True keeps the report off the site.
    #[schemars(title = "Draft", extend("x-ar" = "مسودة"))]
    pub(super) draft: Option<bool>,
    /// The report that this one is a copy of, by file name, address or alias.
    #[schemars(with = "Option<String>", title = "Copy of", extend("x-ar" = "نسخة من"))]
    pub(super) copy_of: Option<Spanned<String>>,
    /// Reports that this one is no copy of, by file name, address or alias.
    #[schemars(with = "Option<Vec<String>>", title = "No copy of", extend("x-ar" = "ليس نسخة من"))]
    pub(super) not_copy_of: Option<Vec<Spanned<String>>>,
}

/// Where a report comes from, as it is written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who published it, as the outlet calls itself or as site.toml does.
    #[schemars(with = "Option<String>", title = "Outlet", extend("x-ar" = "الجهة الناشرة"))]
    pub(super) outlet: Option<Spanned<String>>,
    /// Its address on the web, http or https.
    #[schemars(with = "Option<String>", title = "Web address", extend("x-ar" = "رابط الخبر", "pattern" = "^[Hh][Tt][Tt][Pp][Ss]?://"))]
    pub(super) url: Option<Spanned<String>>,
    /// When it was published, written as the date is.
    #[schemars(with = "Option<Edtf>", title = "Published", extend("x-ar" = "تاريخ النشر"))]
    pub(super) published: Option<Spanned<String>>,
    /// True if the text is written anew from the facts of the outlet's report.
    #[schemars(title = "Retold", extend("x-ar" = "أُعيدت صياغته"))]
    pub(super) retold: Option<bool>,
}
