package io.weft.jupyter.message;

import com.google.gson.JsonObject;

/// The value of a cell's last expression, as a MIME bundle.
public record ExecuteResult(long executionCount, JsonObject data, JsonObject metadata) implements Publication {

    @Override
    public String msgType() {
        return "execute_result";
    }
}
