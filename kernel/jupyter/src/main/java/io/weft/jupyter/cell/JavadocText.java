package io.weft.jupyter.cell;

import java.util.regex.Pattern;

/// Javadoc comments as plain text.
final class JavadocText {

    private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s+([^{}]*)\\}");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n\\s*");

    private JavadocText() {}

    static String plain(String javadoc) {
        String text = INLINE.matcher(javadoc).replaceAll("$1");
        text = TAG.matcher(text).replaceAll("");
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&");
        return BLANK_LINES.matcher(text.stripIndent().strip()).replaceAll("\n\n");
    }

    /// The first paragraph.
    static String summary(String plain) {
        int end = plain.indexOf("\n\n");
        return end < 0 ? plain : plain.substring(0, end);
    }
}
