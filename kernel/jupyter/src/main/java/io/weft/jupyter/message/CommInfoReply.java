package io.weft.jupyter.message;

import com.google.gson.JsonObject;

import java.util.Map;

/// The comms that are open: target name by comm id.
public record CommInfoReply(Map<String, String> comms) implements Reply {

    @Override
    public String msgType() {
        return "comm_info_reply";
    }

    @Override
    public JsonObject toJson() {
        JsonObject byId = new JsonObject();
        comms.forEach((commId, targetName) -> {
            JsonObject comm = new JsonObject();
            comm.addProperty("target_name", targetName);
            byId.add(commId, comm);
        });
        JsonObject json = new JsonObject();
        json.add("comms", byId);
        json.addProperty("status", "ok");
        return json;
    }
}
