package io.weft.sync;

import io.weft.loop.Failures;
import java.util.List;

/// What queues and channels share. An item goes straight to a getter that waits; else into the store, if there is room; else
/// its putter waits with it, and a get that makes room takes it in. So getters wait only while the store is empty, and
/// putters only while it is full. With a capacity of 0 every item goes from hand to hand.
///
/// A store that compares items calls code of the user's, which may do anything. It therefore has a lock that can be waited
/// for in the place of the guard.
abstract sealed class Depot<T> extends Primitive permits Items {

    static final int UNBOUNDED = Integer.MAX_VALUE;

    final int capacity;
    final Store<T> store;
    /// What stands for the guard while items are compared; null if they are not.
    final TaskLock sorting;
    /// Guarded, like all that follow.
    final Line getters = new Line();
    final Line putters = new Line();
    final Line finishers = new Line();
    boolean closed;
    /// Why it was closed; null if there is nothing to say.
    Throwable closeCause;
    /// How many items were accepted and not reported as done.
    long unfinished;

    /// In the place of an item: why there is none.
    record Refusal(Throwable cause) {}

    /// The state at one moment.
    record State(int size, long unfinished, boolean closed, List<Place> getters, List<Place> putters) {}

    Depot(String kind, String name, int capacity, Store<T> store) {
        super(kind, name);
        this.capacity = capacity;
        this.store = store;
        this.sorting = store instanceof PriorityHeap ? new TaskLock("order of " + title(), false) : null;
    }

    @Override
    final void begin() {
        if (sorting == null) {
            enter();
        } else {
            sorting.takeBack(1);
        }
    }

    @Override
    final void end() {
        if (sorting == null) {
            leave();
        } else {
            sorting.release();
        }
    }

    // -- hints, read without the guard, which spare a wait from entering it twice

    final boolean seemsFull() {
        return getters.isEmpty() && store.size() >= capacity;
    }

    final boolean seemsEmpty() {
        return store.size() == 0 && putters.isEmpty();
    }

    // -- in

    /// Takes the item in if that needs no wait, else puts the place (if any) into the line of putters.
    final boolean insertOr(T item, Place place) {
        requireItem(item);
        boolean taken = false;
        Place getter = null;
        begin();
        boolean refused = closed;
        try {
            if (!refused) {
                getter = getters.isEmpty() ? null : serveGetter(item);
                taken = getter != null || store.size() < capacity;
                if (getter == null && taken) {
                    store.add(item);
                }
                if (taken) {
                    unfinished++;
                } else if (place != null) {
                    putters.add(place);
                }
            }
        } finally {
            end();
        }
        if (refused) {
            throw closedError();
        }
        if (getter != null) {
            getter.waiter.wake();
        }
        return taken;
    }

    final Place serveGetter(T item) {
        for (var getter = getters.poll(); getter != null; getter = getters.poll()) {
            getter.item = item;
            if (getter.serve()) {
                return getter;
            }
        }
        return null;
    }

    // -- out

    /// Gives an item if that needs no wait, else puts the place (if any) into the line of getters and gives null.
    final T removeOr(Place place, boolean failWhenOver) {
        boolean over = false;
        Place putter = null;
        T item;
        begin();
        try {
            item = store.poll();
            if (item != null) {
                putter = putters.isEmpty() ? null : refill();
            } else if (!putters.isEmpty() && (putter = putters.serveFirst()) != null) {
                item = taken(putter);
            } else if (closed) {
                over = true;
            } else if (place != null) {
                getters.add(place);
            }
        } finally {
            end();
        }
        if (over && failWhenOver) {
            throw closedError();
        }
        Chain.wake(putter);
        return item;
    }

    /// Takes in the first putter that still waits, after an item went out.
    final Place refill() {
        Place putter = store.size() < capacity ? putters.serveFirst() : null;
        if (putter != null) {
            try {
                store.add(taken(putter));
            } catch (RuntimeException | Error e) {
                // It cannot be compared: its putter's error, not that of the one who gets an item.
                putter.item = new Refusal(e);
                unfinished--;
            }
        }
        return putter;
    }

    @SuppressWarnings("unchecked")
    final T taken(Place putter) {
        unfinished++;
        return (T) putter.item;
    }

    final void requireItem(T item) {
        if (item == null) {
            throw new IllegalArgumentException("The " + title() + ": null is no item; use an object that says none.");
        }
    }

    final QueueClosed closedError() {
        begin();
        var cause = closeCause;
        end();
        if (cause != null) {
            throw Failures.unchecked("The " + title(), cause);
        }
        return new QueueClosed(
                "The " + title() + " is closed: nothing can be put any more, and nothing is left to get.");
    }

    // -- looks

    final int room() {
        return capacity;
    }

    final State look() {
        begin();
        try {
            return new State(store.size(), unfinished, closed, getters.list(), putters.list());
        } finally {
            end();
        }
    }

    final int sizeNow() {
        begin();
        int now = store.size();
        end();
        return now;
    }

    final String describe(State now) {
        var limit = capacity == UNBOUNDED ? " items" : " of " + capacity + " items";
        var waiting = now.getters.isEmpty() ? waitingText(namesOf(now.putters)) : waitingText(namesOf(now.getters));
        return now.size + limit + (now.closed ? ", closed, " : ", ") + waiting;
    }

    static List<String> namesOf(List<Place> places) {
        return places.stream().map(place -> place.waiter.name()).toList();
    }
}
