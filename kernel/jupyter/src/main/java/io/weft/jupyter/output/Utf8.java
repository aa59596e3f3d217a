package io.weft.jupyter.output;

/// Where the last whole character of a piece of UTF-8 ends.
final class Utf8 {

    private Utf8() {}

    /// The number of bytes before a character that is cut off at the end; all of them if none is.
    static int completeLength(byte[] bytes) {
        int start = bytes.length;
        while (start > 0 && bytes.length - start < 4) {
            start--;
            int first = bytes[start] & 0xFF;
            if (first < 0x80) {
                return bytes.length;
            }
            if (first >= 0xC0) {
                int needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
                return bytes.length - start < needed ? start : bytes.length;
            }
        }
        return bytes.length;
    }
}
