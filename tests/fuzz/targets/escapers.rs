//! Bytes of the fuzzer → `laws::escapers`. It asserts nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::escapers(bytes));
