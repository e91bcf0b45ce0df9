//! Bytes of the fuzzer → `laws::dates`. It asserts nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::dates(bytes));
