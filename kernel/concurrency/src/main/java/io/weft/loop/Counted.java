package io.weft.loop;

import java.util.Iterator;

/// Inputs that are told what becomes of them. Iterated over in a loop, an input is done when the loop asks for the next. An operation
/// that works on many inputs at the same time asks for a [Tally] instead, and tells it as each ends: so what counts is
/// completions, not beginnings.
///
/// @param <T> the type of the inputs
public interface Counted<T> extends Iterable<T> {

    /// {@return the tally of one operation on all inputs, which begins now}
    Tally<T> tally();

    /// {@return the tally of one operation on all inputs; one that counts nothing when these are not counted}
    ///
    /// @param inputs any inputs
    /// @param <T>    their type
    static <T> Tally<? extends T> tallyOf(Iterable<? extends T> inputs) {
        return inputs instanceof Counted<? extends T> counted ? counted.tally() : new Uncounted<T>(inputs.iterator());
    }

    /// What becomes of the inputs of one operation. Any thread may tell.
    ///
    /// @param <T> the type of the inputs
    interface Tally<T> extends AutoCloseable {

        /// {@return the inputs; taking one does not count it}
        Iterator<T> inputs();

        /// Counts inputs that ended well.
        ///
        /// @param n how many
        void succeeded(long n);

        /// Counts inputs that failed.
        ///
        /// @param n how many
        void failed(long n);

        /// Counts an input when its task ends; one that is cancelled does not count.
        ///
        /// @param task its task
        default void follow(Task<?> task) {
            task.onDone(ended -> {
                switch (ended.outcome()) {
                    case Outcome.Success<?> _ -> succeeded(1);
                    case Outcome.Failure<?> _ -> failed(1);
                    case Outcome.Stopped<?> _ -> {
                    }
                }
            });
        }

        /// Ends the operation, with whatever was not counted left undone.
        @Override
        void close();
    }
}
