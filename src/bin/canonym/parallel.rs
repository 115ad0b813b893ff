//! Work on many documents at once, results in order, memory bounded.
//!
//! Document `n` goes to worker `n mod jobs` through a short queue and its result comes back through another; the writer asks the workers in
//! turn. So the order needs no sorting, and nobody runs far ahead.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// How many documents may wait in one queue.
const QUEUE: usize = 4;

/// Calls `work` on each of `items`, on `jobs` threads, and `take` on the results in the order of the items, on this thread. Stops early
/// when `take` fails, and gives back its error.
pub(crate) fn in_order<T: Send, R: Send, E>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if jobs <= 1 {
        return items.map(work).try_for_each(take);
    }
    thread::scope(|scope| {
        let mut inboxes: Vec<SyncSender<T>> = Vec::with_capacity(jobs);
        let mut outboxes: Vec<Receiver<R>> = Vec::with_capacity(jobs);
        for _ in 0..jobs {
            let (inbox, tasks) = sync_channel::<T>(QUEUE);
            let (results, outbox) = sync_channel::<R>(QUEUE);
            inboxes.push(inbox);
            outboxes.push(outbox);
            let work = &work;
            scope.spawn(move || tasks.iter().map(work).try_for_each(|result| results.send(result)));
        }
        // A worker whose results nobody takes any more ends, and then its inbox refuses.
        scope.spawn(move || {
            items.zip(inboxes.iter().cycle()).try_for_each(|(item, inbox)| inbox.send(item).map_err(drop))
        });
        for outbox in outboxes.iter().cycle() {
            let Ok(result) = outbox.recv() else { break };
            take(result)?;
        }
        Ok(())
    })
}
