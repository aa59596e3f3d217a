package io.weft.loop;

import java.util.function.Supplier;

/// A variable of which each task has its own value, and each platform thread. A new task has none, or the initial one: it inherits
/// nothing from the task that started it.
///
/// @param <T> the type of the value
public final class TaskLocal<T> {

    /// Stands for no value, since null is one.
    private static final Object UNSET = new Object();

    private final String name;
    /// A task is a virtual thread, whose thread-locals are its own.
    private final ThreadLocal<Object> values;

    private TaskLocal(String name, Supplier<?> initial) {
        this.name = name;
        this.values = ThreadLocal.withInitial(initial);
    }

    /// {@return a variable without a value}
    ///
    /// @param name for messages
    /// @param <T>  the type of the value
    public static <T> TaskLocal<T> named(String name) {
        return new TaskLocal<>(name, () -> UNSET);
    }

    /// {@return a variable with an initial value in each task}
    ///
    /// @param name    for messages
    /// @param initial makes it, in the task that first asks
    /// @param <T>     the type of the value
    public static <T> TaskLocal<T> withInitial(String name, Supplier<? extends T> initial) {
        return new TaskLocal<>(name, initial);
    }

    /// {@return the current task's value}
    ///
    /// @throws IllegalStateException if it has none
    public T get() {
        var value = values.get();
        if (value == UNSET) {
            values.remove();
            throw new IllegalStateException(name + " has no value in " + Parties.name(Thread.currentThread())
                    + ": set it there first, since a task does not see the values of others.");
        }
        return cast(value);
    }

    /// {@return the current task's value, else another}
    ///
    /// @param other what to give if it has none
    public T getOr(T other) {
        return isSet() ? get() : other;
    }

    /// {@return whether the current task has a value}
    public boolean isSet() {
        if (values.get() != UNSET) {
            return true;
        }
        values.remove();
        return false;
    }

    /// Sets the current task's value.
    ///
    /// @param value the value
    public void set(T value) {
        values.set(value);
    }

    /// Takes the current task's value away.
    public void remove() {
        values.remove();
    }

    @SuppressWarnings("unchecked")
    private T cast(Object value) {
        return (T) value;
    }

    @Override
    public String toString() {
        return name;
    }
}
