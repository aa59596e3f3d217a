package io.weft.jupyter.cell;

/// Comments in Java source. Goes over the characters, since a pattern's matcher recurses and would overflow the stack at a long literal.
final class Comments {

    private static final String TEXT_BLOCK = "\"\"\"";

    private Comments() {}

    /// The source with every comment replaced by a space.
    static String blank(String source) {
        var result = new StringBuilder(source.length());
        int at = 0;
        while (at < source.length()) {
            int end = end(source, at);
            if (isComment(source, at) && end > at) {
                result.append(' ');
            } else {
                end = Math.max(end, at + 1);
                result.append(source, at, end);
            }
            at = end;
        }
        return result.toString();
    }

    /// The source with every comment, and all within quotes, replaced by spaces: of the same length, so that places stay.
    static String code(String source) {
        var result = new StringBuilder(source);
        int at = 0;
        while (at < source.length()) {
            int end = end(source, at);
            int quotes = isComment(source, at) ? 0 : source.startsWith(TEXT_BLOCK, at) ? TEXT_BLOCK.length() : 1;
            for (int i = at + quotes; i < end - quotes; i++) {
                if (source.charAt(i) != '\n') {
                    result.setCharAt(i, ' ');
                }
            }
            at = Math.max(end, at + 1);
        }
        return result.toString();
    }

    /// Where the source begins after comments, blanks and empty statements.
    static int start(String source) {
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Character.isWhitespace(c) || c == ';') {
                at++;
            } else if (isComment(source, at) && end(source, at) > at) {
                at = end(source, at);
            } else {
                break;
            }
        }
        return at;
    }

    /// Whether text that followed the source would belong to a comment.
    static boolean isInside(String source) {
        String probe = "\u0001";
        boolean inBlock = Brackets.innermost(source).filter(open -> open.what().equals("/*")).isPresent();
        return inBlock || !blank(source + probe).endsWith(probe);
    }

    private static boolean isComment(String source, int at) {
        return source.startsWith("//", at) || source.startsWith("/*", at);
    }

    /// The end of the comment or literal that begins here; the place itself if none does, or it has no end.
    private static int end(String source, int at) {
        if (source.startsWith("//", at)) {
            int end = source.indexOf('\n', at);
            return end < 0 ? source.length() : end;
        }
        if (source.startsWith("/*", at)) {
            int end = source.indexOf("*/", at + 2);
            return end < 0 ? at : end + 2;
        }
        return switch (source.charAt(at)) {
            case '"' -> source.startsWith(TEXT_BLOCK, at)
                    ? closing(source, at, TEXT_BLOCK, false)
                    : closing(source, at, "\"", true);
            case '\'' -> closing(source, at, "'", true);
            default -> at;
        };
    }

    private static int closing(String source, int at, String quotes, boolean oneLine) {
        for (int i = at + quotes.length(); i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (source.startsWith(quotes, i)) {
                return i + quotes.length();
            } else if (oneLine && c == '\n') {
                return at;
            }
        }
        return at;
    }
}
