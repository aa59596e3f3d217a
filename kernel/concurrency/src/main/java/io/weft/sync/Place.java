package io.weft.sync;

import io.weft.loop.Waiter;

/// One waiter's place in a [Line]. Its mutable fields are guarded by the primitive until the waiter is claimed; from then on
/// they belong to the one who waits, but for `next`, which the one who claimed reads on.
final class Place {

    final Waiter waiter;
    /// How many permits or holds are wanted; for a barrier, the rank that was given.
    int amount;
    /// What a putter brings or a getter was given.
    Object item;
    /// Set before the claim if the wait ended because the primitive was closed or broken.
    boolean refused;
    /// Whether the claim held; to be read in the section, since it is set after the claim.
    boolean served;
    /// Whether it is in a line.
    boolean queued;
    /// Neighbours in the line; `next` also links those who were claimed together.
    Place previous;
    Place next;

    Place(Waiter waiter, int amount, Object item) {
        this.waiter = waiter;
        this.amount = amount;
        this.item = item;
    }

    /// A place for the current task or thread.
    static Place here() {
        return new Place(Waiter.here(), 1, null);
    }

    /// A place for the current task or thread in the lines of a primitive whose guard is its section.
    static Place in(Primitive primitive) {
        return new Place(Waiter.claimedWithin(primitive), 1, null);
    }

    /// A place for the current task or thread, which no cancellation takes out of its line.
    static Place shielded() {
        return new Place(Waiter.shielded(), 1, null);
    }

    /// Ends the wait with a hand-over; false if it had ended in another way. In the section only, like all of these.
    boolean serve() {
        served = waiter.claim();
        return served;
    }

    /// Ends the wait without one; false if it had ended in another way.
    boolean refuse() {
        refused = true;
        return serve();
    }
}
