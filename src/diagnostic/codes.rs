//! The codes that findings have: each with its stable name and how bad it may be. A finding has no other.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Severity::{self, Error, Warning};
use super::message::Message;
use super::suggestion;
use crate::say;

/// The enum and what is known of each of its members, so that neither lacks one of the other.
macro_rules! codes {
    ($($code:ident = $name:literal, $severities:expr;)+) => {
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

            /// TEMPORARY-STUB
            pub fn explanation(self, _: crate::lang::Lang) -> &'static str {
                self.as_str()
            }

            /// How bad findings of this kind are.
            pub fn severities(self) -> &'static [Severity] {
                match self { $(Code::$code => &$severities,)+ }
            }
        }
    };
}

codes! {
    // site.toml and the command line
    BadDate = "bad-date", [Error];
    BadId = "bad-id", [Error];
    BadPlace = "bad-place", [Error];
    BadResolution = "bad-resolution", [Error];
    BadSynonyms = "bad-synonyms", [Error];
    BadToml = "bad-toml", [Error];
    BadUrl = "bad-url", [Error];
    BadValue = "bad-value", [Error];
    DuplicateId = "duplicate-id", [Error];
    DuplicateName = "duplicate-name", [Error];
    DuplicateTag = "duplicate-tag", [Error];
    EmptyLabel = "empty-label", [Error];
    MissingConfig = "missing-config", [Error];
    MissingKey = "missing-key", [Error];
    NoWords = "no-words", [Error];
    NotUtf8 = "not-utf8", [Error];
    UnknownKey = "unknown-key", [Error];
    UnknownKind = "unknown-kind", [Error];

    // a report, by itself
    AssumedEncoding = "assumed-encoding", [Warning];
    BadYaml = "bad-yaml", [Error];
    BidiControl = "bidi-control", [Warning];
    BinaryFile = "binary-file", [Error];
    DateMeeting = "date-meeting", [Warning];
    DuplicateKey = "duplicate-key", [Error];
    EmptyReport = "empty-report", [Error];
    EmptyTag = "empty-tag", [Warning];
    FrontMatterOpen = "front-matter-open", [Error];
    FrontMatterTooLarge = "front-matter-too-large", [Error];
    MissingFolder = "missing-folder", [Error];
    NoArticle = "no-article", [Error];
    NoBody = "no-body", [Error];
    NoReports = "no-reports", [Warning];
    NotAFile = "not-a-file", [Error];
    SummaryMissing = "summary-missing", [Warning];
    SymbolicLink = "symbolic-link", [Error];
    TooLarge = "too-large", [Error];
    UnknownMeeting = "unknown-meeting", [Error];
    UnknownTag = "unknown-tag", [Warning];
    Unreadable = "unreadable", [Error];
    UnreadableFolder = "unreadable-folder", [Warning];

    // reports beside one another
    Contradiction = "contradiction", [Warning];
    DuplicateAlias = "duplicate-alias", [Warning];
    DuplicateSlug = "duplicate-slug", [Error];
    Overruled = "overruled", [Warning];
    PossibleCopy = "possible-copy", [Warning];
    UnknownSlug = "unknown-slug", [Warning];

    // what `bayan check` finds beside these
    ArabicInEnglish = "arabic-in-english", [Warning];
    BrokenLink = "broken-link", [Warning];
    DateText = "date-text", [Warning];
    DeadLink = "dead-link", [Warning];
    DroppedLink = "dropped-link", [Warning];
    EnglishInArabic = "english-in-arabic", [Warning];
    LabelsSwapped = "labels-swapped", [Warning];
    MissingSource = "missing-source", [Warning];
    MovedLink = "moved-link", [Warning];
    OpenDate = "open-date", [Warning];
    PersianLetter = "persian-letter", [Warning];
    PresentationForm = "presentation-form", [Warning];
    SummaryDraft = "summary-draft", [Warning];
    SummaryLong = "summary-long", [Warning];
    SummaryOutdated = "summary-outdated", [Warning];
    SummaryShort = "summary-short", [Warning];
    TagSpelling = "tag-spelling", [Warning];
    UnreachableLink = "unreachable-link", [Warning];
    UnusedTag = "unused-tag", [Warning];
    ZeroWidth = "zero-width", [Warning];

    // templates, phrases, static files
    BadCss = "bad-css", [Error];
    BadFont = "bad-font", [Error];
    BadStrings = "bad-strings", [Error];
    BadTemplate = "bad-template", [Error];
    MissingPhrase = "missing-phrase", [Error];
    MissingPlural = "missing-plural", [Error];
    MissingTemplate = "missing-template", [Error];
    UnknownPhrase = "unknown-phrase", [Error];

    // the output folder
    BadOutput = "bad-output", [Error];
    BadPath = "bad-path", [Error];
    Environment = "environment", [Error];
    NotAFolder = "not-a-folder", [Error];
    NotOurs = "not-ours", [Error];
    PathTaken = "path-taken", [Error];
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
                format!("{}; {}", said.get(lang), near.get(lang))
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
