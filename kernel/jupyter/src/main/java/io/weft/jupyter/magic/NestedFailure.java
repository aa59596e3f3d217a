package io.weft.jupyter.magic;

import io.weft.jupyter.cell.CellOutcome;

/// Code that a magic evaluates did not compile or threw. The cell reports it as if the code were its own.
public final class NestedFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Not sent anywhere.
    private final transient CellOutcome outcome;

    public NestedFailure(CellOutcome outcome) {
        super(null, null, false, false);
        this.outcome = outcome;
    }

    public CellOutcome outcome() {
        return outcome;
    }
}
