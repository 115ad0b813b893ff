//! The fuzzer's laws over the inputs that its targets keep in `fuzz/corpus`: a line an input, in hexadecimal.

#[path = "../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "the fuzzer uses them from outside")]
pub(crate) mod targets;

/// A row a target: what it is thrown at, and what is kept for it.
macro_rules! replay {
    ($($(#[$feature:meta])* $target:ident)*) => {
        $($(#[$feature])* #[test]
        fn $target() {
            let kept = include_str!(concat!("../fuzz/corpus/", stringify!($target), ".hex"));
            let inputs: Vec<Vec<u8>> = kept.lines().map(bytes).collect();
            assert!(!inputs.is_empty());
            inputs.iter().for_each(|input| targets::$target(input));
        })*
    };
}

replay! { decode entries fold image jsonl lexicon names render rewrite tag #[cfg(feature = "html")] html }

fn bytes(line: &str) -> Vec<u8> {
    let digit = |n: usize| u8::from_str_radix(&line[n..n + 2], 16).expect("two digits");
    (0..line.len()).step_by(2).map(digit).collect()
}
