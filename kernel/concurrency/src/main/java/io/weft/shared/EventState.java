package io.weft.shared;

/// A flag at home.
final class EventState {

    // Guarded by the shared object.
    private boolean set;

    record Make() implements Ref.Maker<EventState> {
        @Override
        public EventState make() {
            return new EventState();
        }
    }

    record Set(boolean value) implements Operation<EventState, Boolean> {
        @Override
        public Boolean perform(EventState state, String asker) {
            state.set = value;
            return value;
        }
    }

    record Await() implements Operation<EventState, Boolean> {
        @Override
        public boolean ready(EventState state) {
            return state.set;
        }

        @Override
        public Boolean perform(EventState state, String asker) {
            return true;
        }
    }

    record IsSet() implements Operation<EventState, Boolean> {
        @Override
        public Boolean perform(EventState state, String asker) {
            return state.set;
        }
    }
}
