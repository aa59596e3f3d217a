package io.weft.jupyter.message;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.util.List;

/// How a cell ended.
public sealed interface ExecuteReply extends Reply {

    /// The cell's number, or that of the last one if this one was not counted.
    long executionCount();

    @Override
    default String msgType() {
        return "execute_reply";
    }

    /// It ran to its end.
    ///
    /// @param userExpressions by name: a MIME bundle with status `ok`, or an error
    /// @param payload what a frontend is asked to do, deprecated but still read by clients
    record Ok(long executionCount, JsonObject userExpressions, JsonArray payload) implements ExecuteReply {
        /// Without payload.
        public Ok(long executionCount, JsonObject userExpressions) {
            this(executionCount, userExpressions, new JsonArray());
        }
    }

    /// It failed. The same three fields are published as an [ErrorOutput].
    record Failed(long executionCount, String ename, String evalue, List<String> traceback) implements ExecuteReply {
        @Override
        public JsonObject toJson() {
            JsonObject json = Json.ofRecord(this);
            json.addProperty("status", "error");
            return json;
        }
    }

    /// It never ran, since a cell before it failed.
    record Aborted(long executionCount) implements ExecuteReply {
        @Override
        public JsonObject toJson() {
            JsonObject json = Json.ofRecord(this);
            json.addProperty("status", "aborted");
            return json;
        }
    }
}
