//! Inputs → a mark for each, by which it is seen which of them changed. It keeps none of their bytes.

use std::collections::BTreeMap;

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::Inputs;
use crate::page::File;
use crate::source::Content;

/// A mark for each input, by a name for people.
#[derive(Debug, PartialEq, Eq)]
pub struct Marks(BTreeMap<String, u64>);

impl Marks {
    /// Marks inputs.
    pub fn of(inputs: &Inputs) -> Marks {
        let Inputs { site_toml: (text, path), templates, statics, reports, .. } = inputs;
        let mut marks = BTreeMap::from([(path.clone(), xxh3_64(text.as_bytes()))]);
        marks.extend(templates.iter().map(|(name, text)| (format!("templates/{name}"), xxh3_64(text.as_bytes()))));
        marks.extend(statics.iter().map(|file| (format!("static/{}", file.path), xxh3_64(&file.bytes))));
        let all = reports.value.par_iter().map(|source| {
            let said = |found: &crate::diagnostic::Diagnostic| xxh3_64(found.to_string().as_bytes());
            (source.path.clone(), source.bytes.as_ref().map(Content::name).map_or_else(said, |name| name.mark()))
        });
        marks.extend(all.collect::<Vec<_>>());
        let found = reports.diagnostics.iter();
        marks.extend(found.map(|found| (found.place.path.clone(), xxh3_64(found.to_string().as_bytes()))));
        Marks(marks)
    }

    /// One mark of all inputs, the same in every run.
    pub fn version(&self) -> String {
        let mut hash = Xxh3::new();
        for (name, mark) in &self.0 {
            hash.update(name.as_bytes());
            hash.update(&mark.to_le_bytes());
        }
        format!("{:016x}", hash.digest())
    }

    /// The names of the inputs that are new, gone or have another content.
    pub fn changed_since(&self, before: &Marks) -> Vec<String> {
        let new = self.0.iter().filter(|(name, mark)| before.0.get(*name) != Some(*mark)).map(|(name, _)| name);
        let gone = before.0.keys().filter(|name| !self.0.contains_key(*name));
        new.chain(gone).cloned().collect()
    }
}

/// A mark of files, with their paths.
pub fn of_files(files: &[File]) -> u64 {
    let mut hash = Xxh3::new();
    for file in files {
        hash.update(file.path.as_bytes());
        hash.update(&file.bytes);
    }
    hash.digest()
}
