//! What is known of a report → its file: front matter with comments, and the text as Markdown.

use super::{Draft, Filled, Standing, flat, markdown};
use crate::archive::{Examined, Report};
use crate::config::Config;
use crate::diagnostic::message::Message;
use crate::edit::field::{Field, New};
use crate::edit::{in_braces, line};
use crate::infer::{Evidence, Trust};
use crate::lang::Lang;
use crate::say;

/// What a file is made of.
pub(super) struct Parts<'a> {
    pub(super) prepared: &'a Examined,
    pub(super) report: &'a Report,
    pub(super) name: &'a str,
    pub(super) standing: Standing,
    pub(super) perhaps: Vec<String>,
    pub(super) config: &'a Config,
    pub(super) lang: Lang,
}

/// Lines of front matter.
struct Lines {
    out: String,
    filled: Vec<Filled>,
    open: Vec<&'static str>,
    lang: Lang,
}

/// Makes the file.
pub(super) fn compose(parts: &Parts<'_>) -> Draft {
    let Parts { prepared, report, name, standing, perhaps, lang, .. } = parts;
    let document = prepared.document();
    let mut lines = Lines { out: "---\n".to_owned(), filled: Vec::new(), open: Vec::new(), lang: *lang };
    let from = flat(document.path.rsplit(['/', '\\']).next().unwrap_or_default());
    lines.note(&say!(
        "from {from}; look at each value, then delete the notes",
        "من {from}؛ راجع كل قيمة ثم احذف الملاحظات"
    ));
    if !report.removed.is_empty() {
        let count = report.removed.len();
        lines.note(&say!(
            "lines that are not the communiqué's own and were left out: {count}",
            "أسطر ليست من البيان ولم تُنقل: {count}"
        ));
    }
    standing_note(&mut lines, standing, perhaps);
    facts(&mut lines, parts);
    source(&mut lines, parts);
    written(&mut lines, parts);
    let Lines { mut out, filled, open, .. } = lines;
    out.push_str("---\n\n");
    out.push_str(&markdown::write(&report.body));
    Draft {
        from: document.path.clone(),
        file: (*name).to_owned(),
        text: out,
        standing: standing.clone(),
        filled,
        open,
        removed: report.removed.len(),
        perhaps: perhaps.clone(),
    }
}

/// Title, date, meeting and tags, with their evidence.
fn facts(lines: &mut Lines, parts: &Parts<'_>) {
    let facts = parts.prepared.facts();
    let text = |value: &str| New::Text(value.to_owned());
    lines.field("title", &text(facts.title.value.as_str()), facts.title.basis.evidence());
    match &facts.date {
        Some(date) => lines.field("date", &text(&date.value.to_string()), date.basis.evidence()),
        None => lines.open(
            "date",
            &say!(
                "the text does not say when the meeting was; write 2021-06-28, 2021-06 or about a day 2021-06-28~",
                "لا يقول النص متى عُقد الاجتماع؛ اكتب 2021-06-28 أو 2021-06، أو يومًا تقريبيًا 2021-06-28~"
            ),
        ),
    }
    match facts.meeting.as_ref().and_then(|known| Some((parts.config.meetings.get(known.value)?, known))) {
        Some((meeting, known)) => lines.field("meeting", &text(&meeting.id), known.basis.evidence()),
        None if parts.config.meetings.is_empty() => {}
        None => lines.open("meeting", &say!("an id of a meeting in site.toml", "معرّف اجتماع في site.toml")),
    }
    if !facts.tags.is_empty() {
        for tag in &facts.tags {
            if let Some(evidence) = tag.basis.evidence() {
                lines.note(&of(&tag.value, &why(evidence)));
            }
        }
        let tags = facts.tags.iter().map(|tag| tag.value.clone()).collect();
        lines.field("tags", &New::List(tags), None);
    }
}

/// Who published it, where and when.
fn source(lines: &mut Lines, parts: &Parts<'_>) {
    let Parts { prepared, report, .. } = parts;
    let front = &prepared.document().front.source;
    let outlet = report.outlet.as_ref();
    if let Some(evidence) = outlet.and_then(|outlet| outlet.basis.evidence()) {
        lines.note(&of("outlet", &why(evidence)));
    }
    let outlet = match (&front.outlet, outlet) {
        (Some(written), _) => Some(written.as_str().to_owned()),
        (None, Some(known)) => Some(known.value.ar.clone()),
        (None, None) => None,
    };
    let published = front.published.or_else(|| prepared.document().page.published.map(crate::edtf::Edtf::day));
    if outlet.is_none() || front.url.is_none() {
        lines.open.push("source");
        lines.note(&say!("who published it, at which address, on which day", "من نشره، وعلى أي عنوان، وفي أي يوم"));
    }
    let value = |value: Option<String>| value.map_or_else(String::new, |value| format!(" {}", in_braces(&value)));
    let retold = if front.retold { ", retold: true" } else { "" };
    lines.out.push_str(&format!(
        "source: {{ outlet:{}, url:{}, published:{}{retold} }}\n",
        value(outlet.clone()),
        value(front.url.clone()),
        value(published.map(|date| date.to_string()))
    ));
    if let Some(outlet) = outlet {
        lines.filled.push(Filled { field: "source.outlet", value: outlet, why: None });
    }
}

/// What only an editor writes: as it was, or left open.
fn written(lines: &mut Lines, parts: &Parts<'_>) {
    let front = &parts.prepared.document().front;
    let text = |value: &str| New::Text(value.to_owned());
    let is_copy = matches!(parts.standing, Standing::Copy { .. });
    match &front.title_en {
        Some(title) => lines.field("title_en", &text(title.as_str()), None),
        None if is_copy => {}
        None => lines.open("title_en", &say!("the title in English", "العنوان بالإنجليزية")),
    }
    for (key, value) in [
        ("slug", front.slug.as_ref().map(|slug| text(&slug.value))),
        ("aliases", list(&front.aliases)),
        ("draft", front.draft.then_some(New::Flag(true))),
        ("not_copy_of", list(&front.not_copy_of)),
        ("summary_status", front.summary_status.map(|status| text(status.as_str()))),
    ] {
        if let Some(value) = value {
            lines.field(key, &value, None);
        }
    }
    match (&parts.standing, &front.copy_of) {
        (_, Some(written)) => lines.field("copy_of", &text(&written.value), None),
        (Standing::Copy { of, .. }, None) => lines.field("copy_of", &text(of.as_str()), None),
        _ => {}
    }
    match &front.summary_en {
        Some(summary) => lines.field("summary_en", &text(summary.as_str()), None),
        None if is_copy => {}
        None => lines.open(
            "summary_en",
            &say!(
                "one paragraph in English, in your own words; begin with `|` and indent the text",
                "فقرة واحدة بالإنجليزية بكلماتك؛ ابدأ بـ`|` ثم النص تحتها بعد مسافتين"
            ),
        ),
    }
}

fn list(written: &[crate::ingest::front_matter::Written<String>]) -> Option<New> {
    let items: Vec<String> = written.iter().map(|written| written.value.clone()).collect();
    (!items.is_empty()).then_some(New::List(items))
}

fn standing_note(lines: &mut Lines, standing: &Standing, perhaps: &[String]) {
    match standing {
        Standing::New => {}
        Standing::Canonical(copies) => {
            let copies = flat(&copies.join(", "));
            lines.note(&say!("its copies in the archive: {copies}", "نسخه في الأرشيف: {copies}"));
        }
        Standing::Copy { of, similarity } => lines.note(&say!(
            "a copy of {of} ({similarity:.2}): that share of its three-word sequences stands there",
            "نسخة من {of} ({similarity:.2}): هذه حصة ما يرد هناك من تتابعاته ثلاثية الكلمات"
        )),
    }
    for other in perhaps {
        let other = flat(other);
        lines.note(&say!(
            "perhaps a copy of {other}: write copy_of or not_copy_of",
            "قد يكون نسخة من {other}: اكتب copy_of أو not_copy_of"
        ));
    }
}

/// Where a value comes from, in one line.
fn why(evidence: &Evidence) -> Message {
    let (en, ar) = match &*evidence.rule {
        "headline" => ("the report's headline", "عنوان التقرير"),
        "lead" => ("the first words of the text", "أول النص"),
        "meeting" => ("the meeting's date and place", "تاريخ الاجتماع ومكانه"),
        "words" => ("words in the text", "كلمات في النص"),
        "date" => ("the day and place of a meeting", "يوم اجتماع ومكانه"),
        "page" => ("what the page says of itself", "ما تقوله الصفحة عن نفسها"),
        "text" => ("a date written in the text", "تاريخ مكتوب في النص"),
        "published" => ("counted from the day of publication", "محسوب من يوم النشر"),
        other => (other, other),
    };
    let (sure, sure_ar) = match evidence.trust {
        Trust::Certain => ("certain", "مؤكد"),
        Trust::Likely => ("likely", "مرجّح"),
    };
    let (line, words) = (evidence.line, flat(&evidence.text));
    say!("{en} ({sure}), line {line}: «{words}»", "{ar} ({sure_ar})، السطر {line}: «{words}»")
}

/// What is said of a value, behind the name of what it is.
fn of(name: &str, said: &Message) -> Message {
    Message::new(format!("{name}: {}", said.get(Lang::En)), format!("{name}: {}", said.get(Lang::Ar)))
}

impl Lines {
    fn note(&mut self, note: &Message) {
        self.out.push_str(&format!("# {}\n", note.get(self.lang)));
    }

    /// A field with its value, below the note that says where it comes from.
    fn field(&mut self, name: &'static str, value: &New, evidence: Option<&Evidence>) {
        let Some(field) = Field::parse(name) else { return };
        let why = evidence.map(why);
        if let Some(why) = &why {
            self.note(&of(name, why));
        }
        self.out.push_str(&line(field, value));
        let value = match value {
            New::Text(text) => text.clone(),
            New::Flag(flag) => flag.to_string(),
            New::List(items) => items.join(", "),
        };
        self.filled.push(Filled { field: name, value, why });
    }

    /// A field that is for the editor to fill in.
    fn open(&mut self, name: &'static str, note: &Message) {
        self.open.push(name);
        self.note(&of(name, note));
        self.out.push_str(&format!("{name}:\n"));
    }
}
