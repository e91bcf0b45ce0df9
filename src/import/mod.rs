//! x
pub mod markdown;
