package io.weft.sync;

/// Those whose waits were ended inside one guarded section, to be woken in that order after it.
final class Chain {

    private Place first;
    private Place last;

    void add(Place place) {
        if (last == null) {
            first = place;
        } else {
            last.next = place;
        }
        last = place;
    }

    /// Serves the first `limit` who still wait, each with its rank among them.
    int serve(Line line, int limit) {
        int served = 0;
        while (served < limit) {
            var place = line.poll();
            if (place == null) {
                break;
            }
            int before = place.amount;
            place.amount = served;
            if (place.serve()) {
                add(place);
                served++;
            } else {
                place.amount = before;
            }
        }
        return served;
    }

    /// Ends the wait of all, without a hand-over.
    void refuse(Line line) {
        for (var place = line.poll(); place != null; place = line.poll()) {
            if (place.refuse()) {
                add(place);
            }
        }
    }

    /// Outside the guard.
    void wake() {
        wake(first);
    }

    static void wake(Place first) {
        for (var place = first; place != null; place = place.next) {
            place.waiter.wake();
        }
    }
}
