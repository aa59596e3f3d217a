package io.weft.shared;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A map between processes, in the order in which keys came. Keys and values are copied in and out: to change a value, put it again, or
/// [#update] it. Each method is atomic.
///
/// @param <K> the type of the keys
/// @param <V> the type of the values
public final class SharedMap<K, V> implements AutoCloseable, Serializable {

    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Ref<MapState> ref = Ref.make("shared map " + NUMBERS.incrementAndGet(), new MapState.Make());
    private final SharedLock lock = SharedLock.make();

    private SharedMap() {}

    /// {@return a new map}
    ///
    /// @param <K> the type of the keys
    /// @param <V> the type of the values
    public static <K, V> SharedMap<K, V> make() {
        return new SharedMap<>();
    }

    /// Puts a value for a key.
    ///
    /// @param key   the key
    /// @param value the value
    /// @return the value before, or null
    @SuppressWarnings("unchecked")
    public V put(K key, V value) {
        return (V) ref.ask(new MapState.Put(SharedList.copied("the key", key), SharedList.copied("the value", value)));
    }

    /// Puts a value for a key that has none.
    ///
    /// @param key   the key
    /// @param value the value
    /// @return the value that it has, or null if it had none
    @SuppressWarnings("unchecked")
    public V putIfAbsent(K key, V value) {
        return (V) SharedList.copied("the value", ref.ask(new MapState.PutIfAbsent(SharedList.copied("the key", key),
                SharedList.copied("the value", value))));
    }

    /// {@return the value of a key, or null}
    ///
    /// @param key the key
    @SuppressWarnings("unchecked")
    public V get(K key) {
        return (V) SharedList.copied("the value", ref.ask(new MapState.Get(key)));
    }

    /// Replaces the value of a key by one that is made of it; other updates wait meanwhile. The function runs in this process.
    ///
    /// @param key    the key
    /// @param change makes the new value of the old one, which is null if there is none
    /// @return the new value
    public V update(K key, UnaryOperator<V> change) {
        try (var _ = lock.hold()) {
            var value = change.apply(get(key));
            put(key, value);
            return value;
        }
    }

    /// Takes a key out.
    ///
    /// @param key the key
    /// @return its value, or null
    @SuppressWarnings("unchecked")
    public V remove(K key) {
        return (V) ref.ask(new MapState.Remove(key));
    }

    /// {@return how many keys it has right now}
    public int size() {
        return ref.ask(new MapState.Size());
    }

    /// {@return the entries at one moment}
    @SuppressWarnings("unchecked")
    public Map<K, V> toMap() {
        return (Map<K, V>) SharedList.copied("the entries", ref.ask(new MapState.All()));
    }

    /// Frees what it holds, for all processes: who uses it from now on, or waits for it, gets an [IllegalStateException]. Without that
    /// it stays until the JVM ends from which all of the family descend. Has no effect when closed.
    @Override
    public void close() {
        ref.close();
        lock.close();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
