package io.weft.jupyter.comm;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.List;

/// Something that the front end said over a comm.
///
/// @param data     what it said
/// @param metadata of the message
/// @param buffers  binary data behind it
public record CommMessage(JsonObject data, JsonObject metadata, List<byte[]> buffers) {

    private static final Gson GSON = new Gson();

    /// Keeps a list of its own.
    public CommMessage {
        buffers = List.copyOf(buffers);
    }

    /// {@return the data as an object of a record or another type, by the names of its fields}
    ///
    /// @param type the type
    /// @param <T>  the type
    public <T> T as(Class<T> type) {
        return GSON.fromJson(data, type);
    }
}
