package io.weft.sync;

import io.weft.loop.Failures;
import io.weft.loop.Selectable;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What queues and channels share. An item goes straight to a getter that waits; else into the store, if there is room; else
/// its putter waits with it, and a get that makes room takes it in. So getters wait only while the store is empty, and
/// putters only while it is full. With a capacity of 0 every item goes from hand to hand.
///
/// A store that compares items calls code of the user's, which may do anything. It therefore has a lock that can be waited
/// for in the place of the guard.
abstract sealed class Items<T> extends Primitive implements Selectable<T>, Iterable<T> permits TaskQueue, TaskChannel {

    static final int UNBOUNDED = Integer.MAX_VALUE;

    private final int capacity;
    private final Store<T> store;
    /// What stands for the guard while items are compared; null if they are not.
    private final TaskLock sorting;
    /// Guarded, like all that follow.
    private final Line getters = new Line();
    private final Line putters = new Line();
    private final Line finishers = new Line();
    private boolean closed;
    /// Why it was closed; null if there is nothing to say.
    private Throwable closeCause;
    /// How many items were accepted and not reported as done.
    private long unfinished;

    /// In the place of an item: why there is none.
    private record Refusal(Throwable cause) {}

    /// The state at one moment.
    record State(int size, long unfinished, boolean closed, List<Place> getters, List<Place> putters) {}

    Items(String kind, String name, int capacity, Store<T> store) {
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

    // -- in

    final void insert(T item, Duration limit) {
        arrive(Thread.currentThread(), limit, "put");
        if (insertOr(item, null)) {
            return;
        }
        var place = new Place(Waiter.here(), 1, item);
        if (!insertOr(item, place)) {
            waitIn(putters, place, limit, "had no room");
            settled(place);
        }
    }

    /// Takes the item in if that needs no wait, else puts the place (if any) into the line of putters.
    final boolean insertOr(T item, Place place) {
        if (item == null) {
            throw new IllegalArgumentException("The " + title() + ": null is no item; use an object that says none.");
        }
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

    private Place serveGetter(T item) {
        for (var getter = getters.poll(); getter != null; getter = getters.poll()) {
            getter.item = item;
            if (getter.serve()) {
                return getter;
            }
        }
        return null;
    }

    // -- out

    final T remove(Duration limit) {
        arrive(Thread.currentThread(), limit, "get");
        var item = removeOr(null, true);
        if (item != null) {
            return item;
        }
        var place = Place.here();
        item = removeOr(place, true);
        if (item == null) {
            waitIn(getters, place, limit, "gave no item");
            item = settled(place);
        }
        return item;
    }

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
    private Place refill() {
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
    private T taken(Place putter) {
        unfinished++;
        return (T) putter.item;
    }

    /// What a claimed place got.
    @SuppressWarnings("unchecked")
    private T settled(Place place) {
        if (sorting != null) {
            // The claim comes before the comparison whose outcome is asked for here.
            begin();
            end();
        }
        if (place.refused) {
            throw closedError();
        }
        if (place.item instanceof Refusal(Throwable cause)) {
            throw Failures.unchecked("The order of the " + title(), cause);
        }
        return (T) place.item;
    }

    // -- the end

    final void shut(Throwable cause) {
        var chain = new Chain();
        begin();
        if (!closed) {
            closed = true;
            closeCause = cause;
            chain.refuse(getters);
            chain.refuse(putters);
        }
        end();
        chain.wake();
    }

    final List<T> shutAndDiscard() {
        shut(null);
        var discarded = new ArrayList<T>();
        var chain = new Chain();
        begin();
        try {
            for (var item = store.poll(); item != null; item = store.poll()) {
                discarded.add(item);
                unfinished--;
            }
            if (unfinished == 0) {
                chain.serve(finishers, Integer.MAX_VALUE);
            }
        } finally {
            end();
        }
        chain.wake();
        return discarded;
    }

    final void finishOne() {
        var chain = new Chain();
        begin();
        boolean tooOften = unfinished == 0;
        if (!tooOften && --unfinished == 0) {
            chain.serve(finishers, Integer.MAX_VALUE);
        }
        end();
        if (tooOften) {
            throw new IllegalStateException("The " + title()
                    + ": taskDone() was called more often than items were put; call it once for each item.");
        }
        chain.wake();
    }

    final void awaitFinished(Duration limit) {
        arrive(Thread.currentThread(), limit, "join");
        var place = Place.here();
        begin();
        boolean finished = unfinished == 0;
        if (!finished) {
            finishers.add(place);
        }
        end();
        if (!finished) {
            waitIn(finishers, place, limit, "was not finished");
        }
    }

    final QueueClosed closedError() {
        begin();
        var cause = closeCause;
        end();
        if (cause != null) {
            throw Failures.unchecked("The " + title(), cause);
        }
        return new QueueClosed("The " + title() + " is closed: nothing can be put any more, and nothing is left to get.");
    }

    // -- select

    @Override
    public Enrolment<T> enrol(Waiter waiter) {
        var place = new Place(waiter, 1, null);
        Place putter = null;
        begin();
        try {
            if (store.size() > 0) {
                putter = place.serve() ? getFor(place) : null;
            } else if ((putter = putters.serveFirst()) != null) {
                var item = taken(putter);
                if (place.serve()) {
                    place.item = item;
                } else {
                    // Another source was faster: the item stays here, if need be beyond the capacity.
                    store.add(item);
                }
            } else if (closed) {
                place.refuse();
            } else {
                getters.add(place);
            }
        } finally {
            end();
        }
        Chain.wake(putter);
        return new Enrolled<>(getters, place, this::settled);
    }

    private Place getFor(Place place) {
        try {
            place.item = store.poll();
        } catch (RuntimeException | Error e) {
            place.item = new Refusal(e);
            return null;
        }
        return refill();
    }

    final Enrolment<Void> enrolPut(Waiter waiter, T item) {
        var place = new Place(waiter, 1, item);
        Place getter = null;
        begin();
        try {
            if (closed) {
                place.refuse();
            } else if (getters.isEmpty() && store.size() >= capacity) {
                putters.add(place);
            } else if (place.serve()) {
                unfinished++;
                getter = serveGetter(item);
                if (getter == null) {
                    store.add(item);
                }
            }
        } catch (RuntimeException | Error e) {
            unfinished--;
            place.item = new Refusal(e);
        } finally {
            end();
        }
        Chain.wake(getter);
        return new Enrolled<>(putters, place, claimed -> {
            settled(claimed);
            return null;
        });
    }

    // -- looks

    final int room() {
        return capacity;
    }

    final State look() {
        begin();
        var state = new State(store.size(), unfinished, closed, getters.list(), putters.list());
        end();
        return state;
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

    /// Gives items until it is closed and empty; `hasNext` waits for the next one.
    @Override
    public Iterator<T> iterator() {
        return new ItemIterator<>(this);
    }
}
