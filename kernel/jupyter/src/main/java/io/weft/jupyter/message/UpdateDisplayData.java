package io.weft.jupyter.message;

import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;

/// Replaces every output that was displayed with the same `display_id`.
public record UpdateDisplayData(JsonObject data, JsonObject metadata,
        @SerializedName("transient") JsonObject transientData) implements Publication {

    /// Replaces the outputs of this id.
    public UpdateDisplayData(JsonObject data, JsonObject metadata, String displayId) {
        this(data, metadata, DisplayData.withId(displayId));
    }

    @Override
    public String msgType() {
        return "update_display_data";
    }
}
