package io.weft.jupyter.magic;

import io.weft.http.client.FetchError;
import io.weft.http.client.Response;
import io.weft.http.client.Session;
import io.weft.http.client.SessionOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// A text that `%load` runs, from a file or an address.
///
/// @param name what messages call it
record LoadedText(String name, String text, boolean isNotebook) {

    private static final Pattern URL = Pattern.compile("(?:[a-zA-Z][\\w+.-]+://|file:).*");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    static boolean isUrl(String name) {
        return URL.matcher(name).matches();
    }

    static LoadedText of(Path file) throws IOException {
        return of(file.toString(), file.toString(), utf8(file.toString(), Files.readAllBytes(file)));
    }

    /// @throws MagicError if nothing can be fetched from there, or it is no code
    static LoadedText of(String url) throws IOException {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new MagicError("%load: '" + url + "' is no URL: " + e.getMessage() + ".", e);
        }
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "file" -> of(Path.of(uri));
            case "http", "https" -> fetch(uri);
            default ->
                throw new MagicError(
                        "%load takes addresses with http:, https: or file:, not " + uri.getScheme() + ":.");
        };
    }

    private static LoadedText fetch(URI uri) {
        var url = uri.toString();
        try (var session = Session.open(SessionOptions.standard())) {
            var answer = session.get(url);
            if (!answer.isOk()) {
                throw new MagicError("%load: " + url + " answered with status " + answer.status()
                        + (answer.reason().isBlank() ? "" : " " + answer.reason()) + ".");
            }
            var text = content(url, answer);
            if (text.stripLeading().regionMatches(true, 0, "<!doctype html", 0, "<!doctype html".length())
                    || text.stripLeading().regionMatches(true, 0, "<html", 0, "<html".length())) {
                throw new MagicError("%load: " + url
                        + " is a web page, not code: take the address of the file itself, which sites that show code call raw.");
            }
            return of(url, uri.getPath(), text);
        } catch (FetchError | IllegalArgumentException e) {
            throw new MagicError("%load: " + e.getMessage(), e);
        }
    }

    private static String content(String url, Response answer) {
        var type = answer.header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("charset=")
                ? answer.text()
                : utf8(url, answer.bytes());
    }

    private static LoadedText of(String name, String path, String text) {
        if (text.indexOf('\0') >= 0) {
            throw noText(name, null);
        }
        var code = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return new LoadedText(name, code, path != null && path.endsWith(".ipynb"));
    }

    private static String utf8(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw noText(name, e);
        }
    }

    private static MagicError noText(String name, Exception cause) {
        return new MagicError(
                "%load: " + name + " is no text in UTF-8, so it is no code that can run: store it as that.",
                cause);
    }
}
