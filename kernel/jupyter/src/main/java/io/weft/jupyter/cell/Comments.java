package io.weft.jupyter.cell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Comments in Java source.
final class Comments {

    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile(
            "\"\"\"(?s:\\\\.|.)*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'"
                    + "|(//[^\\n]*|/\\*(?s:.*?)\\*/)");

    private Comments() {}

    /// The source with every comment replaced by a space.
    static String blank(String source) {
        var matcher = LITERAL_OR_COMMENT.matcher(source);
        var result = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(result, matcher.group(1) == null
                    ? Matcher.quoteReplacement(matcher.group())
                    : " ");
        }
        return matcher.appendTail(result).toString();
    }

    /// The source with every comment, and all within quotes, replaced by spaces: of the same length, so that places stay.
    static String code(String source) {
        var matcher = LITERAL_OR_COMMENT.matcher(source);
        var result = new StringBuilder(source);
        while (matcher.find()) {
            int quotes = matcher.group(1) != null ? 0 : matcher.group().startsWith("\"\"\"") ? 3 : 1;
            for (int i = matcher.start() + quotes; i < matcher.end() - quotes; i++) {
                if (source.charAt(i) != '\n') {
                    result.setCharAt(i, ' ');
                }
            }
        }
        return result.toString();
    }

    /// Whether text that followed the source would belong to a comment.
    static boolean isInside(String source) {
        String probe = "\u0001";
        boolean inBlock = Brackets.innermost(source).filter(open -> open.what().equals("/*")).isPresent();
        return inBlock || !blank(source + probe).endsWith(probe);
    }
}
