package io.weft.shared;

import java.util.HashMap;
import java.util.Map;

/// The permits of a lock (one) or a semaphore at home, and who has how many.
final class PermitState implements Served.HeldBy {

    // Guarded by the shared object.
    private final Map<String, Integer> held = new HashMap<>();
    private final String what;
    private int free;

    private PermitState(String what, int permits) {
        this.what = what;
        this.free = permits;
    }

    @Override
    public boolean free(String asker) {
        var had = held.remove(asker);
        free += had == null ? 0 : had;
        return had != null;
    }

    record Make(String what, int permits) implements Ref.Maker<PermitState> {
        @Override
        public PermitState make() {
            return new PermitState(what, permits);
        }
    }

    record Acquire() implements Operation<PermitState, Boolean> {
        @Override
        public boolean ready(PermitState state) {
            return state.free > 0;
        }

        @Override
        public Boolean perform(PermitState state, String asker) {
            return new TryAcquire().perform(state, asker);
        }

        @Override
        public Operation<PermitState, ?> undo(Boolean answer) {
            return new TryAcquire().undo(answer);
        }
    }

    record TryAcquire() implements Operation<PermitState, Boolean> {
        @Override
        public Boolean perform(PermitState state, String asker) {
            if (state.free == 0) {
                return false;
            }
            state.free--;
            state.held.merge(asker, 1, Integer::sum);
            return true;
        }

        @Override
        public Operation<PermitState, ?> undo(Boolean answer) {
            return answer ? new Release() : null;
        }
    }

    record Release() implements Operation<PermitState, Boolean> {
        @Override
        public Boolean perform(PermitState state, String asker) {
            if (!state.held.containsKey(asker)) {
                throw new IllegalMonitorStateException("The " + state.what
                        + " is not held by this process: only the one that acquired it can release it.");
            }
            state.held.computeIfPresent(asker, (_, n) -> n == 1 ? null : n - 1);
            state.free++;
            return true;
        }
    }

    record Free() implements Operation<PermitState, Integer> {
        @Override
        public Integer perform(PermitState state, String asker) {
            return state.free;
        }
    }
}
