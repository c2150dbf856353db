//! The laws that the fuzz targets check; each target is named by its law. They are those of the tests, which try them
//! on a generator's bytes.

#[path = "../../crates/retold/tests/properties/laws.rs"]
pub mod laws;

/// Has the fuzzer look for bytes that break a law.
#[macro_export]
macro_rules! holds {
    ($law:ident) => {
        libfuzzer_sys::fuzz_target!(
            init: {
                // A panic that the reader catches breaks no law; one that it does not catch still ends the target.
                std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
            },
            |bytes: &[u8]| $crate::laws::$law(bytes)
        );
    };
}
