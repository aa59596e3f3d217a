package io.weft.http.server;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/// A part of a form that was sent in parts, as browsers do with files.
///
/// @param name     of the field
/// @param fileName as the client names the file, which may lie about its folder; null for what is no file
/// @param type     of the bytes, such as `image/png`
/// @param bytes    what was sent
public record FormPart(String name, String fileName, String type, byte[] bytes) {

    /// {@return the bytes as text}
    ///
    /// @throws HttpError with status 415, if they are said to be in an encoding that is not known here
    public String text() {
        int at = type.toLowerCase(java.util.Locale.ROOT).indexOf("charset=");
        try {
            return new String(bytes, at < 0
                    ? StandardCharsets.UTF_8
                    : Charset.forName(type.substring(at + "charset=".length()).replaceAll("[\"\\s]|;.*", "")));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new HttpError(415, "The part '" + name + "' is said to be " + type + ", which is not known here.", e);
        }
    }

    @Override
    public String toString() {
        return name + (fileName == null ? "" : " (" + fileName + ")") + ": " + type + ", " + bytes.length + " bytes";
    }
}
