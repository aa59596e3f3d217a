package io.weft.http.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/// Takes a body of `multipart/form-data` apart.
final class Parts {

    private static final String FORM = "multipart/form-data";
    private static final int MOST = 10_000;
    private static final String EXTENDED = "UTF-8''";

    private Parts() {}

    static boolean isForm(String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(FORM);
    }

    static List<FormPart> of(String contentType, byte[] body) {
        var boundary = isForm(contentType) ? parameters(contentType).get("boundary") : null;
        if (boundary == null) {
            throw new HttpError(415, "The body is no form in parts, but " + contentType + ": send " + FORM + ".");
        }
        var parts = new ArrayList<FormPart>();
        try {
            var input = MultipartInput.builder()
                    .setInputStream(new ByteArrayInputStream(body))
                    .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
                    .get();
            input.setHeaderCharset(StandardCharsets.UTF_8);
            for (boolean more = input.skipPreamble(); more; more = input.readBoundary()) {
                if (parts.size() == MOST) {
                    throw new HttpError(413, "The form has more than " + MOST + " parts.");
                }
                var head = head(input.readHeaders());
                var bytes = new ByteArrayOutputStream();
                input.readBodyData(bytes);
                parts.add(part(head, bytes.toByteArray()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new HttpError(400, "The parts of the form cannot be told apart: " + e.getMessage(), e);
        }
        return List.copyOf(parts);
    }

    private static FormPart part(Map<String, String> head, byte[] bytes) {
        var disposition = parameters(head.getOrDefault("content-disposition", ""));
        var name = disposition.get("name");
        if (name == null) {
            throw new HttpError(400, "A part of the form has no name.");
        }
        return new FormPart(name, fileName(disposition.get("filename")),
                head.getOrDefault("content-type", "text/plain"), bytes);
    }

    /// Some clients write what is not ASCII as `UTF-8''%C4%8D`, where the parser leaves it so.
    private static String fileName(String written) {
        return written != null && written.regionMatches(true, 0, EXTENDED, 0, EXTENDED.length())
                ? URLDecoder.decode(written.substring(EXTENDED.length()).replace("+", "%2B"), StandardCharsets.UTF_8)
                : written;
    }

    private static Map<String, String> parameters(String header) {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    private static Map<String, String> head(String lines) {
        var head = new HashMap<String, String>();
        for (var line : lines.replaceAll("\r\n[ \t]+", " ").split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                head.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        return head;
    }
}
