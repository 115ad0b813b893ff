//! Work that comes in parts, on as many threads as there are cores; what comes of it is in the order of the parts.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// `work` of each number below `n_parts`, in order. Each thread has a `state` of its own, for what is worth remembering from part to part;
/// with fewer than `worth` parts for each, fewer threads are taken.
pub(crate) fn in_order<S, R: Send>(
    n_parts: usize,
    worth: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> R + Sync,
) -> Vec<R> {
    let n_threads = match n_parts / worth.max(1) {
        0 | 1 => 1,
        most => thread::available_parallelism().map_or(1, NonZeroUsize::get).min(most),
    };
    if n_threads == 1 {
        let mut state = state();
        return (0..n_parts).map(|n| work(&mut state, n)).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(n_parts));
    let work_on = || {
        let mut state = state();
        let mut own = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            if n >= n_parts {
                break;
            }
            own.push((n, work(&mut state, n)));
        }
        done.lock().expect("nobody panics with the lock").append(&mut own);
    };
    thread::scope(|scope| {
        for _ in 1..n_threads {
            // Where no thread can be had, this one does the work of all.
            let _ = thread::Builder::new().spawn_scoped(scope, work_on);
        }
        work_on();
    });
    let mut done = done.into_inner().expect("nobody panics with the lock");
    done.sort_unstable_by_key(|&(n, _)| n);
    done.into_iter().map(|(_, result)| result).collect()
}

/// What `a` and `b` give, at the same time where a thread can be had.
pub(crate) fn both<A: Send, B>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B) -> (A, B) {
    // Whoever gets hold of it does it.
    let a = Mutex::new(Some(a));
    let do_a = || {
        let taken = a.lock().expect("nobody panics with the lock").take();
        taken.map(|a| a())
    };
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, do_a);
        let b = b();
        let by_thread =
            thread.ok().and_then(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        (by_thread.or_else(do_a).expect("one of the two did it"), b)
    })
}

#[test]
fn both_are_done() {
    assert_eq!(both(|| 1, || "b"), (1, "b"));
}

#[test]
fn results_are_in_the_order_of_the_parts() {
    for n_parts in [0, 1, 2, 7, 1_000] {
        for worth in [0, 1, 5, 10_000] {
            let squares = in_order(
                n_parts,
                worth,
                || 0,
                |seen: &mut usize, n| {
                    *seen += 1;
                    assert!(*seen <= n_parts);
                    n * n
                },
            );
            assert_eq!(squares, (0..n_parts).map(|n| n * n).collect::<Vec<_>>());
        }
    }
}
