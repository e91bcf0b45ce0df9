//! The site's fonts → web fonts with the characters that the archive needs and no others. Shaping stays as it is: ligatures and joined forms of those characters come along.

use std::collections::BTreeSet;

use rayon::prelude::*;
use read_fonts::FontRef;
use read_fonts::collections::IntSet;
use read_fonts::types::{GlyphId, NameId, Tag};
use skera::{DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use ttf2woff2::BrotliQuality;

use crate::archive::Communique;
use crate::diagnostic::message::Message;
use crate::lang::{Bilingual, Lang};
use crate::render::theme::Theme;
use crate::say;
use crate::site::Site;
use crate::text::characters::Seen;

/// The characters that pages show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Characters(BTreeSet<char>);

/// Always there, whatever the archive says: what dates, numbers and the theme's own marks are made of.
const ALWAYS: &str = " !\"#%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz|~\
                      ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي٠١٢٣٤٥٦٧٨٩٪،؛؟«»ـ–—…·‹›“”’•";

impl Characters {
    /// Every character that a page of the site may show.
    pub fn of(site: &Site<'_>, theme: &Theme) -> Characters {
        let mut seen = Seen::default();
        seen.text(ALWAYS);
        for lang in Lang::ALL {
            theme.strings(lang).texts().for_each(|text| seen.text(text));
        }
        let config = site.config;
        let mut labels: Vec<&Bilingual> = vec![&config.title, &config.description];
        for meeting in &config.meetings {
            labels.push(&meeting.title);
            labels.extend(&meeting.place);
            labels.extend(&meeting.hosts);
        }
        labels.extend(config.tags.values().map(|tag| &tag.label));
        labels.extend(site.tags.values().map(|tagged| &tagged.name.label));
        labels.into_iter().for_each(|label| see_label(label, &mut seen));
        let parts = site.archive.communiques.par_chunks(COMMUNIQUES).map(|part| {
            let mut seen = Seen::default();
            part.iter().for_each(|communique| see_communique(communique, &mut seen));
            seen
        });
        Characters(parts.reduce(|| seen.clone(), Seen::with).characters().collect())
    }

    /// Whether a character is among them.
    pub fn contains(&self, c: char) -> bool {
        self.0.contains(&c)
    }

    /// As one text, in the order of Unicode.
    pub fn text(&self) -> String {
        self.0.iter().collect()
    }
}

/// So many communiqués are looked at together.
const COMMUNIQUES: usize = 512;

fn see_label(label: &Bilingual, seen: &mut Seen) {
    Lang::ALL.iter().for_each(|lang| seen.text(label.get(*lang)));
}

/// What pages show of a communiqué, in whatever language.
fn see_communique(communique: &Communique, seen: &mut Seen) {
    seen.text(communique.title.value.as_str());
    communique.title_en.iter().chain(&communique.summary.text).for_each(|text| seen.text(text.as_str()));
    communique.place.iter().for_each(|place| see_label(&place.value, seen));
    communique.evidence().iter().for_each(|(_, evidence)| seen.text(&evidence.text));
    for report in &communique.reports {
        report.outlet.iter().for_each(|outlet| see_label(&outlet.value, seen));
        seen.add(&report.characters);
    }
}

/// Tables without which there is nothing to show.
const NEEDED: [&[u8; 4]; 6] = [b"cmap", b"glyf", b"head", b"hmtx", b"loca", b"maxp"];

/// Tables that a web font does not need. Hinting goes too: screens of today smooth glyphs without it.
const DROPPED: [&[u8; 4]; 2] = [b"DSIG", b"gasp"];

/// Features that go. Kerning is a fifth of a font's bytes and little is seen of it at the sizes of a page; small figures
/// are for fractions, which no page sets.
const FEATURES_DROPPED: [[u8; 4]; 4] = [*b"kern", *b"frac", *b"numr", *b"dnom"];

/// The names that stay: copyright, licence and where to read it. The family's name goes with the glyphs, since some
/// licences reserve it for the whole font.
const NAMES: [u16; 3] = [0, 13, 14];

/// How hard Brotli tries, of 11: the next step that makes a font smaller makes it a twentieth smaller, in ten times the time.
const QUALITY: u8 = 7;

/// A font of these characters as WOFF2.
///
/// # Errors
/// What is wrong with the font, a TrueType file or a WOFF2 of one.
pub fn subset(font: &[u8], characters: &Characters) -> Result<Vec<u8>, Message> {
    let decoded;
    let bytes = if font.starts_with(b"wOF2") {
        decoded = wuff::decompress_woff2(font)
            .map_err(|error| say!("the font cannot be unpacked: {error:?}", "تعذّر فك ضغط الخط: «{error:?}»"))?;
        &decoded
    } else {
        font
    };
    let font =
        FontRef::new(bytes).map_err(|error| say!("the font cannot be read: {error}", "تعذّرت قراءة الخط: «{error}»"))?;
    if let Some(missing) = NEEDED.into_iter().find(|table| font.table_data(Tag::new(table)).is_none()) {
        return Err(say!("the font has no table `{}`", "ليس في الخط الجدول `{}`", String::from_utf8_lossy(missing)));
    }
    let mut scripts = IntSet::<Tag>::empty();
    scripts.invert();
    let features =
        DEFAULT_LAYOUT_FEATURES.iter().copied().filter(|feature| !FEATURES_DROPPED.contains(&feature.to_be_bytes()));
    let plan = Plan::new(
        &IntSet::<GlyphId>::empty(),
        &characters.0.iter().map(|c| u32::from(*c)).collect(),
        &font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING,
        &DROPPED.into_iter().map(Tag::new).collect(),
        &scripts,
        &features.collect(),
        &NAMES.into_iter().map(NameId::new).collect(),
        &[0x0409].into_iter().collect(),
    );
    let small = subset_font(&font, &plan)
        .map_err(|error| say!("the font cannot be cut down: {error}", "تعذّر اقتطاع محارف الخط: «{error}»"))?;
    ttf2woff2::encode(&small, BrotliQuality::from(QUALITY))
        .map_err(|error| say!("the font cannot be packed: {error}", "تعذّر ضغط الخط: «{error}»"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use read_fonts::TableProvider;

    const TEXT: &[u8] = include_bytes!("../static/fonts/NotoNaskhArabic-Regular.ttf");
    const HEADINGS: &[u8] = include_bytes!("../static/fonts/IBMPlexSansArabic-SemiBold.woff2");

    fn characters(text: &str) -> Characters {
        Characters(text.chars().collect())
    }

    #[test]
    fn a_font_keeps_what_is_asked_and_drops_the_rest() {
        for font in [TEXT, HEADINGS] {
            let small = subset(font, &characters("بيان")).unwrap();
            assert!(small.starts_with(b"wOF2") && small.len() < font.len() / 10, "{}", small.len());
            let bytes = wuff::decompress_woff2(&small).unwrap();
            let read = FontRef::new(&bytes).unwrap();
            let cmap = read.cmap().unwrap();
            assert!("بيان".chars().all(|c| cmap.map_codepoint(c).is_some()));
            assert!(cmap.map_codepoint('ق').is_none() && cmap.map_codepoint('A').is_none());
            let features = read.gsub().unwrap().feature_list().unwrap();
            let tags = features.feature_records().iter().map(|record| record.feature_tag().to_be_bytes());
            assert!(
                tags.clone().any(|tag| tag == *b"init") && !tags.clone().any(|tag| FEATURES_DROPPED.contains(&tag))
            );
            // Four letters with their joined forms.
            assert!(read.maxp().unwrap().num_glyphs() > 8);
        }
    }

    #[test]
    fn what_is_no_font_is_refused() {
        for bytes in [&b""[..], b"wOF2", b"wOF2\0\x01\0\0 and more", b"<svg/>", &TEXT[..5000]] {
            assert!(subset(bytes, &characters("ب")).is_err());
        }
    }
}
