package io.weft.jupyter.message;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// JSON as the protocol wants it: UTF-8, snake_case, no HTML escapes, nulls kept.
public final class Json {
    static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .setStrictness(Strictness.STRICT)
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private Json() {}

    /// The object that these bytes hold. Strict: RFC 8259, valid UTF-8, one object and nothing after it.
    ///
    /// @throws JsonParseException if they hold anything else
    public static JsonObject parseObject(byte[] utf8) {
        JsonElement element;
        try (JsonReader reader = new JsonReader(new StringReader(decode(utf8)))) {
            reader.setStrictness(Strictness.STRICT);
            element = GSON.getAdapter(JsonElement.class).read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("there is more after the JSON value");
            }
        } catch (IOException e) {
            throw new JsonParseException("malformed JSON", e);
        }
        if (!element.isJsonObject()) {
            throw new JsonParseException("not a JSON object");
        }
        return element.getAsJsonObject();
    }

    /// These bytes are what goes on the wire.
    ///
    /// @throws IllegalArgumentException if a number is not finite, for JSON has no such number
    public static byte[] bytes(JsonObject object) {
        return GSON.toJson(object).getBytes(StandardCharsets.UTF_8);
    }

    /// The components of a record as a JSON object. A null component is a mistake in this program, and found here,
    /// since frontends fail far away from it; nulls inside a component's own JSON are data.
    static JsonObject ofRecord(MessageContent content) {
        JsonObject json = GSON.toJsonTree(content).getAsJsonObject();
        json.entrySet().forEach(entry -> {
            if (entry.getValue().isJsonNull()) {
                throw new IllegalArgumentException(
                        "'" + entry.getKey() + "' of a " + content.msgType() + " message is null: give it a value.");
            }
        });
        return json;
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new JsonParseException("not valid UTF-8", e);
        }
    }
}
