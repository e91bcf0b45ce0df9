//! The site → tables as CSV (RFC 4180), in `data/`: what the pictures show, the formulas, the references, the names. Their columns are documented in README.md.
//!
//! Each begins with U+FEFF, without which a spreadsheet takes Arabic for another encoding. A field that a spreadsheet would
//! take for a formula has an apostrophe in front, as OWASP's guide on CSV injection says.

use csv::{Terminator, WriterBuilder};

use crate::edtf::Edtf;
use crate::infer::{Looks, Target};
use crate::page::File;
use crate::site::Site;

/// A table that is being written.
struct Table {
    name: &'static str,
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    fn new(name: &'static str, columns: &[&str]) -> Table {
        let writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
        let mut table = Table { name, writer };
        table.row(columns.iter().copied());
        table
    }

    /// Adds a row. Writing to memory does not fail.
    fn row<T: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = T>) {
        let _ = self.writer.write_record(fields.into_iter().map(|field| safe(field.as_ref())));
    }

    fn file(self) -> File {
        File { path: format!("data/{}.csv", self.name), bytes: self.writer.into_inner().unwrap_or_default() }
    }
}

/// A field that no spreadsheet calculates.
fn safe(field: &str) -> String {
    let flat = field.replace('\n', " ");
    // What is not seen in front of the sign may be dropped before the field is read, and a wide sign made a narrow one.
    let unseen = |c: char| c.is_whitespace() || matches!(c, '\u{200C}'..='\u{200F}' | '\u{061C}');
    let calculates = flat.trim_start_matches(unseen).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if calculates || flat.starts_with(['\t', '\r']) { format!("'{flat}") } else { flat }
}

fn date(site: &Site<'_>, communique: usize) -> String {
    let date = site.communique(communique).and_then(|one| one.date.as_ref());
    date.map(|date: &crate::infer::Known<Edtf>| date.value.to_string()).unwrap_or_default()
}

fn slug<'a>(site: &Site<'a>, communique: usize) -> &'a str {
    site.communique(communique).map_or("", |one| one.slug.as_str())
}

/// Every table.
pub fn tables(site: &Site<'_>) -> Vec<File> {
    let tables =
        [years(site), tags(site), summaries(site), formulas(site), comparisons(site), references(site), names(site)];
    tables.into_iter().map(Table::file).collect()
}

fn years(site: &Site<'_>) -> Table {
    let mut table = Table::new("years", &["year", "communiques", "meetings"]);
    for (year, held) in &site.years {
        table.row([year.to_string(), held.communiques.len().to_string(), held.meetings.len().to_string()]);
    }
    table
}

/// A row for each communiqué and tag: whoever wants another picture can count anew.
fn tags(site: &Site<'_>) -> Table {
    let mut table = Table::new("tags", &["tag", "label_ar", "label_en", "communique", "date", "meeting"]);
    for tagged in site.tags.values() {
        let label = &tagged.name.label;
        for communique in &tagged.communiques {
            let meeting = site.communique(*communique).and_then(|one| site.meeting_of(one));
            table.row([
                tagged.name.id.as_str(),
                &label.ar,
                &label.en,
                slug(site, *communique),
                &date(site, *communique),
                meeting.map_or("", |meeting| &meeting.id),
            ]);
        }
    }
    table
}

fn summaries(site: &Site<'_>) -> Table {
    let mut table = Table::new("summaries", &["communique", "date", "summary"]);
    for index in &site.in_time {
        let status = site.communique(*index).map_or("missing", |one| one.summary.status.as_str());
        table.row([slug(site, *index), &date(site, *index), status]);
    }
    table
}

/// A row for each place of each formula.
fn formulas(site: &Site<'_>) -> Table {
    let mut table =
        Table::new("formulas", &["formula", "text", "words", "communiques", "communique", "date", "paragraph"]);
    for formula in &site.formulas.all {
        for place in &formula.places {
            table.row([
                formula.id.as_str(),
                &formula.text,
                &formula.words.to_string(),
                &formula.communiques.to_string(),
                slug(site, place.communique),
                &date(site, place.communique),
                &(place.spot.block + 1).to_string(),
            ]);
        }
    }
    table
}

fn comparisons(site: &Site<'_>) -> Table {
    let columns = ["older", "older_date", "newer", "newer_date", "series", "shared_words"];
    let mut table = Table::new("comparisons", &columns);
    for pair in &site.pairs {
        table.row([
            slug(site, pair.older),
            &date(site, pair.older),
            slug(site, pair.newer),
            &date(site, pair.newer),
            if pair.predecessor { "yes" } else { "no" },
            &pair.shared.to_string(),
        ]);
    }
    table
}

fn references(site: &Site<'_>) -> Table {
    let columns = ["communique", "date", "kind", "to", "looks", "paragraph", "text", "file", "line"];
    let mut table = Table::new("references", &columns);
    for index in &site.in_time {
        for reference in site.communique(*index).into_iter().flat_map(|one| &one.references) {
            let (kind, to) = match reference.to {
                Target::Meeting(meeting) => {
                    ("meeting", site.config.meetings.get(meeting).map(|one| one.id.clone()).unwrap_or_default())
                }
                Target::Day(day) => ("statement", day.to_string()),
                Target::Resolution(resolution) => ("resolution", resolution.number.to_string()),
            };
            let looks = match reference.looks {
                Looks::Back => "back",
                Looks::Ahead => "ahead",
                Looks::Open => "open",
            };
            let evidence = &reference.evidence;
            table.row([
                slug(site, *index),
                &date(site, *index),
                kind,
                &to,
                looks,
                &(reference.spot.block + 1).to_string(),
                &evidence.text,
                &evidence.file,
                &evidence.line.to_string(),
            ]);
        }
    }
    table
}

/// A row for each place of each name.
fn names(site: &Site<'_>) -> Table {
    let columns = ["kind", "id", "label_ar", "label_en", "communique", "date", "paragraph", "text", "amount"];
    let mut table = Table::new("names", &columns);
    for (name, places) in site.config.names.iter().zip(&site.names) {
        for (communique, named) in places.iter().flat_map(|(one, all)| all.iter().map(move |named| (*one, named))) {
            let block = site.communique(communique).and_then(|one| one.body().get(named.spot.block));
            let text = block.and_then(|block| block.text.get(named.spot.start..named.spot.end)).unwrap_or("");
            table.row([
                name.kind.as_str(),
                &name.id,
                &name.label.ar,
                &name.label.en,
                slug(site, communique),
                &date(site, communique),
                &(named.spot.block + 1).to_string(),
                text,
                &named.amount.map(|amount| amount.to_string()).unwrap_or_default(),
            ]);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_no_formula_and_a_row_is_a_line() {
        let mut table = Table::new("x", &["a", "b", "c"]);
        table.row(["=1+1", "\u{200F} ＝1", "قال: \"نعم\"،\nثم"]);
        let bytes = table.file().bytes;
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{FEFF}a,b,c\r\n'=1+1,'\u{200F} ＝1,\"قال: \"\"نعم\"\"، ثم\"\r\n"
        );
    }
}
