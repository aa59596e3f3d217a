package io.weft.jupyter.message;

import com.google.gson.annotations.SerializedName;

/// Removes a cell's outputs.
///
/// @param untilNext not now, but as soon as the next output comes
public record ClearOutput(@SerializedName("wait") boolean untilNext) implements Publication {

    @Override
    public String msgType() {
        return "clear_output";
    }
}
