package io.weft.loop;

/// Something that can be waited for together with others, of which exactly one then happens: the next item of a queue, an
/// event, the end of a task.
///
/// The one who selects makes one [Waiter], enrols it with one source after another, and waits. A source that is ready, at once
/// or later, calls [Waiter#claim()] in the same section in which it would give something away, and gives only if the claim
/// holds: so just one source wins, and none of the others loses an item or a permit.
///
/// @param <T> what it gives
public interface Selectable<T> {

    /// Enrols a waiter. If this source can give something right now it claims the waiter here, for the caller. Does not block.
    ///
    /// @param waiter of the calling task or thread
    /// @return the place in the source's line
    Enrolment<T> enrol(Waiter waiter);

    /// A place in the line of one source.
    ///
    /// @param <T> what the source gives
    interface Enrolment<T> {

        /// {@return whether this source claimed the waiter; only the selecting thread asks, after the wait or before it}
        boolean won();

        /// {@return what the source gave; only after it has won}
        T value();

        /// Leaves the line. To be called on every enrolment that did not win, however the wait ended. Does not block.
        void withdraw();
    }
}
