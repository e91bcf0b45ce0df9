//! One binary for every test that looks at the program from outside: whole sites, whole runs, and the tree itself.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::type_complexity,
    reason = "a test that cannot go on must stop"
)]

mod analysis;
mod at_once;
mod bad_input;
mod bidi;
mod budgets;
mod bundled;
mod check;
mod codes;
mod commonmark;
mod editing;
mod escaping;
mod faults;
mod file_names;
mod file_systems;
mod fuzz_corpus;
mod golden;
mod harness;
mod hostile;
mod inference;
mod links;
mod look_alikes;
mod markup;
mod one_edit;
mod outside;
mod paths;
mod planted;
mod publishing;
mod reading;
mod real_reports;
mod rebuilds;
mod redlines;
mod same_bytes;
mod schemas;
mod serve;
mod starting;
mod tidy;
mod work;
