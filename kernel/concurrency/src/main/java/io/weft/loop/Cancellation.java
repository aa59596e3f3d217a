package io.weft.loop;

/// The cancel requests of one task: made by any thread, delivered by the task's own thread at a wait. Each is delivered once.
///
/// A request also interrupts the thread, so that a wait of the JDK ends with its `InterruptedException`; the request
/// then stays until a wait of this library delivers it, or until the block that it aims at has ended.
final class Cancellation extends Guard {

    /// Guarded; read without the guard to see that there is none.
    private volatile CancelRequest pending;
    /// Blocks with a target of their own around the current code; only the task's thread.
    private int depth;
    /// Requests for blocks from this depth outwards are put off, -1 for none; written guarded, by the task's thread.
    private int shield = -1;
    /// Whether an interrupt that no request explains was put aside; only the task's thread.
    private boolean interruptPutAside;
    /// Whether the task itself was ever asked to end.
    private volatile boolean taskRequested;

    /// Any thread.
    void request(Thread thread, CancelRequest request) {
        enter();
        request.next = pending;
        pending = request;
        if (request.depth == 0) {
            taskRequested = true;
        }
        boolean putOff = request.depth <= shield;
        leave();
        if (!putOff) {
            thread.interrupt();
        }
        request.interrupted = true;
    }

    boolean taskRequested() {
        return taskRequested;
    }

    int enterBlock() {
        return ++depth;
    }

    /// Ends a block: a request for it that was not delivered is void.
    void leaveBlock(Object target) {
        depth--;
        if (pending != null) {
            remove(target);
        }
    }

    /// Puts off every request but those for blocks that begin after this call. Gives what [#unshield(int)] needs.
    int shield() {
        int before = shield;
        enterInRoom();
        shield = depth;
        leave();
        if (pending != null) {
            putInterruptsAside();
        }
        return before;
    }

    void unshield(int before) {
        enterInRoom();
        shield = before;
        leave();
        if (deliverable() || interruptPutAside && before < 0) {
            interruptPutAside = false;
            Thread.currentThread().interrupt();
        }
    }

    /// Whether any request would be put off; only the task's thread.
    boolean shielded() {
        return shield >= 0;
    }

    /// Whether a wait of the task has to end now. While shielded it has not, and an interrupt is put aside so that the
    /// wait can park; [#unshield(int)] brings it back.
    boolean due() {
        if (shield < 0) {
            return pending != null || Thread.currentThread().isInterrupted();
        }
        boolean interrupted = Thread.interrupted();
        boolean due = deliverable();
        interruptPutAside |= interrupted && pending == null;
        return due;
    }

    /// A request made before the shield may interrupt while it holds.
    private void putInterruptsAside() {
        enterInRoom();
        var newest = pending;
        leave();
        // Only this thread takes requests out.
        for (var request = newest; request != null; request = request.next) {
            awaitInterrupt(request);
        }
        Thread.interrupted();
    }

    private boolean deliverable() {
        if (pending == null) {
            return false;
        }
        enterInRoom();
        boolean found = false;
        for (var request = pending; request != null && !found; request = request.next) {
            found = request.depth > shield;
        }
        leave();
        return found;
    }

    /// Delivers what is due: the exception to throw. Clears the thread's interrupt status. Requests for the same target that have
    /// come by now count as one, so that a task which two parties cancel together can still clean up.
    Cancelled take() {
        if (pending == null) {
            Thread.interrupted();
            return byInterrupt();
        }
        enterInRoom();
        CancelRequest outermost = null;
        for (var request = pending; request != null; request = request.next) {
            if (request.depth > shield && (outermost == null || request.depth <= outermost.depth)) {
                outermost = request;
            }
        }
        leave();
        remove(outermost.target);
        return new Cancelled(outermost.message, outermost.target, outermost.cause);
    }

    static Cancelled byInterrupt() {
        return new Cancelled("The wait was ended by Thread.interrupt().", null);
    }

    private void remove(Object target) {
        CancelRequest removed = null;
        enterInRoom();
        for (CancelRequest request = pending, older; request != null; request = older) {
            older = request.next;
            if (request.target == target) {
                unlink(request);
                request.next = removed;
                removed = request;
            }
        }
        leave();
        if (removed == null) {
            return;
        }
        for (; removed != null; removed = removed.next) {
            awaitInterrupt(removed);
        }
        clearInterruptUnlessPending();
    }

    private void clearInterruptUnlessPending() {
        Thread.interrupted();
        if (deliverable()) {
            Thread.currentThread().interrupt();
        }
    }

    private void unlink(CancelRequest gone) {
        CancelRequest before = null;
        for (var request = pending; request != gone; request = request.next) {
            before = request;
        }
        if (before == null) {
            pending = gone.next;
        } else {
            before.next = gone.next;
        }
    }

    /// The requester is between its two steps: it needs only to be scheduled.
    private static void awaitInterrupt(CancelRequest request) {
        while (!request.interrupted) {
            Thread.yield();
        }
    }
}
