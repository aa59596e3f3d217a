package io.weft.jupyter.message;

/// Cursor positions: code points on the wire, `char` indices in a Java string. A position outside of the code means
/// its nearest end.
public final class CodePoints {
    private CodePoints() {}

    /// The `char` index of the code point at this position.
    public static int toIndex(String code, int position) {
        if (position <= 0) {
            return 0;
        }
        // A string has at most as many code points as chars; the cheap comparison spares most callers the count.
        if (position >= code.length() || position >= code.codePointCount(0, code.length())) {
            return code.length();
        }
        return code.offsetByCodePoints(0, position);
    }

    /// The position of the code point at this `char` index; an index inside a surrogate pair counts as after it.
    public static int toPosition(String code, int index) {
        return code.codePointCount(0, Math.clamp(index, 0, code.length()));
    }
}
