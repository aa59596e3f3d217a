package io.weft.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;

/// JSON of records, collections, maps, texts and numbers, on Gson. Times are texts in ISO 8601.
public final class Json {

    private static final Gson GSON = gson();

    private Json() {}

    private static Gson gson() {
        var builder = new GsonBuilder().disableHtmlEscaping()
                .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE);
        text(builder, Instant.class, Instant::parse);
        text(builder, LocalDate.class, LocalDate::parse);
        text(builder, LocalTime.class, LocalTime::parse);
        text(builder, LocalDateTime.class, LocalDateTime::parse);
        text(builder, OffsetDateTime.class, OffsetDateTime::parse);
        text(builder, ZonedDateTime.class, ZonedDateTime::parse);
        text(builder, Duration.class, Duration::parse);
        return builder.create();
    }

    private static <T> void text(GsonBuilder builder, Class<T> type, Function<String, T> parse) {
        JsonSerializer<T> writer = (value, _, _) -> new JsonPrimitive(value.toString());
        JsonDeserializer<T> reader = (json, _, _) -> parsed(parse, json.getAsString(), type);
        builder.registerTypeAdapter(type, writer).registerTypeAdapter(type, reader);
    }

    private static <T> T parsed(Function<String, T> parse, String text, Class<T> type) {
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            throw new JsonParseException("'" + text + "' is no " + type.getSimpleName() + " in ISO 8601.", e);
        }
    }

    /// {@return the value as JSON}
    ///
    /// @param value a record, collection, map, array, text, number, boolean or null
    /// @throws IllegalArgumentException if it holds something that has no JSON
    public static String write(Object value) {
        try {
            return GSON.toJson(value);
        } catch (JsonParseException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("A " + value.getClass().getTypeName() + " has no JSON: "
                    + e.getMessage() + "; give records, collections, maps, texts, numbers or booleans.", e);
        }
    }

    /// {@return what the JSON says: maps, lists, texts, `Long` or `Double`, booleans or null}
    ///
    /// @param json the text
    /// @throws IllegalArgumentException if it is no JSON
    public static Object read(String json) {
        return read(json, Object.class);
    }

    /// {@return the value that the JSON says}
    ///
    /// @param json the text
    /// @param type of the value: a record, a class with fields, a map...
    /// @param <T>  the type
    /// @throws IllegalArgumentException if it is no JSON, or none of that type
    public static <T> T read(String json, Class<T> type) {
        return parse(json, type);
    }

    /// {@return the values that the JSON array has}
    ///
    /// @param json the text
    /// @param type of each value
    /// @param <T>  the type
    /// @throws IllegalArgumentException if it is no JSON array, or one of other values
    public static <T> List<T> readList(String json, Class<T> type) {
        List<T> values = parse(json, TypeToken.getParameterized(List.class, type).getType());
        return values;
    }

    private static <T> T parse(String json, Type type) {
        try {
            return GSON.fromJson(json, type);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("This is not the JSON of a " + type.getTypeName() + ": "
                    + start(json) + " (" + e.getMessage() + ")", e);
        }
    }

    private static String start(String json) {
        int most = 80;
        return json.length() <= most ? json : json.substring(0, most) + "...";
    }
}
