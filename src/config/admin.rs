//! The table `[admin]` of `site.toml` → where editors write in the browser. It makes no page: `admin` does.

use toml::Spanned;

use super::Check;
use super::raw::{Backend, RawAdmin};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::say;
use crate::text::address;
use crate::text::clean::CleanText;

/// The script's place below `static/` where nothing is said.
const SCRIPT: &str = "admin/sveltia-cms.js";
/// The folder of reports where nothing is said.
const FOLDER: &str = "seeds";

/// Where editors write in the browser.
#[derive(Clone, Debug)]
pub struct Admin {
    /// The forge.
    pub backend: Backend,
    /// The archive on the forge; empty where nothing is kept.
    pub repo: String,
    /// The branch.
    pub branch: Option<String>,
    /// The folder of reports in the archive on the forge, without slashes around it.
    pub folder: String,
    /// The script of the editor, below `static/`.
    pub script: String,
    /// The OAuth client, without a slash at its end.
    pub base_url: Option<String>,
    /// The application at the OAuth client.
    pub app_id: Option<String>,
    /// The forge's API, without a slash at its end.
    pub api_root: Option<String>,
    /// Where the table stands.
    pub place: Place,
}

impl Check<'_> {
    /// Where `site.toml` is edited, if it is an address on the web.
    pub(super) fn edit_site_url(&mut self, url: &Spanned<String>) -> Option<String> {
        let address = address::allowed(url.get_ref()).filter(|address| address.starts_with("http"));
        if address.is_none() {
            self.found.push(
                Diagnostic::error(
                    Code::BadUrl,
                    self.place(url),
                    say!(
                        "`edit_site_url` is not an http or https address: `{}`",
                        "قيمة `edit_site_url` ليست عنوانًا من http أو https: `{}`",
                        url.get_ref()
                    ),
                )
                .hint(say!(
                    "write where site.toml is edited, as `https://example.org/edit/main/site.toml`",
                    "اكتب العنوان الذي يُحرَّر فيه site.toml، مثل `https://example.org/edit/main/site.toml`"
                )),
            );
        }
        address
    }

    /// The table, if all of it is good.
    pub(super) fn admin(&mut self, table: Spanned<RawAdmin>) -> Option<Admin> {
        let before = self.found.len();
        let place = self.place(&table);
        let raw = table.into_inner();
        let repo = raw.repo.as_ref().map_or("", |repo| repo.get_ref().trim_matches('/'));
        if !is_repo(repo) && (raw.backend != Backend::TestRepo || raw.repo.is_some()) {
            let place = raw.repo.as_ref().map_or_else(|| place.clone(), |repo| self.place(repo));
            let message = match &raw.repo {
                Some(typed) => {
                    say!(
                        "`{}` is not the name of an archive on a forge",
                        "`{}` ليس اسم مستودع على منصة",
                        typed.get_ref()
                    )
                }
                None => {
                    say!("`[admin]` does not name the archive on the forge", "لا يسمي `[admin]` المستودع على المنصة")
                }
            };
            self.found.push(
                Diagnostic::error(Code::BadRepo, place, message)
                    .hint(say!("write it as repo = \"you/archive\"", "اكتبه هكذا: repo = \"you/archive\"")),
            );
        }
        let script = raw.script.as_ref().map_or(SCRIPT, |script| script.get_ref());
        if let Some(typed) = raw.script.as_ref().filter(|_| !is_script(script)) {
            self.found.push(
                Diagnostic::error(
                    Code::BadScript,
                    self.place(typed),
                    say!("`{script}` is not a script below static/", "`{script}` ليس ملف برنامج داخل static/"),
                )
                .hint(say!(
                    "write its path there in Latin letters, as `{SCRIPT}`",
                    "اكتب مساره هناك بحروف لاتينية، مثل `{SCRIPT}`"
                )),
            );
        }
        let folder = raw.folder.as_ref().map_or(FOLDER, |folder| folder.get_ref().trim_matches('/')).to_owned();
        if let Some(typed) = raw.folder.as_ref().filter(|_| !is_folder(&folder)) {
            self.found.push(
                Diagnostic::error(
                    Code::BadValue,
                    self.place(typed),
                    say!(
                        "`{}` is no folder in the archive on the forge",
                        "`{}` ليس مجلدًا في المستودع على المنصة",
                        typed.get_ref()
                    ),
                )
                .hint(say!(
                    "write its path from the archive's root, as `seeds`",
                    "اكتب مساره من جذر المستودع، مثل `seeds`"
                )),
            );
        }
        let base_url = raw.base_url.as_ref().and_then(|url| self.address("base_url", url));
        let api_root = raw.api_root.as_ref().and_then(|url| self.address("api_root", url));
        (self.found.len() == before).then(|| Admin {
            backend: raw.backend,
            repo: repo.to_owned(),
            folder: plain(&folder),
            script: script.to_owned(),
            branch: raw.branch.as_deref().map(plain),
            app_id: raw.app_id.as_deref().map(plain),
            base_url,
            api_root,
            place,
        })
    }

    /// The address of a service, without a slash at its end.
    fn address(&mut self, key: &str, url: &Spanned<String>) -> Option<String> {
        let folder = address::folder(url.get_ref());
        if folder.is_none() {
            self.found.push(
                Diagnostic::error(
                    Code::BadUrl,
                    self.place(url),
                    say!(
                        "`{key}` is not the http or https address of a service: `{}`",
                        "قيمة `{key}` ليست عنوان خدمة من http أو https: `{}`",
                        url.get_ref()
                    ),
                )
                .hint(say!("write it as `https://auth.example.org`", "اكتبه هكذا: `https://auth.example.org`")),
            );
        }
        folder.map(|folder| folder.trim_end_matches('/').to_owned())
    }

    fn place<T>(&self, value: &Spanned<T>) -> Place {
        self.place_at(value.span().start)
    }
}

/// A value without what nobody sees, since it goes into a file of the site as it is.
fn plain(value: &str) -> String {
    CleanText::new(value).as_str().to_owned()
}

fn is_repo(repo: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let part = |part: &str| !matches!(part, "" | "." | "..") && part.chars().all(allowed);
    repo.contains('/') && repo.split('/').all(part)
}

/// Whether a path stays in the archive; an empty one is its root.
fn is_folder(path: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
    path.is_empty() || path.split('/').all(is_part)
}

/// Whether a path leads to a script below a folder and may stand in an address as it is.
fn is_script(path: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let part = |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(allowed);
    path.split('/').all(part) && [".js", ".mjs"].iter().any(|ending| path.ends_with(ending))
}
