package io.weft.actor;

import io.weft.sync.Settable;
import java.time.Duration;

/// The answer to one question that was asked of an actor: part of the message, for whoever answers it, at once or later.
///
/// @param <R> the type of the answer
public final class Reply<R> {

    private final Settable<R> answer;

    Reply(String of) {
        this.answer = new Settable<>(of);
    }

    /// Answers. Any thread; does not block.
    ///
    /// @param value the answer
    /// @return false if it was answered already, or the actor has stopped
    public boolean send(R value) {
        return answer.trySet(value);
    }

    /// Answers with a failure, which the one who asked gets thrown. Any thread; does not block.
    ///
    /// @param failure what went wrong
    /// @return false if it was answered already, or the actor has stopped
    public boolean fail(Throwable failure) {
        return answer.tryFail(failure);
    }

    R await(Duration limit) {
        return answer.await(limit);
    }

    @Override
    public String toString() {
        return answer.name();
    }
}
