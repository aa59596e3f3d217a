package io.weft.sync;

import java.util.ArrayList;
import java.util.List;

/// Those who wait, in the order in which they came. Everything here is guarded by the primitive that owns the line.
final class Line {

    private Place first;
    private Place last;
    private int size;

    boolean isEmpty() {
        return first == null;
    }

    int size() {
        return size;
    }

    Place first() {
        return first;
    }

    void add(Place place) {
        place.queued = true;
        place.previous = last;
        if (last == null) {
            first = place;
        } else {
            last.next = place;
        }
        last = place;
        size++;
    }

    /// Takes a place out wherever it stands; false if it is not in the line.
    boolean remove(Place place) {
        if (!place.queued) {
            return false;
        }
        if (place.previous == null) {
            first = place.next;
        } else {
            place.previous.next = place.next;
        }
        if (place.next == null) {
            last = place.previous;
        } else {
            place.next.previous = place.previous;
        }
        place.queued = false;
        place.previous = null;
        place.next = null;
        size--;
        return true;
    }

    Place poll() {
        var polled = first;
        if (polled != null) {
            remove(polled);
        }
        return polled;
    }

    /// Serves the first who still waits; null if nobody does.
    Place serveFirst() {
        var place = poll();
        while (place != null && !place.serve()) {
            place = poll();
        }
        return place;
    }

    /// Takes out those who have ended their wait, or are about to, and have not left yet.
    void prune() {
        for (Place place = first, after; place != null; place = after) {
            after = place.next;
            if (place.waiter.ended()) {
                remove(place);
            }
        }
    }

    /// Those who wait, for reports.
    List<Place> list() {
        var places = new ArrayList<Place>(size);
        for (var place = first; place != null; place = place.next) {
            places.add(place);
        }
        return places;
    }
}
