package io.weft.jupyter.message;

import com.google.gson.annotations.SerializedName;

/// Whether the kernel works on a request. All output of the request lies between its busy and its idle.
public record Status(ExecutionState executionState) implements Publication {

    /// `STARTING` is published once, before all others.
    public enum ExecutionState {
        @SerializedName("starting")
        STARTING, @SerializedName("busy")
        BUSY, @SerializedName("idle")
        IDLE
    }

    @Override
    public String msgType() {
        return "status";
    }
}
