package io.weft.jupyter.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;

import io.weft.jupyter.message.Json;
import io.weft.jupyter.wire.ConnectionInfo.Protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The fields of a connection file, each checked as it is read.
record ConnectionFile(Path file, JsonObject json) {

    static ConnectionFile load(Path file) {
        String name = "The connection file " + file;
        if (Files.isDirectory(file)) {
            throw new ConnectionFileException(
                    name + " is a folder: give the path of the file that the Jupyter client wrote.");
        }
        try {
            return new ConnectionFile(file, Json.parseObject(Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            throw new ConnectionFileException(
                    name + " does not exist: give the path of the file that the Jupyter client wrote.");
        } catch (IOException e) {
            throw new ConnectionFileException(name + " cannot be read (" + e.getClass().getSimpleName()
                    + "): give the path of a file that this user may read.");
        } catch (JsonParseException e) {
            throw new ConnectionFileException(
                    name + " is not a JSON object (" + e.getMessage() + "): let the Jupyter client write it anew.");
        }
    }

    String text(String field) {
        String text = string(field);
        if (text.isEmpty()) {
            throw wrong(field, "is empty", "a non-empty string");
        }
        return text;
    }

    /// Must be there, even if empty: a key that was forgotten does not switch signatures off.
    String key() {
        return string("key");
    }

    int port(String field, Protocol transport) {
        String expected = transport == Protocol.TCP ? "a port from 1 to 65535" : "a positive number";
        int max = transport == Protocol.TCP ? 65535 : Integer.MAX_VALUE;
        JsonElement value = required(field, expected);
        if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
            try {
                int port = primitive.getAsBigDecimal().intValueExact();
                if (port >= 1 && port <= max) {
                    return port;
                }
            } catch (ArithmeticException | NumberFormatException _) {
                throw wrong(field, "is " + value, expected);
            }
        }
        throw wrong(field, "is " + value, expected);
    }

    Protocol transport() {
        if (!json.has("transport")) {
            return Protocol.TCP;
        }
        return switch (string("transport")) {
            case "tcp" -> Protocol.TCP;
            case "ipc" -> Protocol.IPC;
            default -> throw wrong("transport", "is " + json.get("transport"), "\"tcp\" or \"ipc\"");
        };
    }

    String signatureScheme() {
        if (!json.has("signature_scheme")) {
            return "hmac-sha256";
        }
        String scheme = string("signature_scheme");
        if (!Signer.isKnown(scheme)) {
            throw wrong("signature_scheme", "is " + json.get("signature_scheme"),
                    "\"hmac-\" and a hash that this Java has, such as \"hmac-sha256\"");
        }
        return scheme;
    }

    private String string(String field) {
        JsonElement value = required(field, "a string");
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrong(field, "is no string", "a string");
    }

    private JsonElement required(String field, String expected) {
        JsonElement value = json.get(field);
        if (value == null) {
            throw wrong(field, "is missing", expected);
        }
        return value;
    }

    private ConnectionFileException wrong(String field, String state, String expected) {
        return new ConnectionFileException(
                "In the connection file " + file + " the field '" + field + "' " + state
                        + ": it must be " + expected + ".");
    }
}
