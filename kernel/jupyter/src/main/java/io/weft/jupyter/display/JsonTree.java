package io.weft.jupyter.display;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// JSON of what cells have: records and beans, maps, collections, arrays. What is none of these becomes its text; numbers that JSON does
/// not have become null.
final class JsonTree {

    private static final int DEPTH = 100;

    private JsonTree() {}

    static JsonElement of(Object value) {
        return of(value, 0);
    }

    /// Reads a text that is JSON and nothing else.
    static JsonElement parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("The text is no JSON: it is empty.");
        }
        try (var reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            var json = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException(
                        "The text is no JSON: something follows its end at" + where(reader) + ".");
            }
            return json;
        } catch (JsonParseException | IOException e) {
            throw new IllegalArgumentException("The text is no JSON: " + e.getMessage(), e);
        }
    }

    private static String where(JsonReader reader) {
        return reader.toString().replaceFirst(".* at", "");
    }

    private static JsonElement of(Object value, int depth) {
        if (depth > DEPTH) {
            throw new IllegalArgumentException("The value is nested more than " + DEPTH
                    + " deep, or contains itself: JSON of it would have no end.");
        }
        return switch (value) {
            case null -> JsonNull.INSTANCE;
            case JsonElement json -> json;
            case Optional<?> optional -> of(optional.orElse(null), depth);
            case Boolean truth -> new JsonPrimitive(truth);
            case Double number when !Double.isFinite(number) -> JsonNull.INSTANCE;
            case Float number when !Float.isFinite(number) -> JsonNull.INSTANCE;
            case Number number -> new JsonPrimitive(number);
            case Map<?, ?> map -> object(map, depth);
            case Iterable<?> many when !(many instanceof Path) -> array(many, depth);
            case Object array when array.getClass().isArray() -> array(Rows.of(array).first(Integer.MAX_VALUE), depth);
            case Object other -> ofObject(other, depth);
        };
    }

    private static JsonElement ofObject(Object value, int depth) {
        var properties = Column.properties(value.getClass());
        if (properties.isEmpty()) {
            return new JsonPrimitive(value.toString());
        }
        var json = new JsonObject();
        properties.forEach((name, reader) -> json.add(name, of(Column.read(reader, value), depth + 1)));
        return json;
    }

    private static JsonObject object(Map<?, ?> map, int depth) {
        var json = new JsonObject();
        map.forEach((key, value) -> json.add(String.valueOf(key), of(value, depth + 1)));
        return json;
    }

    private static JsonArray array(Iterable<?> elements, int depth) {
        var json = new JsonArray();
        elements.forEach(element -> json.add(of(element, depth + 1)));
        return json;
    }
}
