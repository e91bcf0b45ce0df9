//! What neither the texts nor `site.toml` decide → questions to the editor. It answers none of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Communique;
use super::prepare::Prepared;
use crate::dedup::{Kind, Related, Verdicts};
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lang::Lang;
use crate::say;
use crate::text::isolate::quoted;

/// Something that only an editor can decide.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "about", rename_all = "lowercase")]
pub enum Question {
    /// Whether two reports are copies: they are alike, but a fact differs.
    Copy {
        /// Their files.
        files: [String; 2],
        /// The share of the smaller text's shingles that stand in the other, from 0 to 1.
        similarity: f64,
        /// What kind of fact.
        differ: Kind,
        /// What the one says and what the other, in folded words.
        values: [String; 2],
    },
    /// When the meeting was.
    Date {
        /// The canonical report's file.
        files: [String; 1],
    },
}

impl Question {
    /// The other report that is asked about, where this one may be a copy.
    pub fn other(&self, file: &str) -> Option<&str> {
        match self {
            Question::Copy { files: [one, other], .. } if one == file => Some(other),
            Question::Copy { files: [one, other], .. } if other == file => Some(one),
            _ => None,
        }
    }

    /// The reports that it is about.
    pub fn files(&self) -> &[String] {
        match self {
            Question::Copy { files, .. } => files,
            Question::Date { files } => files,
        }
    }
}

/// The pairs that only an editor can decide, the most alike of each two clusters, each with a warning.
pub(super) fn copies(
    prepared: &[Prepared],
    related: &[Related],
    home: &BTreeMap<usize, usize>,
    verdicts: &Verdicts,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Question> {
    let mut asked: BTreeMap<(usize, usize), &Related> = BTreeMap::new();
    for relation in related.iter().filter(|relation| relation.conflict.is_some()) {
        if let (Some(a), Some(b)) = (home.get(&relation.pair.0), home.get(&relation.pair.1))
            && a != b
            && !verdicts.apart.contains(&relation.pair)
        {
            let strongest = asked.entry((*a.min(b), *a.max(b))).or_insert(relation);
            if relation.similarity > strongest.similarity {
                *strongest = relation;
            }
        }
    }
    let question = |relation: &Related, diagnostics: &mut Vec<Diagnostic>| {
        let conflict = relation.conflict.as_ref()?;
        let (one, other) = (prepared.get(relation.pair.0)?, prepared.get(relation.pair.1)?);
        let (file, similarity) = (&one.head.file, relation.similarity);
        let differ = differ(conflict.kind, &conflict.one, &conflict.other);
        let message = Message::new(
            format!("it may be a copy of {file} ({similarity:.2}), but the two differ in {}", differ.get(Lang::En)),
            format!("لعله نسخة من `{file}` ({similarity:.2})، لكنهما يختلفان في {}", differ.get(Lang::Ar)),
        );
        let slug = &one.slug;
        diagnostics.push(Diagnostic::warning(Code::PossibleCopy, Place::start(&other.head.path), message).hint(say!(
            "write `copy_of: {slug}` or `not_copy_of: [{slug}]` in its front matter",
            "اكتب في ترويسته `copy_of: {slug}` أو `not_copy_of: [{slug}]`"
        )));
        Some(Question::Copy {
            files: [one.head.file.clone(), other.head.file.clone()],
            similarity: relation.similarity,
            differ: conflict.kind,
            values: [conflict.one.clone(), conflict.other.clone()],
        })
    };
    asked.into_values().filter_map(|relation| question(relation, diagnostics)).collect()
}

fn differ(kind: Kind, one: &str, other: &str) -> Message {
    let (en, ar) = match kind {
        Kind::Meeting => return say!("their meetings", "اجتماعيهما"),
        Kind::Date => ("a date", "تاريخ"),
        Kind::Figure => ("a figure", "رقم"),
        Kind::Place => ("a place", "مكان"),
        Kind::Negation => ("what they say", "النفي والإثبات"),
    };
    let sides: Vec<String> = [one, other].into_iter().filter(|side| !side.is_empty()).map(quoted).collect();
    Message::new(format!("{en}: {}", sides.join(" and ")), format!("{ar}: {}", sides.join(" و")))
}

/// What is open about communiqués.
pub(super) fn open(communiques: &[Communique]) -> impl Iterator<Item = Question> {
    let undated = communiques.iter().filter(|communique| communique.date.is_none());
    undated.filter_map(|communique| Some(Question::Date { files: [communique.canonical()?.file.clone()] }))
}
