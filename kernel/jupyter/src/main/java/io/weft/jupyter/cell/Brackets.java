package io.weft.jupyter.cell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/// Finds what a source leaves open: a bracket, a text block, a comment.
final class Brackets {

    private static final Map<Character, Character> CLOSING = Map.of('(', ')', '[', ']', '{', '}');

    /// @param what as it stands in the source
    /// @param closing what would end it
    /// @param offset where it begins
    record Open(String what, String closing, int offset) {}

    private final String source;
    private final Deque<Open> open = new ArrayDeque<>();

    private Brackets(String source) {
        this.source = source;
    }

    /// The innermost thing that the source leaves open.
    static Optional<Open> innermost(String source) {
        return Optional.ofNullable(new Brackets(source).scan().peek());
    }

    /// How many brackets the source leaves open.
    static int depth(String source) {
        return new Brackets(source).scan().size();
    }

    private Deque<Open> scan() {
        int at = 0;
        while (at < source.length()) {
            at = step(at);
        }
        return open;
    }

    private int step(int at) {
        if (source.startsWith("//", at)) {
            return indexAfter("\n", at);
        }
        if (source.startsWith("/*", at)) {
            return skip("/*", "*/", at);
        }
        if (source.startsWith("\"\"\"", at)) {
            return skip("\"\"\"", "\"\"\"", at);
        }
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            return literal(c, at);
        }
        if (CLOSING.containsKey(c)) {
            open.push(new Open(String.valueOf(c), String.valueOf(CLOSING.get(c)), at));
        } else if (!open.isEmpty() && open.peek().closing().charAt(0) == c) {
            open.pop();
        }
        return at + 1;
    }

    private int skip(String what, String closing, int at) {
        int from = at + what.length();
        while (true) {
            int end = source.indexOf(closing, from);
            if (end < 0) {
                open.push(new Open(what, closing, at));
                return source.length();
            }
            boolean escaped = closing.charAt(0) == '"' && source.charAt(end - 1) == '\\';
            if (!escaped) {
                return end + closing.length();
            }
            from = end + 1;
        }
    }

    // A string that its line leaves open is javac's to report.
    private int literal(char quote, int at) {
        for (int i = at + 1; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote || c == '\n') {
                return i + 1;
            }
        }
        return source.length();
    }

    private int indexAfter(String text, int from) {
        int found = source.indexOf(text, from);
        return found < 0 ? source.length() : found + text.length();
    }
}
