package io.weft.jupyter.comm;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/// Values of cells as the JSON objects that messages carry.
final class CommData {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private CommData() {}

    static JsonObject of(Object data) {
        JsonElement json = data == null ? new JsonObject() : GSON.toJsonTree(data);
        if (!json.isJsonObject()) {
            throw new IllegalArgumentException("A comm carries objects, and a " + data.getClass().getSimpleName()
                    + " is none as JSON: send a map or a record, for example Map.of(\"value\", x).");
        }
        return json.getAsJsonObject();
    }
}
