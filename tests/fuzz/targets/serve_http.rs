//! Bytes of the fuzzer → `laws::serve_http`. It asserts nothing itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::serve_http(bytes));
