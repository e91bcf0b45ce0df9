//! Arabic text: decoding, lossless repair, folding for matching, months and digits. Nothing here knows what a report is.

pub mod address;
pub mod alphabet;
pub mod bytes;
pub mod calendar;
pub mod characters;
pub mod clean;
pub mod confusable;
pub mod council;
pub mod decode;
pub mod digits;
pub mod fold;
pub mod hidden;
pub mod hijri;
pub mod isolate;
pub mod joining;
pub mod json;
pub mod numerals;
pub mod phrases;
pub mod places;
pub mod portable;
pub mod script;
pub mod sentence;
pub mod stem;
pub mod words;
