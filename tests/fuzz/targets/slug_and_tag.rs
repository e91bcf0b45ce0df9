//! Bytes of the fuzzer → `laws::slug_and_tag`. It asserts nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::slug_and_tag(bytes));
