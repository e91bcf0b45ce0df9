//! Bytes of the fuzzer → `laws::plain_to_document`. It asserts nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::plain_to_document(bytes));
