package io.weft.shared;

/// A number at home.
final class CounterState {

    // Guarded by the shared object.
    private long value;

    record Make() implements Ref.Maker<CounterState> {
        @Override
        public CounterState make() {
            return new CounterState();
        }
    }

    record Add(long delta) implements Operation<CounterState, Long> {
        @Override
        public Long perform(CounterState state, String asker) {
            state.value += delta;
            return state.value;
        }
    }

    record Put(long value) implements Operation<CounterState, Long> {
        @Override
        public Long perform(CounterState state, String asker) {
            long before = state.value;
            state.value = value;
            return before;
        }
    }
}
