package io.weft.process;

import io.weft.loop.Failures;
import io.weft.sync.TaskLock;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// A value that each process has for itself, made when a job first asks for it and kept for the jobs that follow: a model, a connection, a
/// cache. The value never travels, so it need not be serializable; what makes it does, with all that it reads.
///
/// ```java
/// WorkerLocal<Model> model = workerLocal(() -> Model.load("large"));
/// workers.map(texts, text -> model.get().rate(text));
/// ```
///
/// An initializer of the pool that calls [#get()] or [#set(Object)] spares the first job the time.
///
/// @param <T> the type of the value
public final class WorkerLocal<T> implements Serializable {

    private static final long serialVersionUID = 1L;
    /// Of this process, by the id.
    private static final Map<String, Slot> SLOTS = new ConcurrentHashMap<>();

    private static final class Slot {
        final TaskLock lock = new TaskLock("worker-local value", true);
        /// Guarded by the lock.
        Object value;
        boolean made;
    }

    private final String id = UUID.randomUUID().toString();
    private final ShippedCall<? extends T> make;
    /// Looked up once in each copy; any thread finds the same.
    private transient volatile Slot slot;

    private WorkerLocal(ShippedCall<? extends T> make) {
        this.make = make;
    }

    /// {@return a value for each process, not made yet}
    ///
    /// @param make makes it, in the process that asks
    /// @param <T>  its type
    public static <T> WorkerLocal<T> of(ShippedCall<? extends T> make) {
        return new WorkerLocal<>(make);
    }

    /// {@return the value of this process} The first call makes it; others wait meanwhile, and in a task let the other tasks run. If that
    /// fails, the next call tries again.
    ///
    /// @throws io.weft.loop.TaskFailed with the cause, if making it fails with a checked exception; an unchecked one arrives as itself
    /// @throws io.weft.loop.Cancelled  if the caller is cancelled before or during the wait
    @SuppressWarnings("unchecked")
    public T get() {
        var mine = slot();
        try (var _ = mine.lock.hold()) {
            if (!mine.made) {
                Failures.run(() -> mine.value = make.call());
                mine.made = true;
            }
            return (T) mine.value;
        }
    }

    /// Gives this process another value, in place of one that was made or will be.
    ///
    /// @param value the one
    public void set(T value) {
        var mine = slot();
        try (var _ = mine.lock.hold()) {
            mine.value = value;
            mine.made = true;
        }
    }

    private Slot slot() {
        var mine = slot;
        if (mine == null) {
            mine = SLOTS.computeIfAbsent(id, _ -> new Slot());
            slot = mine;
        }
        return mine;
    }

    @Serial
    private Object readResolve() {
        slot();
        return this;
    }

    @Override
    public String toString() {
        return "a value for each worker";
    }
}
