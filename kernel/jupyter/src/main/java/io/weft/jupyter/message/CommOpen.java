package io.weft.jupyter.message;

import com.google.gson.JsonObject;

/// Opens a comm, a line between a widget's two halves, from either side.
public record CommOpen(String commId, String targetName, JsonObject data) implements Request, Publication {

    static CommOpen parse(Fields fields) {
        return new CommOpen(fields.string("comm_id"), fields.string("target_name"), fields.object("data"));
    }

    @Override
    public String msgType() {
        return "comm_open";
    }

    @Override
    public String topic(String session) {
        return "comm-" + commId;
    }
}
