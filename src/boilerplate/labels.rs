//! Lines that say what they are, and the blocks that some of them open → their fate. Within the text it asks for more before it takes anything out.

use super::Reason;
use super::line::{Fate, Line, is_image_name};
use super::markers::{AGENCIES, Extent, LABEL_WORDS, MARKERS, Marker, NETWORKS};
use crate::config::Config;
use crate::ingest::block::Kind;
use crate::text::fold::FoldedText;
use crate::text::phrases::Phrases;

/// A line that names its outlet has at most this many words.
const OUTLET_WORDS: usize = 8;
/// A byline that begins with its verb and has no colon has at most this many words.
const BYLINE_WORDS: usize = 4;

/// The known labels, agencies and outlets, folded.
#[derive(Debug)]
pub struct Labels {
    markers: Vec<(FoldedText, Marker)>,
    agencies: Vec<FoldedText>,
    networks: Vec<FoldedText>,
    outlets: Phrases<usize>,
}

/// A label that was found.
struct Label {
    reason: Reason,
    opens: bool,
    /// It is taken out only beside another: sub-headings may have the same words.
    needs_company: bool,
}

impl Labels {
    /// Folds the markers, and the names of `site.toml`'s outlets.
    pub fn new(config: &Config) -> Labels {
        let folded = |names: &[&str]| {
            let mut folded: Vec<FoldedText> = names.iter().map(|name| FoldedText::new(name)).collect();
            folded.sort_unstable();
            folded
        };
        let names = config.outlets.iter().enumerate();
        Labels {
            markers: MARKERS.iter().map(|marker| (FoldedText::new(marker.phrase), *marker)).collect(),
            agencies: folded(AGENCIES),
            networks: folded(NETWORKS),
            outlets: Phrases::new(
                names.flat_map(|(index, outlet)| [(outlet.name.ar.as_str(), index), (outlet.name.en.as_str(), index)]),
            ),
        }
    }

    /// Marks labels, and what stands in the blocks that they open. The outlet that a label or a byline names is noted.
    pub fn mark(&self, lines: &mut [Line], outlet: &mut Option<usize>) {
        let arabic = lines.iter().filter(|line| line.has_arabic).count() * 2 > lines.len();
        let first = lines.iter().position(Line::is_text);
        let last = lines.iter().rposition(Line::is_text);
        let mut open: Option<Reason> = None;
        let mut lone = Vec::new();
        for (index, line) in lines.iter_mut().enumerate() {
            // Above the text nothing opens a block: the headline is still to come.
            let begun = first.is_some_and(|first| index > first);
            let within = begun && last.is_some_and(|last| index < last);
            let heading = matches!(line.block.kind, Kind::Heading(_));
            if line.block.kind == Kind::Break {
                continue;
            }
            if line.is_sentence || (open.is_some() && line.closes_block) || (within && heading) {
                open = None;
            }
            if line.is_sentence || (within && heading) {
                continue;
            }
            if let Some(label) = self.label(line, arabic, within) {
                line.fate = Fate::Out(label.reason);
                if label.opens && begun {
                    open = Some(label.reason);
                } else if label.needs_company && open.is_none() {
                    lone.push(index);
                }
                if label.reason != Reason::RelatedLinks {
                    *outlet = outlet.or_else(|| self.named_outlet(line));
                }
            } else if let Some(reason) = open {
                line.fate = Fate::Out(reason);
            } else if let Some(index) = self.outlet_line(line).filter(|_| !within && !heading) {
                *outlet = outlet.or(Some(index));
                line.fate = Fate::Out(if line.words > 4 { Reason::Dateline } else { Reason::Byline });
            }
        }
        keep_lone(lines, &lone);
    }

    fn label(&self, line: &Line, arabic: bool, within: bool) -> Option<Label> {
        for (phrase, marker) in &self.markers {
            let credit = matches!(marker.reason, Reason::Byline | Reason::PhotoCredit);
            if (within && credit) || !says(line, phrase, marker, within) {
                continue;
            }
            let advertisement = marker.reason == Reason::Advertisement && !line.is_item;
            let needs_company = within && !marker.opens && !advertisement;
            return Some(Label { reason: marker.reason, opens: marker.opens, needs_company });
        }
        let found = |reason| Some(Label { reason, opens: false, needs_company: false });
        if !within && self.agencies.binary_search(&line.folded).is_ok() {
            return found(Reason::PhotoCredit);
        }
        let known = |word: &str| self.networks.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
        let networks = line.folded.words().filter(|word| known(word)).count();
        if networks >= 2 && networks * 2 >= line.words {
            return found(Reason::SiteChrome);
        }
        if arabic && is_image_name(&line.block.text) { found(Reason::ImageName) } else { None }
    }

    /// The outlet whose name a short line is, or names with a separator beside it.
    fn outlet_line(&self, line: &Line) -> Option<usize> {
        let text = line.block.text.as_str();
        if line.words > OUTLET_WORDS || text.ends_with('.') {
            return None;
        }
        let words: Vec<&str> = line.folded.words().collect();
        let found = self.outlets.find(&words);
        let named = found.iter().max_by_key(|found| found.words)?;
        let parted = [" - ", " – ", " — ", ":", "|", "/"].iter().any(|mark| text.contains(mark));
        (named.words == words.len() || (parted && named.words * 2 >= words.len())).then_some(*named.value)
    }

    /// The first outlet that a line names at all.
    fn named_outlet(&self, line: &Line) -> Option<usize> {
        let words: Vec<&str> = line.folded.words().collect();
        self.outlets.find(&words).first().map(|found| *found.value)
    }
}

/// Whether a line is what a marker means. Within the text a label that opens a block is the whole line, figures aside,
/// or has a colon behind it; an item of a list is a label only where the label is all of it.
fn says(line: &Line, phrase: &FoldedText, marker: &Marker, within: bool) -> bool {
    let Some(rest) = line.folded.as_str().strip_prefix(phrase.as_str()) else {
        return false;
    };
    if rest.is_empty() {
        return true;
    }
    if marker.extent == Extent::Whole || !rest.starts_with(' ') {
        return false;
    }
    let text = line.block.text.as_str();
    let figures = rest.chars().all(|c| c == ' ' || c.is_ascii_digit());
    let colon = text.split_once(':').is_some_and(|(label, _)| FoldedText::new(label) == *phrase);
    let short = line.words <= phrase.len() + LABEL_WORDS && !text.ends_with('.') && !line.is_item;
    match marker.reason {
        _ if marker.opens && within => figures || colon,
        Reason::Byline => short && (colon || line.words <= BYLINE_WORDS),
        Reason::RelatedLinks => short || colon,
        _ => short,
    }
}

/// A label within the text that has no other label beside it is a sub-heading after all.
fn keep_lone(lines: &mut [Line], lone: &[usize]) {
    let is_out = |lines: &[Line], index: Option<usize>| {
        index.and_then(|index| lines.get(index)).is_some_and(|line| matches!(line.fate, Fate::Out(_)))
    };
    let kept: Vec<usize> = lone
        .iter()
        .copied()
        .filter(|index| !is_out(lines, index.checked_sub(1)) && !is_out(lines, index.checked_add(1)))
        .collect();
    for index in kept {
        if let Some(line) = lines.get_mut(index) {
            line.fate = Fate::Body;
        }
    }
}
