package io.weft.shared;

import io.weft.process.Home;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A list between processes. Elements are copied in and out: to change one, set it again. Each method is atomic.
///
/// @param <T> the type of the elements
public final class SharedList<T> implements AutoCloseable, Serializable, Iterable<T> {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Ref<ListState> ref = Ref.make("shared list " + NUMBERS.incrementAndGet(), new ListState.Make());

    private SharedList() {}

    /// {@return a new list}
    ///
    /// @param <T> the type of the elements
    public static <T> SharedList<T> make() {
        return new SharedList<>();
    }

    static <V> V copied(String what, V value) {
        return Home.isHere() ? Home.copy(what, value) : value;
    }

    /// Adds an element at the end.
    ///
    /// @param item the element
    public void add(T item) {
        addAll(List.of(item));
    }

    /// Adds elements at the end, next to each other.
    ///
    /// @param items the elements
    public void addAll(Collection<? extends T> items) {
        ref.ask(new ListState.Add(copied("the elements", new ArrayList<>(items))));
    }

    /// {@return an element}
    ///
    /// @param index which, from 0
    /// @throws IndexOutOfBoundsException if there is none
    @SuppressWarnings("unchecked")
    public T get(int index) {
        return (T) copied("the element", ref.ask(new ListState.Get(index)));
    }

    /// Replaces an element.
    ///
    /// @param index which, from 0
    /// @param item  the new one
    /// @return the one before
    /// @throws IndexOutOfBoundsException if there is none
    @SuppressWarnings("unchecked")
    public T set(int index, T item) {
        return (T) ref.ask(new ListState.Put(index, copied("the element", item)));
    }

    /// Takes an element out.
    ///
    /// @param index which, from 0
    /// @return the element
    /// @throws IndexOutOfBoundsException if there is none
    @SuppressWarnings("unchecked")
    public T remove(int index) {
        return (T) ref.ask(new ListState.Remove(index));
    }

    /// {@return how many elements it has right now}
    public int size() {
        return ref.ask(new ListState.Size());
    }

    /// Takes all elements out.
    public void clear() {
        ref.ask(new ListState.Clear());
    }

    /// {@return the elements at one moment}
    @SuppressWarnings("unchecked")
    public List<T> toList() {
        return (List<T>) copied("the elements", ref.ask(new ListState.All()));
    }

    /// {@return the elements at this moment}
    @Override
    public Iterator<T> iterator() {
        return toList().iterator();
    }

    /// Frees what it holds, for all processes: who uses it from now on, or waits for it, gets an [IllegalStateException]. Without that
    /// it stays until the JVM ends from which all of the family descend. Has no effect when closed.
    @Override
    public void close() {
        ref.close();
    }

    @Override
    public String toString() {
        return toList().toString();
    }
}
