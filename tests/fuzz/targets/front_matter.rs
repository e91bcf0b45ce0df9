//! Bytes of the fuzzer → `laws::front_matter`. It asserts nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::front_matter(bytes));
