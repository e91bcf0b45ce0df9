//! A communiqué's own pages → a name for each that costs no view: all of the communiqué, with all that any page says of others. It knows no text but by its name; pages that quote from texts of others have no outline.

use rayon::prelude::*;
use serde::Serialize;

use super::Page;
use super::frame::Frames;
use crate::archive::Communique;
use crate::archive::slug::Slug;
use crate::edtf::Edtf;
use crate::fingerprint::Fingerprint;
use crate::infer::{Looks, Target};
use crate::lang::Lang;
use crate::site::Site;
use crate::text::clean::CleanText;

/// The names of what pages of communiqués are made from. Two pages of one outline are the same; a page may be the same though
/// its outline is another, since it says only some of what is told of others.
pub(super) struct Outlines<'a> {
    site: &'a Site<'a>,
    /// What every page may say, of whatever communiqué.
    told: Option<Fingerprint>,
    /// By index of a communiqué: all of it.
    whole: Vec<Option<Fingerprint>>,
}

/// What pages say of a communiqué that is not their own, and by what they choose it.
#[derive(Serialize)]
struct Told<'a> {
    slug: &'a Slug,
    title: &'a CleanText,
    title_en: &'a Option<CleanText>,
    date: Option<Edtf>,
    meeting: Option<usize>,
    tags: Vec<&'a Slug>,
    /// Where it refers to something no other page says.
    references: Vec<(Target, Looks)>,
    names: Vec<usize>,
    formulas: &'a [usize],
}

impl<'a> Told<'a> {
    fn new(communique: &'a Communique, formulas: &'a [usize]) -> Told<'a> {
        Told {
            slug: &communique.slug,
            title: &communique.title.value,
            title_en: &communique.title_en,
            date: communique.date.as_ref().map(|date| date.value),
            meeting: communique.meeting.as_ref().map(|meeting| meeting.value),
            tags: communique.tags.iter().map(|tag| &tag.value.id).collect(),
            references: communique.references.iter().map(|reference| (reference.to, reference.looks)).collect(),
            names: communique.names.iter().map(|named| named.name).collect(),
            formulas,
        }
    }
}

impl<'a> Outlines<'a> {
    /// Names a site's communiqués, on all threads. `press` is the name of what every page hangs on.
    pub(super) fn new(site: &'a Site<'a>, frames: &Frames, press: Option<Fingerprint>) -> Outlines<'a> {
        let told =
            |(communique, formulas): (&Communique, &Vec<usize>)| Fingerprint::of(&Told::new(communique, formulas));
        let communiques = &site.archive.communiques;
        let (told, whole) = rayon::join(
            || communiques.par_iter().zip(&site.formulas_of).map(told).collect::<Option<Vec<Fingerprint>>>(),
            || communiques.par_iter().map(Fingerprint::of).collect(),
        );
        let formulas: Vec<_> =
            site.formulas.all.iter().map(|formula| (&formula.id, &formula.text, formula.communiques)).collect();
        let pairs: Vec<_> = site.pairs.iter().map(|pair| (pair.older, pair.newer, pair.predecessor)).collect();
        let told = press.zip(told).and_then(|(press, told)| Fingerprint::of(&(press, frames, told, formulas, pairs)));
        Outlines { site, told, whole }
    }

    /// The outline of a page, if it is one of a communiqué, or of two.
    pub(super) fn page(&self, page: Page<'_>, lang: Lang) -> Option<Fingerprint> {
        let told = self.told?;
        let whole = |index: usize| self.whole.get(index).copied().flatten();
        match page {
            Page::Communique(index, _) => Fingerprint::of(&(told, "communique", lang, whole(index)?)),
            Page::Copies(communique) => {
                Fingerprint::of(&(told, "copies", lang, whole(self.site.index_of(&communique.slug)?)?))
            }
            Page::Redline { older: (older, _), newer: (newer, _) } => {
                Fingerprint::of(&(told, "redline", lang, whole(older)?, whole(newer)?))
            }
            _ => None,
        }
    }

    /// The outline of a page that leads from an address to a communiqué.
    pub(super) fn redirect(&self, from: &Slug, to: &Slug, lang: Lang) -> Option<Fingerprint> {
        Fingerprint::of(&(self.told?, "redirect", lang, from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive;
    use crate::config;
    use crate::formulas::Formulas;
    use crate::page::shell::Assets;
    use crate::render::theme::{self, Minify, Theme};
    use crate::site::series::Pair;
    use crate::source::{Format, Source};
    use crate::text::digits::Digits;

    const SITE: &str = "[title]\nar = \"أ\"\nen = \"A\"\n";

    fn source(file: &str, text: &str) -> Source {
        let bytes = format!("---\ntitle: {file}\n---\n{text}\n");
        Source {
            path: format!("seeds/{file}"),
            file: file.to_owned(),
            format: Format::Markdown,
            bytes: Ok(bytes.into()),
        }
    }

    /// What pages show of two communiqués together may change though neither of them does: a third may take the place of one.
    #[test]
    fn an_outline_has_what_two_communiques_are_to_each_other() {
        let config = config::parse(SITE, "site.toml", None).unwrap();
        let sources = vec![
            source("a.md", "عقد الوزراء اجتماعهم السنوي في روما وبحثوا سبل دعم الاستقرار في العراق."),
            source("b.md", "وتعهد المشاركون بتقديم مئات الملايين لإعادة الخدمات الأساسية إلى المدن."),
        ];
        let prepared = archive::prepare(sources, &config, false);
        let archive = archive::assemble(prepared.value.0, prepared.value.1, &config).value;
        let formulas = Formulas::default();
        let theme = Theme::load(&theme::built_in(), Digits::Latin, Minify::Yes).unwrap();
        let assets = Assets { style: "s".into(), script: None, fonts: Vec::new(), search: None, reading: None };
        let mut site = Site::new(&config, &archive, &formulas);
        let frames = Frames::new(&site, &theme, &assets).unwrap();
        let first = &archive.communiques[0];
        let name = |site: &Site<'_>, lang| {
            Outlines::new(site, &frames, theme.name()).page(Page::Communique(0, first), lang).unwrap()
        };
        let mut names = vec![name(&site, Lang::Ar), name(&site, Lang::En)];
        site.pairs = vec![Pair { older: 1, newer: 0, predecessor: false, shared: 0 }];
        names.push(name(&site, Lang::Ar));
        site.pairs[0].predecessor = true;
        names.push(name(&site, Lang::Ar));
        site.formulas_of[0].push(0);
        names.push(name(&site, Lang::Ar));
        site.formulas_of.swap(0, 1);
        names.push(name(&site, Lang::Ar));
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
