//! Bytes of the fuzzer → `targets::markdown_to_html`. It asserts nothing itself.
#![no_main]

#[path = "../src/targets.rs"]
#[allow(dead_code, reason = "each target uses one function")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::markdown_to_html(bytes));
