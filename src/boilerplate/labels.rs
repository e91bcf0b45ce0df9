//! Lines that say what they are, and the blocks that some of them open → their fate. Within the text it asks for more before it takes anything out.

use std::collections::{BTreeMap, BTreeSet};

use super::Reason;
use super::line::{Fate, Line, is_image_name};
use super::markers::{AGENCIES, Extent, LABEL_WORDS, MARKERS, Marker, NETWORKS};
use super::signs::Signs;
use super::voice::{Sound, Voice};
use crate::config::Config;
use crate::ingest::block::Kind;
use crate::text::fold::{FoldedText, covered_prefix};
use crate::text::phrases::Phrases;

/// A line that names its outlet has at most this many words.
const OUTLET_WORDS: usize = 8;
/// A byline that begins with its verb and has no colon has at most this many words.
const BYLINE_WORDS: usize = 4;

/// Between a label of links and its colon stand at most this many words: the outlet's name.
const NAME_WORDS: usize = 3;
/// A button has at most this many words.
const BUTTON_WORDS: usize = 3;
/// A line of at most this many words before a sentence may be its sub-heading, in a block of links too.
const HEADING_WORDS: usize = 4;

/// The known labels, agencies and outlets, folded.
#[derive(Debug)]
pub struct Labels {
    /// By their first word, in the order of the list: hardly a line begins with one.
    markers: BTreeMap<String, Vec<(FoldedText, Marker)>>,
    agencies: Vec<FoldedText>,
    networks: Vec<FoldedText>,
    outlets: Phrases<usize>,
    signs: Signs,
    voice: Voice,
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
        let mut markers: BTreeMap<String, Vec<(FoldedText, Marker)>> = BTreeMap::new();
        for marker in MARKERS {
            let phrase = FoldedText::new(marker.phrase);
            let first = phrase.words().next().unwrap_or("").to_owned();
            markers.entry(first).or_default().push((phrase, *marker));
        }
        Labels {
            markers,
            agencies: folded(AGENCIES),
            networks: folded(NETWORKS),
            outlets: Phrases::new(
                names.flat_map(|(index, outlet)| [(outlet.name.ar.as_str(), index), (outlet.name.en.as_str(), index)]),
            ),
            signs: Signs::new(),
            voice: Voice::new(),
        }
    }

    /// Marks labels, and what stands in the blocks that they open. The outlet that a label or a byline names is noted.
    pub fn mark(&self, lines: &mut [Line], outlet: &mut Option<usize>) {
        self.mark_own(lines, outlet);
        let arabic = lines.iter().filter(|line| line.has_arabic).count() * 2 > lines.len();
        let first = lines.iter().position(Line::is_text);
        let last = lines.iter().rposition(Line::is_text);
        let mut open: Option<Reason> = None;
        let mut lone = Vec::new();
        let mut by_place = Vec::new();
        for (index, line) in lines.iter_mut().enumerate() {
            // Above the text nothing opens a block: the headline is still to come.
            let begun = first.is_some_and(|first| index > first);
            let within = begun && last.is_some_and(|last| index < last);
            let heading = matches!(line.block.kind, Kind::Heading(_));
            if line.block.kind == Kind::Break || line.fate != Fate::Body {
                continue;
            }
            // Headlines ask; a communiqué seldom does.
            let asks = open.is_some() && line.block.text.ends_with(['؟', '?', '!']);
            if (line.is_sentence && !asks) || (open.is_some() && line.closes_block) || (within && heading) {
                open = None;
            }
            if (line.is_sentence && !asks) || (within && heading) {
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
                by_place.push(index);
            } else if let Some(index) = self.outlet_line(line).filter(|_| !within && !heading) {
                *outlet = outlet.or(Some(index));
                line.fate = Fate::Out(if line.words > 4 { Reason::Dateline } else { Reason::Byline });
            }
        }
        by_place.extend(buttons_of_notices(lines));
        let within = |index: usize| first.is_some_and(|first| index > first) && last.is_some_and(|last| index < last);
        let dates = lines.iter().enumerate().filter(|(_, line)| line.fate == Fate::Out(Reason::Dateline));
        lone.extend(dates.map(|(index, _)| index).filter(|index| within(*index)));
        keep_lone(lines, &lone);
        keep_headings(lines, &by_place);
    }

    /// Marks what shows by its words or its form that it is the page's own, sentences too, and links within the text.
    fn mark_own(&self, lines: &mut [Line], outlet: &mut Option<usize>) {
        let sounds: Vec<Sound> = lines.iter().map(|line| self.voice.sounds(&line.folded)).collect();
        let words = |own: bool| -> usize {
            let sentences = lines.iter().zip(&sounds).filter(|(line, _)| line.is_sentence);
            sentences.filter(|(_, sound)| !own || **sound == Sound::Own).map(|(line, _)| line.words).sum()
        };
        // A text about newsletters or comments is a text all the same.
        let speaks = words(true) * 2 <= words(false);
        let is_text = |(line, sound): &(&Line, &Sound)| line.is_sentence && **sound == Sound::Text;
        let first = lines.iter().zip(&sounds).position(|pair| is_text(&pair)).unwrap_or(0);
        let last = lines.iter().zip(&sounds).collect::<Vec<_>>().iter().rposition(is_text).unwrap_or(lines.len());
        let own: Vec<bool> = (lines.iter().zip(&sounds).enumerate())
            .map(|(index, (line, sound))| match sound {
                Sound::Own => speaks || !line.is_sentence,
                Sound::Maybe => !line.is_sentence || index < first || index > last,
                Sound::Text => false,
            })
            .collect();
        for (line, own) in lines.iter_mut().zip(own) {
            if line.block.kind != Kind::Paragraph && !line.is_item {
                continue;
            }
            let is_label = |(phrase, marker): &(FoldedText, Marker)| {
                !matches!(marker.reason, Reason::Byline | Reason::PhotoCredit) && says(line, phrase, marker, true)
            };
            // `إعلان: …`, `[إعلان ممول] …`
            let text = line.block.text.as_str();
            let label = text.split_once(':').or_else(|| text.strip_prefix('[')?.split_once(']'));
            let label = label.map(|(label, _)| FoldedText::new(label));
            let advertises = |label: &FoldedText| {
                let whole = |marker: &Marker| marker.reason == Reason::Advertisement && marker.extent == Extent::Whole;
                self.markers_like(label).iter().any(|(phrase, marker)| whole(marker) && phrase == label)
            };
            let reason = if self.is_link(line) {
                Some(Reason::RelatedLinks)
            } else if label.as_ref().is_some_and(advertises) {
                Some(Reason::Advertisement)
            } else if self.markers_like(&line.folded).iter().any(is_label) {
                None
            } else {
                self.signs.reason(line).or(own.then_some(Reason::Notice))
            };
            if let Some(reason) = reason {
                if !matches!(reason, Reason::RelatedLinks | Reason::ReaderComment) {
                    *outlet = outlet.or_else(|| self.named_outlet(line));
                }
                line.fate = Fate::Out(reason);
                line.is_sentence = false;
                line.closes_block = false;
            }
        }
        let first = lines.iter().position(|line| line.fate == Fate::Body && line.is_text()).unwrap_or(lines.len());
        let author = (first..lines.len()).find(|index| {
            lines.get(*index).is_some_and(|line| {
                line.fate == Fate::Body && !line.is_sentence && self.signs.is_author_of_a_comment(line)
            })
        });
        for line in author.and_then(|author| lines.get_mut(author..=author)).into_iter().flatten() {
            line.fate = Fate::Out(Reason::ReaderComment);
        }
    }

    /// `اقرأ أيضا: …`, `اقرأ المزيد.. …`: a label of links with a mark and a headline behind it.
    fn is_link(&self, line: &Line) -> bool {
        let links = self.markers_like(&line.folded).iter().filter(|(_, marker)| marker.reason == Reason::RelatedLinks);
        links.into_iter().any(|(phrase, _)| {
            let text = line.block.text.trim_start_matches(|c: char| !c.is_alphanumeric());
            let rest = line.folded.as_str().strip_prefix(phrase.as_str());
            let Some(end) = covered_prefix(text, phrase).filter(|_| rest.is_some_and(|rest| rest.starts_with(' ')))
            else {
                return false;
            };
            let (head, behind) = text.split_at_checked(end).unwrap_or((text, ""));
            let marks = [':', '.', '…', '-', '–', '—', '|', '←', '»', '>', '؟'];
            let name = behind.split_once(':').map_or(usize::MAX, |(name, _)| name.split_whitespace().count());
            head.trim_end().ends_with(marks) || behind.trim_start().starts_with(marks) || name <= NAME_WORDS
        })
    }

    /// The markers that begin with the first word of a line.
    fn markers_like(&self, line: &FoldedText) -> &[(FoldedText, Marker)] {
        let first = line.words().next().unwrap_or("");
        self.markers.get(first).map_or(&[], Vec::as_slice)
    }

    /// The outlet that a text names.
    pub fn named(&self, text: &str) -> Option<usize> {
        let folded = FoldedText::new(text);
        let words: Vec<&str> = folded.words().collect();
        self.outlets.find(&words).first().map(|found| *found.value)
    }

    fn label(&self, line: &Line, arabic: bool, within: bool) -> Option<Label> {
        for (phrase, marker) in self.markers_like(&line.folded) {
            let credit = matches!(marker.reason, Reason::Byline | Reason::PhotoCredit);
            if (within && credit) || !says(line, phrase, marker, within) {
                continue;
            }
            let advertisement = marker.reason == Reason::Advertisement && !line.is_item;
            let button = phrase.len() >= 2 && line.folded == *phrase;
            let needs_company = within && !marker.opens && !advertisement && !button;
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
        _ if marker.opens && within => {
            figures || colon || (phrase.len() >= 2 && short && line.words == phrase.len() + 1)
        }
        Reason::Byline => short && (colon || line.words <= BYLINE_WORDS),
        Reason::RelatedLinks => short || colon,
        _ => short,
    }
}

/// A line of a few words right behind a notice is its button.
fn buttons_of_notices(lines: &mut [Line]) -> Vec<usize> {
    let mut buttons = Vec::new();
    let mut behind = false;
    for (index, line) in lines.iter_mut().enumerate() {
        let few = line.words <= BUTTON_WORDS && !line.is_item && !line.is_text() && line.block.kind == Kind::Paragraph;
        if behind && few && line.fate == Fate::Body {
            line.fate = Fate::Out(Reason::Notice);
            buttons.push(index);
        }
        behind = line.fate == Fate::Out(Reason::Notice);
    }
    buttons
}

/// Of the lines that went for their place, the last of a block, right before a sentence with which it shares a word, is the sentence's heading.
fn keep_headings(lines: &mut [Line], by_place: &[usize]) {
    let by_place: BTreeSet<usize> = by_place.iter().copied().collect();
    let mut kept = Vec::new();
    for (index, window) in lines.windows(3).enumerate() {
        if let [before, line, next] = window
            && by_place.contains(&(index + 1))
            && [before, line].iter().all(|line| matches!(line.fate, Fate::Out(Reason::RelatedLinks | Reason::Notice)))
            && next.fate == Fate::Body
            && next.is_text()
            && (1..=HEADING_WORDS).contains(&line.words)
            && line.folded.words().any(|word| stem(word).is_some_and(|stem| next.folded.as_str().contains(stem)))
        {
            kept.push(index + 1);
        }
    }
    for index in kept {
        if let Some(line) = lines.get_mut(index) {
            line.fate = Fate::Body;
        }
    }
}

/// The middle of a longer word, without its article and ending: enough to meet it in another form.
fn stem(word: &str) -> Option<&str> {
    let bare = word.strip_prefix("ال").unwrap_or(word);
    let end = bare.char_indices().nth(3).map(|(at, _)| at)?;
    bare.get(..end)
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
