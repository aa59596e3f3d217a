package io.weft.process;

import java.io.Serializable;

/// Something that a process wants of the [home][Home]: it is copied there, and begun there.
public interface HomeQuestion extends Serializable {

    /// {@return the JVM that asks: its [Home#self()]}
    String asker();

    /// Begins it, at home; the answer may be given later, by any thread. Does not block.
    ///
    /// @param answer to be given once
    void begin(Answer answer);

    /// Forgets one that was begun and not answered. The answer's claim fails from now on.
    ///
    /// @param answer the one given to [#begin(Answer)]
    void withdraw(Answer answer);

    /// {@return what takes it back, for an asker who was cancelled when the answer was on its way; null if there is nothing to take back}
    ///
    /// @param value the answer
    default HomeQuestion undo(Object value) {
        return null;
    }

    /// Where an answer goes.
    interface Answer {

        /// {@return the JVM that asks; see [Home#self()]}
        String asker();

        /// Ends the wait of the asker. May be called in a critical section; does not block.
        ///
        /// @return false if nobody waits any more
        boolean claim();

        /// Keeps the outcome of one that was claimed. May be called in a critical section; does not block.
        ///
        /// @param value   the answer
        /// @param failure or what to throw instead, else null
        void settle(Object value, RuntimeException failure);

        /// Hands the outcome over; outside of critical sections.
        void deliver();
    }
}
