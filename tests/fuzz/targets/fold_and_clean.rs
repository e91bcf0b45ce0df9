//! Bytes of the fuzzer → `laws::fold_and_clean`. It asserts nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::fold_and_clean(bytes));
