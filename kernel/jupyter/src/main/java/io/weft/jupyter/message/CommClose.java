package io.weft.jupyter.message;

import com.google.gson.JsonObject;

/// Closes a comm, from either side.
public record CommClose(String commId, JsonObject data) implements Request, Publication {

    static CommClose parse(Fields fields) {
        return new CommClose(fields.string("comm_id"), fields.object("data"));
    }

    @Override
    public String msgType() {
        return "comm_close";
    }

    @Override
    public String topic(String session) {
        return "comm-" + commId;
    }
}
