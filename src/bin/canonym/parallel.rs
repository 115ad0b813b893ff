//! Work on many documents at once, results in order, memory bounded.
//!
//! Document `n` goes to worker `n mod jobs` through a short queue and its result comes back through another; the writer asks the workers in
//! turn. So the order needs no sorting, and nobody runs far ahead.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// How many documents may wait in one queue.
const QUEUE: usize = 4;

/// How many workers a core may have: more than a few only take memory from each other.
const WORKERS_A_CORE: usize = 4;

/// Calls `work` on each of `items`, on `jobs` threads, and `take` on the results in the order of the items, on this thread. Stops early
/// when `take` fails, and gives back its error.
pub(crate) fn in_order<T: Send, R: Send, E>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let jobs = jobs.min(cores * WORKERS_A_CORE);
    if jobs <= 1 {
        return items.map(work).try_for_each(take);
    }
    // Whoever gets hold of them hands them out: a thread of its own, or this one where no thread can be had.
    let items = Mutex::new(Some(items));
    thread::scope(|scope| {
        let mut inboxes: Vec<SyncSender<T>> = Vec::with_capacity(jobs);
        let mut outboxes: Vec<Receiver<R>> = Vec::with_capacity(jobs);
        for _ in 0..jobs {
            let (inbox, tasks) = sync_channel::<T>(QUEUE);
            let (results, outbox) = sync_channel::<R>(QUEUE);
            let work = &work;
            let worker = move || tasks.iter().map(work).try_for_each(|result| results.send(result));
            if thread::Builder::new().spawn_scoped(scope, worker).is_err() {
                // Nor is there memory then for what these would do: half of them end and leave theirs to the others.
                inboxes.truncate(inboxes.len() / 2);
                outboxes.truncate(inboxes.len());
                break;
            }
            inboxes.push(inbox);
            outboxes.push(outbox);
        }
        // A worker whose results nobody takes any more ends, and then its inbox refuses.
        let taken = || items.lock().ok().and_then(|mut items| items.take());
        let deal = move || {
            let Some(items) = taken() else { return };
            let _ = items
                .zip(inboxes.iter().cycle())
                .try_for_each(|(item, inbox)| inbox.send(item).map_err(drop));
        };
        let dealt = !outboxes.is_empty() && thread::Builder::new().spawn_scoped(scope, deal).is_ok();
        if !dealt {
            let items = items.lock().ok().and_then(|mut items| items.take());
            return items.into_iter().flatten().map(&work).try_for_each(take);
        }
        for outbox in outboxes.iter().cycle() {
            let Ok(result) = outbox.recv() else { break };
            take(result)?;
        }
        Ok(())
    })
}
