package io.weft.sync;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Gives the items of a queue or channel to one task or thread, until it is closed and empty.
final class ItemIterator<T> implements Iterator<T> {

    private final Items<T> items;
    /// Taken out and not yet given; only the iterating thread.
    private T next;

    ItemIterator(Items<T> items) {
        this.items = items;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            try {
                next = items.remove(null);
            } catch (QueueClosed _) {
                return false;
            }
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The " + items.title() + " is closed and empty.");
        }
        var given = next;
        next = null;
        return given;
    }
}
