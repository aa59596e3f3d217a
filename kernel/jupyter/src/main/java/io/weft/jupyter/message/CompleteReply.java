package io.weft.jupyter.message;

import com.google.gson.JsonObject;

import java.util.List;

/// The texts that may replace the code from `cursorStart` to `cursorEnd`, both counted in code points ([CodePoints]).
public record CompleteReply(List<String> matches, int cursorStart, int cursorEnd,
        JsonObject metadata) implements Reply {

    @Override
    public String msgType() {
        return "complete_reply";
    }
}
