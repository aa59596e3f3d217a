package io.weft.jupyter.cell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Javadoc comments as plain text.
final class JavadocText {

    private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s+([^{}]*)\\}");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern CODE = Pattern.compile("\\{@(?:code|literal|link|linkplain)\\s+([^{}]*)\\}");
    private static final Pattern REFERENCE = Pattern.compile("\\[([\\w.#]+(?:\\([\\w, .]*\\))?)\\](?![(\\[])");
    private static final Pattern BLOCK_TAG = Pattern
            .compile(
                    "(?m)^\\s*@(param\\s+\\S+|returns?|throws\\s+\\S+|exception\\s+\\S+|since|see|author|implSpec|apiNote)");
    private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n\\s*");

    private JavadocText() {}

    static String plain(String javadoc) {
        String text = REFERENCE.matcher(javadoc).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
        text = INLINE.matcher(text).replaceAll("$1");
        text = TAG.matcher(text).replaceAll("");
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&");
        return BLANK_LINES.matcher(text.stripIndent().strip()).replaceAll("\n\n");
    }

    /// For front ends that show Markdown, which lets HTML pass; code keeps its look.
    static String markdown(String javadoc) {
        String text = CODE.matcher(javadoc).replaceAll(m -> Matcher.quoteReplacement("`" + m.group(1).strip() + "`"));
        text = REFERENCE.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement("`" + m.group(1)
                        .replace('#', '.')
                        .replaceFirst("^\\.", "") + "`"));
        text = INLINE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
        return BLOCK_TAG.matcher(text.stripIndent().strip()).replaceAll("\n- *$1*");
    }

    /// The first paragraph.
    static String summary(String plain) {
        int end = plain.indexOf("\n\n");
        return end < 0 ? plain : plain.substring(0, end);
    }
}
