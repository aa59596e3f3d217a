package io.weft.group;

import io.weft.loop.Limit;
import io.weft.sync.TaskSemaphore;

/// A group with a number of places: who starts a task in a full one waits until another has ended, first come first served.
public final class Pool extends Group {

    private final int capacity;
    private final TaskSemaphore places;

    /// Creates an empty pool.
    ///
    /// @param capacity how many tasks it holds
    public Pool(Limit capacity) {
        this.capacity = capacity.tasks();
        this.places = new TaskSemaphore("pool", this.capacity, true);
    }

    /// {@return how many tasks it holds}
    public int capacity() {
        return capacity;
    }

    /// {@return how many places are free}
    public int free() {
        return places.permits();
    }

    /// {@return whether no place is free}
    public boolean isFull() {
        return free() == 0;
    }

    @Override
    void awaitPlace() {
        places.acquire();
    }

    @Override
    boolean tryPlace() {
        return places.tryAcquire();
    }

    @Override
    void givePlaceBack() {
        places.release();
    }

    @Override
    int places() {
        return capacity;
    }

    @Override
    public String toString() {
        return "pool of " + size() + "/" + capacity;
    }
}
