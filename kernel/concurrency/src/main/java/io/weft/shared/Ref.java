package io.weft.shared;

import io.weft.exec.Jobs;
import io.weft.loop.Cancelled;
import io.weft.loop.TimedOut;
import io.weft.loop.Waiter;
import io.weft.process.Home;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;

/// The way to a shared object, from any process of the family.
final class Ref<S> implements Serializable {

    private static final long serialVersionUID = 1L;

    /// Makes the state, at home.
    interface Maker<S> extends Serializable {
        S make();
    }

    private final String id;
    private final String what;
    /// Null elsewhere than at home, and when it was closed there. Written when it is made or copied.
    private transient Served<S> served;

    private Ref(String id, String what) {
        this.id = id;
        this.what = what;
    }

    static <S> Ref<S> make(String what, Maker<S> maker) {
        var ref = new Ref<S>(UUID.randomUUID().toString(), what);
        if (Home.isHere()) {
            ref.served = new Served<>(ref.id, what, maker.make());
        } else {
            Home.ask(new Questions.Make(ref.id, what, maker, Home.self()));
        }
        return ref;
    }

    String what() {
        return what;
    }

    /// Does it, and waits until it is done.
    <R> R ask(Operation<? super S, R> operation) {
        return ask(operation, null);
    }

    /// For so long at most; null for ever.
    @SuppressWarnings("unchecked")
    <R> R ask(Operation<? super S, R> operation, Duration limit) {
        if (limit != null && limit.isNegative()) {
            throw new IllegalArgumentException(
                    "A wait of " + limit + ": it must be zero or more, for example seconds(1).");
        }
        if (!Home.isHere()) {
            return (R) Home.ask(new Questions.Do(id, what, operation, limit, Home.self()));
        }
        if (served == null) {
            throw Questions.closed(what);
        }
        var loop = Jobs.loopHere();
        if (loop == null) {
            return (R) askHere(operation, limit);
        }
        try (var _ = loop.awaitOutside(what)) {
            return (R) askHere(operation, limit);
        }
    }

    private Object askHere(Operation<? super S, ?> operation, Duration limit) {
        Waiter.checkpoint();
        var answer = new Here(Waiter.here());
        served.ask(operation, answer);
        try {
            if (limit == null) {
                answer.waiter.await(what);
            } else if (!answer.waiter.await(what, limit)) {
                throw new TimedOut(Questions.timedOut(what, limit));
            }
        } catch (Cancelled | TimedOut e) {
            served.withdraw(answer);
            throw e;
        }
        return served.outcome(answer);
    }

    void close() {
        if (!Home.isHere()) {
            Home.ask(new Questions.Close(id, Home.self()));
            return;
        }
        Registry.remove(id);
        if (served != null) {
            served.close();
        }
    }

    /// Whether it is closed, as far as is known here.
    boolean isClosed() {
        return Home.isHere() && (served == null || served.isClosed());
    }

    @Serial
    private Object writeReplace() {
        if (served != null) {
            Registry.add(served);
        }
        return this;
    }

    @Serial
    @SuppressWarnings("unchecked")
    private Object readResolve() {
        if (Home.isHere()) {
            served = (Served<S>) Registry.find(id);
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ref<?> ref && ref.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return what;
    }
}
