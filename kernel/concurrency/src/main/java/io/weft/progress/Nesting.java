package io.weft.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Which bar of a loop is inside of which: the bar of an inner loop shows at each turn of the outer one in the same place. Used by
/// the thread of the loops, but for [#ended()] and [#isOf(Thread)].
final class Nesting {

    /// The innermost bar of each thread that is in such a loop.
    private static final ConcurrentHashMap<Thread, Progress> INNERMOST = new ConcurrentHashMap<>();

    /// Null for a bar that counts no loop.
    private final Thread thread;
    private final Progress outer;
    private Progress self;
    /// The places of the inner bars of the last turn, in order, and how many of them this turn has used.
    private final List<ProgressView> places = new ArrayList<>();
    private int used;
    private long turn;

    private Nesting(Thread thread, Progress outer) {
        this.thread = thread;
        this.outer = outer;
    }

    /// Of a bar that counts no loop.
    static Nesting none() {
        return new Nesting(null, null);
    }

    /// Of a bar that counts a loop of the current thread.
    static Nesting here() {
        var thread = Thread.currentThread();
        return new Nesting(thread, INNERMOST.get(thread));
    }

    ProgressView open(Progress progress, ProgressDisplay display) {
        self = progress;
        var view = outer == null ? display.open(progress) : outer.nesting().place(progress, outer.done(), display);
        if (thread != null) {
            INNERMOST.put(thread, progress);
        }
        return view;
    }

    /// When a loop was left half-way, what follows it looks as if it were inside; its turns do not count on, and so no place is used
    /// again.
    private ProgressView place(Progress inner, long currentTurn, ProgressDisplay display) {
        if (currentTurn != turn) {
            turn = currentTurn;
            used = 0;
        }
        if (used < places.size()) {
            var view = display.reopen(inner, places.get(used));
            places.set(used++, view);
            return view;
        }
        var view = display.open(inner);
        places.add(view);
        used++;
        return view;
    }

    void ended() {
        if (thread != null) {
            INNERMOST.computeIfPresent(thread, (_, innermost) -> innermost == self ? running() : innermost);
        }
    }

    boolean isOf(Thread other) {
        return thread != null && thread == other;
    }

    /// The next bar outwards that goes on, or null.
    private Progress running() {
        var next = outer;
        while (next != null && next.ended()) {
            next = next.nesting().outer;
        }
        return next;
    }
}
