//! bayan.
pub mod boilerplate;
pub mod config;
pub mod dedup;
pub mod diagnostic;
pub mod edtf;
pub mod error;
pub mod infer;
pub mod ingest;
pub mod lang;
pub mod source;
pub mod text;
