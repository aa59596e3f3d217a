package io.weft.jupyter.message;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;

/// One cell that ran.
///
/// @param output its result as text, or null where it had none, as on the wire
public record HistoryEntry(long session, long line, String input, String output) {

    JsonArray toJson(boolean withOutput) {
        JsonArray entry = new JsonArray(3);
        entry.add(session);
        entry.add(line);
        if (withOutput) {
            JsonArray pair = new JsonArray(2);
            pair.add(input);
            if (output == null) {
                pair.add(JsonNull.INSTANCE);
            } else {
                pair.add(output);
            }
            entry.add(pair);
        } else {
            entry.add(input);
        }
        return entry;
    }
}
