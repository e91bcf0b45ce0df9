//! Bytes of the fuzzer → `laws::markdown_to_html`. It asserts nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::markdown_to_html(bytes));
