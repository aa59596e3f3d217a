package io.weft.jupyter.message;

import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;

/// A rich output: one thing in several MIME types, of which the frontend shows the best.
///
/// @param transientData is not saved with the notebook; a `display_id` in it lets the output be replaced later
public record DisplayData(JsonObject data, JsonObject metadata,
        @SerializedName("transient") JsonObject transientData) implements Publication {

    /// An output that stays as it is.
    public DisplayData(JsonObject data, JsonObject metadata) {
        this(data, metadata, new JsonObject());
    }

    /// An output that an [UpdateDisplayData] of the same id replaces.
    public DisplayData(JsonObject data, JsonObject metadata, String displayId) {
        this(data, metadata, withId(displayId));
    }

    static JsonObject withId(String displayId) {
        JsonObject json = new JsonObject();
        json.addProperty("display_id", displayId);
        return json;
    }

    @Override
    public String msgType() {
        return "display_data";
    }
}
