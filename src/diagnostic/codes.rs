//! The codes that findings have: each with its stable name, how bad it may be, and its explanation. A finding has no other.
//!
//! A new code is a line of the table below and a constant of its name in the file of its area.

mod archive;
mod check;
mod output;
mod reports;
mod settings;
mod start;
mod theme;

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Severity::{self, Error, Warning};
use super::message::Message;
use super::suggestion;
use crate::lang::Lang;
use crate::say;

/// What is said of a code when somebody asks.
struct Explanation {
    en: &'static str,
    ar: &'static str,
}

/// The enum and what is known of each of its members, so that neither lacks one of the other.
macro_rules! codes {
    ($($code:ident = $name:literal, $severities:expr, $explanation:path;)+) => {
        /// The stable name of a kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $code,)+
        }

        impl Code {
            /// All of them.
            pub const ALL: &[Code] = &[$(Code::$code),+];

            /// The name, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$code => $name,)+ }
            }

            /// How bad findings of this kind are.
            pub fn severities(self) -> &'static [Severity] {
                match self { $(Code::$code => &$severities,)+ }
            }

            /// What it means, why it matters and how to mend it, in a few sentences.
            pub fn explanation(self, lang: Lang) -> &'static str {
                let explanation = match self { $(Code::$code => &$explanation,)+ };
                match lang {
                    Lang::Ar => explanation.ar,
                    Lang::En => explanation.en,
                }
            }
        }
    };
}

codes! {
    // site.toml and the command line
    BadArgument = "bad-argument", [Error], start::BAD_ARGUMENT;
    BadDate = "bad-date", [Error], settings::BAD_DATE;
    BadId = "bad-id", [Error], settings::BAD_ID;
    BadPlace = "bad-place", [Error], settings::BAD_PLACE;
    BadRepo = "bad-repo", [Error], settings::BAD_REPO;
    BadResolution = "bad-resolution", [Error], settings::BAD_RESOLUTION;
    BadScript = "bad-script", [Error], settings::BAD_SCRIPT;
    BadSynonyms = "bad-synonyms", [Error], settings::BAD_SYNONYMS;
    BadToml = "bad-toml", [Error], settings::BAD_TOML;
    BadUrl = "bad-url", [Error], settings::BAD_URL;
    BadValue = "bad-value", [Error], settings::BAD_VALUE;
    DuplicateId = "duplicate-id", [Error], settings::DUPLICATE_ID;
    DuplicateName = "duplicate-name", [Error], settings::DUPLICATE_NAME;
    DuplicateTag = "duplicate-tag", [Error, Warning], settings::DUPLICATE_TAG;
    EmptyLabel = "empty-label", [Error], settings::EMPTY_LABEL;
    MissingConfig = "missing-config", [Error], settings::MISSING_CONFIG;
    MissingKey = "missing-key", [Error], settings::MISSING_KEY;
    NoWords = "no-words", [Error], settings::NO_WORDS;
    NotEditable = "not-editable", [Error], settings::NOT_EDITABLE;
    NotUtf8 = "not-utf8", [Error, Warning], settings::NOT_UTF8;
    UnknownKey = "unknown-key", [Error], settings::UNKNOWN_KEY;
    UnknownKind = "unknown-kind", [Error], settings::UNKNOWN_KIND;

    // a report, by itself
    AssumedEncoding = "assumed-encoding", [Warning], reports::ASSUMED_ENCODING;
    BadYaml = "bad-yaml", [Error], reports::BAD_YAML;
    BidiControl = "bidi-control", [Warning], reports::BIDI_CONTROL;
    BinaryFile = "binary-file", [Error], reports::BINARY_FILE;
    DateMeeting = "date-meeting", [Warning], reports::DATE_MEETING;
    DuplicateKey = "duplicate-key", [Error], reports::DUPLICATE_KEY;
    EmptyReport = "empty-report", [Error], reports::EMPTY_REPORT;
    EmptyTag = "empty-tag", [Warning], reports::EMPTY_TAG;
    FrontMatterOpen = "front-matter-open", [Error], reports::FRONT_MATTER_OPEN;
    FrontMatterTooLarge = "front-matter-too-large", [Error], reports::FRONT_MATTER_TOO_LARGE;
    FrontMatterUnread = "front-matter-unread", [Error], reports::FRONT_MATTER_UNREAD;
    GarbledText = "garbled-text", [Error], reports::GARBLED_TEXT;
    HiddenCharacter = "hidden-character", [Warning], reports::HIDDEN_CHARACTER;
    LookAlikeTag = "look-alike-tag", [Warning], reports::LOOK_ALIKE_TAG;
    MissingFolder = "missing-folder", [Error], reports::MISSING_FOLDER;
    NoArticle = "no-article", [Error], reports::NO_ARTICLE;
    NoBody = "no-body", [Error], reports::NO_BODY;
    NoReports = "no-reports", [Warning], reports::NO_REPORTS;
    ActiveContent = "active-content", [Error], reports::ACTIVE_CONTENT;
    NotAFile = "not-a-file", [Error], reports::NOT_A_FILE;
    NotAReport = "not-a-report", [Warning], reports::NOT_A_REPORT;
    SummaryMissing = "summary-missing", [Error, Warning], reports::SUMMARY_MISSING;
    SymbolicLink = "symbolic-link", [Error], reports::SYMBOLIC_LINK;
    TooDeep = "too-deep", [Error], reports::TOO_DEEP;
    TooLarge = "too-large", [Error], reports::TOO_LARGE;
    TooLong = "too-long", [Error], reports::TOO_LONG;
    TooMany = "too-many", [Error], reports::TOO_MANY;
    UnknownMeeting = "unknown-meeting", [Error], reports::UNKNOWN_MEETING;
    UnknownTag = "unknown-tag", [Error, Warning], reports::UNKNOWN_TAG;
    Unreadable = "unreadable", [Error], reports::UNREADABLE;
    UnreadableFolder = "unreadable-folder", [Warning], reports::UNREADABLE_FOLDER;
    WrongEnding = "wrong-ending", [Error], reports::WRONG_ENDING;

    // reports beside one another
    Contradiction = "contradiction", [Warning], archive::CONTRADICTION;
    DuplicateAlias = "duplicate-alias", [Warning], archive::DUPLICATE_ALIAS;
    DuplicateSlug = "duplicate-slug", [Error], archive::DUPLICATE_SLUG;
    LookAlikeSlug = "look-alike-slug", [Warning], archive::LOOK_ALIKE_SLUG;
    Overruled = "overruled", [Warning], archive::OVERRULED;
    PossibleCopy = "possible-copy", [Warning], archive::POSSIBLE_COPY;
    UnknownSlug = "unknown-slug", [Error, Warning], archive::UNKNOWN_SLUG;

    // the start of an archive
    FileExists = "file-exists", [Error], start::FILE_EXISTS;
    NotEmpty = "not-empty", [Error], start::NOT_EMPTY;
    UnknownCommand = "unknown-command", [Error], start::UNKNOWN_COMMAND;

    // what `bayan check` finds beside these
    ArabicInEnglish = "arabic-in-english", [Warning], check::ARABIC_IN_ENGLISH;
    BrokenLink = "broken-link", [Warning], check::BROKEN_LINK;
    DateText = "date-text", [Warning], check::DATE_TEXT;
    DeadLink = "dead-link", [Warning], check::DEAD_LINK;
    DroppedLink = "dropped-link", [Warning], check::DROPPED_LINK;
    EnglishInArabic = "english-in-arabic", [Warning], check::ENGLISH_IN_ARABIC;
    LabelsSwapped = "labels-swapped", [Warning], check::LABELS_SWAPPED;
    MissingSource = "missing-source", [Warning], check::MISSING_SOURCE;
    MovedLink = "moved-link", [Warning], check::MOVED_LINK;
    OpenDate = "open-date", [Warning], check::OPEN_DATE;
    PersianLetter = "persian-letter", [Warning], check::PERSIAN_LETTER;
    PresentationForm = "presentation-form", [Warning], check::PRESENTATION_FORM;
    SummaryDraft = "summary-draft", [Warning], check::SUMMARY_DRAFT;
    SummaryLong = "summary-long", [Warning], check::SUMMARY_LONG;
    SummaryOutdated = "summary-outdated", [Warning], check::SUMMARY_OUTDATED;
    SummaryShort = "summary-short", [Warning], check::SUMMARY_SHORT;
    TagSpelling = "tag-spelling", [Warning], check::TAG_SPELLING;
    UnreachableLink = "unreachable-link", [Warning], check::UNREACHABLE_LINK;
    UnusedTag = "unused-tag", [Warning], check::UNUSED_TAG;
    ZeroWidth = "zero-width", [Warning], check::ZERO_WIDTH;

    // templates, phrases, static files
    BadCss = "bad-css", [Error], theme::BAD_CSS;
    BadFont = "bad-font", [Error], theme::BAD_FONT;
    BadStrings = "bad-strings", [Error], theme::BAD_STRINGS;
    BadTemplate = "bad-template", [Error], theme::BAD_TEMPLATE;
    MissingPhrase = "missing-phrase", [Error], theme::MISSING_PHRASE;
    MissingPlural = "missing-plural", [Error], theme::MISSING_PLURAL;
    MissingScript = "missing-script", [Warning], theme::MISSING_SCRIPT;
    MissingTemplate = "missing-template", [Error], theme::MISSING_TEMPLATE;
    UnknownPhrase = "unknown-phrase", [Error], theme::UNKNOWN_PHRASE;

    // the output folder
    BadOutput = "bad-output", [Error], output::BAD_OUTPUT;
    BadPath = "bad-path", [Error], output::BAD_PATH;
    Environment = "environment", [Error], output::ENVIRONMENT;
    NotAFolder = "not-a-folder", [Error], output::NOT_A_FOLDER;
    NotOurs = "not-ours", [Error], output::NOT_OURS;
    PathTaken = "path-taken", [Error], output::PATH_TAKEN;
}

impl Code {
    /// The code of this name.
    ///
    /// # Errors
    /// There is none: a message with the nearest.
    pub fn parse(name: &str) -> Result<Code, Message> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name).ok_or_else(|| {
            let names: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
            let near = suggestion(name, &names);
            Message::of(|lang| {
                let said = say!("no finding has the code `{name}`", "لا ملاحظة رمزها `{name}`");
                let semicolon = if lang == Lang::Ar { "؛" } else { ";" };
                format!("{}{semicolon} {}", said.get(lang), near.get(lang))
            })
        })
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
        let name = <&str>::deserialize(deserializer)?;
        Code::parse(name).map_err(|message| D::Error::custom(message.get(Lang::En)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_by_its_name_and_a_slip_is_answered() {
        assert!(Code::ALL.iter().all(|code| Code::parse(code.as_str()) == Ok(*code)));
        let unknown = Code::parse("bad-dat").unwrap_err();
        assert_eq!(unknown.get(Lang::En), "no finding has the code `bad-dat`; did you mean `bad-date`?");
        assert_eq!(unknown.get(Lang::Ar), "لا ملاحظة رمزها `bad-dat`؛ أتقصد `bad-date`؟");
    }
}
