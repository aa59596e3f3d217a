package io.weft.http.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The paths that a route answers: `/users/{id}`, `/images/{name}.png`, and `*` at the end for all that follows.
///
/// @param text  as it was written
/// @param parts between its slashes
/// @param rest  whether it ends with `*`
record Pattern(String text, List<String> parts, boolean rest) {

    /// The name under which a request gets what `*` stands for.
    static final String REST = "*";

    private static final java.util.regex.Pattern PART = java.util.regex.Pattern
            .compile("[^{}]*(?:\\{[^{}]+}[^{}]*)?");

    static Pattern of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(
                    "The route '" + text + "' does not begin with a slash: write \"/" + text + "\".");
        }
        var parts = split(text);
        boolean rest = parts.getLast().equals(REST);
        var fixed = rest ? parts.subList(0, parts.size() - 1) : parts;
        for (var part : fixed) {
            if (part.contains(REST) || !PART.matcher(part).matches()) {
                throw new IllegalArgumentException("The route '" + text + "' has the part '" + part
                        + "': a part is a text, {name}, one name within a text such as {name}.png, or, at the end, *.");
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
                var before = part.substring(0, part.indexOf('{'));
                var after = part.substring(part.indexOf('}') + 1);
                var value = decoded(given);
                if (value.length() <= before.length() + after.length() || !value.startsWith(before)
                        || !value.endsWith(after)) {
                    return null;
                }
                values.put(part.substring(before.length() + 1, part.indexOf('}')),
                        value.substring(before.length(), value.length() - after.length()));
            } else if (!part.equals(decoded(given))) {
                return null;
            }
        }
        if (rest) {
            values.put(REST, decoded(String.join("/", path.subList(parts.size(), path.size()))));
        }
        return values;
    }

    /// Orders patterns so that the first that matches is the one that is meant: texts before names within the most text, these before
    /// names alone, names before `*`.
    static int compare(Pattern one, Pattern other) {
        for (int i = 0; i < Math.min(one.parts.size(), other.parts.size()); i++) {
            int order = Integer.compare(freedom(one.parts.get(i)), freedom(other.parts.get(i)));
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
        return part.contains("{");
    }

    /// How much a part leaves open: the less text stands around its name, the more.
    private static int freedom(String part) {
        return isParameter(part) ? Integer.MAX_VALUE - (part.indexOf('{') + part.length() - part.indexOf('}')) : 0;
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
