package io.weft.trace;

/// Text in pictures.
final class Svg {

    private Svg() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
    }
}
