package io.weft.shared;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map at home.
final class MapState {

    // Guarded by the shared object.
    private final Map<Object, Object> entries = new LinkedHashMap<>();

    record Make() implements Ref.Maker<MapState> {
        @Override
        public MapState make() {
            return new MapState();
        }
    }

    record Put(Object key, Object value) implements Operation<MapState, Object> {
        @Override
        public Object perform(MapState state, String asker) {
            return state.entries.put(key, value);
        }
    }

    record PutIfAbsent(Object key, Object value) implements Operation<MapState, Object> {
        @Override
        public Object perform(MapState state, String asker) {
            return state.entries.putIfAbsent(key, value);
        }
    }

    record Get(Object key) implements Operation<MapState, Object> {
        @Override
        public Object perform(MapState state, String asker) {
            return state.entries.get(key);
        }
    }

    record Remove(Object key) implements Operation<MapState, Object> {
        @Override
        public Object perform(MapState state, String asker) {
            return state.entries.remove(key);
        }
    }

    record Size() implements Operation<MapState, Integer> {
        @Override
        public Integer perform(MapState state, String asker) {
            return state.entries.size();
        }
    }

    record All() implements Operation<MapState, Map<Object, Object>> {
        @Override
        public Map<Object, Object> perform(MapState state, String asker) {
            return new LinkedHashMap<>(state.entries);
        }
    }
}
