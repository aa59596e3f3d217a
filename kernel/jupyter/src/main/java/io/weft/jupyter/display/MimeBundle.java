package io.weft.jupyter.display;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/// A value in the forms that front ends show: JSON by MIME type, with metadata and the data that is not saved.
public record MimeBundle(JsonObject data, JsonObject metadata, JsonObject transientData) {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    static MimeBundle of(DisplayData displayData) {
        var json = GSON.toJsonTree(displayData, DisplayData.class).getAsJsonObject();
        return new MimeBundle(object(json, "data"), object(json, "metadata"), object(json, "transient"));
    }

    /// Whether there is nothing to show.
    public boolean isEmpty() {
        return data.isEmpty();
    }

    /// The plain text, empty if there is none.
    public String text() {
        var text = data.get("text/plain");
        return text == null || !text.isJsonPrimitive() ? "" : text.getAsString();
    }

    private static JsonObject object(JsonObject json, String name) {
        var value = json.get(name);
        return value == null || value.isJsonNull() ? new JsonObject() : value.getAsJsonObject();
    }
}
