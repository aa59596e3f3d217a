package io.weft.jupyter.message;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.util.List;

/// The cells that a [HistoryRequest] asked for, with their outputs if it asked for these.
public record HistoryReply(List<HistoryEntry> history, boolean withOutput) implements Reply {

    @Override
    public String msgType() {
        return "history_reply";
    }

    @Override
    public JsonObject toJson() {
        JsonArray entries = new JsonArray(history.size());
        history.forEach(entry -> entries.add(entry.toJson(withOutput)));
        JsonObject json = new JsonObject();
        json.add("history", entries);
        json.addProperty("status", "ok");
        return json;
    }
}
