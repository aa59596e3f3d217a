/// Primitives with which tasks and platform threads wait for each other: locks, semaphores, events, queues.
///
/// All of them are fair: who waits longest is served first, and what is freed is handed over directly, so that a newcomer
/// cannot barge past. A wait ends exactly once, by a hand-over, by its time or by cancellation; who was cancelled or ran out of
/// time has taken nothing. All of them know who holds them and who waits.
package io.weft.sync;
