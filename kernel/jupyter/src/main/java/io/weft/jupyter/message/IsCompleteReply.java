package io.weft.jupyter.message;

import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;

/// Whether code can run as it stands.
///
/// @param indent what the next line begins with; sent for incomplete code only
public record IsCompleteReply(Completeness status, String indent) implements Reply {

    /// Without an indent.
    public IsCompleteReply(Completeness status) {
        this(status, "");
    }

    /// What a console does next: run the code, ask for another line, or run it to show its error.
    public enum Completeness {
        @SerializedName("complete")
        COMPLETE, @SerializedName("incomplete")
        INCOMPLETE, @SerializedName("invalid")
        INVALID, @SerializedName("unknown")
        UNKNOWN
    }

    @Override
    public String msgType() {
        return "is_complete_reply";
    }

    @Override
    public JsonObject toJson() {
        JsonObject json = Json.ofRecord(this);
        if (status != Completeness.INCOMPLETE) {
            json.remove("indent");
        }
        return json;
    }
}
