package io.weft.shared;

import io.weft.loop.TimedOut;
import io.weft.process.HomeQuestion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What processes ask of the home about shared objects.
final class Questions {

    private Questions() {}

    static IllegalStateException closed(String what) {
        return new IllegalStateException("The " + what + " is closed.");
    }

    static String timedOut(String what, Duration limit) {
        return "The " + what + " did not answer within " + limit + ".";
    }

    static void answer(HomeQuestion.Answer answer, RuntimeException failure) {
        if (answer.claim()) {
            answer.settle(null, failure);
            answer.deliver();
        }
    }

    /// Makes a shared object.
    record Make(String id, String what, Ref.Maker<?> maker, String asker) implements HomeQuestion {

        @Override
        public void begin(Answer answer) {
            Registry.add(new Served<>(id, what, maker.make()));
            answer(answer, null);
        }

        @Override
        public void withdraw(Answer answer) {
            // It is answered when it begins.
        }

        @Override
        public HomeQuestion undo(Object value) {
            return new Close(id, asker);
        }

        @Override
        public String toString() {
            return "the " + what;
        }
    }

    /// Forgets a shared object.
    record Close(String id, String asker) implements HomeQuestion {

        @Override
        public void begin(Answer answer) {
            Registry.remove(id);
            answer(answer, null);
        }

        @Override
        public void withdraw(Answer answer) {
            // It is answered when it begins.
        }
    }

    /// Does something to a shared object.
    ///
    /// @param limit the longest wait, or null
    record Do(String id, String what, Operation<?, ?> operation, Duration limit,
            String asker) implements HomeQuestion {

        @Override
        @SuppressWarnings("unchecked")
        public void begin(Answer answer) {
            var served = (Served<Object>) Registry.find(id);
            if (served == null) {
                answer(answer, closed(what));
                return;
            }
            served.ask((Operation<Object, ?>) operation, answer);
            if (limit != null) {
                CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                        .execute(() -> expire(answer));
            }
        }

        private void expire(Answer answer) {
            withdraw(answer);
            answer(answer, new TimedOut(timedOut(what, limit)));
        }

        @Override
        public void withdraw(Answer answer) {
            var served = Registry.find(id);
            if (served != null) {
                served.withdraw(answer);
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public HomeQuestion undo(Object value) {
            var undo = ((Operation<Object, Object>) operation).undo(value);
            return undo == null ? null : new Do(id, what, undo, null, asker);
        }

        @Override
        public String toString() {
            return "the " + what;
        }
    }
}
