package io.weft.sync;

import io.weft.loop.Failures;
import io.weft.loop.Selectable;
import io.weft.loop.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What can be done to a [Depot]: the waits, the end, and select.
abstract sealed class Items<T> extends Depot<T> implements Selectable<T>, Iterable<T> permits TaskQueue, TaskChannel {

    Items(String kind, String name, int capacity, Store<T> store) {
        super(kind, name, capacity, store);
    }

    final void insert(T item, Duration limit) {
        arrive(Thread.currentThread(), limit, "put");
        if (!seemsFull() && insertOr(item, null)) {
            return;
        }
        var place = place(item);
        if (!insertOr(item, place)) {
            waitIn(putters, place, limit, "had no room");
            settled(place);
        }
    }

    final T remove(Duration limit) {
        arrive(Thread.currentThread(), limit, "get");
        var item = seemsEmpty() ? null : removeOr(null, true);
        if (item != null) {
            return item;
        }
        var place = place(null);
        item = removeOr(place, true);
        if (item == null) {
            waitIn(getters, place, limit, "gave no item");
            item = settled(place);
        }
        return item;
    }

    private Place place(T item) {
        return new Place(sorting == null ? Waiter.claimedWithin(this) : Waiter.here(), 1, item);
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
        requireItem(item);
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

    /// Gives items until it is closed and empty; `hasNext` waits for the next one.
    @Override
    public Iterator<T> iterator() {
        return new ItemIterator<>(this);
    }
}
