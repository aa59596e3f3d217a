package io.weft.jupyter.message;

/// The code that now runs, for the clients that did not send it.
public record ExecuteInput(String code, long executionCount) implements Publication {

    @Override
    public String msgType() {
        return "execute_input";
    }
}
