package io.weft.sync;

import io.weft.loop.Guard;
import io.weft.loop.Parties;
import io.weft.loop.Selectable;
import io.weft.loop.TimedOut;
import io.weft.loop.Times;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// What the primitives share: a name, and how one waits in a line.
///
/// 1. Inside the guard the operation either succeeds or puts a [Place] into a line.
/// 2. Outside of it the place's waiter waits.
/// 3. Whoever frees something takes the first place out, writes down what it gets and claims its waiter, all in one section,
///    so that the state is consistent whenever the guard is free. It wakes the waiter after the section.
/// 4. A waiter whose time was over or who was cancelled takes its place out, if it still is in the line. It was not claimed,
///    so it was given nothing.
abstract sealed class Primitive extends Guard
        permits TaskLock, TaskSemaphore, TaskEvent, TaskCondition, TaskBarrier, TaskLatch, Settable, Depot {

    private static final int NAMES_IN_TEXT = 5;

    private final String title;
    private final String name;

    Primitive(String kind, String name) {
        this.name = name;
        this.title = name == null ? kind : kind + " '" + name + "'";
    }

    /// {@return the name that was given, or null}
    public String name() {
        return name;
    }

    /// {@return what it is and its state, in one line}
    @Override
    public String toString() {
        return title + " (" + state() + ")";
    }

    /// Kind and name, for messages.
    final String title() {
        return title;
    }

    /// What a report says of the state; built on the snapshot.
    abstract String state();

    /// Enters the section in which the state is consistent.
    void begin() {
        enter();
    }

    void end() {
        leave();
    }

    /// Called in the section after somebody left a line unserved: whom that lets through, or null.
    Place left(Place gone) {
        return null;
    }

    /// Waits until the place is claimed. A null limit means none.
    final void waitIn(Line line, Place place, Duration limit, String otherwise) {
        boolean claimed = false;
        try {
            if (limit == null) {
                place.waiter.await(this);
                claimed = true;
            } else {
                claimed = place.waiter.await(this, limit);
            }
        } finally {
            if (!claimed) {
                withdraw(line, place);
            }
        }
        if (!claimed) {
            throw new TimedOut(
                    "The " + title + " " + otherwise + " within " + Times.text(limit) + " (" + state() + ").");
        }
    }

    final void withdraw(Line line, Place place) {
        begin();
        var freed = line.remove(place) ? left(place) : null;
        end();
        Chain.wake(freed);
    }

    /// Checks what a blocking operation checks before it begins.
    final void arrive(Thread me, Duration limit, String operation) {
        if (limit != null) {
            Times.nanos(limit, "The " + title + ": " + operation);
        }
        if (me.isInterrupted()) {
            Waiter.checkpoint();
        }
    }

    final List<String> names(Line line) {
        List<Place> places;
        begin();
        try {
            places = line.list();
        } finally {
            end();
        }
        return places.stream().map(place -> place.waiter.name()).toList();
    }

    static String nameOf(Thread thread) {
        return thread == null ? null : Parties.name(thread);
    }

    static String waitingText(List<String> waiters) {
        if (waiters.isEmpty()) {
            return "nobody waits";
        }
        var shown = waiters.stream().limit(NAMES_IN_TEXT).collect(Collectors.joining(", "));
        int more = waiters.size() - NAMES_IN_TEXT;
        return "waiting: " + shown + (more > 0 ? " and " + more + " more" : "");
    }

    final int positive(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "The " + title + ": " + what + " of " + number + ", but it must be 1 or more.");
        }
        return number;
    }

    /// A select's place in a line, or outside of it when it has won at once.
    final class Enrolled<T> implements Selectable.Enrolment<T> {

        private final Line line;
        private final Place place;
        private final Given<T> given;

        Enrolled(Line line, Place place, Given<T> given) {
            this.line = line;
            this.place = place;
            this.given = given;
        }

        @Override
        public boolean won() {
            begin();
            boolean won = place.served;
            end();
            return won;
        }

        @Override
        public T value() {
            return given.of(place);
        }

        @Override
        public void withdraw() {
            Primitive.this.withdraw(line, place);
        }
    }

    /// What a select gets from a place that has won.
    interface Given<T> {
        T of(Place place);
    }
}
