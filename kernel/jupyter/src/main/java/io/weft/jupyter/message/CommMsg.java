package io.weft.jupyter.message;

import com.google.gson.JsonObject;

/// Something said over an open comm, from either side.
public record CommMsg(String commId, JsonObject data) implements Request, Publication {

    static CommMsg parse(Fields fields) {
        return new CommMsg(fields.string("comm_id"), fields.object("data"));
    }

    @Override
    public String msgType() {
        return "comm_msg";
    }

    @Override
    public String topic(String session) {
        return "comm-" + commId;
    }
}
