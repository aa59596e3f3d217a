package io.weft.shared;

import io.weft.process.HomeQuestion.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A shared object at home: its state, and the operations that wait until they can be done, in the order in which they came. An operation that
/// waits holds up those of its class that came later, and no others. Any thread; nothing here blocks.
final class Served<S> {

    final String id;
    final String what;
    // Guarded by this.
    private final S state;
    private final ArrayDeque<Waiting<S, ?>> waiting = new ArrayDeque<>();
    private boolean closed;

    private record Waiting<S, R>(Operation<? super S, R> operation, Answer answer) {

        /// Does it if someone still waits for it.
        boolean perform(S state) {
            if (!answer.claim()) {
                return false;
            }
            try {
                answer.settle(operation.perform(state, answer.asker()), null);
            } catch (RuntimeException e) {
                answer.settle(null, e);
            }
            return true;
        }
    }

    Served(String id, String what, S state) {
        this.id = id;
        this.what = what;
        this.state = state;
    }

    void ask(Operation<? super S, ?> operation, Answer answer) {
        List<Answer> settled;
        synchronized (this) {
            if (closed) {
                Questions.answer(answer, Questions.closed(what));
                return;
            }
            waiting.add(new Waiting<>(operation, answer));
            settled = settle();
        }
        settled.forEach(Answer::deliver);
    }

    /// Guarded by this.
    private List<Answer> settle() {
        var settled = new ArrayList<Answer>(2);
        for (boolean changed = true; changed && !waiting.isEmpty();) {
            changed = false;
            var stuck = new HashSet<Class<?>>();
            for (var each = waiting.iterator(); each.hasNext();) {
                var next = each.next();
                if (stuck.contains(next.operation.getClass())) {
                    continue;
                }
                if (!next.operation.ready(state)) {
                    stuck.add(next.operation.getClass());
                    continue;
                }
                each.remove();
                if (next.perform(state)) {
                    settled.add(next.answer);
                    changed = true;
                }
            }
        }
        return settled;
    }

    void withdraw(Answer answer) {
        List<Answer> settled;
        synchronized (this) {
            waiting.removeIf(each -> each.answer == answer);
            // It may have held up others.
            settled = settle();
        }
        settled.forEach(Answer::deliver);
    }

    /// An asker is no more. Gives a note for the user, or null.
    String gone(String asker) {
        List<Answer> settled;
        String note;
        synchronized (this) {
            waiting.removeIf(each -> each.answer.asker().equals(asker));
            note = state instanceof HeldBy held && held.free(asker)
                    ? "The " + what + " was released: the process that held it is gone."
                    : null;
            settled = settle();
        }
        settled.forEach(Answer::deliver);
        return note;
    }

    /// Fails what waits, and whatever comes from now on.
    void close() {
        var settled = new ArrayList<Answer>();
        synchronized (this) {
            closed = true;
            for (var each : waiting) {
                if (each.answer.claim()) {
                    each.answer.settle(null, Questions.closed(what));
                    settled.add(each.answer);
                }
            }
            waiting.clear();
        }
        settled.forEach(Answer::deliver);
    }

    /// Of an answer whose wait has ended; what was written in the section is seen.
    synchronized Object outcome(Here answer) {
        return answer.outcome();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /// A state that a JVM can hold.
    interface HeldBy {
        /// Frees it if this JVM holds it; says whether it did.
        boolean free(String asker);
    }
}
