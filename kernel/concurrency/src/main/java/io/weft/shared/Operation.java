package io.weft.shared;

import java.io.Serializable;

/// Something that is done to a shared object, at home, in its critical section.
///
/// @param <S> the state
/// @param <R> the type of the answer
interface Operation<S, R> extends Serializable {

    /// Whether it can be done now; else it waits its turn among those of its class. Changes nothing.
    default boolean ready(S state) {
        return true;
    }

    /// Does it.
    ///
    /// @param asker the JVM for which it is done
    R perform(S state, String asker);

    /// What takes it back, for an asker who was cancelled when the answer was on its way; null for nothing.
    default Operation<S, ?> undo(R answer) {
        return null;
    }
}
