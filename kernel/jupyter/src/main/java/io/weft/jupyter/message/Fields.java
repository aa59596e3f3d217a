package io.weft.jupyter.message;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import java.util.LinkedHashMap;
import java.util.Map;

/// The fields of one message's content, each checked as it is read. A null counts as missing.
final class Fields {
    private final Message message;

    Fields(Message message) {
        this.message = message;
    }

    String string(String name) {
        return asString(name, required(name, "a string"));
    }

    String string(String name, String otherwise) {
        JsonElement value = value(name);
        return value == null ? otherwise : asString(name, value);
    }

    int integer(String name) {
        return asInteger(name, required(name, "an integer"));
    }

    int integer(String name, int otherwise) {
        JsonElement value = value(name);
        return value == null ? otherwise : asInteger(name, value);
    }

    boolean bool(String name, boolean otherwise) {
        JsonElement value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw wrong(name, "true or false");
    }

    JsonObject object(String name) {
        JsonElement value = value(name);
        return value == null ? new JsonObject() : asObject(name, value);
    }

    Map<String, String> strings(String name) {
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object(name).entrySet()) {
            strings.put(entry.getKey(), asString(name + "." + entry.getKey(), entry.getValue()));
        }
        return strings;
    }

    BadRequestException wrong(String name, String expected) {
        return new BadRequestException(
                "'" + name + "' of this " + message.msgType() + " has a wrong value: send " + expected + ".");
    }

    private JsonElement value(String name) {
        JsonElement value = message.content().get(name);
        return value == null || value.isJsonNull() ? null : value;
    }

    private JsonElement required(String name, String expected) {
        JsonElement value = value(name);
        if (value == null) {
            throw new BadRequestException(
                    "This " + message.msgType() + " has no '" + name + "': send " + expected + ".");
        }
        return value;
    }

    private String asString(String name, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrong(name, "a string");
    }

    private int asInteger(String name, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
            try {
                return primitive.getAsBigDecimal().intValueExact();
            } catch (ArithmeticException | NumberFormatException _) {
                throw wrong(name, "an integer of 32 bits");
            }
        }
        throw wrong(name, "an integer");
    }

    private JsonObject asObject(String name, JsonElement value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong(name, "an object");
    }
}
