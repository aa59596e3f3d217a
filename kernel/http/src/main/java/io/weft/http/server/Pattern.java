package io.weft.http.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The paths that a route answers: `/users/{id}`, and `*` at the end for all that follows.
///
/// @param text  as it was written
/// @param parts between its slashes
/// @param rest  whether it ends with `*`
record Pattern(String text, List<String> parts, boolean rest) {

    /// The name under which a request gets what `*` stands for.
    static final String REST = "*";

    static Pattern of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(
                    "The route '" + text + "' does not begin with a slash: write \"/" + text + "\".");
        }
        var parts = split(text);
        boolean rest = parts.getLast().equals(REST);
        var fixed = rest ? parts.subList(0, parts.size() - 1) : parts;
        for (var part : fixed) {
            boolean parameter = isParameter(part);
            if (part.contains(REST) || !parameter && (part.contains("{") || part.contains("}"))
                    || parameter && part.length() == 2) {
                throw new IllegalArgumentException("The route '" + text + "' has the part '" + part
                        + "': a part is a text, {name}, or, at the end, *.");
            }
        }
        return new Pattern(text, List.copyOf(fixed), rest);
    }

    /// Whether it stands for one path only.
    boolean isFixed() {
        return !rest && parts.stream().noneMatch(Pattern::isParameter);
    }

    /// What its names stand for in the parts of a path; null if it does not answer that path.
    Map<String, String> match(List<String> path) {
        if (rest ? path.size() <= parts.size() : path.size() != parts.size()) {
            return null;
        }
        var values = new HashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var given = path.get(i);
            if (isParameter(part)) {
                if (given.isEmpty()) {
                    return null;
                }
                values.put(part.substring(1, part.length() - 1), decoded(given));
            } else if (!part.equals(decoded(given))) {
                return null;
            }
        }
        if (rest) {
            values.put(REST, decoded(String.join("/", path.subList(parts.size(), path.size()))));
        }
        return values;
    }

    /// Orders patterns so that the first that matches is the one that is meant: texts before names, names before `*`.
    static int compare(Pattern one, Pattern other) {
        for (int i = 0; i < Math.min(one.parts.size(), other.parts.size()); i++) {
            int order = Boolean.compare(isParameter(one.parts.get(i)), isParameter(other.parts.get(i)));
            if (order != 0) {
                return order;
            }
        }
        int order = Boolean.compare(one.rest, other.rest);
        return order != 0 ? order : Integer.compare(other.parts.size(), one.parts.size());
    }

    /// The parts of a raw path, the empty one behind a last slash too.
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static boolean isParameter(String part) {
        return part.startsWith("{") && part.endsWith("}");
    }

    private static String decoded(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpError(400, "The path has a '%' that is no encoding of a character.", e);
        }
    }
}
