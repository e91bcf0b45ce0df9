//! Values of front matter that must fit one another, or make an address → findings where they do not. It reads no YAML.

use serde_yaml::Spanned;

use super::Check;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::edtf::Edtf;
use crate::ingest::yaml::place;
use crate::say;
use crate::text::address;

impl Check<'_> {
    /// A report of a meeting comes out when it is held, or later.
    pub(super) fn follows(&mut self, published: Edtf, typed: &Spanned<String>, meeting: Option<Edtf>) {
        let Some(meeting) = meeting.filter(|meeting| published.is_before(*meeting)) else {
            return;
        };
        let message = say!(
            "published on {published}, before the meeting on {meeting}",
            "نُشر في `{published}`، قبل الاجتماع في `{meeting}`"
        );
        self.warnings.push(
            Diagnostic::warning(Code::DateMeeting, place(self.path, self.first, typed.referenced), message)
                .hint(say!("one of the two days is wrong: correct it", "أحد اليومين خطأ: صححه")),
        );
    }

    /// An address is made of letters and digits.
    pub(super) fn says_something(&mut self, key: &str, slug: &Spanned<String>) {
        if slug.value.contains(char::is_alphanumeric) {
            return;
        }
        let message = say!(
            "`{}` in `{key}` has no letters or digits, so it makes no address",
            "ليس في `{}` حروف ولا أرقام، فلا يصير عنوانًا في `{key}`",
            slug.value.trim()
        );
        self.found.push(
            Diagnostic::error(Code::BadValue, place(self.path, self.first, slug.referenced), message)
                .hint(say!("write a name such as `rome-2021`, or take it out", "اكتب اسمًا مثل `rome-2021` أو احذفه")),
        );
    }

    pub(super) fn url(&mut self, url: &Spanned<String>) -> Option<String> {
        let typed = url.value.trim();
        let has_space = typed.contains(char::is_whitespace);
        let address = address::allowed(typed).filter(|address| address.starts_with("http") && !has_space);
        if address.is_some() {
            return address;
        }
        let scheme = typed.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        let message = if has_space {
            say!("the source's address has a space in it", "في عنوان المصدر مسافة")
        } else if scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https")) {
            say!("the source's address names no machine on the web", "لا يذكر عنوان المصدر موقعًا على الويب")
        } else {
            say!(
                "the source's address does not begin with http:// or https://",
                "عنوان المصدر لا يبدأ بـ http:// أو https://"
            )
        };
        self.found.push(
            Diagnostic::error(Code::BadUrl, place(self.path, self.first, url.referenced), message)
                .hint(say!("copy it from the browser's address bar", "انسخه من شريط العنوان في المتصفح")),
        );
        None
    }
}

/// When a meeting of `site.toml` was held.
pub(super) fn meeting_date(id: Option<&str>, config: &Config) -> Option<Edtf> {
    config.meetings.iter().find(|meeting| Some(meeting.id.as_str()) == id).map(|meeting| meeting.date)
}
