package io.weft.loop;

import java.util.concurrent.locks.LockSupport;

/// The step by which a carrier that was replaced gets its loop back: whoever has the loop runs it, between two tasks, and retires.
///
/// @param carrier gets the loop
/// @param waiter  to be woken then
record Reclaim(Carrier carrier, Thread waiter) implements Runnable {
    @Override
    public void run() {
        if (carrier.loop.pass(carrier)) {
            LockSupport.unpark(waiter);
        } else {
            // The one that runs this has lost the loop in its turn.
            carrier.loop.enqueue(this, carrier.current);
        }
    }
}
