package io.weft.shared;

import java.util.ArrayList;
import java.util.List;

/// A list at home.
final class ListState {

    // Guarded by the shared object.
    private final List<Object> items = new ArrayList<>();

    record Make() implements Ref.Maker<ListState> {
        @Override
        public ListState make() {
            return new ListState();
        }
    }

    record Add(List<Object> added) implements Operation<ListState, Boolean> {
        @Override
        public Boolean perform(ListState state, String asker) {
            return state.items.addAll(added);
        }
    }

    record Get(int index) implements Operation<ListState, Object> {
        @Override
        public Object perform(ListState state, String asker) {
            return state.items.get(index);
        }
    }

    record Put(int index, Object item) implements Operation<ListState, Object> {
        @Override
        public Object perform(ListState state, String asker) {
            return state.items.set(index, item);
        }
    }

    record Remove(int index) implements Operation<ListState, Object> {
        @Override
        public Object perform(ListState state, String asker) {
            return state.items.remove(index);
        }
    }

    record Size() implements Operation<ListState, Integer> {
        @Override
        public Integer perform(ListState state, String asker) {
            return state.items.size();
        }
    }

    record All() implements Operation<ListState, List<Object>> {
        @Override
        public List<Object> perform(ListState state, String asker) {
            return new ArrayList<>(state.items);
        }
    }

    record Clear() implements Operation<ListState, Boolean> {
        @Override
        public Boolean perform(ListState state, String asker) {
            state.items.clear();
            return true;
        }
    }
}
